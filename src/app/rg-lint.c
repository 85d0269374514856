/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page lint: see the header for what it finds. */
#include "app/rg-lint.h"

#include "app/rg-lint-report.h"

#include <adwaita.h>
#include <math.h>

typedef struct {
  JsonBuilder *builder;
  GtkWidget *top;
  int widgets;
} RgLint;

/* A control that is smaller is hard to hit (WCAG 2.2, 2.5.8). */
#define RG_LINT_TARGET 24

/* A pixel is lost to rounding here and there; nobody can see it. */
#define RG_LINT_SLACK 1.5

/* --- questions about a widget --- */

static gboolean
rg_lint_is_type (GtkWidget *widget, const char *name)
{
  GType type = g_type_from_name (name);

  return type && g_type_is_a (G_OBJECT_TYPE (widget), type);
}

/* TRUE when the widget or one of its parents is of one of the types, a NULL-ended list. */
static gboolean
rg_lint_is_within (GtkWidget *widget, const char *const *types)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      for (int i = 0; types[i]; i++)
        {
          if (rg_lint_is_type (widget, types[i]))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
rg_lint_has_text (const char *text)
{
  return text && *text;
}

/* A tooltip on the widget or on what it is part of: the whole text can be read there. */
static gboolean
rg_lint_has_tooltip (GtkWidget *widget)
{
  for (int depth = 0; widget && depth < 6; depth++)
    {
      if (gtk_widget_get_has_tooltip (widget))
        return TRUE;
      widget = gtk_widget_get_parent (widget);
    }
  return FALSE;
}

static gboolean
rg_lint_contains_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return rg_lint_has_text (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget))
    return rg_lint_has_text (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child) && rg_lint_contains_text (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
rg_lint_has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         rg_lint_has_text (gtk_widget_get_tooltip_text (widget)) ||
         rg_lint_has_text (gtk_widget_get_tooltip_markup (widget));
}

gboolean
rg_lint_can_be_reached (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget))
    return FALSE;
  for (; widget; widget = gtk_widget_get_parent (widget))
    {
      if (!gtk_widget_get_can_focus (widget))
        return FALSE;
    }
  return TRUE;
}

/* --- the checks --- */

/* The room that a widget got: its own box, and its margins from properties and from the style. */
static gboolean
rg_lint_get_room (GtkWidget *widget, double *width, double *height)
{
  graphene_rect_t box;
  GtkBorder margin;

  if (!gtk_widget_compute_bounds (widget, widget, &box))
    return FALSE;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* there is no other way to ask */
  gtk_style_context_get_margin (gtk_widget_get_style_context (widget), &margin);
  G_GNUC_END_IGNORE_DEPRECATIONS
  *width = box.size.width + gtk_widget_get_margin_start (widget) +
           gtk_widget_get_margin_end (widget) + margin.left + margin.right;
  *height = box.size.height + gtk_widget_get_margin_top (widget) +
            gtk_widget_get_margin_bottom (widget) + margin.top + margin.bottom;
  return TRUE;
}

/* A label's words against the room that they got. A label that ends in dots by intention has a
 * tooltip with all of it. */
static void
rg_lint_check_label (RgLint *self, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = gtk_label_get_text (label);
  int width, height;
  g_autofree char *detail = NULL;

  if (!rg_lint_has_text (text) || gtk_widget_get_width (widget) == 0)
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  detail = g_strdup_printf ("needs %d × %d, has %d × %d", width, height,
                            gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  if (pango_layout_is_ellipsized (layout))
    {
      if (!rg_lint_has_tooltip (widget))
        rg_lint_report_add (self->builder, "dots", widget, text, detail);
    }
  else if (width > gtk_widget_get_width (widget) + RG_LINT_SLACK ||
           height > gtk_widget_get_height (widget) + RG_LINT_SLACK)
    {
      rg_lint_report_add (self->builder, "cut", widget, text, detail);
    }
}

/* An inscription has no layout to ask, so that one like it is made. */
static void
rg_lint_check_inscription (RgLint *self, GtkInscription *inscription)
{
  GtkWidget *widget = GTK_WIDGET (inscription);
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *detail = NULL;
  int width;

  if (!rg_lint_has_text (text) || gtk_widget_get_width (widget) == 0 ||
      gtk_inscription_get_min_lines (inscription) > 1)
    return;
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_attributes (layout, gtk_inscription_get_attributes (inscription));
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (widget) + RG_LINT_SLACK || rg_lint_has_tooltip (widget))
    return;
  detail = g_strdup_printf ("needs %d, has %d", width, gtk_widget_get_width (widget));
  rg_lint_report_add (self->builder, "dots", widget, text, detail);
}

static void
rg_lint_check_size (RgLint *self, GtkWidget *widget)
{
  double width, height;
  int least_width, least_height;
  g_autofree char *detail = NULL;

  if (GTK_IS_SCROLLABLE (widget) || !rg_lint_get_room (widget, &width, &height))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX ((int) ceil (width), least_width),
                      &least_height, NULL, NULL, NULL);
  if (least_width <= width + RG_LINT_SLACK && least_height <= height + RG_LINT_SLACK)
    return;
  detail = g_strdup_printf ("needs %d × %d, has %.0f × %.0f", least_width, least_height, width,
                            height);
  rg_lint_report_add (self->builder, "squeezed", widget, NULL, detail);
}

/* Things that hold more than they show, or that move their children about. */
static const char *const rg_lint_scrolling[] = {
  "GtkScrolledWindow", "GtkViewport", "GtkListBase", "GtkColumnView", "GtkTextView", "GtkText",
  "GtkRevealer", "AdwCarousel", "GtkStack", "AdwToastOverlay", "GtkScrollbar", "GtkRange",
  "GtkProgressBar", "GtkSwitch", "AdwSpinner", "GtkListItemWidget", "GtkColumnListView", NULL
};

static void
rg_lint_check_place (RgLint *self, GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t own, frame;
  g_autofree char *detail = NULL;

  if (!parent || GTK_IS_NATIVE (widget) || rg_lint_is_within (widget, rg_lint_scrolling))
    return;
  if (!gtk_widget_compute_bounds (widget, parent, &own) ||
      !gtk_widget_compute_bounds (parent, parent, &frame))
    return;
  if (own.origin.x >= frame.origin.x - RG_LINT_SLACK &&
      own.origin.y >= frame.origin.y - RG_LINT_SLACK &&
      own.origin.x + own.size.width <= frame.origin.x + frame.size.width + RG_LINT_SLACK &&
      own.origin.y + own.size.height <= frame.origin.y + frame.size.height + RG_LINT_SLACK)
    return;
  detail = g_strdup_printf ("at %.0f, %.0f of %.0f × %.0f in a parent of %.0f × %.0f",
                            own.origin.x, own.origin.y, own.size.width, own.size.height,
                            frame.size.width, frame.size.height);
  rg_lint_report_add (self->builder, "outside", widget, NULL, detail);
}

/* What is wider than it may be pushes its neighbours out of the window. */
static void
rg_lint_check_window (RgLint *self, GtkWidget *widget)
{
  static const char *const moving[] = { "GtkColumnView", "AdwCarousel", "GtkText", NULL };
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType policy = GTK_POLICY_NEVER;
  graphene_rect_t bounds;
  g_autofree char *detail = NULL;

  if (scroller)
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scroller), &policy, NULL);
  if (policy != GTK_POLICY_NEVER || gtk_widget_get_width (widget) == 0 ||
      rg_lint_is_within (widget, moving) ||
      !gtk_widget_compute_bounds (widget, self->top, &bounds))
    return;
  if (bounds.origin.x >= -RG_LINT_SLACK &&
      bounds.origin.x + bounds.size.width <= gtk_widget_get_width (self->top) + RG_LINT_SLACK)
    return;
  detail = g_strdup_printf ("from %.0f to %.0f in %d", bounds.origin.x,
                            bounds.origin.x + bounds.size.width, gtk_widget_get_width (self->top));
  rg_lint_report_add (self->builder, "beyond", widget, NULL, detail);
}

/* Parts of other controls, which the control itself speaks for and reaches. */
static const char *const rg_lint_parts[] = {
  "GtkWindowControls", "AdwSheetControls", "GtkSpinButton", "GtkSearchEntry", "GtkEntry",
  "GtkPasswordEntry", "AdwEntryRow", "GtkCalendar", "GtkScrollbar", "GtkModelButton",
  "GtkColumnViewTitle",
  "GtkDropDown", "GtkColorDialogButton", "AdwInlineViewSwitcher", "AdwViewSwitcher",
  "GtkTreeExpander", "AdwBanner", "AdwToastWidget", NULL
};

static gboolean
rg_lint_is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent && rg_lint_is_within (parent, rg_lint_parts);
}

static gboolean
rg_lint_is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_PASSWORD_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SCALE (widget);
}

static void
rg_lint_check_name (RgLint *self, GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  static const char *const rows[] = { "AdwPreferencesRow", NULL };

  if (!rg_lint_is_control (widget) || rg_lint_is_part (widget))
    return;
  /* A menu button's inner button is the one that is seen; the outer one carries the name. */
  if (parent && GTK_IS_MENU_BUTTON (parent))
    return;
  if (rg_lint_has_name (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)) &&
      rg_lint_contains_text (widget))
    return;
  /* A row that is activated names the control in its suffix. */
  if (!GTK_IS_BUTTON (widget) && rg_lint_is_within (widget, rows))
    return;
  rg_lint_report_add (self->builder, "nameless", widget, NULL, NULL);
}

/* TRUE when the program attached a click to the widget by hand. */
static gboolean
rg_lint_has_click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;
  guint n;

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Rg") && !GTK_IS_BOX (widget) &&
      !GTK_IS_IMAGE (widget) && !GTK_IS_PICTURE (widget) && !GTK_IS_DRAWING_AREA (widget) &&
      !GTK_IS_GRID (widget) && !GTK_IS_OVERLAY (widget))
    return FALSE;
  if (GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget))
    return FALSE;
  controllers = gtk_widget_observe_controllers (widget);
  n = g_list_model_get_n_items (controllers);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        return TRUE;
    }
  return FALSE;
}

gboolean
rg_lint_is_operated (GtkWidget *widget)
{
  gboolean active = GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
                    GTK_IS_CHECK_BUTTON (widget) || rg_lint_has_click (widget);

  if (GTK_IS_LIST_BOX_ROW (widget))
    active = gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
  return active && gtk_widget_is_sensitive (widget) && !rg_lint_is_part (widget);
}

/* What the row around it does for whoever has no mouse. */
static gboolean
rg_lint_is_done_by_row (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return row != NULL && rg_lint_can_be_reached (row) &&
         adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == widget;
}

/* Whether an item of a menu gives an action of the window or program what it does not take: it can
 * never be chosen then. */
static gboolean
rg_lint_is_dead_item (GtkWidget *widget, GMenuModel *menu, int item)
{
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, item, "target", NULL);
  GtkRoot *window = gtk_widget_get_root (widget);
  const GVariantType *wanted = NULL;

  if (!g_menu_model_get_item_attribute (menu, item, "action", "s", &action) ||
      !g_str_has_prefix (action, "win.") || !G_IS_ACTION_GROUP (window) ||
      !g_action_group_query_action (G_ACTION_GROUP (window), action + strlen ("win."), NULL,
                                    &wanted, NULL, NULL, NULL))
    return FALSE;
  return wanted == NULL ? target != NULL
                        : target == NULL || !g_variant_is_of_type (target, wanted);
}

static void
rg_lint_check_menu (RgLint *self, GtkWidget *widget, GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) below = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;

      if (section != NULL)
        rg_lint_check_menu (self, widget, section);
      if (below != NULL)
        rg_lint_check_menu (self, widget, below);
      g_menu_model_get_item_attribute (menu, i, "label", "s", &label);
      if (rg_lint_is_dead_item (widget, menu, i))
        rg_lint_report_add (self->builder, "dead-item", widget, label, NULL);
    }
}

/* The keyboard comes to both, and both do the same. */
static void
rg_lint_check_stops (RgLint *self, GtkWidget *widget)
{
  GtkWidget *inner = ADW_IS_ACTION_ROW (widget)
                       ? adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget)) : NULL;

  if (inner != NULL && rg_lint_can_be_reached (widget) && rg_lint_can_be_reached (inner))
    rg_lint_report_add (self->builder, "two-stops", inner, NULL, NULL);
  /* One for its switch and one to unfold what the switch unfolds. */
  if (ADW_IS_EXPANDER_ROW (widget) &&
      adw_expander_row_get_show_enable_switch (ADW_EXPANDER_ROW (widget)))
    rg_lint_report_add (self->builder, "two-stops", widget, NULL, NULL);
}

static void
rg_lint_check_reach (RgLint *self, GtkWidget *widget)
{
  if (!rg_lint_is_operated (widget) || rg_lint_can_be_reached (widget) ||
      rg_lint_is_done_by_row (widget))
    return;
  /* A click inside something that has the keyboard already. */
  for (GtkWidget *up = gtk_widget_get_parent (widget); up; up = gtk_widget_get_parent (up))
    {
      if (!GTK_IS_BUTTON (widget) && !GTK_IS_WINDOW (up) && rg_lint_can_be_reached (up))
        return;
    }
  rg_lint_report_add (self->builder, "unreachable", widget, NULL, NULL);
}

static void
rg_lint_check_target (RgLint *self, GtkWidget *widget)
{
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  g_autofree char *detail = NULL;

  if (!GTK_IS_BUTTON (widget) || rg_lint_is_part (widget) ||
      (width >= RG_LINT_TARGET && height >= RG_LINT_TARGET))
    return;
  detail = g_strdup_printf ("%d × %d", width, height);
  rg_lint_report_add (self->builder, "small", widget, NULL, detail);
}

static void
rg_lint_check_icon (RgLint *self, GtkImage *image)
{
  const char *name = gtk_image_get_icon_name (image);
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (image));
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (display);

  if (gtk_image_get_storage_type (image) != GTK_IMAGE_ICON_NAME || !rg_lint_has_text (name))
    return;
  if (!gtk_icon_theme_has_icon (theme, name))
    rg_lint_report_add (self->builder, "no-icon", GTK_WIDGET (image), name, NULL);
}

static void
rg_lint_visit (RgLint *self, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  self->widgets++;
  if (GTK_IS_LABEL (widget))
    rg_lint_check_label (self, GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    rg_lint_check_inscription (self, GTK_INSCRIPTION (widget));
  else if (GTK_IS_IMAGE (widget))
    rg_lint_check_icon (self, GTK_IMAGE (widget));
  rg_lint_check_size (self, widget);
  rg_lint_check_place (self, widget);
  rg_lint_check_name (self, widget);
  rg_lint_check_reach (self, widget);
  rg_lint_check_stops (self, widget);
  if (GTK_IS_MENU_BUTTON (widget) &&
      gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) != NULL)
    rg_lint_check_menu (self, widget, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)));
  rg_lint_check_target (self, widget);
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget))
    rg_lint_check_window (self, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rg_lint_visit (self, child);
}

char *
rg_lint_widget (GtkWidget *top)
{
  g_autoptr (JsonBuilder) builder = rg_lint_report_begin ();
  RgLint self = { .builder = builder, .top = top };

  g_return_val_if_fail (GTK_IS_WIDGET (top), NULL);

  rg_lint_visit (&self, top);
  rg_lint_report_end (builder);
  rg_lint_report_add_number (builder, "widgets", self.widgets);
  return rg_lint_report_finish (builder);
}
