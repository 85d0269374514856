/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* vCards, versions 3.0 (RFC 2426) and 4.0 (RFC 6350): read as a table, so that they go through the
 * same mapping as any other file, and written. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the text begins as a vCard does. */
gboolean rg_vcard_is_one (GBytes *text);
/* One row a card, as comma-separated text with a header; the columns are those of the dialect
 * "vcard". Of several e-mails and phones the preferred ones come first.
 *
 * Errors: G_IO_ERROR_INVALID_DATA with a sentence where there is no card. */
GBytes *rg_vcard_read (GBytes *text, GError **error);

/* What a card says of a person; texts may be NULL or empty. Borrowed. */
typedef struct {
  const char *uid;      /* "urn:uuid:…" */
  const char *name;     /* in full */
  const char *given_name;
  const char *family_name;
  const char *const *emails; /* the preferred one first; NULL-terminated */
  const char *const *phones;
  const char *street;   /* in lines */
  const char *city;
  const char *region;
  const char *postcode;
  const char *country;
  int birth_year;       /* 0: unknown */
  int birth_month;
  int birth_day;
  const char *gender;
  const char *language;
  const char *note;
  const char *const *tags;
} RgVcardPerson;

/* Appends a card of version 3 or 4, its lines folded at 75 bytes. */
void rg_vcard_write (GString *text, const RgVcardPerson *person, int version);

G_END_DECLS
