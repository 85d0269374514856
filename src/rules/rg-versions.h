/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which version of a message somebody gets, who is left without any for comparison, and who stands
 * in the rest group of a year.
 *
 * All of it hangs on uuids: the same on every PC, and nobody can choose. The first 64 bits of
 * SHA-256 of campaign and customer say who is held out (rg-audience.h), the next 64 which version.
 * Where parts of the list are to be dealt out evenly, both follow the order of the first 64 within
 * each part: R. A. Fisher's blocks (The Design of Experiments, 1935), drawn systematically. */
#pragma once

#include "rules/rg-audience.h"

G_BEGIN_DECLS

#define RG_VERSIONS_MOST 4

/* Of what each version gets the same part. */
typedef enum {
  RG_STRATUM_NONE,
  RG_STRATUM_STAGE, /* new, growing, regular … */
  RG_STRATUM_SPEND, /* quarters of the list, by what they have spent */
  RG_N_STRATA
} RgStratum;

/* "stage"; "" for none: for the file and for --json. */
const char *rg_stratum_get_id (RgStratum stratum);
gboolean rg_stratum_from_id (const char *id, RgStratum *stratum);

/* "A", "B" …: how an unnamed version is called. Static. */
const char *rg_version_get_letter (guint number);

typedef struct {
  const guint8 *campaign; /* uuid */
  guint holdout;          /* thousandths */
  guint n_weights;        /* 0 or 1: one version */
  guint weights[RG_VERSIONS_MOST];
  const guint *strata;    /* of each candidate, or NULL */
} RgDeal;

/* Deals out those who were seated as included or held out: versions[i] is 1 … n_weights for who is
 * included, 0 for all others and where there is one version only. With strata those who are held
 * out are chosen anew. */
void rg_versions_deal (const RgDeal *deal, const RgCandidate *candidates, gsize n_candidates,
                       RgSeat *seats, guint *versions);

/* Quarters by amount: 0 for the smallest, 3 for the largest; equal amounts in the order of their
 * uuids. */
void rg_versions_find_quarters (const gint64 *amounts, const RgCandidate *candidates, gsize n,
                                guint *quarters);

/* Whether a customer belongs to the rest group of a year: who in it gets no campaign at all, so
 * that the year as a whole can be judged. permille: its share, 0 to RG_REST_MOST. */
gboolean rg_rest_group_has (const guint8 customer[RG_UUID_SIZE], const guint8 shop[RG_UUID_SIZE],
                            guint year, guint permille);

#define RG_REST_MOST 200

G_END_DECLS
