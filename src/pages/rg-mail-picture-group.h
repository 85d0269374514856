/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The picture on top of the shop's e-mails: chosen, drawn anew and small, with what it says for
 * those who do not see it; and taken away again. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_MAIL_PICTURE_GROUP (rg_mail_picture_group_get_type ())
G_DECLARE_FINAL_TYPE (RgMailPictureGroup, rg_mail_picture_group, RG, MAIL_PICTURE_GROUP,
                      AdwPreferencesGroup)

GtkWidget *rg_mail_picture_group_new (RgStore *store);

G_END_DECLS
