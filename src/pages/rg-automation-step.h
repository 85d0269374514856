/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing that an automation does, as a group of rows. */
#pragma once

#include <adwaita.h>

#include "rules/rg-automation.h"

G_BEGIN_DECLS

#define RG_TYPE_AUTOMATION_STEP (rg_automation_step_get_type ())
G_DECLARE_FINAL_TYPE (RgAutomationStep, rg_automation_step, RG, AUTOMATION_STEP,
                      AdwPreferencesGroup)

/* What there is to choose from in the shop; the first item of each is nothing. */
typedef struct {
  GtkStringList *staff;
  GtkStringList *campaigns; /* whose list is not fixed */
  GtkStringList *fields;
} RgAutomationChoices;

/* signals
 *   "changed" (): it says something else than before.
 *   "removed" (): somebody wants to be rid of it. */

GtkWidget *rg_automation_step_new (const RgThen *then, const RgAutomationChoices *choices);
/* A new one. */
RgThen *rg_automation_step_dup_then (RgAutomationStep *self);
/* Puts the keyboard on what it names: the owner, the campaign, the field. */
void rg_automation_step_grab_name (RgAutomationStep *self);
/* Where there is only one, it cannot go. */
void rg_automation_step_set_removable (RgAutomationStep *self, gboolean removable);

/* A row at the end of a group, with what is chosen below its title, where long words have room. */
AdwComboRow *rg_combo_row_add (AdwPreferencesGroup *group, const char *title, GtkStringList *list);
/* Of a list that begins with nothing: the text that is chosen, or "". */
const char *rg_combo_row_get_text (AdwComboRow *row);
/* Chooses the text; a name that is not there any more is put behind. */
void rg_combo_row_set_text (AdwComboRow *row, const char *text);

G_END_DECLS
