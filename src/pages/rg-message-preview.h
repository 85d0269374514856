/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's message as it will be, person by person: the letter, the e-mail, or the words of a
 * text message; and the worst cases among the people. */
#pragma once

#include "pages/rg-campaign-sight.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_MESSAGE_PREVIEW (rg_message_preview_get_type ())
G_DECLARE_FINAL_TYPE (RgMessagePreview, rg_message_preview, RG, MESSAGE_PREVIEW, GtkBox)

/* Of whom it shows what they get: whoever gets that version, 1 …, or everybody for 0. The sight is
 * borrowed and stays until the next one. */
void rg_message_preview_set_people (RgMessagePreview *self, RgStore *store,
                                    const RgCampaignSight *sight, guint version);
/* Draws what the person at hand gets of a campaign as it is being written, which is copied. */
void rg_message_preview_draw (RgMessagePreview *self, const RgCampaign *campaign);
/* The sight goes: what is still being read for it is shown no more. */
void rg_message_preview_forget (RgMessagePreview *self);
/* Goes back to the first person. */
void rg_message_preview_rewind (RgMessagePreview *self);

G_END_DECLS
