/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reports of programs that send newsletters and text messages, read by their headers: a row for
 * each person with columns that say how often, whether or when they opened and clicked (Mailchimp,
 * Klaviyo, Mautic, Brevo's recipients), or a row for each thing that happened (Brevo's log, MailUp,
 * listmonk's bounces); and bare lists of people where somebody says what they are a list of.
 *
 * Who clicked has opened. What a program opened, as Brevo says of mail proxies, is no opening. A
 * row that cannot be read is refused with its reason; the others stand. */
#pragma once

#include <gio/gio.h>

#include "store/rg-store-responses.h"

G_BEGIN_DECLS

/* as: what everybody in the file did, where no column says it; RG_N_RESPONSES: nobody said. The
 * text is UTF-8. Errors are sentences for people. */
RgResponseFile *rg_response_file_parse (GBytes *text, const char *name, RgResponse as,
                                        GCancellable *cancellable, GError **error);
/* The same of a file of text or a spreadsheet, and of a stream under a name. Blocks. */
RgResponseFile *rg_response_file_read (GFile *file, RgResponse as, GCancellable *cancellable,
                                       GError **error);
RgResponseFile *rg_response_file_read_stream (GInputStream *stream, const char *name,
                                              RgResponse as, GCancellable *cancellable,
                                              GError **error);

G_END_DECLS
