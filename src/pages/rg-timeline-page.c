/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The timeline of a customer. */
#include "pages/rg-timeline-page.h"

#include "base/rg-i18n.h"
#include "pages/rg-customer-sales.h"
#include "pages/rg-note-dialog.h"
#include "store/rg-store-timeline.h"
#include "widgets/rg-month-sections.h"

struct _RgTimelinePage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkDropDown *kind_drop_down;
  GtkScrolledWindow *scrolled_window;
  GtkListView *view;
  AdwStatusPage *empty_page;

  RgStore *store;
  gint64 id;
  RgRowList *events;
  gboolean from_top; /* another list: it begins where it begins */
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTimelinePage, rg_timeline_page, ADW_TYPE_NAVIGATION_PAGE)

/* The first row of the drop-down is all kinds. */
static void
rg_timeline_page_kind_cb (RgTimelinePage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->kind_drop_down);
  const RgEventKind kind =
      selected == 0 || selected > RG_N_EVENTS ? RG_N_EVENTS : (RgEventKind) (selected - 1);
  g_autofree char *query = rg_timeline_dup_query (self->id, kind);

  if (!self->events)
    return;
  self->from_top = TRUE;
  rg_row_list_set_query (self->events, 0, TRUE, query);
}

/* A list of sections lays itself out with its first row at the top, and the header of the first
 * section out of sight. */
static gboolean
rg_timeline_page_scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *place =
      gtk_scrolled_window_get_vadjustment (RG_TIMELINE_PAGE (widget)->scrolled_window);

  if (gtk_adjustment_get_upper (place) <= gtk_adjustment_get_page_size (place))
    return gtk_adjustment_get_upper (place) > 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (place, 0);
  return G_SOURCE_REMOVE;
}

static void
rg_timeline_page_loading_cb (RgTimelinePage *self)
{
  const gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0;

  if (rg_row_list_is_loading (self->events))
    return;
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  if (self->from_top && !empty)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), rg_timeline_page_scroll_cb, NULL, NULL);
  self->from_top = FALSE;
}

/* The dialog of a task or of a ticket. */
static void
rg_timeline_page_edit (RgTimelinePage *self, const char *action, RgEvent *event)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "id", "x", rg_event_get_subject (event));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, g_variant_dict_end (&query));
}

static void
rg_timeline_page_open_note (RgTimelinePage *self, RgEvent *event, RgNoteKind kind)
{
  const gint64 note = rg_event_id_get_row (rg_event_get_id (event));

  adw_dialog_present (
      rg_note_dialog_new_edit (self->store, note, kind, rg_event_get_words (event)),
      GTK_WIDGET (self));
}

static void
rg_timeline_page_activate_cb (RgTimelinePage *self, guint position)
{
  g_autoptr (RgEvent) event = g_list_model_get_item (G_LIST_MODEL (self->events), position);
  const gint64 id = event ? rg_event_get_id (event) : 0;

  if (!event)
    return;
  switch (rg_event_id_get_kind (id))
    {
    case RG_EVENT_PURCHASE:
    case RG_EVENT_RETURN:
      rg_customer_sales_open (GTK_WIDGET (self), self->id, rg_event_id_get_day (id),
                              rg_event_id_get_day (id), rg_event_get_title (event));
      break;
    case RG_EVENT_NOTE:
      rg_timeline_page_open_note (self, event, RG_NOTE);
      break;
    case RG_EVENT_CALL:
      rg_timeline_page_open_note (self, event, RG_NOTE_CALL);
      break;
    case RG_EVENT_WEB:
      break;
    case RG_EVENT_TASK:
      rg_timeline_page_edit (self, "win.edit-task", event);
      break;
    case RG_EVENT_TICKET:
      rg_timeline_page_edit (self, "win.edit-ticket", event);
      break;
    case RG_EVENT_CAMPAIGN:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-campaign", "x",
                                  rg_event_get_subject (event));
      break;
    case RG_EVENT_POINTS:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-points", "x", self->id);
      break;
    case RG_EVENT_IMPORT:
    case RG_EVENT_EDIT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-in-history", "x",
                                  rg_event_get_subject (event));
      break;
    case RG_EVENT_DISCOUNT:
    case RG_EVENT_PERMISSION:
    case RG_N_EVENTS:
    default:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", "history");
      break;
    }
}

/* The header of a month. */
static void
rg_timeline_page_bind_header_cb (RgTimelinePage *self, GtkListHeader *header)
{
  RgEvent *event = gtk_list_header_get_item (header);
  g_autofree char *month =
      event ? rg_day_format_month (rg_event_id_get_day (rg_event_get_id (event))) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), month ? month : "");
}

static void
rg_timeline_page_set_up_header_cb (RgTimelinePage *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static GtkListItemFactory *
rg_timeline_page_create_headers (RgTimelinePage *self)
{
  GtkListItemFactory *headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (headers, "setup", G_CALLBACK (rg_timeline_page_set_up_header_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "bind", G_CALLBACK (rg_timeline_page_bind_header_cb), self,
                           G_CONNECT_SWAPPED);
  return headers;
}

/* --- GObject --- */

static int
rg_timeline_page_month_of (guint position, gpointer data)
{
  const gint64 id = rg_row_list_get_id (RG_TIMELINE_PAGE (data)->events, position);

  return rg_day_month_start (rg_event_id_get_day (id));
}

static void
rg_timeline_page_fill_kinds (RgTimelinePage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _("Everything"));
  for (int kind = 0; kind < RG_N_EVENTS; kind++)
    gtk_string_list_append (kinds, rg_event_kind_word ((RgEventKind) kind));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (kinds));
}

static void
rg_timeline_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgTimelinePage *self = RG_TIMELINE_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_timeline_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgTimelinePage *self = RG_TIMELINE_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_timeline_page_constructed (GObject *object)
{
  RgTimelinePage *self = RG_TIMELINE_PAGE (object);
  g_autoptr (GListModel) sections = NULL;
  g_autoptr (GtkNoSelection) model = NULL;
  g_autoptr (GtkListItemFactory) headers = rg_timeline_page_create_headers (self);

  G_OBJECT_CLASS (rg_timeline_page_parent_class)->constructed (object);
  self->events = rg_row_list_new (self->store, &rg_timeline_source);
  sections = rg_month_sections_new (G_LIST_MODEL (self->events), rg_timeline_page_month_of, self);
  model = gtk_no_selection_new (g_object_ref (sections));
  gtk_list_view_set_header_factory (self->view, headers);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  g_signal_connect_object (self->events, "notify::loading",
                           G_CALLBACK (rg_timeline_page_loading_cb), self, G_CONNECT_SWAPPED);
  rg_timeline_page_fill_kinds (self);
  rg_timeline_page_kind_cb (self);
}

static void
rg_timeline_page_dispose (GObject *object)
{
  RgTimelinePage *self = RG_TIMELINE_PAGE (object);

  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TIMELINE_PAGE);
  g_clear_object (&self->events);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_timeline_page_parent_class)->dispose (object);
}

static void
rg_timeline_page_class_init (RgTimelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_timeline_page_constructed;
  object_class->dispose = rg_timeline_page_dispose;
  object_class->get_property = rg_timeline_page_get_property;
  object_class->set_property = rg_timeline_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_EVENT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-timeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTimelinePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RgTimelinePage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RgTimelinePage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RgTimelinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgTimelinePage, view);
  gtk_widget_class_bind_template_callback (widget_class, rg_timeline_page_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_timeline_page_kind_cb);
}

static void
rg_timeline_page_init (RgTimelinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
