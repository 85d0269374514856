/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign people`: who stands behind a figure of the results, and with which receipts. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-private.h"

/* All of one side, or those of it who came. */
static GArray *
rg_ctl_people_find_side (const RgCampaignReport *report, gboolean written, gboolean came)
{
  const RgCampaignProof *proof = report->proof;
  const guint n_written = rg_campaign_report_n_written (report);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint g = written ? 0 : n_written; g < (written ? n_written : proof->n_groups); g++)
    g_array_append_vals (ids, came ? proof->outcomes[g].who_came : proof->outcomes[g].people,
                         came ? proof->outcomes[g].came : proof->outcomes[g].n);
  return ids;
}

/* NULL where the word is none. */
static GArray *
rg_ctl_people_find (const RgCampaignReport *report, const char *what)
{
  static const char *const steps[] = { "sales", "goods", "returns", "coupons", "gifts",
                                       "points", "discounts", "offer", "print", NULL };

  if (g_str_equal (what, "written") || g_str_equal (what, "came"))
    return rg_ctl_people_find_side (report, TRUE, g_str_equal (what, "came"));
  if (g_str_equal (what, "without") || g_str_equal (what, "without-came"))
    return rg_ctl_people_find_side (report, FALSE, g_str_equal (what, "without-came"));
  return g_strv_contains (steps, what) ? rg_campaign_report_find_people (report, what, TRUE) : NULL;
}

/* Theirs in the days that count. */
static GArray *
rg_ctl_people_find_receipts (const RgDataset *dataset, const GArray *people, RgDay from, RgDay to)
{
  g_autofree guint8 *is_one = g_new0 (guint8, dataset->n_customers + 1);
  GArray *receipts = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgReceiptIter iter;

  for (guint i = 0; i < people->len; i++)
    is_one[rg_dataset_find_customer (dataset, g_array_index (people, gint64, i))] = TRUE;
  rg_receipt_iter_init (&iter, dataset, from, to);
  while (rg_receipt_iter_next (&iter))
    {
      const guint position = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);
      const gint64 id = rg_sales_id (iter.sales, iter.receipt);

      if (position != RG_NOBODY && is_one[position])
        g_array_append_val (receipts, id);
    }
  return receipts;
}

static void
rg_ctl_people_tell (RgCtl *ctl, const RgDataset *dataset, const RgCampaignProof *proof,
                    const GArray *people)
{
  g_autoptr (GArray) receipts = rg_ctl_people_find_receipts (dataset, people, proof->from,
                                                             proof->to);
  g_autoptr (GByteArray) uuids = rg_ctl_read_uuids (ctl, RG_UUIDS_CUSTOMER, people);

  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *uuid = rg_uuid_to_string (uuids->data + i * RG_UUID_SIZE);

      rg_ctl_print (ctl, "%s\n", uuid);
    }
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_day (ctl, "from", proof->from);
  rg_ctl_json_day (ctl, "to", proof->to);
  rg_ctl_json_uuids (ctl, "customers", RG_UUIDS_CUSTOMER, people);
  rg_ctl_json_uuids (ctl, "receipts", RG_UUIDS_RECEIPT, receipts);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_campaign_people (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgCampaignReport) report = NULL;
  g_autoptr (GArray) people = NULL;

  if (!rg_ctl_parse (ctl, &rest, NULL, 3, 3, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL
      || (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL
      || (report = rg_ctl_campaign_read_report (ctl, dataset, campaign->id, error)) == NULL)
    return FALSE;
  people = rg_ctl_people_find (report, rest[3]);
  if (people == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("There is no figure “%s”. “regularsctl help campaign” tells the words."),
                   rest[3]);
      return FALSE;
    }
  rg_ctl_people_tell (ctl, dataset, report->proof, people);
  return TRUE;
}
