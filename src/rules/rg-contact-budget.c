/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often a person, and a home, is contacted at most. */
#include "rules/rg-contact-budget.h"

#define RG_BUDGET_WEEK 7
#define RG_SUNDAY 6

void
rg_contact_budget_init (RgContactBudget *budget)
{
  *budget = (RgContactBudget) {
    .on = TRUE,
    .month = 2,
    .gap = 7,
    .home_month = 4,
    .quiet = TRUE,
    .quiet_from = 20 * 60,
    .quiet_until = 9 * 60,
    .quiet_sundays = TRUE,
  };
}

/* Of one person, or one home. */
typedef struct {
  int month;
  int week;
  RgDay last;
} RgContactCount;

struct _RgContactHistory
{
  GHashTable *customers; /* gint64 → RgContactCount */
  GHashTable *homes;
  RgDay today;
};

static void
rg_contact_history_add (RgContactHistory *history, GHashTable *counts, gint64 id, RgDay day)
{
  RgContactCount *count = g_hash_table_lookup (counts, &id);

  if (count == NULL)
    {
      count = g_new0 (RgContactCount, 1);
      count->last = day;
      g_hash_table_insert (counts, g_memdup2 (&id, sizeof id), count);
    }
  count->month++;
  count->week += day > history->today - RG_BUDGET_WEEK;
  count->last = MAX (count->last, day);
}

RgContactHistory *
rg_contact_history_new (const RgContactMade *made, gsize n_made, RgDay today)
{
  RgContactHistory *history = g_new0 (RgContactHistory, 1);

  history->today = today;
  history->customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  history->homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (gsize i = 0; i < n_made; i++)
    {
      if (made[i].day > today || made[i].day <= today - RG_BUDGET_MONTH)
        continue;
      rg_contact_history_add (history, history->customers, made[i].customer, made[i].day);
      if (made[i].home != 0)
        rg_contact_history_add (history, history->homes, made[i].home, made[i].day);
    }
  return history;
}

void
rg_contact_history_free (RgContactHistory *history)
{
  g_hash_table_unref (history->customers);
  g_hash_table_unref (history->homes);
  g_free (history);
}

RgLeftOut
rg_contact_budget_judge (const RgContactBudget *budget, const RgContactHistory *history,
                         gint64 customer, gint64 home)
{
  const RgContactCount *person = g_hash_table_lookup (history->customers, &customer);
  RgLeftOut full;

  if (!budget->on)
    return RG_LEFT_OUT_NOT;
  if (person != NULL && budget->month > 0 && person->month >= budget->month)
    return RG_LEFT_OUT_MONTH;
  if (person != NULL && budget->week > 0 && person->week >= budget->week)
    return RG_LEFT_OUT_WEEK;
  if (person != NULL && history->today - person->last < budget->gap)
    return RG_LEFT_OUT_GAP;
  return rg_contact_budget_get_home_room (budget, history, home, &full) == 0 ? full
                                                                             : RG_LEFT_OUT_NOT;
}

/* Of so many, with what was made; 0 is no limit. */
static guint
rg_contact_budget_room_of (int most, int made)
{
  return most > 0 ? (guint) MAX (most - made, 0) : G_MAXUINT;
}

guint
rg_contact_budget_get_home_room (const RgContactBudget *budget, const RgContactHistory *history,
                                 gint64 home, RgLeftOut *full)
{
  const RgContactCount *all = g_hash_table_lookup (history->homes, &home);
  const guint month = rg_contact_budget_room_of (budget->home_month, all != NULL ? all->month : 0);
  const guint week = rg_contact_budget_room_of (budget->home_week, all != NULL ? all->week : 0);

  *full = week < month ? RG_LEFT_OUT_HOME_WEEK : RG_LEFT_OUT_HOME_MONTH;
  return budget->on && home != 0 ? MIN (month, week) : G_MAXUINT;
}

gboolean
rg_contact_budget_has_room (const RgContactBudget *budget, const RgContactHistory *history,
                            gint64 customer, guint others)
{
  const RgContactCount *made = g_hash_table_lookup (history->customers, &customer);
  const int more = (int) others;

  if (!budget->on || others == 0)
    return TRUE;
  return budget->gap == 0
         && (budget->month == 0 || (made != NULL ? made->month : 0) + more < budget->month)
         && (budget->week == 0 || (made != NULL ? made->week : 0) + more < budget->week);
}

gboolean
rg_contact_budget_is_quiet (const RgContactBudget *budget, RgChannel channel, int weekday,
                            int minute)
{
  if (channel == RG_CHANNEL_POST || !budget->quiet)
    return FALSE;
  if (budget->quiet_sundays && weekday == RG_SUNDAY)
    return TRUE;
  if (budget->quiet_from <= budget->quiet_until)
    return minute >= budget->quiet_from && minute < budget->quiet_until;
  return minute >= budget->quiet_from || minute < budget->quiet_until;
}
