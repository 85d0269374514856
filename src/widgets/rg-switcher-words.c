/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "widgets/rg-switcher-words.h"

/* What a button of the bar has beside its word. */
#define RG_SWITCHER_BUTTON_MARGIN 6

typedef void (*RgSwitcherFunc) (GtkWidget *button, gpointer data);

static gboolean
rg_switcher_is_button (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwViewSwitcherButton");
}

static void
rg_switcher_foreach_button (GtkWidget *widget, RgSwitcherFunc func, gpointer data)
{
  if (rg_switcher_is_button (widget))
    {
      func (widget, data);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rg_switcher_foreach_button (child, func, data);
}

static void
rg_switcher_add_tooltip (GtkWidget *button, gpointer data)
{
  g_object_bind_property (button, "label", button, "tooltip-text", G_BINDING_SYNC_CREATE);
}

void
rg_switcher_add_tooltips (GtkWidget *switcher)
{
  rg_switcher_foreach_button (switcher, rg_switcher_add_tooltip, NULL);
}

typedef struct {
  int n, widest;
} RgSwitcherWords;

/* The word below the picture; the one beside it has another size. */
static void
rg_switcher_measure_word (GtkWidget *widget, RgSwitcherWords *words)
{
  int natural;

  if (GTK_IS_LABEL (widget) &&
      g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), "vertical_label") == 0)
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      words->widest = MAX (words->widest, natural);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rg_switcher_measure_word (child, words);
}

static void
rg_switcher_measure_button (GtkWidget *button, gpointer data)
{
  RgSwitcherWords *words = data;

  words->n++;
  rg_switcher_measure_word (button, words);
}

static void
rg_switcher_bar_realized_cb (GtkWidget *bar, AdwBreakpoint *breakpoint)
{
  const int width_sp = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (bar), "rg-width-sp"));
  RgSwitcherWords words = { 0 };

  rg_switcher_foreach_button (bar, rg_switcher_measure_button, &words);
  /* All are as wide as the widest; it holds where one pixel is lacking. */
  adw_breakpoint_set_condition (
    breakpoint,
    adw_breakpoint_condition_new_or (
      adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, width_sp,
                                           ADW_LENGTH_UNIT_SP),
      adw_breakpoint_condition_new_length (
        ADW_BREAKPOINT_CONDITION_MAX_WIDTH,
        MAX (words.n * (words.widest + RG_SWITCHER_BUTTON_MARGIN) - 1, 0),
        ADW_LENGTH_UNIT_PX)));
}

void
rg_switcher_bar_guard (AdwViewSwitcherBar *bar, AdwBreakpoint *breakpoint, int width_sp)
{
  g_object_set_data (G_OBJECT (bar), "rg-width-sp", GINT_TO_POINTER (width_sp));
  g_signal_connect_object (bar, "realize", G_CALLBACK (rg_switcher_bar_realized_cb), breakpoint,
                           G_CONNECT_DEFAULT);
}
