/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The versions of a campaign's message, what they get equal parts of, and the rest group of the
 * year. rg-store-campaigns.h reads and saves them with the campaign. */
#pragma once

#include "rules/rg-versions.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  char *name;
  guint weight;  /* its share among them all */
  char *subject; /* with stable field names; of the first the campaign's own, as the message is */
  char *message;
} RgCampaignVersion;

RgCampaignVersion *rg_campaign_version_new (const char *name, guint weight, const char *subject,
                                            const char *message);
void rg_campaign_version_free (RgCampaignVersion *version);
/* RgCampaignVersion; all of them copied. */
GPtrArray *rg_campaign_versions_copy (GPtrArray *versions);

/* What versions, and the products of an offer, belong to. */
typedef enum {
  RG_MESSAGE_OF_CAMPAIGN,
  RG_MESSAGE_OF_TEMPLATE, /* rg-store-message-templates.h */
} RgMessageOwner;

/* Empty where there is one message only. */
GPtrArray *rg_campaign_versions_read (RgDb *db, RgMessageOwner owner, gint64 id,
                                      const char *subject, const char *message, GError **error);
/* Inside a write: what is different becomes these. RG_STORE_ERROR_INVALID for a single one, for too
 * many, for one without a name, and for two of the same name. */
gboolean rg_campaign_versions_save (RgDb *db, RgMessageOwner owner, gint64 id, GPtrArray *versions,
                                    GError **error);

/* How many of a fixed list have each version, those who dropped out since included: as they were
 * dealt out. */
gboolean rg_campaign_count_versions (RgDb *db, gint64 campaign, gint64 counts[RG_VERSIONS_MOST],
                                     GError **error);
/* The ids of those of a fixed list who have a version, by name. */
GArray *rg_campaign_read_version_members (RgDb *db, gint64 campaign, guint version,
                                          GError **error);

/* The stratum of each customer who is looked at: their stage, or what they have spent. */
gboolean rg_campaign_read_standing (RgDb *db, gint64 customer, RgStratum stratum, RgDay today,
                                    gint64 *standing, GError **error);

/* --- the rest group of the year --- */

/* Its share in thousandths; 0 for none. */
gboolean rg_rest_group_read (RgDb *db, guint *permille, GError **error);
/* One action; permille 0 to RG_REST_MOST. */
gboolean rg_rest_group_save_sync (RgStore *store, guint permille, gint64 *action_id,
                                  GError **error);
/* The callback gets the result for rg_store_write_finish(). */
void rg_rest_group_save_async (RgStore *store, guint permille, GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
