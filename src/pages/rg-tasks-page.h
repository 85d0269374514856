/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All tasks: open or done, everybody’s or one member of staff’s. Construct properties
 * "store" and "query" (a{sv}, nothing in it yet). */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tasks.h"

G_BEGIN_DECLS

#define RG_TYPE_TASKS_PAGE (rg_tasks_page_get_type ())
G_DECLARE_FINAL_TYPE (RgTasksPage, rg_tasks_page, RG, TASKS_PAGE, AdwNavigationPage)

G_END_DECLS
