/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign figure`: what is behind a figure of the results, person by person. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-private.h"
#include "store/rg-campaign-figures.h"

static GByteArray *
rg_ctl_figure_read_uuids (RgCtl *ctl, const RgFigureSide *side)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < side->parts->len; i++)
    g_array_append_val (ids, g_array_index (side->parts, RgFigurePart, i).customer);
  return rg_ctl_read_uuids (ctl, RG_UUIDS_CUSTOMER, ids);
}

static void
rg_ctl_figure_json_parts (RgCtl *ctl, const RgFigure *figure, const RgFigureSide *side)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  g_autoptr (GByteArray) uuids = rg_ctl_figure_read_uuids (ctl, side);

  json_builder_set_member_name (json, "parts");
  json_builder_begin_array (json);
  for (guint i = 0; i < side->parts->len; i++)
    {
      const RgFigurePart *part = &g_array_index (side->parts, RgFigurePart, i);

      json_builder_begin_object (json);
      rg_ctl_json_uuid (ctl, "customer", uuids->data + i * RG_UUID_SIZE);
      rg_ctl_json_int (ctl, "minor", part->minor);
      if (figure->coupons || figure->visits)
        rg_ctl_json_int (ctl, figure->coupons ? "coupons" : "visits", part->count);
      if (part->on != RG_DAY_NONE)
        rg_ctl_json_day (ctl, "on", part->on);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
rg_ctl_figure_json_side (RgCtl *ctl, const RgFigure *figure, const RgFigureSide *side)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "name", side->name);
  rg_ctl_json_int (ctl, "people", side->n);
  if (figure->visits)
    rg_ctl_json_int (ctl, "came", side->came);
  if (figure->coupons || figure->visits)
    rg_ctl_json_int (ctl, figure->coupons ? "coupons" : "visits", side->count);
  rg_ctl_json_int (ctl, "sum_minor", side->sum);
  if (side->as_many != 0)
    rg_ctl_json_int (ctl, "as_many", side->as_many);
  if (figure->adds_up)
    rg_ctl_json_int (ctl, "counts_minor", side->counts);
  rg_ctl_json_day (ctl, "from", side->from);
  rg_ctl_json_day (ctl, "to", side->to);
  rg_ctl_figure_json_parts (ctl, figure, side);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_figure_json (RgCtl *ctl, const char *id, const RgFigure *figure)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "figure", id);
  rg_ctl_json_text (ctl, "title", figure->title);
  if (figure->adds_up)
    {
      rg_ctl_json_int (ctl, "minor", figure->minor);
      rg_ctl_json_int (ctl, "rounding_minor", figure->rounding);
      if (figure->pieces > 0)
        rg_ctl_json_int (ctl, "each_minor", rg_figure_get_each (figure->minor, figure->pieces));
    }
  json_builder_set_member_name (json, "sides");
  json_builder_begin_array (json);
  for (guint i = 0; i < figure->sides->len; i++)
    rg_ctl_figure_json_side (ctl, figure, figure->sides->pdata[i]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "lines");
  json_builder_begin_array (json);
  for (guint i = 0; i < figure->lines->len; i++)
    {
      const RgFigureLine *line = &g_array_index (figure->lines, RgFigureLine, i);

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "label", line->label);
      rg_ctl_json_int (ctl, "minor", line->minor);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
rg_ctl_figure_print_side (RgCtl *ctl, const RgFigure *figure, const RgFigureSide *side)
{
  g_autoptr (GByteArray) uuids = rg_ctl_figure_read_uuids (ctl, side);
  g_autofree char *sum = rg_money_format (side->sum, figure->currency);

  /* Translators: the name of a group, a number of people, and what they make together. */
  rg_ctl_print (ctl, _("%s: %ld people, %s\n"), side->name, (long) side->n, sum);
  for (guint i = 0; i < side->parts->len; i++)
    {
      g_autofree char *uuid = rg_uuid_to_string (uuids->data + i * RG_UUID_SIZE);
      g_autofree char *minor = rg_money_format (
        g_array_index (side->parts, RgFigurePart, i).minor, figure->currency);

      rg_ctl_print (ctl, "  %s  %s\n", uuid, minor);
    }
}

static void
rg_ctl_figure_print (RgCtl *ctl, const RgFigure *figure)
{
  g_autofree char *minor = rg_money_format (figure->minor, figure->currency);

  if (figure->adds_up)
    rg_ctl_print (ctl, "%s: %s\n", figure->title, minor);
  else
    rg_ctl_print (ctl, "%s\n", figure->title);
  for (guint i = 0; i < figure->sides->len; i++)
    rg_ctl_figure_print_side (ctl, figure, figure->sides->pdata[i]);
  for (guint i = 0; i < figure->lines->len; i++)
    {
      const RgFigureLine *line = &g_array_index (figure->lines, RgFigureLine, i);
      g_autofree char *amount = rg_money_format (line->minor, figure->currency);

      rg_ctl_print (ctl, "%s: %s\n", line->label, amount);
    }
}

/* The names of all that the results show. */
static void
rg_ctl_figure_list (RgCtl *ctl, const RgCampaignReport *report)
{
  g_auto (GStrv) ids = rg_campaign_figures_list (report);
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  if (json != NULL)
    json_builder_begin_array (json);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      rg_ctl_print (ctl, "%s\n", ids[i]);
      if (json != NULL)
        json_builder_add_string_value (json, ids[i]);
    }
  if (json != NULL)
    json_builder_end_array (json);
}

static void
rg_ctl_figure_tell (RgCtl *ctl, const char *id, const RgFigure *figure)
{
  rg_ctl_figure_print (ctl, figure);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_figure_json (ctl, id, figure);
}

/* --- of the year --- */

typedef struct
{
  const RgShop *shop;
  const RgDataset *dataset;
  const char *id;
  RgFigure *figure;
} Question;

static gboolean
rg_ctl_figure_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->figure = rg_campaign_figure_read (db, question->dataset, question->shop, 0,
                                              question->id, rg_shop_get_day (question->shop),
                                              error);
  return question->figure != NULL;
}

static gboolean
rg_ctl_figure_of_year (RgCtl *ctl, const char *id, GError **error)
{
  g_autoptr (RgDataset) dataset = rg_ctl_dup_dataset (ctl, error);
  RgStore *store = rg_ctl_get_store (ctl, NULL);
  g_autoptr (RgFigure) figure = NULL;
  Question question = { .dataset = dataset, .id = id };

  if (dataset == NULL)
    return FALSE;
  question.shop = rg_store_get_shop (store);
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_figure_in_thread, &question, NULL,
                           error))
    return FALSE;
  figure = question.figure;
  rg_ctl_figure_tell (ctl, id, figure);
  return TRUE;
}

/* --- of a campaign --- */

gboolean
rg_ctl_campaign_figure (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgCampaignReport) report = NULL;
  g_autoptr (RgFigure) figure = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 3, error))
    return FALSE;
  if (g_str_equal (rest[2], "year"))
    return rg_ctl_figure_of_year (ctl, rest[3] != NULL ? rest[3] : "spent", error);
  if ((campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL
      || (report = rg_ctl_campaign_read_report (ctl, dataset, campaign->id, error)) == NULL)
    return FALSE;
  if (rest[3] == NULL)
    {
      rg_ctl_figure_list (ctl, report);
      return TRUE;
    }
  figure = rg_campaign_figure_new (report, rest[3]);
  if (figure == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("These results have no figure “%s”. “regularsctl campaign figure ID” lists "
                     "those that they have."), rest[3]);
      return FALSE;
    }
  rg_ctl_figure_tell (ctl, rest[3], figure);
  return TRUE;
}
