/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The edits by hand of this sitting. */
#include "app/rg-undo-stack.h"

typedef struct
{
  gint64 action_id;
  char *text;
} RgUndo;

struct _RgUndoStack
{
  GPtrArray *undos; /* the last on top */
};

static void
rg_undo_free (gpointer data)
{
  g_free (((RgUndo *) data)->text);
  g_free (data);
}

RgUndoStack *
rg_undo_stack_new (void)
{
  RgUndoStack *stack = g_new0 (RgUndoStack, 1);

  stack->undos = g_ptr_array_new_with_free_func (rg_undo_free);
  return stack;
}

void
rg_undo_stack_free (RgUndoStack *stack)
{
  g_ptr_array_unref (stack->undos);
  g_free (stack);
}

void
rg_undo_stack_push (RgUndoStack *stack, gint64 action_id, const char *text)
{
  RgUndo *undo = g_new0 (RgUndo, 1);

  undo->action_id = action_id;
  undo->text = g_strdup (text);
  g_ptr_array_add (stack->undos, undo);
}

void
rg_undo_stack_remove (RgUndoStack *stack, gint64 action_id)
{
  for (guint i = stack->undos->len; i > 0; i--)
    if (((RgUndo *) stack->undos->pdata[i - 1])->action_id == action_id)
      g_ptr_array_remove_index (stack->undos, i - 1);
}

void
rg_undo_stack_clear (RgUndoStack *stack)
{
  g_ptr_array_set_size (stack->undos, 0);
}

static const RgUndo *
rg_undo_stack_peek (RgUndoStack *stack)
{
  return stack->undos->len > 0 ? stack->undos->pdata[stack->undos->len - 1] : NULL;
}

gint64
rg_undo_stack_get_action (RgUndoStack *stack)
{
  const RgUndo *undo = rg_undo_stack_peek (stack);

  return undo ? undo->action_id : 0;
}

const char *
rg_undo_stack_get_text (RgUndoStack *stack)
{
  const RgUndo *undo = rg_undo_stack_peek (stack);

  return undo ? undo->text : NULL;
}
