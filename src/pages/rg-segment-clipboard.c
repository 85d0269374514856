/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Copying and pasting rules. */
#include "pages/rg-segment-clipboard.h"

#include "base/rg-i18n.h"

void
rg_segment_clipboard_copy (GtkWidget *widget, const RgNode *node)
{
  g_autofree char *text = rg_segment_print (node);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
rg_segment_clipboard_text_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  GError *error = NULL;
  g_autofree char *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  RgNode *root = NULL;

  if (text != NULL)
    root = rg_segment_parse (text, NULL, &error);
  if (root != NULL)
    g_task_return_pointer (task, root, (GDestroyNotify) rg_node_free);
  else
    g_task_return_error (task, error);
}

void
rg_segment_clipboard_read_async (GtkWidget *widget, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL,
                                 rg_segment_clipboard_text_cb, task);
}

RgNode *
rg_segment_clipboard_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* How many groups in groups there are, itself among them. */
static guint
rg_node_height (const RgNode *node)
{
  guint most = 0;

  if (node->type == RG_NODE_RULE)
    return 0;
  for (guint i = 0; i < node->children->len; i++)
    most = MAX (most, rg_node_height (node->children->pdata[i]));
  return most + 1;
}

static guint
rg_node_depth (const RgNode *node)
{
  return node->parent != NULL ? rg_node_depth (node->parent) + 1 : 0;
}

RgNode *
rg_segment_clipboard_insert (RgNode *root, RgNode *group, int index, RgNode *read, GError **error)
{
  g_autoptr (RgNode) owned = read;
  RgNode *first = NULL;

  if (rg_node_size (root) + rg_node_size (read) > RG_SEGMENT_NODES ||
      rg_node_depth (group) + rg_node_height (read) > RG_SEGMENT_DEPTH)
    {
      g_set_error (error, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX,
                   _("There is no room for so many rules, or groups in groups."));
      return NULL;
    }
  /* All of several rules are a group of their own where not all must hold. */
  if (read->type != RG_NODE_ALL || (group->type != RG_NODE_ALL && read->children->len > 1))
    {
      rg_node_insert (group, index, g_steal_pointer (&owned));
      return read;
    }
  while (read->children->len > 0)
    {
      RgNode *child = rg_node_take (read->children->pdata[0]);

      rg_node_insert (group, index < 0 ? -1 : index++, child);
      first = first != NULL ? first : child;
    }
  return first;
}
