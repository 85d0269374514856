/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Some people with what a list of them shows. */
#include "store/rg-people-rows.h"

static int
rg_people_rows_compare (gconstpointer a, gconstpointer b)
{
  const RgCustomerSummary *first = *(RgCustomerSummary *const *) a;
  const RgCustomerSummary *second = *(RgCustomerSummary *const *) b;
  g_autofree char *one = rg_customer_dup_shown_name (first->name, first->number);
  g_autofree char *two = rg_customer_dup_shown_name (second->name, second->number);
  const int by = g_utf8_collate (one, two);

  return by != 0 ? by : (first->id > second->id) - (first->id < second->id);
}

GPtrArray *
rg_people_rows_read (RgDb *db, const GArray *ids, RgGoOnFunc go_on, gpointer data,
                     GError **error)
{
  g_autoptr (GPtrArray) people =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_customer_summary_free);

  for (guint i = 0; i < ids->len; i++)
    {
      GError *failed = NULL;
      RgCustomerSummary *summary =
        rg_customer_summary_read (db, g_array_index (ids, gint64, i), &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, failed);
          return NULL;
        }
      if (summary != NULL)
        g_ptr_array_add (people, summary);
      if (go_on != NULL && !go_on ((i + 1.0) / ids->len, data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Reading was stopped.");
          return NULL;
        }
    }
  g_ptr_array_sort (people, rg_people_rows_compare);
  return g_steal_pointer (&people);
}
