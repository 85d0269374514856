/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The folder of new files, looked into for one open shop whatever page is shown: soon after the
 * shop is opened, after each import, and whenever somebody asks. Never on the main thread. Where
 * the shop said so, what is found is imported at once. A sample shop has no such folder. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_NEW_FILES (rg_new_files_get_type ())
G_DECLARE_FINAL_TYPE (RgNewFiles, rg_new_files, RG, NEW_FILES, GObject)

/* signals
 *   "looked" ():                            the folder or its files may be others than before.
 *   "imported" (guint n, gint64 action):    so many were imported by themselves; the last one's
 *                                           action. */

/* Borrowed; lives as long as the store, and is made when it is asked for first. */
RgNewFiles *rg_new_files_get (RgStore *store);
/* Looks as soon as the look that is under way has ended. */
void rg_new_files_look (RgNewFiles *self);
/* For good: the shop is about to be closed. */
void rg_new_files_stop (RgNewFiles *self);

/* The folder's address, borrowed; NULL where none was chosen. */
const char *rg_new_files_get_folder (RgNewFiles *self);
/* RgFoundFile, borrowed, empty where there are none; NULL where the folder cannot be looked
 * into. */
const GPtrArray *rg_new_files_get_files (RgNewFiles *self);
/* How many of them nobody was told of; from then on they are known. Files with a problem are none
 * of them. */
guint rg_new_files_take_untold (RgNewFiles *self);

G_END_DECLS
