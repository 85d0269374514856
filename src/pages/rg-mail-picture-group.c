/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-mail-picture-group.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-picture.h"
#include "pages/rg-mail-preview.h"
#include "pages/rg-writes.h"
#include "print/rg-mail-picture.h"
#include "store/rg-store-mail.h"

struct _RgMailPictureGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
  GtkWidget *picture_row;
  GtkPicture *picture;
  GtkWidget *choose_button;
  GtkWidget *remove_button;
  AdwEntryRow *words_row;

  RgStore *store;
  RgMailAccount *account; /* NULL before it was read */
};

G_DEFINE_FINAL_TYPE (RgMailPictureGroup, rg_mail_picture_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- what is there ------------------------------------------------------------------------ */

static void
rg_mail_picture_group_fill (RgMailPictureGroup *self)
{
  const RgMailAccount *account = self->account;
  g_autoptr (GdkTexture) texture =
    account->picture != NULL ? gdk_texture_new_from_bytes (account->picture, NULL) : NULL;

  rg_mail_picture_set (self->picture, texture, account->picture_words);
  gtk_widget_set_visible (self->picture_row, texture != NULL);
  gtk_widget_set_visible (self->remove_button, account->picture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), account->picture != NULL);
  gtk_widget_set_sensitive (self->choose_button, TRUE);
}

static gboolean
rg_mail_picture_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailAccount **account = data;

  *account = rg_mail_account_read (db, error);
  return *account != NULL;
}

static void
rg_mail_picture_group_read_free (gpointer data)
{
  RgMailAccount **account = data;

  g_clear_pointer (account, rg_mail_account_free);
  g_free (account);
}

static void
rg_mail_picture_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMailPictureGroup) self = data;
  RgMailAccount **read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->store == NULL)
    return;
  /* What somebody types there stays, whatever else is changed meanwhile. */
  if (self->account == NULL
      || !g_str_equal (self->account->picture_words, (*read)->picture_words))
    gtk_editable_set_text (GTK_EDITABLE (self->words_row), (*read)->picture_words);
  g_clear_pointer (&self->account, rg_mail_account_free);
  self->account = g_steal_pointer (read);
  rg_mail_picture_group_fill (self);
}

static void
rg_mail_picture_group_read (RgMailPictureGroup *self)
{
  if (self->store != NULL)
    rg_store_read_async (self->store, RG_READER_ROWS, rg_mail_picture_group_read_in_thread,
                         g_new0 (RgMailAccount *, 1), rg_mail_picture_group_read_free, NULL,
                         rg_mail_picture_group_read_cb, g_object_ref (self));
}

/* --- changing it -------------------------------------------------------------------------- */

static void
rg_mail_picture_group_tell (RgMailPictureGroup *self, const char *text)
{
  adw_action_row_set_subtitle (self->row, text);
}

static void
rg_mail_picture_group_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMailPictureGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    text = g_strdup (_("Such as your logo; History takes a change back"));
  else
    text = rg_error_text (error);
  rg_mail_picture_group_tell (self, text);
}

static void
rg_mail_picture_group_save (RgMailPictureGroup *self, GBytes *picture, const char *words)
{
  rg_store_set_mail_picture_async (self->store, picture, words, rg_mail_picture_group_saved_cb,
                                   g_object_ref (self));
}

static void
rg_mail_picture_group_words_cb (RgMailPictureGroup *self)
{
  if (self->account != NULL && self->account->picture != NULL)
    rg_mail_picture_group_save (self, self->account->picture,
                                gtk_editable_get_text (GTK_EDITABLE (self->words_row)));
}

static void
rg_mail_picture_group_remove_cb (RgMailPictureGroup *self)
{
  rg_mail_picture_group_save (self, NULL, "");
}

/* --- a file ------------------------------------------------------------------------------- */

/* Its format and size are known to be harmless by now. */
static cairo_surface_t *
rg_mail_picture_group_unpack (GBytes *file, GError **error)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (file, NULL);
  cairo_surface_t *surface = texture != NULL
                               ? cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                             gdk_texture_get_width (texture),
                                                             gdk_texture_get_height (texture))
                               : NULL;

  if (surface == NULL || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This picture is damaged. Choose another one."));
      return NULL;
    }
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
rg_mail_picture_group_in_thread (GTask *task, gpointer source, gpointer file,
                                 GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = rg_picture_read (file, cancellable, &error);
  cairo_surface_t *surface = bytes != NULL ? rg_mail_picture_group_unpack (bytes, &error) : NULL;
  GBytes *packed = NULL;

  if (surface != NULL)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (bytes, &length);

      packed = rg_mail_picture_pack (surface, rg_picture_get_orientation (data, length),
                                     RG_MAIL_PICTURE_BYTES, &error);
      cairo_surface_destroy (surface);
    }
  if (packed != NULL)
    g_task_return_pointer (task, packed, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
rg_mail_picture_group_packed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgMailPictureGroup *self = RG_MAIL_PICTURE_GROUP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (self->store == NULL)
    return;
  gtk_widget_set_sensitive (self->choose_button, TRUE);
  if (picture != NULL)
    {
      rg_mail_picture_group_save (self, picture,
                                  gtk_editable_get_text (GTK_EDITABLE (self->words_row)));
      return;
    }
  text = rg_error_text (error);
  rg_mail_picture_group_tell (self, text);
}

static void
rg_mail_picture_group_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMailPictureGroup) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GTask) task = NULL;

  if (file == NULL || self->store == NULL)
    return;
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  task = g_task_new (self, NULL, rg_mail_picture_group_packed_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&file), g_object_unref);
  g_task_run_in_thread (task, rg_mail_picture_group_in_thread);
}

static void
rg_mail_picture_group_choose_cb (RgMailPictureGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("PNG and JPEG Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _("Choose a Picture"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        rg_mail_picture_group_chosen_cb, g_object_ref (self));
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_mail_picture_group_dispose (GObject *object)
{
  RgMailPictureGroup *self = RG_MAIL_PICTURE_GROUP (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->account, rg_mail_account_free);
  G_OBJECT_CLASS (rg_mail_picture_group_parent_class)->dispose (object);
}

static void
rg_mail_picture_group_class_init (RgMailPictureGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_mail_picture_group_dispose;
}

static void
rg_mail_picture_group_add_buttons (RgMailPictureGroup *self)
{
  self->remove_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (self->remove_button, _("Remove the Picture"));
  gtk_widget_set_valign (self->remove_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove_button, "flat");
  gtk_widget_set_visible (self->remove_button, FALSE);
  g_signal_connect_swapped (self->remove_button, "clicked",
                            G_CALLBACK (rg_mail_picture_group_remove_cb), self);
  adw_action_row_add_suffix (self->row, self->remove_button);
  self->choose_button = gtk_button_new_with_mnemonic (_("C_hoose…"));
  gtk_widget_set_valign (self->choose_button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  g_signal_connect_swapped (self->choose_button, "clicked",
                            G_CALLBACK (rg_mail_picture_group_choose_cb), self);
  adw_action_row_add_suffix (self->row, self->choose_button);
  adw_action_row_set_activatable_widget (self->row, self->choose_button);
}

/* As large as it will be. */
static void
rg_mail_picture_group_add_picture (RgMailPictureGroup *self)
{
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_margin_top (GTK_WIDGET (self->picture), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->picture), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->picture), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->picture), 12);
  self->picture_row = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->picture_row), GTK_WIDGET (self->picture));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->picture_row), FALSE);
  gtk_widget_set_focusable (self->picture_row, FALSE);
  gtk_widget_set_visible (self->picture_row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->picture_row);
}

static void
rg_mail_picture_group_init (RgMailPictureGroup *self)
{
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Picture on Top of E-Mails"));
  adw_action_row_set_subtitle (self->row, _("Such as your logo; it goes out with each e-mail"));
  rg_mail_picture_group_add_buttons (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  self->words_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words_row),
                                 _("What It Says, for Those Who Do Not See It"));
  adw_entry_row_set_show_apply_button (self->words_row, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), FALSE);
  g_signal_connect_swapped (self->words_row, "apply", G_CALLBACK (rg_mail_picture_group_words_cb),
                            self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->words_row));
  /* Tab goes no further than a row without anything to use, so that it is the last one. */
  rg_mail_picture_group_add_picture (self);
}

GtkWidget *
rg_mail_picture_group_new (RgStore *store)
{
  RgMailPictureGroup *self = g_object_new (RG_TYPE_MAIL_PICTURE_GROUP, NULL);

  self->store = g_object_ref (store);
  rg_writes_guard (GTK_WIDGET (self), store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_mail_picture_group_read), self,
                           G_CONNECT_SWAPPED);
  rg_mail_picture_group_read (self);
  return GTK_WIDGET (self);
}
