/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the plain rules share. */
#pragma once

#include "rg-plain.h"

G_BEGIN_DECLS

gboolean plain_is (const RgRule *rule, const char *keyword);
gboolean plain_begins (const RgRule *rule, const char *keyword);
/* Whether a name is one of a list. */
gboolean plain_named (char *const *names, const char *name);
gboolean plain_in_window (const Plain *plain, const RgWindow *window, RgDay day);
/* Without the “not”. */
gboolean plain_compares (const RgRule *rule, long double value);
/* Whether the rule looks at it, by its day and place. */
gboolean plain_looks_at (const Plain *plain, const RgRule *rule, const PlainReceipt *receipt);
gboolean plain_is_visit (const PlainReceipt *receipt);
const PlainProduct *plain_product_of (const Plain *plain, gint64 id);
/* Whether one of the names means the product. */
gboolean plain_means (const Plain *plain, const RgRule *rule, char *const *names, gint64 id);
/* Whether it was sold: a line of sale of more than nothing. */
gboolean plain_sells (const Plain *plain, const RgRule *rule, char *const *names,
                      const PlainReceipt *receipt);
int plain_compare_days (gconstpointer a, gconstpointer b);
/* Sorts them, each once. */
void plain_only_different (GArray *days);
/* Linear between neighbours, halves up; gaps ascending. */
int plain_quantile (const GArray *gaps, double part);

/* Whether the day and month come round on one of the days. */
RgDay plain_comes_round (const Plain *plain, const RgWindow *window, int month, int mday);

/* rg-plain-people.c */
gboolean plain_has_words (const PlainPerson *person, const char *words);
gboolean plain_has_part (const RgRule *rule, const char *text);
gboolean plain_has_edge (const PlainPerson *person, const RgRule *rule);
gboolean plain_has_tag (const Plain *plain, char *const *names, gint64 id);
gboolean plain_has_tags (const Plain *plain, const RgRule *rule, gint64 id);
gboolean plain_birthday_holds (const Plain *plain, const RgRule *rule,
                               const PlainPerson *person);
/* In the shop's own country, but for those in the list of abroad. */
gboolean plain_distance_holds (const RgRule *rule, const PlainPerson *person);
gboolean plain_prefers_holds (const Plain *plain, const RgRule *rule, const PlainPerson *person);

/* rg-plain-goods.c */
gboolean plain_sequence_holds (const Plain *plain, const RgRule *rule, gint64 id);
gboolean plain_lasts_holds (const Plain *plain, const RgRule *rule, gint64 id);
gboolean plain_acts_hold (const Plain *plain, const RgRule *rule, gint64 id);
gboolean plain_again_holds (const Plain *plain, const RgRule *rule, gint64 id);

/* rg-plain-care.c */
gboolean plain_points_hold (const Plain *plain, const RgRule *rule, gint64 id);
gboolean plain_tickets_hold (const Plain *plain, const RgRule *rule, gint64 id);

G_END_DECLS
