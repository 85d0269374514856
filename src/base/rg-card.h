/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Payment card numbers, which Regulars never stores. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the text (valid UTF-8) holds a payment card number: 13 to 19 digits of any script, single
 * spaces or dashes between them, with an issuer's prefix and length, that pass the Luhn check
 * (ISO/IEC 7812-1). Digits inside a longer run of digits are no number, nor is an EAN-13, nor up to
 * 15 digits behind a plus (a phone number by ITU-T E.164). */
gboolean rg_card_in_text (const char *text);

/* A copy, with a sign in the place of each digit where the text holds such a number: for names that
 * somebody else gave, and that have to be shown. */
char *rg_card_dup_masked (const char *text);

/* Whether the Luhn check holds for these ASCII digits. */
gboolean rg_luhn_holds (const char *digits, gsize length);

G_END_DECLS
