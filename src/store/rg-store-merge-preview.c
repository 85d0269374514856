/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two customers side by side, and which of their facts are worth keeping. */
#include "store/rg-store-merge-private.h"

#include "base/rg-address.h"
#include "base/rg-i18n.h"
#include "base/rg-person-words.h"
#include "rules/rg-permission.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-private.h"
#include "store/rg-store-row.h"

static const struct
{
  const char *column; /* whose words these are; else NULL, and a name */
  const char *name;
  const char *contact; /* of contact points: their kind */
} merge_fields[RG_N_MERGE_FIELDS] = {
  [RG_MERGE_NAME] = { "name", NULL, NULL },
  [RG_MERGE_BIRTHDAY] = { NULL, N_("Birthday"), NULL },
  [RG_MERGE_EMAIL] = { "email", NULL, "email" },
  [RG_MERGE_PHONE] = { "phone", NULL, "phone" },
  [RG_MERGE_ADDRESS] = { "address", NULL, "address" },
  [RG_MERGE_CARD] = { "card_number", NULL, NULL },
  [RG_MERGE_GENDER] = { "gender", NULL, NULL },
  [RG_MERGE_LANGUAGE] = { "language", NULL, NULL },
  [RG_MERGE_OCCUPATION] = { "occupation", NULL, NULL },
  [RG_MERGE_INCOME_BAND] = { "income_band", NULL, NULL },
  [RG_MERGE_INTERESTS] = { "interests", NULL, NULL },
  [RG_MERGE_CHILDREN] = { "children", NULL, NULL },
  [RG_MERGE_HOUSEHOLD_SIZE] = { "household_size", NULL, NULL },
  [RG_MERGE_NOTE] = { "note", NULL, NULL },
  [RG_MERGE_JOINED] = { "joined_on", NULL, NULL },
  [RG_MERGE_HOUSEHOLD] = { NULL, N_("Household"), NULL },
  [RG_MERGE_OWNER] = { "owner_id", NULL, NULL },
  [RG_MERGE_PREFERS] = { "prefers", NULL, NULL },
};

const char *
rg_merge_field_name (RgMergeField field)
{
  return merge_fields[field].column != NULL ? rg_person_words (merge_fields[field].column)
                                            : _(merge_fields[field].name);
}

const char *
rg_merge_field_contact (RgMergeField field)
{
  return merge_fields[field].contact;
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

RgStatement *
rg_merge_person (RgDb *db, gint64 id, GError **error)
{
  return rg_store_row (db, "merge.person", id, _("One of these customers is not there any more."),
                       error);
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
    { RG_MERGE_CARD, RG_SIDE_CARD },         { RG_MERGE_GENDER, RG_SIDE_GENDER },
    { RG_MERGE_LANGUAGE, RG_SIDE_LANGUAGE }, { RG_MERGE_OCCUPATION, RG_SIDE_OCCUPATION },
    { RG_MERGE_INCOME_BAND, RG_SIDE_INCOME_BAND }, { RG_MERGE_INTERESTS, RG_SIDE_INTERESTS },
    { RG_MERGE_CHILDREN, RG_SIDE_CHILDREN }, { RG_MERGE_HOUSEHOLD_SIZE, RG_SIDE_HOUSEHOLD_SIZE },
    { RG_MERGE_NOTE, RG_SIDE_NOTE },
    { RG_MERGE_HOUSEHOLD, RG_SIDE_HOUSEHOLD_NAME }, { RG_MERGE_OWNER, RG_SIDE_OWNER_NAME },
    { RG_MERGE_PREFERS, RG_SIDE_PREFERS },
  };
  g_autoptr (RgStatement) row = rg_merge_person (db, side->id, error);

  if (row == NULL)
    return FALSE;
  side->field[RG_MERGE_NAME] = g_strdup (side->name);
  side->field[RG_MERGE_BIRTHDAY] =
    rg_birthday_format ((int) rg_statement_get_int (row, RG_SIDE_YEAR),
                        (int) rg_statement_get_int (row, RG_SIDE_MONTH),
                        (int) rg_statement_get_int (row, RG_SIDE_DAY));
  side->field[RG_MERGE_JOINED] =
    rg_statement_is_null (row, RG_SIDE_JOINED)
      ? g_strdup ("") : rg_day_format ((RgDay) rg_statement_get_int (row, RG_SIDE_JOINED));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    side->field[texts[i].field] = g_strdup (rg_statement_get_text (row, texts[i].column));
  g_set_str (&side->field[RG_MERGE_PREFERS], rg_channel_word (side->field[RG_MERGE_PREFERS]));
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
  if (*rg_statement_get_text (first, RG_SIDE_NAME) == '\0' &&
      *rg_statement_get_text (second, RG_SIDE_NAME) != '\0')
    preview->keep[RG_MERGE_NAME] = RG_KEEP_SECOND;
  if (rg_merge_preview_differs (preview, RG_MERGE_NOTE))
    preview->keep[RG_MERGE_NOTE] = RG_KEEP_BOTH;
  if (rg_merge_preview_differs (preview, RG_MERGE_JOINED) &&
      rg_statement_get_int (second, RG_SIDE_JOINED) < rg_statement_get_int (first, RG_SIDE_JOINED))
    preview->keep[RG_MERGE_JOINED] = RG_KEEP_SECOND;
  if (rg_merge_preview_differs (preview, RG_MERGE_BIRTHDAY) &&
      rg_statement_get_int (first, RG_SIDE_YEAR) == 0 &&
      rg_statement_get_int (second, RG_SIDE_YEAR) != 0)
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
