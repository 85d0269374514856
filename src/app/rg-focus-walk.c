/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tab by Tab. At each stop the window is drawn twice, with and without the ring around what has the
 * keyboard: two equal pictures mean that nobody can see where it is. */
#include "app/rg-focus-walk.h"

#include "app/rg-lint-report.h"
#include "app/rg-lint.h"

#include <adwaita.h>

/* What is left of a long list is like what was seen of it. */
#define RG_FOCUS_WALK_MOST 40
/* Frames for styles and sizes to follow. */
#define RG_FOCUS_WALK_PAUSE 2
/* How often a ring is looked for: a page that has just come may not be drawn anew yet. */
#define RG_FOCUS_WALK_TRIES 40

typedef struct {
  GtkWindow *window;
  RgFocusWalkFunc func;
  gpointer data;
  JsonBuilder *builder;
  GPtrArray *stops; /* GtkWidget, referenced */
  GBytes *with_ring;
  gboolean ring_is_off;
  int frames; /* since the last step */
  int tries;  /* at this stop */
} RgFocusWalk;

static GtkWidget *
rg_focus_walk_get_top (RgFocusWalk *self)
{
  AdwDialog *dialog =
    ADW_IS_APPLICATION_WINDOW (self->window)
      ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))
      : NULL;

  return dialog ? GTK_WIDGET (dialog) : GTK_WIDGET (self->window);
}

static GBytes *
rg_focus_walk_draw (RgFocusWalk *self)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (snapshot);
  return node ? gsk_render_node_serialize (node) : g_bytes_new (NULL, 0);
}

/* --- judging ------------------------------------------------------------------------------ */

/* The part of the widget that what scrolls lets through is at least a few pixels. */
static gboolean
rg_focus_walk_is_in_view (RgFocusWalk *self, GtkWidget *widget)
{
  graphene_rect_t seen, frame;

  if (!gtk_widget_get_mapped (widget) ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (self->window), &seen))
    return FALSE;
  for (GtkWidget *up = gtk_widget_get_parent (widget); up; up = gtk_widget_get_parent (up))
    {
      if (!GTK_IS_SCROLLED_WINDOW (up) && !GTK_IS_WINDOW (up))
        continue;
      if (!gtk_widget_compute_bounds (up, GTK_WIDGET (self->window), &frame) ||
          !graphene_rect_intersection (&seen, &frame, &seen))
        return FALSE;
    }
  return seen.size.width >= 4 && seen.size.height >= 4;
}

static gboolean
rg_focus_walk_has_role (GtkWidget *widget)
{
  GtkWidget *speaker = widget;
  GtkAccessibleRole role;

  /* The text within an entry leaves it to the entry. */
  while (GTK_IS_TEXT (widget) && (GTK_IS_TEXT (speaker) || !GTK_IS_EDITABLE (speaker)))
    speaker = gtk_widget_get_parent (speaker);
  role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (speaker));
  return role != GTK_ACCESSIBLE_ROLE_NONE && role != GTK_ACCESSIBLE_ROLE_GENERIC &&
         role != GTK_ACCESSIBLE_ROLE_WIDGET;
}

/* Text shows a caret or a selection whether or not there is a ring. */
static gboolean
rg_focus_walk_is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LABEL (widget);
}

static void
rg_focus_walk_judge (RgFocusWalk *self, GtkWidget *focus, gboolean has_ring)
{
  if (!has_ring && !rg_focus_walk_is_text (focus))
    rg_lint_report_add (self->builder, "hidden-focus", focus, NULL, NULL);
  if (!rg_focus_walk_is_in_view (self, focus))
    rg_lint_report_add (self->builder, "out-of-view", focus, NULL, NULL);
  if (!rg_focus_walk_has_role (focus))
    rg_lint_report_add (self->builder, "roleless", focus, NULL, NULL);
}

/* Arrow keys go through these; Tab comes to one of them. */
static gboolean
rg_focus_walk_has_arrows (GtkWidget *widget)
{
  static const char *const types[] = { "GtkListBase", "GtkListBox", "GtkFlowBox", "GtkColumnView",
                                       "AdwViewSwitcher", "AdwInlineViewSwitcher", "GtkPopover",
                                       "AdwToggleGroup" };

  for (GtkWidget *up = gtk_widget_get_parent (widget); up; up = gtk_widget_get_parent (up))
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
      {
        const GType type = g_type_from_name (types[i]);

        if (type && g_type_is_a (G_OBJECT_TYPE (up), type))
          return TRUE;
      }
  return FALSE;
}

/* Whether the keyboard stopped at the widget or within it. */
static gboolean
rg_focus_walk_was_at (RgFocusWalk *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->stops->len; i++)
    if (self->stops->pdata[i] == widget ||
        gtk_widget_is_ancestor (self->stops->pdata[i], widget))
      return TRUE;
  return FALSE;
}

static void
rg_focus_walk_find_skipped (RgFocusWalk *self, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_get_can_focus (widget))
    return;
  if (rg_lint_is_operated (widget) && rg_lint_can_be_reached (widget) &&
      !rg_focus_walk_has_arrows (widget) && !rg_focus_walk_was_at (self, widget))
    rg_lint_report_add (self->builder, "skipped", widget, NULL, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rg_focus_walk_find_skipped (self, child);
}

/* --- walking ------------------------------------------------------------------------------ */

static void
rg_focus_walk_finish (RgFocusWalk *self)
{
  g_autofree char *report = NULL;

  if (self->stops->len < RG_FOCUS_WALK_MOST)
    rg_focus_walk_find_skipped (self, rg_focus_walk_get_top (self));
  rg_lint_report_end (self->builder);
  rg_lint_report_add_number (self->builder, "stops", self->stops->len);
  report = rg_lint_report_finish (self->builder);
  self->func (report, self->data);

  g_clear_pointer (&self->with_ring, g_bytes_unref);
  g_ptr_array_unref (self->stops);
  g_object_unref (self->builder);
  g_object_unref (self->window);
  g_free (self);
}

/* FALSE at the end of the walk. */
static gboolean
rg_focus_walk_step (RgFocusWalk *self)
{
  GtkWidget *focus;
  guint at;

  gtk_window_set_focus_visible (self->window, TRUE);
  g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (self->window);
  if (!focus)
    rg_lint_report_add (self->builder, "trap", GTK_WIDGET (self->window), NULL, NULL);
  if (!focus || self->stops->len == RG_FOCUS_WALK_MOST)
    return FALSE;
  if (!g_ptr_array_find (self->stops, focus, &at))
    {
      g_ptr_array_add (self->stops, g_object_ref (focus));
      return TRUE;
    }
  if (at > 0)
    rg_lint_report_add (self->builder, "trap", focus, NULL, NULL);
  return FALSE;
}

/* GTK takes the ring away three seconds after the last key, which may have passed on a machine that
 * does much else: the frames are waited for once more. */
static gboolean
rg_focus_walk_keeps_ring (RgFocusWalk *self)
{
  if (gtk_window_get_focus_visible (self->window))
    return TRUE;
  gtk_window_set_focus_visible (self->window, TRUE);
  return FALSE;
}

static gboolean
rg_focus_walk_frame_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  RgFocusWalk *self = data;
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (++self->frames < RG_FOCUS_WALK_PAUSE)
    return G_SOURCE_CONTINUE;
  self->frames = 0;
  if (self->stops->len > 0 && !self->ring_is_off)
    {
      if (!rg_focus_walk_keeps_ring (self))
        return G_SOURCE_CONTINUE;
      g_clear_pointer (&self->with_ring, g_bytes_unref);
      self->with_ring = rg_focus_walk_draw (self);
      gtk_window_set_focus_visible (self->window, FALSE);
      self->ring_is_off = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (self->ring_is_off && focus)
    {
      g_autoptr (GBytes) without = rg_focus_walk_draw (self);
      const gboolean has_ring = !g_bytes_equal (self->with_ring, without);

      self->ring_is_off = FALSE;
      if (!has_ring && !rg_focus_walk_is_text (focus) && ++self->tries < RG_FOCUS_WALK_TRIES)
        {
          gtk_window_set_focus_visible (self->window, TRUE);
          return G_SOURCE_CONTINUE;
        }
      rg_focus_walk_judge (self, focus, has_ring);
    }
  self->ring_is_off = FALSE;
  self->tries = 0;
  if (rg_focus_walk_step (self))
    return G_SOURCE_CONTINUE;
  rg_focus_walk_finish (self);
  return G_SOURCE_REMOVE;
}

void
rg_focus_walk_start (GtkWindow *window, RgFocusWalkFunc func, gpointer data)
{
  RgFocusWalk *self = g_new0 (RgFocusWalk, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));

  self->window = g_object_ref (window);
  self->func = func;
  self->data = data;
  self->builder = rg_lint_report_begin ();
  self->stops = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_window_set_focus (window, NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), rg_focus_walk_frame_cb, self, NULL);
}
