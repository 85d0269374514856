/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments in plain words. Each rule is what follows "customers who". */
#include "config.h"

#include "rules/rg-segment.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-rule-own.h"

#include <string.h>

static char *
rg_amount_text (gint64 micro, const char *currency)
{
  int digits = currency != NULL ? MAX (rg_currency_digits (currency), 0) : 2;
  gint64 unit = 1;

  for (int i = digits; i < 6; i++)
    unit *= 10;
  return rg_money_format (micro / unit, currency != NULL ? currency : "EUR");
}

static char *
rg_number_text (const RgRule *rule, gint64 number, const char *currency)
{
  return rg_rule_kind_info (rule->kind)->fields & RG_FIELD_MONEY
           ? rg_amount_text (number, currency) : rg_number_format (number);
}

char *
rg_names_text (char *const *names)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: joins names: "Oslo, Bergen or Voss". The blanks belong to it. */
        g_string_append (out, names[i + 1] == NULL ? _(" or ") : _(", "));
      g_string_append (out, names[i]);
    }
  if (out->len == 0)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

/* "in the last 90 days", or NULL for ever. */
static char *
rg_window_text (const RgWindow *window)
{
  if (window->mode == RG_WINDOW_LAST)
    return g_strdup_printf (P_("today", "in the last %d days", window->days), window->days);
  if (window->mode == RG_WINDOW_BETWEEN)
    {
      g_autofree char *from = rg_day_format (window->from);
      g_autofree char *to = rg_day_format (window->to);

      /* Translators: two days. */
      return g_strdup_printf (_("between %s and %s"), from, to);
    }
  return NULL;
}

static char *
rg_with_window (char *text, const RgWindow *window)
{
  g_autofree char *plain = text;
  g_autofree char *when = rg_window_text (window);

  /* Translators: what customers did, then when: "spent at least 100 kr", "in the last 90 days". */
  return when != NULL ? g_strdup_printf (_("%s %s"), plain, when) : g_steal_pointer (&plain);
}

static char *
rg_age_text (const RgRule *rule)
{
  int low = (int) rule->low, high = (int) rule->high;

  if (rule->op == RG_OP_BETWEEN)
    /* Translators: of customers: two ages in years. */
    return g_strdup_printf (_("are between %d and %d years old"), low, high);
  if (rule->op == RG_OP_AT_MOST)
    return g_strdup_printf (P_("are %d year old or younger", "are %d years old or younger", high),
                            high);
  return g_strdup_printf (P_("are %d year old or older", "are %d years old or older", low), low);
}

static char *
rg_has_text (const RgRule *rule)
{
  static const char *const yes[] = { N_("have a name"), N_("have an e-mail address"),
                                     N_("have a phone number"), N_("have a postal address") };
  static const char *const no[] = { N_("have no name"), N_("have no e-mail address"),
                                    N_("have no phone number"), N_("have no postal address") };

  return g_strdup (rule->op == RG_OP_IS_NOT ? _(no[rule->has]) : _(yes[rule->has]));
}

static char *
rg_permission_text (const RgRule *rule)
{
  static const char *const texts[RG_CHANNELS][3] = {
    { N_("did not say whether they want post"), N_("said yes to post"), N_("said no to post") },
    { N_("did not say whether they want e-mail"), N_("said yes to e-mail"),
      N_("said no to e-mail") },
    { N_("did not say whether they want calls"), N_("said yes to calls"), N_("said no to calls") },
    { N_("did not say whether they want text messages"), N_("said yes to text messages"),
      N_("said no to text messages") },
  };

  return g_strdup (_(texts[rule->channel][rule->permission]));
}

static char *
rg_stage_text (const RgRule *rule)
{
  static const char *const yes[RG_N_STAGES] = {
    N_("never bought anything"), N_("are new"),     N_("are becoming regulars"),
    N_("are regulars"),          N_("are lapsing"), N_("are lost"),
  };
  static const char *const no[RG_N_STAGES] = {
    N_("bought something"), N_("are not new"),     N_("are not becoming regulars"),
    N_("are no regulars"),  N_("are not lapsing"), N_("are not lost"),
  };

  return g_strdup (rule->op == RG_OP_IS_NOT ? _(no[rule->stage]) : _(yes[rule->stage]));
}

static char *
rg_spend_text (const RgRule *rule, const char *currency)
{
  g_autofree char *low = rg_number_text (rule, rule->low, currency);
  g_autofree char *high = rg_number_text (rule, rule->high, currency);
  gboolean basket = rule->kind == RG_RULE_BASKET;

  if (rule->op == RG_OP_BETWEEN)
    /* Translators: two amounts of money. */
    return g_strdup_printf (basket ? _("spent between %s and %s a visit")
                                   : _("spent between %s and %s"), low, high);
  if (rule->op == RG_OP_AT_MOST)
    /* Translators: an amount of money. */
    return g_strdup_printf (basket ? _("spent at most %s a visit") : _("spent at most %s"), high);
  /* Translators: an amount of money. */
  return g_strdup_printf (basket ? _("spent at least %s a visit") : _("spent at least %s"), low);
}

static char *
rg_visits_text (const RgRule *rule)
{
  int low = (int) rule->low, high = (int) rule->high;

  if (rule->op == RG_OP_BETWEEN)
    /* Translators: how often customers came, from and to. */
    return g_strdup_printf (_("came %d to %d times"), low, high);
  if (rule->op == RG_OP_AT_MOST)
    return g_strdup_printf (P_("came at most %d time", "came at most %d times", high), high);
  return g_strdup_printf (P_("came at least %d time", "came at least %d times", low), low);
}

static char *
rg_bought_text (const RgRule *rule)
{
  g_autofree char *names = rg_names_text (rule->names);

  if (!(rg_rule_kind_info (rule->kind)->fields & RG_FIELD_TIMES))
    /* Translators: a product or category. */
    return g_strdup_printf (rule->window.mode == RG_WINDOW_EVER ? _("never bought %s")
                                                                : _("did not buy %s"), names);
  if (rule->low <= 1)
    /* Translators: a product or category. */
    return g_strdup_printf (_("bought %s"), names);
  /* Translators: a product or category, and on how many receipts. */
  return g_strdup_printf (P_("bought %s at least %d time", "bought %s at least %d times",
                             rule->low), names, (int) rule->low);
}

static char *
rg_named_text (const RgRule *rule)
{
  g_autofree char *names = rg_names_text (rule->names);
  gboolean not = rule->op == RG_OP_IS_NOT;

  switch (rule->kind)
    {
    case RG_RULE_TAG:
      /* Translators: of customers: the names of one or more tags. */
      return g_strdup_printf (not ? _("do not have the tag %s") : _("have the tag %s"), names);
    case RG_RULE_NAME:
      return g_strdup_printf (_("have “%s” in their name"), names);
    case RG_RULE_TEXT:
      return g_strdup_printf (_("are found with “%s”"), names);
    default:
      /* Translators: of customers: one or more cities or countries. */
      return g_strdup_printf (not ? _("do not live in %s") : _("live in %s"), names);
    }
}

static char *
rg_days_text (const RgRule *rule)
{
  static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
  };
  int days = (int) rule->low;

  if (rule->kind == RG_RULE_BIRTHDAY_MONTH)
    /* Translators: the name of a month. */
    return g_strdup_printf (_("have their birthday in %s"),
                            _(months[CLAMP (rule->low, 1, 12) - 1]));
  if (rule->kind == RG_RULE_BIRTHDAY_SOON)
    return g_strdup_printf (P_("have their birthday today",
                               "have their birthday in the next %d days", days), days);
  return g_strdup_printf (P_("have not come for %d day", "have not come for %d days", days), days);
}

static char *
rg_rule_phrase (const RgRule *rule, const char *currency)
{
  switch (rule->kind)
    {
    case RG_RULE_OWN:
      return rg_rule_own_phrase (rule);
    case RG_RULE_AGE:
      return rg_age_text (rule);
    case RG_RULE_BIRTHDAY_MONTH:
    case RG_RULE_BIRTHDAY_SOON:
    case RG_RULE_ABSENT:
      return rg_days_text (rule);
    case RG_RULE_HAS:
      return rg_has_text (rule);
    case RG_RULE_PERMISSION:
      return rg_permission_text (rule);
    case RG_RULE_STAGE:
      return rg_stage_text (rule);
    case RG_RULE_SPEND:
    case RG_RULE_BASKET:
      return rg_with_window (rg_spend_text (rule, currency), &rule->window);
    case RG_RULE_VISITS:
      return rg_with_window (rg_visits_text (rule), &rule->window);
    case RG_RULE_JOINED:
      return rg_with_window (g_strdup (_("became customers")), &rule->window);
    case RG_RULE_FIRST_VISIT:
      return rg_with_window (g_strdup (_("came for the first time")), &rule->window);
    case RG_RULE_BOUGHT_PRODUCT:
    case RG_RULE_BOUGHT_CATEGORY:
    case RG_RULE_NEVER_PRODUCT:
    case RG_RULE_NEVER_CATEGORY:
      return rg_with_window (rg_bought_text (rule), &rule->window);
    default:
      return rg_named_text (rule);
    }
}

char *
rg_rule_sentence (const RgRule *rule, const char *currency)
{
  g_autofree char *phrase = rg_rule_phrase (rule, currency);
  GString *out = g_string_new (NULL);

  g_string_append_unichar (out, g_unichar_totitle (g_utf8_get_char (phrase)));
  g_string_append (out, g_utf8_next_char (phrase));
  return g_string_free (out, FALSE);
}

static void
rg_node_phrase (GString *out, const RgNode *node, const char *currency, gboolean inner)
{
  gboolean first = TRUE;

  if (node->type == RG_NODE_RULE)
    {
      g_autofree char *phrase = rg_rule_phrase (&node->rule, currency);

      g_string_append (out, phrase);
      return;
    }
  if (node->type == RG_NODE_NONE)
    /* Translators: stands before conditions in brackets: "customers who do none of these: (…)". */
    g_string_append (out, _("do none of these: "));
  if (inner || node->type == RG_NODE_NONE)
    g_string_append_c (out, '(');
  for (guint i = 0; i < node->children->len; i++)
    {
      const RgNode *child = node->children->pdata[i];

      if (rg_node_is_empty (child))
        continue;
      if (!first)
        g_string_append (out, node->type == RG_NODE_ALL ? _(" and ") : _(" or "));
      first = FALSE;
      rg_node_phrase (out, child, currency, TRUE);
    }
  if (inner || node->type == RG_NODE_NONE)
    g_string_append_c (out, ')');
}

char *
rg_segment_sentence (const RgNode *root, const char *currency)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (rg_node_is_empty (root))
    return g_strdup (_("All customers"));
  rg_node_phrase (out, root, currency, FALSE);
  /* Translators: the conditions, such as "live in Oslo and have the tag web". */
  return g_strdup_printf (_("Customers who %s"), out->str);
}
