/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The e-mail account: server, name and password, and a test. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-mail.h"

G_BEGIN_DECLS

#define RG_TYPE_MAIL_DIALOG (rg_mail_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgMailDialog, rg_mail_dialog, RG, MAIL_DIALOG, AdwDialog)

AdwDialog *rg_mail_dialog_new (RgStore *store, const RgMailAccount *account);

G_END_DECLS
