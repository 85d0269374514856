/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The change log: temporary triggers that write before- and after-images of rows as JSON, and the
 * way back from such an image. Blobs stand in the images as hexadecimal digits. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

typedef enum {
  RG_LOG_UPDATE = 1 << 0,
  RG_LOG_INSERT = 1 << 1,
  RG_LOG_DELETE = 1 << 2,
  RG_LOG_ALL = RG_LOG_UPDATE | RG_LOG_INSERT | RG_LOG_DELETE,
} RgLogWhat;

/* Call once on the writing connection, before rg_log_watch(). */
gboolean rg_log_start (RgDb *db, GError **error);
/* Makes the triggers for one table. Where the table has a column import_id, rows that carry one are
 * not logged when a bulk action makes them. */
gboolean rg_log_watch (RgDb *db, const char *table, RgLogWhat what, GError **error);
typedef struct
{
  const char *table;
  RgLogWhat what;
} RgLogTable;

gboolean rg_log_watch_all (RgDb *db, const RgLogTable *tables, guint n_tables, GError **error);
/* The action that the triggers write under from now on; 0 for none. Ends a bulk. */
gboolean rg_log_set_action (RgDb *db, gint64 action_id, GError **error);
gboolean rg_log_set_bulk (RgDb *db, gboolean bulk, GError **error);

/* For one thing done to a hundred thousand rows, whose images are to stay small: until
 * rg_log_widen(), changes of rows of the table are logged with this column alone, and an update of
 * any other is refused. Both inside of the transaction; rolling back ends it as well. */
gboolean rg_log_narrow (RgDb *db, const char *table, const char *column, GError **error);
gboolean rg_log_widen (RgDb *db, const char *table, GError **error);

/* All rows of one table that an action changed, at once instead of one by one. *stands: each row
 * was changed once and is as the action left it, and nothing else refers to what it made. */
gboolean rg_log_many_stands (RgDb *db, gint64 action_id, const char *table, gboolean *stands,
                             GError **error);
/* Puts the rows back, where all of the action's stand: first those that it made go, the tables that
 * refer to others first; then the others come, in the opposite order. */
gboolean rg_log_many_remove (RgDb *db, gint64 action_id, const char *table, GError **error);
gboolean rg_log_many_restore (RgDb *db, gint64 action_id, const char *table, GError **error);

/* Reads and writes rows as images; keeps its statements, so that many rows are quick. A key is the
 * JSON array of the primary key. Lives no longer than the connection. */
typedef struct _RgImages RgImages;

RgImages *rg_images_new (RgDb *db);
void rg_images_free (RgImages *images);

/* *json is NULL where there is no such row. */
gboolean rg_images_get (RgImages *images, const char *table, const char *key, char **json,
                        GError **error);
gboolean rg_images_insert (RgImages *images, const char *table, const char *json, GError **error);
gboolean rg_images_update (RgImages *images, const char *table, const char *key, const char *json,
                           GError **error);
gboolean rg_images_delete (RgImages *images, const char *table, const char *key, GError **error);

/* A row of another table that refers to a row. */
typedef struct
{
  char *table;
  char *key;
  gint64 import_id; /* 0 where it has none */
} RgImageChild;

void rg_image_child_free (RgImageChild *child);
/* But for what an import made (0: no import). At most 20 a table: enough to name what stands in the
 * way. */
GPtrArray *rg_images_children (RgImages *images, const char *table, const char *key,
                               gint64 import_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImages, rg_images_free)

G_END_DECLS
