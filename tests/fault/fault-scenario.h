/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One way to do one thing to a shop, and what the shop is like before and after it. */
#pragma once

#include "fault-actions.h"

/* Which shop it is, by what was done in it. */
typedef enum {
  FAULT_BEFORE,     /* nothing */
  FAULT_DONE,       /* the action */
  FAULT_DONE_NEXT,  /* the action, then the next thing */
  FAULT_NEXT,       /* the next thing alone */
  FAULT_N_STATES,
  FAULT_NONE = -1
} FaultState;

typedef struct {
  const FaultAction *action;
  FaultWay way;
  RgTestShop shop; /* closed; its file is a copy of `base` or what became of it */
  char *name;
  char *base;
  char *states[FAULT_N_STATES];
} FaultScenario;

/* Makes everything from a copy of first's file, in the same folder. */
FaultScenario *fault_scenario_new (const RgTestShop *first, const FaultAction *action,
                                   FaultWay way);
void fault_scenario_free (FaultScenario *scenario);
/* The file is as it was before the action again, with nothing left beside it. */
void fault_scenario_reset (FaultScenario *scenario);
gboolean fault_scenario_run (FaultScenario *scenario, GError **error);
/* Which of the states the open shop is in, the latest where some are equal (a backup changes
 * nothing); FAULT_NONE with an error where it cannot be read, without one where it is none of
 * them. */
FaultState fault_scenario_find_state (FaultScenario *scenario, GError **error);
void fault_scenario_assert_state (FaultScenario *scenario, FaultState expected);

/* Calls func for every way of the action; for one of them where REGULARS_FAULT_CUTS is not set. */
void fault_scenario_each_way (const RgTestShop *first, const FaultAction *action,
                              void (*func) (FaultScenario *scenario));

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultScenario, fault_scenario_free)
