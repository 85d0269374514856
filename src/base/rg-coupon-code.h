/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The codes of coupons: "K7QW-3FHD-XA9R".
 *
 * Eleven symbols are drawn from 128 random bits (some 54 bits: of ten thousand coupons that are out
 * a guess hits one in 10^12), the twelfth checks them. The alphabet has 31 symbols, without I, L,
 * O, 0 and 1, which people take for each other. With a weight of its own for each place, all sums
 * modulo the prime 31, the check finds every single wrong symbol and every two that changed places
 * (J. Verhoeff, Error Detecting Decimal Codes, 1969; ISO 7064 is of the same kind). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_COUPON_CODE_LENGTH 12

/* What stands in previews; never the code of a coupon. */
#define RG_COUPON_CODE_SAMPLE "XXXXXXXXXXXX"

/* Draws a new one, without dashes. Owned by the caller. */
char *rg_coupon_code_draw (void);
/* The same of given bits, for tests. */
char *rg_coupon_code_from_bits (const guint8 bits[16]);

/* What somebody typed or scanned, in any case, with spaces and dashes anywhere, as it is stored;
 * NULL where it is no code. Owned by the caller. */
char *rg_coupon_code_read (const char *text);
/* In three groups, as it is printed. Owned by the caller. */
char *rg_coupon_code_format (const char *code);

G_END_DECLS
