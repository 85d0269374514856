/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about how somebody is reached, their tags, what they allow and whom they live
 * with. */
#include "config.h"

#include "base/rg-numbers.h"
#include "rules/rg-homes.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

/* --- contact, tags, permission ------------------------------------------------------------ */

/* In the order of the flags of a customer. */
static const RgRuleChoice rg_has_choices[] = {
  { "name", N_("Name"), N_("have a name"), N_("have no name") },
  { "email", N_("E-mail"), N_("have an e-mail address"), N_("have no e-mail address") },
  { "phone", N_("Phone"), N_("have a phone number"), N_("have no phone number") },
  { "address", N_("Address"), N_("have a postal address"), N_("have no postal address") },
  { NULL },
};

static void
rg_flag_has (const RgCustomerChunk *chunk, gconstpointer data, guint8 *restrict flags)
{
  const RgRule *rule = data;
  const guint8 has = (guint8) (1u << rule->has);
  const guint n = chunk->n;

  for (guint i = 0; i < n; i++)
    flags[i] = chunk->flags[i] & has;
}

static RgBitset *
rg_scan_has (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_chunks (context->dataset, rg_flag_has, rule);
}

/* "Has: E-mail, Phone". */
static char *
rg_has_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const guint8 flags = RG_CUSTOMER_COLUMN (context->dataset, 0, flags);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; rg_has_choices[i].word != NULL; i++)
    if (flags >> i & 1)
      g_string_append_printf (list, list->len > 0 ? ", %s" : "%s", _(rg_has_choices[i].title));
  /* Translators: of one customer: a list such as "Name, E-mail". */
  return list->len > 0 ? g_strdup_printf (_("known: %s"), list->str) : g_strdup (_("not known"));
}

static char *
rg_has_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  static const char *const sentences[][2] = {
    { N_("It would be otherwise if no name were known."), N_("Write down their name.") },
    { N_("It would be otherwise if no e-mail address were known."),
      N_("Write down an e-mail address.") },
    { N_("It would be otherwise if no phone number were known."),
      N_("Write down a phone number.") },
    { N_("It would be otherwise if no postal address were known."),
      N_("Write down a postal address.") },
  };

  return g_strdup (_(sentences[rule->has][turn->wanted]));
}

static RgBitset *
rg_scan_tag (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *match = rg_rule_match_names (rule->names, &dataset->tags, NULL);
  RgBitset *set = rg_bitset_new (dataset->n_customers);

  for (guint i = 0; i < dataset->tags.n; i++)
    if (match[i])
      rg_bitset_or (set, dataset->tag_members[i]);
  rg_dataset_fold_members (dataset, set);
  return set;
}

/* In the order of the choices of "tags". */
enum { RG_TAGS_ANY, RG_TAGS_ALL, RG_TAGS_NONE };

static const RgRuleChoice rg_tags_choices[] = {
  { "any", N_("Any of Them") },
  { "all", N_("All of Them") },
  { "none", N_("None of Them") },
  { NULL },
};

static RgBitset *
rg_tags_all (const RgRule *rule, const RgSegmentContext *context)
{
  RgBitset *set = rg_bitset_copy (context->dataset->live);

  for (guint i = 0; rule->names != NULL && rule->names[i] != NULL; i++)
    {
      char *one[] = { rule->names[i], NULL };
      const RgRule alone = { .kind = rule->kind, .names = one };
      g_autoptr (RgBitset) members = rg_scan_tag (&alone, context);

      rg_bitset_and (set, members);
    }
  return set;
}

static RgBitset *
rg_scan_tags (const RgRule *rule, const RgSegmentContext *context)
{
  if (rule->has == RG_TAGS_ALL)
    return rg_tags_all (rule, context);
  return rule->has == RG_TAGS_NONE ? rg_complement (rg_scan_tag (rule, context), context->dataset)
                                   : rg_scan_tag (rule, context);
}

static char *
rg_tags_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *any = rg_names_text (rule->names);
  g_autofree char *all = rg_names_text_all (rule->names);

  if (rule->has == RG_TAGS_ALL)
    /* Translators: of customers: the names of all the tags that they have. */
    return rg_fill (PC_("all of them", "have the tag %s", "have the tags %s",
                       rule->names != NULL ? g_strv_length (rule->names) : 1), all);
  return rg_fill (rule->has == RG_TAGS_NONE ? _("do not have the tag %s")
                                            : _("have the tag %s"), any);
}

static char *
rg_tag_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < dataset->tags.n; i++)
    {
      g_autoptr (RgBitset) members = rg_bitset_copy (dataset->tag_members[i]);

      rg_dataset_fold_members (dataset, members);
      if (rg_bitset_get (members, 0))
        g_strv_builder_add (builder, dataset->tags.name[i]);
    }
  names = g_strv_builder_end (builder);
  list = g_strjoinv (_(", "), names);
  if (*list == '\0')
    return g_strdup (_("has no tag"));
  /* Translators: of one customer: the names of all their tags. */
  return g_strdup_printf (_("has %s"), list);
}

/* Those of the names that the one person has as tags, or has not. */
static void
rg_turn_take_tags (RgTurn *turn, const RgRule *rule, const RgSegmentContext *context, gboolean has)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; rule->names != NULL && rule->names[i] != NULL; i++)
    {
      char *one[] = { rule->names[i], NULL };
      const RgRule alone = { .kind = rule->kind, .names = one };
      g_autoptr (RgBitset) members = rg_scan_tag (&alone, context);

      if (rg_bitset_get (members, 0) == has)
        g_strv_builder_add (builder, rule->names[i]);
    }
  names = g_strv_builder_end (builder);
  rg_turn_take_names (turn, names, G_MAXUINT);
}

/* With the names of `turn`. */
static char *
rg_turn_tags (const RgTurn *turn)
{
  const guint n = g_strv_length (turn->names);

  if (n == 0)
    return NULL;
  return turn->wanted
           /* Translators: what would turn a rule: the names of tags. */
           ? rg_turn_fill_names (turn, P_("Put the tag %s on them.", "Put the tags %s on them.", n))
           : rg_turn_fill_names (turn, P_("Take the tag %s off them.", "Take the tags %s off them.",
                                          n));
}

/* One of them is enough, but all of them have to go. */
static char *
rg_tag_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  if (turn->wanted)
    rg_turn_take_names (turn, rule->names, 1);
  else
    rg_turn_take_tags (turn, rule, context, TRUE);
  return rg_turn_tags (turn);
}

static char *
rg_tags_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  turn->wanted = turn->wanted != (rule->has == RG_TAGS_NONE);
  if (rule->has != RG_TAGS_ALL)
    return rg_tag_turn (rule, context, turn);
  if (turn->wanted)
    rg_turn_take_tags (turn, rule, context, FALSE);
  else
    rg_turn_take_names (turn, rule->names, 1);
  return rg_turn_tags (turn);
}

static char *
rg_tag_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);

  /* Translators: of customers: the names of one or more tags. */
  return g_strdup_printf (rule->op == RG_OP_IS_NOT ? _("do not have the tag %s")
                                                   : _("have the tag %s"), names);
}

typedef struct {
  RgChannel channel;
  RgDay from, to;
} RgSaidSpan;

static void
rg_flag_said (const RgCustomerChunk *chunk, gconstpointer data, guint8 *restrict flags)
{
  const RgSaidSpan *span = data;

  rg_day_column_flag (&chunk->permission_since[span->channel], span->from, span->to, flags);
}

/* Takes out those who said so outside of the window. */
static void
rg_permission_narrow (RgBitset *set, const RgRule *rule, const RgSegmentContext *context)
{
  RgSaidSpan span = { .channel = rule->channel };
  g_autoptr (RgBitset) said = NULL;

  rg_window_days (&rule->window, context, &span.from, &span.to);
  said = rg_scan_chunks (context->dataset, rg_flag_said, &span);
  rg_bitset_and (set, said);
}

static RgBitset *
rg_scan_permission (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  RgBitset *set = rg_bitset_copy (dataset->live);

  if (rule->permission == RG_PERMISSION_UNKNOWN)
    {
      rg_bitset_and_not (set, dataset->permission[rule->channel][0]);
      rg_bitset_and_not (set, dataset->permission[rule->channel][1]);
    }
  else
    rg_bitset_and (set, dataset->permission[rule->channel][rule->permission == RG_PERMISSION_NO]);
  /* What nobody said has no day. */
  if (rule->window.mode != RG_WINDOW_EVER && rule->permission == RG_PERMISSION_UNKNOWN)
    rg_bitset_clear_all (set);
  else if (rule->window.mode != RG_WINDOW_EVER)
    rg_permission_narrow (set, rule, context);
  return set;
}

static char *
rg_permission_phrase (const RgRule *rule, const char *currency)
{
  static const char *const texts[RG_CHANNELS][3] = {
    { N_("did not say whether they want post"), N_("said yes to post"), N_("said no to post") },
    { N_("did not say whether they want e-mail"), N_("said yes to e-mail"),
      N_("said no to e-mail") },
    { N_("did not say whether they want calls"), N_("said yes to calls"), N_("said no to calls") },
    { N_("did not say whether they want text messages"), N_("said yes to text messages"),
      N_("said no to text messages") },
  };

  return rg_with_when (g_strdup (_(texts[rule->channel][rule->permission])), rule);
}

static char *
rg_permission_fact (const RgRule *rule, const RgSegmentContext *context)
{
  /* Translators: what one customer said; a day may follow. */
  static const char *const texts[RG_CHANNELS][3] = {
    { NC_("one customer", "did not say whether they want post"),
      NC_("one customer", "said yes to post"), NC_("one customer", "said no to post") },
    { NC_("one customer", "did not say whether they want e-mail"),
      NC_("one customer", "said yes to e-mail"), NC_("one customer", "said no to e-mail") },
    { NC_("one customer", "did not say whether they want calls"),
      NC_("one customer", "said yes to calls"), NC_("one customer", "said no to calls") },
    { NC_("one customer", "did not say whether they want text messages"),
      NC_("one customer", "said yes to text messages"),
      NC_("one customer", "said no to text messages") },
  };
  const RgPermission permission = rg_dataset_permission (context->dataset, 0, rule->channel);
  const char *said = rg_marked_text (texts[rule->channel][permission]);
  g_autofree char *day = NULL;

  if (permission == RG_PERMISSION_UNKNOWN)
    return g_strdup (said);
  day = rg_day_format (rg_day_column_get (
    &rg_dataset_chunk (context->dataset, 0)->permission_since[rule->channel], 0));
  /* Translators: what somebody said, and on which day. */
  return g_strdup_printf (_("%s on %s"), said, day);
}

/* That they said what is wanted, and nothing after it that would count in its place; or, of what
 * they said, the other. */
static char *
rg_permission_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  RgRule said = { .channel = rule->channel, .permission = rule->permission };
  g_autofree char *phrase = NULL;

  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (turn->wanted)
    said.window = rule->window;
  else
    said.permission =
      rule->permission == RG_PERMISSION_YES ? RG_PERMISSION_NO : RG_PERMISSION_YES;
  if (said.permission == RG_PERMISSION_UNKNOWN && rule->window.mode != RG_WINDOW_EVER)
    return rg_turn_nothing (turn, _("what nobody said has no day"));
  turn->permission = said.permission;
  phrase = rg_permission_phrase (&said, NULL);
  if (turn->wanted && turn->to < context->today)
    /* Translators: what would turn a rule: "said yes to post until 3 Nov 2026". */
    return rg_fill (_("It would be otherwise if they %s, and nothing about it since."), phrase);
  /* Translators: what would turn a rule: "said yes to post in the last 90 days". */
  return rg_fill (_("It would be otherwise if they %s."), phrase);
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_has_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_has (claims, "has", rg_has_choices[rule->has].word, !not);
}

static void
rg_tag_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_has_any (claims, "tag", rule->names, not);
}

static void
rg_tags_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  if (rule->has != RG_TAGS_ALL)
    rg_claims_has_any (claims, "tag", rule->names, not != (rule->has == RG_TAGS_NONE));
  for (guint i = 0; rule->has == RG_TAGS_ALL && rule->names != NULL && rule->names[i] != NULL; i++)
    {
      if (i > 0 && not)
        rg_claims_or (claims);
      rg_claims_has (claims, "tag", rule->names[i], !not);
    }
}

/* What was said last, and when. */
static void
rg_permission_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  g_autofree char *said = g_strdup_printf ("permission %d", rule->channel);
  g_autofree char *since = g_strdup_printf ("permission since %d", rule->channel);
  RgDay from, to;

  if (rule->window.mode == RG_WINDOW_EVER)
    {
      rg_claims_value (claims, said, rule->permission, rule->permission, not);
      return;
    }
  if (not)
    return;
  rg_window_days (&rule->window, rg_claims_context (claims), &from, &to);
  rg_claims_value (claims, said, rule->permission, rule->permission, FALSE);
  rg_claims_value (claims, since, from, to, FALSE);
}

/* --- homes -------------------------------------------------------------------------------- */

static void
rg_measure_household (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  rg_homes_measure (context->dataset, NULL, measure);
}

static void
rg_measure_household_spend (const RgRule *rule, const RgSegmentContext *context,
                            RgMeasure *measure)
{
  RgMeasure net = { 0 };

  rg_measure_net (rule, context, &net);
  rg_homes_measure (context->dataset, &net, measure);
  rg_measure_clear (&net);
}

static RgBitset *
rg_scan_household_spend (const RgRule *rule, const RgSegmentContext *context)
{
  RgMeasure net = { 0 };
  RgBitset *set;
  gint64 low, high;

  rg_measure_net (rule, context, &net);
  rg_rule_bounds (rule, &net, context->digits, &low, &high);
  set = rg_homes_scan (context->dataset, &net, low, high);
  rg_measure_clear (&net);
  return set;
}

static char *
rg_unit_people (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d person", "%d people", (int) number), (int) number);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_households (const RgDataset *dataset)
{
  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_dataset_household (dataset, p) != 0)
      return TRUE;
  return FALSE;
}

static const RgRuleNeed rg_need_households = {
  .has = rg_data_has_households, .none = N_("No data: nobody shares a home yet."),
};

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_contact_kinds[] = {
  { "has", N_("Contact Details"), "has email", RG_CHAPTER_PERSON,
    RG_FIELD_CHOICE | RG_FIELD_BARE, RG_OPS_IS, .first = 1, .choices = rg_has_choices,
    .scan = rg_scan_has, .fact = rg_has_fact, .turn = rg_has_turn,
    .claims = rg_has_claims },
  { "tag", N_("Tag"), "tag is \"web\"", RG_CHAPTER_PERSON,
    RG_FIELD_NAMES, RG_OPS_IS, RG_LIST_TAGS, .scan = rg_scan_tag, .phrase = rg_tag_phrase,
    .fact = rg_tag_fact, .turn = rg_tag_turn, .claims = rg_tag_claims },
  { "tags", N_("Several Tags"), "tags all \"web\" or \"club\"", RG_CHAPTER_PERSON,
    RG_FIELD_CHOICE | RG_FIELD_NAMES | RG_FIELD_BARE, 0, RG_LIST_TAGS, .first = RG_TAGS_ALL,
    .choices = rg_tags_choices, .scan = rg_scan_tags, .phrase = rg_tags_phrase,
    .fact = rg_tag_fact, .turn = rg_tags_turn, .claims = rg_tags_claims },
  { "permission", N_("Permission"), "permission post is yes in last 365 days",
    RG_CHAPTER_PERSON, RG_FIELD_PERMISSION | RG_FIELD_WINDOW, .scan = rg_scan_permission,
    .phrase = rg_permission_phrase, .fact = rg_permission_fact,
    .turn = rg_permission_turn, .claims = rg_permission_claims },
  /* Translators: of customers: %s is "at least 2 people". */
  { "household", N_("People in the Household"), "household at least 2", RG_CHAPTER_PERSON,
    RG_FIELD_NUMBER, RG_OPS_NUMBER, .least = 1, .first = 2, .most = RG_COUNT_MAX,
    .measure = rg_measure_household, .beside_all = TRUE,
    .about = N_("live in a household of %s"),
    /* Translators: of one customer: %s is "2 people". */
    .about_one = N_("lives in a household of %s"), .unit = rg_unit_people,
    .need = &rg_need_households },
  /* Translators: of customers: %s is "at least €100.00". */
  { "household-spend", N_("Spend of the Household"),
    "household-spend at least 500 in last 365 days", RG_CHAPTER_PERSON,
    RG_FIELD_MONEY | RG_FIELD_WINDOW | RG_FIELD_WHERE, RG_OPS_NUMBER, .most = RG_AMOUNT_MAX,
    .scan = rg_scan_household_spend, .measure = rg_measure_household_spend, .beside_all = TRUE,
    .about = N_("spent %s with their household"),
    .about_one = NC_("one customer", "spent %s with their household"), .unit = rg_amount_text,
    .need = &rg_need_households },
  { NULL },
};
