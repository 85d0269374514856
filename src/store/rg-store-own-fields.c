/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields: reading them, and changing what they are. */
#include "store/rg-store-own-fields.h"

#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment.h"
#include "rules/rg-template.h"
#include "store/rg-store-automations.h"

#include <string.h>

/* --- what a field is --- */

static void
rg_own_choice_free (gpointer data)
{
  g_free (((RgOwnChoice *) data)->name);
  g_free (data);
}

RgOwnField *
rg_own_field_new (RgOwnKind kind, const char *name)
{
  RgOwnField *field = g_new0 (RgOwnField, 1);

  field->kind = kind;
  field->name = g_strstrip (g_strdup (name));
  field->help = g_strdup ("");
  field->least = 1;
  field->most = 5;
  field->choices = g_ptr_array_new_with_free_func (rg_own_choice_free);
  return field;
}

void
rg_own_field_add_choice (RgOwnField *field, gint64 id, const char *name)
{
  RgOwnChoice *choice = g_new0 (RgOwnChoice, 1);

  choice->id = id;
  choice->name = g_strstrip (g_strdup (name));
  g_ptr_array_add (field->choices, choice);
}

RgOwnField *
rg_own_field_copy (const RgOwnField *field)
{
  RgOwnField *copy = g_memdup2 (field, sizeof *field);

  copy->name = g_strstrip (g_strdup (field->name));
  copy->help = g_strstrip (g_strdup (field->help));
  copy->choices = g_ptr_array_new_with_free_func (rg_own_choice_free);
  for (guint i = 0; i < field->choices->len; i++)
    {
      const RgOwnChoice *choice = g_ptr_array_index (field->choices, i);

      rg_own_field_add_choice (copy, choice->id, choice->name);
    }
  return copy;
}

void
rg_own_field_free (RgOwnField *field)
{
  g_ptr_array_unref (field->choices);
  g_free (field->name);
  g_free (field->help);
  g_free (field);
}

static gboolean
rg_own_same_name (const char *a, const char *b)
{
  g_autofree char *first = rg_fold (a);
  g_autofree char *second = rg_fold (b);

  return g_str_equal (first, second);
}

const RgOwnChoice *
rg_own_field_find_choice (const RgOwnField *field, const char *name)
{
  for (guint i = 0; i < field->choices->len; i++)
    {
      const RgOwnChoice *choice = g_ptr_array_index (field->choices, i);

      if (rg_own_same_name (choice->name, name))
        return choice;
    }
  return NULL;
}

/* --- reading --- */

RgOwnField *
rg_own_fields_find_id (GPtrArray *fields, gint64 id)
{
  for (guint i = 0; i < fields->len; i++)
    if (((RgOwnField *) g_ptr_array_index (fields, i))->id == id)
      return g_ptr_array_index (fields, i);
  return NULL;
}

RgOwnField *
rg_own_fields_find (GPtrArray *fields, const char *text)
{
  guint8 uuid[RG_UUID_SIZE];
  gint64 id;

  for (guint i = 0; i < fields->len; i++)
    {
      RgOwnField *field = g_ptr_array_index (fields, i);

      if (rg_own_same_name (field->name, text) ||
          (rg_uuid_from_string (text, uuid) && memcmp (uuid, field->uuid, sizeof uuid) == 0))
        return field;
    }
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL)
           ? rg_own_fields_find_id (fields, id) : NULL;
}

static RgOwnField *
rg_own_field_from_row (RgStatement *row)
{
  RgOwnKind kind = RG_OWN_TEXT;
  RgOwnField *field;
  gsize length;
  const void *uuid;

  rg_own_kind_from_id (rg_statement_get_text (row, 3), &kind);
  field = rg_own_field_new (kind, rg_statement_get_text (row, 2));
  field->id = rg_statement_get_int (row, 0);
  uuid = rg_statement_get_blob (row, 1, &length);
  memcpy (field->uuid, uuid, MIN (length, sizeof field->uuid));
  g_set_str (&field->help, rg_statement_get_text (row, 4));
  field->required = rg_statement_get_int (row, 5) != 0;
  if (kind == RG_OWN_SCALE)
    {
      field->least = (int) rg_statement_get_int (row, 6);
      field->most = (int) rg_statement_get_int (row, 7);
    }
  return field;
}

static gboolean
rg_own_fields_read_choices (RgDb *db, GPtrArray *fields, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.choices", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgOwnField *field = rg_own_fields_find_id (fields, rg_statement_get_int (rows, 0));

      if (field != NULL)
        rg_own_field_add_choice (field, rg_statement_get_int (rows, 1),
                                 rg_statement_get_text (rows, 2));
    }
  return step == RG_STEP_DONE;
}

GPtrArray *
rg_own_fields_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) fields =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.all", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (fields, rg_own_field_from_row (rows));
  return step == RG_STEP_DONE && rg_own_fields_read_choices (db, fields, error)
           ? g_steal_pointer (&fields) : NULL;
}

char **
rg_own_fields_read_names (RgDb *db, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.names", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_add (names, rg_statement_get_text (rows, 0));
  return step == RG_STEP_DONE ? g_strv_builder_end (names) : NULL;
}

static gboolean
rg_own_fields_read_known (RgDb *db, GPtrArray *fields, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.known", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgOwnField *field = rg_own_fields_find_id (fields, rg_statement_get_int (rows, 0));

      if (field != NULL)
        field->n_known = (guint) rg_statement_get_int (rows, 1);
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_own_fields_read_plain_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **fields = data;

  *fields = rg_own_fields_read (db, error);
  return *fields != NULL;
}

static gboolean
rg_own_fields_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **fields = data;

  *fields = rg_own_fields_read (db, error);
  return *fields != NULL && rg_own_fields_read_known (db, *fields, error);
}

static void
rg_own_fields_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

void
rg_store_read_own_fields_async (RgStore *store, gboolean count, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_read_async (store, RG_READER_ROWS,
                       count ? rg_own_fields_read_in_thread : rg_own_fields_read_plain_in_thread,
                       g_new0 (GPtrArray *, 1), rg_own_fields_read_free, cancellable, callback,
                       user_data);
}

GPtrArray *
rg_store_read_own_fields_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_ptr_array_ref (*(GPtrArray **) rg_store_read_get_data (result));
}

/* --- what can be saved --- */

/* name: for the one %s of the format; NULL where it has none. */
static gboolean
rg_own_refuse (GError **error, RgStoreError code, const char *format, const char *name)
{
  g_autoptr (GString) sentence = g_string_new (format);

  if (name != NULL)
    g_string_replace (sentence, "%s", name, 1);
  g_set_error_literal (error, RG_STORE_ERROR, code, sentence->str);
  return FALSE;
}

static gboolean
rg_own_check_text (const char *text, GError **error)
{
  return !rg_card_in_text (text) ||
         rg_own_refuse (error, RG_STORE_ERROR_INVALID,
                        _("This looks like the number of a payment card. Regulars never stores "
                          "those."), NULL);
}

static gboolean
rg_own_check_choices (const RgOwnField *field, GError **error)
{
  if (field->choices->len == 0)
    return rg_own_refuse (error, RG_STORE_ERROR_INVALID,
                          _("There is nothing to choose from yet: add a choice."), NULL);
  for (guint i = 0; i < field->choices->len; i++)
    {
      const RgOwnChoice *choice = g_ptr_array_index (field->choices, i);

      if (*choice->name == '\0')
        return rg_own_refuse (error, RG_STORE_ERROR_INVALID, _("A choice needs a name."), NULL);
      if (strchr (choice->name, '\n') != NULL)
        return rg_own_refuse (error, RG_STORE_ERROR_INVALID,
                              _("The name of a choice is one line."), NULL);
      if (!rg_own_check_text (choice->name, error))
        return FALSE;
      if (rg_own_field_find_choice (field, choice->name) != choice)
        /* Translators: %s is the name of a choice. */
        return rg_own_refuse (error, RG_STORE_ERROR_DUPLICATE,
                              _("“%s” is there twice. Each choice needs a name of its own."),
                              choice->name);
    }
  return TRUE;
}

static gboolean
rg_own_check_scale (const RgOwnField *field, GError **error)
{
  if (field->least < field->most && ABS (field->least) <= RG_OWN_STEPS_LARGEST &&
      ABS (field->most) <= RG_OWN_STEPS_LARGEST)
    return TRUE;
  return rg_own_refuse (error, RG_STORE_ERROR_INVALID,
                        _("The first step of a scale has to be less than its last."), NULL);
}

/* Whether something is in the way of a field in the file becoming of another kind. */
static gboolean
rg_own_check_kind (RgDb *db, const RgOwnField *was, const RgOwnField *field, GError **error)
{
  g_autoptr (RgStatement) row = NULL;

  if (was->kind == field->kind)
    return TRUE;
  row = rg_db_statement (db, "own-fields.has-values", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, was->id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  return rg_statement_get_int (row, 0) == 0 ||
         /* Translators: %s is the name of a field. */
         rg_own_refuse (error, RG_STORE_ERROR_CONFLICT,
                        _("“%s” already holds something of another kind. Make a new field, and "
                          "delete this one."), was->name);
}

static gboolean
rg_own_check (RgDb *db, GPtrArray *fields, const RgOwnField *was, const RgOwnField *field,
              GError **error)
{
  if (*field->name == '\0')
    return rg_own_refuse (error, RG_STORE_ERROR_INVALID, _("A field needs a name."), NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const RgOwnField *other = g_ptr_array_index (fields, i);

      if (other != was && rg_own_same_name (other->name, field->name))
        /* Translators: %s is the name of a field. */
        return rg_own_refuse (error, RG_STORE_ERROR_DUPLICATE,
                              _("There is a field “%s” already."), other->name);
    }
  if (!rg_own_check_text (field->name, error) || !rg_own_check_text (field->help, error))
    return FALSE;
  return (!rg_own_kind_has_choices (field->kind) || rg_own_check_choices (field, error)) &&
         (field->kind != RG_OWN_SCALE || rg_own_check_scale (field, error)) &&
         (was == NULL || rg_own_check_kind (db, was, field, error));
}

gboolean
rg_own_field_check_new (GPtrArray *fields, const RgOwnField *field, GError **error)
{
  return rg_own_check (NULL, fields, NULL, field, error);
}

/* --- saving --- */

/* What an edit is about; for the writer thread, and for the answer. */
typedef struct
{
  gint64 id;
  RgOwnField *field; /* or NULL */
  guint to;
} RgOwnEdit;

static void
rg_own_edit_free (gpointer data)
{
  g_clear_pointer (&((RgOwnEdit *) data)->field, rg_own_field_free);
  g_free (data);
}

static RgOwnEdit *
rg_own_edit_new (gint64 id, const RgOwnField *field, guint to)
{
  RgOwnEdit *edit = g_new0 (RgOwnEdit, 1);

  edit->id = id;
  edit->field = field != NULL ? rg_own_field_copy (field) : NULL;
  if (field != NULL && id == 0)
    rg_uuid_v7 (edit->field->uuid);
  edit->to = to;
  return edit;
}

/* A statement with one number. */
static gboolean
rg_own_run (RgDb *db, const char *name, gint64 first, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, first);
  return rg_statement_run (statement, error);
}

static gboolean
rg_own_save_row (RgDb *db, RgOwnEdit *edit, GError **error)
{
  const RgOwnField *field = edit->field;
  g_autoptr (RgStatement) statement =
    rg_db_statement (db, edit->id == 0 ? "own-fields.insert" : "own-fields.update", error);

  if (statement == NULL)
    return FALSE;
  if (edit->id == 0)
    rg_statement_bind_blob (statement, 1, field->uuid, sizeof field->uuid);
  else
    rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_text (statement, 2, field->name);
  rg_statement_bind_text (statement, 3, rg_own_kind_get_id (field->kind));
  rg_statement_bind_text (statement, 4, field->help);
  rg_statement_bind_int (statement, 5, field->required);
  if (field->kind == RG_OWN_SCALE)
    {
      rg_statement_bind_int (statement, 6, field->least);
      rg_statement_bind_int (statement, 7, field->most);
    }
  if (!rg_statement_run (statement, error))
    return FALSE;
  if (edit->id == 0)
    edit->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_own_save_choice (RgDb *db, gint64 field, const RgOwnChoice *choice, guint place, GError **error)
{
  g_autoptr (RgStatement) statement =
    rg_db_statement (db, choice->id == 0 ? "own-fields.choice-insert" : "own-fields.choice-update",
                     error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, choice->id == 0 ? field : choice->id);
  rg_statement_bind_text (statement, 2, choice->name);
  rg_statement_bind_int (statement, 3, place);
  return rg_statement_run (statement, error);
}

static gboolean
rg_own_has_choice (const RgOwnField *field, gint64 id)
{
  for (guint i = 0; i < field->choices->len; i++)
    if (((RgOwnChoice *) g_ptr_array_index (field->choices, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
rg_own_save_choices (RgDb *db, const RgOwnField *was, const RgOwnEdit *edit, GError **error)
{
  const RgOwnField *field = edit->field;
  const gboolean wanted = rg_own_kind_has_choices (field->kind);

  for (guint i = 0; was != NULL && i < was->choices->len; i++)
    {
      const RgOwnChoice *choice = g_ptr_array_index (was->choices, i);

      if ((!wanted || !rg_own_has_choice (field, choice->id)) &&
          (!rg_own_run (db, "own-fields.choice-values-delete", choice->id, error) ||
           !rg_own_run (db, "own-fields.choice-delete", choice->id, error)))
        return FALSE;
    }
  for (guint i = 0; wanted && i < field->choices->len; i++)
    if (!rg_own_save_choice (db, edit->id, g_ptr_array_index (field->choices, i), i, error))
      return FALSE;
  return TRUE;
}

/* Choices that have another name by now: folded old one to new one. */
static GHashTable *
rg_own_renamed_choices (const RgOwnField *was, const RgOwnField *field)
{
  GHashTable *renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < was->choices->len; i++)
    for (guint k = 0; k < field->choices->len; k++)
      {
        const RgOwnChoice *before = g_ptr_array_index (was->choices, i);
        const RgOwnChoice *after = g_ptr_array_index (field->choices, k);

        if (before->id == after->id && !g_str_equal (before->name, after->name))
          g_hash_table_insert (renamed, rg_fold (before->name), after->name);
      }
  return renamed;
}

/* Segments name things: they follow. */
static gboolean
rg_own_follow_in_segments (RgDb *db, const RgOwnField *was, const RgOwnField *field,
                           GError **error)
{
  g_autoptr (GHashTable) choices = rg_own_renamed_choices (was, field);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.segments", error);
  g_autoptr (RgStatement) update = rg_db_statement (db, "own-fields.segment-text", error);
  RgStep step = RG_STEP_ERROR;

  if (g_hash_table_size (choices) == 0 && g_str_equal (was->name, field->name))
    return rows != NULL && update != NULL;
  while (rows != NULL && update != NULL &&
         (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *text = rg_segment_rename_own (rg_statement_get_text (rows, 1), was->name,
                                                     field->name, choices);

      if (text == NULL)
        continue;
      rg_statement_bind_int (update, 1, rg_statement_get_int (rows, 0));
      rg_statement_bind_text (update, 2, text);
      if (!rg_statement_run (update, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

typedef struct {
  const RgOwnField *was, *field;
  GHashTable *choices;
} RgOwnRenamed;

static char *
rg_own_follow_in_rules (const char *rules, gpointer data)
{
  const RgOwnRenamed *renamed = data;

  return rg_segment_rename_own (rules, renamed->was->name, renamed->field->name,
                                renamed->choices);
}

/* A text of a message as it is after the change. Its rules go first: the fields are read by the
 * names that they had. */
static char *
rg_own_follow_in_text (const char *text, char *const *names, const RgOwnField *was,
                       const RgOwnField *field)
{
  g_autoptr (GHashTable) choices = rg_own_renamed_choices (was, field);
  RgOwnRenamed both = { was, field, choices };
  g_autoptr (RgTemplate) message = rg_template_new_for (text, names);
  g_autofree char *followed = rg_template_dup_followed (message, rg_own_follow_in_rules, &both);
  g_autoptr (RgTemplate) again = rg_template_new_for (followed != NULL ? followed : text, names);
  char *renamed = rg_template_dup_renamed (again, was->name, field->name);

  if (renamed != NULL)
    return renamed;
  return followed != NULL ? g_steal_pointer (&followed) : g_strdup (text);
}

/* So do campaigns: their messages merge fields by name, and their rules ask for them. names: as
 * they were before. */
static gboolean
rg_own_follow_in_campaigns (RgDb *db, char *const *names, const RgOwnField *was,
                            const RgOwnField *field, GError **error)
{
  g_autoptr (GHashTable) choices = rg_own_renamed_choices (was, field);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.messages", error);
  g_autoptr (RgStatement) update = rg_db_statement (db, "own-fields.message-texts", error);
  RgStep step = RG_STEP_ERROR;

  if (g_hash_table_size (choices) == 0 && g_str_equal (was->name, field->name))
    return rows != NULL && update != NULL;
  while (rows != NULL && update != NULL &&
         (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *rules = rg_statement_get_text (rows, 4);
      g_autofree char *followed =
        rg_segment_rename_own (rules, was->name, field->name, choices);

      rg_statement_bind_int (update, 1, rg_statement_get_int (rows, 0));
      for (int i = 1; i <= 3; i++)
        {
          g_autofree char *text =
            rg_own_follow_in_text (rg_statement_get_text (rows, i), names, was, field);

          rg_statement_bind_text (update, i + 1, text);
        }
      rg_statement_bind_text (update, 5, followed != NULL ? followed : rules);
      if (!rg_statement_run (update, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* And subject and message elsewhere: of versions and templates. n_keys: how many columns name the
 * row. */
static gboolean
rg_own_follow_in_messages (RgDb *db, const char *rows_name, const char *update_name, int n_keys,
                           char *const *names, const RgOwnField *was, const RgOwnField *field,
                           GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, rows_name, error);
  g_autoptr (RgStatement) update = rg_db_statement (db, update_name, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && update != NULL &&
         (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      for (int i = 0; i < n_keys; i++)
        rg_statement_bind_int (update, i + 1, rg_statement_get_int (rows, i));
      for (int i = n_keys; i < n_keys + 2; i++)
        {
          g_autofree char *text =
            rg_own_follow_in_text (rg_statement_get_text (rows, i), names, was, field);

          rg_statement_bind_text (update, i + 1, text);
        }
      if (!rg_statement_run (update, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* And what automations fill in. */
static gboolean
rg_own_follow_in_automations (RgDb *db, const RgOwnField *was, const RgOwnField *field,
                              GError **error)
{
  g_autoptr (GHashTable) choices = rg_own_renamed_choices (was, field);

  return rg_automations_follow_field (db, was->name, field->name, choices, error);
}

/* In words of History; format has one %s. */
static void
rg_own_label (RgWrite *write, const char *format, const char *name)
{
  g_autoptr (GString) label = g_string_new (format);

  g_string_replace (label, "%s", name, 1);
  rg_write_set_label (write, label->str);
}

static RgOwnField *
rg_own_find (GPtrArray *fields, gint64 id, GError **error)
{
  RgOwnField *field = rg_own_fields_find_id (fields, id);

  if (field == NULL)
    rg_own_refuse (error, RG_STORE_ERROR_NOT_FOUND, _("This field is not there any more."), NULL);
  return field;
}

static gboolean
rg_own_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgOwnEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_auto (GStrv) names = rg_own_fields_read_names (db, error);
  const RgOwnField *was = NULL;

  if (fields == NULL || names == NULL ||
      (edit->id != 0 && (was = rg_own_find (fields, edit->id, error)) == NULL) ||
      !rg_own_check (db, fields, was, edit->field, error))
    return FALSE;
  /* Translators: %s is the name of a field; these are lines of History. */
  rg_own_label (write, was == NULL ? _("New Field “%s”") : _("Field “%s” Changed"),
                edit->field->name);
  return rg_own_save_row (db, edit, error) && rg_own_save_choices (db, was, edit, error) &&
         (was == NULL || (rg_own_follow_in_segments (db, was, edit->field, error) &&
                          rg_own_follow_in_campaigns (db, names, was, edit->field, error) &&
                          rg_own_follow_in_messages (db, "own-fields.version-messages",
                                                     "own-fields.version-texts", 2, names, was,
                                                     edit->field, error) &&
                          rg_own_follow_in_messages (db, "message-templates.messages",
                                                     "message-templates.set-messages", 1, names,
                                                     was, edit->field, error) &&
                          rg_own_follow_in_messages (db, "message-templates.version-messages",
                                                     "message-templates.set-version-messages", 2,
                                                     names, was, edit->field, error) &&
                          rg_own_follow_in_automations (db, was, edit->field, error)));
}

gboolean
rg_own_field_make (RgDb *db, const RgOwnField *field, GError **error)
{
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  RgOwnEdit edit = { .field = (RgOwnField *) field };

  return fields != NULL && rg_own_check (db, fields, NULL, field, error) &&
         rg_own_save_row (db, &edit, error) && rg_own_save_choices (db, NULL, &edit, error);
}

static gboolean
rg_own_move_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgOwnEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  RgOwnField *field = fields != NULL ? rg_own_find (fields, edit->id, error) : NULL;

  if (field == NULL)
    return FALSE;
  /* Translators: %s is the name of a field; a line of History. */
  rg_own_label (write, _("Field “%s” Moved"), field->name);
  g_ptr_array_set_free_func (fields, NULL);
  g_ptr_array_remove (fields, field);
  g_ptr_array_insert (fields, (int) MIN (edit->to, fields->len), field);
  g_ptr_array_set_free_func (fields, (GDestroyNotify) rg_own_field_free);
  for (guint i = 0; i < fields->len; i++)
    {
      g_autoptr (RgStatement) set = rg_db_statement (db, "own-fields.set-place", error);

      if (set == NULL)
        return FALSE;
      rg_statement_bind_int (set, 1, ((RgOwnField *) g_ptr_array_index (fields, i))->id);
      rg_statement_bind_int (set, 2, i);
      if (!rg_statement_run (set, error))
        return FALSE;
    }
  return TRUE;
}

/* What refers to something goes before it, so that all of it is logged as what it was. */
static gboolean
rg_own_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgOwnEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  const RgOwnField *field = fields != NULL ? rg_own_find (fields, edit->id, error) : NULL;

  if (field == NULL)
    return FALSE;
  /* Translators: %s is the name of a field; a line of History. */
  rg_own_label (write, _("Field “%s” Deleted"), field->name);
  return rg_own_run (db, "own-fields.values-delete", edit->id, error) &&
         rg_own_run (db, "own-fields.choices-delete", edit->id, error) &&
         rg_own_run (db, "own-fields.delete", edit->id, error);
}

/* --- as actions --- */

static gboolean
rg_own_edit_run (RgStore *store, const char *kind, RgWriteFunc func, RgOwnEdit *edit, gint64 *id,
                 gint64 *action_id, GError **error)
{
  const gboolean done =
    rg_store_write_sync (store, kind, _("Field"), func, edit, NULL, action_id, error);

  if (done && id != NULL)
    *id = edit->id;
  rg_own_edit_free (edit);
  return done;
}

gboolean
rg_store_save_own_field_sync (RgStore *store, const RgOwnField *field, gint64 *id,
                              gint64 *action_id, GError **error)
{
  return rg_own_edit_run (store, "field.save", rg_own_save_in_thread,
                          rg_own_edit_new (field->id, field, 0), id, action_id, error);
}

void
rg_store_save_own_field_async (RgStore *store, const RgOwnField *field,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "field.save", _("Field"), rg_own_save_in_thread,
                        rg_own_edit_new (field->id, field, 0), rg_own_edit_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_move_own_field_sync (RgStore *store, gint64 id, guint to, gint64 *action_id,
                              GError **error)
{
  return rg_own_edit_run (store, "field.move", rg_own_move_in_thread,
                          rg_own_edit_new (id, NULL, to), NULL, action_id, error);
}

void
rg_store_move_own_field_async (RgStore *store, gint64 id, guint to, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  rg_store_write_async (store, "field.move", _("Field"), rg_own_move_in_thread,
                        rg_own_edit_new (id, NULL, to), rg_own_edit_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_delete_own_field_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  return rg_own_edit_run (store, "field.delete", rg_own_delete_in_thread,
                          rg_own_edit_new (id, NULL, 0), NULL, action_id, error);
}

void
rg_store_delete_own_field_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  rg_store_write_async (store, "field.delete", _("Field"), rg_own_delete_in_thread,
                        rg_own_edit_new (id, NULL, 0), rg_own_edit_free, NULL, callback,
                        user_data);
}
