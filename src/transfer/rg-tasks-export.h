/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tasks as a file. */
#pragma once

#include "store/rg-store-tasks.h"

G_BEGIN_DECLS

/* UTF-8 CSV with a head: uuid, what, customer, campaign, staff, due, created, done; days as in
 * 2026-11-21, empty where there is none. */
GBytes *rg_tasks_to_csv (const GPtrArray *tasks);

G_END_DECLS
