/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's file as such: `backup`, `restore`, `check`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-backup.h"

static void
rg_ctl_tell_file (RgCtl *ctl, const char *name, const char *path)
{
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, name, path);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

/* --- backup ----------------------------------------------------------------------------------- */

static gboolean
rg_ctl_backup_to (RgCtl *ctl, RgStore *store, const char *argument, GError **error)
{
  g_autofree char *path = rg_ctl_dup_path (ctl, argument);

  if (g_str_equal (path, rg_store_get_path (store)))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That is the shop’s own file. Name another for the backup."));
      return FALSE;
    }
  if (!rg_store_backup_sync (store, path, NULL, error))
    return FALSE;
  /* Translators: %s is the path of a file. */
  rg_ctl_print (ctl, _("Backed up to %s, and checked\n"), path);
  rg_ctl_tell_file (ctl, "backup", path);
  return TRUE;
}

static gboolean
rg_ctl_backup_kept (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autofree char *path = NULL;

  if (!rg_store_keep_backup_sync (store, NULL, &path, error))
    return FALSE;
  if (path != NULL)
    rg_ctl_print (ctl, _("Backed up to %s, and checked\n"), path);
  else
    rg_ctl_print (ctl, "%s\n", _("A sample shop needs no backup; name a file to make one"));
  rg_ctl_tell_file (ctl, "backup", path);
  return TRUE;
}

static gboolean
rg_ctl_backup (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  return rest[1] != NULL ? rg_ctl_backup_to (ctl, store, rest[1], error)
                         : rg_ctl_backup_kept (ctl, store, error);
}

/* --- restore ---------------------------------------------------------------------------------- */

static gboolean
rg_ctl_restore (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  const char *path = rg_ctl_get_store_path (ctl);
  g_autofree char *kept = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error))
    return FALSE;
  g_autofree char *backup = rg_ctl_dup_path (ctl, rest[1]);
  if (!rg_store_restore_sync (backup, path, &kept, error))
    return FALSE;
  /* Translators: %s is the path of a file. */
  rg_ctl_print (ctl, _("The shop is now as it was in %s\n"), backup);
  if (kept != NULL)
    /* Translators: %s is the path of a file. */
    rg_ctl_print (ctl, _("What was there before is kept in %s\n"), kept);
  rg_ctl_tell_file (ctl, "kept", kept);
  return TRUE;
}

/* --- check ------------------------------------------------------------------------------------ */

static gboolean
rg_ctl_check (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 0, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_check_file (rg_store_get_path (store), error))
    return FALSE;
  rg_ctl_print (ctl, "%s\n", _("The shop’s file is whole"));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_bool (ctl, "whole", TRUE);
      rg_ctl_json_text (ctl, "file", rg_store_get_path (store));
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

const RgCtlCommand rg_ctl_files_commands[] = {
  { "backup", "[FILE]", N_("Make a verified copy of the shop’s file"),
    N_("Without FILE it goes into the backups folder, which keeps the newest seven. What is at\n"
       "FILE is replaced only once the new copy has been read back and found equal."),
    rg_ctl_backup },
  { "restore", "FILE", N_("Put a backup in the place of the shop’s file"),
    N_("The backup is checked first. The file that was there is kept beside it under another\n"
       "name. The shop must not be open anywhere."),
    rg_ctl_restore },
  { "check", NULL, N_("Read the whole file and say whether it is sound"), NULL, rg_ctl_check },
  { NULL },
};
