/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A notification in the morning about the tasks and tickets that are due, once a day, where
 * somebody asked for it in Preferences. A notification may be seen by anybody near the screen: it
 * says how many there are, and what they are and whom they are about only where that was asked for
 * too. */
#pragma once

#include <gio/gio.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct _RgReminders RgReminders;

/* For an open shop, from now on; a sample shop has nothing to remind of. Borrows the application,
 * which has the actions app.show-tasks, app.show-today and app.show-customer (x). */
RgReminders *rg_reminders_new (GApplication *application, GSettings *settings, RgStore *store);
void rg_reminders_free (RgReminders *reminders);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReminders, rg_reminders_free)

G_END_DECLS
