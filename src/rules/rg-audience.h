/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who of a segment gets a campaign, who is left without it for comparison, and who is left out and
 * why. */
#pragma once

#include "base/rg-uuid.h"
#include "rules/rg-permission.h"

G_BEGIN_DECLS

/* The most of an audience that may be left without the campaign, in thousandths. */
#define RG_HOLDOUT_MOST 500

typedef enum {
  RG_PLACE_INCLUDED,
  RG_PLACE_HELD_OUT, /* fit to be written to, and left without it for comparison */
  RG_PLACE_LEFT_OUT,
} RgAudiencePlace;

/* In this order: a person is left out for the first that holds. */
typedef enum {
  RG_LEFT_OUT_NOT, /* not left out */
  RG_LEFT_OUT_TWICE, /* the same person stands earlier in the list, in it or left out */
  RG_LEFT_OUT_NEVER, /* asked never to be contacted again */
  RG_LEFT_OUT_WITHDRAWN,
  RG_LEFT_OUT_UNCONFIRMED, /* said yes, and has still to confirm it */
  RG_LEFT_OUT_NO_PERMISSION,
  RG_LEFT_OUT_NOT_TAILORED, /* wants no offers from what they look at or buy elsewhere */
  RG_LEFT_OUT_NO_ADDRESS,
  RG_LEFT_OUT_PREFERS, /* prefers to hear in another way */
  RG_LEFT_OUT_BY_HAND,
  RG_LEFT_OUT_MONTH, /* had as many contacts this month as anybody gets */
  RG_LEFT_OUT_WEEK,
  RG_LEFT_OUT_GAP, /* the last one is only days ago */
  RG_LEFT_OUT_HOME_MONTH, /* the home had as many contacts as any gets, those to people earlier in
                           * the list among them */
  RG_LEFT_OUT_HOME_WEEK,
  RG_LEFT_OUT_SHARED, /* has the same address, mailbox or phone as somebody earlier in the list */
  RG_LEFT_OUT_WITHDRAWN_SINCE, /* withdrew after the list was fixed */
  RG_LEFT_OUT_REST, /* of the rest group of the year (rg-versions.h) */
  RG_LEFT_OUT_RIVAL, /* a more important campaign wants them, and two would be too much */
  RG_LEFT_OUT_BEYOND, /* not among the best, where only so many get it */
  RG_LEFT_OUT_BOUNCED, /* mail to the only address came back */
  RG_N_LEFT_OUT
} RgLeftOut;

typedef struct {
  gint64 customer; /* pointers of merged customers resolved */
  guint8 uuid[RG_UUID_SIZE];
  RgPermission permission; /* on the campaign's channel */
  gboolean never;          /* asked never to be contacted again, under this or another row */
  gboolean awaits;         /* the permission awaits its confirmation */
  gboolean not_tailored;   /* the offer is made from what the person did not allow to look at */
  gboolean reachable;      /* has what the channel needs: a whole address, an e-mail, a phone */
  gboolean bounced;        /* there is an address, and what went there came back */
  gboolean prefers_other;  /* said another channel, and the campaign keeps to that */
  gboolean excluded;       /* left out of this campaign by hand */
  gboolean seed;           /* of the shop's own people, who get everything that they allow */
  RgLeftOut spent;         /* why one more contact would be too much, or RG_LEFT_OUT_NOT */
  const char *shared;      /* what is to get one letter only: an address, a mailbox; or NULL */
  gint64 home;             /* who lives with whom; 0: not known */
  guint home_room;         /* so many of the home can be contacted now */
  RgLeftOut home_full;     /* why the others of it cannot */
} RgCandidate;

typedef struct {
  RgAudiencePlace place;
  RgLeftOut reason;
} RgSeat;

/* Fills seats[i] for candidates[i]. holdout: share of those fit to be written to that is left
 * without it, in thousandths, 0 to RG_HOLDOUT_MOST. Whether a person is held out hangs on the two
 * uuids alone (the first 64 bits of SHA-256 of campaign and customer), so it is the same on every
 * PC and whoever else is in the list. */
void rg_audience_seat (const RgCandidate *candidates, gsize n_candidates, RgBasis basis,
                       guint holdout, const guint8 campaign[RG_UUID_SIZE], RgSeat *seats);

/* Whether one more of a home has room in a list, with what those took who stand earlier in it
 * (taken: gint64 → how many); it is taken then. A home of 0 always has. */
gboolean rg_audience_take_home (GHashTable *taken, gint64 home, guint room);

gboolean rg_audience_is_held_out (const guint8 customer[RG_UUID_SIZE],
                                  const guint8 campaign[RG_UUID_SIZE], guint holdout);

/* What the best are chosen by. */
typedef enum {
  RG_BEST_ALL, /* nobody is chosen: all of them get it */
  RG_BEST_SPEND,
  RG_BEST_VISITS,
  RG_N_BEST
} RgBest;

/* "", "spend", "visits": for the file and regularsctl. */
const char *rg_best_get_id (RgBest best);
gboolean rg_best_from_id (const char *id, RgBest *best);

/* Leaves out all but the n who stand highest (standings[i], larger is better) of those who were not
 * left out before; the comparison group counts among them. Between equals the uuids of campaign and
 * customer decide, as by lot and the same on every PC. */
void rg_audience_keep_best (const RgCandidate *candidates, gsize n_candidates,
                            const gint64 *standings, const guint8 campaign[RG_UUID_SIZE], gsize n,
                            RgSeat *seats);

/* Whether leaving `holdout` thousandths of n people without the campaign can show anything: whether
 * a rise of 15 points over the share `base` that comes anyway would be seen with a power of 0.8. A
 * letter that does more than that is rare. *smallest (may be NULL): the smallest rise that would be
 * seen, as a share. */
gboolean rg_audience_can_compare (double base, gint64 n, guint holdout, double *smallest);

/* "withdrawn", …: for files and --json; never translated. NULL for RG_LEFT_OUT_NOT. */
const char *rg_left_out_get_id (RgLeftOut reason);
gboolean rg_left_out_from_id (const char *id, RgLeftOut *reason);
/* "said no", "no permission", "no whole address" … in the user's language, to stand after a number;
 * NULL for RG_LEFT_OUT_NOT. */
const char *rg_left_out_get_label (RgLeftOut reason);

G_END_DECLS
