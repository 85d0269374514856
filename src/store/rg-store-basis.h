/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The basis of permission: what the shop has decided about people who have said neither yes nor no,
 * on each channel; on what ground, who decided, and when. Audiences and every later output hold to
 * it through rg_shop_get_basis(). */
#pragma once

#include "rules/rg-permission.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  RgBasis basis;
  char *ground;      /* in the shop's words; "" for RG_BASIS_ONLY_YES */
  gint64 decided_at; /* Unix seconds; 0 where nobody has decided: then it is RG_BASIS_ONLY_YES */
  char *staff;       /* who decided, or "" */
} RgChannelBasis;

/* RG_CHANNELS of them, in their order. */
typedef struct _RgBases
{
  RgChannelBasis channels[RG_CHANNELS];
} RgBases;

void rg_bases_free (RgBases *bases);
RgBases *rg_bases_read (RgDb *db, GError **error);

/* For the shop's facts: fills basis[] alone. */
gboolean rg_bases_read_short (RgDb *db, RgBasis basis[RG_CHANNELS], GError **error);
RgBasis rg_shop_get_basis (const RgShop *shop, RgChannel channel);

/* Decides all channels, as one action: now, by whoever is at the keyboard. `ground` says why people
 * who said nothing may be written to; RG_STORE_ERROR_INVALID where it is empty and a channel needs
 * it, or where it holds a payment card number. What is as it was keeps its date and its name;
 * *action_id (may be NULL) is 0 where all of it is. */
gboolean rg_store_decide_basis_sync (RgStore *store, const RgBasis basis[RG_CHANNELS],
                                     const char *ground, gint64 *action_id, GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_store_decide_basis_async (RgStore *store, const RgBasis basis[RG_CHANNELS],
                                  const char *ground, GAsyncReadyCallback callback,
                                  gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBases, rg_bases_free)

G_END_DECLS
