/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages to begin with: choosing one, keeping the one at hand, renaming and deleting. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-message-templates.h"

G_BEGIN_DECLS

#define RG_TYPE_MESSAGE_TEMPLATES_DIALOG (rg_message_templates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgMessageTemplatesDialog, rg_message_templates_dialog, RG,
                      MESSAGE_TEMPLATES_DIALOG, AdwDialog)

typedef void (*RgTemplateChosenFunc) (const RgMessageTemplate *template, gpointer data);

/* campaign: whose message can be kept; version: the one at hand, 1 …, or 0. chosen is called
 * once, before the dialog closes; data lives as long as what it is presented over. */
AdwDialog *rg_message_templates_dialog_new (RgStore *store, const RgCampaign *campaign,
                                            guint version, RgTemplateChosenFunc chosen,
                                            gpointer data);

G_END_DECLS
