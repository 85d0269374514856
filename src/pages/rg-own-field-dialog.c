/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The form of a field: its name and kind, and what there is to choose from. */
#include "pages/rg-own-field-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "widgets/rg-reorder.h"
#include "widgets/rg-speak.h"

struct _RgOwnFieldDialog
{
  AdwDialog parent_instance;

  GtkWidget *save_button;
  AdwBanner *banner;
  AdwEntryRow *name_row;
  AdwComboRow *kind_row;
  AdwEntryRow *help_row;
  AdwSwitchRow *required_row;
  GtkWidget *scale_group;
  AdwSpinRow *least_row;
  AdwSpinRow *most_row;
  AdwPreferencesGroup *choices_group;
  GtkWidget *add_group;
  AdwEntryRow *add_row;

  RgStore *store;    /* NULL: the field is for whoever asks, */
  GPtrArray *others; /* RgOwnField: and stands beside these */
  RgOwnField *field;
  GPtrArray *rows; /* of choices, borrowed */
};

enum { SIGNAL_MADE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgOwnFieldDialog, rg_own_field_dialog, ADW_TYPE_DIALOG)

static RgOwnChoice *
rg_own_field_dialog_get_choice (RgOwnFieldDialog *self, guint i)
{
  return g_ptr_array_index (self->field->choices, i);
}

static void
rg_own_field_dialog_changed_cb (RgOwnFieldDialog *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

/* --- choices --- */

static void rg_own_field_dialog_show_choices (RgOwnFieldDialog *self);

static guint
rg_own_field_dialog_find_row (RgOwnFieldDialog *self, GtkWidget *row)
{
  guint i = 0;

  g_ptr_array_find (self->rows, row, &i);
  return i;
}

static void
rg_own_field_dialog_named_cb (RgOwnFieldDialog *self, GtkWidget *row)
{
  RgOwnChoice *choice =
    rg_own_field_dialog_get_choice (self, rg_own_field_dialog_find_row (self, row));

  g_set_str (&choice->name, gtk_editable_get_text (GTK_EDITABLE (row)));
  rg_own_field_dialog_changed_cb (self);
}

static gboolean
rg_own_field_dialog_show_choices_cb (gpointer data)
{
  rg_own_field_dialog_show_choices (data);
  return G_SOURCE_REMOVE;
}

/* Later: a row must not go while it is still telling that it is pressed or dropped on. */
static void
rg_own_field_dialog_show_choices_later (RgOwnFieldDialog *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_own_field_dialog_show_choices_cb,
                   g_object_ref (self), g_object_unref);
}

static void
rg_own_field_dialog_remove_cb (RgOwnFieldDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);

  g_ptr_array_remove_index (self->field->choices, rg_own_field_dialog_find_row (self, row));
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
  rg_own_field_dialog_show_choices_later (self);
}

static gboolean
rg_own_field_dialog_focus_cb (gpointer row)
{
  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
rg_own_field_dialog_move (GObject *object, guint from, guint to)
{
  RgOwnFieldDialog *self = RG_OWN_FIELD_DIALOG (object);
  gpointer choice = g_ptr_array_steal_index (self->field->choices, from);

  g_ptr_array_insert (self->field->choices, (int) to, choice);
  rg_own_field_dialog_show_choices (self);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_own_field_dialog_focus_cb,
                   g_object_ref (self->rows->pdata[to]), g_object_unref);
}

static GtkWidget *
rg_own_field_dialog_create_row (RgOwnFieldDialog *self, guint i)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *name = rg_own_field_dialog_get_choice (self, i)->name;
  /* Translators: %s is something that can be chosen in a field. */
  g_autofree char *tooltip = g_strdup_printf (_("Remove “%s”"), name);

  /* Translators: %u is the place of a choice in its list, from 1. */
  g_autofree char *title = g_strdup_printf (_("Choice %u"), i + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  rg_reorder_add (ADW_PREFERENCES_ROW (row), i, self->field->choices->len, G_OBJECT (self),
                  rg_own_field_dialog_move);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_own_field_dialog_remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (rg_own_field_dialog_named_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rg_own_field_dialog_show_choices (RgOwnFieldDialog *self)
{
  const gboolean wanted =
    rg_own_kind_has_choices ((RgOwnKind) adw_combo_row_get_selected (self->kind_row));

  if (self->choices_group == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->choices_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->field->choices->len; i++)
    {
      GtkWidget *row = rg_own_field_dialog_create_row (self, i);

      adw_preferences_group_add (self->choices_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices_group), wanted && self->rows->len > 0);
  gtk_widget_set_visible (self->add_group, wanted);
}

/* What is typed becomes a choice; several at once stand between commas. */
static void
rg_own_field_dialog_add_cb (RgOwnFieldDialog *self)
{
  g_auto (GStrv) names =
    g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->add_row)), ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      rg_own_field_add_choice (self->field, 0, names[i]);
  /* The apply button belongs to what is typed, and nothing is now. */
  adw_entry_row_set_show_apply_button (self->add_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  adw_entry_row_set_show_apply_button (self->add_row, TRUE);
  rg_own_field_dialog_show_choices (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static void
rg_own_field_dialog_kind_cb (RgOwnFieldDialog *self)
{
  const guint kind = adw_combo_row_get_selected (self->kind_row);

  if (self->field == NULL)
    return;
  gtk_widget_set_visible (self->scale_group, kind == RG_OWN_SCALE);
  rg_own_field_dialog_show_choices (self);
  rg_own_field_dialog_changed_cb (self);
}

/* --- saving --- */

static void
rg_own_field_dialog_say_error (RgOwnFieldDialog *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_speak_banner (self->banner, text);
}

static void
rg_own_field_dialog_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgOwnFieldDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 action;

  if (!rg_store_write_finish (RG_STORE (source), result, &action, &error))
    {
      rg_own_field_dialog_say_error (self, error);
      gtk_widget_set_sensitive (self->save_button, TRUE);
      return;
    }
  /* Translators: %s is the name of a field. */
  text = g_strdup_printf (self->field->id == 0 ? _("Field “%s” added") : _("Field “%s” changed"),
                          self->field->name);
  adw_dialog_close (ADW_DIALOG (self));
  if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action, text);
}

/* For somebody who makes the field later. */
static void
rg_own_field_dialog_give (RgOwnFieldDialog *self)
{
  g_autoptr (GError) error = NULL;

  g_strstrip (self->field->name);
  if (!rg_own_field_check_new (self->others, self->field, &error))
    {
      rg_own_field_dialog_say_error (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_MADE], 0, self->field);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_own_field_dialog_save_cb (RgOwnFieldDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->add_row)) != '\0')
    rg_own_field_dialog_add_cb (self);
  g_set_str (&self->field->name, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  g_set_str (&self->field->help, gtk_editable_get_text (GTK_EDITABLE (self->help_row)));
  self->field->kind = (RgOwnKind) adw_combo_row_get_selected (self->kind_row);
  self->field->required = adw_switch_row_get_active (self->required_row);
  self->field->least = (int) adw_spin_row_get_value (self->least_row);
  self->field->most = (int) adw_spin_row_get_value (self->most_row);
  if (self->store == NULL)
    {
      rg_own_field_dialog_give (self);
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_save_own_field_async (self->store, self->field, rg_own_field_dialog_saved_cb,
                                 g_object_ref (self));
}

static void
rg_own_field_dialog_cancel_cb (RgOwnFieldDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_own_field_dialog_dispose (GObject *object)
{
  RgOwnFieldDialog *self = RG_OWN_FIELD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_OWN_FIELD_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_own_field_dialog_parent_class)->dispose (object);
}

static void
rg_own_field_dialog_finalize (GObject *object)
{
  RgOwnFieldDialog *self = RG_OWN_FIELD_DIALOG (object);

  g_clear_pointer (&self->field, rg_own_field_free);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_own_field_dialog_parent_class)->finalize (object);
}

static void
rg_own_field_dialog_class_init (RgOwnFieldDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_own_field_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_own_field_dialog_finalize;
  signals[SIGNAL_MADE] =
    g_signal_new ("made", RG_TYPE_OWN_FIELD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-own-field-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, add_group);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, add_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, choices_group);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, help_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, least_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, most_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, required_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldDialog, scale_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_field_dialog_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_field_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_field_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_field_dialog_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_field_dialog_save_cb);
}

static void
rg_own_field_dialog_init (RgOwnFieldDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < RG_OWN_KINDS; i++)
    gtk_string_list_append (kinds, rg_own_kind_get_label ((RgOwnKind) i));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
}

static void
rg_own_field_dialog_fill (RgOwnFieldDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->field->name);
  gtk_editable_set_text (GTK_EDITABLE (self->help_row), self->field->help);
  adw_switch_row_set_active (self->required_row, self->field->required);
  adw_spin_row_set_value (self->least_row, self->field->least);
  adw_spin_row_set_value (self->most_row, self->field->most);
  adw_combo_row_set_selected (self->kind_row, self->field->kind);
  rg_own_field_dialog_kind_cb (self);
}

AdwDialog *
rg_own_field_dialog_new (RgStore *store, const RgOwnField *field)
{
  RgOwnFieldDialog *self = g_object_new (RG_TYPE_OWN_FIELD_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->field = field != NULL ? rg_own_field_copy (field) : rg_own_field_new (RG_OWN_TEXT, "");
  if (field != NULL)
    adw_dialog_set_title (ADW_DIALOG (self), _("Edit Field"));
  rg_own_field_dialog_fill (self);
  return ADW_DIALOG (self);
}

AdwDialog *
rg_own_field_dialog_new_for (const RgOwnField *field, GPtrArray *others)
{
  RgOwnFieldDialog *self = g_object_new (RG_TYPE_OWN_FIELD_DIALOG, NULL);

  self->field = rg_own_field_copy (field);
  self->others = g_ptr_array_ref (others);
  rg_own_field_dialog_fill (self);
  return ADW_DIALOG (self);
}
