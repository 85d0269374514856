/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands under a rule: how many it matches, or what is wrong with it. */
#include "pages/rg-rule-row.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-segment-circle.h"

/* "9 870 match · removes 1 020" */
static char *
rg_rule_row_dup_numbers (RgNodeType group, const RgNodeCount *count)
{
  g_autofree char *match = rg_number_format (count->match);
  g_autofree char *effect = rg_number_format (count->effect);
  /* Translators: %s is a number of customers. */
  g_autofree char *first = g_strdup_printf (P_("%s matches", "%s match", count->match), match);
  g_autofree char *second = NULL;

  if (group == RG_NODE_ALL)
    /* Translators: %s is a number of customers who are out because of this rule. */
    second = g_strdup_printf (_("removes %s"), effect);
  else if (group == RG_NODE_ANY)
    /* Translators: %s is a number of customers who are in because of this rule alone. */
    second = g_strdup_printf (_("adds %s by itself"), effect);
  else
    /* Translators: %s is a number of customers whom this rule takes out. */
    second = g_strdup_printf (_("takes out %s"), effect);
  return g_strdup_printf ("%s · %s", first, second);
}

/* Where the rule leads back to its own segment: what is said of that, or NULL. */
static char *
rg_rule_row_dup_circle (const RgRule *rule, const RgDataset *dataset, gint64 segment)
{
  RgSegmentBook book;

  if (dataset == NULL || !rule->kind->nested)
    return NULL;
  book = rg_segment_book (dataset);
  return rg_rule_dup_circle (&book, rule, rg_segment_book_find (dataset, segment));
}

static void
rg_rule_row_put_before (char **text, const char *note)
{
  g_autofree char *old = *text;

  *text = old != NULL ? g_strdup_printf ("%s\n%s", note, old) : g_strdup (note);
}

void
rg_rule_row_show_count (RgRuleRow *self, const RgNodeCount *count, RgOdds *odds,
                        const RgDataset *dataset, gint64 segment)
{
  const RgRule *rule = &rg_rule_row_get_node (self)->rule;
  g_autofree char *odd = rg_odds_dup (odds, rg_rule_row_get_node (self));
  g_autofree char *circle = rg_rule_row_dup_circle (rule, dataset, segment);
  const char *missing = circle != NULL ? circle : rg_rule_missing (rule);
  const char *unknown = dataset != NULL ? rg_rule_unknown_name (rule, dataset) : NULL;
  const char *no_data =
    missing == NULL && dataset != NULL ? rg_rule_no_data (rule, dataset) : NULL;
  g_autofree char *text = NULL;

  if (rg_rule_row_get_node (self)->off)
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _("Switched off"));
      return;
    }
  if (missing != NULL || no_data != NULL)
    text = g_strdup (missing != NULL ? missing : no_data);
  else if (count != NULL)
    text = rg_rule_row_dup_numbers (rg_rule_row_get_node (self)->parent->type, count);
  if (missing == NULL && no_data == NULL && unknown != NULL)
    {
      /* Translators: a name in a rule, which is not the name of anything in the shop. */
      g_autofree char *note =
        g_strdup_printf (_("Nothing in the shop is called “%s”."), unknown);

      rg_rule_row_put_before (&text, note);
    }
  if (odd != NULL && missing == NULL)
    rg_rule_row_put_before (&text, odd);
  if (text != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}
