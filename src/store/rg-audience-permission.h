/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign may do with a person, beyond the permission of its channel. */
#pragma once

#include "store/rg-keyed-hashes.h"
#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct _RgAudiencePermission RgAudiencePermission;

RgAudiencePermission *rg_audience_permission_read (RgDb *db, const RgCampaign *campaign,
                                                   GError **error);
void rg_audience_permission_free (RgAudiencePermission *permission);
/* Whether a segment's rules, or those of the segments that it goes by, ask what people looked
 * at. */
gboolean rg_audience_is_tailored (RgDb *db, const char *text, gboolean *tailored, GError **error);
/* Fills permission, never, awaits and not_tailored from a row of `candidate`. */
void rg_audience_permission_judge (const RgAudiencePermission *permission, RgStatement *row,
                                   RgCandidate *candidate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAudiencePermission, rg_audience_permission_free)

G_END_DECLS
