/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment groups`: groups of customers that show themselves. */
#include "config.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-segment.h"
#include "rules/rg-groups.h"

static void
rg_ctl_groups_print (RgCtl *ctl, const RgGroups *groups)
{
  rg_ctl_print (ctl, P_("%u customer, of whom all of this is known",
                        "%u customers, of whom all of this is known", groups->n_people),
                groups->n_people);
  /* Translators: a number of customers, within a sentence. */
  rg_ctl_print (ctl, _("; %u left out.\n"), groups->n_left_out);
  /* Translators: a number of groups. */
  rg_ctl_print (ctl, _("Proposed: %u groups. "), groups->suggested);
  rg_ctl_print (ctl, "%s\n", rg_groups_trust_words (groups->trust));
  for (guint j = 0; j < groups->n_groups; j++)
    {
      const RgGroup *group = &groups->groups[j];
      g_autofree char *share =
        groups->spend > 0 ? rg_percent_format ((double) group->spend / (double) groups->spend, 1)
                          : g_strdup ("–");
      g_autofree char *words = rg_group_dup_rules_words (group);

      rg_ctl_print (ctl, "%8u %7s  %s\n", group->ids->len, share, group->words);
      rg_ctl_print (ctl, "                  %s\n", words);
      if (group->rules != NULL)
        {
          g_autoptr (RgNode) root = rg_segment_parse (group->rules, NULL, NULL);
          g_autofree char *line = rg_segment_print_line (root);

          rg_ctl_print (ctl, "                  %s\n", line);
        }
    }
}

static void
rg_ctl_groups_double (RgCtl *ctl, const char *name, double value)
{
  json_builder_set_member_name (rg_ctl_get_json (ctl), name);
  json_builder_add_double_value (rg_ctl_get_json (ctl), value);
}

static void
rg_ctl_group_json (RgCtl *ctl, const RgGroups *groups, const RgGroup *group)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "customers", group->ids->len);
  rg_ctl_json_int (ctl, "net_sales_minor", group->spend);
  rg_ctl_json_text (ctl, "name", group->name);
  rg_ctl_json_text (ctl, "words", group->words);
  rg_ctl_json_text (ctl, "rules", group->rules);
  rg_ctl_json_int (ctl, "rules_find", group->found);
  rg_ctl_json_int (ctl, "rules_find_of_group", group->caught);
  json_builder_set_member_name (json, "typical");
  json_builder_begin_object (json);
  for (guint f = 0; f < groups->n_facts; f++)
    rg_ctl_groups_double (ctl, groups->facts[f]->word, group->typical[f]);
  json_builder_end_object (json);
  rg_ctl_json_uuids (ctl, "people", RG_UUIDS_CUSTOMER, group->ids);
  json_builder_end_object (json);
}

static void
rg_ctl_groups_tell_json (RgCtl *ctl, const RgGroups *groups)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "customers", groups->n_people);
  rg_ctl_json_int (ctl, "left_out", groups->n_left_out);
  rg_ctl_json_int (ctl, "proposed", groups->suggested);
  rg_ctl_groups_double (ctl, "agreement_of_halves", groups->agreement);
  rg_ctl_groups_double (ctl, "within", groups->kmeans->within);
  rg_ctl_json_text (ctl, "trust", rg_groups_trust_words (groups->trust));
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint j = 0; j < groups->n_groups; j++)
    rg_ctl_group_json (ctl, groups, &groups->groups[j]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static gboolean
rg_ctl_groups_check (int k, GError **error)
{
  if (k == 0 || (k >= 2 && k <= RG_GROUPS_MOST))
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: a number. */
               _("There can be 2 to %d groups."), RG_GROUPS_MOST);
  return FALSE;
}

gboolean
rg_ctl_segment_groups (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args), words = NULL;
  g_autofree char *facts = NULL;
  int k = 0;
  const GOptionEntry entries[] = {
    { "facts", 0, 0, G_OPTION_ARG_STRING, &facts },
    { "k", 0, 0, G_OPTION_ARG_INT, &k },
    { NULL },
  };
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgGroups) groups = NULL;
  RgSegmentContext context = { 0 };
  const RgShop *shop;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error) || !rg_ctl_groups_check (k, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  shop = rg_store_get_shop (store);
  context = (RgSegmentContext) { dataset, rg_shop_get_counting_day (shop, dataset), shop->digits,
                                 shop->first_weekday };
  words = facts != NULL ? g_strsplit (facts, ",", -1) : NULL;
  groups = rg_groups_new (&context, (const char *const *) words, (guint) k, shop->currency, NULL,
                          NULL, error);
  if (groups == NULL)
    return FALSE;
  rg_ctl_groups_print (ctl, groups);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_groups_tell_json (ctl, groups);
  return TRUE;
}
