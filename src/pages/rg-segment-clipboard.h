/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules on their way through the clipboard, as text. */
#pragma once

#include "rules/rg-segment.h"

#include <adwaita.h>

G_BEGIN_DECLS

void rg_segment_clipboard_copy (GtkWidget *widget, const RgNode *node);
/* What the clipboard of a widget holds as rules: the nodes to take, in a group that is for nothing
 * else. */
void rg_segment_clipboard_read_async (GtkWidget *widget, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* NULL, and why: it holds no text, or one that cannot be read. */
RgNode *rg_segment_clipboard_read_finish (GAsyncResult *result, GError **error);
/* Puts what was read into a group, from the index on; where that would be too much nothing is
 * done, and *error says so. The first of the new nodes. */
RgNode *rg_segment_clipboard_insert (RgNode *root, RgNode *group, int index, RgNode *read,
                                     GError **error);

G_END_DECLS
