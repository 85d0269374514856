/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files that make a rule's controls share. */
#pragma once

#include "pages/rg-rule-row.h"

G_BEGIN_DECLS

/* The rule that a control may write to, or NULL where it is only being filled, or is of no account
 * any more. */
RgRule *rg_rule_row_edit (RgRuleRow *self);
/* After writing; rebuild: other controls fit the rule now. */
void rg_rule_row_edited (RgRuleRow *self, gboolean rebuild);
void rg_rule_row_take_control (RgRuleRow *self, GtkWidget *control);

/* rg-rule-names-controls.c: a row for each name of a list of the rule, which is told by its offset
 * in RgRule, and the one that takes another. */
void rg_rule_row_add_list (RgRuleRow *row, const RgRule *rule, gsize list, GtkWidget *chooser);
/* The one text that stands in the place of names. */
void rg_rule_row_add_text (RgRuleRow *row, const RgRule *rule);

/* rg-rule-own-controls.c: those of a rule about an own field. dataset may be NULL. */
void rg_rule_row_add_own (RgRuleRow *self, const RgRule *rule, const RgDataset *dataset,
                          const char *currency);

/* rg-rule-when-controls.c: those of the period, and of the place and time of receipts. */
void rg_rule_row_add_window (RgRuleRow *self, const RgRule *rule);
void rg_rule_row_add_where (RgRuleRow *self, const RgRule *rule, const RgDataset *dataset);

G_END_DECLS
