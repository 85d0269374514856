/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that are frozen. */
#include "store/rg-segment-freeze.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-private.h"

#include <string.h>

/* A stable word before the day; rg-store-segments.sql looks for it, too. */
#define RG_FROZEN "Frozen "

/* --- the rules ---------------------------------------------------------------------------- */

static gboolean
rg_segment_asks_by_hand (const RgNode *node, const char *name)
{
  g_autofree char *folded = rg_fold (name);
  g_autofree char *asked = NULL;

  if (node->type != RG_NODE_RULE || node->off || node->rule.names == NULL ||
      !g_str_equal (node->rule.kind->keyword, "chosen for") ||
      g_strv_length (node->rule.names) != 1)
    return FALSE;
  asked = rg_fold (node->rule.names[0]);
  return g_str_equal (asked, folded);
}

gboolean
rg_segment_is_frozen (const RgNode *root, const char *name)
{
  const RgNode *kept;

  if (root->type != RG_NODE_ALL || root->children == NULL || root->children->len != 2)
    return FALSE;
  kept = root->children->pdata[1];
  return rg_segment_asks_by_hand (root->children->pdata[0], name) && kept->off &&
         kept->type == RG_NODE_ALL;
}

RgDay
rg_segment_frozen_day (const RgDataset *dataset, gint64 segment, const RgNode *root)
{
  const guint at = rg_names_find_id (&dataset->segments, segment);

  if (at == RG_NOTHING || !rg_segment_is_frozen (root, dataset->segments.name[at]))
    return RG_DAY_NONE;
  for (guint i = 0; i < dataset->n_hands; i++)
    for (guint k = 0; dataset->hands[i]->id == segment && k < dataset->hands[i]->names.n; k++)
      {
        const char *words = dataset->hands[i]->names.name[k];

        if (g_str_has_prefix (words, "1" RG_FROZEN))
          return rg_day_parse_iso (words + strlen ("1" RG_FROZEN));
      }
  return RG_DAY_NONE;
}

static char *
rg_segment_dup_frozen_text (const RgSavedSegment *segment, GError **error)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, error);
  g_autoptr (RgNode) frozen = NULL;
  RgNode *rule, *kept;
  const char *names[] = { segment->name, NULL };

  if (root == NULL)
    return NULL;
  if (rg_segment_is_frozen (root, segment->name))
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                   _("“%s” is a fixed list already."), segment->name);
      return NULL;
    }
  rule = rg_node_new_rule (rg_rule_kind_find ("chosen for"));
  rg_rule_set_names (&rule->rule, g_strdupv ((char **) names));
  kept = root->type == RG_NODE_ALL ? g_steal_pointer (&root) : rg_node_new_group (RG_NODE_ALL);
  if (root != NULL)
    rg_node_insert (kept, -1, g_steal_pointer (&root));
  kept->off = TRUE;
  frozen = rg_node_new_group (RG_NODE_ALL);
  rg_node_insert (frozen, -1, rule);
  rg_node_insert (frozen, -1, kept);
  return rg_segment_print (frozen);
}

static char *
rg_segment_dup_thawed_text (const RgSavedSegment *segment, GError **error)
{
  g_autoptr (RgNode) root = rg_segment_parse (segment->text, NULL, error);
  RgNode *kept;

  if (root == NULL)
    return NULL;
  if (!rg_segment_is_frozen (root, segment->name))
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                   _("“%s” is live: its rules say who is in."), segment->name);
      return NULL;
    }
  kept = root->children->pdata[1];
  kept->off = FALSE;
  /* Other groups were kept in one of their own. */
  if (kept->children->len == 1 &&
      ((RgNode *) kept->children->pdata[0])->type != RG_NODE_RULE)
    kept = kept->children->pdata[0];
  return rg_segment_print (kept);
}

/* --- writing ------------------------------------------------------------------------------ */

typedef struct {
  gint64 segment;
  GArray *members; /* NULL: to be made live */
} RgFreeze;

static RgFreeze *
rg_freeze_new (gint64 segment, GArray *members)
{
  RgFreeze *freeze = g_new0 (RgFreeze, 1);

  freeze->segment = segment;
  freeze->members = members != NULL ? g_array_ref (members) : NULL;
  return freeze;
}

static void
rg_freeze_free (gpointer data)
{
  RgFreeze *freeze = data;

  g_clear_pointer (&freeze->members, g_array_unref);
  g_free (freeze);
}

static gboolean
rg_freeze_choose (RgWrite *write, const RgFreeze *freeze, GError **error)
{
  g_autoptr (RgStatement) choose =
    rg_db_statement (rg_write_get_db (write), "segments.freeze", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (rg_write_get_store (write)));
  g_autofree char *day = rg_day_format_iso (rg_instant_day (rg_write_get_now (write), zone));
  g_autofree char *reason = g_strconcat (RG_FROZEN, day, NULL);

  if (choose == NULL)
    return FALSE;
  rg_statement_bind_int (choose, 1, freeze->segment);
  rg_statement_bind_text (choose, 3, reason);
  for (guint i = 0; i < freeze->members->len; i++)
    {
      rg_statement_bind_int (choose, 2, g_array_index (freeze->members, gint64, i));
      if (!rg_statement_run (choose, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_freeze_let_go (RgWrite *write, const RgFreeze *freeze, GError **error)
{
  g_autoptr (RgStatement) thaw =
    rg_db_statement (rg_write_get_db (write), "segments.thaw", error);

  if (thaw == NULL)
    return FALSE;
  rg_statement_bind_int (thaw, 1, freeze->segment);
  return rg_statement_run (thaw, error);
}

static gboolean
rg_freeze_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgFreeze *freeze = data;
  g_autoptr (RgSavedSegment) segment =
    rg_segment_read (rg_write_get_db (write), freeze->segment, error);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (segment == NULL)
    return FALSE;
  text = freeze->members != NULL ? rg_segment_dup_frozen_text (segment, error)
                                 : rg_segment_dup_thawed_text (segment, error);
  if (text == NULL)
    return FALSE;
  g_set_str (&segment->text, text);
  /* Translators: what History shows; %s is a segment's name. */
  label = g_strdup_printf (freeze->members != NULL ? _("Segment “%s” Frozen as a List")
                                                   : _("Segment “%s” Made Live Again"),
                           segment->name);
  rg_write_set_label (write, label);
  return rg_segment_write (write, segment, error) &&
         (freeze->members != NULL ? rg_freeze_choose (write, freeze, error)
                                  : rg_freeze_let_go (write, freeze, error));
}

gboolean
rg_store_freeze_segment_sync (RgStore *store, gint64 segment, GArray *members, gint64 *action,
                              GError **error)
{
  RgFreeze freeze = { segment, members };

  return rg_store_write_sync (store, "segment.freeze", _("Segment Frozen"), rg_freeze_in_thread,
                              &freeze, NULL, action, error);
}

gboolean
rg_store_thaw_segment_sync (RgStore *store, gint64 segment, gint64 *action, GError **error)
{
  RgFreeze freeze = { segment, NULL };

  return rg_store_write_sync (store, "segment.thaw", _("Segment Made Live"), rg_freeze_in_thread,
                              &freeze, NULL, action, error);
}

void
rg_store_freeze_segment_async (RgStore *store, gint64 segment, GArray *members,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  rg_store_write_async (store, members != NULL ? "segment.freeze" : "segment.thaw",
                        members != NULL ? _("Segment Frozen") : _("Segment Made Live"),
                        rg_freeze_in_thread, rg_freeze_new (segment, members), rg_freeze_free,
                        cancellable, callback, user_data);
}
