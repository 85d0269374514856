/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is to be said of many customers. */
#include "pages/rg-bulk-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-bulk-run.h"
#include "rules/rg-permission.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-staff.h"

struct _RgBulkDialog
{
  AdwAlertDialog parent_instance;

  AdwComboRow *what_row;
  AdwComboRow *value_row;
  AdwEntryRow *text_row;

  RgBulkDialogKind kind;
  RgStore *store;
  GtkWidget *widget; /* weak */
  GArray *ids;

  /* What there is to choose from. */
  char **tags;
  GPtrArray *staff;  /* RgStaff */
  GPtrArray *fields; /* RgOwnField */
  GPtrArray *campaigns; /* RgCampaign, those whose list is not fixed */
  GPtrArray *segments; /* RgSavedSegment */
};

G_DEFINE_FINAL_TYPE (RgBulkDialog, rg_bulk_dialog, ADW_TYPE_ALERT_DIALOG)

/* --- what is chosen --- */

/* The shop's own field, behind the facts of every shop; NULL for one of those. */
static const RgOwnField *
rg_bulk_dialog_get_field (RgBulkDialog *self)
{
  const guint chosen = adw_combo_row_get_selected (self->what_row);

  return self->kind == RG_BULK_DIALOG_FACT && chosen >= RG_N_BULK_FACTS &&
                 chosen - RG_N_BULK_FACTS < self->fields->len
             ? self->fields->pdata[chosen - RG_N_BULK_FACTS]
             : NULL;
}

static const char *
rg_bulk_dialog_get_chosen (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item ? gtk_string_object_get_string (item) : "";
}

/* Which of the facts of every shop; RG_N_BULK_FACTS for the shop's own field. */
static RgBulkFact
rg_bulk_dialog_get_fact (RgBulkDialog *self)
{
  return MIN (adw_combo_row_get_selected (self->what_row), RG_N_BULK_FACTS);
}

/* The values to choose from begin with that nothing is known. */
static GtkStringList *
rg_bulk_dialog_list_values (RgBulkDialog *self)
{
  const RgOwnField *field = rg_bulk_dialog_get_field (self);
  const RgBulkFact fact = rg_bulk_dialog_get_fact (self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, field                     ? _("Not Known")
                                : fact == RG_BULK_PREFERS ? _("Did not say")
                                                          : _("Nobody"));
  if (fact == RG_BULK_OWNER)
    for (guint i = 0; i < self->staff->len; i++)
      gtk_string_list_append (list, ((RgStaff *) self->staff->pdata[i])->name);
  else if (fact == RG_BULK_PREFERS)
    for (RgChannel channel = 0; channel < RG_CHANNELS; channel++)
      gtk_string_list_append (list, rg_channel_get_label (channel));
  else if (field && field->kind == RG_OWN_YES_NO)
    gtk_string_list_splice (list, 1, 0, (const char *[]){ _("Yes"), _("No"), NULL });
  else if (field && field->kind == RG_OWN_ONE)
    for (guint i = 0; i < field->choices->len; i++)
      gtk_string_list_append (list, ((RgOwnChoice *) field->choices->pdata[i])->name);
  else
    return NULL;
  return g_steal_pointer (&list);
}

/* What was chosen or typed, as the store takes it; NULL with an error. */
static char *
rg_bulk_dialog_dup_value (RgBulkDialog *self, GError **error)
{
  const RgOwnField *field = rg_bulk_dialog_get_field (self);
  const guint chosen = adw_combo_row_get_selected (self->value_row);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text_row));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->value_row)))
    return field ? rg_own_text_from_typed (field->kind, typed,
                                           rg_store_get_shop (self->store)->currency, error)
                 : g_strdup (typed);
  if (chosen == 0)
    return g_strdup ("");
  if (field && field->kind == RG_OWN_YES_NO)
    return g_strdup (chosen == 1 ? "yes" : "no");
  if (rg_bulk_dialog_get_fact (self) == RG_BULK_PREFERS)
    return g_strdup (rg_channel_get_id ((RgChannel) (chosen - 1)));
  return g_strdup (rg_bulk_dialog_get_chosen (self->value_row));
}

/* What is new has to be named first. */
static gboolean
rg_bulk_dialog_makes (RgBulkDialog *self)
{
  return self->kind == RG_BULK_DIALOG_TAG || self->kind == RG_BULK_DIALOG_PUT_IN;
}

static const char *
rg_bulk_dialog_get_name (RgBulkDialog *self)
{
  return rg_bulk_dialog_makes (self) && adw_combo_row_get_selected (self->what_row) == 0
             ? gtk_editable_get_text (GTK_EDITABLE (self->text_row))
             : rg_bulk_dialog_get_chosen (self->what_row);
}

static RgBulk *
rg_bulk_dialog_make_segment (RgBulkDialog *self)
{
  static const RgHand hands[] = { RG_HAND_CHOSEN, RG_HAND_LEFT_OUT, RG_HAND_RULES };
  const RgHand hand = hands[self->kind - RG_BULK_DIALOG_PUT_IN];
  const char *reason = hand == RG_HAND_LEFT_OUT
                           ? gtk_editable_get_text (GTK_EDITABLE (self->text_row)) : "";

  return rg_bulk_new_segment (self->ids, rg_bulk_dialog_get_name (self), hand, reason);
}

static RgBulk *
rg_bulk_dialog_make (RgBulkDialog *self, GError **error)
{
  const RgOwnField *field = rg_bulk_dialog_get_field (self);
  const guint chosen = adw_combo_row_get_selected (self->what_row);
  g_autofree char *value = NULL;

  if (self->kind == RG_BULK_DIALOG_TAG)
    return rg_bulk_new_tag (self->ids, rg_bulk_dialog_get_name (self), TRUE);
  if (self->kind >= RG_BULK_DIALOG_PUT_IN)
    return rg_bulk_dialog_make_segment (self);
  if (self->kind == RG_BULK_DIALOG_UNTAG)
    return rg_bulk_new_tag (self->ids, rg_bulk_dialog_get_chosen (self->what_row), FALSE);
  if (self->kind == RG_BULK_DIALOG_CAMPAIGN)
    return rg_bulk_new_campaign (self->ids, ((RgCampaign *) self->campaigns->pdata[chosen])->id);
  value = rg_bulk_dialog_dup_value (self, error);
  if (!value)
    return NULL;
  return field ? rg_bulk_new_own (self->ids, field->id, value)
               : rg_bulk_new_fact (self->ids, (RgBulkFact) chosen, value);
}

static void
rg_bulk_dialog_response_cb (RgBulkDialog *self, const char *response)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RgBulk *bulk;

  if (!g_str_equal (response, "apply") || !self->widget)
    return;
  bulk = rg_bulk_dialog_make (self, &error);
  if (bulk)
    {
      rg_bulk_run (self->store, bulk, self->widget);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

/* --- the rows --- */

/* A tag needs a name; everything else may be empty, which takes it away. */
static void
rg_bulk_dialog_changed_cb (RgBulkDialog *self)
{
  const gboolean named = *gtk_editable_get_text (GTK_EDITABLE (self->text_row)) != '\0' ||
                         !rg_bulk_dialog_makes (self) ||
                         adw_combo_row_get_selected (self->what_row) != 0;

  adw_alert_dialog_set_response_enabled (
      ADW_ALERT_DIALOG (self), "apply",
      named && adw_combo_row_get_selected (self->what_row) != GTK_INVALID_LIST_POSITION);
}

static void
rg_bulk_dialog_what_cb (RgBulkDialog *self)
{
  g_autoptr (GtkStringList) values = NULL;

  if (self->kind == RG_BULK_DIALOG_FACT && self->fields)
    values = rg_bulk_dialog_list_values (self);
  if (values)
    adw_combo_row_set_model (self->value_row, G_LIST_MODEL (values));
  gtk_widget_set_visible (GTK_WIDGET (self->value_row), values != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->text_row),
                          values == NULL &&
                              (self->kind == RG_BULK_DIALOG_FACT ||
                               self->kind == RG_BULK_DIALOG_LEAVE_OUT ||
                               (rg_bulk_dialog_makes (self) &&
                                adw_combo_row_get_selected (self->what_row) == 0)));
  rg_bulk_dialog_changed_cb (self);
}

static void
rg_bulk_dialog_fill (RgBulkDialog *self)
{
  static const char *const headings[] = { N_ ("Add a Tag"), N_ ("Remove a Tag"),
                                          N_ ("Change What Is Known"),
                                          N_ ("Add to a Campaign"), N_ ("Put in a Segment"),
                                          N_ ("Leave Out of a Segment"),
                                          N_ ("Leave It to the Rules") };
  static const char *const titles[] = { N_ ("Tag"), N_ ("Tag"), N_ ("What"), N_ ("Campaign"),
                                        N_ ("Segment"), N_ ("Segment"), N_ ("Segment") };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *number = rg_number_format (self->ids->len);
  g_autofree char *body =
      /* Translators: %s is a number. */
      g_strdup_printf (P_ ("For %s customer. It can be taken back as a whole.",
                           "For %s customers. It can be taken back as a whole.", self->ids->len),
                       number);

  if (self->kind == RG_BULK_DIALOG_TAG)
    gtk_string_list_append (list, _("New Tag"));
  if (self->kind == RG_BULK_DIALOG_TAG || self->kind == RG_BULK_DIALOG_UNTAG)
    gtk_string_list_splice (list, g_list_model_get_n_items (G_LIST_MODEL (list)), 0,
                            (const char *const *) self->tags);
  if (self->kind == RG_BULK_DIALOG_PUT_IN)
    gtk_string_list_append (list, _("New Segment"));
  for (guint i = 0; self->kind >= RG_BULK_DIALOG_PUT_IN && i < self->segments->len; i++)
    gtk_string_list_append (list, ((RgSavedSegment *) self->segments->pdata[i])->name);
  for (RgBulkFact fact = 0; self->kind == RG_BULK_DIALOG_FACT && fact < RG_N_BULK_FACTS; fact++)
    gtk_string_list_append (list, rg_bulk_fact_get_label (fact));
  for (guint i = 0; self->kind == RG_BULK_DIALOG_FACT && i < self->fields->len; i++)
    gtk_string_list_append (list, ((RgOwnField *) self->fields->pdata[i])->name);
  for (guint i = 0; self->kind == RG_BULK_DIALOG_CAMPAIGN && i < self->campaigns->len; i++)
    gtk_string_list_append (list, ((RgCampaign *) self->campaigns->pdata[i])->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->what_row), _(titles[self->kind]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->text_row),
                                 self->kind == RG_BULK_DIALOG_FACT ? _("New Value")
                                 : self->kind == RG_BULK_DIALOG_LEAVE_OUT ? _("Reason")
                                                                          : _("Name"));
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (list));
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), _(headings[self->kind]));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);
  rg_bulk_dialog_what_cb (self);
}

/* --- what there is to choose from --- */

static gboolean
rg_bulk_dialog_read_campaigns (RgDb *db, RgBulkDialog *self, GError **error)
{
  self->campaigns = rg_campaigns_read (db, error);
  for (guint i = self->campaigns ? self->campaigns->len : 0; i > 0; i--)
    if (((RgCampaign *) self->campaigns->pdata[i - 1])->fixed_at != 0)
      g_ptr_array_remove_index (self->campaigns, i - 1);
  return self->campaigns != NULL;
}

static gboolean
rg_bulk_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgBulkDialog *self = data;

  self->tags = rg_bulk_read_tags (db, error);
  self->staff = self->tags ? rg_staff_read_all (db, error) : NULL;
  self->fields = self->staff ? rg_own_fields_read (db, error) : NULL;
  self->segments = self->fields ? rg_segments_read (db, error) : NULL;
  return self->segments != NULL && rg_bulk_dialog_read_campaigns (db, self, error);
}

static void
rg_bulk_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgBulkDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!self->widget)
    return;
  if (rg_store_read_finish (RG_STORE (source), result, &error))
    {
      if (self->kind == RG_BULK_DIALOG_CAMPAIGN && self->campaigns->len == 0)
        {
          gtk_widget_activate_action (self->widget, "win.toast", "s",
                                      _("No campaign is being prepared. Start one first."));
          return;
        }
      if (self->kind > RG_BULK_DIALOG_PUT_IN && self->segments->len == 0)
        {
          gtk_widget_activate_action (self->widget, "win.toast", "s",
                                      _("No segment is saved yet. Make one first."));
          return;
        }
      rg_bulk_dialog_fill (self);
      adw_dialog_present (ADW_DIALOG (self), self->widget);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (self->widget, "win.toast", "s", text);
}

/* --- GObject --- */

static void
rg_bulk_dialog_dispose (GObject *object)
{
  RgBulkDialog *self = RG_BULK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_BULK_DIALOG);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_bulk_dialog_parent_class)->dispose (object);
}

static void
rg_bulk_dialog_finalize (GObject *object)
{
  RgBulkDialog *self = RG_BULK_DIALOG (object);

  g_array_unref (self->ids);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_clear_pointer (&self->segments, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_bulk_dialog_parent_class)->finalize (object);
}

static void
rg_bulk_dialog_class_init (RgBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_bulk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_bulk_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBulkDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, RgBulkDialog, value_row);
  gtk_widget_class_bind_template_child (widget_class, RgBulkDialog, what_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_bulk_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_bulk_dialog_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_bulk_dialog_what_cb);
}

static void
rg_bulk_dialog_init (RgBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rg_bulk_dialog_ask (GtkWidget *widget, RgStore *store, RgBulkDialogKind kind, GArray *ids)
{
  RgBulkDialog *self = g_object_ref_sink (g_object_new (RG_TYPE_BULK_DIALOG, NULL));

  self->kind = kind;
  self->store = g_object_ref (store);
  self->ids = g_array_ref (ids);
  g_set_weak_pointer (&self->widget, widget);
  rg_store_read_async (store, RG_READER_ROWS, rg_bulk_dialog_read_in_thread, self, NULL, NULL,
                       rg_bulk_dialog_read_cb, self);
}
