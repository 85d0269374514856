/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opening a shop's file: at once where that is quick, else on a thread while the window says what
 * is being done. One file at a time. */
#include "app/rg-application-private.h"

#include "base/rg-i18n.h"
#include "model/rg-job.h"
#include "pages/rg-opening-page.h"

/* store: NULL where error says why not. */
static void
rg_application_take_store (RgApplication *self, const char *path, RgStore *store,
                           const GError *error)
{
  RgWindow *window = rg_application_ensure_window (self);

  if (store)
    {
      rg_application_show_store (self, store);
      return;
    }
  g_clear_object (&self->import_next);
  if (rg_application_is_damage (error))
    {
      rg_application_show_damaged (self, path, error);
      return;
    }
  if (RG_IS_OPENING_PAGE (rg_window_get_visible_page (window)))
    rg_window_show_start_page (window);
  rg_application_show_error (GTK_WIDGET (window), _("The Shop Could Not Be Opened"), error);
}

/* --- on a thread --- */

typedef struct
{
  RgApplication *application;
  RgJob *job; /* where another shop stays in sight meanwhile; else NULL */
} RgSlowOpening;

static void
rg_slow_opening_free (RgSlowOpening *opening)
{
  g_object_unref (opening->application);
  g_clear_object (&opening->job);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSlowOpening, rg_slow_opening_free)

static void
rg_application_opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSlowOpening) opening = data;
  RgApplication *self = opening->application;
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->opening);
  g_autofree char *path = g_steal_pointer (&self->opening_path);
  g_autofree char *next = g_steal_pointer (&self->open_next);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open_finish (result, &error);

  if (opening->job)
    rg_job_end (opening->job);
  /* The program is left. */
  if (g_cancellable_is_cancelled (cancellable))
    return;
  rg_application_take_store (self, path, store, error);
  file = g_steal_pointer (&self->import_next);
  if (file)
    rg_window_import (rg_application_ensure_window (self), file, "");
  if (next)
    rg_application_open (self, next);
}

static void
rg_application_open_slowly (RgApplication *self, const char *path, RgOpeningWork work)
{
  RgWindow *window = rg_application_ensure_window (self);
  RgSlowOpening *opening = g_new0 (RgSlowOpening, 1);

  opening->application = g_object_ref (self);
  self->opening = g_cancellable_new ();
  self->opening_path = g_strdup (path);
  if (rg_window_get_store (window))
    {
      opening->job = rg_job_new (rg_opening_page_title (work), NULL);
      rg_job_set_fraction (opening->job, -1);
      g_object_set (window, "job", opening->job, NULL);
    }
  else
    rg_window_show_instead (window, rg_opening_page_new (work));
  rg_store_open_async (path, self->opening, rg_application_opened_cb, opening);
}

void
rg_application_stop_opening (RgApplication *self)
{
  g_clear_pointer (&self->open_next, g_free);
  g_clear_object (&self->import_next);
  if (self->opening)
    g_cancellable_cancel (self->opening);
  while (self->opening)
    g_main_context_iteration (NULL, TRUE);
}

/* --- now or later --- */

static void
rg_application_open_left_cb (RgApplication *self, gpointer data)
{
  g_autofree char *path = data;

  rg_application_open (self, path);
}

void
rg_application_open (RgApplication *self, const char *path)
{
  RgWindow *window = rg_application_ensure_window (self);
  RgStore *open = rg_window_get_store (window);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;
  RgOpeningWork work;

  if (self->opening)
    {
      g_set_str (&self->open_next, g_str_equal (path, self->opening_path) ? NULL : path);
      return;
    }
  if (open && g_str_equal (rg_store_get_path (open), path))
    return;
  if (rg_application_is_leaving (self, path))
    {
      rg_application_when_left (self, rg_application_open_left_cb, g_strdup (path));
      return;
    }
  store = rg_search_provider_take_store (self->search, path);
  work = store ? RG_OPENING_AT_ONCE : rg_store_foresee_opening (path);
  if (work != RG_OPENING_AT_ONCE)
    {
      rg_application_open_slowly (self, path, work);
      return;
    }
  if (!store)
    store = rg_store_open (path, &error);
  rg_application_take_store (self, path, store, error);
}
