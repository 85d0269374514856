/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The occasions of automations: birthdays, visits, purchases. */
#include "rules/rg-occasions.h"

#include "analysis/rg-activity.h"
#include "rules/rg-rhythm.h"
#include "rules/rg-rule-scan.h"

#define RG_DAY_SECONDS 86400

static int
rg_occasion_compare (gconstpointer a, gconstpointer b)
{
  const RgOccasion *x = a, *y = b;

  if (x->due_on != y->due_on)
    return x->due_on < y->due_on ? -1 : 1;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return (x->product > y->product) - (x->product < y->product);
}

void
rg_occasions_sort (GArray *occasions)
{
  g_array_sort (occasions, rg_occasion_compare);
}

void
rg_occasions_add (RgOccasionContext *context, const RgOccasion *occasion)
{
  if (occasion->due_on >= context->from && occasion->due_on <= context->to
      && occasion->ends_on > occasion->due_on)
    g_array_append_vals (context->found, occasion, 1);
}

GArray *
rg_occasions_find (const RgWhen *when, const RgDataset *dataset, RgDay from, RgDay to)
{
  RgOccasionContext context = { dataset, from, to,
                                g_array_new (FALSE, FALSE, sizeof (RgOccasion)) };

  if (when->kind->find != NULL)
    when->kind->find (when, &context);
  rg_occasions_sort (context.found);
  return context.found;
}

/* --- days of a person --------------------------------------------------------------------- */

/* The day on which it is this birthday in a year; 29 February is 1 March in common years. */
static RgDay
rg_birthday_in (int year, int month, int mday)
{
  const RgDay day = rg_day_from_ymd (year, month, mday);

  return day != RG_DAY_NONE ? day : rg_day_from_ymd (year, 3, 1);
}

void
rg_occasions_find_birthday (const RgWhen *when, RgOccasionContext *context)
{
  int first, last, month, mday;

  rg_day_to_ymd (context->from + when->number, &first, &month, &mday);
  rg_day_to_ymd (context->to + when->number, &last, &month, &mday);
  for (guint p = rg_bitset_next (context->dataset->live, 0); p < context->dataset->live->n_bits;
       p = rg_bitset_next (context->dataset->live, p + 1))
    {
      const int birthday = RG_CUSTOMER_COLUMN (context->dataset, p, birthday);
      const RgDay born = rg_dataset_born (context->dataset, p);
      int born_in = 0;

      if (birthday == 0 || (when->age > 0 && born == RG_DAY_NONE))
        continue;
      if (born != RG_DAY_NONE)
        rg_day_to_ymd (born, &born_in, &month, &mday);
      for (int year = first; year <= last; year++)
        {
          const RgDay day = rg_birthday_in (year, birthday / 32, birthday % 32);

          /* After a week nobody wishes a happy birthday any more. */
          if (when->age == 0 || year - born_in == when->age)
            rg_occasions_add (context, &(RgOccasion) { .person = p,
                                                       .due_on = day - when->number,
                                                       .ends_on = day + 8,
                                                       .day = day,
                                                       .product = RG_NOTHING });
        }
    }
}

void
rg_occasions_find_new (const RgWhen *when, RgOccasionContext *context)
{
  const RgFacts *facts = rg_dataset_facts (context->dataset);

  for (guint p = rg_bitset_next (context->dataset->live, 0); p < context->dataset->live->n_bits;
       p = rg_bitset_next (context->dataset->live, p + 1))
    {
      RgDay day = rg_dataset_joined (context->dataset, p);

      if (facts->first_day[p] != RG_DAY_NONE && (day == RG_DAY_NONE || facts->first_day[p] < day))
        day = facts->first_day[p];
      if (day != RG_DAY_NONE)
        rg_occasions_add (context, &(RgOccasion) { .person = p,
                                                   .due_on = day + when->number,
                                                   .ends_on = G_MAXINT32,
                                                   .day = day,
                                                   .product = RG_NOTHING });
    }
}

/* --- visits ------------------------------------------------------------------------------- */

/* The visits of one person, each day once, with the last receipt of the day. */
typedef struct {
  RgDay *days;
  gint64 *receipts;
  guint n;
} RgVisitDays;

static void
rg_visit_days_clear (RgVisitDays *visits)
{
  g_free (visits->days);
  g_free (visits->receipts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgVisitDays, rg_visit_days_clear)

static void
rg_visit_days_read (RgVisitDays *visits, const RgDataset *dataset, guint person)
{
  guint n;
  g_autofree RgReceiptRef *refs = rg_dataset_customer_receipts (dataset, person, &n);

  visits->days = g_new (RgDay, n + 1);
  visits->receipts = g_new (gint64, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const RgSales *sales = refs[i].sales;
      const guint receipt = refs[i].receipt;

      if (!rg_bitset_get (sales->visit, receipt))
        continue;
      if (visits->n == 0 || sales->day[receipt] != visits->days[visits->n - 1])
        visits->days[visits->n++] = sales->day[receipt];
      visits->receipts[visits->n - 1] = rg_sales_id (sales, receipt);
    }
}

/* due: by how many days after the visit with this number. */
typedef int (*RgVisitDue) (const RgWhen *when, const RgVisitDays *visits, guint i, int *gaps);

/* Staying away after a visit ends with the next one. */
static void
rg_occasions_find_after_visits (const RgWhen *when, RgOccasionContext *context, RgVisitDue due)
{
  const RgFacts *facts = rg_dataset_facts (context->dataset);

  for (guint p = rg_bitset_next (context->dataset->live, 0); p < context->dataset->live->n_bits;
       p = rg_bitset_next (context->dataset->live, p + 1))
    {
      g_auto (RgVisitDays) visits = { NULL };
      g_autofree int *gaps = NULL;

      if (facts->visits[p] == 0)
        continue;
      rg_visit_days_read (&visits, context->dataset, p);
      gaps = g_new (int, visits.n + 1);
      for (guint i = 0; i < visits.n; i++)
        {
          const RgDay ends_on = i + 1 < visits.n ? visits.days[i + 1] : G_MAXINT32;
          const int days = ends_on > context->from ? due (when, &visits, i, gaps) : 0;

          if (days > 0)
            rg_occasions_add (context, &(RgOccasion) { .person = p,
                                                       .due_on = visits.days[i] + days,
                                                       .ends_on = ends_on,
                                                       .day = visits.days[i],
                                                       .row = visits.receipts[i],
                                                       .product = RG_NOTHING });
        }
    }
}

static int
rg_away_due (const RgWhen *when, const RgVisitDays *visits, guint i, int *gaps)
{
  return when->number;
}

void
rg_occasions_find_away (const RgWhen *when, RgOccasionContext *context)
{
  rg_occasions_find_after_visits (when, context, rg_away_due);
}

static int
rg_overdue_due (const RgWhen *when, const RgVisitDays *visits, guint i, int *gaps)
{
  const RgRhythm rhythm = rg_rhythm_of_visits (visits->days, i + 1, visits->days[i], gaps);

  return rhythm.known ? rhythm.gap_long + 1 : 0;
}

void
rg_occasions_find_overdue (const RgWhen *when, RgOccasionContext *context)
{
  rg_occasions_find_after_visits (when, context, rg_overdue_due);
}

/* --- what was bought ---------------------------------------------------------------------- */

guint8 *
rg_when_match (const RgWhen *when, const RgDataset *dataset)
{
  static const char *const kinds[RG_LISTS] = { [RG_LIST_PRODUCTS] = "bought product",
                                               [RG_LIST_CATEGORIES] = "bought category",
                                               [RG_LIST_BRANDS] = "bought brand" };
  char *names[] = { when->name, NULL };
  g_autoptr (RgNode) rule = NULL;

  if (when->of == RG_LIST_NONE)
    return NULL;
  rule = rg_node_new_rule (rg_rule_kind_find (kinds[when->of]));
  return rg_rule_match_products (&rule->rule, names, dataset);
}

gboolean
rg_when_match_has (const guint8 *match, const RgDataset *dataset, guint product)
{
  return match == NULL || match[MIN (product, dataset->products.names.n)] != 0;
}

static gboolean
rg_receipt_has (const RgDataset *dataset, const RgSales *sales, guint receipt,
                const guint8 *match)
{
  if (match == NULL)
    return rg_bitset_get (sales->visit, receipt);
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    if (rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0
        && rg_when_match_has (match, dataset, rg_sales_product (sales, line)))
      return TRUE;
  return FALSE;
}

/* Whether the receipt is the person's first one with what is meant. */
static gboolean
rg_receipt_is_first (const RgDataset *dataset, guint person, gint64 id, const guint8 *match)
{
  guint n;
  g_autofree RgReceiptRef *refs = rg_dataset_customer_receipts (dataset, person, &n);

  for (guint i = 0; i < n; i++)
    if (rg_receipt_has (dataset, refs[i].sales, refs[i].receipt, match))
      return rg_sales_id (refs[i].sales, refs[i].receipt) == id;
  return FALSE;
}

/* So many hours after a time of the day; noon where the till does not tell it. */
static void
rg_occasion_wait_hours (RgOccasion *occasion, gint32 second, int hours)
{
  const gint64 at = (second != RG_TIME_NONE ? second : RG_DAY_SECONDS / 2) + (gint64) hours * 3600;

  occasion->due_on = occasion->day + (RgDay) (at / RG_DAY_SECONDS);
  occasion->due_time = (gint32) (at % RG_DAY_SECONDS);
}

static void
rg_occasion_add_purchase (const RgWhen *when, RgOccasionContext *context, const RgSales *sales,
                          guint receipt)
{
  RgOccasion occasion = {
    .person = rg_dataset_receipt_customer (context->dataset, sales, receipt),
    .day = sales->day[receipt],
    .ends_on = G_MAXINT32,
    .row = rg_sales_id (sales, receipt),
    .product = RG_NOTHING,
  };

  occasion.due_on = occasion.day + when->number;
  if (when->hours)
    rg_occasion_wait_hours (&occasion, sales->second[receipt], when->number);
  if (occasion.person != RG_NOBODY)
    rg_occasions_add (context, &occasion);
}

void
rg_occasions_find_bought (const RgWhen *when, RgOccasionContext *context)
{
  const int days = when->hours ? when->number / 24 + 1 : when->number;
  g_autofree guint8 *match = rg_when_match (when, context->dataset);
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, context->dataset, context->from - days, context->to);
  while (rg_receipt_iter_next (&iter))
    {
      const guint person = iter.sales->customer[iter.receipt] == RG_NOBODY
                             ? RG_NOBODY
                             : rg_dataset_receipt_customer (context->dataset, iter.sales,
                                                            iter.receipt);

      if (person != RG_NOBODY
          && rg_receipt_has (context->dataset, iter.sales, iter.receipt, match)
          && (!when->first
              || rg_receipt_is_first (context->dataset, person,
                                      rg_sales_id (iter.sales, iter.receipt), match)))
        rg_occasion_add_purchase (when, context, iter.sales, iter.receipt);
    }
}

/* What a person did with a product after a day: the day on which they bought it again, and whether
 * they took it back before a day. */
static RgDay
rg_next_purchase (const RgDataset *dataset, guint person, guint product, RgDay from,
                  gboolean *returned)
{
  guint n;
  g_autofree RgReceiptRef *refs = rg_dataset_customer_receipts (dataset, person, &n);

  for (guint i = 0; i < n; i++)
    {
      const RgSales *sales = refs[i].sales;
      const guint receipt = refs[i].receipt;

      if (sales->day[receipt] < from)
        continue;
      for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
        if (rg_sales_product (sales, line) == product)
          {
            if (rg_sales_kind (sales, line) == RG_LINE_RETURN && returned != NULL)
              *returned = TRUE;
            else if (rg_sales_kind (sales, line) == RG_LINE_SALE
                     && rg_sales_quantity (sales, line) > 0)
              return sales->day[receipt];
          }
    }
  return G_MAXINT32;
}

static RgDay
rg_lasting_end (const RgWhen *when, const RgProducts *products, guint product, RgDay sold)
{
  if (when->kind->id == RG_WHEN_WARRANTY)
    return products->warranty[product] > 0
             ? rg_day_add_months (sold, products->warranty[product]) : RG_DAY_NONE;
  return products->lifetime[product] > 0 ? sold + products->lifetime[product] : RG_DAY_NONE;
}

/* The first line with a product stands for all of them. */
static gboolean
rg_line_is_first (const RgSales *sales, guint receipt, guint line)
{
  for (guint other = sales->first_line[receipt]; other < line; other++)
    if (rg_sales_product (sales, other) == rg_sales_product (sales, line)
        && rg_sales_kind (sales, other) == RG_LINE_SALE)
      return FALSE;
  return TRUE;
}

static void
rg_occasion_add_lasting (const RgWhen *when, RgOccasionContext *context, const RgSales *sales,
                         guint receipt, guint line)
{
  const guint product = rg_sales_product (sales, line);
  const RgDay sold = sales->day[receipt];
  const RgDay end = rg_lasting_end (when, &context->dataset->products, product, sold);
  const RgDay due = end != RG_DAY_NONE ? end - when->number : RG_DAY_NONE;
  gboolean returned = FALSE;
  guint person;
  RgDay again;

  if (due == RG_DAY_NONE || due < context->from || due > context->to
      || !rg_line_is_first (sales, receipt, line))
    return;
  person = rg_dataset_receipt_customer (context->dataset, sales, receipt);
  if (person == RG_NOBODY)
    return;
  again = rg_next_purchase (context->dataset, person, product, sold + 1, &returned);
  if (returned)
    return;
  /* Whoever has replaced it needs no reminder; a warranty holds all the same. */
  rg_occasions_add (context, &(RgOccasion) {
                               .person = person,
                               .due_on = due,
                               .ends_on = when->kind->id == RG_WHEN_WARRANTY ? end + 1 : again,
                               .day = sold,
                               .row = rg_sales_id (sales, receipt),
                               .product = product });
}

void
rg_occasions_find_lasting (const RgWhen *when, RgOccasionContext *context)
{
  g_autofree guint8 *match = rg_when_match (when, context->dataset);
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, context->dataset, G_MININT32, context->to);
  while (rg_receipt_iter_next (&iter))
    {
      const RgSales *sales = iter.sales;

      if (sales->customer[iter.receipt] == RG_NOBODY)
        continue;
      for (guint line = sales->first_line[iter.receipt];
           line < sales->first_line[iter.receipt + 1]; line++)
        if (rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0
            && rg_sales_product (sales, line) != RG_NOTHING
            && rg_when_match_has (match, context->dataset, rg_sales_product (sales, line)))
          rg_occasion_add_lasting (when, context, sales, iter.receipt, line);
    }
}

/* --- what was left in the basket ---------------------------------------------------------- */

/* Baskets by person and day: one reminder, which ends when all that was left is bought. */
static void
rg_basket_add (GHashTable *baskets, const RgOccasion *occasion)
{
  RgOccasion *known = g_hash_table_lookup (baskets, occasion);

  if (known == NULL)
    g_hash_table_add (baskets, g_memdup2 (occasion, sizeof *occasion));
  else
    known->ends_on = MAX (known->ends_on, occasion->ends_on);
}

static guint
rg_basket_hash (gconstpointer key)
{
  const RgOccasion *occasion = key;

  return occasion->person * 31u + (guint) occasion->day;
}

static gboolean
rg_basket_equal (gconstpointer a, gconstpointer b)
{
  const RgOccasion *x = a, *y = b;

  return x->person == y->person && x->day == y->day;
}

void
rg_occasions_find_basket (const RgWhen *when, RgOccasionContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgOwnColumn *activity = dataset->activity;
  g_autofree guint8 *match = rg_when_match (when, dataset);
  g_autoptr (GHashTable) baskets =
    g_hash_table_new_full (rg_basket_hash, rg_basket_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer one;

  for (guint i = 0; activity != NULL && i < activity->n; i++)
    {
      const RgDay day = rg_activity_day (activity->value[i]);
      RgOccasion occasion = { .due_on = day + when->number, .day = day, .product = RG_NOTHING };
      guint product, position;

      if (!rg_activity_is_left (activity->value[i]) || occasion.due_on < context->from
          || occasion.due_on > context->to)
        continue;
      product = rg_names_find_id (&dataset->products.names,
                                  rg_activity_product (activity->value[i]));
      position = rg_dataset_find_customer (dataset, activity->customer[i]);
      if (position == RG_NOBODY || product == RG_NOTHING
          || !rg_when_match_has (match, dataset, product))
        continue;
      occasion.person = rg_dataset_resolve (dataset, position);
      if (occasion.person == RG_NOBODY)
        continue;
      occasion.ends_on = rg_next_purchase (dataset, occasion.person, product, day, NULL);
      rg_basket_add (baskets, &occasion);
    }
  g_hash_table_iter_init (&iter, baskets);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    rg_occasions_add (context, one);
}
