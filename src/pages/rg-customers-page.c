/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Customers. */
#include "pages/rg-customers-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-bulk-bar.h"
#include "pages/rg-columns-dialog.h"
#include "pages/rg-customer-dialog.h"
#include "pages/rg-list-columns.h"
#include "pages/rg-own-columns.h"
#include "pages/rg-settings.h"
#include "pages/rg-view-actions.h"
#include "rules/rg-segment-count.h"
#include "store/rg-store-customers.h"
#include "widgets/rg-present.h"
#include "widgets/rg-selection.h"
#include "widgets/rg-speak.h"

#define N_FIXED 2 /* columns in front: the check and the name */

struct _RgCustomersPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwToolbarView *toolbar_view;
  GtkColumnView *view;
  RgBulkBar *bulk_bar;
  GtkColumnViewColumn *check_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *last_visit_column;
  GtkColumnViewColumn *visits_column;
  GtkColumnViewColumn *spend_column;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  AdwStatusPage *failed_page;
  AdwStatusPage *nobody_page;
  RgViewButton *view_button;

  RgStore *store;
  RgRowList *customers;
  RgSelection *selection;
  gboolean selecting; /* a click turns a row over, whatever else is chosen */
  gboolean by_key; /* what is being handled comes from the keyboard */
  char *query;        /* what the chosen rows were found by */

  /* Where the list was before it was read again because of a change. */
  gboolean asked; /* by the page: a search or an order begins at the top */
  gint64 top_id;

  gboolean opens_first; /* as soon as the answer to the search is there */

  GSettings *settings;
  char **columns;  /* ids of those that are shown, as no view or the view has them */
  gboolean of_view; /* they are a view's */
  gboolean narrow; /* one column beside the name, and no more */
};

enum { PROP_0, PROP_STORE, PROP_SELECTING, PROP_NARROW, PROP_VIEW, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCustomersPage, rg_customers_page, ADW_TYPE_NAVIGATION_PAGE)

static void rg_customers_page_update_view_actions (RgCustomersPage *self);

/* --- which rows --- */

static int
rg_customers_page_get_order (RgCustomersPage *self, GtkColumnViewColumn *column)
{
  if (column == self->last_visit_column)
    return RG_CUSTOMERS_BY_LAST_VISIT;
  if (column == self->visits_column)
    return RG_CUSTOMERS_BY_VISITS;
  if (column == self->spend_column)
    return RG_CUSTOMERS_BY_SPEND;
  if (rg_own_columns_get_field (column) != 0)
    return rg_customers_by_own (rg_own_columns_get_field (column));
  return RG_CUSTOMERS_BY_NAME;
}

/* The columns' sorters are inert; the header only says which order is wanted. */
static void
rg_customers_page_ask (RgCustomersPage *self)
{
  gboolean descending;
  GtkColumnViewColumn *column = rg_list_columns_get_sort (self->view, &descending);
  g_autofree char *query =
      rg_customer_list_query (rg_view_button_get_rules (self->view_button),
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  self->asked = TRUE;
  /* What is done to those who are chosen is not done to anybody who is not to be seen. */
  if (g_set_str (&self->query, query))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  rg_row_list_set_query (self->customers, rg_customers_page_get_order (self, column), descending,
                         query);
  rg_customers_page_update_view_actions (self);
}

static void
rg_customers_page_sort_changed_cb (RgCustomersPage *self)
{
  rg_customers_page_ask (self);
}

static void
rg_customers_page_search_changed_cb (RgCustomersPage *self)
{
  rg_customers_page_ask (self);
}

/* How many rows lie above the view, by the length of the scrollbar. */
static guint
rg_customers_page_get_first (RgCustomersPage *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  const double upper = MAX (1, gtk_adjustment_get_upper (adjustment));
  const guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->customers));

  return (guint) (gtk_adjustment_get_value (adjustment) / upper * n_rows);
}

static void
rg_customers_page_note_place (RgCustomersPage *self)
{
  const guint first = rg_customers_page_get_first (self);

  self->top_id = first > 0 ? rg_row_list_get_id (self->customers, first) : 0;
}

static void
rg_customers_page_find_place (RgCustomersPage *self)
{
  const guint top = self->top_id ? rg_row_list_find (self->customers, self->top_id) : G_MAXUINT;

  rg_selection_follow (self->selection);
  if (!rg_row_list_was_replaced (self->customers))
    return;
  if (self->asked)
    {
      if (g_list_model_get_n_items (G_LIST_MODEL (self->customers)) > 0)
        gtk_column_view_scroll_to (self->view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
      return;
    }
  if (top != G_MAXUINT)
    gtk_column_view_scroll_to (self->view, top, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
rg_customers_page_open (RgCustomersPage *self, guint position)
{
  const gint64 id = rg_row_list_get_id (self->customers, position);

  if (id)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", id);
}

/* What somebody who does not see the list cannot know. */
static void
rg_customers_page_say_found (RgCustomersPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->customers));
  g_autofree char *number = rg_number_format (n);
  g_autofree char *text = NULL;

  if (!self->asked || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    return;
  /* Translators: spoken when an answer to a search has come. %s is a number. */
  text = g_strdup_printf (P_("%s found", "%s found", n), number);
  rg_speak_at_rest (GTK_WIDGET (self), text);
}

static void
rg_customers_page_loading_cb (RgCustomersPage *self)
{
  if (rg_row_list_is_loading (self->customers))
    {
      rg_customers_page_note_place (self);
      return;
    }
  rg_customers_page_find_place (self);
  rg_customers_page_say_found (self);
  self->asked = FALSE;
  if (self->opens_first)
    rg_customers_page_open (self, 0);
  self->opens_first = FALSE;
}

/* Why nobody is there. */
static void
rg_customers_page_update_nobody (RgCustomersPage *self, const RgDataset *dataset)
{
  const char *rules = rg_view_button_get_rules (self->view_button);
  g_autoptr (RgNode) root = rules != NULL ? rg_segment_parse (rules, NULL, NULL) : NULL;
  const char *no_data = root != NULL ? rg_segment_no_data (root, dataset) : NULL;
  const gboolean searched = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';

  adw_status_page_set_description (
      self->nobody_page,
      no_data != NULL ? no_data
      : searched && rules != NULL
        ? _("Try fewer letters, or search all customers.")
      : rules != NULL
        ? _("No customer is in this segment now.")
        : _("Try fewer letters, or a city, an e-mail address or a phone number."));
}

static void
rg_customers_page_update_stack (RgCustomersPage *self)
{
  const guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->customers));
  g_autoptr (RgDataset) dataset = NULL;
  guint n_all;

  g_object_get (self->customers, "n-all", &n_all, NULL);
  if (n_shown > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  if (n_shown > 0 || rg_row_list_is_loading (self->customers))
    return;
  dataset = rg_store_get_dataset (self->store);
  if (dataset != NULL)
    rg_customers_page_update_nobody (self, dataset);
  /* Who is in a segment is not known before the sales have been read. */
  if (dataset == NULL && rg_view_button_get_rules (self->view_button) != NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    gtk_stack_set_visible_child_name (self->stack, n_all > 0 ? "nothing-found" : "empty");
}

static void
rg_customers_page_failed_cb (RgCustomersPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* --- opening --- */

/* Of two quick taps with Select each turns the row over; only Enter opens it then. */
static void
rg_customers_page_activate_cb (RgCustomersPage *self, guint position)
{
  if (!self->selecting || self->by_key)
    rg_customers_page_open (self, position);
}

/* Enter in the search opens the first who is found by what stands there: the entry says so with a
 * delay, and the rows of a moment ago belong to fewer letters. */
static void
rg_customers_page_search_activate_cb (RgCustomersPage *self)
{
  rg_customers_page_ask (self);
  if (rg_row_list_is_loading (self->customers))
    self->opens_first = TRUE;
  else
    rg_customers_page_open (self, 0);
}

/* --- columns --- */

/* On a phone, there is room for one. */
static void
rg_customers_page_update_columns (RgCustomersPage *self)
{
  rg_list_columns_show (self->view, N_FIXED, (const char *const *) self->columns, self->narrow);
}

static void
rg_customers_page_set_columns (RgCustomersPage *self, char **columns)
{
  g_strfreev (self->columns);
  self->columns = columns;
  rg_customers_page_update_columns (self);
  rg_customers_page_update_view_actions (self);
}

/* Where no view is chosen, the columns are this person's own. */
static void
rg_customers_page_take_settings (RgCustomersPage *self)
{
  if (!self->of_view)
    rg_customers_page_set_columns (self, g_settings_get_strv (self->settings,
                                                              "customer-columns"));
}

static void
rg_customers_page_columns_chosen_cb (RgCustomersPage *self, const char *const *ids)
{
  if (self->of_view)
    rg_customers_page_set_columns (self, g_strdupv ((char **) ids));
  else
    g_settings_set_strv (self->settings, "customer-columns", ids);
}

/* The shop's own fields are columns as well. */
static void
rg_customers_page_fields_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCustomersPage) self = RG_CUSTOMERS_PAGE (data);
  g_autoptr (GPtrArray) fields = rg_store_read_own_fields_finish (RG_STORE (object), result, NULL);

  if (!fields || !self->store)
    return;
  rg_own_columns_update (self->view, fields);
  rg_customers_page_update_columns (self);
}

static void
rg_customers_page_read_fields (RgCustomersPage *self)
{
  rg_store_read_own_fields_async (self->store, FALSE, NULL, rg_customers_page_fields_cb,
                                  g_object_ref (self));
}

static void
rg_customers_page_changed_cb (RgCustomersPage *self, RgChanges *changes)
{
  if (!rg_changes_touches (changes, "field") && !rg_changes_touches (changes, "field_choice"))
    return;
  rg_customers_page_read_fields (self);
  rg_row_list_refresh (self->customers);
}

static void
rg_customers_page_columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  AdwDialog *dialog = rg_columns_dialog_new (gtk_column_view_get_columns (self->view),
                                             (const char *const *) self->columns);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (rg_customers_page_columns_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* --- views --- */

/* The list as it is now, as a view without a name. */
static RgCustomerView *
rg_customers_page_dup_view (RgCustomersPage *self)
{
  g_autoptr (RgCustomerView) now = rg_customer_view_new ("");
  GtkColumnViewColumn *sort = rg_list_columns_get_sort (self->view, &now->descending);

  g_strfreev (now->columns);
  now->columns = g_strdupv (self->columns);
  if (sort != NULL && gtk_column_view_column_get_id (sort) != NULL)
    g_set_str (&now->sort, gtk_column_view_column_get_id (sort));
  g_set_str (&now->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  now->segment = rg_view_button_get_segment (self->view_button);
  return rg_customer_view_copy (now);
}

static void
rg_customers_page_update_view_actions (RgCustomersPage *self)
{
  const RgCustomerView *view = rg_view_button_get_view (self->view_button);
  g_autoptr (RgCustomerView) now = rg_customers_page_dup_view (self);
  const gboolean writes = self->store != NULL && !rg_store_is_read_only (self->store);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "page.save-view", writes);
  gtk_widget_action_set_enabled (widget, "page.rename-view", writes && view != NULL);
  gtk_widget_action_set_enabled (widget, "page.delete-view", writes && view != NULL);
  gtk_widget_action_set_enabled (widget, "page.update-view",
                                 writes && view != NULL && !rg_customer_view_same (view, now));
}

static void
rg_customers_page_set_sort (RgCustomersPage *self, const char *id, gboolean descending)
{
  GtkColumnViewColumn *column = rg_list_columns_find (self->view, id);

  /* No arrow of an order of before stays beside. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, column != NULL ? column : self->name_column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
rg_customers_page_set_search (RgCustomersPage *self, const char *search)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), search);
  gtk_search_bar_set_search_mode (self->search_bar, *search != '\0');
}

/* A view brings all that it keeps, and takes it along when another, a segment or all is chosen. */
static void
rg_customers_page_view_chosen_cb (RgCustomersPage *self)
{
  const RgCustomerView *view = rg_view_button_get_view (self->view_button);
  g_autoptr (RgCustomerView) now = rg_customers_page_dup_view (self);
  const gboolean left = self->of_view && view == NULL;

  self->of_view = view != NULL;
  if (view != NULL && !rg_customer_view_same (view, now))
    {
      rg_customers_page_set_columns (self, g_strdupv (view->columns));
      rg_customers_page_set_sort (self, view->sort, view->descending);
      rg_customers_page_set_search (self, view->search);
    }
  rg_customers_page_take_settings (self);
  if (left)
    {
      rg_customers_page_set_sort (self, "name", FALSE);
      rg_customers_page_set_search (self, "");
    }
  rg_customers_page_ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}

static void
rg_customers_page_save_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autoptr (RgCustomerView) now = rg_customers_page_dup_view (self);

  rg_view_actions_save (self->view_button, self->store, now);
}

static void
rg_customers_page_update_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  const RgCustomerView *view = rg_view_button_get_view (self->view_button);
  g_autoptr (RgCustomerView) now = rg_customers_page_dup_view (self);

  now->id = view->id;
  g_set_str (&now->name, view->name);
  rg_view_actions_update (self->view_button, self->store, now);
}

static void
rg_customers_page_rename_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  rg_view_actions_rename (self->view_button, self->store,
                          rg_view_button_get_view (self->view_button));
}

static void
rg_customers_page_delete_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  rg_view_actions_delete (self->view_button, self->store,
                          rg_view_button_get_view (self->view_button));
}

/* --- choosing --- */

static void
rg_customers_page_update_bar (RgCustomersPage *self)
{
  adw_toolbar_view_set_reveal_bottom_bars (
      self->toolbar_view, self->selecting || rg_selection_get_n_selected (self->selection) > 1);
}

static void
rg_customers_page_set_selecting (RgCustomersPage *self, gboolean selecting)
{
  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  gtk_column_view_column_set_visible (self->check_column, selecting);
  rg_selection_set_way (self->selection,
                        selecting ? RG_SELECTION_KEEPS : RG_SELECTION_CHOOSES);
  if (!selecting)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  rg_customers_page_update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTING]);
}

/* A tap turns a row over, while the arrow keys only move on: GTK says the same to the list for
 * both, in the course of what comes from the mouse, the screen or the keyboard. */
static gboolean
rg_customers_page_event_cb (RgCustomersPage *self, GdkEvent *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  self->by_key = type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE;
  if (self->selecting)
    rg_selection_set_way (self->selection, type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END
                                               ? RG_SELECTION_TURNS
                                               : RG_SELECTION_KEEPS);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
rg_customers_page_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  if (!self->selecting && rg_selection_get_n_selected (self->selection) < 2)
    return FALSE;
  rg_customers_page_set_selecting (self, FALSE);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return TRUE;
}

static gint64
rg_customers_page_get_id (GListModel *model, guint position)
{
  return rg_row_list_get_id (RG_ROW_LIST (model), position);
}

/* --- actions --- */

static void
rg_customers_page_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
rg_customers_page_duplicates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-duplicates", "a{sv}", NULL);
}

static void
rg_customers_page_tags_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-tags", "a{sv}", NULL);
}

static void
rg_customers_page_new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_present_in_turn (rg_customer_dialog_new (RG_CUSTOMERS_PAGE (widget)->store, NULL), widget);
}

/* Typing searches wherever the keyboard is in the window, while this page is the one at hand. */
static void
rg_customers_page_map (GtkWidget *widget)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  GTK_WIDGET_CLASS (rg_customers_page_parent_class)->map (widget);
  gtk_search_bar_set_key_capture_widget (self->search_bar,
                                         GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
rg_customers_page_unmap (GtkWidget *widget)
{
  gtk_search_bar_set_key_capture_widget (RG_CUSTOMERS_PAGE (widget)->search_bar, NULL);
  GTK_WIDGET_CLASS (rg_customers_page_parent_class)->unmap (widget);
}

/* --- GObject --- */

static void
rg_customers_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, RG_CUSTOMERS_PAGE (object)->store);
  else if (id == PROP_SELECTING)
    g_value_set_boolean (value, RG_CUSTOMERS_PAGE (object)->selecting);
  else if (id == PROP_NARROW)
    g_value_set_boolean (value, RG_CUSTOMERS_PAGE (object)->narrow);
  else if (id == PROP_VIEW)
    g_value_set_string (value, rg_view_button_get_key (RG_CUSTOMERS_PAGE (object)->view_button));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customers_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_CUSTOMERS_PAGE (object)->store = g_value_dup_object (value);
  else if (id == PROP_SELECTING)
    rg_customers_page_set_selecting (RG_CUSTOMERS_PAGE (object), g_value_get_boolean (value));
  else if (id == PROP_NARROW)
    {
      RG_CUSTOMERS_PAGE (object)->narrow = g_value_get_boolean (value);
      rg_customers_page_update_columns (RG_CUSTOMERS_PAGE (object));
    }
  else if (id == PROP_VIEW)
    rg_view_button_choose (RG_CUSTOMERS_PAGE (object)->view_button, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_customers_page_add_sorters (RgCustomersPage *self)
{
  GtkColumnViewColumn *columns[] = { self->name_column, self->last_visit_column,
                                     self->visits_column, self->spend_column };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkSorter) inert = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (columns[i], inert);
    }
  gtk_column_view_sort_by_column (self->view, self->name_column, GTK_SORT_ASCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (rg_customers_page_sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* GTK has no alignment for the title of a column; numbers and their title both end on the right. */
static void
rg_customers_page_align_titles (RgCustomersPage *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = gtk_widget_get_last_child (header);

  for (int i = 0; i < 2 && title; i++, title = gtk_widget_get_prev_sibling (title))
    rg_own_columns_align_title (title);
}

static void
rg_customers_page_constructed (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  G_OBJECT_CLASS (rg_customers_page_parent_class)->constructed (object);

  self->customers = rg_row_list_new (self->store, &rg_customer_list_source);
  self->selection =
      rg_selection_new (G_LIST_MODEL (self->customers), rg_customers_page_get_id);
  rg_bulk_bar_set_up (self->bulk_bar, self->store, self->selection);
  g_signal_connect_object (self->selection, "notify::n-selected",
                           G_CALLBACK (rg_customers_page_update_bar), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->customers, "notify::loading",
                           G_CALLBACK (rg_customers_page_loading_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->customers, "notify::loading",
                           G_CALLBACK (rg_customers_page_update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->customers, "items-changed",
                           G_CALLBACK (rg_customers_page_update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->customers, "failed", G_CALLBACK (rg_customers_page_failed_cb),
                           self, G_CONNECT_SWAPPED);
  rg_customers_page_ask (self);
  rg_view_button_set_up (self->view_button, self->store);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_customers_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_customers_page_read_fields (self);
}

static void
rg_customers_page_dispose (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  /* The columns leave one by one, and each says that the order has changed. */
  if (self->view)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CUSTOMERS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->customers);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_customers_page_parent_class)->dispose (object);
}

static void
rg_customers_page_finalize (GObject *object)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (object);

  g_free (self->query);
  g_strfreev (self->columns);

  G_OBJECT_CLASS (rg_customers_page_parent_class)->finalize (object);
}

static void
rg_customers_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.search", NULL,
                                   rg_customers_page_search_action);
  gtk_widget_class_install_action (widget_class, "page.columns", NULL,
                                   rg_customers_page_columns_action);
  gtk_widget_class_install_action (widget_class, "page.duplicates", NULL,
                                   rg_customers_page_duplicates_action);
  gtk_widget_class_install_action (widget_class, "page.tags", NULL,
                                   rg_customers_page_tags_action);
  gtk_widget_class_install_action (widget_class, "page.new", NULL,
                                   rg_customers_page_new_action);
  gtk_widget_class_install_action (widget_class, "page.save-view", NULL,
                                   rg_customers_page_save_view_action);
  gtk_widget_class_install_action (widget_class, "page.update-view", NULL,
                                   rg_customers_page_update_view_action);
  gtk_widget_class_install_action (widget_class, "page.rename-view", NULL,
                                   rg_customers_page_rename_view_action);
  gtk_widget_class_install_action (widget_class, "page.delete-view", NULL,
                                   rg_customers_page_delete_view_action);
  gtk_widget_class_install_property_action (widget_class, "page.select", "selecting");
  gtk_widget_class_install_property_action (widget_class, "page.view", "view");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, rg_customers_page_escape_cb,
                                NULL);
}

static void
rg_customers_page_class_init (RgCustomersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_customers_page_get_property;
  object_class->set_property = rg_customers_page_set_property;
  object_class->constructed = rg_customers_page_constructed;
  object_class->dispose = rg_customers_page_dispose;
  object_class->finalize = rg_customers_page_finalize;
  widget_class->map = rg_customers_page_map;
  widget_class->unmap = rg_customers_page_unmap;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  props[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "all",
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                              G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (RG_TYPE_BULK_BAR);
  g_type_ensure (RG_TYPE_CUSTOMER);
  g_type_ensure (RG_TYPE_VIEW_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-customers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, bulk_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, check_column);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, last_visit_column);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, spend_column);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, view);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomersPage, visits_column);
  gtk_widget_class_bind_template_callback (widget_class, rg_customers_page_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customers_page_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customers_page_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customers_page_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customers_page_view_chosen_cb);
  rg_customers_page_install_actions (widget_class);
}

static void
rg_customers_page_init (RgCustomersPage *self)
{
  self->settings = rg_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  rg_customers_page_add_sorters (self);
  rg_customers_page_align_titles (self);
  rg_customers_page_take_settings (self);
  g_signal_connect_object (self->settings, "changed::customer-columns",
                           G_CALLBACK (rg_customers_page_take_settings), self,
                           G_CONNECT_SWAPPED);
}
