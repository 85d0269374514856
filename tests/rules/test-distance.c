/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How far somebody lives: who is near, who is far, and of whom it is not known. */
#include <locale.h>
#include <string.h>

#include "analysis/rg-spots.h"
#include "rules/rg-segment-complete.h"
#include "rules/rg-why.h"

/* Everybody, in the order of their ids; the shop stands in Bergen. A degree to the north are 111.2
 * kilometres. */
static const struct {
  const char *name, *postcode, *country;
} people[] = {
  { "Here", "5003", NULL },       { "Near", "N-5005", "Norway" },  { "Far", "0150", "NO" },
  { "Nowhere", "9999", NULL },    { "Silent", NULL, NULL },        { "Abroad", "113 51", "Sweden" },
  { "Other", "5003", "Sweden" },  { "Elsewhere", "5003", "Mars" }, { "London", "SW1A 1AA", "GB" },
};

static RgDataset *
make_dataset (gboolean points)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  RgPoints *known = rg_points_new ();
  RgDataset *dataset;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const RgCustomerRow row = { .id = i + 1, .name = people[i].name, .born = RG_DAY_NONE,
                                  .postcode = people[i].postcode, .country = people[i].country,
                                  .joined = RG_DAY_NONE };

      rg_dataset_builder_put_customer (builder, &row);
    }
  dataset = rg_dataset_builder_finish (builder);
  rg_points_add (known, "NO", "5003", (RgPoint) { 6000000, 500000 });
  rg_points_add (known, "NO", "5005", (RgPoint) { 6003300, 500000 });
  rg_points_add (known, "NO", "0150", (RgPoint) { 6000000, 1000000 });
  rg_points_add (known, "SE", "11351", (RgPoint) { 6000000, 1800000 });
  rg_points_add (known, "GB", "SW1A", (RgPoint) { 5150000, -14000 });
  rg_points_seal (known, "NO", "Strandgaten 1\n5003 Bergen");
  if (points)
    rg_dataset_set_points (dataset, known);
  else
    rg_points_unref (known);
  return dataset;
}

/* The names of the members. */
static char *
members (const RgDataset *dataset, const char *text)
{
  const RgSegmentContext context = { .dataset = dataset, .today = 20000, .digits = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);
  g_autoptr (RgBitset) set = NULL;
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  set = rg_segment_evaluate (root, &context);
  for (guint p = rg_bitset_next (set, 0); p < dataset->n_customers; p = rg_bitset_next (set, p + 1))
    g_string_append_printf (out, out->len > 0 ? " %s" : "%s",
                            people[rg_dataset_customer_id (dataset, p) - 1].name);
  return g_string_free_and_steal (out);
}

static void
assert_members (const RgDataset *dataset, const char *text, const char *expected)
{
  g_autofree char *found = members (dataset, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_members (void)
{
  g_autoptr (RgDataset) dataset = make_dataset (TRUE);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (dataset, 2);
  const RgCustomerRow moved = { .id = 4, .name = "Nowhere", .born = RG_DAY_NONE,
                                .joined = RG_DAY_NONE, .postcode = "5005" };
  g_autoptr (RgDataset) next = NULL;
  g_autoptr (RgDataset) folded = NULL;

  assert_members (dataset, "kilometres from 5003 at most 0", "Here");
  assert_members (dataset, "kilometres from 5003 at most 3", "Here");
  assert_members (dataset, "kilometres from \"n-5003\" at most 4", "Here Near");
  assert_members (dataset, "kilometres from 5003 at least 4", "Far Abroad London");
  assert_members (dataset, "kilometres from 5003 between 4 and 300", "Far");
  assert_members (dataset, "kilometres from 5003 between 400 and 20016", "Abroad London");
  assert_members (dataset, "kilometres from 5003 at most 20016", "Here Near Far Abroad London");
  assert_members (dataset, "kilometres from 5003 not at most 4",
                  "Far Nowhere Silent Abroad Other Elsewhere London");
  assert_members (dataset, "kilometres from 5003 not at least 4",
                  "Here Near Nowhere Silent Other Elsewhere");
  assert_members (dataset, "kilometres from 5003 or 0150 at most 1", "Here Far");
  assert_members (dataset, "kilometres from \"SE 113 51\" at most 1", "Abroad");
  assert_members (dataset, "kilometres from \"SW1A, United Kingdom\" at most 1", "London");
  /* Where it is not known from where, nobody is near or far. */
  assert_members (dataset, "kilometres from 9999 at most 20000", "");
  assert_members (dataset, "kilometres from 9999 or 5003 at most 20000", "");
  /* The next generation knows the same places, and where people live now. */
  rg_dataset_builder_put_customer (builder, &moved);
  next = rg_dataset_builder_finish (builder);
  folded = rg_dataset_fold (next);
  assert_members (next, "kilometres from 5003 at most 4", "Here Near Nowhere");
  assert_members (folded, "kilometres from 5003 at most 4", "Here Near Nowhere");
}

static void
test_words (void)
{
  g_autoptr (RgNode) root = rg_segment_parse (
    "kilometres from \"5003\" or \"0150\" not between 2 and 10", NULL, NULL);
  g_autofree char *text = rg_segment_print_line (root);
  g_autofree char *sentence = rg_segment_sentence (root, "NOK");

  g_assert_cmpstr (text, ==, "all (kilometres from \"5003\" or \"0150\" not between 2 and 10)");
  g_assert_cmpstr (sentence, ==, "Customers who do not live 2 to 10 km from 5003 or 0150");
}

static void
assert_why (guint position, const char *text, const char *fact, const char *change)
{
  g_autoptr (RgDataset) dataset = make_dataset (TRUE);
  const RgSegmentContext context = { .dataset = dataset, .today = 20000, .digits = 2 };
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  g_autoptr (RgWhy) why = rg_segment_explain (root, &context, position, "NOK");

  g_assert_cmpstr (why->nodes[1].fact, ==, fact);
  g_assert_cmpstr (why->nodes[1].change, ==, change);
}

static void
test_why (void)
{
  assert_why (1, "kilometres from 5003 at most 2", "Lives 3.7 km from 5003",
              "It would take 2 km less.");
  assert_why (1, "kilometres from 5003 or 5005 at least 5", "Lives 0.0 km from 5005",
              "It would take 5 km more.");
  assert_why (3, "kilometres from 5003 at most 2", "Not known",
              "It would have to be known, and be at most 2 km.");
}

static void
assert_lacks (const RgDataset *dataset, const char *text, const char *word)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  const char *said = rg_segment_no_data (root, dataset);

  if (word == NULL)
    g_assert_null (said);
  else
    g_assert_nonnull (strstr (said, word));
}

static void
test_lacks (void)
{
  g_autoptr (RgDataset) with = make_dataset (TRUE);
  g_autoptr (RgDataset) without = make_dataset (FALSE);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) nobody = rg_dataset_builder_finish (builder);

  assert_lacks (with, "kilometres from 5003 at most 2", NULL);
  assert_lacks (with, "kilometres from 9999 at most 2", "that postcode");
  assert_lacks (with, "kilometres from 5003 or 9999 at most 2", "one of these");
  assert_lacks (without, "kilometres from 5003 at most 2", "Load a file");
  assert_lacks (nobody, "kilometres from 5003 at most 2", "postcode is known");
}

/* A new rule begins at the shop, and looks for those who are near. */
static void
test_new (void)
{
  g_autoptr (RgDataset) with = make_dataset (TRUE);
  g_autoptr (RgDataset) without = make_dataset (FALSE);
  const RgRuleKind *kind = rg_rule_kind_find ("kilometres from");
  g_autoptr (RgNode) one = rg_node_new_rule_for (kind, with);
  g_autoptr (RgNode) other = rg_node_new_rule_for (kind, without);
  g_autofree char *text = rg_rule_print (&one->rule);
  g_auto (GStrv) words = NULL;
  gsize from;

  g_assert_cmpstr (text, ==, "kilometres from \"5003\" at most 10");
  g_assert_null (rg_rule_missing (&one->rule));
  g_assert_null (rg_rule_unknown_name (&one->rule, with));
  g_assert_cmpstr (rg_rule_missing (&other->rule), ==, "Enter a postcode.");
  words = rg_segment_complete ("kilo", 4, with, &from);
  g_assert_cmpstr (words[0], ==, "kilometres from");
  g_strfreev (words);
  words = rg_segment_complete ("kilometres from 50", 18, with, &from);
  g_assert_true (g_strv_contains ((const char *const *) words, "\"5003\""));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distance/members", test_members);
  g_test_add_func ("/distance/words", test_words);
  g_test_add_func ("/distance/why", test_why);
  g_test_add_func ("/distance/lacks", test_lacks);
  g_test_add_func ("/distance/new", test_new);
  return g_test_run ();
}
