/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two customers who are one person. */
#include "store/rg-store-merge-private.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-private.h"

typedef struct
{
  gint64 stays;
  gint64 goes;
  gboolean chosen; /* else as suggested */
  RgKeep keep[RG_N_MERGE_FIELDS];
  GArray *own; /* gint64: fields; or NULL */
} RgMerge;

static gboolean
rg_merge_run (RgDb *db, const char *name, gint64 id, gint64 second, const char *kind,
              GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (second != 0)
    rg_statement_bind_int (statement, 2, second);
  if (kind != NULL)
    rg_statement_bind_text (statement, 2, kind);
  return rg_statement_run (statement, error);
}

static gboolean
rg_merge_prefer_first (RgDb *db, gint64 customer, const char *kind, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "merge.contact", error);
  RgStep step;
  gint64 id;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_text (row, 2, kind);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  id = rg_statement_get_int (row, 0);
  rg_statement_reset (row);
  return rg_merge_run (db, "merge.prefer", id, 0, NULL, error);
}

/* Of two that are both preferred, the one of who stays comes first. */
static gboolean
rg_merge_contacts (RgDb *db, const RgMergePreview *preview, const RgKeep *keep, GError **error)
{
  for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
    {
      const gint64 stays = preview->side[0].id, goes = preview->side[1].id;
      const char *kind = rg_merge_field_contact (f);

      if (kind == NULL || !rg_merge_preview_differs (preview, f))
        continue;
      if (keep[f] == RG_KEEP_SECOND &&
          !rg_merge_run (db, "merge.prefer-none", stays, 0, kind, error))
        return FALSE;
      if (!rg_merge_prefer_first (db, keep[f] == RG_KEEP_SECOND ? goes : stays, kind, error))
        return FALSE;
    }
  return TRUE;
}

/* Copies columns of one of the two rows into the parameters of merge.keep, which come in the same
 * order but for the number. */
static void
rg_merge_bind (RgStatement *statement, RgStatement *from, int first, int n)
{
  for (int column = first; column < first + n; column++)
    {
      int parameter = column < RG_SIDE_NUMBER ? column + 2 : column + 1;
      gboolean text = column <= RG_SIDE_FAMILY || column == RG_SIDE_JOINED_HOW ||
                      column == RG_SIDE_JOINED_WHERE || column == RG_SIDE_PREFERS ||
                      (column >= RG_SIDE_CARD && column <= RG_SIDE_INTERESTS);

      if (text)
        rg_statement_bind_text (statement, parameter, rg_statement_get_text (from, column));
      else if (rg_statement_is_null (from, column))
        rg_statement_bind_null (statement, parameter);
      else
        rg_statement_bind_int (statement, parameter, rg_statement_get_int (from, column));
    }
}

static gboolean
rg_merge_facts (RgDb *db, const RgMergePreview *preview, const RgKeep *keep, GError **error)
{
  static const struct
  {
    RgMergeField field;
    int first, n;
  } columns[] = {
    { RG_MERGE_NAME, RG_SIDE_NAME, 3 },         { RG_MERGE_BIRTHDAY, RG_SIDE_YEAR, 3 },
    { RG_MERGE_CARD, RG_SIDE_CARD, 1 },         { RG_MERGE_GENDER, RG_SIDE_GENDER, 1 },
    { RG_MERGE_LANGUAGE, RG_SIDE_LANGUAGE, 1 }, { RG_MERGE_NOTE, RG_SIDE_NOTE, 1 },
    { RG_MERGE_OCCUPATION, RG_SIDE_OCCUPATION, 1 },
    { RG_MERGE_INCOME_BAND, RG_SIDE_INCOME_BAND, 1 },
    { RG_MERGE_INTERESTS, RG_SIDE_INTERESTS, 1 },
    { RG_MERGE_CHILDREN, RG_SIDE_CHILDREN, 1 },
    { RG_MERGE_HOUSEHOLD_SIZE, RG_SIDE_HOUSEHOLD_SIZE, 1 },
    { RG_MERGE_JOINED, RG_SIDE_JOINED, 3 },     { RG_MERGE_HOUSEHOLD, RG_SIDE_HOUSEHOLD, 1 },
    { RG_MERGE_OWNER, RG_SIDE_OWNER, 1 },       { RG_MERGE_PREFERS, RG_SIDE_PREFERS, 1 },
  };
  g_autoptr (RgStatement) first = rg_merge_person (db, preview->side[0].id, error);
  g_autoptr (RgStatement) second = rg_merge_person (db, preview->side[1].id, error);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "merge.keep", error);
  g_autofree char *note = NULL;

  if (first == NULL || second == NULL || statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, preview->side[0].id);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    rg_merge_bind (statement, keep[columns[i].field] == RG_KEEP_SECOND ? second : first,
                   columns[i].first, columns[i].n);
  if (keep[RG_MERGE_NOTE] == RG_KEEP_BOTH)
    {
      note = g_strdup_printf ("%s\n%s", preview->side[0].field[RG_MERGE_NOTE],
                              preview->side[1].field[RG_MERGE_NOTE]);
      rg_statement_bind_text (statement, 11, g_strstrip (note));
    }
  return rg_statement_run (statement, error);
}

static gboolean
rg_merge_own_fields (RgWrite *write, const RgMerge *merge, const RgMergePreview *preview,
                     GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const char *currency = rg_write_get_shop (write)->currency;
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_auto (GStrv) values = NULL;

  if (fields != NULL)
    values = rg_own_values_read (db, fields, preview->side[1].id, currency, error);
  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < merge->own->len; i++)
    for (guint f = 0; f < fields->len; f++)
      {
        const RgOwnField *field = fields->pdata[f];

        if (field->id == g_array_index (merge->own, gint64, i) &&
            !rg_own_value_write (db, field, preview->side[0].id, values[f], currency, 0, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
rg_merge_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgMerge *merge = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgMergePreview) preview =
    rg_merge_preview_read (db, merge->stays, merge->goes, "", error);
  const RgKeep *keep;
  g_autofree char *label = NULL;

  if (preview == NULL)
    return FALSE;
  keep = merge->chosen ? merge->keep : preview->keep;
  /* Translators: in History; the first %s is the customer who became part of the second. */
  label = g_strdup_printf (_("%s Merged into %s"), preview->side[1].name, preview->side[0].name);
  rg_write_set_label (write, label);
  return rg_merge_contacts (db, preview, keep, error) &&
         rg_merge_facts (db, preview, keep, error) &&
         (merge->own == NULL || rg_merge_own_fields (write, merge, preview, error)) &&
         rg_merge_run (db, "merge.merge", preview->side[1].id, preview->side[0].id, NULL, error);
}

static RgMerge *
rg_merge_new (gint64 stays, gint64 goes, const RgKeep *keep, GArray *own)
{
  RgMerge *merge = g_new0 (RgMerge, 1);

  merge->stays = stays;
  merge->goes = goes;
  merge->chosen = keep != NULL;
  merge->own = own != NULL ? g_array_ref (own) : NULL;
  if (keep != NULL)
    memcpy (merge->keep, keep, sizeof merge->keep);
  return merge;
}

static void
rg_merge_free (gpointer data)
{
  RgMerge *merge = data;

  g_clear_pointer (&merge->own, g_array_unref);
  g_free (merge);
}

gboolean
rg_store_merge_sync (RgStore *store, gint64 stays, gint64 goes, const RgKeep *keep, GArray *own,
                     gint64 *action_id, GError **error)
{
  RgMerge *merge = rg_merge_new (stays, goes, keep, own);
  gboolean done = rg_store_write_sync (store, RG_MERGE_KIND, "", rg_merge_in_thread, merge, NULL,
                                       action_id, error);

  rg_merge_free (merge);
  return done;
}

void
rg_store_merge_async (RgStore *store, gint64 stays, gint64 goes, const RgKeep *keep, GArray *own,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, RG_MERGE_KIND, "", rg_merge_in_thread,
                        rg_merge_new (stays, goes, keep, own), rg_merge_free, NULL, callback,
                        user_data);
}
