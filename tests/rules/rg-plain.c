/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules over plain rows, one customer after the other. */
#include "rg-plain-private.h"

#include "base/rg-fold.h"
#include "rules/rg-stage.h"

#include <math.h>
#include <string.h>

/* --- words -------------------------------------------------------------------------------- */

static gboolean
same (const char *a, const char *b)
{
  g_autofree char *x = rg_fold (a != NULL ? a : "");
  g_autofree char *y = rg_fold (b != NULL ? b : "");

  return *y != '\0' && strcmp (x, y) == 0;
}

gboolean
plain_named (char *const *names, const char *name)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (same (name, names[i]))
      return TRUE;
  return FALSE;
}

/* --- days --------------------------------------------------------------------------------- */

static RgDay
unit_first (RgDay day, const RgWindow *window, int first_weekday)
{
  int y, m, d;

  rg_day_to_ymd (day, &y, &m, &d);
  switch (window->unit)
    {
    case RG_UNIT_WEEK:
      while (rg_day_weekday (day) != first_weekday)
        day--;
      return day;
    case RG_UNIT_MONTH:
      return rg_day_from_ymd (y, m, 1);
    case RG_UNIT_QUARTER:
      return rg_day_from_ymd (y, m <= 3 ? 1 : m <= 6 ? 4 : m <= 9 ? 7 : 10, 1);
    default:
      return rg_day_from_ymd (y, 1, 1);
    }
}

/* The day lies in the unit that is `offset` units from that of today. */
static gboolean
in_calendar (const Plain *plain, const RgWindow *window, RgDay day)
{
  const RgDay now = unit_first (plain->today, window, plain->first_weekday);
  const RgDay its = unit_first (day, window, plain->first_weekday);

  if (window->offset == 0)
    return its == now;
  if (window->offset < 0)
    return its == unit_first (now - 1, window, plain->first_weekday);
  for (RgDay next = now;; next++)
    if (unit_first (next, window, plain->first_weekday) != now)
      return its == next;
}

gboolean
plain_in_window (const Plain *plain, const RgWindow *window, RgDay day)
{
  const RgDay today = plain->today;

  switch (window->mode)
    {
    case RG_WINDOW_LAST:
      return day <= today && day > today - window->days;
    case RG_WINDOW_AGO:
      return day <= today - window->days;
    case RG_WINDOW_NEXT:
      return day >= today && day < today + window->days;
    case RG_WINDOW_BETWEEN:
      return day >= window->from && day <= window->to;
    case RG_WINDOW_FROM:
      return day >= window->from;
    case RG_WINDOW_UNTIL:
      return day <= window->to;
    case RG_WINDOW_CALENDAR:
      return in_calendar (plain, window, day);
    default:
      return TRUE;
    }
}

/* On which day of the period the day and month come round; RG_DAY_NONE: on none. */
RgDay
plain_comes_round (const Plain *plain, const RgWindow *window, int month, int mday)
{
  for (RgDay day = plain->today - 800; day <= plain->today + 800; day++)
    {
      int y, m, d;

      rg_day_to_ymd (day, &y, &m, &d);
      if (m == 3 && d == 1 && month == 2 && mday == 29 && !g_date_is_leap_year ((GDateYear) y))
        m = 2, d = 29;
      if (m == month && d == mday && plain_in_window (plain, window, day))
        return day;
    }
  return RG_DAY_NONE;
}

/* It is not its own anniversary. */
static gboolean
day_comes_round (const Plain *plain, const RgWindow *window, RgDay day)
{
  RgDay round;
  int y, m, d;

  if (day == RG_DAY_NONE)
    return FALSE;
  rg_day_to_ymd (day, &y, &m, &d);
  round = plain_comes_round (plain, window, m, d);
  return round != RG_DAY_NONE && day < round;
}

/* --- receipts ----------------------------------------------------------------------------- */

gboolean
plain_is_visit (const PlainReceipt *receipt)
{
  for (guint i = 0; i < receipt->lines->len; i++)
    if (g_array_index (receipt->lines, PlainLine, i).kind == RG_LINE_SALE)
      return TRUE;
  return FALSE;
}

static gint64
net_of (const PlainReceipt *receipt)
{
  gint64 net = 0;

  for (guint i = 0; i < receipt->lines->len; i++)
    {
      const PlainLine *line = &g_array_index (receipt->lines, PlainLine, i);

      if (line->kind == RG_LINE_SALE || line->kind == RG_LINE_RETURN)
        net += line->net_minor;
    }
  return net;
}

static gboolean
in_where (const RgWhere *where, const PlainReceipt *receipt)
{
  int y, m, d, from = where->month_from, to = where->month_to;
  const int hour = receipt->second / 3600;
  gboolean in_hours = FALSE, in_months = FALSE;

  rg_day_to_ymd (receipt->day, &y, &m, &d);
  if (where->locations != NULL && !plain_named (where->locations, receipt->location))
    return FALSE;
  if (where->selling != RG_SELLING_ANY &&
      receipt->online != (where->selling == RG_SELLING_WEB))
    return FALSE;
  if (where->weekdays != 0 && !(where->weekdays >> rg_day_weekday (receipt->day) & 1))
    return FALSE;
  for (int h = where->hour_from; where->hour_from != where->hour_to && h != where->hour_to;
       h = (h + 1) % 25)
    in_hours |= h == hour;
  if (where->hour_from != where->hour_to && (receipt->second == RG_TIME_NONE || !in_hours))
    return FALSE;
  if (from == 0)
    return TRUE;
  for (int month = from;; month = month % 12 + 1)
    {
      in_months |= month == m;
      if (month == to)
        return in_months;
    }
}

gboolean
plain_looks_at (const Plain *plain, const RgRule *rule, const PlainReceipt *receipt)
{
  return plain_in_window (plain, &rule->window, receipt->day) && in_where (&rule->where, receipt);
}

const PlainProduct *
plain_product_of (const Plain *plain, gint64 id)
{
  for (guint i = 0; i < plain->products->len; i++)
    {
      const PlainProduct *product = plain->products->pdata[i];

      if (product->id == id)
        return product;
    }
  return NULL;
}

gboolean
plain_means (const Plain *plain, const RgRule *rule, char *const *names, gint64 id)
{
  const PlainProduct *product = plain_product_of (plain, id);

  if (product == NULL)
    return FALSE;
  if (rule->kind->list == RG_LIST_PRODUCTS)
    return plain_named (names, product->name) || plain_named (names, product->code);
  return plain_named (names, rule->kind->list == RG_LIST_BRANDS      ? product->brand
                       : rule->kind->list == RG_LIST_SUPPLIERS ? product->supplier
                                                               : product->category);
}

/* Sold: a line of sale of more than nothing. */
gboolean
plain_sells (const Plain *plain, const RgRule *rule, char *const *names,
             const PlainReceipt *receipt)
{
  for (guint i = 0; i < receipt->lines->len; i++)
    {
      const PlainLine *line = &g_array_index (receipt->lines, PlainLine, i);

      if (line->kind == RG_LINE_SALE && line->quantity_milli > 0 &&
          plain_means (plain, rule, names, line->product))
        return TRUE;
    }
  return FALSE;
}

/* Without the "not". */
gboolean
plain_compares (const RgRule *rule, long double value)
{
  const long double low = rule->low, high = rule->high;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  return (op == RG_OP_AT_MOST || value >= low) && (op == RG_OP_AT_LEAST || value <= high);
}

/* --- sums of one customer ----------------------------------------------------------------- */

typedef struct {
  gint64 net, margin, largest, pieces, spent_on, kept;
  int visits, returns, bought, returned;
  gboolean price_fits;
  RgDay first, last;
  GHashTable *categories;
} Sums;

static void
sums_add_lines (Sums *sums, const Plain *plain, const RgRule *rule, const PlainReceipt *receipt)
{
  gboolean returns = FALSE, returned = FALSE;

  for (guint i = 0; i < receipt->lines->len; i++)
    {
      const PlainLine *line = &g_array_index (receipt->lines, PlainLine, i);
      const PlainProduct *product = plain_product_of (plain, line->product);
      const gboolean meant = rule->kind->list >= RG_LIST_PRODUCTS &&
                             plain_means (plain, rule, rule->names, line->product);

      if (line->has_cost && (line->kind == RG_LINE_SALE || line->kind == RG_LINE_RETURN))
        sums->margin += line->net_minor - line->cost_minor;
      if (line->kind == RG_LINE_SALE)
        {
          sums->pieces += line->quantity_milli;
          sums->kept += meant ? line->quantity_milli : 0;
          if (product != NULL && product->category != NULL && line->quantity_milli > 0)
            g_hash_table_add (sums->categories, product->category);
        }
      if (line->kind == RG_LINE_RETURN)
        {
          returns = TRUE;
          returned |= meant;
          sums->kept -= meant ? ABS (line->quantity_milli) : 0;
        }
      if (meant && line->kind == RG_LINE_SALE && line->quantity_milli > 0)
        sums->price_fits |=
          plain_compares (rule, line->net_minor * powl (10, 6 - plain->digits) * 1000 /
                                  line->quantity_milli);
      if (meant && (line->kind == RG_LINE_SALE || line->kind == RG_LINE_RETURN))
        sums->spent_on += line->net_minor;
    }
  sums->returns += returns;
  sums->returned += returned;
}

static Sums
sums_of (const Plain *plain, gint64 id, const RgRule *rule)
{
  Sums sums = { .first = RG_DAY_NONE, .last = RG_DAY_NONE,
                .categories = g_hash_table_new (g_str_hash, g_str_equal) };

  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose != id || !plain_looks_at (plain, rule, receipt))
        continue;
      sums.net += net_of (receipt);
      sums_add_lines (&sums, plain, rule, receipt);
      if (rule->kind->list >= RG_LIST_PRODUCTS)
        sums.bought += plain_sells (plain, rule, rule->names, receipt);
      if (!plain_is_visit (receipt))
        continue;
      sums.largest = sums.visits == 0 ? net_of (receipt) : MAX (sums.largest, net_of (receipt));
      sums.visits++;
      sums.first = sums.first == RG_DAY_NONE ? receipt->day : MIN (sums.first, receipt->day);
      sums.last = MAX (sums.last, receipt->day);
    }
  return sums;
}

int
plain_compare_days (gconstpointer a, gconstpointer b)
{
  return *(const RgDay *) a - *(const RgDay *) b;
}

void
plain_only_different (GArray *days)
{
  g_array_sort (days, plain_compare_days);
  for (guint i = 1; i < days->len;)
    if (g_array_index (days, RgDay, i) == g_array_index (days, RgDay, i - 1))
      g_array_remove_index (days, i);
    else
      i++;
}

/* Different days of visits, ascending. */
static GArray *
visit_days (const Plain *plain, gint64 id)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RgDay));

  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == id && plain_is_visit (receipt))
        g_array_append_val (days, receipt->day);
    }
  plain_only_different (days);
  return days;
}

/* Linear between neighbours, halves up; gaps ascending. */
int
plain_quantile (const GArray *gaps, double part)
{
  const double place = part * (gaps->len - 1);
  const guint below = (guint) floor (place + 1e-9);
  const int low = g_array_index (gaps, int, below);
  const int high = g_array_index (gaps, int, MIN (below + 1, gaps->len - 1));

  return (int) floor (low + (place - below) * (high - low) + 0.5 + 1e-9);
}

/* 0: no rhythm; else the gap that a part of all gaps is not longer than. */
static int
usual_gap (const Plain *plain, gint64 id, double part, RgDay *last)
{
  g_autoptr (GArray) days = visit_days (plain, id);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));

  if (days->len < 5)
    return 0;
  for (guint i = 1; i < days->len; i++)
    {
      const int gap = g_array_index (days, RgDay, i) - g_array_index (days, RgDay, i - 1);

      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, plain_compare_days);
  *last = g_array_index (days, RgDay, days->len - 1);
  return plain_quantile (gaps, part);
}

/* --- beside everybody --------------------------------------------------------------------- */

typedef gint64 (*Standing) (const Plain *plain, const Sums *sums);

static gint64
by_recency (const Plain *plain, const Sums *sums)
{
  return MIN (sums->last, plain->today);
}

static gint64
by_frequency (const Plain *plain, const Sums *sums)
{
  return sums->visits;
}

static gint64
by_money (const Plain *plain, const Sums *sums)
{
  return sums->net;
}

/* Where the first of those who are equal to somebody would stand, as ntile (5) counts. */
static int
score_of (const Plain *plain, gint64 id, const RgRule *rule, Standing standing)
{
  const RgRule ever = { .kind = rule->kind };
  Sums mine = sums_of (plain, id, &ever);
  guint n = 0, below = 0;
  gint64 value = standing (plain, &mine);

  g_hash_table_unref (mine.categories);
  if (mine.visits == 0)
    return 0;
  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *other = plain->people->pdata[i];
      Sums theirs;

      if (other->merged_into != 0)
        continue;
      theirs = sums_of (plain, other->id, &ever);
      n += theirs.visits > 0;
      below += theirs.visits > 0 && standing (plain, &theirs) < value;
      g_hash_table_unref (theirs.categories);
    }
  for (guint part = 0, end = 0;; part++)
    {
      end += n / 5 + (part < n % 5);
      if (below < end)
        return (int) part + 1;
    }
}

/* The grid as it is published, by recency from 1 to 5, each by frequency from 1 to 5. */
static gboolean
region_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  static const char *const grid[5][5] = {
    { "gone", "gone", "slipping", "slipping", "missed" },
    { "long-away", "long-away", "slipping", "slipping", "missed" },
    { "quiet", "quiet", "middle", "loyal", "loyal" },
    { "second-visit", "growing", "growing", "loyal", "loyal" },
    { "new", "growing", "growing", "best", "best" },
  };
  const int recency = score_of (plain, id, rule, by_recency);
  const int frequency = score_of (plain, id, rule, by_frequency);

  return recency > 0 && g_str_equal (grid[recency - 1][frequency - 1],
                                     rule->kind->choices[rule->has].word);
}

/* 1 top, 2 middle, 3 rest, 0 none. */
static int
band_of (const Plain *plain, gint64 id, const RgRule *rule)
{
  const RgRule ever = { .kind = rule->kind };
  Sums mine = sums_of (plain, id, &ever);
  double all = 0, above = 0;

  g_hash_table_unref (mine.categories);
  if (mine.net <= 0)
    return 0;
  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *other = plain->people->pdata[i];
      Sums theirs;

      if (other->merged_into != 0)
        continue;
      theirs = sums_of (plain, other->id, &ever);
      all += (double) MAX (theirs.net, 0);
      above += theirs.net > mine.net ? (double) theirs.net : 0;
      g_hash_table_unref (theirs.categories);
    }
  return above * 100 < all * 80 ? 1 : above * 100 < all * 95 ? 2 : 3;
}

/* --- numbers ------------------------------------------------------------------------------ */

gboolean
plain_is (const RgRule *rule, const char *keyword)
{
  return g_str_equal (rule->kind->keyword, keyword);
}

gboolean
plain_begins (const RgRule *rule, const char *keyword)
{
  return g_str_has_prefix (rule->kind->keyword, keyword);
}

static gboolean
change_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  const RgRule now = { .kind = rule->kind, .window = { .mode = RG_WINDOW_LAST, .days = 365 } };
  const RgRule then = { .kind = rule->kind,
                        .window = { .mode = RG_WINDOW_BETWEEN, .from = plain->today - 729,
                                    .to = plain->today - 365 } };
  Sums a = sums_of (plain, id, &now), b = sums_of (plain, id, &then);

  g_hash_table_unref (a.categories);
  g_hash_table_unref (b.categories);
  return b.net > 0 && plain_compares (rule, (long double) (a.net - b.net) * 100 / b.net);
}

static gboolean
share_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  const RgRule all = { .kind = rule->kind, .window = rule->window };
  Sums some = sums_of (plain, id, rule), every = sums_of (plain, id, &all);

  g_hash_table_unref (some.categories);
  g_hash_table_unref (every.categories);
  return every.visits > 0 && plain_compares (rule, (long double) some.visits * 100 / every.visits);
}

static gboolean
sums_hold (const Plain *plain, const RgRule *rule, const Sums *sums)
{
  const long double micro = powl (10, 6 - plain->digits);

  if (plain_is (rule, "spend"))
    return plain_compares (rule, sums->net * micro);
  if (plain_is (rule, "margin"))
    return plain_compares (rule, sums->margin * micro);
  if (plain_is (rule, "visits"))
    return plain_compares (rule, sums->visits);
  if (plain_is (rule, "basket"))
    return sums->visits > 0 && plain_compares (rule, sums->net * micro / sums->visits);
  if (plain_is (rule, "largest purchase"))
    return sums->visits > 0 && plain_compares (rule, sums->largest * micro);
  if (plain_is (rule, "items"))
    return plain_compares (rule, sums->pieces / 1000.0L);
  if (plain_is (rule, "categories"))
    return plain_compares (rule, g_hash_table_size (sums->categories));
  if (plain_is (rule, "returns"))
    return plain_compares (rule, sums->returns);
  if (plain_begins (rule, "bought "))
    return plain_compares (rule, sums->bought);
  if (plain_begins (rule, "never bought "))
    return sums->bought == 0;
  if (plain_begins (rule, "kept "))
    return plain_compares (rule, sums->kept / 1000.0L);
  if (plain_begins (rule, "spent on "))
    return plain_compares (rule, sums->spent_on * micro);
  if (plain_begins (rule, "paid for "))
    return sums->price_fits;
  if (plain_begins (rule, "returned "))
    return plain_compares (rule, sums->returned);
  g_error ("nobody knows plainly what “%s” is", rule->kind->keyword);
}

/* --- one customer, one rule --------------------------------------------------------------- */

static gboolean
rhythm_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  g_autoptr (GArray) days = visit_days (plain, id);
  RgDay last = RG_DAY_NONE;
  const int gap = usual_gap (plain, id, plain_is (rule, "usual gap") ? 0.5 : 0.9, &last);
  static const char *const words[] = { "overdue", "kept", "unknown" };

  if (plain_is (rule, "usual gap"))
    return days->len >= 5 && plain_compares (rule, gap);
  if (plain_is (rule, "stage"))
    return rg_stage_of_days ((const RgDay *) (gpointer) days->data, days->len, plain->today)
             .stage == rule->has;
  return g_str_equal (rule->kind->choices[rule->has].word,
                      words[days->len < 5 ? 2 : plain->today - last > gap ? 0 : 1]);
}

static gboolean
purchase_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  const RgRule ever = { .kind = rule->kind };
  gboolean holds;
  Sums sums;

  if (plain_begins (rule, "last bought ") || plain_begins (rule, "came back ") ||
      plain_begins (rule, "stayed away "))
    return plain_sequence_holds (plain, rule, id);
  if (plain_begins (rule, "warranty ") || plain_begins (rule, "no warranty ") ||
      plain_begins (rule, "lifetime ") || plain_begins (rule, "no lifetime "))
    return plain_lasts_holds (plain, rule, id);
  if (strstr (rule->kind->keyword, "looked at") != NULL || plain_begins (rule, "left ") ||
      plain_begins (rule, "never left "))
    return plain_acts_hold (plain, rule, id);
  if (plain_begins (rule, "due again "))
    return plain_again_holds (plain, rule, id);
  if (plain_is (rule, "share of visits"))
    return share_holds (plain, rule, id);
  if (plain_is (rule, "change of spend"))
    return change_holds (plain, rule, id);
  if (plain_is (rule, "usual gap") || plain_is (rule, "stage") || plain_is (rule, "rhythm"))
    return rhythm_holds (plain, rule, id);
  if (g_str_has_suffix (rule->kind->keyword, " score"))
    {
      const int score = score_of (plain, id, rule,
                                  plain_is (rule, "recency score")     ? by_recency
                                  : plain_is (rule, "frequency score") ? by_frequency : by_money);

      return score > 0 && plain_compares (rule, score);
    }
  if (plain_is (rule, "rfm group"))
    return region_holds (plain, rule, id);
  if (plain_is (rule, "sales band"))
    return band_of (plain, id, rule) == (int) rule->has + 1;
  if (plain_is (rule, "first visit") || plain_is (rule, "last visit") ||
      plain_is (rule, "not since") ||
      plain_is (rule, "first-visit anniversary in"))
    {
      const Sums all = sums_of (plain, id, &ever);

      g_hash_table_unref (all.categories);
      if (all.first == RG_DAY_NONE)
        return FALSE;
      if (plain_is (rule, "not since"))
        return all.last <= plain->today - rule->low;
      if (plain_begins (rule, "first-visit"))
        return day_comes_round (plain, &rule->window, all.first);
      return plain_in_window (plain, &rule->window,
                              plain_is (rule, "first visit") ? all.first : all.last);
    }
  sums = sums_of (plain, id, rule);
  holds = sums_hold (plain, rule, &sums);
  g_hash_table_unref (sums.categories);
  return holds;
}

static gboolean
household_holds (const Plain *plain, const RgRule *rule, const PlainPerson *person)
{
  long double people = 0, spend = 0;

  if (person->household == 0)
    return FALSE;
  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *other = plain->people->pdata[i];
      Sums sums;

      if (other->merged_into != 0 || other->household != person->household)
        continue;
      sums = sums_of (plain, other->id, rule);
      g_hash_table_unref (sums.categories);
      spend += sums.net;
      people++;
    }
  return plain_compares (rule, plain_is (rule, "household") ? people
                                                      : spend * powl (10, 6 - plain->digits));
}

static gboolean
permission_holds (const Plain *plain, const RgRule *rule, const PlainPerson *person)
{
  if (person->permission[rule->channel] != rule->permission)
    return FALSE;
  return rule->window.mode == RG_WINDOW_EVER ||
         (rule->permission != RG_PERMISSION_UNKNOWN &&
          plain_in_window (plain, &rule->window, person->since[rule->channel]));
}

/* Without the "not". */
static gboolean
holds (const Plain *plain, const RgRule *rule, const PlainPerson *person)
{
  if (rg_op_is_part (rule->op) &&
      (plain_is (rule, "name") || plain_is (rule, "city") || plain_is (rule, "country")))
    return plain_has_part (rule, plain_is (rule, "city") ? person->city : plain_is (rule, "country")
                             ? person->country : person->name);
  if (plain_is (rule, "postcode"))
    return plain_has_part (rule, person->postcode);
  if (plain_is (rule, "country"))
    return plain_named (rule->names, person->country);
  if (plain_is (rule, "city"))
    return plain_named (rule->names, person->city);
  if (plain_is (rule, "age"))
    return person->born != RG_DAY_NONE && person->born <= plain->today &&
           plain_compares (rule, rg_day_years_between (person->born, plain->today));
  if (plain_begins (rule, "birthday in"))
    return plain_birthday_holds (plain, rule, person);
  if (plain_is (rule, "text") && rg_op_is_part (rule->op))
    return plain_has_edge (person, rule);
  if (plain_is (rule, "text"))
    return plain_has_words (person, rule->names[0]);
  if (plain_is (rule, "joined"))
    return person->joined != RG_DAY_NONE && plain_in_window (plain, &rule->window, person->joined);
  if (plain_begins (rule, "joining anniversary"))
    return day_comes_round (plain, &rule->window, person->joined);
  if (plain_is (rule, "has"))
    return (person->flags >> rule->has & 1) != 0;
  if (plain_is (rule, "kilometres from"))
    return plain_distance_holds (rule, person);
  if (plain_is (rule, "prefers"))
    return plain_prefers_holds (plain, rule, person);
  if (plain_is (rule, "tag"))
    return plain_has_tag (plain, rule->names, person->id);
  if (plain_is (rule, "tags"))
    return plain_has_tags (plain, rule, person->id);
  if (plain_is (rule, "permission"))
    return permission_holds (plain, rule, person);
  if (strstr (rule->kind->keyword, "points") != NULL)
    return plain_points_hold (plain, rule, person->id);
  if (strstr (rule->kind->keyword, "tickets") != NULL ||
      strstr (rule->kind->keyword, "enquiries") != NULL)
    return plain_tickets_hold (plain, rule, person->id);
  if (plain_begins (rule, "household"))
    return household_holds (plain, rule, person);
  if (plain_is (rule, "field") || plain_is (rule, "fact")) /* the shop has none: test-rule-own.c */
    return FALSE;
  return purchase_holds (plain, rule, person->id);
}

/* Of rules about saved segments, without the "not"; NULL for all others. */
static guint8 *
by_name (const Plain *plain, const RgRule *rule)
{
  if (plain_is (rule, "segment"))
    return plain_saved (plain, rule);
  if (plain_is (rule, "chosen for") || plain_is (rule, "not chosen for"))
    return plain_by_hand (plain, rule, TRUE);
  if (plain_is (rule, "left out of") || plain_is (rule, "not left out of"))
    return plain_by_hand (plain, rule, FALSE);
  return NULL;
}

guint8 *
plain_rule (const Plain *plain, const RgRule *rule)
{
  g_autofree guint8 *saved = by_name (plain, rule);
  const gboolean not = rg_op_is_not (rule->op, NULL) || plain_is (rule, "not chosen for") ||
                       plain_is (rule, "not left out of") ||
                       plain_begins (rule, "no warranty ") || plain_begins (rule, "no lifetime ");
  guint8 *out = g_new0 (guint8, plain->people->len + 1);

  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *person = plain->people->pdata[i];
      const gboolean in = person->merged_into != 0 ? FALSE
                          : saved != NULL          ? saved[i] : holds (plain, rule, person);

      if (person->merged_into == 0)
        out[i] = in != not;
    }
  return out;
}
