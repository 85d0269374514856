/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of the shop's ranges of card numbers. */
#include "pages/rg-cards-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-card-range-dialog.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "store/rg-store-cards.h"

struct _RgCardsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_row;

  RgStore *store;
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RgCardsGroup, rg_cards_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_cards_group_add_cb (RgCardsGroup *self)
{
  adw_dialog_present (rg_card_range_dialog_new (self->store), GTK_WIDGET (self));
}

static void
rg_cards_group_removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Card numbers removed"));
}

static void
rg_cards_group_remove_cb (RgCardsGroup *self, GtkWidget *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "rg-range");

  rg_store_remove_card_range_async (self->store, *id, rg_cards_group_removed_cb,
                                    g_object_ref (self));
}

/* --- the list --- */

static GtkWidget *
rg_cards_group_create_button (RgCardsGroup *self, const RgCardRange *range, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is "2000 0000 – 2999 9999", numbers of loyalty cards. */
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), title);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-range",
                          g_memdup2 (&range->id, sizeof range->id), g_free);
  rg_writes_guard (button, self->store);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_cards_group_remove_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
rg_cards_group_create_row (RgCardsGroup *self, const RgCardRange *range)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s – %s", range->first, range->last);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (range->check_digit)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("The last digit is a check digit"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             rg_cards_group_create_button (self, range, title));
  return row;
}

static void
rg_cards_group_show (RgCardsGroup *self, const GPtrArray *ranges)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  g_object_ref (self->add_row);
  adw_preferences_group_remove (group, self->add_row);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < ranges->len; i++)
    {
      GtkWidget *row = rg_cards_group_create_row (self, ranges->pdata[i]);

      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (group, self->add_row);
  g_object_unref (self->add_row);
}

/* --- reading --- */

static gboolean
rg_cards_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **ranges = data;

  *ranges = rg_card_ranges_read (db, error);
  return *ranges != NULL;
}

static void
rg_cards_group_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_cards_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCardsGroup) self = RG_CARDS_GROUP (data);
  GPtrArray **ranges = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store)
    rg_cards_group_show (self, *ranges);
}

static void
rg_cards_group_read (RgCardsGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_cards_group_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_cards_group_read_free, NULL,
                       rg_cards_group_read_cb, g_object_ref (self));
}

static void
rg_cards_group_changed_cb (RgCardsGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "card_range"))
    rg_cards_group_read (self);
}

void
rg_cards_group_set_store (RgCardsGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_CARDS_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (self->add_row, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_cards_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_cards_group_read (self);
}

/* --- GObject --- */

static void
rg_cards_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_CARDS_GROUP);
  g_clear_object (&RG_CARDS_GROUP (object)->store);
  G_OBJECT_CLASS (rg_cards_group_parent_class)->dispose (object);
}

static void
rg_cards_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_CARDS_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_cards_group_parent_class)->finalize (object);
}

static void
rg_cards_group_class_init (RgCardsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_cards_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_cards_group_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-cards-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCardsGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_cards_group_add_cb);
}

static void
rg_cards_group_init (RgCardsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
