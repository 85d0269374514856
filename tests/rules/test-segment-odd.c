/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is said to be impossible or always so, alone and of two rules together: for chosen ones, and
 * for random rules over random shops, where each customer is asked in turn. */
#include "rg-random-segment.h"
#include "rg-random-shop.h"

#include "rules/rg-segment-odd.h"

#include <locale.h>
#include <stdlib.h>

/* What two rules say of each other, whatever the shop. */
static const struct {
  const char *text;
  gboolean odd;
} cases[] = {
  { "visits at least 5; visits at most 3", TRUE },
  { "visits at least 5; visits at most 5", FALSE },
  { "visits at least 5 in last 30 days; visits at most 3", TRUE },
  { "visits at most 3 in last 30 days; visits at least 5", FALSE },
  { "visits at least 5 in last 30 days; visits at most 3 in last 29 days", FALSE },
  { "bought product A; never bought product a", TRUE },
  { "bought product A in last 30 days; never bought product A or B", TRUE },
  { "bought product A; never bought product A in last 30 days", FALSE },
  { "bought product A or B; never bought product A", FALSE },
  { "bought category A; never bought product A", FALSE },
  { "bought product A weekday monday; never bought product A weekday monday or friday", TRUE },
  { "bought product A weekday monday; never bought product A hour 9 to 12", FALSE },
  { "bought product A location Oslo hour 9 to 12; visits at most 0 location oslo", TRUE },
  { "bought product A channel web; never bought product A", TRUE },
  { "bought product A; never bought product A channel web", FALSE },
  { "bought product A channel web; never bought product A channel shop", FALSE },
  { "any (bought product A; never bought product A)", TRUE },
  { "any (bought product A in last 30 days; never bought product A)", FALSE },
  { "any (bought product A or B; never bought product A)", TRUE },
  { "visits at least 3; visits exactly 0", TRUE },
  { "visits at least 3; stage is none", TRUE },
  { "visits at least 3 in next month; stage is none", TRUE },
  { "rhythm is overdue; visits at most 4", TRUE },
  { "rhythm is unknown; visits at most 4", FALSE },
  { "first visit from 2026-06-02; last visit until 2026-06-01", TRUE },
  { "first visit from 2026-06-01; last visit until 2026-06-01", FALSE },
  { "first visit in last 30 days; bought product A before last 30 days", TRUE },
  { "not since 60 days; bought product A in last 60 days", TRUE },
  { "not since 60 days; bought product A in last 61 days", FALSE },
  { "not since 60 days; last visit in last 90 days", FALSE },
  { "not since 60 days; last visit in last 50 days", TRUE },
  { "paid for product A at most 20; paid for product A at least 30", FALSE },
  { "paid for product A at most 20; never bought product A", TRUE },
  { "kept product A at least 1; never bought product A", TRUE },
  { "kept product A at most 1; never bought product A", FALSE },
  { "last bought product A without B; visits at most 0", TRUE },
  { "due again product A; never bought product A", TRUE },
  { "warranty of product A in next 30 days; no warranty ends in next 60 days", TRUE },
  { "no warranty ends in next 20 days; warranty of product A in next 30 days", FALSE },
  { "looked at product A; never looked at product A or B", TRUE },
  { "looked at anything at most 2 times; looked at product A at least 3 times", TRUE },
  { "looked at product A; never left in basket product A", FALSE },
  { "recency score at least 3; stage is none", TRUE },
  { "share of visits at least 50 hour 9 to 12; stage is none", TRUE },
  { "joined in last 30 days; joined before last 30 days", TRUE },
  { "joined in last 30 days; joined until 2026-06-01", FALSE },
  { "birthday in month 5; birthday in month 6", TRUE },
  { "birthday in next 14 days; birthday in month 10", TRUE },
  { "birthday in next 14 days; birthday in month 7", FALSE },
  { "birthday in last 7 days; birthday in next 7 days", FALSE },
  { "birthday in last 7 days; birthday in month 2", TRUE },
  { "tags all red or blue; tag is not blue", TRUE },
  { "tags any red or blue; tag is not blue", FALSE },
  { "tags any red or blue; tags none red or blue or green", TRUE },
  { "any (tags any red or blue; tags none red)", TRUE },
  { "segment is A; segment is not A", TRUE },
  { "segment is A or B; segment is not A", FALSE },
  { "chosen for A; not chosen for a", TRUE },
  { "chosen for A; left out of A", TRUE },
  { "chosen for A; left out of B", FALSE },
  { "any (not chosen for A; not left out of A)", TRUE },
  { "permission post is yes; permission post is no", TRUE },
  { "permission post is yes; permission email is no", FALSE },
  { "permission post is yes in last 30 days; permission post is yes before last 30 days", TRUE },
  { "permission post is yes; permission post is unknown", TRUE },
  { "fact \"children\" at least 2; fact \"children\" at most 1", TRUE },
  { "fact \"children\" at least 2; fact \"children\" unknown", TRUE },
  { "fact \"children\" not at least 2; fact \"children\" unknown", FALSE },
  { "any (fact \"children\" known; fact \"children\" unknown)", TRUE },
  { "field \"Trip\" in next 5 days; field \"trip\" at most 2026-01-01", TRUE },
  { "age at least 60; age at most 59", TRUE },
  { "age not at most 2; age not at least 3", FALSE }, /* years are whole, amounts are not */
  { "all (bought product A; none (bought product A))", TRUE },
  { "bought product A at least 2 times; none (bought product A)", TRUE },
  { "bought product A; none (bought product A at least 2 times)", FALSE },
  { "bought product A; off none (bought product A)", FALSE },
  { "bought product A; any (none (bought product A); has email)", FALSE },
  { "bought product A between 2026-07-01 and 2026-07-09", TRUE },
  { "bought product A between 2026-06-15 and 2026-07-09", FALSE },
  { "never bought product A from 2026-07-01", TRUE },
  { "never bought product A until 2026-07-01", FALSE },
  { "visits at least 0 from 2026-07-01", TRUE },
  { "visits at most 3 from 2026-07-01", TRUE },
  { "spend at least 10 from 2026-07-01", FALSE },
  { "has email; bought product A from 2026-07-01", FALSE }, /* that is said of the other alone */
  { "any (has email; never bought product A from 2026-07-01)", FALSE },
  { "visits at least 5; visits not at least 3", TRUE },
  { "visits at least 2; visits not at least 3", FALSE },
  { "any (visits at least 3; visits not at least 5)", TRUE },
  { "any (visits at least 5; visits not at least 3)", FALSE },
  { "none (visits at least 5; visits at most 3)", FALSE },
  { "city is Oslo or Bergen; city is oslo", FALSE },
  { "city is Oslo; city is Bergen", TRUE },
  { "city is Oslo; city starts with B", FALSE },
  { "tag is red; tag is blue", FALSE },
  { "tag is red; tag is not RED", TRUE },
  { "tag is red; tag is not red", TRUE },
  { "stage is lost; stage is new", TRUE },
  { "has email; has no email", TRUE },
  { "has email; has no phone", FALSE },
  { "bought product A at least 2 times; bought product A exactly 1 times", TRUE },
  { "bought product A at least 2 times; bought product B exactly 1 times", FALSE },
  { "city is Oslo; off city is Bergen", FALSE },
  { "never bought product A; never bought product B", FALSE },
  { "visits at least 0", TRUE },
  { "visits at least 1", FALSE },
  { "visits not at least 0 in last 30 days", TRUE },
  { "spend at least 0", FALSE }, /* what is brought back may be more */
  { "bought product A between 0 and 1000000 times", TRUE },
  { "none (bought product A at least 0 times)", TRUE },
  { "visits at least 1 in next month", TRUE },
  { "visits at least 1 in next 7 days", TRUE },
  { "visits at least 1 in this month", FALSE },
  { "warranty ends in next month", FALSE },
  { "due again product A in next 7 days", FALSE },
  { "permission post is unknown in last 7 days", TRUE },
  { "permission post is unknown", FALSE },
  { "has email; has email", TRUE },
  { "any (has email; has email)", TRUE },
  { "has email; off has email", FALSE },
  { "visits at least 5; all (has email; visits at most 3)", TRUE },
  { "visits at least 5; any (has email; visits at most 3)", FALSE },
  { "visits at least 5; off all (has email; visits at most 3)", FALSE },
  { "visits at least 5; all (all (visits at most 3); has email)", TRUE },
};

static void
test_cases (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = rg_dataset_builder_finish (builder);
  const RgSegmentContext context = { .dataset = dataset, .today = rg_day_parse_iso ("2026-06-28"),
                                     .digits = 2 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgNode) root = rg_segment_parse (cases[i].text, NULL, &error);
      g_autofree char *odd = NULL;

      g_assert_no_error (error);
      odd = rg_node_dup_odd (root->children->pdata[0], "EUR", &context);
      if ((odd != NULL) != cases[i].odd)
        g_error ("“%s”: %s", cases[i].text, odd);
    }
}

/* Rules of very many names are left alone: nothing false is said, and nobody waits for it. */
static void
test_many (void)
{
  static const char *const kinds[][2] = {
    { "tag is", "tag is not" },
    { "tags all", "tags none" },
    { "bought product", "never bought product" },
  };
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) dataset = rg_dataset_builder_finish (builder);
  const RgSegmentContext context = { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2 };
  g_autoptr (GString) names = g_string_new (" \"n\"");

  for (guint i = 0; i < 190; i++)
    g_string_append_printf (names, " or \"n%u\"", i);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%s%s; %s%s", kinds[i][0], names->str, kinds[i][1], names->str);
      g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
      g_autofree char *odd = NULL;

      g_assert_nonnull (root);
      odd = rg_node_dup_odd (root->children->pdata[0], "EUR", &context);
      g_assert_true (odd == NULL || g_str_has_prefix (odd, "Nobody can fit this and"));
    }
}

/* --- random ones -------------------------------------------------------------------------- */

/* So many rules of each shop, each beside each other one. */
#define RULES 150

typedef struct {
  const Plain *plain;
  RgSegmentContext context;
  GPtrArray *rules; /* RgNode */
  GPtrArray *fits;  /* guint8 of each, by person */
  guint n_alone, n_nobody, n_everybody, n_taken_out;
} Held;

static guint
both (const Held *held, guint a, guint b, gboolean has_a, gboolean has_b)
{
  const guint8 *x = held->fits->pdata[a], *y = held->fits->pdata[b];
  const RgBitset *live = held->context.dataset->live;
  guint n = 0;

  for (guint i = 0; i < held->plain->people->len; i++)
    n += rg_bitset_get (live, i) && (x[i] != 0) == has_a && (y[i] != 0) == has_b;
  return n;
}

static void
fail (const Held *held, guint a, guint b, const char *odd)
{
  g_autofree char *one = rg_rule_print (&((RgNode *) held->rules->pdata[a])->rule);
  g_autofree char *other = rg_rule_print (&((RgNode *) held->rules->pdata[b])->rule);

  g_error ("%s\n%s\n%s", odd, one, other);
}

/* What is said of the rule alone is so; whether anything is. */
static gboolean
hold_alone (Held *held, guint a)
{
  g_autoptr (RgNode) group = rg_node_new_group (RG_NODE_ALL);
  RgNode *node = rg_node_copy (held->rules->pdata[a]);
  g_autofree char *odd = NULL;

  rg_node_insert (group, -1, node);
  odd = rg_node_dup_odd (node, "EUR", &held->context);
  if (odd == NULL)
    return FALSE;
  held->n_alone++;
  if ((g_str_has_prefix (odd, "Nobody") && both (held, a, a, TRUE, TRUE) > 0) ||
      (g_str_has_prefix (odd, "Everybody") && both (held, a, a, FALSE, FALSE) > 0))
    fail (held, a, a, odd);
  return TRUE;
}

static void
hold_in_group (Held *held, guint a, guint b, RgNodeType type)
{
  g_autoptr (RgNode) group = rg_node_new_group (type);
  RgNode *node = rg_node_copy (held->rules->pdata[a]);
  g_autofree char *odd = NULL;

  rg_node_insert (group, -1, node);
  rg_node_insert (group, -1, rg_node_copy (held->rules->pdata[b]));
  odd = rg_node_dup_odd (node, "EUR", &held->context);
  if (odd == NULL)
    return;
  held->n_nobody += g_str_has_prefix (odd, "Nobody");
  held->n_everybody += g_str_has_prefix (odd, "Everybody");
  if ((g_str_has_prefix (odd, "Nobody") && both (held, a, b, TRUE, TRUE) > 0) ||
      (g_str_has_prefix (odd, "Everybody") && both (held, a, b, FALSE, FALSE) > 0))
    fail (held, a, b, odd);
}

/* One is asked for, and what fits the other is taken out: said of both. */
static void
hold_taken_out (Held *held, guint a, guint b)
{
  g_autoptr (RgNode) group = rg_node_new_group (RG_NODE_ALL);
  RgNode *none = rg_node_new_group (RG_NODE_NONE);
  RgNode *asked = rg_node_copy (held->rules->pdata[a]);
  RgNode *taken = rg_node_copy (held->rules->pdata[b]);
  g_autofree char *odd = NULL;
  g_autofree char *other = NULL;

  rg_node_insert (group, -1, asked);
  rg_node_insert (group, -1, none);
  rg_node_insert (none, -1, taken);
  odd = rg_node_dup_odd (asked, "EUR", &held->context);
  other = rg_node_dup_odd (taken, "EUR", &held->context);
  g_assert_cmpint (odd != NULL, ==, other != NULL);
  if (odd == NULL)
    return;
  held->n_taken_out++;
  if (both (held, a, b, TRUE, FALSE) > 0)
    fail (held, a, b, odd);
}

static void
hold_all (Held *held)
{
  g_autofree gboolean *alone = g_new (gboolean, held->rules->len);

  for (guint a = 0; a < held->rules->len; a++)
    alone[a] = hold_alone (held, a);
  for (guint a = 0; a < held->rules->len; a++)
    for (guint b = 0; b < held->rules->len; b++)
      if (a != b && !alone[a] && !alone[b])
        {
          hold_in_group (held, a, b, RG_NODE_ALL);
          hold_in_group (held, a, b, RG_NODE_ANY);
          hold_taken_out (held, a, b);
        }
}

static void
test_against_rows (void)
{
  const char *wanted = g_getenv ("REGULARS_ODD_ROUNDS");
  const guint rounds = wanted != NULL ? (guint) atoi (wanted) : 3;
  Held held = { 0 };

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (Plain) plain = rg_random_shop ();
      g_autoptr (RgDataset) dataset = rg_random_shop_build (plain);
      g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
      g_autoptr (GPtrArray) fits = g_ptr_array_new_with_free_func (g_free);

      held.plain = plain;
      held.context = (RgSegmentContext) { .dataset = dataset, .today = RG_RANDOM_TODAY, .digits = 2,
                                          .first_weekday = plain->first_weekday };
      held.rules = rules;
      held.fits = fits;
      for (guint i = 0; i < RULES; i++)
        {
          RgNode *node = rg_random_rule (rg_random_words, RG_RANDOM_WORDS, RG_RANDOM_FIRST,
                                         RG_RANDOM_TODAY + 30);

          g_ptr_array_add (rules, node);
          g_ptr_array_add (fits, plain_rule (plain, &node->rule));
        }
      hold_all (&held);
    }
  g_test_message ("%u alone, %u nobody, %u everybody, %u taken out", held.n_alone, held.n_nobody,
                  held.n_everybody, held.n_taken_out);
  g_assert_cmpuint (held.n_nobody, >, 5 * rounds);
  g_assert_cmpuint (held.n_everybody, >, 0);
  g_assert_cmpuint (held.n_taken_out, >, 2 * rounds);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment-odd/cases", test_cases);
  g_test_add_func ("/segment-odd/many", test_many);
  g_test_add_func ("/segment-odd/against-rows", test_against_rows);
  return g_test_run ();
}
