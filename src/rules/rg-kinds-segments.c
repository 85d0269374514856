/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about other segments. */
#include "config.h"

#include "rules/rg-rule-scan.h"

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

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_segment_kinds[] = {
  { "segment", N_("Another Segment"), "segment is \"Regulars\"", RG_CHAPTER_SEGMENTS,
    RG_FIELD_NAMES, RG_OPS_IS, RG_LIST_SEGMENTS, .scan = rg_scan_segment,
    .phrase = rg_segment_phrase, .nested = TRUE, .lacks = rg_segment_lacks },
  { NULL },
};
