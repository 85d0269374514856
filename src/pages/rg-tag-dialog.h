/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A tag: its name and its colour, for everybody who has it; the end of it, alone or in another. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tags.h"

G_BEGIN_DECLS

#define RG_TYPE_TAG_DIALOG (rg_tag_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTagDialog, rg_tag_dialog, RG, TAG_DIALOG, AdwDialog)

/* tags: RgTag, all of them; nothing is kept. */
AdwDialog *rg_tag_dialog_new (RgStore *store, const RgTag *tag, const GPtrArray *tags);

/* The style class of a colour, "" for none. */
const char *rg_tag_colour_class (const char *colour);

G_END_DECLS
