/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind each figure of a campaign's results: who, and what of it is whose. Figures are
 * named, for pages and scripts alike:
 *
 *   group-1 …       what the people of a group brought, visit by visit
 *   letter-1 …      the extra profit of one letter of a version
 *   groups          all groups beside each other
 *   pair-1 …        two of them
 *   offer           who took what was offered, and what it gave them
 *   sales, goods, returns, coupons, gifts, points, discounts, print
 *                   the steps of the money
 *   kept            what they add up to, and what of it is one letter's
 *   spent           what the campaign took, in all and for one letter; also of the year
 *   written, came   who was written to, and who of them came
 *   used            the coupons that were used
 *   opened-1, clicked-1 …
 *                   who of a group opened an e-mail, or clicked a link in it, and who did not
 *   opened, clicked the same of all groups beside each other
 *   alike-1, -2     those with a letter, and those who are like them: before, and after */
#pragma once

#include "model/rg-figure.h"
#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

/* Those that the results show, in their order. Free with g_strfreev(). */
GStrv rg_campaign_figures_list (const RgCampaignReport *report);
/* NULL for one that there is not. */
RgFigure *rg_campaign_figure_new (const RgCampaignReport *report, const char *id);
/* The same of groups alone: group-1 …, groups and pair-1 …. */
RgFigure *rg_proof_figure_new (const RgCampaignProof *proof, const char *currency,
                               const char *id);

/* In a read. Of a campaign, or of the year where it is 0, which has "spent", and what
 * rg_proof_figure_new() has; RG_STORE_ERROR_NOT_FOUND for a figure that there is not, or not any
 * more. */
RgFigure *rg_campaign_figure_read (RgDb *db, const RgDataset *dataset, const RgShop *shop,
                                   gint64 campaign, const char *id, RgDay today, GError **error);

/* Whether pairs are compared: before the planned end none is. */
gboolean rg_campaign_proof_may_compare (const RgCampaignProof *proof);

G_END_DECLS
