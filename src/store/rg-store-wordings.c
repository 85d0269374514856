/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The wordings of the permission form. */
#include "store/rg-store-wordings.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-row.h"

/* What fits on the form beside all that stands there; print/rg-permission-form.c. */
#define RG_WORDING_WIDTH 78
#define RG_WORDING_LINES 14
#define RG_WORDING_BENEFITS 6

RgWording *
rg_wording_new (void)
{
  RgWording *wording = g_new0 (RgWording, 1);

  wording->version = g_strdup ("");
  wording->text = g_strdup ("");
  wording->benefits = g_strdup ("");
  return wording;
}

RgWording *
rg_wording_copy (const RgWording *wording)
{
  RgWording *copy = g_memdup2 (wording, sizeof *wording);

  copy->version = g_strdup (wording->version);
  copy->text = g_strdup (wording->text);
  copy->benefits = g_strdup (wording->benefits);
  return copy;
}

void
rg_wording_free (RgWording *wording)
{
  g_free (wording->version);
  g_free (wording->text);
  g_free (wording->benefits);
  g_free (wording);
}

gboolean
rg_wording_is_used (const RgWording *wording)
{
  return wording->n_answers > 0 || wording->printed_at != 0;
}

char *
rg_wording_dup_proposal (const char *shop_name)
{
  /* Translators: a person signs this; %s is the name of the shop. */
  return g_strdup_printf (_("I would like to hear from %s about offers, news and invitations, in "
                            "the ways that I have ticked. I can say no at any time: in the shop, "
                            "by phone, by e-mail or by letter."),
                          shop_name);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static RgWording *
rg_wording_from_row (RgStatement *row)
{
  RgWording *wording = g_new0 (RgWording, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);

  *wording = (RgWording) {
    .id = rg_statement_get_int (row, 0),
    .version = g_strdup (rg_statement_get_text (row, 2)),
    .text = g_strdup (rg_statement_get_text (row, 3)),
    .benefits = g_strdup (rg_statement_get_text (row, 4)),
    .current = rg_statement_get_int (row, 5) != 0,
    .created_at = rg_statement_get_int (row, 6),
    .printed_at = rg_statement_get_int (row, 7),
    .n_answers = rg_statement_get_int (row, 8),
  };
  memcpy (wording->uuid, uuid, MIN (length, RG_UUID_SIZE));
  return wording;
}

GPtrArray *
rg_wordings_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) wordings = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_wording_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "wordings.all", error);
  RgStep step = RG_STEP_ERROR;

  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    g_ptr_array_add (wordings, rg_wording_from_row (row));
  return step == RG_STEP_DONE ? g_steal_pointer (&wordings) : NULL;
}

RgWording *
rg_wording_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "wordings.by-id", id, _("This wording is not there any more."), error);

  return row != NULL ? rg_wording_from_row (row) : NULL;
}

gboolean
rg_wording_read_current (RgDb *db, RgWording **wording, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "wordings.current", error);
  RgStep step;

  *wording = NULL;
  if (row == NULL)
    return FALSE;
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *wording = rg_wording_read (db, rg_statement_get_int (row, 0), error);
  return step == RG_STEP_DONE || *wording != NULL;
}

RgWording *
rg_wording_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "wordings.find", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_text (row, 1, text);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    return rg_wording_read (db, rg_statement_get_int (row, 0), error);
  if (step == RG_STEP_DONE)
    /* Translators: %s is what somebody typed. */
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no version “%s” of the permission form."), text);
  return NULL;
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
rg_wording_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_wording_run (RgDb *db, const char *name, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

static gboolean
rg_wording_choose (RgDb *db, gint64 id, GError **error)
{
  return rg_wording_run (db, "wordings.choose-none", id, error)
         && rg_wording_run (db, "wordings.choose", id, error);
}

/* Refuses one that is used, and one that is not there. */
static gboolean
rg_wording_check_unused (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgWording) now = rg_wording_read (db, id, error);

  if (now == NULL)
    return FALSE;
  return !rg_wording_is_used (now)
         || rg_wording_refuse (error, _("People have agreed to these words, or they stand on "
                                        "paper: they stay as they are. Write a new version "
                                        "instead."));
}

/* How many lines a text takes on the page, generously. */
static guint
rg_wording_count_lines (const char *text)
{
  guint lines = 1, width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar one = g_utf8_get_char (at);

      width += one == '\n' ? 0 : g_unichar_iswide (one) ? 2 : 1;
      if (one != '\n' && width <= RG_WORDING_WIDTH)
        continue;
      lines++;
      width = 0;
    }
  return lines;
}

static gboolean
rg_wording_fits (const RgWording *wording, GError **error)
{
  return (rg_wording_count_lines (wording->text) <= RG_WORDING_LINES
          && rg_wording_count_lines (wording->benefits) <= RG_WORDING_BENEFITS)
         || rg_wording_refuse (error, _("This is too long for a form of one page. What people can "
                                        "read before they sign is short."));
}

static gboolean
rg_wording_check (RgDb *db, const RgWording *wording, GError **error)
{
  g_autoptr (RgStatement) other = rg_db_statement (db, "wordings.other-of-version", error);
  RgStep step;

  if (other == NULL)
    return FALSE;
  if (*wording->version == '\0')
    return rg_wording_refuse (error, _("Give this version a name, such as a number or a month."));
  if (*wording->text == '\0')
    return rg_wording_refuse (error, _("Write what people agree to."));
  rg_statement_bind_text (other, 1, wording->version);
  rg_statement_bind_int (other, 2, wording->id);
  step = rg_statement_step (other, error);
  if (step == RG_STEP_ROW)
    return rg_wording_refuse (error, _("There is a version of this name already."));
  return step == RG_STEP_DONE && rg_wording_fits (wording, error)
         && rg_cards_check_text (wording->version, error)
         && rg_cards_check_text (wording->text, error)
         && rg_cards_check_text (wording->benefits, error)
         && (wording->id == 0 || rg_wording_check_unused (db, wording->id, error));
}

static gboolean
rg_wording_insert (RgWrite *write, RgWording *wording, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "wordings.insert", error);

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (wording->uuid);
  rg_statement_bind_blob (statement, 1, wording->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (statement, 2, wording->version);
  rg_statement_bind_text (statement, 3, wording->text);
  rg_statement_bind_text (statement, 4, wording->benefits);
  rg_statement_bind_int (statement, 5, rg_write_get_now (write));
  if (!rg_statement_run (statement, error))
    return FALSE;
  wording->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_wording_update (RgDb *db, const RgWording *wording, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "wordings.update", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, wording->id);
  rg_statement_bind_text (statement, 2, wording->version);
  rg_statement_bind_text (statement, 3, wording->text);
  rg_statement_bind_text (statement, 4, wording->benefits);
  return rg_statement_run (statement, error);
}

static gboolean
rg_wording_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  RgWording *wording = data;
  g_autoptr (RgWording) current = NULL;

  g_strstrip (wording->version);
  g_strstrip (wording->text);
  g_strstrip (wording->benefits);
  if (!rg_wording_check (db, wording, error) || !rg_wording_read_current (db, &current, error)
      || !(wording->id == 0 ? rg_wording_insert (write, wording, error)
                            : rg_wording_update (db, wording, error)))
    return FALSE;
  return (current != NULL && !wording->current) || rg_wording_choose (db, wording->id, error);
}

static char *
rg_wording_make_label (const RgWording *wording)
{
  /* Translators: a line of History; %s is the version of a form, such as “2”. */
  return g_strdup_printf (wording->id == 0 ? _("Permission Form “%s” Written")
                                           : _("Permission Form “%s” Edited"),
                          wording->version);
}

gboolean
rg_store_save_wording_sync (RgStore *store, const RgWording *wording, gint64 *id,
                            gint64 *action_id, GError **error)
{
  g_autoptr (RgWording) copy = rg_wording_copy (wording);
  g_autofree char *label = rg_wording_make_label (wording);

  if (!rg_store_write_sync (store, "wording.save", label, rg_wording_save_in_thread, copy, NULL,
                            action_id, error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

void
rg_store_save_wording_async (RgStore *store, const RgWording *wording,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = rg_wording_make_label (wording);

  rg_store_write_async (store, "wording.save", label, rg_wording_save_in_thread,
                        rg_wording_copy (wording), (GDestroyNotify) rg_wording_free, NULL,
                        callback, user_data);
}

static gboolean
rg_wording_choose_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgWording) wording = rg_wording_read (db, *(gint64 *) data, error);

  return wording != NULL && rg_wording_choose (db, wording->id, error);
}

gboolean
rg_store_choose_wording_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "wording.choose", _("Permission Form Chosen"),
                              rg_wording_choose_in_thread, &id, NULL, action_id, error);
}

void
rg_store_choose_wording_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  rg_store_write_async (store, "wording.choose", _("Permission Form Chosen"),
                        rg_wording_choose_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                        callback, user_data);
}

static gboolean
rg_wording_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const gint64 id = *(gint64 *) data;

  return rg_wording_check_unused (db, id, error)
         && rg_wording_run (db, "wordings.delete", id, error);
}

void
rg_store_delete_wording_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  rg_store_write_async (store, "wording.delete", _("Permission Form Deleted"),
                        rg_wording_delete_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                        callback, user_data);
}

static gboolean
rg_wording_printed_in_thread (RgWrite *write, gpointer data, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (rg_write_get_db (write), "wordings.printed",
                                                       error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, *(gint64 *) data);
  rg_statement_bind_int (statement, 2, rg_write_get_now (write));
  return rg_statement_run (statement, error);
}

gboolean
rg_store_note_wording_printed_sync (RgStore *store, gint64 id, GError **error)
{
  return rg_store_write_sync (store, "wording.printed", _("Permission Form Printed"),
                              rg_wording_printed_in_thread, &id, NULL, NULL, error);
}

void
rg_store_note_wording_printed_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  rg_store_write_async (store, "wording.printed", _("Permission Form Printed"),
                        rg_wording_printed_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                        callback, user_data);
}
