/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of segments, both ways, its errors, and segments in words. */
#include "rg-random-segment.h"


#include <locale.h>
#include <string.h>

static const char *const names[] = {
  "Oslo", "San José", "王", "say \"hi\"", "back\\slash", "or", "and (this)", "two\nlines", "in; out",
  "at least", "tab\there", " blanks ", "\\n", "none",
};

static void
assert_same_names (char **a, char **b)
{
  g_assert_cmpint (a != NULL, ==, b != NULL);
  if (a != NULL)
    g_assert_cmpstrv (a, b);
}

static void
assert_same_where (const RgWhere *a, const RgWhere *b)
{
  assert_same_names (a->locations, b->locations);
  g_assert_cmpint (a->selling, ==, b->selling);
  g_assert_cmpuint (a->weekdays, ==, b->weekdays);
  g_assert_cmpint (a->hour_from, ==, b->hour_from);
  g_assert_cmpint (a->hour_to, ==, b->hour_to);
  g_assert_cmpint (a->month_from, ==, b->month_from);
  g_assert_cmpint (a->month_to, ==, b->month_to);
}

static void
assert_same_rule (const RgRule *a, const RgRule *b)
{
  g_assert_true (a->kind == b->kind);
  g_assert_cmpint (a->op, ==, b->op);
  g_assert_cmpint (a->low, ==, b->low);
  g_assert_cmpint (a->high, ==, b->high);
  g_assert_cmpuint (a->has, ==, b->has);
  g_assert_cmpint (a->channel, ==, b->channel);
  g_assert_cmpint (a->permission, ==, b->permission);
  g_assert_cmpint (a->window.mode, ==, b->window.mode);
  g_assert_cmpint (a->window.days, ==, b->window.days);
  g_assert_cmpint (a->window.from, ==, b->window.from);
  g_assert_cmpint (a->window.to, ==, b->window.to);
  g_assert_cmpint (a->window.unit, ==, b->window.unit);
  g_assert_cmpint (a->window.offset, ==, b->window.offset);
  g_assert_cmpint (a->within, ==, b->within);
  assert_same_where (&a->where, &b->where);
  g_assert_cmpstr (a->field, ==, b->field);
  g_assert_cmpint (a->operand, ==, b->operand);
  assert_same_names (a->names, b->names);
  assert_same_names (a->others, b->others);
}

static void
assert_same_tree (const RgNode *a, const RgNode *b)
{
  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpint (a->off, ==, b->off);
  if (a->type == RG_NODE_RULE)
    {
      assert_same_rule (&a->rule, &b->rule);
      return;
    }
  g_assert_cmpuint (a->children->len, ==, b->children->len);
  for (guint i = 0; i < a->children->len; i++)
    {
      const RgNode *child = b->children->pdata[i];

      g_assert_true (child->parent == b);
      assert_same_tree (a->children->pdata[i], child);
    }
}

static void
assert_round_trip (const RgNode *tree, char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) again = rg_segment_parse (text, NULL, &error);

  if (error != NULL)
    g_error ("%s in: %s", error->message, text);
  assert_same_tree (tree, again);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (RgNode) tree =
        rg_random_segment (names, G_N_ELEMENTS (names), 19000, 20500, 3);
      g_autoptr (RgNode) copy = rg_node_copy (tree);

      assert_same_tree (tree, copy);
      assert_round_trip (tree, rg_segment_print (tree));
      assert_round_trip (tree, rg_segment_print_line (tree));
    }
}

/* What people may type, and what it means. */
static const struct {
  const char *typed;
  const char *meant;
} readings[] = {
  { "", "all ()" },
  { "\n;;\n", "all ()" },
  { "country is Norway", "all (country is \"Norway\")" },
  { "COUNTRY Is United Kingdom or \"Sweden\"",
    "all (country is \"United Kingdom\" or \"Sweden\")" },
  { "tag web and not since 60 days", "all (tag is \"web\"; not since 60 days)" },
  { "any (tag web; age at least 18)", "any (tag is \"web\"; age at least 18)" },
  { "all (any (tag web))", "all (any (tag is \"web\"))" },
  { "not since 1 day", "all (not since 1 days)" },
  { "field \"Shoe size\" at least 42.50", "all (field \"Shoe size\" at least 42.5)" },
  { "field \"Shoe size\" is not 42", "all (field \"Shoe size\" is not 42)" },
  { "field \"Roast\" is Dark or \"Light\"", "all (field \"Roast\" is \"Dark\" or \"Light\")" },
  { "field \"Dog\" not contains re", "all (field \"Dog\" not contains \"re\")" },
  { "field \"Parks\" is not yes", "all (field \"Parks\" is not yes)" },
  { "field \"Code\" is \"42\"", "all (field \"Code\" is \"42\")" },
  { "field \"Wedding\" not in next 1 day", "all (field \"Wedding\" not in next 1 days)" },
  { "field \"Wedding\" between 2026-01-01 and 2026-02-01",
    "all (field \"Wedding\" between 2026-01-01 and 2026-02-01)" },
  { "field \"Dog\" not known", "all (field \"Dog\" unknown)" },
  { "spend at least 12.5", "all (spend at least 12.5)" },
  { "spend at least 12.50 ever", "all (spend at least 12.5)" },
  { "spend between -5 and 0.000001", "all (spend between -5 and 0.000001)" },
  { "bought category Coffee in last 30 days",
    "all (bought category \"Coffee\" at least 1 times in last 30 days)" },
  { "bought product A or B at least 2 times",
    "all (bought product \"A\" or \"B\" at least 2 times)" },
  { "permission sms no before last 30 days", "all (permission sms is no before last 30 days)" },
  { "has no email\r\npermission post yes", "all (has no email; permission post is yes)" },
  { "age is 30", "all (age exactly 30)" },
  { "age not exactly 30", "all (age not exactly 30)" },
  { "bought product A exactly 1 time", "all (bought product \"A\" exactly 1 times)" },
  { "bought product A between 2 and 3 times between 2025-01-01 and 2025-02-01",
    "all (bought product \"A\" between 2 and 3 times between 2025-01-01 and 2025-02-01)" },
  { "bought product A between 2025-01-01 and 2025-02-01",
    "all (bought product \"A\" at least 1 times between 2025-01-01 and 2025-02-01)" },
  { "visits at least 1 hour 9 to 12 channel web location Oslo",
    "all (visits at least 1 location \"Oslo\" channel web hour 9 to 12)" },
  { "visits at least 1 weekday sunday or monday location \"A\" hour 22 to 2",
    "all (visits at least 1 location \"A\" weekday monday or sunday hour 22 to 2)" },
  { "joined in last week", "all (joined in last week)" },
  { "joined in last 7 days", "all (joined in last 7 days)" },
  { "joined between 2024-02-29 and 2024-03-01", "all (joined between 2024-02-29 and 2024-03-01)" },
};

static void
test_readings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgNode) tree = rg_segment_parse (readings[i].typed, NULL, &error);
      g_autofree char *meant = NULL;

      g_assert_no_error (error);
      meant = rg_segment_print_line (tree);
      g_assert_cmpstr (meant, ==, readings[i].meant);
    }
}

static const struct {
  const char *text;
  guint line, column;
  const char *says; /* part of the message */
} mistakes[] = {
  { "cit is Oslo", 1, 1, "“city”" },
  { "field Dog known", 1, 7, "the name of a field" },
  { "field \"Dog\" barks", 1, 13, "“contains”" },
  { "field \"Dog\" between 1 and 2026-01-01", 1, 37, "two numbers, or two days" },
  { "city is", 1, 8, "a name" },
  { "city is \"Oslo", 1, 9, "quotation marks that do not end" },
  { "city is \"\"", 1, 9, "a name" },
  { "age at least x", 1, 14, "a number from 0 to 150" },
  { "age at least 151", 1, 14, "a number from 0 to 150" },
  { "age at least 99999999999999999999", 1, 14, "a number from 0 to 150" },
  { "age", 1, 4, "“at least”" },
  { "age between 40 and 20", 1, 22, "smaller" },
  { "birthday in june", 1, 13, "“last”, “this”, “next” or “month”" },
  { "birthday in", 1, 12, "“last”, “this”, “next” or “month”" },
  { "birthday in this june", 1, 18, "“week”, “month”, “quarter” or “year”" },
  { "birthday in next 367 days", 1, 18, "1 to 366" },
  { "birthday between 2026-01-01 and 2026-03-01", 1, 10, "“in”" },
  { "joining anniversary in june", 1, 24, "“last”, “this” or “next”" },
  { "birthday in month 13", 1, 19, "1 to 12" },
  { "spend at least 1,50", 1, 16, "an amount" },
  { "spend at least 1.", 1, 16, "an amount" },
  { "spend at least 1e400", 1, 16, "an amount" },
  { "spend at least 1.0000001", 1, 16, "an amount" },
  { "spend at least 99999999999999999999999", 1, 16, "an amount" },
  { "joined between 2025-02-30 and 2025-03-01", 1, 16, "a day" },
  { "joined between 2025-03-02 and 2025-03-01", 1, 41, "earlier" },
  { "not since 60", 1, 13, "“days”" },
  { "any tag web", 1, 5, "“(”" },
  { "any (tag web", 1, 13, "“)”" },
  { "tag web)", 1, 8, "the end" },
  { "any (tag web; and age at least 3)", 1, 15, "one of" },
  { "tag web\n  permission fax is yes", 2, 14, "“post”" },
  { "name contains 王王 \"x\"", 1, 18, "the end" },
  { "has no fax", 1, 8, "“email”" },
  { "joined in this 7 days", 1, 16, "“week”" },
  { "visits at least 1 hour 9 to 9", 1, 30, "two different hours" },
  { "visits at least 1 weekday someday", 1, 27, "a day" },
  { "visits not 3", 1, 12, "“exactly”" },
  { "stage is asleep", 1, 10, "“lapsing”" },
  { "due again coffee", 1, 11, "“product”" },
  { "due again category", 1, 19, "a name" },
  { "due again category not", 1, 23, "a name" },
  { "warranty of \"Kettle\"", 1, 13, "“product”" },
  { "warranty ends in 30 days", 1, 18, "“last”, “this” or “next”" },
  { "warranty ends in next 0 days", 1, 23, "a number from 1" },
  { "no warranty", 1, 12, "“ends”" },
  { "looked at product A at least 2 in last 30 days", 1, 32, "“times”" },
  { "left but not product A", 1, 14, "“bought”" },
  { "tags \"a\" or \"b\"", 1, 6, "“any”, “all”, “none”" },
  { "has email\ntags both \"a\"", 2, 6, "“any”" },
  { "tags all", 1, 9, "a name" },
  { "points balance", 1, 15, "“at least”" },
  { "points balance at least many", 1, 25, "a number from" },
  { "lapsing points at least 5 in 30 days", 1, 30, "“last”, “this” or “next”" },
  { "last points taken", 1, 13, "“got”" },
  { "open orders", 1, 6, "“tickets”" },
  { "has email\nclosed tickets at least 1 times", 2, 27, "the end" },
  { "text ends \"x\"", 1, 11, "“with”" },
};

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;
      RgSegmentPlace place = { 0 };
      g_autoptr (RgNode) tree = rg_segment_parse (mistakes[i].text, &place, &error);

      g_assert_null (tree);
      g_assert_error (error, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX);
      if (place.line != mistakes[i].line || place.column != mistakes[i].column ||
          strstr (error->message, mistakes[i].says) == NULL)
        g_error ("“%s”: %s", mistakes[i].text, error->message);
    }
}

/* Nothing that is no text, too deep or too long gets through or falls over. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "all", "(", ")", "any(", ";", "\n", "\"", "city", "is", "or", "at", "least", "9", "bought",
    "\\", "\xff", "王", "-", ".",
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append (deep, "all (");
      g_string_append (many, "tag x;");
    }
  g_assert_null (rg_segment_parse (deep->str, NULL, NULL));
  g_assert_null (rg_segment_parse (many->str, NULL, NULL));
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgNode) tree = NULL;
      RgSegmentPlace place = { 0 };

      for (gint n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append_printf (text, "%s%s",
                                pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))],
                                g_test_rand_bit () ? " " : "");
      tree = rg_segment_parse (text->str, &place, &error);
      g_assert_true ((tree == NULL) == (error != NULL));
      g_assert_cmpuint (place.offset, <=, text->len);
    }
}

static const struct {
  const char *text;
  const char *sentence;
} sentences[] = {
  { "", "All customers" },
  { "any (none ())", "All customers" },
  { "city is Oslo", "Customers who live in Oslo" },
  { "tags all a or b or c", "Customers who have the tags a, b and c" },
  { "tags all a", "Customers who have the tag a" },
  { "tags none a or b", "Customers who do not have the tag a or b" },
  { "text not ends with x", "Customers who are not found with a word that ends with “x”" },
  { "due again category not Tea", "Customers who are not past their usual time to buy Tea again" },
  { "due again brand Hario in next 14 days",
    "Customers who are due to buy Hario again in the next 14 days" },
  { "warranty ends in last month", "Customers who had a warranty that ended last month" },
  { "warranty of product not A in next 1 days",
    "Customers who have no warranty of A that ends today" },
  { "lifetime of category Tea", "Customers who bought Tea with a known life" },
  { "looked at product A exactly 2 times in last 7 days",
    "Customers who looked at A exactly 2 times in the last 7 days" },
  { "left in basket brand B", "Customers who left B in the basket" },
  { "looked at but not bought product A in last 7 days",
    "Customers who looked at A in the last 7 days and did not buy it since" },
  { "points balance at least 100", "Customers who have at least 100 points" },
  { "points balance at most 1", "Customers who have at most 1 point" },
  { "points balance exactly 0", "Customers who have no points" },
  { "points balance not between -5 and 5", "Customers who have not −5 to 5 points" },
  { "lapsing points at least 1 in next 30 days",
    "Customers who have at least 1 point lapsing in the next 30 days" },
  { "lapsing points exactly 0 in last month", "Customers who had no points lapse last month" },
  { "lapsing points at most 20 before last 2 days",
    "Customers who had at most 20 points lapse before the last 2 days" },
  { "last points got in last 30 days",
    "Customers who got points for the last time in the last 30 days" },
  { "last points spent", "Customers who spent points for the last time" },
  { "open tickets at least 1 before last 7 days",
    "Customers who have at least 1 open ticket that came before the last 7 days" },
  { "open enquiries at least 2", "Customers who have at least 2 open enquiries" },
  { "closed tickets at least 1 between 2026-01-31 and 2026-03-01",
    "Customers who have at least 1 closed ticket that ended between 31 Jan 2026 and 1 Mar 2026" },
  { "tickets exactly 0", "Customers who never came with a ticket" },
  { "tickets exactly 0 in this year", "Customers who came with no ticket this year" },
  { "open enquiries not exactly 0", "Customers who have not exactly 0 open enquiries" },
  { "looked at anything not at least 3 times",
    "Customers who looked at anything in the web shop not at least 3 times" },
  { "city is Oslo or Bergen or Voss", "Customers who live in Oslo, Bergen or Voss" },
  { "bought category Coffee at least 3 times in last 365 days; not since 60 days",
    "Customers who bought Coffee at least 3 times in the last 365 days and have not come for 60 "
    "days" },
  { "bought product Kettle", "Customers who bought Kettle" },
  { "not since 1 days", "Customers who have not come for 1 day" },
  { "visits at least 1 in last 1 days", "Customers who came at least 1 time today" },
  { "spend at least 100 in last 90 days",
    "Customers who spent at least €100.00 in the last 90 days" },
  { "tag web; any (city is Oslo; age at most 1)",
    "Customers who have the tag web and (live in Oslo or are at most 1 year old)" },
  { "none (has email; permission sms no)",
    "Customers who do none of these: (have an e-mail address or said no to text messages)" },
  { "never bought category Tea", "Customers who never bought Tea" },
  { "birthday in month 2", "Customers who have their birthday in February" },
  { "birthday in next month", "Customers who have their birthday next month" },
  { "birthday in next 14 days", "Customers who have their birthday in the next 14 days" },
  { "birthday in last 1 day", "Customers who have their birthday today" },
  { "birthday in last year", "Customers who had their birthday last year" },
  { "joining anniversary in this week",
    "Customers who have their anniversary as customers this week" },
  { "first-visit anniversary in last 7 days",
    "Customers who had the anniversary of their first visit in the last 7 days" },
  { "bought product Kettle exactly 1 time in last month",
    "Customers who bought Kettle exactly 1 time last month" },
  { "visits not between 2 and 5", "Customers who came not 2 to 5 times" },
  { "spend at most 12.5 before last 30 days location Oslo or Web weekday saturday or sunday "
    "hour 9 to 12 month 12 to 2",
    "Customers who spent at most €12.50 before the last 30 days at Oslo or Web on a Saturday or a "
    "Sunday from 9 to 12 o'clock in any year from December to February" },
  { "last bought category Coffee without Tea in this year",
    "Customers who bought Coffee this year and no Tea since then" },
  { "came back after product Kettle within 1 days from 2026-01-01",
    "Customers who bought Kettle on 1 Jan 2026 or later and came back within 1 day" },
  { "spend at least 50 channel web", "Customers who spent at least €50.00 in the web shop" },
  { "visits at least 3 in last 90 days channel shop weekday sunday",
    "Customers who came at least 3 times in the last 90 days in the shop itself on a Sunday" },
  { "share of visits at least 50 location Web", "Customers who made at least 50 percent of their "
    "visits at Web" },
  { "change of spend at most -20",
    "Customers who changed what they spend in a year by at most −20 percent" },
  { "permission post is yes in this year", "Customers who said yes to post this year" },
  { "rhythm is not overdue", "Customers who are not overdue by their own rhythm" },
  { "name not contains ann", "Customers who do not have “ann” in their name" },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (RgNode) tree = rg_segment_parse (sentences[i].text, NULL, NULL);
      g_autofree char *sentence = NULL;

      g_assert_nonnull (tree);
      sentence = rg_segment_sentence (tree, "EUR");
      g_assert_cmpstr (sentence, ==, sentences[i].sentence);
    }
}

/* One keyword that is the beginning of another stands before it, and lacks one word. */
static void
assert_keyword_is_told (guint at)
{
  g_autofree char *beginning = g_strconcat (rg_rule_kind_at (at)->keyword, " ", NULL);

  for (guint k = 0; k < rg_n_rule_kinds (); k++)
    {
      const char *keyword = rg_rule_kind_at (k)->keyword;

      if (!g_str_has_prefix (keyword, beginning))
        continue;
      g_assert_cmpuint (k, >, at);
      g_assert_null (strchr (keyword + strlen (beginning), ' '));
    }
}

/* Every kind has words, begins with its keyword, and its example in the help can be read. */
static void
test_kinds (void)
{
  g_autofree char *help = rg_segment_help ();

  for (guint k = 0; k < rg_n_rule_kinds (); k++)
    {
      const RgRuleKind *kind = rg_rule_kind_at (k);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgNode) tree = rg_segment_parse (kind->form, NULL, &error);
      g_autoptr (RgNode) fresh = rg_node_new_rule (kind);
      g_autofree char *sentence = NULL;
      g_autofree char *title = rg_rule_sentence (&fresh->rule, "EUR");

      g_assert_no_error (error);
      g_assert_true (((RgNode *) tree->children->pdata[0])->rule.kind == kind);
      sentence = rg_segment_sentence (tree, "EUR");
      g_assert_true (g_str_has_prefix (sentence, "Customers who "));
      g_assert_null (strstr (sentence, "%s"));
      g_assert_nonnull (strstr (help, kind->form));
      g_assert_true (g_ascii_isupper (title[0]));
      g_assert_true (rg_rule_kind_find (kind->keyword) == kind);
      g_assert_true (kind->scan != NULL || kind->measure != NULL);
      assert_keyword_is_told (k);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/round-trip", test_round_trip);
  g_test_add_func ("/segment/readings", test_readings);
  g_test_add_func ("/segment/mistakes", test_mistakes);
  g_test_add_func ("/segment/hostile", test_hostile);
  g_test_add_func ("/segment/sentences", test_sentences);
  g_test_add_func ("/segment/kinds", test_kinds);
  return g_test_run ();
}
