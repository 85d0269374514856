/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The e-mail account, and what became of a campaign's messages: `mail`, `campaign send` and
 * `campaign outbox`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "base/rg-picture.h"
#include "ctl/rg-ctl-campaign.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-mail.h"
#include "mail/rg-mail-secret.h"
#include "mail/rg-mailer.h"
#include "print/rg-mail-picture.h"
#include "store/rg-store-mail.h"

/* --- the account -------------------------------------------------------------------------- */

static void
rg_ctl_mail_tell (RgCtl *ctl, const RgMailAccount *account)
{
  if (*account->host == '\0')
    rg_ctl_print (ctl, "%s\n", _("No e-mail account is set up"));
  else
    rg_ctl_print (ctl, "%s · %s:%u (%s) · %s\n", account->from, account->host, account->port,
                  rg_mail_security_get_id (account->security), account->user);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "host", *account->host != '\0' ? account->host : NULL);
  rg_ctl_json_int (ctl, "port", account->port);
  rg_ctl_json_text (ctl, "security", rg_mail_security_get_id (account->security));
  rg_ctl_json_text (ctl, "user", account->user);
  rg_ctl_json_text (ctl, "from", account->from);
  rg_ctl_json_text (ctl, "name", account->name);
  rg_ctl_json_int (ctl, "per_minute", account->per_minute);
  rg_ctl_json_text (ctl, "imap_host", *account->imap_host != '\0' ? account->imap_host : NULL);
  rg_ctl_json_int (ctl, "imap_port", account->imap_port);
  rg_ctl_json_text (ctl, "imap_security", rg_mail_security_get_id (account->imap_security));
  rg_ctl_json_text (ctl, "picture", account->picture != NULL ? account->picture_words : NULL);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

/* The password is the first line of the standard input: a command line can be read by others. */
static gboolean
rg_ctl_mail_keep_password (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (rg_ctl_get_input (ctl));
  g_autofree char *password = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input), FALSE);
  password = g_data_input_stream_read_line_utf8 (input, NULL, NULL, error);
  if (password == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                             _("Give the password as the first line of the standard input."));
      return FALSE;
    }
  return rg_mail_secret_keep (rg_store_get_shop (store), password, NULL, error);
}

typedef struct {
  char *host, *security, *user, *from, *name, *imap_host, *imap_security;
  int port, per_minute, imap_port, patience;
  gboolean password;
} RgCtlMailOptions;

static gboolean
rg_ctl_mail_fill (RgMailAccount *account, const RgCtlMailOptions *options, GError **error)
{
  if ((options->security != NULL &&
       !rg_mail_security_from_id (options->security, &account->security)) ||
      (options->imap_security != NULL &&
       !rg_mail_security_from_id (options->imap_security, &account->imap_security)))
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                           _("--security is tls, starttls, or none for a server on this "
                             "machine."));
      return FALSE;
    }
  if (options->host != NULL)
    g_set_str (&account->host, options->host);
  if (options->user != NULL)
    g_set_str (&account->user, options->user);
  if (options->from != NULL)
    g_set_str (&account->from, options->from);
  if (options->name != NULL)
    g_set_str (&account->name, options->name);
  if (options->imap_host != NULL)
    g_set_str (&account->imap_host, options->imap_host);
  if (options->imap_port != 0)
    account->imap_port = (guint) MAX (options->imap_port, 0);
  if (options->port != 0)
    account->port = (guint) MAX (options->port, 0);
  if (options->per_minute != 0)
    account->per_minute = (guint) MAX (options->per_minute, 0);
  return TRUE;
}

static gboolean
rg_ctl_mail_set (RgCtl *ctl, RgStore *store, RgMailAccount *account,
                 const RgCtlMailOptions *options, GError **error)
{
  gint64 action;

  if (!rg_ctl_mail_fill (account, options, error) || !rg_mail_account_check (account, error) ||
      !rg_store_set_mail_account_sync (store, account, &action, error) ||
      (options->password && !rg_ctl_mail_keep_password (ctl, store, error)))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

static gboolean
rg_ctl_mail_off (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (RgMailAccount) none = rg_mail_account_new ();
  g_autoptr (GError) keyring = NULL;
  gint64 action;

  if (!rg_store_set_mail_account_sync (store, none, &action, error))
    return FALSE;
  if (!rg_mail_secret_keep (rg_store_get_shop (store), NULL, NULL, &keyring))
    rg_ctl_say (ctl, "%s", keyring->message);
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

static gboolean
rg_ctl_mail_test (RgCtl *ctl, RgStore *store, const char *to, GError **error)
{
  const RgMailerOptions options = { 0 };
  /* Translators: %s is the shop's name. */
  g_autofree char *text = g_strdup_printf (_("This message shows that %s can send e-mail."),
                                           rg_store_get_shop (store)->name);

  if (!rg_mailer_send_test (store, to, _("Test Message"), text, &options, NULL, error))
    return FALSE;
  rg_ctl_say_done (ctl, 0);
  return TRUE;
}

static gboolean
rg_ctl_mail_read (RgCtl *ctl, RgStore *store, int patience, GError **error)
{
  RgMailRead read;

  if (!rg_mail_reader_read (store, (guint) CLAMP (patience, 0, 3600), NULL, &read, error))
    return FALSE;
  rg_ctl_mail_tell_read (ctl, &read);
  return TRUE;
}

/* FILE, or "none". Of pictures this reads PNG alone, which Cairo unpacks and which has no
 * orientation: what unpacks JPEG is GTK's. */
static gboolean
rg_ctl_mail_picture (RgCtl *ctl, RgStore *store, const char *path, const char *words,
                     GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL, picture = NULL;
  cairo_surface_t *surface;
  gint64 action;

  if (!g_str_equal (path, "none"))
    {
      bytes = rg_picture_read (file, NULL, error);
      surface = bytes != NULL ? rg_mail_picture_load_png (bytes, error) : NULL;
      if (surface == NULL)
        return FALSE;
      picture = rg_mail_picture_pack (surface, 1, RG_MAIL_PICTURE_BYTES, error);
      cairo_surface_destroy (surface);
      if (picture == NULL)
        return FALSE;
    }
  if (!rg_store_set_mail_picture_sync (store, picture, words != NULL ? words : "", &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

static gboolean
rg_ctl_mail (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgCtlMailOptions options = { 0 };
  g_autofree char *words = NULL, *path = NULL;
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &options.host },
    { "port", 0, 0, G_OPTION_ARG_INT, &options.port },
    { "security", 0, 0, G_OPTION_ARG_STRING, &options.security },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options.user },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name },
    { "per-minute", 0, 0, G_OPTION_ARG_INT, &options.per_minute },
    { "imap-host", 0, 0, G_OPTION_ARG_STRING, &options.imap_host },
    { "imap-port", 0, 0, G_OPTION_ARG_INT, &options.imap_port },
    { "imap-security", 0, 0, G_OPTION_ARG_STRING, &options.imap_security },
    { "patience", 0, 0, G_OPTION_ARG_INT, &options.patience },
    { "password", 0, 0, G_OPTION_ARG_NONE, &options.password },
    { "words", 0, 0, G_OPTION_ARG_STRING, &words },
    { NULL },
  };
  g_autoptr (RgMailAccount) account = NULL;
  RgStore *store;
  gboolean ok = FALSE;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 2, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      (account = rg_store_read_mail_account_sync (store, error)) == NULL)
    ok = FALSE;
  else if (rest[1] == NULL || g_str_equal (rest[1], "show"))
    {
      rg_ctl_mail_tell (ctl, account);
      ok = TRUE;
    }
  else if (g_str_equal (rest[1], "set") && rest[2] == NULL)
    ok = rg_ctl_mail_set (ctl, store, account, &options, error);
  else if (g_str_equal (rest[1], "off") && rest[2] == NULL)
    ok = rg_ctl_mail_off (ctl, store, error);
  else if (g_str_equal (rest[1], "read") && rest[2] == NULL)
    ok = rg_ctl_mail_read (ctl, store, options.patience, error);
  else if (g_str_equal (rest[1], "picture") && rest[2] != NULL)
    {
      path = g_str_equal (rest[2], "none") ? g_strdup ("none") : rg_ctl_dup_path (ctl, rest[2]);
      ok = rg_ctl_mail_picture (ctl, store, path, words, error);
    }
  else if (g_str_equal (rest[1], "test") && rest[2] != NULL)
    ok = rg_ctl_mail_test (ctl, store, rest[2], error);
  else
    g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                         _("Say mail show, mail set …, mail picture FILE, mail test ADDRESS, mail "
                           "read or mail off."));
  g_free (options.host);
  g_free (options.security);
  g_free (options.user);
  g_free (options.from);
  g_free (options.name);
  g_free (options.imap_host);
  g_free (options.imap_security);
  return ok;
}

/* --- sending ------------------------------------------------------------------------------ */

static void
rg_ctl_mail_tell_counts (RgCtl *ctl, const RgMailerProgress *progress)
{
  for (guint s = 0; s < RG_N_MAIL_STATES; s++)
    if (progress->counts[s] > 0)
      rg_ctl_print (ctl, "%ld %s\n", (long) progress->counts[s], rg_mail_state_get_label (s));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "sent_now", progress->n_sent);
  for (guint s = 0; s < RG_N_MAIL_STATES; s++)
    rg_ctl_json_int (ctl, rg_mail_state_get_id (s), progress->counts[s]);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_send (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gboolean again = FALSE;
  int patience = 0;
  const GOptionEntry entries[] = {
    { "again", 0, 0, G_OPTION_ARG_NONE, &again },
    { "patience", 0, 0, G_OPTION_ARG_INT, &patience },
    { NULL },
  };
  g_autoptr (RgCampaign) campaign = NULL;
  RgMailerProgress progress;
  RgMailerOptions options = { 0 };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) ||
      (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  store = rg_ctl_get_store (ctl, NULL);
  options = (RgMailerOptions) { again, (guint) CLAMP (patience, 0, 3600) };
  if (!rg_mailer_send (store, campaign->id, &options, NULL, NULL, NULL, &progress, error))
    return FALSE;
  rg_ctl_mail_tell_counts (ctl, &progress);
  return TRUE;
}

/* --- the outbox --------------------------------------------------------------------------- */

typedef struct {
  gint64 campaign;
  const char *state;
  GPtrArray *rows;
} RgCtlOutbox;

static gboolean
rg_ctl_outbox_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlOutbox *outbox = data;

  outbox->rows = rg_outbox_read (db, outbox->campaign, outbox->state, error);
  return outbox->rows != NULL;
}

static void
rg_ctl_outbox_tell (RgCtl *ctl, const RgMailRow *row)
{
  rg_ctl_print (ctl, "%s <%s>: %s%s%s\n", row->name, row->address,
                rg_mail_state_get_label (row->state), *row->said != '\0' ? " · " : "", row->said);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid_of (ctl, "customer", RG_UUIDS_CUSTOMER, row->customer);
  rg_ctl_json_text (ctl, "address", row->address);
  rg_ctl_json_text (ctl, "message_id", row->message_id);
  rg_ctl_json_text (ctl, "state", rg_mail_state_get_id (row->state));
  rg_ctl_json_int (ctl, "tries", row->tries);
  rg_ctl_json_text (ctl, "said", row->said);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_outbox (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  RgCtlOutbox outbox;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 3, error) ||
      (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  outbox = (RgCtlOutbox) { campaign->id, rest[3] != NULL ? rest[3] : "", NULL };
  if (!rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_REPORT, rg_ctl_outbox_in_thread,
                           &outbox, NULL, error))
    return FALSE;
  rows = outbox.rows;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < rows->len; i++)
    rg_ctl_outbox_tell (ctl, rows->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

const RgCtlCommand rg_ctl_mail_commands[] = {
  { "mail",
    "[show] | set --host HOST --from ADDRESS … | picture FILE|none [--words TEXT] | test ADDRESS | "
    "read | off",
    N_("The e-mail account that campaigns are sent from"),
    N_("set takes --host, --port, --security (tls, starttls, or none for a server on this\n"
       "machine), --user, --from, --name (that mail is sent under) and --per-minute. With\n"
       "--password the password is the first line of the standard input; it is kept in the\n"
       "desktop's keyring. Where there is none, REGULARS_MAIL_PASSWORD is used. A server has to\n"
       "show a certificate that this computer trusts; SSL_CERT_FILE names a file of others.\n"
       "--imap-host, --imap-port and --imap-security say where answers come to, under the same\n"
       "user and password; read looks there for who wants no more and for mail that came back,\n"
       "and changes nothing in the mailbox; --patience is how many seconds it may take to answer:\n"
       "30. Nothing is sent while it is unread for three days.\n"
       "picture puts a PNG file, such as the shop's logo, on top of each e-mail, drawn anew and\n"
       "small; --words is what it says, for those who do not see it: the shop's name. none takes\n"
       "it away.\n"
       "test sends one message to the address. Without an account nothing is ever sent."),
    rg_ctl_mail },
  { NULL },
};
