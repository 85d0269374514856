/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window shows while no shop is open: the two ways to begin, as actions of the
 * application. */
#include "pages/rg-start-page.h"

struct _RgStartPage
{
  AdwNavigationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RgStartPage, rg_start_page, ADW_TYPE_NAVIGATION_PAGE)

static void
rg_start_page_class_init (RgStartPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/io/github/regulars/Regulars/ui/pages/rg-start-page.ui");
}

static void
rg_start_page_init (RgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
