/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about days of somebody's life: their birthday, and since when they come. */
#include "config.h"

#include "rules/rg-ages.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include <string.h>

/* --- days --------------------------------------------------------------------------------- */

/* Days of the year, as of rg_anniversaries(): mostly one run of them, or two around new year, which
 * the processor compares for many customers at once. */
typedef struct {
  const guint8 *wanted;
  guint n_runs; /* 0: none, or more than fit */
  guint16 first[2], span[2];
} RgYearDays;

static gboolean
rg_is_day_of_year (guint at)
{
  static const guint8 lengths[] = { 0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return at % 32 != 0 && at % 32 <= lengths[at / 32];
}

static RgYearDays
rg_year_days_new (const guint8 *wanted)
{
  RgYearDays days = { .wanted = wanted };
  gboolean before = FALSE;

  for (guint at = 0; at < RG_ANNIVERSARIES; at++)
    {
      if (!rg_is_day_of_year (at))
        continue;
      if (wanted[at] && !before && days.n_runs++ < 2)
        days.first[days.n_runs - 1] = (guint16) at;
      if (wanted[at] && days.n_runs <= 2)
        days.span[days.n_runs - 1] = (guint16) at - days.first[days.n_runs - 1];
      before = wanted[at];
    }
  if (days.n_runs > 2)
    days.n_runs = 0;
  return days;
}

static void
rg_flag_anniversaries (const RgCustomerChunk *chunk, gconstpointer data, guint8 *restrict flags)
{
  const RgYearDays *days = data;
  const guint16 *restrict birthday = chunk->birthday;
  const guint n = chunk->n;

  for (guint r = 0; r < days->n_runs; r++)
    {
      const guint16 first = days->first[r], span = days->span[r];

      for (guint i = 0; i < n; i++)
        flags[i] |= (guint16) (birthday[i] - first) <= span;
    }
  for (guint i = 0; days->n_runs == 0 && i < n; i++)
    flags[i] = days->wanted[birthday[i]];
}

static RgBitset *
rg_scan_anniversaries (const RgDataset *dataset, const guint8 *wanted)
{
  const RgYearDays days = rg_year_days_new (wanted);

  return rg_scan_chunks (dataset, rg_flag_anniversaries, &days);
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

static void
rg_birthday_days (const RgRule *rule, const RgSegmentContext *context, guint8 *wanted)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  rg_anniversaries (from, to, wanted);
}

static RgBitset *
rg_scan_birthday (const RgRule *rule, const RgSegmentContext *context)
{
  guint8 wanted[RG_ANNIVERSARIES];

  rg_birthday_days (rule, context, wanted);
  return rg_scan_anniversaries (context->dataset, wanted);
}

/* have, had: of days to come, and of such as are past. */
static char *
rg_yearly_phrase (const RgRule *rule, const char *have, const char *had)
{
  const RgWindow *window = &rule->window;
  const gboolean past = (window->mode == RG_WINDOW_LAST && window->days > 1) ||
                        (window->mode == RG_WINDOW_CALENDAR && window->offset < 0);
  g_autofree char *when = rg_window_text (window);

  return rg_fill (past ? had : have, when);
}

static char *
rg_birthday_phrase (const RgRule *rule, const char *currency)
{
  /* Translators, here and below: of customers: when: “today”, “in the next 14 days”. */
  return rg_yearly_phrase (rule, _("have their birthday %s"), _("had their birthday %s"));
}

guint8 *
rg_anniversary_days (RgDay first, guint n, RgDay from, RgDay to)
{
  const RgDay end = first + (RgDay) n;
  guint8 *wanted = g_new0 (guint8, n + 1);
  guint8 of_year[RG_ANNIVERSARIES];
  guint16 at[RG_ANNIVERSARIES];
  guint n_at = 0;
  int year, month, mday;

  rg_anniversaries (from, to, of_year);
  for (guint i = 0; i < RG_ANNIVERSARIES; i++)
    if (of_year[i] && rg_is_day_of_year (i))
      at[n_at++] = (guint16) i;
  rg_day_to_ymd (first, &year, &month, &mday);
  for (RgDay start; n > 0 && (start = rg_day_from_ymd (year, 1, 1)) < MIN (from, end); year++)
    for (guint i = 0; i < n_at; i++)
      {
        const RgDay day = rg_day_from_ymd (year, at[i] / 32, at[i] % 32);

        if (day != RG_DAY_NONE && day >= first && day < MIN (from, end))
          wanted[day - first] = 1;
      }
  return wanted;
}

/* Nothing that happened to a customer is older. */
#define RG_DAYS_SINCE 365250

/* The days that have their anniversary from one day to another, of those that there are. */
typedef struct {
  RgDay first, last; /* that there are: none before */
  guint n;
  guint8 *wanted;    /* a byte a day, and one for what is not among them */
} RgYearsSince;

static void
rg_years_since_widen (RgYearsSince *years, const RgDay *days, guint n)
{
  RgDay first = years->first, last = years->last;

  for (guint i = 0; i < n; i++)
    {
      first = days[i] != RG_DAY_NONE ? MIN (first, days[i]) : first;
      last = days[i] != RG_DAY_NONE ? MAX (last, days[i]) : last;
    }
  years->first = first;
  years->last = last;
}

static void
rg_years_since_set (RgYearsSince *years, RgDay from, RgDay to)
{
  years->first = MAX (years->first, from - RG_DAYS_SINCE);
  years->n = years->first <= years->last ? (guint) (years->last - years->first) + 1 : 0;
  years->wanted = rg_anniversary_days (years->first, years->n, from, to);
}

static void
rg_years_since_flag (const RgYearsSince *years, const RgDay *days, guint n, guint8 *restrict flags)
{
  const guint8 *wanted = years->wanted;
  const guint first = (guint) years->first, most = years->n;

  for (guint i = 0; i < n; i++)
    flags[i] = wanted[MIN ((guint) days[i] - first, most)];
}

/* Whose day of `days`, by position, has its anniversary from one day to another. */
static RgBitset *
rg_scan_years_since (const RgDataset *dataset, const RgDay *days, RgDay from, RgDay to)
{
  g_autofree guint8 *flags = g_new (guint8, dataset->n_customers + 1);
  RgYearsSince years = { .first = G_MAXINT32, .last = G_MININT32 };

  rg_years_since_widen (&years, days, dataset->n_customers);
  rg_years_since_set (&years, from, to);
  rg_years_since_flag (&years, days, dataset->n_customers, flags);
  g_free (years.wanted);
  return rg_flags_to_live (flags, dataset);
}

static void
rg_flag_joined (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags)
{
  const RgDay *span = data;

  rg_day_column_flag (&chunk->joined, span[0], span[1], flags);
}

static RgBitset *
rg_scan_joined (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay span[2];

  rg_window_days (&rule->window, context, &span[0], &span[1]);
  return rg_scan_chunks (context->dataset, rg_flag_joined, span);
}

static char *
rg_joined_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDay joined = rg_dataset_joined (context->dataset, 0);
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

static void
rg_flag_joined_years (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags)
{
  const RgYearsSince *years = data;

  rg_day_column_flag_wanted (&chunk->joined, chunk->n, years->wanted, years->first, years->n,
                             flags);
}

/* The days that there may be, which takes less than looking for those that there are. */
static void
rg_years_since_joined (RgYearsSince *years, const RgDataset *dataset, RgDay to)
{
  RgDay joined[RG_CHUNK_SIZE];

  years->first = RG_DAY_NEAR_FIRST;
  years->last = MIN (to, RG_DAY_NEAR_LAST);
  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);

      if (chunk->joined.far == NULL)
        continue;
      rg_day_column_read (&chunk->joined, chunk->n, joined);
      rg_years_since_widen (years, joined, chunk->n);
    }
}

static RgBitset *
rg_scan_joined_anniversary (const RgRule *rule, const RgSegmentContext *context)
{
  RgYearsSince years = { 0 };
  RgDay from, to;
  RgBitset *set;

  rg_window_days (&rule->window, context, &from, &to);
  rg_years_since_joined (&years, context->dataset, to);
  rg_years_since_set (&years, from, to);
  set = rg_scan_chunks (context->dataset, rg_flag_joined_years, &years);
  g_free (years.wanted);
  return set;
}

static char *
rg_joined_anniversary_phrase (const RgRule *rule, const char *currency)
{
  return rg_yearly_phrase (rule, _("have their anniversary as customers %s"),
                           _("had their anniversary as customers %s"));
}

static RgBitset *
rg_scan_first_anniversary (const RgRule *rule, const RgSegmentContext *context)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  return rg_scan_years_since (context->dataset, rg_dataset_facts (context->dataset)->first_day,
                              from, to);
}

static char *
rg_first_anniversary_phrase (const RgRule *rule, const char *currency)
{
  return rg_yearly_phrase (rule, _("have the anniversary of their first visit %s"),
                           _("had the anniversary of their first visit %s"));
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
rg_data_has_born (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_dataset_born (dataset, p) != RG_DAY_NONE)
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
    if (rg_dataset_joined (dataset, p) != RG_DAY_NONE)
      return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_joined = {
  .has = rg_data_has_joined, .none = N_("No data: it is not known since when anybody comes."),
};

/* --- facts about one person --------------------------------------------------------------- */

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
rg_birthday_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  RgDay from, to;

  rg_window_days (&rule->window, context, &from, &to);
  /* Translators: what would turn a rule: two days. */
  return rg_turn_day_of_year (turn, from, to,
                              turn->wanted
                                ? _("It would be otherwise with a birthday from %s to %s.")
                                : _("It would be otherwise with a birthday not from %s to %s."),
                              turn->wanted
                                ? _("Write down their birthday.")
                                : _("It would be otherwise if their birthday were not known."));
}

/* The same days four years ago, which have the same names. */
static char *
rg_anniversary_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const gboolean visits = rule->kind->need == &rg_need_purchases;
  RgDay first, from, to;

  rg_window_days (&rule->window, context, &from, &to);
  first = rg_day_add_months (from, -48);
  to = first + (to - from);
  if (visits && rg_dataset_facts (context->dataset)->first_day[0] == RG_DAY_NONE)
    /* Translators: what would turn a rule about the anniversary of the first visit: two days. */
    return rg_turn_day_of_year (turn, first, to,
                                _("It would take a visit from %s to %s, or on such a day of an "
                                  "earlier year."), _("It would take a visit in an earlier year."));
  return rg_turn_anniversary (turn, first, to,
                              visits ? _("It would be otherwise if they had never come.")
                                     : _("It would be otherwise if that were not known."));
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
rg_birthday_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  guint8 wanted[RG_ANNIVERSARIES];

  rg_birthday_days (rule, rg_claims_context (claims), wanted);
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
  /* Translators: of customers: %s is "at least 30 years". */
  { "age", N_("Age"), "age between 25 and 40", RG_CHAPTER_PERSON,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .first = 18, .most = RG_AGE_MAX, .scan = rg_scan_age,
    .measure = rg_measure_age,
    /* Translators: of one customer: %s is "30 years". */
    .about = N_("are %s old"), .about_one = N_("is %s old"), .unit = rg_unit_years,
    .need = &rg_need_born },
  { "birthday in", N_("Birthday"), "birthday in next 14 days", RG_CHAPTER_PERSON,
    RG_FIELD_YEARLY, .ahead = 14, .most = 366, .scan = rg_scan_birthday,
    .phrase = rg_birthday_phrase, .fact = rg_birthday_fact,
    .claims = rg_birthday_claims, .turn = rg_birthday_turn,
    .need = &rg_need_birthday },
  { "birthday in month", N_("Birthday in a Month"), "birthday in month 5", RG_CHAPTER_PERSON,
    RG_FIELD_MONTH, .most = 12, .scan = rg_scan_birthday_month,
    .phrase = rg_birthday_month_phrase, .fact = rg_birthday_fact,
    .claims = rg_birthday_month_claims, .turn = rg_birthday_month_turn,
    .need = &rg_need_birthday },
  { "joined", N_("Customer Since"), "joined in last 30 days", RG_CHAPTER_PERSON,
    RG_FIELD_WINDOW, .scan = rg_scan_joined, .phrase = rg_joined_phrase,
    .fact = rg_joined_fact, .claims = rg_joined_claims,
    .turn = rg_joined_turn, .need = &rg_need_joined },
  { "joining anniversary in", N_("Anniversary as a Customer"),
    "joining anniversary in next 14 days", RG_CHAPTER_PERSON, RG_FIELD_YEARLY, .ahead = 14,
    .most = 366, .scan = rg_scan_joined_anniversary, .phrase = rg_joined_anniversary_phrase,
    .fact = rg_joined_fact, .turn = rg_anniversary_turn, .need = &rg_need_joined },
  { "first-visit anniversary in", N_("Anniversary of the First Visit"),
    "first-visit anniversary in next 14 days", RG_CHAPTER_PERSON, RG_FIELD_YEARLY, .ahead = 14,
    .most = 366, .scan = rg_scan_first_anniversary, .phrase = rg_first_anniversary_phrase,
    .fact = rg_first_anniversary_fact, .claims = rg_rule_claims_ever, .turn = rg_anniversary_turn,
    .need = &rg_need_purchases },
  { NULL },
};
