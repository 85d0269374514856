/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that somebody can do with a shop, through the functions that the window and
 * regularsctl call: what the power cuts, failing writes and kills are tried on. */
#pragma once

#include "rg-test-shop.h"

/* The moment at which it all happens; set REGULARS_NOW to it. */
#define FAULT_NOW "2026-11-21T18:04:00Z"

typedef struct {
  const char *name;
  /* What has to be there before, or NULL. */
  gboolean (*prepare) (RgTestShop *shop, GError **error);
  /* The action. TRUE: the user is told that it is done. */
  gboolean (*run) (RgTestShop *shop, GError **error);
  gboolean leaves_action; /* one that can be taken back */
  guint prepare_saves;    /* actions that preparing saves, one after the other; 0: one at most */
} FaultAction;

extern const FaultAction fault_actions[];
extern const guint fault_n_actions;

/* An action as it is, taken back, or done again. */
typedef enum {
  FAULT_DO,
  FAULT_TAKE_BACK,
  FAULT_DO_AGAIN,
  FAULT_N_WAYS
} FaultWay;

gboolean fault_has_way (const FaultAction *action, FaultWay way);
/* "segment-new, taken back"; free it. */
char *fault_dup_name (const FaultAction *action, FaultWay way);
/* Brings a shop to the point where the thing itself can be done. */
gboolean fault_prepare (RgTestShop *shop, const FaultAction *action, FaultWay way, GError **error);
gboolean fault_run (RgTestShop *shop, const FaultAction *action, FaultWay way, GError **error);
/* Something small and unrelated that always can be done. */
gboolean fault_run_next (RgTestShop *shop, GError **error);

/* A small shop with a bit of everything in it, closed, at shop->path. Free with
 * fault_shop_free(). */
RgTestShop *fault_shop_new (void);
void fault_shop_free (RgTestShop *shop);
/* What an unfinished import left in the open shop goes; opening a shop does it, too. */
void fault_shop_settle (RgTestShop *shop);
/* Opens or closes shop->store. */
gboolean fault_shop_open (RgTestShop *shop, GError **error);
void fault_shop_close (RgTestShop *shop);
