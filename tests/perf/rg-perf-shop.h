/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A made-up shop of any size, as a shop's file and as CSV for whoever runs beside. The same
 * numbers give the same shop. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* A folder that has it has all the rest; another name makes older shops anew. */
#define RG_PERF_LAST_FILE "web-activity.csv"

#define RG_PERF_TODAY 20454 /* 1 January 2026; sales are of the 1096 days before */
#define RG_PERF_PRODUCTS 20000
#define RG_PERF_CATEGORIES 200
#define RG_PERF_CITIES 40
#define RG_PERF_TAGS 40
#define RG_PERF_BRANDS 50
#define RG_PERF_SUPPLIERS 12
#define RG_PERF_LOCATIONS 4

/* Where postcodes lie; and in SQL which one somebody has. */
#define RG_PERF_PLACES_FILE "places.csv"
#define RG_PERF_POSTCODE(customer) "1000 + " customer " * 7919 % 5000"

/* Writes shop.regulars, sale.csv, customer.csv, tag.csv and web-activity.csv into the folder. */
gboolean rg_perf_shop_make (const char *folder, guint customers, guint lines, GError **error);

/* Says where everybody lives, and writes RG_PERF_PLACES_FILE: also of a shop that was made before
 * that was asked for. */
gboolean rg_perf_places_make (const char *folder, RgStore *store, GError **error);

G_END_DECLS
