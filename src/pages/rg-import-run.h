/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Runs an import as the window's job: progress and Cancel in its bar, then a toast with Undo. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store-import.h"

G_BEGIN_DECLS

/* Takes the batch over. `window` is the root that shows the job. */
void rg_import_run (RgStore *store, RgImportBatch *batch, GtkWidget *window);

G_END_DECLS
