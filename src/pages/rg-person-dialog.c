/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A search over all customers, and a list of who was found. */
#include "pages/rg-person-dialog.h"

#include "store/rg-store-customers.h"

struct _RgPersonDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *search_entry;
  GtkListView *view;

  RgRowList *people;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgPersonDialog, rg_person_dialog, ADW_TYPE_DIALOG)

static void
rg_person_dialog_choose (RgPersonDialog *self, guint position)
{
  const gint64 id = rg_row_list_get_id (self->people, position);

  if (id == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_person_dialog_activate_cb (RgPersonDialog *self, guint position)
{
  rg_person_dialog_choose (self, position);
}

static void
rg_person_dialog_search_cb (RgPersonDialog *self)
{
  rg_row_list_set_query (self->people, RG_CUSTOMERS_BY_NAME, FALSE,
                         gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter in the search takes the only one who was found. */
static void
rg_person_dialog_search_activate_cb (RgPersonDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 1)
    rg_person_dialog_choose (self, 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
rg_person_dialog_dispose (GObject *object)
{
  RgPersonDialog *self = RG_PERSON_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PERSON_DIALOG);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (rg_person_dialog_parent_class)->dispose (object);
}

static void
rg_person_dialog_class_init (RgPersonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_person_dialog_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RG_TYPE_PERSON_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (RG_TYPE_CUSTOMER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPersonDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgPersonDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, rg_person_dialog_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_person_dialog_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_person_dialog_search_cb);
}

static void
rg_person_dialog_init (RgPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_person_dialog_new (RgStore *store, const char *title)
{
  RgPersonDialog *self = g_object_new (RG_TYPE_PERSON_DIALOG, "title", title, NULL);
  g_autoptr (GtkSelectionModel) model = NULL;

  self->people = rg_row_list_new (store, &rg_customers_source);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->people))));
  gtk_list_view_set_model (self->view, model);
  rg_row_list_set_query (self->people, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  return ADW_DIALOG (self);
}
