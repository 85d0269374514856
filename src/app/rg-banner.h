/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The state of the open shop, in one line above each page: a sample, a full disk, a place that can
 * only be read, a backup that is too old. */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Shows the gravest state of the window's shop, or none. */
void rg_banner_show (RgWindow *window);

G_END_DECLS
