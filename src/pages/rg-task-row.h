/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One task in a list: a check that says it is done, its words, when it is due, and a menu. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tasks.h"

G_BEGIN_DECLS

#define RG_TYPE_TASK_ROW (rg_task_row_get_type ())
G_DECLARE_FINAL_TYPE (RgTaskRow, rg_task_row, RG, TASK_ROW, AdwActionRow)

/* Copies the task. `today` is the calendar's. */
GtkWidget *rg_task_row_new (RgStore *store, const RgTask *task, RgDay today);

G_END_DECLS
