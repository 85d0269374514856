/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the commands `mail` and `run-due` share. */
#pragma once

#include "ctl/rg-ctl.h"
#include "mail/rg-mail-reader.h"

G_BEGIN_DECLS

void rg_ctl_mail_tell_read (RgCtl *ctl, const RgMailRead *read);
/* Reads the mailbox, and goes on with what was interrupted; never with what is uncertain, or was
 * stopped by somebody. TRUE where no account is set up. */
gboolean rg_ctl_mail_run_due (RgCtl *ctl, RgStore *store, GError **error);

G_END_DECLS
