/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups, history, staff and customers with the real program. */
#include "rg-test-ctl.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
make_sample (RgTestCtl *test, gconstpointer data)
{
  rg_test_ctl_set_up (test, data);
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "sample --customers 60 --until 2026-11-21");
  g_assert_cmpint (made.code, ==, 0);
}

static void
test_backup_and_restore (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (test->folder, "copy.regulars", NULL);
  g_autofree char *backup_line = g_strdup_printf ("backup '%s'", copy);
  g_autofree char *restore_line = g_strdup_printf ("restore '%s'", copy);
  g_autofree char *own_line = g_strdup_printf ("backup '%s'", test->path);

  g_auto (RgTestCall) backup = rg_test_ctl_run (test, backup_line);
  g_assert_cmpint (backup.code, ==, 0);
  g_auto (RgTestCall) own = rg_test_ctl_run (test, own_line);
  g_assert_cmpint (own.code, ==, 2);
  g_auto (RgTestCall) added = rg_test_ctl_run (test, "staff add 'Too Much'");
  g_assert_cmpint (added.code, ==, 0);

  g_autoptr (JsonNode) restored = rg_test_ctl_json (test, restore_line);
  const char *kept = json_object_get_string_member (json_node_get_object (restored), "kept");
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_auto (RgTestCall) staff = rg_test_ctl_run (test, "staff");
  g_assert_null (strstr (staff.output, "Too Much"));
  g_auto (RgTestCall) check = rg_test_ctl_run (test, "check");
  g_assert_cmpint (check.code, ==, 0);
}

/* What `customers --view` shows of the first row, as JSON. */
static char *
first_of_view (RgTestCtl *test, const char *view, guint *n)
{
  g_autofree char *line = g_strdup_printf ("customers --view %s --limit 100", view);
  g_autoptr (JsonNode) rows = rg_test_ctl_json (test, line);
  JsonArray *array = json_node_get_array (rows);

  *n = json_array_get_length (array);
  return json_to_string (json_array_get_element (array, 0), FALSE);
}

static void
test_views (RgTestCtl *test, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int code;
  } calls[] = {
    { "fields add Roast one 'Light, Dark'", 0 },
    { "fields set 7 Roast Dark", 0 },
    { "segment save Seven 'field \"Roast\" is \"Dark\"'", 0 },
    { "views save Roasts --columns 'visits, Roast' --sort Roast --descending", 0 },
    { "views save 'The Seventh' --segment seven --columns Roast", 0 },
    { "views save Both --columns paint", 2 },
    { "views save Both --segment eight", 1 },
    { "views save ''", 1 },
    { "views save 4111111111111111", 1 },
    { "views rename roasts 'the seventh'", 1 },
    { "views rename roasts Coffee", 0 },
    { "views paint Coffee", 2 },
    { "views delete Roasts", 1 },
    { "customers --view Roasts", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, calls[i].line);

      g_test_message ("%s", calls[i].line);
      g_assert_cmpint (call.code, ==, calls[i].code);
    }
  guint n_all, n_one, n_after;
  g_autofree char *all = first_of_view (test, "coffee", &n_all);
  g_autofree char *one = first_of_view (test, "'The seventh'", &n_one);
  g_assert_cmpuint (n_all, >, 50);
  g_assert_nonnull (strstr (all, "\"Roast\":\"Dark\""));
  g_assert_nonnull (strstr (all, "\"visits\":"));
  g_assert_cmpuint (n_one, ==, 1);
  g_assert_nonnull (strstr (one, "\"columns\":{\"Roast\":\"Dark\"}"));

  /* The view goes with its segment, and comes back with it. */
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "views");
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "segment delete Seven");
  g_assert_cmpint (gone.code, ==, 0);
  g_auto (RgTestCall) missing = rg_test_ctl_run (test, "customers --view 'The Seventh'");
  g_assert_cmpint (missing.code, ==, 1);
  g_autoptr (JsonNode) history = rg_test_ctl_json (test, "history --limit 1");
  JsonObject *last = json_array_get_object_element (json_node_get_array (history), 0);
  g_autofree char *back = g_strdup_printf ("take-back %" G_GINT64_FORMAT,
                                           json_object_get_int_member (last, "id"));
  g_auto (RgTestCall) taken = rg_test_ctl_run (test, back);
  g_assert_cmpint (taken.code, ==, 0);
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "views");
  g_assert_true (json_node_equal (before, after));
  g_autofree char *again = first_of_view (test, "'The Seventh'", &n_after);
  g_assert_cmpstr (again, ==, one);
}

static void
test_fields (RgTestCtl *test, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int code;
  } calls[] = {
    { "fields add Roast one 'Light, Dark'", 0 },
    { "fields add Shelves several 'Crime, Poetry'", 0 },
    { "fields add 'Likes us' scale 1..5", 0 },
    { "fields add Roast text", 1 },
    { "fields add Colour paint", 2 },
    { "fields require roast yes", 0 },
    { "fields describe Roast 'As bought the last time'", 0 },
    { "fields move 'Likes us' 1", 0 },
    { "fields choices Roast 'Dark, Light, Green'", 0 },
    { "fields set 1 Roast green", 0 },
    { "fields set 1 Shelves 'poetry, crime'", 0 },
    { "fields set 1 'Likes us' 6", 1 },
    { "fields set 1 Dog Rex", 1 },
    { "fields set nobody Roast Dark", 1 },
    { "fields rename Shelves Books", 0 },
    { "fields paint Roast", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, calls[i].line);

      g_test_message ("%s", calls[i].line);
      g_assert_cmpint (call.code, ==, calls[i].code);
    }
  g_autoptr (JsonNode) known = rg_test_ctl_json (test, "fields of 1");
  g_autofree char *text = json_to_string (known, FALSE);
  g_assert_nonnull (strstr (text, "\"value\":\"Green\""));
  g_assert_nonnull (strstr (text, "\"value\":\"Crime\\nPoetry\""));
  g_assert_nonnull (strstr (text, "\"name\":\"Books\""));

  g_autoptr (JsonNode) gone = rg_test_ctl_json (test, "fields delete Roast");
  const gint64 action = json_object_get_int_member (json_node_get_object (gone), "action");
  g_autofree char *back = g_strdup_printf ("take-back %" G_GINT64_FORMAT, action);
  g_auto (RgTestCall) taken = rg_test_ctl_run (test, back);
  g_assert_cmpint (taken.code, ==, 0);
  g_autoptr (JsonNode) again = rg_test_ctl_json (test, "fields of 1");
  g_assert_true (json_node_equal (known, again));
}

static void
test_restore_refused (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *bad = g_build_filename (test->folder, "bad.regulars", NULL);
  g_autofree char *line = g_strdup_printf ("restore '%s'", bad);
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "customers");

  g_assert_true (g_file_set_contents (bad, "SQLite format 3 or so", -1, NULL));
  g_auto (RgTestCall) damaged = rg_test_ctl_run (test, line);
  g_assert_cmpint (damaged.code, ==, 1);
  g_auto (RgTestCall) missing = rg_test_ctl_run (test, "restore /nowhere/at-all");
  g_assert_cmpint (missing.code, ==, 1);
  g_auto (RgTestCall) none = rg_test_ctl_run (test, "restore");
  g_assert_cmpint (none.code, ==, 2);
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "customers");
  g_assert_true (json_node_equal (before, after));
}

/* The default folder lies beside the shop, and keeps backups of real shops only. */
static void
test_kept_backups (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (test->folder, "backups", NULL);
  g_autoptr (JsonNode) sample = rg_test_ctl_json (test, "backup");

  g_assert_true (json_object_get_null_member (json_node_get_object (sample), "backup"));
  g_assert_cmpint (g_remove (test->path), ==, 0);
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name X --currency EUR");
  g_autoptr (JsonNode) kept = rg_test_ctl_json (test, "backup");
  const char *path = json_object_get_string_member (json_node_get_object (kept), "backup");
  g_assert_true (g_str_has_prefix (path, folder));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What is real never gets into the shop that is made up. */
static void
test_sample_takes_no_imports (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "sales.csv", NULL);
  g_autofree char *line = g_strdup_printf ("import '%s'", path);

  g_assert_true (g_file_set_contents (path, "Receipt,Date,Item,Quantity,Price\n"
                                            "1,2026-11-20,Tea,1,4.00\n", -1, NULL));
  g_auto (RgTestCall) refused = rg_test_ctl_run (test, line);
  g_assert_cmpint (refused.code, ==, 1);
  g_assert_nonnull (strstr (refused.messages, "sample shop"));
}

static void
test_damaged (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x5a, 8192);
  g_assert_true (g_file_set_contents (test->path, bytes, (gssize) length, NULL));
  g_auto (RgTestCall) check = rg_test_ctl_run (test, "check");
  g_assert_cmpint (check.code, ==, 1);
  g_assert_nonnull (strstr (check.messages, "damaged"));
}

static void
test_history (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) added = rg_test_ctl_run (test, "staff add 'Nils Vik'");
  g_autoptr (JsonNode) history = rg_test_ctl_json (test, "history");
  JsonObject *newest = json_array_get_object_element (json_node_get_array (history), 0);
  g_autofree char *line = NULL;

  g_assert_nonnull (strstr (json_object_get_string_member (newest, "label"), "Nils Vik"));
  g_assert_nonnull (json_object_get_string_member (newest, "staff"));
  line = g_strdup_printf ("take-back %" G_GINT64_FORMAT, json_object_get_int_member (newest, "id"));
  g_auto (RgTestCall) back = rg_test_ctl_run (test, line);
  g_assert_cmpint (back.code, ==, 0);
  g_auto (RgTestCall) staff = rg_test_ctl_run (test, "staff");
  g_assert_null (strstr (staff.output, "Nils Vik"));
  g_auto (RgTestCall) unknown = rg_test_ctl_run (test, "take-back 99999");
  g_assert_cmpint (unknown.code, ==, 1);
  g_auto (RgTestCall) word = rg_test_ctl_run (test, "take-back soon");
  g_assert_cmpint (word.code, ==, 2);
}

static void
test_staff (RgTestCtl *test, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int code;
  } cases[] = {
    { "staff switch 2", 0 }, { "staff left 2", 0 },  { "staff switch 2", 1 },
    { "staff back 2", 0 },   { "staff rename 2 'Jo Bakke'", 0 },
    { "staff rename 77 X", 1 }, { "staff add ''", 1 }, { "staff dance", 2 },
    { "staff switch", 2 },   { "staff switch x", 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, cases[i].line);
      if (call.code != cases[i].code)
        g_error ("“%s” exits with %d: %s", cases[i].line, call.code, call.messages);
    }
  g_auto (RgTestCall) list = rg_test_ctl_run (test, "staff");
  g_assert_nonnull (strstr (list.output, "Jo Bakke"));
}

static void
test_customers (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) all = rg_test_ctl_json (test, "customers --limit 100");
  g_autoptr (JsonNode) few = rg_test_ctl_json (test, "customers --limit 3");
  JsonObject *first = json_array_get_object_element (json_node_get_array (all), 0);
  g_autofree char *search = g_strdup_printf ("customers --search '%s'",
                                             json_object_get_string_member (first, "number"));
  g_autofree char *one_line =
    g_strdup_printf ("customer %s", json_object_get_string_member (first, "uuid"));

  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 60);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (few)), ==, 3);
  g_autoptr (JsonNode) found = rg_test_ctl_json (test, search);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, 1);
  g_autoptr (JsonNode) one = rg_test_ctl_json (test, one_line);
  JsonObject *person = json_node_get_object (one);
  g_assert_cmpstr (json_object_get_string_member (person, "name"), ==,
                   json_object_get_string_member (first, "name"));
  g_assert_true (json_object_has_member (person, "permissions"));
  /* The segment of their stage has them. */
  g_autofree char *stage_line = g_strdup_printf (
      "segment list 'stage is %s'", json_object_get_string_member (person, "stage"));
  g_auto (RgTestCall) alike = rg_test_ctl_run (test, stage_line);
  g_assert_nonnull (strstr (alike.output, json_object_get_string_member (person, "name")));
  g_auto (RgTestCall) nobody = rg_test_ctl_run (test, "customer 4711");
  g_assert_cmpint (nobody.code, ==, 1);
  g_auto (RgTestCall) none = rg_test_ctl_run (test, "customers --limit 0");
  g_assert_cmpint (none.code, ==, 2);
}

static void
test_no_shop (RgTestCtl *test, gconstpointer data)
{
  static const char *const lines[] = { "customers", "history", "check", "backup", "staff",
                                       "customer 1", "take-back 1" };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, lines[i]);
      g_assert_cmpint (call.code, ==, 1);
      g_assert_nonnull (strstr (call.messages, "regularsctl init"));
      g_assert_false (g_file_test (test->path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, set_up, function)                                                                \
  g_test_add (path, RgTestCtl, NULL, set_up, function, rg_test_ctl_tear_down)

/* The UUID means the customer of the number. */
static void
assert_is_customer (RgTestCtl *test, const char *uuid, int number)
{
  g_autofree char *by_number = g_strdup_printf ("customer %d", number);
  g_autofree char *by_uuid = g_strdup_printf ("customer %s", uuid);
  g_autoptr (JsonNode) one = rg_test_ctl_json (test, by_number);
  g_autoptr (JsonNode) same = rg_test_ctl_json (test, by_uuid);

  g_assert_true (json_node_equal (one, same));
}

/* A task is added, listed, done and taken back; what cannot be is refused. */
static void
test_tasks (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) before = rg_test_ctl_json (test, "tasks");
  guint n_before = json_array_get_length (json_node_get_array (before));
  g_autoptr (JsonNode) added
    = rg_test_ctl_json (test, "tasks add 'Call back' --on 2026-11-20 --customer 1");
  gint64 id = json_object_get_int_member (json_node_get_object (added), "id");
  g_autofree char *done_line = g_strdup_printf ("tasks done %" G_GINT64_FORMAT, id);
  g_autoptr (JsonNode) open = rg_test_ctl_json (test, "tasks");
  JsonArray *tasks = json_node_get_array (open);
  JsonObject *task = NULL;

  g_assert_cmpuint (json_array_get_length (tasks), ==, n_before + 1);
  for (guint i = 0; i < n_before + 1; i++)
    if (json_object_get_int_member (json_array_get_object_element (tasks, i), "id") == id)
      task = json_array_get_object_element (tasks, i);
  g_assert_nonnull (task);
  g_assert_cmpstr (json_object_get_string_member (task, "what"), ==, "Call back");
  g_assert_cmpstr (json_object_get_string_member (task, "due_on"), ==, "2026-11-20");
  assert_is_customer (test, json_object_get_string_member (task, "customer_uuid"), 1);
  g_assert_true (json_object_get_null_member (task, "done_on"));

  g_auto (RgTestCall) done = rg_test_ctl_run (test, done_line);
  g_assert_cmpint (done.code, ==, 0);
  g_autoptr (JsonNode) after = rg_test_ctl_json (test, "tasks");
  g_assert_true (json_node_equal (before, after));
  g_auto (RgTestCall) no_day = rg_test_ctl_run (test, "tasks add x --on soon");
  g_assert_cmpint (no_day.code, ==, 2);
  g_auto (RgTestCall) nobody = rg_test_ctl_run (test, "tasks add x --customer 99999");
  g_assert_cmpint (nobody.code, ==, 1);
  g_auto (RgTestCall) empty = rg_test_ctl_run (test, "tasks add ' '");
  g_assert_cmpint (empty.code, ==, 1);
  g_auto (RgTestCall) verb = rg_test_ctl_run (test, "tasks paint 1");
  g_assert_cmpint (verb.code, ==, 2);
}

static void
assert_words (RgTestCtl *test, const char *line, const char *member, const char *expected)
{
  g_autoptr (JsonNode) node = rg_test_ctl_json (test, line);
  JsonObject *object = JSON_NODE_HOLDS_ARRAY (node)
                         ? json_array_get_object_element (json_node_get_array (node), 0)
                         : json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, member), ==, expected);
}

static void
assert_code (RgTestCtl *test, const char *line, int code)
{
  g_auto (RgTestCall) call = rg_test_ctl_run (test, line);

  g_assert_cmpint (call.code, ==, code);
}

/* A ticket by its UUID from beginning to end; what cannot be is refused. */
static void
test_tickets (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) opened = rg_test_ctl_json (
    test, "ticket open 'A red coat' --enquiry --customer 1 --channel phone --priority urgent "
          "--until 2026-11-20 --text 'Size M'");
  JsonObject *ticket = json_node_get_object (opened);
  const char *uuid = json_object_get_string_member (ticket, "uuid");
  g_autofree char *show = g_strdup_printf ("ticket show %s", uuid);
  g_autofree char *close = g_strdup_printf ("ticket close %s", uuid);
  g_autofree char *bought = g_strdup_printf ("%s --bought --solution 'In M'", close);
  g_autofree char *reopen = g_strdup_printf ("ticket reopen %s", uuid);
  g_autofree char *assign = g_strdup_printf ("ticket assign %s Nobody", uuid);
  g_autofree char *remove = g_strdup_printf ("ticket delete %s", uuid);

  assert_is_customer (test, json_object_get_string_member (ticket, "customer_uuid"), 1);
  g_assert_cmpstr (json_object_get_string_member (ticket, "due_on"), ==, "2026-11-20");
  assert_words (test, "ticket list --enquiry --limit 1", "uuid", uuid);
  assert_words (test, show, "text", "Size M");
  assert_code (test, close, 1);
  assert_words (test, bought, "outcome", "won");
  assert_words (test, "ticket list --closed --limit 1", "solution", "In M");
  assert_words (test, reopen, "state", "open");
  assert_code (test, assign, 1);
  assert_code (test, "ticket open x --channel pigeon", 2);
  assert_code (test, "ticket open x --until soon", 2);
  assert_code (test, "ticket open x --customer 99999", 1);
  assert_code (test, "ticket open x --product Unknown", 1);
  assert_code (test, "ticket open ' '", 1);
  assert_code (test, "ticket paint 1", 2);
  assert_code (test, remove, 0);
  assert_code (test, show, 1);
}

/* New files of the folder wait until the shop says that they are imported by themselves. */
static void
test_run_due (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (test->folder, "till", NULL);
  g_autofree char *file = g_build_filename (folder, "day.csv", NULL);
  g_autofree char *watch_line = g_strdup_printf ("watch '%s'", folder);
  const struct timespec old[] = { { 1000000000, 0 }, { 1000000000, 0 } };
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name Fjordbok --currency NOK");
  g_auto (RgTestCall) nowhere = rg_test_ctl_run (test, "run-due");
  g_auto (RgTestCall) chosen = rg_test_ctl_run (test, watch_line);

  g_assert_cmpint (made.code + nowhere.code + chosen.code, ==, 0);
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "run-due");
  g_assert_cmpint (gone.code, ==, 1);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
    file, "Receipt number,Date,Product code,Product,Quantity,Unit price\n1,2026-01-05,A,Tea,1,9\n",
    -1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, file, old, 0), ==, 0);
  g_auto (RgTestCall) waiting = rg_test_ctl_run (test, "run-due --json");
  g_assert_nonnull (strstr (waiting.output, "waiting"));
  g_auto (RgTestCall) said = rg_test_ctl_run (test, "watch --by-itself");
  g_assert_cmpint (said.code, ==, 0);
  g_autoptr (JsonNode) done = rg_test_ctl_json (test, "run-due");
  JsonObject *one = json_array_get_object_element (json_node_get_array (done), 0);
  g_assert_cmpstr (json_object_get_string_member (one, "state"), ==, "imported");
  g_assert_cmpint (json_object_get_int_member (one, "receipts"), ==, 1);
  g_autoptr (JsonNode) again = rg_test_ctl_json (test, "run-due");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (again)), ==, 0);
}

static void
assert_imports (RgTestCtl *test, const char *line, const char *member)
{
  g_autoptr (JsonNode) summary = rg_test_ctl_json (test, line);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (summary), member), ==, 1);
}

static void
assert_tells (RgTestCtl *test, const char *line, const char *words)
{
  g_autoptr (JsonNode) answer = rg_test_ctl_json (test, line);
  g_autofree char *text = json_to_string (answer, FALSE);

  g_assert_nonnull (strstr (text, words));
}

/* What columns mean is said, remembered for such files, and refused where it cannot be. */
static void
test_columns (RgTestCtl *test, gconstpointer data)
{
  static const char *const wrong[] = { "Favourite=paint", "Nowhere=email", "Favourite",
                                       "Favourite=net" };
  g_autofree char *file = g_build_filename (test->folder, "people.csv", NULL);
  g_autofree char *import = g_strdup_printf ("import '%s' --as customers", file);
  g_autofree char *with_columns =
      g_strconcat (import, " --column Nr=customer-id --column Who=name --column Favourite=roast"
                           " --column 'Write to=email'", NULL);
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name Fjordbok --currency NOK");
  g_auto (RgTestCall) field = rg_test_ctl_run (test, "fields add Roast one 'Light, Dark'");

  g_assert_cmpint (made.code + field.code, ==, 0);
  g_assert_true (g_file_set_contents (
      file, "Nr,Who,Favourite,Write to\n17,Åse Dahl,dark,ase@example.org\n", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s --column '%s'", import, wrong[i]);
      g_auto (RgTestCall) refused = rg_test_ctl_run (test, line);

      g_test_message ("%s: %s", wrong[i], refused.messages);
      g_assert_cmpint (refused.code, ==, 1);
    }
  assert_imports (test, with_columns, "customers_created");
  assert_tells (test, "fields of 1", "\"value\":\"Dark\"");

  g_assert_true (g_file_set_contents (
      file, "Nr,Who,Favourite,Write to\n17,Åse Dahl,light,ase@example.com\n", -1, NULL));
  assert_imports (test, import, "customers_updated");
  assert_tells (test, "customer 1", "ase@example.com");
}

/* In words, and as JSON. */
static void
test_erase (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) asked = rg_test_ctl_run (test, "erase-customer 1");
  g_auto (RgTestCall) done = rg_test_ctl_run (test, "erase-customer 1 --yes");
  g_autoptr (JsonNode) second = rg_test_ctl_json (test, "customer 2");
  g_autoptr (JsonNode) other = rg_test_ctl_json (test, "erase-customer 2 --yes");
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "customer 1");

  g_assert_cmpint (asked.code, ==, 1);
  g_assert_cmpint (done.code, ==, 0);
  g_assert_cmpstr (done.messages, ==, "");
  g_assert_nonnull (strstr (done.output, "erased"));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (other), "erased"), ==,
                   json_object_get_string_member (json_node_get_object (second), "uuid"));
  g_assert_cmpint (gone.code, ==, 1);
}

/* A file of postcodes comes, is told of, and goes; what cannot be read says why. */
static void
test_postcodes (RgTestCtl *test, gconstpointer data)
{
  static const char points[] = "NO\t5003\tBergen\tA\t1\tB\t2\tC\t3\t60.3929\t5.3241\t4\n"
                               "NO\t5003\tBergen\tA\t1\tB\t2\tC\t3\t60.3931\t5.3243\t4\n";
  static const char table[] = "postcode,latitude,longitude\n11351,59.34,18.05\n";
  static const char broken[] = "postcode,latitude,longitude\n11351,259.34,18.05\n";
  g_autofree char *no = g_build_filename (test->folder, "NO.txt", NULL);
  g_autofree char *se = g_build_filename (test->folder, "se.csv", NULL);
  g_autofree char *bad = g_build_filename (test->folder, "bad.csv", NULL);
  g_autofree char *load = g_strdup_printf ("postcodes load '%s'", no);
  g_autofree char *other = g_strdup_printf ("postcodes load '%s' --country Sweden", se);
  g_autofree char *nowhere = g_strdup_printf ("postcodes load '%s' --country Atlantis", se);
  g_autofree char *refused = g_strdup_printf ("postcodes load '%s'", bad);

  g_assert_true (g_file_set_contents (no, points, -1, NULL) &&
                 g_file_set_contents (se, table, -1, NULL) &&
                 g_file_set_contents (bad, broken, -1, NULL));
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "postcodes remove bergen.csv");
  g_assert_cmpint (made.code, ==, 0);
  g_auto (RgTestCall) empty = rg_test_ctl_run (test, "postcodes list");
  g_assert_nonnull (strstr (empty.messages, "No file"));
  g_auto (RgTestCall) loaded = rg_test_ctl_run (test, load);
  g_assert_cmpint (loaded.code, ==, 0);
  g_assert_nonnull (strstr (loaded.messages, "GeoNames"));
  g_assert_nonnull (strstr (loaded.messages, "1 row names"));
  g_autoptr (JsonNode) done = rg_test_ctl_json (test, other);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (done), "action"), >, 0);
  g_auto (RgTestCall) lost = rg_test_ctl_run (test, nowhere);
  g_assert_cmpint (lost.code, ==, 2);
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, refused);
  g_assert_cmpint (wrong.code, ==, 1);
  g_assert_nonnull (strstr (wrong.messages, "Row 2"));
  g_auto (RgTestCall) missing = rg_test_ctl_run (test, "postcodes load nothing.txt");
  g_assert_cmpint (missing.code, ==, 1);
  g_auto (RgTestCall) usage = rg_test_ctl_run (test, "postcodes paint NO.txt");
  g_assert_cmpint (usage.code, ==, 2);

  g_autoptr (JsonNode) sets = rg_test_ctl_json (test, "postcodes");
  JsonArray *all = json_node_get_array (sets);
  g_assert_cmpuint (json_array_get_length (all), ==, 2);
  JsonObject *set = json_array_get_object_element (all, 1);
  g_assert_cmpstr (json_object_get_string_member (set, "name"), ==, "NO.txt");
  g_assert_cmpstr (json_object_get_string_member (set, "maker"), ==, "GeoNames");
  g_assert_cmpint (json_object_get_int_member (set, "postcodes"), ==, 1);
  g_autofree char *remove = g_strdup_printf ("postcodes remove %s",
                                             json_object_get_string_member (set, "uuid"));
  g_auto (RgTestCall) removed = rg_test_ctl_run (test, remove);
  g_assert_cmpint (removed.code, ==, 0);
  g_auto (RgTestCall) gone = rg_test_ctl_run (test, "postcodes remove no.TXT");
  g_assert_cmpint (gone.code, ==, 1);
  g_auto (RgTestCall) by_name = rg_test_ctl_run (test, "postcodes remove SE.csv");
  g_assert_cmpint (by_name.code, ==, 0);
}

static void
assert_worth (RgTestCtl *test, const char *worth, gint64 minor)
{
  g_autofree char *line = g_strdup_printf ("points settings --worth '%s'", worth);
  g_auto (RgTestCall) call = rg_test_ctl_run (test, line);
  g_autoptr (JsonNode) shown = rg_test_ctl_json (test, "points settings");

  g_assert_cmpint (call.code, ==, minor >= 0 ? 0 : 1);
  if (minor >= 0)
    g_assert_cmpint (json_object_get_int_member (json_node_get_object (shown),
                                                 "hundred_points_minor"), ==, minor);
}

/* A script says an amount in the same way wherever it runs; people say it in theirs. */
static void
test_amounts (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *locale = g_strdup (g_getenv ("LC_ALL"));

  assert_worth (test, "2.50", 250);
  assert_worth (test, "2.505", -1);
  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  assert_worth (test, "3.50", 350);
  assert_worth (test, "4,5", 450);
  assert_worth (test, "1.234", 123400);
  assert_worth (test, "5.", -1);
  assert_worth (test, "99999999999999999999.00", -1);
  if (locale != NULL)
    g_setenv ("LC_ALL", locale, TRUE);
  else
    g_unsetenv ("LC_ALL");
}

/* Where a location is, and the distance of its customers from there. */
static void
test_locations (RgTestCtl *test, gconstpointer data)
{
  static const char report[] = "report make-up --of distance --across location";
  g_autoptr (JsonNode) shown = rg_test_ctl_json (test, "locations");
  JsonObject *second = json_array_get_object_element (json_node_get_array (shown), 1);
  g_autofree char *far = g_strdup_printf ("locations address %s 'Torget 1, 5700 Voss'",
                                          json_object_get_string_member (second, "uuid"));
  g_auto (RgTestCall) before = rg_test_ctl_run (test, report);

  g_assert_cmpstr (json_object_get_string_member (second, "name"), ==, "Fjordbok Bryggen");
  g_assert_cmpstr (json_object_get_string_member (second, "postcode"), ==, "5003");
  g_autoptr (JsonNode) done = rg_test_ctl_json (test, far);
  gint64 action = json_object_get_int_member (json_node_get_object (done), "action");
  g_assert_cmpint (action, >, 0);
  g_auto (RgTestCall) list = rg_test_ctl_run (test, "locations list");
  g_assert_nonnull (strstr (list.output, "Fjordbok Bryggen · Torget 1, 5700 Voss · 5700\n"));
  g_auto (RgTestCall) after = rg_test_ctl_run (test, report);
  g_assert_cmpstr (before.output, !=, after.output);
  g_autofree char *back = g_strdup_printf ("take-back %" G_GINT64_FORMAT, action);
  g_auto (RgTestCall) taken = rg_test_ctl_run (test, back);
  g_assert_cmpint (taken.code, ==, 0);
  g_auto (RgTestCall) again = rg_test_ctl_run (test, report);
  g_assert_cmpstr (before.output, ==, again.output);
  g_auto (RgTestCall) missing = rg_test_ctl_run (test, "locations address Nowhere 5003");
  g_assert_cmpint (missing.code, ==, 1);
  g_auto (RgTestCall) card = rg_test_ctl_run (test, "locations address 1 '4111 1111 1111 1111'");
  g_assert_cmpint (card.code, ==, 1);
  g_auto (RgTestCall) usage = rg_test_ctl_run (test, "locations paint 1");
  g_assert_cmpint (usage.code, ==, 2);
}

static void
test_points (RgTestCtl *test, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int code;
  } calls[] = {
    { "points settings --worth 2.50 --months 24", 0 },
    { "points settings --months 999", 1 },
    { "points settings --months soon", 2 },
    { "points give 3 100 --on 2026-11-01 --note Welcome", 0 },
    { "points give 3 20 --lapse never", 0 },
    { "points give 3 0", 1 },
    { "points give 3 many", 2 },
    { "points give 999999 20", 1 },
    { "points give 3 20 --lapse 2020-01-01", 1 },
    { "points give 3 20 --campaign 'No Such Letter'", 1 },
    { "points spend 3 121", 1 },
    { "points spend 3 30", 0 },
    { "points spend 3 100 --returned", 0 },
    { "points correct 3 15", 0 },
    { "points give-list 'No Such Letter' 5", 1 },
    { "points steal 3 15", 2 },
    { "points", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, calls[i].line);

      g_test_message ("%s", calls[i].line);
      g_assert_cmpint (call.code, ==, calls[i].code);
    }
  g_autoptr (JsonNode) shown = rg_test_ctl_json (test, "points show 3");
  JsonObject *points = json_node_get_object (shown);
  JsonArray *entries = json_object_get_array_member (points, "entries");
  g_assert_cmpint (json_object_get_int_member (points, "balance"), ==, 15);
  g_assert_cmpuint (json_array_get_length (entries), ==, 5);
  JsonObject *first = json_array_get_object_element (entries, 4);
  g_assert_cmpstr (json_object_get_string_member (first, "on"), ==, "2026-11-01");
  g_assert_cmpstr (json_object_get_string_member (first, "lapses_on"), ==, "2028-11-01");
  g_assert_cmpstr (json_object_get_string_member (first, "note"), ==, "Welcome");
  g_autoptr (JsonNode) settings = rg_test_ctl_json (test, "points settings");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (settings),
                                               "hundred_points_minor"), ==, 250);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ctl-data/backup-and-restore", make_sample, test_backup_and_restore);
  ADD ("/ctl-data/fields", make_sample, test_fields);
  ADD ("/ctl-data/sample-takes-no-imports", make_sample, test_sample_takes_no_imports);
  ADD ("/ctl-data/restore-refused", make_sample, test_restore_refused);
  ADD ("/ctl-data/kept-backups", make_sample, test_kept_backups);
  ADD ("/ctl-data/damaged", make_sample, test_damaged);
  ADD ("/ctl-data/history", make_sample, test_history);
  ADD ("/ctl-data/staff", make_sample, test_staff);
  ADD ("/ctl-data/customers", make_sample, test_customers);
  ADD ("/ctl-data/erase", make_sample, test_erase);
  ADD ("/ctl-data/views", make_sample, test_views);
  ADD ("/ctl-data/tasks", make_sample, test_tasks);
  ADD ("/ctl-data/points", make_sample, test_points);
  ADD ("/ctl-data/tickets", make_sample, test_tickets);
  ADD ("/ctl-data/postcodes", make_sample, test_postcodes);
  ADD ("/ctl-data/locations", make_sample, test_locations);
  ADD ("/ctl-data/amounts", make_sample, test_amounts);
  ADD ("/ctl-data/columns", rg_test_ctl_set_up, test_columns);
  ADD ("/ctl-data/run-due", rg_test_ctl_set_up, test_run_due);
  ADD ("/ctl-data/no-shop", rg_test_ctl_set_up, test_no_shop);
  return g_test_run ();
}
