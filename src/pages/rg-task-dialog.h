/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Adds or changes a task. Construct properties "store" and "query" (a{sv}): "id" (x) of the task
 * that is changed; for a new one "customer" (x) or "campaign" (x), whom it is about. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tasks.h"

G_BEGIN_DECLS

#define RG_TYPE_TASK_DIALOG (rg_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTaskDialog, rg_task_dialog, RG, TASK_DIALOG, AdwDialog)

G_END_DECLS
