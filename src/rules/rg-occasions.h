/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom an automation is for, and when: its occasions, found in what the shop knows.
 *
 * An occasion follows from facts alone, such as a receipt and the days to wait after it, and never
 * from when somebody asks. Asked again, with more facts, it is the same one: that is what makes
 * sure that nobody gets anything twice. */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-automation.h"

G_BEGIN_DECLS

typedef struct {
  guint person;     /* position of a living customer */
  RgDay due_on;
  gint32 due_time;  /* seconds of that day; 0: from its beginning */
  RgDay ends_on;    /* from this day on there is no point in it; G_MAXINT32: for good */
  RgDay day;        /* what the occasion is named by, where that is no row */
  gint64 row;       /* id of the receipt or ticket, or 0 */
  guint product;    /* index, or RG_NOTHING */
} RgOccasion;

struct _RgOccasionContext {
  const RgDataset *dataset;
  RgDay from, to;   /* due days, both included */
  GArray *found;    /* RgOccasion */
};

/* In the order of due day and position; empty for kinds that have no find(). Free with
 * g_array_unref(). */
GArray *rg_occasions_find (const RgWhen *when, const RgDataset *dataset, RgDay from, RgDay to);
/* The same order for those that were found in another way. */
void rg_occasions_sort (GArray *occasions);

/* For the kinds: one more, if it is due in the days that are asked for and ends later. */
void rg_occasions_add (RgOccasionContext *context, const RgOccasion *occasion);

/* What the kind is about: a byte a product and one for none, to be freed; NULL: anything. */
guint8 *rg_when_match (const RgWhen *when, const RgDataset *dataset);
gboolean rg_when_match_has (const guint8 *match, const RgDataset *dataset, guint product);

void rg_occasions_find_bought (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_new (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_away (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_overdue (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_basket (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_birthday (const RgWhen *when, RgOccasionContext *context);
void rg_occasions_find_lasting (const RgWhen *when, RgOccasionContext *context);

G_END_DECLS
