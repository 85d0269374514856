/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows for the first files of a shop. */
#include "pages/rg-start-files.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-job.h"

struct _RgStartFiles
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *sales_row;
  AdwActionRow *customers_row;
  GtkWidget *job_row;
  GtkLabel *job_label;
  GtkProgressBar *job_progress;

  GtkRoot *window; /* borrowed, while this is shown in it */
  RgJob *job;
};

G_DEFINE_FINAL_TYPE (RgStartFiles, rg_start_files, ADW_TYPE_PREFERENCES_GROUP)

/* --- the import that runs --- */

static void
rg_start_files_update_job (RgStartFiles *self)
{
  const gboolean shown = self->job && !rg_job_has_ended (self->job);

  gtk_widget_set_visible (self->job_row, shown);
  if (!shown)
    return;
  gtk_label_set_text (self->job_label, rg_job_get_label (self->job));
  gtk_progress_bar_set_fraction (self->job_progress, MAX (rg_job_get_fraction (self->job), 0));
}

static void
rg_start_files_follow_job (RgStartFiles *self)
{
  g_autoptr (RgJob) job = NULL;

  if (self->window)
    g_object_get (self->window, "job", &job, NULL);
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  if (job)
    g_signal_connect_object (job, "notify", G_CALLBACK (rg_start_files_update_job), self,
                             G_CONNECT_SWAPPED);
  rg_start_files_update_job (self);
}

static void
rg_start_files_map (GtkWidget *widget)
{
  RgStartFiles *self = RG_START_FILES (widget);

  GTK_WIDGET_CLASS (rg_start_files_parent_class)->map (widget);
  self->window = gtk_widget_get_root (widget);
  g_signal_connect_object (self->window, "notify::job", G_CALLBACK (rg_start_files_follow_job),
                           self, G_CONNECT_SWAPPED);
  rg_start_files_follow_job (self);
}

static void
rg_start_files_unmap (GtkWidget *widget)
{
  RgStartFiles *self = RG_START_FILES (widget);

  g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  rg_start_files_follow_job (self);
  GTK_WIDGET_CLASS (rg_start_files_parent_class)->unmap (widget);
}

/* --- what is there --- */

static char *
rg_start_files_describe_sales (const RgSetUp *set_up)
{
  g_autofree char *count = rg_number_format (set_up->receipts);
  g_autofree char *day = NULL;

  if (set_up->receipts == 0)
    return g_strdup (_("Nothing has been read yet"));
  day = rg_day_format (set_up->last_sold_on);
  /* Translators: the first is a number, the second a date. */
  return g_strdup_printf (P_("%1$s receipt, up to %2$s", "%1$s receipts, up to %2$s",
                             set_up->receipts), count, day);
}

static char *
rg_start_files_describe_customers (const RgSetUp *set_up)
{
  g_autofree char *count = rg_number_format (set_up->customers);

  if (set_up->customers == 0)
    return g_strdup (_("Names and addresses, where the till has them in a file of their own"));
  /* Translators: %s is a number. */
  return g_strdup_printf (P_("%s customer is known; a file adds names and addresses",
                             "%s customers are known; a file adds names and addresses",
                             set_up->customers), count);
}

void
rg_start_files_show (RgStartFiles *self, const RgSetUp *set_up)
{
  g_autofree char *sales = rg_start_files_describe_sales (set_up);
  g_autofree char *customers = rg_start_files_describe_customers (set_up);

  g_return_if_fail (RG_IS_START_FILES (self));

  adw_action_row_set_subtitle (self->sales_row, sales);
  adw_action_row_set_subtitle (self->customers_row, customers);
}

/* --- GObject --- */

static void
rg_start_files_dispose (GObject *object)
{
  RgStartFiles *self = RG_START_FILES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_START_FILES);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (rg_start_files_parent_class)->dispose (object);
}

static void
rg_start_files_class_init (RgStartFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_start_files_dispose;
  widget_class->map = rg_start_files_map;
  widget_class->unmap = rg_start_files_unmap;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-start-files.ui");
  gtk_widget_class_bind_template_child (widget_class, RgStartFiles, customers_row);
  gtk_widget_class_bind_template_child (widget_class, RgStartFiles, job_label);
  gtk_widget_class_bind_template_child (widget_class, RgStartFiles, job_progress);
  gtk_widget_class_bind_template_child (widget_class, RgStartFiles, job_row);
  gtk_widget_class_bind_template_child (widget_class, RgStartFiles, sales_row);
}

static void
rg_start_files_init (RgStartFiles *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
