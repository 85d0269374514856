/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What has been counted, for the same dataset and day: the sets of rules, and the numbers that the
 * last rules compared, so that another number to compare with reads no receipt again. */
#include "config.h"

#include "rules/rg-rule-scan.h"

/* A set of a million customers is 125 kB, their numbers are 8 MB; so many are kept. */
#define RG_CACHE_MOST 256
#define RG_CACHE_NUMBERS 3

typedef struct {
  char *text; /* of a rule, whatever it compares with */
  RgMeasure measure;
} RgKeptMeasure;

struct _RgRuleCache {
  GMutex lock;
  GHashTable *sets;   /* rule text -> RgBitset */
  GQueue measures;    /* RgKeptMeasure, the latest first */
  RgDataset *dataset; /* the generation that all is of */
  RgDay today;
  int digits;
  int first_weekday;
};

RgRuleCache *
rg_rule_cache_new (void)
{
  RgRuleCache *cache = g_atomic_rc_box_new0 (RgRuleCache);

  g_mutex_init (&cache->lock);
  g_queue_init (&cache->measures);
  cache->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) rg_bitset_unref);
  return cache;
}

RgRuleCache *
rg_rule_cache_ref (RgRuleCache *cache)
{
  return g_atomic_rc_box_acquire (cache);
}

static void
rg_kept_measure_free (gpointer data)
{
  RgKeptMeasure *kept = data;

  rg_measure_clear (&kept->measure);
  g_free (kept->text);
  g_free (kept);
}

static void
rg_rule_cache_clear (gpointer data)
{
  RgRuleCache *cache = data;

  g_hash_table_unref (cache->sets);
  g_queue_clear_full (&cache->measures, rg_kept_measure_free);
  g_clear_pointer (&cache->dataset, rg_dataset_unref);
  g_mutex_clear (&cache->lock);
}

void
rg_rule_cache_unref (RgRuleCache *cache)
{
  g_atomic_rc_box_release_full (cache, rg_rule_cache_clear);
}

/* With the lock held: forgets what is of another generation or day. */
static void
rg_rule_cache_turn (RgRuleCache *cache, const RgSegmentContext *context)
{
  if (cache->dataset == context->dataset && cache->today == context->today &&
      cache->digits == context->digits && cache->first_weekday == context->first_weekday &&
      g_hash_table_size (cache->sets) < RG_CACHE_MOST)
    return;
  g_hash_table_remove_all (cache->sets);
  g_queue_clear_full (&cache->measures, rg_kept_measure_free);
  g_clear_pointer (&cache->dataset, rg_dataset_unref);
  cache->dataset = rg_dataset_ref (context->dataset);
  cache->today = context->today;
  cache->digits = context->digits;
  cache->first_weekday = context->first_weekday;
}

/* --- numbers ------------------------------------------------------------------------------ */

static char *
rg_rule_print_uncompared (const RgRule *rule)
{
  RgRule any = *rule;

  any.op = RG_OP_AT_LEAST;
  any.low = any.high = 0;
  return rg_rule_print (&any);
}

/* Takes it out, so that nobody else has it meanwhile. */
static RgKeptMeasure *
rg_rule_cache_take (RgRuleCache *cache, const char *text, const RgSegmentContext *context)
{
  RgKeptMeasure *found = NULL;

  g_mutex_lock (&cache->lock);
  rg_rule_cache_turn (cache, context);
  for (GList *l = cache->measures.head; found == NULL && l != NULL; l = l->next)
    if (g_str_equal (((RgKeptMeasure *) l->data)->text, text))
      {
        found = l->data;
        g_queue_delete_link (&cache->measures, l);
        break;
      }
  g_mutex_unlock (&cache->lock);
  return found;
}

static void
rg_rule_cache_put (RgRuleCache *cache, RgKeptMeasure *kept, const RgSegmentContext *context)
{
  g_mutex_lock (&cache->lock);
  rg_rule_cache_turn (cache, context);
  g_queue_push_head (&cache->measures, kept);
  if (cache->measures.length > RG_CACHE_NUMBERS)
    rg_kept_measure_free (g_queue_pop_tail (&cache->measures));
  g_mutex_unlock (&cache->lock);
}

/* To be put back. */
static RgKeptMeasure *
rg_rule_take_measure (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree char *text = rg_rule_print_uncompared (rule);
  RgKeptMeasure *kept = rg_rule_cache_take (context->cache, text, context);

  if (kept != NULL)
    return kept;
  kept = g_new0 (RgKeptMeasure, 1);
  kept->text = g_steal_pointer (&text);
  rule->kind->measure (rule, context, &kept->measure);
  rg_measure_shorten (&kept->measure, context->dataset->n_customers);
  return kept;
}

static RgBitset *
rg_rule_scan_cached (const RgRule *rule, const RgSegmentContext *context)
{
  RgKeptMeasure *kept;
  RgBitset *set;

  if (rule->kind->measure == NULL)
    return rg_rule_scan (rule, context);
  kept = rg_rule_take_measure (rule, context);
  set = rg_rule_compare (rule, context, &kept->measure);
  rg_rule_cache_put (context->cache, kept, context);
  return set;
}

static gboolean
rg_measure_read (const RgMeasure *measure, guint position, RgMeasure *units, gint64 *value)
{
  *units = (RgMeasure) { .ratio = measure->ratio, .milli = measure->milli };
  *value = rg_measure_get (measure, position);
  return rg_measure_knows (measure, position);
}

gboolean
rg_rule_measure_one (const RgRule *rule, const RgSegmentContext *context, guint position,
                     RgMeasure *units, gint64 *value)
{
  RgMeasure measure = { 0 };
  RgKeptMeasure *kept;
  gboolean known;

  if (context->cache != NULL)
    {
      kept = rg_rule_take_measure (rule, context);
      known = rg_measure_read (&kept->measure, position, units, value);
      rg_rule_cache_put (context->cache, kept, context);
      return known;
    }
  rule->kind->measure (rule, context, &measure);
  known = rg_measure_read (&measure, position, units, value);
  rg_measure_clear (&measure);
  return known;
}

/* --- sets --------------------------------------------------------------------------------- */

static RgBitset *
rg_rule_cache_find (RgRuleCache *cache, const char *text, const RgSegmentContext *context)
{
  RgBitset *set;

  g_mutex_lock (&cache->lock);
  rg_rule_cache_turn (cache, context);
  set = g_hash_table_lookup (cache->sets, text);
  if (set != NULL)
    rg_bitset_ref (set);
  g_mutex_unlock (&cache->lock);
  return set;
}

static void
rg_rule_cache_keep (RgRuleCache *cache, char *text, RgBitset *set,
                    const RgSegmentContext *context)
{
  g_mutex_lock (&cache->lock);
  rg_rule_cache_turn (cache, context);
  g_hash_table_replace (cache->sets, text, rg_bitset_ref (set));
  g_mutex_unlock (&cache->lock);
}

RgBitset *
rg_rule_evaluate (const RgRule *rule, const RgSegmentContext *context)
{
  g_autofree char *text = NULL;
  RgBitset *set;

  if (context->cache == NULL)
    return rg_rule_scan (rule, context);
  text = rg_rule_print (rule);
  set = rg_rule_cache_find (context->cache, text, context);
  if (set != NULL)
    return set;
  set = rg_rule_scan_cached (rule, context);
  rg_rule_cache_keep (context->cache, g_steal_pointer (&text), set, context);
  return set;
}
