/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment overlap` and `segment compare`: segments beside each other. */
#include "config.h"

#include "analysis/rg-overlap.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-segment.h"
#include "rules/rg-group-compare.h"
#include "store/rg-store-segments.h"

#include <math.h>

/* Segments that were chosen, with their members. */
typedef struct {
  RgDataset *dataset;
  const RgShop *shop;
  GPtrArray *saved;    /* RgSavedSegment; of a text without a saved one its name is the text */
  GPtrArray *members;  /* RgBitset */
} Chosen;

static void
chosen_clear (Chosen *chosen)
{
  g_clear_pointer (&chosen->dataset, rg_dataset_unref);
  g_clear_pointer (&chosen->saved, g_ptr_array_unref);
  g_clear_pointer (&chosen->members, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, chosen_clear)

typedef struct {
  GStrv names; /* empty: all */
  GPtrArray *saved;
} Reading;

/* A saved one by its id or name, else what the text itself says. */
static RgSavedSegment *
rg_ctl_compare_find (RgDb *db, const char *text, GError **error)
{
  RgSavedSegment *segment = rg_segment_find (db, text, NULL);
  g_autoptr (RgNode) root = NULL;

  if (segment != NULL)
    return segment;
  root = rg_segment_parse (text, NULL, error);
  return root != NULL ? rg_saved_segment_new (text, text) : NULL;
}

static gboolean
rg_ctl_compare_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  if (*reading->names == NULL)
    {
      reading->saved = rg_segments_read (db, error);
      return reading->saved != NULL;
    }
  reading->saved = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_saved_segment_free);
  for (guint i = 0; reading->names[i] != NULL; i++)
    {
      RgSavedSegment *segment = rg_ctl_compare_find (db, reading->names[i], error);

      if (segment == NULL)
        return FALSE;
      g_ptr_array_add (reading->saved, segment);
    }
  return TRUE;
}

/* names: of the segments; none: all saved ones. */
static gboolean
rg_ctl_compare_choose (RgCtl *ctl, GStrv names, Chosen *chosen, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  Reading reading = { names, NULL };
  gboolean read;

  if (store == NULL)
    return FALSE;
  read = rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_compare_read_in_thread, &reading,
                             NULL, error);
  chosen->saved = reading.saved;
  if (!read || (chosen->dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  chosen->shop = rg_store_get_shop (store);
  chosen->members = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  for (guint i = 0; i < chosen->saved->len; i++)
    {
      const RgSavedSegment *segment = chosen->saved->pdata[i];

      g_ptr_array_add (chosen->members, rg_segment_evaluate_text (chosen->dataset, chosen->shop,
                                                                  segment->text));
    }
  return TRUE;
}

static const char *
rg_ctl_compare_name (const Chosen *chosen, guint i)
{
  return ((const RgSavedSegment *) chosen->saved->pdata[i])->name;
}

/* --- overlap ---------------------------------------------------------------------------------- */

static void
rg_ctl_overlap_json (RgCtl *ctl, const Chosen *chosen, const guint *counts)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  const guint n = chosen->members->len;

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "customers", chosen->dataset->n_live);
  json_builder_set_member_name (json, "segments");
  json_builder_begin_array (json);
  for (guint a = 0; a < n; a++)
    {
      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "name", rg_ctl_compare_name (chosen, a));
      rg_ctl_json_int (ctl, "count", counts[a * n + a]);
      json_builder_set_member_name (json, "both");
      json_builder_begin_array (json);
      for (guint b = 0; b < n; b++)
        json_builder_add_int_value (json, counts[a * n + b]);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
rg_ctl_overlap_print (RgCtl *ctl, const Chosen *chosen, const guint *counts)
{
  const guint n = chosen->members->len;

  for (guint a = 0; a < n; a++)
    {
      rg_ctl_print (ctl, "%2u  %s\n", a + 1, rg_ctl_compare_name (chosen, a));
      for (guint b = 0; b < n; b++)
        rg_ctl_print (ctl, "%8u", counts[a * n + b]);
      rg_ctl_print (ctl, "\n");
    }
}

gboolean
rg_ctl_segment_overlap (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (Chosen) chosen = { 0 };
  g_autofree guint *counts = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1 + RG_OVERLAP_MOST, error) ||
      !rg_ctl_compare_choose (ctl, rest + 2, &chosen, error))
    return FALSE;
  if (chosen.members->len > RG_OVERLAP_MOST)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   _("At most %d segments can be compared at once. Name those that you mean."),
                   RG_OVERLAP_MOST);
      return FALSE;
    }
  counts = g_new (guint, chosen.members->len * chosen.members->len + 1);
  rg_overlap_count ((const RgBitset *const *) chosen.members->pdata, chosen.members->len, counts);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_overlap_json (ctl, &chosen, counts);
  rg_ctl_overlap_print (ctl, &chosen, counts);
  return TRUE;
}

/* --- compare ---------------------------------------------------------------------------------- */

static void
rg_ctl_compare_json_number (RgCtl *ctl, const char *name, double value)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, name);
  if (!isfinite (value))
    json_builder_add_null_value (json);
  else
    json_builder_add_double_value (json, value);
}

static void
rg_ctl_compare_json_tops (RgCtl *ctl, const RgGroupCompare *compare, const char *name,
                          const RgTop *tops, guint n)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    {
      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "name", rg_traits_get (compare->traits, tops[i].trait)->name);
      rg_ctl_compare_json_number (ctl, "share", tops[i].share);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
rg_ctl_compare_json_group (RgCtl *ctl, const RgGroupCompare *compare, guint side, const char *name)
{
  const RgGroupFigures *group = &compare->groups[side];

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "name", name);
  for (guint i = 0; i < RG_N_FIGURES; i++)
    rg_ctl_compare_json_number (ctl, rg_figure_id ((RgFigure) i), group->figures[i]);
  rg_ctl_json_int (ctl, "only_here", rg_bitset_count (compare->only[side]));
  rg_ctl_compare_json_tops (ctl, compare, "cities", group->cities, group->n_cities);
  rg_ctl_compare_json_tops (ctl, compare, "categories", group->categories, group->n_categories);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_compare_json_difference (RgCtl *ctl, const RgGroupCompare *compare,
                                const RgDifference *difference)
{
  const RgTrait *trait = rg_traits_get (compare->traits, difference->trait);

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "sort", rg_trait_sort_id (trait->sort));
  rg_ctl_json_text (ctl, "about", trait->about);
  rg_ctl_json_text (ctl, "name", trait->name);
  rg_ctl_json_int (ctl, "first", difference->count.hits[0]);
  rg_ctl_json_int (ctl, "first_of", difference->count.n[0]);
  rg_ctl_json_int (ctl, "second", difference->count.hits[1]);
  rg_ctl_json_int (ctl, "second_of", difference->count.n[1]);
  rg_ctl_json_bool (ctl, "by_rules", difference->by_rules);
  rg_ctl_json_bool (ctl, "judged", difference->judged);
  if (difference->judged)
    {
      rg_ctl_json_bool (ctl, "differs", difference->told);
      rg_ctl_compare_json_number (ctl, "p", difference->p);
      rg_ctl_compare_json_number (ctl, "false_discovery_rate", difference->rate);
      rg_ctl_compare_json_number (ctl, "ratio", difference->ratio);
      rg_ctl_compare_json_number (ctl, "ratio_low", difference->ratios.low);
      rg_ctl_compare_json_number (ctl, "ratio_high", difference->ratios.high);
      rg_ctl_compare_json_number (ctl, "share_difference_low", difference->apart.low);
      rg_ctl_compare_json_number (ctl, "share_difference_high", difference->apart.high);
    }
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_compare_json (RgCtl *ctl, const RgGroupCompare *compare, const char *const names[2])
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "both", rg_bitset_count (compare->both));
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint side = 0; side < 2; side++)
    rg_ctl_compare_json_group (ctl, compare, side, names[side]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "differences");
  json_builder_begin_array (json);
  for (guint i = 0; i < compare->differences->len; i++)
    rg_ctl_compare_json_difference (ctl, compare,
                                    &g_array_index (compare->differences, RgDifference, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* more: those that the first group has more often. */
static void
rg_ctl_compare_print_differences (RgCtl *ctl, const RgGroupCompare *compare, gboolean more)
{
  for (guint i = 0; i < compare->differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (compare->differences, RgDifference, i);
      const RgTrait *trait = rg_traits_get (compare->traits, difference->trait);
      g_autofree char *words = NULL;

      if (!difference->told || (difference->ratio > 1) != more)
        continue;
      words = rg_difference_dup_words (difference);
      rg_ctl_print (ctl, "  %s: %s\n      %s\n", trait->about, trait->name, words);
    }
}

static void
rg_ctl_compare_print (RgCtl *ctl, const RgGroupCompare *compare, const char *currency,
                      const char *const names[2])
{
  guint unjudged = 0;

  rg_ctl_print (ctl, "%-24s %20.20s %20.20s\n", "", names[0], names[1]);
  for (guint i = 0; i < RG_N_FIGURES; i++)
    {
      g_autofree char *one
        = rg_figure_format ((RgFigure) i, compare->groups[0].figures[i], currency);
      g_autofree char *other
        = rg_figure_format ((RgFigure) i, compare->groups[1].figures[i], currency);

      rg_ctl_print (ctl, "%-24s %20s %20s\n", rg_figure_title ((RgFigure) i), one, other);
    }
  rg_ctl_print (ctl, "%s\n", _("More often than others:"));
  rg_ctl_compare_print_differences (ctl, compare, TRUE);
  rg_ctl_print (ctl, "%s\n", _("Less often than others:"));
  rg_ctl_compare_print_differences (ctl, compare, FALSE);
  for (guint i = 0; i < compare->differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (compare->differences, RgDifference, i);

      unjudged += !difference->judged && !difference->by_rules;
    }
  rg_ctl_print (ctl, P_("%u thing cannot be told, as it is known of too few.\n",
                        "%u things cannot be told, as they are known of too few.\n", unjudged),
                unjudged);
}

gboolean
rg_ctl_segment_compare (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (Chosen) chosen = { 0 };
  g_autoptr (RgGroupCompare) compare = NULL;
  const char *names[2];
  RgNode *rules[2] = { NULL, NULL };
  RgSegmentContext context;
  RgMakeUpBasis basis;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 3, error) ||
      !rg_ctl_compare_choose (ctl, rest + 2, &chosen, error))
    return FALSE;
  context = (RgSegmentContext) { .dataset = chosen.dataset,
                                 .today = rg_shop_get_counting_day (chosen.shop, chosen.dataset),
                                 .digits = chosen.shop->digits,
                                 .first_weekday = chosen.shop->first_weekday };
  basis = (RgMakeUpBasis) { context.today, chosen.shop->country, chosen.shop->address };
  for (guint i = 0; i < MIN (chosen.saved->len, 2); i++)
    rules[i] = rg_segment_parse (((RgSavedSegment *) chosen.saved->pdata[i])->text, NULL, NULL);
  compare = rg_group_compare_new (&context, &basis, chosen.shop->currency,
                                  chosen.members->pdata[0],
                                  chosen.members->len > 1 ? chosen.members->pdata[1] : NULL,
                                  (const RgNode *const *) rules);
  g_clear_pointer (&rules[0], rg_node_free);
  g_clear_pointer (&rules[1], rg_node_free);
  names[0] = rg_ctl_compare_name (&chosen, 0);
  names[1] = chosen.saved->len > 1 ? rg_ctl_compare_name (&chosen, 1) : _("Everybody Else");
  if (rg_ctl_wants_json (ctl))
    rg_ctl_compare_json (ctl, compare, names);
  rg_ctl_compare_print (ctl, compare, chosen.shop->currency, names);
  return TRUE;
}
