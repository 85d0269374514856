/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The user's locale as ICU wants to hear it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ICU name of the process's locale in a category of <locale.h> (LC_TIME, LC_MONETARY, …):
 * "de_CH" for "de_CH.UTF-8", "sr_Latn_RS" for "sr_RS@latin", "en_001" for "C". Interned. */
const char *rg_locale_for_icu (int category);

G_END_DECLS
