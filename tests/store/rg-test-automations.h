/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What tests of automations do each day. */
#pragma once

#include "rg-test-shop.h"

G_BEGIN_DECLS

/* For all that comes, in UTC. */
void rg_test_set_clock (RgDay day, int hour);
/* Saved and switched on; its id. */
gint64 rg_test_automation_add (RgTestShop *test, const char *name, const char *text);
/* For how many something was done, or passed over; none may stand still. *last: the action of the
 * last one; may be NULL. */
guint rg_test_automations_run (RgTestShop *test, gint64 *last);

G_END_DECLS
