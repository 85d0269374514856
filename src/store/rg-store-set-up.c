/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads and notes how far a shop is set up. */
#include "store/rg-store-set-up.h"

#include "base/rg-i18n.h"

void
rg_set_up_free (RgSetUp *set_up)
{
  g_free (set_up->till);
  g_free (set_up);
}

RgSetUp *
rg_set_up_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "set-up.read", error);
  g_autoptr (RgSetUp) set_up = g_new0 (RgSetUp, 1);

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    return NULL;
  set_up->till = g_strdup (rg_statement_get_text (row, 0));
  set_up->receipts = rg_statement_get_int (row, 2);
  set_up->customers = rg_statement_get_int (row, 4);
  set_up->last_sold_on = (gint32) rg_statement_get_int (row, 5);
  set_up->done[RG_SET_UP_SHOP] = TRUE;
  set_up->done[RG_SET_UP_TILL] = *set_up->till != '\0';
  set_up->done[RG_SET_UP_PERMISSION] = rg_statement_get_int (row, 1) != 0;
  set_up->done[RG_SET_UP_SALES] = set_up->receipts > 0;
  set_up->done[RG_SET_UP_BACKUPS] = rg_statement_get_int (row, 3) != 0;
  for (int i = 0; i < RG_N_SET_UP_STEPS; i++)
    set_up->n_done += set_up->done[i];
  return g_steal_pointer (&set_up);
}

RgSetUpStep
rg_set_up_get_next (const RgSetUp *set_up)
{
  int step = 0;

  while (step < RG_N_SET_UP_STEPS && set_up->done[step])
    step++;
  return (RgSetUpStep) step;
}

gboolean
rg_set_up_is_touched (RgChanges *changes)
{
  static const char *const tables[] = { "customer", "permission_basis", "receipt", "setting" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      return TRUE;
  return FALSE;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
rg_set_up_reading_free (gpointer data)
{
  RgSetUp **reading = data;

  g_clear_pointer (reading, rg_set_up_free);
  g_free (reading);
}

static gboolean
rg_set_up_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSetUp **reading = data;

  *reading = rg_set_up_read (db, error);
  return *reading != NULL;
}

void
rg_set_up_read_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_read_async (store, RG_READER_REPORT, rg_set_up_read_in_thread, g_new0 (RgSetUp *, 1),
                       rg_set_up_reading_free, NULL, callback, user_data);
}

RgSetUp *
rg_set_up_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgSetUp **reading = rg_store_read_get_data (result);

  return rg_store_read_finish (store, result, error) ? g_steal_pointer (reading) : NULL;
}

/* --- Noting ----------------------------------------------------------------------------------- */

typedef struct
{
  const char *name; /* static */
  char *value;
} RgSetUpNote;

static void
rg_set_up_note_free (gpointer data)
{
  g_free (((RgSetUpNote *) data)->value);
  g_free (data);
}

static gboolean
rg_set_up_note_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgSetUpNote *note = data;
  g_autoptr (RgStatement) statement
    = rg_db_statement (rg_write_get_db (write), "set-up.note", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, note->name);
  rg_statement_bind_text (statement, 2, note->value);
  return rg_statement_run (statement, error);
}

static void
rg_set_up_write (RgStore *store, const char *name, const char *value, const char *label,
                 GAsyncReadyCallback callback, gpointer user_data)
{
  RgSetUpNote *note = g_new0 (RgSetUpNote, 1);

  note->name = name;
  note->value = g_strdup (value);
  rg_store_write_async (store, "shop.set-up", label, rg_set_up_note_in_thread, note,
                        rg_set_up_note_free, NULL, callback, user_data);
}

void
rg_set_up_note_async (RgStore *store, RgSetUpStep step, const char *value,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (step == RG_SET_UP_TILL || step == RG_SET_UP_BACKUPS);

  if (step == RG_SET_UP_TILL)
    rg_set_up_write (store, "set-up-till", value, _("Till Chosen"), callback, user_data);
  else
    rg_set_up_write (store, "set-up-backups", value, _("Place of Backups Chosen"), callback,
                     user_data);
}
