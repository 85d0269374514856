/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What visits and baskets of the sample shop share. */
#pragma once

#include "transfer/rg-sample-private.h"

G_BEGIN_DECLS

/* How one customer shops. */
typedef struct
{
  RgDay first_on;
  RgDay last_on;
  int interval;                        /* days between visits, about */
  int most_visits;
  int location;
  int weights[RG_SAMPLE_CATEGORIES];
  int rhythm[RG_SAMPLE_CATEGORIES];    /* days until it is used up; 0 for none */
  int favourite[RG_SAMPLE_CATEGORIES]; /* products */
  RgDay last[RG_SAMPLE_CATEGORIES];    /* bought, as the baskets are filled */
} RgSampleHabit;

typedef struct
{
  RgDay day;
  int time;
  int location;
  int customer;
  guint order;
} RgSampleVisit;

/* A line that will be brought back. */
typedef struct
{
  RgSampleVisit visit;
  guint receipt;
  int line;
} RgSampleReturn;

typedef struct
{
  RgSampleData *data;
  const RgSampleShelf *shelf;
  RgRandom random;
  int last_time;
  GArray *visits;        /* RgSampleVisit */
  RgSampleHabit *habits; /* by customer */
} RgSampleSales;

/* Christmas, New Year, the national day. */
gboolean rg_sample_is_closed (RgDay day);
void rg_sample_fill_baskets (RgSampleSales *sales);

G_END_DECLS
