/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Why two customers may be one person, in plain words. */
#pragma once

#include "analysis/rg-duplicates.h"

G_BEGIN_DECLS

/* "Same phone", "Birthday almost the same"; translated, NULL where the fact says nothing. */
const char *rg_duplicate_reason (RgFact fact, const RgFactScore *score);
/* "speaks strongly for it"; translated. */
const char *rg_duplicate_weight (double weight);
/* "Surely the same person"; translated. */
const char *rg_duplicate_verdict (double same, double home);
/* "birthday": for --json, never translated. */
const char *rg_fact_id (RgFact fact);
const char *rg_agreement_id (RgAgreement agreement);

/* All reasons in one line, those that speak loudest first. */
char *rg_duplicate_dup_reasons (const RgFactScore facts[RG_N_FACTS]);

G_END_DECLS
