/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences of this computer. */
#include "app/rg-preferences-dialog.h"

#include "base/rg-i18n.h"

struct _RgPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow *staff_name_row;
  AdwComboRow *weekday_row;
  GtkWidget *shop_file_group;
  AdwActionRow *shop_file_row;
  GSettings *settings;
  char *shop_file;
};

G_DEFINE_FINAL_TYPE (RgPreferencesDialog, rg_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* The combo's first row follows the locale: row = weekday + 1. */
static gboolean
rg_preferences_dialog_weekday_to_row (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, (guint) (g_variant_get_int32 (variant) + 1));
  return TRUE;
}

static GVariant *
rg_preferences_dialog_row_to_weekday (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_int32 ((gint32) g_value_get_uint (value) - 1);
}

static void
rg_preferences_dialog_show_folder_cb (RgPreferencesDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->shop_file);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

/* Only a whole name is one: not each letter of it while it is typed. */
static void
rg_preferences_dialog_name_cb (RgPreferencesDialog *self)
{
  g_settings_set_string (self->settings, "staff-name",
                         gtk_editable_get_text (GTK_EDITABLE (self->staff_name_row)));
}

static void
rg_preferences_dialog_finalize (GObject *object)
{
  g_clear_object (&RG_PREFERENCES_DIALOG (object)->settings);
  g_free (RG_PREFERENCES_DIALOG (object)->shop_file);
  G_OBJECT_CLASS (rg_preferences_dialog_parent_class)->finalize (object);
}

static void
rg_preferences_dialog_class_init (RgPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_preferences_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/app/rg-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_file_group);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_file_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, staff_name_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, weekday_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_preferences_dialog_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_preferences_dialog_show_folder_cb);
}

static void
rg_preferences_dialog_init (RgPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_preferences_dialog_new (GSettings *settings, const char *shop_file)
{
  RgPreferencesDialog *self = g_object_new (RG_TYPE_PREFERENCES_DIALOG, NULL);
  g_autofree char *name = NULL;

  self->shop_file = g_strdup (shop_file);
  if (shop_file)
    adw_action_row_set_subtitle (self->shop_file_row, shop_file);
  gtk_widget_set_visible (self->shop_file_group, shop_file != NULL);
  self->settings = g_object_ref (settings);
  name = g_settings_get_string (settings, "staff-name");
  gtk_editable_set_text (GTK_EDITABLE (self->staff_name_row), name);
  g_settings_bind_with_mapping (settings, "first-weekday", self->weekday_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, rg_preferences_dialog_weekday_to_row,
                                rg_preferences_dialog_row_to_weekday, NULL, NULL);
  return ADW_DIALOG (self);
}
