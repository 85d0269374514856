/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where postcodes lie, and how far it is from one to another.
 *
 * Distances are those of the haversine formula (R. W. Sinnott, Virtues of the Haversine, Sky and
 * Telescope 68, 1984) on a sphere with the mean radius of the Earth, 6371.0088 km (IUGG; H. Moritz,
 * Geodetic Reference System 1980, Journal of Geodesy 74, 2000): as the crow flies, wrong by half a
 * percent at most.
 *
 * Postcodes are compared as letters and digits alone, in capitals, without the country's code
 * before them ("N-5003", "no 5003" and "5003" are one). Where the whole one is not known, that part
 * of it which names an area does: in Great Britain what stands before the last three ("SW1A 1AA" in
 * "SW1A"), in the Netherlands and Portugal the first four, in the United States the first five, in
 * Canada and Ireland the first three. No other part does. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_POINT_DEGREE 100000 /* a point's units in a degree */
#define RG_EARTH_RADIUS 6371008.8 /* metres */
#define RG_POSTCODE_LENGTH 10

typedef struct {
  gint32 latitude;  /* to the north */
  gint32 longitude; /* to the east */
} RgPoint;

/* In metres. */
double rg_point_distance (RgPoint from, RgPoint to);

/* As it is compared, in `out`; FALSE where it is no postcode: nothing of it is a letter or digit,
 * or too much. country: ISO 3166, or "". */
gboolean rg_postcode_normalise (const char *country, const char *text,
                                char out[RG_POSTCODE_LENGTH + 1]);

/* Immutable once it is sealed; then any thread. */
typedef struct _RgPoints RgPoints;

RgPoints *rg_points_new (void);
RgPoints *rg_points_ref (const RgPoints *points);
void rg_points_unref (RgPoints *points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPoints, rg_points_unref)

/* A normalised postcode. Of two that are the same the first one counts. */
void rg_points_add (RgPoints *points, const char *country, const char *postcode, RgPoint point);
/* home: the country of whatever names none, ISO 3166; "" where that is not known: then the only one
 * that there is. address: the shop's, in lines, or "". */
void rg_points_seal (RgPoints *points, const char *home, const char *address);

guint rg_points_get_n (const RgPoints *points);
gsize rg_points_memory (const RgPoints *points);
/* ISO 3166, or "". */
const char *rg_points_get_home (const RgPoints *points);
/* The postcode in the shop's address, as it stands there, and where it lies; NULL where there is
 * none whose place is known. */
const char *rg_points_get_shop (const RgPoints *points, RgPoint *point);
/* Whether anything is known of the country. */
gboolean rg_points_have_country (const RgPoints *points, const char *country);

/* country: ISO 3166; "" means home. FALSE: it is not known where that is. */
gboolean rg_points_find (const RgPoints *points, const char *country, const char *postcode,
                         RgPoint *point);
/* The same of what somebody typed, in which the country may stand: "5003", "NO 5003",
 * "5003, Norway". */
gboolean rg_points_find_typed (const RgPoints *points, const char *text, RgPoint *point);
/* The postcode in an address in lines or between commas, the lowest whose place is known, as
 * rg_points_find_typed() takes it; NULL where there is none. What stands last may name another
 * country than home. Owned by the caller. */
char *rg_points_find_in_address (const RgPoints *points, const char *address, RgPoint *point);

G_END_DECLS
