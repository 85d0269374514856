/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looks on a thread of its own, one look after the other. */
#include "pages/rg-new-files.h"

#include "store/rg-store-watch.h"
#include "transfer/rg-watch.h"

/* A file that is being written is looked at again after this. */
#define RG_NEW_FILES_WAIT_SECONDS 4
/* A shop that was just opened shows its first page first. */
#define RG_NEW_FILES_FIRST_MS 500

struct _RgNewFiles
{
  GObject parent_instance;

  RgStore *store; /* which owns this */
  RgWatch *watch; /* of whoever looks at the moment */
  RgWatchSettings settings;
  GPtrArray *files;  /* RgFoundFile; NULL: the folder cannot be looked into */
  GHashTable *told;  /* GBytes: hashes of files that somebody was told of */
  GCancellable *cancellable;
  gboolean looking;
  gboolean look_again;
  guint wait;
};

enum
{
  LOOKED,
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgNewFiles, rg_new_files, G_TYPE_OBJECT)

/* --- in the thread --- */

typedef struct {
  RgStore *store;
  RgWatch *watch;
  RgWatchSettings settings;
  GPtrArray *files;
  gboolean wait;
  guint n_imported;
  gint64 action; /* of the last import */
} RgLooking;

static void
rg_looking_free (gpointer data)
{
  RgLooking *looking = data;

  g_object_unref (looking->store);
  rg_watch_free (looking->watch);
  rg_watch_settings_clear (&looking->settings);
  g_clear_pointer (&looking->files, g_ptr_array_unref);
  g_free (looking);
}

static gboolean
rg_new_files_settings_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_watch_settings_read (db, data, error);
}

/* What the shop said shall be imported without asking; a file with rows that cannot be read waits
 * for somebody who looks at it. */
static void
rg_new_files_import_all (RgLooking *looking, GCancellable *cancellable)
{
  for (guint i = 0; i < looking->files->len; i++)
    {
      const RgFoundFile *file = looking->files->pdata[i];
      RgImportSummary summary = { 0 };

      if (file->problem == NULL && file->n_refused == 0
          && rg_watch_import (looking->store, file, &summary, cancellable, NULL)
          && summary.action_id != 0)
        {
          looking->n_imported++;
          looking->action = summary.action_id;
        }
    }
}

static void
rg_new_files_look_in_thread (GTask *task, gpointer source, gpointer data,
                             GCancellable *cancellable)
{
  RgLooking *looking = data;
  g_autoptr (GFile) folder = NULL;

  if (rg_store_read_sync (looking->store, RG_READER_REPORT, rg_new_files_settings_in_thread,
                          &looking->settings, cancellable, NULL)
      && *looking->settings.folder != '\0')
    {
      folder = g_file_new_for_uri (looking->settings.folder);
      looking->files
        = rg_watch_look (looking->watch, looking->store, folder,
                         g_get_real_time () / G_USEC_PER_SEC, &looking->wait, cancellable, NULL);
    }
  if (looking->files != NULL && looking->settings.by_itself)
    rg_new_files_import_all (looking, cancellable);
  g_task_return_boolean (task, TRUE);
}

/* --- on the main thread --- */

static gboolean
rg_new_files_wait_cb (gpointer data)
{
  RgNewFiles *self = data;

  self->wait = 0;
  rg_new_files_look (self);
  return G_SOURCE_REMOVE;
}

static void
rg_new_files_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgNewFiles) self = RG_NEW_FILES (g_object_ref (source));
  RgLooking *looking = g_task_get_task_data (G_TASK (result));

  self->looking = FALSE;
  self->watch = g_steal_pointer (&looking->watch);
  looking->watch = rg_watch_new ();
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  rg_watch_settings_clear (&self->settings);
  self->settings = looking->settings;
  looking->settings.folder = NULL;
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = g_steal_pointer (&looking->files);
  g_signal_emit (self, signals[LOOKED], 0);
  if (looking->n_imported > 0)
    g_signal_emit (self, signals[IMPORTED], 0, looking->n_imported, looking->action);
  if (looking->wait && self->wait == 0)
    self->wait = g_timeout_add_seconds (RG_NEW_FILES_WAIT_SECONDS, rg_new_files_wait_cb, self);
  if (self->look_again)
    rg_new_files_look (self);
}

void
rg_new_files_look (RgNewFiles *self)
{
  g_autoptr (GTask) task = NULL;
  RgLooking *looking;

  g_return_if_fail (RG_IS_NEW_FILES (self));

  if (g_cancellable_is_cancelled (self->cancellable) || rg_store_get_shop (self->store)->is_sample)
    return;
  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  looking = g_new0 (RgLooking, 1);
  looking->store = g_object_ref (self->store);
  looking->watch = g_steal_pointer (&self->watch);
  task = g_task_new (self, self->cancellable, rg_new_files_looked_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, looking, rg_looking_free);
  g_task_run_in_thread (task, rg_new_files_look_in_thread);
}

static void
rg_new_files_changed_cb (RgNewFiles *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "receipt") || rg_changes_touches (changes, "setting")
      || rg_changes_touches (changes, "ignored_file")
      || g_str_equal (rg_changes_get_kind (changes), "import"))
    rg_new_files_look (self);
}

void
rg_new_files_stop (RgNewFiles *self)
{
  g_return_if_fail (RG_IS_NEW_FILES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->wait, g_source_remove);
}

/* --- what is known --- */

const char *
rg_new_files_get_folder (RgNewFiles *self)
{
  g_return_val_if_fail (RG_IS_NEW_FILES (self), NULL);
  return self->settings.folder != NULL && *self->settings.folder != '\0' ? self->settings.folder
                                                                         : NULL;
}

const GPtrArray *
rg_new_files_get_files (RgNewFiles *self)
{
  g_return_val_if_fail (RG_IS_NEW_FILES (self), NULL);
  return self->files;
}

guint
rg_new_files_take_untold (RgNewFiles *self)
{
  guint n = 0;

  g_return_val_if_fail (RG_IS_NEW_FILES (self), 0);

  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    {
      const RgFoundFile *file = self->files->pdata[i];

      if (file->problem == NULL
          && g_hash_table_add (self->told, g_bytes_new (file->hash, sizeof file->hash)))
        n++;
    }
  return n;
}

/* --- GObject --- */

static void
rg_new_files_dispose (GObject *object)
{
  rg_new_files_stop (RG_NEW_FILES (object));
  G_OBJECT_CLASS (rg_new_files_parent_class)->dispose (object);
}

static void
rg_new_files_finalize (GObject *object)
{
  RgNewFiles *self = RG_NEW_FILES (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->watch, rg_watch_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_hash_table_unref (self->told);
  rg_watch_settings_clear (&self->settings);
  G_OBJECT_CLASS (rg_new_files_parent_class)->finalize (object);
}

static void
rg_new_files_class_init (RgNewFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rg_new_files_dispose;
  object_class->finalize = rg_new_files_finalize;
  signals[LOOKED] = g_signal_new ("looked", RG_TYPE_NEW_FILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[IMPORTED] = g_signal_new ("imported", RG_TYPE_NEW_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);
}

static void
rg_new_files_init (RgNewFiles *self)
{
  self->watch = rg_watch_new ();
  self->files = g_ptr_array_new ();
  self->told = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                      NULL);
  self->cancellable = g_cancellable_new ();
}

static RgNewFiles *
rg_new_files_new (RgStore *store)
{
  RgNewFiles *self = g_object_new (RG_TYPE_NEW_FILES, NULL);

  self->store = store;
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_new_files_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->wait = g_timeout_add (RG_NEW_FILES_FIRST_MS, rg_new_files_wait_cb, self);
  return self;
}

RgNewFiles *
rg_new_files_get (RgStore *store)
{
  RgNewFiles *self;

  g_return_val_if_fail (RG_IS_STORE (store), NULL);

  self = g_object_get_data (G_OBJECT (store), "rg-new-files");
  if (self == NULL)
    {
      self = rg_new_files_new (store);
      g_object_set_data_full (G_OBJECT (store), "rg-new-files", self, g_object_unref);
    }
  return self;
}
