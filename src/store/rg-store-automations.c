/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved automations: reading them, and one action for each change. */
#include "store/rg-store-automations.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-row.h"

#include <string.h>

RgSavedAutomation *
rg_saved_automation_new (const char *name, RgAutomation *automation)
{
  RgSavedAutomation *saved = g_new0 (RgSavedAutomation, 1);

  saved->name = g_strdup (name);
  saved->automation = automation;
  saved->since_on = RG_DAY_NONE;
  return saved;
}

RgSavedAutomation *
rg_saved_automation_copy (const RgSavedAutomation *saved)
{
  RgSavedAutomation *copy = g_memdup2 (saved, sizeof *saved);

  copy->name = g_strdup (saved->name);
  copy->automation = rg_automation_copy (saved->automation);
  copy->problem = g_strdup (saved->problem);
  return copy;
}

void
rg_saved_automation_free (RgSavedAutomation *saved)
{
  g_free (saved->name);
  g_clear_pointer (&saved->automation, rg_automation_free);
  g_free (saved->problem);
  g_free (saved);
}

void
rg_fired_free (RgFired *fired)
{
  g_free (fired->customer_name);
  g_free (fired);
}

/* --- reading ------------------------------------------------------------------------------ */

static RgSavedAutomation *
rg_saved_automation_from_row (RgStatement *row, GError **error)
{
  RgAutomation *automation = rg_automation_parse (rg_statement_get_text (row, 3), error);
  RgSavedAutomation *saved;
  const void *uuid;
  gsize length;

  if (automation == NULL)
    return NULL;
  saved = rg_saved_automation_new (rg_statement_get_text (row, 2), automation);
  uuid = rg_statement_get_blob (row, 1, &length);
  memcpy (saved->uuid, uuid, MIN (length, sizeof saved->uuid));
  saved->id = rg_statement_get_int (row, 0);
  if (!rg_statement_is_null (row, 4))
    saved->since_on = (RgDay) rg_statement_get_int (row, 4);
  saved->n_fired = rg_statement_get_int (row, 5);
  saved->fired_at = rg_statement_get_int (row, 6);
  return saved;
}

GPtrArray *
rg_automations_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "automations.all", error);
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_saved_automation_free);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgSavedAutomation *saved = rg_saved_automation_from_row (rows, error);

      if (saved == NULL)
        return NULL;
      g_ptr_array_add (all, saved);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

RgSavedAutomation *
rg_saved_automation_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "automations.by-id", id, _("This automation is not there any more."), error);

  return row != NULL ? rg_saved_automation_from_row (row, error) : NULL;
}

static gboolean
rg_saved_automation_is_meant (const RgSavedAutomation *saved, const char *text)
{
  g_autofree char *name = rg_fold (saved->name);
  g_autofree char *wanted = rg_fold (text);
  guint8 uuid[RG_UUID_SIZE];
  gint64 id;

  if (rg_uuid_from_string (text, uuid))
    return memcmp (uuid, saved->uuid, sizeof uuid) == 0;
  return (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL) && id == saved->id)
         || g_strcmp0 (name, wanted) == 0;
}

RgSavedAutomation *
rg_saved_automation_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (rg_saved_automation_is_meant (all->pdata[i], text))
      return rg_saved_automation_copy (all->pdata[i]);
  if (all != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a name that somebody typed. */
                 _("There is no automation “%s”."), text);
  return NULL;
}

GPtrArray *
rg_automation_read_fired (RgDb *db, const guint8 uuid[RG_UUID_SIZE], guint limit, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "automations.fired", error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_fired_free);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_blob (rows, 1, uuid, RG_UUID_SIZE);
  rg_statement_bind_int (rows, 2, limit);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgFired *fired = g_new0 (RgFired, 1);

      g_ptr_array_add (all, fired);
      fired->customer = rg_statement_get_int (rows, 0);
      fired->due_on = (RgDay) rg_statement_get_int (rows, 1);
      fired->fired_at = rg_statement_get_int (rows, 2);
      fired->done = rg_statement_get_int (rows, 3) != 0;
      if (!rg_customer_read_living (db, &fired->customer, &fired->customer_name, error))
        return NULL;
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_automation_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_saved_automation_is_valid (RgDb *db, const RgSavedAutomation *saved, GError **error)
{
  g_autofree char *text = rg_automation_print (saved->automation);
  g_autofree char *folded = rg_fold (saved->name);
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);

  if (all == NULL)
    return FALSE;
  if (*saved->name == '\0' || folded == NULL || *folded == '\0')
    return rg_automation_refuse (error, _("Give the automation a name."));
  for (guint i = 0; i < all->len; i++)
    {
      const RgSavedAutomation *other = all->pdata[i];
      g_autofree char *name = rg_fold (other->name);

      if (other->id != saved->id && g_str_equal (name, folded))
        {
          g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_DUPLICATE,
                       _("There is an automation “%s” already. Choose another name."),
                       other->name);
          return FALSE;
        }
    }
  return rg_cards_check_text (saved->name, error) && rg_cards_check_text (text, error);
}

static gboolean
rg_automation_is_same_part (const RgAutomation *a, const RgAutomation *b)
{
  g_autoptr (RgAutomation) x = rg_automation_copy (a);
  g_autoptr (RgAutomation) y = rg_automation_copy (b);
  g_autofree char *first = NULL, *second = NULL;

  g_ptr_array_set_size (x->then, 0);
  g_ptr_array_set_size (y->then, 0);
  first = rg_automation_print (x);
  second = rg_automation_print (y);
  return g_str_equal (first, second);
}

static gboolean
rg_saved_automation_insert (RgWrite *write, RgSavedAutomation *saved, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "automations.insert", error);
  g_autofree char *text = rg_automation_print (saved->automation);

  if (insert == NULL)
    return FALSE;
  rg_uuid_v7 (saved->uuid);
  rg_statement_bind_blob (insert, 1, saved->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (insert, 2, saved->name);
  rg_statement_bind_text (insert, 3, text);
  if (!rg_statement_run (insert, error))
    return FALSE;
  saved->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_saved_automation_update (RgDb *db, const RgSavedAutomation *saved, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "automations.update", error);
  g_autofree char *text = rg_automation_print (saved->automation);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, saved->id);
  rg_statement_bind_text (update, 2, saved->name);
  rg_statement_bind_text (update, 3, text);
  rg_statement_bind_day (update, 4, saved->since_on);
  return rg_statement_run (update, error);
}

static RgDay
rg_write_today (RgWrite *write)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  return rg_instant_day (rg_write_get_now (write), zone);
}

/* From which day it counts; known: as it was, or NULL. */
static gboolean
rg_saved_automation_set_since (RgWrite *write, RgSavedAutomation *saved,
                               const RgSavedAutomation *known, GError **error)
{
  if (saved->since_on == RG_DAY_NONE)
    return TRUE;
  if (known != NULL && known->since_on != RG_DAY_NONE
      && rg_automation_is_same_part (known->automation, saved->automation))
    saved->since_on = known->since_on;
  else
    saved->since_on = rg_write_today (write);
  return rg_automation_check (rg_write_get_db (write), rg_write_get_shop (write),
                              saved->automation, error);
}

static gboolean
rg_saved_automation_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgSavedAutomation *saved = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgSavedAutomation) known = NULL;

  g_strstrip (saved->name);
  if (!rg_saved_automation_is_valid (db, saved, error))
    return FALSE;
  if (saved->id != 0 && (known = rg_saved_automation_read (db, saved->id, error)) == NULL)
    return FALSE;
  return rg_saved_automation_set_since (write, saved, known, error)
         && (known != NULL || rg_saved_automation_insert (write, saved, error))
         && rg_saved_automation_update (db, saved, error);
}

static char *
rg_saved_automation_label (const RgSavedAutomation *saved)
{
  /* Translators: what History shows; %s is the name of an automation. */
  return g_strdup_printf (saved->id == 0 ? _("Automation “%s” Made") : _("Automation “%s” Changed"),
                          saved->name);
}

static const char *
rg_saved_automation_kind (const RgSavedAutomation *saved)
{
  return saved->id == 0 ? "automation.new" : "automation.edit";
}

gboolean
rg_store_save_automation_sync (RgStore *store, const RgSavedAutomation *saved, gint64 *id,
                               gint64 *action, GError **error)
{
  g_autoptr (RgSavedAutomation) copy = rg_saved_automation_copy (saved);
  g_autofree char *label = rg_saved_automation_label (saved);

  if (!rg_store_write_sync (store, rg_saved_automation_kind (saved), label,
                            rg_saved_automation_in_thread, copy, NULL, action, error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

void
rg_store_save_automation_async (RgStore *store, const RgSavedAutomation *saved,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = rg_saved_automation_label (saved);

  rg_store_write_async (store, rg_saved_automation_kind (saved), label,
                        rg_saved_automation_in_thread, rg_saved_automation_copy (saved),
                        (GDestroyNotify) rg_saved_automation_free, NULL, callback, user_data);
}

typedef struct {
  gint64 id;
  gboolean on;
} RgAutomationEdit;

/* The label names the automation, which only the file knows. */
static void
rg_automation_set_label (RgWrite *write, const char *format, const char *name)
{
  g_autoptr (GString) label = g_string_new (format);

  g_string_replace (label, "%s", name, 1);
  rg_write_set_label (write, label->str);
}

static gboolean
rg_automation_switch_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgAutomationEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgSavedAutomation) saved = rg_saved_automation_read (db, edit->id, error);

  if (saved == NULL
      || (edit->on
          && !rg_automation_check (db, rg_write_get_shop (write), saved->automation, error)))
    return FALSE;
  if ((saved->since_on != RG_DAY_NONE) == edit->on)
    return TRUE;
  saved->since_on = edit->on ? rg_write_today (write) : RG_DAY_NONE;
  /* Translators: what History shows; %s is the name of an automation. */
  rg_automation_set_label (write, edit->on ? _("Automation “%s” Switched On")
                                           : _("Automation “%s” Switched Off"), saved->name);
  return rg_saved_automation_update (db, saved, error);
}

gboolean
rg_store_switch_automation_sync (RgStore *store, gint64 id, gboolean on, gint64 *action,
                                 GError **error)
{
  RgAutomationEdit edit = { id, on };

  return rg_store_write_sync (store, "automation.switch", _("Automation Switched"),
                              rg_automation_switch_in_thread, &edit, NULL, action, error);
}

void
rg_store_switch_automation_async (RgStore *store, gint64 id, gboolean on,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  const RgAutomationEdit edit = { id, on };

  rg_store_write_async (store, "automation.switch", _("Automation Switched"),
                        rg_automation_switch_in_thread, g_memdup2 (&edit, sizeof edit), g_free,
                        NULL, callback, user_data);
}

static gboolean
rg_automation_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgAutomationEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgSavedAutomation) saved = rg_saved_automation_read (db, edit->id, error);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "automations.delete", error);

  if (saved == NULL || statement == NULL)
    return FALSE;
  /* Translators: what History shows; %s is the name of an automation. */
  rg_automation_set_label (write, _("Automation “%s” Deleted"), saved->name);
  rg_statement_bind_int (statement, 1, edit->id);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_delete_automation_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  RgAutomationEdit edit = { id, FALSE };

  return rg_store_write_sync (store, "automation.delete", _("Automation Deleted"),
                              rg_automation_delete_in_thread, &edit, NULL, action, error);
}

void
rg_store_delete_automation_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  const RgAutomationEdit edit = { id, FALSE };

  rg_store_write_async (store, "automation.delete", _("Automation Deleted"),
                        rg_automation_delete_in_thread, g_memdup2 (&edit, sizeof edit), g_free,
                        NULL, callback, user_data);
}
