/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Marks strings for translation in every layer. */
#pragma once

#include <glib.h>
#include <libintl.h>

#define _(text) (gettext (text))
#define N_(text) (text)
#define P_(one, many, n) (ngettext (one, many, (unsigned long) (n)))

/* Where the same English words need different ones in other languages, a word or two before them
 * say which are meant: C_ ("money", "between %s and %s"). No per cent sign is among those. */
#define C_(context, text) (rg_i18n_in (context "\004" text, sizeof context))
#define PC_(context, one, many, n) \
  (rg_i18n_many_in (context "\004" one, many, (unsigned long) (n), sizeof context))

/* Takes up the language of whoever runs the program; REGULARS_LOCALE_DIR has the catalogues of a
 * program that is not installed. */
void rg_i18n_start (void);

/* skip: how long the context is, with the sign behind it. */
const char *rg_i18n_in (const char *text, gsize skip) G_GNUC_FORMAT (1);
const char *rg_i18n_many_in (const char *one, const char *many, gulong n, gsize skip)
  G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);
