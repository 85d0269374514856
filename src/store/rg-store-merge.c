/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two customers who are one person. */
#include "store/rg-store-merge.h"

#include <string.h>

#include "base/rg-address.h"
#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-private.h"

/* Columns of merge.person. */
enum {
  COLUMN_NAME,
  COLUMN_GIVEN,
  COLUMN_FAMILY,
  COLUMN_NUMBER,
  COLUMN_YEAR,
  COLUMN_MONTH,
  COLUMN_DAY,
  COLUMN_CARD,
  COLUMN_GENDER,
  COLUMN_LANGUAGE,
  COLUMN_NOTE,
  COLUMN_OCCUPATION,
  COLUMN_INCOME_BAND,
  COLUMN_INTERESTS,
  COLUMN_CHILDREN,
  COLUMN_HOUSEHOLD_SIZE,
  COLUMN_JOINED,
  COLUMN_JOINED_HOW,
  COLUMN_JOINED_WHERE,
  COLUMN_HOUSEHOLD,
  COLUMN_OWNER,
  COLUMN_HOUSEHOLD_NAME,
  COLUMN_OWNER_NAME,
};

static const struct
{
  const char *name;
  const char *contact; /* of contact points: their kind */
} merge_fields[RG_N_MERGE_FIELDS] = {
  [RG_MERGE_NAME] = { N_("Name"), NULL },
  [RG_MERGE_BIRTHDAY] = { N_("Birthday"), NULL },
  [RG_MERGE_EMAIL] = { N_("E-mail"), "email" },
  [RG_MERGE_PHONE] = { N_("Phone"), "phone" },
  [RG_MERGE_ADDRESS] = { N_("Address"), "address" },
  [RG_MERGE_CARD] = { N_("Card"), NULL },
  [RG_MERGE_GENDER] = { N_("Gender"), NULL },
  [RG_MERGE_LANGUAGE] = { N_("Language"), NULL },
  [RG_MERGE_OCCUPATION] = { N_("Occupation"), NULL },
  [RG_MERGE_INCOME_BAND] = { N_("Income"), NULL },
  [RG_MERGE_INTERESTS] = { N_("Interests"), NULL },
  [RG_MERGE_CHILDREN] = { N_("Children"), NULL },
  [RG_MERGE_HOUSEHOLD_SIZE] = { N_("People in the household"), NULL },
  [RG_MERGE_NOTE] = { N_("Note"), NULL },
  [RG_MERGE_JOINED] = { N_("Customer since"), NULL },
  [RG_MERGE_HOUSEHOLD] = { N_("Household"), NULL },
  [RG_MERGE_OWNER] = { N_("Looked after by"), NULL },
};

const char *
rg_merge_field_name (RgMergeField field)
{
  return merge_fields[field].name;
}

gboolean
rg_merge_preview_differs (const RgMergePreview *preview, RgMergeField field)
{
  const char *first = preview->side[0].field[field], *second = preview->side[1].field[field];

  return *first != '\0' && *second != '\0' && !g_str_equal (first, second);
}

void
rg_merge_preview_free (RgMergePreview *preview)
{
  for (guint i = 0; i < G_N_ELEMENTS (preview->side); i++)
    {
      g_free (preview->side[i].name);
      for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
        g_free (preview->side[i].field[f]);
    }
  g_clear_pointer (&preview->own, g_ptr_array_unref);
  g_free (preview);
}

/* --- the preview -------------------------------------------------------------------------- */

/* The row of a customer, at hand. NULL with an error where there is none. */
static RgStatement *
rg_merge_person (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "merge.person", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    return g_steal_pointer (&row);
  if (step == RG_STEP_DONE)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("One of these customers is not there any more."));
  return NULL;
}

static gboolean
rg_merge_read_contact (RgDb *db, RgMergeSide *side, RgMergeField field, const char *home,
                       GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "merge.contact", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, side->id);
  rg_statement_bind_text (row, 2, merge_fields[field].contact);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    side->field[field] = g_strdup ("");
  else if (field == RG_MERGE_ADDRESS)
    side->field[field] = rg_address_format (
      rg_statement_get_text (row, 1), rg_statement_get_text (row, 2),
      rg_statement_get_text (row, 3), rg_statement_get_text (row, 4),
      rg_statement_get_text (row, 5), home);
  else
    side->field[field] = g_strdup (rg_statement_get_text (row, 1));
  return step != RG_STEP_ERROR;
}

static gboolean
rg_merge_read_counts (RgDb *db, RgMergeSide *side, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "merge.counts", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, side->id);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  side->n_contacts = (guint) rg_statement_get_int (row, 0);
  side->n_tags = (guint) rg_statement_get_int (row, 1);
  side->n_visits = (guint) rg_statement_get_int (row, 2);
  return TRUE;
}

static gboolean
rg_merge_read_side (RgDb *db, RgMergeSide *side, const char *home, GError **error)
{
  static const struct
  {
    RgMergeField field;
    int column;
  } texts[] = {
    { RG_MERGE_CARD, COLUMN_CARD },         { RG_MERGE_GENDER, COLUMN_GENDER },
    { RG_MERGE_LANGUAGE, COLUMN_LANGUAGE }, { RG_MERGE_OCCUPATION, COLUMN_OCCUPATION },
    { RG_MERGE_INCOME_BAND, COLUMN_INCOME_BAND }, { RG_MERGE_INTERESTS, COLUMN_INTERESTS },
    { RG_MERGE_CHILDREN, COLUMN_CHILDREN }, { RG_MERGE_HOUSEHOLD_SIZE, COLUMN_HOUSEHOLD_SIZE },
    { RG_MERGE_NOTE, COLUMN_NOTE },
    { RG_MERGE_HOUSEHOLD, COLUMN_HOUSEHOLD_NAME }, { RG_MERGE_OWNER, COLUMN_OWNER_NAME },
  };
  g_autoptr (RgStatement) row = rg_merge_person (db, side->id, error);

  if (row == NULL)
    return FALSE;
  side->field[RG_MERGE_NAME] = g_strdup (side->name);
  side->field[RG_MERGE_BIRTHDAY] =
    rg_birthday_format ((int) rg_statement_get_int (row, COLUMN_YEAR),
                        (int) rg_statement_get_int (row, COLUMN_MONTH),
                        (int) rg_statement_get_int (row, COLUMN_DAY));
  side->field[RG_MERGE_JOINED] =
    rg_statement_is_null (row, COLUMN_JOINED)
      ? g_strdup ("") : rg_day_format ((RgDay) rg_statement_get_int (row, COLUMN_JOINED));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    side->field[texts[i].field] = g_strdup (rg_statement_get_text (row, texts[i].column));
  return rg_merge_read_contact (db, side, RG_MERGE_EMAIL, home, error) &&
         rg_merge_read_contact (db, side, RG_MERGE_PHONE, home, error) &&
         rg_merge_read_contact (db, side, RG_MERGE_ADDRESS, home, error) &&
         rg_merge_read_counts (db, side, error);
}

/* What the one who stays has, stays; what only the other has comes along; of two notes both, and of
 * two days the earlier one. */
static gboolean
rg_merge_suggest (RgDb *db, RgMergePreview *preview, GError **error)
{
  g_autoptr (RgStatement) first = rg_merge_person (db, preview->side[0].id, error);
  g_autoptr (RgStatement) second = rg_merge_person (db, preview->side[1].id, error);

  if (first == NULL || second == NULL)
    return FALSE;
  for (guint f = 0; f < RG_N_MERGE_FIELDS; f++)
    preview->keep[f] = *preview->side[0].field[f] == '\0' && *preview->side[1].field[f] != '\0'
                         ? RG_KEEP_SECOND : RG_KEEP_FIRST;
  if (*rg_statement_get_text (first, COLUMN_NAME) == '\0' &&
      *rg_statement_get_text (second, COLUMN_NAME) != '\0')
    preview->keep[RG_MERGE_NAME] = RG_KEEP_SECOND;
  if (rg_merge_preview_differs (preview, RG_MERGE_NOTE))
    preview->keep[RG_MERGE_NOTE] = RG_KEEP_BOTH;
  if (rg_merge_preview_differs (preview, RG_MERGE_JOINED) &&
      rg_statement_get_int (second, COLUMN_JOINED) < rg_statement_get_int (first, COLUMN_JOINED))
    preview->keep[RG_MERGE_JOINED] = RG_KEEP_SECOND;
  if (rg_merge_preview_differs (preview, RG_MERGE_BIRTHDAY) &&
      rg_statement_get_int (first, COLUMN_YEAR) == 0 &&
      rg_statement_get_int (second, COLUMN_YEAR) != 0)
    preview->keep[RG_MERGE_BIRTHDAY] = RG_KEEP_SECOND;
  return TRUE;
}

static void
rg_merge_own_free (gpointer data)
{
  RgMergeOwn *own = data;

  g_free (own->name);
  g_free (own->value[0]);
  g_free (own->value[1]);
  g_free (own);
}

static gboolean
rg_merge_read_own (RgDb *db, RgMergePreview *preview, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (GPtrArray) list = shop != NULL ? rg_own_fields_read (db, error) : NULL;
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;

  preview->own = g_ptr_array_new_with_free_func (rg_merge_own_free);
  if (list == NULL ||
      !(first = rg_own_values_read (db, list, preview->side[0].id, shop->currency, error)) ||
      !(second = rg_own_values_read (db, list, preview->side[1].id, shop->currency, error)))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const RgOwnField *field = list->pdata[i];
      RgMergeOwn *own;

      if (*first[i] == '\0' || *second[i] == '\0' || g_str_equal (first[i], second[i]))
        continue;
      own = g_new0 (RgMergeOwn, 1);
      own->field = field->id;
      own->name = g_strdup (field->name);
      own->value[0] = rg_own_text_format (field->kind, first[i], shop->currency);
      own->value[1] = rg_own_text_format (field->kind, second[i], shop->currency);
      g_ptr_array_add (preview->own, own);
    }
  return TRUE;
}

static gboolean
rg_merge_resolve (RgDb *db, RgMergeSide *side, GError **error)
{
  if (!rg_customer_read_living (db, &side->id, &side->name, error))
    return FALSE;
  if (side->name == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("One of these customers is not there any more."));
  return side->name != NULL;
}

RgMergePreview *
rg_merge_preview_read (RgDb *db, gint64 stays, gint64 goes, const char *home, GError **error)
{
  g_autoptr (RgMergePreview) preview = g_new0 (RgMergePreview, 1);

  preview->side[0].id = stays;
  preview->side[1].id = goes;
  if (!rg_merge_resolve (db, &preview->side[0], error) ||
      !rg_merge_resolve (db, &preview->side[1], error))
    return NULL;
  if (preview->side[0].id == preview->side[1].id)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("These two are one customer already."));
      return NULL;
    }
  if (!rg_merge_read_side (db, &preview->side[0], home, error) ||
      !rg_merge_read_side (db, &preview->side[1], home, error) ||
      !rg_merge_read_own (db, preview, error) || !rg_merge_suggest (db, preview, error))
    return NULL;
  return g_steal_pointer (&preview);
}

/* --- merging ------------------------------------------------------------------------------ */

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
      const char *kind = merge_fields[f].contact;

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
      int parameter = column < COLUMN_NUMBER ? column + 2 : column + 1;
      gboolean text = column <= COLUMN_FAMILY || column == COLUMN_JOINED_HOW ||
                      column == COLUMN_JOINED_WHERE ||
                      (column >= COLUMN_CARD && column <= COLUMN_INTERESTS);

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
    { RG_MERGE_NAME, COLUMN_NAME, 3 },         { RG_MERGE_BIRTHDAY, COLUMN_YEAR, 3 },
    { RG_MERGE_CARD, COLUMN_CARD, 1 },         { RG_MERGE_GENDER, COLUMN_GENDER, 1 },
    { RG_MERGE_LANGUAGE, COLUMN_LANGUAGE, 1 }, { RG_MERGE_NOTE, COLUMN_NOTE, 1 },
    { RG_MERGE_OCCUPATION, COLUMN_OCCUPATION, 1 },
    { RG_MERGE_INCOME_BAND, COLUMN_INCOME_BAND, 1 },
    { RG_MERGE_INTERESTS, COLUMN_INTERESTS, 1 },
    { RG_MERGE_CHILDREN, COLUMN_CHILDREN, 1 },
    { RG_MERGE_HOUSEHOLD_SIZE, COLUMN_HOUSEHOLD_SIZE, 1 },
    { RG_MERGE_JOINED, COLUMN_JOINED, 3 },     { RG_MERGE_HOUSEHOLD, COLUMN_HOUSEHOLD, 1 },
    { RG_MERGE_OWNER, COLUMN_OWNER, 1 },
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
