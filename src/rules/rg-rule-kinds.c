/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of tables of kinds. Whatever reads, prints, counts or shows rules goes by their rows. */
#include "config.h"

#include "rules/rg-rule-scan.h"

const RgRuleKind *const rg_rule_tables[] = {
  rg_word_kinds, rg_distance_kinds, rg_person_kinds, rg_contact_kinds, rg_prefers_kinds,
  rg_purchase_kinds, rg_product_kinds, rg_again_kinds, rg_lasting_kinds, rg_activity_kinds,
  rg_rhythm_kinds, rg_points_kinds, rg_ticket_kinds, rg_own_kinds, rg_segment_kinds, NULL,
};

guint
rg_n_rule_kinds (void)
{
  guint n = 0;

  while (rg_rule_kind_at (n) != NULL)
    n++;
  return n;
}

const RgRuleKind *
rg_rule_kind_at (guint k)
{
  for (guint t = 0; rg_rule_tables[t] != NULL; t++)
    for (const RgRuleKind *kind = rg_rule_tables[t]; kind->keyword != NULL; kind++)
      if (k-- == 0)
        return kind;
  return NULL;
}

const RgRuleKind *
rg_rule_kind_find (const char *keyword)
{
  const RgRuleKind *kind;

  for (guint k = 0; (kind = rg_rule_kind_at (k)) != NULL; k++)
    if (g_str_equal (kind->keyword, keyword))
      return kind;
  return NULL;
}

guint
rg_rule_kind_n_choices (const RgRuleKind *kind)
{
  guint n = 0;

  while (kind->choices != NULL && kind->choices[n].word != NULL)
    n++;
  return n;
}

const char *
rg_permission_word (RgPermission permission)
{
  static const char *const words[] = { "unknown", "yes", "no" };

  return words[permission];
}

const char *
rg_calendar_word (RgCalendarUnit unit)
{
  static const char *const words[RG_UNITS] = { "week", "month", "quarter", "year" };

  return words[unit];
}

const char *
rg_weekday_word (guint weekday)
{
  static const char *const words[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
                                       "saturday", "sunday" };

  return words[weekday];
}
