/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two small dialogs around a passphrase. What is typed is kept only by whoever asked. */
#include "pages/rg-passphrase.h"

#include "base/rg-i18n.h"
#include "base/rg-strength.h"

typedef struct
{
  AdwAlertDialog *dialog; /* borrowed: it lives while it is shown */
  GtkEditable *first;
  GtkEditable *second; /* NULL where only one is asked */
  AdwSwitchRow *remember;
  GtkLabel *strength; /* NULL where none is made */
  gboolean remembered;
} RgPassphraseRows;

static GtkWidget *
rg_passphrase_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkEditable *
rg_passphrase_add_row (GtkWidget *list, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static const char *
rg_passphrase_describe (const char *passphrase)
{
  switch (*passphrase ? rg_strength_of (passphrase) : RG_STRENGTH_TOO_SHORT)
    {
    case RG_STRENGTH_WEAK:
      return _("Easy to guess: more words make it stronger");
    case RG_STRENGTH_FAIR:
      return _("Fair: one word more makes it strong");
    case RG_STRENGTH_GOOD:
      return _("Strong");
    case RG_STRENGTH_TOO_SHORT:
    default:
      return _("At least eight characters. Four words that do not belong together are strong");
    }
}

static void
rg_passphrase_changed_cb (GtkEditable *editable, RgPassphraseRows *rows)
{
  const char *first = gtk_editable_get_text (rows->first);
  const gboolean good
    = rows->second ? rg_strength_of (first) != RG_STRENGTH_TOO_SHORT
                       && g_str_equal (first, gtk_editable_get_text (rows->second))
                   : *first != '\0';

  adw_alert_dialog_set_response_enabled (rows->dialog, "go", good);
  if (rows->strength)
    gtk_label_set_label (rows->strength, rg_passphrase_describe (first));
}

static void
rg_passphrase_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  RgPassphraseRows *rows = g_task_get_task_data (task);
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  rows->remembered = rows->remember && adw_switch_row_get_active (rows->remember);
  g_task_return_pointer (task,
                         g_str_equal (response, "go")
                             ? g_strdup (gtk_editable_get_text (rows->first))
                             : NULL,
                         g_free);
}

static void
rg_passphrase_present (GtkWidget *parent, AdwAlertDialog *dialog, RgPassphraseRows *rows,
                       GtkWidget *child, const char *label, GTask *task)
{
  rows->dialog = dialog;
  g_signal_connect (rows->first, "changed", G_CALLBACK (rg_passphrase_changed_cb), rows);
  if (rows->second)
    g_signal_connect (rows->second, "changed", G_CALLBACK (rg_passphrase_changed_cb), rows);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "go", label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "go");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_response_enabled (dialog, "go", FALSE);
  adw_alert_dialog_set_extra_child (dialog, child);
  g_task_set_task_data (task, rows, g_free);
  adw_alert_dialog_choose (dialog, parent, NULL, rg_passphrase_chosen_cb, task);
  gtk_widget_grab_focus (GTK_WIDGET (rows->first));
}

void
rg_passphrase_ask_async (GtkWidget *parent, gboolean wrong, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  RgPassphraseRows *rows = g_new0 (RgPassphraseRows, 1);
  GtkWidget *list = rg_passphrase_list ();
  AdwDialog *dialog = adw_alert_dialog_new (
      _("This Backup Is Encrypted"),
      wrong ? _("That passphrase does not open it. Capitals and spaces count.")
            : _("Type the passphrase that was chosen when backups were encrypted."));

  g_task_set_source_tag (task, rg_passphrase_ask_async);
  rows->first = rg_passphrase_add_row (list, _("Passphrase"));
  rg_passphrase_present (parent, ADW_ALERT_DIALOG (dialog), rows, list, _("_Open"), task);
}

char *
rg_passphrase_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static GtkWidget *
rg_passphrase_create_strength (RgPassphraseRows *rows)
{
  GtkWidget *label = gtk_label_new (rg_passphrase_describe (""));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (rows->first),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  rows->strength = GTK_LABEL (label);
  return label;
}

void
rg_passphrase_make_async (GtkWidget *parent, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  RgPassphraseRows *rows = g_new0 (RgPassphraseRows, 1);
  GtkWidget *list = rg_passphrase_list ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwDialog *dialog = adw_alert_dialog_new (
      _("Encrypt Backups"),
      _("Without this passphrase nobody can open them, and nobody can find it out. Write it down "
        "and keep it away from this computer. Older backups keep the passphrase they were made "
        "with."));

  g_task_set_source_tag (task, rg_passphrase_make_async);
  rows->first = rg_passphrase_add_row (list, _("New passphrase"));
  rows->second = rg_passphrase_add_row (list, _("The same again"));
  rows->remember = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->remember),
                                 _("Remember on this computer"));
  adw_switch_row_set_active (rows->remember, TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (rows->remember));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), rg_passphrase_create_strength (rows));
  rg_passphrase_present (parent, ADW_ALERT_DIALOG (dialog), rows, box, _("_Encrypt"), task);
}

char *
rg_passphrase_make_finish (GAsyncResult *result, gboolean *remember)
{
  const RgPassphraseRows *rows = g_task_get_task_data (G_TASK (result));

  *remember = rows->remembered;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
