/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place History. The newest actions are read, a hundred more at a time. */
#include "pages/rg-history-page.h"

#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-writes.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-undo.h"

#define RG_HISTORY_STEP 100
/* So many of those that stand in the way are named. */
#define RG_HISTORY_MOST_BLOCKERS 5

struct _RgHistoryPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkBox *days;
  GtkWidget *more_button;
  AdwStatusPage *failed_page;

  RgStore *store;
  guint limit;
  gint64 wanted; /* the action to point at, once it is there; 0: none */
};

enum { PROP_0, PROP_STORE, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgHistoryPage, rg_history_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- taking back --- */

/* One question: what would happen, and then that it shall. */
typedef struct
{
  RgHistoryPage *page;
  gint64 action_id;
  char *label;
  gboolean again; /* the action is itself a take-back: taking it back does the thing again */
  RgTakeBackPlan *plan;
} RgHistoryQuestion;

static void
rg_history_question_free (gpointer data)
{
  RgHistoryQuestion *question = data;

  g_clear_pointer (&question->plan, rg_take_back_plan_free);
  g_object_unref (question->page);
  g_free (question->label);
  g_free (question);
}

static void
rg_history_page_tell_failure (RgHistoryPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);
  AdwDialog *dialog = adw_alert_dialog_new (_("Nothing Was Taken Back"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
rg_history_page_taken_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgHistoryPage) self = RG_HISTORY_PAGE (data);
  g_autoptr (GError) error = NULL;

  if (!rg_store_take_back_finish (RG_STORE (object), result, NULL, &error))
    rg_history_page_tell_failure (self, error);
}

static void
rg_history_page_answer_cb (RgHistoryQuestion *question, const char *response)
{
  if (g_str_equal (response, "take-back"))
    rg_store_take_back_async (question->page->store, question->action_id,
                              rg_history_page_taken_back_cb, g_object_ref (question->page));
}

/* What would change, in a sentence. */
static char *
rg_history_question_dup_body (const RgHistoryQuestion *question)
{
  const RgTakeBackPlan *plan = question->plan;
  g_autofree char *rows = g_strdup_printf (
      P_ ("%u entry will be as it was before.", "%u entries will be as they were before.",
          plan->n_rows),
      plan->n_rows);
  g_autofree char *receipts = g_strdup_printf (
      P_ ("%u receipt will go or come back.", "%u receipts will go or come back.",
          plan->n_receipts),
      plan->n_receipts);

  if (plan->n_receipts == 0)
    return g_steal_pointer (&rows);
  if (plan->n_rows == 0)
    return g_steal_pointer (&receipts);
  return g_strconcat (receipts, " ", rows, NULL);
}

static char *
rg_history_question_dup_blockers (const RgHistoryQuestion *question)
{
  const GPtrArray *blockers = question->plan->blockers;
  GString *text =
      g_string_new (_("Something newer changed the same entries. Take this back first:"));

  for (guint i = 0; i < MIN (blockers->len, RG_HISTORY_MOST_BLOCKERS); i++)
    g_string_append_printf (text, "\n• %s", ((const RgAction *) blockers->pdata[i])->label);
  if (blockers->len > RG_HISTORY_MOST_BLOCKERS)
    {
      const guint more = blockers->len - RG_HISTORY_MOST_BLOCKERS;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, P_ ("and %u more", "and %u more", more), more);
    }
  return g_string_free_and_steal (text);
}

/* Takes the question over. */
static void
rg_history_page_ask (RgHistoryQuestion *question)
{
  const gboolean blocked = question->plan->blockers->len > 0;
  g_autofree char *heading = NULL;
  g_autofree char *body = blocked ? rg_history_question_dup_blockers (question)
                                  : rg_history_question_dup_body (question);
  AdwAlertDialog *dialog;

  if (blocked)
    heading = g_strdup (_("Cannot Be Taken Back Yet"));
  else if (question->again)
    heading = g_strdup (_("Do It Again?"));
  else
    heading = g_strdup (_("Take Back?"));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  adw_alert_dialog_format_body (dialog, "%s\n\n%s", question->label, body);
  adw_alert_dialog_add_response (dialog, "close", blocked ? _("_Close") : _("_Cancel"));
  if (!blocked)
    {
      adw_alert_dialog_add_response (dialog, "take-back",
                                     question->again ? _("_Do It Again") : _("_Take Back"));
      adw_alert_dialog_set_response_appearance (dialog, "take-back", ADW_RESPONSE_SUGGESTED);
      adw_alert_dialog_set_default_response (dialog, "take-back");
    }
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (rg_history_page_answer_cb), question);
  g_object_set_data_full (G_OBJECT (dialog), "rg-question", question, rg_history_question_free);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (question->page));
}

static gboolean
rg_history_page_plan_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgHistoryQuestion *question = data;

  question->plan = rg_take_back_plan (db, question->action_id, error);
  return question->plan != NULL;
}

static void
rg_history_page_planned_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgHistoryQuestion *question = data;
  g_autoptr (GError) error = NULL;

  if (rg_store_read_finish (RG_STORE (object), result, &error))
    {
      rg_history_page_ask (question);
      return;
    }
  rg_history_page_tell_failure (question->page, error);
  rg_history_question_free (question);
}

static void
rg_history_page_take_back_cb (RgHistoryPage *self, GtkButton *button)
{
  const RgAction *action = g_object_get_data (G_OBJECT (button), "rg-action");
  RgHistoryQuestion *question = g_new0 (RgHistoryQuestion, 1);

  question->page = g_object_ref (self);
  question->action_id = action->id;
  question->label = g_strdup (action->label);
  question->again = action->undoes != 0;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_history_page_plan_in_thread, question, NULL,
                       NULL, rg_history_page_planned_cb, question);
}

/* --- the list --- */

static char *
rg_history_page_dup_when (const RgAction *action, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (action->at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");

  if (!*action->staff)
    return g_steal_pointer (&clock);
  return g_strdup_printf ("%s · %s", clock, action->staff);
}

/* Takes the action over. */
static void
rg_history_page_add_button (RgHistoryPage *self, AdwActionRow *row, RgAction *action)
{
  const gboolean again = action->undoes != 0;
  GtkWidget *button = gtk_button_new_with_label (again ? _("Do Again…") : _("Take Back…"));
  /* Translators: %s is a line of History. */
  g_autofree char *name =
      g_strdup_printf (again ? _("Do again: %s") : _("Take back: %s"), action->label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  /* The name says which action; what is written on the button would win over it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "rg-action", action, (GDestroyNotify) rg_action_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_history_page_take_back_cb), self,
                           G_CONNECT_SWAPPED);
  rg_writes_guard (button, self->store);
  adw_action_row_add_suffix (row, button);
}

/* Takes the action over. */
static GtkWidget *
rg_history_page_create_row (RgHistoryPage *self, RgAction *action, GTimeZone *zone)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = rg_history_page_dup_when (action, zone);
  g_autofree char *taken_back = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), action->label);
  if (!action->undone_by)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
      /* Of somebody who was erased there is nothing to bring back. */
      if (g_str_equal (action->kind, RG_ERASE_KIND))
        rg_action_free (action);
      else
        rg_history_page_add_button (self, ADW_ACTION_ROW (row), action);
      return row;
    }
  /* Translators: %s is a time of the day and a name; the action was taken back since. */
  taken_back = g_strdup_printf (_("%s · taken back"), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), taken_back);
  gtk_widget_add_css_class (row, "dimmed");
  rg_action_free (action);
  return row;
}

static AdwPreferencesGroup *
rg_history_page_add_day (RgHistoryPage *self, RgDay day, RgDay today)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = rg_day_format_relative (day, today);
  g_autofree char *whole_day = rg_day_format_long (day);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_set_tooltip_text (group, whole_day);
  gtk_box_append (self->days, group);
  return ADW_PREFERENCES_GROUP (group);
}

static gboolean
rg_history_page_focus_cb (gpointer row)
{
  if (gtk_widget_get_mapped (row) && !gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/* The keyboard goes there, and the view with it, once the row has a place. */
static void
rg_history_page_point_at (RgHistoryPage *self, GtkWidget *row)
{
  self->wanted = 0;
  gtk_widget_set_focusable (row, TRUE);
  g_idle_add_full (G_PRIORITY_LOW, rg_history_page_focus_cb, g_object_ref (row), g_object_unref);
}

static void
rg_history_page_show (RgHistoryPage *self, GPtrArray *actions, gint64 wanted)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));
  const RgDay today = rg_day_today (zone);
  AdwPreferencesGroup *group = NULL;
  RgDay day = RG_DAY_NONE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->days))))
    gtk_box_remove (self->days, child);
  gtk_widget_set_visible (self->more_button, actions->len >= self->limit);
  gtk_stack_set_visible_child_name (self->stack, actions->len > 0 ? "list" : "empty");

  g_ptr_array_set_free_func (actions, NULL);
  for (guint i = 0; i < actions->len; i++)
    {
      RgAction *action = actions->pdata[i];
      const gint64 id = action->id;
      GtkWidget *row;
      const RgDay action_day = rg_instant_day (action->at, zone);

      if (!group || action_day != day)
        group = rg_history_page_add_day (self, action_day, today);
      day = action_day;
      row = rg_history_page_create_row (self, action, zone);
      adw_preferences_group_add (group, row);
      if (wanted && id == wanted)
        rg_history_page_point_at (self, row);
    }
}

typedef struct
{
  guint limit;
  gint64 wanted; /* an action that has to be among them; 0: none */
  GPtrArray *actions;
} RgHistoryRead;

static void
rg_history_read_free (gpointer data)
{
  RgHistoryRead *read = data;

  g_clear_pointer (&read->actions, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_history_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgHistoryRead *read = data;

  /* As many steps as it takes to the one that is looked for. */
  for (;; read->limit += RG_HISTORY_STEP)
    {
      g_clear_pointer (&read->actions, g_ptr_array_unref);
      read->actions = rg_actions_read (db, 0, read->limit, error);
      if (read->actions == NULL || read->actions->len < read->limit ||
          ((RgAction *) g_ptr_array_index (read->actions, read->limit - 1))->id <= read->wanted ||
          read->wanted == 0)
        return read->actions != NULL;
    }
}

static void
rg_history_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgHistoryPage) self = RG_HISTORY_PAGE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RgHistoryRead *read = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, &error))
    {
      /* An older answer shows less than what has been asked for since. */
      if (!self->store || read->limit < self->limit)
        return;
      self->limit = read->limit;
      rg_history_page_show (self, read->actions, read->wanted);
      return;
    }
  text = rg_error_text (error);
  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
rg_history_page_read (RgHistoryPage *self)
{
  RgHistoryRead *read = g_new0 (RgHistoryRead, 1);

  read->limit = self->limit;
  read->wanted = self->wanted;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_history_page_read_in_thread, read,
                       rg_history_read_free, NULL, rg_history_page_read_cb, g_object_ref (self));
}

static void
rg_history_page_more_cb (RgHistoryPage *self)
{
  self->limit += RG_HISTORY_STEP;
  rg_history_page_read (self);
}

static void
rg_history_page_show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgHistoryPage *self = RG_HISTORY_PAGE (widget);

  self->wanted = g_variant_get_int64 (parameter);
  rg_history_page_read (self);
}

/* --- GObject --- */

static void
rg_history_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, RG_HISTORY_PAGE (object)->store);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_history_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_HISTORY_PAGE (object)->store = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_history_page_constructed (GObject *object)
{
  RgHistoryPage *self = RG_HISTORY_PAGE (object);

  G_OBJECT_CLASS (rg_history_page_parent_class)->constructed (object);

  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_history_page_read), self,
                           G_CONNECT_SWAPPED);
  rg_history_page_read (self);
}

static void
rg_history_page_dispose (GObject *object)
{
  RgHistoryPage *self = RG_HISTORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_HISTORY_PAGE);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_history_page_parent_class)->dispose (object);
}

static void
rg_history_page_class_init (RgHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_history_page_get_property;
  object_class->set_property = rg_history_page_set_property;
  object_class->constructed = rg_history_page_constructed;
  object_class->dispose = rg_history_page_dispose;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "page.show-action", "x",
                                   rg_history_page_show_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHistoryPage, days);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_history_page_more_cb);
}

static void
rg_history_page_init (RgHistoryPage *self)
{
  self->limit = RG_HISTORY_STEP;
  gtk_widget_init_template (GTK_WIDGET (self));
}
