/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Shares and ratios as people say them. Translated; owned by the caller. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "about one in four", "three in ten", "half", "nearly all": the nearest of a few. share: 0 to
 * 1. */
char *rg_share_dup_words (double share);

/* "three times as often", "half as often", "somewhat more often"; NULL where a ratio (0 or more,
 * INFINITY too) is so near to 1 that it is hardly a difference: from 0.9 to 1.1. */
char *rg_ratio_dup_words (double ratio);

G_END_DECLS
