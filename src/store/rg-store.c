/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opening and closing a shop's file, and telling everybody what has changed in it. */
#include "store/rg-store-private.h"

#include "base/rg-date.h"
#include "base/rg-money.h"
#include "db/rg-backup.h"
#include "db/rg-log.h"
#include "db/rg-migrate.h"
#include "db/rg-space.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-resources.h"
#include "store/rg-store-staff.h"

#include <gio/gio.h>
#include <string.h>

enum {
  SIGNAL_BACKED_UP,
  SIGNAL_CHANGED,
  SIGNAL_DAMAGED,
  SIGNAL_DATASET_CHANGED,
  SIGNAL_ROOM_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStore, rg_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (rg-store-error-quark, rg_store_error)

/* The tables whose rows people make or edit. Receipts and their lines come by the hundred thousand:
 * they carry an import_id, and past_receipt keeps what an action took away. A set of postcodes
 * stays where it is with all its points, and is in use or not. */
static const RgLogTable rg_watched_tables[] = {
  { "shop", RG_LOG_ALL },           { "card_range", RG_LOG_ALL },
  { "staff", RG_LOG_ALL },          { "location", RG_LOG_ALL },
  { "category", RG_LOG_ALL },       { "product", RG_LOG_ALL },
  { "household", RG_LOG_ALL },      { "customer", RG_LOG_ALL },
  { "customer_identity", RG_LOG_ALL }, { "contact_point", RG_LOG_ALL },
  { "tag", RG_LOG_ALL },            { "customer_tag", RG_LOG_ALL },
  { "wording", RG_LOG_ALL },        { "consent", RG_LOG_ALL },
  { "segment", RG_LOG_ALL },        { "campaign", RG_LOG_ALL },
  { "campaign_member", RG_LOG_ALL }, { "campaign_output", RG_LOG_ALL },
  { "target", RG_LOG_ALL },         { "setting", RG_LOG_ALL },
  { "task", RG_LOG_ALL },           { "closed_day", RG_LOG_ALL },
  { "ignored_file", RG_LOG_ALL },   { "permission_basis", RG_LOG_ALL },
  { "note", RG_LOG_ALL },           { "stock", RG_LOG_ALL },
  { "activity", RG_LOG_ALL },       { "field", RG_LOG_ALL },
  { "field_choice", RG_LOG_ALL },   { "field_value", RG_LOG_ALL },
  { "not_same", RG_LOG_ALL },       { "tag_name", RG_LOG_ALL },
  { "delivery", RG_LOG_ALL },       { "customer_view", RG_LOG_ALL },
  { "segment_person", RG_LOG_ALL }, { "campaign_version", RG_LOG_ALL },
  { "suppressed", RG_LOG_ALL },
  { "coupon", RG_LOG_ALL },         { "coupon_use", RG_LOG_ALL },
  { "discount", RG_LOG_ALL },       { "automation", RG_LOG_ALL },
  { "seed_person", RG_LOG_ALL },    { "campaign_product", RG_LOG_ALL },
  { "message_template", RG_LOG_ALL }, { "template_version", RG_LOG_ALL },
  { "template_product", RG_LOG_ALL }, { "postcode_set", RG_LOG_UPDATE },
  { "points_entry", RG_LOG_ALL },
  { "response_file", RG_LOG_ALL },  { "response", RG_LOG_ALL },
  { "ticket", RG_LOG_ALL },
  { "receipt", RG_LOG_UPDATE },
};

gboolean
rg_store_watch_tables (RgStore *store, RgDb *db, GError **error)
{
  if (store->watches)
    return TRUE;
  store->watches =
      rg_db_exec (db, "BEGIN", "watch", error) && rg_log_start (db, error) &&
      rg_log_watch_all (db, rg_watched_tables, G_N_ELEMENTS (rg_watched_tables), error) &&
      rg_db_exec (db, "COMMIT", "watch", error);
  if (!store->watches && !sqlite3_get_autocommit (rg_db_get_handle (db)))
    rg_db_exec (db, "ROLLBACK", "watch", NULL);
  return store->watches;
}

typedef struct
{
  RgStore *store;
  const RgShop *shop; /* to be written into a new file, or NULL */
  GCancellable *cancellable;
  GError **error;
  gboolean ok;
} RgStoreOpening;

static gboolean
rg_shop_write (RgDb *db, const RgShop *shop, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "store.shop-insert", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_blob (statement, 1, shop->uuid, sizeof shop->uuid);
  rg_statement_bind_text (statement, 2, shop->name);
  rg_statement_bind_text (statement, 3, shop->currency);
  rg_statement_bind_text (statement, 4, shop->time_zone);
  rg_statement_bind_int (statement, 5, shop->first_weekday);
  rg_statement_bind_text (statement, 6, shop->country);
  rg_statement_bind_text (statement, 7, shop->address);
  rg_statement_bind_int (statement, 8, shop->prices_include_tax);
  if (shop->margin_permille >= 0)
    rg_statement_bind_int (statement, 9, shop->margin_permille);
  rg_statement_bind_int (statement, 10, shop->is_sample);
  rg_statement_bind_int (statement, 11, rg_instant_now ());
  return rg_statement_run (statement, error);
}

RgShop *
rg_shop_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "store.shop", error);
  g_autoptr (RgShop) shop = NULL;
  gsize length;
  const void *uuid;

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP,
                             "The file holds no shop.");
      return NULL;
    }
  shop = rg_shop_new (rg_statement_get_text (row, 1), rg_statement_get_text (row, 2),
                      rg_statement_get_text (row, 3));
  uuid = rg_statement_get_blob (row, 0, &length);
  memcpy (shop->uuid, uuid, MIN (length, sizeof shop->uuid));
  shop->first_weekday = (int) rg_statement_get_int (row, 4);
  g_set_str (&shop->country, rg_statement_get_text (row, 5));
  g_set_str (&shop->address, rg_statement_get_text (row, 6));
  shop->prices_include_tax = rg_statement_get_int (row, 7) != 0;
  shop->margin_permille = rg_statement_is_null (row, 8) ? -1 : (int) rg_statement_get_int (row, 8);
  shop->is_sample = rg_statement_get_int (row, 9) != 0;
  shop->created_at = rg_statement_get_int (row, 10);
  shop->own_fields = rg_own_fields_read_names (db, error);
  return shop->own_fields != NULL && rg_bases_read_short (db, shop->basis, error)
           ? g_steal_pointer (&shop) : NULL;
}

static void
rg_store_prepare_in_thread (RgDb *db, gpointer data)
{
  RgStoreOpening *opening = data;
  gint64 staff_id = 0;

  rg_db_set_cancellable (db, opening->cancellable);
  opening->ok = (opening->shop != NULL ||
                 rg_store_back_up_old_version (db, opening->store->path, opening->cancellable,
                                               opening->error)) &&
                rg_migrate (db, opening->error) &&
                (opening->shop == NULL || (rg_shop_write (db, opening->shop, opening->error) &&
                                           rg_staff_insert_first (db, opening->error))) &&
                rg_staff_read_current (db, &staff_id, opening->error) &&
                (opening->store->shop = rg_shop_read (db, opening->error)) != NULL &&
                rg_contacts_follow_country (db, opening->store->shop->country, opening->error) &&
                rg_store_find_remains (opening->store, db, opening->error);
  rg_db_set_cancellable (db, NULL);
  rg_store_set_staff (opening->store, staff_id);
  /* A sample shop can be made anew. */
  if (opening->ok && opening->shop == NULL && !opening->store->shop->is_sample)
    rg_store_keep_reserve (opening->store);
}

gboolean
rg_store_lock_path (const char *path, RgLock **lock, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  *lock = rg_lock_take (path, &wrong);
  /* Without the folder there is no file either, and opening it says so. */
  if (*lock != NULL || g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED, wrong->message);
  else
    g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

void
rg_store_set_bus_name (RgStore *store, const char *bus_name)
{
  g_autoptr (GError) error = NULL;

  if (store->file_lock != NULL && !rg_lock_set_bus_name (store->file_lock, bus_name, &error))
    g_warning ("Commands will be refused while the shop is open: %s", error->message);
}

char *
rg_store_find_bus_name (const char *path)
{
  g_autoptr (RgLockHolder) holder = rg_lock_find_holder (path);

  return holder != NULL ? g_strdup (holder->bus_name) : NULL;
}

RgStore *
rg_store_open_mode (const char *path, RgDbMode mode, const RgShop *shop, RgLock *lock,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStore) store = g_object_new (RG_TYPE_STORE, NULL);
  RgStoreOpening opening = { store, shop, cancellable, error, FALSE };

  /* Refers to the statements, which the linker would leave out of a static library otherwise. */
  rg_store_resources_get_resource ();
  store->path = g_strdup (path);
  store->file_lock = lock;
  /* Before anything of the file is touched: a second writer would spoil it. */
  if (lock == NULL && !rg_store_lock_path (path, &store->file_lock, error))
    return NULL;
  if (shop == NULL && !rg_store_check_log (path, error))
    return NULL;
  store->writer = rg_worker_new ("writer", path, mode, error);
  if (store->writer == NULL)
    return NULL;
  rg_worker_run (store->writer, rg_store_prepare_in_thread, &opening);
  if (!opening.ok)
    return NULL;
  store->readers[RG_READER_ROWS] = rg_worker_new ("rows", path, RG_DB_READ, error);
  if (store->readers[RG_READER_ROWS] == NULL)
    return NULL;
  store->readers[RG_READER_REPORT] = rg_worker_new ("report", path, RG_DB_READ, error);
  if (store->readers[RG_READER_REPORT] == NULL)
    return NULL;
  if (g_atomic_int_get (&store->has_remains) != 0)
    rg_worker_push (store->writer, rg_store_sweep_remains_in_thread, store);
  return g_steal_pointer (&store);
}

typedef struct
{
  RgStore *store;
  GError **error;
} RgShopReading;

static void
rg_store_read_shop_in_thread (RgDb *db, gpointer data)
{
  RgShopReading *reading = data;

  reading->store->shop = rg_shop_read (db, reading->error);
}

RgStore *
rg_store_open_still (const char *path, const char *private_folder, GError **error)
{
  g_autoptr (RgStore) store = g_object_new (RG_TYPE_STORE, NULL);
  RgShopReading reading = { store, error };

  rg_store_resources_get_resource ();
  store->path = g_strdup (path);
  store->read_only = TRUE;
  store->readers[RG_READER_ROWS] = rg_worker_new ("rows", path, RG_DB_STILL, error);
  if (store->readers[RG_READER_ROWS] == NULL)
    return NULL;
  store->readers[RG_READER_REPORT] = rg_worker_new ("report", path, RG_DB_STILL, error);
  if (store->readers[RG_READER_REPORT] == NULL)
    return NULL;
  rg_worker_run (store->readers[RG_READER_ROWS], rg_store_read_shop_in_thread, &reading);
  if (store->shop == NULL)
    return NULL;
  /* From here on: where it could not be opened, whoever made the folder removes it. */
  store->private_folder = g_strdup (private_folder);
  return g_steal_pointer (&store);
}

RgStore *
rg_store_open_cancellable (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  RgStore *store;

  if (rg_store_can_only_read (path))
    return rg_store_open_for_reading (path, cancellable, error);
  store = rg_store_open_mode (path, RG_DB_WRITE, NULL, NULL, cancellable, &wrong);
  if (store == NULL && rg_store_use_reserve (path))
    {
      g_clear_error (&wrong);
      store = rg_store_open_mode (path, RG_DB_WRITE, NULL, NULL, cancellable, &wrong);
    }
  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  return store;
}

RgStore *
rg_store_open (const char *path, GError **error)
{
  return rg_store_open_cancellable (path, NULL, error);
}

void
rg_store_close (RgStore *store)
{
  g_return_if_fail (RG_IS_STORE (store));

  g_atomic_int_set (&store->closing, 1);
  rg_store_stop_dataset (store);
  g_clear_pointer (&store->readers[RG_READER_ROWS], rg_worker_free);
  g_clear_pointer (&store->readers[RG_READER_REPORT], rg_worker_free);
  g_clear_pointer (&store->writer, rg_worker_free);
  g_clear_pointer (&store->file_lock, rg_lock_release);
  if (store->private_folder != NULL)
    rg_backup_remove_folder (store->private_folder);
  g_clear_pointer (&store->private_folder, g_free);
}

/* While there is still a reference: what the readers do then announces nothing any more. */
static void
rg_store_dispose (GObject *object)
{
  rg_store_stop_dataset (RG_STORE (object));
  G_OBJECT_CLASS (rg_store_parent_class)->dispose (object);
}

static void
rg_store_finalize (GObject *object)
{
  RgStore *store = RG_STORE (object);

  rg_store_close (store);
  g_clear_pointer (&store->dataset, rg_dataset_unref);
  g_clear_object (&store->dataset_cancellable);
  g_clear_pointer (&store->last_backup, rg_backup_result_free);
  g_clear_pointer (&store->next_shop, rg_shop_free);
  g_clear_pointer (&store->shop, rg_shop_free);
  g_free (store->path);
  g_mutex_clear (&store->lock);
  G_OBJECT_CLASS (rg_store_parent_class)->finalize (object);
}

static void
rg_store_class_init (RgStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_store_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    1, RG_TYPE_CHANGES);
  signals[SIGNAL_BACKED_UP] =
      g_signal_new ("backed-up", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_DAMAGED] =
      g_signal_new ("damaged", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    0);
  signals[SIGNAL_ROOM_CHANGED] =
      g_signal_new ("room-changed", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_DATASET_CHANGED] = g_signal_new ("dataset-changed", RG_TYPE_STORE,
                                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                  G_TYPE_NONE, 0);
}

static void
rg_store_init (RgStore *store)
{
  g_mutex_init (&store->lock);
  store->dataset_cancellable = g_cancellable_new ();
  store->import_chunk = RG_STORE_IMPORT_CHUNK;
}

const char *
rg_store_get_path (RgStore *store)
{
  return store->path;
}

gboolean
rg_store_is_full (RgStore *store)
{
  return g_atomic_int_get (&store->is_full) != 0;
}

gboolean
rg_store_is_damaged (RgStore *store)
{
  return g_atomic_int_get (&store->is_damaged) != 0;
}

gboolean
rg_store_is_read_only (RgStore *store)
{
  return store->read_only;
}

const RgShop *
rg_store_get_shop (RgStore *store)
{
  return store->shop;
}

gint64
rg_store_get_staff (RgStore *store)
{
  return g_atomic_int_get (&store->staff_id);
}

void
rg_store_set_staff (RgStore *store, gint64 staff_id)
{
  g_atomic_int_set (&store->staff_id, (gint) staff_id);
}

void
rg_store_set_import_chunk (RgStore *store, guint64 lines)
{
  store->import_chunk = lines;
}

RgDataset *
rg_store_get_dataset (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = NULL;

  rg_store_start_dataset (store);
  locker = g_mutex_locker_new (&store->lock);

  return store->dataset != NULL ? rg_dataset_ref (store->dataset) : NULL;
}

/* --- Announcements: from any thread to the main thread ---------------------------------------- */

typedef struct
{
  GWeakRef store;
  RgChanges *changes; /* NULL: a new dataset */
} RgAnnouncement;

static void
rg_announcement_free (gpointer data)
{
  RgAnnouncement *announcement = data;

  g_weak_ref_clear (&announcement->store);
  g_clear_pointer (&announcement->changes, rg_changes_unref);
  g_free (announcement);
}

static void
rg_store_take_next_shop (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->lock);

  if (store->next_shop == NULL)
    return;
  g_clear_pointer (&store->shop, rg_shop_free);
  store->shop = g_steal_pointer (&store->next_shop);
}

static gboolean
rg_announcement_cb (gpointer data)
{
  RgAnnouncement *announcement = data;
  g_autoptr (RgStore) store = g_weak_ref_get (&announcement->store);

  if (store == NULL)
    return G_SOURCE_REMOVE;
  if (announcement->changes == NULL)
    {
      g_signal_emit (store, signals[SIGNAL_DATASET_CHANGED], 0);
      return G_SOURCE_REMOVE;
    }
  rg_store_take_next_shop (store);
  g_signal_emit (store, signals[SIGNAL_CHANGED], 0, announcement->changes);
  return G_SOURCE_REMOVE;
}

/* Always through the main loop, never at once: a listener must not run inside the caller. */
static void
rg_store_announce_later (RgStore *store, RgChanges *changes)
{
  RgAnnouncement *announcement = g_new0 (RgAnnouncement, 1);

  g_weak_ref_init (&announcement->store, store);
  announcement->changes = changes;
  g_idle_add_full (G_PRIORITY_DEFAULT, rg_announcement_cb, announcement, rg_announcement_free);
}

void
rg_store_announce (RgStore *store, RgChanges *changes)
{
  rg_store_announce_later (store, rg_changes_ref (changes));
  rg_store_follow_change (store);
}

void
rg_store_take_dataset (RgStore *store, RgDataset *dataset)
{
  RgDataset *old;

  /* Announced with the lock held: a store that is being disposed of must not be referred to. */
  g_mutex_lock (&store->lock);
  old = store->dataset;
  store->dataset = dataset;
  if (!store->dataset_stopped)
    rg_store_announce_later (store, NULL);
  g_mutex_unlock (&store->lock);
  g_clear_pointer (&old, rg_dataset_unref);
}
