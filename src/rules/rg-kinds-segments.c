/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about other segments. */
#include "config.h"

#include "rules/rg-own-scan.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

#include "rules/rg-segment-circle.h"

/* --- being in one ------------------------------------------------------------------------- */

/* The members of saved segments in one count, by their index in the dataset; NULL: not asked for
 * yet. Each is counted once, however many rules name it. */
struct _RgSavedSets {
  RgBitset **sets;
};

static const RgBitset *
rg_saved_sets_get (const RgSegmentContext *context, guint at)
{
  RgBitset **set = &context->saved->sets[at];
  g_autoptr (RgNode) root = NULL;

  if (*set != NULL)
    return *set;
  root = rg_segment_parse (context->dataset->segment_text[at], NULL, NULL);
  *set = root != NULL ? rg_segment_evaluate (root, context)
                      : rg_bitset_new (context->dataset->n_customers);
  return *set;
}

/* One that comes back to itself has nobody in it. Those that it asks for need no such look: they
 * would have been found from here. */
static void
rg_saved_sets_add (const RgSegmentContext *context, guint at, gboolean look, RgBitset *to)
{
  const RgSegmentBook book = rg_segment_book (context->dataset);
  g_autofree char *circle = look ? rg_segment_book_dup_circle (&book, at) : NULL;

  if (circle == NULL)
    rg_bitset_or (to, rg_saved_sets_get (context, at));
}

static RgBitset *
rg_scan_segment (const RgRule *rule, const RgSegmentContext *context)
{
  const RgNames *names = &context->dataset->segments;
  g_autofree guint8 *match = rg_rule_match_names (rule->names, names, NULL);
  g_autofree RgBitset **sets = g_new0 (RgBitset *, names->n + 1);
  RgSavedSets saved = { sets };
  RgSegmentContext inner = *context;
  RgBitset *members = rg_bitset_new (context->dataset->n_customers);

  if (inner.saved == NULL)
    inner.saved = &saved;
  for (guint i = 0; i < names->n; i++)
    if (match[i])
      rg_saved_sets_add (&inner, i, context->saved == NULL, members);
  for (guint i = 0; i < names->n; i++)
    g_clear_pointer (&sets[i], rg_bitset_unref);
  return members;
}

static char *
rg_segment_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);

  /* Translators: of customers: the names of one or more segments. */
  return g_strdup_printf (rule->op == RG_OP_IS_NOT ? _("are not in the segment %s")
                                                   : _("are in the segment %s"), names);
}

static const char *
rg_segment_lacks (const RgRule *rule, const RgDataset *dataset)
{
  const RgSegmentBook book = rg_segment_book (dataset);
  g_autofree char *circle = rg_rule_dup_circle (&book, rule, RG_NOTHING);

  return circle != NULL ? _("This segment asks for itself, so that nobody is in it.") : NULL;
}

/* --- by hand ------------------------------------------------------------------------------ */

/* What stands before the reason. */
static const char rg_hand_marks[] = "01";

static const RgOwnColumn *
rg_hands_find (const RgDataset *dataset, gint64 segment)
{
  for (guint i = 0; i < dataset->n_hands; i++)
    if (dataset->hands[i]->id == segment)
      return dataset->hands[i];
  return NULL;
}

static RgBitset *
rg_scan_hand (const RgRule *rule, const RgDataset *dataset, gboolean chosen)
{
  const RgNames *names = &dataset->segments;
  g_autofree guint8 *named = rg_rule_match_names (rule->names, names, NULL);
  RgBitset *all = rg_bitset_new (dataset->n_customers);

  for (guint i = 0; i < names->n; i++)
    {
      const RgOwnColumn *column = named[i] ? rg_hands_find (dataset, names->id[i]) : NULL;
      g_autoptr (RgBitset) set = NULL;
      guint8 *match;

      if (column == NULL)
        continue;
      match = g_new0 (guint8, column->names.n + 1);
      for (guint k = 0; k < column->names.n; k++)
        match[k] = column->names.name[k][0] == rg_hand_marks[chosen];
      set = rg_own_column_scan (column, match, dataset);
      rg_bitset_or (all, set);
    }
  return all;
}

static RgBitset *
rg_scan_chosen (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_hand (rule, context->dataset, TRUE);
}

static RgBitset *
rg_scan_not_chosen (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_complement (rg_scan_chosen (rule, context), context->dataset);
}

static RgBitset *
rg_scan_left_out (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_hand (rule, context->dataset, FALSE);
}

static RgBitset *
rg_scan_not_left_out (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_complement (rg_scan_left_out (rule, context), context->dataset);
}

/* What somebody decided of the one person, with the reason: of the first of the segments for which
 * anybody did. */
static char *
rg_hand_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgNames *names = &dataset->segments;
  g_autofree guint8 *named = rg_rule_match_names (rule->names, names, NULL);

  for (guint i = 0; i < names->n; i++)
    {
      const RgOwnColumn *column = named[i] ? rg_hands_find (dataset, names->id[i]) : NULL;
      const char *word;

      if (column == NULL || column->n == 0)
        continue;
      word = column->names.name[column->value[rg_own_column_speaker (column, dataset)]];
      if (word[0] == rg_hand_marks[TRUE])
        return g_strdup (_("was chosen by hand"));
      /* Translators: of one customer: why somebody left them out of a segment. */
      return word[1] != '\0' ? g_strdup_printf (_("was left out by hand: %s"), word + 1)
                             : g_strdup (_("was left out by hand"));
    }
  return g_strdup (_("nobody decided by hand"));
}

static char *
rg_hand_phrase (const RgRule *rule, const char *template)
{
  g_autofree char *names = rg_names_text (rule->names);

  return rg_fill (template, names);
}

static char *
rg_chosen_phrase (const RgRule *rule, const char *currency)
{
  /* Translators: of customers, here and below: the name of a segment. */
  return rg_hand_phrase (rule, _("were chosen by hand for %s"));
}

static char *
rg_not_chosen_phrase (const RgRule *rule, const char *currency)
{
  return rg_hand_phrase (rule, _("were not chosen by hand for %s"));
}

static char *
rg_left_out_phrase (const RgRule *rule, const char *currency)
{
  return rg_hand_phrase (rule, _("were left out of %s by hand"));
}

static char *
rg_not_left_out_phrase (const RgRule *rule, const char *currency)
{
  return rg_hand_phrase (rule, _("were not left out of %s by hand"));
}

/* --- what would turn them ----------------------------------------------------------------- */

/* One is enough, but of all of them it has to be taken back. */
static char *
rg_hand_turn (const RgRule *rule, RgTurn *turn, const char *template, const char *back)
{
  rg_turn_take_names (turn, rule->names, turn->wanted ? 1 : G_MAXUINT);
  return rg_turn_fill_names (turn, turn->wanted ? template : back);
}

static char *
rg_chosen_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  /* Translators, here and below: what would turn a rule: the name of a segment. */
  return rg_hand_turn (rule, turn, _("Choose them for %s by hand."),
                       _("Leave it to the rules whether they are in %s."));
}

static char *
rg_not_chosen_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  turn->wanted = !turn->wanted;
  return rg_chosen_turn (rule, context, turn);
}

static char *
rg_left_out_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_hand_turn (rule, turn, _("Leave them out of %s by hand."),
                       _("Leave it to the rules whether they are in %s."));
}

static char *
rg_not_left_out_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  turn->wanted = !turn->wanted;
  return rg_left_out_turn (rule, context, turn);
}

/* --- what follows ------------------------------------------------------------------------- */

static void
rg_segment_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_has_any (claims, "segment", rule->names, not);
}

/* Nobody is chosen for a segment and left out of it. */
static void
rg_hand_claims (const RgRule *rule, gboolean chosen, gboolean not, RgClaims *claims)
{
  static const char *const about[] = { "left out", "chosen" };

  rg_claims_has_any (claims, about[chosen], rule->names, not);
  if (!not && rule->names != NULL && rule->names[0] != NULL && rule->names[1] == NULL)
    rg_claims_has (claims, about[!chosen], rule->names[0], FALSE);
}

static void
rg_chosen_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_hand_claims (rule, TRUE, not, claims);
}

static void
rg_not_chosen_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_hand_claims (rule, TRUE, !not, claims);
}

static void
rg_left_out_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_hand_claims (rule, FALSE, not, claims);
}

static void
rg_not_left_out_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_hand_claims (rule, FALSE, !not, claims);
}

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_segment_kinds[] = {
  { "segment", N_("Another Segment"), "segment is \"Regulars\"", RG_CHAPTER_SEGMENTS,
    RG_FIELD_NAMES, RG_OPS_IS, RG_LIST_SEGMENTS, .scan = rg_scan_segment,
    .phrase = rg_segment_phrase, .claims = rg_segment_claims, .nested = TRUE,
    .lacks = rg_segment_lacks },
  { "chosen for", N_("Chosen by Hand"), "chosen for \"Summer party\"", RG_CHAPTER_SEGMENTS,
    RG_FIELD_NAMES, 0, RG_LIST_SEGMENTS, .scan = rg_scan_chosen, .phrase = rg_chosen_phrase,
    .claims = rg_chosen_claims, .turn = rg_chosen_turn,
    .fact = rg_hand_fact },
  { "not chosen for", N_("Not Chosen by Hand"), "not chosen for \"Summer party\"",
    RG_CHAPTER_SEGMENTS, RG_FIELD_NAMES, 0, RG_LIST_SEGMENTS, .scan = rg_scan_not_chosen,
    .phrase = rg_not_chosen_phrase, .claims = rg_not_chosen_claims, .turn = rg_not_chosen_turn,
    .fact = rg_hand_fact },
  { "left out of", N_("Left Out by Hand"), "left out of \"Regulars\"", RG_CHAPTER_SEGMENTS,
    RG_FIELD_NAMES, 0, RG_LIST_SEGMENTS, .scan = rg_scan_left_out, .phrase = rg_left_out_phrase,
    .claims = rg_left_out_claims, .turn = rg_left_out_turn,
    .fact = rg_hand_fact },
  { "not left out of", N_("Not Left Out by Hand"), "not left out of \"Regulars\"",
    RG_CHAPTER_SEGMENTS, RG_FIELD_NAMES, 0, RG_LIST_SEGMENTS, .scan = rg_scan_not_left_out,
    .phrase = rg_not_left_out_phrase,
    .claims = rg_not_left_out_claims, .turn = rg_not_left_out_turn, .fact = rg_hand_fact },
  { NULL },
};
