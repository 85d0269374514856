/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows that say until when something is to be done: some time, one of the next days, or a day of a
 * calendar. Other rows of the form may follow in the same group. */
#pragma once

#include <adwaita.h>

#include "base/rg-date.h"

G_BEGIN_DECLS

#define RG_TYPE_DUE_GROUP (rg_due_group_get_type ())
G_DECLARE_FINAL_TYPE (RgDueGroup, rg_due_group, RG, DUE_GROUP, AdwPreferencesGroup)

/* properties
 *   "title" of the group; "row-title" (string): of the row, "Due"
 *   "calendar-label" (string): what is spoken for the calendar */

/* due RG_DAY_NONE: some time. today: the shop's, that the next days count from. */
void rg_due_group_set_day (RgDueGroup *self, RgDay due, RgDay today);
/* RG_DAY_NONE for some time, and before a day was set. */
RgDay rg_due_group_get_day (RgDueGroup *self);

G_END_DECLS
