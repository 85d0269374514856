/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the entry rows of a campaign's pages show. */
#include "pages/rg-entry.h"

#include "base/rg-money.h"

void
rg_entry_show (AdwEntryRow *row, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (row)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    return;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) == 0)
    return;
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

char *
rg_entry_dup_amount (gint64 minor, int digits)
{
  double amount = (double) minor;

  for (int i = 0; i < digits; i++)
    amount /= 10;
  return rg_number_format_decimal (amount, digits);
}
