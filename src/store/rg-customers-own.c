/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads values of own fields for the list. An order is made here instead of in SQL: texts stand in
 * the order of the user's language, and people who were merged count as one. */
#include "store/rg-customers-own.h"

#include "base/rg-fold.h"
#include "model/rg-customer.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-fields.h"

/* --- a row --- */

enum { OWN_FIELD, OWN_CUSTOMER, OWN_KIND, OWN_NUMBER, OWN_TEXT };

/* A row of customers.own; several choices of a field come one behind the other. */
static void
rg_customer_take_own (GPtrArray *own, RgStatement *row)
{
  const gint64 field = rg_statement_get_int (row, OWN_FIELD);
  const char *text = rg_statement_get_text (row, OWN_TEXT);
  RgCustomerOwn *last = own->len > 0 ? g_ptr_array_index (own, own->len - 1) : NULL;

  if (last != NULL && last->field == field)
    {
      char *both = g_strconcat (last->text, ", ", text, NULL);

      g_free (last->text);
      last->text = both;
      return;
    }
  last = g_new0 (RgCustomerOwn, 1);
  last->field = field;
  rg_own_kind_from_id (rg_statement_get_text (row, OWN_KIND), &last->kind);
  last->number = rg_statement_get_int (row, OWN_NUMBER);
  last->text = g_strdup (text);
  g_ptr_array_add (own, last);
}

gboolean
rg_customer_read_own (RgDb *db, gint64 id, GPtrArray **own, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "customers.own", error);
  gint64 field = 0, whose = 0;
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      /* What the person has themselves counts before what came with somebody else. */
      if (field == rg_statement_get_int (rows, OWN_FIELD) &&
          whose != rg_statement_get_int (rows, OWN_CUSTOMER))
        continue;
      field = rg_statement_get_int (rows, OWN_FIELD);
      whose = rg_statement_get_int (rows, OWN_CUSTOMER);
      if (*own == NULL)
        *own = g_ptr_array_new_with_free_func (rg_customer_own_free);
      rg_customer_take_own (*own, rows);
    }
  return step == RG_STEP_DONE;
}

/* --- an order --- */

enum { VALUE_CUSTOMER, VALUE_MERGED, VALUE_NUMBER, VALUE_TEXT };

typedef struct
{
  gint64 id;     /* of the living customer */
  gboolean own;  /* theirs, and not of somebody who was merged into them */
  gint64 number;
  GBytes *key;   /* of a text; else NULL */
  guint place;   /* by name */
} RgOwnEntry;

static void
rg_own_entry_free (gpointer data)
{
  g_clear_pointer (&((RgOwnEntry *) data)->key, g_bytes_unref);
  g_free (data);
}

static gboolean
rg_own_entry_take (GHashTable *entries, RgDb *db, RgStatement *row, gboolean text,
                   GError **error)
{
  const gboolean merged = rg_statement_get_int (row, VALUE_MERGED) != 0;
  gint64 id = rg_statement_get_int (row, VALUE_CUSTOMER);
  g_autofree char *name = NULL;
  RgOwnEntry *entry;

  if (merged && !rg_customer_read_living (db, &id, &name, error))
    return FALSE;
  entry = g_hash_table_lookup (entries, &id);
  if (entry != NULL && (entry->own || merged))
    return TRUE;
  entry = g_new0 (RgOwnEntry, 1);
  entry->id = id;
  entry->own = !merged;
  entry->number = rg_statement_get_int (row, VALUE_NUMBER);
  if (text)
    entry->key = rg_sort_key (rg_statement_get_text (row, VALUE_TEXT));
  g_hash_table_replace (entries, &entry->id, entry);
  return TRUE;
}

/* RgOwnEntry by living customers. */
static GHashTable *
rg_own_entries_read (RgDb *db, const RgOwnField *field, GError **error)
{
  g_autoptr (GHashTable) entries =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, rg_own_entry_free);
  g_autoptr (RgStatement) rows = NULL;
  RgStep step;

  if (field == NULL || field->kind == RG_OWN_SEVERAL)
    return g_steal_pointer (&entries);
  rows = rg_db_statement (db, "customers.own-values", error);
  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, field->id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_own_entry_take (entries, db, rows, field->kind == RG_OWN_TEXT, error))
      return NULL;
  return step == RG_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

static int
rg_own_entry_compare (gconstpointer a, gconstpointer b)
{
  const RgOwnEntry *first = *(const RgOwnEntry *const *) a;
  const RgOwnEntry *second = *(const RgOwnEntry *const *) b;
  const int by_key = first->key != NULL ? g_bytes_compare (first->key, second->key) : 0;

  if (by_key != 0)
    return by_key;
  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return first->place < second->place ? -1 : first->place > second->place;
}

gboolean
rg_customers_read_ids_by_own (RgDb *db, gint64 id, gint64 most, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  g_autoptr (GHashTable) entries = NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  guint n_rest = 0;

  if (fields == NULL)
    return FALSE;
  entries = rg_own_entries_read (db, rg_own_fields_find_id (fields, id), error);
  if (entries == NULL ||
      !rg_customers_source.read_ids (db, RG_CUSTOMERS_BY_NAME, -1, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 customer = g_array_index (ids, gint64, i);
      RgOwnEntry *entry = g_hash_table_lookup (entries, &customer);

      if (entry == NULL)
        {
          g_array_index (ids, gint64, n_rest++) = customer;
          continue;
        }
      entry->place = i;
      g_ptr_array_add (known, entry);
    }
  g_ptr_array_sort (known, rg_own_entry_compare);
  for (guint i = 0; i < known->len; i++)
    g_array_index (ids, gint64, n_rest + i) = ((RgOwnEntry *) g_ptr_array_index (known, i))->id;
  if (most >= 0 && ids->len > most)
    g_array_set_size (ids, (guint) most);
  return TRUE;
}
