/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every saved segment, asked about one customer. */
#include "store/rg-segment-standings.h"

#include "base/rg-i18n.h"
#include "rules/rg-why.h"

void
rg_standings_context_init (RgStandingsContext *context, RgStore *store)
{
  const RgShop *shop = rg_store_get_shop (store);

  *context = (RgStandingsContext) { .dataset = rg_store_get_dataset (store),
                                    .digits = shop->digits,
                                    .first_weekday = shop->first_weekday,
                                    .cache = rg_rule_cache_new () };
  context->today = rg_shop_get_counting_day (shop, context->dataset);
  g_strlcpy (context->currency, shop->currency, sizeof context->currency);
}

void
rg_standings_context_clear (RgStandingsContext *context)
{
  g_clear_pointer (&context->dataset, rg_dataset_unref);
  g_clear_pointer (&context->cache, rg_rule_cache_unref);
}

static void
rg_segment_standing_free (gpointer data)
{
  RgSegmentStanding *standing = data;

  g_free (standing->name);
  g_free (standing->missing);
  g_free (standing);
}

/* Of the one rule that turns; in the one segment that it asks for, where one rule is enough there
 * as well. */
static char *
rg_standing_dup_missing (RgNode *root, const RgWhy *why, const char *currency)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      const GPtrArray *list = why->nodes[i].inside;
      const RgWhyInside *inside = list != NULL && list->len == 1 ? list->pdata[0] : NULL;
      g_autofree char *sentence = NULL;

      if (!why->nodes[i].turns)
        continue;
      if (inside != NULL && !inside->why->member && inside->why->turns == 1)
        return rg_standing_dup_missing (inside->root, inside->why, currency);
      sentence = rg_rule_sentence (&node->rule, currency);
      /* Translators: a rule that keeps somebody out of a segment, and what would let them in:
       * "Came at least 5 times", "It would take 1 time more." */
      return why->nodes[i].change != NULL
               ? g_strdup_printf (_("%s. %s"), sentence, why->nodes[i].change)
               : g_steal_pointer (&sentence);
    }
  return NULL;
}

/* NULL where they are neither in nor nearly in. A segment of everybody says nothing. */
static RgSegmentStanding *
rg_segment_standing_new (const RgSavedSegment *segment, const RgStandingsContext *shop,
                         guint position)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, NULL);
  const RgSegmentContext context = { .dataset = shop->dataset, .today = shop->today,
                                     .digits = shop->digits,
                                     .first_weekday = shop->first_weekday,
                                     .cache = shop->cache };
  g_autoptr (RgWhy) why = NULL;
  RgSegmentStanding *standing;

  if (root == NULL || rg_node_is_empty (root))
    return NULL;
  why = rg_segment_explain (root, &context, position, shop->currency);
  if (!why->member && why->turns != 1)
    return NULL;
  standing = g_new0 (RgSegmentStanding, 1);
  standing->id = segment->id;
  standing->name = g_strdup (segment->name);
  standing->member = why->member;
  if (!why->member)
    standing->missing = rg_standing_dup_missing (root, why, shop->currency);
  return standing;
}

GPtrArray *
rg_segment_standings_read (RgDb *db, const RgStandingsContext *context, gint64 customer,
                           GError **error)
{
  g_autoptr (GPtrArray) segments = rg_segments_read (db, error);
  g_autoptr (GPtrArray) standings = NULL;
  guint position = context->dataset != NULL ? rg_dataset_find_customer (context->dataset, customer)
                                            : RG_NOBODY;

  if (segments == NULL)
    return NULL;
  standings = g_ptr_array_new_with_free_func (rg_segment_standing_free);
  if (position != RG_NOBODY)
    position = rg_dataset_resolve (context->dataset, position);
  for (guint i = 0, in = 0; position != RG_NOBODY && i < segments->len; i++)
    {
      RgSegmentStanding *standing =
        rg_segment_standing_new (segments->pdata[i], context, position);

      if (standing != NULL && standing->member)
        g_ptr_array_insert (standings, (int) in++, standing);
      else if (standing != NULL)
        g_ptr_array_add (standings, standing);
    }
  return g_steal_pointer (&standings);
}
