/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The rows about a file that is to be imported. */
#include "pages/rg-import-file-group.h"

#include "base/rg-i18n.h"
#include "transfer/rg-charset.h"

struct _RgImportFileGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *file_row;
  AdwComboRow *sheet_row;
  AdwComboRow *dialect_row;
  AdwComboRow *charset_row;
  AdwComboRow *separator_row;

  gboolean filling; /* the rows are being set, not chosen in */
};

enum { SIGNAL_DIALECT, SIGNAL_READING, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgImportFileGroup, rg_import_file_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  char separator;
  const char *name;
} separators[] = {
  { ',', N_ ("Commas") },
  { ';', N_ ("Semicolons") },
  { '\t', N_ ("Tabs") },
  { '|', N_ ("Bars") },
};

static void
rg_import_file_group_dialect_cb (RgImportFileGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->dialect_row);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_DIALECT], 0, selected);
}

static void
rg_import_file_group_reading_cb (RgImportFileGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_READING], 0);
}

const char *
rg_import_file_group_get_charset (RgImportFileGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->charset_row);

  return selected != GTK_INVALID_LIST_POSITION ? rg_charset_names ()[selected] : NULL;
}

char
rg_import_file_group_get_separator (RgImportFileGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->separator_row);

  return selected < G_N_ELEMENTS (separators) ? separators[selected].separator : '\0';
}

char *
rg_import_file_group_dup_sheet (RgImportFileGroup *self)
{
  GtkStringObject *sheet = adw_combo_row_get_selected_item (self->sheet_row);

  return sheet != NULL ? g_strdup (gtk_string_object_get_string (sheet)) : NULL;
}

/* Where there is but one, there is nothing to choose. */
static void
rg_import_file_group_show_sheets (RgImportFileGroup *self, const RgImportFile *file)
{
  const char *const *sheets = (const char *const *) file->sheets;
  g_autoptr (GtkStringList) names = gtk_string_list_new (sheets);

  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (names));
  for (guint i = 0; sheets != NULL && sheets[i] != NULL; i++)
    if (g_strcmp0 (sheets[i], file->sheet) == 0)
      adw_combo_row_set_selected (self->sheet_row, i);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row),
                          g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
}

static void
rg_import_file_group_show_dialects (RgImportFileGroup *self, const RgMapping *mapping)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < mapping->dialects->len; i++)
    {
      RgDialect *dialect = g_ptr_array_index (mapping->dialects, i);

      gtk_string_list_append (names, rg_dialect_get_label (dialect));
      if (dialect == mapping->dialect)
        selected = i;
    }
  adw_combo_row_set_model (self->dialect_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->dialect_row, selected);
}

static void
rg_import_file_group_show_reading (RgImportFileGroup *self, const RgImportFile *file,
                                   const RgMapping *mapping)
{
  const char *const *charsets = rg_charset_names ();
  gboolean text = rg_import_file_has_charset (file);
  gboolean table = g_str_equal (file->format, "CSV");

  for (guint i = 0; charsets[i] != NULL; i++)
    if (g_ascii_strcasecmp (charsets[i], file->charset) == 0)
      adw_combo_row_set_selected (self->charset_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].separator == mapping->separator)
      adw_combo_row_set_selected (self->separator_row, i);
  gtk_widget_set_visible (GTK_WIDGET (self->charset_row), text);
  gtk_widget_set_visible (GTK_WIDGET (self->separator_row), text && table);
}

void
rg_import_file_group_show (RgImportFileGroup *self, const RgImportFile *file,
                           const RgMapping *mapping)
{
  g_return_if_fail (RG_IS_IMPORT_FILE_GROUP (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), file->name);
  adw_action_row_set_subtitle (self->file_row, file->format);
  self->filling = TRUE;
  rg_import_file_group_show_sheets (self, file);
  rg_import_file_group_show_dialects (self, mapping);
  rg_import_file_group_show_reading (self, file, mapping);
  self->filling = FALSE;
}

static void
rg_import_file_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_IMPORT_FILE_GROUP);

  G_OBJECT_CLASS (rg_import_file_group_parent_class)->dispose (object);
}

static void
rg_import_file_group_class_init (RgImportFileGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_file_group_dispose;
  signals[SIGNAL_DIALECT] =
    g_signal_new ("dialect-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_READING] = g_signal_new ("reading-chosen", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-import-file-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportFileGroup, charset_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileGroup, dialect_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileGroup, file_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileGroup, separator_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileGroup, sheet_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_file_group_dialect_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_file_group_reading_cb);
}

static void
rg_import_file_group_init (RgImportFileGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (rg_charset_names ());
  g_autoptr (GtkStringList) marks = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    gtk_string_list_append (marks, _(separators[i].name));
  self->filling = TRUE;
  adw_combo_row_set_model (self->charset_row, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->separator_row, G_LIST_MODEL (marks));
  self->filling = FALSE;
}
