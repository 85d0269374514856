/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Does what automations say while the program runs: soon after the shop is opened, after each
 * import, when one of them is changed, and on another day. On a thread of its own, one run at a
 * time; a toast tells what was done. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct _RgAutomationDoer RgAutomationDoer;

/* Borrows the window, which has the actions win.toast and win.toast-undo. */
RgAutomationDoer *rg_automation_doer_new (GtkWindow *window, RgStore *store);
/* Before the store is closed: waits for a run that is under way, which is short. */
void rg_automation_doer_free (RgAutomationDoer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAutomationDoer, rg_automation_doer_free)

G_END_DECLS
