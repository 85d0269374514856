/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Columns of a list by their ids. */
#include "pages/rg-list-columns.h"

GtkColumnViewColumn *
rg_list_columns_find (GtkColumnView *view, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), id) == 0)
        return column;
    }
  return NULL;
}

void
rg_list_columns_show (GtkColumnView *view, guint n_fixed, const char *const *ids, gboolean one)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  const char *last = NULL;
  guint place = n_fixed;

  for (guint i = 0; ids[i]; i++)
    if (rg_list_columns_find (view, ids[i]))
      last = ids[i];
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = gtk_column_view_column_get_id (column);

      if (id)
        gtk_column_view_column_set_visible (
            column, g_strv_contains (ids, id) && (!one || g_strcmp0 (id, last) == 0));
    }
  for (guint i = 0; ids[i]; i++)
    {
      GtkColumnViewColumn *column = rg_list_columns_find (view, ids[i]);

      if (column)
        gtk_column_view_insert_column (view, place++, column);
    }
}

GtkColumnViewColumn *
rg_list_columns_get_sort (GtkColumnView *view, gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));

  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  return gtk_column_view_sorter_get_primary_sort_column (sorter);
}
