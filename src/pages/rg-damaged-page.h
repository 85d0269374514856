/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window shows in place of a shop whose file is damaged, or has changes of another file
 * beside it: what happened, and the ways on. A backup is restored through the application's action;
 * rescuing and exporting happen here. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_DAMAGED_PAGE (rg_damaged_page_get_type ())
G_DECLARE_FINAL_TYPE (RgDamagedPage, rg_damaged_page, RG, DAMAGED_PAGE, AdwNavigationPage)

/* signals
 *   open-without (): the changes of another file are to be set aside, and the shop opened.
 *   try-again (): the file is to be opened once more.
 *   use-rescued (const char *path): the file there, a whole shop, is to take the place of the
 *     damaged one. */

/* path: of the file, which nobody has open. error: what opening it said, or NULL where it was found
 * while it was open. */
AdwNavigationPage *rg_damaged_page_new (const char *path, const GError *error);

G_END_DECLS
