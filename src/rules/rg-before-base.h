/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How many come back anyway: what the smallest difference that a list can show is measured from. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* So many windows before the last day of sales are looked at, and fewer people tell nothing. */
#define RG_BASE_WINDOWS 3
#define RG_BASE_PEOPLE_LEAST 30
/* What is said where nobody can know. */
#define RG_BASE_GUESS 0.1

typedef enum {
  RG_BASE_GUESSED,
  RG_BASE_RULES, /* those whom the rules held for at the beginning of each window */
  RG_BASE_SHOP,  /* whoever had come in the year before the last window */
} RgBaseGround;

typedef struct {
  RgBaseGround ground;
  double share;  /* of those who came within `days` */
  gint64 people; /* of all windows; 0 for a guess */
  gint64 came;
  int days;
} RgBeforeBase;

void rg_before_base_guess (int days, RgBeforeBase *base);
/* Any thread. root: the rules, or NULL. What people are is as it is now, what they had bought as it
 * was then. */
void rg_before_base_find (const RgNode *root, const RgSegmentContext *context, int days,
                          RgBeforeBase *base);

/* "people", "customers", "guess": for --json. */
const char *rg_before_base_get_id (const RgBeforeBase *base);
/* "Of 312 who fitted these rules in the last weeks, 9 in 100 came back within 21 days." Translated;
 * owned by the caller. */
char *rg_before_base_dup_words (const RgBeforeBase *base);

G_END_DECLS
