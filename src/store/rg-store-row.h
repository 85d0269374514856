/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The one row of an id. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* The statement of that name, whose one parameter is the id, on its row; NULL with `missing`, a
 * sentence, where there is none. Free with rg_statement_release(). */
RgStatement *rg_store_row (RgDb *db, const char *name, gint64 id, const char *missing,
                           GError **error);

G_END_DECLS
