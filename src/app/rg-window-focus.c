/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The keyboard is never nowhere: when what has it goes or cannot be used any more, as a button does
 * that has done its work, the keyboard goes to what is nearest; and so it does where a page that is
 * come back to has turned to another view, and gives the keyboard to what was in use in the one
 * before. */
#include "app/rg-window.h"

/* So many of what lies around the last place are remembered; that place may go with all of its
 * row. */
#define RG_FOCUS_AROUND 10

typedef struct {
  RgWindow *window;
  GWeakRef around[RG_FOCUS_AROUND]; /* GtkWidget: the last place, what holds it, … */
  guint source;
} RgFocusGuard;

static void
rg_focus_guard_free (RgFocusGuard *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < RG_FOCUS_AROUND; i++)
    g_weak_ref_clear (&self->around[i]);
  g_free (self);
}

static void
rg_focus_guard_remember (RgFocusGuard *self, GtkWidget *focus)
{
  for (guint i = 0; i < RG_FOCUS_AROUND; i++)
    {
      g_weak_ref_set (&self->around[i], focus);
      focus = focus ? gtk_widget_get_parent (focus) : NULL;
    }
}

static gboolean
rg_focus_guard_try (GtkWidget *widget)
{
  return widget && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* A menu or a dialog that opens comes in sight a moment after it has taken the keyboard. */
static gboolean
rg_focus_guard_is_seen (RgFocusGuard *self, AdwDialog *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return focus && (gtk_widget_get_mapped (focus) || dialog ||
                   gtk_widget_get_native (focus) != GTK_NATIVE (self->window));
}

static gboolean
rg_focus_guard_idle_cb (gpointer data)
{
  RgFocusGuard *self = data;
  AdwDialog *dialog =
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));

  self->source = 0;
  if (rg_focus_guard_is_seen (self, dialog))
    return G_SOURCE_REMOVE;
  /* From where nobody sees it there is no next place. */
  if (!dialog)
    gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  for (guint i = 0; i < RG_FOCUS_AROUND; i++)
    {
      g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->around[i]);

      if ((!dialog || (widget && gtk_widget_is_ancestor (widget, GTK_WIDGET (dialog)))) &&
          rg_focus_guard_try (widget))
        return G_SOURCE_REMOVE;
    }
  /* A dialog that opens chooses its first place itself, a moment later. */
  if (!dialog)
    rg_focus_guard_try (GTK_WIDGET (rg_window_get_visible_page (self->window)));
  return G_SOURCE_REMOVE;
}

/* Later: what takes the place of the old often asks for the keyboard itself. */
static void
rg_focus_guard_changed_cb (GtkWindow *window, GParamSpec *pspec, RgFocusGuard *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus)
    rg_focus_guard_remember (self, focus);
  if (self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (window)) &&
      (!focus || !gtk_widget_get_mapped (focus)))
    self->source = g_idle_add_full (G_PRIORITY_LOW, rg_focus_guard_idle_cb, self, NULL);
}

void
rg_window_add_focus_guard (RgWindow *window)
{
  RgFocusGuard *self = g_new0 (RgFocusGuard, 1);

  self->window = window;
  for (guint i = 0; i < RG_FOCUS_AROUND; i++)
    g_weak_ref_init (&self->around[i], NULL);
  g_object_set_data_full (G_OBJECT (window), "rg-focus-guard", self,
                          (GDestroyNotify) rg_focus_guard_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (rg_focus_guard_changed_cb), self);
}
