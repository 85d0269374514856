/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about who somebody is. */
#include "config.h"

#include "rules/rg-ages.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include "base/rg-fold.h"

#include <string.h>

/* --- places ------------------------------------------------------------------------------- */

/* A few names are compared, which the processor does for many customers at once; more are looked
 * up. */
#define RG_FEW_NAMES 8

typedef struct {
  const guint8 *match; /* one byte a name, and 0 for none */
  guint n;
  guint32 few[RG_FEW_NAMES];
  guint n_few; /* 0: many */
} RgWanted;

static RgWanted
rg_wanted_new (const guint8 *match, guint n)
{
  RgWanted wanted = { .match = match, .n = n };

  for (guint i = 0; i < n; i++)
    {
      if (match[i] && wanted.n_few == RG_FEW_NAMES)
        {
          wanted.n_few = 0;
          break;
        }
      if (match[i])
        wanted.few[wanted.n_few++] = i;
    }
  return wanted;
}

/* out: all 0 before. */
static void
rg_wanted_mark (const RgWanted *wanted, const guint32 *column, guint n, guint8 *restrict out)
{
  for (guint k = 0; k < wanted->n_few; k++)
    {
      const guint32 one = wanted->few[k];

      for (guint i = 0; i < n; i++)
        out[i] |= column[i] == one;
    }
  for (guint i = 0; wanted->n_few == 0 && i < n; i++)
    out[i] = wanted->match[MIN (column[i], wanted->n)];
}

static RgBitset *
rg_scan_column (const RgRule *rule, const RgDataset *dataset, const RgNames *names, gsize offset)
{
  g_autofree guint8 *match = rg_rule_match_words (rule, names);
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);
  const RgWanted wanted = rg_wanted_new (match, names->n);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      const guint32 *column = (const guint32 *) (gconstpointer) ((const char *) chunk + offset);

      rg_wanted_mark (&wanted, column, chunk->n, flags + (gsize) c * RG_CHUNK_SIZE);
    }
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_country (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->countries,
                         G_STRUCT_OFFSET (RgCustomerChunk, country));
}

static RgBitset *
rg_scan_city (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->cities,
                         G_STRUCT_OFFSET (RgCustomerChunk, city));
}

static RgBitset *
rg_scan_postcode (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->postcodes,
                         G_STRUCT_OFFSET (RgCustomerChunk, postcode));
}

static char *
rg_postcode_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const guint at = RG_CUSTOMER_COLUMN (context->dataset, 0, postcode);

  /* Translators: of one customer: a postcode. */
  return at != RG_NOTHING
           ? g_strdup_printf (_("has the postcode %s"), context->dataset->postcodes.name[at])
           : g_strdup (_("not known"));
}

static char *
rg_place_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const gboolean city = rule->kind->list == RG_LIST_CITIES;
  const guint at = city ? RG_CUSTOMER_COLUMN (dataset, 0, city)
                        : RG_CUSTOMER_COLUMN (dataset, 0, country);
  const RgNames *names = city ? &dataset->cities : &dataset->countries;

  if (at == RG_NOTHING)
    return g_strdup (_("not known"));
  /* Translators: of one customer: a city or country. */
  return g_strdup_printf (_("lives in %s"), names->name[at]);
}

/* about: what has the part, "city". */
static char *
rg_part_phrase (const RgRule *rule, const char *about, const char *part)
{
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);

  switch (op)
    {
    case RG_OP_STARTS:
      /* Translators: of customers, here and below: a text, and what it is a part of: "name",
       * "city", "country", "postcode". */
      return g_strdup_printf (not ? _("do not have “%s” at the beginning of their %s")
                                  : _("have “%s” at the beginning of their %s"), part, about);
    case RG_OP_ENDS:
      return g_strdup_printf (not ? _("do not have “%s” at the end of their %s")
                                  : _("have “%s” at the end of their %s"), part, about);
    default:
      return g_strdup_printf (not ? _("do not have “%s” in their %s") : _("have “%s” in their %s"),
                              part, about);
    }
}

static char *
rg_place_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);

  if (rg_op_is_part (rule->op))
    return rg_part_phrase (rule, rule->kind->list == RG_LIST_CITIES ? _("city") : _("country"),
                           names);
  /* Translators: of customers: one or more cities or countries. */
  return g_strdup_printf (rule->op == RG_OP_IS_NOT ? _("do not live in %s") : _("live in %s"),
                          names);
}

/* --- days --------------------------------------------------------------------------------- */

static RgBitset *
rg_scan_anniversaries (const RgDataset *dataset, const guint8 *wanted)
{
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      const guint n = chunk->n;
      guint8 *restrict out = flags + (gsize) c * RG_CHUNK_SIZE;

      for (guint i = 0; i < n; i++)
        out[i] = wanted[chunk->birthday[i]];
    }
  return rg_flags_to_live (flags, dataset);
}

static char *
rg_birthday_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const guint birthday = RG_CUSTOMER_COLUMN (context->dataset, 0, birthday);
  g_autoptr (GDateTime) day = NULL;

  if (birthday == 0)
    return g_strdup (_("not known"));
  day = g_date_time_new_utc (2000, (int) birthday / 32, (int) birthday % 32, 0, 0, 0);
  /* Translators: a day of the year, of strftime(): "5 March". */
  return day != NULL ? g_date_time_format (day, _("%-d %B")) : NULL;
}

static RgBitset *
rg_scan_birthday_month (const RgRule *rule, const RgSegmentContext *context)
{
  guint8 wanted[RG_ANNIVERSARIES] = { 0 };

  memset (wanted + rule->low * 32, 1, 32);
  return rg_scan_anniversaries (context->dataset, wanted);
}

static const char *
rg_month_word (const RgRule *rule)
{
  static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
  };

  return _(months[CLAMP (rule->low, 1, 12) - 1]);
}

static char *
rg_birthday_month_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: the name of a month. */
  return rg_fill (_("have their birthday in %s"), rg_month_word (rule));
}

static RgBitset *
rg_scan_birthday_next (const RgRule *rule, const RgSegmentContext *context)
{
  guint8 wanted[RG_ANNIVERSARIES];

  rg_anniversaries (context->today, context->today + (RgDay) rule->low - 1, wanted);
  return rg_scan_anniversaries (context->dataset, wanted);
}

static char *
rg_birthday_next_phrase (const RgRule *rule, const char *currency)
{
  const int days = (int) rule->low;

  return g_strdup_printf (P_("have their birthday today",
                             "have their birthday in the next %d days", days), days);
}

static RgBitset *
rg_scan_birthday_last (const RgRule *rule, const RgSegmentContext *context)
{
  guint8 wanted[RG_ANNIVERSARIES];

  rg_anniversaries (context->today - (RgDay) rule->low + 1, context->today, wanted);
  return rg_scan_anniversaries (context->dataset, wanted);
}

static char *
rg_birthday_last_phrase (const RgRule *rule, const char *currency)
{
  const int days = (int) rule->low;

  return g_strdup_printf (P_("have their birthday today",
                             "had their birthday in the last %d days", days), days);
}

/* wanted[i]: whether day `first` + i has its anniversary from one day to another, but for that day
 * itself; n days. */
static guint8 *
rg_anniversary_days (RgDay first, guint n, RgDay from, RgDay to)
{
  guint8 *wanted = g_new0 (guint8, n + 1);
  guint8 of_year[RG_ANNIVERSARIES];

  rg_anniversaries (from, to, of_year);
  for (guint i = 0; i < n && first + (RgDay) i < from; i++)
    {
      int year, month, mday;

      rg_day_to_ymd (first + (RgDay) i, &year, &month, &mday);
      wanted[i] = of_year[month * 32 + mday];
    }
  return wanted;
}

/* Nothing that happened to a customer is older. */
#define RG_DAYS_SINCE 365250

/* Whose day of `days` has its anniversary from one day to another. */
static RgBitset *
rg_scan_years_since (const RgDataset *dataset, const RgDay *days, RgDay from, RgDay to)
{
  g_autofree guint8 *flags = g_new (guint8, dataset->n_customers + 1);
  g_autofree guint8 *wanted = NULL;
  RgDay first = G_MAXINT32, last = G_MININT32;
  guint n;

  for (guint p = 0; p < dataset->n_customers; p++)
    {
      first = days[p] != RG_DAY_NONE ? MIN (first, days[p]) : first;
      last = days[p] != RG_DAY_NONE ? MAX (last, days[p]) : last;
    }
  first = MAX (first, from - RG_DAYS_SINCE);
  n = first <= last ? (guint) (last - first) + 1 : 0;
  wanted = rg_anniversary_days (first, n, from, to);
  for (guint p = 0; p < dataset->n_customers; p++)
    flags[p] = wanted[MIN ((guint) days[p] - (guint) first, n)];
  return rg_flags_to_live (flags, dataset);
}

static RgDay *
rg_joined_days (const RgDataset *dataset)
{
  RgDay *days = g_new (RgDay, (gsize) rg_dataset_n_chunks (dataset) * RG_CHUNK_SIZE + 1);

  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      memcpy (days + (gsize) c * RG_CHUNK_SIZE, chunk->joined, chunk->n * sizeof *days);
    }
  return days;
}

static RgBitset *
rg_scan_joined (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree RgDay *days = rg_joined_days (context->dataset);
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_days (context->dataset, days, from, to);
}

static char *
rg_joined_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDay joined = RG_CUSTOMER_COLUMN (context->dataset, 0, joined);
  g_autofree char *day = joined != RG_DAY_NONE ? rg_day_format (joined) : NULL;

  /* Translators: of one customer: a day. */
  return day != NULL ? g_strdup_printf (_("became a customer on %s"), day)
                     : g_strdup (_("not known"));
}

static char *
rg_joined_phrase (const RgRule *rule, const char *currency)
{
  return rg_with_when (g_strdup (_("became customers")), rule);
}

static RgBitset *
rg_scan_joined_anniversary (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree RgDay *days = rg_joined_days (context->dataset);

  return rg_scan_years_since (context->dataset, days, context->today,
                              context->today + (RgDay) rule->low - 1);
}

static char *
rg_joined_anniversary_phrase (const RgRule *rule, const char *currency)
{
  const int days = (int) rule->low;

  return g_strdup_printf (P_("became customers on this day in an earlier year",
                             "have been customers for full years within the next %d days", days),
                          days);
}

static RgBitset *
rg_scan_first_anniversary (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_years_since (context->dataset, rg_dataset_facts (context->dataset)->first_day,
                              context->today, context->today + (RgDay) rule->low - 1);
}

static char *
rg_first_anniversary_phrase (const RgRule *rule, const char *currency)
{
  const int days = (int) rule->low;

  return g_strdup_printf (P_("came for the first time on this day in an earlier year",
                             "came for the first time full years before one of the next %d days",
                             days), days);
}

/* --- words -------------------------------------------------------------------------------- */

/* The name stands before the tab. */
static RgBitset *
rg_scan_name_edge (const RgRule *rule, const RgDataset *dataset)
{
  g_autofree guint8 *flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);
  g_autofree char *part = rg_fold (rule->names[0]);

  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, p >> RG_CHUNK_BITS);
      const char *text = chunk->text + chunk->text_start[p & (RG_CHUNK_SIZE - 1)];
      const char *tab = strchr (text, '\t');

      flags[p] = rg_text_has_part (rule->op, text, (gsize) (tab - text), part);
    }
  return rg_flags_to_live (flags, dataset);
}

static RgBitset *
rg_scan_name (const RgRule *rule, const RgSegmentContext *context)
{
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op != RG_OP_CONTAINS)
    return rg_scan_name_edge (rule, context->dataset);
  return rg_dataset_search_name (context->dataset, rule->names[0]);
}

static char *
rg_name_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);

  return rg_part_phrase (rule, _("name"), text);
}

static char *
rg_postcode_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);

  return rg_part_phrase (rule, _("postcode"), text);
}

/* A word begins behind a blank or at the beginning of a name or a text, and ends likewise. */
static gboolean
rg_text_has_edge (RgOp op, const char *found, gsize length)
{
  return strchr (" \t\n", op == RG_OP_STARTS ? found[-1] : found[length]) != NULL;
}

/* Cities stand apart from the texts: a byte a city and one for none. */
static guint8 *
rg_match_city_words (const RgNames *cities, RgOp op, const char *part)
{
  guint8 *match = g_new0 (guint8, cities->n + 1);

  for (guint i = 0; *part != '\0' && i < cities->n; i++)
    {
      g_autofree char *padded = g_strdup_printf (" %s ", cities->folded[i]);
      const char *at = padded;

      while (!match[i] && (at = strstr (at + 1, part)) != NULL)
        match[i] = rg_text_has_edge (op, at, strlen (part));
    }
  return match;
}

/* All texts of a chunk in one go; each ends with a new line. */
static void
rg_mark_words (const RgCustomerChunk *chunk, RgOp op, const char *part, guint8 *flags)
{
  const gsize length = strlen (part);
  const char *at = chunk->text, *end = chunk->text + chunk->text_start[chunk->n];
  guint i = 0;

  while (length > 0 && at < end && (at = memmem (at, (gsize) (end - at), part, length)) != NULL)
    {
      while (chunk->text_start[i + 1] <= (gsize) (at - chunk->text))
        i++;
      if ((op == RG_OP_STARTS && at == chunk->text) || rg_text_has_edge (op, at, length))
        flags[i] = 1;
      at = flags[i] ? chunk->text + chunk->text_start[i + 1] : at + 1;
    }
}

static RgBitset *
rg_scan_text (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *flags = NULL;
  g_autofree guint8 *cities = NULL;
  g_autofree char *part = NULL;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_CONTAINS)
    return rg_dataset_search (dataset, rule->names[0]);
  flags = g_new0 (guint8, dataset->n_customers + RG_CHUNK_SIZE);
  part = rg_fold (rule->names[0]);
  cities = rg_match_city_words (&dataset->cities, op, part);
  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      guint8 *out = flags + (gsize) c * RG_CHUNK_SIZE;

      for (guint i = 0; i < chunk->n; i++)
        out[i] = cities[MIN (chunk->city[i], dataset->cities.n)];
      rg_mark_words (chunk, op, part, out);
    }
  return rg_flags_to_live (flags, dataset);
}

static char *
rg_text_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);

  switch (op)
    {
    case RG_OP_STARTS:
      /* Translators: of customers, in their name, city, e-mail and the like: a text. */
      return rg_fill (not ? _("are not found with a word that begins with “%s”")
                          : _("are found with a word that begins with “%s”"), text);
    case RG_OP_ENDS:
      return rg_fill (not ? _("are not found with a word that ends with “%s”")
                          : _("are found with a word that ends with “%s”"), text);
    default:
      return rg_fill (not ? _("are not found with “%s”") : _("are found with “%s”"), text);
    }
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_birthday (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, birthday) != 0)
      return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_birthday = {
  .has = rg_data_has_birthday, .none = N_("No data: nobody’s birthday is known."),
};

static gboolean
rg_data_has_postcode (const RgDataset *dataset)
{
  return dataset->postcodes.n > 0;
}

static const RgRuleNeed rg_need_postcode = {
  .has = rg_data_has_postcode, .none = N_("No data: nobody’s postcode is known."),
};

static gboolean
rg_data_has_born (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, born) != RG_DAY_NONE)
      return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_born = {
  .has = rg_data_has_born, .none = N_("No data: nobody’s year of birth is known."),
};

static gboolean
rg_data_has_joined (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (RG_CUSTOMER_COLUMN (dataset, p, joined) != RG_DAY_NONE)
      return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_joined = {
  .has = rg_data_has_joined, .none = N_("No data: it is not known since when anybody comes."),
};

/* --- facts about one person --------------------------------------------------------------- */

/* As it is searched: folded. The name alone, or all of it. */
static char *
rg_text_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgCustomerChunk *chunk = rg_dataset_chunk (context->dataset, 0);
  g_autofree char *text = g_strndup (chunk->text, chunk->text_start[1] - chunk->text_start[0]);

  g_strdelimit (g_strchomp (text), g_str_equal (rule->kind->keyword, "name") ? "\t" : "",
                '\0');
  g_strdelimit (text, "\t", ' ');
  g_strstrip (text);
  /* Translators: of one customer: the words that they are found by. */
  return *text != '\0' ? g_strdup_printf (_("is found by “%s”"), text) : g_strdup (_("not known"));
}

static char *
rg_first_anniversary_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDay first = rg_dataset_facts (context->dataset)->first_day[0];
  g_autofree char *day = first != RG_DAY_NONE ? rg_day_format (first) : NULL;

  return day != NULL ? g_strdup_printf (_("came for the first time on %s"), day)
                     : g_strdup (_("not known"));
}

/* --- what would turn them ----------------------------------------------------------------- */

static char *
rg_words_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_turn_words (turn, rule);
}

static char *
rg_joined_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  if (rule->window.mode != RG_WINDOW_EVER)
    return rg_turn_day (turn, rule, context);
  turn->from = G_MININT32;
  turn->to = G_MAXINT32;
  return g_strdup (turn->wanted ? _("Write down since when they are a customer.")
                                : _("It would be otherwise if that were not known."));
}

static char *
rg_birthday_month_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  /* Translators: what would turn a rule: the name of a month. */
  return rg_fill (turn->wanted ? _("It would be otherwise with a birthday in %s.")
                               : _("It would be otherwise with a birthday not in %s."),
                  rg_month_word (rule));
}

/* One day of so many, or none of them. */
static char *
rg_birthday_turn (RgTurn *turn, RgDay from, RgDay to)
{
  /* Translators: what would turn a rule: two days. */
  return rg_turn_day_of_year (turn, from, to,
                              turn->wanted
                                ? _("It would be otherwise with a birthday from %s to %s.")
                                : _("It would be otherwise with a birthday not from %s to %s."));
}

/* The same days four years ago, which have the same names. */
static char *
rg_anniversary_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const RgDay from = rg_day_add_months (context->today, -48);

  if (rule->kind->need == &rg_need_purchases &&
      rg_dataset_facts (context->dataset)->first_day[0] == RG_DAY_NONE)
    return NULL;

  /* Translators: what would turn a rule about the anniversary of a day: two days. */
  return rg_turn_day_of_year (turn, from, from + (RgDay) rule->low - 1,
                              turn->wanted
                                ? _("It would be otherwise if that had been from %s to %s, or on "
                                    "such a day of an earlier year.")
                                : _("It would be otherwise if that had not been from %s to %s, "
                                    "nor on such a day of another year."));
}

static char *
rg_birthday_next_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_birthday_turn (turn, context->today, context->today + (RgDay) rule->low - 1);
}

static char *
rg_birthday_last_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_birthday_turn (turn, context->today - (RgDay) rule->low + 1, context->today);
}

/* --- what follows ------------------------------------------------------------------------- */

/* Of the days of a year those that are wanted, run by run; not: the others, or none known. */
static void
rg_claims_birthday (RgClaims *claims, const guint8 *wanted, gboolean not)
{
  gboolean begun = not;
  gint64 day = 0, from = -1;

  if (not)
    rg_claims_value (claims, "birthday", RG_CLAIM_LEAST, RG_CLAIM_MOST, TRUE);
  for (int month = 1; month <= 12; month++)
    for (int mday = 1; mday <= g_date_get_days_in_month (month, 2000); mday++, day++)
      {
        const gboolean in = (wanted[month * 32 + mday] != 0) != not;
        const gboolean last = month == 12 && mday == 31;

        from = in && from < 0 ? day : from;
        if (from < 0 || (in && !last))
          continue;
        if (begun)
          rg_claims_or (claims);
        begun = TRUE;
        rg_claims_value (claims, "birthday", from, in ? day : day - 1, FALSE);
        from = -1;
      }
}

static void
rg_birthday_month_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  guint8 wanted[RG_ANNIVERSARIES] = { 0 };

  memset (wanted + 32 * rule->low, 1, 32);
  rg_claims_birthday (claims, wanted, not);
}

static void
rg_birthday_next_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const RgDay today = rg_claims_context (claims)->today;
  guint8 wanted[RG_ANNIVERSARIES];

  rg_anniversaries (today, today + (RgDay) rule->low - 1, wanted);
  rg_claims_birthday (claims, wanted, not);
}

static void
rg_birthday_last_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const RgDay today = rg_claims_context (claims)->today;
  guint8 wanted[RG_ANNIVERSARIES];

  rg_anniversaries (today - (RgDay) rule->low + 1, today, wanted);
  rg_claims_birthday (claims, wanted, not);
}

static void
rg_joined_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  RgDay from, to;

  rg_window_days (&rule->window, rg_claims_context (claims), &from, &to);
  rg_claims_value (claims, "joined", from, to, not);
}

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_person_kinds[] = {
  { "country", N_("Country"), "country is \"Norway\" or \"Sweden\"", RG_CHAPTER_PERSON,
    RG_FIELD_NAMES, RG_OPS_TEXT, RG_LIST_COUNTRIES, .scan = rg_scan_country, .fact = rg_place_fact,
    .turn = rg_words_turn, .phrase = rg_place_phrase },
  { "city", N_("City"), "city is not \"Oslo\"", RG_CHAPTER_PERSON,
    RG_FIELD_NAMES, RG_OPS_TEXT, RG_LIST_CITIES, .scan = rg_scan_city,
    .phrase = rg_place_phrase, .fact = rg_place_fact, .turn = rg_words_turn },
  /* Translators: of customers: %s is "at least 30 years". */
  { "age", N_("Age"), "age between 25 and 40", RG_CHAPTER_PERSON,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .first = 18, .most = RG_AGE_MAX, .scan = rg_scan_age,
    .measure = rg_measure_age,
    /* Translators: of one customer: %s is "30 years". */
    .about = N_("are %s old"), .about_one = N_("is %s old"), .unit = rg_unit_years,
    .need = &rg_need_born },
  { "birthday in month", N_("Birthday in a Month"), "birthday in month 5", RG_CHAPTER_PERSON,
    RG_FIELD_MONTH, .most = 12, .scan = rg_scan_birthday_month,
    .phrase = rg_birthday_month_phrase, .fact = rg_birthday_fact,
    .claims = rg_birthday_month_claims, .turn = rg_birthday_month_turn,
    .need = &rg_need_birthday },
  { "birthday in next", N_("Birthday Soon"), "birthday in next 14 days", RG_CHAPTER_PERSON,
    RG_FIELD_DAYS, .first = 14, .most = 366, .scan = rg_scan_birthday_next,
    .phrase = rg_birthday_next_phrase, .fact = rg_birthday_fact,
    .claims = rg_birthday_next_claims, .turn = rg_birthday_next_turn,
    .need = &rg_need_birthday },
  { "birthday in last", N_("Birthday Just Past"), "birthday in last 7 days", RG_CHAPTER_PERSON,
    RG_FIELD_DAYS, .first = 7, .most = 366, .scan = rg_scan_birthday_last,
    .phrase = rg_birthday_last_phrase, .fact = rg_birthday_fact,
    .claims = rg_birthday_last_claims, .turn = rg_birthday_last_turn,
    .need = &rg_need_birthday },
  { "name", N_("Text in the Name"), "name contains \"ann\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_name,
    .phrase = rg_name_phrase, .fact = rg_text_fact, .turn = rg_words_turn },
  { "postcode", N_("Postcode"), "postcode starts with \"50\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_postcode, .phrase = rg_postcode_phrase,
    .fact = rg_postcode_fact, .turn = rg_words_turn, .need = &rg_need_postcode },
  { "text", N_("Text Anywhere"), "text contains \"example.org\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_text,
    .phrase = rg_text_phrase, .fact = rg_text_fact, .turn = rg_words_turn },
  { "joined", N_("Customer Since"), "joined in last 30 days", RG_CHAPTER_PERSON,
    RG_FIELD_WINDOW, .scan = rg_scan_joined, .phrase = rg_joined_phrase,
    .fact = rg_joined_fact, .claims = rg_joined_claims,
    .turn = rg_joined_turn, .need = &rg_need_joined },
  { "joining anniversary in next", N_("Customer for Full Years Soon"),
    "joining anniversary in next 14 days", RG_CHAPTER_PERSON, RG_FIELD_DAYS, .first = 14,
    .most = 366, .scan = rg_scan_joined_anniversary, .phrase = rg_joined_anniversary_phrase,
    .fact = rg_joined_fact, .turn = rg_anniversary_turn, .need = &rg_need_joined },
  { "first-visit anniversary in next", N_("First Visit Full Years Ago"),
    "first-visit anniversary in next 14 days", RG_CHAPTER_PERSON, RG_FIELD_DAYS, .first = 14,
    .most = 366, .scan = rg_scan_first_anniversary, .phrase = rg_first_anniversary_phrase,
    .fact = rg_first_anniversary_fact, .claims = rg_rule_claims_ever, .turn = rg_anniversary_turn,
    .need = &rg_need_purchases },
  { NULL },
};
