/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A job that is looked at now and then. */
#include "pages/rg-late-job.h"

#include "model/rg-job.h"

#define LOOKS_A_SECOND 10

struct _RgLateJob
{
  GtkWidget *window; /* weak */
  RgJob *job;
  RgShareFunc share;
  gpointer data;
  guint look;
  gboolean shown;
};

static gboolean
rg_late_job_look_cb (gpointer data)
{
  RgLateJob *late = data;

  if (late->window != NULL && !late->shown)
    g_object_set (late->window, "job", late->job, NULL);
  late->shown = TRUE;
  if (late->share != NULL)
    rg_job_set_fraction (late->job, late->share (late->data));
  return G_SOURCE_CONTINUE;
}

RgLateJob *
rg_late_job_begin (GtkWidget *widget, const char *label, GCancellable *cancellable,
                   RgShareFunc share, gpointer data)
{
  RgLateJob *late = g_new0 (RgLateJob, 1);

  g_set_weak_pointer (&late->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  late->job = rg_job_new (label, cancellable);
  late->share = share;
  late->data = data;
  late->look = g_timeout_add (1000 / LOOKS_A_SECOND, rg_late_job_look_cb, late);
  return late;
}

GtkWidget *
rg_late_job_get_window (RgLateJob *late)
{
  return late->window;
}

void
rg_late_job_end (RgLateJob *late)
{
  rg_job_end (late->job);
  g_source_remove (late->look);
  g_clear_weak_pointer (&late->window);
  g_object_unref (late->job);
  g_free (late);
}
