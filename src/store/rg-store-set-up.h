/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How far a shop is set up. Most of it is read from what is there; only what leaves no other trace
 * is written down, in `setting`. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* In the order in which they are asked. */
typedef enum {
  RG_SET_UP_SHOP,       /* name, country, money: done where there is a file */
  RG_SET_UP_TILL,       /* which till it has */
  RG_SET_UP_PERMISSION, /* somebody decided whom to write to */
  RG_SET_UP_SALES,      /* sales were imported */
  RG_SET_UP_BACKUPS,    /* somebody decided where backups go */
  RG_N_SET_UP_STEPS,
} RgSetUpStep;

typedef struct
{
  gboolean done[RG_N_SET_UP_STEPS];
  guint n_done;
  char *till;       /* the id that was noted, or "" */
  gint64 receipts;
  gint64 customers;
  gint32 last_sold_on; /* RgDay of the newest receipt; 0 where there is none */
} RgSetUp;

void rg_set_up_free (RgSetUp *set_up);
RgSetUp *rg_set_up_read (RgDb *db, GError **error);
void rg_set_up_read_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data);
RgSetUp *rg_set_up_read_finish (RgStore *store, GAsyncResult *result, GError **error);
/* The first that is not done; RG_N_SET_UP_STEPS where all are. */
RgSetUpStep rg_set_up_get_next (const RgSetUp *set_up);
/* Whether a change may have made it another. */
gboolean rg_set_up_is_touched (RgChanges *changes);

/* Notes RG_SET_UP_TILL (value: the till's id) or RG_SET_UP_BACKUPS (value: any word) as done. The
 * callback gets the result for rg_store_write_finish(). */
void rg_set_up_note_async (RgStore *store, RgSetUpStep step, const char *value,
                           GAsyncReadyCallback callback, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSetUp, rg_set_up_free)

G_END_DECLS
