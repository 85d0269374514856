/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Random segments, counted on the dataset and by asking each customer in turn over plain rows. */
#include "rg-random-segment.h"
#include "rg-random-shop.h"

#include "base/rg-parallel-private.h"
#include "rules/rg-segment-complete.h"
#include "rules/rg-why.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

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
  for (guint i = 0; rule->kind->measure != NULL && rule->kind->ops != 0 && i < 3; i++)
    {
      g_autofree char *text = rg_rule_print (rule);
      g_autoptr (RgBitset) cached = rg_rule_evaluate (rule, &kept);
      g_autoptr (RgBitset) anew = rg_rule_evaluate (rule, context);

      if (!rg_bitset_equal (cached, anew))
        g_error ("kept numbers: %s", text);
      rg_random_values (rule);
    }
}

static void
test_kinds_against_rows (void)
{
  for (guint round = 0; round < rounds (4); round++)
    {
      g_autoptr (Plain) plain = rg_random_shop ();
      g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
      RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2,
                                   .first_weekday = plain->first_weekday };

      for (guint k = 0; k < rg_n_rule_kinds () * 3; k++)
        {
          g_autoptr (RgNode) node =
            rg_random_rule_of (rg_rule_kind_at (k / 3), rg_random_words, RG_RANDOM_WORDS,
                               RG_RANDOM_FIRST, RG_RANDOM_TODAY);
          g_autofree char *text = rg_rule_print (&node->rule);
          g_autofree guint8 *expected = plain_rule (plain, &node->rule);
          g_autoptr (RgBitset) members = rg_rule_evaluate (&node->rule, &context);

          assert_members (plain, dataset, members, expected, text);
          assert_edited (&node->rule, &context);
        }
    }
}

static void
test_against_rows (void)
{
  for (guint round = 0; round < rounds (6); round++)
    {
      g_autoptr (Plain) plain = rg_random_shop ();
      g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
      g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
      RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2,
                                   .first_weekday = plain->first_weekday, .cache = cache };

      for (guint i = 0; i < 12; i++)
        {
          g_autoptr (RgNode) root =
            rg_random_segment (rg_random_words, RG_RANDOM_WORDS, RG_RANDOM_FIRST,
                               RG_RANDOM_TODAY, 2);
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
      g_autoptr (Plain) plain = rg_random_shop ();
      g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
      g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
      const RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2,
                                         .first_weekday = plain->first_weekday,
                                         .cache = round % 2 == 0 ? cache : NULL };

      for (guint i = 0; i < 30; i++)
        {
          g_autoptr (RgNode) root =
            rg_random_segment (rg_random_words, RG_RANDOM_WORDS, RG_RANDOM_FIRST,
                               RG_RANDOM_TODAY, 2);
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
    { "visits at least 5", "Came 2 times", "It would take 3 times more." },
    { "visits at most 1 in last 30 days", "Came 1 time in the last 30 days",
      "It would take 1 time more." },
    { "spend between 10 and 100", "Spent €20.00", "It would take €10.01 less." },
    { "spend at least 30.50", "Spent €20.00", "It would take €10.50 more." },
    { "bought product Tea", "1 time", "It would take 1 time less." },
    { "age at least 30", "Not known", "It would have to be known, and be at least 30 years." },
  };
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  RgCustomerRow row = { .id = 5, .name = "Kim", .city = "Bergen", .born = RG_DAY_NONE,
                        .joined = RG_DAY_NONE };
  RgSegmentContext context = { .today = 20000, .digits = 2 };

  rg_random_shop_put_names (builder);
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

          rg_random_shop_put_person (builder, plain_add_person (plain, i));
          receipt->customer = i;
          receipt->day = RG_RANDOM_TODAY - (RgDay) round;
          receipt->location = g_strdup ("");
          g_array_append_val (receipt->lines, line);
        }
      rg_random_shop_put_receipts (builder, plain, 0, round == 1 ? 2 : 3);
      dataset = rg_dataset_builder_finish (builder);
      context.dataset = dataset;
      context.today = round == 2 ? RG_RANDOM_TODAY + 100 : RG_RANDOM_TODAY;
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
  RgSegmentContext context = { .today = RG_RANDOM_TODAY, .digits = 2 };
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

/* More than fit into a byte. */
static void
test_crowded_home (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgNode) root = rg_segment_parse ("household at least 199", NULL, NULL);
  g_autoptr (RgSegmentResult) result = NULL;
  RgSegmentContext context = { .today = RG_RANDOM_TODAY, .digits = 2 };
  RgCustomerRow row = { .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

  for (row.id = 1; row.id <= 300; row.id++)
    {
      row.household = row.id <= 200 ? 7 : row.id;
      rg_dataset_builder_put_customer (builder, &row);
    }
  dataset = rg_dataset_builder_finish (builder);
  context.dataset = dataset;
  result = rg_segment_count (root, &context);
  g_assert_cmpuint (result->count, ==, 200);
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

  rg_random_shop_put_names (builder);
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
    { "visits at least 3 channel w|", "web", "visits at least 3 channel web" },
    { "field \"x\" ann|", "anniversary", "field \"x\" anniversary" },
    { "field \"x\" anniversary in ne|", "next", "field \"x\" anniversary in next" },
    { "permission po|", "post", "permission post" },
    { "permission post is y|", "yes", "permission post is yes" },
    { "stage is la|", "lapsing", "stage is lapsing" },
    { "has email; an|", "any (", "has email; any (" },
    { "any (has email\n  birth|", "birthday in", "any (has email\n  birthday in" },
    { "birthday in mo|", "month", "birthday in month" },
    { "birthday in this q|", "quarter", "birthday in this quarter" },
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

/* Across new year, on 29 February, and of that day itself. */
static const struct {
  const char *today, *rule, *day;
  gboolean birthday, joined;
} yearly[] = {
  { "2026-12-15", "next month", "2000-01-01", TRUE, TRUE },
  { "2026-12-15", "next month", "2000-01-31", TRUE, TRUE },
  { "2026-12-15", "next month", "2000-02-01", FALSE, FALSE },
  { "2026-12-15", "next month", "2000-12-31", FALSE, FALSE },
  { "2026-12-15", "next month", "2026-01-10", TRUE, TRUE },
  { "2026-12-15", "next quarter", "2000-03-31", TRUE, TRUE },
  { "2026-12-15", "next quarter", "2000-02-29", TRUE, TRUE },
  { "2026-12-15", "next year", "2000-02-29", TRUE, TRUE },
  { "2026-12-15", "next year", "2026-12-14", TRUE, TRUE },
  { "2026-12-15", "this year", "2025-12-31", TRUE, TRUE },
  { "2026-12-15", "this year", "2026-03-01", TRUE, FALSE },
  { "2027-01-02", "last month", "2000-12-01", TRUE, TRUE },
  { "2027-01-02", "last month", "2000-11-30", FALSE, FALSE },
  { "2027-01-02", "last month", "2026-12-24", TRUE, FALSE },
  { "2027-01-02", "this week", "2000-12-28", TRUE, TRUE },
  { "2027-01-02", "this week", "2000-01-03", TRUE, TRUE },
  { "2027-01-02", "this week", "2000-01-04", FALSE, FALSE },
  { "2027-01-02", "next week", "2000-01-10", TRUE, TRUE },
  { "2027-02-10", "this month", "2000-02-29", FALSE, FALSE },
  { "2027-02-10", "next month", "2000-02-29", TRUE, TRUE },
  { "2028-02-10", "this month", "2000-02-29", TRUE, TRUE },
  { "2028-02-10", "next month", "2000-02-29", FALSE, FALSE },
  { "2028-02-10", "last 3 days", "2000-02-08", TRUE, TRUE },
};

static void
assert_round (guint i, const char *keyword, gboolean so)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  const RgDay day = rg_day_parse_iso (yearly[i].day);
  const RgCustomerRow row = { .id = 1, .born = day, .joined = day };
  const RgReceiptRow receipt = { 1, 1, day, RG_TIME_NONE, 1 };
  const RgLineRow line = { .product = 1, .quantity_milli = 1000, .net_minor = 100 };
  g_autofree char *text = g_strdup_printf ("%s in %s", keyword, yearly[i].rule);
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  RgSegmentContext context = { .today = rg_day_parse_iso (yearly[i].today) };
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgBitset) set = NULL;

  rg_random_shop_put_names (builder);
  rg_dataset_builder_put_customer (builder, &row);
  rg_dataset_builder_put_receipt (builder, &receipt);
  rg_dataset_builder_put_line (builder, &line);
  context.dataset = dataset = rg_dataset_builder_finish (builder);
  g_test_message ("%s on %s of %s", text, yearly[i].today, yearly[i].day);
  set = rg_segment_evaluate (root, &context);
  g_assert_cmpuint (rg_bitset_count (set), ==, so);
}

static void
test_yearly (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (yearly); i++)
    {
      assert_round (i, "birthday", yearly[i].birthday);
      assert_round (i, "joining anniversary", yearly[i].joined);
      assert_round (i, "first-visit anniversary", yearly[i].joined);
    }
}

static void
test_parallel (void)
{
  rg_parallel_share_everything ();
  test_kinds_against_rows ();
  test_against_rows ();
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
  g_test_add_func ("/segment-count/crowded-home", test_crowded_home);
  g_test_add_func ("/segment-count/yearly", test_yearly);
  g_test_add_func ("/segment-count/unknown-names", test_unknown_names);
  /* Shared out among threads, as in a shop of a million people. The last one: it stays so. */
  g_test_add_func ("/segment-count/parallel", test_parallel);
  return g_test_run ();
}
