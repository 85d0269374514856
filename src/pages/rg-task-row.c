/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A row that does with its task what is asked of it, and offers Undo. */
#include "pages/rg-task-row.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "widgets/rg-row-parts.h"

struct _RgTaskRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
  GtkLabel *state;

  RgStore *store;
  RgTask *task;
  RgDay today;
};

G_DEFINE_FINAL_TYPE (RgTaskRow, rg_task_row, ADW_TYPE_ACTION_ROW)

/* --- writing --- */

static void
rg_task_row_toggled_cb (RgTaskRow *self)
{
  gboolean done = gtk_check_button_get_active (self->check);

  rg_store_set_task_done_async (
    self->store, self->task->id, done ? self->today : RG_DAY_NONE, rg_toast_written_cb,
    rg_toast_write_new (GTK_WIDGET (self), done ? _("Task done") : _("Task open again")));
}

/* --- actions --- */

static void
rg_task_row_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "id", "x", RG_TASK_ROW (widget)->task->id);
  gtk_widget_activate_action_variant (widget, "win.edit-task", g_variant_dict_end (&query));
}

static void
rg_task_row_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-customer", "x",
                              RG_TASK_ROW (widget)->task->customer);
}

static void
rg_task_row_campaign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-campaign", "x",
                              RG_TASK_ROW (widget)->task->campaign);
}

/* A day, or until next week. */
static void
rg_task_row_put_off_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTaskRow *self = RG_TASK_ROW (widget);
  const RgDay day = rg_task_get_later (self->task, self->today,
                                       g_str_equal (name, "task.put-off-week"),
                                       rg_store_get_shop (self->store)->first_weekday);
  g_autofree char *words = rg_day_format_in_sentence (day, self->today);
  /* Translators: %s is a day: “tomorrow”, “Monday”. */
  g_autofree char *text = g_strdup_printf (_("Task put off until %s"), words);

  rg_store_put_off_task_async (self->store, self->task->id, day, rg_toast_written_cb,
                               rg_toast_write_new (GTK_WIDGET (self), text));
}

static void
rg_task_row_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTaskRow *self = RG_TASK_ROW (widget);

  rg_store_delete_task_async (self->store, self->task->id, rg_toast_written_cb,
                              rg_toast_write_new (GTK_WIDGET (self), _("Task deleted")));
}

/* --- showing --- */

/* "Kim Min-su · Autumn Letter · for Karin", as far as there is any of it. */
static char *
rg_task_row_dup_subtitle (const RgTask *task)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (task->customer_name != NULL)
    g_ptr_array_add (parts, g_strdup (task->customer_name));
  if (task->campaign_name != NULL)
    g_ptr_array_add (parts, g_strdup (task->campaign_name));
  if (task->staff_name != NULL)
    /* Translators: %s is the member of staff who does a task. */
    g_ptr_array_add (parts, g_strdup_printf (_("for %s"), task->staff_name));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GMenuModel *
rg_task_row_build_menu (const RgTask *task)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) later = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  g_menu_append (menu, _("_Edit…"), "task.edit");
  if (task->customer != 0)
    g_menu_append (menu, _("Show _Customer"), "task.show-customer");
  if (task->campaign != 0)
    g_menu_append (menu, _("Show C_ampaign"), "task.show-campaign");
  if (task->done_on == RG_DAY_NONE)
    {
      g_menu_append (later, _("Put Off One _Day"), "task.put-off-day");
      g_menu_append (later, _("Put Off Until Next _Week"), "task.put-off-week");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (later));
  g_menu_append (remove, _("_Delete"), "task.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

static void
rg_task_row_show (RgTaskRow *self)
{
  const RgTask *task = self->task;
  g_autofree char *subtitle = rg_task_row_dup_subtitle (task);
  g_autofree char *state = rg_task_dup_state (task, self->today);
  /* Translators: %s is a task in its own words. */
  g_autofree char *spoken = g_strdup_printf (_("Done: %s"), task->what);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), task->what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  gtk_widget_add_css_class (GTK_WIDGET (self->state),
                            rg_task_is_late (task, self->today) ? "warning" : "dimmed");
  gtk_check_button_set_active (self->check, task->done_on != RG_DAY_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), _("Done"));
}

static void
rg_task_row_dispose (GObject *object)
{
  RgTaskRow *self = RG_TASK_ROW (object);

  g_clear_pointer (&self->task, rg_task_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_task_row_parent_class)->dispose (object);
}

static void
rg_task_row_class_init (RgTaskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_task_row_dispose;
  gtk_widget_class_install_action (widget_class, "task.edit", NULL, rg_task_row_edit_action);
  gtk_widget_class_install_action (widget_class, "task.show-customer", NULL,
                                   rg_task_row_customer_action);
  gtk_widget_class_install_action (widget_class, "task.show-campaign", NULL,
                                   rg_task_row_campaign_action);
  gtk_widget_class_install_action (widget_class, "task.delete", NULL, rg_task_row_delete_action);
  gtk_widget_class_install_action (widget_class, "task.put-off-day", NULL,
                                   rg_task_row_put_off_action);
  gtk_widget_class_install_action (widget_class, "task.put-off-week", NULL,
                                   rg_task_row_put_off_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "task.put-off-day", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_SHIFT_MASK,
                                       "task.put-off-week", NULL);
}

static void
rg_task_row_init (RgTaskRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->state));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

static void
rg_task_row_allow_later (RgTaskRow *self)
{
  const gboolean open = self->task->done_on == RG_DAY_NONE;

  for (int week = 0; week < 2; week++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                   week ? "task.put-off-week" : "task.put-off-day",
                                   open && !rg_store_is_read_only (self->store));
}

GtkWidget *
rg_task_row_new (RgStore *store, const RgTask *task, RgDay today)
{
  RgTaskRow *self = g_object_new (RG_TYPE_TASK_ROW, "action-name", "task.edit", NULL);
  g_autoptr (GMenuModel) menu = rg_task_row_build_menu (task);

  self->store = g_object_ref (store);
  self->task = rg_task_copy (task);
  self->today = today;
  rg_writes_guard (GTK_WIDGET (self->check), store);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.delete",
                                 !rg_store_is_read_only (store));
  rg_task_row_allow_later (self);
  rg_row_add_menu (ADW_ACTION_ROW (self), menu, task->what);
  rg_task_row_show (self);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (rg_task_row_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
