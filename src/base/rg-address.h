/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Postal addresses as they are written on an envelope. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_ADDRESS_POSTCODE,
  RG_ADDRESS_CITY,
  RG_ADDRESS_REGION,
  RG_ADDRESS_PARTS
} RgAddressPart;

/* In which order the country writes them: three parts, for a form that is filled in. `country` and
 * `home` as below. Static. */
const RgAddressPart *rg_address_order (const char *country, const char *home);

/* The lines below the name, parted by "\n": street, place, and the country in capitals where it is
 * not the shop's own. Where town and postcode stand hangs on the country. `country` is as somebody
 * wrote it ("Norway", "NO"); `home` is the shop's ISO 3166 code or ""; any text may be NULL. Owned
 * by the caller, never NULL. */
char *rg_address_format (const char *street, const char *postcode, const char *city,
                         const char *region, const char *country, const char *home);

/* Whether a letter can get there: a street line, and a town or a postcode. */
gboolean rg_address_is_complete (const char *street, const char *postcode, const char *city);

G_END_DECLS
