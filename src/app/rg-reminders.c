/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reminders of tasks and tickets. */
#include "app/rg-reminders.h"

#include "base/rg-i18n.h"
#include "store/rg-store-due.h"
#include "store/rg-store-tasks.h"
#include "store/rg-store-tickets.h"

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

/* "Ring back – Åse Dahl", each on its line. */
static void
rg_reminders_add_line (GPtrArray *lines, const char *what, const char *whom)
{
  if (lines->len < RG_REMINDERS_LINES)
    g_ptr_array_add (lines, whom ? g_strdup_printf ("%s – %s", what, whom) : g_strdup (what));
}

/* The first few, in the order in which Today has them. */
static char *
rg_reminders_dup_lines (const RgDueList *due)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; i < due->tasks->len; i++)
    {
      const RgTask *task = due->tasks->pdata[i];

      rg_reminders_add_line (lines, task->what, task->customer_name);
    }
  for (guint i = 0; i < due->tickets->len; i++)
    {
      const RgTicket *ticket = due->tickets->pdata[i];

      rg_reminders_add_line (lines, ticket->subject, ticket->customer_name);
    }
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
rg_reminders_dup_title (const RgDueList *due)
{
  const guint n_tasks = due->tasks->len, n_tickets = due->tickets->len;
  g_autofree char *tasks = NULL, *tickets = NULL;

  if (n_tickets == 0)
    /* Translators: %u is how many tasks are due today or before. */
    return g_strdup_printf (P_("%u task is due", "%u tasks are due", n_tasks), n_tasks);
  if (n_tasks == 0)
    /* Translators: %u is how many tickets are due today or before. */
    return g_strdup_printf (P_("%u ticket is due", "%u tickets are due", n_tickets), n_tickets);
  tasks = g_strdup_printf (P_("%u task", "%u tasks", n_tasks), n_tasks);
  tickets = g_strdup_printf (P_("%u ticket", "%u tickets", n_tickets), n_tickets);
  /* Translators: “2 tasks” and “1 ticket”. */
  return g_strdup_printf (_("%s and %s are due"), tasks, tickets);
}

/* Whom the only thing that is due is about, or 0. */
static gint64
rg_reminders_get_customer (const RgDueList *due)
{
  if (rg_due_list_count (due) != 1)
    return 0;
  return due->tasks->len == 1 ? ((const RgTask *) due->tasks->pdata[0])->customer
                              : ((const RgTicket *) due->tickets->pdata[0])->customer;
}

/* All tasks have a page; what else is due is on Today. */
static void
rg_reminders_add_buttons (GNotification *notification, const RgDueList *due)
{
  const gboolean only_tasks = due->tickets->len == 0;
  const char *action = only_tasks ? "app.show-tasks" : "app.show-today";
  const gint64 customer = rg_reminders_get_customer (due);

  g_notification_set_default_action (notification, action);
  g_notification_add_button (notification, only_tasks ? _("Show Tasks") : _("Show Today"), action);
  if (customer)
    g_notification_add_button_with_target (notification, _("Show Customer"), "app.show-customer",
                                           "x", customer);
}

static void
rg_reminders_send (RgReminders *self, const RgDueList *due)
{
  g_autofree char *title = rg_reminders_dup_title (due);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autofree char *lines = NULL;

  if (g_settings_get_boolean (self->settings, "remind-names"))
    lines = rg_reminders_dup_lines (due);
  if (lines)
    g_notification_set_body (notification, lines);
  rg_reminders_add_buttons (notification, due);
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
  g_autoptr (RgDueList) due = rg_store_read_due_finish (RG_STORE (object), result, &error);
  RgReminders *self = data;

  /* Then there is no `self` any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!due)
    {
      g_message ("What is due could not be read: %s", error->message);
      return;
    }
  g_settings_set_int (self->settings, "reminded-on", rg_reminders_today (self));
  if (rg_due_list_count (due) > 0)
    rg_reminders_send (self, due);
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
  rg_store_read_due_async (self->store, today, self->cancellable, rg_reminders_read_cb, self);
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
