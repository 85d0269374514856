/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What was done, and taking it back: `history`, `take-back`. */
#include "config.h"

#include <inttypes.h>

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-undo.h"

#define LIMIT 50

typedef struct
{
  gint64 before;
  guint limit;
  GPtrArray *actions;
} RgCtlHistory;

static gboolean
rg_ctl_history_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlHistory *history = data;

  history->actions = rg_actions_read (db, history->before, history->limit, error);
  return history->actions != NULL;
}

static char *
rg_ctl_format_instant (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);

  return g_date_time_format_iso8601 (time);
}

static void
rg_ctl_tell_action (RgCtl *ctl, const RgAction *action)
{
  g_autofree char *at = rg_ctl_format_instant (action->at);

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s  %s%s%s%s\n", action->id, at, action->label,
                *action->staff != '\0' ? " · " : "", action->staff,
                action->undone_by != 0 ? _(" (taken back)") : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", action->id);
  rg_ctl_json_text (ctl, "at", at);
  rg_ctl_json_text (ctl, "kind", action->kind);
  rg_ctl_json_text (ctl, "label", action->label);
  rg_ctl_json_text (ctl, "staff", *action->staff != '\0' ? action->staff : NULL);
  rg_ctl_json_id (ctl, "undoes", action->undoes);
  rg_ctl_json_id (ctl, "undone_by", action->undone_by);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_history (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  int limit = LIMIT;
  gint64 before = 0;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit },
    { "before", 0, 0, G_OPTION_ARG_INT64, &before },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 0, error)
      || !rg_ctl_check_limit (limit, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  RgCtlHistory history = { .before = before, .limit = (guint) limit };
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_history_in_thread, &history, NULL,
                           error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < history.actions->len; i++)
    rg_ctl_tell_action (ctl, g_ptr_array_index (history.actions, i));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (history.actions->len == 0)
    rg_ctl_say (ctl, "%s", _("Nothing has been done yet"));
  g_ptr_array_unref (history.actions);
  return TRUE;
}

static gboolean
rg_ctl_take_back (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gint64 id = 0, undo = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error) || !rg_ctl_parse_id (rest[1], &id, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_take_back_sync (store, id, &undo, error))
    return FALSE;
  /* Translators: both are numbers of actions in the History. */
  rg_ctl_print (ctl, _("Taken back. “regularsctl take-back %" PRId64 "” does it again\n"),
                undo);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "taken_back", id);
      rg_ctl_json_int (ctl, "action_id", undo);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

const RgCtlCommand rg_ctl_history_commands[] = {
  { "history", "[--limit N] [--before ID]", N_("List what was done, the newest first"), NULL,
    rg_ctl_history },
  { "take-back", "ID", N_("Take an action back, also one of long ago"),
    N_("ID is a number of “history”. Where later actions built on it, they are named, and nothing\n"
       "happens. Taking back a take-back does the thing again."),
    rg_ctl_take_back },
  { NULL },
};
