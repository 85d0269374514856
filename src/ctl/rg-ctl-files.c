/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's file as such: `backup`, `backups`, `restore`, `check`. */
#include "config.h"

#include <inttypes.h>

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-salvage.h"

#include <string.h>

static void
rg_ctl_tell_file (RgCtl *ctl, const char *name, const char *path)
{
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, name, path);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

/* The first line of the file; NULL where no file was named. */
static gboolean
rg_ctl_read_passphrase (RgCtl *ctl, const char *argument, RgBackupKey **key, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  *key = NULL;
  if (argument == NULL)
    return TRUE;
  path = rg_ctl_dup_path (ctl, argument);
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  text[strcspn (text, "\r\n")] = '\0';
  if (*text == '\0')
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   /* Translators: %s is the path of a file. */
                   _("%s has no passphrase in its first line."), path);
      return FALSE;
    }
  *key = rg_backup_key_new (text);
  explicit_bzero (text, strlen (text));
  return TRUE;
}

/* Arguments of a command with --passphrase-file. */
static gboolean
rg_ctl_parse_with_key (RgCtl *ctl, GStrv *args, guint min, guint max, RgBackupKey **key,
                       GError **error)
{
  g_autofree char *file = NULL;
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &file },
    { NULL },
  };

  *key = NULL;
  return rg_ctl_parse (ctl, args, entries, min, max, error)
         && rg_ctl_read_passphrase (ctl, file, key, error);
}

/* --- backup ----------------------------------------------------------------------------------- */

static gboolean
rg_ctl_backup_to (RgCtl *ctl, RgStore *store, const char *argument, RgBackupKey *key,
                  GError **error)
{
  g_autofree char *path = rg_ctl_dup_path (ctl, argument);

  if (g_str_equal (path, rg_store_get_path (store)))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That is the shop’s own file. Name another for the backup."));
      return FALSE;
    }
  if (!rg_store_backup_sync (store, path, key, NULL, error))
    return FALSE;
  /* Translators: %s is the path of a file. */
  rg_ctl_print (ctl, _("Backed up to %s, and checked\n"), path);
  rg_ctl_tell_file (ctl, "backup", path);
  return TRUE;
}

static gboolean
rg_ctl_backup_kept (RgCtl *ctl, RgStore *store, RgBackupKey *key, GError **error)
{
  const RgBackupPlan plan = { NULL, key != NULL, key };
  g_autoptr (RgBackupResult) result = NULL;

  if (!rg_store_keep_backup_sync (store, &plan, &result, error))
    return FALSE;
  if (result->path != NULL)
    rg_ctl_print (ctl, _("Backed up to %s, and checked\n"), result->path);
  else
    rg_ctl_print (ctl, "%s\n", _("A sample shop needs no backup; name a file to make one"));
  rg_ctl_tell_file (ctl, "backup", result->path);
  return TRUE;
}

static gboolean
rg_ctl_backup (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgBackupKey) key = NULL;
  RgStore *store;

  if (!rg_ctl_parse_with_key (ctl, &rest, 0, 1, &key, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  return rest[1] != NULL ? rg_ctl_backup_to (ctl, store, rest[1], key, error)
                         : rg_ctl_backup_kept (ctl, store, key, error);
}

/* --- backups ---------------------------------------------------------------------------------- */

static const char *
rg_ctl_state_word (RgBackupState state)
{
  static const char *const words[] = { "whole", "locked", "damaged", "too-new" };

  return words[state];
}

static char *
rg_ctl_dup_content (const RgBackupInfo *info)
{
  g_autofree char *last = rg_day_format_iso (info->last_sold_on);

  switch (info->state)
    {
    case RG_BACKUP_WHOLE:
      /* Translators: a shop's name, two numbers and a day. */
      return g_strdup_printf (_("%s: %" PRId64 " customers, %" PRId64
                                " receipts, last sale %s"),
                              info->shop_name, info->n_customers, info->n_receipts,
                              *last ? last : "–");
    case RG_BACKUP_LOCKED:
      return g_strdup (_("encrypted; name the passphrase with --passphrase-file"));
    case RG_BACKUP_TOO_NEW:
      return g_strdup (_("of a newer version of Regulars"));
    default:
      return g_strdup (_("damaged; do not use it"));
    }
}

static void
rg_ctl_tell_backup (RgCtl *ctl, const RgBackupInfo *info)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (info->at);
  g_autofree char *at = g_date_time_format_iso8601 (utc);
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_autofree char *content = rg_ctl_dup_content (info);
  g_autofree char *name = g_path_get_basename (info->path);
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  rg_ctl_print (ctl, "%s  %s\n    %s\n", name, size, content);
  if (json == NULL)
    return;
  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "file", info->path);
  rg_ctl_json_text (ctl, "made_at", at);
  rg_ctl_json_int (ctl, "bytes", info->size);
  rg_ctl_json_text (ctl, "state", rg_ctl_state_word (info->state));
  rg_ctl_json_bool (ctl, "encrypted", info->encrypted);
  if (info->state == RG_BACKUP_WHOLE)
    {
      rg_ctl_json_uuid (ctl, "shop", info->shop_uuid);
      rg_ctl_json_text (ctl, "name", info->shop_name);
      rg_ctl_json_int (ctl, "customers", info->n_customers);
      rg_ctl_json_int (ctl, "receipts", info->n_receipts);
      rg_ctl_json_day (ctl, "last_sale", info->last_sold_on);
      rg_ctl_json_text (ctl, "made_by", info->program);
    }
  json_builder_end_object (json);
}

static gboolean
rg_ctl_backups (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgBackupKey) key = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *folder = NULL;

  if (!rg_ctl_parse_with_key (ctl, &rest, 0, 1, &key, error))
    return FALSE;
  folder = rest[1] != NULL ? rg_ctl_dup_path (ctl, rest[1])
                           : rg_backups_dup_folder_of (rg_ctl_get_store_path (ctl));
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR) && rest[1] != NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   /* Translators: %s is the path of a folder. */
                   _("%s is no folder. If it is on a stick, connect it."), folder);
      return FALSE;
    }
  files = rg_backups_list (folder, NULL, key);
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < files->len; i++)
    rg_ctl_tell_backup (ctl, g_ptr_array_index (files, i));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (files->len == 0)
    rg_ctl_print (ctl, "%s\n", _("There are no backups in this folder"));
  return TRUE;
}

/* --- restore ---------------------------------------------------------------------------------- */

static gboolean
rg_ctl_restore (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  const char *path = rg_ctl_get_store_path (ctl);
  g_autoptr (RgBackupKey) key = NULL;
  g_autofree char *kept = NULL;

  if (!rg_ctl_parse_with_key (ctl, &rest, 1, 1, &key, error))
    return FALSE;
  g_autofree char *backup = rg_ctl_dup_path (ctl, rest[1]);
  if (!rg_store_restore_sync (backup, key, path, &kept, NULL, error))
    return FALSE;
  /* Translators: %s is the path of a file. */
  rg_ctl_print (ctl, _("The shop is now as it was in %s\n"), backup);
  if (kept != NULL)
    /* Translators: %s is the path of a file. */
    rg_ctl_print (ctl, _("What was there before is kept in %s\n"), kept);
  rg_ctl_tell_file (ctl, "kept", kept);
  return TRUE;
}

/* --- salvage ---------------------------------------------------------------------------------- */

static void
rg_ctl_tell_salvaged (RgCtl *ctl, const RgSalvageReport *report, const char *target)
{
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  if (json == NULL)
    return;
  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "file", target);
  rg_ctl_json_int (ctl, "saved", rg_salvage_report_saved (report));
  rg_ctl_json_int (ctl, "pages", report->n_pages);
  rg_ctl_json_int (ctl, "bad_pages", report->bad_pages);
  json_builder_set_member_name (json, "tables");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvagedTable *table = g_ptr_array_index (report->tables, i);
      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "table", table->table);
      rg_ctl_json_int (ctl, "saved", table->saved);
      rg_ctl_json_int (ctl, "refused", table->refused);
      rg_ctl_json_int (ctl, "lost_pages", table->lost_pages);
      rg_ctl_json_int (ctl, "stand_ins", table->stand_ins);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static gboolean
rg_ctl_salvage (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgSalvageReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *target = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error))
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[1]);
  target = rg_ctl_dup_path (ctl, rest[2]);
  report = rg_store_salvage_sync (path, target, NULL, error);
  if (report == NULL)
    return FALSE;
  /* Translators: a number of rows of a database, then the path of a file. */
  rg_ctl_print (ctl, _("%" PRId64 " rows are now in %s, which is whole\n"),
                rg_salvage_report_saved (report), target);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvagedTable *table = g_ptr_array_index (report->tables, i);
      if (table->saved + table->refused + table->lost_pages > 0)
        /* Translators: a table of the database, then four numbers. */
        rg_ctl_print (ctl, _("%s: %" PRId64 " saved, %" PRId64
                             " unusable, %" PRId64 " pages lost, %" PRId64
                             " stand-ins\n"),
                      table->table, table->saved, table->refused, table->lost_pages,
                      table->stand_ins);
    }
  rg_ctl_tell_salvaged (ctl, report, target);
  return TRUE;
}

/* --- check ------------------------------------------------------------------------------------ */

static gboolean
rg_ctl_check_path (RgCtl *ctl, const char *path, RgBackupKey *key, const char *words,
                   GError **error)
{
  if (!rg_store_check_file (path, key, error))
    return FALSE;
  rg_ctl_print (ctl, "%s\n", words);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_bool (ctl, "whole", TRUE);
      rg_ctl_json_text (ctl, "file", path);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

static gboolean
rg_ctl_check (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgBackupKey) key = NULL;
  g_autofree char *path = NULL;
  RgStore *store;

  if (!rg_ctl_parse_with_key (ctl, &rest, 0, 1, &key, error))
    return FALSE;
  if (rest[1] != NULL)
    {
      path = rg_ctl_dup_path (ctl, rest[1]);
      return rg_ctl_check_path (ctl, path, key, _("The file is whole"), error);
    }
  store = rg_ctl_get_store (ctl, error);
  return store != NULL
         && rg_ctl_check_path (ctl, rg_store_get_path (store), NULL, _("The shop’s file is whole"),
                               error);
}

const RgCtlCommand rg_ctl_files_commands[] = {
  { "backup", "[FILE] [--passphrase-file FILE]", N_("Make a verified copy of the shop’s file"),
    N_("Without FILE it goes into the backups folder, which keeps the newest of seven days and of\n"
       "eight weeks. What is at FILE is replaced only once the new copy has been read back and\n"
       "found equal. With a passphrase, the first line of a file, the copy is encrypted."),
    rg_ctl_backup },
  { "backups", "[FOLDER] [--passphrase-file FILE]", N_("List the backups in a folder"),
    N_("Without FOLDER: those in the backups folder."), rg_ctl_backups },
  { "restore", "FILE [--passphrase-file FILE]",
    N_("Put a backup in the place of the shop’s file"),
    N_("The backup is checked first. The file that was there is kept beside it under another\n"
       "name. The shop must not be open anywhere."),
    rg_ctl_restore },
  { "salvage", "FILE NEW", N_("Make a new file of what can be read of a damaged one"),
    N_("FILE is only read. NEW becomes a whole shop, which --store can then name. What was saved,\n"
       "and of which tables something is lost, is listed."),
    rg_ctl_salvage },
  { "check", "[FILE] [--passphrase-file FILE]",
    N_("Read a whole file and say whether it is sound"),
    N_("Without FILE: the shop’s own. FILE can be a backup."), rg_ctl_check },
  { NULL },
};
