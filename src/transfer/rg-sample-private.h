/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the parts of the sample shop's generator share. */
#pragma once

#include "transfer/rg-sample.h"

G_BEGIN_DECLS

/* PCG-XSH-RR 64/32 (O'Neill 2014, pcg-random.org): the same numbers everywhere. */
typedef struct
{
  guint64 state;
  guint64 stream;
} RgRandom;

void rg_random_init (RgRandom *random, guint64 seed, guint64 stream);
guint32 rg_random_next (RgRandom *random);
/* 0 … n - 1 */
int rg_random_below (RgRandom *random, int n);
/* from … to */
int rg_random_between (RgRandom *random, int from, int to);
gboolean rg_random_chance (RgRandom *random, int percent);
/* An index, by weights; their sum must be above 0. */
int rg_random_pick (RgRandom *random, const int *weights, int n);
/* Mean 1000, as the sum of four dice: 0 … 2000, mostly near the middle. */
int rg_random_around (RgRandom *random);

/* --- People ----------------------------------------------------------------------------------- */

/* Names of one language. A name is "native|latin"; the second is for e-mail addresses, and stands
 * only where it differs. */
typedef struct
{
  const char *language;
  int weight;
  gboolean family_first;
  const char *between;          /* the names: a space, or nothing */
  const char *const *given;
  const char *const *family;
} RgSampleNames;

extern const RgSampleNames rg_sample_names[];
extern const int rg_sample_n_names;

/* Households, customers, tags and permissions. */
void rg_sample_make_people (RgSampleData *data, guint n_customers);
/* Where their postcodes lie. */
void rg_sample_add_points (RgSampleData *data);

/* The shop's own fields; needs the people. */
void rg_sample_make_own (RgSampleData *data);

/* --- Goods and sales -------------------------------------------------------------------------- */

enum {
  RG_SAMPLE_COFFEE,
  RG_SAMPLE_TEA,
  RG_SAMPLE_BOOKS,
  RG_SAMPLE_STATIONERY,
  RG_SAMPLE_CATEGORIES,
};

/* Places in `products` that sales need by name. */
typedef struct
{
  int first[RG_SAMPLE_CATEGORIES + 1]; /* of each category, then the end */
  int wrapping;
  int gift_card;
} RgSampleShelf;

void rg_sample_make_goods (RgSampleData *data, RgSampleShelf *shelf);
/* Receipts and lines; needs the people. */
void rg_sample_make_sales (RgSampleData *data, const RgSampleShelf *shelf, int last_time);
/* What was looked at and left in the basket; needs the people. */
void rg_sample_make_web (RgSampleData *data, const RgSampleShelf *shelf, int last_time);

G_END_DECLS
