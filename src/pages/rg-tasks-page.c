/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of all tasks. */
#include "pages/rg-tasks-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-task-group.h"
#include "store/rg-store-staff.h"
#include "transfer/rg-tasks-export.h"
#include "widgets/rg-drop-down.h"

/* More tasks that are done than this are history. */
#define RG_TASKS_MOST 200

struct _RgTasksPage
{
  AdwNavigationPage parent_instance;

  AdwToggleGroup *state_group;
  GtkDropDown *staff_drop;
  RgTaskGroup *tasks;
  GtkWidget *empty;

  RgStore *store;
  GArray *staff; /* gint64: of the rows of staff_drop */
  gboolean filling;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTasksPage, rg_tasks_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- showing --- */

static RgTaskFilter
rg_tasks_page_get_filter (RgTasksPage *self)
{
  guint staff = gtk_drop_down_get_selected (self->staff_drop);
  const char *state = adw_toggle_group_get_active_name (self->state_group);
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));

  return (RgTaskFilter){
    .done = g_strcmp0 (state, "done") == 0,
    .due_by = g_strcmp0 (state, "due") == 0 ? today : 0,
    .due_after = g_strcmp0 (state, "later") == 0 ? today : 0,
    .staff = staff < self->staff->len ? g_array_index (self->staff, gint64, staff) : 0,
    .limit = RG_TASKS_MOST,
  };
}

static void
rg_tasks_page_chosen_cb (RgTasksPage *self)
{
  RgTaskFilter filter;

  if (self->filling || self->store == NULL)
    return;
  filter = rg_tasks_page_get_filter (self);
  rg_task_group_show (self->tasks, self->store, &filter);
}

static void
rg_tasks_page_read_cb (RgTasksPage *self)
{
  guint n = rg_task_group_get_n_tasks (self->tasks);

  gtk_widget_set_visible (GTK_WIDGET (self->tasks), n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", n > 0);
}

/* --- whose --- */

static void
rg_tasks_page_fill_staff (RgTasksPage *self, const GPtrArray *staff)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  gint64 all = 0;

  self->filling = TRUE;
  gtk_string_list_append (rows, _("Everybody’s"));
  g_array_append_val (self->staff, all);
  for (guint i = 0; i < staff->len; i++)
    {
      const RgStaff *one = staff->pdata[i];

      /* Translators: the tasks of whoever is at the keyboard. */
      gtk_string_list_append (rows, one->id == rg_store_get_staff (self->store) ? _("Mine")
                                                                                : one->name);
      g_array_append_val (self->staff, one->id);
    }
  gtk_drop_down_set_model (self->staff_drop, G_LIST_MODEL (rows));
  gtk_widget_set_visible (GTK_WIDGET (self->staff_drop), staff->len > 1);
  self->filling = FALSE;
}

static gboolean
rg_tasks_page_staff_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **staff = data;

  *staff = rg_staff_read_all (db, error);
  return *staff != NULL;
}

static void
rg_tasks_page_staff_free (gpointer data)
{
  GPtrArray **staff = data;

  g_clear_pointer (staff, g_ptr_array_unref);
  g_free (staff);
}

static void
rg_tasks_page_staff_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTasksPage) self = data;
  GPtrArray **staff = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, NULL) && self->store != NULL)
    rg_tasks_page_fill_staff (self, *staff);
}

/* --- actions --- */

static void
rg_tasks_page_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.edit-task", "a{sv}", NULL);
}

static void
rg_tasks_page_say (RgTasksPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_tasks_page_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTasksPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup (_("Tasks exported"));
  else
    text = rg_error_text (error);
  rg_tasks_page_say (self, text);
}

static void
rg_tasks_page_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTasksPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const GPtrArray *tasks = rg_task_group_get_tasks (self->tasks);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || tasks == NULL)
    return;
  bytes = rg_tasks_to_csv (tasks);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       rg_tasks_page_exported_cb, g_object_ref (self));
}

static void
rg_tasks_page_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Export Tasks"));
  gtk_file_dialog_set_initial_name (dialog, _("to-do.csv"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        rg_tasks_page_export_chosen_cb, g_object_ref (widget));
}

/* --- GObject --- */

static void
rg_tasks_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_TASKS_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_tasks_page_constructed (GObject *object)
{
  RgTasksPage *self = RG_TASKS_PAGE (object);

  G_OBJECT_CLASS (rg_tasks_page_parent_class)->constructed (object);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", FALSE);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_tasks_page_staff_in_thread,
                       g_new0 (GPtrArray *, 1), rg_tasks_page_staff_free, NULL,
                       rg_tasks_page_staff_cb, g_object_ref (self));
  rg_tasks_page_chosen_cb (self);
}

static void
rg_tasks_page_dispose (GObject *object)
{
  RgTasksPage *self = RG_TASKS_PAGE (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TASKS_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_tasks_page_parent_class)->dispose (object);
}

static void
rg_tasks_page_finalize (GObject *object)
{
  g_array_unref (RG_TASKS_PAGE (object)->staff);
  G_OBJECT_CLASS (rg_tasks_page_parent_class)->finalize (object);
}

static void
rg_tasks_page_class_init (RgTasksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_tasks_page_constructed;
  object_class->dispose = rg_tasks_page_dispose;
  object_class->finalize = rg_tasks_page_finalize;
  object_class->set_property = rg_tasks_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_TASK_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-tasks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTasksPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RgTasksPage, staff_drop);
  gtk_widget_class_bind_template_child (widget_class, RgTasksPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, RgTasksPage, tasks);
  gtk_widget_class_bind_template_callback (widget_class, rg_tasks_page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_tasks_page_read_cb);
  gtk_widget_class_install_action (widget_class, "page.add-task", NULL,
                                   rg_tasks_page_add_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL,
                                   rg_tasks_page_export_action);
}

static void
rg_tasks_page_init (RgTasksPage *self)
{
  self->staff = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_drop_down_shorten (self->staff_drop);
}
