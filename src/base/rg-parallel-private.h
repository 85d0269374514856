/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For tests alone: shops that are small enough to be asked row by row are never shared out. */
#pragma once

#include "base/rg-parallel.h"

G_BEGIN_DECLS

/* From now on every loop is shared out as far as it goes, on one processor too. Before the first
 * one. */
void rg_parallel_share_everything (void);

G_END_DECLS
