/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the shops of this computer are, and which one to open. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the name of a shop's file ends. */
#define RG_SHOP_SUFFIX ".regulars"

/* The user's own shop: what the settings say, else shop.regulars in the user's data folder. */
char *rg_shops_dup_own_path (GSettings *settings);
/* The sample shop, in the same folder. */
char *rg_shops_dup_sample_path (void);
/* The shop to open without being told: the user's own, else the sample shop; NULL where there is
 * neither. */
char *rg_shops_dup_first_path (GSettings *settings);
/* Makes the folder that the file will be in. */
gboolean rg_shops_make_folder (const char *path, GError **error);

G_END_DECLS
