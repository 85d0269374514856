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
  gint64 product;          /* the row's id of the one to be bought; 0: any that the rule means */
  gint64 pieces;           /* of it at the least; 0: one is enough */
  guint times;             /* on so many days more they should come */
  guint every;             /* from `from` on, so many days apart; 0: on any days up to today */
  RgDay until;             /* then they should not come before that day; 0: they may */
  RgDay first;             /* the first day on which they should have come; 0: any */
  gboolean never;          /* they should never have come, nor bought what the rule means */
  gboolean unknown;        /* the day should not be known */
  RgDay unbought;          /* none of `names` should have been bought from then on; 0: it may */
  gint64 by;               /* minor units that they should spend more, or less */
  guint8 recency, frequency; /* scores that somebody should have; 0: any */
  gboolean nothing;        /* nothing about this person would turn it, as the sentence says why */

  /* Set before. */
  const char *currency;
  const RgSegmentContext *all; /* among whom they are at `position` */
  guint position;
};

void rg_turn_clear (RgTurn *turn);
/* One name of the rule, or all of them. */
void rg_turn_take_names (RgTurn *turn, char *const *names, guint n);

/* Sentences, all translated. */

/* "Nothing would change that: no product has a warranty." because: "no product has a warranty",
 * translated. */
char *rg_turn_nothing (RgTurn *turn, const char *because);

/* "It would be otherwise if that had been on 3 Nov 2026 or later.": of a day, that the days of the
 * rule's window are wanted, or not. NULL where any day would do. */
char *rg_turn_day (RgTurn *turn, const RgRule *rule, const RgSegmentContext *context);
/* The same of the days of `turn`. */
char *rg_turn_day_between (const RgTurn *turn);
/* "It would take a purchase of Coffee between 3 Nov 2026 and 9 Nov 2026.": on one of the days of
 * `turn`. */
char *rg_turn_purchase (const RgTurn *turn, const char *what);
/* "It would take a visit between 3 Nov 2026 and 9 Nov 2026.": of one who never came. */
char *rg_turn_visit (const RgTurn *turn);
/* That they had come for the first time on a day, or never. */
char *rg_turn_beginning (const RgTurn *turn);
/* "It would take €12.50 more." digits: of the currency. */
char *rg_turn_amount (const RgTurn *turn, int digits);
/* The same of a number in words. */
char *rg_turn_more (gboolean more, const char *number);
/* `template` with the two days: one of the days of the year between them is wanted, or none; `any`
 * where they are all of it. */
char *rg_turn_day_of_year (RgTurn *turn, RgDay from, RgDay to, const char *template,
                           const char *any);
/* The same of the anniversary of a day; never: that there were no such day. */
char *rg_turn_anniversary (RgTurn *turn, RgDay from, RgDay to, const char *never);
/* By the condition: that it is one of the names, or has the text as a part. */
char *rg_turn_words (RgTurn *turn, const RgRule *rule);
/* `template` with what the names of `turn` are. */
char *rg_turn_fill_names (const RgTurn *turn, const char *template);

G_END_DECLS
