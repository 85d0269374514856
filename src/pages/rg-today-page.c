/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Fills Today from the dataset and the file, again after each change. */
#include "pages/rg-today-page.h"

#include <string.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-backup-words.h"
#include "pages/rg-files-group.h"
#include "pages/rg-gaps-group.h"
#include "pages/rg-set-up-group.h"
#include "pages/rg-since-group.h"
#include "pages/rg-stopped-group.h"
#include "pages/rg-task-group.h"
#include "pages/rg-ticket-group.h"
#include "pages/rg-today-facts.h"
#include "pages/rg-today-letter.h"
#include "rules/rg-lapsed.h"
#include "widgets/rg-chart-plot.h"

/* Characters: facts up to here stand beside one another. */
#define RG_TODAY_SHORT_FACT 36

struct _RgTodayPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  RgSetUpGroup *first_set_up;
  RgSetUpGroup *set_up;
  GtkWidget *cards;
  GtkLabel *up_to;
  GtkWidget *sales_card;
  GtkLabel *sales_title;
  GtkLabel *sales_figure;
  GtkLabel *sales_comparison;
  GtkLabel *sales_days;
  RgChartPlot *sales_plot;
  GtkWidget *loyalty_card;
  GtkLabel *loyalty_title;
  GtkLabel *loyalty_figure;
  GtkLabel *loyalty_comparison;
  GtkLabel *loyalty_days;
  RgChartPlot *loyalty_plot;
  AdwWrapBox *facts;
  GtkBox *long_facts;
  RgTaskGroup *tasks;
  RgTicketGroup *tickets;
  AdwActionRow *lapsed_row;
  GtkWidget *write_button;
  AdwExpanderRow *birthday_row;
  GtkWidget *nothing_row;
  RgFilesGroup *files;
  RgGapsGroup *gaps;
  RgSinceGroup *since;
  RgFactsGroup *stopped;
  GtkWidget *folder_button;
  GtkWidget *import_group;
  AdwActionRow *import_row;
  GtkButton *take_back_button;
  GtkLabel *backup_label;

  RgStore *store;
  RgTodayBirthdays *birthdays; /* NULL before they are known */
  GPtrArray *birthday_rows; /* the expander's, borrowed */
  guint birthday_source;
  guint n_lapsed;
};

enum
{
  PROP_STORE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTodayPage, rg_today_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- the two figures --- */

/* A card is one button, so its words are spoken as one. */
static void
rg_today_page_name_card (GtkWidget *card, GtkLabel *title, const RgReportFigure *figure)
{
  g_autofree char *name
    = g_strdup_printf ("%s: %s, %s (%s)", gtk_label_get_label (title), figure->figure,
                       figure->comparison, figure->days);

  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rg_today_page_show_figures (RgTodayPage *self, RgTodayMade *made)
{
  gtk_label_set_label (self->sales_figure, made->sales.figure);
  gtk_label_set_label (self->sales_comparison, made->sales.comparison);
  gtk_label_set_label (self->sales_days, made->sales.days);
  gtk_label_set_label (self->loyalty_days, made->loyalty.days);
  gtk_label_set_label (self->loyalty_figure, made->loyalty.figure);
  gtk_label_set_label (self->loyalty_comparison, made->loyalty.comparison);
  rg_chart_plot_take_chart (self->sales_plot, g_steal_pointer (&made->sales_chart));
  rg_chart_plot_take_chart (self->loyalty_plot, g_steal_pointer (&made->loyalty_chart));
  rg_today_page_name_card (self->sales_card, self->sales_title, &made->sales);
  rg_today_page_name_card (self->loyalty_card, self->loyalty_title, &made->loyalty);
}

/* A fact with receipts behind it is a button, told by its dotted line. */
static GtkWidget *
rg_today_page_create_fact (const RgReportFact *fact)
{
  g_autofree char *number = NULL, *tooltip = NULL;
  GtkWidget *button, *label = gtk_label_new (fact->text);
  GVariantDict query;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  if (fact->from == RG_DAY_NONE)
    return label;
  button = gtk_button_new ();
  number = rg_number_format (fact->n_receipts);
  /* TRANSLATORS: number of receipts */
  tooltip = g_strdup_printf (P_("Show the %s receipt", "Show the %s receipts", fact->n_receipts),
                             number);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rg-fact");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", fact->text);
  g_variant_dict_insert (&query, "from", "i", fact->from);
  g_variant_dict_insert (&query, "to", "i", fact->to);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_dict_end (&query));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-receipts");
  return button;
}

static void
rg_today_page_show_facts (RgTodayPage *self, const RgTodayMade *made)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    adw_wrap_box_remove (self->facts, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->long_facts))) != NULL)
    gtk_box_remove (self->long_facts, child);
  for (guint i = 0; i < made->facts->len; i++)
    {
      const RgReportFact *fact = made->facts->pdata[i];

      child = rg_today_page_create_fact (fact);
      gtk_widget_set_halign (child, GTK_ALIGN_START);
      if (g_utf8_strlen (fact->text, -1) > RG_TODAY_SHORT_FACT)
        gtk_box_append (self->long_facts, child);
      else
        adw_wrap_box_append (self->facts, child);
    }
}

static void
rg_today_page_show_gaps (RgTodayPage *self, const RgTodayMade *made)
{
  if (made->gaps != NULL)
    rg_gaps_group_show (self->gaps, self->store, made->gaps, made->n_behind, made->last_day);
}

/* --- to do --- */

static void
rg_today_page_update_to_do (RgTodayPage *self)
{
  gboolean birthdays = self->birthdays != NULL && self->birthdays->customers->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->lapsed_row), self->n_lapsed > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->birthday_row), birthdays);
  gtk_widget_set_visible (self->nothing_row,
                          self->n_lapsed == 0 && !birthdays
                            && rg_task_group_get_n_tasks (self->tasks) == 0);
}

static void
rg_today_page_tasks_cb (RgTodayPage *self)
{
  rg_today_page_update_to_do (self);
}

static void
rg_today_page_tickets_cb (RgTodayPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tickets),
                          rg_ticket_group_get_n_tickets (self->tickets) > 0);
}

static void
rg_today_page_add_task_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.edit-task", "a{sv}", NULL);
}

static void
rg_today_page_show_tasks_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-tasks", "a{sv}", NULL);
}

static void
rg_today_page_show_lapsed (RgTodayPage *self, guint n_lapsed)
{
  g_autofree char *number = rg_number_format (n_lapsed);
  /* TRANSLATORS: number of people */
  g_autofree char *title
    = g_strdup_printf (P_("%s good customer has stopped coming",
                          "%s good customers have stopped coming", n_lapsed), number);

  self->n_lapsed = n_lapsed;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lapsed_row), title);
  adw_action_row_set_subtitle (self->lapsed_row, rg_lapsed_meaning ());
  rg_today_page_update_to_do (self);
}

static GtkWidget *
rg_today_page_birthday (const RgTodayBirthday *birthday)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = rg_day_format (birthday->on);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), birthday->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-customer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", birthday->customer);
  return row;
}

static gboolean
rg_today_page_same_birthdays (const RgTodayBirthdays *a, const RgTodayBirthdays *b)
{
  if (a == NULL || a->customers->len != b->customers->len || a->first->len != b->first->len
      || (a->customers->len > 0
          && memcmp (a->customers->data, b->customers->data,
                     a->customers->len * sizeof (gint64)) != 0))
    return FALSE;
  for (guint i = 0; i < a->first->len; i++)
    {
      const RgTodayBirthday *first = g_ptr_array_index (a->first, i);
      const RgTodayBirthday *second = g_ptr_array_index (b->first, i);

      if (first->on != second->on || !g_str_equal (first->name, second->name))
        return FALSE;
    }
  return TRUE;
}

/* The row behind the first ones. */
static GtkWidget *
rg_today_page_all_birthdays (RgTodayPage *self)
{
  const GArray *customers = self->birthdays->customers;
  g_autofree char *number = rg_number_format (customers->len);
  /* TRANSLATORS: number of people */
  g_autofree char *title = g_strdup_printf (_("Show all %s"), number);
  GtkWidget *row = adw_button_row_new ();
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s",
                         adw_preferences_row_get_title (
                           ADW_PREFERENCES_ROW (self->birthday_row)));
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, customers->data,
                                                          customers->len, sizeof (gint64)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), g_variant_dict_end (&query));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-people");
  return row;
}

/* A row takes a while to be built, so each has a turn of the main loop. */
static gboolean
rg_today_page_add_birthday_cb (gpointer data)
{
  RgTodayPage *self = data;
  const GPtrArray *first = self->birthdays->first;
  const guint n_rows = first->len + (self->birthdays->customers->len > first->len);
  const guint at = self->birthday_rows->len;
  GtkWidget *row;

  if (at == n_rows)
    {
      self->birthday_source = 0;
      return G_SOURCE_REMOVE;
    }
  row = at < first->len ? rg_today_page_birthday (first->pdata[at])
                        : rg_today_page_all_birthdays (self);
  adw_expander_row_add_row (self->birthday_row, row);
  g_ptr_array_add (self->birthday_rows, row);
  return G_SOURCE_CONTINUE;
}

static void
rg_today_page_birthdays_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTodayPage) self = data;
  g_autoptr (RgTodayBirthdays) birthdays
    = rg_today_read_birthdays_finish (RG_STORE (source), result, NULL);
  g_autofree char *number = NULL, *title = NULL;

  if (self->store == NULL || birthdays == NULL
      || rg_today_page_same_birthdays (self->birthdays, birthdays))
    return;
  for (guint i = 0; i < self->birthday_rows->len; i++)
    adw_expander_row_remove (self->birthday_row, g_ptr_array_index (self->birthday_rows, i));
  g_ptr_array_set_size (self->birthday_rows, 0);
  g_clear_pointer (&self->birthdays, rg_today_birthdays_free);
  self->birthdays = g_steal_pointer (&birthdays);
  number = rg_number_format (self->birthdays->customers->len);
  /* TRANSLATORS: number of people */
  title = g_strdup_printf (P_("%s birthday this week", "%s birthdays this week",
                              self->birthdays->customers->len),
                           number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->birthday_row), title);
  /* The last row takes its title from this one. */
  if (self->birthday_source == 0)
    self->birthday_source = g_idle_add (rg_today_page_add_birthday_cb, self);
  rg_today_page_update_to_do (self);
}

static void
rg_today_page_write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);

  rg_today_letter_open (self->store, widget);
}

/* --- the folder of new files --- */

static void
rg_today_page_folder_cb (RgTodayPage *self)
{
  gtk_widget_set_visible (self->folder_button, !rg_files_group_has_folder (self->files));
}

static void
rg_today_page_choose_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_files_choose_folder (RG_TODAY_PAGE (widget)->store, widget);
}

/* --- filling --- */

static void
rg_today_page_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTodayPage) self = data;
  g_autoptr (RgTodayMade) made = rg_today_make_finish (result);
  g_autofree char *day = NULL, *up_to = NULL;

  if (made == NULL || self->store == NULL)
    return;
  if (made->last_day == RG_DAY_NONE)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  day = rg_day_format_long (made->last_day);
  /* TRANSLATORS: %s is a full date */
  up_to = g_strdup_printf (_("Sales up to %s"), day);
  gtk_label_set_label (self->up_to, up_to);
  rg_today_page_show_figures (self, made);
  rg_today_page_show_facts (self, made);
  rg_today_page_show_gaps (self, made);
  rg_today_page_show_lapsed (self, made->n_lapsed);
  gtk_stack_set_visible_child_name (self->stack, "today");
}

static void
rg_today_page_fill (RgTodayPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  const RgShop *shop = rg_store_get_shop (self->store);

  if (dataset == NULL)
    return;
  rg_today_make_async (self->store, rg_today_page_made_cb, g_object_ref (self));
  rg_today_read_birthdays_async (self->store, dataset,
                                 rg_shop_get_counting_day (shop, dataset), NULL,
                                 rg_today_page_birthdays_cb, g_object_ref (self));
}

static void
rg_today_page_import_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTodayPage) self = data;
  g_autoptr (RgTodayImport) import = rg_today_read_import_finish (RG_STORE (source), result, NULL);

  if (self->store == NULL)
    return;
  gtk_widget_set_visible (self->import_group, import != NULL);
  if (import == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->import_row), import->file_name);
  adw_action_row_set_subtitle (self->import_row, import->words);
  gtk_widget_set_visible (GTK_WIDGET (self->take_back_button), import->action_id != 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->take_back_button), "x",
                                    import->action_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->take_back_button), "win.take-back");
}

static void
rg_today_page_read (RgTodayPage *self)
{
  rg_today_read_import_async (self->store, rg_today_page_import_cb, g_object_ref (self));
}

/* Where the last backup is, or why it is not where it should be. */
static void
rg_today_page_show_backup (RgTodayPage *self)
{
  g_autofree char *words = rg_backup_dup_words (self->store);
  g_autofree char *problem = rg_backup_dup_problem (self->store);
  g_autofree char *text = words && problem ? g_strconcat (words, "\n", problem, NULL)
                          : words          ? g_strdup (words)
                                           : g_strdup (problem);

  gtk_widget_set_visible (GTK_WIDGET (self->backup_label), text != NULL);
  gtk_label_set_label (self->backup_label, text ? text : "");
}

/* Another day has other tasks, and other people who are to hear from the shop. */
static void
rg_today_page_show_due (RgTodayPage *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));

  rg_task_group_show (self->tasks, self->store, &(RgTaskFilter){ .due_by = rg_day_today (zone) });
  rg_ticket_group_show (self->tickets, self->store,
                        &(RgTicketFilter){ .due_by = rg_day_today (zone) });
}

static void
rg_today_page_changed_cb (RgTodayPage *self, RgChanges *changes)
{
  rg_today_page_read (self);
  if (rg_changes_touches (changes, "target") || rg_changes_touches (changes, "closed_day"))
    rg_today_page_fill (self);
}

/* --- GObject --- */

static void
rg_today_page_constructed (GObject *object)
{
  RgTodayPage *self = RG_TODAY_PAGE (object);

  G_OBJECT_CLASS (rg_today_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_today_page_fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_today_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "backed-up", G_CALLBACK (rg_today_page_show_backup), self,
                           G_CONNECT_SWAPPED);
  rg_today_page_show_backup (self);
  rg_set_up_group_set_store (self->first_set_up, self->store);
  rg_set_up_group_set_store (self->set_up, self->store);
  rg_today_page_fill (self);
  rg_today_page_read (self);
  rg_today_page_show_due (self);
  rg_files_group_set_store (self->files, self->store);
  rg_since_group_set_store (self->since, self->store);
  rg_stopped_group_set_store (self->stopped, self->store);
}

static void
rg_today_page_dispose (GObject *object)
{
  RgTodayPage *self = RG_TODAY_PAGE (object);

  g_clear_handle_id (&self->birthday_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TODAY_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_today_page_parent_class)->dispose (object);
}

static void
rg_today_page_finalize (GObject *object)
{
  RgTodayPage *self = RG_TODAY_PAGE (object);

  g_clear_pointer (&self->birthdays, rg_today_birthdays_free);
  g_clear_pointer (&self->birthday_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_today_page_parent_class)->finalize (object);
}

static void
rg_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, RG_TODAY_PAGE (object)->store);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_today_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_TODAY_PAGE (object)->store = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_today_page_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, first_set_up);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, set_up);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, up_to);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_card);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_title);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_figure);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_comparison);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_days);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, sales_plot);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_card);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_title);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_figure);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_comparison);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_days);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, loyalty_plot);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, facts);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, long_facts);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, tasks);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, tickets);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, lapsed_row);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, birthday_row);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, nothing_row);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, import_group);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, files);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, gaps);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, since);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, stopped);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, import_row);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, take_back_button);
  gtk_widget_class_bind_template_child (widget_class, RgTodayPage, backup_label);
  gtk_widget_class_bind_template_callback (widget_class, rg_today_page_tasks_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_today_page_tickets_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_today_page_folder_cb);
}

static void
rg_today_page_class_init (RgTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_today_page_constructed;
  object_class->dispose = rg_today_page_dispose;
  object_class->finalize = rg_today_page_finalize;
  object_class->get_property = rg_today_page_get_property;
  object_class->set_property = rg_today_page_set_property;
  properties[PROP_STORE]
    = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RG_TYPE_CHART_PLOT);
  g_type_ensure (RG_TYPE_TASK_GROUP);
  g_type_ensure (RG_TYPE_TICKET_GROUP);
  g_type_ensure (RG_TYPE_SET_UP_GROUP);
  g_type_ensure (RG_TYPE_FILES_GROUP);
  g_type_ensure (RG_TYPE_GAPS_GROUP);
  g_type_ensure (RG_TYPE_SINCE_GROUP);
  g_type_ensure (RG_TYPE_FACTS_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-today-page.ui");
  rg_today_page_bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.add-task", NULL,
                                   rg_today_page_add_task_action);
  gtk_widget_class_install_action (widget_class, "page.choose-folder", NULL,
                                   rg_today_page_choose_folder_action);
  gtk_widget_class_install_action (widget_class, "page.show-tasks", NULL,
                                   rg_today_page_show_tasks_action);
  gtk_widget_class_install_action (widget_class, "page.write-to-lapsed", NULL,
                                   rg_today_page_write_action);
}

static void
rg_today_page_init (RgTodayPage *self)
{
  self->birthday_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
