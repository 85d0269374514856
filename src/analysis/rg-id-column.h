/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ids of the customers of a chunk, in 32 bits each: no shop has four thousand million rows. A chunk
 * with any other keeps all of its ids in 64 bits. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_ID_COLUMN_SIZE 4096

typedef struct {
  guint32 *near; /* room of the chunk's */
  gint64 *far;   /* instead, or NULL; its own */
} RgIdColumn;

void rg_id_column_clear (RgIdColumn *column);
/* After the column was copied as it is: with ids of its own. */
void rg_id_column_own (RgIdColumn *column);

void rg_id_column_set (RgIdColumn *column, guint i, gint64 id);

/* The first n of them. */
void rg_id_column_read (const RgIdColumn *column, guint n, gint64 *ids);

static inline gint64
rg_id_column_get (const RgIdColumn *column, guint i)
{
  return G_LIKELY (column->far == NULL) ? column->near[i] : column->far[i];
}

G_END_DECLS
