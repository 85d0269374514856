/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The two questions of a list of rows, which a reader thread answers: which ids, and what is in
 * some of the rows. */
#pragma once

#include "store/rg-row-list.h"
#include "store/rg-spine.h"

G_BEGIN_DECLS

/* A question for the spine, and its answer. */
typedef struct
{
  const RgRowSource *source;
  guint generation;
  int order;
  gboolean descending;
  char *search;
  RgDataset *dataset;
  GArray *before;    /* what is shown now; NULL where that is on the way to something else */
  GHashTable *moved; /* ids; NULL where another question is asked */
  guint n_first;     /* so many rows will be looked at next */
  gboolean begin;    /* only the first RG_ROW_LIST_BEGIN ids: nothing is shown yet */
  GArray *all;
  GArray *shown;
  gboolean same;
  GArray *from_positions; /* where only some have moved: their places before, and now */
  GArray *to_positions;
  GHashTable *ready;
} RgSpineRead;

/* A question for rows, and its answers. */
typedef struct
{
  const RgRowSource *source;
  GArray *ids;
  GPtrArray *rows;
} RgRowsRead;

/* Of RgReadFunc's shape, with the question as `data`. */
gboolean rg_spine_read_in_thread (RgDb *db, gpointer data, GError **error);
void rg_spine_read_free (gpointer data);
gboolean rg_rows_read_in_thread (RgDb *db, gpointer data, GError **error);
void rg_rows_read_free (gpointer data);

G_END_DECLS
