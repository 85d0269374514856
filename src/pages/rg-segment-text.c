/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of a segment's rules. */
#include "pages/rg-segment-text.h"

#include "pages/rg-segment-completion.h"
#include "rules/rg-segment-circle.h"
#include "widgets/rg-speak.h"

struct _RgSegmentText
{
  GtkBox parent_instance;

  GtkLabel *problem;
  GtkTextView *view;

  RgSegmentCompletion *completion;
  RgDataset *dataset;
  gint64 segment;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgSegmentText, rg_segment_text, GTK_TYPE_BOX)

enum { SIGNAL_EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
rg_segment_text_say (RgSegmentText *self, const char *problem)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (problem == NULL)
    return;
  gtk_label_set_text (self->problem, problem);
  rg_speak_at_rest (GTK_WIDGET (self), problem);
}

/* Underlines from where the text cannot be read to the end of the line. */
static void
rg_segment_text_mark (GtkTextBuffer *buffer, const char *text, const RgSegmentPlace *place)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from,
                                      (int) g_utf8_strlen (text, (gssize) place->offset));
  to = from;
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);
  else
    gtk_text_iter_backward_char (&from);
  gtk_text_buffer_apply_tag_by_name (buffer, "problem", &from, &to);
}

/* Where the rules lead back to the segment itself, or NULL. */
static char *
rg_segment_text_dup_circle (RgSegmentText *self, const RgNode *root)
{
  RgSegmentBook book;

  if (self->dataset == NULL)
    return NULL;
  book = rg_segment_book (self->dataset);
  return rg_segment_dup_circle (&book, root, rg_segment_book_find (self->dataset, self->segment));
}

/* Says and marks what is wrong; NULL where the text cannot be read. */
static RgNode *
rg_segment_text_check (RgSegmentText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *circle = NULL;
  g_autoptr (GError) error = NULL;
  RgSegmentPlace place;
  RgNode *root;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "problem", &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  root = rg_segment_parse (text, &place, &error);
  circle = root != NULL ? rg_segment_text_dup_circle (self, root) : NULL;
  rg_segment_text_say (self, root != NULL ? circle : error->message);
  if (root == NULL)
    rg_segment_text_mark (buffer, text, &place);
  return root;
}

static void
rg_segment_text_changed_cb (RgSegmentText *self)
{
  g_autoptr (RgNode) root = NULL;

  if (self->filling)
    return;
  root = rg_segment_text_check (self);
  if (root != NULL)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
  rg_segment_completion_follow (self->completion);
}

static void
rg_segment_text_dispose (GObject *object)
{
  RgSegmentText *self = RG_SEGMENT_TEXT (object);

  if (self->completion != NULL)
    rg_segment_completion_detach (self->completion);
  g_clear_object (&self->completion);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_TEXT);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  G_OBJECT_CLASS (rg_segment_text_parent_class)->dispose (object);
}

static void
rg_segment_text_class_init (RgSegmentTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_text_dispose;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", RG_TYPE_SEGMENT_TEXT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-text.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentText, problem);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentText, view);
}

static void
rg_segment_text_init (RgSegmentText *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_create_tag (buffer, "problem", "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->completion = rg_segment_completion_new (self->view, GTK_WIDGET (self));
  g_signal_connect_object (buffer, "changed", G_CALLBACK (rg_segment_text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rg_segment_text_show (RgSegmentText *self, const RgNode *root)
{
  g_autofree char *text = rg_segment_print (root);
  g_autoptr (RgNode) readable = NULL;

  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  readable = rg_segment_text_check (self);
  self->filling = FALSE;
}

RgNode *
rg_segment_text_dup_root (RgSegmentText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  RgNode *root;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  root = rg_segment_parse (text, NULL, NULL);
  return root != NULL ? root : rg_node_new_group (RG_NODE_ALL);
}

void
rg_segment_text_set_segment (RgSegmentText *self, RgDataset *dataset, gint64 segment)
{
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
  self->segment = segment;
  rg_segment_completion_set_dataset (self->completion, dataset);
}
