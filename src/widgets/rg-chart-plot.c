/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Draws a chart with charts/, and lets keys and pointer walk its points. */
#include "widgets/rg-chart-plot.h"

#include <adwaita.h>

#include "charts/rg-chart-draw.h"

#define RG_CHART_PLOT_STRIDE 10 /* points that Page Up and Page Down move by */

struct _RgChartPlot
{
  GtkWidget parent_instance;

  RgChart *chart;
  int selected;
  gboolean sparkline;
  int bar;          /* the series of one bar of it, or -1 */
  double pointer_x;
  double pointer_y;
};

enum
{
  PROP_SELECTED = 1,
  PROP_SPARKLINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  POINT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgChartPlot, rg_chart_plot, GTK_TYPE_WIDGET)

static guint32
rg_chart_plot_accent (AdwStyleManager *manager)
{
  GdkRGBA rgba;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager),
                                       adw_style_manager_get_dark (manager), &rgba);
  return (guint32) (rgba.red * 255 + 0.5f) << 16 | (guint32) (rgba.green * 255 + 0.5f) << 8
         | (guint32) (rgba.blue * 255 + 0.5f);
}

/* The widget's font, a little smaller: axes are read after the line. */
static void
rg_chart_plot_font (RgChartPlot *self, RgChartFrame *frame)
{
  PangoContext *pango = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (pango);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (pango) / 72;
  frame->font = pango_font_description_get_family (font);
  frame->font_size = CLAMP (size * 0.85, 8, 60);
}

static void
rg_chart_plot_frame (RgChartPlot *self, RgChartFrame *frame)
{
  AdwStyleManager *manager
    = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  rg_chart_frame_init (frame, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)));
  rg_chart_plot_font (self, frame);
  frame->look = adw_style_manager_get_dark (manager) ? RG_LOOK_DARK : RG_LOOK_LIGHT;
  frame->high_contrast = adw_style_manager_get_high_contrast (manager);
  frame->accent = rg_chart_plot_accent (manager);
  frame->right_to_left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  frame->sparkline = self->sparkline;
  frame->selected = self->sparkline ? -1 : self->selected;
  frame->selected_bar = self->bar;
}

static void
rg_chart_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgChartPlot *self = RG_CHART_PLOT (widget);
  RgChartFrame frame;
  cairo_t *cr;

  if (self->chart == NULL)
    return;
  rg_chart_plot_frame (self, &frame);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  rg_chart_draw (self->chart, cr, &frame);
  cairo_destroy (cr);
}

static void
rg_chart_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  if (RG_CHART_PLOT (widget)->sparkline)
    *minimum = *natural = across ? 96 : 36;
  else
    {
      *minimum = across ? 240 : 200;
      *natural = across ? 600 : 300;
    }
}

char *
rg_chart_plot_dup_text (RgChartPlot *self)
{
  if (self->chart == NULL || self->selected < 0)
    return NULL;
  return self->bar >= 0
           ? rg_chart_bar_text (self->chart, (guint) self->selected, (guint) self->bar)
           : rg_chart_point_text (self->chart, (guint) self->selected);
}

/* The words for those who do not see the picture: all of it, then the point at hand. */
static void
rg_chart_plot_describe (RgChartPlot *self)
{
  g_autofree char *summary = self->chart != NULL ? rg_chart_summary (self->chart) : NULL;
  g_autofree char *point = rg_chart_plot_dup_text (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary != NULL ? summary : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  point != NULL ? point : "", -1);
}

static void
rg_chart_plot_select (RgChartPlot *self, int selected, int bar)
{
  int n = self->chart != NULL ? (int) self->chart->n_points : 0;

  selected = CLAMP (selected, -1, n - 1);
  if (selected == self->selected && bar == self->bar)
    return;
  self->selected = selected;
  self->bar = bar;
  rg_chart_plot_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
rg_chart_plot_set_selected (RgChartPlot *self, int selected)
{
  rg_chart_plot_select (self, selected, -1);
}

int
rg_chart_plot_get_selected (RgChartPlot *self)
{
  return self->selected;
}

static void
rg_chart_plot_activate (RgChartPlot *self)
{
  if (self->selected >= 0)
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, (guint) self->selected, self->bar);
}

/* From all of the point through its bars, and back. */
static int
rg_chart_plot_step_bar (RgChartPlot *self, gboolean down)
{
  const int n = (int) self->chart->series->len;
  int bar = self->bar;

  do
    bar = down ? (bar + 1 < n ? bar + 1 : -1) : (bar >= 0 ? bar - 1 : n - 1);
  while (bar >= 0 && ((RgChartSeries *) self->chart->series->pdata[bar])->kind != RG_SERIES_BAR);
  return bar;
}

static int
rg_chart_plot_step (RgChartPlot *self, guint key)
{
  int last = (int) self->chart->n_points - 1;
  int at = self->selected;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return at < 0 ? last : MAX (at - 1, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return at < 0 ? 0 : MIN (at + 1, last);
    case GDK_KEY_Page_Up:
      return MAX (at - RG_CHART_PLOT_STRIDE, 0);
    case GDK_KEY_Page_Down:
      return MIN (at + RG_CHART_PLOT_STRIDE, last);
    case GDK_KEY_Home:
      return 0;
    case GDK_KEY_End:
      return last;
    default:
      return -1;
    }
}

static gboolean
rg_chart_plot_key_cb (GtkEventControllerKey *controller, guint key, guint code,
                      GdkModifierType state, RgChartPlot *self)
{
  const gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  g_autofree char *text = NULL;
  int step;

  if (self->chart == NULL || self->chart->n_points == 0
      || state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      rg_chart_plot_activate (self);
      return self->selected >= 0;
    }
  if (self->chart->bars_open && self->selected >= 0 &&
      (down || key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    rg_chart_plot_select (self, self->selected, rg_chart_plot_step_bar (self, down));
  else if ((step = rg_chart_plot_step (self, key)) >= 0)
    rg_chart_plot_set_selected (self, step);
  else
    return FALSE;
  text = rg_chart_plot_dup_text (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

static int
rg_chart_plot_point_under (RgChartPlot *self, double x, double y, int *bar)
{
  RgChartFrame frame;
  int point;

  *bar = -1;
  if (self->chart == NULL)
    return -1;
  rg_chart_plot_frame (self, &frame);
  point = rg_chart_point_at (self->chart, &frame, x, y);
  if (point >= 0)
    *bar = rg_chart_bar_at (self->chart, &frame, (guint) point, x);
  return point;
}

static void
rg_chart_plot_motion_cb (GtkEventControllerMotion *controller, double x, double y,
                         RgChartPlot *self)
{
  int point, bar;

  /* GTK says so too when the widget moved below a resting pointer; the keyboard's point stays. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  point = rg_chart_plot_point_under (self, x, y, &bar);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), point >= 0 ? "pointer" : NULL);
  if (point >= 0)
    rg_chart_plot_select (self, point, bar);
}

static void
rg_chart_plot_released_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                           RgChartPlot *self)
{
  int bar;
  int point = rg_chart_plot_point_under (self, x, y, &bar);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (point < 0)
    return;
  rg_chart_plot_select (self, point, bar);
  rg_chart_plot_activate (self);
}

static void
rg_chart_plot_add_controllers (RgChartPlot *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (rg_chart_plot_key_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (rg_chart_plot_motion_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (rg_chart_plot_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
rg_chart_plot_finalize (GObject *object)
{
  RgChartPlot *self = RG_CHART_PLOT (object);

  g_clear_pointer (&self->chart, rg_chart_free);
  G_OBJECT_CLASS (rg_chart_plot_parent_class)->finalize (object);
}

static void
rg_chart_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgChartPlot *self = RG_CHART_PLOT (object);

  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, self->selected);
      break;
    case PROP_SPARKLINE:
      g_value_set_boolean (value, self->sparkline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_chart_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgChartPlot *self = RG_CHART_PLOT (object);

  switch (id)
    {
    case PROP_SELECTED:
      rg_chart_plot_set_selected (self, g_value_get_int (value));
      break;
    case PROP_SPARKLINE:
      self->sparkline = g_value_get_boolean (value);
      gtk_widget_set_focusable (GTK_WIDGET (self), !self->sparkline);
      gtk_widget_set_can_target (GTK_WIDGET (self), !self->sparkline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_chart_plot_class_init (RgChartPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = rg_chart_plot_finalize;
  object_class->get_property = rg_chart_plot_get_property;
  object_class->set_property = rg_chart_plot_set_property;
  widget_class->snapshot = rg_chart_plot_snapshot;
  widget_class->measure = rg_chart_plot_measure;

  properties[PROP_SELECTED]
    = g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPARKLINE]
    = g_param_spec_boolean ("sparkline", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[POINT_ACTIVATED]
    = g_signal_new ("point-activated", RG_TYPE_CHART_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rg_chart_plot_init (RgChartPlot *self)
{
  AdwStyleManager *manager
    = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  static const char *const looks[] = { "notify::dark", "notify::high-contrast",
                                       "notify::accent-color" };

  self->selected = -1;
  self->bar = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    g_signal_connect_object (manager, looks[i], G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  rg_chart_plot_add_controllers (self);
}

GtkWidget *
rg_chart_plot_new (void)
{
  return g_object_new (RG_TYPE_CHART_PLOT, NULL);
}

void
rg_chart_plot_take_chart (RgChartPlot *self, RgChart *chart)
{
  g_return_if_fail (RG_IS_CHART_PLOT (self));

  g_clear_pointer (&self->chart, rg_chart_free);
  self->chart = chart;
  self->selected = -1;
  self->bar = -1;
  rg_chart_plot_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

const RgChart *
rg_chart_plot_get_chart (RgChartPlot *self)
{
  g_return_val_if_fail (RG_IS_CHART_PLOT (self), NULL);
  return self->chart;
}
