/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved segments. */
#include "store/rg-store-segments.h"

#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"
#include "rules/rg-segment-count.h"
#include "store/rg-segment-names.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-private.h"
#include "store/rg-store-row.h"

#include <string.h>

RgSavedSegment *
rg_saved_segment_new (const char *name, const char *text)
{
  RgSavedSegment *segment = g_new0 (RgSavedSegment, 1);

  segment->name = g_strdup (name);
  segment->text = g_strdup (text);
  return segment;
}

void
rg_saved_segment_free (RgSavedSegment *segment)
{
  g_free (segment->name);
  g_free (segment->text);
  g_free (segment);
}

void
rg_segment_member_free (RgSegmentMember *member)
{
  g_free (member->name);
  g_free (member);
}

/* --- reading ------------------------------------------------------------------------------ */

static void
rg_segments_read_uuid (RgStatement *row, int column, guint8 uuid[RG_UUID_SIZE])
{
  gsize length;
  const void *blob = rg_statement_get_blob (row, column, &length);

  memcpy (uuid, blob, MIN (length, RG_UUID_SIZE));
}

static RgSavedSegment *
rg_saved_segment_from_row (RgStatement *row)
{
  RgSavedSegment *segment =
    rg_saved_segment_new (rg_statement_get_text (row, 2), rg_statement_get_text (row, 3));

  segment->id = rg_statement_get_int (row, 0);
  rg_segments_read_uuid (row, 1, segment->uuid);
  return segment;
}

static int
rg_saved_segment_compare (gconstpointer a, gconstpointer b)
{
  const RgSavedSegment *x = *(RgSavedSegment *const *) a;
  const RgSavedSegment *y = *(RgSavedSegment *const *) b;
  g_autoptr (GBytes) key_x = rg_sort_key (x->name);
  g_autoptr (GBytes) key_y = rg_sort_key (y->name);
  int order = g_bytes_compare (key_x, key_y);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
rg_segments_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "segments.all", error);
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_saved_segment_free);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (list, rg_saved_segment_from_row (rows));
  if (step != RG_STEP_DONE)
    return NULL;
  g_ptr_array_sort (list, rg_saved_segment_compare);
  return g_steal_pointer (&list);
}

RgSavedSegment *
rg_segment_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "segments.by-id", id, _("This segment is not there any more."), error);

  return row != NULL ? rg_saved_segment_from_row (row) : NULL;
}

gboolean
rg_saved_segment_is_meant (const RgSavedSegment *segment, const char *text)
{
  g_autofree char *uuid = rg_uuid_to_string (segment->uuid);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, segment->id);
  g_autofree char *name = rg_fold (segment->name);
  g_autofree char *wanted = rg_fold (text);

  return g_str_equal (id, text) || g_ascii_strcasecmp (uuid, text) == 0 ||
         g_str_equal (name, wanted);
}

RgSavedSegment *
rg_segment_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) list = rg_segments_read (db, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (rg_saved_segment_is_meant (list->pdata[i], text))
      return rg_segment_read (db, ((RgSavedSegment *) list->pdata[i])->id, error);
  if (list != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a name that somebody typed. */
                 _("There is no segment “%s”."), text);
  return NULL;
}

GPtrArray *
rg_segment_read_members (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "segments.member", error);
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_segment_member_free);

  for (gsize i = 0; row != NULL && i < n_customers; i++)
    {
      RgSegmentMember *member;
      RgStep step;

      rg_statement_reset (row);
      rg_statement_bind_int (row, 1, customers[i]);
      step = rg_statement_step (row, error);
      if (step == RG_STEP_ERROR)
        return NULL;
      if (step == RG_STEP_DONE)
        continue;
      member = g_new0 (RgSegmentMember, 1);
      member->id = customers[i];
      rg_segments_read_uuid (row, 0, member->uuid);
      member->name = rg_shown_name (rg_statement_get_text (row, 1), rg_statement_get_text (row, 2),
                                    rg_statement_get_text (row, 3), rg_statement_get_text (row, 4));
      g_ptr_array_add (list, member);
    }
  return row != NULL ? g_steal_pointer (&list) : NULL;
}

gint64
rg_segment_find_customer (RgDb *db, const char *text, GError **error)
{
  g_autoptr (RgStatement) by_uuid = rg_db_statement (db, "segments.customer-by-uuid", error);
  g_autoptr (RgStatement) by_id = rg_db_statement (db, "segments.member", error);
  guint8 uuid[RG_UUID_SIZE];
  guint64 id = 0;

  if (by_uuid == NULL || by_id == NULL)
    return 0;
  if (rg_uuid_from_string (text, uuid))
    {
      rg_statement_bind_blob (by_uuid, 1, uuid, RG_UUID_SIZE);
      if (rg_statement_step (by_uuid, error) == RG_STEP_ROW)
        return rg_statement_get_int (by_uuid, 0);
    }
  else if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      rg_statement_bind_int (by_id, 1, (gint64) id);
      if (rg_statement_step (by_id, error) == RG_STEP_ROW)
        return (gint64) id;
    }
  if (error != NULL && *error == NULL)
    {
      g_autofree char *shown = rg_card_dup_masked (text);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   /* Translators: %s is a number or UUID that somebody typed. */
                   _("There is no customer “%s”."), shown);
    }
  return 0;
}

/* --- members as a list -------------------------------------------------------------------- */

static gboolean
rg_segment_members_read_ids (RgDb *db, int order, gint64 most, GArray *ids, GError **error)
{
  return rg_customers_source.read_ids (db, order, most, ids, error);
}

RgBitset *
rg_segment_evaluate_text (const RgDataset *dataset, const RgShop *shop, const char *text)
{
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  const RgSegmentContext context = {
    .dataset = dataset,
    .today = rg_shop_get_counting_day (shop, dataset),
    .digits = shop->digits,
    .first_weekday = shop->first_weekday,
  };

  return root != NULL ? rg_segment_evaluate (root, &context) : rg_bitset_new (dataset->n_customers);
}

static gboolean
rg_segment_members_read_matches (RgDb *db, RgDataset *dataset, const char *search, GArray *ids,
                                 GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgBitset) members = NULL;

  if (shop == NULL)
    return FALSE;
  if (dataset == NULL)
    return TRUE;
  members = rg_segment_evaluate_text (dataset, shop, search);
  for (guint i = rg_bitset_next (members, 0); i < members->n_bits;
       i = rg_bitset_next (members, i + 1))
    {
      gint64 id = rg_dataset_customer_id (dataset, i);

      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gpointer
rg_segment_members_read_row (RgDb *db, gint64 id, GError **error)
{
  return rg_customers_source.read_row (db, id, error);
}

static void
rg_segment_members_fill (GObject *item, gconstpointer row, RgStore *store)
{
  rg_customers_source.fill (item, row, store);
}

static void
rg_segment_members_row_free (gpointer row)
{
  rg_customers_source.row_free (row);
}

const RgRowSource rg_segment_members_source = {
  rg_customer_get_type,        "customer",
  rg_segment_members_read_ids, rg_segment_members_read_matches,
  rg_segment_members_read_row, rg_segment_members_fill,
  rg_segment_members_row_free,
};

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_saved_segment_is_valid (const RgSavedSegment *segment, GError **error)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, error);
  g_autofree char *name = g_strstrip (g_strdup (segment->name));

  if (root == NULL)
    return FALSE;
  if (*name != '\0')
    return rg_cards_check_text (name, error) && rg_cards_check_text (segment->text, error);
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("Give the segment a name."));
  return FALSE;
}

static gboolean
rg_segment_insert (RgWrite *write, RgSavedSegment *segment, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "segments.insert", error);

  if (insert == NULL)
    return FALSE;
  rg_uuid_v7 (segment->uuid);
  rg_statement_bind_blob (insert, 1, segment->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (insert, 2, segment->name);
  rg_statement_bind_text (insert, 3, segment->text);
  if (!rg_statement_run (insert, error))
    return FALSE;
  segment->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_segment_update (RgDb *db, const RgSavedSegment *segment, GError **error)
{
  g_autoptr (RgSavedSegment) known = rg_segment_read (db, segment->id, error);
  g_autoptr (RgStatement) update = NULL;
  g_autofree char *followed = NULL;

  if (known == NULL || (!g_str_equal (known->name, segment->name) &&
                        !rg_segment_names_follow (db, known->name, segment->name, error)))
    return FALSE;
  update = rg_db_statement (db, "segments.update", error);
  if (update == NULL)
    return FALSE;
  /* Who wrote the rules may have meant itself, by the name that it had: whom it has by hand. */
  if (!g_str_equal (known->name, segment->name))
    followed = rg_segment_rename (segment->text, RG_LIST_SEGMENTS, known->name, segment->name,
                                  FALSE);
  rg_statement_bind_int (update, 1, segment->id);
  rg_statement_bind_text (update, 2, segment->name);
  rg_statement_bind_text (update, 3, followed != NULL ? followed : segment->text);
  return rg_statement_run (update, error);
}

gboolean
rg_segment_write (RgWrite *write, RgSavedSegment *segment, GError **error)
{
  RgDb *db = rg_write_get_db (write);

  return rg_saved_segment_is_valid (segment, error) &&
         rg_segment_names_are_free (db, segment, error) &&
         (segment->id == 0 ? rg_segment_insert (write, segment, error)
                           : rg_segment_update (db, segment, error)) &&
         rg_segment_names_end (db, segment->id, error);
}

static gboolean
rg_segment_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_segment_write (write, data, error);
}

/* Translators: what History shows; %s is the segment's name. */
static char *
rg_segment_save_label (const RgSavedSegment *segment)
{
  return g_strdup_printf (segment->id == 0 ? _("Segment “%s” Made") : _("Segment “%s” Changed"),
                          segment->name);
}

static const char *
rg_segment_save_kind (const RgSavedSegment *segment)
{
  return segment->id == 0 ? "segment.create" : "segment.edit";
}

static RgSavedSegment *
rg_saved_segment_copy (const RgSavedSegment *segment)
{
  RgSavedSegment *copy = rg_saved_segment_new (segment->name, segment->text);

  copy->id = segment->id;
  return copy;
}

gboolean
rg_store_save_segment_sync (RgStore *store, const RgSavedSegment *segment, gint64 *id,
                            gint64 *action, GError **error)
{
  g_autoptr (RgSavedSegment) copy = rg_saved_segment_copy (segment);
  g_autofree char *label = rg_segment_save_label (segment);

  if (!rg_store_write_sync (store, rg_segment_save_kind (segment), label,
                            rg_segment_save_in_thread, copy, NULL, action, error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

static void
rg_segment_saved_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  gint64 action;

  if (rg_store_write_finish (RG_STORE (store), result, &action, &error))
    g_task_return_int (task, action);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_save_segment_async (RgStore *store, const RgSavedSegment *segment,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  RgSavedSegment *copy = rg_saved_segment_copy (segment);
  g_autofree char *label = rg_segment_save_label (segment);

  g_task_set_task_data (task, copy, (GDestroyNotify) rg_saved_segment_free);
  rg_store_write_async (store, rg_segment_save_kind (segment), label, rg_segment_save_in_thread,
                        copy, NULL, NULL, rg_segment_saved_cb, task);
}

gboolean
rg_store_save_segment_finish (RgStore *store, GAsyncResult *result, gint64 *id, gint64 *action,
                              GError **error)
{
  const RgSavedSegment *saved = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) failed = NULL;
  gint64 number = g_task_propagate_int (G_TASK (result), &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  *id = saved->id;
  if (action != NULL)
    *action = number;
  return TRUE;
}

static gboolean
rg_segment_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gint64 id = *(gint64 *) data;
  g_autoptr (RgSavedSegment) known = rg_segment_read (db, id, error);
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *label = NULL;

  statement = known != NULL && rg_segment_names_unused (db, known, error)
                ? rg_db_statement (db, "segments.delete", error) : NULL;
  if (statement == NULL)
    return FALSE;
  /* Translators: what History shows; %s is the segment's name. */
  label = g_strdup_printf (_("Segment “%s” Deleted"), known->name);
  rg_write_set_label (write, label);
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_delete_segment_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  return rg_store_write_sync (store, "segment.delete", _("Segment Deleted"),
                              rg_segment_delete_in_thread, &id, NULL, action, error);
}

void
rg_store_delete_segment_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  rg_store_write_async (store, "segment.delete", _("Segment Deleted"),
                        rg_segment_delete_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                        callback, user_data);
}
