/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The files of postcodes that are in use. One is read on a thread of its own and saved by the
 * writer; until then it can be stopped, and nothing has happened. */
#include "pages/rg-postcodes-group.h"

#include "base/rg-country.h"
#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "transfer/rg-postcode-file.h"

/* So many countries are named; more are counted. */
#define RG_COUNTRIES_NAMED 3

struct _RgPostcodesGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *busy_row;
  GtkWidget *wrong_row;
  GtkWidget *add_row;

  RgStore *store;
  GPtrArray *rows;           /* borrowed */
  GCancellable *cancellable; /* of what is being loaded, or NULL */
};

G_DEFINE_FINAL_TYPE (RgPostcodesGroup, rg_postcodes_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- what is in sight --- */

static gboolean
rg_postcodes_group_reveal_cb (gpointer data)
{
  RgPostcodesGroup *self = RG_POSTCODES_GROUP (data);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (view)
    gtk_viewport_scroll_to (GTK_VIEWPORT (view), self->add_row, NULL);
  return G_SOURCE_REMOVE;
}

/* Once the rows have their places: what is new may push the end of the group out of sight. */
static void
rg_postcodes_group_reveal (RgPostcodesGroup *self)
{
  g_idle_add_full (G_PRIORITY_LOW, rg_postcodes_group_reveal_cb, g_object_ref (self),
                   g_object_unref);
}

/* --- loading --- */

/* title NULL: no more. */
static void
rg_postcodes_group_set_busy (RgPostcodesGroup *self, const char *title)
{
  const gboolean had = gtk_widget_get_visible (self->busy_row);

  if (title)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->busy_row), title);
  gtk_widget_set_visible (self->busy_row, title != NULL);
  gtk_widget_set_visible (self->add_row, title == NULL);
  /* The keyboard stays where the work is. */
  if (title && !had)
    gtk_widget_child_focus (self->busy_row, GTK_DIR_TAB_FORWARD);
  else if (!title && had)
    gtk_widget_grab_focus (self->add_row);
}

static void
rg_postcodes_group_end (RgPostcodesGroup *self, const GError *error)
{
  const gboolean stopped = error && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&self->cancellable);
  if (!self->store)
    return;
  if (error && !stopped)
    {
      g_autofree char *text = rg_error_text (error);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->wrong_row), text);
      gtk_accessible_announce (GTK_ACCESSIBLE (self->wrong_row), text,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }
  gtk_widget_set_visible (self->wrong_row, error && !stopped);
  rg_postcodes_group_set_busy (self, NULL);
  rg_postcodes_group_reveal (self);
}

static void
rg_postcodes_group_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPostcodesGroup) self = RG_POSTCODES_GROUP (data);
  g_autoptr (GError) error = NULL;
  gint64 action;

  if (rg_store_write_finish (RG_STORE (object), result, &action, &error) && action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action,
                                _("Postcodes loaded"));
  rg_postcodes_group_end (self, error);
}

static void
rg_postcodes_group_read_file_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPostcodesGroup) self = RG_POSTCODES_GROUP (data);
  g_autoptr (GError) error = NULL;
  RgPostcodeFile *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (!file || !self->store)
    {
      g_clear_pointer (&file, rg_postcode_file_free);
      rg_postcodes_group_end (self, error);
      return;
    }
  rg_postcodes_group_set_busy (self, _("Saving the postcodes…"));
  rg_store_load_postcodes_async (self->store, file, self->cancellable,
                                 rg_postcodes_group_loaded_cb, g_object_ref (self));
}

typedef struct {
  GFile *file;
  char *country;
} RgPostcodesWork;

static void
rg_postcodes_work_free (gpointer data)
{
  RgPostcodesWork *work = data;

  g_object_unref (work->file);
  g_free (work->country);
  g_free (work);
}

static void
rg_postcodes_read_in_thread (GTask *task, gpointer source, gpointer data,
                             GCancellable *cancellable)
{
  const RgPostcodesWork *work = data;
  GError *error = NULL;
  RgPostcodeFile *file = rg_postcode_file_read (work->file, work->country, cancellable, &error);

  if (file)
    g_task_return_pointer (task, file, (GDestroyNotify) rg_postcode_file_free);
  else
    g_task_return_error (task, error);
}

static void
rg_postcodes_group_load (RgPostcodesGroup *self, GFile *file)
{
  RgPostcodesWork *work = g_new0 (RgPostcodesWork, 1);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: %s is the name of a file. */
  g_autofree char *title = g_strdup_printf (_("Reading %s…"), name);
  g_autoptr (GTask) task = NULL;

  work->file = g_object_ref (file);
  work->country = g_strdup (rg_store_get_shop (self->store)->country);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->wrong_row, FALSE);
  rg_postcodes_group_set_busy (self, title);
  task = g_task_new (NULL, self->cancellable, rg_postcodes_group_read_file_cb,
                     g_object_ref (self));
  g_task_set_task_data (task, work, rg_postcodes_work_free);
  g_task_run_in_thread (task, rg_postcodes_read_in_thread);
}

static void
rg_postcodes_group_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPostcodesGroup) self = RG_POSTCODES_GROUP (data);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file && self->store && !self->cancellable)
    rg_postcodes_group_load (self, file);
}

static GListModel *
rg_postcodes_group_create_filters (void)
{
  static const char *const suffixes[] = { "zip", "txt", "csv", "tsv", "gz", "xlsx", "ods" };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("Files of Postcodes"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
rg_postcodes_group_add_cb (RgPostcodesGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = rg_postcodes_group_create_filters ();

  gtk_file_dialog_set_title (dialog, _("Load Postcodes"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        rg_postcodes_group_chosen_cb, g_object_ref (self));
}

static void
rg_postcodes_group_stop_cb (RgPostcodesGroup *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

/* --- the list --- */

static void
rg_postcodes_group_removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Postcodes removed"));
}

static void
rg_postcodes_group_remove_cb (RgPostcodesGroup *self, GtkWidget *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "rg-set");

  rg_store_remove_postcodes_async (self->store, *id, rg_postcodes_group_removed_cb,
                                   g_object_ref (self));
}

static GtkWidget *
rg_postcodes_group_create_button (RgPostcodesGroup *self, const RgPostcodeSet *set)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a file. */
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), set->name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-set", g_memdup2 (&set->id, sizeof set->id),
                          g_free);
  rg_writes_guard (button, self->store);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_postcodes_group_remove_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

/* "Norway, Sweden", or "12 countries". */
static char *
rg_postcode_set_dup_countries (const RgPostcodeSet *set)
{
  g_auto (GStrv) codes = g_strsplit (set->countries, " ", -1);
  const guint n = g_strv_length (codes);
  GString *names = g_string_new (NULL);

  if (n > RG_COUNTRIES_NAMED)
    g_string_append_printf (names, P_("%u country", "%u countries", n), n);
  for (guint i = 0; n <= RG_COUNTRIES_NAMED && i < n; i++)
    {
      g_autofree char *name = rg_country_dup_name (codes[i]);

      g_string_append_printf (names, i > 0 ? ", %s" : "%s", name);
    }
  return g_string_free_and_steal (names);
}

/* "5,132 postcodes · Norway · 23 Nov 2026 · data by GeoNames, CC BY 4.0" */
static char *
rg_postcodes_group_dup_subtitle (RgPostcodesGroup *self, const RgPostcodeSet *set)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  g_autofree char *number = rg_number_format (set->n_points);
  g_autofree char *countries = rg_postcode_set_dup_countries (set);
  g_autofree char *day = rg_day_format (rg_instant_day (set->loaded_at, shop->zone));
  GString *text = g_string_new (NULL);

  /* Translators: %s is a number. */
  g_string_append_printf (text, P_("%s postcode", "%s postcodes", set->n_points), number);
  g_string_append_printf (text, " · %s · %s", countries, day);
  if (*set->maker != '\0')
    {
      g_string_append (text, " · ");
      /* Translators: %s is who made a file; CC BY 4.0 is the name of its licence. */
      g_string_append_printf (text, _("data by %s, CC BY 4.0"), set->maker);
    }
  return g_string_free_and_steal (text);
}

static GtkWidget *
rg_postcodes_group_create_row (RgPostcodesGroup *self, const RgPostcodeSet *set)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = rg_postcodes_group_dup_subtitle (self, set);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), set->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), rg_postcodes_group_create_button (self, set));
  return row;
}

static gboolean
rg_postcodes_group_has_focus_in_rows (RgPostcodesGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->rows->len; i++)
    if (gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The list box of the group has the new rows before those that are always there, so that the
 * keyboard does not lose its place in them. */
static void
rg_postcodes_group_show (RgPostcodesGroup *self, const GPtrArray *sets)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (self->add_row));
  const gboolean had_focus = rg_postcodes_group_has_focus_in_rows (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < sets->len; i++)
    {
      GtkWidget *row = rg_postcodes_group_create_row (self, sets->pdata[i]);

      gtk_list_box_insert (list, row, (int) i);
      g_ptr_array_add (self->rows, row);
    }
  if (had_focus)
    gtk_widget_grab_focus (self->add_row);
  if (gtk_widget_has_focus (self->add_row))
    rg_postcodes_group_reveal (self);
}

/* --- reading --- */

static gboolean
rg_postcodes_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **sets = data;

  *sets = rg_postcode_sets_read (db, error);
  return *sets != NULL;
}

static void
rg_postcodes_group_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_postcodes_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPostcodesGroup) self = RG_POSTCODES_GROUP (data);
  GPtrArray **sets = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store)
    rg_postcodes_group_show (self, *sets);
}

static void
rg_postcodes_group_read (RgPostcodesGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_postcodes_group_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_postcodes_group_read_free, NULL,
                       rg_postcodes_group_read_cb, g_object_ref (self));
}

static void
rg_postcodes_group_changed_cb (RgPostcodesGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "postcode_set"))
    rg_postcodes_group_read (self);
}

void
rg_postcodes_group_set_store (RgPostcodesGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_POSTCODES_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (self->add_row, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_postcodes_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_postcodes_group_read (self);
}

/* --- GObject --- */

static void
rg_postcodes_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_POSTCODES_GROUP);
  g_clear_object (&RG_POSTCODES_GROUP (object)->store);
  G_OBJECT_CLASS (rg_postcodes_group_parent_class)->dispose (object);
}

static void
rg_postcodes_group_finalize (GObject *object)
{
  RgPostcodesGroup *self = RG_POSTCODES_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_postcodes_group_parent_class)->finalize (object);
}

static void
rg_postcodes_group_class_init (RgPostcodesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_postcodes_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_postcodes_group_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-postcodes-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPostcodesGroup, busy_row);
  gtk_widget_class_bind_template_child (widget_class, RgPostcodesGroup, wrong_row);
  gtk_widget_class_bind_template_child (widget_class, RgPostcodesGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_postcodes_group_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_postcodes_group_stop_cb);
}

static void
rg_postcodes_group_init (RgPostcodesGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->busy_row), FALSE);
}
