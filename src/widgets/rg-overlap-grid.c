/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One widget for thousands of cells: it draws those in sight. */
#include "widgets/rg-overlap-grid.h"

#include <adwaita.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* Sizes in heights of a line of text. */
#define RG_CELL_WIDTH 4.4
#define RG_CELL_HEIGHT 2.6
#define RG_NAMES_WIDTH 10.0
#define RG_HEAD_HEIGHT 1.8

struct _RgOverlapGrid
{
  GtkWidget parent_instance;

  GtkAdjustment *across;
  GtkAdjustment *down;
  guint n;
  char **names;
  guint *counts;
  int row, column;      /* -1: nowhere */
  double pointer_x, pointer_y;
};

enum
{
  SELECTED,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgOverlapGrid, rg_overlap_grid, GTK_TYPE_WIDGET)

/* --- sizes -------------------------------------------------------------------------------- */

typedef struct {
  double line;
  double cell_width, cell_height;
  double left, top; /* where cells begin */
} RgGridSizes;

static RgGridSizes
rg_overlap_grid_sizes (RgOverlapGrid *self)
{
  PangoContext *pango = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (pango, NULL, NULL);
  const double line = (double) (pango_font_metrics_get_ascent (metrics) +
                                pango_font_metrics_get_descent (metrics)) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return (RgGridSizes) { line, line * RG_CELL_WIDTH, line * RG_CELL_HEIGHT, line * RG_NAMES_WIDTH,
                         line * RG_HEAD_HEIGHT };
}

static void
rg_overlap_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  RgOverlapGrid *self = RG_OVERLAP_GRID (widget);
  const RgGridSizes sizes = rg_overlap_grid_sizes (self);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                          ? (int) (sizes.left + self->n * sizes.cell_width + 1)
                          : (int) (sizes.top + self->n * sizes.cell_height + 1);
}

static double
rg_overlap_grid_scrolled (GtkAdjustment *adjustment)
{
  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

/* --- words -------------------------------------------------------------------------------- */

static guint
rg_overlap_grid_get (RgOverlapGrid *self, guint row, guint column)
{
  return self->counts[row * self->n + column];
}

/* Of the row's people. */
static double
rg_overlap_grid_share (RgOverlapGrid *self, guint row, guint column)
{
  const guint all = rg_overlap_grid_get (self, row, row);

  return all > 0 ? (double) rg_overlap_grid_get (self, row, column) / all : 0;
}

char *
rg_overlap_grid_dup_cell (RgOverlapGrid *self, guint row, guint column)
{
  const guint both = rg_overlap_grid_get (self, row, column);
  g_autofree char *number = rg_number_format (both);
  g_autofree char *share = rg_percent_format (rg_overlap_grid_share (self, row, column), 0);

  if (row == column)
    /* Translators: the name of a group of customers, and how many they are. */
    return g_strdup_printf (P_("%s: %s customer", "%s: %s customers", both), self->names[row],
                            number);
  /* Translators: the names of two groups of customers; how many are in both, and what share that
   * is of the first one, whose name follows. */
  return g_strdup_printf (_("%s and %s: %s in both, %s of %s"), self->names[row],
                          self->names[column], number, share, self->names[row]);
}

static void
rg_overlap_grid_describe (RgOverlapGrid *self)
{
  g_autofree char *cell = self->row >= 0 ? rg_overlap_grid_dup_cell (self, (guint) self->row,
                                                                     (guint) self->column)
                                         : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who is in both of two segments"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cell != NULL ? cell : "",
                                  -1);
}

/* --- drawing ------------------------------------------------------------------------------ */

typedef struct {
  RgOverlapGrid *self;
  GtkSnapshot *snapshot;
  RgGridSizes sizes;
  GdkRGBA ink, faint, ground, accent;
} RgGridDrawing;

/* Text in a box: in its middle, or from its beginning on; never out of it. */
static void
rg_grid_draw_text (const RgGridDrawing *d, const char *text, double x, double y, double width,
                   double height, gboolean middle, double scale, const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (d->self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int text_height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, middle ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (d->snapshot);
  gtk_snapshot_translate (d->snapshot, &GRAPHENE_POINT_INIT ((float) x,
                                                             (float) (y + (height - text_height)
                                                                            / 2)));
  gtk_snapshot_append_layout (d->snapshot, layout, colour);
  gtk_snapshot_restore (d->snapshot);
}

static void
rg_grid_fill (const RgGridDrawing *d, double x, double y, double width, double height,
              const GdkRGBA *colour)
{
  gtk_snapshot_append_color (d->snapshot, colour,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                  (float) height));
}

static void
rg_grid_draw_cell (const RgGridDrawing *d, guint row, guint column)
{
  const RgGridSizes *s = &d->sizes;
  const double x = s->left + column * s->cell_width, y = s->top + row * s->cell_height;
  const double share = rg_overlap_grid_share (d->self, row, column);
  g_autofree char *number = rg_number_format (rg_overlap_grid_get (d->self, row, column));
  g_autofree char *percent = rg_percent_format (share, 0);
  GdkRGBA tint = d->accent;

  tint.alpha = row == column ? 0 : (float) (0.3 * share);
  rg_grid_fill (d, x + 1, y + 1, s->cell_width - 1, s->cell_height - 1, &tint);
  if (row == column)
    {
      rg_grid_draw_text (d, number, x, y, s->cell_width, s->cell_height, TRUE, 1, &d->ink);
      return;
    }
  rg_grid_draw_text (d, number, x, y, s->cell_width, s->cell_height * 0.56, TRUE, 0.95, &d->ink);
  rg_grid_draw_text (d, percent, x, y + s->cell_height * 0.48, s->cell_width,
                     s->cell_height * 0.46, TRUE, 0.8, &d->ink);
}

static void
rg_grid_draw_selected (const RgGridDrawing *d)
{
  const RgGridSizes *s = &d->sizes;
  const RgOverlapGrid *self = d->self;
  const gboolean focused = gtk_widget_is_focus (GTK_WIDGET (self));
  GskRoundedRect outline;

  if (self->row < 0)
    return;
  gsk_rounded_rect_init_from_rect (
    &outline,
    &GRAPHENE_RECT_INIT ((float) (s->left + self->column * s->cell_width),
                         (float) (s->top + self->row * s->cell_height),
                         (float) s->cell_width + 1, (float) s->cell_height + 1), 3);
  gtk_snapshot_append_border (d->snapshot, &outline,
                              (float[]) { 2, 2, 2, 2 },
                              focused ? (GdkRGBA[]) { d->accent, d->accent, d->accent, d->accent }
                                      : (GdkRGBA[]) { d->faint, d->faint, d->faint, d->faint });
}

/* The numbers above and the names at the left stay where they are; they reach a little out of
 * sight, where a scrolled window shows a pixel or two of what lies behind its edge. */
static void
rg_grid_draw_heads (const RgGridDrawing *d, double across, double down, double width,
                    double height)
{
  const RgGridSizes *s = &d->sizes;
  RgOverlapGrid *self = d->self;

  rg_grid_fill (d, across, down - s->line, width, s->top + s->line, &d->ground);
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      rg_grid_draw_text (d, number, s->left + i * s->cell_width, down, s->cell_width, s->top, TRUE,
                         0.9, &d->ink);
    }
  rg_grid_fill (d, across - s->line, down, s->left + s->line, height, &d->ground);
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u  %s", i + 1, self->names[i]);
      const double y = s->top + i * s->cell_height;

      if (y + s->cell_height > down + s->top)
        rg_grid_draw_text (d, name, across + s->line * 0.5, y, s->left - s->line, s->cell_height,
                           FALSE, 1, &d->ink);
    }
  rg_grid_fill (d, across - s->line, down - s->line, s->left + s->line, s->top + s->line,
                &d->ground);
}

static void
rg_overlap_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgOverlapGrid *self = RG_OVERLAP_GRID (widget);
  AdwStyleManager *manager
    = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  const double across = rg_overlap_grid_scrolled (self->across);
  const double down = rg_overlap_grid_scrolled (self->down);
  const double width
    = self->across != NULL ? gtk_adjustment_get_page_size (self->across) : 1e4;
  const double height = self->down != NULL ? gtk_adjustment_get_page_size (self->down) : 1e4;
  RgGridDrawing d = { self, snapshot, rg_overlap_grid_sizes (self) };

  gtk_widget_get_color (widget, &d.ink);
  d.faint = d.ink;
  d.faint.alpha = 0.35f;
  gdk_rgba_parse (&d.ground, adw_style_manager_get_dark (manager) ? "#222226" : "#fafafb");
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager),
                                       adw_style_manager_get_dark (manager), &d.accent);
  for (guint row = 0; row < self->n; row++)
    {
      const double y = d.sizes.top + row * d.sizes.cell_height;

      if (y + d.sizes.cell_height < down || y > down + height)
        continue;
      for (guint column = 0; column < self->n; column++)
        {
          const double x = d.sizes.left + column * d.sizes.cell_width;

          if (x + d.sizes.cell_width >= across && x <= across + width)
            rg_grid_draw_cell (&d, row, column);
        }
    }
  rg_grid_draw_selected (&d);
  rg_grid_draw_heads (&d, across, down, width, height);
}

/* --- walking ------------------------------------------------------------------------------ */

static void
rg_overlap_grid_scroll_to (RgOverlapGrid *self)
{
  const RgGridSizes s = rg_overlap_grid_sizes (self);
  const double x = s.left + self->column * s.cell_width, y = s.top + self->row * s.cell_height;

  if (self->across != NULL)
    gtk_adjustment_clamp_page (self->across, x - s.left, x + s.cell_width + 1);
  if (self->down != NULL)
    gtk_adjustment_clamp_page (self->down, y - s.top, y + s.cell_height + 1);
}

static void
rg_overlap_grid_select (RgOverlapGrid *self, int row, int column)
{
  if (row == self->row && column == self->column)
    return;
  self->row = row;
  self->column = column;
  rg_overlap_grid_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTED], 0, (guint) row, (guint) column);
}

static gboolean
rg_overlap_grid_step (RgOverlapGrid *self, guint key, int *row, int *column)
{
  const int last = (int) self->n - 1;

  *row = MAX (self->row, 0);
  *column = MAX (self->column, 0);
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *column = MAX (*column - 1, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *column = self->row < 0 ? 0 : MIN (*column + 1, last);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *row = MAX (*row - 1, 0);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *row = self->row < 0 ? 0 : MIN (*row + 1, last);
      return TRUE;
    case GDK_KEY_Home:
      *column = 0;
      return TRUE;
    case GDK_KEY_End:
      *column = last;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
rg_overlap_grid_key_cb (GtkEventControllerKey *controller, guint key, guint code,
                        GdkModifierType state, RgOverlapGrid *self)
{
  g_autofree char *text = NULL;
  int row, column;

  if (self->n == 0 || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      if (self->row >= 0)
        g_signal_emit (self, signals[OPENED], 0, (guint) self->row, (guint) self->column);
      return self->row >= 0;
    }
  if (!rg_overlap_grid_step (self, key, &row, &column))
    return FALSE;
  rg_overlap_grid_select (self, row, column);
  rg_overlap_grid_scroll_to (self);
  text = rg_overlap_grid_dup_cell (self, (guint) row, (guint) column);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

/* FALSE: no cell lies there, or a name lies over it. */
static gboolean
rg_overlap_grid_cell_at (RgOverlapGrid *self, double x, double y, int *row, int *column)
{
  const RgGridSizes s = rg_overlap_grid_sizes (self);

  *column = (int) ((x - s.left) / s.cell_width);
  *row = (int) ((y - s.top) / s.cell_height);
  return x >= s.left + rg_overlap_grid_scrolled (self->across) &&
         y >= s.top + rg_overlap_grid_scrolled (self->down) && *column < (int) self->n &&
         *row < (int) self->n;
}

static void
rg_overlap_grid_motion_cb (GtkEventControllerMotion *controller, double x, double y,
                           RgOverlapGrid *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  double at_x = 0, at_y = 0;
  int row, column;

  /* A pointer that rests says nothing, though cells scroll below it. */
  if (event != NULL && gdk_event_get_position (event, &at_x, &at_y) &&
      at_x == self->pointer_x && at_y == self->pointer_y)
    return;
  self->pointer_x = at_x;
  self->pointer_y = at_y;
  if (rg_overlap_grid_cell_at (self, x, y, &row, &column))
    rg_overlap_grid_select (self, row, column);
}

static void
rg_overlap_grid_released_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                             RgOverlapGrid *self)
{
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!rg_overlap_grid_cell_at (self, x, y, &row, &column))
    return;
  rg_overlap_grid_select (self, row, column);
  g_signal_emit (self, signals[OPENED], 0, (guint) row, (guint) column);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_overlap_grid_finalize (GObject *object)
{
  RgOverlapGrid *self = RG_OVERLAP_GRID (object);

  g_clear_object (&self->across);
  g_clear_object (&self->down);
  g_strfreev (self->names);
  g_free (self->counts);
  G_OBJECT_CLASS (rg_overlap_grid_parent_class)->finalize (object);
}

static void
rg_overlap_grid_class_init (RgOverlapGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_overlap_grid_finalize;
  widget_class->measure = rg_overlap_grid_measure;
  widget_class->snapshot = rg_overlap_grid_snapshot;
  signals[SELECTED] = g_signal_new ("selected", RG_TYPE_OVERLAP_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[OPENED] = g_signal_new ("opened", RG_TYPE_OVERLAP_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "overlap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rg_overlap_grid_init (RgOverlapGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->row = self->column = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (rg_overlap_grid_key_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (rg_overlap_grid_motion_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (rg_overlap_grid_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
rg_overlap_grid_set_scrolled (RgOverlapGrid *self, GtkScrolledWindow *scrolled)
{
  g_set_object (&self->across, gtk_scrolled_window_get_hadjustment (scrolled));
  g_set_object (&self->down, gtk_scrolled_window_get_vadjustment (scrolled));
  g_signal_connect_object (self->across, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->down, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
rg_overlap_grid_show (RgOverlapGrid *self, const char *const *names, const guint *counts, guint n)
{
  g_strfreev (self->names);
  self->names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->names[i] = g_strdup (names[i]);
  g_free (self->counts);
  self->counts = g_memdup2 (counts, (gsize) n * n * sizeof *counts);
  self->n = n;
  self->row = self->column = -1;
  rg_overlap_grid_describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
