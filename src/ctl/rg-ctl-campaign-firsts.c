/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Of `campaign check`: whom the campaign would lose to those that go out before it. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-private.h"

void
rg_ctl_firsts_print (RgCtl *ctl, const GPtrArray *firsts)
{
  for (guint i = 0; i < firsts->len; i++)
    {
      const RgCampaignFirst *first = firsts->pdata[i];
      g_autofree char *words = rg_campaign_first_dup_words (first);

      /* Translators: the name of a campaign, and what would become of people. */
      rg_ctl_print (ctl, _("“%s”: %s\n"), first->name, words);
    }
}

void
rg_ctl_firsts_json (RgCtl *ctl, const GPtrArray *firsts)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "would_be_left_out");
  json_builder_begin_array (json);
  for (guint i = 0; i < firsts->len; i++)
    {
      const RgCampaignFirst *first = firsts->pdata[i];

      json_builder_begin_object (json);
      rg_ctl_json_uuid_of (ctl, "campaign", RG_UUIDS_CAMPAIGN, first->campaign);
      rg_ctl_json_text (ctl, "name", first->name);
      if (first->planned_on != RG_DAY_NONE)
        rg_ctl_json_day (ctl, "planned_on", first->planned_on);
      rg_ctl_json_uuids (ctl, "customers", RG_UUIDS_CUSTOMER, first->people);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}
