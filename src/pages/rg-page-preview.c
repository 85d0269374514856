/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A printed page on the screen. */
#include "pages/rg-page-preview.h"

#define RG_PREVIEW_NARROWEST 200
#define RG_PREVIEW_WIDTH 480

struct _RgPagePreview
{
  GtkWidget parent_instance;

  const RgPaper *paper;
  RgPageDraw draw;
  gpointer data;
  GDestroyNotify free_data;
  guint page;
};

G_DEFINE_FINAL_TYPE (RgPagePreview, rg_page_preview, GTK_TYPE_WIDGET)

static double
rg_page_preview_get_shape (RgPagePreview *self)
{
  return self->paper->height / self->paper->width;
}

static void
rg_page_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  RgPagePreview *self = RG_PAGE_PREVIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = RG_PREVIEW_NARROWEST;
      *natural = RG_PREVIEW_WIDTH;
      return;
    }
  *minimum = (int) (RG_PREVIEW_NARROWEST * rg_page_preview_get_shape (self));
  *natural = (int) ((for_size < 0 ? RG_PREVIEW_WIDTH : for_size)
                    * rg_page_preview_get_shape (self));
  if (for_size >= 0)
    *minimum = *natural;
}

static void
rg_page_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgPagePreview *self = RG_PAGE_PREVIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale = MIN (width / self->paper->width, height / self->paper->height);
  graphene_rect_t sheet = GRAPHENE_RECT_INIT (
      (float) ((width - self->paper->width * scale) / 2), 0, (float) (self->paper->width * scale),
      (float) (self->paper->height * scale));
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &sheet);
  if (self->draw == NULL || scale <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &sheet);
  cairo_translate (cr, sheet.origin.x, sheet.origin.y);
  cairo_scale (cr, scale, scale);
  self->draw (cr, self->page, self->data);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
rg_page_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rg_page_preview_clear (RgPagePreview *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->free_data = NULL;
  self->data = NULL;
  self->draw = NULL;
}

static void
rg_page_preview_dispose (GObject *object)
{
  rg_page_preview_clear (RG_PAGE_PREVIEW (object));
  G_OBJECT_CLASS (rg_page_preview_parent_class)->dispose (object);
}

static void
rg_page_preview_class_init (RgPagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_page_preview_dispose;
  widget_class->measure = rg_page_preview_measure;
  widget_class->snapshot = rg_page_preview_snapshot;
  widget_class->get_request_mode = rg_page_preview_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "rg-page-preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rg_page_preview_init (RgPagePreview *self)
{
  self->paper = rg_paper_default ();
}

void
rg_page_preview_show (RgPagePreview *self, const RgPaper *paper, RgPageDraw draw, gpointer data,
                      GDestroyNotify free_data, guint page)
{
  g_return_if_fail (RG_IS_PAGE_PREVIEW (self));
  rg_page_preview_clear (self);
  self->paper = paper;
  self->draw = draw;
  self->data = data;
  self->free_data = free_data;
  self->page = page;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
rg_page_preview_set_page (RgPagePreview *self, guint page)
{
  g_return_if_fail (RG_IS_PAGE_PREVIEW (self));
  self->page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
