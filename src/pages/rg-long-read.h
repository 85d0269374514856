/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A question of which a page shows how far it is, and that can be stopped: an RgGoOnFunc on the
 * store's thread, and a look at it from the main one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgLongRead RgLongRead;

RgLongRead *rg_long_read_new (void);
RgLongRead *rg_long_read_ref (RgLongRead *read);
void rg_long_read_unref (RgLongRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLongRead, rg_long_read_unref)

/* For the thread: notes the share, 0 to 1; FALSE where it is to be stopped. */
gboolean rg_long_read_go_on (double share, gpointer read);
double rg_long_read_get_share (RgLongRead *read);
void rg_long_read_stop (RgLongRead *read);

G_END_DECLS
