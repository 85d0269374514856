/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks which till a shop has, and says how its sales become a file and what that file can give. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_TILL_GROUP (rg_till_group_get_type ())
G_DECLARE_FINAL_TYPE (RgTillGroup, rg_till_group, RG, TILL_GROUP, AdwPreferencesGroup)

/* "square", "other": a stable word for the shop's file. Static. */
const char *rg_till_group_get_till (RgTillGroup *self);
/* A word that is not known chooses nothing. */
void rg_till_group_set_till (RgTillGroup *self, const char *till);

G_END_DECLS
