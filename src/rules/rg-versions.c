/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which version of a message somebody gets. */
#include "rules/rg-versions.h"

#include <string.h>

static const char *const stratum_ids[RG_N_STRATA] = { "", "stage", "spend" };

const char *
rg_stratum_get_id (RgStratum stratum)
{
  g_return_val_if_fail (stratum < RG_N_STRATA, NULL);
  return stratum_ids[stratum];
}

gboolean
rg_stratum_from_id (const char *id, RgStratum *stratum)
{
  for (int i = 0; i < RG_N_STRATA; i++)
    if (g_strcmp0 (id, stratum_ids[i]) == 0)
      {
        *stratum = (RgStratum) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_version_get_letter (guint number)
{
  static const char *const letters[RG_VERSIONS_MOST] = { "A", "B", "C", "D" };

  g_return_val_if_fail (number >= 1 && number <= RG_VERSIONS_MOST, NULL);
  return letters[number - 1];
}

/* The 64 bits of SHA-256 of both that begin at byte `from`. */
static guint64
rg_versions_draw (const guint8 first[RG_UUID_SIZE], const void *second, gsize length, guint from)
{
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 drawn = 0;

  g_checksum_update (hash, first, RG_UUID_SIZE);
  g_checksum_update (hash, second, (gssize) length);
  g_checksum_get_digest (hash, digest, &size);
  for (guint i = from; i < from + 8; i++)
    drawn = drawn << 8 | digest[i];
  return drawn;
}

/* The version that the share 0 … 1 of all of them falls into. */
static guint
rg_versions_pick (const RgDeal *deal, double share)
{
  double all = 0, at;
  guint version = 1;

  for (guint i = 0; i < deal->n_weights; i++)
    all += deal->weights[i];
  at = share * all;
  while (version < deal->n_weights && at >= deal->weights[version - 1])
    at -= deal->weights[version++ - 1];
  return deal->n_weights > 1 ? version : 0;
}

/* --- dealt out within each stratum --- */

typedef struct {
  gsize index;
  guint stratum;
  guint64 drawn;
} RgDealt;

static int
rg_dealt_compare (gconstpointer a, gconstpointer b)
{
  const RgDealt *one = a, *other = b;

  if (one->stratum != other->stratum)
    return one->stratum < other->stratum ? -1 : 1;
  if (one->drawn != other->drawn)
    return one->drawn < other->drawn ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

/* One stratum: its people in their drawn order stand evenly on a line from 0 to 1, of which the
 * first part is held out and each version has a stretch. Where the line begins is drawn, so that
 * no version gains by rounding. */
static void
rg_versions_deal_stratum (const RgDeal *deal, const RgDealt *dealt, gsize n, RgSeat *seats,
                          guint *versions)
{
  const double holdout = MIN (deal->holdout, RG_HOLDOUT_MOST) / 1000.0;
  const guint64 start = rg_versions_draw (deal->campaign, &(guint8) { (guint8) dealt->stratum }, 1,
                                          0);
  const double begin = (double) (start >> 11) * 0x1p-53;

  for (gsize i = 0; i < n; i++)
    {
      const double share = ((double) i + begin) / (double) n;
      const gboolean held_out = share < holdout;

      seats[dealt[i].index].place = held_out ? RG_PLACE_HELD_OUT : RG_PLACE_INCLUDED;
      versions[dealt[i].index] =
        held_out ? 0 : rg_versions_pick (deal, (share - holdout) / (1 - holdout));
    }
}

static void
rg_versions_deal_strata (const RgDeal *deal, const RgCandidate *candidates, gsize n_candidates,
                         RgSeat *seats, guint *versions)
{
  g_autoptr (GArray) dealt = g_array_new (FALSE, FALSE, sizeof (RgDealt));
  const RgDealt *all;

  for (gsize i = 0; i < n_candidates; i++)
    if (seats[i].place != RG_PLACE_LEFT_OUT)
      {
        const RgDealt one = { i, deal->strata[i],
                              rg_versions_draw (deal->campaign, candidates[i].uuid, RG_UUID_SIZE,
                                                0) };

        g_array_append_val (dealt, one);
      }
  g_array_sort (dealt, rg_dealt_compare);
  all = (const RgDealt *) (gpointer) dealt->data;
  for (guint first = 0, end = 0; first < dealt->len; first = end)
    {
      while (end < dealt->len && all[end].stratum == all[first].stratum)
        end++;
      rg_versions_deal_stratum (deal, all + first, end - first, seats, versions);
    }
}

void
rg_versions_deal (const RgDeal *deal, const RgCandidate *candidates, gsize n_candidates,
                  RgSeat *seats, guint *versions)
{
  for (gsize i = 0; i < n_candidates; i++)
    {
      versions[i] = 0;
      if (seats[i].place == RG_PLACE_INCLUDED && deal->n_weights > 1)
        versions[i] = rg_versions_pick (
          deal, (double) (rg_versions_draw (deal->campaign, candidates[i].uuid, RG_UUID_SIZE, 8)
                          >> 11) * 0x1p-53);
    }
  if (deal->strata != NULL)
    rg_versions_deal_strata (deal, candidates, n_candidates, seats, versions);
}

/* --- strata --- */

typedef struct {
  const gint64 *amounts;
  const RgCandidate *candidates;
} RgQuarters;

static int
rg_quarters_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgQuarters *quarters = data;
  const gsize one = *(const gsize *) a, other = *(const gsize *) b;

  if (quarters->amounts[one] != quarters->amounts[other])
    return quarters->amounts[one] < quarters->amounts[other] ? -1 : 1;
  return memcmp (quarters->candidates[one].uuid, quarters->candidates[other].uuid, RG_UUID_SIZE);
}

void
rg_versions_find_quarters (const gint64 *amounts, const RgCandidate *candidates, gsize n,
                           guint *quarters)
{
  RgQuarters by = { amounts, candidates };
  g_autofree gsize *order = g_new (gsize, n + 1);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  g_sort_array (order, n, sizeof *order, rg_quarters_compare, &by);
  for (gsize i = 0; i < n; i++)
    quarters[order[i]] = (guint) (i * 4 / n);
}

/* --- the rest group --- */

gboolean
rg_rest_group_has (const guint8 customer[RG_UUID_SIZE], const guint8 shop[RG_UUID_SIZE],
                   guint year, guint permille)
{
  guint8 both[4 + RG_UUID_SIZE] = { (guint8) (year >> 24), (guint8) (year >> 16),
                                    (guint8) (year >> 8), (guint8) year };

  memcpy (both + 4, customer, RG_UUID_SIZE);
  return rg_versions_draw (shop, both, sizeof both, 0)
         < G_MAXUINT64 / 1000 * MIN (permille, RG_REST_MOST);
}
