/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop as it was at the end of a day.
 *
 * Purchases count by the day of their sale, as the tills tell it now: what came with an import
 * that was taken back since has never been, as it was a mistake on those days, too. Permission
 * and points count by the day on which somebody said so, or on which they came and went; what
 * takes an entry back counts by the day on which that was done. All else about people (names,
 * contact points, homes, tags, own fields, tickets, who was chosen by hand, merging, deleting) is
 * what History says it was; what an import brought counts from that import on, or, of people who
 * came with it, from their own first day. That is the earliest of the day they joined, of their
 * first receipt and of being written down, so that a shop that was imported in one go has a past.
 * Names of products, places, tags and fields are those of today, and so are the rules of saved
 * segments. Who was erased is not in the past either. */
#pragma once

#include "analysis/rg-dataset.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct _RgPast RgPast;

/* now: the dataset to go back from; from: the earliest day that will be asked for. Reads on a
 * connection of its own, which belongs to the thread that opens it: not the main one. */
RgPast *rg_past_open (RgStore *store, const RgShop *shop, const RgDataset *now, RgDay from,
                      GError **error);
void rg_past_free (RgPast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPast, rg_past_free)

/* The dataset at the end of the day, of the same positions as `now` and perhaps more. Days have to
 * descend from one call to the next: each goes back from the last. */
RgDataset *rg_past_get (RgPast *past, RgDay day, GError **error);

G_END_DECLS
