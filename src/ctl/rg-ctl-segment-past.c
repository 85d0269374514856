/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment moved`, `months` and `unusual`: segments over time. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-segment.h"
#include "store/rg-segment-past.h"
#include "store/rg-segment-unusual.h"

#define RG_CTL_MONTHS 24

/* --- moved ------------------------------------------------------------------------------------ */

static const char *
rg_ctl_went_id (RgWentKind kind)
{
  static const char *const ids[] = { "segment", "stage", "gone" };

  return ids[kind];
}

static void
rg_ctl_moved_json (RgCtl *ctl, const RgSegmentMoved *moved)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_day (ctl, "from", moved->from);
  rg_ctl_json_day (ctl, "to", moved->to);
  rg_ctl_json_int (ctl, "before", moved->before);
  rg_ctl_json_int (ctl, "after", moved->after);
  rg_ctl_json_uuids (ctl, "joined", RG_UUIDS_CUSTOMER, moved->joined);
  rg_ctl_json_uuids (ctl, "left", RG_UUIDS_CUSTOMER, moved->left);
  rg_ctl_json_uuids (ctl, "stayed", RG_UUIDS_CUSTOMER, moved->stayed);
  json_builder_set_member_name (json, "went");
  json_builder_begin_array (json);
  for (guint i = 0; i < moved->went->len; i++)
    {
      const RgSegmentWent *went = moved->went->pdata[i];

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "kind", rg_ctl_went_id (went->kind));
      rg_ctl_json_text (ctl, "name", went->name);
      rg_ctl_json_uuids (ctl, "customers", RG_UUIDS_CUSTOMER, went->ids);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
rg_ctl_moved_print (RgCtl *ctl, const RgSegmentMoved *moved)
{
  /* Translators: people of a segment on two days. */
  rg_ctl_print (ctl, _("%u before, %u after\n"), moved->before, moved->after);
  rg_ctl_print (ctl, P_("%u joined\n", "%u joined\n", moved->joined->len), moved->joined->len);
  rg_ctl_print (ctl, P_("%u stayed\n", "%u stayed\n", moved->stayed->len), moved->stayed->len);
  rg_ctl_print (ctl, P_("%u left\n", "%u left\n", moved->left->len), moved->left->len);
  for (guint i = 0; i < moved->went->len; i++)
    {
      const RgSegmentWent *went = moved->went->pdata[i];

      if (went->kind == RG_WENT_SEGMENT)
        /* Translators: of those who left a segment: how many are in another, by its name. */
        rg_ctl_print (ctl, P_("  %u is in “%s”\n", "  %u are in “%s”\n", went->ids->len),
                      went->ids->len, went->name);
      else
        /* Translators: of those who left a segment: how many, and "Lapsing" or "Deleted". */
        rg_ctl_print (ctl, P_("  %u: %s\n", "  %u: %s\n", went->ids->len), went->ids->len,
                      went->name);
    }
}

/* What both commands have in common. */
static RgSegmentPast *
rg_ctl_segment_ask_past (RgCtl *ctl, RgStore *store, const char *text, RgSegmentPastQuery *query,
                         GError **error)
{
  g_autoptr (RgNode) root = rg_ctl_segment_parse (store, text, &query->id, error);
  g_autoptr (RgDataset) dataset = root != NULL ? rg_ctl_dup_dataset (ctl, error) : NULL;

  if (dataset == NULL)
    return NULL;
  if (query->from != RG_DAY_NONE)
    rg_ctl_segment_say_before (ctl, dataset, query->from);
  if (query->from != RG_DAY_NONE && query->to == RG_DAY_NONE)
    query->to = rg_shop_get_counting_day (rg_store_get_shop (store), dataset);
  if (query->from > query->to)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("The first day has to come before the second."));
      return NULL;
    }
  return rg_segment_past_read (store, rg_store_get_shop (store), dataset, root, query, NULL, error);
}

gboolean
rg_ctl_segment_moved (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to },
    { NULL },
  };
  RgSegmentPastQuery query = { .on = RG_DAY_NONE, .from = RG_DAY_NONE, .to = RG_DAY_NONE };
  g_autoptr (RgSegmentPast) past = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (from == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("Say from which day on: --from 2026-08-21."));
      return FALSE;
    }
  if (!rg_ctl_segment_parse_day (store, from, &query.from, error) ||
      (to != NULL && !rg_ctl_segment_parse_day (store, to, &query.to, error)))
    return FALSE;
  past = rg_ctl_segment_ask_past (ctl, store, rest[2], &query, error);
  if (past == NULL)
    return FALSE;
  rg_ctl_moved_print (ctl, past->moved);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_moved_json (ctl, past->moved);
  return TRUE;
}

/* --- months ----------------------------------------------------------------------------------- */

static void
rg_ctl_months_tell (RgCtl *ctl, const GArray *months)
{
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < months->len; i++)
    {
      const RgSegmentOn *on = &g_array_index (months, RgSegmentOn, i);
      g_autofree char *day = rg_day_format_iso (on->day);

      /* Translators: a day, how many members, of how many customers. */
      rg_ctl_print (ctl, _("%s  %u of %u\n"), day, on->count, on->customers);
      if (!rg_ctl_wants_json (ctl))
        continue;
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_day (ctl, "day", on->day);
      rg_ctl_json_int (ctl, "count", on->count);
      rg_ctl_json_int (ctl, "customers", on->customers);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_segment_months (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  int months = RG_CTL_MONTHS;
  const GOptionEntry entries[] = {
    { "months", 0, 0, G_OPTION_ARG_INT, &months },
    { NULL },
  };
  RgSegmentPastQuery query = { .on = RG_DAY_NONE, .from = RG_DAY_NONE, .to = RG_DAY_NONE };
  g_autoptr (RgSegmentPast) past = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (months < 1 || months > RG_SEGMENT_MONTHS_MOST)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("Ask for 1 to %d months."), RG_SEGMENT_MONTHS_MOST);
      return FALSE;
    }
  query.months = (guint) months;
  past = rg_ctl_segment_ask_past (ctl, store, rest[2], &query, error);
  if (past == NULL)
    return FALSE;
  rg_ctl_months_tell (ctl, past->months);
  return TRUE;
}

/* --- unusual ---------------------------------------------------------------------------------- */

static void
rg_ctl_unusual_json (RgCtl *ctl, const RgUnusual *unusual)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid_of (ctl, "uuid", RG_UUIDS_SEGMENT, unusual->id);
  rg_ctl_json_text (ctl, "name", unusual->name);
  rg_ctl_json_int (ctl, "before", unusual->before);
  rg_ctl_json_int (ctl, "after", unusual->after);
  rg_ctl_json_bool (ctl, "known", unusual->usual.known);
  rg_ctl_json_bool (ctl, "unusual", unusual->usual.unusual);
  rg_ctl_json_int (ctl, "usual_low", unusual->usual.low);
  rg_ctl_json_int (ctl, "usual_high", unusual->usual.high);
  rg_ctl_json_uuids (ctl, "customers", RG_UUIDS_CUSTOMER, unusual->ids);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_unusual_print (RgCtl *ctl, const RgUnusual *unusual)
{
  rg_ctl_print (ctl, "%s %s: ", unusual->usual.unusual ? "*" : " ", unusual->name);
  /* Translators: numbers of people a week ago and now. */
  rg_ctl_print (ctl, _("%u a week ago, %u now"), unusual->before, unusual->after);
  if (unusual->usual.known)
    /* Translators: changes of a number of people: "-3 to +12". */
    rg_ctl_print (ctl, _("; usual in a week: %+d to %+d"), unusual->usual.low,
                  unusual->usual.high);
  rg_ctl_print (ctl, "\n");
}

gboolean
rg_ctl_segment_unusual (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GPtrArray) list = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  list = rg_segments_unusual_read (store, rg_store_get_shop (store), dataset, TRUE, NULL, error);
  if (list == NULL)
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < list->len; i++)
    {
      rg_ctl_unusual_print (ctl, list->pdata[i]);
      if (rg_ctl_wants_json (ctl))
        rg_ctl_unusual_json (ctl, list->pdata[i]);
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}
