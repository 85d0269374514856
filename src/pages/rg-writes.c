/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Controls of a shop that can only be read. */
#include "pages/rg-writes.h"

/* The pages' actions that change the shop. */
static const char *const rg_writes_actions[] = {
  "page.add-task", "page.choose-folder",  "page.delete",  "page.edit",
  "page.fix",      "page.new",            "page.save",    "page.start-campaign",
  "page.targets",  "page.write-to-lapsed",
};

void
rg_writes_guard (GtkWidget *widget, RgStore *store)
{
  if (rg_store_is_read_only (store))
    gtk_widget_set_sensitive (widget, FALSE);
}

static void
rg_writes_guard_marked (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "rg-writes"))
    {
      gtk_widget_set_sensitive (widget, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rg_writes_guard_marked (child);
}

void
rg_writes_guard_page (GtkWidget *page, RgStore *store)
{
  if (!rg_store_is_read_only (store))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rg_writes_actions); i++)
    gtk_widget_action_set_enabled (page, rg_writes_actions[i], FALSE);
  rg_writes_guard_marked (page);
}
