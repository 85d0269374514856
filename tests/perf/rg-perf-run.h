/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How benches measure: in turn with DuckDB in one process, medians. */
#pragma once

#include "rg-perf-duck.h"

#include "store/rg-store-dataset.h"

G_BEGIN_DECLS

#define RG_PERF_ROUNDS 15

/* Milliseconds, from some moment on. */
double rg_perf_now (void);
/* Of RG_PERF_ROUNDS values, which are sorted. */
double rg_perf_median (double *values);
/* `memory`: how many times as long as memory takes. Where there is no such limit or no DuckDB, it
 * is 0. */
void rg_perf_print_head (void);
void rg_perf_print_row (const char *name, double ours, double theirs, double memory,
                        const char *result);
/* Bytes a millisecond that one thread reads from memory. */
double rg_perf_bandwidth (void);
/* Pushes what was used last out of the caches of this core. */
void rg_perf_forget (void);

/* The shop of rg_perf_shop_make(), which is made where it is not there. */
RgStore *rg_perf_open (const char *folder, guint customers, guint lines);
/* Its dataset; says how long reading took. */
RgDataset *rg_perf_read (RgStore *store);
/* DuckDB with the same shop in tables as it likes them best: line, sale (lines that are sold),
 * receipt, customer and tag. */
RgDuck *rg_perf_duck_load (const char *library, const char *folder);

G_END_DECLS
