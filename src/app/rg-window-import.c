/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ways to import: two actions that ask for a file, and files that are dropped on the window. */
#include "app/rg-window.h"

#include "base/rg-i18n.h"

void
rg_window_import (RgWindow *self, GFile *file, const char *kind)
{
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : g_strdup ("");
  GVariantDict query;

  g_return_if_fail (RG_IS_WINDOW (self));

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "uri", "s", uri);
  g_variant_dict_insert (&query, "kind", "s", kind);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.import",
                                      g_variant_dict_end (&query));
}

typedef struct {
  RgWindow *window;
  const char *kind;
} Choice;

static void
rg_window_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (RgWindow) self = choice->window;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    rg_window_import (self, file, choice->kind);
}

static GListModel *
rg_window_import_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("Tables of Text"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_add_suffix (tables, "gz");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
rg_window_choose_file (RgWindow *self, const char *title, const char *kind)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = rg_window_import_filters ();
  RgStore *store = rg_window_get_store (self);
  Choice *choice;

  /* Nobody should look for a file to be told afterwards that the sample shop takes none. */
  if (rg_store_get_shop (store)->is_sample)
    {
      rg_window_import (self, NULL, kind);
      return;
    }
  choice = g_new0 (Choice, 1);
  choice->window = g_object_ref (self);
  choice->kind = kind;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, rg_window_chosen_cb, choice);
}

static void
rg_window_import_sales_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_window_choose_file (RG_WINDOW (data), _("Import Sales"), "sales");
}

static void
rg_window_import_customers_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_window_choose_file (RG_WINDOW (data), _("Import Customers"), "customers");
}

static const GActionEntry rg_window_import_entries[] = {
  { .name = "import-sales", .activate = rg_window_import_sales_action },
  { .name = "import-customers", .activate = rg_window_import_customers_action },
};

static gboolean
rg_window_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  RgWindow *self = RG_WINDOW (data);
  g_autoptr (GSList) files = NULL;

  if (rg_window_get_store (self) == NULL)
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files == NULL)
    return FALSE;
  rg_window_import (self, files->data, "");
  return TRUE;
}

static void
rg_window_update_import (RgWindow *self)
{
  RgStore *store = rg_window_get_store (self);

  for (guint i = 0; i < G_N_ELEMENTS (rg_window_import_entries); i++)
    {
      GAction *action =
        g_action_map_lookup_action (G_ACTION_MAP (self), rg_window_import_entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   store && !rg_store_is_read_only (store));
    }
}

void
rg_window_add_import (RgWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_window_import_entries,
                                   G_N_ELEMENTS (rg_window_import_entries), self);
  g_signal_connect_object (target, "drop", G_CALLBACK (rg_window_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (self, "notify::store", G_CALLBACK (rg_window_update_import), NULL);
  rg_window_update_import (self);
}
