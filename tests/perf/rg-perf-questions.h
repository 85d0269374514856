/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What bench-counting asks, of ourselves and of DuckDB: its tables are made by rg-perf-run.h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a scan cannot do without: bytes of each customer, and of each receipt and line of the last
 * so many days. All 0: it is no scan. */
typedef struct {
  guint customer, receipt, line, days;
} RgPerfScan;

typedef struct {
  const char *name;
  const char *segment; /* rules/rg-segment.h */
  const char *sql;     /* one column: the customers' ids, each once */
  RgPerfScan scan;
} RgPerfQuestion;

/* Ended by one without a name. */
extern const RgPerfQuestion rg_perf_questions[];
/* Of the shop of rg-perf-care.h. */
extern const RgPerfQuestion rg_perf_care_questions[];

/* A nested segment and its SQL, each with one %u that is edited. */
typedef struct {
  const char *name;
  const char *segment;
  const char *sql;
  guint first; /* number */
} RgPerfLive;

extern const RgPerfLive rg_perf_live[];

G_END_DECLS
