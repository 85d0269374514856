/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The control for a value in one of the shop's own fields: an entry, a list to choose from, or one
 * to tick. */
#pragma once

#include "store/rg-store-own-values.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* text: the value's plain form, "" for nothing known; currency: the shop's. The row is an
 * AdwPreferencesRow. */
GtkWidget *rg_own_value_row_new (const RgOwnField *field, const char *text, const char *currency);
/* What is in it now, as a plain form; NULL with a sentence where the field does not take it, or is
 * required and empty: then the row says so, too. */
char *rg_own_value_row_dup_text (GtkWidget *row, GError **error);
const RgOwnField *rg_own_value_row_get_field (GtkWidget *row);

G_END_DECLS
