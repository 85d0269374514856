/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-mail-line.h"

#include <string.h>

#include "base/rg-i18n.h"

void
rg_mail_line_set_place (CURL *curl, const RgMailPlace *place, const char *scheme, const char *path)
{
  const gboolean colons = strchr (place->host, ':') != NULL;
  const char *trusted = g_getenv ("SSL_CERT_FILE");
  /* Also where the file of a shop, which others can write, says otherwise. */
  const gboolean clear = place->security == RG_MAIL_SECURITY_NONE
                         && rg_mail_host_is_local (place->host);
  g_autofree char *both = g_strdup_printf ("%s,%ss", scheme, scheme);
  g_autofree char *url = g_strdup_printf ("%s%s://%s%s%s:%u/%s", scheme,
                                          place->security == RG_MAIL_SECURITY_TLS ? "s" : "",
                                          colons ? "[" : "", place->host, colons ? "]" : "",
                                          place->port, path);

  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, both);
  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) (clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (trusted != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_CAINFO, trusted);
      curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
    }
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
}

/* --- why not ------------------------------------------------------------------------------ */

/* Numbers of OpenSSL, which libcurl hands on, and which never change (X509_verify_cert(3)). Until
 * all of a certificate but the name was found to be right, and the name wrong, there is none. */
enum {
  RG_CERTIFICATE_FINE = 0,
  RG_CERTIFICATE_UNTOLD = 1,
  RG_CERTIFICATE_TOO_EARLY = 9,
  RG_CERTIFICATE_EXPIRED = 10,
  RG_CERTIFICATE_OF_ITSELF = 18,
  RG_CERTIFICATE_OF_STRANGER = 19,
  RG_CERTIFICATE_NO_ISSUER = 20,
  RG_CERTIFICATE_NO_CHAIN = 21,
};

static char *
rg_mail_line_dup_certificate (CURL *curl, const RgMailPlace *place, const char *problem)
{
  long result = -1;

  curl_easy_getinfo (curl, CURLINFO_SSL_VERIFYRESULT, &result);
  switch (result)
    {
    case RG_CERTIFICATE_TOO_EARLY:
    case RG_CERTIFICATE_EXPIRED:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("The certificate of “%s” is out of date, or the clock of this "
                                "computer is wrong. Nothing was sent there; ask your provider."),
                              place->host);
    case RG_CERTIFICATE_OF_ITSELF:
    case RG_CERTIFICATE_OF_STRANGER:
    case RG_CERTIFICATE_NO_ISSUER:
    case RG_CERTIFICATE_NO_CHAIN:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("Nobody that this computer trusts vouches for “%s”, so that it may "
                                "be somebody else. Nothing was sent there; ask your provider."),
                              place->host);
    case RG_CERTIFICATE_FINE:
    case RG_CERTIFICATE_UNTOLD:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("The server that answers at “%s” has another name. Nothing was "
                                "sent there. Look whether the name is spelled as your provider "
                                "spells it."),
                              place->host);
    default:
      /* Translators: a host name, and what a library says, in English. */
      return g_strdup_printf (_("There is no safe connection to “%s”: %s."), place->host, problem);
    }
}

char *
rg_mail_line_dup_trouble (CURL *curl, CURLcode code, const RgMailPlace *place, const char *problem)
{
  switch (code)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
      return rg_mail_line_dup_certificate (curl, place, problem);
    case CURLE_USE_SSL_FAILED:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("“%s” offers no encryption here, so nothing was sent there. Try "
                                "TLS in place of STARTTLS with the port that goes with it; if it "
                                "worked before, somebody may listen in this network."),
                              place->host);
    case CURLE_WEIRD_SERVER_REPLY:
      /* Translators: %s is a host name. */
      return g_strdup_printf (_("What “%s” answers is not what such a server says, or somebody "
                                "changes it on the way. Nothing was sent there; look whether name "
                                "and port are right."),
                              place->host);
    case CURLE_SSL_CACERT_BADFILE:
      return g_strdup (_("This computer has no list of whom to trust, without which no safe "
                         "connection can be made. Install the package “ca-certificates”."));
    case CURLE_SSL_CONNECT_ERROR:
      /* Translators: a host name, and what a library says, in English. */
      return g_strdup_printf (_("There is no safe connection to “%s”: %s. Look whether the port "
                                "goes with the encryption."),
                              place->host, problem);
    default:
      return NULL;
    }
}
