/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Random segments, counted on the dataset and by asking each customer in turn over plain rows. */
#include "rg-random-segment.h"

#include "base/rg-fold.h"
#include "rules/rg-segment-count.h"

#include <string.h>

#define PEOPLE 70
#define RECEIPTS 300
#define LINES 3
#define PRODUCTS 8
#define FIRST 19900
#define TODAY 20000

/* --- the shop in rows --------------------------------------------------------------------- */

static const char *const words[] = { "Oslo", "bergen", "red", "Blue", "Tea", "coffee", "ann",
                                     "kim", "p3", "unknown" };
static const char *const people_names[] = { "Ann Red", "Kim", "Åse Oslo", "", "Blue Ann" };
static const char *const cities[] = { "Oslo", "BERGEN", "Voss", NULL };
static const char *const countries[] = { "Red", "Blue", NULL };
static const char *const tags[] = { "red", "blue" };
static const char *const categories[] = { "Tea", "Coffee" };

typedef struct {
  gint64 id, merged_into;
  const char *name, *city, *country;
  RgDay born, joined;
  int month, mday;
  guint flags;
  gboolean tag[2];
  RgPermission permission[RG_CHANNELS];
} Person;

typedef struct {
  gint64 customer;
  RgDay day;
  guint n;
  RgLineRow lines[LINES];
} Receipt;

typedef struct {
  Person people[PEOPLE + 1];
  Receipt receipts[RECEIPTS + 1];
} Shop;

static void
person_random (Person *person, gint64 id)
{
  *person = (Person) {
    .id = id,
    .merged_into = id > 10 && g_test_rand_int_range (0, 6) == 0
                     ? g_test_rand_int_range (1, (gint32) id) : 0,
    .name = people_names[g_test_rand_int_range (0, G_N_ELEMENTS (people_names))],
    .city = cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))],
    .country = countries[g_test_rand_int_range (0, G_N_ELEMENTS (countries))],
    .born = g_test_rand_bit () ? g_test_rand_int_range (-20000, TODAY) : RG_DAY_NONE,
    .joined = g_test_rand_bit () ? g_test_rand_int_range (FIRST, TODAY) : RG_DAY_NONE,
    .flags = (guint) g_test_rand_int_range (0, 8) << 1,
    .tag = { g_test_rand_bit (), g_test_rand_bit () },
  };
  if (person->born == RG_DAY_NONE && g_test_rand_bit ())
    {
      person->month = g_test_rand_int_range (1, 13);
      person->mday = g_test_rand_int_range (1, 29);
    }
  for (guint c = 0; c < RG_CHANNELS; c++)
    person->permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
}

static void
receipt_random (Receipt *receipt)
{
  *receipt = (Receipt) { .customer = g_test_rand_int_range (0, PEOPLE + 1),
                         .day = g_test_rand_int_range (FIRST, TODAY + 2),
                         .n = (guint) g_test_rand_int_range (0, LINES + 1) };
  for (guint i = 0; i < receipt->n; i++)
    receipt->lines[i] = (RgLineRow) {
      .product = g_test_rand_int_range (0, PRODUCTS + 1),
      .quantity_milli = g_test_rand_int_range (-1, 3) * 1000,
      .net_minor = g_test_rand_int_range (-2000, 20000),
      .kind = (RgLineKind) g_test_rand_int_range (0, RG_LINE_KINDS),
    };
}

static gint64
resolve (const Shop *shop, gint64 id)
{
  while (id != 0 && shop->people[id].merged_into != 0)
    id = shop->people[id].merged_into;
  return id;
}

static char *
search_text (const Person *person)
{
  return g_strdup_printf ("p%" G_GINT64_FORMAT, person->id);
}

/* --- one customer, one rule --------------------------------------------------------------- */

static gboolean
same (const char *a, const char *b)
{
  g_autofree char *x = rg_fold (a != NULL ? a : "");
  g_autofree char *y = rg_fold (b != NULL ? b : "");

  return *y != '\0' && strcmp (x, y) == 0;
}

static gboolean
named (const RgRule *rule, const char *name)
{
  for (guint i = 0; rule->names[i] != NULL; i++)
    if (same (name, rule->names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_text (const char *text, const char *part)
{
  g_autofree char *x = rg_fold (text != NULL ? text : "");
  g_autofree char *y = rg_fold (part);

  return strstr (x, y) != NULL;
}

static gboolean
in_window (const RgWindow *window, RgDay day)
{
  if (window->mode == RG_WINDOW_LAST)
    return day <= TODAY && day > TODAY - window->days;
  return window->mode == RG_WINDOW_EVER || (day >= window->from && day <= window->to);
}

static gboolean
is_visit (const Receipt *receipt)
{
  for (guint i = 0; i < receipt->n; i++)
    if (receipt->lines[i].kind == RG_LINE_SALE)
      return TRUE;
  return FALSE;
}

static gboolean
has_product (const Receipt *receipt, const RgRule *rule)
{
  gboolean product_rule = rg_rule_kind_info (rule->kind)->list == RG_LIST_PRODUCTS;

  for (guint i = 0; i < receipt->n; i++)
    {
      const RgLineRow *line = &receipt->lines[i];
      g_autofree char *code = g_strdup_printf ("p%d", (int) line->product);

      if (line->product == 0 || line->kind != RG_LINE_SALE || line->quantity_milli <= 0)
        continue;
      if (product_rule ? named (rule, code) || (line->product == 1 && named (rule, "Tea"))
                       : line->product <= 4 && named (rule, categories[line->product % 2]))
        return TRUE;
    }
  return FALSE;
}

typedef struct {
  gint64 net;
  int visits, bought;
  RgDay first, last;
} Sums;

static Sums
sums_of (const Shop *shop, gint64 id, const RgWindow *window, const RgRule *rule)
{
  Sums sums = { .first = RG_DAY_NONE, .last = RG_DAY_NONE };

  for (guint r = 1; r <= RECEIPTS; r++)
    {
      const Receipt *receipt = &shop->receipts[r];

      if (resolve (shop, receipt->customer) != id || !in_window (window, receipt->day))
        continue;
      for (guint i = 0; i < receipt->n; i++)
        if (receipt->lines[i].kind == RG_LINE_SALE || receipt->lines[i].kind == RG_LINE_RETURN)
          sums.net += receipt->lines[i].net_minor;
      if (rg_rule_kind_info (rule->kind)->list >= RG_LIST_PRODUCTS)
        sums.bought += has_product (receipt, rule);
      if (!is_visit (receipt))
        continue;
      sums.visits++;
      sums.first = sums.first == RG_DAY_NONE ? receipt->day : MIN (sums.first, receipt->day);
      sums.last = MAX (sums.last, receipt->day);
    }
  return sums;
}

static gboolean
compares (const RgRule *rule, double value)
{
  return (rule->op == RG_OP_AT_MOST || value >= (double) rule->low) &&
         (rule->op == RG_OP_AT_LEAST || value <= (double) rule->high);
}

static gboolean
birthday_soon (int month, int mday, int days)
{
  for (int i = 0; i < days; i++)
    {
      int y, m, d;

      rg_day_to_ymd (TODAY + i, &y, &m, &d);
      if (m == month && d == mday)
        return TRUE;
      if (month == 2 && mday == 29 && m == 3 && d == 1 && !g_date_is_leap_year ((GDateYear) y))
        return TRUE;
    }
  return FALSE;
}

/* A tag of one that was merged is a tag of who it became. */
static gboolean
has_tag (const Shop *shop, gint64 id, const RgRule *rule)
{
  for (guint p = 1; p <= PEOPLE; p++)
    for (guint t = 0; t < 2; t++)
      if (resolve (shop, p) == id && shop->people[p].tag[t] && named (rule, tags[t]))
        return TRUE;
  return FALSE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const RgDay *) a - *(const RgDay *) b;
}

static RgStage
stage_of (const Shop *shop, gint64 id)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgDay));

  for (guint r = 1; r <= RECEIPTS; r++)
    if (resolve (shop, shop->receipts[r].customer) == id && is_visit (&shop->receipts[r]))
      g_array_append_val (days, shop->receipts[r].day);
  g_array_sort (days, compare_days);
  return rg_stage_of_days ((const RgDay *) (gpointer) days->data, days->len, TODAY).stage;
}

static gboolean
sales_rule_holds (const Shop *shop, const RgRule *rule, gint64 id)
{
  RgWindow ever = { RG_WINDOW_EVER };

  switch (rule->kind)
    {
    case RG_RULE_SPEND:
      return compares (rule, (double) sums_of (shop, id, &rule->window, rule).net * 1e4);
    case RG_RULE_VISITS:
      return compares (rule, sums_of (shop, id, &rule->window, rule).visits);
    case RG_RULE_BASKET:
      {
        Sums sums = sums_of (shop, id, &rule->window, rule);

        return sums.visits > 0 && compares (rule, (double) sums.net * 1e4 / sums.visits);
      }
    case RG_RULE_FIRST_VISIT:
      {
        RgDay first = sums_of (shop, id, &ever, rule).first;

        return first != RG_DAY_NONE && in_window (&rule->window, first);
      }
    case RG_RULE_ABSENT:
      {
        RgDay last = sums_of (shop, id, &ever, rule).last;

        return last != RG_DAY_NONE && last <= TODAY - rule->low;
      }
    case RG_RULE_STAGE:
      return (stage_of (shop, id) == rule->stage) != (rule->op == RG_OP_IS_NOT);
    case RG_RULE_BOUGHT_PRODUCT:
    case RG_RULE_BOUGHT_CATEGORY:
      return sums_of (shop, id, &rule->window, rule).bought >= rule->low;
    case RG_RULE_NEVER_PRODUCT:
    case RG_RULE_NEVER_CATEGORY:
      return sums_of (shop, id, &rule->window, rule).bought == 0;
    case RG_RULE_OWN: /* the shop has none: test-rule-own.c */
      return rg_op_is_not (rule->op, NULL);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
rule_holds (const Shop *shop, const RgRule *rule, gint64 id)
{
  const Person *person = &shop->people[id];
  gboolean not = rule->op == RG_OP_IS_NOT;
  int month = person->month, mday = person->mday, year;
  g_autofree char *other = search_text (person);

  if (person->born != RG_DAY_NONE)
    rg_day_to_ymd (person->born, &year, &month, &mday);
  switch (rule->kind)
    {
    case RG_RULE_COUNTRY:
      return named (rule, person->country) != not;
    case RG_RULE_CITY:
      return named (rule, person->city) != not;
    case RG_RULE_AGE:
      return person->born != RG_DAY_NONE && person->born <= TODAY &&
             compares (rule, rg_day_years_between (person->born, TODAY));
    case RG_RULE_BIRTHDAY_MONTH:
      return month == rule->low;
    case RG_RULE_BIRTHDAY_SOON:
      return month != 0 && birthday_soon (month, mday, (int) rule->low);
    case RG_RULE_NAME:
      return has_text (person->name, rule->names[0]);
    case RG_RULE_TEXT:
      return has_text (person->name, rule->names[0]) || has_text (person->city, rule->names[0]) ||
             has_text (other, rule->names[0]);
    case RG_RULE_JOINED:
      return person->joined != RG_DAY_NONE && in_window (&rule->window, person->joined);
    case RG_RULE_HAS:
      return (rule->has == 0 ? *person->name != '\0'
                             : (person->flags >> rule->has & 1) != 0) != not;
    case RG_RULE_TAG:
      return has_tag (shop, id, rule) != not;
    case RG_RULE_PERMISSION:
      return person->permission[rule->channel] == rule->permission;
    default:
      return sales_rule_holds (shop, rule, id);
    }
}

/* --- one customer, one tree --------------------------------------------------------------- */

/* but: a node that is looked at as if it were not there; NULL: none. */
static gboolean
node_empty (const RgNode *node, const RgNode *but)
{
  if (node == but)
    return TRUE;
  if (node->type == RG_NODE_RULE)
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    if (!node_empty (node->children->pdata[i], but))
      return FALSE;
  return TRUE;
}

static gboolean
node_holds (const Shop *shop, const RgNode *node, gint64 id, const RgNode *but)
{
  if (node->type == RG_NODE_RULE)
    return rule_holds (shop, &node->rule, id);
  for (guint i = 0; i < node->children->len; i++)
    {
      const RgNode *child = node->children->pdata[i];

      if (node_empty (child, but))
        continue;
      if (node_holds (shop, child, id, but) != (node->type == RG_NODE_ALL))
        return node->type == RG_NODE_ANY;
    }
  return node->type != RG_NODE_ANY;
}

static gboolean
holds (const Shop *shop, const RgNode *root, gint64 id, const RgNode *but)
{
  return node_empty (root, but) || node_holds (shop, root, id, but);
}

/* --- the dataset, in one piece or with a later part --------------------------------------- */

static void
put_person (RgDatasetBuilder *builder, const Person *person)
{
  g_autofree char *search = search_text (person);
  RgCustomerRow row = {
    .id = person->id, .merged_into = person->merged_into, .name = person->name,
    .search = search, .country = person->country, .city = person->city, .born = person->born,
    .birth_month = person->month, .birth_mday = person->mday, .joined = person->joined,
    .flags = person->flags,
  };

  memcpy (row.permission, person->permission, sizeof row.permission);
  rg_dataset_builder_put_customer (builder, &row);
  for (guint t = 0; t < 2; t++)
    if (person->tag[t])
      rg_dataset_builder_set_tag (builder, t + 1, person->id, TRUE);
}

static void
put_receipts (RgDatasetBuilder *builder, const Shop *shop, guint from, guint to)
{
  for (guint r = from; r < to; r++)
    {
      const Receipt *receipt = &shop->receipts[r];
      RgReceiptRow row = { r, receipt->customer, receipt->day, RG_TIME_NONE, 0 };

      rg_dataset_builder_put_receipt (builder, &row);
      for (guint i = 0; i < receipt->n; i++)
        rg_dataset_builder_put_line (builder, &receipt->lines[i]);
    }
}

static void
put_names (RgDatasetBuilder *builder)
{
  for (guint i = 0; i < 2; i++)
    {
      rg_dataset_builder_put_tag (builder, i + 1, tags[i]);
      rg_dataset_builder_put_category (builder, i + 1, categories[i]);
    }
  for (int p = 1; p <= PRODUCTS; p++)
    {
      g_autofree char *code = g_strdup_printf ("P%d", p);

      rg_dataset_builder_put_product (builder, p, code, p == 1 ? "TEA" : "Thing",
                                      p <= 4 ? p % 2 + 1 : 0);
    }
}

static RgDataset *
build (const Shop *shop)
{
  guint first = (guint) g_test_rand_int_range (1, RECEIPTS + 1);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDatasetBuilder) later = NULL;
  g_autoptr (RgDataset) base = NULL;
  Shop other = { 0 };

  put_names (builder);
  for (gint64 i = 1; i <= PEOPLE; i++)
    put_person (builder, &shop->people[i]);
  put_receipts (builder, shop, 1, first);
  for (guint i = 0; i < 20; i++) /* some that will be changed later */
    receipt_random (&other.receipts[MAX (first, 21) - 20 + i]);
  put_receipts (builder, &other, MAX (first, 21) - 20, MAX (first, 21));
  base = rg_dataset_builder_finish (builder);
  later = rg_dataset_builder_new (base, 2);
  put_receipts (later, shop, MAX (first, 21) - 20, RECEIPTS + 1);
  return rg_dataset_builder_finish (later);
}

/* --- tests -------------------------------------------------------------------------------- */

static guint
naive_count (const Shop *shop, const RgNode *root, const RgNode *but)
{
  guint n = 0;

  for (gint64 id = 1; id <= PEOPLE; id++)
    n += shop->people[id].merged_into == 0 && holds (shop, root, id, but);
  return n;
}

static guint
naive_match (const Shop *shop, const RgNode *node)
{
  guint n = 0;

  for (gint64 id = 1; id <= PEOPLE; id++)
    n += shop->people[id].merged_into == 0 && node_holds (shop, node, id, NULL);
  return n;
}

static void
assert_numbers (const Shop *shop, RgNode *root, const RgSegmentResult *result)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  g_assert_cmpuint (result->n_nodes, ==, nodes->len);
  for (guint i = 1; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      guint without;

      g_assert_cmpint (result->nodes[i].passed_over, ==, node_empty (node, NULL));
      if (node_empty (node, NULL))
        continue;
      g_assert_cmpuint (result->nodes[i].match, ==, naive_match (shop, node));
      /* At the top of the tree the effects are differences that anyone can check. */
      if (node->parent != root)
        continue;
      without = naive_count (shop, root, node);
      if (root->type == RG_NODE_ALL)
        g_assert_cmpuint (result->nodes[i].effect, ==, without - result->count);
      else if (root->type == RG_NODE_ANY && !node_empty (root, node))
        g_assert_cmpuint (result->nodes[i].effect, ==, result->count - without);
      else if (root->type == RG_NODE_NONE)
        g_assert_cmpuint (result->nodes[i].effect, ==, result->nodes[i].match);
    }
}

static void
test_against_rows (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autofree Shop *shop = g_new0 (Shop, 1);
      g_autoptr (RgDataset) dataset = NULL;
      g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
      RgSegmentContext context = { .today = TODAY, .digits = 2, .cache = cache };

      for (gint64 i = 1; i <= PEOPLE; i++)
        person_random (&shop->people[i], i);
      for (guint i = 1; i <= RECEIPTS; i++)
        receipt_random (&shop->receipts[i]);
      dataset = build (shop);
      context.dataset = dataset;
      for (guint i = 0; i < 75; i++)
        {
          g_autoptr (RgNode) root =
            rg_random_segment (words, G_N_ELEMENTS (words), FIRST, TODAY, 2);
          g_autofree char *text = rg_segment_print_line (root);
          g_autoptr (RgSegmentResult) result = rg_segment_count (root, &context);
          guint members = 0;

          for (gint64 id = 1; id <= PEOPLE; id++)
            {
              guint at = rg_dataset_find_customer (dataset, id);
              gboolean expected =
                shop->people[id].merged_into == 0 && holds (shop, root, id, NULL);

              if (rg_bitset_get (result->members, at) != expected)
                g_error ("customer %d should%s be in: %s", (int) id, expected ? "" : " not", text);
              members += expected;
            }
          g_assert_cmpuint (result->count, ==, members);
          assert_numbers (shop, root, result);
        }
    }
}

/* The cache answers for one generation and one day only. */
static void
test_cache (void)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  g_autoptr (RgNode) root = rg_segment_parse ("visits at least 1 in last 5 days", NULL, NULL);
  guint counts[3] = { 0 };

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
      g_autoptr (RgDataset) dataset = NULL;
      g_autoptr (RgBitset) set = NULL;
      RgSegmentContext context = { .digits = 2, .cache = cache };

      for (gint64 i = 1; i <= PEOPLE; i++)
        shop->people[i] = (Person) { .id = i, .name = "", .born = RG_DAY_NONE };
      for (guint i = 1; i <= 3; i++)
        shop->receipts[i] = (Receipt) { i, TODAY - (RgDay) round, 1,
                                        { { .quantity_milli = 1000, .net_minor = 1 } } };
      for (gint64 i = 1; i <= PEOPLE; i++)
        put_person (builder, &shop->people[i]);
      put_receipts (builder, shop, 1, round == 1 ? 3 : 4);
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
  rg_node_insert (root, -1, rg_node_new_rule (RG_RULE_TAG));
  result = rg_segment_count (root, &context);
  g_assert_cmpuint (result->count, ==, 1);
  g_assert_true (result->nodes[1].passed_over);
  rg_node_insert (root, -1, rg_node_new_group (RG_NODE_ANY));
  rg_node_insert (root, -1, rg_node_new_rule (RG_RULE_ABSENT));
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
                                              "tag is \"purple\"; age at least 3", NULL, NULL);
  static const char *const expected[] = { "Tae", NULL, "purple", NULL };

  put_names (builder);
  dataset = rg_dataset_builder_finish (builder);
  for (guint i = 0; i < root->children->len; i++)
    g_assert_cmpstr (rg_rule_unknown_name (&((RgNode *) root->children->pdata[i])->rule, dataset),
                     ==, expected[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment-count/against-rows", test_against_rows);
  g_test_add_func ("/segment-count/cache", test_cache);
  g_test_add_func ("/segment-count/unfinished", test_unfinished);
  g_test_add_func ("/segment-count/unknown-names", test_unknown_names);
  return g_test_run ();
}
