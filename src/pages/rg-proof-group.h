/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each group of people did; whether they can be told apart; and each pair of them beside the
 * other: each opens the people and the receipts behind it. */
#pragma once

#include <adwaita.h>

#include "model/rg-summary-facts.h"
#include "store/rg-campaign-proof.h"

G_BEGIN_DECLS

#define RG_TYPE_PROOF_GROUP (rg_proof_group_get_type ())
G_DECLARE_FINAL_TYPE (RgProofGroup, rg_proof_group, RG, PROOF_GROUP, AdwPreferencesGroup)

GtkWidget *rg_proof_group_new (void);
/* summary: of the campaign, or NULL, as campaign is 0, for a year. Nothing of them is kept. */
void rg_proof_group_show (RgProofGroup *self, const RgCampaignProof *proof,
                          const RgSummary *summary, const char *currency, gint64 campaign);

/* A button at the end of a row that opens what is behind its numbers. */
GtkWidget *rg_proof_row_add_button (GtkWidget *row, const char *icon, const char *words,
                                    const char *action, GVariant *query);
/* The same of a row that opens one thing: pressed anywhere, and also by who hears the page. */
GtkWidget *rg_proof_row_open (GtkWidget *row, const char *words, const char *action,
                              GVariant *query);

G_END_DECLS
