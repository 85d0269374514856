/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Traits come from three sources: a part of each position, rules, and what was bought. */
#include "config.h"

#include "rules/rg-traits.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-permission.h"
#include "rules/rg-rule-own.h"
#include "rules/rg-stages.h"

/* As many words of a field, or cities, as may become traits. */
#define RG_WORDS_MOST 100
#define RG_BANDS_EACH 6

typedef enum {
  RG_SOURCE_PARTS,
  RG_SOURCE_RULES,
  RG_SOURCE_GOODS,
} RgSourceKind;

typedef struct {
  RgSourceKind kind;
  char *about;
  RgMakeUp *make_up;    /* parts */
  GPtrArray *rules;     /* RgNode: rules */
  RgNode *known;        /* of whom the rules can be true; NULL: of everybody */
  guint32 *group;       /* goods: of each product, or RG_NOTHING */
  guint n_groups;
} RgSource;

struct _RgTraits {
  RgDataset *dataset;
  RgSegmentContext context;
  GPtrArray *sources;   /* RgSource */
  GArray *traits;       /* RgTrait; names are in `words` or the dataset's */
  GPtrArray *words;     /* char * */
};

static const struct {
  const char *id;
  const char *title;
} rg_trait_sorts[RG_N_TRAIT_SORTS] = {
  [RG_TRAIT_PERSON] = { "person", N_("Person") },
  [RG_TRAIT_PERMISSION] = { "permission", N_("Permission") },
  [RG_TRAIT_TAG] = { "tag", N_("Tag") },
  [RG_TRAIT_OWN] = { "field", N_("Own Field") },
  [RG_TRAIT_RHYTHM] = { "rhythm", N_("Rhythm") },
  [RG_TRAIT_CATEGORY] = { "category", N_("Category") },
  [RG_TRAIT_BRAND] = { "brand", N_("Brand") },
  [RG_TRAIT_PRODUCT] = { "product", N_("Product") },
};

const char *
rg_trait_sort_title (RgTraitSort sort)
{
  return _(rg_trait_sorts[sort].title);
}

const char *
rg_trait_sort_id (RgTraitSort sort)
{
  return rg_trait_sorts[sort].id;
}

static void
rg_source_free (gpointer data)
{
  RgSource *source = data;

  g_clear_pointer (&source->make_up, rg_make_up_free);
  g_clear_pointer (&source->rules, g_ptr_array_unref);
  g_clear_pointer (&source->known, rg_node_free);
  g_free (source->group);
  g_free (source->about);
  g_free (source);
}

static RgSource *
rg_traits_add_source (RgTraits *traits, RgSourceKind kind, const char *about)
{
  RgSource *source = g_new0 (RgSource, 1);

  source->kind = kind;
  source->about = g_strdup (about);
  if (kind == RG_SOURCE_RULES)
    source->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  g_ptr_array_add (traits->sources, source);
  return source;
}

/* Of the last source. Names are borrowed. */
static void
rg_traits_add (RgTraits *traits, RgTraitSort sort, const char *name, guint value)
{
  const RgSource *source = traits->sources->pdata[traits->sources->len - 1];
  const gboolean is_city
    = source->make_up != NULL && source->make_up->of == RG_MAKE_UP_CITY && sort == RG_TRAIT_PERSON;
  const char *id = source->make_up != NULL && sort == RG_TRAIT_PERSON
                     ? rg_make_up_id (source->make_up->of) : NULL;
  const RgTrait trait = { sort, is_city, id, source->about, name, traits->sources->len - 1, value };

  g_array_append_val (traits->traits, trait);
}

static const char *
rg_traits_keep (RgTraits *traits, char *word)
{
  g_ptr_array_add (traits->words, word);
  return word;
}

/* --- parts -------------------------------------------------------------------------------- */

static void
rg_traits_add_parts (RgTraits *traits, RgTraitSort sort, const char *about, RgMakeUp *make_up)
{
  RgSource *source = rg_traits_add_source (traits, RG_SOURCE_PARTS, about);

  source->make_up = make_up;
  for (guint i = 0; i < make_up->n_parts; i++)
    rg_traits_add (traits, sort, make_up->names[i], i);
}

static void
rg_traits_add_stages (RgTraits *traits)
{
  const guint n = traits->dataset->n_customers;
  g_autofree guint8 *stages = rg_stages_of_dataset (traits->dataset, traits->context.today);
  RgMakeUp *make_up = g_new0 (RgMakeUp, 1);

  make_up->n_parts = RG_N_STAGES - 1;
  make_up->names = g_new0 (char *, RG_N_STAGES);
  make_up->part = g_new (guint32, n + 1);
  for (guint i = 0; i < make_up->n_parts; i++)
    make_up->names[i] = g_strdup (rg_stage_word ((RgStage) (i + 1)));
  for (guint p = 0; p < n; p++)
    make_up->part[p] = stages[p] != RG_STAGE_NONE ? stages[p] - 1u : make_up->n_parts;
  rg_traits_add_parts (traits, RG_TRAIT_RHYTHM, _("Stage"), make_up);
}

static void
rg_traits_add_make_ups (RgTraits *traits, const RgMakeUpBasis *basis)
{
  /* The years tell of when they joined; months beside them would tell the same twice. */
  for (guint of = 0; of <= RG_MAKE_UP_JOINED; of++)
    rg_traits_add_parts (traits, RG_TRAIT_PERSON, rg_make_up_title ((RgMakeUpOf) of),
                         rg_make_up_new (traits->dataset, basis, (RgMakeUpOf) of, RG_WORDS_MOST));
}

/* --- rules -------------------------------------------------------------------------------- */

static RgNode *
rg_traits_root (RgNode *rule)
{
  RgNode *root = rg_node_new_group (RG_NODE_ALL);

  rg_node_insert (root, -1, rule);
  return root;
}

/* Takes the root. */
static void
rg_traits_add_rule (RgTraits *traits, RgTraitSort sort, const char *name, RgNode *root)
{
  RgSource *source = traits->sources->pdata[traits->sources->len - 1];

  g_ptr_array_add (source->rules, root);
  rg_traits_add (traits, sort, name, source->rules->len - 1);
}

static RgNode *
rg_traits_names_rule (const char *keyword, const char *name)
{
  RgNode *node = rg_node_new_rule (rg_rule_kind_find (keyword));
  const char *names[] = { name, NULL };

  rg_rule_set_names (&node->rule, g_strdupv ((GStrv) names));
  return rg_traits_root (node);
}

static void
rg_traits_add_contacts (RgTraits *traits)
{
  const RgRuleKind *kind = rg_rule_kind_find ("has");

  rg_traits_add_source (traits, RG_SOURCE_RULES, _("Contact Details"));
  for (guint i = 0; i < rg_rule_kind_n_choices (kind); i++)
    {
      RgNode *node = rg_node_new_rule (kind);

      node->rule.has = i;
      rg_traits_add_rule (traits, RG_TRAIT_PERSON, _(kind->choices[i].title),
                          rg_traits_root (node));
    }
}

static void
rg_traits_add_permissions (RgTraits *traits)
{
  rg_traits_add_source (traits, RG_SOURCE_RULES, _("Says Yes to"));
  for (guint channel = 0; channel < RG_CHANNELS; channel++)
    {
      RgNode *node = rg_node_new_rule (rg_rule_kind_find ("permission"));

      node->rule.channel = (RgChannel) channel;
      node->rule.permission = RG_PERMISSION_YES;
      rg_traits_add_rule (traits, RG_TRAIT_PERMISSION, rg_channel_get_label ((RgChannel) channel),
                          rg_traits_root (node));
    }
}

static void
rg_traits_add_tags (RgTraits *traits)
{
  const RgNames *tags = &traits->dataset->tags;

  rg_traits_add_source (traits, RG_SOURCE_RULES, _("Tag"));
  for (guint i = 0; i < tags->n; i++)
    if (*tags->name[i] != '\0')
      rg_traits_add_rule (traits, RG_TRAIT_TAG, tags->name[i],
                          rg_traits_names_rule ("tag", tags->name[i]));
}

/* --- own fields --------------------------------------------------------------------------- */

typedef struct {
  gint64 value;
  guint n;
} RgValueCount;

static int
rg_value_compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static int
rg_value_count_compare (gconstpointer a, gconstpointer b)
{
  const RgValueCount *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return rg_value_compare (&one->value, &other->value);
}

static gint64 *
rg_own_sorted (const RgOwnColumn *column)
{
  gint64 *values = g_new (gint64, column->n + 1);

  for (guint i = 0; i < column->n; i++)
    values[i] = column->value[i];
  qsort (values, column->n, sizeof *values, rg_value_compare);
  return values;
}

/* The different values with how many have each, ascending. */
static GArray *
rg_own_counts (const gint64 *sorted, guint n)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (RgValueCount));

  for (guint i = 0; i < n; i++)
    {
      const RgValueCount one = { sorted[i], 1 };

      if (counts->len > 0 && sorted[i] == sorted[i - 1])
        g_array_index (counts, RgValueCount, counts->len - 1).n++;
      else
        g_array_append_val (counts, one);
    }
  return counts;
}

static RgNode *
rg_own_rule (const RgOwnColumn *column, gboolean known, RgOp op)
{
  RgNode *node = rg_node_new_rule (rg_rule_kind_find (known ? "fact" : "field"));

  rg_rule_set_own (&node->rule, column->name, column->kind, op);
  return node;
}

/* What is known as a word of ours: as the kind that asks for it, under the name on the screen. */
static RgNode *
rg_prefers_rule (const RgOwnColumn *column, const char **name)
{
  RgNode *node;
  RgChannel channel;

  if (!g_str_equal (column->name, "preferred channel") || !rg_channel_from_id (*name, &channel))
    return NULL;
  node = rg_node_new_rule (rg_rule_kind_find ("prefers"));
  node->rule.has = channel;
  *name = rg_channel_get_label (channel);
  return node;
}

static void
rg_traits_add_words (RgTraits *traits, const RgOwnColumn *column, gboolean known)
{
  g_autofree gint64 *sorted = rg_own_sorted (column);
  g_autoptr (GArray) counts = rg_own_counts (sorted, column->n);

  g_array_sort (counts, rg_value_count_compare);
  for (guint i = 0; i < MIN (counts->len, RG_WORDS_MOST); i++)
    {
      const char *name = column->names.name[g_array_index (counts, RgValueCount, i).value];
      const char *names[] = { name, NULL };
      RgNode *node = known ? rg_prefers_rule (column, &name) : NULL;

      if (node == NULL)
        {
          node = rg_own_rule (column, known, RG_OP_IS);
          rg_rule_set_names (&node->rule, g_strdupv ((GStrv) names));
        }
      rg_traits_add_rule (traits, known ? RG_TRAIT_PERSON : RG_TRAIT_OWN, name,
                          rg_traits_root (node));
    }
}

/* A value of the column as rules have it. */
static gint64
rg_own_to_rule (const RgTraits *traits, const RgOwnColumn *column, gint64 value)
{
  if (column->kind == RG_OWN_NUMBER)
    return value * (RG_PRICE_UNIT / RG_OWN_NUMBER_UNIT);
  if (column->kind == RG_OWN_SCALE)
    return value * RG_PRICE_UNIT;
  for (int i = traits->context.digits; column->kind == RG_OWN_MONEY && i < 6; i++)
    value *= 10;
  return value;
}

static void
rg_traits_add_band (RgTraits *traits, const RgOwnColumn *column, const char *currency,
                    gint64 from, gint64 to)
{
  RgNode *node = rg_own_rule (column, FALSE,
                              column->kind == RG_OWN_YES_NO ? RG_OP_IS : RG_OP_BETWEEN);
  g_autofree char *low = rg_own_number_format (column->kind, from, currency);
  g_autofree char *high = rg_own_number_format (column->kind, to, currency);

  node->rule.low = rg_own_to_rule (traits, column, from);
  node->rule.high = rg_own_to_rule (traits, column, to);
  rg_traits_add_rule (traits, RG_TRAIT_OWN,
                      /* Translators: from one number or day to another. */
                      rg_traits_keep (traits, from == to
                                                ? g_strdup (low)
                                                : g_strdup_printf (_("%s to %s"), low, high)),
                      rg_traits_root (node));
}

/* Each value by itself where they are few, else from quartile to quartile. */
static void
rg_traits_add_bands (RgTraits *traits, const RgOwnColumn *column, const char *currency)
{
  g_autofree gint64 *sorted = rg_own_sorted (column);
  g_autoptr (GArray) counts = rg_own_counts (sorted, column->n);
  guint from = 0;

  for (guint i = 0; i < counts->len && counts->len <= RG_BANDS_EACH; i++)
    {
      const gint64 value = g_array_index (counts, RgValueCount, i).value;

      rg_traits_add_band (traits, column, currency, value, value);
    }
  for (guint quarter = 1; quarter <= 4 && counts->len > RG_BANDS_EACH; quarter++)
    {
      guint end = (guint) ((guint64) column->n * quarter / 4);

      /* Equal values stay together. */
      while (end > 0 && end < column->n && sorted[end] == sorted[end - 1])
        end++;
      if (end > from)
        rg_traits_add_band (traits, column, currency, sorted[from], sorted[end - 1]);
      from = MAX (from, end);
    }
}

static void
rg_traits_add_field (RgTraits *traits, const RgOwnColumn *column, gboolean known,
                     const char *currency)
{
  RgNode *node = rg_own_rule (column, known, RG_OP_KNOWN);
  RgSource *source
    = rg_traits_add_source (traits, RG_SOURCE_RULES, rg_rule_own_title (&node->rule));

  source->known = rg_traits_root (node);
  if (rg_own_kind_is_number (column->kind))
    rg_traits_add_bands (traits, column, currency);
  else
    rg_traits_add_words (traits, column, known);
}

static void
rg_traits_add_fields (RgTraits *traits, const char *currency)
{
  /* What the make-up tells already. */
  static const char *const told[] = { "language", "children", "household size", NULL };

  for (guint i = 0; i < traits->dataset->n_known; i++)
    if (!g_strv_contains (told, traits->dataset->known[i]->name))
      rg_traits_add_field (traits, traits->dataset->known[i], TRUE, currency);
  for (guint i = 0; i < traits->dataset->n_own; i++)
    rg_traits_add_field (traits, traits->dataset->own[i], FALSE, currency);
}

/* --- goods -------------------------------------------------------------------------------- */

static void
rg_traits_add_goods (RgTraits *traits, RgTraitSort sort, const guint32 *group,
                     const RgNames *names)
{
  const guint n_products = traits->dataset->products.names.n;
  RgSource *source = rg_traits_add_source (traits, RG_SOURCE_GOODS, rg_trait_sort_title (sort));

  source->group = g_new (guint32, n_products + 1);
  source->n_groups = names->n;
  for (guint k = 0; k < n_products; k++)
    source->group[k] = group != NULL ? group[k] : k;
  for (guint i = 0; i < names->n; i++)
    rg_traits_add (traits, sort, names->name[i], i);
}

/* The products of each group, one group after the other: those of `i` are order[start[i]] to before
 * order[start[i + 1]]. */
static guint *
rg_source_order (const RgSource *source, guint n_products, guint *start)
{
  guint *order = g_new (guint, n_products + 1);

  memset (start, 0, (source->n_groups + 2) * sizeof *start);
  for (guint k = 0; k < n_products; k++)
    if (source->group[k] != RG_NOTHING)
      start[source->group[k] + 2]++;
  for (guint i = 2; i < source->n_groups + 2; i++)
    start[i] += start[i - 1];
  for (guint k = 0; k < n_products; k++)
    if (source->group[k] != RG_NOTHING)
      order[start[source->group[k] + 1]++] = k;
  return order;
}

typedef void (*RgBuyerFunc) (guint position, gpointer data);

/* Tells who bought a product; the same one may be told more than once. */
static void
rg_dataset_foreach_buyer (const RgDataset *dataset, guint product, RgBuyerFunc func, gpointer data)
{
  for (guint block = 0; block < 2; block++)
    {
      const RgSales *sales = dataset->sales[block];
      guint32 at = product < sales->n_products ? sales->product_start[product] : 0;
      const guint32 end = product < sales->n_products ? sales->product_start[product + 1] : 0;
      guint receipt = 0, where;

      while (at < end)
        {
          guint position;

          receipt = rg_sales_next_of_product (sales, &at, receipt, &where);
          if (!rg_dataset_receipt_counts (dataset, sales, receipt))
            continue;
          position = rg_dataset_receipt_customer (dataset, sales, receipt);
          if (position != RG_NOBODY)
            func (position, data);
        }
    }
}

typedef struct {
  const RgBitset *groups[2];
  guint32 *seen;  /* of each position, the last group of goods it was counted in, from 1 */
  guint32 now;
  RgTraitCount *count;
} RgBuyerCount;

static void
rg_buyer_count_cb (guint position, gpointer data)
{
  RgBuyerCount *buyers = data;

  if (buyers->seen[position] == buyers->now)
    return;
  buyers->seen[position] = buyers->now;
  for (guint i = 0; i < 2; i++)
    buyers->count->hits[i] += rg_bitset_get (buyers->groups[i], position);
}

static void
rg_buyer_add_cb (guint position, gpointer data)
{
  rg_bitset_add (data, position);
}

/* --- counting ----------------------------------------------------------------------------- */

static RgBitset *
rg_traits_buyers (const RgTraits *traits)
{
  RgBitset *buyers = rg_bitset_new (traits->dataset->n_customers);

  for (guint p = 0; p < traits->dataset->n_customers; p++)
    if (rg_dataset_facts (traits->dataset)->visits[p] > 0)
      rg_bitset_add (buyers, p);
  return buyers;
}

static void
rg_traits_count_goods (const RgTraits *traits, const RgSource *source,
                       const RgBitset *const groups[2], RgTraitCount *counts)
{
  const guint n_products = traits->dataset->products.names.n;
  g_autofree guint *start = g_new (guint, source->n_groups + 2);
  g_autofree guint *order = rg_source_order (source, n_products, start);
  g_autofree guint32 *seen = g_new0 (guint32, traits->dataset->n_customers + 1);
  g_autoptr (RgBitset) buyers = rg_traits_buyers (traits);
  RgBuyerCount count = { { groups[0], groups[1] }, seen, 0, NULL };

  for (guint i = 0; i < source->n_groups; i++)
    {
      count.now++;
      count.count = &counts[i];
      for (guint side = 0; side < 2; side++)
        counts[i].n[side] = i == 0 ? rg_bitset_count_and (buyers, groups[side])
                                   : counts[0].n[side];
      for (guint k = start[i]; k < start[i + 1]; k++)
        rg_dataset_foreach_buyer (traits->dataset, order[k], rg_buyer_count_cb, &count);
    }
}

static void
rg_traits_count_parts (const RgSource *source, const RgBitset *const groups[2],
                       RgTraitCount *counts)
{
  const guint n_parts = source->make_up->n_parts;
  g_autofree guint *parts = g_new (guint, n_parts + 1);

  for (guint side = 0; side < 2; side++)
    {
      guint known = 0;

      rg_make_up_count (source->make_up, groups[side], parts);
      for (guint i = 0; i < n_parts; i++)
        known += parts[i];
      for (guint i = 0; i < n_parts; i++)
        {
          counts[i].hits[side] = parts[i];
          counts[i].n[side] = known;
        }
    }
}

static void
rg_traits_count_rules (const RgTraits *traits, const RgSource *source,
                       const RgBitset *const groups[2], RgTraitCount *counts)
{
  g_autoptr (RgBitset) known
    = source->known != NULL ? rg_segment_evaluate (source->known, &traits->context)
                            : rg_bitset_copy (traits->dataset->live);

  for (guint i = 0; i < source->rules->len; i++)
    {
      g_autoptr (RgBitset) members
        = rg_segment_evaluate (source->rules->pdata[i], &traits->context);

      for (guint side = 0; side < 2; side++)
        {
          counts[i].hits[side] = rg_bitset_count_and (members, groups[side]);
          counts[i].n[side] = rg_bitset_count_and (known, groups[side]);
        }
    }
}

RgTraitCount *
rg_traits_count (const RgTraits *traits, const RgBitset *first, const RgBitset *second)
{
  const RgBitset *const groups[] = { first, second };
  RgTraitCount *counts = g_new0 (RgTraitCount, traits->traits->len + 1);

  /* The traits of one source lie side by side. */
  for (guint i = 0; i < traits->traits->len; i++)
    {
      const RgTrait *trait = rg_traits_get (traits, i);
      const RgSource *source = traits->sources->pdata[trait->source];

      if (trait->value > 0)
        continue;
      if (source->kind == RG_SOURCE_PARTS)
        rg_traits_count_parts (source, groups, counts + i);
      else if (source->kind == RG_SOURCE_RULES)
        rg_traits_count_rules (traits, source, groups, counts + i);
      else
        rg_traits_count_goods (traits, source, groups, counts + i);
    }
  return counts;
}

RgBitset *
rg_traits_members (const RgTraits *traits, guint trait)
{
  const RgTrait *row = rg_traits_get (traits, trait);
  const RgSource *source = traits->sources->pdata[row->source];
  RgBitset *members;

  if (source->kind == RG_SOURCE_PARTS)
    return rg_make_up_members (source->make_up, traits->dataset->live, row->value);
  if (source->kind == RG_SOURCE_RULES)
    return rg_segment_evaluate (source->rules->pdata[row->value], &traits->context);
  members = rg_bitset_new (traits->dataset->n_customers);
  for (guint k = 0; k < traits->dataset->products.names.n; k++)
    if (source->group[k] == row->value)
      rg_dataset_foreach_buyer (traits->dataset, k, rg_buyer_add_cb, members);
  return members;
}

/* --- all of them -------------------------------------------------------------------------- */

RgTraits *
rg_traits_new (const RgSegmentContext *context, const RgMakeUpBasis *basis, const char *currency)
{
  RgTraits *traits = g_new0 (RgTraits, 1);
  const RgDataset *dataset = traits->dataset = rg_dataset_ref (context->dataset);

  traits->context = *context;
  traits->context.cache = NULL; /* a hundred rules would drive out those of segments */
  traits->sources = g_ptr_array_new_with_free_func (rg_source_free);
  traits->traits = g_array_new (FALSE, FALSE, sizeof (RgTrait));
  traits->words = g_ptr_array_new_with_free_func (g_free);
  rg_traits_add_make_ups (traits, basis);
  rg_traits_add_contacts (traits);
  rg_traits_add_permissions (traits);
  rg_traits_add_tags (traits);
  rg_traits_add_fields (traits, currency);
  rg_traits_add_stages (traits);
  rg_traits_add_goods (traits, RG_TRAIT_CATEGORY, dataset->products.category,
                       &dataset->categories);
  rg_traits_add_goods (traits, RG_TRAIT_BRAND, dataset->products.brand, &dataset->brands);
  rg_traits_add_goods (traits, RG_TRAIT_PRODUCT, NULL, &dataset->products.names);
  return traits;
}

void
rg_traits_free (RgTraits *traits)
{
  g_ptr_array_unref (traits->sources);
  g_array_unref (traits->traits);
  g_ptr_array_unref (traits->words);
  rg_dataset_unref (traits->dataset);
  g_free (traits);
}

guint
rg_traits_get_n (const RgTraits *traits)
{
  return traits->traits->len;
}

const RgTrait *
rg_traits_get (const RgTraits *traits, guint trait)
{
  return &g_array_index (traits->traits, RgTrait, trait);
}

const RgDataset *
rg_traits_get_dataset (const RgTraits *traits)
{
  return traits->dataset;
}
