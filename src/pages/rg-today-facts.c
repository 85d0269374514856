/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counts and finds for Today. */
#include "pages/rg-today-facts.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-lapsed.h"
#include "store/rg-store-closed-days.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-receipts.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-targets.h"

#define RG_TODAY_DAYS 7
/* Names that are read for Today; the others are behind one more row. */
#define RG_TODAY_BIRTHDAYS 20

guint
rg_today_count_lapsed (const RgDataset *dataset, const RgShop *shop)
{
  g_autoptr (RgBitset) members = rg_segment_evaluate_text (dataset, shop, rg_lapsed_text ());

  return rg_bitset_count (members);
}

/* --- in a thread --- */

typedef struct {
  RgStore *store;
  RgDataset *dataset;
  RgShop *shop;
  GArray *targets; /* RgTarget */
  GArray *closed;  /* RgClosedDay */
} RgTodayMaking;

static void
rg_today_making_free (gpointer data)
{
  RgTodayMaking *making = data;

  g_object_unref (making->store);
  rg_dataset_unref (making->dataset);
  rg_shop_free (making->shop);
  g_clear_pointer (&making->targets, g_array_unref);
  g_clear_pointer (&making->closed, g_array_unref);
  g_free (making);
}

void
rg_today_made_free (RgTodayMade *made)
{
  rg_report_figure_clear (&made->sales);
  rg_report_figure_clear (&made->loyalty);
  rg_chart_free (made->sales_chart);
  rg_chart_free (made->loyalty_chart);
  g_clear_pointer (&made->facts, g_ptr_array_unref);
  g_clear_pointer (&made->gaps, g_array_unref);
  rg_dataset_unref (made->dataset);
  g_free (made);
}

static gboolean
rg_today_settings_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTodayMaking *making = data;

  making->targets = rg_targets_read (db, error);
  making->closed = making->targets != NULL ? rg_closed_days_read (db, error) : NULL;
  return making->closed != NULL;
}

static void
rg_today_make_gaps (const RgTodayMaking *making, RgDay today, RgTodayMade *made)
{
  const RgClosedDay *closed = (const RgClosedDay *) (gpointer) making->closed->data;
  guint n_closed = making->closed->len;

  made->gaps = rg_gaps_find (making->dataset, rg_dataset_today (making->dataset, today), closed,
                             n_closed);
  made->n_behind = rg_gaps_count_behind (making->dataset, today, closed, n_closed);
}

static void
rg_today_make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgTodayMaking *making = data;
  const RgDataset *dataset = making->dataset;
  const RgReportChoice sales = { .kind = RG_REPORT_SALES, .period = RG_PERIOD_WEEK,
                                 .currency = making->shop->currency,
                                 .first_weekday = making->shop->first_weekday };
  RgReportChoice loyalty = sales;
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (making->shop);
  g_autoptr (GError) error = NULL;
  RgTodayMade *made = g_new0 (RgTodayMade, 1);
  RgDay today = rg_day_today (zone);

  made->dataset = rg_dataset_ref (dataset);
  made->last_day = dataset->last_day;
  if (made->last_day != RG_DAY_NONE)
    {
      RgDay to = rg_report_last_whole_day (dataset, today);

      if (rg_store_read_sync (making->store, RG_READER_ROWS, rg_today_settings_in_thread, making,
                              cancellable, &error))
        rg_today_make_gaps (making, today, made);
      rg_report_week_figure (dataset, making->shop, to, &made->sales);
      rg_report_returning_figure (dataset, to, &made->loyalty);
      loyalty.kind = RG_REPORT_LOYALTY;
      made->sales_chart = rg_report_chart (dataset, &sales);
      made->loyalty_chart = rg_report_chart (dataset, &loyalty);
      made->facts = rg_report_week_facts (dataset, making->shop, making->targets, to);
      made->n_lapsed = rg_today_count_lapsed (dataset, making->shop);
    }
  g_task_return_pointer (task, made, (GDestroyNotify) rg_today_made_free);
}

void
rg_today_make_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RgTodayMaking *making = g_new0 (RgTodayMaking, 1);

  making->store = g_object_ref (store);
  making->dataset = rg_store_get_dataset (store);
  making->shop = rg_shop_copy (rg_store_get_shop (store));
  g_task_set_task_data (task, making, rg_today_making_free);
  g_task_run_in_thread (task, rg_today_make_in_thread);
}

RgTodayMade *
rg_today_make_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- birthdays --- */

void
rg_today_birthday_free (RgTodayBirthday *birthday)
{
  g_free (birthday->name);
  g_free (birthday);
}

void
rg_today_birthdays_free (RgTodayBirthdays *birthdays)
{
  g_array_unref (birthdays->customers);
  g_ptr_array_unref (birthdays->first);
  g_free (birthdays);
}

/* The next days as month * 32 + day, in order; a leap day that is missing goes with the 28th. */
static int
rg_today_birthday_distance (guint16 birthday, RgDay today)
{
  for (int i = 0; i < RG_TODAY_DAYS; i++)
    {
      int year, month, day;

      rg_day_to_ymd (today + i, &year, &month, &day);
      if (birthday == month * 32 + day)
        return i;
      if (birthday == 2 * 32 + 29 && month == 2 && day == 28
          && rg_day_from_ymd (year, 2, 29) == RG_DAY_NONE)
        return i;
    }
  return -1;
}

typedef struct {
  int distance;
  gint64 id;
} RgTodayFound;

static int
rg_today_found_order (gconstpointer a, gconstpointer b)
{
  const RgTodayFound *first = a, *second = b;

  if (first->distance != second->distance)
    return first->distance - second->distance;
  return (first->id > second->id) - (first->id < second->id);
}

GArray *
rg_today_find_birthdays (const RgDataset *dataset, RgDay today)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RgTodayFound));

  for (guint p = rg_bitset_next (dataset->live, 0); p < dataset->n_customers;
       p = rg_bitset_next (dataset->live, p + 1))
    {
      guint16 birthday = RG_CUSTOMER_COLUMN (dataset, p, birthday);
      RgTodayFound found = { birthday != 0 ? rg_today_birthday_distance (birthday, today) : -1,
                             rg_dataset_customer_id (dataset, p) };

      if (found.distance >= 0)
        g_array_append_val (all, found);
    }
  g_array_sort (all, rg_today_found_order);
  for (guint i = 0; i < all->len; i++)
    g_array_append_val (ids, g_array_index (all, RgTodayFound, i).id);
  return ids;
}

typedef struct {
  RgDataset *dataset;
  RgDay today;
  RgTodayBirthdays *birthdays;
} RgTodayRead;

static void
rg_today_read_free (gpointer data)
{
  RgTodayRead *read = data;

  rg_dataset_unref (read->dataset);
  g_clear_pointer (&read->birthdays, rg_today_birthdays_free);
  g_free (read);
}

static gboolean
rg_today_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTodayRead *read = data;
  GArray *ids = rg_today_find_birthdays (read->dataset, read->today);
  GPtrArray *first = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_birthday_free);

  read->birthdays = g_new (RgTodayBirthdays, 1);
  *read->birthdays = (RgTodayBirthdays) { ids, first };
  for (guint i = 0; i < MIN (ids->len, RG_TODAY_BIRTHDAYS); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint position = rg_dataset_find_customer (read->dataset, id);
      g_autoptr (GError) failed = NULL;
      g_autoptr (RgCustomerSummary) summary = rg_customer_summary_read (db, id, &failed);
      RgTodayBirthday *birthday;

      if (failed != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      if (summary == NULL)
        continue;
      birthday = g_new0 (RgTodayBirthday, 1);
      birthday->customer = id;
      birthday->name = rg_customer_dup_shown_name (summary->name, summary->number);
      birthday->on
        = read->today
          + rg_today_birthday_distance (RG_CUSTOMER_COLUMN (read->dataset, position, birthday),
                                        read->today);
      g_ptr_array_add (first, birthday);
    }
  return TRUE;
}

void
rg_today_read_birthdays_async (RgStore *store, const RgDataset *dataset, RgDay today,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  RgTodayRead *read = g_new0 (RgTodayRead, 1);

  read->dataset = rg_dataset_ref (dataset);
  read->today = today;
  rg_store_read_async (store, RG_READER_ROWS, rg_today_read_in_thread, read, rg_today_read_free,
                       cancellable, callback, user_data);
}

RgTodayBirthdays *
rg_today_read_birthdays_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgTodayRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&read->birthdays);
}

/* --- the last import --- */

void
rg_today_import_free (RgTodayImport *import)
{
  g_free (import->file_name);
  g_free (import->words);
  g_free (import);
}

static void
rg_today_last_import_free (gpointer data)
{
  rg_last_import_clear (data);
  g_free (data);
}

static gboolean
rg_today_read_import_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_last_import_read (db, data, error);
}

void
rg_today_read_import_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_read_async (store, RG_READER_ROWS, rg_today_read_import_in_thread,
                       g_new0 (RgLastImport, 1), rg_today_last_import_free, NULL, callback,
                       user_data);
}

static char *
rg_today_import_words (const RgLastImport *last, GTimeZone *zone)
{
  g_autofree char *receipts = rg_number_format (last->receipts);
  g_autofree char *customers = rg_number_format (last->customers);
  g_autofree char *day
    = rg_day_format_relative (rg_instant_day (last->at, zone), rg_day_today (zone));
  GString *words = g_string_new (NULL);

  if (last->receipts > 0)
    {
      /* TRANSLATORS: number of receipts */
      g_string_append_printf (words, P_("%s receipt", "%s receipts", last->receipts), receipts);
      g_string_append (words, " · ");
    }
  if (last->customers > 0)
    {
      /* TRANSLATORS: number of customers */
      g_string_append_printf (words, P_("%s new customer", "%s new customers", last->customers),
                              customers);
      g_string_append (words, " · ");
    }
  g_string_append (words, day);
  return g_string_free (words, FALSE);
}

RgTodayImport *
rg_today_read_import_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  const RgLastImport *last = rg_store_read_get_data (result);
  g_autoptr (GTimeZone) zone = NULL;
  RgTodayImport *import;

  if (!rg_store_read_finish (store, result, error) || last->id == 0)
    return NULL;
  /* The sample shop was made, not imported: there is nothing to say or to take back. */
  if (g_str_equal (last->kind, "sample"))
    return NULL;
  zone = rg_shop_dup_zone (rg_store_get_shop (store));
  import = g_new0 (RgTodayImport, 1);
  import->action_id = last->action_id;
  import->file_name = g_strdup (last->file_name);
  import->words = rg_today_import_words (last, zone);
  return import;
}
