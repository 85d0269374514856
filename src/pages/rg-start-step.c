/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The frame that the questions of Start My Shop have in common. */
#include "pages/rg-start-step.h"

#include "base/rg-i18n.h"
#include "widgets/rg-speak.h"

struct _RgStartStep
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwPreferencesPage *page;
  GtkButton *later_button;
  GtkButton *next_button;

  RgSetUpStep step;
};

enum { SIGNAL_NEXT, SIGNAL_LATER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStartStep, rg_start_step, ADW_TYPE_NAVIGATION_PAGE)

static void
rg_start_step_next_cb (RgStartStep *self)
{
  rg_start_step_refuse (self, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

static void
rg_start_step_later_cb (RgStartStep *self)
{
  g_signal_emit (self, signals[SIGNAL_LATER], 0);
}

static void
rg_start_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_START_STEP);
  G_OBJECT_CLASS (rg_start_step_parent_class)->dispose (object);
}

static void
rg_start_step_class_init (RgStartStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_start_step_dispose;

  signals[SIGNAL_NEXT] = g_signal_new ("next", RG_TYPE_START_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LATER] = g_signal_new ("later", RG_TYPE_START_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-start-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgStartStep, banner);
  gtk_widget_class_bind_template_child (widget_class, RgStartStep, later_button);
  gtk_widget_class_bind_template_child (widget_class, RgStartStep, next_button);
  gtk_widget_class_bind_template_child (widget_class, RgStartStep, page);
  gtk_widget_class_bind_template_child (widget_class, RgStartStep, window_title);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_step_later_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_step_next_cb);
}

static void
rg_start_step_init (RgStartStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RgStartStep *
rg_start_step_new (RgSetUpStep step, const char *title)
{
  RgStartStep *self = g_object_new (RG_TYPE_START_STEP, "title", title, NULL);
  /* Translators: which question of how many: "1 of 5". */
  g_autofree char *place = g_strdup_printf (_("%1$d of %2$d"), step + 1, RG_N_SET_UP_STEPS);

  self->step = step;
  adw_window_title_set_subtitle (self->window_title, place);
  return self;
}

RgSetUpStep
rg_start_step_get_step (RgStartStep *self)
{
  g_return_val_if_fail (RG_IS_START_STEP (self), RG_SET_UP_SHOP);
  return self->step;
}

void
rg_start_step_add (RgStartStep *self, GtkWidget *group)
{
  g_return_if_fail (RG_IS_START_STEP (self));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

void
rg_start_step_set_next (RgStartStep *self, const char *label)
{
  g_return_if_fail (RG_IS_START_STEP (self));
  gtk_button_set_label (self->next_button, label);
}

void
rg_start_step_set_later (RgStartStep *self, const char *label)
{
  g_return_if_fail (RG_IS_START_STEP (self));
  gtk_widget_set_visible (GTK_WIDGET (self->later_button), label != NULL);
  if (label)
    gtk_button_set_label (self->later_button, label);
}

GtkWidget *
rg_start_step_get_next_button (RgStartStep *self)
{
  g_return_val_if_fail (RG_IS_START_STEP (self), NULL);
  return GTK_WIDGET (self->next_button);
}

void
rg_start_step_refuse (RgStartStep *self, const char *reason, GtkWidget *row)
{
  g_return_if_fail (RG_IS_START_STEP (self));

  if (!reason)
    {
      adw_banner_set_revealed (self->banner, FALSE);
      return;
    }
  rg_speak_banner (self->banner, reason);
  if (row)
    gtk_widget_grab_focus (row);
}
