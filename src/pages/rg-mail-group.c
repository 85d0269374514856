/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-mail-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-mail-dialog.h"
#include "pages/rg-writes.h"

struct _RgMailGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *row;
  GtkWidget *button;
  RgStore *store;
  RgMailAccount *account; /* NULL before it was read */
};

G_DEFINE_FINAL_TYPE (RgMailGroup, rg_mail_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
rg_mail_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailAccount **account = data;

  *account = rg_mail_account_read (db, error);
  return *account != NULL;
}

static void
rg_mail_group_read_free (gpointer data)
{
  RgMailAccount **account = data;

  g_clear_pointer (account, rg_mail_account_free);
  g_free (account);
}

static void
rg_mail_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMailGroup) self = data;
  RgMailAccount **read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->store == NULL)
    return;
  g_clear_pointer (&self->account, rg_mail_account_free);
  self->account = g_steal_pointer (read);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               *self->account->host != '\0'
                                 ? self->account->from
                                 : _("Not set up: nothing leaves this computer by e-mail"));
  gtk_button_set_label (GTK_BUTTON (self->button),
                        *self->account->host != '\0' ? _("_Change…") : _("_Set Up…"));
  gtk_widget_set_sensitive (self->button, TRUE);
}

static void
rg_mail_group_read (RgMailGroup *self)
{
  if (self->store != NULL)
    rg_store_read_async (self->store, RG_READER_ROWS, rg_mail_group_read_in_thread,
                         g_new0 (RgMailAccount *, 1), rg_mail_group_read_free, NULL,
                         rg_mail_group_read_cb, g_object_ref (self));
}

static void
rg_mail_group_open_cb (RgMailGroup *self)
{
  if (self->account != NULL)
    adw_dialog_present (rg_mail_dialog_new (self->store, self->account), GTK_WIDGET (self));
}

static void
rg_mail_group_dispose (GObject *object)
{
  RgMailGroup *self = RG_MAIL_GROUP (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->account, rg_mail_account_free);
  G_OBJECT_CLASS (rg_mail_group_parent_class)->dispose (object);
}

static void
rg_mail_group_class_init (RgMailGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_mail_group_dispose;
}

static void
rg_mail_group_init (RgMailGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("E-Mail"));
  self->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Account"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  self->button = gtk_button_new_with_mnemonic (_("_Set Up…"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->button, FALSE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (rg_mail_group_open_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

GtkWidget *
rg_mail_group_new (RgStore *store)
{
  RgMailGroup *self = g_object_new (RG_TYPE_MAIL_GROUP, NULL);

  self->store = g_object_ref (store);
  rg_writes_guard (GTK_WIDGET (self), store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_mail_group_read), self,
                           G_CONNECT_SWAPPED);
  rg_mail_group_read (self);
  return GTK_WIDGET (self);
}
