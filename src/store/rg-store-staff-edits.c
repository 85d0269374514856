/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who works here: the list, and changes to it. */
#include "store/rg-store-staff.h"

#include "base/rg-i18n.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-row.h"

#include <string.h>

void
rg_staff_free (RgStaff *staff)
{
  g_free (staff->name);
  g_free (staff);
}

/* --- Reading ---------------------------------------------------------------------------------- */

GPtrArray *
rg_staff_read_all (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_staff_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "staff.all", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgStaff *staff = g_new0 (RgStaff, 1);
      gsize length;
      const void *uuid = rg_statement_get_blob (rows, 1, &length);

      staff->id = rg_statement_get_int (rows, 0);
      memcpy (staff->uuid, uuid, MIN (length, sizeof staff->uuid));
      staff->name = g_strdup (rg_statement_get_text (rows, 2));
      staff->active = rg_statement_get_int (rows, 3) != 0;
      g_ptr_array_add (all, staff);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

gboolean
rg_staff_read_current (RgDb *db, gint64 *id, GError **error)
{
  return rg_db_get_int (db, "staff.current", id, error);
}

/* --- Writing ---------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  char *name;
  gboolean active;
} RgStaffEdit;

static gboolean
rg_staff_insert (RgDb *db, const char *name, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "staff.insert", error);
  guint8 uuid[RG_UUID_SIZE];

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_text (statement, 2, name);
  return rg_statement_run (statement, error);
}

static gboolean
rg_staff_set_current (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "staff.set-current", error);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, value);
  return rg_statement_run (statement, error);
}

gboolean
rg_staff_insert_first (RgDb *db, GError **error)
{
  const char *name = g_get_real_name ();

  /* What GLib says where the system has no such name. */
  if (*name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return rg_staff_insert (db, name, error) && rg_staff_set_current (db, rg_db_last_id (db), error);
}

static gboolean
rg_staff_find (RgDb *db, gint64 id, char **name, gboolean *active, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "staff.by-id", id,
                  _("There is nobody of that number among the staff."), error);

  if (row == NULL)
    return FALSE;
  *name = g_strdup (rg_statement_get_text (row, 0));
  *active = rg_statement_get_int (row, 1) != 0;
  return TRUE;
}

static gboolean
rg_staff_check_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped != '\0')
    return rg_cards_check_text (stripped, error);
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("A member of staff needs a name."));
  return FALSE;
}

static gboolean
rg_staff_add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgStaffEdit *edit = data;
  RgDb *db = rg_write_get_db (write);

  if (!rg_staff_insert (db, edit->name, error))
    return FALSE;
  edit->id = rg_db_last_id (db);
  return TRUE;
}

gboolean
rg_store_add_staff_sync (RgStore *store, const char *name, gint64 *id, gint64 *action_id,
                         GError **error)
{
  RgStaffEdit edit = { .name = (char *) name };
  /* Translators: %s is the name of somebody who works here from now on. */
  g_autofree char *label = g_strdup_printf (_("%s Joined the Staff"), name);

  if (!rg_staff_check_name (name, error)
      || !rg_store_write_sync (store, "staff-add", label, rg_staff_add_in_thread, &edit, NULL,
                               action_id, error))
    return FALSE;
  if (id != NULL)
    *id = edit.id;
  return TRUE;
}

static gboolean
rg_staff_rename_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgStaffEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "staff.rename", error);
  g_autofree char *before = NULL;
  gboolean active;

  if (statement == NULL || !rg_staff_find (db, edit->id, &before, &active, error)
      || !rg_automations_follow_found (db, "automations.staff", edit->id, RG_NAMED_STAFF, before,
                                       edit->name, error))
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_text (statement, 2, edit->name);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_rename_staff_sync (RgStore *store, gint64 id, const char *name, gint64 *action_id,
                            GError **error)
{
  RgStaffEdit edit = { .id = id, .name = (char *) name };

  return rg_staff_check_name (name, error)
         && rg_store_write_sync (store, "staff-rename", _("Renamed a Member of Staff"),
                                 rg_staff_rename_in_thread, &edit, NULL, action_id, error);
}

static gboolean
rg_staff_active_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgStaffEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "staff.set-active", error);
  g_autofree char *name = NULL;
  gboolean before;

  if (statement == NULL || !rg_staff_find (db, edit->id, &name, &before, error))
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_int (statement, 2, edit->active);
  /* Translators: %s is the name of somebody who works, or worked, here. */
  g_autofree char *label = g_strdup_printf (edit->active ? _("%s Is Back") : _("%s Left"), name);
  rg_write_set_label (write, label);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_set_staff_active_sync (RgStore *store, gint64 id, gboolean active, gint64 *action_id,
                                GError **error)
{
  RgStaffEdit edit = { .id = id, .active = active };

  if (!rg_store_write_sync (store, "staff-active", _("Staff"), rg_staff_active_in_thread, &edit,
                            NULL, action_id, error))
    return FALSE;
  if (!active && rg_store_get_staff (store) == id)
    rg_store_set_staff (store, 0);
  return TRUE;
}

/* --- At the keyboard -------------------------------------------------------------------------- */

static gboolean
rg_staff_switch_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgStaffEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *name = NULL;
  gboolean active = FALSE;

  if (!rg_staff_find (db, edit->id, &name, &active, error))
    return FALSE;
  if (!active)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                   /* Translators: %s is the name of somebody. */
                   _("%s does not work here any more. Say first that they are back."), name);
      return FALSE;
    }
  /* Translators: %s is the name of a member of staff. */
  g_autofree char *label = g_strdup_printf (_("%s Took the Keyboard"), name);
  rg_write_set_label (write, label);
  return rg_staff_set_current (db, edit->id, error);
}

gboolean
rg_store_switch_staff_sync (RgStore *store, gint64 id, GError **error)
{
  RgStaffEdit edit = { .id = id };

  if (!rg_store_write_sync (store, "staff-switch", _("Staff"), rg_staff_switch_in_thread, &edit,
                            NULL, NULL, error))
    return FALSE;
  /* Not before it is saved: whoever did not get the keyboard did nothing. */
  rg_store_set_staff (store, id);
  return TRUE;
}
