/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Text as search and order see it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The search form: NFKD, case folded, marks stripped, ß as ss, ø as o, ł as l, đ as d, æ as
 * ae; curly apostrophes and dashes as plain ones, invisible signs dropped; runs of white space
 * become one space, none at the ends. Vowel signs of Indic scripts and Thai stay, Hangul is in
 * its letters, so that half a syllable finds the whole. NULL only for invalid UTF-8 or above
 * 16 MB. */
char *rg_fold (const char *text);

/* A key whose memcmp order is the order of the user's language (ICU collation). */
GBytes *rg_sort_key (const char *text);
/* The same in a locale as rg_sort_locale() names it: keys side by side must be of one locale. */
GBytes *rg_sort_key_in (const char *locale, const char *text);

/* The locale that rg_sort_key() orders by, for instance "sv_SE": stored beside the keys. */
const char *rg_sort_locale (void);

G_END_DECLS
