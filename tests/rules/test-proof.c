/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* No winner that cannot be defended. */
#include "rules/rg-proof.h"

#include "analysis/rg-mix.h"
#include "analysis/rg-share-tests.h"

/* A group of which so many came and spent a hundred each. */
static RgOutcome
group (guint n, guint came)
{
  RgOutcome outcome = { .n = n, .came = came, .visits = came, .net_minor = came * 100 };

  outcome.spent = g_new0 (double, n + 1);
  for (guint i = n - came; i < n; i++)
    outcome.spent[i] = 100;
  return outcome;
}

typedef struct {
  guint n, came, weight;
} Group;

static RgProof
judge (const Group *groups, guint n, gboolean compared, gboolean over)
{
  RgOutcome outcomes[RG_PROOF_GROUPS_MOST];
  gint64 dealt[RG_PROOF_GROUPS_MOST];
  guint weights[RG_PROOF_GROUPS_MOST];
  RgProof proof;

  for (guint i = 0; i < n; i++)
    {
      outcomes[i] = group (groups[i].n, groups[i].came);
      dealt[i] = groups[i].n;
      weights[i] = groups[i].weight;
    }
  rg_proof_judge (&proof, outcomes, n, compared, dealt, weights, over);
  for (guint i = 0; i < n; i++)
    rg_outcome_clear (&outcomes[i]);
  proof.outcomes = NULL;
  return proof;
}

static void
test_winner (void)
{
  const Group clear[] = { { 500, 90, 1 }, { 500, 45, 1 } };
  const Group close[] = { { 500, 60, 1 }, { 500, 50, 1 } };
  RgProof proof = judge (clear, 2, FALSE, TRUE);

  g_assert_cmpint (proof.verdict, ==, RG_PROOF_WINNER);
  g_assert_cmpuint (proof.winner, ==, 0);
  g_assert_cmpfloat (proof.pairs[0].range.low, >, 0);
  g_assert_cmpfloat (proof.pairs[0].drawn.low, >, 0);
  proof = judge (close, 2, FALSE, TRUE);
  g_assert_cmpint (proof.verdict, ==, RG_PROOF_CANNOT_SAY);
}

/* Before the planned end nothing is told, however clear it looks. */
static void
test_too_early (void)
{
  const Group clear[] = { { 500, 90, 1 }, { 500, 45, 1 } };

  g_assert_cmpint (judge (clear, 2, FALSE, FALSE).verdict, ==, RG_PROOF_TOO_EARLY);
}

/* Where the groups are not as they were dealt, something else than chance made them. */
static void
test_ratio (void)
{
  const Group skewed[] = { { 500, 90, 1 }, { 380, 20, 1 } };

  g_assert_cmpint (judge (skewed, 2, FALSE, TRUE).verdict, ==, RG_PROOF_NOT_DEALT);
}

/* The best of three has to beat both others, and the correction makes that harder. */
static void
test_several (void)
{
  const Group two_good[] = { { 400, 90, 1 }, { 400, 86, 1 }, { 400, 40, 1 } };
  const Group one_good[] = { { 400, 100, 1 }, { 400, 50, 1 }, { 400, 45, 1 } };
  const Group alone[] = { { 300, 45, 1 }, { 300, 27, 1 } };
  const Group beside[] = { { 300, 45, 1 }, { 300, 27, 1 }, { 300, 36, 1 } };

  g_assert_cmpint (judge (two_good, 3, FALSE, TRUE).verdict, ==, RG_PROOF_CANNOT_SAY);
  g_assert_cmpint (judge (one_good, 3, FALSE, TRUE).verdict, ==, RG_PROOF_WINNER);
  g_assert_cmpint (judge (alone, 2, FALSE, TRUE).verdict, ==, RG_PROOF_WINNER);
  g_assert_cmpint (judge (beside, 3, FALSE, TRUE).verdict, ==, RG_PROOF_CANNOT_SAY);
}

/* Who got nothing cannot win, and the winner has to beat them too. */
static void
test_comparison_group (void)
{
  const Group no_letter_best[] = { { 400, 40, 1 }, { 400, 44, 1 }, { 400, 100, 1 } };
  const Group as_without[] = { { 400, 90, 1 }, { 400, 40, 1 }, { 400, 88, 1 } };

  g_assert_cmpint (judge (no_letter_best, 3, TRUE, TRUE).verdict, ==, RG_PROOF_CANNOT_SAY);
  g_assert_cmpint (judge (as_without, 3, TRUE, TRUE).verdict, ==, RG_PROOF_CANNOT_SAY);
  g_assert_cmpint (judge (no_letter_best, 1, FALSE, TRUE).verdict, ==, RG_PROOF_NO_PAIR);
}

static void
test_few (void)
{
  const Group few[] = { { 9, 7, 1 }, { 9, 2, 1 } };
  const RgProof proof = judge (few, 2, FALSE, TRUE);

  g_assert_true (proof.pairs[0].exact);
  g_assert_cmpfloat_with_epsilon (proof.pairs[0].p, rg_stats_fisher (7, 9, 2, 9), 1e-12);
}

/* Of many campaigns whose versions do not differ, at most one in twenty names a winner. */
static void
test_by_chance (void)
{
  enum { ROUNDS = 100 };
  guint winners = 0;
  guint64 state = 7;

  for (int round = 0; round < ROUNDS; round++)
    {
      Group groups[4];

      for (int g = 0; g < 4; g++)
        {
          groups[g] = (Group) { 120, 0, 1 };
          for (int i = 0; i < 120; i++)
            groups[g].came += rg_mix (state++) % 100 < 15;
        }
      winners += judge (groups, 4, TRUE, TRUE).verdict == RG_PROOF_WINNER;
    }
  g_assert_cmpuint (winners, <=, ROUNDS / 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/winner", test_winner);
  g_test_add_func ("/proof/too-early", test_too_early);
  g_test_add_func ("/proof/ratio", test_ratio);
  g_test_add_func ("/proof/several", test_several);
  g_test_add_func ("/proof/comparison-group", test_comparison_group);
  g_test_add_func ("/proof/few", test_few);
  g_test_add_func ("/proof/by-chance", test_by_chance);
  return g_test_run ();
}
