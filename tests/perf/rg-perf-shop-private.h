/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files that make a shop share. */
#pragma once

#include "rg-perf-shop.h"

#include "base/rg-date.h"
#include "store/rg-store.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef struct {
  RgDay day;
  gint32 second;
  guint32 customer;
} Visit;

typedef struct {
  GRand *random, *more;
  GArray *visits;
  guint customers;
  double *popular;     /* running sums over the products */
  int price[RG_PERF_PRODUCTS];
  FILE *sale_csv, *customer_csv, *tag_csv, *activity_csv;
} Making;

/* Ends the program where it cannot be written. */
FILE *rg_perf_csv_open (const char *folder, const char *name, const char *head);
void rg_perf_bind_uuid (RgStatement *statement, int parameter, guint64 kind, guint64 number);
gboolean rg_perf_write_customers (Making *making, RgDb *db, GError **error);

G_END_DECLS
