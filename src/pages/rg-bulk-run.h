/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing done to many customers, beside whatever the person does meanwhile: its bar at the
 * bottom of the window, and the toast that takes it back. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-bulk.h"

G_BEGIN_DECLS

/* Takes the bulk over. */
void rg_bulk_run (RgStore *store, RgBulk *bulk, GtkWidget *widget);

G_END_DECLS
