/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One automation. */
#include "pages/rg-automation-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-automation-dry-run.h"
#include "pages/rg-automation-step.h"
#include "pages/rg-automation-when.h"
#include "pages/rg-coupons-print.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-staff.h"
#include "widgets/rg-speak.h"

struct _RgAutomationPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *content;
  GtkLabel *sentence;
  GtkLabel *missing;
  AdwEntryRow *name_row;
  AdwSwitchRow *on_row;
  RgAutomationWhen *when;
  AdwComboRow *if_row;
  GtkBox *steps;
  RgAutomationDryRun *dry_run;

  RgStore *store;
  GVariant *query;
  RgSavedAutomation *saved; /* as it is in the file; a new one before it is read */
  GtkStringList *segments;
  RgAutomationChoices choices;
  gboolean filling;
  gboolean is_shown; /* the transition to it is over */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgAutomationPage, rg_automation_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what it says --- */

static RgAutomation *
rg_automation_page_dup_automation (RgAutomationPage *self)
{
  RgAutomation *automation = rg_automation_new ();

  rg_automation_when_read (self->when, &automation->when);
  g_set_str (&automation->segment, rg_combo_row_get_text (self->if_row));
  g_ptr_array_set_size (automation->then, 0);
  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    g_ptr_array_add (automation->then, rg_automation_step_dup_then (RG_AUTOMATION_STEP (step)));
  return automation;
}

static char *
rg_automation_page_dup_name (RgAutomationPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

static void
rg_automation_page_changed_cb (RgAutomationPage *self)
{
  g_autoptr (RgAutomation) automation = NULL;
  g_autofree char *sentence = NULL, *name = NULL;
  const char *missing;

  if (self->filling)
    return;
  automation = rg_automation_page_dup_automation (self);
  sentence = rg_automation_sentence (automation);
  name = rg_automation_page_dup_name (self);
  missing = rg_automation_missing (automation);
  if (missing == NULL && *name == '\0')
    missing = _("Give the automation a name.");
  gtk_label_set_text (self->sentence, sentence);
  rg_speak_at_rest (GTK_WIDGET (self->sentence), sentence);
  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save",
                                 *name != '\0' && !rg_store_is_read_only (self->store));
  rg_automation_dry_run_set_automation (self->dry_run, automation);
}

static void
rg_automation_page_say_since (RgAutomationPage *self)
{
  g_autofree char *day = rg_day_format (self->saved->since_on);
  g_autofree char *text = NULL;

  if (self->saved->since_on != RG_DAY_NONE)
    /* Translators: %s is a day. */
    text = g_strdup_printf (_("What falls due from %s counts"), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->on_row),
                               text != NULL ? text : _("What falls due from today counts"));
}

/* --- steps --- */

static void rg_automation_page_removed_cb (RgAutomationPage *self, GtkWidget *step);

static void
rg_automation_page_count_steps (RgAutomationPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->steps));
  guint n = 0;

  for (GtkWidget *step = first; step != NULL; step = gtk_widget_get_next_sibling (step))
    n++;
  for (GtkWidget *step = first; step != NULL; step = gtk_widget_get_next_sibling (step))
    rg_automation_step_set_removable (RG_AUTOMATION_STEP (step), n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.add-step", n < RG_AUTOMATION_STEPS);
}

static GtkWidget *
rg_automation_page_add_step (RgAutomationPage *self, const RgThen *then)
{
  GtkWidget *step = rg_automation_step_new (then, &self->choices);

  g_signal_connect_object (step, "changed", G_CALLBACK (rg_automation_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "removed", G_CALLBACK (rg_automation_page_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->steps, step);
  rg_automation_page_count_steps (self);
  return step;
}

static void
rg_automation_page_removed_cb (RgAutomationPage *self, GtkWidget *step)
{
  GtkWidget *next = gtk_widget_get_next_sibling (step);

  if (next == NULL)
    next = gtk_widget_get_prev_sibling (step);
  gtk_box_remove (self->steps, step);
  rg_automation_page_count_steps (self);
  gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
  rg_automation_page_changed_cb (self);
}

static void
rg_automation_page_add_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (widget);
  RgThen *then = rg_then_new (RG_THEN_TAG);

  gtk_widget_child_focus (rg_automation_page_add_step (self, then), GTK_DIR_TAB_FORWARD);
  rg_then_free (then);
  rg_automation_page_changed_cb (self);
}

/* --- reading --- */

typedef struct {
  gint64 id;
  RgShop *shop;
  RgSavedAutomation *saved;
  GPtrArray *segments;  /* RgSavedSegment */
  GPtrArray *staff;     /* RgStaff */
  GPtrArray *campaigns; /* RgCampaign */
  char **fields;
} RgAutomationRead;

static void
rg_automation_read_free (gpointer data)
{
  RgAutomationRead *read = data;

  rg_shop_free (read->shop);
  g_clear_pointer (&read->saved, rg_saved_automation_free);
  g_clear_pointer (&read->segments, g_ptr_array_unref);
  g_clear_pointer (&read->staff, g_ptr_array_unref);
  g_clear_pointer (&read->campaigns, g_ptr_array_unref);
  g_strfreev (read->fields);
  g_free (read);
}

static gboolean
rg_automation_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgAutomationRead *read = data;

  read->saved = read->id != 0
                  ? rg_saved_automation_read_checked (db, read->shop, read->id, error)
                  : rg_saved_automation_new ("", rg_automation_new ());
  return read->saved != NULL && (read->segments = rg_segments_read (db, error)) != NULL
         && (read->staff = rg_staff_read_all (db, error)) != NULL
         && (read->campaigns = rg_campaigns_read (db, error)) != NULL
         && (read->fields = rg_own_fields_read_names (db, error)) != NULL;
}

static void
rg_automation_page_fill_choices (RgAutomationPage *self, const RgAutomationRead *read)
{
  gtk_string_list_append (self->segments, _("Everybody"));
  gtk_string_list_append (self->choices.staff, _("Whoever comes first"));
  gtk_string_list_append (self->choices.campaigns, _("Choose…"));
  gtk_string_list_append (self->choices.fields, _("Choose…"));
  for (guint i = 0; i < read->segments->len; i++)
    gtk_string_list_append (self->segments, ((RgSavedSegment *) read->segments->pdata[i])->name);
  for (guint i = 0; i < read->staff->len; i++)
    if (((RgStaff *) read->staff->pdata[i])->active)
      gtk_string_list_append (self->choices.staff, ((RgStaff *) read->staff->pdata[i])->name);
  for (guint i = 0; i < read->campaigns->len; i++)
    if (((RgCampaign *) read->campaigns->pdata[i])->fixed_at == 0)
      gtk_string_list_append (self->choices.campaigns,
                              ((RgCampaign *) read->campaigns->pdata[i])->name);
  for (guint i = 0; read->fields[i] != NULL; i++)
    gtk_string_list_append (self->choices.fields, read->fields[i]);
}

static void
rg_automation_page_fill (RgAutomationPage *self)
{
  const RgAutomation *automation = self->saved->automation;
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  if (self->saved->id != 0)
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Automation"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->saved->name);
  adw_switch_row_set_active (self->on_row, self->saved->since_on != RG_DAY_NONE);
  rg_automation_page_say_since (self);
  rg_automation_when_fill (self->when, &automation->when, dataset, self->segments);
  adw_combo_row_set_model (self->if_row, G_LIST_MODEL (self->segments));
  rg_combo_row_set_text (self->if_row, automation->segment);
  for (guint i = 0; i < automation->then->len; i++)
    rg_automation_page_add_step (self, automation->then->pdata[i]);
}

/* Why it stands still, with the keyboard on what mends it. */
static void
rg_automation_page_show_problem (RgAutomationPage *self)
{
  GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self->steps));

  if (self->filling || !self->is_shown || self->saved->problem == NULL)
    return;
  gtk_label_set_text (self->missing, self->saved->problem);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), TRUE);
  if (self->saved->problem_part == RG_PART_IF)
    gtk_widget_grab_focus (GTK_WIDGET (self->if_row));
  else if (self->saved->problem_part == RG_PART_WHEN)
    gtk_widget_child_focus (GTK_WIDGET (self->when), GTK_DIR_TAB_FORWARD);
  for (int i = 0; step != NULL && i < self->saved->problem_part; i++)
    step = gtk_widget_get_next_sibling (step);
  if (step != NULL && self->saved->problem_part >= 0)
    rg_automation_step_grab_name (RG_AUTOMATION_STEP (step));
}

static void
rg_automation_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationPage) self = data;
  g_autoptr (GError) error = NULL;
  RgAutomationRead *read = rg_store_read_get_data (result);
  g_autofree char *text = NULL;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    {
      text = rg_error_text (error);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
      return;
    }
  if (self->store == NULL)
    return;
  self->saved = g_steal_pointer (&read->saved);
  rg_automation_page_fill_choices (self, read);
  rg_automation_page_fill (self);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->content, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.delete",
                                 self->saved->id != 0 && !rg_store_is_read_only (self->store));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print-coupons", self->saved->id != 0);
  rg_automation_page_changed_cb (self);
  if (self->saved->id == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  rg_automation_page_show_problem (self);
}

/* Before that the page does not keep the keyboard. */
static void
rg_automation_page_shown (AdwNavigationPage *page)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (page);

  self->is_shown = TRUE;
  rg_automation_page_show_problem (self);
}

/* --- saving --- */

static void
rg_automation_page_written (RgAutomationPage *self, RgStore *store, GAsyncResult *result,
                            const char *done)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 action;

  if (!rg_store_write_finish (store, result, &action, &error))
    {
      text = rg_error_text (error);
      gtk_label_set_text (self->missing, text);
      gtk_widget_set_visible (GTK_WIDGET (self->missing), TRUE);
      rg_speak (GTK_WIDGET (self), text);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", TRUE);
      return;
    }
  if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action, done);
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
rg_automation_page_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationPage) self = data;

  rg_automation_page_written (self, RG_STORE (source), result, _("Automation saved"));
}

static void
rg_automation_page_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (widget);
  g_autoptr (RgSavedAutomation) saved = NULL;
  g_autofree char *called = rg_automation_page_dup_name (self);

  if (self->saved == NULL || *called == '\0')
    return;
  saved = rg_saved_automation_new (called, rg_automation_page_dup_automation (self));
  saved->id = self->saved->id;
  if (adw_switch_row_get_active (self->on_row))
    saved->since_on = rg_shop_get_day (rg_store_get_shop (self->store));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", FALSE);
  rg_store_save_automation_async (self->store, saved, rg_automation_page_saved_cb,
                                  g_object_ref (self));
}

static void
rg_automation_page_deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationPage) self = data;

  rg_automation_page_written (self, RG_STORE (source), result, _("Automation deleted"));
}

static void
rg_automation_page_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (widget);

  rg_store_delete_automation_async (self->store, self->saved->id, rg_automation_page_deleted_cb,
                                    g_object_ref (self));
}

static void
rg_automation_page_print_coupons_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (widget);

  rg_coupons_print_given (widget, self->store, self->saved->uuid);
}

/* --- GObject --- */

static void
rg_automation_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_automation_page_constructed (GObject *object)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (object);
  RgAutomationRead *read = g_new0 (RgAutomationRead, 1);

  G_OBJECT_CLASS (rg_automation_page_parent_class)->constructed (object);
  if (self->query != NULL)
    g_variant_lookup (self->query, "id", "x", &read->id);
  read->shop = rg_shop_copy (rg_store_get_shop (self->store));
  rg_automation_dry_run_set_store (self->dry_run, self->store);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.delete", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print-coupons", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", FALSE);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_automation_page_read_in_thread, read,
                       rg_automation_read_free, NULL, rg_automation_page_read_cb,
                       g_object_ref (self));
}

static void
rg_automation_page_dispose (GObject *object)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_AUTOMATION_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_automation_page_parent_class)->dispose (object);
}

static void
rg_automation_page_finalize (GObject *object)
{
  RgAutomationPage *self = RG_AUTOMATION_PAGE (object);

  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->saved, rg_saved_automation_free);
  g_object_unref (self->segments);
  g_object_unref (self->choices.staff);
  g_object_unref (self->choices.campaigns);
  g_object_unref (self->choices.fields);
  G_OBJECT_CLASS (rg_automation_page_parent_class)->finalize (object);
}

static void
rg_automation_page_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, content);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, dry_run);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, if_row);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, missing);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, on_row);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, steps);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationPage, when);
  gtk_widget_class_bind_template_callback (widget_class, rg_automation_page_changed_cb);
  gtk_widget_class_install_action (widget_class, "page.save", NULL,
                                   rg_automation_page_save_action);
  gtk_widget_class_install_action (widget_class, "page.print-coupons", NULL,
                                   rg_automation_page_print_coupons_action);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL,
                                   rg_automation_page_delete_action);
  gtk_widget_class_install_action (widget_class, "page.add-step", NULL,
                                   rg_automation_page_add_step_action);
}

static void
rg_automation_page_class_init (RgAutomationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_automation_page_constructed;
  object_class->dispose = rg_automation_page_dispose;
  object_class->finalize = rg_automation_page_finalize;
  object_class->set_property = rg_automation_page_set_property;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = rg_automation_page_shown;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_AUTOMATION_WHEN);
  g_type_ensure (RG_TYPE_AUTOMATION_DRY_RUN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-automation-page.ui");
  rg_automation_page_bind (widget_class);
}

static void
rg_automation_page_init (RgAutomationPage *self)
{
  self->filling = TRUE;
  self->segments = gtk_string_list_new (NULL);
  self->choices = (RgAutomationChoices) { gtk_string_list_new (NULL), gtk_string_list_new (NULL),
                                          gtk_string_list_new (NULL) };
  gtk_widget_init_template (GTK_WIDGET (self));
}
