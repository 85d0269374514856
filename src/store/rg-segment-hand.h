/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that somebody chooses people for by hand, whatever the rules say of them. */
#pragma once

#include "store/rg-store-segments.h"

G_BEGIN_DECLS

typedef enum {
  RG_HAND_CHOSEN,
  RG_HAND_LEFT_OUT,
  RG_HAND_RULES, /* neither: the rules alone decide */
} RgHand;

/* In an action's own transaction: the segment of that name, whose rules ask for such people from
 * now on. A new one, of those chosen for it alone, is made where there is none and somebody is
 * chosen; else RG_STORE_ERROR_NOT_FOUND. */
RgSavedSegment *rg_segment_hand_open (RgWrite *write, const char *name, RgHand hand,
                                      GError **error);

/* RgOwnColumn for rg_dataset_set_hands(), of all segments that somebody chose for. */
GPtrArray *rg_segment_hands_load (RgDb *db, GError **error);

G_END_DECLS
