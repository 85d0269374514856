/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages that further campaigns can begin with. */
#include "store/rg-store-message-templates.h"

#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-offers.h"

/* Translators: messages that come with the program, here and below. What stands between double
 * braces are the names of fields, which stay as they are; what stands behind a bar is for those of
 * whom it is not known, and can be translated. */
static const struct {
  const char *name;
  RgChannel channel;
  const char *subject;
  const char *message;
} built_in[] = {
  { N_("Birthday"), RG_CHANNEL_POST, N_("Happy birthday"),
    N_("Dear {{first name|customer}},\n\nwe wish you a happy birthday. Come by in the next two "
       "weeks: a small present is waiting for you.") },
  { N_("We Miss You"), RG_CHANNEL_POST, N_("We have not seen you for a while"),
    N_("Dear {{first name|customer}},\n\nit has been a while since you were with us. Much is new, "
       "and we would be glad to see you again.\n\n{{offer|Just come by.}}") },
  { N_("New Goods"), RG_CHANNEL_EMAIL, N_("New at {{shop name}}"),
    N_("# New at {{shop name}}\n\nHello {{first name|there}},\n\nthis has come in:\n\n- First\n"
       "- Second\n\nSee you soon.") },
  { N_("Thank You"), RG_CHANNEL_EMAIL, N_("Thank you, {{first name|dear customer}}"),
    N_("Hello {{first name|there}},\n\nthank you for your purchase. If anything is not as it "
       "should be, answer this e-mail, and we put it right.") },
  { N_("Time to Buy Again"), RG_CHANNEL_EMAIL, N_("Is something running out?"),
    N_("Hello {{first name|there}},\n\nit may be time again for:\n\n{{products due|what you like "
       "best}}\n\nWe have it ready for you.") },
};

/* --- one ---------------------------------------------------------------------------------- */

/* Takes what is kept. */
static RgMessageTemplate *
rg_message_template_make (const char *name, RgCampaign *kept)
{
  RgMessageTemplate *template = g_new0 (RgMessageTemplate, 1);

  template->name = g_strdup (name);
  template->kept = kept;
  return template;
}

/* The words of one version as the message itself. */
static void
rg_message_template_keep_version (RgCampaign *kept, const RgCampaign *campaign, guint version)
{
  const RgCampaignVersion *one = campaign->versions->pdata[version - 1];

  g_set_str (&kept->subject, one->subject);
  g_set_str (&kept->message, one->message);
}

RgMessageTemplate *
rg_message_template_new (const char *name, const RgCampaign *campaign, guint version)
{
  RgCampaign *kept = rg_campaign_new ();

  kept->channel = campaign->channel;
  g_set_str (&kept->subject, campaign->subject);
  g_set_str (&kept->message, campaign->message);
  g_set_str (&kept->closing, campaign->closing);
  g_set_str (&kept->signature, campaign->signature);
  g_set_str (&kept->counter, campaign->counter);
  rg_offer_clear (&kept->offer);
  rg_offer_copy (&kept->offer, &campaign->offer);
  kept->offer.until = RG_DAY_NONE;
  if (version > 1 && version <= campaign->versions->len)
    rg_message_template_keep_version (kept, campaign, version);
  if (version == 0)
    {
      kept->stratum = campaign->stratum;
      g_ptr_array_unref (kept->versions);
      kept->versions = rg_campaign_versions_copy (campaign->versions);
    }
  return rg_message_template_make (name, kept);
}

void
rg_message_template_free (RgMessageTemplate *template)
{
  g_free (template->name);
  g_clear_pointer (&template->kept, rg_campaign_free);
  g_free (template);
}

char *
rg_message_template_dup_words (const RgMessageTemplate *template, const char *currency)
{
  const guint n = template->kept->versions->len;
  g_autofree char *versions = g_strdup_printf (ngettext ("%u version", "%u versions", n), n);
  g_autofree char *offer = rg_offer_dup_words (&template->kept->offer, currency);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (char *) rg_channel_get_label (template->kept->channel));
  if (n > 0)
    g_ptr_array_add (words, versions);
  if (*offer != '\0')
    g_ptr_array_add (words, offer);
  g_ptr_array_add (words, NULL);
  /* Translators: between what a template keeps: “E-mail, 2 versions, 10 % off coffee”. */
  return g_strjoinv (_(", "), (GStrv) words->pdata);
}

/* --- beginning with it -------------------------------------------------------------------- */

/* What stays empty in the template takes nothing away. */
static void
rg_message_template_put (char **text, const char *kept)
{
  if (*kept != '\0')
    g_set_str (text, kept);
}

static void
rg_message_template_apply_all (const RgCampaign *kept, RgCampaign *campaign)
{
  campaign->channel = kept->channel;
  g_set_str (&campaign->subject, kept->subject);
  g_set_str (&campaign->message, kept->message);
  if (kept->versions->len > 0)
    campaign->stratum = kept->stratum;
  g_ptr_array_unref (campaign->versions);
  campaign->versions = rg_campaign_versions_copy (kept->versions);
}

/* The first version is the message itself. */
static void
rg_message_template_apply_version (const RgCampaign *kept, RgCampaign *campaign, guint version)
{
  if (version > 0 && version <= campaign->versions->len)
    {
      RgCampaignVersion *one = campaign->versions->pdata[version - 1];

      g_set_str (&one->subject, kept->subject);
      g_set_str (&one->message, kept->message);
    }
  if (version <= 1)
    {
      g_set_str (&campaign->subject, kept->subject);
      g_set_str (&campaign->message, kept->message);
    }
}

gboolean
rg_message_template_apply (const RgMessageTemplate *template, RgCampaign *campaign, guint version)
{
  const RgCampaign *kept = template->kept;
  const gboolean offers = kept->offer.kind != RG_OFFER_NONE
                          && campaign->offer.kind == RG_OFFER_NONE;

  if (kept->versions->len > 0 || campaign->versions->len == 0)
    rg_message_template_apply_all (kept, campaign);
  else
    rg_message_template_apply_version (kept, campaign, version);
  rg_message_template_put (&campaign->closing, kept->closing);
  rg_message_template_put (&campaign->signature, kept->signature);
  rg_message_template_put (&campaign->counter, kept->counter);
  if (offers)
    {
      rg_offer_clear (&campaign->offer);
      rg_offer_copy (&campaign->offer, &kept->offer);
    }
  return offers;
}

/* --- reading ------------------------------------------------------------------------------ */

static RgMessageTemplate *
rg_message_template_from_row (RgStatement *row)
{
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);
  RgMessageTemplate *template = rg_message_template_make (rg_statement_get_text (row, 2),
                                                          rg_campaign_new ());
  RgCampaign *kept = template->kept;

  template->id = rg_statement_get_int (row, 0);
  memcpy (template->uuid, uuid, MIN (length, RG_UUID_SIZE));
  rg_channel_from_id (rg_statement_get_text (row, 3), &kept->channel);
  g_set_str (&kept->subject, rg_statement_get_text (row, 4));
  g_set_str (&kept->message, rg_statement_get_text (row, 5));
  g_set_str (&kept->closing, rg_statement_get_text (row, 6));
  g_set_str (&kept->signature, rg_statement_get_text (row, 7));
  g_set_str (&kept->counter, rg_statement_get_text (row, 8));
  rg_offer_clear (&kept->offer);
  rg_offer_from_row (row, 9, &kept->offer);
  rg_stratum_from_id (rg_statement_get_text (row, 16), &kept->stratum);
  return template;
}

static gboolean
rg_message_template_read_rest (RgDb *db, RgMessageTemplate *template, GError **error)
{
  RgCampaign *kept = template->kept;
  GPtrArray *versions = rg_campaign_versions_read (db, RG_MESSAGE_OF_TEMPLATE, template->id,
                                                   kept->subject, kept->message, error);

  if (versions == NULL)
    return FALSE;
  g_ptr_array_unref (kept->versions);
  kept->versions = versions;
  return rg_offer_products_read (db, RG_MESSAGE_OF_TEMPLATE, template->id, &kept->offer, error);
}

static RgMessageTemplate *
rg_message_template_new_built_in (guint i)
{
  RgCampaign *kept = rg_campaign_new ();

  kept->channel = built_in[i].channel;
  g_set_str (&kept->subject, _(built_in[i].subject));
  g_set_str (&kept->message, _(built_in[i].message));
  return rg_message_template_make (_(built_in[i].name), kept);
}

GPtrArray *
rg_message_templates_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (
      (GDestroyNotify) rg_message_template_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "message-templates.all", error);
  RgStep step = RG_STEP_ERROR;

  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    g_ptr_array_add (all, rg_message_template_from_row (row));
  if (step != RG_STEP_DONE)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (!rg_message_template_read_rest (db, all->pdata[i], error))
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_ptr_array_add (all, rg_message_template_new_built_in (i));
  return g_steal_pointer (&all);
}

static gboolean
rg_message_template_is_meant (const RgMessageTemplate *template, const char *text)
{
  g_autofree char *uuid = template->id != 0 ? rg_uuid_to_string (template->uuid) : NULL;
  g_autofree char *name = rg_fold (template->name);
  g_autofree char *wanted = rg_fold (text);

  return g_strcmp0 (uuid, text) == 0 || g_str_equal (name, wanted);
}

RgMessageTemplate *
rg_message_template_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) all = rg_message_templates_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (rg_message_template_is_meant (all->pdata[i], text))
      return g_ptr_array_steal_index (all, i);
  if (all != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no template “%s”."), text);
  return NULL;
}

/* --- writing ------------------------------------------------------------------------------ */

typedef struct {
  gint64 id;
  RgMessageTemplate *template; /* of a new one; else its name alone */
} RgTemplateWrite;

static RgTemplateWrite *
rg_template_write_new (gint64 id, const RgMessageTemplate *template, const char *name)
{
  RgTemplateWrite *write = g_new0 (RgTemplateWrite, 1);

  write->id = id;
  write->template = rg_message_template_make (
      template != NULL ? template->name : name,
      template != NULL ? rg_campaign_copy (template->kept) : rg_campaign_new ());
  g_strstrip (write->template->name);
  return write;
}

static void
rg_template_write_free (gpointer data)
{
  RgTemplateWrite *write = data;

  rg_message_template_free (write->template);
  g_free (write);
}

static gboolean
rg_template_refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
rg_template_check_name (RgDb *db, gint64 id, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = rg_message_templates_read (db, error);

  if (all != NULL && *name == '\0')
    return rg_template_refuse (error, g_strdup (_("Give the template a name.")));
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RgMessageTemplate *other = all->pdata[i];

      if ((id == 0 || other->id != id) && rg_message_template_is_meant (other, name))
        return rg_template_refuse (error,
                                   g_strdup_printf (_("There is a template “%s” already. Choose "
                                                      "another name."), other->name));
    }
  return all != NULL && rg_cards_check_text (name, error);
}

/* Those of further versions are looked at where they are saved. */
static gboolean
rg_template_check_texts (const RgCampaign *kept, GError **error)
{
  if (*kept->message == '\0')
    return rg_template_refuse (error, g_strdup (_("Write the message first.")));
  if (rg_offer_get_problem (&kept->offer) != NULL)
    return rg_template_refuse (error, g_strdup (rg_offer_get_problem (&kept->offer)));
  return rg_cards_check_text (kept->subject, error) && rg_cards_check_text (kept->message, error)
         && rg_cards_check_text (kept->closing, error)
         && rg_cards_check_text (kept->signature, error)
         && rg_cards_check_text (kept->counter, error)
         && rg_cards_check_text (kept->offer.what, error)
         && rg_cards_check_text (kept->offer.with, error);
}

static gboolean
rg_template_write_save (RgWrite *write, gpointer data, GError **error)
{
  const RgMessageTemplate *template = ((RgTemplateWrite *) data)->template;
  const RgCampaign *kept = template->kept;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "message-templates.insert", error);
  guint8 uuid[RG_UUID_SIZE];
  gint64 id;

  if (insert == NULL || !rg_template_check_name (db, 0, template->name, error)
      || !rg_template_check_texts (kept, error))
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (insert, 1, uuid, sizeof uuid);
  rg_statement_bind_text (insert, 2, template->name);
  rg_statement_bind_text (insert, 3, rg_channel_get_id (kept->channel));
  rg_statement_bind_text (insert, 4, kept->subject);
  rg_statement_bind_text (insert, 5, kept->message);
  rg_statement_bind_text (insert, 6, kept->closing);
  rg_statement_bind_text (insert, 7, kept->signature);
  rg_statement_bind_text (insert, 8, kept->counter);
  rg_offer_bind (insert, 9, &kept->offer);
  rg_statement_bind_text (insert, 16, rg_stratum_get_id (kept->stratum));
  if (!rg_statement_run (insert, error))
    return FALSE;
  id = rg_db_last_id (db);
  return rg_campaign_versions_save (db, RG_MESSAGE_OF_TEMPLATE, id, kept->versions, error)
         && rg_offer_products_save (db, RG_MESSAGE_OF_TEMPLATE, id, &kept->offer, error);
}

static gboolean
rg_template_write_rename (RgWrite *write, gpointer data, GError **error)
{
  const RgTemplateWrite *change = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) rename = rg_db_statement (db, "message-templates.rename", error);

  if (rename == NULL || !rg_template_check_name (db, change->id, change->template->name, error))
    return FALSE;
  rg_statement_bind_int (rename, 1, change->id);
  rg_statement_bind_text (rename, 2, change->template->name);
  return rg_statement_run (rename, error);
}

/* What belongs to it goes before it, so that all of it is logged as what it was. */
static gboolean
rg_template_write_delete (RgWrite *write, gpointer data, GError **error)
{
  const gint64 id = ((const RgTemplateWrite *) data)->id;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) delete = rg_db_statement (db, "message-templates.delete", error);

  if (delete == NULL
      || !rg_campaign_versions_save (db, RG_MESSAGE_OF_TEMPLATE, id, NULL, error)
      || !rg_offer_products_save (db, RG_MESSAGE_OF_TEMPLATE, id, NULL, error))
    return FALSE;
  rg_statement_bind_int (delete, 1, id);
  return rg_statement_run (delete, error);
}

/* What each of them is in History. */
typedef enum {
  RG_TEMPLATE_SAVE,
  RG_TEMPLATE_RENAME,
  RG_TEMPLATE_DELETE,
} RgTemplateDeed;

static const struct {
  const char *kind;
  const char *label;
  RgWriteFunc func;
} rg_template_deeds[] = {
  [RG_TEMPLATE_SAVE] = { "template.new", N_("Message Kept as Template"), rg_template_write_save },
  [RG_TEMPLATE_RENAME] = { "template.rename", N_("Template Renamed"), rg_template_write_rename },
  [RG_TEMPLATE_DELETE] = { "template.delete", N_("Template Deleted"), rg_template_write_delete },
};

/* Takes the write. */
static gboolean
rg_template_write_run (RgStore *store, RgTemplateDeed deed, RgTemplateWrite *write,
                       gint64 *action, GError **error)
{
  const gboolean ok = rg_store_write_sync (store, rg_template_deeds[deed].kind,
                                           _(rg_template_deeds[deed].label),
                                           rg_template_deeds[deed].func, write, NULL, action,
                                           error);

  rg_template_write_free (write);
  return ok;
}

/* Takes the write. */
static void
rg_template_write_run_async (RgStore *store, RgTemplateDeed deed, RgTemplateWrite *write,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, rg_template_deeds[deed].kind, _(rg_template_deeds[deed].label),
                        rg_template_deeds[deed].func, write, rg_template_write_free, NULL, callback,
                        user_data);
}

gboolean
rg_store_save_message_template_sync (RgStore *store, const RgMessageTemplate *template,
                                     gint64 *action, GError **error)
{
  return rg_template_write_run (store, RG_TEMPLATE_SAVE, rg_template_write_new (0, template, NULL),
                                action, error);
}

gboolean
rg_store_rename_message_template_sync (RgStore *store, gint64 id, const char *name,
                                       gint64 *action, GError **error)
{
  return rg_template_write_run (store, RG_TEMPLATE_RENAME, rg_template_write_new (id, NULL, name),
                                action, error);
}

gboolean
rg_store_delete_message_template_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  return rg_template_write_run (store, RG_TEMPLATE_DELETE, rg_template_write_new (id, NULL, ""),
                                action, error);
}

void
rg_store_save_message_template_async (RgStore *store, const RgMessageTemplate *template,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  rg_template_write_run_async (store, RG_TEMPLATE_SAVE, rg_template_write_new (0, template, NULL),
                               callback, user_data);
}

void
rg_store_rename_message_template_async (RgStore *store, gint64 id, const char *name,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  rg_template_write_run_async (store, RG_TEMPLATE_RENAME, rg_template_write_new (id, NULL, name),
                               callback, user_data);
}

void
rg_store_delete_message_template_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  rg_template_write_run_async (store, RG_TEMPLATE_DELETE, rg_template_write_new (id, NULL, ""),
                               callback, user_data);
}
