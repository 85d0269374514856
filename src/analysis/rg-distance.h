/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How alike two words are. Words are arrays of characters, so that all scripts are counted alike.
 *
 *   rg_jaro_winkler  W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the
 *                    Fellegi-Sunter Model of Record Linkage, Proceedings of the Section on Survey
 *                    Research Methods, American Statistical Association, 1990: the Jaro similarity,
 *                    and a tenth of what is missing for each of up to four equal first characters.
 *   rg_edits         F. J. Damerau, A Technique for Computer Detection and Correction of Spelling
 *                    Errors, Communications of the ACM 7, 1964: characters inserted, left out,
 *                    replaced, or two neighbours exchanged; no character is edited twice. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer words are compared by their first so many characters. */
#define RG_LONGEST_WORD 32

/* 0: nothing alike, to 1: the same. */
double rg_jaro_winkler (const gunichar *a, guint n_a, const gunichar *b, guint n_b);
/* Above `most` the answer is most + 1. */
guint rg_edits (const gunichar *a, guint n_a, const gunichar *b, guint n_b, guint most);

G_END_DECLS
