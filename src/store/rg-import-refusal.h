/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of a file that are not taken, and why. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_IMPORT_LISTED 10000 /* refusals and dropped cells that are listed one by one */

typedef struct {
  guint64 row; /* as a spreadsheet counts */
  char *reason;
} RgImportRefusal;

/* RgImportRefusal. */
GArray *rg_import_refusals_new (void);
/* Takes the reason over; it is listed unless there are too many. */
void rg_import_refusals_add (GArray *refusals, guint64 row, char *reason);

G_END_DECLS
