/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The edits by hand of this sitting, the last on top: what Ctrl+Z takes back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgUndoStack RgUndoStack;

RgUndoStack *rg_undo_stack_new (void);
void rg_undo_stack_free (RgUndoStack *stack);

/* text: what the action did, for people. */
void rg_undo_stack_push (RgUndoStack *stack, gint64 action_id, const char *text);
/* Wherever it stands; nothing where it is not there. */
void rg_undo_stack_remove (RgUndoStack *stack, gint64 action_id);
void rg_undo_stack_clear (RgUndoStack *stack);
/* The one on top; 0 and NULL where there is none. Borrowed. */
gint64 rg_undo_stack_get_action (RgUndoStack *stack);
const char *rg_undo_stack_get_text (RgUndoStack *stack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgUndoStack, rg_undo_stack_free)

G_END_DECLS
