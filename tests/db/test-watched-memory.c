/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* With the address sanitizer, whoever misuses a text of SQLite's is stopped. Each case plants a
 * fault in a program of its own. */
#include "db/rg-db.h"

#include <sqlite3.h>
#include <string.h>

static volatile char seen;

static void
fault_after_free (char *text)
{
  sqlite3_free (text);
  seen = text[0];
}

static void
fault_after_growth (char *text)
{
  char *longer = sqlite3_realloc (text, 5000);

  seen = text[0];
  sqlite3_free (longer);
}

static void
fault_beyond (char *text)
{
  seen = text[sqlite3_msize (text)];
  sqlite3_free (text);
}

static void
fault_before (char *text)
{
  seen = text[-1];
  sqlite3_free (text);
}

static void
fault_leak (char *text)
{
  seen = text[0];
}

typedef struct
{
  const char *name;
  void (*plant) (char *text);
  const char *found;
} Fault;

static const Fault faults[] = {
  { "after-free", fault_after_free, "*use-after-poison*" },
  { "after-growth", fault_after_growth, "*use-after-poison*" },
  { "beyond", fault_beyond, "*use-after-poison*" },
  { "before", fault_before, "*use-after-poison*" },
  { "leak", fault_leak, "*SQLite holds*at the end*" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;

  if (g_test_subprocess ())
    {
      fault->plant (sqlite3_mprintf ("%s", "a text of SQLite's"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr (fault->found);
}

/* What a statement has given belongs to it. */
static void
test_finalized (void)
{
  if (g_test_subprocess ())
    {
      RgDb *db = rg_db_open (":memory:", RG_DB_CREATE, NULL);
      RgStatement *statement = rg_db_prepare (db, "SELECT hex (zeroblob (999))", NULL);
      const char *text;

      g_assert_cmpint (rg_statement_step (statement, NULL), ==, RG_STEP_ROW);
      text = rg_statement_get_text (statement, 0);
      rg_statement_release (statement);
      rg_db_close (db);
      seen = text[0];
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*use-after-poison*");
}

/* Nobody is stopped who does nothing wrong. */
static void
test_right (void)
{
  char *text = sqlite3_mprintf ("%s", "right");

  for (int i = 0; i < 2000; i++)
    {
      char *longer = sqlite3_mprintf ("%s and %d", text, i);

      sqlite3_free (text);
      text = longer;
    }
  g_assert_true (g_str_has_prefix (text, "right and 0 and 1 and 2"));
  g_assert_cmpuint (strlen (text), <, sqlite3_msize (text));
  sqlite3_free (text);
  g_assert_cmpint (sqlite3_memory_used (), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/watched-memory/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/watched-memory/finalized", test_finalized);
  g_test_add_func ("/watched-memory/right", test_right);
  return g_test_run ();
}
