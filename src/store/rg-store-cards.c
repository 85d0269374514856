/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which numbers the shop's cards may have. */
#include "store/rg-store-cards.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"

#include <string.h>

void
rg_card_range_free (RgCardRange *range)
{
  g_free (range->first);
  g_free (range->last);
  g_free (range);
}

GPtrArray *
rg_card_ranges_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "shop-cards.ranges", error);
  g_autoptr (GPtrArray) ranges =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_card_range_free);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgCardRange *range = g_new0 (RgCardRange, 1);

      range->id = rg_statement_get_int (rows, 0);
      range->first = g_strdup (rg_statement_get_text (rows, 1));
      range->last = g_strdup (rg_statement_get_text (rows, 2));
      range->check_digit = rg_statement_get_int (rows, 3) != 0;
      g_ptr_array_add (ranges, range);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ranges) : NULL;
}

/* Without blanks and dashes. */
static char *
rg_cards_dup_digits (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (; *number != '\0'; number++)
    if (*number != ' ' && *number != '-')
      g_string_append_c (digits, *number);
  return g_string_free_and_steal (digits);
}

static gboolean
rg_cards_refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, reason);
  return FALSE;
}

static gboolean
rg_card_range_has (const RgCardRange *range, const char *digits)
{
  return strlen (digits) == strlen (range->first) && strcmp (digits, range->first) >= 0 &&
         strcmp (digits, range->last) <= 0;
}

gboolean
rg_cards_check_text (const char *text, GError **error)
{
  if (!rg_card_in_text (text))
    return TRUE;
  g_set_error_literal (
    error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
    _("This looks like the number of a payment card. Regulars never stores those."));
  return FALSE;
}

gboolean
rg_cards_check (const GPtrArray *ranges, const char *number, GError **error)
{
  g_autofree char *digits = rg_cards_dup_digits (number);
  gboolean wrong_digit = FALSE;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RgCardRange *range = ranges->pdata[i];

      if (!rg_card_range_has (range, digits))
        continue;
      if (!range->check_digit || rg_luhn_holds (digits, strlen (digits)))
        return TRUE;
      wrong_digit = TRUE;
    }
  if (wrong_digit)
    return rg_cards_refuse (error, _("The last digit of the card number does not fit the others: "
                                     "one of them is mistyped."));
  if (rg_card_in_text (number))
    return rg_cards_refuse (error, _("This looks like the number of a payment card. Regulars never "
                                     "stores those."));
  return *digits == '\0' || ranges->len == 0 ||
         rg_cards_refuse (error, _("None of the shop’s cards has this number. Preferences say "
                                   "which numbers they have."));
}

gboolean
rg_cards_check_of (RgDb *db, gint64 customer, const char *number, GError **error)
{
  g_autoptr (GPtrArray) ranges = NULL;
  g_autoptr (RgStatement) row = NULL;

  if (customer != 0)
    {
      row = rg_db_statement (db, "shop-cards.number-of", error);
      if (row == NULL)
        return FALSE;
      rg_statement_bind_int (row, 1, customer);
      if (rg_statement_step (row, error) == RG_STEP_ROW &&
          strcmp (rg_statement_get_text (row, 0), number) == 0)
        return TRUE;
    }
  ranges = rg_card_ranges_read (db, error);
  return ranges != NULL && rg_cards_check (ranges, number, error);
}

/* --- the ranges themselves --- */

static gboolean
rg_card_range_check (const RgCardRange *range, GError **error)
{
  const gsize length = strlen (range->first);

  if (length < 4 || length > 30 || strlen (range->last) != length ||
      strspn (range->first, "0123456789") != length ||
      strspn (range->last, "0123456789") != length)
    return rg_cards_refuse (error, _("The first and the last number have equally many digits, and "
                                     "at least four."));
  return strcmp (range->first, range->last) <= 0 ||
         rg_cards_refuse (error, _("The first number comes before the last one."));
}

static gboolean
rg_card_range_add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgCardRange *range = data;
  g_autoptr (RgStatement) insert = NULL;

  if (!rg_card_range_check (range, error))
    return FALSE;
  insert = rg_db_statement (rg_write_get_db (write), "shop-cards.insert", error);
  if (insert == NULL)
    return FALSE;
  rg_statement_bind_text (insert, 1, range->first);
  rg_statement_bind_text (insert, 2, range->last);
  rg_statement_bind_int (insert, 3, range->check_digit);
  return rg_statement_run (insert, error);
}

static RgCardRange *
rg_card_range_new (const char *first, const char *last, gboolean check_digit)
{
  RgCardRange *range = g_new0 (RgCardRange, 1);

  range->first = rg_cards_dup_digits (first);
  range->last = rg_cards_dup_digits (last);
  range->check_digit = check_digit;
  return range;
}

static char *
rg_card_range_dup_label (const RgCardRange *range)
{
  /* Translators: %s are the first and the last number; this is a line of History. */
  return g_strdup_printf (_("Loyalty Cards from %s to %s"), range->first, range->last);
}

gboolean
rg_store_add_card_range_sync (RgStore *store, const char *first, const char *last,
                              gboolean check_digit, gint64 *action_id, GError **error)
{
  g_autoptr (RgCardRange) range = rg_card_range_new (first, last, check_digit);
  g_autofree char *label = rg_card_range_dup_label (range);

  return rg_store_write_sync (store, "card-range.add", label, rg_card_range_add_in_thread, range,
                              NULL, action_id, error);
}

void
rg_store_add_card_range_async (RgStore *store, const char *first, const char *last,
                               gboolean check_digit, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  RgCardRange *range = rg_card_range_new (first, last, check_digit);
  g_autofree char *label = rg_card_range_dup_label (range);

  rg_store_write_async (store, "card-range.add", label, rg_card_range_add_in_thread, range,
                        (GDestroyNotify) rg_card_range_free, NULL, callback, user_data);
}

static gboolean
rg_card_range_remove_in_thread (RgWrite *write, gpointer data, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_db_statement (rg_write_get_db (write), "shop-cards.delete", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, *(const gint64 *) data);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_remove_card_range_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "card-range.remove", _("Loyalty Card Numbers Removed"),
                              rg_card_range_remove_in_thread, &id, NULL, action_id, error);
}

void
rg_store_remove_card_range_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  rg_store_write_async (store, "card-range.remove", _("Loyalty Card Numbers Removed"),
                        rg_card_range_remove_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                        callback, user_data);
}
