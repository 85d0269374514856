/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign version` and `campaign rest-group`: what a test of messages is made of. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-campaign-request.h"

typedef struct
{
  char *name, *subject, *message, *stratify;
  int weight;
  gboolean remove;
} VersionOptions;

static void
version_options_clear (VersionOptions *options)
{
  g_free (options->name);
  g_free (options->subject);
  g_free (options->message);
  g_free (options->stratify);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VersionOptions, version_options_clear)

static gboolean
rg_ctl_versions_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
rg_ctl_versions_parse (RgCtl *ctl, GStrv *args, VersionOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &options->subject },
    { "message", 0, 0, G_OPTION_ARG_STRING, &options->message },
    { "part", 0, 0, G_OPTION_ARG_INT, &options->weight },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &options->remove },
    { "even-by", 0, 0, G_OPTION_ARG_STRING, &options->stratify },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, args, entries, 2, 2, error))
    return FALSE;
  if (options->name == NULL && options->stratify == NULL)
    return rg_ctl_versions_refuse (error, _("“campaign version” needs --name, or --even-by."));
  return TRUE;
}

static guint
rg_ctl_versions_find (const RgCampaign *campaign, const char *name)
{
  guint i = 0;

  while (i < campaign->versions->len
         && g_strcmp0 (((RgCampaignVersion *) campaign->versions->pdata[i])->name, name) != 0)
    i++;
  return i;
}

/* With the second version the message so far gets a name, too. */
static RgCampaignVersion *
rg_ctl_versions_add (RgCampaign *campaign, const char *name)
{
  RgCampaignVersion *version = rg_campaign_version_new (name, 1, campaign->subject,
                                                        campaign->message);

  if (campaign->versions->len == 0)
    g_ptr_array_add (campaign->versions,
                     rg_campaign_version_new (rg_version_get_letter (1), 1, campaign->subject,
                                              campaign->message));
  g_ptr_array_add (campaign->versions, version);
  return version;
}

static void
rg_ctl_versions_set_text (char **text, const char *written)
{
  g_autoptr (RgTemplate) template = NULL;

  if (written == NULL)
    return;
  template = rg_template_new (written);
  g_free (*text);
  *text = rg_template_dup_stored (template);
}

/* The first version is the campaign's own message. */
static void
rg_ctl_versions_set (RgCampaign *campaign, const VersionOptions *options)
{
  const guint at = rg_ctl_versions_find (campaign, options->name);
  RgCampaignVersion *version = at < campaign->versions->len
                                 ? g_ptr_array_index (campaign->versions, at)
                                 : rg_ctl_versions_add (campaign, options->name);

  if (options->weight != 0)
    version->weight = (guint) MAX (options->weight, 0);
  rg_ctl_versions_set_text (&version->subject, options->subject);
  rg_ctl_versions_set_text (&version->message, options->message);
  if (version == g_ptr_array_index (campaign->versions, 0))
    {
      g_set_str (&campaign->subject, version->subject);
      g_set_str (&campaign->message, version->message);
    }
}

static void
rg_ctl_versions_remove (RgCampaign *campaign, guint at)
{
  g_ptr_array_remove_index (campaign->versions, at);
  if (at == 0)
    {
      const RgCampaignVersion *first = g_ptr_array_index (campaign->versions, 0);

      g_set_str (&campaign->subject, first->subject);
      g_set_str (&campaign->message, first->message);
    }
  if (campaign->versions->len == 1)
    g_ptr_array_set_size (campaign->versions, 0);
}

static gboolean
rg_ctl_versions_apply (RgCampaign *campaign, const VersionOptions *options, GError **error)
{
  const guint at = rg_ctl_versions_find (campaign, options->name);

  if (options->stratify != NULL
      && !rg_stratum_from_id (g_str_equal (options->stratify, "none") ? "" : options->stratify,
                              &campaign->stratum))
    return rg_ctl_versions_refuse (error, _("--even-by is stage, spend or none."));
  if (options->name == NULL)
    return TRUE;
  if (options->remove && at == campaign->versions->len)
    return rg_ctl_versions_refuse (error, _("There is no version of this name."));
  if (options->remove)
    rg_ctl_versions_remove (campaign, at);
  else
    rg_ctl_versions_set (campaign, options);
  return TRUE;
}

void
rg_ctl_versions_print (RgCtl *ctl, const RgCampaign *campaign)
{
  for (guint i = 0; i < campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

      /* Translators: the name of a version of a message, and how large its part is. */
      rg_ctl_print (ctl, _("\nVersion %s, part %u: %s\n\n%s\n"), version->name, version->weight,
                    version->subject, version->message);
    }
}

void
rg_ctl_versions_json (RgCtl *ctl, const RgCampaign *campaign)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  rg_ctl_json_text (ctl, "even_by", rg_stratum_get_id (campaign->stratum));
  json_builder_set_member_name (json, "versions");
  json_builder_begin_array (json);
  for (guint i = 0; i < campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (campaign->versions, i);

      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "name", version->name);
      rg_ctl_json_int (ctl, "part", version->weight);
      rg_ctl_json_text (ctl, "subject", version->subject);
      rg_ctl_json_text (ctl, "message", version->message);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

gboolean
rg_ctl_campaign_version (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (VersionOptions) options = { NULL };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;

  if (!rg_ctl_versions_parse (ctl, &rest, &options, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  if (campaign->fixed_at != 0)
    return rg_ctl_versions_refuse (error, _("The list is fixed, so the message stays as it is."));
  if (!rg_ctl_versions_apply (campaign, &options, error))
    return FALSE;
  request = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (request, rg_ctl_get_store (ctl, NULL), error))
    return FALSE;
  rg_ctl_versions_print (ctl, campaign);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_versions_json (ctl, campaign);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

/* --- the rest group of the year --- */

static gboolean
rg_ctl_rest_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_rest_group_read (db, data, error);
}

gboolean
rg_ctl_campaign_rest_group (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  guint permille = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] != NULL && rest[2] != NULL)
    {
      char *end;
      const double share = g_ascii_strtod (rest[2], &end);

      if (end == rest[2] || *end != '\0' || !(share >= 0 && share <= RG_REST_MOST / 10))
        return rg_ctl_versions_refuse (error, _("The rest group is a share in per cent, from 0 to "
                                                "20."));
      if (!rg_rest_group_save_sync (store, (guint) (share * 10 + 0.5), NULL, error))
        return FALSE;
    }
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_rest_read_in_thread, &permille, NULL,
                           error))
    return FALSE;
  /* Translators: a share in per cent. */
  rg_ctl_print (ctl, _("%.1f%% of the customers rest this year from all campaigns\n"),
                permille / 10.0);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "rest_permille", permille);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}
