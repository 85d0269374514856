/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Good customers who have stopped coming", as Today counts them and as a letter to them begins:
 * at least five visits in two years, none of them in the last ninety days. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The segment's text form. */
const char *rg_lapsed_text (void);
/* What it means in one line, translated. */
const char *rg_lapsed_meaning (void);

G_END_DECLS
