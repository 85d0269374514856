/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of tables of kinds. Whatever reads, prints, counts or shows rules goes by their rows. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#include <string.h>

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

/* By the first word of their keywords, made once: to look through all tables takes half of what it
 * takes to read and count a rule of a small shop. */
static GHashTable *
rg_rule_kinds_by_word (void)
{
  static gsize table;

  if (g_once_init_enter (&table))
    {
      GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                 (GDestroyNotify) g_ptr_array_unref);

      for (guint t = 0; rg_rule_tables[t] != NULL; t++)
        for (const RgRuleKind *kind = rg_rule_tables[t]; kind->keyword != NULL; kind++)
          {
            g_autofree char *word = g_strndup (kind->keyword, strcspn (kind->keyword, " "));
            GPtrArray *kinds = g_hash_table_lookup (words, word);

            if (kinds == NULL)
              g_hash_table_insert (words, g_strdup (word), kinds = g_ptr_array_new ());
            g_ptr_array_add (kinds, (gpointer) kind);
          }
      g_once_init_leave (&table, (gsize) words);
    }
  return (GHashTable *) table;
}

const GPtrArray *
rg_rule_kinds_with (const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  return g_hash_table_lookup (rg_rule_kinds_by_word (), lower);
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

const RgRuleKind *
rg_rule_kind_longer (const RgRuleKind *kind)
{
  const gsize length = strlen (kind->keyword);
  const GPtrArray *kinds = NULL;
  g_autofree char *word = g_strndup (kind->keyword, strcspn (kind->keyword, " "));

  kinds = g_hash_table_lookup (rg_rule_kinds_by_word (), word);
  for (guint k = 0; k < kinds->len; k++)
    {
      const RgRuleKind *other = kinds->pdata[k];

      if (strncmp (other->keyword, kind->keyword, length) == 0 && other->keyword[length] == ' ')
        return other;
    }
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
rg_selling_word (RgSelling selling)
{
  static const char *const words[RG_SELLINGS] = { NULL, "shop", "web" };

  return words[selling];
}

const char *
rg_weekday_word (guint weekday)
{
  static const char *const words[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
                                       "saturday", "sunday" };

  return words[weekday];
}
