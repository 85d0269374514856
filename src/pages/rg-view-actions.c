/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with views of the list of customers. */
#include "pages/rg-view-actions.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"

#define SAVE "save"

/* What is remembered while the dialog is open. */
typedef struct
{
  AdwAlertDialog *dialog; /* borrowed */
  GtkEditable *row;       /* borrowed */
  RgViewButton *button;
  RgStore *store;
  RgCustomerView *view;
} RgViewQuestion;

static void
rg_view_question_free (gpointer data)
{
  RgViewQuestion *question = data;

  g_object_unref (question->button);
  g_object_unref (question->store);
  rg_customer_view_free (question->view);
  g_free (question);
}

static void
rg_view_actions_saved_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;

  rg_toast_finish_write (button, RG_STORE (store), result, _("View saved"));
}

static void
rg_view_actions_renamed_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;

  rg_toast_finish_write (button, RG_STORE (store), result, _("View renamed"));
}

static void
rg_view_actions_deleted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) button = data;

  rg_toast_finish_write (button, RG_STORE (store), result, _("View deleted"));
}

/* Another view of the name that stands in the dialog. */
static const RgCustomerView *
rg_view_question_find_namesake (RgViewQuestion *question)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (question->row)));
  GPtrArray *views = rg_view_button_get_views (question->button);
  const RgCustomerView *found = *name != '\0' ? rg_customer_views_find (views, name) : NULL;

  return found != NULL && found->id != question->view->id ? found : NULL;
}

/* A new view may take the place of one that is there; one that is renamed may not. */
static void
rg_view_question_changed_cb (RgViewQuestion *question)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (question->row)));
  const gboolean taken = rg_view_question_find_namesake (question) != NULL;
  const gboolean is_new = question->view->id == 0;

  if (is_new)
    adw_alert_dialog_set_response_label (question->dialog, SAVE,
                                         taken ? _("_Replace") : _("_Save"));
  if (taken)
    gtk_widget_add_css_class (GTK_WIDGET (question->row), is_new ? "warning" : "error");
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (question->row), "warning");
      gtk_widget_remove_css_class (GTK_WIDGET (question->row), "error");
    }
  adw_alert_dialog_set_body (
      question->dialog,
      taken && is_new ? _("There is a view of this name. It will look like the list now.")
      : taken         ? _("There is another view of this name.")
      : is_new        ? _("It keeps the columns, the order, the search and the segment.")
                      : "");
  adw_alert_dialog_set_response_enabled (
      question->dialog, SAVE,
      *name != '\0' && (is_new || (!taken && !g_str_equal (name, question->view->name))));
}

static void
rg_view_question_answered_cb (RgViewQuestion *question, const char *response)
{
  const RgCustomerView *namesake = rg_view_question_find_namesake (question);
  const gboolean is_new = question->view->id == 0;

  if (!g_str_equal (response, SAVE))
    return;
  g_set_str (&question->view->name, gtk_editable_get_text (question->row));
  g_strstrip (question->view->name);
  if (namesake != NULL)
    question->view->id = namesake->id;
  if (is_new)
    rg_view_button_expect (question->button, question->view->name);
  rg_store_save_view_async (question->store, question->view,
                            is_new ? rg_view_actions_saved_cb : rg_view_actions_renamed_cb,
                            g_object_ref (question->button));
}

static void
rg_view_actions_ask (RgViewButton *button, RgStore *store, const RgCustomerView *view,
                     const char *heading, const char *save)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  RgViewQuestion *question = g_new0 (RgViewQuestion, 1);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  *question = (RgViewQuestion) { dialog, GTK_EDITABLE (row), g_object_ref (button),
                                 g_object_ref (store), rg_customer_view_copy (view) };
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), SAVE, save, NULL);
  adw_alert_dialog_set_response_appearance (dialog, SAVE, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, SAVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "rg-question", question, rg_view_question_free);
  gtk_editable_set_text (GTK_EDITABLE (row), view->name);
  rg_view_question_changed_cb (question);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (rg_view_question_changed_cb), question);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (rg_view_question_answered_cb),
                            question);
  adw_dialog_set_focus (ADW_DIALOG (dialog), row);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (button));
}

void
rg_view_actions_save (RgViewButton *button, RgStore *store, const RgCustomerView *view)
{
  rg_view_actions_ask (button, store, view, _("Save as a View"), _("_Save"));
}

void
rg_view_actions_rename (RgViewButton *button, RgStore *store, const RgCustomerView *view)
{
  rg_view_actions_ask (button, store, view, _("Rename the View"), _("_Rename"));
}

void
rg_view_actions_update (RgViewButton *button, RgStore *store, const RgCustomerView *view)
{
  rg_store_save_view_async (store, view, rg_view_actions_saved_cb, g_object_ref (button));
}

void
rg_view_actions_delete (RgViewButton *button, RgStore *store, const RgCustomerView *view)
{
  rg_store_delete_view_async (store, view->id, rg_view_actions_deleted_cb, g_object_ref (button));
}
