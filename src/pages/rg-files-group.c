/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of what the shop's folder holds. */
#include "pages/rg-files-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-new-files.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "store/rg-store-watch.h"
#include "transfer/rg-watch.h"

/* More files than this at once are a job for the Import dialog. */
#define RG_FILES_SHOWN 5

struct _RgFilesGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  GPtrArray *rows; /* borrowed */
};

enum { PROP_0, PROP_HAS_FOLDER, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgFilesGroup, rg_files_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- choosing the folder --- */

typedef struct {
  RgStore *store;
  GtkWidget *widget;
  char *uri;
} RgFolderChoice;

static void
rg_folder_choice_free (RgFolderChoice *choice)
{
  g_object_unref (choice->store);
  g_object_unref (choice->widget);
  g_free (choice->uri);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFolderChoice, rg_folder_choice_free)

static void
rg_files_folder_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFolderChoice) choice = data;

  rg_toast_finish_write (choice->widget, RG_STORE (source), result, _("Folder chosen"));
}

static void
rg_files_folder_settings_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgFolderChoice *choice = data;
  g_auto (RgWatchSettings) settings = { NULL, FALSE };

  rg_store_read_watch_finish (RG_STORE (source), result, &settings, NULL);
  g_set_str (&settings.folder, choice->uri);
  rg_store_set_watch_async (choice->store, &settings, rg_files_folder_saved_cb, choice);
}

static void
rg_files_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFolderChoice) choice = data;
  g_autoptr (GFile) folder
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder == NULL)
    return;
  choice->uri = g_file_get_uri (folder);
  rg_store_read_watch_async (choice->store, NULL, rg_files_folder_settings_cb, choice);
  g_steal_pointer (&choice);
}

void
rg_files_choose_folder (RgStore *store, GtkWidget *widget)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  RgFolderChoice *choice = g_new0 (RgFolderChoice, 1);

  choice->store = g_object_ref (store);
  choice->widget = g_object_ref (widget);
  gtk_file_dialog_set_title (dialog, _("Look in This Folder for New Files"));
  gtk_file_dialog_set_accept_label (dialog, _("_Choose"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                                 rg_files_folder_chosen_cb, choice);
}

/* --- one file --- */

static void
rg_files_group_import (GtkWidget *widget, const char *uri, RgImportKind kind)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "uri", "s", uri);
  g_variant_dict_insert (&query, "kind", "s", kind == RG_IMPORT_SALES ? "sales" : "customers");
  g_variant_dict_insert (&query, "check", "b", TRUE);
  gtk_widget_activate_action_variant (widget, "win.import", g_variant_dict_end (&query));
}

static void
rg_files_group_import_cb (GtkWidget *row)
{
  const RgFoundFile *file = g_object_get_data (G_OBJECT (row), "rg-file");

  rg_files_group_import (row, file->uri, file->kind);
}

static void
rg_files_group_ignored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFilesGroup) self = data;

  rg_toast_finish_write (GTK_WIDGET (self), RG_STORE (source), result, _("File ignored"));
}

static void
rg_files_group_ignore_cb (GtkWidget *row)
{
  RgFilesGroup *self
    = RG_FILES_GROUP (gtk_widget_get_ancestor (row, RG_TYPE_FILES_GROUP));
  const RgFoundFile *file = g_object_get_data (G_OBJECT (row), "rg-file");

  rg_store_ignore_file_async (self->store, file->hash, file->name, rg_files_group_ignored_cb,
                              g_object_ref (self));
}

static GtkWidget *
rg_files_group_create_button (GtkWidget *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, row, G_CONNECT_SWAPPED);
  return button;
}

static char *
rg_files_group_dup_subtitle (const RgFoundFile *file)
{
  if (file->problem != NULL)
    return g_strdup (file->problem);
  if (file->n_refused == 0)
    return g_strdup (file->name);
  /* Translators: a file's name, and how many of its rows cannot be read. */
  return g_strdup_printf (P_("%s · %lu row cannot be read", "%s · %lu rows cannot be read",
                             file->n_refused), file->name, (gulong) file->n_refused);
}

static GtkWidget *
rg_files_group_create_row (const RgFoundFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *ignore = gtk_button_new_from_icon_name ("window-close-symbolic");
  RgFoundFile *kept = g_memdup2 (file, sizeof *file);
  g_autofree char *title = rg_found_file_dup_words (file);
  g_autofree char *subtitle = rg_files_group_dup_subtitle (file);

  /* Texts that the row itself shows are not needed twice. */
  kept->uri = g_strdup (file->uri);
  kept->name = g_strdup (file->name);
  kept->problem = NULL;
  g_object_set_data_full (G_OBJECT (row), "rg-file", kept, (GDestroyNotify) rg_found_file_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (file->problem == NULL)
    {
      GtkWidget *import = rg_files_group_create_button (row, _("_Import…"),
                                                        G_CALLBACK (rg_files_group_import_cb));

      gtk_widget_add_css_class (import, "suggested-action");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), import);
    }
  gtk_widget_set_tooltip_text (ignore, _("Ignore This File"));
  gtk_widget_set_valign (ignore, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (ignore, "flat");
  g_signal_connect_object (ignore, "clicked", G_CALLBACK (rg_files_group_ignore_cb), row,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), ignore);
  return row;
}

/* --- showing --- */

static void
rg_files_group_add (RgFilesGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_files_group_clear (RgFilesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
rg_files_group_choose_cb (GtkWidget *row)
{
  RgFilesGroup *self
    = RG_FILES_GROUP (gtk_widget_get_ancestor (row, RG_TYPE_FILES_GROUP));

  rg_files_choose_folder (self->store, GTK_WIDGET (self));
}

static void
rg_files_group_add_gone (RgFilesGroup *self)
{
  GtkWidget *row = adw_action_row_new ();
  RgNewFiles *found = rg_new_files_get (self->store);
  g_autoptr (GFile) folder = g_file_new_for_uri (rg_new_files_get_folder (found));
  g_autofree char *name = g_file_get_parse_name (folder);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _("The folder for new files cannot be looked into"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row), rg_files_group_create_button (row, _("_Choose…"),
                                                        G_CALLBACK (rg_files_group_choose_cb)));
  rg_files_group_add (self, row);
}

static void
rg_files_group_show_files (RgFilesGroup *self, const GPtrArray *files)
{
  rg_files_group_clear (self);
  if (files == NULL)
    rg_files_group_add_gone (self);
  for (guint i = 0; files != NULL && i < MIN (files->len, RG_FILES_SHOWN); i++)
    {
      GtkWidget *row = rg_files_group_create_row (files->pdata[i]);

      rg_writes_guard (row, self->store);
      rg_files_group_add (self, row);
    }
  if (files != NULL && files->len > RG_FILES_SHOWN)
    {
      GtkWidget *row = adw_action_row_new ();
      guint more = files->len - RG_FILES_SHOWN;
      g_autofree char *text
        = g_strdup_printf (P_("And %u more file", "And %u more files", more), more);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      rg_files_group_add (self, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

/* --- filling --- */

static void
rg_files_group_looked_cb (RgFilesGroup *self)
{
  RgNewFiles *found = rg_new_files_get (self->store);

  if (rg_files_group_has_folder (self))
    rg_files_group_show_files (self, rg_new_files_get_files (found));
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_FOLDER]);
}

void
rg_files_group_set_store (RgFilesGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_FILES_GROUP (self) && self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (rg_new_files_get (store), "looked",
                           G_CALLBACK (rg_files_group_looked_cb), self, G_CONNECT_SWAPPED);
  rg_files_group_looked_cb (self);
}

gboolean
rg_files_group_has_folder (RgFilesGroup *self)
{
  g_return_val_if_fail (RG_IS_FILES_GROUP (self), FALSE);
  return self->store != NULL && rg_new_files_get_folder (rg_new_files_get (self->store)) != NULL;
}

/* --- GObject --- */

static void
rg_files_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_FOLDER)
    g_value_set_boolean (value, rg_files_group_has_folder (RG_FILES_GROUP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_files_group_dispose (GObject *object)
{
  RgFilesGroup *self = RG_FILES_GROUP (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_files_group_parent_class)->dispose (object);
}

static void
rg_files_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_FILES_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_files_group_parent_class)->finalize (object);
}

static void
rg_files_group_class_init (RgFilesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_files_group_get_property;
  object_class->dispose = rg_files_group_dispose;
  object_class->finalize = rg_files_group_finalize;
  props[PROP_HAS_FOLDER] = g_param_spec_boolean ("has-folder", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_files_group_init (RgFilesGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
