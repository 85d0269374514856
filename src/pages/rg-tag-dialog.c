/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of a tag. */
#include "pages/rg-tag-dialog.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"

#define ASKS_FROM 50 /* customers who would lose it */

struct _RgTagDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwEntryRow *name_row;
  AdwWrapBox *colours;
  AdwPreferencesGroup *merge_group;
  AdwComboRow *merge_row;
  GtkWidget *save_button;

  RgStore *store;
  gint64 id;
  guint n_customers;
  char *name;
  GArray *others;       /* gint64: of the rows of merge_row, from the second one on */
  GtkWidget *colour[9]; /* GtkToggleButton: none, then as in rg_tag_colours */
};

G_DEFINE_FINAL_TYPE (RgTagDialog, rg_tag_dialog, ADW_TYPE_DIALOG)

const char *
rg_tag_colour_class (const char *colour)
{
  static const char *const classes[] = { "rg-blue",   "rg-green", "rg-yellow", "rg-orange",
                                         "rg-red",    "rg-purple", "rg-brown", "rg-grey" };

  for (guint i = 0; rg_tag_colours[i] != NULL; i++)
    if (g_str_equal (rg_tag_colours[i], colour))
      return classes[i];
  return "";
}

/* --- the form --- */

static const char *
rg_tag_dialog_get_colour (RgTagDialog *self)
{
  for (guint i = 1; i < G_N_ELEMENTS (self->colour); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->colour[i])))
      return rg_tag_colours[i - 1];
  return "";
}

static void
rg_tag_dialog_add_colour (RgTagDialog *self, guint at, const char *colour, gboolean active)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *words = _(rg_tag_colour_name (colour));

  gtk_widget_add_css_class (dot, "rg-dot");
  if (*colour != '\0')
    gtk_widget_add_css_class (dot, rg_tag_colour_class (colour));
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), dot);
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  if (at > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->colour[0]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
  adw_wrap_box_append (self->colours, button);
  self->colour[at] = button;
}

static void
rg_tag_dialog_fill_colours (RgTagDialog *self, const char *colour)
{
  rg_tag_dialog_add_colour (self, 0, "", *colour == '\0');
  for (guint i = 0; rg_tag_colours[i] != NULL; i++)
    rg_tag_dialog_add_colour (self, i + 1, rg_tag_colours[i],
                              g_str_equal (colour, rg_tag_colours[i]));
}

static void
rg_tag_dialog_fill_others (RgTagDialog *self, const GPtrArray *tags)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("No other tag"));
  for (guint i = 0; i < tags->len; i++)
    {
      const RgTag *other = tags->pdata[i];

      if (other->id == self->id)
        continue;
      gtk_string_list_append (names, other->name);
      g_array_append_val (self->others, other->id);
    }
  adw_combo_row_set_model (self->merge_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->merge_group), self->others->len > 0);
}

static gboolean
rg_tag_dialog_merges (RgTagDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->merge_row);

  return selected != GTK_INVALID_LIST_POSITION && selected > 0;
}

/* What becomes part of another tag needs no name of its own. */
static void
rg_tag_dialog_changed_cb (RgTagDialog *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const gboolean merges = rg_tag_dialog_merges (self);

  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), !merges);
  gtk_widget_set_sensitive (GTK_WIDGET (self->colours), !merges);
  gtk_widget_set_sensitive (self->save_button, merges || *name != '\0');
  gtk_button_set_label (GTK_BUTTON (self->save_button), merges ? _("_Merge") : _("_Save"));
}

/* --- saving --- */

static void
rg_tag_dialog_finish (RgTagDialog *self, GAsyncResult *result, const char *done)
{
  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result, done))
    gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
rg_tag_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTagDialog) self = RG_TAG_DIALOG (data);

  rg_tag_dialog_finish (self, result, _("Tag changed"));
}

static void
rg_tag_dialog_merged_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTagDialog) self = RG_TAG_DIALOG (data);

  rg_tag_dialog_finish (self, result, _("Tags merged"));
}

static void
rg_tag_dialog_deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTagDialog) self = RG_TAG_DIALOG (data);
  /* Translators: %s is the name of a tag. */
  g_autofree char *done = g_strdup_printf (_("Tag “%s” deleted"), self->name);

  rg_tag_dialog_finish (self, result, done);
}

static void
rg_tag_dialog_save_cb (RgTagDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  gtk_widget_set_sensitive (self->save_button, FALSE);
  if (rg_tag_dialog_merges (self))
    rg_store_merge_tags_async (
        self->store,
        g_array_index (self->others, gint64, adw_combo_row_get_selected (self->merge_row) - 1),
        self->id, rg_tag_dialog_merged_cb, g_object_ref (self));
  else
    rg_store_save_tag_async (self->store, self->id, name, rg_tag_dialog_get_colour (self),
                             rg_tag_dialog_saved_cb, g_object_ref (self));
}

static void
rg_tag_dialog_cancel_cb (RgTagDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- deleting --- */

static void
rg_tag_dialog_delete (RgTagDialog *self)
{
  rg_store_delete_tag_async (self->store, self->id, rg_tag_dialog_deleted_cb, g_object_ref (self));
}

static void
rg_tag_dialog_answered_cb (RgTagDialog *self, const char *response)
{
  if (g_str_equal (response, "delete"))
    rg_tag_dialog_delete (self);
}

static void
rg_tag_dialog_delete_cb (RgTagDialog *self)
{
  g_autofree char *number = rg_number_format (self->n_customers);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  if (self->n_customers <= ASKS_FROM)
    {
      rg_tag_dialog_delete (self);
      return;
    }
  /* Translators: %s is the name of a tag. */
  heading = g_strdup_printf (_("Delete “%s”?"), self->name);
  /* Translators: %s is a number of customers. */
  body = g_strdup_printf (P_("%s customer has this tag. History can bring it back.",
                             "%s customers have this tag. History can bring it back.",
                             self->n_customers), number);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_alert_dialog_add_response (dialog, "delete", _("_Delete"));
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (rg_tag_dialog_answered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* --- GObject --- */

static void
rg_tag_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TAG_DIALOG);
  g_clear_object (&RG_TAG_DIALOG (object)->store);
  G_OBJECT_CLASS (rg_tag_dialog_parent_class)->dispose (object);
}

static void
rg_tag_dialog_finalize (GObject *object)
{
  RgTagDialog *self = RG_TAG_DIALOG (object);

  g_free (self->name);
  g_array_unref (self->others);
  G_OBJECT_CLASS (rg_tag_dialog_parent_class)->finalize (object);
}

static void
rg_tag_dialog_class_init (RgTagDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_tag_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_tag_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-tag-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, colours);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, merge_group);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, merge_row);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgTagDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_tag_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_tag_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_tag_dialog_delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_tag_dialog_save_cb);
}

static void
rg_tag_dialog_init (RgTagDialog *self)
{
  self->others = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_tag_dialog_new (RgStore *store, const RgTag *tag, const GPtrArray *tags)
{
  RgTagDialog *self = g_object_new (RG_TYPE_TAG_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->id = tag->id;
  self->n_customers = tag->n_customers;
  self->name = g_strdup (tag->name);
  rg_tag_dialog_fill_colours (self, tag->colour);
  rg_tag_dialog_fill_others (self, tags);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), tag->name);
  rg_tag_dialog_changed_cb (self);
  return ADW_DIALOG (self);
}
