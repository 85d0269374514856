/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission form: words that somebody agreed to stay as they are, one version is the current
 * one, a yes that awaits its confirmation allows nothing, and all of it goes back. */
#include "rg-test-shop.h"

#include <string.h>

#include "store/rg-store-consent.h"
#include "store/rg-store-permission-paper.h"
#include "store/rg-store-wordings.h"

#define PEOPLE "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl')"

static void
check (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

static gint64
save (RgTestShop *test, gint64 id, const char *version, const char *text, gint64 *action)
{
  g_autoptr (RgWording) wording = rg_wording_new ();
  g_autoptr (GError) error = NULL;
  gint64 saved = 0;

  wording->id = id;
  g_set_str (&wording->version, version);
  g_set_str (&wording->text, text);
  g_set_str (&wording->benefits, "A voucher");
  rg_store_save_wording_sync (test->store, wording, &saved, action, &error);
  g_assert_no_error (error);
  return saved;
}

static void
check_refused (RgTestShop *test, gint64 id, const char *version, const char *text,
               const char *words)
{
  g_autoptr (RgWording) wording = rg_wording_new ();
  g_autoptr (GError) error = NULL;

  wording->id = id;
  g_set_str (&wording->version, version);
  g_set_str (&wording->text, text);
  g_assert_false (rg_store_save_wording_sync (test->store, wording, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
answer (RgTestShop *test, RgChannel asked, gint64 wording, RgOptIn opt_in, gint64 *action)
{
  const RgConsentNew entry = { .customer = 1, .channel = asked, .granted = TRUE,
                               .effective_on = 20000, .how = RG_CONSENT_HOW_PAPER,
                               .evidence = "folder 7", .wording = wording, .opt_in = opt_in };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, action, &error);
  g_assert_no_error (error);
}

static void
test_versions (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 one, two, chosen = 0;

  check_refused (test, 0, "1", " ", "agree");
  check_refused (test, 0, "", "Yes", "name");
  one = save (test, 0, "1", "Yes, write to me", NULL);
  check (test, "SELECT version || is_current FROM wording", "11");
  check_refused (test, 0, "1", "Others", "already");
  check_refused (test, 0, "2", "4111 1111 1111 1111", "payment card");
  /* Not used yet: it can be edited. */
  save (test, one, "1", "Yes, please write to me", NULL);
  two = save (test, 0, "2", "Do write to me", NULL);
  check (test, "SELECT version FROM wording WHERE is_current", "1");
  g_assert_true (rg_store_choose_wording_sync (test->store, two, &chosen, &error));
  check (test, "SELECT group_concat (version) FROM wording WHERE is_current", "2");
  rg_test_shop_take_back (test, chosen);
  check (test, "SELECT group_concat (version) FROM wording WHERE is_current", "1");
}

static void
test_used (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 one, two, action = 0;

  rg_test_shop_write (test, "People", PEOPLE);
  one = save (test, 0, "1", "Yes, write to me", NULL);
  answer (test, RG_CHANNEL_POST, one, RG_OPT_IN_ONCE, &action);
  check_refused (test, one, "1", "And phone me", "new version");
  /* What takes the answer back leaves it in the ledger: the words were agreed to. */
  rg_test_shop_take_back (test, action);
  check_refused (test, one, "1", "And phone me", "new version");
  two = save (test, 0, "2", "And phone me", NULL);
  g_assert_true (rg_store_note_wording_printed_sync (test->store, two, &error));
  check_refused (test, two, "2", "And call at night", "new version");
  check (test, "SELECT text FROM wording WHERE version = '2'", "And phone me");
}

static gboolean
read_ledger (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **rows = data;

  *rows = rg_consent_read_ledger (db, 1, error);
  return *rows != NULL;
}

static void
test_ledger_says_all (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const RgConsentRow *row;

  rg_test_shop_write (test, "People", PEOPLE);
  answer (test, RG_CHANNEL_EMAIL, save (test, 0, "Autumn", "Yes", NULL), RG_OPT_IN_ASKED, NULL);
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_ledger, &rows, NULL, NULL));
  row = rows->pdata[0];
  g_assert_cmpstr (row->wording, ==, "Autumn");
  g_assert_cmpstr (row->evidence, ==, "folder 7");
  g_assert_cmpstr (row->how, ==, "paper");
  g_assert_cmpint (row->opt_in, ==, RG_OPT_IN_ASKED);
}

/* Asked: nothing is allowed; confirmed: it is; the confirmation taken back: not again. */
static void
test_confirmation (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const char *now = "SELECT granted || awaits FROM permission WHERE channel = 'email'";
  gint64 action = 0;

  rg_test_shop_write (test, "People", PEOPLE);
  answer (test, RG_CHANNEL_EMAIL, 0, RG_OPT_IN_ASKED, NULL);
  check (test, now, "01");
  answer (test, RG_CHANNEL_EMAIL, 0, RG_OPT_IN_CONFIRMED, &action);
  check (test, now, "10");
  rg_test_shop_take_back (test, action);
  check (test, now, "01");
  check (test, "SELECT count(*) FROM consent", "3");
}

/* All that one form says is one action; the purpose stands beside the channels. */
static void
test_form (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgConsentNew entries[RG_N_ASKED];
  gint64 action = 0;

  rg_test_shop_write (test, "People", PEOPLE);
  for (int i = 0; i < RG_N_ASKED; i++)
    entries[i] = (RgConsentNew) { .customer = 1, .channel = (RgChannel) i, .granted = i % 2 == 0,
                                  .effective_on = 20000, .how = RG_CONSENT_HOW_WEB };
  g_assert_true (rg_store_set_permissions_sync (test->store, entries, RG_N_ASKED, &action,
                                                &error));
  check (test, "SELECT group_concat (channel || granted) FROM (SELECT * FROM permission ORDER BY "
               "channel)", "email0,phone1,post1,sms0,tailored1");
  rg_test_shop_take_back (test, action);
  check (test, "SELECT count(*) FROM permission", "0");
  check (test, "SELECT count(*) FROM consent", "10");
  entries[0].evidence = "4111 1111 1111 1111";
  g_assert_false (rg_store_set_permissions_sync (test->store, entries, 1, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

typedef struct {
  const RgShop *shop;
  gint64 customer;
  gboolean copy;
  RgPermissionPaper *paper;
} Paper;

static gboolean
paper_in_thread (RgDb *db, gpointer data, GError **error)
{
  Paper *paper = data;

  paper->paper = rg_permission_paper_read (db, paper->shop, paper->customer, paper->copy, 20000,
                                           NULL, error);
  return paper->paper != NULL;
}

/* What stands on the form, as "version name: ticked boxes"; or the error's code. */
static char *
read_paper (RgTestShop *test, gint64 customer, gboolean copy)
{
  Paper paper = { rg_store_get_shop (test->store), customer, copy, NULL };
  g_autoptr (RgPermissionPaper) form = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  rg_store_read_sync (test->store, RG_READER_ROWS, paper_in_thread, &paper, NULL, &error);
  form = paper.paper;
  if (form == NULL)
    g_string_printf (text, "refused %d", error->code);
  else
    g_string_printf (text, "%s %s: ", form->version, form->name);
  for (guint i = 0; form != NULL && i < form->answers->len; i++)
    g_string_append_c (text, ((RgPaperAnswer *) form->answers->pdata[i])->ticked ? 'x' : '.');
  if (form != NULL)
    g_assert_cmpstr (form->benefits, ==, "A voucher");
  return g_string_free_and_steal (text);
}

#define CHECK_PAPER(customer, copy, expected) \
  G_STMT_START \
  { \
    g_autofree char *got = read_paper (test, customer, copy); \
    g_assert_cmpstr (got, ==, expected); \
  } \
  G_STMT_END

/* The form has the current words and no ticks; the copy those that were agreed to, with ticks. */
static void
test_paper (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 one, action = 0;

  rg_test_shop_write (test, "People", PEOPLE);
  CHECK_PAPER (0, FALSE, "refused 0");
  one = save (test, 0, "1", "Yes", NULL);
  CHECK_PAPER (0, FALSE, "1 : .....");
  CHECK_PAPER (1, FALSE, "1 Åse Dahl: .....");
  CHECK_PAPER (1, TRUE, "refused 1");
  CHECK_PAPER (99, FALSE, "refused 0");
  answer (test, RG_CHANNEL_EMAIL, one, RG_OPT_IN_CONFIRMED, &action);
  answer (test, RG_CHANNEL_POST, one, RG_OPT_IN_ASKED, NULL);
  g_assert_true (rg_store_choose_wording_sync (test->store, save (test, 0, "2", "Others", NULL),
                                               NULL, &error));
  CHECK_PAPER (1, FALSE, "2 Åse Dahl: .....");
  CHECK_PAPER (1, TRUE, "1 Åse Dahl: .x...");
  rg_test_shop_take_back (test, action);
  CHECK_PAPER (1, TRUE, "1 Åse Dahl: .....");
}

static void
test_one_page (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *lines = g_strnfill (15, '\n'), *wide = g_strnfill (1200, 'm');
  g_autofree char *many = g_strconcat ("a", lines, "b", NULL);

  check_refused (test, 0, "1", many, "one page");
  check_refused (test, 0, "1", wide, "one page");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wordings/versions", test_versions);
  g_test_add_func ("/wordings/used", test_used);
  g_test_add_func ("/wordings/ledger-says-all", test_ledger_says_all);
  g_test_add_func ("/wordings/confirmation", test_confirmation);
  g_test_add_func ("/wordings/form", test_form);
  g_test_add_func ("/wordings/paper", test_paper);
  g_test_add_func ("/wordings/one-page", test_one_page);
  return g_test_run ();
}
