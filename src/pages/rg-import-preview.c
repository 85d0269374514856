/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a file looks like. */
#include "pages/rg-import-preview.h"

#define EXAMPLE_CHARACTERS 22

char *
rg_import_preview_dup_examples (GPtrArray *rows, guint column)
{
  g_autoptr (GString) examples = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *cell = ((GStrv) g_ptr_array_index (rows, i))[column];
      glong room = EXAMPLE_CHARACTERS - g_utf8_strlen (examples->str, -1);

      if (*cell == '\0' || !g_hash_table_add (seen, (gpointer) cell))
        continue;
      if (g_utf8_strlen (cell, -1) <= room - (examples->len > 0 ? 3 : 0))
        g_string_append_printf (examples, "%s%s", examples->len > 0 ? " · " : "", cell);
      else if (examples->len == 0)
        {
          g_autofree char *start = g_utf8_substring (cell, 0, EXAMPLE_CHARACTERS - 1);

          g_string_append_printf (examples, "%s…", start);
        }
    }
  return g_string_free_and_steal (g_steal_pointer (&examples));
}

void
rg_import_preview_fill (GtkGrid *grid, const RgMapping *mapping, GPtrArray *rows, guint n_columns)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (guint column = 0; column < n_columns; column++)
    for (guint i = 0; i <= rows->len; i++)
      {
        const char *text = i == 0 ? mapping->columns[column].header
                                  : ((GStrv) g_ptr_array_index (rows, i - 1))[column];
        GtkWidget *label = gtk_label_new (text);

        gtk_label_set_xalign (GTK_LABEL (label), 0);
        gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
        gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
        gtk_widget_add_css_class (label, i == 0 ? "heading" : "numeric");
        gtk_grid_attach (grid, label, (int) column, (int) i, 1, 1);
      }
}
