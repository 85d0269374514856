/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the dataset's builder share. */
#pragma once

#include "analysis/rg-dataset-private.h"

G_BEGIN_DECLS

#define RG_KEY(id) ((gpointer) (gintptr) (id))

/* Permission of one position, as put. */
typedef struct {
  guint32 position;
  guint8 state[RG_CHANNELS];
} RgPendingPermission;

/* tag 0: the customer loses all of them. */
typedef struct {
  gint64 tag;
  gint64 customer;
  gboolean member;
} RgPendingTag;

struct _RgDatasetBuilder {
  RgDatasetFull *full;     /* what is being made */
  const RgDataset *base;   /* a reference, or NULL */
  GArray *own_chunk;       /* gboolean: may be written */
  GPtrArray *texts;        /* char ** of RG_CHUNK_SIZE, or NULL, by chunk */
  guint own_dictionaries;  /* bits: those that are copies already */
  GHashTable *added;       /* id -> position + 1 of customers without an entry in the map */
  gboolean ascending;      /* each came with a larger id than the one before: none is in `added` */
  gboolean map_changed;
  GHashTable *words[3];    /* countries, cities and postcodes as written -> index + 1 */
  GHashTable *merges;      /* position + 1 -> merged into; all of them */
  GArray *permissions;     /* RgPendingPermission */
  GArray *tags;            /* RgPendingTag */
  RgSalesBuilder *sales;
  GHashTable *put;         /* receipt ids that were put */
  GHashTable *gone;        /* receipt ids of the base generation that count no more */
  GHashTable *touched;     /* positions + 1 whose facts change */
};

/* The dictionary to write into: a copy of the shared one at the first write. */
RgDictionary *rg_dataset_builder_own (RgDatasetBuilder *builder, guint which);

G_END_DECLS
