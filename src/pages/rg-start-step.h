/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One question of Start My Shop: groups of rows above the two buttons Later and Next. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-set-up.h"

G_BEGIN_DECLS

#define RG_TYPE_START_STEP (rg_start_step_get_type ())
G_DECLARE_FINAL_TYPE (RgStartStep, rg_start_step, RG, START_STEP, AdwNavigationPage)

/* signals
 *   next (): somebody is done with the question.
 *   later (): somebody wants to leave here. */

RgStartStep *rg_start_step_new (RgSetUpStep step, const char *title);
RgSetUpStep rg_start_step_get_step (RgStartStep *self);
void rg_start_step_add (RgStartStep *self, GtkWidget *group);
/* With an underline for the key. */
void rg_start_step_set_next (RgStartStep *self, const char *label);
/* NULL for none. */
void rg_start_step_set_later (RgStartStep *self, const char *label);
GtkWidget *rg_start_step_get_next_button (RgStartStep *self);
/* Says why it cannot go on, and puts the keyboard on `row` (may be NULL); NULL takes it back. */
void rg_start_step_refuse (RgStartStep *self, const char *reason, GtkWidget *row);

G_END_DECLS
