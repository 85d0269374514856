/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules about the shop's own fields: what rg-segment.h promises, for RG_RULE_OWN. */
#pragma once

#include "rules/rg-rule-evaluate.h"
#include "rules/rg-segment-parser.h"

G_BEGIN_DECLS

const char *rg_rule_own_missing (const RgRule *rule);
gboolean rg_rule_own_parse (RgParser *parser, RgRule *rule);
/* Behind the keyword. */
void rg_rule_own_print (const RgRule *rule, GString *out);
char *rg_rule_own_phrase (const RgRule *rule);
/* For whom it is so; of a condition that something is not so, for whom that is so. */
RgBitset *rg_rule_own_scan (const RgRule *rule, const RgSegmentContext *context);
const char *rg_rule_own_unknown (const RgRule *rule, const RgDataset *dataset);

/* rg-segment-sentence.c: "Oslo, Bergen or Voss". */
char *rg_names_text (char *const *names);

G_END_DECLS
