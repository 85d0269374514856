/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tasks as rows: made anew at each reading, the keyboard staying where it was. */
#include "pages/rg-task-group.h"

#include "pages/rg-task-row.h"
#include "widgets/rg-row-parts.h"

struct _RgTaskGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  RgTaskFilter filter;
  GPtrArray *rows;  /* borrowed from the list */
  GPtrArray *tasks; /* RgTask */
  GCancellable *reading;
};

enum { PROP_0, PROP_N_TASKS, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTaskGroup, rg_task_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_task_group_fill (RgTaskGroup *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));
  RgDay today = rg_day_today (zone);
  int focus = rg_rows_find_focus (self->rows);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->tasks->len; i++)
    {
      GtkWidget *row = rg_task_row_new (self->store, self->tasks->pdata[i], today);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  rg_rows_grab_focus (self->rows, focus);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TASKS]);
}

static void
rg_task_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTaskGroup) self = data;
  GPtrArray *tasks = rg_store_read_tasks_finish (RG_STORE (source), result, NULL);

  if (tasks == NULL)
    return;
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  self->tasks = tasks;
  if (self->store != NULL)
    rg_task_group_fill (self);
}

static void
rg_task_group_read (RgTaskGroup *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  rg_store_read_tasks_async (self->store, &self->filter, self->reading, rg_task_group_read_cb,
                             g_object_ref (self));
}

static void
rg_task_group_changed_cb (RgTaskGroup *self, RgChanges *changes)
{
  static const char *const tables[] = { "task", "customer", "campaign", "staff" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      {
        rg_task_group_read (self);
        return;
      }
}

void
rg_task_group_show (RgTaskGroup *self, RgStore *store, const RgTaskFilter *filter)
{
  g_return_if_fail (RG_IS_TASK_GROUP (self));

  self->filter = *filter;
  if (self->store == NULL)
    {
      self->store = g_object_ref (store);
      g_signal_connect_object (store, "changed", G_CALLBACK (rg_task_group_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  rg_task_group_read (self);
}

guint
rg_task_group_get_n_tasks (RgTaskGroup *self)
{
  g_return_val_if_fail (RG_IS_TASK_GROUP (self), 0);
  return self->rows->len;
}

const GPtrArray *
rg_task_group_get_tasks (RgTaskGroup *self)
{
  g_return_val_if_fail (RG_IS_TASK_GROUP (self), NULL);
  return self->tasks;
}

static void
rg_task_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_TASKS)
    g_value_set_uint (value, RG_TASK_GROUP (object)->rows->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_task_group_dispose (GObject *object)
{
  RgTaskGroup *self = RG_TASK_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_task_group_parent_class)->dispose (object);
}

static void
rg_task_group_finalize (GObject *object)
{
  RgTaskGroup *self = RG_TASK_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_task_group_parent_class)->finalize (object);
}

static void
rg_task_group_class_init (RgTaskGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_task_group_get_property;
  object_class->dispose = rg_task_group_dispose;
  object_class->finalize = rg_task_group_finalize;
  props[PROP_N_TASKS] = g_param_spec_uint ("n-tasks", NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_task_group_init (RgTaskGroup *self)
{
  self->rows = g_ptr_array_new ();
}
