/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages to begin with. */
#include "pages/rg-message-templates-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "widgets/rg-speak.h"

struct _RgMessageTemplatesDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *keep_group;
  AdwEntryRow *keep_row;
  AdwSwitchRow *all_row;
  AdwPreferencesGroup *own_group;
  AdwPreferencesGroup *built_in_group;

  RgStore *store; /* NULL once it is closed */
  RgCampaign *campaign;
  guint version;
  RgTemplateChosenFunc chosen;
  gpointer chosen_data;
  GPtrArray *all;  /* RgMessageTemplate */
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RgMessageTemplatesDialog, rg_message_templates_dialog, ADW_TYPE_DIALOG)

static void rg_message_templates_dialog_load (RgMessageTemplatesDialog *self);

static const RgMessageTemplate *
rg_message_templates_dialog_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "rg-template");
}

/* --- changes --- */

static void
rg_message_templates_dialog_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMessageTemplatesDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    text = rg_error_text (error);
  if (self->store == NULL)
    return;
  if (text != NULL)
    {
      rg_speak_banner (self->banner, text);
      return;
    }
  adw_banner_set_revealed (self->banner, FALSE);
  rg_message_templates_dialog_load (self);
}

static void
rg_message_templates_dialog_keep_cb (RgMessageTemplatesDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->keep_row));
  const guint version = adw_switch_row_get_active (self->all_row) ? 0 : self->version;
  g_autoptr (RgMessageTemplate) template = rg_message_template_new (name, self->campaign, version);

  rg_store_save_message_template_async (self->store, template,
                                        rg_message_templates_dialog_written_cb,
                                        g_object_ref (self));
}

static void
rg_message_templates_dialog_rename_cb (RgMessageTemplatesDialog *self, GtkWidget *row)
{
  rg_store_rename_message_template_async (self->store, rg_message_templates_dialog_get (row)->id,
                                          gtk_editable_get_text (GTK_EDITABLE (row)),
                                          rg_message_templates_dialog_written_cb,
                                          g_object_ref (self));
}

static void
rg_message_templates_dialog_delete_cb (RgMessageTemplatesDialog *self, GtkWidget *button)
{
  rg_store_delete_message_template_async (self->store,
                                          rg_message_templates_dialog_get (button)->id,
                                          rg_message_templates_dialog_written_cb,
                                          g_object_ref (self));
}

static void
rg_message_templates_dialog_use_cb (RgMessageTemplatesDialog *self, GtkWidget *widget)
{
  self->chosen (rg_message_templates_dialog_get (widget), self->chosen_data);
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- rows --- */

/* spoken: with the name of the template in it, so that each sounds like none of the others. */
static GtkWidget *
rg_message_templates_dialog_create_button (RgMessageTemplatesDialog *self,
                                           RgMessageTemplate *template, const char *icon,
                                           const char *tooltip, const char *spoken,
                                           GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "rg-template", template);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static char *
rg_message_templates_dialog_dup_words (RgMessageTemplatesDialog *self,
                                       const RgMessageTemplate *template)
{
  return rg_message_template_dup_words (template, rg_store_get_shop (self->store)->currency);
}

/* One of the shop's own: its name can be written over. */
static GtkWidget *
rg_message_templates_dialog_create_own (RgMessageTemplatesDialog *self,
                                        RgMessageTemplate *template)
{
  g_autofree char *words = rg_message_templates_dialog_dup_words (self, template);
  GtkWidget *row = adw_entry_row_new ();
  /* Translators: %s is the name of a template; said by screen readers. */
  g_autofree char *begin = g_strdup_printf (_("Begin With %s"), template->name);
  /* Translators: %s is the name of a template; said by screen readers. */
  g_autofree char *delete = g_strdup_printf (_("Delete the Template %s"), template->name);
  /* Translators: said by screen readers of a field: the name of a template, and what is in it. */
  g_autofree char *name = g_strdup_printf (_("Name of the Template %s: %s"), template->name, words);
  GtkAccessible *field = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_editable_set_text (GTK_EDITABLE (row), template->name);
  gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (field, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (rg_message_templates_dialog_rename_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (
      ADW_ENTRY_ROW (row),
      rg_message_templates_dialog_create_button (
          self, template, "document-open-symbolic", _("Begin With It"), begin,
          G_CALLBACK (rg_message_templates_dialog_use_cb)));
  adw_entry_row_add_suffix (
      ADW_ENTRY_ROW (row),
      rg_message_templates_dialog_create_button (
          self, template, "user-trash-symbolic", _("Delete"), delete,
          G_CALLBACK (rg_message_templates_dialog_delete_cb)));
  return row;
}

static GtkWidget *
rg_message_templates_dialog_create_built_in (RgMessageTemplatesDialog *self,
                                             RgMessageTemplate *template)
{
  g_autofree char *words = rg_message_templates_dialog_dup_words (self, template);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), template->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_message_templates_dialog_use_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rg_message_templates_dialog_add (RgMessageTemplatesDialog *self, RgMessageTemplate *template)
{
  GtkWidget *row = template->id != 0
                     ? rg_message_templates_dialog_create_own (self, template)
                     : rg_message_templates_dialog_create_built_in (self, template);

  g_object_set_data (G_OBJECT (row), "rg-template", template);
  adw_preferences_group_add (template->id != 0 ? self->own_group : self->built_in_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_message_templates_dialog_fill (RgMessageTemplatesDialog *self, GPtrArray *all)
{
  gboolean own = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (rg_message_templates_dialog_get (self->rows->pdata[i])->id != 0
                                    ? self->own_group : self->built_in_group,
                                  self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = all;
  for (guint i = 0; i < all->len; i++)
    {
      rg_message_templates_dialog_add (self, all->pdata[i]);
      own |= ((const RgMessageTemplate *) all->pdata[i])->id != 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->own_group), own);
  gtk_editable_set_text (GTK_EDITABLE (self->keep_row), "");
}

/* --- reading --- */

typedef struct {
  GPtrArray *all;
} RgTemplatesReading;

static void
rg_templates_reading_free (gpointer data)
{
  RgTemplatesReading *reading = data;

  g_clear_pointer (&reading->all, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
rg_templates_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTemplatesReading *reading = data;

  reading->all = rg_message_templates_read (db, error);
  return reading->all != NULL;
}

static void
rg_message_templates_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMessageTemplatesDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RgTemplatesReading *reading;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    text = rg_error_text (error);
  if (self->store == NULL)
    return;
  if (text != NULL)
    {
      rg_speak_banner (self->banner, text);
      return;
    }
  reading = rg_store_read_get_data (result);
  rg_message_templates_dialog_fill (self, g_steal_pointer (&reading->all));
}

static void
rg_message_templates_dialog_load (RgMessageTemplatesDialog *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_templates_read_in_thread,
                       g_new0 (RgTemplatesReading, 1), rg_templates_reading_free, NULL,
                       rg_message_templates_dialog_read_cb, g_object_ref (self));
}

/* --- the class --- */

static void
rg_message_templates_dialog_dispose (GObject *object)
{
  RgMessageTemplatesDialog *self = RG_MESSAGE_TEMPLATES_DIALOG (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_MESSAGE_TEMPLATES_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->campaign, rg_campaign_free);
  G_OBJECT_CLASS (rg_message_templates_dialog_parent_class)->dispose (object);
}

static void
rg_message_templates_dialog_class_init (RgMessageTemplatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_message_templates_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-message-templates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, keep_group);
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgMessageTemplatesDialog, built_in_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_message_templates_dialog_keep_cb);
}

static void
rg_message_templates_dialog_init (RgMessageTemplatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/* Which of several would be kept alone. */
static void
rg_message_templates_dialog_offer_one (RgMessageTemplatesDialog *self)
{
  const RgCampaignVersion *one = self->campaign->versions->pdata[self->version - 1];
  /* Translators: %s is the name of a version of a message; the row is a switch, “All Versions”. */
  g_autofree char *text = g_strdup_printf (_("Otherwise “%s” alone"), one->name);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->all_row), text);
  gtk_widget_set_visible (GTK_WIDGET (self->all_row), TRUE);
}

AdwDialog *
rg_message_templates_dialog_new (RgStore *store, const RgCampaign *campaign, guint version,
                                 RgTemplateChosenFunc chosen, gpointer data)
{
  RgMessageTemplatesDialog *self = g_object_new (RG_TYPE_MESSAGE_TEMPLATES_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->campaign = rg_campaign_copy (campaign);
  self->version = version;
  self->chosen = chosen;
  self->chosen_data = data;
  gtk_widget_set_visible (self->keep_group, *campaign->message != '\0');
  if (version > 0 && version <= campaign->versions->len)
    rg_message_templates_dialog_offer_one (self);
  rg_message_templates_dialog_load (self);
  return ADW_DIALOG (self);
}
