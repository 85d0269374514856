/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One rule of a segment as a row: its sentence and its numbers; opened, its controls.
 *
 * signals
 *   changed (): the rule in the node is another one now
 *   remove (), move (int step): asked for by the row's buttons and keys */
#pragma once

#include "rules/rg-segment-count.h"
#include "rules/rg-segment-odd.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_RULE_ROW (rg_rule_row_get_type ())
G_DECLARE_FINAL_TYPE (RgRuleRow, rg_rule_row, RG, RULE_ROW, AdwExpanderRow)

/* node is borrowed and written to; dataset (may be NULL) gives the names to choose from. */
RgRuleRow *rg_rule_row_new (RgNode *node, RgDataset *dataset, const char *currency);
RgNode *rg_rule_row_get_node (RgRuleRow *self);
/* The keyboard goes to the first control of the opened row. */
void rg_rule_row_focus_first (RgRuleRow *self);
/* Before the node goes: the row does nothing more. */
void rg_rule_row_forget_node (RgRuleRow *self);
/* count NULL: not known yet. segment: the id of the one whose rule it is, 0: not saved yet. */
void rg_rule_row_show_count (RgRuleRow *self, const RgNodeCount *count, RgOdds *odds,
                             const RgDataset *dataset, gint64 segment);

G_END_DECLS
