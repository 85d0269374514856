/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Random segments, counted on the dataset and by asking each customer in turn over plain rows. */
#include "rg-plain.h"
#include "rg-random-segment.h"

#include "analysis/rg-activity.h"
#include "rules/rg-segment-complete.h"
#include "rules/rg-segment-odd.h"
#include "rules/rg-why.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE 50
#define RECEIPTS 260
#define LINES 3
#define PRODUCTS 8
#define FIRST 19200
#define TODAY 20000

/* --- a shop in rows ----------------------------------------------------------------------- */

static const char *const words[] = { "Oslo", "bergen", "red", "Blue", "Tea", "coffee", "ann",
                                     "kim", "p3", "unknown" };
static const char *const people_names[] = { "Ann Red", "Kim", "Åse Oslo", "", "Blue Ann" };
static const char *const cities[] = { "Oslo", "BERGEN", "Voss", NULL };
static const char *const countries[] = { "Red", "Blue", NULL };
static const char *const tags[] = { "red", "blue" };
static const char *const categories[] = { "Tea", "Coffee" };
static const char *const locations[] = { "Oslo", "Blue" };

static void
random_person (Plain *plain, gint64 id)
{
  PlainPerson *person = plain_add_person (plain, id);

  if (id > 10 && g_test_rand_int_range (0, 6) == 0)
    person->merged_into = g_test_rand_int_range (1, (gint32) id);
  person->name = g_strdup (people_names[g_test_rand_int_range (0, 5)]);
  person->search = g_strdup_printf ("p%d", (int) id);
  person->city = g_strdup (cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))]);
  person->country = g_strdup (countries[g_test_rand_int_range (0, G_N_ELEMENTS (countries))]);
  if (g_test_rand_bit ())
    person->born = g_test_rand_int_range (-20000, TODAY);
  else if (g_test_rand_bit ())
    {
      person->month = g_test_rand_int_range (1, 13);
      person->mday = g_test_rand_int_range (1, 30);
    }
  if (g_test_rand_bit ())
    person->joined = g_test_rand_int_range (FIRST, TODAY);
  person->flags = (guint) g_test_rand_int_range (0, 8) << 1 | (*person->name != '\0');
  for (guint t = 0; t < 2; t++)
    if (g_test_rand_bit ())
      g_ptr_array_add (person->tags, g_strdup (tags[t]));
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      person->permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
      person->since[c] = g_test_rand_int_range (FIRST, TODAY);
    }
  person->household = g_test_rand_int_range (0, 12);
}

/* Some come often, and some days are of the last weeks. */
static void
random_receipt (Plain *plain, gint64 id)
{
  PlainReceipt *receipt = plain_add_receipt (plain, id);

  receipt->customer = g_test_rand_bit () ? g_test_rand_int_range (0, PEOPLE + 1)
                                         : g_test_rand_int_range (1, 12);
  receipt->day = g_test_rand_bit () ? g_test_rand_int_range (FIRST, TODAY + 2)
                                    : g_test_rand_int_range (TODAY - 60, TODAY + 2);
  receipt->second = g_test_rand_int_range (-20000, 86400);
  receipt->second = MAX (receipt->second, RG_TIME_NONE);
  receipt->location = g_strdup (locations[g_test_rand_bit ()]);
  for (gint n = g_test_rand_int_range (0, LINES + 1); n > 0; n--)
    {
      const PlainLine line = {
        .product = g_test_rand_int_range (0, PRODUCTS + 1),
        .quantity_milli = g_test_rand_int_range (-1, 6) * 500,
        .net_minor = g_test_rand_int_range (-2000, 20000),
        .kind = (RgLineKind) (g_test_rand_bit () ? RG_LINE_SALE
                                                 : g_test_rand_int_range (0, RG_LINE_KINDS)),
        .has_cost = g_test_rand_bit (),
        .cost_minor = g_test_rand_int_range (0, 9000),
      };

      g_array_append_val (receipt->lines, line);
    }
}

/* Each may ask for the others and itself, over rules about anything. */
static void
random_saved (Plain *plain)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (RgNode) root = rg_random_segment (words, G_N_ELEMENTS (words), FIRST, TODAY, 1);
      g_autofree char *text = NULL;
      PlainSegment *segment;

      if (g_test_rand_bit ())
        {
          RgNode *asks = rg_node_new_rule (rg_rule_kind_find ("segment"));
          const char *names[] = { words[g_test_rand_int_range (0, 5)], NULL };

          rg_rule_set_names (&asks->rule, g_strdupv ((char **) names));
          rg_node_insert (root, -1, asks);
        }
      text = rg_segment_print (root);
      segment = plain_add_segment (plain, words[i], text);
      for (guint k = 0; i > 0 && k < 15; k++)
        plain_choose (segment, g_test_rand_int_range (1, PEOPLE + 1), g_test_rand_bit ());
    }
}

static void
random_act (Plain *plain)
{
  const PlainAct act = {
    .customer = g_test_rand_int_range (1, PEOPLE + 1),
    .product = g_test_rand_int_range (1, PRODUCTS + 1),
    .day = g_test_rand_int_range (FIRST, TODAY + 2),
    .left = g_test_rand_bit (),
  };

  g_array_append_val (plain->acts, act);
}

static const RgOwnColumn *
new_acts (const Plain *plain)
{
  g_autoptr (RgOwnColumnBuilder) builder = rg_own_column_builder_new (NULL, 1, RG_OWN_NUMBER, "");

  for (guint i = 0; i < plain->acts->len; i++)
    {
      const PlainAct *act = &g_array_index (plain->acts, PlainAct, i);

      rg_own_column_builder_put (builder, act->customer,
                                 rg_activity_pack (act->product, act->day, act->left));
    }
  return rg_own_column_builder_finish (builder);
}

static Plain *
random_shop (void)
{
  Plain *plain = plain_new ();

  plain->today = TODAY;
  plain->first_weekday = g_test_rand_int_range (0, 7);
  for (int p = 1; p <= PRODUCTS; p++)
    {
      g_autofree char *code = g_strdup_printf ("P%d", p);

      PlainProduct *product = plain_add_product (plain, p, code, p == 1 ? "TEA" : "Thing",
                                                 p <= 4 ? categories[p % 2] : NULL);

      product->brand = p > 2 ? g_strdup (words[p % 4]) : NULL;
      product->warranty = p % 3;
      product->lifetime = p % 4 * 20;
      product->supplier = p < 6 ? g_strdup (words[p % 3 + 2]) : NULL;
    }
  for (gint64 i = 1; i <= PEOPLE; i++)
    random_person (plain, i);
  for (gint64 i = 1; i <= RECEIPTS; i++)
    random_receipt (plain, i);
  for (guint i = 0; i < RECEIPTS; i++)
    random_act (plain);
  plain_settle (plain);
  random_saved (plain);
  return plain;
}

/* --- the dataset, in one piece or with a later part --------------------------------------- */

static void
put_person (RgDatasetBuilder *builder, const PlainPerson *person)
{
  RgCustomerRow row = {
    .id = person->id, .merged_into = person->merged_into, .name = person->name,
    .search = person->search, .country = person->country, .city = person->city,
    .born = person->born, .birth_month = person->month, .birth_mday = person->mday,
    .joined = person->joined, .flags = person->flags,
  };

  row.household = person->household;
  memcpy (row.permission, person->permission, sizeof row.permission);
  memcpy (row.permission_since, person->since, sizeof row.permission_since);
  rg_dataset_builder_put_customer (builder, &row);
  for (guint t = 0; t < person->tags->len; t++)
    rg_dataset_builder_set_tag (builder, g_str_equal (person->tags->pdata[t], tags[0]) ? 1 : 2,
                                person->id, TRUE);
}

static void
put_receipts (RgDatasetBuilder *builder, const Plain *plain, guint from, guint to)
{
  for (guint r = from; r < to; r++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[r];
      RgReceiptRow row = { receipt->id, receipt->customer, receipt->day, receipt->second,
                           g_str_equal (receipt->location, locations[0]) ? 1 : 2 };

      rg_dataset_builder_put_receipt (builder, &row);
      for (guint i = 0; i < receipt->lines->len; i++)
        {
          const PlainLine *line = &g_array_index (receipt->lines, PlainLine, i);
          RgLineRow plain_line = { .product = line->product, .kind = line->kind,
                                   .quantity_milli = line->quantity_milli,
                                   .net_minor = line->net_minor,
                                   .has_cost = line->has_cost,
                                   .cost_minor = line->cost_minor };

          rg_dataset_builder_put_line (builder, &plain_line);
        }
    }
}

static void
put_names (RgDatasetBuilder *builder)
{
  for (guint i = 0; i < 2; i++)
    {
      rg_dataset_builder_put_tag (builder, i + 1, tags[i]);
      rg_dataset_builder_put_category (builder, i + 1, categories[i]);
      rg_dataset_builder_put_location (builder, i + 1, locations[i]);
    }
  for (int p = 1; p <= PRODUCTS; p++)
    {
      g_autofree char *code = g_strdup_printf ("P%d", p);

      rg_dataset_builder_put_product (builder, p, code, p == 1 ? "TEA" : "Thing",
                                      p <= 4 ? p % 2 + 1 : 0);
      rg_dataset_builder_set_origin (builder, p, p > 2 ? words[p % 4] : "",
                                     p < 6 ? words[p % 3 + 2] : NULL);
      rg_dataset_builder_set_lasting (builder, p, p % 3, p % 4 * 20);
    }
}

static GPtrArray *
new_hands (const Plain *plain)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);

  for (guint i = 0; i < plain->segments->len; i++)
    {
      const PlainSegment *segment = plain->segments->pdata[i];
      g_autoptr (RgOwnColumnBuilder) builder =
        rg_own_column_builder_new (NULL, i + 1, RG_OWN_TEXT, "");
      GHashTableIter iter;
      gpointer customer, hand;

      g_hash_table_iter_init (&iter, segment->hands);
      while (g_hash_table_iter_next (&iter, &customer, &hand))
        rg_own_column_builder_put_text (builder, (gint64) (gintptr) customer,
                                        GPOINTER_TO_INT (hand) == 1 ? "1" : "0for a reason");
      g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (builder));
    }
  return columns;
}

static RgDataset *
build (const Plain *plain)
{
  const guint first = (guint) g_test_rand_int_range (20, RECEIPTS + 1);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDatasetBuilder) later = NULL;
  g_autoptr (RgDataset) base = NULL;
  g_autoptr (Plain) other = plain_new ();
  RgDataset *dataset;

  put_names (builder);
  for (guint i = 0; i < plain->segments->len; i++)
    {
      const PlainSegment *segment = plain->segments->pdata[i];

      rg_dataset_builder_put_segment (builder, i + 1, segment->name, segment->text);
    }
  for (guint i = 0; i < PEOPLE; i++)
    put_person (builder, plain->people->pdata[i]);
  put_receipts (builder, plain, 0, first);
  for (guint i = first - 20; i < first; i++) /* some that will be changed later */
    random_receipt (other, i + 1);
  put_receipts (builder, other, 0, 20);
  base = rg_dataset_builder_finish (builder);
  later = rg_dataset_builder_new (base, 2);
  put_receipts (later, plain, first - 20, RECEIPTS);
  dataset = rg_dataset_builder_finish (later);
  rg_dataset_set_hands (dataset, new_hands (plain));
  rg_dataset_set_activity (dataset, new_acts (plain));
  return dataset;
}

/* --- tests -------------------------------------------------------------------------------- */

static guint
count (const Plain *plain, guint8 *members)
{
  g_autofree guint8 *owned = members;
  guint n = 0;

  for (guint i = 0; i < plain->people->len; i++)
    n += members[i];
  return n;
}

static void
assert_members (const Plain *plain, const RgDataset *dataset, const RgBitset *members,
                const guint8 *expected, const char *text)
{
  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *person = plain->people->pdata[i];
      const guint at = rg_dataset_find_customer (dataset, person->id);

      if (rg_bitset_get (members, at) != expected[i])
        g_error ("customer %d should%s be in: %s", (int) person->id, expected[i] ? "" : " not",
                 text);
    }
}

static void
assert_numbers (const Plain *plain, RgNode *root, const RgSegmentResult *result)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  g_assert_cmpuint (result->n_nodes, ==, nodes->len);
  for (guint i = 1; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      guint without;

      g_assert_cmpint (result->nodes[i].passed_over, ==, plain_is_empty (node, NULL));
      if (plain_is_empty (node, NULL))
        continue;
      g_assert_cmpuint (result->nodes[i].match, ==,
                        count (plain, plain_segment (plain, node, NULL)));
      /* At the top of the tree the effects are differences that anyone can check. */
      if (node->parent != root)
        continue;
      without = count (plain, plain_segment (plain, root, node));
      if (root->type == RG_NODE_ALL)
        g_assert_cmpuint (result->nodes[i].effect, ==, without - result->count);
      else if (root->type == RG_NODE_ANY && !plain_is_empty (root, node))
        g_assert_cmpuint (result->nodes[i].effect, ==, result->count - without);
      else if (root->type == RG_NODE_NONE)
        g_assert_cmpuint (result->nodes[i].effect, ==, result->nodes[i].match);
    }
}

/* REGULARS_RULE_ROUNDS: so many shops. */
static guint
rounds (guint usual)
{
  const char *wanted = g_getenv ("REGULARS_RULE_ROUNDS");

  return wanted != NULL ? (guint) atoi (wanted) : usual;
}

/* With other numbers to compare with, what was kept of the rule answers as if it were new. */
static void
assert_edited (RgRule *rule, const RgSegmentContext *context)
{
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  RgSegmentContext kept = *context;

  kept.cache = cache;
  for (guint i = 0; rule->kind->scan == NULL && rule->kind->ops != 0 && i < 3; i++)
    {
      g_autofree char *text = rg_rule_print (rule);
      g_autoptr (RgBitset) cached = rg_rule_evaluate (rule, &kept);
      g_autoptr (RgBitset) anew = rg_rule_evaluate (rule, context);

      if (!rg_bitset_equal (cached, anew))
        g_error ("kept numbers: %s", text);
      rg_random_values (rule);
    }
}

/* What is said of a rule alone is so; takes the node. */
static void
assert_odd (const Plain *plain, RgNode *node, const guint8 *expected, const RgDataset *dataset,
            const char *text)
{
  g_autoptr (RgNode) group = rg_node_new_group (RG_NODE_ALL);
  g_autofree char *odd = NULL;
  guint n = 0;

  rg_node_insert (group, -1, node);
  odd = rg_node_dup_odd (node, "EUR");
  for (guint i = 0; i < plain->people->len; i++)
    n += expected[i];
  if ((odd != NULL && g_str_has_prefix (odd, "Nobody") && n > 0) ||
      (odd != NULL && g_str_has_prefix (odd, "Everybody") && n < dataset->n_live))
    g_error ("“%s” of %u: %s", odd, n, text);
}

static void
test_kinds_against_rows (void)
{
  for (guint round = 0; round < rounds (4); round++)
    {
      g_autoptr (Plain) plain = random_shop ();
      g_autoptr (RgDataset) dataset = build (plain);
      RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2,
                                   .first_weekday = plain->first_weekday };

      for (guint k = 0; k < rg_n_rule_kinds () * 3; k++)
        {
          g_autoptr (RgNode) node =
            rg_random_rule_of (rg_rule_kind_at (k / 3), words, G_N_ELEMENTS (words), FIRST, TODAY);
          g_autofree char *text = rg_rule_print (&node->rule);
          g_autofree guint8 *expected = plain_rule (plain, &node->rule);
          g_autoptr (RgBitset) members = rg_rule_evaluate (&node->rule, &context);

          assert_members (plain, dataset, members, expected, text);
          assert_odd (plain, rg_node_copy (node), expected, dataset, text);
          assert_edited (&node->rule, &context);
        }
    }
}

static void
test_against_rows (void)
{
  for (guint round = 0; round < rounds (6); round++)
    {
      g_autoptr (Plain) plain = random_shop ();
      g_autoptr (RgDataset) dataset = build (plain);
      g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
      RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2,
                                   .first_weekday = plain->first_weekday, .cache = cache };

      for (guint i = 0; i < 12; i++)
        {
          g_autoptr (RgNode) root =
            rg_random_segment (words, G_N_ELEMENTS (words), FIRST, TODAY, 2);
          g_autofree char *text = rg_segment_print_line (root);
          g_autofree guint8 *expected = plain_segment (plain, root, NULL);
          g_autoptr (RgSegmentResult) result = rg_segment_count (root, &context);

          assert_members (plain, dataset, result->members, expected, text);
          assert_numbers (plain, root, result);
        }
    }
}

/* What a tree would say of somebody if the marked rules turned out the other way. */
static gboolean
turned (const RgWhy *why, RgNode *node, guint *at)
{
  const RgRuleWhy *own = &why->nodes[(*at)++];
  gboolean all = TRUE, any = FALSE;

  if (node->type == RG_NODE_RULE)
    return own->holds != own->turns;
  for (guint i = 0; i < node->children->len; i++)
    {
      const gboolean over = why->nodes[*at].passed_over;
      const gboolean child = turned (why, node->children->pdata[i], at);

      all &= child || over;
      any |= child && !over;
    }
  return node->type == RG_NODE_ALL ? all : node->type == RG_NODE_ANY ? any : !any;
}

/* Of each person: every rule as it is counted, and a smallest change that does what it says. */
static void
test_why (void)
{
  for (guint round = 0; round < rounds (2); round++)
    {
      g_autoptr (Plain) plain = random_shop ();
      g_autoptr (RgDataset) dataset = build (plain);
      g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
      const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2,
                                         .first_weekday = plain->first_weekday,
                                         .cache = round % 2 == 0 ? cache : NULL };

      for (guint i = 0; i < 30; i++)
        {
          g_autoptr (RgNode) root =
            rg_random_segment (words, G_N_ELEMENTS (words), FIRST, TODAY, 2);
          g_autoptr (GPtrArray) nodes = rg_node_flatten (root);
          g_autofree char *text = rg_segment_print_line (root);
          g_autofree guint8 *expected = plain_segment (plain, root, NULL);

          for (guint p = 0; p < plain->people->len; p += 7)
            {
              const PlainPerson *person = plain->people->pdata[p];
              const guint position = rg_dataset_find_customer (dataset, person->id);
              g_autoptr (RgWhy) why = NULL;
              guint at = 0;

              if (person->merged_into != 0)
                continue;
              why = rg_segment_explain (root, &context, position, "EUR");
              if (why->member != expected[p])
                g_error ("customer %d is told wrong of: %s", (int) person->id, text);
              if (why->turns > 0)
                g_assert_cmpint (turned (why, root, &at), !=, why->member);
              for (guint n = 0; n < nodes->len; n++)
                {
                  const RgNode *node = nodes->pdata[n];
                  g_autofree guint8 *own = NULL;

                  if (node->type != RG_NODE_RULE || why->nodes[n].passed_over)
                    continue;
                  own = plain_rule (plain, &node->rule);
                  g_assert_cmpint (why->nodes[n].holds, ==, own[p]);
                }
            }
        }
    }
}

/* What is said of somebody, and what it would take. */
static void
test_why_words (void)
{
  static const struct {
    const char *rule, *fact, *change;
  } told[] = {
    { "visits at least 5", "Came 2 times", "3 times more" },
    { "visits at most 1 in last 30 days", "Came 1 time in the last 30 days", "1 time more" },
    { "spend between 10 and 100", "Spent €20.00", "€10.01 less" },
    { "spend at least 30.50", "Spent €20.00", "€10.50 more" },
    { "first visit in last 30 days", "Came for the first time on 18 Mar 2024", NULL },
    { "bought product Tea", "1 time", "1 time less" },
    { "city is Oslo", "Lives in Bergen", NULL },
    { "tag is red", "Has blue", NULL },
    { "permission post is yes", "Did not say whether they want post", NULL },
    { "age at least 30", "Not known", NULL },
  };
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  RgCustomerRow row = { .id = 5, .name = "Kim", .city = "Bergen", .born = RG_DAY_NONE,
                        .joined = RG_DAY_NONE };
  RgSegmentContext context = { .today = 20000, .digits = 2 };

  put_names (builder);
  rg_dataset_builder_put_customer (builder, &row);
  rg_dataset_builder_set_tag (builder, 2, 5, TRUE);
  for (gint64 i = 1; i <= 2; i++)
    {
      const RgReceiptRow receipt = { i, 5, i == 1 ? 19800 : 19985, RG_TIME_NONE, 1 };
      const RgLineRow line = { .product = i, .quantity_milli = 1000, .net_minor = 1000 };

      rg_dataset_builder_put_receipt (builder, &receipt);
      rg_dataset_builder_put_line (builder, &line);
    }
  dataset = rg_dataset_builder_finish (builder);
  context.dataset = dataset;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (told[i].rule, NULL, NULL);
      g_autoptr (RgWhy) why = rg_segment_explain (root, &context, 0, "EUR");

      g_assert_cmpstr (why->nodes[1].fact, ==, told[i].fact);
      g_assert_cmpstr (why->nodes[1].change, ==, told[i].change);
      g_assert_cmpuint (why->turns, ==, 1);
    }
}

/* The cache answers for one generation and one day only. */
static void
test_cache (void)
{
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  g_autoptr (RgNode) root = rg_segment_parse ("visits at least 1 in last 5 days", NULL, NULL);
  guint counts[3] = { 0 };

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (Plain) plain = plain_new ();
      g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
      g_autoptr (RgDataset) dataset = NULL;
      g_autoptr (RgBitset) set = NULL;
      RgSegmentContext context = { .digits = 2, .cache = cache };

      for (gint64 i = 1; i <= 3; i++)
        {
          const PlainLine line = { .quantity_milli = 1000, .net_minor = 1 };
          PlainReceipt *receipt = plain_add_receipt (plain, i);

          put_person (builder, plain_add_person (plain, i));
          receipt->customer = i;
          receipt->day = TODAY - (RgDay) round;
          receipt->location = g_strdup ("");
          g_array_append_val (receipt->lines, line);
        }
      put_receipts (builder, plain, 0, round == 1 ? 2 : 3);
      dataset = rg_dataset_builder_finish (builder);
      context.dataset = dataset;
      context.today = round == 2 ? TODAY + 100 : TODAY;
      set = rg_segment_evaluate (root, &context);
      counts[round] = rg_bitset_count (set);
    }
  g_assert_cmpuint (counts[0], ==, 3);
  g_assert_cmpuint (counts[1], ==, 2);
  g_assert_cmpuint (counts[2], ==, 0);
}

/* A rule that lacks something is passed over, not nobody. */
static void
test_unfinished (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgNode) root = rg_node_new_group (RG_NODE_ALL);
  g_autoptr (RgSegmentResult) result = NULL;
  g_autofree char *text = NULL;
  RgSegmentContext context = { .today = TODAY, .digits = 2 };
  RgCustomerRow row = { .id = 1, .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

  rg_dataset_builder_put_customer (builder, &row);
  dataset = rg_dataset_builder_finish (builder);
  context.dataset = dataset;
  rg_node_insert (root, -1, rg_node_new_rule (rg_rule_kind_find ("tag")));
  result = rg_segment_count (root, &context);
  g_assert_cmpuint (result->count, ==, 1);
  g_assert_true (result->nodes[1].passed_over);
  rg_node_insert (root, -1, rg_node_new_group (RG_NODE_ANY));
  rg_node_insert (root, -1, rg_node_new_rule (rg_rule_kind_find ("not since")));
  rg_node_prune (root);
  text = rg_segment_print_line (root);
  g_assert_cmpstr (text, ==, "all (not since 60 days)");
}

static void
test_unknown_names (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgNode) root = rg_segment_parse ("bought category tea or Tae; bought product p2; "
                                              "tag is \"purple\"; age at least 3; "
                                              "visits at least 1 location Mars", NULL, NULL);
  static const char *const expected[] = { "Tae", NULL, "purple", NULL, "Mars" };

  put_names (builder);
  dataset = rg_dataset_builder_finish (builder);
  for (guint i = 0; i < root->children->len; i++)
    g_assert_cmpstr (rg_rule_unknown_name (&((RgNode *) root->children->pdata[i])->rule, dataset),
                     ==, expected[i]);
}

/* | is the cursor; what is offered first, or "" for nothing; and the text once it is taken. */
static void
test_complete (void)
{
  static const struct {
    const char *text, *word, *then;
  } told[] = {
    { "cit|", "city", "city" },
    { "bought cat|", "category", "bought category" },
    { "dri|", "", NULL },
    { "bought category \"dri|", "\"Drinks\"", "bought category \"Drinks\"" },
    { "bought category dri|", "\"Drinks\"", "bought category \"Drinks\"" },
    { "bought category \"Drinks\" o|", "or", "bought category \"Drinks\" or" },
    { "tag is \"bl|", "\"Blue\"", "tag is \"Blue\"" },
    { "tag i|", "is", "tag is" },
    { "visits at l|", "least", "visits at least" },
    { "visits at least 3 in l|", "last", "visits at least 3 in last" },
    { "visits at least 3 in last 7 d|", "day", NULL },
    { "visits at least 3 locat|", "location", "visits at least 3 location" },
    { "visits at least 3 location p|", "\"Place\"", NULL },
    { "permission po|", "post", "permission post" },
    { "permission post is y|", "yes", "permission post is yes" },
    { "stage is la|", "lapsing", "stage is lapsing" },
    { "has email; an|", "any (", "has email; any (" },
    { "any (has email\n  birth|", "birthday in month", "any (has email\n  birthday in month" },
    { "tags al|", "all", "tags all" },
    { "tags all \"Blue\" or |", "\"Red\"", NULL },
    { "visits at least |", "", NULL },
    { "city|", "", NULL },
    { "nonsense and mo|", "", NULL },
    { "city is \"O\n|", "", NULL },
    { "cit| is \"Oslo\"", "city", "city is \"Oslo\"" },
  };
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;

  rg_dataset_builder_put_tag (builder, 1, "Red");
  rg_dataset_builder_put_tag (builder, 2, "Blue");
  rg_dataset_builder_put_category (builder, 1, "Drinks");
  rg_dataset_builder_put_location (builder, 1, "Place");
  dataset = rg_dataset_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const gsize cursor = (gsize) (strchr (told[i].text, '|') - told[i].text);
      g_autofree char *text = g_strndup (told[i].text, cursor);
      g_autofree char *whole = g_strconcat (text, told[i].text + cursor + 1, NULL);
      gsize from;
      g_auto (GStrv) offered = rg_segment_complete (whole, cursor, dataset, &from);
      g_autoptr (GString) then = g_string_new_len (whole, (gssize) from);

      g_test_message ("%s", told[i].text);
      g_assert_cmpstr (offered[0] != NULL ? offered[0] : "", ==, told[i].word);
      if (told[i].then == NULL)
        continue;
      g_string_append (then, offered[0]);
      g_string_append (then, whole + cursor);
      g_assert_cmpstr (then->str, ==, told[i].then);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment-count/kinds-against-rows", test_kinds_against_rows);
  g_test_add_func ("/segment-count/against-rows", test_against_rows);
  g_test_add_func ("/segment-count/why", test_why);
  g_test_add_func ("/segment-count/why-words", test_why_words);
  g_test_add_func ("/segment-count/complete", test_complete);
  g_test_add_func ("/segment-count/cache", test_cache);
  g_test_add_func ("/segment-count/unfinished", test_unfinished);
  g_test_add_func ("/segment-count/unknown-names", test_unknown_names);
  return g_test_run ();
}
