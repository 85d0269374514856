/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is due without anybody at the keyboard: `run-due`, for a timer. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-automation.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-mail.h"
#include "transfer/rg-watch.h"

static gboolean
rg_ctl_watch_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_watch_settings_read (db, data, error);
}

/* One file of the folder and what became of it. */
static void
rg_ctl_tell_file (RgCtl *ctl, const RgFoundFile *file, const char *state, gint64 import_id)
{
  g_autofree char *words = rg_found_file_dup_words (file);

  if (file->problem != NULL)
    rg_ctl_print (ctl, "%s: %s\n", file->name, file->problem);
  else
    rg_ctl_print (ctl, "%s: %s · %s\n", file->name, words, _(state));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "file", file->name);
  rg_ctl_json_text (ctl, "state", file->problem != NULL ? "refused" : state);
  rg_ctl_json_text (ctl, "problem", file->problem);
  rg_ctl_json_int (ctl, "receipts", (gint64) file->n_receipts);
  rg_ctl_json_int (ctl, "customers", (gint64) file->n_customers);
  rg_ctl_json_id (ctl, "import_id", import_id);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

/* Files with rows that cannot be read wait for somebody who looks at them. */
static gboolean
rg_ctl_run_file (RgCtl *ctl, RgStore *store, const RgFoundFile *file, gboolean by_itself,
                 gboolean *imported, GError **error)
{
  RgImportSummary summary = { 0 };

  if (file->problem != NULL || !by_itself || file->n_refused > 0)
    {
      rg_ctl_tell_file (ctl, file, N_("waiting"), 0);
      return TRUE;
    }
  if (!rg_watch_import (store, file, &summary, NULL, error))
    {
      g_prefix_error (error, "%s: ", file->name);
      return FALSE;
    }
  *imported = TRUE;
  rg_ctl_tell_file (ctl, file, N_("imported"), summary.import_id);
  return TRUE;
}

static gboolean
rg_ctl_run_files (RgCtl *ctl, RgStore *store, const RgWatchSettings *settings, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_uri (settings->folder);
  g_autofree char *name = g_file_get_parse_name (folder);
  g_autoptr (RgWatch) watch = rg_watch_new ();
  g_autoptr (GPtrArray) files = rg_watch_look (
    watch, store, folder, g_get_real_time () / G_USEC_PER_SEC, NULL, NULL, error);
  gboolean imported = FALSE;

  if (files == NULL)
    {
      /* Translators: %s is a folder. */
      g_prefix_error (error, _("%s could not be looked into: "), name);
      return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    if (!rg_ctl_run_file (ctl, store, files->pdata[i], settings->by_itself, &imported, error))
      return FALSE;
  if (files->len == 0)
    /* Translators: %s is a folder. */
    rg_ctl_say (ctl, _("No new files in %s"), name);
  if (imported)
    rg_ctl_keep_backup (ctl, store);
  return TRUE;
}

static gboolean
rg_ctl_run_due (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgWatchSettings) settings = { NULL, FALSE };
  g_autoptr (GError) mail_error = NULL;
  RgStore *store;
  gboolean ok = TRUE, mail_ok;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 0, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_watch_in_thread, &settings, NULL,
                              error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  if (*settings.folder == '\0')
    rg_ctl_say (ctl, "%s", _("No folder is looked into. “watch FOLDER” says which."));
  else
    ok = rg_ctl_run_files (ctl, store, &settings, error);
  /* Whoever wants no more is known before anything else happens. */
  mail_ok = rg_ctl_mail_run_due (ctl, store, &mail_error);
  /* What the files brought may be what an automation waits for. */
  ok = ok && rg_ctl_run_automations (ctl, store, error);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  /* A mailbox that is away keeps nothing else from being done. */
  if (ok && !mail_ok)
    g_propagate_error (error, g_steal_pointer (&mail_error));
  return ok && mail_ok;
}

/* --- which folder ------------------------------------------------------------------------- */

static void
rg_ctl_tell_watch (RgCtl *ctl, const RgWatchSettings *settings)
{
  g_autoptr (GFile) folder = g_file_new_for_uri (settings->folder);
  g_autofree char *name = *settings->folder != '\0' ? g_file_get_parse_name (folder) : NULL;

  rg_ctl_print (ctl, "%s%s\n", name != NULL ? name : _("No folder is looked into"),
                settings->by_itself ? _(" (new files are imported without asking)") : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "folder", name);
  rg_ctl_json_bool (ctl, "by_itself", settings->by_itself);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_watch (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgWatchSettings) settings = { NULL, FALSE };
  gboolean by_itself = FALSE, ask = FALSE, none = FALSE;
  const GOptionEntry entries[] = {
    { "by-itself", 0, 0, G_OPTION_ARG_NONE, &by_itself },
    { "ask", 0, 0, G_OPTION_ARG_NONE, &ask },
    { "none", 0, 0, G_OPTION_ARG_NONE, &none },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_watch_in_thread, &settings, NULL,
                              error))
    return FALSE;
  if (rest[1] != NULL || none)
    {
      g_autofree char *path = rest[1] != NULL ? rg_ctl_dup_path (ctl, rest[1]) : NULL;
      g_autoptr (GFile) folder = path != NULL ? g_file_new_for_path (path) : NULL;

      g_free (settings.folder);
      settings.folder = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
    }
  if (by_itself || ask)
    settings.by_itself = by_itself;
  if (!rg_store_set_watch_sync (store, &settings, NULL, error))
    return FALSE;
  rg_ctl_tell_watch (ctl, &settings);
  return TRUE;
}

const RgCtlCommand rg_ctl_run_due_commands[] = {
  { "run-due", NULL, N_("Do what is due: new files, e-mail and automations"),
    N_("For a timer, such as at night. New files are imported where the shop said so (see\n"
       "“watch”), else listed. One that is being written, or has rows that cannot be read, waits.\n"
       "The mailbox is read (see “mail”), and mail whose sending was interrupted goes out, but\n"
       "none of which nobody knows whether it arrived. Then automations that are on do what is\n"
       "due."),
    rg_ctl_run_due },
  { "watch", "[FOLDER | --none] [--by-itself | --ask]",
    N_("Say which folder is looked into for new files"),
    N_("With --by-itself new files are imported without asking, with --ask they are announced."),
    rg_ctl_watch },
  { NULL },
};
