/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the test of a campaign can show, said before anything goes out. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "rules/rg-before.h"

/* Calls func for each pair of versions. */
typedef void (*RgPairFunc) (RgCtl *ctl, const RgCtlBefore *before, guint one, guint other);

static void
rg_ctl_before_each_pair (RgCtl *ctl, const RgCtlBefore *before, RgPairFunc func)
{
  const guint n = before->campaign->versions->len;

  for (guint one = 0; one < n; one++)
    for (guint other = one + 1; other < n; other++)
      func (ctl, before, one, other);
}

static const char *
rg_ctl_before_name (const RgCtlBefore *before, guint version)
{
  return ((RgCampaignVersion *) before->campaign->versions->pdata[version])->name;
}

static guint
rg_ctl_before_count (const RgCtlBefore *before)
{
  return rg_before_count_comparisons (before->campaign->versions->len,
                                      before->check->n_held_out > 0);
}

static void
rg_ctl_before_print_pair (RgCtl *ctl, const RgCtlBefore *before, guint one, guint other)
{
  g_autofree char *words = rg_before_dup_version_words (
    before->base->share, rg_ctl_before_name (before, one), before->check->versions[one],
    rg_ctl_before_name (before, other), before->check->versions[other],
    rg_ctl_before_count (before));

  rg_ctl_print (ctl, "%s\n", words);
}

void
rg_ctl_before_print (RgCtl *ctl, const RgCtlBefore *before)
{
  const RgCampaignCheck *check = before->check;
  g_autofree char *ground = rg_before_base_dup_words (before->base);
  g_autofree char *words = NULL;

  if (check->n_held_out > 0)
    {
      words = rg_before_dup_words (before->campaign->channel, before->base->share,
                                   check->n_included, check->n_held_out, 1);
      rg_ctl_print (ctl, "%s\n", words);
    }
  rg_ctl_before_each_pair (ctl, before, rg_ctl_before_print_pair);
  if (check->n_held_out > 0 || before->campaign->versions->len > 1)
    rg_ctl_print (ctl, "%s\n", ground);
}

static void
rg_ctl_before_json_pair (RgCtl *ctl, const RgCtlBefore *before, guint one, guint other)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "first", rg_ctl_before_name (before, one));
  rg_ctl_json_text (ctl, "second", rg_ctl_before_name (before, other));
  json_builder_set_member_name (json, "would_see");
  json_builder_add_double_value (
    json, rg_before_smallest (before->base->share, before->check->versions[one],
                              before->check->versions[other], rg_ctl_before_count (before)));
  json_builder_end_object (json);
}

/* To which share the usual one would have to rise, to be seen; and whose that is. */
void
rg_ctl_before_json (RgCtl *ctl, const RgCtlBefore *before)
{
  const RgCampaignCheck *check = before->check;
  JsonBuilder *json = rg_ctl_get_json (ctl);

  if (check->n_held_out > 0)
    {
      json_builder_set_member_name (json, "would_see");
      json_builder_add_double_value (json, rg_before_smallest (before->base->share,
                                                               check->n_included,
                                                               check->n_held_out, 1));
    }
  if (before->campaign->versions->len > 1)
    {
      json_builder_set_member_name (json, "would_see_versions");
      json_builder_begin_array (json);
      rg_ctl_before_each_pair (ctl, before, rg_ctl_before_json_pair);
      json_builder_end_array (json);
    }
  if (check->n_held_out == 0 && before->campaign->versions->len < 2)
    return;
  json_builder_set_member_name (json, "usual_share");
  json_builder_add_double_value (json, before->base->share);
  rg_ctl_json_text (ctl, "usual_of", rg_before_base_get_id (before->base));
  rg_ctl_json_int (ctl, "usual_people", before->base->people);
}
