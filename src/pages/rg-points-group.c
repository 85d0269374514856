/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-points-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "store/rg-points-settings.h"
#include "widgets/rg-field.h"

struct _RgPointsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *worth_row;
  AdwEntryRow *months_row;

  RgStore *store;
};

G_DEFINE_FINAL_TYPE (RgPointsGroup, rg_points_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- saving --- */

static void
rg_points_group_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Saved"));
}

/* An empty field is `unset`. */
static gboolean
rg_points_group_parse (AdwEntryRow *row, int digits, gint64 unset, gint64 most, gint64 *number)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *words = NULL;

  *number = unset;
  if (*text == '\0'
      || (rg_decimal_parse (text, digits, number) && *number >= 0 && *number <= most))
    {
      rg_field_accept (GTK_WIDGET (row));
      return TRUE;
    }
  rg_field_refuse (GTK_WIDGET (row), NULL);
  /* Translators: %d is a number of months. */
  words = g_strdup_printf (_("Points are worth nothing or more, and lapse after %d months at "
                             "most."), RG_POINTS_MOST_MONTHS);
  gtk_widget_activate_action (GTK_WIDGET (row), "win.toast", "s", words);
  return FALSE;
}

static void
rg_points_group_apply_cb (RgPointsGroup *self)
{
  const int digits = rg_currency_digits (rg_store_get_shop (self->store)->currency);
  RgPointsSettings settings;
  gint64 months;

  if (!rg_points_group_parse (self->worth_row, digits, RG_POINTS_NO_WORTH, G_MAXINT64,
                              &settings.hundred_minor)
      || !rg_points_group_parse (self->months_row, 0, 0, RG_POINTS_MOST_MONTHS, &months))
    return;
  settings.months = (int) months;
  rg_store_save_points_settings_async (self->store, &settings, rg_points_group_saved_cb,
                                       g_object_ref (self));
}

/* --- reading --- */

static void
rg_points_group_fill_row (AdwEntryRow *row, gint64 number, gint64 unset, int digits)
{
  g_autofree char *text = NULL;
  double amount = (double) number;

  for (int i = 0; i < digits; i++)
    amount /= 10;
  text = number != unset ? rg_number_format_decimal (amount, digits) : g_strdup ("");
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

static gboolean
rg_points_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_points_settings_read (db, data, error);
}

static void
rg_points_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPointsGroup) self = RG_POINTS_GROUP (data);
  const RgPointsSettings *settings = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) || self->store == NULL)
    return;
  rg_points_group_fill_row (self->worth_row, settings->hundred_minor, RG_POINTS_NO_WORTH,
                            rg_currency_digits (rg_store_get_shop (self->store)->currency));
  rg_points_group_fill_row (self->months_row, settings->months, 0, 0);
}

static void
rg_points_group_read (RgPointsGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_points_group_read_in_thread,
                       g_new0 (RgPointsSettings, 1), g_free, NULL, rg_points_group_read_cb,
                       g_object_ref (self));
}

static void
rg_points_group_changed_cb (RgPointsGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "setting"))
    rg_points_group_read (self);
}

void
rg_points_group_set_store (RgPointsGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_POINTS_GROUP (self));
  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (GTK_WIDGET (self), store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_points_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_points_group_read (self);
}

/* --- GObject --- */

static void
rg_points_group_dispose (GObject *object)
{
  RgPointsGroup *self = RG_POINTS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_POINTS_GROUP);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_points_group_parent_class)->dispose (object);
}

static void
rg_points_group_class_init (RgPointsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_points_group_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-points-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPointsGroup, months_row);
  gtk_widget_class_bind_template_child (widget_class, RgPointsGroup, worth_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_points_group_apply_cb);
}

static void
rg_points_group_init (RgPointsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
