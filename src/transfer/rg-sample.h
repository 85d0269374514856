/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes up a shop to look around in: a book and coffee shop with two locations and three years of
 * sales. Equal arguments give equal data, on every computer. */
#pragma once

#include "store/rg-sample-data.h"

G_BEGIN_DECLS

#define RG_SAMPLE_CUSTOMERS 2000
#define RG_SAMPLE_SEED 1
#define RG_SAMPLE_MOST_CUSTOMERS 1000000

typedef struct
{
  guint n_customers;
  guint64 seed;
  RgDay last_day;
  int last_time; /* on the last day nothing is sold after this second; 86399 for a whole day */
} RgSampleOptions;

/* Sets the last day and time to this moment, in the shop's time zone, so that Today is alive. */
void rg_sample_until_now (RgSampleOptions *options);
RgSampleData *rg_sample_make (const RgSampleOptions *options);

G_END_DECLS
