/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Chooses and orders columns. */
#include "pages/rg-columns-dialog.h"

#include "base/rg-i18n.h"

struct _RgColumnsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;

  GPtrArray *ids;    /* of all columns, as they stand in the dialog */
  GPtrArray *titles; /* of the same */
  GPtrArray *rows;   /* their widgets; borrowed */
  char **chosen;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColumnsDialog, rg_columns_dialog, ADW_TYPE_DIALOG)

static void rg_columns_dialog_fill (RgColumnsDialog *self, guint focus);

static gboolean
rg_columns_dialog_has (RgColumnsDialog *self, guint i)
{
  return g_strv_contains ((const char *const *) self->chosen, self->ids->pdata[i]);
}

/* The chosen ones in the order of the rows, but for the one that is turned over. */
static void
rg_columns_dialog_save (RgColumnsDialog *self, guint turned)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  for (guint i = 0; i < self->ids->len; i++)
    if (rg_columns_dialog_has (self, i) != (i == turned))
      g_strv_builder_add (chosen, self->ids->pdata[i]);
  /* Other shops have fields of their own. */
  for (guint i = 0; self->chosen[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->ids, self->chosen[i], g_str_equal, NULL))
      g_strv_builder_add (chosen, self->chosen[i]);
  g_strfreev (self->chosen);
  self->chosen = g_strv_builder_end (chosen);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->chosen);
}

static guint
rg_columns_dialog_get_index (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "rg-index"));
}

static void
rg_columns_dialog_toggled_cb (RgColumnsDialog *self, GParamSpec *pspec, GtkWidget *row)
{
  const guint i = rg_columns_dialog_get_index (row);

  if (adw_switch_row_get_active (ADW_SWITCH_ROW (row)) != rg_columns_dialog_has (self, i))
    rg_columns_dialog_save (self, i);
}

static void
rg_columns_dialog_up_cb (RgColumnsDialog *self, GtkWidget *button)
{
  const guint i = rg_columns_dialog_get_index (button);
  gpointer id = self->ids->pdata[i];
  gpointer title = self->titles->pdata[i];

  self->ids->pdata[i] = self->ids->pdata[i - 1];
  self->ids->pdata[i - 1] = id;
  self->titles->pdata[i] = self->titles->pdata[i - 1];
  self->titles->pdata[i - 1] = title;
  rg_columns_dialog_save (self, G_MAXUINT);
  rg_columns_dialog_fill (self, i - 1);
}

static void
rg_columns_dialog_add_row (RgColumnsDialog *self, guint i)
{
  GtkWidget *row = adw_switch_row_new ();
  GtkWidget *up = gtk_button_new_from_icon_name ("go-up-symbolic");
  /* Translators: %s is the title of a column. */
  g_autofree char *words = g_strdup_printf (_("Move “%s” Up"), (char *) self->titles->pdata[i]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->titles->pdata[i]);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), rg_columns_dialog_has (self, i));
  g_object_set_data (G_OBJECT (row), "rg-index", GUINT_TO_POINTER (i));
  g_object_set_data (G_OBJECT (up), "rg-index", GUINT_TO_POINTER (i));
  gtk_widget_set_tooltip_text (up, words);
  gtk_widget_set_valign (up, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (up, i > 0);
  gtk_widget_add_css_class (up, "flat");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), up);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (rg_columns_dialog_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (up, "clicked", G_CALLBACK (rg_columns_dialog_up_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_columns_dialog_fill (RgColumnsDialog *self, guint focus)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->ids->len; i++)
    rg_columns_dialog_add_row (self, i);
  if (focus < self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[focus]);
}

static void
rg_columns_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_COLUMNS_DIALOG);
  G_OBJECT_CLASS (rg_columns_dialog_parent_class)->dispose (object);
}

static void
rg_columns_dialog_finalize (GObject *object)
{
  RgColumnsDialog *self = RG_COLUMNS_DIALOG (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->rows);
  g_strfreev (self->chosen);

  G_OBJECT_CLASS (rg_columns_dialog_parent_class)->finalize (object);
}

static void
rg_columns_dialog_class_init (RgColumnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_columns_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_columns_dialog_finalize;
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", RG_TYPE_COLUMNS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgColumnsDialog, group);
}

static void
rg_columns_dialog_init (RgColumnsDialog *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_columns_dialog_new (GListModel *columns, const char *const *chosen)
{
  RgColumnsDialog *self = g_object_new (RG_TYPE_COLUMNS_DIALOG, NULL);

  self->chosen = g_strdupv ((char **) chosen);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_id (column))
        continue;
      g_ptr_array_add (self->ids, g_strdup (gtk_column_view_column_get_id (column)));
      g_ptr_array_add (self->titles, g_strdup (gtk_column_view_column_get_title (column)));
    }
  rg_columns_dialog_fill (self, G_MAXUINT);
  return ADW_DIALOG (self);
}
