/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A shop in a temporary folder, for tests. */
#pragma once

#include "base/rg-own-kind.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  RgStore *store;
} RgTestShop;

/* An empty shop: "Fjordbok", NOK, Europe/Oslo. */
RgTestShop *rg_test_shop_new (void);
/* Closes the file and opens it again. */
void rg_test_shop_reopen (RgTestShop *shop);
void rg_test_shop_free (RgTestShop *shop);

/* Runs statements as one action, as a page would; the id of the action, 0 where nothing changed. */
gint64 rg_test_shop_write (RgTestShop *shop, const char *label, const char *sql);
/* One of the statements, in which up to two %d become small numbers; *what: as it was run. */
gint64 rg_test_shop_random_edit (RgTestShop *shop, const char *const *edits, guint n, char **what);
/* Three times by the dice: somebody of the first so many is given points that lapse soon, or spends
 * some. */
void rg_test_shop_change_points (RgTestShop *shop, guint seed, int n_people);
/* Takes an action back, which has to work; the id of the action that does so. */
gint64 rg_test_shop_take_back (RgTestShop *shop, gint64 action);
/* Makes an own field, with its choices parted by commas; its id. */
gint64 rg_test_shop_add_field (RgTestShop *shop, RgOwnKind kind, const char *name,
                               const char *choices);
/* The first column of the first row as text; "" for NULL, NULL for no row. */
char *rg_test_shop_read (RgTestShop *shop, const char *sql);
/* Every row of every enduring table, but for the history's own, as text: equal texts are equal
 * shops. Ledger tables are left out where `ledgers` is FALSE. */
char *rg_test_shop_dump (RgTestShop *shop, gboolean ledgers);
void rg_test_shop_check (RgTestShop *shop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTestShop, rg_test_shop_free)

G_END_DECLS
