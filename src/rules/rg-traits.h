/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All that customers may have in common: ages in bands, cities, tags, permissions, the shop's own
 * fields of each kind, stages, and the products, categories and brands they bought.
 *
 * A trait is counted among those of whom it can be known: an age among those whose age is known, a
 * product among those who bought anything. Numbers and dates of own fields are told in bands whose
 * bounds are the quartiles of all values; a field with at most six different ones has one band for
 * each. Of words only the most frequent become traits. */
#pragma once

#include "analysis/rg-make-up.h"
#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* The chapters of a list of traits. */
typedef enum {
  RG_TRAIT_PERSON,
  RG_TRAIT_PERMISSION,
  RG_TRAIT_TAG,
  RG_TRAIT_OWN,
  RG_TRAIT_RHYTHM,
  RG_TRAIT_CATEGORY,
  RG_TRAIT_BRAND,
  RG_TRAIT_PRODUCT,
  RG_N_TRAIT_SORTS
} RgTraitSort;

typedef struct {
  RgTraitSort sort;
  gboolean is_city;
  const char *id;    /* "age": stable, of RG_TRAIT_PERSON; else NULL */
  const char *about; /* "Age", "Tag", the name of an own field */
  const char *name;  /* "25 to 34" */
  guint source;      /* of the maker's own */
  guint value;
} RgTrait;

typedef struct _RgTraits RgTraits;

/* Keeps the dataset; the rest of the context is copied. */
RgTraits *rg_traits_new (const RgSegmentContext *context, const RgMakeUpBasis *basis,
                         const char *currency);
void rg_traits_free (RgTraits *traits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTraits, rg_traits_free)

guint rg_traits_get_n (const RgTraits *traits);
const RgTrait *rg_traits_get (const RgTraits *traits, guint trait);
const RgDataset *rg_traits_get_dataset (const RgTraits *traits);

/* Of two groups of living customers: how many have it, and of how many it can be known. */
typedef struct {
  guint hits[2];
  guint n[2];
} RgTraitCount;

/* Of each trait, in their order; free with g_free(). */
RgTraitCount *rg_traits_count (const RgTraits *traits, const RgBitset *first,
                               const RgBitset *second);
/* Everybody who has it. */
RgBitset *rg_traits_members (const RgTraits *traits, guint trait);

/* marks: a byte for each trait, which becomes TRUE where the rules decide it: all that one of them
 * finds by itself, or none of those, have what it asks about. */
void rg_traits_mark_rules (const RgTraits *traits, const RgSegmentContext *context,
                           const RgNode *rules, guint8 *marks);

/* "Person", "Product". Translated. */
const char *rg_trait_sort_title (RgTraitSort sort);
/* "person", "product": stable. */
const char *rg_trait_sort_id (RgTraitSort sort);

G_END_DECLS
