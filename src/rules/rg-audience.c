/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who gets a campaign, who is left without it, and why. */
#include "rules/rg-audience.h"

#include "analysis/rg-stats.h"
#include "base/rg-i18n.h"

/* What decides whether a comparison is worth having; the header says it in words. */
#define RG_COMPARE_RISE 0.15
#define RG_COMPARE_LEVEL 0.95
#define RG_COMPARE_POWER 0.8

/* Who stands in the list already, and where letters go to. */
typedef struct {
  GHashTable *people;    /* gint64 */
  GHashTable *addresses; /* strings */
  GHashTable *homes;     /* gint64 → how many of it */
} RgSeen;

gboolean
rg_audience_take_home (GHashTable *taken, gint64 home, guint room)
{
  const guint n = home != 0 ? GPOINTER_TO_UINT (g_hash_table_lookup (taken, &home)) : 0;

  if (home == 0 || room == G_MAXUINT)
    return TRUE;
  if (n >= room)
    return FALSE;
  g_hash_table_insert (taken, g_memdup2 (&home, sizeof home), GUINT_TO_POINTER (n + 1));
  return TRUE;
}

static RgLeftOut
rg_audience_find_reason (const RgCandidate *candidate, RgBasis basis, const RgSeen *seen)
{
  if (!g_hash_table_add (seen->people, (gpointer) &candidate->customer))
    return RG_LEFT_OUT_TWICE;
  if (candidate->never)
    return RG_LEFT_OUT_NEVER;
  if (candidate->awaits)
    return RG_LEFT_OUT_UNCONFIRMED;
  if (candidate->permission == RG_PERMISSION_NO)
    return RG_LEFT_OUT_WITHDRAWN;
  if (!rg_permission_allows (candidate->permission, basis))
    return RG_LEFT_OUT_NO_PERMISSION;
  if (candidate->not_tailored)
    return RG_LEFT_OUT_NOT_TAILORED;
  if (!candidate->reachable)
    return candidate->bounced ? RG_LEFT_OUT_BOUNCED : RG_LEFT_OUT_NO_ADDRESS;
  if (candidate->seed)
    return RG_LEFT_OUT_NOT;
  if (candidate->prefers_other)
    return RG_LEFT_OUT_PREFERS;
  if (candidate->excluded)
    return RG_LEFT_OUT_BY_HAND;
  if (candidate->spent != RG_LEFT_OUT_NOT)
    return candidate->spent;
  if (candidate->shared != NULL
      && !g_hash_table_add (seen->addresses, (gpointer) candidate->shared))
    return RG_LEFT_OUT_SHARED;
  return rg_audience_take_home (seen->homes, candidate->home, candidate->home_room)
           ? RG_LEFT_OUT_NOT : candidate->home_full;
}

/* 64 bits that hang on the two alone. */
static guint64
rg_audience_draw (const guint8 customer[RG_UUID_SIZE], const guint8 campaign[RG_UUID_SIZE])
{
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 drawn = 0;

  g_checksum_update (hash, campaign, RG_UUID_SIZE);
  g_checksum_update (hash, customer, RG_UUID_SIZE);
  g_checksum_get_digest (hash, digest, &length);
  for (int i = 0; i < 8; i++)
    drawn = drawn << 8 | digest[i];
  return drawn;
}

gboolean
rg_audience_is_held_out (const guint8 customer[RG_UUID_SIZE], const guint8 campaign[RG_UUID_SIZE],
                         guint holdout)
{
  return rg_audience_draw (customer, campaign)
         < G_MAXUINT64 / 1000 * MIN (holdout, RG_HOLDOUT_MOST);
}

/* --- the best --- */

static const char *const best_ids[RG_N_BEST] = { "", "spend", "visits" };

const char *
rg_best_get_id (RgBest best)
{
  g_return_val_if_fail (best < RG_N_BEST, "");
  return best_ids[best];
}

gboolean
rg_best_from_id (const char *id, RgBest *best)
{
  for (int i = 0; i < RG_N_BEST; i++)
    if (g_strcmp0 (id, best_ids[i]) == 0)
      {
        *best = (RgBest) i;
        return TRUE;
      }
  return FALSE;
}

typedef struct {
  gsize at;
  gint64 standing;
  guint64 drawn;
} RgStanding;

static int
rg_standing_compare (gconstpointer a, gconstpointer b)
{
  const RgStanding *one = a, *two = b;

  if (one->standing != two->standing)
    return one->standing < two->standing ? 1 : -1;
  return (one->drawn > two->drawn) - (one->drawn < two->drawn);
}

void
rg_audience_keep_best (const RgCandidate *candidates, gsize n_candidates, const gint64 *standings,
                       const guint8 campaign[RG_UUID_SIZE], gsize n, RgSeat *seats)
{
  g_autoptr (GArray) fit = g_array_new (FALSE, FALSE, sizeof (RgStanding));

  for (gsize i = 0; i < n_candidates; i++)
    {
      const RgStanding one = { i, standings[i], rg_audience_draw (candidates[i].uuid, campaign) };

      if (seats[i].place != RG_PLACE_LEFT_OUT && !candidates[i].seed)
        g_array_append_val (fit, one);
    }
  g_array_sort (fit, rg_standing_compare);
  for (gsize i = n; i < fit->len; i++)
    seats[g_array_index (fit, RgStanding, i).at] =
        (RgSeat) { RG_PLACE_LEFT_OUT, RG_LEFT_OUT_BEYOND };
}

void
rg_audience_seat (const RgCandidate *candidates, gsize n_candidates, RgBasis basis, guint holdout,
                  const guint8 campaign[RG_UUID_SIZE], RgSeat *seats)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const RgSeen seen = { people, addresses, homes };

  for (gsize i = 0; i < n_candidates; i++)
    {
      RgLeftOut reason = rg_audience_find_reason (&candidates[i], basis, &seen);

      seats[i].reason = reason;
      if (reason != RG_LEFT_OUT_NOT)
        seats[i].place = RG_PLACE_LEFT_OUT;
      else if (!candidates[i].seed
               && rg_audience_is_held_out (candidates[i].uuid, campaign, holdout))
        seats[i].place = RG_PLACE_HELD_OUT;
      else
        seats[i].place = RG_PLACE_INCLUDED;
    }
}

gboolean
rg_audience_can_compare (double base, gint64 n, guint holdout, double *smallest)
{
  gint64 held_out = n * (gint64) MIN (holdout, RG_HOLDOUT_MOST) / 1000;
  double rise = rg_stats_detectable (base, n - held_out, held_out, RG_COMPARE_LEVEL,
                                     RG_COMPARE_POWER);

  if (smallest != NULL)
    *smallest = rise;
  return rise <= RG_COMPARE_RISE;
}

static const struct {
  const char *id;
  const char *label;
} reasons[RG_N_LEFT_OUT] = {
  [RG_LEFT_OUT_NEVER] = { "never", N_("never to be contacted again") },
  [RG_LEFT_OUT_UNCONFIRMED] = { "unconfirmed", N_("permission not confirmed yet") },
  [RG_LEFT_OUT_NOT_TAILORED] = { "not-tailored", N_("no permission for personal offers") },
  [RG_LEFT_OUT_WITHDRAWN] = { "withdrawn", N_("said no") },
  [RG_LEFT_OUT_NO_PERMISSION] = { "no-permission", N_("no permission") },
  [RG_LEFT_OUT_NO_ADDRESS] = { "no-address", N_("no complete address") },
  [RG_LEFT_OUT_PREFERS] = { "prefers-other", N_("prefer another way") },
  [RG_LEFT_OUT_BY_HAND] = { "by-hand", N_("left out by hand") },
  [RG_LEFT_OUT_MONTH] = { "month", N_("had enough contacts this month") },
  [RG_LEFT_OUT_WEEK] = { "week", N_("had enough contacts this week") },
  [RG_LEFT_OUT_GAP] = { "gap", N_("contacted only days ago") },
  [RG_LEFT_OUT_HOME_MONTH] = { "home-month", N_("household has enough contacts this month") },
  [RG_LEFT_OUT_HOME_WEEK] = { "home-week", N_("household has enough contacts this week") },
  [RG_LEFT_OUT_SHARED] = { "shared", N_("share an address with somebody on the list") },
  [RG_LEFT_OUT_TWICE] = { "twice", N_("in the list twice") },
  [RG_LEFT_OUT_WITHDRAWN_SINCE] = { "withdrawn-since", N_("withdrew since") },
  [RG_LEFT_OUT_REST] = { "rest-group", N_("in the rest group of the year") },
  [RG_LEFT_OUT_RIVAL] = { "rival", N_("left to a more important campaign") },
  [RG_LEFT_OUT_BEYOND] = { "beyond", N_("not among the best") },
  [RG_LEFT_OUT_BOUNCED] = { "bounced", N_("have an address from which mail came back") },
};

const char *
rg_left_out_get_id (RgLeftOut reason)
{
  g_return_val_if_fail (reason < RG_N_LEFT_OUT, NULL);
  return reasons[reason].id;
}

gboolean
rg_left_out_from_id (const char *id, RgLeftOut *reason)
{
  for (int i = RG_LEFT_OUT_NOT + 1; i < RG_N_LEFT_OUT; i++)
    if (g_strcmp0 (id, reasons[i].id) == 0)
      {
        *reason = (RgLeftOut) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_left_out_get_label (RgLeftOut reason)
{
  g_return_val_if_fail (reason < RG_N_LEFT_OUT, NULL);
  return reasons[reason].label == NULL ? NULL : _(reasons[reason].label);
}
