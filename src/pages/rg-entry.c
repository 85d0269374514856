/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the entry rows of a campaign's pages show. */
#include "pages/rg-entry.h"

#include "base/rg-money.h"

/* What is read may come before its page is in the window: then nobody types there. */
static gboolean
rg_entry_is_typed_into (AdwEntryRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row));
}

void
rg_entry_show (AdwEntryRow *row, const char *text)
{
  if (rg_entry_is_typed_into (row))
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
