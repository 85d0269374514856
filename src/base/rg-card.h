/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Payment card numbers, which Regulars never stores. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the text holds a payment card number: a run of 13 to 19 digits, single spaces or dashes
 * between them, with an issuer's prefix and length, that passes the Luhn check (ISO/IEC 7812-1).
 * Digits inside a longer run are no number. */
gboolean rg_card_in_text (const char *text);

/* Whether the Luhn check holds for these ASCII digits. */
gboolean rg_luhn_holds (const char *digits, gsize length);

G_END_DECLS
