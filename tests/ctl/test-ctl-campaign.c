/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign from its first word to paper, with the real program and without a screen. */
#include "rg-test-ctl.h"

#include <string.h>

#include "store/rg-store-consent.h"

#define NEW "campaign new --name 'Winter letter' --segment 'visits at least 1' " \
            "--subject 'Hello' --piece-cost 18 "

static gint64
number (JsonNode *node, const char *name)
{
  return json_object_get_int_member (json_node_get_object (node), name);
}

static char *
read_pdf (const char *path)
{
  char *argv[] = { "pdftotext", "-layout", (char *) path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, what)) != NULL; at += strlen (what))
    n++;
  return n;
}

/* A hundred people say no; some of them stand in the list. */
static void
withdraw (RgTestCtl *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (test->path, &error);
  RgConsentNew entry = { .channel = RG_CHANNEL_POST, .effective_on = 20700 };

  g_assert_no_error (error);
  for (entry.customer = 1; entry.customer <= 100; entry.customer++)
    rg_store_set_permission_sync (store, &entry, NULL, NULL);
  rg_store_close (store);
}

static void
test_letters (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *pdf = g_build_filename (test->folder, "letters.pdf", NULL);
  g_autofree char *csv = g_build_filename (test->folder, "list.csv", NULL);
  g_autofree char *letters = g_strdup_printf ("campaign letters 'Winter letter' --pdf %s --json",
                                              pdf);
  g_autofree char *list = g_strdup_printf ("campaign export 'Winter letter' %s --json", csv);
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Dear {{first name|you}}' "
                                                          "--json");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_auto (RgTestCall) early = rg_test_ctl_run (test, letters);
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix 'Winter letter' --json");
  g_autoptr (JsonNode) first = rg_test_ctl_json (test, letters);
  g_autofree char *text = read_pdf (pdf), *lines = NULL, *again = NULL;
  g_autoptr (JsonNode) exported = rg_test_ctl_json (test, list);
  g_autoptr (JsonNode) second = NULL;

  g_assert_cmpint (early.code, ==, 1);
  g_assert_nonnull (strstr (early.messages, "Fix the list"));
  g_assert_cmpint (number (made, "id"), >, 0);
  g_assert_cmpint (number (check, "included"), ==, number (fixed, "included"));
  g_assert_cmpint (number (first, "pieces"), ==, number (fixed, "included"));
  g_assert_cmpint (number (first, "pieces"), >, 50);
  g_assert_cmpuint (count (text, "Dear "), ==, number (first, "pieces"));
  g_assert_cmpint (number (exported, "pieces"), ==, number (first, "pieces"));
  g_assert_true (g_file_get_contents (csv, &lines, NULL, NULL));
  g_assert_cmpuint (count (lines, "\r\n"), ==, number (first, "pieces") + 1);

  withdraw (test);
  second = rg_test_ctl_json (test, letters);
  again = read_pdf (pdf);
  g_assert_cmpint (number (second, "dropped"), >, 0);
  g_assert_cmpint (number (second, "pieces") + number (second, "dropped"), ==,
                   number (first, "pieces"));
  g_assert_cmpuint (count (again, "Dear "), ==, number (second, "pieces"));
}

static JsonNode *
print_as (RgTestCtl *test, const char *form, const char *options, char **text)
{
  g_autofree char *pdf = g_strdup_printf ("%s/%s.pdf", test->folder, form);
  g_autofree char *line = g_strdup_printf ("campaign %s 'Winter letter' --pdf %s %s --json", form,
                                           pdf, options);
  JsonNode *told = rg_test_ctl_json (test, line);

  *text = read_pdf (pdf);
  return told;
}

/* Labels, coupons and the list of addresses have everybody of the fixed list, and nobody who
 * withdrew; whoever allowed post is not called. */
static void
test_sheets (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Dear you {{coupon}}' --json");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix 'Winter letter' --json");
  g_autofree char *list = NULL, *coupons = NULL, *labels = NULL, *after = NULL;
  g_autoptr (JsonNode) first = print_as (test, "address-list", "", &list);
  g_autoptr (JsonNode) second = print_as (test, "coupons", "--paper Letter", &coupons);
  g_autoptr (JsonNode) third = print_as (
    test, "labels", "--sheet '2x4 90x60 gap 5x5 margin 10x10 A4' --start 3", &labels);
  g_autoptr (JsonNode) fourth = NULL;
  g_auto (RgTestCall) calls = rg_test_ctl_run (
    test, "campaign call-list 'Winter letter' --pdf /nowhere/x.pdf");
  g_auto (RgTestCall) wide = rg_test_ctl_run (
    test, "campaign labels 'Winter letter' --pdf x.pdf --sheet '9x9 70x37'");
  g_auto (RgTestCall) late = rg_test_ctl_run (
    test, "campaign labels 'Winter letter' --pdf x.pdf --start 25");
  const gint64 people = number (fixed, "included");
  g_autofree char *words = g_strdup_printf ("%ld people", (long) people);

  g_assert_cmpint (number (first, "pieces"), ==, people);
  g_assert_cmpint (number (second, "pieces"), ==, people);
  g_assert_cmpint (number (third, "pieces"), ==, people);
  g_assert_nonnull (strstr (list, words));
  g_assert_cmpuint (count (coupons, "Fjordbok"), ==, people);
  /* Eight on a sheet, of which two are used. */
  g_assert_cmpuint (count (labels, "\f"), ==, (guint) (people + 2 + 7) / 8);
  g_assert_cmpint (calls.code, ==, 1);
  g_assert_nonnull (strstr (calls.messages, "by phone or SMS"));
  g_assert_cmpint (wide.code, ==, 2);
  g_assert_nonnull (strstr (wide.messages, "do not fit"));
  g_assert_cmpint (late.code, ==, 2);

  withdraw (test);
  fourth = print_as (test, "coupons", "", &after);
  g_assert_cmpint (number (fourth, "dropped"), >, 0);
  g_assert_cmpuint (count (after, "Fjordbok"), ==, people - number (fourth, "dropped"));
}

/* A campaign by phone becomes a list to call by, and no letter. */
static void
test_calls (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Ask for the grinder' "
                                                          "--channel phone --json");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix 'Winter letter' --json");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) told = print_as (test, "call-list", "", &text);
  g_auto (RgTestCall) letters = rg_test_ctl_run (
    test, "campaign letters 'Winter letter' --pdf x.pdf");
  g_auto (RgTestCall) coupons = rg_test_ctl_run (
    test, "campaign coupons 'Winter letter' --pdf x.pdf");

  g_assert_cmpint (number (told, "pieces"), >, 0);
  g_assert_cmpint (number (told, "pieces"), ==, number (fixed, "included"));
  g_assert_cmpuint (count (text, "Wants no calls"), ==, number (told, "pieces"));
  g_assert_cmpuint (count (text, "Ask for the grinder"), ==, number (told, "pieces"));
  g_assert_cmpint (letters.code, ==, 1);
  g_assert_nonnull (strstr (letters.messages, "by post"));
  g_assert_cmpint (coupons.code, ==, 1);
  g_assert_nonnull (strstr (coupons.messages, "has a coupon"));
}

static char *
export_as (RgTestCtl *test, const char *campaign, const char *layout, JsonNode **told)
{
  g_autofree char *csv = g_strdup_printf ("%s/%s.csv", test->folder, layout);
  g_autofree char *line = g_strdup_printf ("campaign export %s %s --layout %s --json", campaign,
                                           csv, layout);
  char *text = NULL;

  *told = rg_test_ctl_json (test, line);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  return text;
}

/* Text messages and newsletters in the columns of the services; nothing in them runs in a
 * spreadsheet, and who allowed one channel is in no file for another. */
static void
test_layouts (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) texts = rg_test_ctl_json (
    test, "campaign new --name Texts --segment 'visits at least 1' --channel sms --message "
          "'Hi {{first name|you}}, beans' --json");
  g_autoptr (JsonNode) mails = rg_test_ctl_json (
    test, "campaign new --name Mails --segment 'visits at least 1' --channel email --subject Hi "
          "--message 'Hi {{coupon}}' --json");
  g_autoptr (JsonNode) sums = rg_test_ctl_json (
    test, "campaign new --name Sums --segment 'visits at least 1' --channel sms --message "
          "'=1+1' --json");
  g_autoptr (JsonNode) budget = rg_test_ctl_json (test, "contact-budget on 0 --json");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix Texts --json");
  g_autoptr (JsonNode) fixed_mails = rg_test_ctl_json (test, "campaign fix Mails --json");
  g_autoptr (JsonNode) fixed_sums = rg_test_ctl_json (test, "campaign fix Sums --json");
  g_autoptr (JsonNode) told = NULL, told_brevo = NULL, told_chimp = NULL;
  g_autofree char *sms = export_as (test, "Texts", "sms", &told);
  g_autofree char *brevo = export_as (test, "Mails", "brevo", &told_brevo);
  g_autofree char *chimp = export_as (test, "Mails", "mailchimp", &told_chimp);
  g_auto (RgTestCall) other = rg_test_ctl_run (test, "campaign export Mails x.csv --layout sms");
  g_auto (RgTestCall) formula = rg_test_ctl_run (test, "campaign export Sums x.csv --layout sms");
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, "campaign export Sums x.csv --layout fax");

  g_assert_true (g_str_has_prefix (sms, "\xef\xbb\xbf" "phone,text\r\n+47"));
  g_assert_cmpint (number (told, "pieces"), ==, number (fixed, "included"));
  g_assert_cmpuint (count (sms, "\r\n+"), ==, number (told, "pieces"));
  g_assert_true (g_str_has_prefix (brevo, "\xef\xbb\xbf" "EMAIL,FIRSTNAME,LASTNAME,COUPON\r\n"));
  g_assert_cmpuint (count (brevo, "@"), ==, number (fixed_mails, "included"));
  g_assert_true (g_str_has_prefix (chimp, "\xef\xbb\xbf" "Email Address,First Name,Last Name,"
                                          "Coupon,Tags\r\n"));
  g_assert_cmpuint (count (chimp, ",Mails\r\n"), ==, number (told_chimp, "pieces"));
  g_assert_cmpint (other.code, ==, 1);
  g_assert_nonnull (strstr (other.messages, "by SMS"));
  g_assert_cmpint (formula.code, ==, 1);
  g_assert_nonnull (strstr (formula.messages, "formula"));
  g_assert_cmpint (wrong.code, ==, 2);
}

static void
test_wrong_field (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 50 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Kjære {{frist name}}' "
                                                          "--json");
  g_auto (RgTestCall) check = rg_test_ctl_run (test, "campaign check 'Winter letter'");
  g_auto (RgTestCall) fix = rg_test_ctl_run (test, "campaign fix 'Winter letter'");
  g_auto (RgTestCall) nothing = rg_test_ctl_run (test, "campaign show 99");
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, "campaign dance");

  g_assert_cmpint (check.code, ==, 1);
  g_assert_nonnull (strstr (check.messages, "At character 7"));
  g_assert_nonnull (strstr (check.messages, "{{frist name}}"));
  g_assert_cmpint (fix.code, ==, 1);
  g_assert_cmpint (nothing.code, ==, 1);
  g_assert_cmpint (wrong.code, ==, 2);
}

/* The sample's own letter has results, and its summary is a page that can be read. */
static void
test_summary (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *pdf = g_build_filename (test->folder, "summary.pdf", NULL);
  g_autofree char *line = g_strdup_printf ("campaign summary 1 --pdf %s --json", pdf);
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 600 --until 2026-11-21 "
                                                      "--json");
  g_autoptr (JsonNode) summary = rg_test_ctl_json (test, line);
  g_autofree char *text = read_pdf (pdf);
  g_autofree char *written = g_strdup_printf ("%ld letters", (long) number (summary, "written"));

  g_assert_cmpint (number (summary, "held_out"), >, 0);
  g_assert_nonnull (strstr (text, "Autumn Letter"));
  g_assert_nonnull (strstr (text, written));
  g_assert_nonnull (strstr (text, "Customers who came at least 3 times"));
}

/* What the shop reckons with, and what a campaign takes: the summary adds up to it. */
static void
test_costs (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *pdf = g_build_filename (test->folder, "summary.pdf", NULL);
  g_autofree char *line = g_strdup_printf ("campaign summary 1 --pdf %s --json", pdf);
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 600 --until 2026-11-21 "
                                                      "--json");
  g_auto (RgTestCall) set = rg_test_ctl_run (test, "costs --hour 300 --margin 40 --budget 5000");
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, "costs --margin 140");
  g_auto (RgTestCall) effort = rg_test_ctl_run (test, "campaign cost 1 --staff-minutes 50");
  g_autoptr (JsonNode) costs = rg_test_ctl_json (test, "costs --json");
  g_autoptr (JsonNode) summary = rg_test_ctl_json (test, line);
  g_auto (RgTestCall) none = rg_test_ctl_run (test, "costs --hour none");
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, line);
  JsonArray *steps = json_object_get_array_member (json_node_get_object (summary), "money");
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (steps); i++)
    sum += json_object_get_int_member (json_array_get_object_element (steps, i), "minor");
  g_assert_cmpint (set.code, ==, 0);
  g_assert_cmpint (wrong.code, ==, 2);
  g_assert_cmpint (effort.code, ==, 0);
  g_assert_cmpint (number (costs, "hour_minor"), ==, 30000);
  g_assert_cmpint (number (costs, "margin_permille"), ==, 400);
  g_assert_cmpint (number (costs, "budget_minor"), ==, 500000);
  g_assert_cmpint (sum, ==, number (summary, "kept_minor"));
  g_assert_cmpint (none.code, ==, 0);
  g_assert_cmpint (number (after, "kept_minor") - number (summary, "kept_minor"), ==, 25000);
}

/* What two versions would have to differ by is said before: more than the usual share. */
static void
check_before (JsonNode *check)
{
  JsonObject *said = json_node_get_object (check);
  JsonArray *pairs = json_object_get_array_member (said, "would_see_versions");
  JsonObject *pair = json_array_get_object_element (pairs, 0);

  g_assert_cmpuint (json_array_get_length (pairs), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (pair, "second"), ==, "Short");
  g_assert_cmpfloat (json_object_get_double_member (pair, "would_see"), >,
                     json_object_get_double_member (said, "usual_share"));
}

/* A message in two versions, dealt out evenly, and the people of each. */
static void
test_versions (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Dear {{first name|you}}' "
                                                          "--json");
  g_autoptr (JsonNode) versions = rg_test_ctl_json (
    test, "campaign version 'Winter letter' --name Short --message 'Hi {{First_Name|you}}' "
          "--even-by spend --json");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, "campaign version 'Winter letter' --name X "
                                                     "--remove");
  g_autoptr (JsonNode) rest = rg_test_ctl_json (test, "campaign rest-group 10 --json");
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix 'Winter letter' --json");
  g_auto (RgTestCall) late = rg_test_ctl_run (test, "campaign version 'Winter letter' --name Z");
  JsonArray *parts = json_object_get_array_member (json_node_get_object (check), "versions");
  JsonArray *names = json_object_get_array_member (json_node_get_object (fixed), "versions");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (versions), "even_by"), ==,
                   "spend");
  g_assert_cmpint (json_array_get_int_element (parts, 0) + json_array_get_int_element (parts, 1),
                   ==, number (check, "included"));
  g_assert_cmpint (ABS (json_array_get_int_element (parts, 0)
                        - json_array_get_int_element (parts, 1)), <=, 4);
  check_before (check);
  g_assert_cmpint (number (rest, "rest_permille"), ==, 100);
  g_assert_cmpint (number (after, "included"), <, number (check, "included"));
  g_assert_cmpint (number (fixed, "included"), ==, number (after, "included"));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (names, 1),
                                                  "message"), ==, "Hi {{first name|you}}");
  g_assert_cmpint (wrong.code, ==, 2);
  g_assert_nonnull (strstr (wrong.messages, "no version"));
  g_assert_cmpint (late.code, ==, 2);
}

/* Products of a person, in a list of an e-mail and in words; the fallback for whoever has none. */
static void
test_products (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (
    test, NEW "--channel email --json --message "
          "'Hi\n{{products due 1|None}}\nand {{products left|all}}.'");
  guint lists = 0, none = 0;

  for (int id = 1; id <= 30; id++)
    {
      g_autofree char *command = g_strdup_printf ("campaign preview 'Winter letter' %d --json", id);
      g_autoptr (JsonNode) preview = rg_test_ctl_json (test, command);
      JsonObject *object = json_node_get_object (preview);
      const char *html = json_object_get_string_member (object, "html");

      lists += strstr (html, "<li>") != NULL;
      none += strstr (json_object_get_string_member (object, "text"), "None") != NULL;
      g_assert_null (strstr (html, "{{"));
    }
  g_assert_cmpuint (lists, >, 0);
  g_assert_cmpuint (none, >, 0);
  g_assert_cmpuint (lists + none, ==, 30);
}

/* A part for some alone is counted, and named where nobody can see it. */
static void
test_parts (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (
    test, NEW "--json --message 'Hi\n{{only for visits at least 2}}\nAgain\n{{end}}\n"
          "{{Only for segment is \"Gone\"}}x{{end}}'");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  JsonArray *parts = json_object_get_array_member (json_node_get_object (check), "parts");
  JsonObject *some = json_array_get_object_element (parts, 0);
  JsonObject *gone = json_array_get_object_element (parts, 1);
  g_auto (RgTestCall) said = rg_test_ctl_run (test, "campaign check 'Winter letter'");
  g_auto (RgTestCall) fix = rg_test_ctl_run (test, "campaign fix 'Winter letter'");

  g_assert_cmpuint (json_array_get_length (parts), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (some, "only_for"), ==, "visits at least 2");
  g_assert_cmpint (json_object_get_int_member (some, "people"), >, 0);
  g_assert_cmpint (json_object_get_int_member (some, "people"), <, number (check, "included"));
  g_assert_cmpint (json_object_get_int_member (gone, "people"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (gone, "unknown"), ==, "Gone");
  g_assert_nonnull (strstr (said.output, "The shop knows no “Gone”"));
  g_assert_cmpint (fix.code, ==, 0);
}

/* A message is kept under a name, begins another campaign, and goes. */
static void
test_templates (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message 'Hi {{name}}' --json");
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "campaign template list --json");
  g_auto (RgTestCall) keep = rg_test_ctl_run (test, "campaign template keep 'Winter letter' Mine");
  g_auto (RgTestCall) other = rg_test_ctl_run (test, "campaign template rename mine 'Our Own'");
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "campaign template list --json");
  g_auto (RgTestCall) use = rg_test_ctl_run (test, "campaign template use 'Winter letter' "
                                                   "'thank you'");
  g_autoptr (JsonNode) used = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");
  g_auto (RgTestCall) fixed = rg_test_ctl_run (test, "campaign template remove 'Thank You'");
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "campaign template remove 'our own'");
  g_auto (RgTestCall) none = rg_test_ctl_run (test, "campaign template use 'Winter letter' Mine");

  g_assert_cmpint (keep.code, ==, 0);
  g_assert_cmpint (other.code, ==, 0);
  g_assert_cmpint (use.code, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (after)), ==,
                    json_array_get_length (json_node_get_array (before)) + 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (used), "channel"), ==,
                   "email");
  g_assert_cmpint (fixed.code, ==, 1);
  g_assert_cmpint (gone.code, ==, 0);
  g_assert_cmpint (none.code, ==, 1);
}

/* All versions and the offer of a campaign, or one version alone. */
static void
test_whole_templates (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (
    test, NEW "--message 'Hi {{name}}' --json");
  g_auto (RgTestCall) offer = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer percent --offer-value 10 --offer-days 14");
  g_auto (RgTestCall) second = rg_test_ctl_run (
    test, "campaign version 'Winter letter' --name B --message 'Hello'");
  g_auto (RgTestCall) keep = rg_test_ctl_run (test, "campaign template keep 'Winter letter' Both");
  g_auto (RgTestCall) one = rg_test_ctl_run (test, "campaign template keep 'Winter letter' One "
                                                   "--version B");
  g_auto (RgTestCall) none = rg_test_ctl_run (test, "campaign template keep 'Winter letter' None "
                                                    "--version C");
  g_autoptr (JsonNode) list = rg_test_ctl_json (test, "campaign template list --json");
  g_auto (RgTestCall) said = rg_test_ctl_run (test, "campaign template list");
  JsonArray *all = json_node_get_array (list);
  JsonObject *both = json_array_get_object_element (all, 0);
  JsonObject *alone = json_array_get_object_element (all, 1);

  g_assert_cmpint (offer.code, ==, 0);
  g_assert_cmpint (second.code, ==, 0);
  g_assert_cmpint (keep.code, ==, 0);
  g_assert_cmpint (one.code, ==, 0);
  g_assert_cmpint (none.code, ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (both, "versions")), ==, 2);
  g_assert_cmpint (json_object_get_int_member (both, "offer_days"), ==, 14);
  g_assert_cmpstr (json_object_get_string_member (alone, "message"), ==, "Hello");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (alone, "versions")), ==,
                    0);
  g_assert_nonnull (strstr (said.output, "2 versions, "));
}

/* What it offers is set, said in words, and stands in the message. */
static void
test_offer (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 60 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (
    test, NEW "--message '{{offer}} until {{offer until}}' --json");
  g_auto (RgTestCall) of_none = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer-for coffee");
  g_auto (RgTestCall) unknown = rg_test_ctl_run (test, "campaign set 'Winter letter' --offer free");
  g_auto (RgTestCall) empty = rg_test_ctl_run (test, "campaign set 'Winter letter' --offer gift");
  g_auto (RgTestCall) no_day = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer money --offer-value 5 --offer-until 2026-02-30");
  g_auto (RgTestCall) both = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer money --offer-value 5 --offer-until 2026-02-20 "
          "--offer-days 3");
  g_autoptr (JsonNode) set = rg_test_ctl_json (
    test, "campaign set 'Winter letter' --offer percent --offer-value 12.5 --offer-for 'Roasts' "
          "--offer-days 14 --offer-cost 1.20 --json");
  g_autoptr (JsonNode) shown = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_auto (RgTestCall) costs = rg_test_ctl_run (test, "campaign check 'Winter letter'");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "campaign fix 'Winter letter' --json");
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");
  g_auto (RgTestCall) words = rg_test_ctl_run (test, "campaign show 'Winter letter'");
  g_auto (RgTestCall) late = rg_test_ctl_run (test, "campaign set 'Winter letter' --offer none");
  g_auto (RgTestCall) counter = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --counter Hello --planned 2026-11-30");
  JsonObject *offer = json_node_get_object (shown);
  const char *until = json_object_get_string_member (json_node_get_object (after), "offer_until");

  g_assert_cmpint (of_none.code, ==, 2);
  g_assert_cmpint (unknown.code, ==, 2);
  g_assert_cmpint (empty.code, !=, 0);
  g_assert_nonnull (strstr (empty.messages, "what the gift is"));
  g_assert_cmpint (no_day.code, ==, 2);
  g_assert_cmpint (both.code, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (offer, "offer"), ==, "percent");
  g_assert_cmpint (json_object_get_int_member (offer, "offer_permille"), ==, 125);
  g_assert_cmpint (json_object_get_int_member (offer, "offer_cost_minor"), ==, 120);
  g_assert_cmpint (json_object_get_int_member (offer, "offer_days"), ==, 14);
  g_assert_nonnull (strstr (json_object_get_string_member (offer, "offer_sentence"),
                            "off Roasts, for 14 days"));
  g_assert_cmpint (number (check, "offer_each_minor"), ==, 120);
  g_assert_nonnull (strstr (costs.output, "for each who takes it"));
  /* A fixed list keeps what it promised, and says so. */
  g_assert_cmpint (late.code, ==, 1);
  g_assert_nonnull (strstr (late.messages, "what this campaign offers stays"));
  g_assert_cmpint (counter.code, ==, 0);
  /* The last day stands with the fixed list. */
  g_assert_cmpint (rg_day_parse_iso (until), !=, RG_DAY_NONE);
  g_assert_nonnull (strstr (words.output, "off Roasts, until "));
}

static JsonObject *
first_product (JsonNode *shown)
{
  return json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (shown), "offer_products"), 0);
}

/* The products of an offer go by code, uuid or name, and the last that are named count. */
/* The older of two drafts would take those whom both mean; nobody is left out for it yet. */
static void
check_firsts (RgTestCtl *test)
{
  g_autoptr (JsonNode) made = rg_test_ctl_json (
    test, "campaign new --name 'Later letter' --segment 'visits at least 1' --message Hi --json");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Later letter' --json");
  g_autoptr (JsonNode) older = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_auto (RgTestCall) said = rg_test_ctl_run (test, "campaign check 'Later letter'");
  JsonArray *firsts = json_object_get_array_member (json_node_get_object (check),
                                                    "would_be_left_out");
  JsonObject *first = json_array_get_object_element (firsts, 0);

  g_assert_cmpuint (json_array_get_length (firsts), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Winter letter");
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (first, "customers")), >, 0);
  g_assert_cmpint (number (check, "included"), >=,
                   json_array_get_length (json_object_get_array_member (first, "customers")));
  g_assert_nonnull (strstr (said.output, "would be left out here, if it goes out"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                      json_node_get_object (older), "would_be_left_out")), ==, 0);
}

static void
test_offer_products (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 60 --json");
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, NEW "--message '{{offer}}' --json");
  g_auto (RgTestCall) nothing = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer percent --offer-value 10 --offer-product NO");
  g_auto (RgTestCall) second = rg_test_ctl_run (
    test, "campaign set 'Winter letter' --offer gift --offer-with-product K-101");
  g_autoptr (JsonNode) set = rg_test_ctl_json (
    test, "campaign set 'Winter letter' --offer percent --offer-value 10 --offer-product K-101 "
          "--offer-product K-102 --json");
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, "campaign check 'Winter letter' --json");
  g_autoptr (JsonNode) shown = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");
  const char *name = json_object_get_string_member (first_product (shown), "name");
  g_autofree char *by_uuid = g_strdup_printf (
    "campaign set 'Winter letter' --offer gift --offer-product %s --json",
    json_object_get_string_member (first_product (shown), "uuid"));
  g_autoptr (JsonNode) again = rg_test_ctl_json (test, by_uuid);
  g_autoptr (JsonNode) gift = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");
  g_autoptr (JsonNode) words = rg_test_ctl_json (
    test, "campaign set 'Winter letter' --offer gift --offer-for 'A mug' --json");
  g_autoptr (JsonNode) mug = rg_test_ctl_json (test, "campaign show 'Winter letter' --json");

  g_assert_cmpint (nothing.code, ==, 1);
  g_assert_nonnull (strstr (nothing.messages, "There is no product “NO”"));
  g_assert_cmpint (second.code, !=, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                      json_node_get_object (shown), "offer_products")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (first_product (gift), "name"), ==, name);
  /* A tenth of what they spend on the two each time that they buy them. */
  g_assert_cmpint (number (check, "usual_times"), >, 0);
  g_assert_cmpfloat_with_epsilon ((double) number (check, "offer_each_minor"),
                                  (double) number (check, "usual_bought_minor") / 10
                                    / (double) number (check, "usual_times"), 0.6);
  /* What a gift costs is what it cost the shop. */
  g_assert_cmpint (number (gift, "offer_cost_minor"), ==,
                   json_object_get_int_member (first_product (gift), "cost_minor"));
  g_assert_false (json_object_has_member (json_node_get_object (mug), "offer_products"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (mug), "offer_for"), ==,
                   "A mug");
  check_firsts (test);
}

static void
expect (RgTestCtl *test, const char *line, int code)
{
  g_auto (RgTestCall) call = rg_test_ctl_run (test, line);

  g_assert_cmpint (call.code, ==, code);
}

/* For a saved segment by its name, and it follows what that says later; a name that there is not is
 * read as rules. */
static void
test_saved_segment (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) made = NULL, shown = NULL;

  expect (test, "init --name Kafe --currency EUR", 0);
  expect (test, "segment save 'Often here' 'visits at least 3'", 0);
  expect (test, "campaign new --name Letter --segment 'Seldom here'", 1);
  expect (test, "campaign new --name Letter --segment 'often here' --message Hi", 0);
  made = rg_test_ctl_json (test, "campaign show Letter --json");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (made), "segment"), ==,
                   "visits at least 3");
  expect (test, "segment save 'Often here' 'visits at least 9'", 0);
  shown = rg_test_ctl_json (test, "campaign show Letter --json");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (shown), "segment"), ==,
                   "visits at least 9");
}

/* Of a receipt that there is not the coupon is not used up, and it says what to do instead. */
static void
expect_no_receipt (RgTestCtl *test, const char *code)
{
  g_autofree char *use = g_strdup_printf ("coupon use %s --late --receipt NONE-1", code);
  g_autofree char *show = g_strdup_printf ("coupon show %s --json", code);
  g_auto (RgTestCall) refused = rg_test_ctl_run (test, use);
  g_autoptr (JsonNode) coupon = rg_test_ctl_json (test, show);

  g_assert_cmpint (refused.code, ==, 1);
  g_assert_nonnull (strstr (refused.messages, "There is no receipt NONE-1. Leave it out"));
  g_assert_cmpstr (refused.output, ==, "");
  g_assert_true (json_object_get_null_member (json_node_get_object (coupon), "used_on"));
}

/* What an automation gives is listed, printed, and used in time only. */
static void
test_given (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *pdf = g_build_filename (test->folder, "given.pdf", NULL);
  g_autofree char *print = g_strdup_printf ("automation coupons Hi --pdf %s --json", pdf);
  g_autofree char *text = NULL, *use = NULL, *late = NULL;
  const char *code;

  g_setenv ("REGULARS_NOW", "2026-10-01T09:00:00Z", TRUE);
  expect (test, "sample --customers 300", 0);
  expect (test, "automation add Hi 'when away after 5 days then coupon \"A cup of coffee\" for 9 "
                "days'", 0);
  expect (test, "automation on Hi", 0);
  expect (test, print, 1);
  g_setenv ("REGULARS_NOW", "2026-10-06T20:00:00Z", TRUE);
  expect (test, "run-due", 0);

  g_autoptr (JsonNode) printed = rg_test_ctl_json (test, print);
  JsonArray *all = json_node_get_array (printed);
  g_assert_cmpuint (json_array_get_length (all), >, 0);
  text = read_pdf (pdf);
  g_assert_cmpuint (count (text, "A cup of coffee"), ==, json_array_get_length (all));
  g_assert_cmpuint (count (text, ", until "), ==, json_array_get_length (all));

  code = json_object_get_string_member (json_array_get_object_element (all, 0), "code");
  use = g_strdup_printf ("coupon use %s", code);
  late = g_strdup_printf ("coupon use %s --late", code);
  g_setenv ("REGULARS_NOW", "2026-10-20T09:00:00Z", TRUE);
  expect (test, use, 1);
  expect_no_receipt (test, code);
  expect (test, late, 0);
  expect (test, late, 1);
  g_unsetenv ("REGULARS_NOW");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl-campaign/letters", RgTestCtl, NULL, rg_test_ctl_set_up, test_letters,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/sheets", RgTestCtl, NULL, rg_test_ctl_set_up, test_sheets,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/calls", RgTestCtl, NULL, rg_test_ctl_set_up, test_calls,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/layouts", RgTestCtl, NULL, rg_test_ctl_set_up, test_layouts,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/wrong-field", RgTestCtl, NULL, rg_test_ctl_set_up, test_wrong_field,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/versions", RgTestCtl, NULL, rg_test_ctl_set_up, test_versions,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/products", RgTestCtl, NULL, rg_test_ctl_set_up, test_products,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/parts", RgTestCtl, NULL, rg_test_ctl_set_up, test_parts,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/whole-templates", RgTestCtl, NULL, rg_test_ctl_set_up,
              test_whole_templates, rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/templates", RgTestCtl, NULL, rg_test_ctl_set_up, test_templates,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/offer", RgTestCtl, NULL, rg_test_ctl_set_up, test_offer,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/offer-products", RgTestCtl, NULL, rg_test_ctl_set_up,
              test_offer_products, rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/costs", RgTestCtl, NULL, rg_test_ctl_set_up, test_costs,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/saved-segment", RgTestCtl, NULL, rg_test_ctl_set_up,
              test_saved_segment, rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/given", RgTestCtl, NULL, rg_test_ctl_set_up, test_given,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-campaign/summary", RgTestCtl, NULL, rg_test_ctl_set_up, test_summary,
              rg_test_ctl_tear_down);
  return g_test_run ();
}
