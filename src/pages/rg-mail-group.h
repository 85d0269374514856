/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences' row about the e-mail account. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_MAIL_GROUP (rg_mail_group_get_type ())
G_DECLARE_FINAL_TYPE (RgMailGroup, rg_mail_group, RG, MAIL_GROUP, AdwPreferencesGroup)

GtkWidget *rg_mail_group_new (RgStore *store);

G_END_DECLS
