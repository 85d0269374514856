/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Marks strings for translation in every layer. */
#pragma once

#include <libintl.h>

#define _(text) (gettext (text))
#define N_(text) (text)
#define P_(one, many, n) (ngettext (one, many, (unsigned long) (n)))
