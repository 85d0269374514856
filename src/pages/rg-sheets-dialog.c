/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Page Setup. */
#include "pages/rg-sheets-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "widgets/rg-speak.h"

#define RG_SHEETS_TALL 660 /* with own measures */

struct _RgSheetsDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *paper_group;
  GtkWidget *label_group;
  GtkWidget *own_group;
  AdwComboRow *paper_row;
  AdwComboRow *sheet_row;
  AdwSpinRow *start_row;
  AdwComboRow *own_paper_row;
  AdwSpinRow *columns_row;
  AdwSpinRow *rows_row;
  AdwSpinRow *width_row;
  AdwSpinRow *height_row;
  AdwSpinRow *gap_x_row;
  AdwSpinRow *gap_y_row;
  AdwSpinRow *left_row;
  AdwSpinRow *top_row;

  RgSheetsSetup setup;
  RgSheetsChosen chosen;
  GWeakRef owner;
};

G_DEFINE_FINAL_TYPE (RgSheetsDialog, rg_sheets_dialog, ADW_TYPE_DIALOG)

static const RgPaper *const rg_sheets_papers[] = { &rg_paper_a4, &rg_paper_letter };

static guint
rg_sheets_dialog_find_paper (const RgPaper *paper)
{
  return paper == &rg_paper_letter ? 1 : 0;
}

/* Which of the usual sheets it is; their number for none. */
static guint
rg_sheets_dialog_find_sheet (const RgLabelSheet *sheet)
{
  g_autofree char *sought = rg_label_sheet_print (sheet);
  guint i = 0;

  for (; rg_label_sheet_get_id (i) != NULL; i++)
    {
      RgLabelSheet usual;
      g_autofree char *text = NULL;

      rg_label_sheet_from_id (rg_label_sheet_get_id (i), &usual);
      text = rg_label_sheet_print (&usual);
      if (g_str_equal (text, sought))
        break;
    }
  return i;
}

static void
rg_sheets_dialog_show_own (RgSheetsDialog *self)
{
  const RgLabelSheet *sheet = &self->setup.labels;

  adw_combo_row_set_selected (self->own_paper_row, rg_sheets_dialog_find_paper (sheet->paper));
  adw_spin_row_set_value (self->columns_row, sheet->columns);
  adw_spin_row_set_value (self->rows_row, sheet->rows);
  adw_spin_row_set_value (self->width_row, sheet->width);
  adw_spin_row_set_value (self->height_row, sheet->height);
  adw_spin_row_set_value (self->gap_x_row, sheet->gap_x);
  adw_spin_row_set_value (self->gap_y_row, sheet->gap_y);
  adw_spin_row_set_value (self->left_row, sheet->left);
  adw_spin_row_set_value (self->top_row, sheet->top);
}

static void
rg_sheets_dialog_read_own (RgSheetsDialog *self)
{
  self->setup.labels = (RgLabelSheet) {
    .paper = rg_sheets_papers[adw_combo_row_get_selected (self->own_paper_row) == 1],
    .columns = (guint) adw_spin_row_get_value (self->columns_row),
    .rows = (guint) adw_spin_row_get_value (self->rows_row),
    .width = adw_spin_row_get_value (self->width_row),
    .height = adw_spin_row_get_value (self->height_row),
    .gap_x = adw_spin_row_get_value (self->gap_x_row),
    .gap_y = adw_spin_row_get_value (self->gap_y_row),
    .left = adw_spin_row_get_value (self->left_row),
    .top = adw_spin_row_get_value (self->top_row),
  };
}

/* The measures of a usual sheet stand in the own ones, to begin with. */
static void
rg_sheets_dialog_sheet_cb (RgSheetsDialog *self)
{
  const char *id = rg_label_sheet_get_id (adw_combo_row_get_selected (self->sheet_row));

  gtk_widget_set_visible (self->own_group, id == NULL);
  adw_dialog_set_content_height (ADW_DIALOG (self), id == NULL ? RG_SHEETS_TALL : -1);
  if (id == NULL)
    return;
  rg_label_sheet_from_id (id, &self->setup.labels);
  rg_sheets_dialog_show_own (self);
}

static void
rg_sheets_dialog_cancel_cb (RgSheetsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
rg_sheets_dialog_read (RgSheetsDialog *self, GError **error)
{
  if (rg_label_sheet_get_id (adw_combo_row_get_selected (self->sheet_row)) == NULL)
    rg_sheets_dialog_read_own (self);
  self->setup.start = (guint) adw_spin_row_get_value (self->start_row);
  self->setup.paper = rg_sheets_papers[adw_combo_row_get_selected (self->paper_row) == 1];
  if (!rg_label_sheet_check (&self->setup.labels, error))
    return FALSE;
  if (self->setup.start <= rg_label_sheet_get_n (&self->setup.labels))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               /* Translators: a number of labels. */
               _("The sheet has %u labels: begin with one of them."),
               rg_label_sheet_get_n (&self->setup.labels));
  return FALSE;
}

static void
rg_sheets_dialog_apply_cb (RgSheetsDialog *self)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr (GError) error = NULL;

  if (!rg_sheets_dialog_read (self, &error))
    {
      g_autofree char *text = rg_error_text (error);

      rg_speak_banner (self->banner, text);
      return;
    }
  if (owner != NULL)
    self->chosen (&self->setup, owner);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The usual sheets in words, and one's own. */
static void
rg_sheets_dialog_fill (RgSheetsDialog *self)
{
  g_autoptr (GtkStringList) sheets = gtk_string_list_new (NULL);

  for (guint i = 0; rg_label_sheet_get_id (i) != NULL; i++)
    {
      RgLabelSheet sheet;
      g_autofree char *words = NULL;

      rg_label_sheet_from_id (rg_label_sheet_get_id (i), &sheet);
      words = rg_label_sheet_dup_words (&sheet);
      gtk_string_list_append (sheets, words);
    }
  gtk_string_list_append (sheets, _("Own Measures"));
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (sheets));
  adw_combo_row_set_selected (self->sheet_row, rg_sheets_dialog_find_sheet (&self->setup.labels));
}

static void
rg_sheets_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SHEETS_DIALOG);
  G_OBJECT_CLASS (rg_sheets_dialog_parent_class)->dispose (object);
}

static void
rg_sheets_dialog_finalize (GObject *object)
{
  g_weak_ref_clear (&RG_SHEETS_DIALOG (object)->owner);
  G_OBJECT_CLASS (rg_sheets_dialog_parent_class)->finalize (object);
}

static void
rg_sheets_dialog_class_init (RgSheetsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_sheets_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_sheets_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-sheets-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, paper_group);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, label_group);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, start_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, own_paper_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, columns_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, rows_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, width_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, height_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, gap_x_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, gap_y_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, left_row);
  gtk_widget_class_bind_template_child (widget_class, RgSheetsDialog, top_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_sheets_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_sheets_dialog_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_sheets_dialog_sheet_cb);
}

static void
rg_sheets_dialog_init (RgSheetsDialog *self)
{
  g_weak_ref_init (&self->owner, NULL);
  rg_sheets_setup_init (&self->setup);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_sheets_dialog_new (const RgSheetsSetup *setup, RgSheetsChosen chosen, GObject *owner)
{
  RgSheetsDialog *self = g_object_new (RG_TYPE_SHEETS_DIALOG, NULL);
  const gboolean labels = setup->form == RG_OUTPUT_LABELS;

  self->setup = *setup;
  self->chosen = chosen;
  g_weak_ref_set (&self->owner, owner);
  rg_sheets_dialog_fill (self);
  rg_sheets_dialog_show_own (self);
  adw_combo_row_set_selected (self->paper_row, rg_sheets_dialog_find_paper (setup->paper));
  adw_spin_row_set_value (self->start_row, setup->start);
  gtk_widget_set_visible (self->paper_group, !labels);
  gtk_widget_set_visible (self->label_group, labels);
  if (!labels)
    gtk_widget_set_visible (self->own_group, FALSE);
  return ADW_DIALOG (self);
}
