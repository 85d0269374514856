/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A made-up shop whose customers also have points and come with tickets. It is a file of its own:
 * what a line of sales takes in memory is measured without them. */
#pragma once

#include "rg-perf-duck.h"

#include "store/rg-store.h"

G_BEGIN_DECLS

/* That of the folder, once rg_perf_open() has made the other; ends the program where it cannot be
 * written. */
RgStore *rg_perf_care_open (const char *folder);
/* The same rows beside it, once rg_perf_duck_load() has brought the customers. */
void rg_perf_care_load (RgDuck *duck);

G_END_DECLS
