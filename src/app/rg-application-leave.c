/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The end of an open shop. Its last backup may take seconds, and nobody waits for it who does not
 * need the file. */
#include "app/rg-application-private.h"

/* Called when no shop is being left any more. */
typedef struct
{
  RgLeftFunc func;
  gpointer data;
} RgWaiting;

typedef struct
{
  RgApplication *application;
  RgShopKeeper *keeper;
  RgStore *store;
} RgLeaving;

/* The store is closed and not only let go: whoever still refers to it would leave its log behind,
 * which the next start has to judge. */
static void
rg_leaving_end (RgLeaving *leaving)
{
  rg_shop_keeper_free (leaving->keeper);
  rg_store_close (leaving->store);
  g_object_unref (leaving->store);
  g_object_unref (leaving->application);
  g_free (leaving);
}

static void
rg_application_left_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgLeaving *leaving = data;
  g_autoptr (RgApplication) self = g_object_ref (leaving->application);

  g_ptr_array_remove_fast (self->leaving, leaving);
  rg_leaving_end (leaving);
  while (self->leaving->len == 0 && self->waiting->len > 0)
    {
      const RgWaiting next = g_array_index (self->waiting, RgWaiting, 0);

      g_array_remove_index (self->waiting, 0);
      next.func (self, next.data);
    }
}

void
rg_application_init_leaving (RgApplication *self)
{
  self->leaving = g_ptr_array_new ();
  self->waiting = g_array_new (FALSE, FALSE, sizeof (RgWaiting));
}

void
rg_application_leave_shop (RgApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  RgLeaving *leaving;

  g_clear_pointer (&self->reminders, rg_reminders_free);
  g_clear_pointer (&self->doer, rg_automation_doer_free);
  if (!self->keeper)
    return;
  leaving = g_new0 (RgLeaving, 1);
  leaving->application = g_object_ref (self);
  leaving->keeper = g_steal_pointer (&self->keeper);
  leaving->store = g_object_ref (rg_shop_keeper_get_store (leaving->keeper));
  rg_shop_keeper_stop (leaving->keeper);
  if (window)
    rg_window_set_store (RG_WINDOW (window), NULL);
  if (!rg_shop_keeper_is_due (leaving->keeper))
    {
      rg_leaving_end (leaving);
      return;
    }
  g_ptr_array_add (self->leaving, leaving);
  rg_shop_keeper_back_up_async (leaving->keeper, rg_application_left_cb, leaving);
}

void
rg_application_when_left (RgApplication *self, RgLeftFunc func, gpointer data)
{
  const RgWaiting waiting = { func, data };

  if (self->leaving->len == 0)
    func (self, data);
  else
    g_array_append_val (self->waiting, waiting);
}

gboolean
rg_application_is_leaving (RgApplication *self, const char *path)
{
  for (guint i = 0; i < self->leaving->len; i++)
    {
      const RgLeaving *leaving = g_ptr_array_index (self->leaving, i);

      if (g_str_equal (rg_store_get_path (leaving->store), path))
        return TRUE;
    }
  return FALSE;
}

void
rg_application_stop_leaving (RgApplication *self)
{
  g_array_set_size (self->waiting, 0);
  while (self->leaving->len > 0)
    g_main_context_iteration (NULL, TRUE);
}
