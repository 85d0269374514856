/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What follows from a rule, whatever the shop, so that rules of different kinds can be held against
 * each other.
 *
 * A claim is that a number of somebody, named by a text, lies between two others; or that they
 * have so many receipts (or other things with a day) of some products, in a period, at a place. A
 * rule is told of in cases, of which one at least is so for whoever fits it; in a case all claims
 * are. Two rules exclude each other where each case of the one has a claim against each case of
 * the other. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* What follows of whoever fits the rule; not: of whoever does not. NULL where too much would. */
RgClaims *rg_claims_new (const RgRule *rule, gboolean not, const RgSegmentContext *context);
void rg_claims_free (RgClaims *claims);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgClaims, rg_claims_free)

/* Nobody is as both say; b NULL: as the one says. */
gboolean rg_claims_exclude (const RgClaims *a, const RgClaims *b);
/* Nobody is as it says, for want of the days that it asks for. */
gboolean rg_claims_lie_ahead (const RgClaims *claims);

/* --- for the kinds ------------------------------------------------------------------------ */

/* Less than any number: of whom nothing is known. */
#define RG_CLAIM_UNKNOWN G_MININT64
#define RG_CLAIM_LEAST (G_MININT64 + 1)
#define RG_CLAIM_MOST G_MAXINT64

const RgSegmentContext *rg_claims_context (const RgClaims *claims);
/* What is added from here on is of another case. */
void rg_claims_or (RgClaims *claims);
/* The number lies between the two; not: outside of them, or nothing is known. Whole numbers. */
void rg_claims_value (RgClaims *claims, const char *about, gint64 low, gint64 high, gboolean not);
/* The same of one of several things that have a name: "tag" and "web". */
void rg_claims_has (RgClaims *claims, const char *about, const char *name, gboolean has);
/* Has one of the names; not: none of them. */
void rg_claims_has_any (RgClaims *claims, const char *about, char *const *names, gboolean not);
/* What the rule compares, as it compares it. */
void rg_claims_number (RgClaims *claims, const RgRule *rule, gboolean not);
/* So many things of the products that the rule names (names NULL: of all) on such days. where:
 * NULL for anywhere. Receipts are "sold": those on which something was. */
void rg_claims_things (RgClaims *claims, const char *about, RgRuleList list, char *const *names,
                       RgDay from, RgDay to, const RgWhere *where, gint64 low, gint64 high,
                       gboolean not);
/* Receipts that the rule looks at, as many as it compares with. */
void rg_claims_things_compared (RgClaims *claims, const char *about, const RgRule *rule,
                                gboolean not);
/* At least so many of them. */
void rg_claims_things_least (RgClaims *claims, const char *about, const RgRule *rule, gint64 low);
/* Came so often at least, up to a day. */
void rg_claims_came (RgClaims *claims, RgDay to, gint64 low);

#define RG_CLAIM_SOLD "sold"

/* Whether it compares a number, of whatever. */
gboolean rg_rule_is_number (const RgRule *rule);
/* What a rule is about: its text without what it compares with. */
char *rg_rule_dup_about (const RgRule *rule);

/* --- kinds that have nothing more to say -------------------------------------------------- */

/* That the number or the choice is what the rule says. */
void rg_rule_claims_plain (const RgRule *rule, gboolean not, RgClaims *claims);
/* Came as the rule looks at it, where it compares what they have then. */
void rg_rule_claims_came (const RgRule *rule, gboolean not, RgClaims *claims);
/* The same where it asks for more than nothing. */
void rg_rule_claims_some (const RgRule *rule, gboolean not, RgClaims *claims);
/* Came at any time. */
void rg_rule_claims_ever (const RgRule *rule, gboolean not, RgClaims *claims);
/* Bought what the rule names, as it looks at it, whatever else it says. */
void rg_rule_claims_bought (const RgRule *rule, gboolean not, RgClaims *claims);

G_END_DECLS
