/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an edit changed of a customer, in words. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* A line for each thing: "Occupation: Baker, before: Smith"; "" where the label of the action says
 * all there is. NULL with an error. */
char *rg_timeline_dup_edit (RgDb *db, gint64 action, gint64 customer, GError **error);

G_END_DECLS
