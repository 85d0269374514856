/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of a segment. The tree is the page's own; the builder and the text edit it, the
 * counter gets copies. While one count runs, the next waits, and only the newest state is
 * counted. */
#include "pages/rg-segment-page.h"

#include "base/rg-error-text.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "pages/rg-segment-builder.h"
#include "pages/rg-segment-compare.h"
#include "pages/rg-segment-counter.h"
#include "pages/rg-segment-draw.h"
#include "pages/rg-segment-members.h"
#include "pages/rg-segment-now.h"
#include "pages/rg-segment-text.h"
#include "pages/rg-segment-time.h"
#include "pages/rg-segment-use.h"
#include "rules/rg-segment-circle.h"
#include "store/rg-segment-freeze.h"
#include "store/rg-store-segments.h"
#include "widgets/rg-speak.h"
#include "widgets/rg-view-menu.h"

/* Edits that follow each other so closely (µs) are undone together. */
#define RG_UNDO_TOGETHER 700000
#define RG_UNDO_MOST 200

struct _RgSegmentPage
{
  AdwNavigationPage parent_instance;

  AdwBottomSheet *bottom;
  AdwBanner *frozen_banner;
  AdwEntryRow *name_row;
  AdwViewStack *views;
  GtkLabel *now_line;
  RgSegmentBuilder *builder;
  RgSegmentCompare *compare;
  RgSegmentMembers *members;
  RgSegmentNow *now;
  RgSegmentNow *now_sheet;
  RgSegmentText *text;
  RgSegmentTime *time;

  RgStore *store;
  gint64 id;
  guint64 salt;         /* who is drawn on this page */
  RgNode *root;
  char *saved_name;
  char *saved_text;
  RgRuleCache *cache;
  RgDataset *dataset;   /* that the last count was of */
  gboolean counting;
  gboolean count_again;
  GPtrArray *undo;      /* RgNode, the newest last */
  RgNode *last;         /* the state after the last edit */
  gint64 last_edit;     /* monotonic */
  gboolean deleted;
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgSegmentPage, rg_segment_page, ADW_TYPE_NAVIGATION_PAGE)

static void rg_segment_page_count (RgSegmentPage *self);
static void rg_segment_page_set_root (RgSegmentPage *self, RgNode *root);

static const char *
rg_segment_page_get_currency (RgSegmentPage *self)
{
  return rg_store_get_shop (self->store)->currency;
}

/* --- saving ------------------------------------------------------------------------------- */

/* The text as it would be saved; NULL while a rule lacks something. */
static char *
rg_segment_page_dup_text (RgSegmentPage *self)
{
  g_autofree char *text = rg_segment_print (self->root);
  g_autoptr (RgNode) readable = rg_segment_parse (text, NULL, NULL);

  return readable != NULL ? g_steal_pointer (&text) : NULL;
}

static gboolean
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
static gboolean
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

static const char *const rg_segment_uses[] = { "page.export-list", "page.export-cards",
                                               "page.print", "page.freeze", "page.thaw" };

/* A list that is fixed says since when. */
static void
rg_segment_page_show_frozen (RgSegmentPage *self, gboolean frozen)
{
  const RgDay day = frozen && self->dataset != NULL
                      ? rg_segment_frozen_day (self->dataset, self->id, self->root) : RG_DAY_NONE;
  g_autofree char *words = day != RG_DAY_NONE ? rg_day_format (day) : NULL;
  /* Translators: %s is a day. */
  g_autofree char *title = words != NULL ? g_strdup_printf (_("A fixed list since %s"), words)
                                         : g_strdup (_("A fixed list"));

  adw_banner_set_title (self->frozen_banner, title);
  adw_banner_set_revealed (self->frozen_banner, frozen);
}

static void
rg_segment_page_update_use (RgSegmentPage *self, gboolean can_write)
{
  const gboolean saved = self->id != 0 && !rg_segment_page_is_changed (self);
  const gboolean frozen =
    saved && self->root != NULL && rg_segment_is_frozen (self->root, self->saved_name);

  for (guint i = 0; i < 3; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rg_segment_uses[i], saved);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.freeze", can_write && saved && !frozen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.thaw", can_write && frozen);
  rg_segment_page_show_frozen (self, frozen);
}

static void
rg_segment_page_update_actions (RgSegmentPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *title = *name != '\0' ? name : _("New Segment");
  const gboolean can_write = self->store != NULL && !rg_store_is_read_only (self->store);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save",
                                 can_write && rg_segment_page_can_save (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.undo", self->undo->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.delete", can_write && self->id != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.find-alike",
                                 self->id != 0 && !rg_segment_page_is_changed (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.start-campaign",
                                 can_write && self->id != 0 && !rg_segment_page_is_changed (self));
  rg_segment_page_update_use (self, can_write);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

/* Whose rules they are, and among which others. */
static void
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

static void
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

static void
rg_segment_page_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_segment_page_save (RG_SEGMENT_PAGE (widget));
}

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

static void
rg_segment_page_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (widget);

  rg_store_delete_segment_async (self->store, self->id, rg_segment_page_deleted_cb,
                                 g_object_ref (self));
}

static void
rg_segment_page_campaign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.new-campaign", "x", RG_SEGMENT_PAGE (widget)->id);
}

static void
rg_segment_page_alike_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-alike", "x", RG_SEGMENT_PAGE (widget)->id);
}

/* --- use ---------------------------------------------------------------------------------- */

static void
rg_segment_page_use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (widget);

  if (g_str_equal (name, "page.print"))
    rg_segment_use_print (widget, self->store, self->saved_name, self->saved_text);
  else if (g_str_equal (name, "page.freeze"))
    rg_segment_use_freeze (widget, self->store, self->id, self->saved_text);
  else if (g_str_equal (name, "page.thaw"))
    rg_segment_use_freeze (widget, self->store, self->id, NULL);
  else
    rg_segment_use_export (widget, self->store, self->saved_text,
                           g_str_equal (name, "page.export-cards") ? RG_LIST_VCARD
                                                                   : RG_LIST_SPREADSHEET);
}

/* --- names of a few members --------------------------------------------------------------- */

static void
rg_segment_page_names_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autofree char *names = rg_segment_draw_finish (RG_STORE (store), result, NULL);

  if (names == NULL || self->store == NULL)
    return;
  rg_segment_now_show_names (self->now, names);
  rg_segment_now_show_names (self->now_sheet, names);
}

/* --- counting ----------------------------------------------------------------------------- */

static gboolean
rg_segment_page_is_unfinished (RgSegmentPage *self)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (self->root);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && !node->off && rg_rule_missing (&node->rule) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
rg_segment_page_show_result (RgSegmentPage *self, const RgSegmentResult *result)
{
  RgSegmentFigures figures = { result->count, result->customers, result->spend,
                               result->net_sales,
                               self->dataset != NULL
                                 ? rg_segment_no_data (self->root, self->dataset) : NULL };
  g_autofree char *sentence =
    rg_segment_sentence (self->root, rg_segment_page_get_currency (self));
  g_autofree char *line = rg_segment_figures_dup_line (&figures);

  rg_segment_now_show (self->now, &figures, sentence);
  rg_segment_now_show (self->now_sheet, &figures, sentence);
  rg_segment_now_follow (self->now, self->store, self->root);
  rg_segment_now_follow (self->now_sheet, self->store, self->root);
  gtk_label_set_text (self->now_line, line);
  rg_speak_at_rest (GTK_WIDGET (self), line);
  rg_segment_builder_show_counts (self->builder, result->nodes, result->n_nodes, self->dataset);
  rg_segment_draw_async (self->store, self->dataset, result->members, self->salt,
                         rg_segment_page_names_cb, g_object_ref (self));
}

static void
rg_segment_page_counted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgSegmentResult) counted = rg_segment_count_finish (result, &dataset, NULL);

  self->counting = FALSE;
  if (self->store == NULL)
    return;
  if (self->count_again)
    {
      rg_segment_page_count (self);
      return;
    }
  if (counted == NULL)
    return;
  if (self->dataset == NULL)
    {
      self->dataset = g_steal_pointer (&dataset);
      rg_segment_builder_set_root (self->builder, self->root, self->dataset,
                                   rg_segment_page_get_currency (self));
    }
  else
    {
      rg_dataset_unref (self->dataset);
      self->dataset = g_steal_pointer (&dataset);
    }
  rg_segment_page_tell_segment (self);
  rg_segment_page_update_actions (self);
  rg_segment_page_show_result (self, counted);
}

static void
rg_segment_page_count (RgSegmentPage *self)
{
  gboolean unfinished;

  if (self->root == NULL)
    return;
  unfinished = rg_segment_page_is_unfinished (self);
  rg_segment_now_set_stale (self->now, unfinished);
  rg_segment_now_set_stale (self->now_sheet, unfinished);
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  rg_segment_count_async (self->store, self->root, self->cache, NULL, rg_segment_page_counted_cb,
                          g_object_ref (self));
}

/* --- edits -------------------------------------------------------------------------------- */

static gboolean
rg_segment_page_is_at (RgSegmentPage *self, const char *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view) == 0;
}

/* Keeps the state before this edit, unless it goes on with the last one. */
static void
rg_segment_page_remember (RgSegmentPage *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *before = rg_segment_print (self->last);
  g_autofree char *after = rg_segment_print (self->root);

  if (g_str_equal (before, after))
    return;
  if (now - self->last_edit > RG_UNDO_TOGETHER || self->undo->len == 0)
    g_ptr_array_add (self->undo, g_steal_pointer (&self->last));
  if (self->undo->len > RG_UNDO_MOST)
    g_ptr_array_remove_index (self->undo, 0);
  g_clear_pointer (&self->last, rg_node_free);
  self->last = rg_node_copy (self->root);
  self->last_edit = now;
}

static void
rg_segment_page_edited_cb (RgSegmentPage *self)
{
  if (self->root == NULL)
    return;
  rg_segment_page_remember (self);
  rg_segment_page_update_actions (self);
  rg_segment_page_count (self);
}

/* Takes the tree over. */
static void
rg_segment_page_set_root (RgSegmentPage *self, RgNode *root)
{
  RgNode *old = self->root;

  self->root = root;
  rg_segment_builder_set_root (self->builder, root, self->dataset,
                               rg_segment_page_get_currency (self));
  g_clear_pointer (&old, rg_node_free);
}

static void
rg_segment_page_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (widget);
  RgNode *root;

  if (self->undo->len == 0)
    return;
  root = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_clear_pointer (&self->last, rg_node_free);
  self->last = rg_node_copy (root);
  self->last_edit = 0;
  rg_segment_page_set_root (self, root);
  rg_segment_page_update_actions (self);
  rg_segment_page_count (self);
}

/* Where the page has nothing to undo, the key is the window's. */
static gboolean
rg_segment_page_undo_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  const gboolean has_undo = RG_SEGMENT_PAGE (widget)->undo->len > 0;

  if (has_undo)
    gtk_widget_activate_action (widget, "page.undo", NULL);
  return has_undo;
}

/* --- text --------------------------------------------------------------------------------- */

static void
rg_segment_page_text_cb (RgSegmentPage *self)
{
  rg_segment_page_set_root (self, rg_segment_text_dup_root (self->text));
  rg_segment_page_edited_cb (self);
}

static void
rg_segment_page_view_cb (RgSegmentPage *self)
{
  if (self->root == NULL)
    return;
  if (rg_segment_page_is_at (self, "text"))
    rg_segment_text_show (self->text, self->root);
  else if (rg_segment_page_is_at (self, "members"))
    rg_segment_members_show (self->members, self->store, self->root);
  else if (rg_segment_page_is_at (self, "compare"))
    rg_segment_compare_show (self->compare, self->store, self->id,
                             gtk_editable_get_text (GTK_EDITABLE (self->name_row)), self->root);
  else if (rg_segment_page_is_at (self, "time"))
    rg_segment_time_show (self->time, self->store, self->root, self->id);
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
  rg_segment_page_view_cb (self);
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

static void
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

/* Frozen, taken back, or changed elsewhere. */
static void
rg_segment_page_changed_cb (RgSegmentPage *self, RgChanges *changes)
{
  if (self->id != 0 && self->root != NULL && !self->deleted &&
      rg_changes_touches (changes, "segment") && !rg_segment_page_is_changed (self))
    rg_segment_page_read (self);
}

static void
rg_segment_page_dataset_cb (RgSegmentPage *self)
{
  rg_segment_page_count (self);
  rg_segment_members_refresh (self->members);
  if (rg_segment_page_is_at (self, "compare"))
    rg_segment_page_view_cb (self);
  rg_segment_time_refresh (self->time);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_segment_page_hiding (AdwNavigationPage *page)
{
  rg_segment_page_save (RG_SEGMENT_PAGE (page));
}

static void
rg_segment_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segment_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segment_page_constructed (GObject *object)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  G_OBJECT_CLASS (rg_segment_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_segment_page_dataset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_segment_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_segment_page_read (self);
}

static void
rg_segment_page_dispose (GObject *object)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (self->builder != NULL)
    rg_segment_builder_set_root (self->builder, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_PAGE);
  g_clear_pointer (&self->root, rg_node_free);
  g_clear_pointer (&self->last, rg_node_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->cache, rg_rule_cache_unref);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  g_clear_pointer (&self->saved_name, g_free);
  g_clear_pointer (&self->saved_text, g_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_segment_page_parent_class)->dispose (object);
}

static void
rg_segment_page_bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (RG_TYPE_SEGMENT_BUILDER);
  g_type_ensure (RG_TYPE_SEGMENT_COMPARE);
  g_type_ensure (RG_TYPE_SEGMENT_MEMBERS);
  g_type_ensure (RG_TYPE_SEGMENT_NOW);
  g_type_ensure (RG_TYPE_SEGMENT_TEXT);
  g_type_ensure (RG_TYPE_SEGMENT_TIME);
  g_type_ensure (RG_TYPE_VIEW_MENU);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, builder);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, compare);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, frozen_banner);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, members);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now_line);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now_sheet);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, text);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, time);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, views);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_update_actions);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_view_cb);
}

static void
rg_segment_page_class_init (RgSegmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_segment_page_get_property;
  object_class->set_property = rg_segment_page_set_property;
  object_class->constructed = rg_segment_page_constructed;
  object_class->dispose = rg_segment_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = rg_segment_page_hiding;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                             G_PARAM_STATIC_STRINGS);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  rg_segment_page_bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, rg_segment_page_save_action);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, rg_segment_page_undo_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                rg_segment_page_undo_key_cb, NULL);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL,
                                   rg_segment_page_delete_action);
  gtk_widget_class_install_action (widget_class, "page.find-alike", NULL,
                                   rg_segment_page_alike_action);
  for (guint i = 0; i < G_N_ELEMENTS (rg_segment_uses); i++)
    gtk_widget_class_install_action (widget_class, rg_segment_uses[i], NULL,
                                     rg_segment_page_use_action);
  gtk_widget_class_install_action (widget_class, "page.start-campaign", NULL,
                                   rg_segment_page_campaign_action);
}

static void
rg_segment_page_init (RgSegmentPage *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  self->cache = rg_rule_cache_new ();
  self->salt = (guint64) g_random_int () << 32 | g_random_int ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
