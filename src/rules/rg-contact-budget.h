/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often a person, and a home, is contacted at most, whichever way; and when nobody is. */
#pragma once

#include "rules/rg-audience.h"

G_BEGIN_DECLS

#define RG_BUDGET_MONTH 30 /* days: any 30 in a row, not a month of the calendar */

/* 0: no limit. */
typedef struct {
  int on;             /* FALSE: nothing of it holds but the quiet hours */
  int month;          /* contacts of one person in RG_BUDGET_MONTH days */
  int week;           /* … in 7 days */
  int gap;            /* days from one contact of a person to the next */
  int home_month;     /* contacts of all who live together in RG_BUDGET_MONTH days */
  int home_week;      /* … in 7 days */
  int one_an_address; /* one letter to an address, one call to a number; e-mail and SMS always */
  int quiet;          /* whether there are quiet hours, for what arrives at once */
  int quiet_from;     /* minutes of the day; from > until: over midnight */
  int quiet_until;
  int quiet_sundays;
} RgContactBudget;

/* Two contacts in 30 days and a week between them: no more than a careful shop sends by itself, so
 * that it is not in the way, and a newcomer has not to learn of it before the first complaint. Four
 * for a home; quiet from 20:00 to 9:00 and on Sundays. Letters are to persons: whether an address
 * gets one of them only is for the shop to choose. */
void rg_contact_budget_init (RgContactBudget *budget);

/* A contact that was made. Merged people count as who they became. */
typedef struct {
  gint64 customer;
  gint64 home; /* 0: none */
  RgDay day;
} RgContactMade;

/* What was made, to be asked about many people. */
typedef struct _RgContactHistory RgContactHistory;

/* Contacts after `today`, or RG_BUDGET_MONTH days before it and earlier, do not count. */
RgContactHistory *rg_contact_history_new (const RgContactMade *made, gsize n_made, RgDay today);
void rg_contact_history_free (RgContactHistory *history);

/* Why one more contact today would be too much: RG_LEFT_OUT_NOT where it would not. */
RgLeftOut rg_contact_budget_judge (const RgContactBudget *budget, const RgContactHistory *history,
                                   gint64 customer, gint64 home);

/* How many more contacts of a home fit in today, G_MAXUINT where nothing limits them; *full: why
 * there are no more after those. */
guint rg_contact_budget_get_home_room (const RgContactBudget *budget,
                                       const RgContactHistory *history, gint64 home,
                                       RgLeftOut *full);

/* Whether one contact of that person fits in today beside so many others. */
gboolean rg_contact_budget_has_room (const RgContactBudget *budget, const RgContactHistory *history,
                                     gint64 customer, guint others);

/* Whether nobody is called, or sent what arrives at once, at that minute of the day; weekday: 0 is
 * Monday. A letter is never too early. */
gboolean rg_contact_budget_is_quiet (const RgContactBudget *budget, RgChannel channel, int weekday,
                                     int minute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgContactHistory, rg_contact_history_free)

G_END_DECLS
