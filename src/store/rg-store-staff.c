/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who works here. */
#include "store/rg-store-staff.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"

/* For the writer thread, and for the answer. */
typedef struct
{
  char *name;
  gint64 id;
} RgStaffUse;

static void
rg_staff_use_free (gpointer data)
{
  g_free (((RgStaffUse *) data)->name);
  g_free (data);
}

static RgStaffUse *
rg_staff_use_new (const char *name)
{
  RgStaffUse *use = g_new0 (RgStaffUse, 1);

  use->name = g_strstrip (g_strdup (name));
  return use;
}

static gboolean
rg_staff_find (RgDb *db, RgStaffUse *use, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "staff.find", error);
  RgStep step;

  if (!statement)
    return FALSE;
  rg_statement_bind_text (statement, 1, use->name);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    use->id = rg_statement_get_int (statement, 0);
  return step != RG_STEP_ERROR;
}

/* Without a change there is no action, so somebody who is known leaves nothing in History. */
static gboolean
rg_staff_use_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgStaffUse *use = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;
  guint8 uuid[RG_UUID_SIZE];

  if (rg_card_in_text (use->name))
    {
      g_set_error_literal (
          error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
          _("This looks like the number of a payment card. Regulars never stores those."));
      return FALSE;
    }
  if (!*use->name)
    return TRUE;
  if (!rg_staff_find (db, use, error))
    return FALSE;
  if (use->id)
    return TRUE;
  statement = rg_db_statement (db, "staff.insert", error);
  if (!statement)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_text (statement, 2, use->name);
  if (!rg_statement_run (statement, error))
    return FALSE;
  use->id = rg_db_last_id (db);
  return TRUE;
}

static char *
rg_staff_use_dup_label (const RgStaffUse *use)
{
  /* Translators: %s is the name of a person; this is a line of History. */
  return g_strdup_printf (_("%s Works Here Now"), use->name);
}

gboolean
rg_store_use_staff_sync (RgStore *store, const char *name, GError **error)
{
  RgStaffUse *use = rg_staff_use_new (name);
  g_autofree char *label = rg_staff_use_dup_label (use);
  const gboolean done = rg_store_write_sync (store, "staff", label, rg_staff_use_in_thread,
                                             use, NULL, NULL, error);

  if (done)
    rg_store_set_staff (store, use->id);
  rg_staff_use_free (use);
  return done;
}

static void
rg_staff_used_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  const RgStaffUse *use = g_task_get_task_data (task);
  GError *error = NULL;

  if (!rg_store_write_finish (RG_STORE (object), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  rg_store_set_staff (RG_STORE (object), use->id);
  g_task_return_boolean (task, TRUE);
}

void
rg_store_use_staff_async (RgStore *store, const char *name, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  RgStaffUse *use = rg_staff_use_new (name);
  g_autofree char *label = rg_staff_use_dup_label (use);

  g_task_set_source_tag (task, rg_store_use_staff_async);
  g_task_set_task_data (task, use, rg_staff_use_free);
  rg_store_write_async (store, "staff", label, rg_staff_use_in_thread, use, NULL, NULL,
                        rg_staff_used_cb, task);
}

gboolean
rg_store_use_staff_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
