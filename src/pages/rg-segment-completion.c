/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Completion of the text form. */
#include "pages/rg-segment-completion.h"

#include "base/rg-i18n.h"
#include "widgets/rg-speak.h"

#include <string.h>

#define RG_COMPLETION_HEIGHT 200

struct _RgSegmentCompletion
{
  GObject parent_instance;

  GtkTextView *view;   /* borrowed, until it is detached */
  GtkWidget *popover;
  GtkListBox *list;
  RgDataset *dataset;
  int from;            /* characters: where the word at the cursor begins */
  gboolean chosen;     /* by the arrow keys */
  gboolean taking;
};

G_DEFINE_FINAL_TYPE (RgSegmentCompletion, rg_segment_completion, G_TYPE_OBJECT)

static void
rg_segment_completion_hide (RgSegmentCompletion *self)
{
  if (self->view == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE,
                               -1);
}

/* --- what is offered ---------------------------------------------------------------------- */

static GStrv
rg_segment_completion_read (RgSegmentCompletion *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end, at;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  gsize from;
  GStrv words;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  before = gtk_text_buffer_get_text (buffer, &start, &at, FALSE);
  words = rg_segment_complete (text, strlen (before), self->dataset, &from);
  self->from = (int) g_utf8_strlen (text, (gssize) from);
  return words;
}

static void
rg_segment_completion_fill (RgSegmentCompletion *self, GStrv words)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (words[i]);

      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      words[i], -1);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  self->chosen = FALSE;
}

/* Below the cursor. */
static void
rg_segment_completion_point (RgSegmentCompletion *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkWidget *owner = gtk_widget_get_parent (self->popover);
  GdkRectangle place;
  GtkTextIter at;
  graphene_point_t point;

  gtk_text_buffer_get_iter_at_offset (buffer, &at, self->from);
  gtk_text_view_get_iter_location (self->view, &at, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &place.x, &place.y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), owner,
                                 &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y), &point))
    return;
  place.x = (int) point.x;
  place.y = (int) point.y;
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
rg_segment_completion_offer (RgSegmentCompletion *self, GStrv words)
{
  rg_segment_completion_fill (self, words);
  rg_segment_completion_point (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE,
                               -1);
}

void
rg_segment_completion_follow (RgSegmentCompletion *self)
{
  g_auto (GStrv) words = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter at;

  if (self->view == NULL || self->taking)
    return;
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  if (gtk_widget_has_focus (GTK_WIDGET (self->view)))
    words = rg_segment_completion_read (self);
  /* Nobody is asked before they begin a word. */
  if (words != NULL && words[0] != NULL && gtk_text_iter_get_offset (&at) > self->from)
    rg_segment_completion_offer (self, words);
  else
    rg_segment_completion_hide (self);
}

/* --- keys --------------------------------------------------------------------------------- */

static const char *
rg_segment_completion_get_word (RgSegmentCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))) : NULL;
}

static void
rg_segment_completion_take (RgSegmentCompletion *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *word = g_strdup (rg_segment_completion_get_word (self));
  GtkTextIter from, to;

  rg_segment_completion_hide (self);
  if (word == NULL)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, self->from);
  gtk_text_buffer_get_iter_at_mark (buffer, &to, gtk_text_buffer_get_insert (buffer));
  /* The end of the quotation may stand there already. */
  if (*word == '"' && gtk_text_iter_get_char (&to) == '"')
    gtk_text_iter_forward_char (&to);
  self->taking = TRUE;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_insert (buffer, &from, word, -1);
  if (gtk_text_iter_ends_line (&from))
    gtk_text_buffer_insert (buffer, &from, " ", -1);
  gtk_text_buffer_end_user_action (buffer);
  self->taking = FALSE;
}

static void
rg_segment_completion_step (RgSegmentCompletion *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const int at = (row != NULL ? gtk_list_box_row_get_index (row) : 0) + step;
  GtkListBoxRow *next = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->list),
                                                 GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  self->chosen = TRUE;
  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  if (gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &place))
    gtk_adjustment_clamp_page (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), place.origin.y,
      place.origin.y + place.size.height);
  rg_speak (GTK_WIDGET (self->view), rg_segment_completion_get_word (self));
}

static gboolean
rg_segment_completion_open_key (RgSegmentCompletion *self)
{
  g_auto (GStrv) words = rg_segment_completion_read (self);

  if (words[0] != NULL)
    rg_segment_completion_offer (self, words);
  return TRUE;
}

static gboolean
rg_segment_completion_key_cb (GtkEventControllerKey *keys, guint key, guint code,
                              GdkModifierType state, RgSegmentCompletion *self)
{
  const GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();

  if (key == GDK_KEY_space && mods == GDK_CONTROL_MASK)
    return rg_segment_completion_open_key (self);
  if (!gtk_widget_get_visible (self->popover) || mods != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      rg_segment_completion_step (self, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!self->chosen)
        break;
      rg_segment_completion_take (self);
      return TRUE;
    case GDK_KEY_Tab:
      rg_segment_completion_take (self);
      return TRUE;
    case GDK_KEY_Escape:
      rg_segment_completion_hide (self);
      return TRUE;
    default:
      break;
    }
  return FALSE;
}

static void
rg_segment_completion_row_cb (GtkListBox *list, GtkListBoxRow *row, RgSegmentCompletion *self)
{
  gtk_list_box_select_row (list, row);
  rg_segment_completion_take (self);
}

/* --- the object --------------------------------------------------------------------------- */

static void
rg_segment_completion_dispose (GObject *object)
{
  RgSegmentCompletion *self = RG_SEGMENT_COMPLETION (object);

  rg_segment_completion_detach (self);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  G_OBJECT_CLASS (rg_segment_completion_parent_class)->dispose (object);
}

static void
rg_segment_completion_class_init (RgSegmentCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_segment_completion_dispose;
}

static void
rg_segment_completion_init (RgSegmentCompletion *self)
{
}

static void
rg_segment_completion_build (RgSegmentCompletion *self, GtkWidget *owner)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->popover = gtk_popover_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What may come next"), -1);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              RG_COMPLETION_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, owner);
  g_signal_connect_object (self->list, "row-activated",
                           G_CALLBACK (rg_segment_completion_row_cb), self, 0);
}

RgSegmentCompletion *
rg_segment_completion_new (GtkTextView *view, GtkWidget *owner)
{
  RgSegmentCompletion *self = g_object_new (RG_TYPE_SEGMENT_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = view;
  rg_segment_completion_build (self, owner);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (rg_segment_completion_key_cb), self,
                           0);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (rg_segment_completion_hide), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
  return self;
}

void
rg_segment_completion_detach (RgSegmentCompletion *self)
{
  self->view = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

void
rg_segment_completion_set_dataset (RgSegmentCompletion *self, RgDataset *dataset)
{
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
}
