/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files that say where postcodes lie: as GeoNames exports them (tabs, no header: country, postcode,
 * place, three times a name and a code, latitude, longitude, accuracy), also as they are packed
 * there; and tables whose header names a postcode, a latitude, a longitude and perhaps a country.
 *
 * A postcode that stands there more than once lies in the middle of where it says. Rows without
 * any place are passed over. Any other row that cannot be read refuses the whole file. */
#pragma once

#include <gio/gio.h>

#include "store/rg-store-postcodes.h"

G_BEGIN_DECLS

/* country: of rows that name none, ISO 3166, or "". Errors are sentences for people, with the
 * row. */
RgPostcodeFile *rg_postcode_file_parse (GBytes *bytes, const char *name, const char *country,
                                        GCancellable *cancellable, GError **error);
/* The same of a file, and of a stream under a name. Blocks. */
RgPostcodeFile *rg_postcode_file_read (GFile *file, const char *country,
                                       GCancellable *cancellable, GError **error);
RgPostcodeFile *rg_postcode_file_read_stream (GInputStream *stream, const char *name,
                                              const char *country, GCancellable *cancellable,
                                              GError **error);

G_END_DECLS
