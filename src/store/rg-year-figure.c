/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the campaigns of a year took together. */
#include "store/rg-year-figure.h"

#include "base/rg-i18n.h"
#include "store/rg-campaign-figures.h"

typedef struct
{
  GHashTable *places; /* place in parts + 1, by customer */
  GArray *parts;      /* RgFigurePart */
  RgFigure *figure;
  gint64 minor;
} RgYear;

static void
rg_year_add_part (RgYear *year, const RgFigurePart *part)
{
  const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (year->places, &part->customer));

  if (place > 0)
    {
      g_array_index (year->parts, RgFigurePart, place - 1).minor += part->minor;
      return;
    }
  g_array_append_val (year->parts, *part);
  g_hash_table_insert (year->places, g_memdup2 (&part->customer, sizeof part->customer),
                       GUINT_TO_POINTER (year->parts->len));
}

static void
rg_year_add_line (RgYear *year, const char *campaign, const RgFigureLine *line)
{
  /* Translators: the name of a campaign, and what was paid for it at once, such as "Staff Time". */
  g_autofree char *label = g_strdup_printf (_("%s: %s"), campaign, line->label);

  rg_figure_add_line (year->figure, label, line->minor);
}

static gboolean
rg_year_add (RgYear *year, RgDb *db, const RgDataset *dataset, const RgShop *shop,
             const RgCampaign *campaign, RgDay today, GError **error)
{
  g_autoptr (RgFigure) of = rg_campaign_figure_read (db, dataset, shop, campaign->id, "spent",
                                                     today, error);

  if (of == NULL)
    return FALSE;
  year->minor += of->minor;
  for (guint i = 0; i < of->sides->len; i++)
    {
      const RgFigureSide *side = of->sides->pdata[i];

      for (guint p = 0; p < side->parts->len; p++)
        rg_year_add_part (year, &g_array_index (side->parts, RgFigurePart, p));
    }
  for (guint i = 0; i < of->lines->len; i++)
    rg_year_add_line (year, campaign->name, &g_array_index (of->lines, RgFigureLine, i));
  return TRUE;
}

static gboolean
rg_year_add_all (RgYear *year, RgDb *db, const RgDataset *dataset, const RgShop *shop, int which,
                 RgDay today, GError **error)
{
  g_autoptr (GPtrArray) campaigns = rg_campaigns_read (db, error);
  gboolean ok = campaigns != NULL;

  for (guint i = 0; ok && i < campaigns->len; i++)
    {
      const RgCampaign *campaign = g_ptr_array_index (campaigns, i);
      int sent = 0, month, day;

      if (campaign->sent_on != RG_DAY_NONE)
        rg_day_to_ymd (campaign->sent_on, &sent, &month, &day);
      if (sent == which)
        ok = rg_year_add (year, db, dataset, shop, campaign, today, error);
    }
  return ok;
}

static RgFigure *
rg_year_end (RgYear *year, RgDay from, RgDay to)
{
  RgFigureSide *side = rg_figure_add_side (year->figure, _("Letters, Coupons and Gifts"),
                                           year->parts->len, from, to);

  for (guint i = 0; i < year->parts->len; i++)
    {
      const RgFigurePart *part = &g_array_index (year->parts, RgFigurePart, i);

      rg_figure_side_add (side, part->customer, (double) part->minor, 0, FALSE);
    }
  rg_figure_add_up (year->figure, year->minor);
  return g_steal_pointer (&year->figure);
}

RgFigure *
rg_year_figure_new (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                    GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                         NULL);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (RgFigurePart));
  g_autoptr (RgFigure) figure = rg_figure_new (_("Spent on Campaigns This Year"), shop->currency);
  RgYear year = { places, parts, figure, 0 };
  int which, month, day;

  rg_day_to_ymd (today, &which, &month, &day);
  if (!rg_year_add_all (&year, db, dataset, shop, which, today, error))
    return NULL;
  figure = NULL;
  return rg_year_end (&year, rg_day_from_ymd (which, 1, 1), today);
}
