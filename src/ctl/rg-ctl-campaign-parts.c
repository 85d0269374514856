/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The parts of a message that only some people see, in `campaign check`. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "store/rg-message-conditions.h"

static void
rg_ctl_part_print (RgCtl *ctl, const RgMessagePart *part)
{
  /* Translators: a number of people, and rules such as: city is "Oslo". */
  rg_ctl_print (ctl, _("%ld see what is only for %s\n"), (long) part->n_people, part->rules);
  if (part->unknown != NULL)
    /* Translators: %s is a name, of a city, a product or a segment. */
    rg_ctl_print (ctl, _("The shop knows no “%s”\n"), part->unknown);
}

static void
rg_ctl_part_json (RgCtl *ctl, const RgMessagePart *part)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "version", part->version);
  rg_ctl_json_text (ctl, "only_for", part->rules);
  rg_ctl_json_int (ctl, "people", part->n_people);
  rg_ctl_json_text (ctl, "unknown", part->unknown);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static GPtrArray *
rg_ctl_parts_find (RgCtl *ctl, const RgCampaign *campaign, GPtrArray *people)
{
  return rg_campaign_find_parts (campaign, rg_store_get_shop (rg_ctl_get_store (ctl, NULL)),
                                 people);
}

void
rg_ctl_parts_print (RgCtl *ctl, const RgCampaign *campaign, GPtrArray *people)
{
  g_autoptr (GPtrArray) parts = rg_ctl_parts_find (ctl, campaign, people);

  for (guint i = 0; i < parts->len; i++)
    rg_ctl_part_print (ctl, parts->pdata[i]);
}

void
rg_ctl_parts_json (RgCtl *ctl, const RgCampaign *campaign, GPtrArray *people)
{
  g_autoptr (GPtrArray) parts = rg_ctl_parts_find (ctl, campaign, people);

  json_builder_set_member_name (rg_ctl_get_json (ctl), "parts");
  json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < parts->len; i++)
    rg_ctl_part_json (ctl, parts->pdata[i]);
  json_builder_end_array (rg_ctl_get_json (ctl));
}
