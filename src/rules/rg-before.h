/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a test can show, said before anything goes out.
 *
 * The smallest rise is that which two groups of these sizes would show four times in five
 * (rg_stats_detectable()), over those who come anyway (rg-before-base.h). With several comparisons
 * each is held to its part of the level, as the first step of Holm's correction is (rg-stats.h). */
#pragma once

#include "rules/rg-permission.h"

G_BEGIN_DECLS

/* How large a rise is still believable. */
#define RG_BEFORE_MOST 0.15

/* How many pairs are compared in all: those of versions, and each with those without. */
guint rg_before_count_comparisons (guint versions, gboolean held_out);
/* n people against m, of so many comparisons in all: the share to which the base would have to
 * rise. Above base + RG_BEFORE_MOST it is no use. */
double rg_before_smallest (double base, gint64 n, gint64 m, guint comparisons);

/* "With 943 letters and 188 people without, a rise from 10 to 18 in 100 would be seen." Or that
 * nothing but chance would be. Translated; owned by the caller. */
char *rg_before_dup_words (RgChannel channel, double base, gint64 written, gint64 held_out,
                           guint comparisons);
/* The same of two versions, by their names. */
char *rg_before_dup_version_words (double base, const char *first, gint64 n, const char *second,
                                   gint64 m, guint comparisons);

G_END_DECLS
