/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What would turn a rule that goes by the days on which somebody came: that they come, stay away,
 * or had come later. */
#pragma once

#include "rules/rg-rule-turn.h"

G_BEGIN_DECLS

/* On which of the choices of a kind somebody is who came on those days, ascending and each once. */
typedef guint (*RgComesFunc) (const RgDay *days, gsize n, RgDay today);

/* Of the one person of the context: a sentence, with the days in `turn`; NULL where nothing of it
 * would do. First what people may do yet, and of that the least. */
char *rg_turn_comes (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn,
                     RgComesFunc func);

G_END_DECLS
