/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list of a million rows: an id spine.
 *
 * Only the ids are in memory, one array in the order that is shown. An item is made when somebody
 * asks for its position. The first rows of an answer come with it; all others are empty at first
 * ("loaded" is FALSE), and what is wanted and still alive is read some at a time on a reader
 * thread, and filled in. The table of live items holds no references, so an item that the view lets
 * go is gone. An item stands for a place in the list: where another question puts somebody else
 * there, the item becomes that one, and the view keeps its widgets.
 *
 * The list follows the signal `changed`: up to fifty rows are moved one by one. Other rows come in
 * small steps (store/rg-spine.h), over several turns of the main loop; "loading" lasts until then.
 * It is never items_changed (0, n, n), for which GTK asks for every row. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* So many rows, a screenful, stand there before all others are asked for. */
#define RG_ROW_LIST_BEGIN 32
/* So many rows are read with their ids, at most so many at once later, and at most so many are
 * moved one by one after a change. */
#define RG_ROW_LIST_FIRST 64
#define RG_ROW_LIST_FETCH 32
#define RG_ROW_LIST_MOVES 50

/* What kind of rows these are: constant, and read from several threads. */
typedef struct
{
  GType (*item_type) (void); /* a GObject with the construct property "id" (int64) */
  const char *table;         /* whose changes are followed, as in RgChanges; NULL: all */
  /* Reader thread. The ids in one of the orders, ascending, ending in the id: the first so many, or
   * all where `most` is negative. NULL: there are no rows but those that match, ascending. */
  gboolean (*read_ids) (RgDb *db, int order, gint64 most, GArray *ids, GError **error);
  /* Reader thread. The ids that match the words, in any order, each once. dataset may be NULL. */
  gboolean (*read_matches) (RgDb *db, RgDataset *dataset, const char *search, GArray *ids,
                            GError **error);
  /* Reader thread. One row as a plain struct; NULL without an error where there is none now. */
  gpointer (*read_row) (RgDb *db, gint64 id, GError **error);
  /* Main thread. row may be NULL: the item has gone meanwhile. It may be another row's than
   * before. */
  void (*fill) (GObject *item, gconstpointer row, RgStore *store);
  void (*row_free) (gpointer row);
} RgRowSource;

#define RG_TYPE_ROW_LIST (rg_row_list_get_type ())
G_DECLARE_FINAL_TYPE (RgRowList, rg_row_list, RG, ROW_LIST, GObject)

/* properties
 *   "loading" (gboolean, read only): an answer about which rows there are is on its way,
 *     or being put in.
 *   "n-all" (guint, read only): the rows there are when nothing is searched for.
 * signals
 *   failed (const GError *error): the rows could not be read; the list stays as it was. */
RgRowList *rg_row_list_new (RgStore *store, const RgRowSource *source);

/* Asks for other rows. search may be NULL or "". The rows of before stay until the answer is
 * there; an answer to an older question is dropped. */
void rg_row_list_set_query (RgRowList *self, int order, gboolean descending, const char *search);

/* Reads all rows anew, in their places: something that they show has changed elsewhere. */
void rg_row_list_refresh (RgRowList *self);

gboolean rg_row_list_is_loading (RgRowList *self);
/* Whether the last answer put its rows in anew, so that whoever showed a row has to find it again;
 * else the rows stayed, but for those that moved. */
gboolean rg_row_list_was_replaced (RgRowList *self);
/* 0 where the position is outside. */
gint64 rg_row_list_get_id (RgRowList *self, guint position);
/* The position of an id, or GTK_INVALID_LIST_POSITION's value G_MAXUINT. Walks the array. */
guint rg_row_list_find (RgRowList *self, gint64 id);
/* Items that somebody holds now; for tests. */
guint rg_row_list_n_alive (RgRowList *self);

G_END_DECLS
