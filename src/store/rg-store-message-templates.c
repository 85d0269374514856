/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages that further campaigns can begin with. */
#include "store/rg-store-message-templates.h"

#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"

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

static RgMessageTemplate *
rg_message_template_make (const char *name, RgChannel channel, const char *subject,
                          const char *message, const char *closing, const char *signature)
{
  RgMessageTemplate *template = g_new0 (RgMessageTemplate, 1);

  template->name = g_strdup (name);
  template->channel = channel;
  template->subject = g_strdup (subject);
  template->message = g_strdup (message);
  template->closing = g_strdup (closing);
  template->signature = g_strdup (signature);
  return template;
}

RgMessageTemplate *
rg_message_template_new (const char *name, const RgCampaign *campaign, guint version)
{
  const RgCampaignVersion *one = version > 1 && version <= campaign->versions->len
                                   ? campaign->versions->pdata[version - 1] : NULL;

  return rg_message_template_make (name, campaign->channel,
                                   one != NULL ? one->subject : campaign->subject,
                                   one != NULL ? one->message : campaign->message,
                                   campaign->closing, campaign->signature);
}

void
rg_message_template_free (RgMessageTemplate *template)
{
  g_free (template->name);
  g_free (template->subject);
  g_free (template->message);
  g_free (template->closing);
  g_free (template->signature);
  g_free (template);
}

void
rg_message_template_apply (const RgMessageTemplate *template, RgCampaign *campaign,
                           guint version)
{
  if (campaign->versions->len == 0)
    campaign->channel = template->channel;
  if (version > 0 && version <= campaign->versions->len)
    {
      RgCampaignVersion *one = campaign->versions->pdata[version - 1];

      g_set_str (&one->subject, template->subject);
      g_set_str (&one->message, template->message);
    }
  /* The first version is the message itself. */
  if (version <= 1)
    {
      g_set_str (&campaign->subject, template->subject);
      g_set_str (&campaign->message, template->message);
    }
  if (*template->closing != '\0')
    g_set_str (&campaign->closing, template->closing);
  if (*template->signature != '\0')
    g_set_str (&campaign->signature, template->signature);
}

/* --- reading ------------------------------------------------------------------------------ */

static RgMessageTemplate *
rg_message_template_from_row (RgStatement *row)
{
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (row, 1, &length);
  RgChannel channel = RG_CHANNEL_POST;
  RgMessageTemplate *template;

  rg_channel_from_id (rg_statement_get_text (row, 3), &channel);
  template = rg_message_template_make (rg_statement_get_text (row, 2), channel,
                                       rg_statement_get_text (row, 4),
                                       rg_statement_get_text (row, 5),
                                       rg_statement_get_text (row, 6),
                                       rg_statement_get_text (row, 7));
  template->id = rg_statement_get_int (row, 0);
  memcpy (template->uuid, uuid, MIN (length, RG_UUID_SIZE));
  return template;
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
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_ptr_array_add (all, rg_message_template_make (_(built_in[i].name), built_in[i].channel,
                                                    _(built_in[i].subject),
                                                    _(built_in[i].message), "", ""));
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
  write->template = template == NULL
                      ? rg_message_template_make (name, RG_CHANNEL_POST, "", "", "", "")
                      : rg_message_template_make (template->name, template->channel,
                                                  template->subject, template->message,
                                                  template->closing, template->signature);
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

static gboolean
rg_template_write_save (RgWrite *write, gpointer data, GError **error)
{
  const RgMessageTemplate *template = ((RgTemplateWrite *) data)->template;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) insert = rg_db_statement (db, "message-templates.insert", error);
  guint8 uuid[RG_UUID_SIZE];

  if (insert == NULL || !rg_template_check_name (db, 0, template->name, error)
      || !rg_cards_check_text (template->subject, error)
      || !rg_cards_check_text (template->message, error)
      || !rg_cards_check_text (template->closing, error)
      || !rg_cards_check_text (template->signature, error))
    return FALSE;
  if (*template->message == '\0')
    return rg_template_refuse (error, g_strdup (_("Write the message first.")));
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (insert, 1, uuid, sizeof uuid);
  rg_statement_bind_text (insert, 2, template->name);
  rg_statement_bind_text (insert, 3, rg_channel_get_id (template->channel));
  rg_statement_bind_text (insert, 4, template->subject);
  rg_statement_bind_text (insert, 5, template->message);
  rg_statement_bind_text (insert, 6, template->closing);
  rg_statement_bind_text (insert, 7, template->signature);
  return rg_statement_run (insert, error);
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

static gboolean
rg_template_write_delete (RgWrite *write, gpointer data, GError **error)
{
  g_autoptr (RgStatement) delete = rg_db_statement (rg_write_get_db (write),
                                                    "message-templates.delete", error);

  if (delete == NULL)
    return FALSE;
  rg_statement_bind_int (delete, 1, ((const RgTemplateWrite *) data)->id);
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
