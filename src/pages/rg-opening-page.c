/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Says what is being done with the file, and why it is safe. */
#include "pages/rg-opening-page.h"

#include "base/rg-i18n.h"

struct _RgOpeningPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (RgOpeningPage, rg_opening_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *title;
  const char *text;
} rg_opening_words[] = {
  [RG_OPENING_UPDATE] = {
    N_("Bringing the Shop up to Date…"),
    N_("This Regulars is newer than the shop’s file. Your own shop is backed up first, and the "
       "backup is checked. It opens by itself."),
  },
  [RG_OPENING_CHECK] = {
    N_("Checking the Shop…"),
    N_("Regulars did not get to close it the last time. What was saved is there; the shop opens by "
       "itself once that is certain."),
  },
  [RG_OPENING_COPY] = {
    N_("Reading the Shop…"),
    N_("Nothing can be written where its file lies, so a copy of it is opened."),
  },
};

static void
rg_opening_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_OPENING_PAGE);
  G_OBJECT_CLASS (rg_opening_page_parent_class)->dispose (object);
}

static void
rg_opening_page_class_init (RgOpeningPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_opening_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-opening-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgOpeningPage, status);
}

static void
rg_opening_page_init (RgOpeningPage *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->status));
  adw_status_page_set_paintable (self->status, GDK_PAINTABLE (spinner));
}

const char *
rg_opening_page_title (RgOpeningWork work)
{
  return _(rg_opening_words[work].title);
}

AdwNavigationPage *
rg_opening_page_new (RgOpeningWork work)
{
  RgOpeningPage *self = g_object_new (RG_TYPE_OPENING_PAGE, NULL);

  adw_status_page_set_title (self->status, rg_opening_page_title (work));
  adw_status_page_set_description (self->status, _(rg_opening_words[work].text));
  return ADW_NAVIGATION_PAGE (self);
}
