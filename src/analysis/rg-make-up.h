/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What customers are by one trait of which everybody has one: ages in bands, the size of the home,
 * how far off, the language, the location they come to.
 *
 *   age        whole years on `today`.
 *   household  how many live together, as written down; else how many customers share the home.
 *   children   as written down.
 *   shared     whether another customer lives in the same home.
 *   distance   kilometres from the postcode in the shop's address (analysis/rg-points.h); abroad
 *              whoever lives there and of whom that is not known. Where it is not known where that
 *              postcode lies: whether the postcode, else the city, else the country is that of the
 *              shop's address; then nothing is known of anybody where the address names neither a
 *              postcode nor a city of a customer. No country counts as the shop's own. With
 *              by_location the address is that of the location where most of their visits were;
 *              the shop's for whoever comes to one that has none. Nothing is known of those whose
 *              location has an address that does not tell where it is.
 *   language   as written down, by its name, so that “nb” and “no” are one.
 *   location   where most of their visits were; of equals the one that was known first.
 *   city       as written down.
 *   joined     the year since which they are customers, else of their first visit.
 *   quarter    the quarter of a year, and
 *   month      the month of the same.
 *
 * What somebody has who was merged into them stands for those who have nothing themselves. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

typedef enum {
  RG_MAKE_UP_AGE,
  RG_MAKE_UP_HOUSEHOLD,
  RG_MAKE_UP_CHILDREN,
  RG_MAKE_UP_SHARED,
  RG_MAKE_UP_DISTANCE,
  RG_MAKE_UP_LANGUAGE,
  RG_MAKE_UP_LOCATION,
  RG_MAKE_UP_CITY,
  RG_MAKE_UP_JOINED,
  RG_MAKE_UP_QUARTER,
  RG_MAKE_UP_MONTH,
  RG_N_MAKE_UPS
} RgMakeUpOf;

/* Borrowed. */
typedef struct {
  RgDay today;
  const char *country; /* of the shop, ISO 3166, or "" */
  const char *address; /* of the shop, in lines, or "" */
  gboolean by_location; /* the distance is that from the location they come to */
} RgMakeUpBasis;

typedef struct {
  RgMakeUpOf of;
  guint n_parts;
  char **names;  /* n_parts, translated */
  guint32 *part; /* of each position; n_parts: not known */
  guint near;    /* of distance in kilometres: the parts that are near, less than 5; else 0 */
} RgMakeUp;

/* most: so many parts at most; of names the others, years, quarters and months before the first and
 * ages side by side become one. At least 5. */
RgMakeUp *rg_make_up_new (const RgDataset *dataset, const RgMakeUpBasis *basis, RgMakeUpOf of,
                          guint most);
void rg_make_up_free (RgMakeUp *make_up);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMakeUp, rg_make_up_free)

/* counts[n_parts + 1]: how many of `customers` are in each part; the last one: not known. */
void rg_make_up_count (const RgMakeUp *make_up, const RgBitset *customers, guint *counts);
/* counts[rows' parts + 1][columns' parts + 1], one row after the other. */
void rg_make_up_cross (const RgMakeUp *rows, const RgMakeUp *columns, const RgBitset *customers,
                       guint *counts);
/* The first day of the month, quarter or year of a day: of `months` months, 1, 3 or 12. */
RgDay rg_make_up_span_start (RgDay day, guint months);
/* "Q4 2026". Translated; free with g_free(). */
char *rg_make_up_dup_quarter (RgDay start);
/* counts[n][n_parts + 1]: of those who came in each of the n spans of so many months up to that of
 * `last`, the newest last. Who came twice counts once. */
void rg_make_up_visits (const RgMakeUp *make_up, const RgDataset *dataset,
                        const RgBitset *customers, RgDay last, guint months, guint n,
                        guint *counts);
/* Those of `customers` in the part; n_parts: those of whom it is not known. */
RgBitset *rg_make_up_members (const RgMakeUp *make_up, const RgBitset *customers, guint part);

/* "Age". Translated. */
const char *rg_make_up_title (RgMakeUpOf of);
/* "age": stable. */
const char *rg_make_up_id (RgMakeUpOf of);

G_END_DECLS
