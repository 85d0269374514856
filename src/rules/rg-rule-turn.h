/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What would turn a rule about somebody that is no matter of amount, in a sentence and in values
 * that a program can apply. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

struct _RgTurn {
  gboolean wanted;         /* the rule without its "not" should hold; FALSE: it should not */
  char **names;            /* all of them are to be had (or to be lost), or: to be one of them */
  RgDay from, to;          /* a day should lie between the two, or outside of them */
  RgPermission permission; /* that should have been said */
};

void rg_turn_clear (RgTurn *turn);
/* One name of the rule, or all of them. */
void rg_turn_take_names (RgTurn *turn, char *const *names, guint n);

/* Sentences, all translated. */

/* "It would be otherwise if that had been on 3 Nov 2026 or later.": of a day, that the days of the
 * rule's window are wanted, or not. NULL where any day would do. */
char *rg_turn_day (RgTurn *turn, const RgRule *rule, const RgSegmentContext *context);
/* The same of the days of `turn`. */
char *rg_turn_day_between (const RgTurn *turn);
/* By the condition: that it is one of the names, or has the text as a part. */
char *rg_turn_words (RgTurn *turn, const RgRule *rule);
/* `template` with what the names of `turn` are. */
char *rg_turn_fill_names (const RgTurn *turn, const char *template);

G_END_DECLS
