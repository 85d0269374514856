/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that happened with one customer, and with whoever was merged into them. A kind of
 * event is one row of a table and two statements: which there are, and what one of them says. */
#pragma once

#include "model/rg-event.h"
#include "store/rg-row-list.h"

G_BEGIN_DECLS

/* RgEvent items for rg_row_list_new(). The search is a customer's id, or id and kind parted by a
 * blank (rg_timeline_dup_query()); newest first where the query is descending. */
extern const RgRowSource rg_timeline_source;

/* kind RG_N_EVENTS: all kinds. Owned by the caller. */
char *rg_timeline_dup_query (gint64 customer, RgEventKind kind);

/* Reader thread: ids as of model/rg-event.h, ascending. */
gboolean rg_timeline_read_ids (RgDb *db, gint64 customer, RgEventKind kind, GArray *ids,
                               GError **error);
/* NULL without an error where it has gone. */
RgEventRow *rg_timeline_read_row (RgDb *db, gint64 id, GError **error);

G_END_DECLS
