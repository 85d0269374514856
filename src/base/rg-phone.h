/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Phone numbers: as people write them, as they are compared (ITU-T E.164), and as the country of
 * each writes them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "+4791234567" of "912 34 567", "0047 912 34 567" or "+47 (0) 912 34 567". country: where a number
 * without a country's code was written, ISO 3166 or "". NULL where the text is no phone number that
 * the country's plan can have. An extension ("ext. 12") is left out. Owned by the caller. */
char *rg_phone_to_e164 (const char *text, const char *country);

/* What two texts for the same phone have in common: the number of E.164, or the digits where that
 * cannot be told; "" for no digits. Never NULL. Owned by the caller. */
char *rg_phone_key (const char *text, const char *country);

/* How the number is written at `home`: "912 34 567", and "+46 8 123 456 78" for one from abroad. A
 * text that is no number, or has an extension, stays as it is. Never NULL. Owned by the caller. */
char *rg_phone_format (const char *text, const char *home);

G_END_DECLS
