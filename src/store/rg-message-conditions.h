/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For whom the parts of a message are that only some people see. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

/* Of one text, for everybody of a plan. */
typedef struct _RgMessageConditions RgMessageConditions;

/* dataset NULL: nobody sees any of them. */
RgMessageConditions *rg_message_conditions_new (RgDb *db, const RgShop *shop,
                                                const RgDataset *dataset,
                                                const RgTemplate *template, GError **error);
void rg_message_conditions_free (RgMessageConditions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMessageConditions, rg_message_conditions_free)

/* Which of them hold for a person, in the order of the text, until it is asked for another one.
 * position: in the dataset, or RG_NOBODY. What asks what they looked at holds for those alone who
 * allow it; *tailored becomes TRUE where one that does holds. */
const guint8 *rg_message_conditions_ask (RgMessageConditions *self, guint position,
                                         gboolean allowed, gboolean *tailored);

/* A part of a message that only some people see, and how many of a plan do. */
typedef struct {
  guint version;   /* 1 …; 0 where there is one message only */
  char *rules;
  char *sentence;  /* "Customers who live in Oslo", translated */
  char *unknown;   /* what the rules name and the shop does not have; or NULL */
  gint64 n_people; /* who get the message and see it */
} RgMessagePart;

void rg_message_part_free (RgMessagePart *part);
/* RgMessagePart of all messages of a live campaign, in their order. people: of a plan
 * (RgCampaignPerson); NULL: nobody is counted. */
GPtrArray *rg_campaign_find_parts (const RgCampaign *campaign, const RgShop *shop,
                                   GPtrArray *people);

/* Rules in messages name things, too: func as in rg_template_dup_followed(). */
gboolean rg_messages_follow (RgDb *db, RgTemplateRulesFunc func, gpointer data, GError **error);

G_END_DECLS
