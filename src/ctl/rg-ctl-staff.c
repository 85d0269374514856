/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who works here: `staff`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-staff.h"

static gboolean
rg_ctl_staff_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **all = data;

  *all = rg_staff_read_all (db, error);
  return *all != NULL;
}

static void
rg_ctl_tell_staff (RgCtl *ctl, const RgStaff *staff, gint64 current)
{
  const char *state = !staff->active ? _("left") : staff->id == current ? _("at the keyboard") : "";

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s%s%s\n", staff->id, staff->name,
                *state != '\0' ? " · " : "", state);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", staff->id);
  rg_ctl_json_uuid (ctl, "uuid", staff->uuid);
  rg_ctl_json_text (ctl, "name", staff->name);
  rg_ctl_json_bool (ctl, "active", staff->active);
  rg_ctl_json_bool (ctl, "at_keyboard", staff->id == current);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_staff_list (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_staff_in_thread, &all, NULL, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < all->len; i++)
    rg_ctl_tell_staff (ctl, g_ptr_array_index (all, i), rg_store_get_staff (store));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

/* What is to be done with the words behind the command. */
static gboolean
rg_ctl_staff_change (RgStore *store, GStrv words, guint n_words, gint64 *id, GError **error)
{
  const char *verb = words[1];

  if (g_str_equal (verb, "add") && n_words == 3)
    return rg_store_add_staff_sync (store, words[2], id, NULL, error);
  if (g_str_equal (verb, "rename") && n_words == 4)
    return rg_ctl_parse_id (words[2], id, error)
           && rg_store_rename_staff_sync (store, *id, words[3], NULL, error);
  if ((g_str_equal (verb, "left") || g_str_equal (verb, "back")) && n_words == 3)
    return rg_ctl_parse_id (words[2], id, error)
           && rg_store_set_staff_active_sync (store, *id, g_str_equal (verb, "back"), NULL, error);
  if (g_str_equal (verb, "switch") && n_words == 3)
    return rg_ctl_parse_id (words[2], id, error) && rg_store_switch_staff_sync (store, *id, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("That cannot be done with staff. “regularsctl help staff” says what can."));
  return FALSE;
}

static gboolean
rg_ctl_staff (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gint64 id = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 3, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL)
    return rg_ctl_staff_list (ctl, store, error);
  if (!rg_ctl_staff_change (store, rest, g_strv_length (rest), &id, error))
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

const RgCtlCommand rg_ctl_staff_commands[] = {
  { "staff", "[add NAME | rename ID NAME | left ID | back ID | switch ID]",
    N_("List who works here, or change it"),
    N_("“switch” says who is at the keyboard: their name goes into whatever is done from then on."),
    rg_ctl_staff },
  { NULL },
};
