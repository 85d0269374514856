/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Notes and calls, one action each. */
#include "store/rg-store-notes.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "store/rg-store-customers.h"

#include <string.h>

/* What an edit is about; for the writer thread, and for the answer. */
typedef struct
{
  gint64 id;
  gint64 customer;
  RgNoteKind kind;
  char *text;
} RgNoteEdit;

static void
rg_note_edit_free (gpointer data)
{
  g_free (((RgNoteEdit *) data)->text);
  g_free (data);
}

static RgNoteEdit *
rg_note_edit_new (gint64 id, gint64 customer, RgNoteKind kind, const char *text)
{
  RgNoteEdit *edit = g_new0 (RgNoteEdit, 1);

  edit->id = id;
  edit->customer = customer;
  edit->kind = kind;
  edit->text = g_strstrip (g_strdup (text));
  return edit;
}

static gboolean
rg_note_refuse (GError **error, RgStoreError code, const char *reason)
{
  g_set_error_literal (error, RG_STORE_ERROR, code, reason);
  return FALSE;
}

static gboolean
rg_note_check (const RgNoteEdit *edit, GError **error)
{
  if (*edit->text == '\0' && edit->kind == RG_NOTE)
    return rg_note_refuse (error, RG_STORE_ERROR_INVALID, _("The note is empty."));
  if (rg_card_in_text (edit->text))
    return rg_note_refuse (error, RG_STORE_ERROR_INVALID,
                           _("This looks like the number of a payment card. Regulars never stores "
                             "those."));
  return TRUE;
}

/* History names the customer, whom only the file knows. format has one %s. */
static gboolean
rg_note_label (RgWrite *write, RgNoteEdit *edit, const char *format, GError **error)
{
  g_autoptr (GString) label = g_string_new (format);
  g_autofree char *name = NULL;

  if (!rg_customer_read_living (rg_write_get_db (write), &edit->customer, &name, error))
    return FALSE;
  if (name == NULL)
    return rg_note_refuse (error, RG_STORE_ERROR_NOT_FOUND,
                           _("This customer is not there any more."));
  g_string_replace (label, "%s", name, 1);
  rg_write_set_label (write, label->str);
  return TRUE;
}

static gboolean
rg_note_add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgNoteEdit *edit = data;
  g_autoptr (RgStatement) insert = NULL;
  guint8 uuid[RG_UUID_SIZE];

  if (!rg_note_check (edit, error) ||
      /* Translators: %s is a customer; these are lines of History. */
      !rg_note_label (write, edit, edit->kind == RG_NOTE ? _("Note on %s") : _("Call with %s"),
                      error))
    return FALSE;
  insert = rg_db_statement (rg_write_get_db (write), "customer-notes.insert", error);
  if (insert == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (insert, 1, uuid, sizeof uuid);
  rg_statement_bind_int (insert, 2, edit->customer);
  rg_statement_bind_text (insert, 3, edit->kind == RG_NOTE ? "note" : "call");
  rg_statement_bind_text (insert, 4, edit->text);
  rg_statement_bind_int (insert, 5, rg_write_get_now (write));
  rg_statement_bind_int (insert, 6, rg_write_get_staff (write));
  if (!rg_statement_run (insert, error))
    return FALSE;
  edit->id = rg_db_last_id (rg_write_get_db (write));
  return TRUE;
}

static gboolean
rg_note_find (RgDb *db, RgNoteEdit *edit, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "customer-notes.by-id", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, edit->id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    {
      edit->customer = rg_statement_get_int (row, 0);
      edit->kind = strcmp (rg_statement_get_text (row, 1), "call") == 0 ? RG_NOTE_CALL : RG_NOTE;
    }
  return step == RG_STEP_ROW ||
         (step == RG_STEP_DONE && rg_note_refuse (error, RG_STORE_ERROR_NOT_FOUND,
                                                  _("This note is not there any more.")));
}

static gboolean
rg_note_edit_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgNoteEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) update = NULL;

  if (!rg_note_find (db, edit, error) || !rg_note_check (edit, error) ||
      /* Translators: %s is a customer; these are lines of History. */
      !rg_note_label (write, edit,
                      edit->kind == RG_NOTE ? _("Note on %s Changed") : _("Call with %s Changed"),
                      error))
    return FALSE;
  update = rg_db_statement (db, "customer-notes.update", error);
  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, edit->id);
  rg_statement_bind_text (update, 2, edit->text);
  return rg_statement_run (update, error);
}

static gboolean
rg_note_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgNoteEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_note_find (db, edit, error) ||
      /* Translators: %s is a customer; these are lines of History. */
      !rg_note_label (write, edit,
                      edit->kind == RG_NOTE ? _("Note on %s Deleted") : _("Call with %s Deleted"),
                      error))
    return FALSE;
  statement = rg_db_statement (db, "customer-notes.delete", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  return rg_statement_run (statement, error);
}

/* --- as actions --- */

static gboolean
rg_note_run (RgStore *store, const char *kind, RgWriteFunc func, RgNoteEdit *edit, gint64 *id,
             gint64 *action_id, GError **error)
{
  const gboolean done =
      rg_store_write_sync (store, kind, _("Note"), func, edit, NULL, action_id, error);

  if (done && id != NULL)
    *id = edit->id;
  rg_note_edit_free (edit);
  return done;
}

static void
rg_note_start (RgStore *store, const char *kind, RgWriteFunc func, RgNoteEdit *edit,
               GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, kind, _("Note"), func, edit, rg_note_edit_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_add_note_sync (RgStore *store, gint64 customer, RgNoteKind kind, const char *text,
                        gint64 *id, gint64 *action_id, GError **error)
{
  return rg_note_run (store, "note.add", rg_note_add_in_thread,
                      rg_note_edit_new (0, customer, kind, text), id, action_id, error);
}

void
rg_store_add_note_async (RgStore *store, gint64 customer, RgNoteKind kind, const char *text,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  rg_note_start (store, "note.add", rg_note_add_in_thread,
                 rg_note_edit_new (0, customer, kind, text), callback, user_data);
}

gboolean
rg_store_edit_note_sync (RgStore *store, gint64 id, const char *text, gint64 *action_id,
                         GError **error)
{
  return rg_note_run (store, "note.edit", rg_note_edit_in_thread,
                      rg_note_edit_new (id, 0, RG_NOTE, text), NULL, action_id, error);
}

void
rg_store_edit_note_async (RgStore *store, gint64 id, const char *text,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  rg_note_start (store, "note.edit", rg_note_edit_in_thread,
                 rg_note_edit_new (id, 0, RG_NOTE, text), callback, user_data);
}

gboolean
rg_store_delete_note_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  return rg_note_run (store, "note.delete", rg_note_delete_in_thread,
                      rg_note_edit_new (id, 0, RG_NOTE, ""), NULL, action_id, error);
}

void
rg_store_delete_note_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  rg_note_start (store, "note.delete", rg_note_delete_in_thread,
                 rg_note_edit_new (id, 0, RG_NOTE, ""), callback, user_data);
}
