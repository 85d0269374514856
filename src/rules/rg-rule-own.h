/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules about the shop's own fields: what rg-segment.h promises, for kinds with RG_FIELD_OWN. */
#pragma once

#include "rules/rg-rule-scan.h"
#include "rules/rg-segment-parser.h"

G_BEGIN_DECLS

const char *rg_rule_own_missing (const RgRule *rule);
gboolean rg_rule_own_parse (RgParser *parser, RgRule *rule);
/* What the rule is about, or NULL. */
const RgOwnColumn *rg_rule_own_column (const RgRule *rule, const RgDataset *dataset);
/* What it is called. */
const char *rg_rule_own_title (const RgRule *rule);
/* Behind the keyword. */
void rg_rule_own_print (const RgRule *rule, GString *out);
const char *rg_rule_own_unknown (const RgRule *rule, const RgDataset *dataset);

G_END_DECLS
