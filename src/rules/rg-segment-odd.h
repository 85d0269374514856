/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that cannot be together, or that say nothing together, whatever the shop. */
#pragma once

#include "rules/rg-segment.h"

G_BEGIN_DECLS

/* Of a rule in a group that asks for all: that nobody can fit it and another one beside it. In one
 * that asks for any: that everybody fits it or another one. Translated; NULL: neither. Only what
 * follows from two rules about the very same thing is found. */
char *rg_node_dup_odd (const RgNode *node, const char *currency);

G_END_DECLS
