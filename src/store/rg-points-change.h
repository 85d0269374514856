/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points that somebody gives, spends or corrects by hand. */
#pragma once

#include "store/rg-store-loyalty.h"

G_BEGIN_DECLS

typedef struct {
  gint64 customer;
  RgLotKind kind;        /* given, spent, returned or corrected */
  gint64 points;         /* above 0; of a correction: how many there are */
  RgDay day;             /* when; RG_DAY_NONE: today */
  gboolean says_lapse;   /* lapses_on is said; else new points lapse as the shop has it */
  RgDay lapses_on;       /* the last day; RG_DAY_NONE: never */
  gint64 campaign;       /* that gives them, or 0 */
  const char *note;      /* or NULL */
} RgPointsChange;

/* One action; none where a correction finds what it says. Strings are copied.
 * RG_STORE_ERROR_INVALID with a sentence for more points than are there, a day to come, a payment
 * card number in the note. Finish the async one with rg_store_write_finish(). */
gboolean rg_store_change_points_sync (RgStore *store, const RgPointsChange *change,
                                      gint64 *action_id, GError **error);
void rg_store_change_points_async (RgStore *store, const RgPointsChange *change,
                                   GAsyncReadyCallback callback, gpointer user_data);

/* Points for everybody of a campaign's fixed list who has none by it yet, as one action; *n says
 * how many people that were. `change` is as above, its customer and campaign are not read. */
gboolean rg_store_give_campaign_points_sync (RgStore *store, gint64 campaign,
                                             const RgPointsChange *change, guint *n,
                                             gint64 *action_id, GError **error);

/* Inside a write: what somebody does for one. */
gboolean rg_points_change_write (RgWrite *write, const RgPointsChange *change, GError **error);

G_END_DECLS
