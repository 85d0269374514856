/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `campaign template`: messages that further campaigns can begin with. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-message-templates.h"

typedef struct {
  const char *name; /* NULL: all of them */
  GPtrArray *all;
  RgMessageTemplate *one;
} RgCtlTemplates;

static gboolean
rg_ctl_templates_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTemplates *templates = data;

  if (templates->name != NULL)
    templates->one = rg_message_template_find (db, templates->name, error);
  else
    templates->all = rg_message_templates_read (db, error);
  return templates->one != NULL || templates->all != NULL;
}

static RgMessageTemplate *
rg_ctl_template_find (RgCtl *ctl, const char *name, GError **error)
{
  RgCtlTemplates templates = { name, NULL, NULL };
  RgStore *store = rg_ctl_get_store (ctl, error);

  if (store == NULL || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_templates_in_thread,
                                            &templates, NULL, error))
    return NULL;
  return templates.one;
}

/* One of the shop's own. */
static RgMessageTemplate *
rg_ctl_template_find_own (RgCtl *ctl, const char *name, GError **error)
{
  g_autoptr (RgMessageTemplate) template = rg_ctl_template_find (ctl, name, error);

  if (template == NULL || template->id != 0)
    return g_steal_pointer (&template);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               _("“%s” comes with the program and stays as it is. Begin with it, and keep what you "
                 "make of it under another name."), template->name);
  return NULL;
}

static void
rg_ctl_template_json (RgCtl *ctl, const RgMessageTemplate *template)
{
  const RgCampaign *kept = template->kept;
  g_autofree char *uuid = template->id != 0 ? rg_uuid_to_string (template->uuid) : NULL;

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "uuid", uuid);
  rg_ctl_json_text (ctl, "name", template->name);
  rg_ctl_json_text (ctl, "channel", rg_channel_get_id (kept->channel));
  rg_ctl_json_text (ctl, "subject", kept->subject);
  rg_ctl_json_text (ctl, "message", kept->message);
  rg_ctl_versions_json (ctl, kept);
  rg_ctl_json_text (ctl, "closing", kept->closing);
  rg_ctl_json_text (ctl, "signature", kept->signature);
  rg_ctl_json_text (ctl, "counter", kept->counter);
  rg_ctl_offer_json (ctl, &kept->offer);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_template_tell (RgCtl *ctl, const RgMessageTemplate *template)
{
  const RgShop *shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  g_autofree char *words = rg_message_template_dup_words (template, shop->currency);

  rg_ctl_print (ctl, "%s · %s\n", template->name, words);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_template_json (ctl, template);
}

static gboolean
rg_ctl_template_list (RgCtl *ctl, GError **error)
{
  RgCtlTemplates templates = { NULL };
  g_autoptr (GPtrArray) all = NULL;
  RgStore *store = rg_ctl_get_store (ctl, error);

  if (store == NULL || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_templates_in_thread,
                                            &templates, NULL, error))
    return FALSE;
  all = templates.all;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < all->len; i++)
    rg_ctl_template_tell (ctl, all->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

/* 1 …, or 0 for no name. */
static gboolean
rg_ctl_template_find_version (const RgCampaign *campaign, const char *name, guint *number,
                              GError **error)
{
  *number = 0;
  for (guint i = 0; name != NULL && i < campaign->versions->len; i++)
    if (g_str_equal (((RgCampaignVersion *) campaign->versions->pdata[i])->name, name))
      *number = i + 1;
  if (name == NULL || *number > 0)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               _("This campaign has no version “%s”."), name);
  return FALSE;
}

/* rest[3] is the campaign, rest[4] the name. */
static gboolean
rg_ctl_template_keep_or_use (RgCtl *ctl, GStrv rest, const char *version, gint64 *action,
                             GError **error)
{
  char *named[] = { rest[0], rest[1], rest[3], NULL };
  g_autoptr (RgCampaign) campaign = rg_ctl_campaign_read (ctl, named, error);
  g_autoptr (RgMessageTemplate) template = NULL;
  g_autoptr (RgCampaignRequest) save = NULL;
  RgStore *store = rg_ctl_get_store (ctl, NULL);
  guint number;

  if (campaign == NULL || !rg_ctl_template_find_version (campaign, version, &number, error))
    return FALSE;
  if (g_str_equal (rest[2], "keep"))
    {
      template = rg_message_template_new (rest[4], campaign, number);
      return rg_store_save_message_template_sync (store, template, action, error);
    }
  template = rg_ctl_template_find (ctl, rest[4], error);
  if (template == NULL)
    return FALSE;
  rg_message_template_apply (template, campaign, MAX (number, 1));
  save = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (save, store, error))
    return FALSE;
  *action = rg_campaign_request_get_action (save);
  return TRUE;
}

/* rest[3] is the name; rest[4] another one, or NULL: it goes. */
static gboolean
rg_ctl_template_change (RgCtl *ctl, GStrv rest, gint64 *action, GError **error)
{
  g_autoptr (RgMessageTemplate) template = rg_ctl_template_find_own (ctl, rest[3], error);
  RgStore *store = rg_ctl_get_store (ctl, NULL);

  if (template == NULL)
    return FALSE;
  return rest[4] != NULL
           ? rg_store_rename_message_template_sync (store, template->id, rest[4], action, error)
           : rg_store_delete_message_template_sync (store, template->id, action, error);
}

gboolean
rg_ctl_campaign_template (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *version = NULL;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_STRING, &version },
    { NULL },
  };
  const char *verb;
  gint64 action = 0;
  gboolean ok;
  guint n;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 4, error))
    return FALSE;
  n = g_strv_length (rest);
  verb = n > 2 ? rest[2] : "list";
  if (g_str_equal (verb, "list") && n <= 3)
    return rg_ctl_template_list (ctl, error);
  if ((g_str_equal (verb, "keep") || g_str_equal (verb, "use")) && n == 5)
    ok = rg_ctl_template_keep_or_use (ctl, rest, version, &action, error);
  else if ((g_str_equal (verb, "rename") && n == 5) || (g_str_equal (verb, "remove") && n == 4))
    ok = rg_ctl_template_change (ctl, rest, &action, error);
  else
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                           _("Say campaign template list, keep CAMPAIGN NAME [--version NAME], use "
                             "CAMPAIGN NAME [--version NAME], rename NAME NEW or remove NAME."));
      return FALSE;
    }
  if (ok)
    rg_ctl_say_done (ctl, action);
  return ok;
}
