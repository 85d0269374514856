/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* People who say and unsay what they allow, in whatever order, and what a ledger's rows mean when
 * somebody reads them without the program's own rules. */
#pragma once

#include "rg-test-shop.h"

#include "store/rg-store-consent.h"

G_BEGIN_DECLS

#define RG_LEDGER_PEOPLE 8

/* Some people of a shop, from the id `first` on: "Person 7" with p7@x, +4740000007 and Street 7;
 * some of them live together, with a mailbox, a telephone and an address of the home. */
typedef struct {
  RgTestShop *test;
  gint64 first;
  GArray *actions; /* gint64, to be taken back */
} RgLedgerWorld;

/* What such shops need once: a product 1, an import 1, what the shop decided of who said nothing,
 * by the dice, and whether an address gets one letter. */
void rg_ledger_shop_init (RgTestShop *test);

/* Adds the people, of whom most have said something. */
void rg_ledger_world_init (RgLedgerWorld *world, RgTestShop *test);
void rg_ledger_world_clear (RgLedgerWorld *world);
/* So many things happen: somebody says yes or no, a file says so, rows are merged and parted,
 * people are deleted, erased, move in and out, pass their e-mail on, ask never to be contacted
 * again and think again; and any of it is taken back. */
void rg_ledger_world_happen (RgLedgerWorld *world, int steps);

/* A second opinion. */
typedef struct {
  gint64 living; /* whom the person became; 0 where they are deleted or erased */
  gboolean may;
  gboolean tailored;
} RgLedgerOpinion;

void rg_ledger_ask (RgDb *db, gint64 customer, RgChannel channel, RgLedgerOpinion *opinion);

G_END_DECLS
