/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Notes who looked at whom. */
#include "store/rg-store-access.h"

#include "base/rg-date.h"

/* Seconds. */
#define RG_ACCESS_SPAN 3600

typedef struct
{
  gint64 customer;
  RgAccess what;
} RgAccessNote;

static gboolean
rg_access_in_thread (RgWrite *write, gpointer data, GError **error)
{
  static const char *const words[] = { "profile", "copy" };
  const RgAccessNote *note = data;
  g_autoptr (RgStatement) statement =
    rg_db_statement (rg_write_get_db (write), "access.note", error);
  gint64 now = rg_write_get_now (write);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, note->customer);
  if (rg_write_get_staff (write) != 0)
    rg_statement_bind_int (statement, 2, rg_write_get_staff (write));
  else
    rg_statement_bind_null (statement, 2);
  rg_statement_bind_int (statement, 3, now);
  rg_statement_bind_text (statement, 4, words[note->what]);
  rg_statement_bind_int (statement, 5, now - RG_ACCESS_SPAN);
  if (!rg_statement_run (statement, error))
    return FALSE;
  if (rg_db_n_changed (rg_write_get_db (write)) > 0)
    rg_write_note_derived (write, "access");
  return TRUE;
}

gboolean
rg_store_note_access_sync (RgStore *store, gint64 customer, RgAccess what, GError **error)
{
  RgAccessNote note = { customer, what };

  return rg_store_is_read_only (store)
         || rg_store_write_sync (store, "access", "", rg_access_in_thread, &note, NULL, NULL,
                                 error);
}

/* Nobody is told where it could not be noted, on a full disk say: what they came for matters. */
static void
rg_access_noted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!rg_store_write_finish (RG_STORE (store), result, NULL, &error))
    g_message ("Who looked at a customer was not noted: %s", error->message);
}

void
rg_store_note_access_async (RgStore *store, gint64 customer, RgAccess what)
{
  RgAccessNote note = { customer, what };

  if (!rg_store_is_read_only (store))
    rg_store_write_async (store, "access", "", rg_access_in_thread,
                          g_memdup2 (&note, sizeof note), g_free, NULL, rg_access_noted_cb, NULL);
}
