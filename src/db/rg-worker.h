/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A thread with a connection of its own, and a queue of jobs for it. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

typedef struct _RgWorker RgWorker;

/* Runs on the worker's thread. */
typedef void (*RgWorkerFunc) (RgDb *db, gpointer data);

/* Opens the file on a new thread; returns when that has succeeded or failed. */
RgWorker *rg_worker_new (const char *name, const char *path, RgDbMode mode, GError **error);
/* Jobs run one after the other, in the order of the calls. */
void rg_worker_push (RgWorker *worker, RgWorkerFunc func, gpointer data);
/* The same, and waits. Runs at once where the caller is the worker's own thread. */
void rg_worker_run (RgWorker *worker, RgWorkerFunc func, gpointer data);
/* Finishes what is queued, closes the connection, ends the thread. */
void rg_worker_free (RgWorker *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgWorker, rg_worker_free)

G_END_DECLS
