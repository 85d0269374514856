/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is typed is saved as a whole, with the password in the keyring; the test saves it first. */
#include "pages/rg-mail-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "mail/rg-mail-reader.h"
#include "mail/rg-mail-secret.h"
#include "mail/rg-mailer.h"
#include "widgets/rg-speak.h"

struct _RgMailDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  GtkWidget *test_button;
  GtkWidget *remove_group;
  AdwEntryRow *host_row;
  AdwSpinRow *port_row;
  AdwComboRow *security_row;
  AdwEntryRow *user_row;
  GtkEditable *password_row;
  AdwEntryRow *from_row;
  AdwEntryRow *name_row;
  AdwSpinRow *pace_row;
  AdwEntryRow *imap_host_row;
  AdwComboRow *imap_security_row;
  AdwSpinRow *imap_port_row;

  RgStore *store;
};

G_DEFINE_FINAL_TYPE (RgMailDialog, rg_mail_dialog, ADW_TYPE_DIALOG)

/* What is to be done with what stands in the rows. */
typedef struct {
  RgStore *store;
  RgMailAccount *account;
  char *password; /* NULL: as it is */
  gboolean test;
} RgMailWork;

static void
rg_mail_work_free (gpointer data)
{
  RgMailWork *work = data;

  g_object_unref (work->store);
  rg_mail_account_free (work->account);
  g_free (work->password);
  g_free (work);
}

static RgMailAccount *
rg_mail_dialog_dup_account (RgMailDialog *self)
{
  RgMailAccount *account = rg_mail_account_new ();

  g_free (account->host);
  account->host = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->host_row))));
  account->port = (guint) adw_spin_row_get_value (self->port_row);
  account->security = (RgMailSecurity) adw_combo_row_get_selected (self->security_row);
  g_free (account->user);
  account->user = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_row))));
  g_free (account->from);
  account->from = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->from_row))));
  g_set_str (&account->name, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  account->per_minute = (guint) adw_spin_row_get_value (self->pace_row);
  g_free (account->imap_host);
  account->imap_host = g_strstrip (g_strdup (gtk_editable_get_text (
    GTK_EDITABLE (self->imap_host_row))));
  account->imap_port = (guint) adw_spin_row_get_value (self->imap_port_row);
  account->imap_security
    = (RgMailSecurity) adw_combo_row_get_selected (self->imap_security_row);
  return account;
}

static gboolean
rg_mail_work_test (RgMailWork *work, GCancellable *cancellable, GError **error)
{
  const RgMailerOptions options = { 0 };
  /* Translators: %s is the shop's name. */
  g_autofree char *text = g_strdup_printf (_("This message shows that %s can send e-mail."),
                                           rg_store_get_shop (work->store)->name);

  return rg_mailer_send_test (work->store, work->account->from, _("Test Message"), text, &options,
                              cancellable, error)
         && rg_mail_reader_try (work->store, 0, cancellable, error);
}

/* An account is removed also where no keyring forgets its password. */
static gboolean
rg_mail_work_save (RgMailWork *work, GCancellable *cancellable, GError **error)
{
  const RgShop *shop = rg_store_get_shop (work->store);

  if (*work->account->host == '\0')
    {
      rg_mail_secret_keep (shop, NULL, cancellable, NULL);
      return rg_store_set_mail_account_sync (work->store, work->account, NULL, error);
    }
  return rg_mail_account_check (work->account, error) &&
         (work->password == NULL ||
          rg_mail_secret_keep (shop, work->password, cancellable, error)) &&
         rg_store_set_mail_account_sync (work->store, work->account, NULL, error);
}

static void
rg_mail_work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgMailWork *work = data;
  GError *error = NULL;

  if (!rg_mail_work_save (work, cancellable, &error) ||
      (work->test && !rg_mail_work_test (work, cancellable, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
rg_mail_dialog_set_busy (RgMailDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_widget_set_sensitive (self->test_button, !busy);
  gtk_widget_set_sensitive (self->remove_group, !busy);
}

static char *
rg_mail_work_dup_done (const RgMailWork *work)
{
  if (*work->account->imap_host == '\0')
    /* Translators: %s is an e-mail address. */
    return g_strdup_printf (_("Saved, and a message is on its way to %s."), work->account->from);
  /* Translators: %s is an e-mail address. */
  return g_strdup_printf (_("Saved. A message is on its way to %s, and the mailbox can be read."),
                          work->account->from);
}

static void
rg_mail_dialog_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgMailDialog *self = RG_MAIL_DIALOG (source);
  const RgMailWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->store == NULL)
    return;
  rg_mail_dialog_set_busy (self, FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &error) && !work->test)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  text = error != NULL ? rg_error_text (error) : rg_mail_work_dup_done (work);
  rg_speak_banner (self->banner, text);
}

/* Takes the account over; password NULL: leaves what is kept. */
static void
rg_mail_dialog_work (RgMailDialog *self, RgMailAccount *account, const char *password,
                     gboolean test)
{
  RgMailWork *work = g_new0 (RgMailWork, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, rg_mail_dialog_done_cb, NULL);

  work->store = g_object_ref (self->store);
  work->account = account;
  work->password = g_strdup (password);
  work->test = test;
  rg_mail_dialog_set_busy (self, TRUE);
  adw_banner_set_revealed (self->banner, FALSE);
  g_task_set_task_data (task, work, rg_mail_work_free);
  g_task_run_in_thread (task, rg_mail_work_in_thread);
}

/* A password that was not typed stays as it is. */
static const char *
rg_mail_dialog_get_password (RgMailDialog *self)
{
  const char *password = gtk_editable_get_text (self->password_row);

  return *password != '\0' ? password : NULL;
}

static void
rg_mail_dialog_save_cb (RgMailDialog *self)
{
  RgMailAccount *account = rg_mail_dialog_dup_account (self);

  if (*account->host != '\0')
    {
      rg_mail_dialog_work (self, account, rg_mail_dialog_get_password (self), FALSE);
      return;
    }
  rg_mail_account_free (account);
  rg_speak_banner (self->banner,
                   _("Give the name of the mail server, such as “mail.example.org”."));
}

static void
rg_mail_dialog_test_cb (RgMailDialog *self)
{
  rg_mail_dialog_work (self, rg_mail_dialog_dup_account (self), rg_mail_dialog_get_password (self),
                       TRUE);
}

static void
rg_mail_dialog_remove_cb (RgMailDialog *self)
{
  rg_mail_dialog_work (self, rg_mail_account_new (), NULL, FALSE);
}

static void
rg_mail_dialog_cancel_cb (RgMailDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The usual port of each, unless somebody chose another. */
static void
rg_mail_dialog_follow_security (AdwComboRow *security_row, AdwSpinRow *port_row,
                                const double usual[RG_N_MAIL_SECURITIES])
{
  const double port = adw_spin_row_get_value (port_row);
  const guint chosen = adw_combo_row_get_selected (security_row);

  for (guint i = 0; i < RG_N_MAIL_SECURITIES; i++)
    if (port == usual[i] && chosen < RG_N_MAIL_SECURITIES)
      {
        adw_spin_row_set_value (port_row, usual[chosen]);
        return;
      }
}

static void
rg_mail_dialog_security_cb (RgMailDialog *self)
{
  static const double usual[RG_N_MAIL_SECURITIES] = { 465, 587, 25 };

  rg_mail_dialog_follow_security (self->security_row, self->port_row, usual);
}

static void
rg_mail_dialog_imap_security_cb (RgMailDialog *self)
{
  static const double usual[RG_N_MAIL_SECURITIES] = { 993, 143, 143 };

  rg_mail_dialog_follow_security (self->imap_security_row, self->imap_port_row, usual);
}

static void
rg_mail_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_MAIL_DIALOG);
  g_clear_object (&RG_MAIL_DIALOG (object)->store);
  G_OBJECT_CLASS (rg_mail_dialog_parent_class)->dispose (object);
}

static void
rg_mail_dialog_class_init (RgMailDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_mail_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-mail-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, host_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, port_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, security_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, pace_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, imap_host_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, imap_port_row);
  gtk_widget_class_bind_template_child (widget_class, RgMailDialog, imap_security_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_test_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_security_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_mail_dialog_imap_security_cb);
}

static void
rg_mail_dialog_init (RgMailDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_mail_dialog_new (RgStore *store, const RgMailAccount *account)
{
  RgMailDialog *self = g_object_new (RG_TYPE_MAIL_DIALOG, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->host_row), account->host);
  adw_combo_row_set_selected (self->security_row, account->security);
  adw_spin_row_set_value (self->port_row, account->port);
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), account->user);
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), account->from);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), account->name);
  adw_spin_row_set_value (self->pace_row, account->per_minute);
  gtk_editable_set_text (GTK_EDITABLE (self->imap_host_row), account->imap_host);
  adw_combo_row_set_selected (self->imap_security_row, account->imap_security);
  adw_spin_row_set_value (self->imap_port_row, account->imap_port);
  gtk_widget_set_visible (self->remove_group, *account->host != '\0');
  self->store = g_object_ref (store);
  return ADW_DIALOG (self);
}
