/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A group of tasks that follows the shop: on Today, on a profile, on the page of all tasks. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tasks.h"

G_BEGIN_DECLS

#define RG_TYPE_TASK_GROUP (rg_task_group_get_type ())
G_DECLARE_FINAL_TYPE (RgTaskGroup, rg_task_group, RG, TASK_GROUP, AdwPreferencesGroup)

/* properties
 *   "n-tasks" (guint, read only): those that are shown, as of the last reading. */

/* Reads these tasks now and after each change that matters. */
void rg_task_group_show (RgTaskGroup *self, RgStore *store, const RgTaskFilter *filter);
guint rg_task_group_get_n_tasks (RgTaskGroup *self);
/* RgTask; borrowed until the next reading. NULL before the first. */
const GPtrArray *rg_task_group_get_tasks (RgTaskGroup *self);

G_END_DECLS
