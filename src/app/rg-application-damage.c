/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A shop's file that cannot be used as it is: the page about it in place of the shop, and what
 * comes of it. */
#include "app/rg-application-private.h"

#include "base/rg-i18n.h"
#include "pages/rg-damaged-page.h"
#include "store/rg-store-salvage.h"

gboolean
rg_application_is_damage (const GError *error)
{
  return rg_store_error_is_damage (error)
         || g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_DISK)
         || g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_FOREIGN_LOG);
}

static void
rg_application_try_again_cb (RgApplication *self)
{
  g_autofree char *path = g_strdup (self->damaged_path);

  rg_application_open (self, path);
}

static void
rg_application_open_without_cb (RgApplication *self)
{
  g_autofree char *path = g_strdup (self->damaged_path);
  g_autoptr (GError) error = NULL;

  if (rg_store_put_log_aside_sync (path, NULL, &error))
    rg_application_open (self, path);
  else
    rg_application_show_error (GTK_WIDGET (rg_application_ensure_window (self)),
                               _("The Shop Could Not Be Opened"), error);
}

/* What was rescued takes the place of the damaged file, which is kept beside it. */
static void
rg_application_use_rescued_cb (RgApplication *self, const char *rescued)
{
  g_autofree char *path = g_strdup (self->damaged_path);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (!rg_store_use_salvaged_sync (rescued, path, &kept, &error))
    {
      rg_application_show_error (GTK_WIDGET (rg_application_ensure_window (self)),
                                 _("The Rescued Shop Could Not Be Opened"), error);
      return;
    }
  rg_application_open (self, path);
  rg_application_say_in_place (self, _("The rescued shop is in place"), kept);
}

void
rg_application_show_damaged (RgApplication *self, const char *path, const GError *error)
{
  RgWindow *window = rg_application_ensure_window (self);
  AdwNavigationPage *page = rg_damaged_page_new (path, error);

  rg_application_close_shop (self);
  g_set_str (&self->damaged_path, path);
  g_signal_connect_object (page, "open-without", G_CALLBACK (rg_application_open_without_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "try-again", G_CALLBACK (rg_application_try_again_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "use-rescued", G_CALLBACK (rg_application_use_rescued_cb), self,
                           G_CONNECT_SWAPPED);
  rg_window_show_instead (window, page);
}

void
rg_application_damaged_cb (RgApplication *self, RgStore *store)
{
  g_autofree char *path = g_strdup (rg_store_get_path (store));

  if (rg_window_get_store (rg_application_ensure_window (self)) == store)
    rg_application_show_damaged (self, path, NULL);
}
