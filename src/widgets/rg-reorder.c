/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Dragging rows, and moving them by keys. */
#include "widgets/rg-reorder.h"

#include "base/rg-i18n.h"

#define PLACE "rg-reorder"
/* What is to be hit is no smaller than any control. */
#define HANDLE_WIDTH 24

typedef struct
{
  guint index;
  guint n;
  GObject *owner; /* outlives its rows */
  RgReorderFunc move;
} RgPlace;

static GdkContentProvider *
rg_reorder_prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  return gdk_content_provider_new_typed (GTK_TYPE_WIDGET, row);
}

static void
rg_reorder_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
rg_reorder_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y,
                    GtkWidget *row)
{
  GObject *dropped = g_value_get_object (value);
  const RgPlace *to = g_object_get_data (G_OBJECT (row), PLACE);
  const RgPlace *from = dropped != NULL ? g_object_get_data (dropped, PLACE) : NULL;

  if (from == NULL || from->owner != to->owner || from->index == to->index)
    return FALSE;
  to->move (to->owner, from->index, to->index);
  return TRUE;
}

static gboolean
rg_reorder_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                   GtkWidget *row)
{
  const RgPlace *place = g_object_get_data (G_OBJECT (row), PLACE);
  const int to = (int) place->index + (key == GDK_KEY_Up ? -1 : 1);

  if ((key != GDK_KEY_Up && key != GDK_KEY_Down) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || to < 0 ||
      to >= (int) place->n)
    return FALSE;
  place->move (place->owner, place->index, (guint) to);
  return TRUE;
}

/* The row takes what is dropped on it, and is dragged by the handle that this gives. */
static GtkWidget *
rg_reorder_new_handle (GtkWidget *row, const RgPlace *place)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_WIDGET, GDK_ACTION_MOVE);

  g_object_set_data_full (G_OBJECT (row), PLACE, g_memdup2 (place, sizeof *place), g_free);
  gtk_widget_set_tooltip_text (handle, _("Drag to reorder, or press Alt and an arrow key"));
  gtk_widget_set_size_request (handle, HANDLE_WIDTH, -1);
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_widget_add_css_class (handle, "dimmed");
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (rg_reorder_prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (rg_reorder_begin_cb), row);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (rg_reorder_drop_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  return handle;
}

void
rg_reorder_add (AdwPreferencesRow *row, guint index, guint n, GObject *owner, RgReorderFunc move)
{
  const RgPlace place = { index, n, owner, move };
  GtkWidget *handle = rg_reorder_new_handle (GTK_WIDGET (row), &place);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (rg_reorder_key_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), keys);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), handle);
  else if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), handle);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), handle);
}

void
rg_reorder_add_box (GtkWidget *row, GtkBox *head, guint index, GObject *owner, RgReorderFunc move)
{
  const RgPlace place = { index, 0, owner, move };

  gtk_box_prepend (head, rg_reorder_new_handle (row, &place));
}
