/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each version of a campaign's message says to one person. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* One version for one person. */
typedef struct {
  char *subject;
  char *body;
  RgTemplateGaps gaps; /* of both */
  guint sees;          /* as in RgCampaignPerson */
  gboolean tailored;   /* something in it follows from what they looked at */
} RgDraft;

void rg_draft_clear (gpointer draft);

/* For everybody of one plan. Reads the products of a person and which parts are for them from
 * campaign->dataset; where there is none, nobody has any. */
typedef struct _RgDrafting RgDrafting;

/* Borrows shop and campaign. */
RgDrafting *rg_drafting_new (RgDb *db, const RgShop *shop, const RgCampaign *campaign, RgDay today,
                             GError **error);
void rg_drafting_free (RgDrafting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDrafting, rg_drafting_free)

/* 1 where there is one message only. */
guint rg_drafting_get_n_versions (const RgDrafting *self);
/* version: from 0. */
gboolean rg_drafting_uses (const RgDrafting *self, guint version, RgField field);
/* Appends an RgDraft of each version for the person of a row of `candidate`. coupon: as it is
 * printed. */
gboolean rg_drafting_add (RgDrafting *self, RgStatement *row, const char *coupon, GArray *drafts,
                          GError **error);

/* Whether a message asks for what only campaign->dataset tells. */
gboolean rg_campaign_needs_dataset (const RgCampaign *campaign, char *const *own_fields);

G_END_DECLS
