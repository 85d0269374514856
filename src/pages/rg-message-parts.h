/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The parts of a message that only some people see, in words. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-message-conditions.h"

G_BEGIN_DECLS

/* "Only for customers who live in Oslo". Owned by the caller. */
char *rg_message_part_dup_title (const RgMessagePart *part);
/* One label for each of a message, in place of what is there. */
void rg_message_parts_show (GtkBox *box, const RgCampaign *campaign, const RgShop *shop);
/* Which of them one person sees, a line each; NULL where there are none. Owned by the caller. */
char *rg_message_parts_dup_of_person (const RgCampaign *campaign, const RgShop *shop,
                                      const RgCampaignPerson *person);
/* Saved segments, and a rule to begin with: items of the action, whose parameter is rules. Owned by
 * the caller. */
GMenuModel *rg_message_parts_create_menu (GPtrArray *segments, const char *action);
/* Puts the selection, or what is to be written there, between the marks of a condition. */
void rg_message_parts_insert (GtkTextBuffer *buffer, const char *rules);

G_END_DECLS
