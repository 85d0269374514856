/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom somebody chose by hand: the rules that ask for them, and their way into the dataset. */
#include "store/rg-segment-hand.h"

#include "analysis/rg-own-column.h"
#include "base/rg-fold.h"
#include "rules/rg-segment.h"
#include "store/rg-store-private.h"

/* --- the rules ---------------------------------------------------------------------------- */

static RgNode *
rg_segment_hand_new_rule (const char *keyword, const char *name)
{
  RgNode *node = rg_node_new_rule (rg_rule_kind_find (keyword));
  const char *names[] = { name, NULL };

  rg_rule_set_names (&node->rule, g_strdupv ((char **) names));
  return node;
}

static gboolean
rg_segment_hand_is_asked (RgNode *root, const char *keyword, const char *name)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);
  g_autofree char *folded = rg_fold (name);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      char **names = node->type == RG_NODE_RULE && !node->off ? node->rule.names : NULL;

      if (names == NULL || !g_str_equal (node->rule.kind->keyword, keyword))
        continue;
      for (guint k = 0; names[k] != NULL; k++)
        {
          g_autofree char *other = rg_fold (names[k]);

          if (g_str_equal (other, folded))
            return TRUE;
        }
    }
  return FALSE;
}

/* The rules and one more; takes both. */
static RgNode *
rg_segment_hand_combine (RgNode *root, RgNodeType type, RgNode *rule)
{
  RgNode *group = root;

  if (root->type != type)
    {
      group = rg_node_new_group (type);
      rg_node_insert (group, -1, root);
    }
  rg_node_insert (group, -1, rule);
  return group;
}

/* The text that asks for those by hand as well. Who is chosen is in beside the rules, who is left
 * out is out whatever they say; a segment of everybody chooses nobody. */
static char *
rg_segment_hand_dup_text (const RgSavedSegment *segment, RgHand hand, GError **error)
{
  RgNode *root = rg_segment_parse (segment->text, NULL, error);
  const char *keyword = hand == RG_HAND_CHOSEN ? "chosen for" : "not left out of";
  char *text;

  if (root == NULL)
    return NULL;
  if (hand != RG_HAND_RULES && !rg_segment_hand_is_asked (root, keyword, segment->name) &&
      !(hand == RG_HAND_CHOSEN && rg_node_is_empty (root)))
    root = rg_segment_hand_combine (root, hand == RG_HAND_CHOSEN ? RG_NODE_ANY : RG_NODE_ALL,
                                    rg_segment_hand_new_rule (keyword, segment->name));
  text = rg_segment_print (root);
  rg_node_free (root);
  return text;
}

static RgSavedSegment *
rg_segment_hand_new (const char *name)
{
  RgNode *rule = rg_segment_hand_new_rule ("chosen for", name);
  g_autofree char *text = rg_rule_print (&rule->rule);

  rg_node_free (rule);
  return rg_saved_segment_new (name, text);
}

RgSavedSegment *
rg_segment_hand_open (RgWrite *write, const char *name, RgHand hand, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GError) missing = NULL;
  g_autoptr (RgSavedSegment) segment = rg_segment_find (db, name, &missing);
  g_autofree char *text = NULL;

  if (segment == NULL &&
      (hand != RG_HAND_CHOSEN ||
       !g_error_matches (missing, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  if (segment == NULL)
    segment = rg_segment_hand_new (name);
  else
    {
      text = rg_segment_hand_dup_text (segment, hand, error);
      if (text == NULL)
        return NULL;
      g_set_str (&segment->text, text);
    }
  return rg_segment_write (write, segment, error) ? g_steal_pointer (&segment) : NULL;
}

/* --- into the dataset --------------------------------------------------------------------- */

enum { HAND_SEGMENT, HAND_CUSTOMER, HAND_CHOSEN, HAND_REASON };

static void
rg_segment_hands_add (GPtrArray *columns, RgOwnColumnBuilder *builder)
{
  if (builder != NULL)
    g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (builder));
}

GPtrArray *
rg_segment_hands_load (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "segments.people", error);
  g_autoptr (RgOwnColumnBuilder) builder = NULL;
  gint64 at = 0;
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *text =
        g_strdup_printf ("%d%s", (int) rg_statement_get_int (rows, HAND_CHOSEN),
                         rg_statement_get_text (rows, HAND_REASON));

      if (rg_statement_get_int (rows, HAND_SEGMENT) != at)
        {
          rg_segment_hands_add (columns, builder);
          g_clear_pointer (&builder, rg_own_column_builder_free);
          at = rg_statement_get_int (rows, HAND_SEGMENT);
          builder = rg_own_column_builder_new (NULL, at, RG_OWN_TEXT, "");
        }
      rg_own_column_builder_put_text (builder, rg_statement_get_int (rows, HAND_CUSTOMER), text);
    }
  rg_segment_hands_add (columns, builder);
  return step == RG_STEP_DONE ? g_steal_pointer (&columns) : NULL;
}
