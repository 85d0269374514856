/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sets of postcodes. The rows of a set are never logged and never edited: what an action changes,
 * and what taking it back puts right, is whether the set is in use. A set that is out of use stays
 * in the file: History takes back any action on any later day, also the taking back itself, so that
 * there is none that could not be wanted again. */
#include "store/rg-store-postcodes.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

void
rg_postcode_file_free (RgPostcodeFile *file)
{
  g_free (file->name);
  g_clear_pointer (&file->points, g_array_unref);
  g_free (file);
}

char *
rg_postcode_file_dup_countries (const RgPostcodeFile *file)
{
  GString *countries = g_string_new (NULL);
  const char *last = "";

  for (guint i = 0; i < file->points->len; i++)
    {
      const char *country = g_array_index (file->points, RgPostcodePoint, i).country;

      if (strcmp (country, last) != 0)
        g_string_append_printf (countries, countries->len > 0 ? " %s" : "%s", country);
      last = country;
    }
  return g_string_free_and_steal (countries);
}

/* --- reading ------------------------------------------------------------------------------ */

void
rg_postcode_set_free (RgPostcodeSet *set)
{
  g_free (set->name);
  g_free (set->maker);
  g_free (set->countries);
  g_free (set);
}

static RgPostcodeSet *
rg_postcode_set_from_row (RgStatement *row)
{
  RgPostcodeSet *set = g_new0 (RgPostcodeSet, 1);
  gsize length;
  const void *uuid = rg_statement_get_blob (row, 1, &length);

  memcpy (set->uuid, uuid, MIN (length, sizeof set->uuid));
  set->id = rg_statement_get_int (row, 0);
  set->name = g_strdup (rg_statement_get_text (row, 2));
  set->maker = g_strdup (rg_statement_get_text (row, 3));
  set->countries = g_strdup (rg_statement_get_text (row, 4));
  set->n_points = (guint) rg_statement_get_int (row, 5);
  set->loaded_at = rg_statement_get_int (row, 6);
  return set;
}

GPtrArray *
rg_postcode_sets_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) sets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_postcode_set_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "postcodes.sets", error);
  RgStep step = RG_STEP_ERROR;

  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    g_ptr_array_add (sets, rg_postcode_set_from_row (row));
  return step == RG_STEP_DONE ? g_steal_pointer (&sets) : NULL;
}

static gboolean
rg_postcode_set_is_meant (const RgPostcodeSet *set, const char *text)
{
  g_autofree char *uuid = rg_uuid_to_string (set->uuid);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, set->id);
  g_autofree char *name = rg_fold (set->name);
  g_autofree char *wanted = rg_fold (text);

  return g_str_equal (uuid, text) || g_str_equal (id, text) || g_str_equal (name, wanted);
}

RgPostcodeSet *
rg_postcode_set_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) sets = rg_postcode_sets_read (db, error);

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    if (rg_postcode_set_is_meant (sets->pdata[i], text))
      return g_ptr_array_steal_index (sets, i);
  if (sets != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("No file of postcodes called “%s” is loaded."), text);
  return NULL;
}

static gboolean
rg_postcode_points_add (RgDb *db, gint64 set, RgPoints *points, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "postcodes.points", error);
  RgStep step = RG_STEP_ERROR;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, set);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    rg_points_add (points, rg_statement_get_text (row, 0), rg_statement_get_text (row, 1),
                   (RgPoint) { (gint32) rg_statement_get_int (row, 2),
                               (gint32) rg_statement_get_int (row, 3) });
  return step == RG_STEP_DONE;
}

gboolean
rg_postcode_points_read (RgDb *db, RgPoints **points, GError **error)
{
  g_autoptr (GPtrArray) sets = rg_postcode_sets_read (db, error);
  g_autoptr (RgStatement) shop = rg_db_statement (db, "postcodes.shop", error);
  g_autoptr (RgPoints) all = rg_points_new ();

  *points = NULL;
  if (sets == NULL || shop == NULL)
    return FALSE;
  for (guint i = 0; i < sets->len; i++)
    if (!rg_postcode_points_add (db, ((const RgPostcodeSet *) sets->pdata[i])->id, all, error))
      return FALSE;
  if (sets->len == 0)
    return TRUE;
  if (rg_statement_step (shop, error) != RG_STEP_ROW)
    return FALSE;
  rg_points_seal (all, rg_statement_get_text (shop, 0), rg_statement_get_text (shop, 1));
  *points = g_steal_pointer (&all);
  return TRUE;
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_postcode_set_use (RgDb *db, gint64 id, gboolean in_use, GError **error)
{
  g_autoptr (RgStatement) use = rg_db_statement (db, "postcodes.use", error);

  if (use == NULL)
    return FALSE;
  rg_statement_bind_int (use, 1, id);
  rg_statement_bind_int (use, 2, in_use);
  return rg_statement_run (use, error);
}

static gint64
rg_postcode_set_insert (RgWrite *write, const RgPostcodeFile *file, const char *countries,
                        GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "postcodes.insert-set", error);
  g_autofree char *name = rg_card_dup_masked (file->name);
  guint8 uuid[RG_UUID_SIZE];

  if (insert == NULL)
    return 0;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (insert, 1, uuid, sizeof uuid);
  rg_statement_bind_text (insert, 2, name);
  rg_statement_bind_text (insert, 3, file->maker);
  rg_statement_bind_text (insert, 4, countries);
  rg_statement_bind_int (insert, 5, file->points->len);
  rg_statement_bind_int (insert, 6, rg_write_get_now (write));
  return rg_statement_run (insert, error) ? rg_db_last_id (db) : 0;
}

static gboolean
rg_postcode_points_insert (RgWrite *write, gint64 set, const GArray *points, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (rg_write_get_db (write),
                                                    "postcodes.insert-point", error);

  if (insert == NULL)
    return FALSE;
  rg_statement_bind_int (insert, 1, set);
  for (guint i = 0; i < points->len; i++)
    {
      const RgPostcodePoint *point = &g_array_index (points, RgPostcodePoint, i);

      rg_statement_bind_text (insert, 2, point->country);
      rg_statement_bind_text (insert, 3, point->postcode);
      rg_statement_bind_int (insert, 4, point->point.latitude);
      rg_statement_bind_int (insert, 5, point->point.longitude);
      if (g_cancellable_set_error_if_cancelled (rg_write_get_cancellable (write), error) ||
          !rg_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether each of the countries of a set is one of those. */
static gboolean
rg_countries_have (const char *countries, const char *set)
{
  g_auto (GStrv) all = g_strsplit (countries, " ", -1);
  g_auto (GStrv) some = g_strsplit (set, " ", -1);

  for (guint i = 0; some[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) all, some[i]))
      return FALSE;
  return TRUE;
}

static gboolean
rg_postcodes_replace (RgDb *db, const char *countries, GError **error)
{
  g_autoptr (GPtrArray) sets = rg_postcode_sets_read (db, error);

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      const RgPostcodeSet *set = sets->pdata[i];

      if (rg_countries_have (countries, set->countries) &&
          !rg_postcode_set_use (db, set->id, FALSE, error))
        return FALSE;
    }
  return sets != NULL;
}

static gboolean
rg_postcodes_load (RgWrite *write, gpointer data, GError **error)
{
  const RgPostcodeFile *file = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *countries = rg_postcode_file_dup_countries (file);
  gint64 set;

  return rg_postcodes_replace (db, countries, error) &&
         (set = rg_postcode_set_insert (write, file, countries, error)) != 0 &&
         rg_postcode_points_insert (write, set, file->points, error) &&
         rg_postcode_set_use (db, set, TRUE, error);
}

static char *
rg_postcodes_dup_label (const RgPostcodeFile *file)
{
  const guint n = file->points->len;
  g_autofree char *number = rg_number_format (n);

  /* Translators: what History shows; %s is a number. */
  return g_strdup_printf (P_("%s Postcode Put on the Map", "%s Postcodes Put on the Map", n),
                          number);
}

gboolean
rg_store_load_postcodes_sync (RgStore *store, const RgPostcodeFile *file,
                              GCancellable *cancellable, gint64 *action, GError **error)
{
  g_autofree char *label = rg_postcodes_dup_label (file);

  return rg_store_write_sync (store, "postcode.load", label, rg_postcodes_load, (gpointer) file,
                              cancellable, action, error);
}

void
rg_store_load_postcodes_async (RgStore *store, RgPostcodeFile *file, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = rg_postcodes_dup_label (file);

  rg_store_write_async (store, "postcode.load", label, rg_postcodes_load, file,
                        (GDestroyNotify) rg_postcode_file_free, cancellable, callback, user_data);
}

static gboolean
rg_postcodes_remove (RgWrite *write, gpointer data, GError **error)
{
  return rg_postcode_set_use (rg_write_get_db (write), *(const gint64 *) data, FALSE, error);
}

gboolean
rg_store_remove_postcodes_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  return rg_store_write_sync (store, "postcode.remove", _("Postcodes Taken Off the Map"),
                              rg_postcodes_remove, &id, NULL, action, error);
}

void
rg_store_remove_postcodes_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  rg_store_write_async (store, "postcode.remove", _("Postcodes Taken Off the Map"),
                        rg_postcodes_remove, g_memdup2 (&id, sizeof id), g_free, NULL, callback,
                        user_data);
}
