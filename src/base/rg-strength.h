/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How hard a passphrase is to guess, roughly: enough for one word beside the field.
 *
 * Each character counts for the bits of the kind of characters it is one of, as in the entropy of a
 * random choice (NIST SP 800-63-2, appendix A), but for a quarter where it only goes on what came
 * before ("aaa", "abc", "321") and where its word was there already. The guess is an upper bound: a
 * word of a dictionary is weaker. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_STRENGTH_TOO_SHORT, /* fewer characters than are allowed */
  RG_STRENGTH_WEAK,      /* below 45 bits */
  RG_STRENGTH_FAIR,      /* below 70 bits */
  RG_STRENGTH_GOOD,
} RgStrength;

#define RG_STRENGTH_LEAST_CHARACTERS 8

/* text: valid UTF-8. */
double rg_strength_bits (const char *text);
RgStrength rg_strength_of (const char *text);

G_END_DECLS
