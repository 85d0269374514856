/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved views of the list of customers. */
#include "store/rg-store-views.h"

#include "base/rg-card.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-spine.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-segments.h"

#include <string.h>

/* Between the rules of a segment and the words searched for; neither has it. */
#define PARTS '\037'

RgCustomerView *
rg_customer_view_new (const char *name)
{
  RgCustomerView *view = g_new0 (RgCustomerView, 1);

  view->name = g_strdup (name);
  view->columns = g_new0 (char *, 1);
  view->sort = g_strdup ("name");
  view->search = g_strdup ("");
  return view;
}

RgCustomerView *
rg_customer_view_copy (const RgCustomerView *view)
{
  RgCustomerView *copy = g_memdup2 (view, sizeof *view);

  copy->name = g_strstrip (g_strdup (view->name));
  copy->columns = g_strdupv (view->columns);
  copy->sort = g_strdup (view->sort);
  copy->search = g_strstrip (g_strdup (view->search));
  return copy;
}

void
rg_customer_view_free (RgCustomerView *view)
{
  g_free (view->name);
  g_strfreev (view->columns);
  g_free (view->sort);
  g_free (view->search);
  g_free (view);
}

gboolean
rg_customer_view_same (const RgCustomerView *a, const RgCustomerView *b)
{
  return g_strv_equal ((const char *const *) a->columns, (const char *const *) b->columns) &&
         g_str_equal (a->sort, b->sort) && a->descending == b->descending &&
         g_str_equal (a->search, b->search) && a->segment == b->segment;
}

/* --- reading --- */

static RgCustomerView *
rg_customer_view_from_row (RgStatement *row)
{
  RgCustomerView *view = g_new0 (RgCustomerView, 1);
  gsize length;
  const void *uuid = rg_statement_get_blob (row, 1, &length);

  view->id = rg_statement_get_int (row, 0);
  memcpy (view->uuid, uuid, MIN (length, RG_UUID_SIZE));
  view->name = g_strdup (rg_statement_get_text (row, 2));
  view->columns = g_strsplit (rg_statement_get_text (row, 3), " ", -1);
  view->sort = g_strdup (rg_statement_get_text (row, 4));
  view->descending = rg_statement_get_int (row, 5) != 0;
  view->search = g_strdup (rg_statement_get_text (row, 6));
  view->segment = rg_statement_get_int (row, 7);
  return view;
}

static int
rg_customer_view_compare (gconstpointer a, gconstpointer b)
{
  const RgCustomerView *x = *(RgCustomerView *const *) a;
  const RgCustomerView *y = *(RgCustomerView *const *) b;
  g_autoptr (GBytes) key_x = rg_sort_key (x->name);
  g_autoptr (GBytes) key_y = rg_sort_key (y->name);
  const int order = g_bytes_compare (key_x, key_y);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
rg_customer_views_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "views.all", error);
  g_autoptr (GPtrArray) views =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_customer_view_free);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (views, rg_customer_view_from_row (rows));
  if (step != RG_STEP_DONE)
    return NULL;
  g_ptr_array_sort (views, rg_customer_view_compare);
  return g_steal_pointer (&views);
}

static gboolean
rg_customer_view_is_called (const RgCustomerView *view, const char *text)
{
  g_autofree char *name = rg_fold (view->name);
  g_autofree char *wanted = rg_fold (text);

  return g_str_equal (name, wanted);
}

static gboolean
rg_customer_view_has_key (const RgCustomerView *view, const char *text)
{
  g_autofree char *uuid = rg_uuid_to_string (view->uuid);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, view->id);

  return g_str_equal (id, text) || g_ascii_strcasecmp (uuid, text) == 0;
}

RgCustomerView *
rg_customer_views_find (GPtrArray *views, const char *text)
{
  for (guint i = 0; i < views->len; i++)
    if (rg_customer_view_is_called (views->pdata[i], text))
      return views->pdata[i];
  for (guint i = 0; i < views->len; i++)
    if (rg_customer_view_has_key (views->pdata[i], text))
      return views->pdata[i];
  return NULL;
}

gboolean
rg_customer_view_read_order (RgDb *db, const char *sort, int *order, GError **error)
{
  static const struct
  {
    const char *id;
    RgCustomersOrder order;
  } orders[] = {
    { "last-visit", RG_CUSTOMERS_BY_LAST_VISIT },
    { "visits", RG_CUSTOMERS_BY_VISITS },
    { "spend", RG_CUSTOMERS_BY_SPEND },
  };
  g_autoptr (GPtrArray) fields = NULL;
  RgOwnField *field;

  *order = RG_CUSTOMERS_BY_NAME;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (sort, orders[i].id))
      *order = orders[i].order;
  if (!g_str_has_prefix (sort, RG_VIEW_OWN))
    return TRUE;
  fields = rg_own_fields_read (db, error);
  field = fields != NULL ? rg_own_fields_find (fields, sort + strlen (RG_VIEW_OWN)) : NULL;
  if (field != NULL)
    *order = rg_customers_by_own (field->id);
  return fields != NULL;
}

/* --- the list --- */

char *
rg_customer_list_query (const char *rules, const char *search)
{
  const char parts[] = { PARTS, '\0' };

  return rules != NULL ? g_strconcat (rules, parts, search, NULL)
                       : g_strdup (search != NULL ? search : "");
}

static gboolean
rg_customer_list_read_matches (RgDb *db, RgDataset *dataset, const char *query, GArray *ids,
                               GError **error)
{
  const char *end = strchr (query, PARTS);
  g_autofree char *rules = end != NULL ? g_strndup (query, (gsize) (end - query)) : NULL;
  const char *search = end != NULL ? end + 1 : query;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (rules == NULL)
    return rg_customers_source.read_matches (db, dataset, search, ids, error);
  if (!rg_segment_members_source.read_matches (db, dataset, rules, ids, error))
    return FALSE;
  if (*search == '\0')
    return TRUE;
  if (!rg_customers_source.read_matches (db, dataset, search, found, error))
    return FALSE;
  rg_spine_filter (found, ids);
  return TRUE;
}

static gboolean
rg_customer_list_read_ids (RgDb *db, int order, gint64 most, GArray *ids, GError **error)
{
  return rg_customers_source.read_ids (db, order, most, ids, error);
}

static gpointer
rg_customer_list_read_row (RgDb *db, gint64 id, GError **error)
{
  return rg_customers_source.read_row (db, id, error);
}

static void
rg_customer_list_fill (GObject *item, gconstpointer row, RgStore *store)
{
  rg_customers_source.fill (item, row, store);
}

static void
rg_customer_list_row_free (gpointer row)
{
  rg_customers_source.row_free (row);
}

const RgRowSource rg_customer_list_source = {
  .item_type = rg_customer_get_type,
  .table = "customer",
  .read_ids = rg_customer_list_read_ids,
  .read_matches = rg_customer_list_read_matches,
  .read_row = rg_customer_list_read_row,
  .fill = rg_customer_list_fill,
  .row_free = rg_customer_list_row_free,
};

/* --- writing --- */

static gboolean
rg_customer_view_check (RgDb *db, const RgCustomerView *view, GError **error)
{
  g_autoptr (GPtrArray) views = NULL;

  if (*view->name == '\0')
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("Give the view a name."));
  else if (rg_card_in_text (view->name) || rg_card_in_text (view->search))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("This looks like the number of a payment card. "
                           "Regulars never stores those."));
  else
    views = rg_customer_views_read (db, error);
  for (guint i = 0; views != NULL && i < views->len; i++)
    {
      const RgCustomerView *other = views->pdata[i];

      if (other->id == view->id || !rg_customer_view_is_called (other, view->name))
        continue;
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                   /* Translators: %s is the name of a saved view. */
                   _("There is a view “%s” already."), other->name);
      return FALSE;
    }
  return views != NULL;
}

static gboolean
rg_customer_view_is_there (RgDb *db, gint64 id, char **name, GError **error)
{
  g_autoptr (GPtrArray) views = rg_customer_views_read (db, error);

  for (guint i = 0; views != NULL && i < views->len; i++)
    if (((const RgCustomerView *) views->pdata[i])->id == id)
      {
        g_set_str (name, ((const RgCustomerView *) views->pdata[i])->name);
        return TRUE;
      }
  if (views != NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("This view is not there any more."));
  return FALSE;
}

static gboolean
rg_customer_view_bind_and_run (RgStatement *statement, RgCustomerView *view, GError **error)
{
  g_autofree char *columns = g_strjoinv (" ", view->columns);

  rg_statement_bind_text (statement, 1, view->name);
  rg_statement_bind_text (statement, 2, columns);
  rg_statement_bind_text (statement, 3, view->sort);
  rg_statement_bind_int (statement, 4, view->descending ? 1 : 0);
  rg_statement_bind_text (statement, 5, view->search);
  if (view->segment != 0)
    rg_statement_bind_int (statement, 6, view->segment);
  if (view->id != 0)
    rg_statement_bind_int (statement, 7, view->id);
  else
    {
      rg_uuid_v7 (view->uuid);
      rg_statement_bind_blob (statement, 7, view->uuid, RG_UUID_SIZE);
    }
  return rg_statement_run (statement, error);
}

static gboolean
rg_view_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgCustomerView *view = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *known = NULL;

  if (!rg_customer_view_check (db, view, error) ||
      (view->id != 0 && !rg_customer_view_is_there (db, view->id, &known, error)))
    return FALSE;
  statement = rg_db_statement (db, view->id != 0 ? "views.update" : "views.insert", error);
  if (statement == NULL || !rg_customer_view_bind_and_run (statement, view, error))
    return FALSE;
  if (view->id == 0)
    view->id = rg_db_last_id (db);
  return TRUE;
}

/* Translators: what History shows; %s is the name of a saved view. */
static char *
rg_view_save_label (const RgCustomerView *view)
{
  return g_strdup_printf (view->id == 0 ? _("View “%s” Saved") : _("View “%s” Changed"),
                          view->name);
}

static const char *
rg_view_save_kind (const RgCustomerView *view)
{
  return view->id == 0 ? "view.create" : "view.edit";
}

gboolean
rg_store_save_view_sync (RgStore *store, const RgCustomerView *view, gint64 *id, gint64 *action,
                         GError **error)
{
  g_autoptr (RgCustomerView) copy = rg_customer_view_copy (view);
  g_autofree char *label = rg_view_save_label (copy);

  if (!rg_store_write_sync (store, rg_view_save_kind (view), label, rg_view_save_in_thread, copy,
                            NULL, action, error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

void
rg_store_save_view_async (RgStore *store, const RgCustomerView *view, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  RgCustomerView *copy = rg_customer_view_copy (view);
  g_autofree char *label = rg_view_save_label (copy);

  rg_store_write_async (store, rg_view_save_kind (view), label, rg_view_save_in_thread, copy,
                        (GDestroyNotify) rg_customer_view_free, NULL, callback, user_data);
}

static gboolean
rg_view_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const gint64 id = *(gint64 *) data;
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (!rg_customer_view_is_there (db, id, &name, error) ||
      (statement = rg_db_statement (db, "views.delete", error)) == NULL)
    return FALSE;
  /* Translators: what History shows; %s is the name of a saved view. */
  label = g_strdup_printf (_("View “%s” Deleted"), name);
  rg_write_set_label (write, label);
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_delete_view_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  return rg_store_write_sync (store, "view.delete", _("View Deleted"), rg_view_delete_in_thread,
                              &id, NULL, action, error);
}

void
rg_store_delete_view_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  rg_store_write_async (store, "view.delete", _("View Deleted"), rg_view_delete_in_thread,
                        g_memdup2 (&id, sizeof id), g_free, NULL, callback, user_data);
}
