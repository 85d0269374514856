/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is to do: `tasks`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-tasks.h"

/* What the options say. */
typedef struct {
  gboolean done;
  gboolean due;
  gboolean later;
  gboolean mine;
  gboolean week;
  char *due_day;
  char *customer;
} RgCtlTaskOptions;

static void
rg_ctl_task_options_clear (RgCtlTaskOptions *options)
{
  g_free (options->due_day);
  g_free (options->customer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlTaskOptions, rg_ctl_task_options_clear)

static RgDay
rg_ctl_today (RgStore *store)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (store));

  return rg_day_today (zone);
}

/* --- listing --- */

typedef struct {
  RgTaskFilter filter;
  GPtrArray *tasks;
} RgCtlTasks;

static gboolean
rg_ctl_tasks_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTasks *tasks = data;

  tasks->tasks = rg_tasks_read (db, &tasks->filter, error);
  return tasks->tasks != NULL;
}

static void
rg_ctl_tell_task (RgCtl *ctl, const RgTask *task, RgDay today)
{
  g_autofree char *state = rg_task_dup_state (task, today);

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s%s%s%s%s\n", task->id, task->what,
                task->customer_name != NULL ? " · " : "",
                task->customer_name != NULL ? task->customer_name : "",
                *state != '\0' ? " · " : "", state);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", task->id);
  rg_ctl_json_uuid (ctl, "uuid", task->uuid);
  rg_ctl_json_text (ctl, "what", task->what);
  rg_ctl_json_uuid_of (ctl, "customer_uuid", RG_UUIDS_CUSTOMER, task->customer);
  rg_ctl_json_text (ctl, "customer", task->customer_name);
  rg_ctl_json_uuid_of (ctl, "campaign_uuid", RG_UUIDS_CAMPAIGN, task->campaign);
  rg_ctl_json_text (ctl, "campaign", task->campaign_name);
  rg_ctl_json_text (ctl, "staff", task->staff_name);
  rg_ctl_json_day (ctl, "due_on", task->due_on);
  rg_ctl_json_day (ctl, "created_on", task->created_on);
  rg_ctl_json_day (ctl, "done_on", task->done_on);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_tasks_list (RgCtl *ctl, RgStore *store, const RgCtlTaskOptions *options, GError **error)
{
  RgCtlTasks tasks = { { .done = options->done }, NULL };
  g_autoptr (GPtrArray) list = NULL;
  RgDay today = rg_ctl_today (store);

  if (options->due)
    tasks.filter.due_by = today;
  if (options->later)
    tasks.filter.due_after = today;
  if (options->mine)
    tasks.filter.staff = rg_store_get_staff (store);
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_tasks_in_thread, &tasks, NULL, error))
    return FALSE;
  list = tasks.tasks;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < list->len; i++)
    rg_ctl_tell_task (ctl, list->pdata[i], today);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (list->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no such tasks."));
  return TRUE;
}

/* --- changing --- */

typedef struct {
  const char *text;
  gint64 id;
} RgCtlTaskCustomer;

static gboolean
rg_ctl_task_customer_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTaskCustomer *customer = data;

  customer->id = rg_segment_find_customer (db, customer->text, error);
  return customer->id != 0;
}

/* The day of --on, RG_DAY_NONE without it; FALSE with an error where it is none. */
static gboolean
rg_ctl_tasks_parse_day (const RgCtlTaskOptions *options, RgDay *day, GError **error)
{
  *day = options->due_day != NULL ? rg_day_parse_iso (options->due_day) : RG_DAY_NONE;
  if (options->due_day == NULL || *day != RG_DAY_NONE)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” is no day. Write it like 2026-11-21."), options->due_day);
  return FALSE;
}

static gboolean
rg_ctl_task_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTask **task = data;

  *task = rg_task_read (db, (*task)->id, error);
  return *task != NULL;
}

static gboolean
rg_ctl_tasks_put_off (RgStore *store, const RgCtlTaskOptions *options, gint64 id, GError **error)
{
  RgTask wanted = { .id = id };
  RgTask *task = &wanted;
  g_autoptr (RgTask) found = NULL;
  RgDay day;

  if (!rg_ctl_tasks_parse_day (options, &day, error)
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_task_read_in_thread, &task, NULL,
                              error))
    return FALSE;
  found = task;
  if (day == RG_DAY_NONE)
    day = rg_task_get_later (found, rg_ctl_today (store), options->week,
                             rg_store_get_shop (store)->first_weekday);
  return rg_store_put_off_task_sync (store, id, day, NULL, error);
}

static gboolean
rg_ctl_tasks_add (RgStore *store, const char *what, const RgCtlTaskOptions *options, gint64 *id,
                  GError **error)
{
  g_autoptr (RgTask) task = rg_task_new (what);
  RgCtlTaskCustomer customer = { options->customer, 0 };

  if (!rg_ctl_tasks_parse_day (options, &task->due_on, error))
    return FALSE;
  if (customer.text != NULL
      && !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_task_customer_in_thread, &customer,
                              NULL, error))
    return FALSE;
  task->customer = customer.id;
  return rg_store_save_task_sync (store, task, id, NULL, error);
}

static gboolean
rg_ctl_tasks_change (RgStore *store, GStrv words, const RgCtlTaskOptions *options, gint64 *id,
                     GError **error)
{
  const char *verb = words[1];

  if (words[2] != NULL && g_str_equal (verb, "add"))
    return rg_ctl_tasks_add (store, words[2], options, id, error);
  if (words[2] != NULL && (g_str_equal (verb, "done") || g_str_equal (verb, "open")))
    return rg_ctl_parse_id (words[2], id, error)
           && rg_store_set_task_done_sync (
             store, *id, g_str_equal (verb, "done") ? rg_ctl_today (store) : RG_DAY_NONE, NULL,
             error);
  if (words[2] != NULL && g_str_equal (verb, "put-off"))
    return rg_ctl_parse_id (words[2], id, error)
           && rg_ctl_tasks_put_off (store, options, *id, error);
  if (words[2] != NULL && g_str_equal (verb, "delete"))
    return rg_ctl_parse_id (words[2], id, error)
           && rg_store_delete_task_sync (store, *id, NULL, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("That cannot be done with tasks. “regularsctl help tasks” says what can."));
  return FALSE;
}

static gboolean
rg_ctl_tasks (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlTaskOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "done", 0, 0, G_OPTION_ARG_NONE, &options.done },
    { "due", 0, 0, G_OPTION_ARG_NONE, &options.due },
    { "later", 0, 0, G_OPTION_ARG_NONE, &options.later },
    { "mine", 0, 0, G_OPTION_ARG_NONE, &options.mine },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.due_day },
    { "week", 0, 0, G_OPTION_ARG_NONE, &options.week },
    { "customer", 0, 0, G_OPTION_ARG_STRING, &options.customer },
    { NULL },
  };
  RgStore *store;
  gint64 id = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL)
    return rg_ctl_tasks_list (ctl, store, &options, error);
  if (!rg_ctl_tasks_change (store, rest, &options, &id, error))
    return FALSE;
  rg_ctl_print (ctl, "%s\n", _("Done"));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "id", id);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

const RgCtlCommand rg_ctl_tasks_commands[] = {
  { "tasks",
    "[--due | --later | --done] [--mine] | add WHAT [--on DAY] [--customer ID] | done ID | open ID "
    "| put-off ID [--week | --on DAY] | delete ID",
    N_("List what is to do, or change it"),
    N_("--due lists what is due today or was due before, --later what is due after today,\n"
       "--done what is done; --mine those of whoever is at the keyboard. DAY is written like\n"
       "2026-11-21; a customer is meant by number or UUID. “put-off” is for a day where nothing\n"
       "else is said, --week until the first day of next week."),
    rg_ctl_tasks },
  { NULL },
};
