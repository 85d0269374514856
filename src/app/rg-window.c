/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The window. */
#include "app/rg-window.h"

#include "config.h"

#include "app/rg-shortcuts.h"
#include "app/rg-sidebar.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-job.h"
#include "pages/rg-start-page.h"
#include "pages/rg-writes.h"
#include "widgets/rg-present.h"

struct _RgWindow
{
  AdwApplicationWindow parent_instance;

  AdwNavigationSplitView *split_view;
  AdwNavigationPage *sidebar_page;
  AdwNavigationView *navigation;
  AdwToastOverlay *toasts;
  GtkListBox *places;
  GtkMenuButton *menu_button;
  GMenu *undo_section;
  GtkWidget *job_bar;
  GtkLabel *job_label;
  GtkProgressBar *job_progress;
  GtkWidget *job_cancel;

  GSettings *settings;
  RgStore *store;
  RgJob *job;
  guint pulse_source;
  RgUndoStack *undo_stack;

  char *banner_title;
  char *banner_button;
  char *banner_action;
};

enum { PROP_0, PROP_STORE, PROP_JOB, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgWindow, rg_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the bar for long work --- */

static gboolean
rg_window_pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (RG_WINDOW (data)->job_progress);
  return G_SOURCE_CONTINUE;
}

static void
rg_window_update_job (RgWindow *self)
{
  const gboolean shown = self->job && !rg_job_has_ended (self->job);
  const double fraction = shown ? rg_job_get_fraction (self->job) : 0;

  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_widget_set_visible (self->job_bar, shown);
  if (!shown)
    return;

  gtk_label_set_text (self->job_label, rg_job_get_label (self->job));
  gtk_widget_set_visible (self->job_cancel, rg_job_get_cancellable (self->job) != NULL);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->job_progress, fraction);
  else
    self->pulse_source = g_timeout_add (120, rg_window_pulse_cb, self);
}

static void
rg_window_set_job (RgWindow *self, RgJob *job)
{
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  if (job)
    g_signal_connect_object (job, "notify", G_CALLBACK (rg_window_update_job), self,
                             G_CONNECT_SWAPPED);
  rg_window_update_job (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}

static void
rg_window_job_cancel_cb (RgWindow *self)
{
  if (self->job && rg_job_get_cancellable (self->job))
    g_cancellable_cancel (rg_job_get_cancellable (self->job));
}

/* --- the banner under each page's header bar --- */

static AdwToolbarView *
rg_window_find_toolbar_view (GtkWidget *widget)
{
  if (ADW_IS_TOOLBAR_VIEW (widget))
    return ADW_TOOLBAR_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwToolbarView *found = rg_window_find_toolbar_view (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
rg_window_update_banner_of (RgWindow *self, AdwNavigationPage *page)
{
  AdwToolbarView *view = rg_window_find_toolbar_view (GTK_WIDGET (page));
  GtkWidget *banner = g_object_get_data (G_OBJECT (page), "rg-banner");

  if (!view)
    return;
  if (!banner)
    {
      banner = adw_banner_new ("");
      adw_toolbar_view_add_top_bar (view, banner);
      g_object_set_data (G_OBJECT (page), "rg-banner", banner);
    }
  adw_banner_set_title (ADW_BANNER (banner), self->banner_title ? self->banner_title : "");
  adw_banner_set_button_label (ADW_BANNER (banner), self->banner_button);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (banner), self->banner_action);
  adw_banner_set_revealed (ADW_BANNER (banner), self->banner_title && self->store);
}

static void
rg_window_update_banner (RgWindow *self)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation);

  for (guint i = 0; i < g_list_model_get_n_items (stack); i++)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (stack, i);

      rg_window_update_banner_of (self, page);
    }
}

/* --- places --- */

static void
rg_window_row_activated_cb (RgWindow *self, GtkListBoxRow *row)
{
  rg_window_show_place (self, g_object_get_data (G_OBJECT (row), "rg-place"));
}

/* The page of a place is made once and kept, so that it is found as it was left. */
static AdwNavigationPage *
rg_window_ensure_place_page (RgWindow *self, const RgPlace *place)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation, place->id);

  if (page)
    return page;
  page = g_object_new (place->get_type (), "store", self->store, "title", _(place->title), "tag",
                       place->id, NULL);
  rg_sidebar_set_place (page, place->id);
  adw_navigation_view_add (self->navigation, page);
  rg_window_update_banner_of (self, page);
  rg_writes_guard_page (GTK_WIDGET (page), self->store);
  return page;
}

/* Settings may be a file, which is written and flushed each time. */
static void
rg_window_note_place (RgWindow *self, const RgPlace *place)
{
  g_autofree char *before = g_settings_get_string (self->settings, "place");

  if (!g_str_equal (before, place->id))
    g_settings_set_string (self->settings, "place", place->id);
}

void
rg_window_show_place (RgWindow *self, const RgPlace *place)
{
  g_return_if_fail (RG_IS_WINDOW (self));

  if (!self->store)
    return;
  rg_window_ensure_place_page (self, place);
  adw_navigation_view_replace_with_tags (self->navigation, &place->id, 1);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rg_window_note_place (self, place);
}

/* A page or a dialog that was made, and is shown in a turn of its own. */
typedef struct
{
  RgWindow *window;
  RgStore *store;
  GObject *object;
} RgShowing;

static void
rg_showing_free (gpointer data)
{
  RgShowing *showing = data;

  g_object_unref (showing->window);
  g_object_unref (showing->store);
  g_object_unref (showing->object);
  g_free (showing);
}

static gboolean
rg_window_show_object_cb (gpointer data)
{
  const RgShowing *showing = data;
  RgWindow *self = showing->window;

  /* The window may have been closed since, or shows another shop. */
  if (self->store != showing->store)
    return G_SOURCE_REMOVE;
  if (ADW_IS_DIALOG (showing->object))
    {
      adw_dialog_present (ADW_DIALOG (showing->object), GTK_WIDGET (self));
      return G_SOURCE_REMOVE;
    }
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (showing->object));
  rg_window_update_banner_of (self, ADW_NAVIGATION_PAGE (showing->object));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  return G_SOURCE_REMOVE;
}

void
rg_window_show_detail (RgWindow *self, const RgDetail *detail, GVariant *parameter)
{
  const gboolean by_id = g_str_equal (detail->parameter_type, "x");
  RgShowing *showing;

  g_return_if_fail (RG_IS_WINDOW (self));

  /* The action may come over the bus: ids begin at 1, and 0 stands for a new one. */
  if (!self->store || (by_id && g_variant_get_int64 (parameter) < 0))
    return;
  showing = g_new0 (RgShowing, 1);
  showing->window = g_object_ref (self);
  showing->store = g_object_ref (self->store);
  if (by_id)
    showing->object = g_object_new (detail->get_type (), "store", self->store, "id",
                                    g_variant_get_int64 (parameter), NULL);
  else
    showing->object =
        g_object_new (detail->get_type (), "store", self->store, "query", parameter, NULL);
  g_object_ref_sink (showing->object);
  rg_sidebar_set_place (showing->object, detail->place);
  rg_writes_guard_page (GTK_WIDGET (showing->object), self->store);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_window_show_object_cb, showing, rg_showing_free);
}

static void
rg_window_remove_place_pages (RgWindow *self)
{
  gsize n_places;
  const RgPlace *places = rg_places_get (&n_places);

  for (gsize i = 0; i < n_places; i++)
    {
      AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation, places[i].id);

      if (page)
        adw_navigation_view_remove (self->navigation, page);
    }
}

void
rg_window_show_instead (RgWindow *self, AdwNavigationPage *page)
{
  g_return_if_fail (RG_IS_WINDOW (self));

  adw_navigation_view_replace (self->navigation, &page, 1);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
rg_window_show_start_page (RgWindow *self)
{
  rg_window_show_instead (self, g_object_new (RG_TYPE_START_PAGE, NULL));
}

/* The place of the last time, else the first of the sidebar. */
static void
rg_window_show_first_place (RgWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "place");
  const RgPlace *place = rg_places_find (id);
  gsize n_places;

  if (!place)
    place = rg_places_get (&n_places);
  if (place->id)
    rg_window_show_place (self, place);
  else
    rg_window_show_start_page (self);
}

/* --- GObject --- */

static void
rg_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgWindow *self = RG_WINDOW (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgWindow *self = RG_WINDOW (object);

  switch (id)
    {
    case PROP_STORE:
      rg_window_set_store (self, g_value_get_object (value));
      break;
    case PROP_JOB:
      rg_window_set_job (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_window_dispose (GObject *object)
{
  RgWindow *self = RG_WINDOW (object);

  g_clear_handle_id (&self->pulse_source, g_source_remove);
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_WINDOW);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (rg_window_parent_class)->dispose (object);
}

static void
rg_window_finalize (GObject *object)
{
  RgWindow *self = RG_WINDOW (object);

  rg_undo_stack_free (self->undo_stack);
  g_free (self->banner_title);
  g_free (self->banner_button);
  g_free (self->banner_action);

  G_OBJECT_CLASS (rg_window_parent_class)->finalize (object);
}

static void
rg_window_class_init (RgWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_window_get_property;
  object_class->set_property = rg_window_set_property;
  object_class->dispose = rg_window_dispose;
  object_class->finalize = rg_window_finalize;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, RG_TYPE_JOB, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/app/rg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RgWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, job_cancel);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, job_label);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, job_progress);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, places);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, sidebar_page);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, undo_section);
  gtk_widget_class_bind_template_callback (widget_class, rg_window_job_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_window_row_activated_cb);
}

static void
rg_window_init (RgWindow *self)
{
  self->undo_stack = rg_undo_stack_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_sidebar_fill (self->places, self->navigation);
  rg_window_add_dialog_guard (ADW_APPLICATION_WINDOW (self));
  rg_window_add_actions (self);
  rg_window_add_focus_guard (self);
  rg_window_add_import (self);
  rg_window_add_waiting (self);
  rg_window_update_undo (self);
  rg_shortcuts_install_on_window (GTK_WIDGET (self));
}

RgWindow *
rg_window_new (AdwApplication *application, GSettings *settings)
{
  RgWindow *self = g_object_new (RG_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  if (RG_IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  rg_window_show_start_page (self);
  return self;
}

RgStore *
rg_window_get_store (RgWindow *self)
{
  g_return_val_if_fail (RG_IS_WINDOW (self), NULL);
  return self->store;
}

void
rg_window_present_dialog (RgWindow *self, AdwDialog *dialog)
{
  g_autoptr (AdwDialog) taken = g_object_ref_sink (dialog);
  GListModel *open = NULL;

  g_return_if_fail (RG_IS_WINDOW (self));

  open = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  for (guint i = 0; i < g_list_model_get_n_items (open); i++)
    {
      g_autoptr (AdwDialog) other = g_list_model_get_item (open, i);

      if (G_OBJECT_TYPE (other) == G_OBJECT_TYPE (dialog))
        return;
    }
  rg_present_in_turn (dialog, GTK_WIDGET (self));
}

void
rg_window_set_store (RgWindow *self, RgStore *store)
{
  g_return_if_fail (RG_IS_WINDOW (self));

  if (self->store == store)
    return;
  rg_window_show_start_page (self);
  rg_window_remove_place_pages (self);
  g_set_object (&self->store, store);
  rg_undo_stack_clear (self->undo_stack);
  rg_window_update_undo (self);
  adw_navigation_page_set_title (self->sidebar_page,
                                 store ? rg_store_get_shop (store)->name : _("Regulars"));
  rg_window_update_actions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->places), store != NULL);
  if (store)
    rg_window_show_first_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORE]);
}

void
rg_window_set_banner (RgWindow *self, const char *title, const char *button, const char *action)
{
  g_return_if_fail (RG_IS_WINDOW (self));

  g_set_str (&self->banner_title, title);
  g_set_str (&self->banner_button, button);
  g_set_str (&self->banner_action, action);
  rg_window_update_banner (self);
}

AdwNavigationPage *
rg_window_get_visible_page (RgWindow *self)
{
  g_return_val_if_fail (RG_IS_WINDOW (self), NULL);
  return adw_navigation_view_get_visible_page (self->navigation);
}

GtkMenuButton *
rg_window_get_menu_button (RgWindow *self)
{
  g_return_val_if_fail (RG_IS_WINDOW (self), NULL);
  return self->menu_button;
}

void
rg_window_set_waiting (RgWindow *self, guint n_waiting)
{
  g_return_if_fail (RG_IS_WINDOW (self));
  rg_sidebar_set_waiting (self->places, n_waiting);
}

AdwToastOverlay *
rg_window_get_toasts (RgWindow *self)
{
  g_return_val_if_fail (RG_IS_WINDOW (self), NULL);
  return self->toasts;
}

RgUndoStack *
rg_window_get_undo_stack (RgWindow *self)
{
  g_return_val_if_fail (RG_IS_WINDOW (self), NULL);
  return self->undo_stack;
}

void
rg_window_update_undo (RgWindow *self)
{
  const char *text = rg_undo_stack_get_text (self->undo_stack);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "undo");
  g_autofree char *label = NULL;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), text != NULL);
  /* Translators: %s is what was done last, such as "Åse Dahl saved". */
  label = text ? g_strdup_printf (_("_Undo: %s"), text) : g_strdup (_("_Undo"));
  g_menu_remove_all (self->undo_section);
  g_menu_append (self->undo_section, label, "win.undo");
}
