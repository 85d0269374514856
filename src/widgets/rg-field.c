/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A refused field, by its style class and its accessible state. */
#include "widgets/rg-field.h"

void
rg_field_refuse (GtkWidget *field, const char *reason)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  gtk_widget_add_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  if (reason)
    gtk_accessible_announce (GTK_ACCESSIBLE (field), reason,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
rg_field_accept (GtkWidget *field)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  gtk_widget_remove_css_class (field, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
}
