/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Taking actions back: at once, or days later and out of order. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* An action that stands in the way, or one in the History list. */
typedef struct
{
  gint64 id;
  gint64 at;
  char *kind;
  char *label;
  char *staff;         /* "" for nobody */
  gint64 undoes;       /* 0 where it takes nothing back */
  gint64 undone_by;    /* the action that took this one back, and still does; 0 for none */
} RgAction;

/* What taking an action back would do. */
typedef struct
{
  guint n_rows;        /* rows that would change, receipts not counted */
  guint n_receipts;    /* receipts that would go or come back */
  GPtrArray *blockers; /* RgAction: later actions to take back first; empty where nothing is */
  gboolean at_once;    /* the rows go back table by table */
} RgTakeBackPlan;

void rg_action_free (RgAction *action);
void rg_take_back_plan_free (RgTakeBackPlan *plan);

/* The newest actions first, at most `limit`, older than `before` (0: from the newest). Report
 * order is that of the ids. */
GPtrArray *rg_actions_read (RgDb *db, gint64 before, guint limit, GError **error);
RgAction *rg_action_read (RgDb *db, gint64 id, GError **error);
/* Reads only: for the page that asks first. */
RgTakeBackPlan *rg_take_back_plan (RgDb *db, gint64 action_id, GError **error);

/* Takes the action back as a new action. RG_STORE_ERROR_CONFLICT where later actions stand in the
 * way; its message names them. Taking back a take-back does the thing again. */
gboolean rg_store_take_back_sync (RgStore *store, gint64 action_id, gint64 *undo_id,
                                  GError **error);
void rg_store_take_back_async (RgStore *store, gint64 action_id, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rg_store_take_back_finish (RgStore *store, GAsyncResult *result, gint64 *undo_id,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAction, rg_action_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTakeBackPlan, rg_take_back_plan_free)

G_END_DECLS
