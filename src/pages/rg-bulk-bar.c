/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The bar for what is chosen. */
#include "pages/rg-bulk-bar.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-bulk-dialog.h"
#include "pages/rg-bulk-run.h"
#include "pages/rg-export-dialog.h"
#include "widgets/rg-speak.h"

/* More than so many are not deleted without a question. */
#define RG_BULK_ASKS_ABOVE 50

struct _RgBulkBar
{
  AdwBin parent_instance;

  GtkLabel *count_label;
  GtkButton *all_button;
  GtkButton *fact_button;
  GtkButton *tag_button;
  AdwButtonContent *all_content;
  AdwButtonContent *fact_content;
  AdwButtonContent *tag_content;

  RgStore *store;
  RgSelection *selection;
  gboolean narrow;
};

enum { PROP_0, PROP_NARROW, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgBulkBar, rg_bulk_bar, ADW_TYPE_BIN)

static const char *const rg_bulk_bar_writes[] = { "chosen.tag", "chosen.untag",
                                                  "chosen.fact", "chosen.delete",
                                                  "chosen.campaign", "chosen.put-in",
                                                  "chosen.leave-out", "chosen.by-rules" };

static void
rg_bulk_bar_update (RgBulkBar *self)
{
  const guint n = rg_selection_get_n_selected (self->selection);
  const gboolean all = n == g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *number = rg_number_format (n);
  /* Translators: %s is a number of customers in a list. */
  g_autofree char *text = g_strdup_printf (P_ ("%s selected", "%s selected", n), number);

  if (!g_str_equal (text, gtk_label_get_label (self->count_label)))
    rg_speak_at_rest (GTK_WIDGET (self), text);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chosen.all", !all);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chosen.export", n > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rg_bulk_bar_writes); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rg_bulk_bar_writes[i],
                                   n > 0 && !rg_store_is_read_only (self->store));
}

void
rg_bulk_bar_set_up (RgBulkBar *self, RgStore *store, RgSelection *selection)
{
  g_return_if_fail (RG_IS_BULK_BAR (self) && !self->store);

  self->store = g_object_ref (store);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::n-selected", G_CALLBACK (rg_bulk_bar_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::n-items", G_CALLBACK (rg_bulk_bar_update), self,
                           G_CONNECT_SWAPPED);
  rg_bulk_bar_update (self);
}

/* --- actions --- */

static void
rg_bulk_bar_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (RG_BULK_BAR (widget)->selection));
}

static void
rg_bulk_bar_ask (RgBulkBar *self, RgBulkDialogKind kind)
{
  g_autoptr (GArray) ids = rg_selection_dup_ids (self->selection);

  rg_bulk_dialog_ask (GTK_WIDGET (self), self->store, kind, ids);
}

static void
rg_bulk_bar_tag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_TAG);
}

static void
rg_bulk_bar_untag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_UNTAG);
}

static void
rg_bulk_bar_campaign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_CAMPAIGN);
}

static void
rg_bulk_bar_put_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_PUT_IN);
}

static void
rg_bulk_bar_leave_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_LEAVE_OUT);
}

static void
rg_bulk_bar_by_rules_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_BY_RULES);
}

static void
rg_bulk_bar_fact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_bulk_bar_ask (RG_BULK_BAR (widget), RG_BULK_DIALOG_FACT);
}

static void
rg_bulk_bar_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const formats[] = { [RG_LIST_SPREADSHEET] = "spreadsheet",
                                         [RG_LIST_UNTOUCHED] = "untouched",
                                         [RG_LIST_VCARD] = "vcard" };
  RgBulkBar *self = RG_BULK_BAR (widget);
  g_autoptr (GArray) ids = rg_selection_dup_ids (self->selection);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i], g_variant_get_string (parameter, NULL)))
      rg_export_list (widget, self->store, (RgListFormat) i, ids);
}

static void
rg_bulk_bar_deletion_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgBulkBar) self = data;
  GArray *ids = g_object_get_data (source, "rg-ids");

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "delete"))
    rg_bulk_run (self->store, rg_bulk_new_delete (ids), GTK_WIDGET (self));
}

static void
rg_bulk_bar_ask_deletion (RgBulkBar *self, GArray *ids)
{
  g_autofree char *number = rg_number_format (ids->len);
  /* Translators: %s is a number. */
  g_autofree char *heading = g_strdup_printf (P_ ("Delete %s Customer?", "Delete %s Customers?",
                                                  ids->len),
                                              number);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      heading, _("Those with purchases, permissions or letters stay. It can be taken back as a "
                 "whole, also later, on the page History.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "rg-ids", g_array_ref (ids),
                          (GDestroyNotify) g_array_unref);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, rg_bulk_bar_deletion_cb,
                           g_object_ref (self));
}

static void
rg_bulk_bar_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgBulkBar *self = RG_BULK_BAR (widget);
  g_autoptr (GArray) ids = rg_selection_dup_ids (self->selection);

  if (ids->len > RG_BULK_ASKS_ABOVE)
    rg_bulk_bar_ask_deletion (self, ids);
  else
    rg_bulk_run (self->store, rg_bulk_new_delete (ids), widget);
}

/* --- GObject --- */

/* Without words, the tooltip is what is spoken. */
static void
rg_bulk_bar_show_words (GtkButton *button, AdwButtonContent *content, gboolean words)
{
  if (words)
    gtk_button_set_child (button, GTK_WIDGET (content));
  else
    gtk_button_set_icon_name (button, adw_button_content_get_icon_name (content));
}

static void
rg_bulk_bar_set_narrow (RgBulkBar *self, gboolean narrow)
{
  self->narrow = narrow;
  rg_bulk_bar_show_words (self->all_button, self->all_content, !narrow);
  rg_bulk_bar_show_words (self->fact_button, self->fact_content, !narrow);
  rg_bulk_bar_show_words (self->tag_button, self->tag_content, !narrow);
}

static void
rg_bulk_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, RG_BULK_BAR (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_bulk_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    rg_bulk_bar_set_narrow (RG_BULK_BAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_bulk_bar_dispose (GObject *object)
{
  RgBulkBar *self = RG_BULK_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_BULK_BAR);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_bulk_bar_parent_class)->dispose (object);
}

static void
rg_bulk_bar_class_init (RgBulkBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_bulk_bar_get_property;
  object_class->set_property = rg_bulk_bar_set_property;
  object_class->dispose = rg_bulk_bar_dispose;

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, all_button);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, all_content);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, fact_button);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, fact_content);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RgBulkBar, tag_content);
  gtk_widget_class_install_action (widget_class, "chosen.all", NULL, rg_bulk_bar_all_action);
  gtk_widget_class_install_action (widget_class, "chosen.campaign", NULL,
                                   rg_bulk_bar_campaign_action);
  gtk_widget_class_install_action (widget_class, "chosen.delete", NULL,
                                   rg_bulk_bar_delete_action);
  gtk_widget_class_install_action (widget_class, "chosen.export", "s",
                                   rg_bulk_bar_export_action);
  gtk_widget_class_install_action (widget_class, "chosen.fact", NULL, rg_bulk_bar_fact_action);
  gtk_widget_class_install_action (widget_class, "chosen.put-in", NULL,
                                   rg_bulk_bar_put_in_action);
  gtk_widget_class_install_action (widget_class, "chosen.leave-out", NULL,
                                   rg_bulk_bar_leave_out_action);
  gtk_widget_class_install_action (widget_class, "chosen.by-rules", NULL,
                                   rg_bulk_bar_by_rules_action);
  gtk_widget_class_install_action (widget_class, "chosen.tag", NULL, rg_bulk_bar_tag_action);
  gtk_widget_class_install_action (widget_class, "chosen.untag", NULL,
                                   rg_bulk_bar_untag_action);
}

static void
rg_bulk_bar_init (RgBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
