/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a batch says in the shop's own fields: written where nobody here wrote something else. */
#include "store/rg-import-private.h"

#include "store/rg-store-own-values.h"

#include <string.h>

static char *
own_key (gint64 customer, gint64 field)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, customer, field);
}

/* Fields that the file brings: those that somebody has a value in. */
static gboolean
is_brought (const RgImportBatch *batch, guint field)
{
  if (((const RgOwnField *) g_ptr_array_index (batch->own_fields, field))->id != 0)
    return FALSE;
  for (guint i = 0; i < batch->own->len; i++)
    if (g_array_index (batch->own, RgImportOwn, i).field == field)
      return TRUE;
  return FALSE;
}

static gboolean
add_brought (RgImportResolution *resolution, GError **error)
{
  for (guint i = 0; i < resolution->batch->own_fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (resolution->batch->own_fields, i);

      if (!is_brought (resolution->batch, i))
        continue;
      if (!rg_own_field_check_new (resolution->own_fields, field, error))
        return FALSE;
      g_ptr_array_add (resolution->own_fields, rg_own_field_copy (field));
      resolution->summary.own_fields++;
    }
  return TRUE;
}

gboolean
rg_import_own_make (RgImportResolution *resolution, GError **error)
{
  if (resolution->summary.own_fields == 0)
    return TRUE;
  for (guint i = 0; i < resolution->own_fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (resolution->own_fields, i);

      if (field->id == 0 && !rg_own_field_make (resolution->db, field, error))
        return FALSE;
    }
  g_ptr_array_unref (resolution->own_fields);
  resolution->own_fields = rg_own_fields_read (resolution->db, error);
  return resolution->own_fields != NULL;
}

gboolean
rg_import_own_resolve (RgImportResolution *resolution, GError **error)
{
  g_autoptr (RgStatement) rows = NULL;
  RgStep step;

  resolution->own_by_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (resolution->batch->own->len == 0)
    return TRUE;
  resolution->own_fields = rg_own_fields_read (resolution->db, error);
  rows = rg_db_statement (resolution->db, "import.own-by-hand", error);
  if (resolution->own_fields == NULL || rows == NULL)
    return FALSE;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_hash_table_add (resolution->own_by_hand,
                      own_key (rg_statement_get_int (rows, 0), rg_statement_get_int (rows, 1)));
  return step == RG_STEP_DONE && add_brought (resolution, error);
}

/* The field as it is now, and its place; NULL where somebody deleted it, or made another of it,
 * since the file was read. */
static const RgOwnField *
find_field (const RgImportResolution *resolution, const RgImportOwn *own, guint *place)
{
  const RgOwnField *read = g_ptr_array_index (resolution->batch->own_fields, own->field);

  for (guint i = 0; i < resolution->own_fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (resolution->own_fields, i);

      *place = i;
      if (memcmp (field->uuid, read->uuid, sizeof field->uuid) == 0)
        return field->kind == read->kind ? field : NULL;
    }
  return NULL;
}

/* One value, beside what is known now. */
static gboolean
apply_one (RgImportResolution *resolution, const RgImportOwn *own, GStrv now, gint64 id,
           gboolean writes, gint64 import_id, gboolean *changed, GError **error)
{
  guint place = 0;
  const RgOwnField *field = find_field (resolution, own, &place);
  g_autofree char *key = NULL;

  if (field == NULL || g_str_equal (now[place], own->text))
    return TRUE;
  key = own_key (id, field->id);
  if (g_hash_table_contains (resolution->own_by_hand, key))
    {
      resolution->summary.own_values_kept++;
      return TRUE;
    }
  *changed = TRUE;
  resolution->summary.own_values++;
  return !writes || rg_own_value_write (resolution->db, field, id, own->text,
                                        resolution->currency, import_id, error);
}

gboolean
rg_import_own_apply (RgImportResolution *resolution, guint customer, RgWrite *write,
                     gint64 import_id, gboolean *changed, GError **error)
{
  const GArray *all = resolution->batch->own;
  const RgImportOwn *own = (const RgImportOwn *) (gpointer) all->data;
  const gint64 id = resolution->customer[customer];
  g_auto (GStrv) now = NULL;
  guint i = resolution->own_at;

  while (i < all->len && own[i].customer < customer)
    i++;
  resolution->own_at = i;
  if (i == all->len || own[i].customer != customer)
    return TRUE;
  now = rg_own_values_read (resolution->db, resolution->own_fields, id, resolution->currency,
                            error);
  for (; now != NULL && i < all->len && own[i].customer == customer; i++)
    if (!apply_one (resolution, &own[i], now, id, write != NULL, import_id, changed, error))
      return FALSE;
  return now != NULL;
}
