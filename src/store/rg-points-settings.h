/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop has decided about loyalty points. Points that are there already keep the day on
 * which they lapse, whatever is decided later. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_POINTS_NO_WORTH (-1)
#define RG_POINTS_MOST_MONTHS 120

typedef struct {
  gint64 hundred_minor; /* what 100 points are worth; or RG_POINTS_NO_WORTH */
  int months;           /* after which new points lapse; 0: never */
} RgPointsSettings;

gboolean rg_points_settings_read (RgDb *db, RgPointsSettings *settings, GError **error);
/* Inside a write. */
gboolean rg_points_settings_write (RgDb *db, const RgPointsSettings *settings, GError **error);

/* One action. RG_STORE_ERROR_INVALID for what makes no sense. Finish the async one with
 * rg_store_write_finish(). */
gboolean rg_store_save_points_settings_sync (RgStore *store, const RgPointsSettings *settings,
                                             gint64 *action_id, GError **error);
void rg_store_save_points_settings_async (RgStore *store, const RgPointsSettings *settings,
                                          GAsyncReadyCallback callback, gpointer user_data);

/* What so many points are worth, rounded half away from zero; 0 where they have no worth. */
gint64 rg_points_settings_get_worth (const RgPointsSettings *settings, gint64 points);

G_END_DECLS
