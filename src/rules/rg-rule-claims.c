/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Cases and claims, held against each other. */
#include "config.h"

#include "rules/rg-rule-claims.h"

#include "base/rg-fold.h"

/* With more cases, or claims in one, than this nothing is said: each is held against each. */
#define RG_CASES_MOST 64

typedef struct {
  char *about;
  gboolean things;    /* it counts things; else it is a number */
  gint64 low, high;
  RgRuleList list;    /* of things */
  char **names;       /* folded; NULL: all */
  RgDay from, to;
  RgWhere where;      /* with names of its own, folded */
} RgClaim;

struct _RgClaims {
  const RgSegmentContext *context;
  RgDay last;       /* after that day nothing was sold yet */
  GPtrArray *cases; /* GArray of RgClaim */
  gboolean many;    /* too much to be said */
};

static void
rg_claim_clear (RgClaim *claim)
{
  g_free (claim->about);
  g_strfreev (claim->names);
  g_strfreev (claim->where.locations);
}

void
rg_claims_or (RgClaims *claims)
{
  GArray *one = g_array_new (FALSE, FALSE, sizeof (RgClaim));

  g_array_set_clear_func (one, (GDestroyNotify) rg_claim_clear);
  g_ptr_array_add (claims->cases, one);
}

static char **
rg_names_fold (char *const *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_strv_builder_take (builder, rg_fold (names[i]));
  return names != NULL ? g_strv_builder_end (builder) : NULL;
}

/* Takes nothing: what is borrowed is copied. */
static void
rg_claims_add (RgClaims *claims, const char *about, RgClaim claim)
{
  GArray *last = claims->cases->pdata[claims->cases->len - 1];

  claims->many |= claims->cases->len > RG_CASES_MOST || last->len >= RG_CASES_MOST;
  if (claims->many)
    return;
  claim.about = g_strdup (about);
  claim.names = rg_names_fold (claim.names);
  claim.where.locations = rg_names_fold (claim.where.locations);
  g_array_append_val (last, claim);
}

const RgSegmentContext *
rg_claims_context (const RgClaims *claims)
{
  return claims->context;
}

void
rg_claims_free (RgClaims *claims)
{
  g_ptr_array_unref (claims->cases);
  g_free (claims);
}

RgClaims *
rg_claims_new (const RgRule *rule, gboolean not, const RgSegmentContext *context)
{
  g_autoptr (RgClaims) claims = g_new0 (RgClaims, 1);
  const RgDay last = context->dataset->last_day;

  claims->context = context;
  claims->last = last == RG_DAY_NONE ? context->today : MAX (context->today, last);
  claims->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  rg_claims_or (claims);
  not = not != rg_op_is_not (rule->op, NULL);
  (rule->kind->claims != NULL ? rule->kind->claims : rg_rule_claims_plain) (rule, not, claims);
  return !claims->many ? g_steal_pointer (&claims) : NULL;
}

/* --- against each other ------------------------------------------------------------------- */

static gboolean
rg_names_are_within (char *const *a, char *const *b)
{
  for (guint i = 0; a != NULL && b != NULL && a[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) b, a[i]))
      return FALSE;
  return a != NULL || b == NULL;
}

static gboolean
rg_where_is_within (const RgWhere *a, const RgWhere *b)
{
  return rg_names_are_within (a->locations, b->locations) &&
         (b->selling == RG_SELLING_ANY || a->selling == b->selling) &&
         (b->weekdays == 0 || (a->weekdays != 0 && (a->weekdays & ~b->weekdays) == 0)) &&
         (b->hour_from == b->hour_to ||
          (a->hour_from == b->hour_from && a->hour_to == b->hour_to)) &&
         (b->month_from == 0 ||
          (a->month_from == b->month_from && a->month_to == b->month_to));
}

/* Whatever the one counts the other counts, too. */
static gboolean
rg_things_are_within (const RgClaim *a, const RgClaim *b)
{
  return a->from >= b->from && a->to <= b->to && (b->names == NULL || a->list == b->list) &&
         rg_names_are_within (a->names, b->names) && rg_where_is_within (&a->where, &b->where);
}

static gboolean
rg_claim_excludes (const RgClaim *a, const RgClaim *b)
{
  if (a->things != b->things || !g_str_equal (a->about, b->about))
    return FALSE;
  if (!a->things)
    return a->high < b->low || b->high < a->low;
  return (a->low > b->high && rg_things_are_within (a, b)) ||
         (b->low > a->high && rg_things_are_within (b, a));
}

/* Of days on which nothing was sold yet. */
static gboolean
rg_claim_lies_ahead (const RgClaim *claim, RgDay last)
{
  return claim->things && claim->low > 0 && claim->from > last &&
         g_str_equal (claim->about, RG_CLAIM_SOLD);
}

static gboolean
rg_claim_is_impossible (const RgClaim *claim, RgDay last)
{
  return claim->low > claim->high || (claim->things && claim->low > 0 && claim->from > claim->to) ||
         rg_claim_lies_ahead (claim, last);
}

static gboolean
rg_case_is_impossible (const RgClaims *claims, const GArray *one)
{
  for (guint i = 0; i < one->len; i++)
    if (rg_claim_is_impossible (&g_array_index (one, RgClaim, i), claims->last))
      return TRUE;
  return FALSE;
}

static gboolean
rg_cases_exclude (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      if (rg_claim_excludes (&g_array_index (a, RgClaim, i), &g_array_index (b, RgClaim, k)))
        return TRUE;
  return FALSE;
}

static gboolean
rg_case_excludes (const RgClaims *a, const GArray *one, const RgClaims *b)
{
  if (rg_case_is_impossible (a, one) || rg_cases_exclude (one, one))
    return TRUE;
  for (guint k = 0; k < (b != NULL ? b->cases->len : 0); k++)
    if (!rg_case_is_impossible (b, b->cases->pdata[k]) &&
        !rg_cases_exclude (one, b->cases->pdata[k]))
      return FALSE;
  return b != NULL;
}

gboolean
rg_claims_exclude (const RgClaims *a, const RgClaims *b)
{
  for (guint i = 0; i < a->cases->len; i++)
    if (!rg_case_excludes (a, a->cases->pdata[i], b))
      return FALSE;
  return TRUE;
}

gboolean
rg_claims_lie_ahead (const RgClaims *claims)
{
  for (guint i = 0; i < claims->cases->len; i++)
    {
      const GArray *one = claims->cases->pdata[i];
      gboolean ahead = FALSE;

      for (guint k = 0; k < one->len; k++)
        ahead |= rg_claim_lies_ahead (&g_array_index (one, RgClaim, k), claims->last);
      if (!ahead)
        return FALSE;
    }
  return TRUE;
}

/* --- for the kinds ------------------------------------------------------------------------ */

/* Both sides of what it is not; where there is neither, nothing can be. */
static void
rg_claims_outside (RgClaims *claims, const char *about, RgClaim claim, gint64 least, gint64 most)
{
  RgClaim below = claim, above = claim;

  below.low = least;
  below.high = claim.low > least ? claim.low - 1 : least - 1;
  above.low = claim.high < most ? claim.high + 1 : most;
  above.high = claim.high < most ? most : most - 1;
  if (below.low <= below.high || above.low > above.high)
    rg_claims_add (claims, about, below);
  if (below.low <= below.high && above.low <= above.high)
    rg_claims_or (claims);
  if (above.low <= above.high)
    rg_claims_add (claims, about, above);
}

void
rg_claims_value (RgClaims *claims, const char *about, gint64 low, gint64 high, gboolean not)
{
  const RgClaim claim = { .low = MAX (low, RG_CLAIM_LEAST), .high = high };

  if (not)
    rg_claims_outside (claims, about, claim, RG_CLAIM_UNKNOWN, RG_CLAIM_MOST);
  else
    rg_claims_add (claims, about, claim);
}

void
rg_claims_has (RgClaims *claims, const char *about, const char *name, gboolean has)
{
  g_autofree char *folded = rg_fold (name);
  g_autofree char *whole = g_strdup_printf ("%s %s", about, folded);

  rg_claims_add (claims, whole, (RgClaim) { .low = has, .high = has });
}

void
rg_claims_has_any (RgClaims *claims, const char *about, char *const *names, gboolean not)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (i > 0 && !not)
        rg_claims_or (claims);
      rg_claims_has (claims, about, names[i], !not);
    }
}

gboolean
rg_rule_is_number (const RgRule *rule)
{
  return (rule->kind->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY | RG_FIELD_TIMES)) != 0;
}

char *
rg_rule_dup_about (const RgRule *rule)
{
  RgRule about;
  char *text;

  rg_rule_copy (rule, &about);
  about.op = rg_rule_is_number (rule) ? RG_OP_BETWEEN : RG_OP_IS;
  about.low = about.high = 0;
  about.has = 0;
  if (!rg_rule_is_number (rule))
    rg_rule_set_names (&about, NULL);
  text = rg_rule_print (&about);
  rg_rule_clear (&about);
  return text;
}

/* What the rule compares with, without its "not". */
static void
rg_rule_compared (const RgRule *rule, gint64 *low, gint64 *high)
{
  RgOp op;

  rg_op_is_not (rule->op, &op);
  *low = op == RG_OP_AT_MOST ? RG_CLAIM_LEAST : rule->low;
  *high = op == RG_OP_AT_LEAST ? RG_CLAIM_MOST : rule->high;
}

void
rg_claims_number (RgClaims *claims, const RgRule *rule, gboolean not)
{
  g_autofree char *about = rg_rule_dup_about (rule);
  gint64 low, high;

  rg_rule_compared (rule, &low, &high);
  /* Twice the number: others may lie between two that the rule can name. */
  rg_claims_value (claims, about, low == RG_CLAIM_LEAST ? low : 2 * low,
                   high == RG_CLAIM_MOST ? high : 2 * high, not);
}

void
rg_claims_things (RgClaims *claims, const char *about, RgRuleList list, char *const *names,
                  RgDay from, RgDay to, const RgWhere *where, gint64 low, gint64 high,
                  gboolean not)
{
  /* Up to the last day is for ever. */
  const gboolean open = g_str_equal (about, RG_CLAIM_SOLD) && to >= MAX (from, claims->last);
  const RgClaim claim = { .things = TRUE, .list = list, .names = (char **) names, .from = from,
                          .to = open ? G_MAXINT32 : to,
                          .where = where != NULL ? *where : (RgWhere) { 0 },
                          .low = MAX (0, low), .high = high };

  if (not)
    rg_claims_outside (claims, about, claim, 0, RG_CLAIM_MOST);
  else
    rg_claims_add (claims, about, claim);
}

static void
rg_claims_things_of_rule (RgClaims *claims, const char *about, const RgRule *rule, gint64 low,
                          gint64 high, gboolean not)
{
  const gboolean named = (rule->kind->fields & RG_FIELD_NAMES) != 0;
  RgDay from, to;

  rg_window_days (&rule->window, claims->context, &from, &to);
  rg_claims_things (claims, about, rule->kind->list, named ? rule->names : NULL, from, to,
                    &rule->where, low, high, not);
}

void
rg_claims_things_compared (RgClaims *claims, const char *about, const RgRule *rule, gboolean not)
{
  gint64 low, high;

  rg_rule_compared (rule, &low, &high);
  rg_claims_things_of_rule (claims, about, rule, low, high, not);
}

void
rg_claims_things_least (RgClaims *claims, const char *about, const RgRule *rule, gint64 low)
{
  rg_claims_things_of_rule (claims, about, rule, low, RG_CLAIM_MOST, FALSE);
}

void
rg_claims_came (RgClaims *claims, RgDay to, gint64 low)
{
  rg_claims_things (claims, RG_CLAIM_SOLD, RG_LIST_NONE, NULL, G_MININT32, to, NULL, low,
                    RG_CLAIM_MOST, FALSE);
}

/* --- kinds that have nothing more to say -------------------------------------------------- */

void
rg_rule_claims_plain (const RgRule *rule, gboolean not, RgClaims *claims)
{
  const guint fields = rule->kind->fields;

  if (rg_rule_is_number (rule) && rule->kind->measure != NULL)
    rg_claims_number (claims, rule, not);
  else if (fields & RG_FIELD_CHOICE && rule->kind->ops != 0 && !(fields & RG_FIELD_BARE))
    rg_claims_value (claims, rule->kind->keyword, rule->has, rule->has, not);
}

void
rg_rule_claims_came (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_rule_claims_plain (rule, not, claims);
  if (!not)
    rg_claims_things_least (claims, RG_CLAIM_SOLD, rule, 1);
}

void
rg_rule_claims_some (const RgRule *rule, gboolean not, RgClaims *claims)
{
  gint64 low, high;

  rg_rule_compared (rule, &low, &high);
  rg_rule_claims_plain (rule, not, claims);
  if (!not && low > 0)
    rg_claims_things_least (claims, RG_CLAIM_SOLD, rule, 1);
}

void
rg_rule_claims_ever (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_rule_claims_plain (rule, not, claims);
  if (!not)
    rg_claims_came (claims, G_MAXINT32, 1);
}

void
rg_rule_claims_bought (const RgRule *rule, gboolean not, RgClaims *claims)
{
  if (!not)
    rg_claims_things_least (claims, RG_CLAIM_SOLD, rule, 1);
}
