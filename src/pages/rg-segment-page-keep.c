/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page and the segment in the file: reading, saving under a name that is free, deleting. */
#include "pages/rg-segment-page-private.h"

#include "base/rg-error-text.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment-circle.h"
#include "store/rg-store-segments.h"

/* --- what is there to save ---------------------------------------------------------------- */

/* The text as it would be saved; NULL while a rule lacks something. */
static char *
rg_segment_page_dup_text (RgSegmentPage *self)
{
  g_autofree char *text = rg_segment_print (self->root);
  g_autoptr (RgNode) readable = rg_segment_parse (text, NULL, NULL);

  return readable != NULL ? g_steal_pointer (&text) : NULL;
}

gboolean
rg_segment_page_is_changed (RgSegmentPage *self)
{
  g_autofree char *text = NULL;

  if (self->root == NULL || self->deleted)
    return FALSE;
  text = rg_segment_print (self->root);
  return g_strcmp0 (text, self->saved_text) != 0 ||
         g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), self->saved_name) != 0;
}

static gboolean
rg_segment_page_has_more (RgSegmentPage *self)
{
  g_autofree char *text = self->root != NULL ? rg_segment_page_dup_text (self) : NULL;
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  return text != NULL && *name != '\0' && rg_segment_page_is_changed (self);
}

static char *
rg_segment_page_dup_circle (RgSegmentPage *self, const RgNode *root)
{
  RgSegmentBook book;

  if (self->dataset == NULL)
    return NULL;
  book = rg_segment_book (self->dataset);
  return rg_segment_dup_circle (&book, root, rg_segment_book_find (self->dataset, self->id));
}

/* Not while its rules lead back to itself; the rule says so. */
gboolean
rg_segment_page_can_save (RgSegmentPage *self)
{
  g_autofree char *circle =
    self->root != NULL ? rg_segment_page_dup_circle (self, self->root) : NULL;

  return circle == NULL && rg_segment_page_has_more (self);
}

static gboolean
rg_segment_page_is_taken (RgSegmentPage *self, const char *name)
{
  g_autofree char *folded = rg_fold (name);
  const RgNames *names = self->dataset != NULL ? &self->dataset->segments : NULL;

  for (guint i = 0; names != NULL && i < names->n; i++)
    if (names->id[i] != self->id && g_str_equal (names->folded[i], folded))
      return TRUE;
  return FALSE;
}

/* The name that was typed, with a number behind it where another segment has it. */
static char *
rg_segment_page_dup_name (RgSegmentPage *self)
{
  g_autofree char *typed =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  char *name = g_strdup (typed);

  for (int i = 2; rg_segment_page_is_taken (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %d", typed, i);
    }
  return name;
}

/* --- saving ------------------------------------------------------------------------------- */

void
rg_segment_page_tell_segment (RgSegmentPage *self)
{
  rg_segment_builder_set_segment (self->builder, self->id);
  rg_segment_text_set_segment (self->text, self->dataset, self->id);
}

static void
rg_segment_page_saved_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_save_segment_finish (RG_STORE (store), result, &self->id, NULL, &error))
    {
      if (self->store == NULL)
        return;
      rg_segment_page_tell_segment (self);
      rg_segment_page_update_actions (self);
      return;
    }
  text = rg_error_text (error);
  g_clear_pointer (&self->saved_text, g_free);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* Rules that ask for the segment's own people take another name along; takes the text. */
static char *
rg_segment_page_follow_name (RgSegmentPage *self, char *text, const char *name)
{
  char *renamed = self->id != 0 && g_strcmp0 (self->saved_name, name) != 0
                    ? rg_segment_rename (text, RG_LIST_SEGMENTS, self->saved_name, name, FALSE)
                    : NULL;

  if (renamed == NULL)
    return text;
  g_free (text);
  g_clear_pointer (&self->last, rg_node_free);
  self->last = rg_segment_parse (renamed, NULL, NULL);
  rg_segment_page_set_root (self, rg_node_copy (self->last));
  return renamed;
}

void
rg_segment_page_save (RgSegmentPage *self)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autoptr (RgSavedSegment) segment = NULL;

  /* There is no rule to save where the segment was not there. */
  if (!rg_segment_page_has_more (self))
    return;
  text = rg_segment_page_dup_text (self);
  name = rg_segment_page_dup_name (self);
  text = rg_segment_page_follow_name (self, g_steal_pointer (&text), name);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  segment = rg_saved_segment_new (name, text);
  segment->id = self->id;
  g_set_str (&self->saved_name, name);
  g_set_str (&self->saved_text, text);
  rg_store_save_segment_async (self->store, segment, rg_segment_page_saved_cb,
                               g_object_ref (self));
  rg_segment_page_update_actions (self);
}

/* --- deleting ----------------------------------------------------------------------------- */

static void
rg_segment_page_deleted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  if (!rg_store_write_finish (RG_STORE (store), result, &action, &error))
    {
      g_autofree char *text = rg_error_text (error);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
      return;
    }
  self->deleted = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action,
                              _("Segment Deleted"));
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

void
rg_segment_page_delete (RgSegmentPage *self)
{
  rg_store_delete_segment_async (self->store, self->id, rg_segment_page_deleted_cb,
                                 g_object_ref (self));
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct {
  gint64 id;
  RgSavedSegment *segment;
} RgSegmentRead;

static void
rg_segment_read_free (gpointer data)
{
  RgSegmentRead *read = data;

  g_clear_pointer (&read->segment, rg_saved_segment_free);
  g_free (read);
}

static gboolean
rg_segment_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSegmentRead *read = data;

  read->segment = rg_segment_read (db, read->id, error);
  return read->segment != NULL;
}

static void
rg_segment_page_begin (RgSegmentPage *self, const char *name, const char *text)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);

  if (root == NULL)
    root = rg_node_new_group (RG_NODE_ALL);
  g_clear_pointer (&self->last, rg_node_free);
  g_clear_pointer (&self->saved_text, g_free);
  self->last = rg_node_copy (root);
  g_set_str (&self->saved_name, name);
  self->saved_text = rg_segment_print (root);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  rg_segment_page_tell_segment (self);
  rg_segment_page_set_root (self, g_steal_pointer (&root));
  rg_segment_page_update_actions (self);
  rg_segment_page_count (self);
  rg_segment_page_show_view (self);
}

/* What somebody is editing here stays. */
static gboolean
rg_segment_page_knows (RgSegmentPage *self, const RgSavedSegment *segment)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, NULL);
  g_autofree char *text = root != NULL ? rg_segment_print (root) : NULL;

  return self->root != NULL &&
         (rg_segment_page_is_changed (self) || (g_strcmp0 (text, self->saved_text) == 0 &&
                                                g_strcmp0 (segment->name, self->saved_name) == 0));
}

static void
rg_segment_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  const RgSegmentRead *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_read_finish (RG_STORE (object), result, &error))
    {
      if (self->store != NULL && !rg_segment_page_knows (self, read->segment))
        rg_segment_page_begin (self, read->segment->name, read->segment->text);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
rg_segment_page_read (RgSegmentPage *self)
{
  RgSegmentRead *read;

  if (self->id == 0)
    {
      rg_segment_page_begin (self, "", "");
      return;
    }
  read = g_new0 (RgSegmentRead, 1);
  read->id = self->id;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_segment_page_read_in_thread, read,
                       rg_segment_read_free, NULL, rg_segment_page_read_cb, g_object_ref (self));
}
