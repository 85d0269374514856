/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What would turn a rule about when something is bought again: a purchase, some days without one,
 * purchases as regular as it takes to know somebody's own rhythm, or none at all. */
#pragma once

#include "rules/rg-again.h"
#include "rules/rg-rule-turn.h"

G_BEGIN_DECLS

/* The days on which it should be due. */
typedef void (*RgAgainWindow) (const RgRule *rule, const RgSegmentContext *context, RgDay *from,
                               RgDay *to);

/* one: the days of the one person of the context; all: of everybody. Always a sentence. */
char *rg_turn_again (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
                     const RgAgain *one, const RgAgain *all, RgAgainWindow window);

G_END_DECLS
