/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments with the real program, in the sample shop. */
#include "rg-test-ctl.h"

#include <string.h>

#define SEGMENT "'bought category Coffee at least 2 times; not since 30 days'"

static void
test_count_and_list (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 200 --seed 3 --json");
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, "segment count " SEGMENT " --json");
  g_autoptr (JsonNode) listed = rg_test_ctl_json (test, "segment list " SEGMENT " --json");
  g_autoptr (JsonNode) all = rg_test_ctl_json (test, "segment count '' --json");
  JsonObject *object = json_node_get_object (counted);
  gint64 count = json_object_get_int_member (object, "count");

  g_assert_cmpint (count, >, 0);
  g_assert_cmpint (count, <, json_object_get_int_member (object, "customers"));
  g_assert_cmpstr (json_object_get_string_member (object, "sentence"), ==,
                   "Customers who bought Coffee at least 2 times and have not come for 30 days");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (listed)), ==, count);
  object = json_node_get_object (all);
  g_assert_cmpint (json_object_get_int_member (object, "count"), ==,
                   json_object_get_int_member (object, "customers"));
}

/* In a shop of which nothing is known but two names, "nobody" would be no answer. */
static void
test_no_data (RgTestCtl *test, gconstpointer data)
{
  static const struct { const char *rule, *sentence; } rules[] = {
    { "birthday in month 5", "No data: nobody’s birthday is known." },
    { "age at least 30", "No data: nobody’s year of birth is known." },
    { "joined in last 30 days", "No data: it is not known since when anybody comes." },
    { "spend at least 100", "No data: there are no purchases." },
    { "none(bought product \"x\")", "No data: there are no purchases." },
    { "stage is lost", "No data: there are no purchases." },
    { "city is not \"Oslo\"", "No data: nobody’s city is known." },
    { "permission post is yes", "No data: nobody has said yes or no to this yet." },
    { "permission post is unknown", NULL },
    { "has email", NULL },
    { "name contains \"ann\"", NULL },
  };
  g_autofree char *file = g_build_filename (test->folder, "people.csv", NULL);
  g_autofree char *import = g_strdup_printf ("import %s", file);
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name X --currency EUR");
  g_auto (RgTestCall) imported = { 0 };

  g_assert_true (g_file_set_contents (file, "Customer Number,Full Name\n1,Ann\n2,Bo\n", -1,
                                      NULL));
  imported = rg_test_ctl_run (test, import);
  g_assert_cmpint (imported.code, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *line = g_strdup_printf ("segment count '%s' --json", rules[i].rule);
      g_autoptr (JsonNode) counted = rg_test_ctl_json (test, line);
      JsonObject *object = json_node_get_object (counted);

      g_assert_cmpstr (json_object_get_string_member_with_default (object, "no_data", NULL), ==,
                       rules[i].sentence);
    }
}

/* Why agrees with the list, for a member and for one who is none. */
static void
test_why (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --seed 3 --json");
  g_autoptr (JsonNode) listed = rg_test_ctl_json (test, "segment list " SEGMENT " --json");
  g_autoptr (JsonNode) others =
    rg_test_ctl_json (test, "segment list 'none(bought category Coffee at least 2 times)' --json");
  const char *word[] = { "true", "false" };
  JsonArray *lists[] = { json_node_get_array (listed), json_node_get_array (others) };

  for (guint i = 0; i < 2; i++)
    {
      JsonObject *person = json_array_get_object_element (lists[i], 0);
      g_autofree char *line =
        g_strdup_printf ("segment why " SEGMENT " %s --json",
                         json_object_get_string_member (person, "uuid"));
      g_autoptr (JsonNode) why = rg_test_ctl_json (test, line);
      JsonObject *object = json_node_get_object (why);
      JsonArray *rules = json_object_get_array_member (object, "rules");

      g_assert_cmpint (json_object_get_boolean_member (object, "member"), ==, word[i][0] == 't');
      g_assert_cmpuint (json_array_get_length (rules), ==, 2);
      g_assert_cmpint (json_object_get_boolean_member (
                         json_array_get_object_element (rules, 0), "holds"), ==, i == 0);
    }
}

static void
test_saved (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --json");
  g_autoptr (JsonNode) first =
    rg_test_ctl_json (test, "segment save 'Web people' 'tag x' --json");
  g_autoptr (JsonNode) same =
    rg_test_ctl_json (test, "segment save 'web PEOPLE' 'tag y' --json");
  g_autoptr (JsonNode) saved = rg_test_ctl_json (test, "segment saved --json");
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "segment delete 'Web people'");
  g_auto (RgTestCall) again = rg_test_ctl_run (test, "segment delete 'Web people'");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (first), "uuid"), ==,
                   json_object_get_string_member (json_node_get_object (same), "uuid"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (saved)), >=, 1);
  g_assert_cmpint (gone.code, ==, 0);
  g_assert_cmpint (again.code, ==, 1);
}

static void
test_refused (RgTestCtl *test, gconstpointer data)
{
  static const struct {
    const char *line;
    int code;
    const char *says;
  } cases[] = {
    { "segment", 2, "count, list" },
    { "segment frobnicate", 2, "count, list" },
    { "segment count", 2, "help segment" },
    { "segment count 'city is'", 1, "Line 1, column 8" },
    { "segment why 'tag web' 999999", 1, "no customer" },
    { "segment save X 'city is'", 1, "column 8" },
  };
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --json");
  g_auto (RgTestCall) unknown = rg_test_ctl_run (test, "segment count 'tag \"no such\"' --json");
  g_auto (RgTestCall) odd = rg_test_ctl_run (
    test, "segment count 'bought category Coffee; never bought category Coffee'");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, cases[i].line);

      if (call.code != cases[i].code || strstr (call.messages, cases[i].says) == NULL)
        g_error ("“%s” exits with %d: %s", cases[i].line, call.code, call.messages);
    }
  g_assert_cmpint (unknown.code, ==, 0);
  g_assert_nonnull (strstr (unknown.messages, "no such"));
  g_assert_nonnull (strstr (odd.messages, "Nobody can fit this and “Never bought Coffee”."));
}

/* Other segments as rules: counted, told of through them, never in a circle. */
static void
test_inside (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --seed 3 --json");
  g_autoptr (JsonNode) saved = rg_test_ctl_json (test, "segment save Lapsing " SEGMENT " --json");
  g_autoptr (JsonNode) outer =
    rg_test_ctl_json (test, "segment save Both 'segment is Lapsing; has email' --json");
  g_autoptr (JsonNode) direct = rg_test_ctl_json (test, "segment count " SEGMENT " --json");
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, "segment count 'segment Lapsing' --json");
  g_autoptr (JsonNode) listed = rg_test_ctl_json (test, "segment list Both --json");
  g_auto (RgTestCall) circle = rg_test_ctl_run (test, "segment save Lapsing 'segment is Both'");
  g_auto (RgTestCall) used = rg_test_ctl_run (test, "segment delete Lapsing");
  JsonObject *person = json_array_get_object_element (json_node_get_array (listed), 0);
  g_autofree char *line = g_strdup_printf ("segment why Both %s --json",
                                           json_object_get_string_member (person, "uuid"));
  g_autoptr (JsonNode) why = rg_test_ctl_json (test, line);
  JsonArray *rules = json_object_get_array_member (json_node_get_object (why), "rules");
  JsonArray *inside =
    json_object_get_array_member (json_array_get_object_element (rules, 0), "inside");
  JsonObject *told = json_array_get_object_element (inside, 0);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counted), "count"), ==,
                   json_object_get_int_member (json_node_get_object (direct), "count"));
  g_assert_cmpstr (json_object_get_string_member (told, "name"), ==, "Lapsing");
  g_assert_true (json_object_get_boolean_member (told, "member"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (told, "rules")), ==, 2);
  g_assert_cmpint (circle.code, ==, 1);
  g_assert_nonnull (strstr (circle.messages, "Lapsing → Both → Lapsing"));
  g_assert_cmpint (used.code, ==, 1);
  g_assert_nonnull (strstr (used.messages, "asked for by “Both”"));
}

/* By hand: beside the rules, with a reason that is told. */
static void
test_by_hand (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --json");
  g_autoptr (JsonNode) chosen = rg_test_ctl_json (test, "segment put-in Party 3 4 5 --json");
  g_autoptr (JsonNode) many = rg_test_ctl_json (test, "bulk put-in Party --everybody --json");
  g_autoptr (JsonNode) out =
    rg_test_ctl_json (test, "segment leave-out Party 4 --reason 'Moved away' --json");
  g_autoptr (JsonNode) rules = rg_test_ctl_json (test, "segment by-rules Party 5 --json");
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, "segment count Party --json");
  g_auto (RgTestCall) why = rg_test_ctl_run (test, "segment why Party 4");
  g_auto (RgTestCall) missing = rg_test_ctl_run (test, "segment leave-out Nowhere 4");
  g_auto (RgTestCall) nobody = rg_test_ctl_run (test, "segment put-in Party 999999");
  g_auto (RgTestCall) card =
    rg_test_ctl_run (test, "segment leave-out Party 4 --reason '4111 1111 1111 1111'");

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (chosen), "changed"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (many), "changed"), ==, 17);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counted), "count"), ==, 18);
  g_assert_nonnull (strstr (why.output, "Was left out by hand: Moved away"));
  g_assert_cmpint (missing.code, ==, 1);
  g_assert_nonnull (strstr (missing.messages, "There is no segment “Nowhere”."));
  g_assert_cmpint (nobody.code, ==, 1);
  g_assert_cmpint (card.code, ==, 1);
  g_assert_nonnull (strstr (card.messages, "payment card"));
}

static gint64
member (JsonNode *node, const char *name)
{
  return json_object_get_int_member (json_node_get_object (node), name);
}

/* What two days and the months say of each other, and days that are none. */
static void
test_past (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --json");
  g_autoptr (JsonNode) now = rg_test_ctl_json (test, "segment count " SEGMENT " --json");
  g_autoptr (JsonNode) then =
    rg_test_ctl_json (test, "segment count " SEGMENT " --on 2024-06-30 --json");
  g_autoptr (JsonNode) moved =
    rg_test_ctl_json (test, "segment moved " SEGMENT " --from 2024-06-30 --json");
  g_autoptr (JsonNode) months =
    rg_test_ctl_json (test, "segment months " SEGMENT " --months 3 --json");
  g_autoptr (JsonNode) early =
    rg_test_ctl_json (test, "segment list " SEGMENT " --on 1999-12-31 --json");
  g_autoptr (JsonNode) weeks = rg_test_ctl_json (test, "segment unusual --json");
  g_auto (RgTestCall) no_day = rg_test_ctl_run (test, "segment count '' --on 2026-02-30");
  g_auto (RgTestCall) future = rg_test_ctl_run (test, "segment why '' 5 --on 9999-12-31");
  g_auto (RgTestCall) nobody_yet = rg_test_ctl_run (test, "segment why '' 5 --on 1999-12-31");
  g_auto (RgTestCall) backward =
    rg_test_ctl_run (test, "segment moved '' --from 2024-06-30 --to 2024-06-29");
  g_auto (RgTestCall) many = rg_test_ctl_run (test, "segment months '' --months 121");
  JsonObject *object = json_node_get_object (moved);
  JsonArray *list = json_node_get_array (months);

  g_assert_cmpint (member (then, "count"), ==, member (moved, "before"));
  g_assert_cmpint (member (now, "count"), ==, member (moved, "after"));
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (object, "joined")) +
                     json_array_get_length (json_object_get_array_member (object, "stayed")),
                   ==, member (now, "count"));
  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (list, 2), "count"),
                   ==, member (now, "count"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (early)), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (weeks)), ==, 1);
  g_assert_cmpint (no_day.code, ==, 2);
  g_assert_nonnull (strstr (no_day.messages, "is no day"));
  g_assert_cmpint (future.code, ==, 1);
  g_assert_nonnull (strstr (future.messages, "still to come"));
  g_assert_cmpint (nobody_yet.code, ==, 1);
  g_assert_nonnull (strstr (nobody_yet.messages, "yet on that day"));
  g_assert_cmpint (backward.code, ==, 2);
  g_assert_cmpint (many.code, ==, 2);
}

/* A fixed list has those who were in, its rules back when it is live again, and all of it is taken
 * back. On paper it has the same bytes twice. */
static void
test_freeze (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 40 --json");
  g_autoptr (JsonNode) saved =
    rg_test_ctl_json (test, "segment save Mine 'any (visits at least 3; tag is web)' --json");
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "segment count Mine --json");
  g_autoptr (JsonNode) frozen = rg_test_ctl_json (test, "segment freeze Mine --json");
  g_auto (RgTestCall) twice = rg_test_ctl_run (test, "segment freeze Mine");
  g_autoptr (JsonNode) list = rg_test_ctl_json (test, "segment saved --json");
  g_autoptr (JsonNode) fixed = rg_test_ctl_json (test, "segment count Mine --json");
  g_autoptr (JsonNode) thawed = rg_test_ctl_json (test, "segment thaw Mine --json");
  g_autoptr (JsonNode) live = rg_test_ctl_json (test, "segment count Mine --json");
  g_auto (RgTestCall) again = rg_test_ctl_run (test, "segment thaw Mine");
  g_autofree char *one = g_build_filename (test->folder, "one.pdf", NULL);
  g_autofree char *two = g_build_filename (test->folder, "two.pdf", NULL);
  g_autofree char *print_one = g_strdup_printf ("segment print Mine '%s' --json", one);
  g_autofree char *print_two = g_strdup_printf ("segment print Mine '%s' --json", two);
  g_autoptr (JsonNode) printed = rg_test_ctl_json (test, print_one);
  g_autoptr (JsonNode) printed_again = rg_test_ctl_json (test, print_two);
  g_autofree char *bytes = NULL;
  g_autofree char *same = NULL;
  gsize length, same_length;

  /* The sample shop's own segment comes before it. */
  g_assert_cmpint (member (fixed, "count"), ==, member (before, "count"));
  g_assert_true (json_object_get_boolean_member (
    json_array_get_object_element (json_node_get_array (list), 1), "frozen"));
  g_assert_cmpint (twice.code, ==, 1);
  g_assert_nonnull (strstr (twice.messages, "fixed list already"));
  g_assert_cmpint (again.code, ==, 1);
  g_assert_true (json_node_equal (before, live));
  g_assert_cmpint (member (printed, "customers"), ==, member (before, "count"));
  g_assert_true (g_file_get_contents (one, &bytes, &length, NULL));
  g_assert_true (g_file_get_contents (two, &same, &same_length, NULL));
  g_assert_cmpmem (bytes, length, same, same_length);
}

static void
on_day (RgTestCtl *test, const char *day)
{
  g_autofree char *now = g_strconcat (day, "T12:00:00Z", NULL);

  g_setenv ("REGULARS_NOW", now, TRUE);
}

static void
import (RgTestCtl *test, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autofree char *line = g_strdup_printf ("import '%s'", path);
  g_auto (RgTestCall) call = { 0 };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  call = rg_test_ctl_run (test, line);
  g_assert_cmpint (call.code, ==, 0);
}

static gint64
member_on (RgTestCtl *test, const char *segment, const char *day)
{
  g_autofree char *line = g_strdup_printf ("segment count '%s' --on %s --json", segment, day);
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, line);

  return member (counted, "count");
}

/* The past is what is known of it now: an import that was taken back has never been, not even on
 * the days on which nobody had noticed; what was there before it stays. */
static void
test_past_without_import (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) made = { 0 };
  g_auto (RgTestCall) undone = { 0 };

  on_day (test, "2026-03-02");
  made = rg_test_ctl_run (test, "init --name X --currency EUR --time-zone UTC");
  import (test, "first.csv", "Receipt number,Date,Time,Product code,Product,Quantity,Unit price,"
                             "Customer ID\n1,2026-03-01,10:00,A,Tea,1,5.00,ann\n");
  on_day (test, "2026-03-10");
  import (test, "wrong.csv", "Receipt number,Date,Time,Product code,Product,Quantity,Unit price,"
                             "Customer ID\n2,2026-03-02,10:00,A,Tea,1,5.00,ann\n"
                             "3,2026-03-03,10:00,A,Tea,1,5.00,bo\n");
  g_assert_cmpint (member_on (test, "", "2026-03-05"), ==, 2);
  g_assert_cmpint (member_on (test, "visits at least 2", "2026-03-05"), ==, 1);
  on_day (test, "2026-03-20");
  undone = rg_test_ctl_run (test, "undo-import 2");
  g_assert_cmpint (undone.code, ==, 0);
  g_assert_cmpint (member_on (test, "", "2026-03-15"), ==, 1);
  g_assert_cmpint (member_on (test, "visits at least 2", "2026-03-15"), ==, 0);
  g_assert_cmpint (member_on (test, "visits at least 1", "2026-03-15"), ==, 1);
  g_assert_cmpint (member_on (test, "", "2026-03-05"), ==, 1);
  g_unsetenv ("REGULARS_NOW");
}

static void
test_help (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) help = rg_test_ctl_run (test, "help segment");

  g_assert_cmpint (help.code, ==, 0);
  g_assert_nonnull (strstr (help.output, "never bought category \"Tea\""));
}

/* The whole of it goes back as one. */
static void
test_bulk (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 200 --seed 3 --json");
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "segment count 'tag is gold' --json");
  g_auto (RgTestCall) saved = rg_test_ctl_run (test, "segment save Lapsing " SEGMENT);
  g_autoptr (JsonNode) done = rg_test_ctl_json (test, "bulk tag gold --segment Lapsing --json");
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, "segment count " SEGMENT " --json");
  g_autoptr (JsonNode) tagged = rg_test_ctl_json (test, "segment count 'tag is gold' --json");
  JsonObject *object = json_node_get_object (done);
  gint64 n = json_object_get_int_member (object, "changed");
  g_autofree char *back = g_strdup_printf ("take-back %" G_GINT64_FORMAT " --json",
                                           json_object_get_int_member (object, "action"));
  g_autoptr (JsonNode) taken = rg_test_ctl_json (test, back);
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "segment count 'tag is gold' --json");
  g_auto (RgTestCall) nobody = rg_test_ctl_run (test, "bulk tag gold");
  g_auto (RgTestCall) fact = rg_test_ctl_run (test, "bulk set shoe-size 43 --everybody");

  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counted), "count"), ==, n);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (tagged), "count"), ==, n);
  g_assert_true (json_node_equal (before, after));
  g_assert_cmpint (nobody.code, ==, 2);
  g_assert_cmpint (fact.code, ==, 2);
  g_assert_nonnull (strstr (fact.messages, "income-band"));
}

static gint64
count (RgTestCtl *test, const char *text)
{
  g_autofree char *line = g_strdup_printf ("segment count '%s' --json", text);
  g_autoptr (JsonNode) counted = rg_test_ctl_json (test, line);

  return json_object_get_int_member (json_node_get_object (counted), "count");
}

/* What overlaps, and what differs, is what a count of the rules finds. */
static void
test_compare (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --seed 4 --json");
  g_autoptr (JsonNode) one
    = rg_test_ctl_json (test, "segment save Bergen 'city is \"Bergen\"' --json");
  g_autoptr (JsonNode) other
    = rg_test_ctl_json (test, "segment save Often 'visits at least 8' --json");
  g_autoptr (JsonNode) overlap = rg_test_ctl_json (test, "segment overlap Bergen Often --json");
  g_autoptr (JsonNode) compare = rg_test_ctl_json (test, "segment compare Often Bergen --json");
  g_autoptr (JsonNode) rest = rg_test_ctl_json (test, "segment compare Often --json");
  g_auto (RgTestCall) unknown = rg_test_ctl_run (test, "segment compare 'Nobody at all'");
  g_auto (RgTestCall) nothing = rg_test_ctl_run (test, "segment compare");
  const gint64 both = count (test, "city is \"Bergen\"; visits at least 8");
  JsonObject *row = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (overlap), "segments"), 0);
  JsonArray *differences
    = json_object_get_array_member (json_node_get_object (rest), "differences");
  guint seen = 0;

  g_assert_cmpint (json_object_get_int_member (row, "count"), ==,
                   count (test, "city is \"Bergen\""));
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (row, "both"), 1), ==,
                   both);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (compare), "both"), ==, both);
  for (guint i = 0; i < json_array_get_length (differences); i++)
    {
      JsonObject *difference = json_array_get_object_element (differences, i);
      const char *sort = json_object_get_string_member (difference, "sort");
      g_autofree char *text = g_strdup_printf (
        "visits at least 8; bought category \"%s\"",
        json_object_get_string_member (difference, "name"));

      if (!g_str_equal (sort, "category"))
        continue;
      g_assert_cmpint (json_object_get_int_member (difference, "first"), ==, count (test, text));
      seen++;
    }
  g_assert_cmpuint (seen, >, 2);
  g_assert_cmpint (unknown.code, ==, 1);
  g_assert_cmpint (nothing.code, ==, 2);
}

#define ADD(path, func) \
  g_test_add (path, RgTestCtl, NULL, rg_test_ctl_set_up, func, rg_test_ctl_tear_down)

static gint64
get_int (JsonNode *node, const char *name)
{
  return json_object_get_int_member (json_node_get_object (node), name);
}

/* Groups that nobody wrote rules for; their rules find as many as is said. */
static void
test_groups (RgTestCtl *test, gconstpointer data)
{
  static const struct { const char *line; int code; const char *says; } refused[] = {
    { "segment groups --k 1", 2, "There can be 2 to 8 groups." },
    { "segment groups --k 9", 2, "There can be 2 to 8 groups." },
    { "segment groups --facts visits,shoes", 1, "“shoes” is no fact to group by." },
    { "segment alike 'visits at least 1000'", 1, "The segment has 0 members" },
    { "segment alike ''", 1, "Everybody is a member" },
    { "segment alike 'city is'", 1, "column 8" },
    { "segment alike", 2, NULL },
    { "segment rfm more", 2, NULL },
  };
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 300 --seed 4 --json");
  g_autoptr (JsonNode) groups =
    rg_test_ctl_json (test, "segment groups --k 3 --facts visits,spend --json");
  g_autoptr (JsonNode) alike =
    rg_test_ctl_json (test, "segment alike 'visits at least 9' --limit 5 --json");
  JsonArray *list = json_object_get_array_member (json_node_get_object (groups), "groups");
  gint64 people = 0;

  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonNode *group = json_array_get_element (list, i);
      const char *rules = json_object_get_string_member (json_node_get_object (group), "rules");
      g_autofree char *line = g_strdup_printf ("segment count '%s' --json", rules);
      g_autoptr (JsonNode) counted = rg_test_ctl_json (test, line);

      people += get_int (group, "customers");
      g_assert_cmpint (get_int (counted, "count"), ==, get_int (group, "rules_find"));
      g_assert_cmpint (get_int (group, "rules_find_of_group"), <=, get_int (group, "rules_find"));
    }
  g_assert_cmpint (people, ==, get_int (groups, "customers"));
  list = json_object_get_array_member (json_node_get_object (alike), "people");
  g_assert_cmpuint (json_array_get_length (list), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, refused[i].line);

      g_assert_cmpint (call.code, ==, refused[i].code);
      g_assert_true (refused[i].says == NULL || strstr (call.messages, refused[i].says) != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ctl-segment/count-and-list", test_count_and_list);
  ADD ("/ctl-segment/no-data", test_no_data);
  ADD ("/ctl-segment/why", test_why);
  ADD ("/ctl-segment/saved", test_saved);
  ADD ("/ctl-segment/refused", test_refused);
  ADD ("/ctl-segment/inside", test_inside);
  ADD ("/ctl-segment/by-hand", test_by_hand);
  ADD ("/ctl-segment/compare", test_compare);
  ADD ("/ctl-segment/groups", test_groups);
  ADD ("/ctl-segment/past", test_past);
  ADD ("/ctl-segment/past-without-import", test_past_without_import);
  ADD ("/ctl-segment/freeze", test_freeze);
  ADD ("/ctl-segment/help", test_help);
  ADD ("/ctl-segment/bulk", test_bulk);
  return g_test_run ();
}
