/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of people as they were. */
#include "store/rg-past-rows.h"

#include <string.h>

#define RG_KEY(id) ((gpointer) (gintptr) (id))

/* --- the tables --------------------------------------------------------------------------- */

/* A table of people: how many columns its key has, and its statements. */
static const struct {
  const char *view; /* of its name in the template */
  int keys;
  const char *rows, *hidden, *make_view;
  const char *hide, *drop, *set;
} rg_past_tables[] = {
  { "@customer@", 1, "past.rows-customer", "past.hidden-customer", "past.view-customer",
    "past.hide-customer", "past.drop-customer", "past.set-customer" },
  { "@contact_point@", 1, "past.rows-contact-point", "past.hidden-contact-point",
    "past.view-contact-point", "past.hide-contact-point", "past.drop-contact-point",
    "past.set-contact-point" },
  { "@customer_tag@", 2, "past.rows-customer-tag", "past.hidden-customer-tag",
    "past.view-customer-tag", "past.hide-customer-tag", "past.drop-customer-tag",
    "past.set-customer-tag" },
  { "@field_value@", 3, "past.rows-field-value", "past.hidden-field-value",
    "past.view-field-value", "past.hide-field-value", "past.drop-field-value",
    "past.set-field-value" },
  { "@segment_person@", 2, "past.rows-segment-person", "past.hidden-segment-person",
    "past.view-segment-person", "past.hide-segment-person", "past.drop-segment-person",
    "past.set-segment-person" },
  { "@ticket@", 1, "past.rows-ticket", "past.hidden-ticket", "past.view-ticket",
    "past.hide-ticket", "past.drop-ticket", "past.set-ticket" },
};

enum { TABLE_CUSTOMER, TABLE_CONTACT, TABLE_TAG, TABLE_VALUE, TABLE_PERSON, TABLE_TICKET };

static gboolean
rg_past_rows_make_view (RgDb *db, guint table, GError **error)
{
  g_autofree char *plain = g_strndup (rg_past_tables[table].view + 1,
                                      strlen (rg_past_tables[table].view) - 2);
  const char *text = rg_db_sql (db, rg_past_tables[table].make_view, error);
  g_autoptr (GString) sql = text != NULL ? g_string_new (text) : NULL;

  if (sql == NULL)
    return FALSE;
  g_string_replace (sql, rg_past_tables[table].view, plain, 0);
  return rg_db_exec (db, sql->str, plain, error);
}

gboolean
rg_past_rows_begin (RgDb *db, GError **error)
{
  if (!rg_db_allow_temporary (db, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rg_past_tables); i++)
    if (!rg_db_run (db, rg_past_tables[i].rows, error) ||
        !rg_db_run (db, rg_past_tables[i].hidden, error) ||
        !rg_past_rows_make_view (db, i, error))
      return FALSE;
  return rg_db_run (db, "past.index-merged", error) &&
         rg_db_run (db, "past.index-home", error) &&
         rg_db_run (db, "past.index-contact-owner", error) &&
         rg_db_run (db, "past.index-contact-home", error) &&
         rg_db_run (db, "past.index-ticket-owner", error);
}

/* --- what changed ------------------------------------------------------------------------- */

static void
rg_past_tag_free (gpointer data)
{
  RgPastTag *tag = data;

  g_free (tag->name);
  g_free (tag);
}

RgPastTouched *
rg_past_touched_new (void)
{
  RgPastTouched *touched = g_new0 (RgPastTouched, 1);

  touched->customers = g_hash_table_new (NULL, NULL);
  touched->tagged = g_hash_table_new (NULL, NULL);
  touched->owners = g_hash_table_new (NULL, NULL);
  touched->homes = g_hash_table_new (NULL, NULL);
  touched->tags = g_ptr_array_new_with_free_func (rg_past_tag_free);
  return touched;
}

void
rg_past_touched_free (RgPastTouched *touched)
{
  g_hash_table_unref (touched->customers);
  g_hash_table_unref (touched->tagged);
  g_hash_table_unref (touched->owners);
  g_hash_table_unref (touched->homes);
  g_ptr_array_unref (touched->tags);
  g_free (touched);
}

gboolean
rg_past_touched_is_empty (const RgPastTouched *touched)
{
  return g_hash_table_size (touched->customers) == 0 &&
         g_hash_table_size (touched->tagged) == 0 && g_hash_table_size (touched->owners) == 0 &&
         g_hash_table_size (touched->homes) == 0 && touched->tags->len == 0 && !touched->hands;
}

static void
rg_past_add (GHashTable *ids, gint64 id)
{
  if (id != 0)
    g_hash_table_add (ids, RG_KEY (id));
}

/* --- one row ------------------------------------------------------------------------------ */

/* One change, as "past.changes" tells it. */
typedef struct {
  guint table;
  gint64 key[3];
  const char *before; /* NULL: the row was made */
  gboolean is_first;
} RgPastChange;

/* A statement about the row; image: bound behind the key, or NULL. */
static gboolean
rg_past_row_do (RgDb *db, const char *name, const RgPastChange *change, const char *image,
                GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  const int keys = rg_past_tables[change->table].keys;

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < keys; i++)
    rg_statement_bind_int (statement, i + 1, change->key[i]);
  if (image != NULL)
    rg_statement_bind_text (statement, keys + 1, image);
  return rg_statement_run (statement, error);
}

static gboolean
rg_past_row_hide (RgDb *db, const RgPastChange *change, GError **error)
{
  return rg_past_row_do (db, rg_past_tables[change->table].hide, change, NULL, error);
}

static gboolean
rg_past_row_drop (RgDb *db, const RgPastChange *change, GError **error)
{
  return rg_past_row_do (db, rg_past_tables[change->table].drop, change, NULL, error);
}

static gboolean
rg_past_row_set (RgDb *db, const RgPastChange *change, GError **error)
{
  return rg_past_row_do (db, rg_past_tables[change->table].set, change, change->before, error);
}

/* A customer's image may hold one column alone. Whoever was written down counts from the first day
 * that anything tells of them, which is not a matter of the row. */
static gboolean
rg_past_customer_go_back (RgDb *db, const RgPastChange *change, GError **error)
{
  if (change->is_first)
    return TRUE;
  if (!rg_past_row_do (db, "past.take-customer", change, NULL, error) ||
      !rg_past_row_hide (db, change, error))
    return FALSE;
  if (change->before == NULL)
    return rg_past_row_drop (db, change, error);
  return rg_past_row_do (db, "past.begin-customer", change, NULL, error) &&
         rg_past_row_set (db, change, error);
}

static gboolean
rg_past_row_go_back (RgDb *db, const RgPastChange *change, GError **error)
{
  if (change->table == TABLE_CUSTOMER)
    return rg_past_customer_go_back (db, change, error);
  return rg_past_row_hide (db, change, error) && rg_past_row_drop (db, change, error) &&
         (change->before == NULL || rg_past_row_set (db, change, error));
}

/* --- all of them -------------------------------------------------------------------------- */

enum {
  CHANGE_TABLE, CHANGE_KEY, CHANGE_BEFORE = 4, CHANGE_FIRST, CHANGE_OWNER_BEFORE, CHANGE_OWNER,
  CHANGE_HOME_BEFORE, CHANGE_HOME, CHANGE_MERGED_BEFORE, CHANGE_MERGED, CHANGE_NAME, CHANGE_GONE,
};

static void
rg_past_note_tag (RgPastTouched *touched, RgStatement *row)
{
  RgPastTag *tag;

  if (rg_statement_get_int (row, CHANGE_GONE) == 0)
    return;
  tag = g_new0 (RgPastTag, 1);
  tag->id = rg_statement_get_int (row, CHANGE_KEY);
  tag->name = g_strdup (rg_statement_get_text (row, CHANGE_NAME));
  g_ptr_array_add (touched->tags, tag);
}

static void
rg_past_note (RgPastTouched *touched, const RgPastChange *change, RgStatement *row)
{
  switch (change->table)
    {
    case TABLE_CUSTOMER:
      rg_past_add (touched->customers, change->key[0]);
      rg_past_add (touched->customers, rg_statement_get_int (row, CHANGE_MERGED_BEFORE));
      rg_past_add (touched->customers, rg_statement_get_int (row, CHANGE_MERGED));
      break;
    case TABLE_CONTACT:
      rg_past_add (touched->customers, rg_statement_get_int (row, CHANGE_OWNER_BEFORE));
      rg_past_add (touched->customers, rg_statement_get_int (row, CHANGE_OWNER));
      rg_past_add (touched->homes, rg_statement_get_int (row, CHANGE_HOME_BEFORE));
      rg_past_add (touched->homes, rg_statement_get_int (row, CHANGE_HOME));
      break;
    case TABLE_TAG:
      rg_past_add (touched->tagged, change->key[0]);
      break;
    case TABLE_VALUE:
      rg_past_add (touched->owners, change->key[0]);
      break;
    case TABLE_TICKET:
      rg_past_add (touched->owners, rg_statement_get_int (row, CHANGE_OWNER_BEFORE));
      rg_past_add (touched->owners, rg_statement_get_int (row, CHANGE_OWNER));
      break;
    default:
      touched->hands = TRUE;
    }
}

static gboolean
rg_past_change_go_back (RgDb *db, RgStatement *row, RgPastTouched *touched, GError **error)
{
  static const char *const names[] = { "customer", "contact_point", "customer_tag",
                                       "field_value", "segment_person", "ticket" };
  RgPastChange change = { 0 };
  g_autofree char *before = NULL;

  if (g_str_equal (rg_statement_get_text (row, CHANGE_TABLE), "tag"))
    {
      rg_past_note_tag (touched, row);
      return TRUE;
    }
  while (!g_str_equal (rg_statement_get_text (row, CHANGE_TABLE), names[change.table]))
    change.table++;
  for (int i = 0; i < 3; i++)
    change.key[i] = rg_statement_get_int (row, CHANGE_KEY + i);
  if (!rg_statement_is_null (row, CHANGE_BEFORE))
    change.before = before = g_strdup (rg_statement_get_text (row, CHANGE_BEFORE));
  change.is_first = rg_statement_get_int (row, CHANGE_FIRST) != 0;
  rg_past_note (touched, &change, row);
  return rg_past_row_go_back (db, &change, error);
}

gboolean
rg_past_rows_go_back (RgDb *db, gint64 after, gint64 until, RgPastTouched *touched, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "past.changes", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, after);
  rg_statement_bind_int (rows, 2, until);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_past_change_go_back (db, rows, touched, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/* --- imports ------------------------------------------------------------------------------ */

gboolean
rg_past_rows_leave_import (RgDb *db, gint64 import,
                           gboolean (*was_there) (gint64 customer, gpointer data), gpointer data,
                           RgPastTouched *touched, GError **error)
{
  const struct {
    const char *name;
    guint table;
    int owner; /* column */
    GHashTable *ids;
  } kinds[] = {
    { "past.import-contacts", TABLE_CONTACT, 1, touched->customers },
    { "past.import-tags", TABLE_TAG, 0, touched->tagged },
    { "past.import-values", TABLE_VALUE, 0, touched->owners },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RgStatement) rows = rg_db_statement (db, kinds[i].name, error);
      RgStep step = RG_STEP_ERROR;

      if (rows != NULL)
        rg_statement_bind_int (rows, 1, import);
      while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
        {
          RgPastChange change = { .table = kinds[i].table };
          const gint64 owner = rg_statement_get_int (rows, kinds[i].owner);

          if (!was_there (owner, data))
            continue;
          for (int k = 0; k < rg_past_tables[change.table].keys; k++)
            change.key[k] = rg_statement_get_int (rows, k);
          rg_past_add (kinds[i].ids, owner);
          if (!rg_past_row_go_back (db, &change, error))
            return FALSE;
        }
      if (step != RG_STEP_DONE)
        return FALSE;
    }
  return TRUE;
}
