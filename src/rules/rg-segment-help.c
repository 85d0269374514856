/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form explained, from the table of kinds. */
#include "config.h"

#include "rules/rg-segment.h"

#include "base/rg-i18n.h"

static void
rg_help_add_choices (GString *out, const RgRuleKind *kind)
{
  if (kind->choices == NULL)
    return;
  g_string_append (out, "      ");
  for (guint i = 0; kind->choices[i].word != NULL; i++)
    g_string_append_printf (out, i > 0 ? ", %s" : "%s", kind->choices[i].word);
  g_string_append_c (out, '\n');
}

static void
rg_help_add_kinds (GString *out)
{
  static const char *const chapters[] = { N_("Who they are"), N_("Purchases"), N_("Products"),
                                          N_("How they come"), N_("Points and tickets"),
                                          N_("The shop's own fields"), N_("Other segments") };

  for (guint chapter = 0; chapter < G_N_ELEMENTS (chapters); chapter++)
    {
      g_string_append_printf (out, "%s\n", _(chapters[chapter]));
      for (guint k = 0; k < rg_n_rule_kinds (); k++)
        {
          const RgRuleKind *kind = rg_rule_kind_at (k);

          if (kind->chapter != (RgRuleChapter) chapter)
            continue;
          g_string_append_printf (out, "  %s\n", kind->form);
          rg_help_add_choices (out, kind);
        }
      g_string_append_c (out, '\n');
    }
}

static void
rg_help_add_conditions (GString *out)
{
  static const char *const paragraphs[] = {
    N_("Names and texts stand in quotation marks; several names are joined with “or”. Numbers "
       "are compared with “at least 5”, “at most 5”, “between 2 and 5” or “exactly 5”, each "
       "with “not” before it, too. Amounts are in the shop's currency, with a point: 12.50."),
    N_("A period is “in last 90 days” (today and the 89 days before), “before last 90 days”, "
       "“in next 14 days”, “in this week”, “in last month”, “in next quarter”, “in last "
       "year”, “between 2026-01-01 and 2026-03-31”, “from 2026-01-01”, “until 2026-03-31”, or "
       "“ever”, which may be left out. Rules about purchases take “location \"Oslo\" or "
       "\"Web\"”, “channel web” or “channel shop”, “weekday saturday or sunday”, “hour 17 to 20” "
       "(from 17:00 to 19:59) and “month 12 to 2” behind it, each or several of them. What comes "
       "round each year takes “in last”, “in this” and “in next”: “birthday in next month”."),
    N_("“not since 60 days” means: came before, but not in the last 60 days. “at least 3 "
       "times” counts receipts. “is not” and “never” hold for those of whom nothing is known, "
       "too. After “permission”: post, email, phone or sms, then yes, no or unknown."),
    N_("“margin” is what was paid less the cost, where that is known. “permission … in last 90 "
       "days” is when it was said last. “kept” counts the pieces bought less those brought "
       "back. "
       "“paid for … at most 20” looks at the price of one piece. “last bought … without …”: "
       "bought the first, and on that day or later not the second. “came back after … within "
       "30 days”: came on a later day, at most 30 days after the last such purchase. Scores "
       "are from 1 to 5, each a fifth of all who ever came, 5 the best; who is equal has the "
       "same, the lower one. A rhythm needs five visits; overdue is who stays away longer "
       "than after nine in ten of their visits. “change of spend” is in percent, of the last "
       "365 days beside the 365 before."),
    N_("“kilometres from” measures as the crow flies, between the middles of postcodes, as a file "
       "of them says (“regularsctl help postcodes”); of several the nearest counts. A postcode "
       "abroad has its country's code before it: “SE 113 51”. Of whom no place is known it is "
       "neither at least nor at most so far."),
    N_("“due again” asks for the day on which somebody would usually buy the same again: after "
       "the median of the days between their own purchases of it where they bought it on five "
       "days or more, else after that of all customers, where there are twenty such gaps or "
       "more. Without a period: those for whom that day is past. “not” may stand before the "
       "names."),
    N_("“looked at” and “left in basket” count what people did in the web shop, as a file of it "
       "says; “but not bought”: they did not buy it on that day or later."),
    N_("“warranty ends” and “lifetime ends”, and with “of” and a product, category, brand or "
       "supplier: something bought whose warranty or usual life ends in the period, as a file of "
       "products says how long they last. Pieces brought back do not count: the last ones "
       "bought before."),
    N_("After “field” and the name of one of the shop's own fields: “is \"Dark\" or "
       "\"Light\"” for texts and lists, “contains \"dark\"”, “starts with” and “ends with” "
       "for texts; “is yes” and “is no”; “is”, "
       "“at least”, “at most” and “between” for numbers, money, steps and days; “in last 30 "
       "days”, “before last 30 days”, “in next 30 days”, “in this month” and “anniversary in next "
       "30 days” for days; “known” and “unknown”. “is not”, and “not” "
       "before the others, hold for those of whom nothing is known, too. “fact” "
       "takes the same, and one of “occupation”, “income band”, “interests”, “gender”, "
       "“language”, “joined how”, “joined where”, “children” and “household size”. Names, "
       "cities and countries take “contains”, “starts with” and “ends with”, too, and “text” for "
       "single words. “tags” is followed by any, all or none."),
  };

  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    g_string_append_printf (out, "%s\n\n", _(paragraphs[i]));
}

static void
rg_help_add_segments (GString *out)
{
  g_string_append (
    out, _("“segment is \"Regulars\"” asks for a saved segment by its name, as its rules are now. "
           "When it gets another name, the rules that ask for it follow. A segment cannot ask for "
           "itself, nor over others. “segment put-in” chooses customers for a segment by hand, "
           "beside its rules; where there is none of that name, it makes one of them alone. "
           "“segment leave-out” leaves them out of it, whatever its rules say, with the reason, "
           "which “why” tells. “segment by-rules” takes both back. “segment freeze” makes a fixed "
           "list of those who are in now, and keeps the rules switched off; “segment thaw” makes "
           "it live again."));
  g_string_append (out, "\n\n");
}

static void
rg_help_add_past (GString *out)
{
  g_string_append (
    out, _("“--on 2026-06-30” asks who was in on a past day, “segment moved” who came and went "
           "between two, “segment months” how many there were month by month. Purchases count by "
           "the day of their sale, permission by the day on which somebody said so, tags, edits, "
           "homes, own fields, merging and deleting by when that was done here. What an import "
           "told of somebody counts from that import on, or, of those who came with it, from "
           "their own first day: when they joined, first bought or were written down. Names of "
           "products, places and tags are those of today, and a rule about another segment asks "
           "by that one's rules of today. Who was erased is not in the past either."));
  g_string_append (out, "\n\n");
}

static void
rg_help_add_example (GString *out)
{
  g_string_append (out, _("Example:"));
  g_string_append (out, "\n\n  bought category \"Coffee\" at least 3 times in last 365 days\n"
                        "  not since 60 days\n"
                        "  any (city is \"Oslo\" or \"Bergen\"; tag is \"web\")\n");
}

char *
rg_segment_help (void)
{
  GString *out = g_string_new (
    _("A segment is a list of rules, one a line or divided by “;”. All of them must hold. Groups "
      "say otherwise, and may stand in groups:"));

  g_string_append (out, "\n\n  all ( … )    any ( … )    none ( … )\n\n");
  g_string_append (out, _("“off” before a rule or a group keeps it without counting it."));
  g_string_append (out, "\n\n");
  g_string_append (out, _("The rules, with an example each:"));
  g_string_append (out, "\n\n");
  rg_help_add_kinds (out);
  rg_help_add_conditions (out);
  rg_help_add_segments (out);
  rg_help_add_past (out);
  g_string_append (
    out, _("SEGMENT is the id or the name of a saved one, or such a text. “why” tells of one "
           "customer each rule, what is known of them, and which rules would have to turn out the "
           "other way for them to be in, or out."));
  g_string_append (out, "\n\n");
  rg_help_add_example (out);
  return g_string_free (out, FALSE);
}
