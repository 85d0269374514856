/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Days of the customers of a chunk, in 16 bits each: nearly all of them are of the last and the
 * next lifetime. A chunk with any other keeps all of its days in 32 bits. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

#define RG_DAY_COLUMN_SIZE 4096

#define RG_DAY_NEAR_FIRST (-25567) /* 1900-01-01 */
#define RG_DAY_NEAR_LAST (RG_DAY_NEAR_FIRST + G_MAXUINT16 - 1)

typedef struct {
  guint16 *near; /* 0: not known; else from 1 on, which is 1900-01-01; room of the chunk's */
  RgDay *far;    /* instead, or NULL; its own */
} RgDayColumn;

/* A column of zeros knows no day. */
void rg_day_column_clear (RgDayColumn *column);
/* After the column was copied as it is: with days of its own. */
void rg_day_column_own (RgDayColumn *column);

void rg_day_column_set (RgDayColumn *column, guint i, RgDay day);
RgDay rg_day_column_get (const RgDayColumn *column, guint i);
/* The first n of them, RG_DAY_NONE where there is none. */
void rg_day_column_read (const RgDayColumn *column, guint n, RgDay *days);

/* flags[i]: whether day i is known and lies from `from` to `to`; all RG_DAY_COLUMN_SIZE of them. */
void rg_day_column_flag (const RgDayColumn *column, RgDay from, RgDay to, guint8 *flags);

/* flags[i]: the byte that `wanted` has for day i; a byte for each of n_wanted days from `first` on,
 * and one for all others. The first n of them. */
void rg_day_column_flag_wanted (const RgDayColumn *column, guint n, const guint8 *wanted,
                                RgDay first, guint n_wanted, guint8 *flags);

G_END_DECLS
