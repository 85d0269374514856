/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One e-mail as it goes over the wire: headers and text in UTF-8, plain and, where there is one,
 * its twin in HTML, with a picture in it (RFC 5322, 2045, 2046, 2047, 2387, 2392).
 *
 * Whatever a header takes is one line of text: what holds a line break or another control character
 * is refused, so that no name and no subject can add a header of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  const char *from_name; /* "" for none */
  const char *from;      /* addresses as rg_mail_address_is_valid() */
  const char *to_name;
  const char *to;
  const char *subject;
  const char *message_id; /* "<…@…>" */
  const char *unsubscribe; /* the address that takes "no more"; NULL: says nothing of it */
  gint64 at;              /* Unix seconds */
  const char *text;       /* UTF-8 */
  const char *html;       /* the same words in UTF-8; NULL: plain text alone */
  GBytes *picture;        /* PNG that the HTML shows as "cid:" and the next; NULL for none */
  const char *picture_id; /* "…@…" */
} RgMailMessage;

/* With CR LF at the end of each line; NULL with G_IO_ERROR_INVALID_DATA. Owned by the caller. */
char *rg_mail_message_print (const RgMailMessage *message, GError **error);

G_END_DECLS
