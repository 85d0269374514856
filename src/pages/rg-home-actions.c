/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Moving in, moving out, and the name at the door. */
#include "pages/rg-home-actions.h"

#include "base/rg-i18n.h"
#include "pages/rg-person-dialog.h"
#include "pages/rg-toast.h"
#include "store/rg-store-households.h"

/* What is remembered while a dialog is open. */
typedef struct
{
  GtkWidget *widget;
  RgStore *store;
  gint64 id; /* of the customer, or of the home */
} RgHomeQuestion;

static void
rg_home_question_free (gpointer data, GClosure *closure)
{
  RgHomeQuestion *question = data;

  g_object_unref (question->widget);
  g_object_unref (question->store);
  g_free (question);
}

static RgHomeQuestion *
rg_home_question_new (GtkWidget *widget, RgStore *store, gint64 id)
{
  RgHomeQuestion *question = g_new0 (RgHomeQuestion, 1);

  question->widget = g_object_ref (widget);
  question->store = g_object_ref (store);
  question->id = id;
  return question;
}

static void
rg_home_shared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;

  rg_toast_finish_write (widget, RG_STORE (object), result, _("They share a household now"));
}

static void
rg_home_chosen_cb (RgPersonDialog *dialog, gint64 other, gpointer data)
{
  RgHomeQuestion *question = data;
  const gint64 both[] = { question->id, other };

  rg_store_share_household_async (question->store, both, G_N_ELEMENTS (both), rg_home_shared_cb,
                                  g_object_ref (question->widget));
}

void
rg_home_actions_share (GtkWidget *widget, RgStore *store, gint64 customer)
{
  AdwDialog *dialog = rg_person_dialog_new (store, _("Who Lives Here, Too?"));

  g_signal_connect_data (dialog, "chosen", G_CALLBACK (rg_home_chosen_cb),
                         rg_home_question_new (widget, store, customer), rg_home_question_free, 0);
  adw_dialog_present (dialog, widget);
}

static void
rg_home_left_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;

  rg_toast_finish_write (widget, RG_STORE (object), result, _("Has left the household"));
}

void
rg_home_actions_leave (GtkWidget *widget, RgStore *store, gint64 customer)
{
  rg_store_leave_household_async (store, customer, rg_home_left_cb, g_object_ref (widget));
}

static void
rg_home_renamed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;

  rg_toast_finish_write (widget, RG_STORE (object), result, _("Household renamed"));
}

static void
rg_home_named_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  RgHomeQuestion *question = data;
  GtkEditable *row = g_object_get_data (G_OBJECT (dialog), "rg-name");

  if (g_str_equal (response, "rename"))
    rg_store_rename_household_async (question->store, question->id, gtk_editable_get_text (row),
                                     rg_home_renamed_cb, g_object_ref (question->widget));
}

void
rg_home_actions_rename (GtkWidget *widget, RgStore *store, const RgProfileHome *home)
{
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Rename the Household"), NULL));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), home->name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data (G_OBJECT (dialog), "rg-name", row);
  g_signal_connect_data (dialog, "response", G_CALLBACK (rg_home_named_cb),
                         rg_home_question_new (widget, store, home->id), rg_home_question_free, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), row);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}
