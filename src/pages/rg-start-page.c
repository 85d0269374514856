/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window shows while no shop is open: the two ways to begin, as actions of the
 * application. */
#include "pages/rg-start-page.h"

struct _RgStartPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *start_button;
};

G_DEFINE_FINAL_TYPE (RgStartPage, rg_start_page, ADW_TYPE_NAVIGATION_PAGE)

/* Else the keyboard would be on the scrolled window around the page. */
static void
rg_start_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rg_start_page_parent_class)->map (widget);
  gtk_widget_grab_focus (RG_START_PAGE (widget)->start_button);
}

static void
rg_start_page_class_init (RgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = rg_start_page_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgStartPage, start_button);
}

static void
rg_start_page_init (RgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
