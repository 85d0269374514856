/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment rfm`: everybody by how lately and how often they came. */
#include "config.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-segment.h"
#include "rules/rg-rfm.h"

typedef struct {
  RgDataset *dataset;
  RgRfm *rfm;
} RgCtlRfm;

static void
rg_ctl_rfm_clear (RgCtlRfm *made)
{
  g_clear_pointer (&made->rfm, rg_rfm_free);
  g_clear_pointer (&made->dataset, rg_dataset_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlRfm, rg_ctl_rfm_clear)

static char *
rg_ctl_rfm_dup_share (const RgCtlRfm *made, gint64 spend)
{
  return made->rfm->all.spend > 0
           ? rg_percent_format ((double) spend / (double) made->rfm->all.spend, 1)
           : g_strdup ("–");
}

static void
rg_ctl_rfm_print (RgCtl *ctl, const RgCtlRfm *made)
{
  const RgRfm *rfm = made->rfm;

  /* Translators: the grid of scores: across and down. */
  rg_ctl_print (ctl, "%s\n", _("Across: last visit, 1 longest ago to 5 most lately. "
                               "Down: visits, 5 most to 1 fewest. Equal customers have the same "
                               "score, the lower one."));
  for (guint f = RG_SCORE_PARTS; f > 0; f--)
    {
      rg_ctl_print (ctl, "%u", f);
      for (guint r = 0; r < RG_SCORE_PARTS; r++)
        {
          g_autofree char *share = rg_ctl_rfm_dup_share (made, rfm->cell[r][f - 1].spend);

          rg_ctl_print (ctl, "  %6u %7s", rfm->cell[r][f - 1].people, share);
        }
      rg_ctl_print (ctl, "\n");
    }
  for (guint i = 0; i < RG_N_RFM_REGIONS; i++)
    {
      g_autofree char *share = rg_ctl_rfm_dup_share (made, rfm->region[i].spend);

      rg_ctl_print (ctl, "%8u %7s  %s: %s\n", rfm->region[i].people, share,
                    rg_rfm_region_title (i), rg_rfm_region_advice (i));
    }
}

static void
rg_ctl_rfm_cells_json (RgCtl *ctl, const RgRfm *rfm)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "cells");
  json_builder_begin_array (json);
  for (guint r = 0; r < RG_SCORE_PARTS; r++)
    for (guint f = 0; f < RG_SCORE_PARTS; f++)
      {
        json_builder_begin_object (json);
        rg_ctl_json_int (ctl, "recency", r + 1);
        rg_ctl_json_int (ctl, "frequency", f + 1);
        rg_ctl_json_text (ctl, "group", rg_rfm_region_word (rg_rfm_region_of (r + 1, f + 1)));
        rg_ctl_json_int (ctl, "customers", rfm->cell[r][f].people);
        rg_ctl_json_int (ctl, "net_sales_minor", rfm->cell[r][f].spend);
        json_builder_end_object (json);
      }
  json_builder_end_array (json);
}

static void
rg_ctl_rfm_groups_json (RgCtl *ctl, const RgRfm *rfm)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint i = 0; i < RG_N_RFM_REGIONS; i++)
    {
      g_autofree char *rules = rg_rfm_region_dup_rules (i);

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "group", rg_rfm_region_word (i));
      rg_ctl_json_text (ctl, "name", rg_rfm_region_title (i));
      rg_ctl_json_text (ctl, "advice", rg_rfm_region_advice (i));
      rg_ctl_json_text (ctl, "rules", rules);
      rg_ctl_json_int (ctl, "customers", rfm->region[i].people);
      rg_ctl_json_int (ctl, "net_sales_minor", rfm->region[i].spend);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* Who ever came. */
static GArray *
rg_ctl_rfm_ids (const RgCtlRfm *made)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint p = 0; p < made->rfm->n_customers; p++)
    {
      const gint64 id = rg_dataset_customer_id (made->dataset, p);

      if (made->rfm->scores[RG_SCORE_RECENCY][p] > 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

static void
rg_ctl_rfm_people (RgCtl *ctl, const RgCtlRfm *made)
{
  const RgRfm *rfm = made->rfm;
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;
  g_autoptr (GArray) ids = rg_ctl_rfm_ids (made);
  g_autoptr (GByteArray) uuids = NULL;
  const guint8 *uuid = NULL;

  if (json != NULL)
    {
      uuids = rg_ctl_read_uuids (ctl, RG_UUIDS_CUSTOMER, ids);
      uuid = uuids->data;
      json_builder_set_member_name (json, "people");
      json_builder_begin_array (json);
    }
  for (guint p = 0; p < rfm->n_customers; p++)
    {
      const guint8 recency = rfm->scores[RG_SCORE_RECENCY][p];
      const guint8 frequency = rfm->scores[RG_SCORE_FREQUENCY][p];
      const guint8 money = rfm->scores[RG_SCORE_MONEY][p];
      const gint64 id = recency > 0 ? rg_dataset_customer_id (made->dataset, p) : 0;

      if (recency == 0)
        continue;
      rg_ctl_print (ctl, "%8" G_GINT64_FORMAT "  %u %u %u\n", id, recency, frequency, money);
      if (json == NULL)
        continue;
      json_builder_begin_object (json);
      rg_ctl_json_uuid (ctl, "uuid", uuid);
      uuid += RG_UUID_SIZE;
      rg_ctl_json_int (ctl, "recency", recency);
      rg_ctl_json_int (ctl, "frequency", frequency);
      rg_ctl_json_int (ctl, "money", money);
      json_builder_end_object (json);
    }
  if (json != NULL)
    json_builder_end_array (json);
}

gboolean
rg_ctl_segment_rfm (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlRfm) made = { 0 };
  gboolean people = FALSE;
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_NONE, &people },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      (made.dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  made.rfm = rg_rfm_new (made.dataset,
                         rg_shop_get_counting_day (rg_store_get_shop (store), made.dataset));
  rg_ctl_rfm_print (ctl, &made);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "customers", made.rfm->all.people);
      rg_ctl_json_int (ctl, "never_came", made.rfm->never);
      rg_ctl_json_int (ctl, "net_sales_minor", made.rfm->all.spend);
      rg_ctl_rfm_cells_json (ctl, made.rfm);
      rg_ctl_rfm_groups_json (ctl, made.rfm);
    }
  if (people)
    rg_ctl_rfm_people (ctl, &made);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}
