/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting what the rules of a page say. While one count runs, the next waits, and only the newest
 * state is counted. */
#include "pages/rg-segment-page-private.h"

#include "pages/rg-segment-draw.h"
#include "widgets/rg-speak.h"

static void
rg_segment_page_names_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autofree char *names = rg_segment_draw_finish (RG_STORE (store), result, NULL);

  if (names == NULL || self->store == NULL)
    return;
  rg_segment_now_show_names (self->now, names);
  rg_segment_now_show_names (self->now_sheet, names);
}

static gboolean
rg_segment_page_is_unfinished (RgSegmentPage *self)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (self->root);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && !node->off && rg_rule_missing (&node->rule) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
rg_segment_page_show_result (RgSegmentPage *self, const RgSegmentResult *result)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  RgSegmentContext context = { .dataset = self->dataset, .digits = shop->digits,
                               .first_weekday = shop->first_weekday };
  RgSegmentFigures figures = { result->count, result->customers, result->spend,
                               result->net_sales,
                               self->dataset != NULL
                                 ? rg_segment_no_data (self->root, self->dataset) : NULL };
  g_autofree char *sentence =
    rg_segment_sentence (self->root, rg_segment_page_get_currency (self));
  g_autofree char *line = rg_segment_figures_dup_line (&figures);

  rg_segment_now_show (self->now, &figures, sentence);
  rg_segment_now_show (self->now_sheet, &figures, sentence);
  rg_segment_now_follow (self->now, self->store, self->root);
  rg_segment_now_follow (self->now_sheet, self->store, self->root);
  gtk_label_set_text (self->now_line, line);
  rg_speak_at_rest (GTK_WIDGET (self), line);
  if (self->dataset != NULL)
    context.today = rg_shop_get_counting_day (shop, self->dataset);
  rg_segment_builder_show_counts (self->builder, result->nodes, result->n_nodes, &context);
  rg_segment_draw_async (self->store, self->dataset, result->members, self->salt,
                         rg_segment_page_names_cb, g_object_ref (self));
}

static void
rg_segment_page_counted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentPage) self = RG_SEGMENT_PAGE (data);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgSegmentResult) counted = rg_segment_count_finish (result, &dataset, NULL);

  self->counting = FALSE;
  if (self->store == NULL)
    return;
  if (self->count_again)
    {
      rg_segment_page_count (self);
      return;
    }
  if (counted == NULL)
    return;
  if (self->dataset == NULL)
    {
      self->dataset = g_steal_pointer (&dataset);
      rg_segment_builder_set_root (self->builder, self->root, self->dataset,
                                   rg_segment_page_get_currency (self));
    }
  else
    {
      rg_dataset_unref (self->dataset);
      self->dataset = g_steal_pointer (&dataset);
    }
  rg_segment_page_tell_segment (self);
  rg_segment_page_update_actions (self);
  rg_segment_page_show_result (self, counted);
}

void
rg_segment_page_count (RgSegmentPage *self)
{
  gboolean unfinished;

  if (self->root == NULL)
    return;
  unfinished = rg_segment_page_is_unfinished (self);
  rg_segment_now_set_stale (self->now, unfinished);
  rg_segment_now_set_stale (self->now_sheet, unfinished);
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  rg_segment_count_async (self->store, self->root, self->cache, NULL, rg_segment_page_counted_cb,
                          g_object_ref (self));
}
