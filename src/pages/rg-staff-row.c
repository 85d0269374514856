/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-staff-row.h"

#include "base/rg-i18n.h"

void
rg_staff_row_fill (AdwComboRow *row, const GPtrArray *staff, gint64 selected, GArray *ids)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 nobody = 0;
  guint place = 0;

  gtk_string_list_append (names, _("Whoever comes first"));
  g_array_set_size (ids, 0);
  g_array_append_val (ids, nobody);
  for (guint i = 0; i < staff->len; i++)
    {
      const RgStaff *one = staff->pdata[i];

      if (!one->active && one->id != selected)
        continue;
      if (one->id == selected)
        place = ids->len;
      gtk_string_list_append (names, one->name);
      g_array_append_val (ids, one->id);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, place);
  gtk_widget_set_visible (GTK_WIDGET (row), ids->len > 2 || place != 0);
}

gint64
rg_staff_row_get (AdwComboRow *row, const GArray *ids)
{
  const guint place = adw_combo_row_get_selected (row);

  return place < ids->len ? g_array_index (ids, gint64, place) : 0;
}
