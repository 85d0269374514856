/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-store-mail.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-picture.h"
#include "store/rg-setting.h"
#include "store/rg-store-cards.h"

static const char *const security_ids[RG_N_MAIL_SECURITIES] = {
  [RG_MAIL_SECURITY_TLS] = "tls",
  [RG_MAIL_SECURITY_STARTTLS] = "starttls",
  [RG_MAIL_SECURITY_NONE] = "none",
};

const char *
rg_mail_security_get_id (RgMailSecurity security)
{
  return security_ids[security];
}

gboolean
rg_mail_security_from_id (const char *id, RgMailSecurity *security)
{
  for (guint i = 0; i < RG_N_MAIL_SECURITIES; i++)
    if (g_str_equal (id, security_ids[i]))
      {
        *security = (RgMailSecurity) i;
        return TRUE;
      }
  return FALSE;
}

RgMailAccount *
rg_mail_account_new (void)
{
  RgMailAccount *account = g_new0 (RgMailAccount, 1);

  account->host = g_strdup ("");
  account->user = g_strdup ("");
  account->from = g_strdup ("");
  account->name = g_strdup ("");
  account->port = 465;
  account->per_minute = RG_MAIL_PER_MINUTE;
  account->imap_host = g_strdup ("");
  account->imap_port = 993;
  account->picture_words = g_strdup ("");
  return account;
}

RgMailAccount *
rg_mail_account_copy (const RgMailAccount *account)
{
  RgMailAccount *copy = g_memdup2 (account, sizeof *account);

  copy->host = g_strdup (account->host);
  copy->user = g_strdup (account->user);
  copy->from = g_strdup (account->from);
  copy->name = g_strdup (account->name);
  copy->imap_host = g_strdup (account->imap_host);
  copy->picture = account->picture != NULL ? g_bytes_ref (account->picture) : NULL;
  copy->picture_words = g_strdup (account->picture_words);
  return copy;
}

void
rg_mail_account_free (RgMailAccount *account)
{
  g_free (account->host);
  g_free (account->user);
  g_free (account->from);
  g_free (account->name);
  g_free (account->imap_host);
  g_clear_pointer (&account->picture, g_bytes_unref);
  g_free (account->picture_words);
  g_free (account);
}

/* --- what is right ------------------------------------------------------------------------ */

gboolean
rg_mail_host_is_local (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_equal (host, "127.0.0.1") ||
         g_str_equal (host, "::1");
}

/* Dots stand between other characters. */
static gboolean
rg_mail_part_is_valid (const char *part, gsize length, const char *allowed)
{
  if (length == 0 || part[0] == '.' || part[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!(g_ascii_isalnum (part[i]) || strchr (allowed, part[i]) != NULL) || part[i] == '\0' ||
        (part[i] == '.' && part[i - 1] == '.'))
      return FALSE;
  return TRUE;
}

gboolean
rg_mail_address_is_valid (const char *address)
{
  const char *at = strchr (address, '@');

  /* RFC 5321, 4.5.3.1, without what has to be quoted. */
  return at != NULL && at - address <= 64 && strlen (address) <= 254 &&
         rg_mail_part_is_valid (address, (gsize) (at - address), ".!#$%&'*+-/=?^_`{|}~") &&
         rg_mail_part_is_valid (at + 1, strlen (at + 1), ".-");
}

static gboolean
rg_mail_account_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_mail_has_control (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return TRUE;
  return FALSE;
}

static gboolean
rg_mail_host_is_valid (const char *host)
{
  return rg_mail_part_is_valid (host, strlen (host), ".-") || g_str_equal (host, "::1");
}

static gboolean
rg_mail_account_check_mailbox (const RgMailAccount *account, GError **error)
{
  if (*account->imap_host == '\0')
    return TRUE;
  if (!rg_mail_host_is_valid (account->imap_host))
    return rg_mail_account_refuse (error, _("Give the name of the server of the mailbox, such as "
                                            "“imap.example.org”."));
  if (account->imap_port == 0 || account->imap_port > 65535)
    return rg_mail_account_refuse (error, _("The port of a mailbox is a number from 1 to 65535, "
                                            "mostly 993."));
  if (account->imap_security == RG_MAIL_SECURITY_NONE &&
      !rg_mail_host_is_local (account->imap_host))
    return rg_mail_account_refuse (error, _("A mailbox on another machine is read encrypted, or "
                                            "not at all: choose TLS."));
  if (*account->user == '\0')
    return rg_mail_account_refuse (error, _("Give the user name: no mailbox is read without "
                                            "one."));
  return TRUE;
}

gboolean
rg_mail_account_check (const RgMailAccount *account, GError **error)
{
  const gboolean local = rg_mail_host_is_local (account->host);

  if (*account->host == '\0' ||
      !rg_mail_host_is_valid (account->host))
    return rg_mail_account_refuse (error, _("Give the name of the mail server, such as "
                                            "“mail.example.org”."));
  if (account->port == 0 || account->port > 65535)
    return rg_mail_account_refuse (error, _("The port of a mail server is a number from 1 to "
                                            "65535, mostly 465 or 587."));
  if (!rg_mail_address_is_valid (account->from))
    return rg_mail_account_refuse (error, _("Give the e-mail address that your mail comes from, "
                                            "such as “shop@example.org”."));
  if (account->security == RG_MAIL_SECURITY_NONE && !local)
    return rg_mail_account_refuse (error, _("Mail goes to another machine encrypted, or not at "
                                            "all: choose TLS."));
  if (account->per_minute == 0 || account->per_minute > RG_MAIL_PER_MINUTE_MOST)
    return rg_mail_account_refuse (error, _("Say how many messages may go out in a minute: from "
                                            "1 to 60000."));
  if (rg_mail_has_control (account->user) || rg_mail_has_control (account->name) ||
      !g_utf8_validate (account->name, -1, NULL))
    return rg_mail_account_refuse (error, _("A name is one line of text."));
  return rg_mail_account_check_mailbox (account, error);
}

/* --- reading ------------------------------------------------------------------------------ */

/* Whoever wrote the file: what is no picture of that size is none. */
static gboolean
rg_mail_picture_is_right (const guint8 *data, gsize length)
{
  guint width, height;

  return length <= RG_MAIL_PICTURE_BYTES
         && rg_picture_look (data, length, &width, &height) == RG_PICTURE_PNG
         && width <= RG_MAIL_PICTURE_WIDTH && height <= RG_MAIL_PICTURE_HEIGHT;
}

static void
rg_mail_account_take_picture (RgMailAccount *account, const char *value)
{
  gsize length;
  guint8 *data = g_base64_decode (value, &length);

  g_clear_pointer (&account->picture, g_bytes_unref);
  if (rg_mail_picture_is_right (data, length))
    account->picture = g_bytes_new_take (data, length);
  else
    g_free (data);
}

static void
rg_mail_account_take (RgMailAccount *account, const char *name, const char *value)
{
  const guint number = (guint) g_ascii_strtoull (value, NULL, 10);

  if (g_str_equal (name, "mail-host"))
    g_set_str (&account->host, value);
  else if (g_str_equal (name, "mail-port"))
    account->port = number;
  else if (g_str_equal (name, "mail-security"))
    rg_mail_security_from_id (value, &account->security);
  else if (g_str_equal (name, "mail-user"))
    g_set_str (&account->user, value);
  else if (g_str_equal (name, "mail-from"))
    g_set_str (&account->from, value);
  else if (g_str_equal (name, "mail-name"))
    g_set_str (&account->name, value);
  else if (g_str_equal (name, "mail-per-minute"))
    account->per_minute = number;
  else if (g_str_equal (name, "mail-imap-host"))
    g_set_str (&account->imap_host, value);
  else if (g_str_equal (name, "mail-imap-port"))
    account->imap_port = number;
  else if (g_str_equal (name, "mail-imap-security"))
    rg_mail_security_from_id (value, &account->imap_security);
  else if (g_str_equal (name, "mail-picture"))
    rg_mail_account_take_picture (account, value);
  else if (g_str_equal (name, "mail-picture-words"))
    g_set_str (&account->picture_words, value);
}

RgMailAccount *
rg_mail_account_read (RgDb *db, GError **error)
{
  g_autoptr (RgMailAccount) account = rg_mail_account_new ();
  g_autoptr (RgStatement) rows = rg_db_statement (db, "mail-account.settings", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    rg_mail_account_take (account, rg_statement_get_text (rows, 0),
                          rg_statement_get_text (rows, 1));
  return step == RG_STEP_DONE ? g_steal_pointer (&account) : NULL;
}

static gboolean
rg_mail_account_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailAccount **account = data;

  *account = rg_mail_account_read (db, error);
  return *account != NULL;
}

RgMailAccount *
rg_store_read_mail_account_sync (RgStore *store, GError **error)
{
  RgMailAccount *account = NULL;

  rg_store_read_sync (store, RG_READER_ROWS, rg_mail_account_read_in_thread, &account, NULL, error);
  return account;
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_mail_account_write_mailbox (RgDb *db, const RgMailAccount *account, GError **error)
{
  const gboolean there = *account->host != '\0' && *account->imap_host != '\0';
  g_autofree char *port = g_strdup_printf ("%u", account->imap_port);

  return rg_setting_write (db, "mail-imap-host", there ? account->imap_host : "", error) &&
         rg_setting_write (db, "mail-imap-port", there ? port : "", error) &&
         rg_setting_write (db, "mail-imap-security",
                           there ? security_ids[account->imap_security] : "", error);
}

static gboolean
rg_mail_account_write (RgWrite *write, gpointer data, GError **error)
{
  const RgMailAccount *account = data;
  RgDb *db = rg_write_get_db (write);
  const gboolean there = *account->host != '\0';
  g_autofree char *port = g_strdup_printf ("%u", account->port);
  g_autofree char *per_minute = g_strdup_printf ("%u", account->per_minute);

  return (!there || (rg_mail_account_check (account, error) &&
                     rg_cards_check_text (account->name, error))) &&
         rg_setting_write (db, "mail-host", account->host, error) &&
         rg_setting_write (db, "mail-port", there ? port : "", error) &&
         rg_setting_write (db, "mail-security", there ? security_ids[account->security] : "",
                           error) &&
         rg_setting_write (db, "mail-user", there ? account->user : "", error) &&
         rg_setting_write (db, "mail-from", there ? account->from : "", error) &&
         rg_setting_write (db, "mail-name", there ? account->name : "", error) &&
         rg_setting_write (db, "mail-per-minute", there ? per_minute : "", error) &&
         rg_mail_account_write_mailbox (db, account, error);
}

gboolean
rg_store_set_mail_account_sync (RgStore *store, const RgMailAccount *account, gint64 *action,
                                GError **error)
{
  return rg_store_write_sync (store, "mail.set", _("E-Mail Account"), rg_mail_account_write,
                              (gpointer) account, NULL, action, error);
}

void
rg_store_set_mail_account_async (RgStore *store, const RgMailAccount *account,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "mail.set", _("E-Mail Account"), rg_mail_account_write,
                        rg_mail_account_copy (account), (GDestroyNotify) rg_mail_account_free, NULL,
                        callback, user_data);
}

/* --- the picture -------------------------------------------------------------------------- */

typedef struct {
  GBytes *picture; /* NULL: none */
  char *words;
} RgMailPicture;

static void
rg_mail_picture_free (gpointer data)
{
  RgMailPicture *picture = data;

  g_clear_pointer (&picture->picture, g_bytes_unref);
  g_free (picture->words);
  g_free (picture);
}

static gboolean
rg_mail_picture_check (const RgMailPicture *picture, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (picture->picture, &length);

  if (!rg_mail_picture_is_right (data, length))
    return rg_mail_account_refuse (error, _("This is no picture that can stand in an e-mail."));
  if (!g_utf8_validate (picture->words, -1, NULL) || rg_mail_has_control (picture->words)
      || g_utf8_strlen (picture->words, -1) > RG_MAIL_PICTURE_WORDS)
    return rg_mail_account_refuse (error, _("What the picture says is one line of at most 120 "
                                            "characters."));
  return rg_cards_check_text (picture->words, error);
}

static gboolean
rg_mail_picture_write (RgWrite *write, gpointer data, GError **error)
{
  const RgMailPicture *picture = data;
  RgDb *db = rg_write_get_db (write);
  const char *words = *picture->words != '\0' ? picture->words : rg_write_get_shop (write)->name;
  g_autofree char *value = NULL;
  gsize length;

  if (picture->picture == NULL)
    return rg_setting_write (db, "mail-picture", "", error)
           && rg_setting_write (db, "mail-picture-words", "", error);
  if (!rg_mail_picture_check (picture, error))
    return FALSE;
  value = g_base64_encode (g_bytes_get_data (picture->picture, &length),
                           g_bytes_get_size (picture->picture));
  return rg_setting_write (db, "mail-picture", value, error)
         && rg_setting_write (db, "mail-picture-words", words, error);
}

gboolean
rg_store_set_mail_picture_sync (RgStore *store, GBytes *picture, const char *words,
                                gint64 *action, GError **error)
{
  RgMailPicture set = { picture, (char *) words };

  return rg_store_write_sync (store, "mail.picture", _("Picture on Top of E-Mails"),
                              rg_mail_picture_write, &set, NULL, action, error);
}

void
rg_store_set_mail_picture_async (RgStore *store, GBytes *picture, const char *words,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  RgMailPicture *set = g_new0 (RgMailPicture, 1);

  set->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  set->words = g_strdup (words);
  rg_store_write_async (store, "mail.picture", _("Picture on Top of E-Mails"),
                        rg_mail_picture_write, set, rg_mail_picture_free, NULL, callback,
                        user_data);
}
