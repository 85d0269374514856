/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of points. */
#include "pages/rg-points-dialog.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "widgets/rg-field.h"

struct _RgPointsDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwPreferencesGroup *group;
  AdwEntryRow *points_row;
  AdwEntryRow *note_row;

  RgStore *store;
  gint64 customer;
  RgLotKind kind;
};

G_DEFINE_FINAL_TYPE (RgPointsDialog, rg_points_dialog, ADW_TYPE_DIALOG)

static const struct
{
  RgLotKind kind;
  const char *title;
  const char *saved;
} rg_points_words[] = {
  { RG_LOT_GIVEN, N_("Give Points"), N_("Points given") },
  { RG_LOT_SPENT, N_("Spend Points"), N_("Points spent") },
  { RG_LOT_RETURNED, N_("Take Points Back"), N_("Points taken back") },
  /* Translators: a number of points that is wrong is made right. */
  { RG_LOT_CORRECTED, N_("Correct Points"), N_("Points corrected") },
};

static guint
rg_points_dialog_find_words (RgLotKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_points_words); i++)
    if (rg_points_words[i].kind == kind)
      return i;
  g_return_val_if_reached (0);
}

static void
rg_points_dialog_changed_cb (RgPointsDialog *self)
{
  const char *points = gtk_editable_get_text (GTK_EDITABLE (self->points_row));

  adw_banner_set_revealed (self->banner, FALSE);
  rg_field_accept (GTK_WIDGET (self->points_row));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "points.save", *points != '\0');
}

static void
rg_points_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPointsDialog) self = RG_POINTS_DIALOG (data);
  const guint words = rg_points_dialog_find_words (self->kind);

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                               _(rg_points_words[words].saved)))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "points.save", TRUE);
}

static void
rg_points_dialog_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgPointsDialog *self = RG_POINTS_DIALOG (widget);
  RgPointsChange change = { .customer = self->customer, .kind = self->kind, .day = RG_DAY_NONE };
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->points_row));

  change.note = gtk_editable_get_text (GTK_EDITABLE (self->note_row));
  if (!rg_decimal_parse (text, 0, &change.points))
    {
      rg_field_refuse (GTK_WIDGET (self->points_row), NULL);
      adw_banner_set_title (self->banner, _("Write how many points: a whole number."));
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  gtk_widget_action_set_enabled (widget, "points.save", FALSE);
  rg_store_change_points_async (self->store, &change, rg_points_dialog_saved_cb,
                                g_object_ref (self));
}

static void
rg_points_dialog_cancel_cb (RgPointsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_points_dialog_dispose (GObject *object)
{
  RgPointsDialog *self = RG_POINTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_POINTS_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_points_dialog_parent_class)->dispose (object);
}

static void
rg_points_dialog_class_init (RgPointsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_points_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-points-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPointsDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgPointsDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RgPointsDialog, points_row);
  gtk_widget_class_bind_template_child (widget_class, RgPointsDialog, note_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_points_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_points_dialog_changed_cb);
  gtk_widget_class_install_action (widget_class, "points.save", NULL,
                                   rg_points_dialog_save_action);
}

static void
rg_points_dialog_init (RgPointsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "points.save", FALSE);
}

AdwDialog *
rg_points_dialog_new (RgStore *store, gint64 customer, RgLotKind kind, gint64 balance)
{
  RgPointsDialog *self = g_object_new (RG_TYPE_POINTS_DIALOG, NULL);
  g_autofree char *points = rg_lots_dup_points (balance);
  /* Translators: %s is a number of points, "120 points", that a customer has. */
  g_autofree char *now = g_strdup_printf (_("Now: %s"), points);

  self->store = g_object_ref (store);
  self->customer = customer;
  self->kind = kind;
  adw_dialog_set_title (ADW_DIALOG (self),
                        _(rg_points_words[rg_points_dialog_find_words (kind)].title));
  if (kind == RG_LOT_CORRECTED)
    /* Translators: how many points a customer has, in truth. */
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->points_row), _("So Many Are There"));
  adw_preferences_group_set_description (self->group, now);
  return ADW_DIALOG (self);
}
