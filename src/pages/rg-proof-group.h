/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each group of people did, each opening the people and the receipts behind it; whether they
 * can be told apart; and each pair of them beside the other. */
#pragma once

#include <adwaita.h>

#include "model/rg-summary-facts.h"
#include "store/rg-campaign-proof.h"

G_BEGIN_DECLS

#define RG_TYPE_PROOF_GROUP (rg_proof_group_get_type ())
G_DECLARE_FINAL_TYPE (RgProofGroup, rg_proof_group, RG, PROOF_GROUP, AdwPreferencesGroup)

GtkWidget *rg_proof_group_new (void);
/* summary: of the campaign, or NULL. Nothing of them is kept. */
void rg_proof_group_show (RgProofGroup *self, const RgCampaignProof *proof,
                          const RgSummary *summary, const char *currency);

/* A button at the end of a row that opens what is behind its numbers. */
void rg_proof_row_add_button (GtkWidget *row, const char *icon, const char *words,
                              const char *action, GVariant *query);
/* For win.show-people and win.show-receipts: these people in the days of a proof. */
GVariant *rg_proof_query (const RgCampaignProof *proof, const char *title, const gint64 *ids,
                          guint n);

G_END_DECLS
