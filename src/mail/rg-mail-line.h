/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What lines to both servers, the one that takes mail and the one that keeps it, have in common:
 * that they are encrypted, that the server is who it says, and what is told where it is not. */
#pragma once

#include <curl/curl.h>

#include "store/rg-store-mail.h"

G_BEGIN_DECLS

/* Where a server of either kind is. */
typedef struct {
  const char *host;
  guint port;
  RgMailSecurity security;
} RgMailPlace;

/* scheme: "smtp" or "imap"; path: what follows the port. A line to another machine is encrypted
 * whatever `security` says, and its server shows a certificate of its name. Certificates are those
 * that the system trusts, or, where the environment variable SSL_CERT_FILE names a file, those in
 * there. No proxy that the environment names: mail goes to the server alone. */
void rg_mail_line_set_place (CURL *curl, const RgMailPlace *place, const char *scheme,
                             const char *path);

/* Why there is no safe line, as a sentence; NULL where `code` is no matter of that. problem: what
 * libcurl said. Owned by the caller. */
char *rg_mail_line_dup_trouble (CURL *curl, CURLcode code, const RgMailPlace *place,
                                const char *problem);

G_END_DECLS
