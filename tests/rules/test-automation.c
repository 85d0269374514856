/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of automations, and their sentences. */
#include "rules/rg-automation.h"

#include <string.h>

static void
assert_says (const char *text, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgAutomation) automation = rg_automation_parse (text, &error);
  g_autoptr (RgAutomation) again = NULL;
  g_autofree char *printed = NULL, *twice = NULL, *said = NULL;

  g_assert_no_error (error);
  printed = rg_automation_print (automation);
  again = rg_automation_parse (printed, &error);
  g_assert_no_error (error);
  twice = rg_automation_print (again);
  g_assert_cmpstr (printed, ==, twice);
  said = rg_automation_sentence (again);
  g_assert_cmpstr (said, ==, sentence);
}

static void
test_sentences (void)
{
  assert_says ("when bought category \"Coffee\" first after 3 days\nif \"Regulars\"\n"
               "then task \"call and ask\" for \"Kim\"",
               "3 days after somebody buys Coffee for the first time, if they are in “Regulars”, "
               "write a task for Kim: call and ask.");
  assert_says ("when bought anything after 1 hours then tag \"x\"",
               "1 hour after somebody buys anything, add the tag “x”.");
  assert_says ("when birthday turning 65 before 14 days "
               "then task \"Card.\" in 1 days if allowed",
               "14 days before somebody becomes 65 years old, write a task, due in 1 day, if they "
               "may be contacted: Card.");
  assert_says ("when birthday before 0 days then draft \"Joy\" then fill \"Status\" \"old\"",
               "On somebody’s birthday, put them into a draft of the campaign “Joy”, and fill in "
               "“old” as “Status”.");
  assert_says ("when warranty-ends brand \"A \\\"B\\\" \\\\ C\" before 1 days "
               "then add \"D\"",
               "1 day before the warranty of A \"B\" \\ C that somebody bought ends, add them to "
               "the campaign “D”.");
  assert_says ("when birthday before 0 days then coupon \"NOK 50 off\" for 30 days "
               "then coupon \"A cup of coffee.\"",
               "On somebody’s birthday, give them a coupon for 30 days: NOK 50 off, and give them "
               "a coupon: A cup of coffee.");
  assert_says ("when points-lapse at-least 50 before 14 days then task \"Say so\"",
               "14 days before at least 50 of somebody’s points lapse, write a task: Say so.");
  assert_says ("when points-lapse at-least 2000 before 0 days then tag \"x\"",
               "On the last day of at least 2,000 of somebody’s points, add the tag “x”.");
  assert_says ("when points-lapse before 1 days then tag \"x\"",
               "1 day before somebody’s points lapse, add the tag “x”.");
  assert_says ("when points-lapse before 0 days then tag \"x\"",
               "On the last day of somebody’s points, add the tag “x”.");
  assert_says ("when ticket-closed after 3 days then task \"Ask\"",
               "3 days after a ticket of somebody is closed, write a task: Ask.");
  assert_says ("when enquiry product \"Mug\" after 2 days then task \"Call\"",
               "2 days after somebody asked about Mug and the enquiry is still open, write a task: "
               "Call.");
  assert_says ("when enquiry anything after 0 days then tag \"x\"",
               "When somebody asks about anything, add the tag “x”.");
  assert_says ("when lead after 0 days then tag \"x\"",
               "When somebody who has never bought asks for the first time, add the tag “x”.");
  assert_says ("when joined \"%s %n <b>\" then task \"\"",
               "When somebody comes into “%s %n <b>”, write a task: …");
}

/* Each is refused with the line; what is odd but readable says itself again. */
static void
test_refused (void)
{
  static const char *const wrong[] = {
    "", "if \"x\"", "when", "when never", "when bought", "when bought category Coffee",
    "when bought category \"Coffee", "when bought anything after x days",
    "when bought anything after 99999 days then tag \"x\"", "when bought anything after 3 weeks",
    "when bought anything after -1 days", "when birthday turning 151 then tag \"x\"",
    "when new then dance \"x\"", "when new then task", "when new then fill \"x\"",
    "when new then task \"x\" if forbidden", "when new then tag \"x\" \"y\"",
    "when new\nthen tag \"a\nb\"", "\xff", "when overdue after 3 days", "when new then coupon",
    "when points-lapse at-least x before 3 days", "when new at-least 5 after 1 days",
    "when new then coupon \"x\" for 3 weeks", "when new then coupon \"x\" for \"Kim\"",
  };
  g_autofree char *long_text = g_strnfill (20000, ' ');
  g_autoptr (GString) many = g_string_new ("when new");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (rg_automation_parse (wrong[i], &error));
      g_assert_error (error, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "Line "));
      g_clear_error (&error);
    }
  g_assert_null (rg_automation_parse (long_text, NULL));
  for (int i = 0; i <= RG_AUTOMATION_STEPS; i++)
    g_string_append (many, " then tag \"x\"");
  g_assert_null (rg_automation_parse (many->str, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation/sentences", test_sentences);
  g_test_add_func ("/automation/refused", test_refused);
  return g_test_run ();
}
