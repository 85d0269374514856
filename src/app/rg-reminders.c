/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reminders of tasks. */
#include "app/rg-reminders.h"

#include "base/rg-i18n.h"
#include "store/rg-store-tasks.h"

/* A computer that stays on sees the next morning too. */
#define RG_REMINDERS_LOOK_SECONDS 300
#define RG_REMINDERS_MORNING_HOUR 6
#define RG_REMINDERS_LINES 3

struct _RgReminders
{
  GApplication *application;
  GSettings *settings;
  RgStore *store;
  GCancellable *cancellable;
  guint source;
};

/* "Ring back – Åse Dahl", for the first few. */
static char *
rg_reminders_dup_lines (const GPtrArray *tasks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (tasks->len, RG_REMINDERS_LINES); i++)
    {
      const RgTask *task = tasks->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", task->what);
      if (task->customer_name)
        g_string_append_printf (text, " – %s", task->customer_name);
    }
  return g_string_free (text, FALSE);
}

static void
rg_reminders_send (RgReminders *self, const GPtrArray *tasks)
{
  const RgTask *first = tasks->pdata[0];
  g_autofree char *title =
      /* Translators: %u is how many tasks are due today or before. */
      g_strdup_printf (P_("%u task is due", "%u tasks are due", tasks->len), tasks->len);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autofree char *lines = NULL;

  if (g_settings_get_boolean (self->settings, "remind-names"))
    lines = rg_reminders_dup_lines (tasks);
  if (lines)
    g_notification_set_body (notification, lines);
  g_notification_set_default_action (notification, "app.show-tasks");
  g_notification_add_button (notification, _("Show Tasks"), "app.show-tasks");
  if (tasks->len == 1 && first->customer)
    g_notification_add_button_with_target (notification, _("Show Customer"), "app.show-customer",
                                           "x", first->customer);
  g_application_send_notification (self->application, "tasks", notification);
}

static RgDay
rg_reminders_today (RgReminders *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));

  return rg_day_today (zone);
}

static void
rg_reminders_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = rg_store_read_tasks_finish (RG_STORE (object), result, &error);
  RgReminders *self = data;

  /* Then there is no `self` any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!tasks)
    {
      g_message ("The tasks could not be read: %s", error->message);
      return;
    }
  g_settings_set_int (self->settings, "reminded-on", rg_reminders_today (self));
  if (tasks->len > 0)
    rg_reminders_send (self, tasks);
}

static void
rg_reminders_look (RgReminders *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  const RgDay today = rg_day_today (zone);

  if (!g_settings_get_boolean (self->settings, "remind-tasks") ||
      g_settings_get_int (self->settings, "reminded-on") == today ||
      g_date_time_get_hour (now) < RG_REMINDERS_MORNING_HOUR)
    return;
  rg_store_tasks_due_async (self->store, today, self->cancellable, rg_reminders_read_cb, self);
}

static gboolean
rg_reminders_look_cb (gpointer data)
{
  rg_reminders_look (data);
  return G_SOURCE_CONTINUE;
}

RgReminders *
rg_reminders_new (GApplication *application, GSettings *settings, RgStore *store)
{
  RgReminders *self = g_new0 (RgReminders, 1);

  self->application = application;
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  if (rg_store_get_shop (store)->is_sample)
    return self;
  self->source = g_timeout_add_seconds (RG_REMINDERS_LOOK_SECONDS, rg_reminders_look_cb, self);
  g_signal_connect_swapped (settings, "changed::remind-tasks", G_CALLBACK (rg_reminders_look),
                            self);
  rg_reminders_look (self);
  return self;
}

void
rg_reminders_free (RgReminders *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_free (self);
}
