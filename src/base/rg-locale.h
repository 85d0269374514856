/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The user's locale as ICU wants to hear it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ICU name of the process's locale in a category of <locale.h> (LC_TIME, LC_MONETARY, …):
 * "de_CH" for "de_CH.UTF-8", "sr_Latn_RS" for "sr_RS@latin", "en_001" for "C". Interned. */
const char *rg_locale_for_icu (int category);

/* Whether the language of LC_MESSAGES is written from right to left. */
gboolean rg_locale_is_right_to_left (void);

/* Whether a text runs from right to left, by its first letter that says so. */
gboolean rg_text_is_right_to_left (const char *text);
/* The text so that it stays together inside of a sentence that may run the other way: a date or an
 * amount in a sentence that is not translated. Only for languages from right to left; takes the
 * text. */
char *rg_text_isolate (char *text);

G_END_DECLS
