/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shell shows of the state that the open shop is in. */
#include "app/rg-application-private.h"

#include "app/rg-banner.h"

#define BANNER_SECONDS (60 * 60)

static void
rg_application_state_cb (RgApplication *self)
{
  rg_banner_show (rg_application_ensure_window (self));
}

static gboolean
rg_application_hour_cb (gpointer data)
{
  rg_application_state_cb (RG_APPLICATION (data));
  return G_SOURCE_CONTINUE;
}

static void
rg_application_key_cb (gpointer keeper, gpointer data)
{
  rg_application_update_backup_actions (RG_APPLICATION (data));
}

void
rg_application_follow_store (RgApplication *self, RgStore *store)
{
  static const char *const signals[] = { "backed-up", "room-changed" };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (store, signals[i], G_CALLBACK (rg_application_state_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "damaged", G_CALLBACK (rg_application_damaged_cb), self,
                           G_CONNECT_SWAPPED);
  rg_shop_keeper_set_key_func (self->keeper, rg_application_key_cb, self);
  if (self->banner_source == 0)
    self->banner_source = g_timeout_add_seconds (BANNER_SECONDS, rg_application_hour_cb, self);
  rg_application_update_backup_actions (self);
  rg_application_state_cb (self);
}
