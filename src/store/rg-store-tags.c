/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tags: renamed, coloured, merged. */
#include "store/rg-store-tags.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment.h"
#include "store/rg-message-conditions.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-row.h"

const char *const rg_tag_colours[] = { "blue",   "green",  "yellow", "orange", "red",
                                       "purple", "brown",  "grey",   NULL };

static const char *const rg_tag_colour_names[] = { N_("Blue"), N_("Green"),  N_("Yellow"),
                                                   N_("Orange"), N_("Red"),  N_("Purple"),
                                                   N_("Brown"), N_("Grey") };

const char *
rg_tag_colour_name (const char *colour)
{
  if (*colour == '\0')
    return N_("No colour");
  for (guint i = 0; rg_tag_colours[i] != NULL; i++)
    if (g_str_equal (rg_tag_colours[i], colour))
      return rg_tag_colour_names[i];
  return NULL;
}

void
rg_tag_free (RgTag *tag)
{
  g_free (tag->name);
  g_free (tag->colour);
  g_free (tag);
}

/* --- reading ------------------------------------------------------------------------------ */

static RgTag *
rg_tag_from_row (RgStatement *row)
{
  RgTag *tag = g_new0 (RgTag, 1);
  gsize length;
  const void *uuid = rg_statement_get_blob (row, 1, &length);

  tag->id = rg_statement_get_int (row, 0);
  memcpy (tag->uuid, uuid, MIN (length, RG_UUID_SIZE));
  tag->name = g_strdup (rg_statement_get_text (row, 2));
  tag->colour = g_strdup (rg_statement_get_text (row, 3));
  tag->n_customers = (guint) rg_statement_get_int (row, 4);
  return tag;
}

static int
rg_tag_compare (gconstpointer a, gconstpointer b)
{
  const RgTag *x = *(RgTag *const *) a, *y = *(RgTag *const *) b;
  g_autoptr (GBytes) key_x = rg_sort_key (x->name);
  g_autoptr (GBytes) key_y = rg_sort_key (y->name);
  int order = g_bytes_compare (key_x, key_y);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static gboolean
rg_tags_read_segments (RgDb *db, GPtrArray *tags, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tags.segments", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    for (guint i = 0; i < tags->len; i++)
      {
        RgTag *tag = tags->pdata[i];
        g_autofree char *without =
            rg_segment_rename (rg_statement_get_text (rows, 1), RG_LIST_TAGS, tag->name, NULL,
                               TRUE);

        tag->n_segments += without != NULL;
      }
  return step == RG_STEP_DONE;
}

GPtrArray *
rg_tags_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tags.all", error);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_tag_free);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (tags, rg_tag_from_row (rows));
  if (step != RG_STEP_DONE || !rg_tags_read_segments (db, tags, error))
    return NULL;
  g_ptr_array_sort (tags, rg_tag_compare);
  return g_steal_pointer (&tags);
}

static void
rg_tags_array_free (gpointer data)
{
  GPtrArray **tags = data;

  g_clear_pointer (tags, g_ptr_array_unref);
  g_free (tags);
}

static gboolean
rg_tags_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **tags = data;

  *tags = rg_tags_read (db, error);
  return *tags != NULL;
}

void
rg_store_read_tags_async (RgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rg_store_read_async (store, RG_READER_ROWS, rg_tags_read_in_thread, g_new0 (GPtrArray *, 1),
                       rg_tags_array_free, cancellable, callback, user_data);
}

GPtrArray *
rg_store_read_tags_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  GPtrArray **tags = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (tags);
}

/* How well a text means a tag: 0 not at all. */
static guint
rg_tag_is_meant (const RgTag *tag, const char *text)
{
  g_autofree char *uuid = rg_uuid_to_string (tag->uuid);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, tag->id);
  g_autofree char *name = rg_fold (tag->name);
  g_autofree char *wanted = rg_fold (text);

  if (g_str_equal (tag->name, text))
    return 3;
  if (g_ascii_strcasecmp (uuid, text) == 0 || g_str_equal (id, text))
    return 2;
  return g_str_equal (name, wanted);
}

gint64
rg_tag_look_up (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) tags = rg_tags_read (db, error);
  guint best = 0;
  gint64 id = 0;

  if (tags == NULL)
    return 0;
  for (guint i = 0; i < tags->len; i++)
    {
      guint meant = rg_tag_is_meant (tags->pdata[i], text);

      if (meant > best)
        id = ((RgTag *) tags->pdata[i])->id;
      best = MAX (best, meant);
    }
  if (id == 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a name that somebody typed. */
                 _("There is no tag “%s”."), text);
  return id;
}

/* --- writing ------------------------------------------------------------------------------ */

typedef struct
{
  gint64 id;
  gint64 other; /* that becomes part of it */
  char *name;
  char *colour;
} RgTagEdit;

static RgTagEdit *
rg_tag_edit_new (gint64 id, gint64 other, const char *name, const char *colour)
{
  RgTagEdit *edit = g_new0 (RgTagEdit, 1);

  edit->id = id;
  edit->other = other;
  edit->name = g_strstrip (g_strdup (name != NULL ? name : ""));
  edit->colour = g_strdup (colour != NULL ? colour : "");
  return edit;
}

static void
rg_tag_edit_free (gpointer data)
{
  RgTagEdit *edit = data;

  g_free (edit->name);
  g_free (edit->colour);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTagEdit, rg_tag_edit_free)

static gboolean
rg_tag_read_name (RgDb *db, gint64 id, char **name, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "tags.by-id", id, _("This tag is not there any more."), error);

  if (row != NULL)
    *name = g_strdup (rg_statement_get_text (row, 0));
  return row != NULL;
}

/* Another tag whose name only differs in case or accents; segments mean both by either name. */
static gboolean
rg_tag_has_namesake (RgDb *db, gint64 id, const char *name, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tags.all", error);
  g_autofree char *wanted = rg_fold (name);
  RgStep step = RG_STEP_ERROR;

  *has = FALSE;
  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *folded = rg_fold (rg_statement_get_text (rows, 2));

      *has |= rg_statement_get_int (rows, 0) != id && g_str_equal (folded, wanted);
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_tag_write_segment (RgDb *db, gint64 id, const char *text, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "tags.segment-text", error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, id);
  rg_statement_bind_text (update, 2, text);
  return rg_statement_run (update, error);
}

typedef struct {
  const char *from, *to;
  gboolean keep;
} RgTagRenamed;

static char *
rg_tag_follow_rules (const char *rules, gpointer data)
{
  const RgTagRenamed *renamed = data;

  return rg_segment_rename (rules, RG_LIST_TAGS, renamed->from, renamed->to, renamed->keep);
}

/* Segments that name the tag name it as it is called from now on. */
static gboolean
rg_tag_follow_in_segments (RgDb *db, gint64 id, const char *from, const char *to, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tags.segments", error);
  RgStep step = RG_STEP_ERROR;
  RgTagRenamed renamed = { from, to, FALSE };
  gboolean keep;

  if (rows == NULL || !rg_tag_has_namesake (db, id, from, &keep, error))
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *text =
          rg_segment_rename (rg_statement_get_text (rows, 1), RG_LIST_TAGS, from, to, keep);

      if (text != NULL && !g_str_equal (text, rg_statement_get_text (rows, 1)) &&
          !rg_tag_write_segment (db, rg_statement_get_int (rows, 0), text, error))
        return FALSE;
    }
  renamed.keep = keep;
  return step == RG_STEP_DONE && rg_messages_follow (db, rg_tag_follow_rules, &renamed, error)
         && rg_automations_follow (db, RG_NAMED_TAG, from, to, error);
}

/* Files go on calling it so. */
static gboolean
rg_tag_remember (RgDb *db, gint64 id, const char *name, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (db, "tags.remember", error);

  if (insert == NULL)
    return FALSE;
  rg_statement_bind_int (insert, 1, id);
  rg_statement_bind_text (insert, 2, name);
  return rg_statement_run (insert, error);
}

static gboolean
rg_tag_check (RgDb *db, const RgTagEdit *edit, const char *known, GError **error)
{
  gboolean taken = FALSE;

  if (*edit->name == '\0' || rg_card_in_text (edit->name) ||
      rg_tag_colour_name (edit->colour) == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           *edit->name == '\0' ? _("A tag needs a name.")
                           : rg_card_in_text (edit->name)
                             ? _("This looks like the number of a payment card. "
                                 "Regulars never stores those.")
                             : _("There is no such colour for tags."));
      return FALSE;
    }
  if (!g_str_equal (edit->name, known) &&
      !rg_tag_has_namesake (db, edit->id, edit->name, &taken, error))
    return FALSE;
  if (taken)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                 /* Translators: %s is the name of a tag. */
                 _("There is a tag “%s” already. Merge the two instead."), edit->name);
  return !taken;
}

static gboolean
rg_tag_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTagEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) update = rg_db_statement (db, "tags.update", error);
  g_autofree char *known = NULL;
  g_autofree char *label = NULL;

  if (update == NULL || !rg_tag_read_name (db, edit->id, &known, error) ||
      !rg_tag_check (db, edit, known, error))
    return FALSE;
  /* Translators: in History; the names of a tag, before and after. */
  label = !g_str_equal (known, edit->name)
              ? g_strdup_printf (_("Tag “%s” Renamed to “%s”"), known, edit->name)
              /* Translators: in History; the name of a tag. */
              : g_strdup_printf (_("Colour of the Tag “%s” Changed"), known);
  rg_write_set_label (write, label);
  rg_statement_bind_int (update, 1, edit->id);
  rg_statement_bind_text (update, 2, edit->name);
  rg_statement_bind_text (update, 3, edit->colour);
  return rg_statement_run (update, error) &&
         (g_str_equal (known, edit->name) ||
          (rg_tag_remember (db, edit->id, known, error) &&
           rg_tag_follow_in_segments (db, edit->id, known, edit->name, error)));
}

static gboolean
rg_tag_run (RgDb *db, const char *name, gint64 id, gint64 other, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (other != 0)
    rg_statement_bind_int (statement, 2, other);
  return rg_statement_run (statement, error);
}

static gboolean
rg_tag_merge_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTagEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *stays = NULL;
  g_autofree char *goes = NULL;
  g_autofree char *label = NULL;

  if (!rg_tag_read_name (db, edit->id, &stays, error) ||
      !rg_tag_read_name (db, edit->other, &goes, error))
    return FALSE;
  if (edit->id == edit->other)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("Choose two different tags."));
      return FALSE;
    }
  /* Translators: in History; the first tag became part of the second one. */
  label = g_strdup_printf (_("Tag “%s” Merged into “%s”"), goes, stays);
  rg_write_set_label (write, label);
  return rg_tag_run (db, "tags.join", edit->id, edit->other, error) &&
         rg_tag_follow_in_segments (db, edit->other, goes, stays, error) &&
         rg_tag_run (db, "tags.pass-names", edit->id, edit->other, error) &&
         rg_tag_remember (db, edit->id, goes, error) &&
         rg_tag_run (db, "tags.delete", edit->other, 0, error);
}

static gboolean
rg_tag_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTagEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (!rg_tag_read_name (db, edit->id, &name, error))
    return FALSE;
  /* Translators: in History; the name of a tag. */
  label = g_strdup_printf (_("Tag “%s” Deleted"), name);
  rg_write_set_label (write, label);
  return rg_tag_run (db, "tags.delete", edit->id, 0, error);
}

gboolean
rg_store_save_tag_sync (RgStore *store, gint64 id, const char *name, const char *colour,
                        gint64 *action_id, GError **error)
{
  g_autoptr (RgTagEdit) edit = rg_tag_edit_new (id, 0, name, colour);

  return rg_store_write_sync (store, "tag.edit", "", rg_tag_save_in_thread, edit, NULL, action_id,
                              error);
}

void
rg_store_save_tag_async (RgStore *store, gint64 id, const char *name, const char *colour,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "tag.edit", "", rg_tag_save_in_thread,
                        rg_tag_edit_new (id, 0, name, colour), rg_tag_edit_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_merge_tags_sync (RgStore *store, gint64 stays, gint64 goes, gint64 *action_id,
                          GError **error)
{
  g_autoptr (RgTagEdit) edit = rg_tag_edit_new (stays, goes, NULL, NULL);

  return rg_store_write_sync (store, "tag.merge", "", rg_tag_merge_in_thread, edit, NULL,
                              action_id, error);
}

void
rg_store_merge_tags_async (RgStore *store, gint64 stays, gint64 goes, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  rg_store_write_async (store, "tag.merge", "", rg_tag_merge_in_thread,
                        rg_tag_edit_new (stays, goes, NULL, NULL), rg_tag_edit_free, NULL,
                        callback, user_data);
}

gboolean
rg_store_delete_tag_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  g_autoptr (RgTagEdit) edit = rg_tag_edit_new (id, 0, NULL, NULL);

  return rg_store_write_sync (store, "tag.delete", "", rg_tag_delete_in_thread, edit, NULL,
                              action_id, error);
}

void
rg_store_delete_tag_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  rg_store_write_async (store, "tag.delete", "", rg_tag_delete_in_thread,
                        rg_tag_edit_new (id, 0, NULL, NULL), rg_tag_edit_free, NULL, callback,
                        user_data);
}
