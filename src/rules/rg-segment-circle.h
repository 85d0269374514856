/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that ask for segments: whether one comes back to itself. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* So many segments stand in each other at most, one in the next. */
#define RG_SEGMENT_CHAIN 16

/* Saved segments, side by side; all borrowed. Some may have the same name: all of them are meant
 * then. */
typedef struct {
  guint n;
  const char *const *name;
  const char *const *folded; /* rg_fold (name) */
  const char *const *text;   /* what cannot be read asks for nothing */
} RgSegmentBook;

/* Those of the dataset. */
RgSegmentBook rg_segment_book (const RgDataset *dataset);
/* The index of one in the dataset, or RG_NOTHING. */
guint rg_segment_book_find (const RgDataset *dataset, gint64 id);

/* Where the rules lead back to segment `self` of the book, whose rules they are, or to another one
 * that they have come by, or through too many: what is said of that, translated, with the way
 * ("A → B → A"). NULL: nowhere. self: RG_NOTHING where they are not saved yet. */
char *rg_segment_dup_circle (const RgSegmentBook *book, const RgNode *root, guint self);
/* The same of one rule. */
char *rg_rule_dup_circle (const RgSegmentBook *book, const RgRule *rule, guint self);
/* The same of a saved one. */
char *rg_segment_book_dup_circle (const RgSegmentBook *book, guint self);

G_END_DECLS
