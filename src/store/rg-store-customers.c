/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers: the list, and one person's facts. */
#include "store/rg-store-customers.h"

#include "analysis/rg-today.h"
#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"
#include "store/rg-customers-own.h"
#include "store/rg-store-contacts.h"

#include <string.h>

#define RG_FAMILY_MOST 99
#define RG_YEAR_LEAST 1850
#define RG_YEAR_MOST 2200

/* --- the list --- */

static gboolean
rg_customers_read_ids (RgDb *db, int order, gint64 most, GArray *ids, GError **error)
{
  static const char *const names[RG_N_CUSTOMERS_ORDERS] = {
    [RG_CUSTOMERS_BY_NAME] = "customers.ids-by-name",
    [RG_CUSTOMERS_BY_LAST_VISIT] = "customers.ids-by-last-visit",
    [RG_CUSTOMERS_BY_VISITS] = "customers.ids-by-visits",
    [RG_CUSTOMERS_BY_SPEND] = "customers.ids-by-spend",
  };
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (order >= RG_N_CUSTOMERS_ORDERS)
    return rg_customers_read_ids_by_own (db, order - RG_N_CUSTOMERS_ORDERS, most, ids, error);
  statement = rg_db_statement (db, names[order], error);
  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, most);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE;
}

static void
rg_customers_match_dataset (const RgDataset *dataset, const char *search, GArray *ids)
{
  g_autoptr (RgBitset) found = rg_dataset_search (dataset, search);
  gint64 *place;

  g_array_set_size (ids, rg_bitset_count (found));
  place = (gint64 *) (gpointer) ids->data;
  for (guint i = 0; i < found->n_words; i++)
    {
      const guint first = i * 64;
      const RgCustomerChunk *chunk;

      if (found->words[i] == 0)
        continue;
      chunk = rg_dataset_chunk (dataset, first >> RG_CHUNK_BITS);
      for (guint64 bits = found->words[i]; bits != 0; bits &= bits - 1)
        *place++ = rg_id_column_get (
          &chunk->id, (first & (RG_CHUNK_SIZE - 1)) + (guint) __builtin_ctzll (bits));
    }
}

/* Those in `ids` that match the word too; all of them where ids is NULL. */
static GArray *
rg_customers_match_word (RgDb *db, const char *word, GArray *ids, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.matches", error);
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (!statement)
    return NULL;
  if (ids)
    {
      before = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (guint i = 0; i < ids->len; i++)
        g_hash_table_add (before, &g_array_index (ids, gint64, i));
    }
  rg_statement_bind_text (statement, 1, word);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (statement, 0);

      if (!before || g_hash_table_contains (before, &id))
        g_array_append_val (found, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

static gboolean
rg_customers_match_rows (RgDb *db, const char *search, GArray *ids, GError **error)
{
  g_autofree char *folded = rg_fold (search);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GArray) found = NULL;

  for (gsize i = 0; words[i]; i++)
    {
      GArray *next = rg_customers_match_word (db, words[i], found, error);

      g_clear_pointer (&found, g_array_unref);
      if (!next)
        return FALSE;
      found = next;
    }
  if (found && found->len > 0)
    g_array_append_vals (ids, found->data, found->len);
  return TRUE;
}

static gboolean
rg_customers_read_matches (RgDb *db, RgDataset *dataset, const char *search, GArray *ids,
                           GError **error)
{
  if (!dataset)
    return rg_customers_match_rows (db, search, ids, error);
  rg_customers_match_dataset (dataset, search, ids);
  return TRUE;
}

static GArray *
rg_customer_read_visit_days (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "customers.visit-days", error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgDay));
  RgStep step;

  if (!rows)
    return NULL;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const RgDay day = (RgDay) rg_statement_get_int (rows, 0);

      g_array_append_val (days, day);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

RgCustomerSummary *
rg_customer_summary_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.summary", error);
  g_autoptr (RgCustomerSummary) summary = NULL;

  if (!statement)
    return NULL;
  rg_statement_bind_int (statement, 1, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  summary = g_new0 (RgCustomerSummary, 1);
  summary->id = rg_statement_get_int (statement, 0);
  summary->name = g_strdup (rg_statement_get_text (statement, 1));
  summary->number = g_strdup (rg_statement_get_text (statement, 2));
  summary->city = g_strdup (rg_statement_get_text (statement, 3));
  summary->visits = (guint) rg_statement_get_int (statement, 4);
  summary->last_on = rg_statement_get_day (statement, 5);
  summary->spend_minor = rg_statement_get_int (statement, 6);
  summary->last_sale_on = rg_statement_get_day (statement, 7);
  summary->first_on = rg_statement_get_day (statement, 8);
  summary->joined_on = rg_statement_get_day (statement, 9);
  summary->email = g_strdup (rg_statement_get_text (statement, 10));
  summary->phone = g_strdup (rg_statement_get_text (statement, 11));
  summary->visit_days = rg_customer_read_visit_days (db, id, error);
  return summary->visit_days && rg_customer_read_own (db, id, &summary->own, error)
             ? g_steal_pointer (&summary) : NULL;
}

static gpointer
rg_customers_read_row (RgDb *db, gint64 id, GError **error)
{
  return rg_customer_summary_read (db, id, error);
}

static void
rg_customers_fill (GObject *item, gconstpointer row, RgStore *store)
{
  const RgCustomerSummary *summary = row;
  const RgShop *shop = rg_store_get_shop (store);
  const RgDay today = rg_shop_get_day (shop);

  rg_customer_fill (RG_CUSTOMER (item), summary, shop->currency, today,
                    rg_today_after (summary ? summary->last_sale_on : RG_DAY_NONE, today));
}

static void
rg_customers_row_free (gpointer row)
{
  rg_customer_summary_free (row);
}

const RgRowSource rg_customers_source = {
  .item_type = rg_customer_get_type,
  .table = "customer",
  .read_ids = rg_customers_read_ids,
  .read_matches = rg_customers_read_matches,
  .read_row = rg_customers_read_row,
  .fill = rg_customers_fill,
  .row_free = rg_customers_row_free,
};

gboolean
rg_customer_read_living (RgDb *db, gint64 *id, char **name, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "customers.living", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, *id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    {
      *id = rg_statement_get_int (row, 0);
      *name = rg_shown_name (rg_statement_get_text (row, 1), rg_statement_get_text (row, 2),
                             rg_statement_get_text (row, 3), rg_statement_get_text (row, 4));
    }
  return step != RG_STEP_ERROR;
}

/* --- one person's facts --- */

#define TEXT(name) G_STRUCT_OFFSET (RgCustomerDetails, name)

static const gsize details_texts[] = {
  TEXT (number),      TEXT (name),       TEXT (given_name), TEXT (family_name),
  TEXT (note),        TEXT (gender),     TEXT (language),   TEXT (occupation),
  TEXT (income_band), TEXT (interests),  TEXT (card_number), TEXT (joined_how),
  TEXT (joined_where), TEXT (email),     TEXT (phone),      TEXT (street),
  TEXT (postcode),    TEXT (city),       TEXT (region),     TEXT (country),
  TEXT (prefers),
};

static char **
rg_customer_details_text (RgCustomerDetails *details, gsize i)
{
  return &G_STRUCT_MEMBER (char *, details, details_texts[i]);
}

RgCustomerDetails *
rg_customer_details_new (void)
{
  RgCustomerDetails *details = g_new0 (RgCustomerDetails, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (details_texts); i++)
    *rg_customer_details_text (details, i) = g_strdup ("");
  details->children = -1;
  details->household_size = -1;
  details->joined_on = RG_DAY_NONE;
  return details;
}

RgCustomerDetails *
rg_customer_details_copy (const RgCustomerDetails *details)
{
  RgCustomerDetails *copy = g_memdup2 (details, sizeof *details);

  for (gsize i = 0; i < G_N_ELEMENTS (details_texts); i++)
    *rg_customer_details_text (copy, i) = g_strdup (*rg_customer_details_text (copy, i));
  if (copy->own != NULL)
    g_hash_table_ref (copy->own);
  return copy;
}

void
rg_customer_details_strip (RgCustomerDetails *details)
{
  for (gsize i = 0; i < G_N_ELEMENTS (details_texts); i++)
    g_strstrip (*rg_customer_details_text (details, i));
}

void
rg_customer_details_free (RgCustomerDetails *details)
{
  for (gsize i = 0; i < G_N_ELEMENTS (details_texts); i++)
    g_free (*rg_customer_details_text (details, i));
  g_clear_pointer (&details->own, g_hash_table_unref);
  g_free (details);
}

/* Takes the row over where it is the first of its kind. */
static void
rg_customer_details_take_contact (RgCustomerDetails *details, RgStatement *row)
{
  const gint64 id = rg_statement_get_int (row, 0);
  const char *kind = rg_statement_get_text (row, 1);

  if (g_str_equal (kind, "email") && !details->email_id)
    {
      details->email_id = id;
      g_set_str (&details->email, rg_statement_get_text (row, 2));
    }
  else if (g_str_equal (kind, "phone") && !details->phone_id)
    {
      details->phone_id = id;
      g_set_str (&details->phone, rg_statement_get_text (row, 2));
    }
  else if (g_str_equal (kind, "address") && !details->address_id)
    {
      details->address_id = id;
      g_set_str (&details->street, rg_statement_get_text (row, 2));
      g_set_str (&details->postcode, rg_statement_get_text (row, 3));
      g_set_str (&details->city, rg_statement_get_text (row, 4));
      g_set_str (&details->region, rg_statement_get_text (row, 5));
      g_set_str (&details->country, rg_statement_get_text (row, 6));
    }
}

static gboolean
rg_customer_details_read_contacts (RgDb *db, RgCustomerDetails *details, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.contact-points", error);
  RgStep step;

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, details->id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    rg_customer_details_take_contact (details, statement);
  return step == RG_STEP_DONE;
}

/* Columns: the eight texts, then children, household size, owner, and what they prefer. */
static void
rg_customer_details_take_traits (RgCustomerDetails *details, RgStatement *row, int column)
{
  static const gsize traits[] = { TEXT (gender),      TEXT (language),   TEXT (occupation),
                                  TEXT (income_band), TEXT (interests),  TEXT (card_number),
                                  TEXT (joined_how),  TEXT (joined_where) };

  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    g_set_str (&G_STRUCT_MEMBER (char *, details, traits[i]),
               rg_statement_get_text (row, column + (int) i));
  column += G_N_ELEMENTS (traits);
  details->children = (int) rg_statement_get_int (row, column);
  details->household_size = (int) rg_statement_get_int (row, column + 1);
  details->owner = rg_statement_get_int (row, column + 2);
  g_set_str (&details->prefers, rg_statement_get_text (row, column + 3));
}

RgCustomerDetails *
rg_customer_details_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.details", error);
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();

  if (!statement)
    return NULL;
  rg_statement_bind_int (statement, 1, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  details->id = id;
  g_set_str (&details->name, rg_statement_get_text (statement, 0));
  g_set_str (&details->given_name, rg_statement_get_text (statement, 1));
  g_set_str (&details->family_name, rg_statement_get_text (statement, 2));
  details->birth_year = (int) rg_statement_get_int (statement, 3);
  details->birth_month = (int) rg_statement_get_int (statement, 4);
  details->birth_day = (int) rg_statement_get_int (statement, 5);
  g_set_str (&details->note, rg_statement_get_text (statement, 6));
  g_set_str (&details->number, rg_statement_get_text (statement, 7));
  details->household = rg_statement_get_int (statement, 8);
  if (!rg_statement_is_null (statement, 9))
    details->joined_on = (RgDay) rg_statement_get_int (statement, 9);
  rg_customer_details_take_traits (details, statement, 10);
  return rg_customer_details_read_contacts (db, details, error) ? g_steal_pointer (&details)
                                                                : NULL;
}

/* --- what may be saved --- */

/* Always FALSE. */
static gboolean
rg_customer_details_blame (RgCustomerField *field, RgCustomerField wrong)
{
  if (field)
    *field = wrong;
  return FALSE;
}

static gboolean
rg_customer_details_refuse (RgCustomerField *field, RgCustomerField wrong, GError **error,
                            const char *reason)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, reason);
  return rg_customer_details_blame (field, wrong);
}

/* 29 February is a birthday also where the year is not known. */
static gboolean
rg_customer_birthday_exists (const RgCustomerDetails *details)
{
  const int year = details->birth_year ? details->birth_year : 2000;

  if (!details->birth_month && !details->birth_day)
    return details->birth_year == 0 ||
           (details->birth_year >= 1850 && details->birth_year <= 2200);
  return year >= 1850 && year <= 2200 &&
         rg_day_from_ymd (year, details->birth_month, details->birth_day) != RG_DAY_NONE;
}

static gboolean
rg_customer_details_check_cards (const RgCustomerDetails *details, RgCustomerField *field,
                                 GError **error)
{
  const struct
  {
    RgCustomerField field;
    const char *text;
  } texts[] = {
    { RG_CUSTOMER_FIELD_NAME, details->name },
    { RG_CUSTOMER_FIELD_GIVEN_NAME, details->given_name },
    { RG_CUSTOMER_FIELD_FAMILY_NAME, details->family_name },
    { RG_CUSTOMER_FIELD_EMAIL, details->email },
    { RG_CUSTOMER_FIELD_PHONE, details->phone },
    { RG_CUSTOMER_FIELD_STREET, details->street },
    { RG_CUSTOMER_FIELD_POSTCODE, details->postcode },
    { RG_CUSTOMER_FIELD_CITY, details->city },
    { RG_CUSTOMER_FIELD_COUNTRY, details->country },
    { RG_CUSTOMER_FIELD_NOTE, details->note },
    { RG_CUSTOMER_FIELD_GENDER, details->gender },
    { RG_CUSTOMER_FIELD_LANGUAGE, details->language },
    { RG_CUSTOMER_FIELD_OCCUPATION, details->occupation },
    { RG_CUSTOMER_FIELD_INCOME_BAND, details->income_band },
    { RG_CUSTOMER_FIELD_INTERESTS, details->interests },
    { RG_CUSTOMER_FIELD_JOINED_HOW, details->joined_how },
    { RG_CUSTOMER_FIELD_JOINED_WHERE, details->joined_where },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (rg_card_in_text (texts[i].text))
      return rg_customer_details_refuse (
          field, texts[i].field, error,
          _("This looks like the number of a payment card. Regulars never stores those."));
  return TRUE;
}

static gboolean
rg_customer_details_check_family (const RgCustomerDetails *details, RgCustomerField *field,
                                  GError **error)
{
  if (details->children < -1 || details->children > RG_FAMILY_MOST)
    return rg_customer_details_refuse (field, RG_CUSTOMER_FIELD_CHILDREN, error,
                                       _("The number of children is a number from 0 to 99."));
  if (details->household_size < -1 || details->household_size == 0 ||
      details->household_size > RG_FAMILY_MOST)
    return rg_customer_details_refuse (field, RG_CUSTOMER_FIELD_HOUSEHOLD_SIZE, error,
                                       _("People at home is a number from 1 to 99."));
  if (details->joined_on != RG_DAY_NONE &&
      (details->joined_on < rg_day_from_ymd (RG_YEAR_LEAST, 1, 1) ||
       details->joined_on > rg_day_from_ymd (RG_YEAR_MOST, 12, 31)))
    return rg_customer_details_refuse (field, RG_CUSTOMER_FIELD_JOINED_ON, error,
                                       _("Write a day like 2026-01-31."));
  return TRUE;
}

gboolean
rg_customer_details_check (const RgCustomerDetails *details, RgCustomerField *field,
                           GError **error)
{
  if (field)
    *field = RG_CUSTOMER_FIELD_NONE;
  if (!rg_customer_details_check_cards (details, field, error))
    return FALSE;
  if (!*details->name && !*details->number)
    return rg_customer_details_refuse (field, RG_CUSTOMER_FIELD_NAME, error,
                                       _("A customer needs a name."));
  if (!rg_contact_check_text (RG_CONTACT_EMAIL, details->email, error))
    return rg_customer_details_blame (field, RG_CUSTOMER_FIELD_EMAIL);
  if (!rg_contact_check_text (RG_CONTACT_PHONE, details->phone, error))
    return rg_customer_details_blame (field, RG_CUSTOMER_FIELD_PHONE);
  if (!rg_customer_birthday_exists (details))
    return rg_customer_details_refuse (field, RG_CUSTOMER_FIELD_BIRTHDAY, error,
                                       _("There is no such day."));
  return rg_customer_details_check_family (details, field, error);
}
