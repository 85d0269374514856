/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences. What belongs to the shop is saved in its file, each change as an action. */
#include "app/rg-preferences-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-backups-page.h"
#include "pages/rg-basis-group.h"
#include "pages/rg-budget-group.h"
#include "pages/rg-costs-group.h"
#include "pages/rg-points-group.h"
#include "pages/rg-cards-group.h"
#include "pages/rg-locations-group.h"
#include "pages/rg-mail-group.h"
#include "pages/rg-mail-picture-group.h"
#include "pages/rg-own-fields-page.h"
#include "pages/rg-postcodes-group.h"
#include "pages/rg-shop-facts-group.h"
#include "pages/rg-watch-group.h"
#include "pages/rg-wordings-group.h"
#include "pages/rg-writes.h"
#include "store/rg-store-shop.h"

struct _RgPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwPreferencesPage *general_page;
  AdwEntryRow *staff_name_row;
  AdwSwitchRow *search_row;
  AdwSwitchRow *remind_row;
  AdwSwitchRow *remind_names_row;
  GtkWidget *shop_group;
  RgBasisGroup *permission_group;
  RgShopFactsGroup *facts_group;
  GtkWidget *shop_file_group;
  AdwEntryRow *shop_name_row;
  GtkTextView *address_view;
  AdwActionRow *shop_file_row;

  GSettings *settings;
  RgStore *store;
  gboolean filling;
  guint next_part;
  guint part_source;
};

G_DEFINE_FINAL_TYPE (RgPreferencesDialog, rg_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
rg_preferences_dialog_show_folder_cb (RgPreferencesDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (rg_store_get_path (self->store));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

/* Only a whole name is one: not each letter of it while it is typed. */
static void
rg_preferences_dialog_name_cb (RgPreferencesDialog *self)
{
  g_settings_set_string (self->settings, "staff-name",
                         gtk_editable_get_text (GTK_EDITABLE (self->staff_name_row)));
}

/* --- the shop --- */

static void
rg_preferences_dialog_fill (RgPreferencesDialog *self)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  GtkTextBuffer *address = gtk_text_view_get_buffer (self->address_view);

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->shop_name_row), shop->name);
  gtk_text_buffer_set_text (address, shop->address, -1);
  adw_action_row_set_subtitle (self->shop_file_row, rg_store_get_path (self->store));
  self->filling = FALSE;
}

static gboolean
rg_preferences_dialog_facts_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_shop_has_receipts (db, data, error);
}

static void
rg_preferences_dialog_facts_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPreferencesDialog) self = RG_PREFERENCES_DIALOG (data);
  const gboolean *locked = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store && self->facts_group)
    rg_shop_facts_group_fill (self->facts_group, rg_store_get_shop (self->store), *locked);
}

static void
rg_preferences_dialog_fill_facts (RgPreferencesDialog *self)
{
  rg_shop_facts_group_fill (self->facts_group, rg_store_get_shop (self->store), TRUE);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_preferences_dialog_facts_in_thread,
                       g_new0 (gboolean, 1), g_free, NULL, rg_preferences_dialog_facts_cb,
                       g_object_ref (self));
}

static void
rg_preferences_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPreferencesDialog) self = RG_PREFERENCES_DIALOG (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (object), result, NULL, &error))
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* The day and the name of the decision are new. */
static void
rg_preferences_dialog_basis_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgPreferencesDialog *self = RG_PREFERENCES_DIALOG (data);

  if (self->store)
    rg_basis_group_read (self->permission_group, self->store);
  rg_preferences_dialog_saved_cb (object, result, data);
}

static char *
rg_preferences_dialog_dup_name (RgPreferencesDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->shop_name_row))));
}

static char *
rg_preferences_dialog_dup_address (RgPreferencesDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->address_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
rg_preferences_dialog_shop_cb (RgPreferencesDialog *self)
{
  g_autoptr (RgShop) shop = NULL;

  if (self->filling || !self->store)
    return;
  shop = rg_shop_copy (rg_store_get_shop (self->store));
  g_free (shop->name);
  shop->name = rg_preferences_dialog_dup_name (self);
  g_free (shop->address);
  shop->address = rg_preferences_dialog_dup_address (self);
  if (self->facts_group)
    rg_shop_facts_group_apply (self->facts_group, shop);
  rg_store_save_shop_async (self->store, shop, rg_preferences_dialog_saved_cb,
                            g_object_ref (self));
}

static void
rg_preferences_dialog_basis_cb (RgPreferencesDialog *self)
{
  if (self->store)
    rg_basis_group_save_async (self->permission_group, self->store,
                               rg_preferences_dialog_basis_saved_cb, g_object_ref (self));
}

/* --- parts that come after the dialog is there --- */

static void
rg_preferences_dialog_add_group (RgPreferencesDialog *self, gpointer group)
{
  if (self->store)
    rg_writes_guard (group, self->store);
  adw_preferences_page_add (self->general_page, group);
}

static void
rg_preferences_dialog_add_facts (RgPreferencesDialog *self)
{
  if (!self->store)
    return;
  self->facts_group = g_object_new (RG_TYPE_SHOP_FACTS_GROUP, NULL);
  g_signal_connect_swapped (self->facts_group, "edited",
                            G_CALLBACK (rg_preferences_dialog_shop_cb), self);
  rg_preferences_dialog_add_group (self, self->facts_group);
  rg_preferences_dialog_fill_facts (self);
}

static void
rg_preferences_dialog_add_permission (RgPreferencesDialog *self)
{
  if (!self->store)
    return;
  self->permission_group = g_object_new (
      RG_TYPE_BASIS_GROUP, "title", _("Whom to Write To"), "description",
      _("Whoever said no is never written to. This decides about customers who have not been "
        "asked."),
      NULL);
  g_signal_connect_swapped (self->permission_group, "edited",
                            G_CALLBACK (rg_preferences_dialog_basis_cb), self);
  rg_preferences_dialog_add_group (self, self->permission_group);
  rg_basis_group_read (self->permission_group, self->store);
}

static void
rg_preferences_dialog_add_wordings (RgPreferencesDialog *self)
{
  RgWordingsGroup *group = g_object_new (RG_TYPE_WORDINGS_GROUP, NULL);

  rg_wordings_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_budget (RgPreferencesDialog *self)
{
  RgBudgetGroup *group = g_object_new (RG_TYPE_BUDGET_GROUP, NULL);

  rg_budget_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_costs (RgPreferencesDialog *self)
{
  RgCostsGroup *group = g_object_new (RG_TYPE_COSTS_GROUP, NULL);

  rg_costs_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_points (RgPreferencesDialog *self)
{
  RgPointsGroup *group = g_object_new (RG_TYPE_POINTS_GROUP, NULL);

  rg_points_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_cards (RgPreferencesDialog *self)
{
  RgCardsGroup *group = g_object_new (RG_TYPE_CARDS_GROUP, NULL);

  rg_cards_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_postcodes (RgPreferencesDialog *self)
{
  RgPostcodesGroup *group = g_object_new (RG_TYPE_POSTCODES_GROUP, NULL);

  rg_postcodes_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_locations (RgPreferencesDialog *self)
{
  RgLocationsGroup *group = g_object_new (RG_TYPE_LOCATIONS_GROUP, NULL);

  rg_locations_group_set_store (group, self->store);
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}

static void
rg_preferences_dialog_add_watch (RgPreferencesDialog *self)
{
  RgWatchGroup *group = g_object_new (RG_TYPE_WATCH_GROUP, NULL);

  rg_watch_group_set_store (group, self->store);
  rg_preferences_dialog_add_group (self, group);
}

static void
rg_preferences_dialog_add_mail (RgPreferencesDialog *self)
{
  if (self->store == NULL)
    return;
  adw_preferences_page_add (self->general_page,
                            ADW_PREFERENCES_GROUP (rg_mail_group_new (self->store)));
  adw_preferences_page_add (self->general_page,
                            ADW_PREFERENCES_GROUP (rg_mail_picture_group_new (self->store)));
}

static void
rg_preferences_dialog_add_fields (RgPreferencesDialog *self)
{
  RgOwnFieldsPage *page = g_object_new (RG_TYPE_OWN_FIELDS_PAGE, NULL);

  rg_own_fields_page_set_store (page, self->store);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (page));
}

static void
rg_preferences_dialog_add_backups (RgPreferencesDialog *self)
{
  RgBackupsPage *page = g_object_new (RG_TYPE_BACKUPS_PAGE, NULL);

  rg_backups_page_set_store (page, self->settings, self->store);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (page));
}

/* All at once would hold the window up for a twelfth of a second. */
static gboolean
rg_preferences_dialog_add_part_cb (gpointer data)
{
  static void (*const parts[]) (RgPreferencesDialog *self) = {
    rg_preferences_dialog_add_fields,     rg_preferences_dialog_add_backups,
    rg_preferences_dialog_add_facts,      rg_preferences_dialog_add_locations,
    rg_preferences_dialog_add_permission, rg_preferences_dialog_add_wordings,
    rg_preferences_dialog_add_budget,     rg_preferences_dialog_add_costs,
    rg_preferences_dialog_add_points,     rg_preferences_dialog_add_cards,
    rg_preferences_dialog_add_postcodes,  rg_preferences_dialog_add_watch,
    rg_preferences_dialog_add_mail,
  };
  RgPreferencesDialog *self = RG_PREFERENCES_DIALOG (data);

  parts[self->next_part++] (self);
  if (self->next_part < G_N_ELEMENTS (parts))
    return G_SOURCE_CONTINUE;
  self->part_source = 0;
  return G_SOURCE_REMOVE;
}

/* --- GObject --- */

static void
rg_preferences_dialog_dispose (GObject *object)
{
  RgPreferencesDialog *self = RG_PREFERENCES_DIALOG (object);

  g_clear_handle_id (&self->part_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (rg_preferences_dialog_parent_class)->dispose (object);
}

static void
rg_preferences_dialog_class_init (RgPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/app/rg-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, address_view);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, general_page);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, remind_names_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, remind_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, search_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_file_group);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_file_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_group);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, shop_name_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferencesDialog, staff_name_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_preferences_dialog_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_preferences_dialog_shop_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_preferences_dialog_show_folder_cb);
}

static void
rg_preferences_dialog_init (RgPreferencesDialog *self)
{
  /* Needed a few frames later. */
  rg_shop_facts_group_prepare ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_preferences_dialog_new (GSettings *settings, RgStore *store)
{
  RgPreferencesDialog *self = g_object_new (RG_TYPE_PREFERENCES_DIALOG, NULL);
  g_autofree char *name = g_settings_get_string (settings, "staff-name");

  self->settings = g_object_ref (settings);
  gtk_editable_set_text (GTK_EDITABLE (self->staff_name_row), name);
  g_settings_bind (settings, "search-customers", self->search_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "remind-tasks", self->remind_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "remind-names", self->remind_names_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (self->shop_group, store != NULL);
  gtk_widget_set_visible (self->shop_file_group, store != NULL);
  if (store)
    {
      rg_writes_guard (self->shop_group, store);
      self->store = g_object_ref (store);
      rg_preferences_dialog_fill (self);
    }
  self->part_source = g_idle_add (rg_preferences_dialog_add_part_cb, self);
  return ADW_DIALOG (self);
}
