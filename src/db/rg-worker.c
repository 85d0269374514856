/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thread a connection, fed by a queue. */
#include "db/rg-worker.h"

struct _RgWorker
{
  GThread *thread;
  GAsyncQueue *jobs;
  char *path;
  RgDbMode mode;
  RgDb *db;
  gboolean detached; /* the thread itself frees the worker at its end */
};

typedef struct
{
  RgWorkerFunc func;
  gpointer data;
} RgJob;

/* A job that somebody waits for. */
typedef struct
{
  RgWorkerFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean done;
} RgWaiter;

typedef struct
{
  RgWorker *worker;
  GError **error;
} RgOpening;

static void
rg_worker_stop_in_thread (RgDb *db, gpointer data)
{
}

static void
rg_worker_release (RgWorker *worker)
{
  g_async_queue_unref (worker->jobs);
  g_free (worker->path);
  g_free (worker);
}

static gpointer
rg_worker_thread (gpointer data)
{
  RgWorker *worker = data;

  for (;;)
    {
      g_autofree RgJob *job = g_async_queue_pop (worker->jobs);

      if (job->func == rg_worker_stop_in_thread)
        break;
      job->func (worker->db, job->data);
    }
  g_clear_pointer (&worker->db, rg_db_close);
  if (worker->detached)
    rg_worker_release (worker);
  return NULL;
}

static void
rg_worker_open_in_thread (RgDb *db, gpointer data)
{
  RgOpening *opening = data;

  opening->worker->db = rg_db_open (opening->worker->path, opening->worker->mode, opening->error);
}

RgWorker *
rg_worker_new (const char *name, const char *path, RgDbMode mode, GError **error)
{
  g_autoptr (RgWorker) worker = g_new0 (RgWorker, 1);
  RgOpening opening = { worker, error };

  worker->jobs = g_async_queue_new_full (g_free);
  worker->path = g_strdup (path);
  worker->mode = mode;
  worker->thread = g_thread_new (name, rg_worker_thread, worker);
  rg_worker_run (worker, rg_worker_open_in_thread, &opening);
  return worker->db != NULL ? g_steal_pointer (&worker) : NULL;
}

void
rg_worker_push (RgWorker *worker, RgWorkerFunc func, gpointer data)
{
  RgJob *job = g_new0 (RgJob, 1);

  job->func = func;
  job->data = data;
  g_async_queue_push (worker->jobs, job);
}

static void
rg_worker_wake_in_thread (RgDb *db, gpointer data)
{
  RgWaiter *waiter = data;

  waiter->func (db, waiter->data);
  g_mutex_lock (&waiter->mutex);
  waiter->done = TRUE;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->mutex);
}

void
rg_worker_run (RgWorker *worker, RgWorkerFunc func, gpointer data)
{
  RgWaiter waiter = { .func = func, .data = data };

  if (worker->thread == g_thread_self ())
    {
      func (worker->db, data);
      return;
    }
  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  rg_worker_push (worker, rg_worker_wake_in_thread, &waiter);
  g_mutex_lock (&waiter.mutex);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);
  g_mutex_clear (&waiter.mutex);
  g_cond_clear (&waiter.cond);
}

void
rg_worker_free (RgWorker *worker)
{
  if (worker == NULL)
    return;
  rg_worker_push (worker, rg_worker_stop_in_thread, NULL);
  /* The last job may have held the last reference to whoever owns the worker. */
  if (worker->thread == g_thread_self ())
    {
      worker->detached = TRUE;
      g_thread_unref (worker->thread);
      return;
    }
  g_thread_join (worker->thread);
  rg_worker_release (worker);
}
