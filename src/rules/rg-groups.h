/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of customers that show themselves: k-means (analysis/rg-kmeans.h) on chosen facts.
 *
 * Everybody takes part who ever came and of whom all chosen facts are known. A fact of which few
 * have very much goes in as its logarithm; each is then measured in its own spread around its mean,
 * and nobody is farther from it than three spreads, so that a few great buyers are no group of
 * their own. How many groups there are is proposed from samples: the most from 2 to RG_GROUPS_MOST
 * whose silhouette is within a twentieth of the best. How sure they are: two halves of the
 * customers are grouped apart, and everybody is put into the groups of both (the adjusted Rand
 * index of the two). */
#pragma once

#include "analysis/rg-kmeans.h"
#include "rules/rg-group-facts.h"

G_BEGIN_DECLS

#define RG_GROUPS_MOST 8
#define RG_GROUPS_LEAST_PEOPLE 20

typedef enum {
  RG_GROUPS_SURE,   /* 0.8 or more */
  RG_GROUPS_BLURRED, /* 0.5 or more */
  RG_GROUPS_CHANCE,
} RgGroupsTrust;

typedef struct {
  GArray *ids;       /* gint64, of its people */
  gint64 spend;      /* net sales to them, ever */
  double *typical;   /* of each fact: the median */
  char *name;        /* short: "Come often, spent much", translated */
  char *words;       /* the same with numbers, as a sentence */
  char *rules;       /* text of a segment that finds them; NULL: no rules do */
  guint found;       /* living customers whom the rules find */
  guint caught;      /* of those, people of the group */
} RgGroup;

typedef struct {
  guint n_facts;
  const RgGroupFact **facts;
  guint n_people;    /* who are grouped */
  guint n_left_out;  /* who came, and of whom something is not known */
  gint64 spend;      /* of those who are grouped */
  guint suggested;   /* how many groups are proposed */
  double silhouette[RG_GROUPS_MOST + 1]; /* by number of groups, of the sample; 0 below 2 */
  double agreement;  /* of two halves */
  RgGroupsTrust trust;
  double *typical;   /* of each fact: the median of all who are grouped */
  guint n_groups;
  RgGroup *groups;   /* the largest first */
  RgKmeans *kmeans;
} RgGroups;

#define RG_GROUPS_ERROR (rg_groups_error_quark ())
GQuark rg_groups_error_quark (void);

typedef enum {
  RG_GROUPS_ERROR_FACTS,   /* a word that is no fact, or of which the shop knows nothing */
  RG_GROUPS_ERROR_TOO_FEW, /* people of whom all is known */
  RG_GROUPS_ERROR_STOPPED,
} RgGroupsError;

/* words: of facts, NULL: the usual ones that the shop knows. k: 2 to RG_GROUPS_MOST, 0: as many as
 * are proposed. context->dataset must be there; currency for what is said. */
RgGroups *rg_groups_new (const RgSegmentContext *context, const char *const *words, guint k,
                         const char *currency, RgGoOnFunc go_on, gpointer data, GError **error);
void rg_groups_free (RgGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgGroups, rg_groups_free)

/* Sentences, translated; free with g_free(). */
const char *rg_groups_trust_words (RgGroupsTrust trust);
/* "As rules: they find 91 of 100 of the group. Others among 100 whom they find: 7." */
char *rg_group_dup_rules_words (const RgGroup *group);

G_END_DECLS
