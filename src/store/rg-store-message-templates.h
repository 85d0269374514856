/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages that further campaigns can begin with: the shop's own, and a few that come with the
 * program. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id; /* 0: comes with the program, in the user's language */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  /* What it keeps of a campaign: channel, subject, message, versions and what they get equal parts
   * of, closing, signature, what is said at the counter, and the offer without a last day. All else
   * is as in a new one: a template has no people, no dates and no costs. */
  RgCampaign *kept;
} RgMessageTemplate;

/* What a campaign says: all of it for version 0, or one of its versions alone (1 …). */
RgMessageTemplate *rg_message_template_new (const char *name, const RgCampaign *campaign,
                                            guint version);
void rg_message_template_free (RgMessageTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMessageTemplate, rg_message_template_free)
/* "E-Mail, 2 versions, 10 % off coffee". Owned by the caller. */
char *rg_message_template_dup_words (const RgMessageTemplate *template, const char *currency);

/* RgMessageTemplate: the shop's own by name, then those that come with the program. */
GPtrArray *rg_message_templates_read (RgDb *db, GError **error);
/* By uuid or name; NULL with an error where there is none. */
RgMessageTemplate *rg_message_template_find (RgDb *db, const char *text, GError **error);

/* The campaign says what the template says, and the same way, in as many versions. A template of
 * one message changes the version of that number alone (1 …) where the campaign has several, and
 * the way stays. An offer that the campaign has stays; TRUE where it gets the template's. */
gboolean rg_message_template_apply (const RgMessageTemplate *template, RgCampaign *campaign,
                                    guint version);

/* Each is an action. A name that another one has is refused. */
gboolean rg_store_save_message_template_sync (RgStore *store, const RgMessageTemplate *template,
                                              gint64 *action, GError **error);
gboolean rg_store_rename_message_template_sync (RgStore *store, gint64 id, const char *name,
                                                gint64 *action, GError **error);
gboolean rg_store_delete_message_template_sync (RgStore *store, gint64 id, gint64 *action,
                                                GError **error);
/* The same without waiting: ends with rg_store_write_finish(). */
void rg_store_save_message_template_async (RgStore *store, const RgMessageTemplate *template,
                                           GAsyncReadyCallback callback, gpointer user_data);
void rg_store_rename_message_template_async (RgStore *store, gint64 id, const char *name,
                                             GAsyncReadyCallback callback, gpointer user_data);
void rg_store_delete_message_template_async (RgStore *store, gint64 id,
                                             GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
