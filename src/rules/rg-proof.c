/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether versions of a message can be told apart. */
#include "rules/rg-proof.h"

#include "analysis/rg-bootstrap.h"
#include "analysis/rg-share-tests.h"

/* Any number would do; it only has to stay the same. */
#define RG_PROOF_SEED 20090201

static const char *const verdict_ids[] = {
  [RG_PROOF_TOO_EARLY] = "too-early",     [RG_PROOF_NOT_DEALT] = "not-dealt",
  [RG_PROOF_NO_PAIR] = "no-comparison",   [RG_PROOF_CANNOT_SAY] = "cannot-say",
  [RG_PROOF_WINNER] = "winner",
};

const char *
rg_proof_verdict_id (RgProofVerdict verdict)
{
  return verdict_ids[verdict];
}

static RgMoments
rg_proof_moments (const RgOutcome *outcome)
{
  RgMoments moments = { 0 };

  for (guint i = 0; i < outcome->n; i++)
    rg_moments_add (&moments, outcome->spent[i]);
  return moments;
}

static void
rg_proof_compare (RgProofPair *pair, const RgOutcome *one, const RgOutcome *other)
{
  const RgMoments first = rg_proof_moments (one), second = rg_proof_moments (other);

  pair->difference = one->n > 0 && other->n > 0 ? (double) one->came / one->n
                                                    - (double) other->came / other->n : 0;
  pair->range = rg_stats_newcombe (one->came, one->n, other->came, other->n, RG_PROOF_LEVEL);
  pair->exact = rg_stats_is_exact (one->came, one->n, other->came, other->n);
  pair->p = rg_stats_compare_shares (one->came, one->n, other->came, other->n);
  pair->has_money = rg_stats_welch (&first, &second, RG_PROOF_LEVEL, &pair->money);
  pair->has_drawn = rg_bootstrap_difference (one->spent, one->n, other->spent, other->n,
                                             RG_PROOF_LEVEL, RG_PROOF_SEED, &pair->drawn);
}

static void
rg_proof_adjust (RgProof *proof)
{
  double p[RG_PROOF_PAIRS_MOST], adjusted[RG_PROOF_PAIRS_MOST];

  for (guint i = 0; i < proof->n_pairs; i++)
    p[i] = proof->pairs[i].p;
  rg_stats_holm (p, proof->n_pairs, adjusted);
  for (guint i = 0; i < proof->n_pairs; i++)
    proof->pairs[i].adjusted = adjusted[i];
}

/* Whether a group brought more people back than another, beyond chance. */
static gboolean
rg_proof_beats (const RgProof *proof, guint one, guint other)
{
  for (guint i = 0; i < proof->n_pairs; i++)
    {
      const RgProofPair *pair = &proof->pairs[i];
      const gboolean straight = pair->first == one && pair->second == other;

      if (straight || (pair->first == other && pair->second == one))
        return pair->adjusted <= 1 - RG_PROOF_LEVEL
               && (straight ? pair->difference > 0 : pair->difference < 0);
    }
  return FALSE;
}

static gboolean
rg_proof_find_winner (RgProof *proof, guint n_candidates)
{
  for (guint one = 0; one < n_candidates; one++)
    {
      gboolean all = TRUE;

      for (guint other = 0; other < proof->n_groups; other++)
        all &= other == one || rg_proof_beats (proof, one, other);
      if (all)
        {
          proof->winner = one;
          return TRUE;
        }
    }
  return FALSE;
}

void
rg_proof_judge (RgProof *proof, const RgOutcome *outcomes, guint n_groups, gboolean compared,
                const gint64 *dealt, const guint *weights, gboolean over)
{
  g_return_if_fail (n_groups <= RG_PROOF_GROUPS_MOST);
  *proof = (RgProof) { .n_groups = n_groups, .outcomes = outcomes };
  for (guint one = 0; one < n_groups; one++)
    for (guint other = one + 1; other < n_groups; other++)
      {
        RgProofPair *pair = &proof->pairs[proof->n_pairs++];

        pair->first = one;
        pair->second = other;
        rg_proof_compare (pair, &outcomes[one], &outcomes[other]);
      }
  rg_proof_adjust (proof);
  proof->ratio = rg_shares_ratio (dealt, weights, n_groups);
  if (n_groups < 2)
    proof->verdict = RG_PROOF_NO_PAIR;
  else if (!over)
    proof->verdict = RG_PROOF_TOO_EARLY;
  else if (proof->ratio < RG_SHARES_RATIO_ALARM)
    proof->verdict = RG_PROOF_NOT_DEALT;
  else
    proof->verdict = rg_proof_find_winner (proof, n_groups - (compared ? 1 : 0))
                       ? RG_PROOF_WINNER : RG_PROOF_CANNOT_SAY;
}
