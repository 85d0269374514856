/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everybody else, by how alike they are to the members of a segment.
 *
 * Naive Bayes (analysis/rg-likeness.h) over what can be told in words: the facts of
 * rules/rg-group-facts.h in bands, of which each person has one, and those traits
 * (rules/rg-traits.h) in which members surely differ from all others. What all others have, or
 * nobody of them, is left aside: it cannot tell them apart. It is tried first: a fifth
 * of all customers, the same each time, is hidden, the rest are learned from, and the hidden
 * members are looked for among the hidden. Where that is no better than chance, nothing is
 * proposed. */
#pragma once

#include "analysis/rg-likeness.h"
#include "analysis/rg-kmeans.h"
#include "rules/rg-traits.h"

G_BEGIN_DECLS

#define RG_ALIKE_LEAST_MEMBERS 25
#define RG_ALIKE_REASONS 3

typedef struct {
  gint64 id;
  double score;
  guint n_reasons;
  guint reasons[RG_ALIKE_REASONS]; /* into RgAlike.words: what speaks most for them */
} RgAlikePerson;

/* Of the hidden ones: how many members are among the most alike. */
typedef struct {
  guint hidden;         /* people */
  guint hidden_members;
  guint looked_at;      /* the most alike of the hidden */
  guint found;          /* members among those */
  double by_chance;     /* members that a draw would have found */
  double area;          /* under the curve; 0.5 is chance */
  RgInterval area_range;
} RgAlikeTrial;

typedef struct {
  guint n_members;
  guint n_others;
  RgAlikeTrial trial;
  GPtrArray *words;     /* of each trait: "City: Oslo" */
  guint n_common;
  guint common[RG_ALIKE_REASONS]; /* what most makes the members alike */
  GArray *people;       /* RgAlikePerson: the others, the most alike first */
} RgAlike;

#define RG_ALIKE_ERROR (rg_alike_error_quark ())
GQuark rg_alike_error_quark (void);

typedef enum {
  RG_ALIKE_ERROR_TOO_FEW,  /* members */
  RG_ALIKE_ERROR_NOBODY,   /* else */
  RG_ALIKE_ERROR_CHANCE,
  RG_ALIKE_ERROR_STOPPED,
} RgAlikeError;

/* members: of the living customers, by position. */
RgAlike *rg_alike_new (const RgSegmentContext *context, const RgMakeUpBasis *basis,
                       const char *currency, const RgBitset *members, RgGoOnFunc go_on,
                       gpointer data, GError **error);
void rg_alike_free (RgAlike *alike);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAlike, rg_alike_free)

/* "Of 40 hidden members, 27 are among the 200 most alike; by chance it would be 4." Translated. */
char *rg_alike_dup_trial (const RgAlike *alike);
/* "City: Oslo · Category: Filters". */
char *rg_alike_dup_words (const RgAlike *alike, const guint *words, guint n);

G_END_DECLS
