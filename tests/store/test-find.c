/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The search over everything: what is found, in which order, and that nothing else is. */
#include "store/rg-store-customers.h"
#include "rg-test-shop.h"

#include "store/rg-store-dataset.h"
#include "store/rg-store-find.h"

#define RECEIPT \
  "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, " \
  "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
#define LINE \
  "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, " \
  "unit_price_micro, net_minor) "
#define SHOP \
  "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl'), " \
  "(randomblob (16), 'Kaffe Olsen'), (randomblob (16), '王秀英'), (randomblob (16), 'Åse Moe');" \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, city) " \
  "VALUES (randomblob (16), 1, 'address', 'Torget 1', 'Bergen');" \
  "INSERT INTO source (name) VALUES ('till');" \
  "INSERT INTO location (uuid, code, name, time_zone) VALUES (randomblob (16), 'T', 'Torget', " \
  "'Europe/Oslo');" \
  "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, " \
  "summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', x'00', 0, '{}');" \
  "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), '85048', 'Kaffe, mørk'), " \
  "(randomblob (16), 'K2', 'Filterkaffe'), (randomblob (16), '850480', '');" \
  RECEIPT "VALUES (randomblob (16), 1, 1, '', '1', '', 20000, 0, 4, 0, 100, 100, 1, 1);" \
  LINE "VALUES (1, 1, 1, 0, 1000, 1000000, 100);" \
  "INSERT INTO segment (uuid, name, text) VALUES (randomblob (16), 'Trenger kaffe', ''), " \
  "(randomblob (16), 'Kaffefolk', ''), (randomblob (16), 'Alle', '');" \
  "INSERT INTO campaign (uuid, name, segment_text, created_on) " \
  "VALUES (randomblob (16), 'Kaffe i november', '', 20000);"

typedef struct {
  RgDataset *dataset;
  const char *text;
  guint n_each;
  GPtrArray *found;
  RgDay today;
} Question;

static gboolean
find_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->found = rg_find (db, question->dataset, question->text, question->n_each,
                             question->today, error);
  return question->found != NULL;
}

/* "kind title (detail)" of each, with / between. */
static char *
find_on (RgTestShop *shop, RgDataset *dataset, const char *text, guint n_each, RgDay today)
{
  static const char *const kinds[RG_N_FOUND_KINDS] = { "who", "segment", "campaign", "product",
                                                    "ticket" };
  Question question = { dataset, text, n_each, NULL, today };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  rg_store_read_sync (shop->store, RG_READER_ROWS, find_in_thread, &question, NULL, &error);
  g_assert_no_error (error);
  found = question.found;
  for (guint i = 0; i < found->len; i++)
    {
      const RgFound *one = found->pdata[i];

      g_string_append_printf (out, "%s%s %s", i ? " / " : "", kinds[one->kind], one->title);
      if (*one->detail)
        g_string_append_printf (out, " (%s)", one->detail);
    }
  return g_string_free_and_steal (out);
}

static char *
find (RgTestShop *shop, RgDataset *dataset, const char *text, guint n_each)
{
  return find_on (shop, dataset, text, n_each, RG_DAY_NONE);
}

/* What a campaign says at the counter stands with whoever is looked up while it runs and allows
 * letters, and not with others. */
static void
test_counter (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();
  g_autofree char *during = NULL, *after = NULL, *never = NULL, *city = NULL;

  rg_test_shop_write (shop, "Shop", SHOP
                      "UPDATE campaign SET counter = 'Ask about the roasts', sent_on = 20000, "
                      "ends_on = 20020; INSERT INTO campaign_member (campaign_id, customer_id, "
                      "state) VALUES (1, 4, 'included'), (1, 1, 'held-out'); INSERT INTO consent "
                      "(uuid, customer_id, channel, granted, effective_on, recorded_at) VALUES "
                      "(randomblob (16), 4, 'post', 1, 19990, 1), "
                      "(randomblob (16), 1, 'post', 1, 19990, 1);");
  during = find_on (shop, NULL, "moe", 5, 20005);
  after = find_on (shop, NULL, "moe", 5, 20021);
  never = find_on (shop, NULL, "moe", 5, RG_DAY_NONE);
  city = find_on (shop, NULL, "dahl", 5, 20005);
  g_assert_cmpstr (during, ==, "who Åse Moe (Ask about the roasts)");
  g_assert_cmpstr (after, ==, "who Åse Moe");
  g_assert_cmpstr (never, ==, "who Åse Moe");
  g_assert_cmpstr (city, ==, "who Åse Dahl (Bergen)");
}

static void
assert_finds (RgTestShop *shop, RgDataset *dataset, const char *text, guint n_each,
              const char *wanted)
{
  g_autofree char *found = find (shop, dataset, text, n_each);

  g_assert_cmpstr (found, ==, wanted);
}

/* What is not closed, with who came with it. */
static void
test_tickets (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();

  rg_test_shop_write (
    shop, "Shop", SHOP
    "INSERT INTO ticket (uuid, customer_id, subject, state, opened_on, closed_on) VALUES "
    "(randomblob (16), 1, 'Kværn som bråker', 'open', 1, NULL), "
    "(randomblob (16), NULL, 'En kvern til', 'waiting', 1, NULL), "
    "(randomblob (16), 1, 'Kvern, gammel', 'closed', 1, 2)");
  assert_finds (shop, NULL, "brak", 5, "ticket Kværn som bråker (Åse Dahl)");
  assert_finds (shop, NULL, "kvern", 5, "ticket En kvern til");
  rg_test_shop_write (shop, "Deleted", "UPDATE customer SET deleted_at = 1 WHERE id = 1");
  assert_finds (shop, NULL, "brak", 5, "");
}

static void
test_everything (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;

  rg_test_shop_write (shop, "A shop", SHOP);
  dataset = rg_store_dup_dataset_sync (shop->store, &error);
  g_assert_no_error (error);

  assert_finds (shop, dataset, "KAFFE", 5,
                "who Kaffe Olsen / segment Kaffefolk / segment Trenger kaffe / "
                "campaign Kaffe i november / product Kaffe, mørk (85048) / "
                "product Filterkaffe (K2)");
  assert_finds (shop, dataset, "kaffe", 1,
                "who Kaffe Olsen / segment Kaffefolk / campaign Kaffe i november / "
                "product Kaffe, mørk (85048)");
  /* Whoever came more often stands first. */
  assert_finds (shop, dataset, "ase", 5, "who Åse Moe / who Åse Dahl (Bergen)");
  assert_finds (shop, dataset, "dahl berg", 5, "who Åse Dahl (Bergen)");
  assert_finds (shop, dataset, "王", 5, "who 王秀英");
  /* A code finds its own product, and not each that begins so. */
  assert_finds (shop, dataset, "85048", 5, "product Kaffe, mørk (85048)");
  assert_finds (shop, dataset, "850480", 5, "product 850480");
  assert_finds (shop, dataset, "", 5, "");
  assert_finds (shop, dataset, "nobody at all", 5, "");
  assert_finds (shop, dataset, "kaffe", 0, "");
}

/* Until everything has been read, people are found all the same. */
static void
test_without_dataset (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();

  rg_test_shop_write (shop, "A shop", SHOP);
  assert_finds (shop, NULL, "kaffe", 5,
                "who Kaffe Olsen / segment Kaffefolk / segment Trenger kaffe / "
                "campaign Kaffe i november");
}

/* The best few of many, as sorting all of them has it. */
static void
test_best (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;

  rg_test_shop_write (shop, "A shop", SHOP);
  rg_test_shop_write (
    shop, "Many",
    "WITH RECURSIVE n (i) AS (VALUES (10) UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
    "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'Per ' || i FROM n;"
    RECEIPT "SELECT randomblob (16), 1, 1, '', 'n' || customer.id || '-' || day.value, '', "
    "20000 + day.value, 0, customer.id, 0, 100, 100, 1, 1 "
    "FROM customer, json_each ('[0,1,2,3,4,5,6,7,8,9]') AS day "
    "WHERE name GLOB 'Per*' AND day.value <= customer.id * 7 % 11;"
    LINE "SELECT id, 1, 1, 0, 1000, 1000000, 100 FROM receipt WHERE number GLOB 'n*'");
  dataset = rg_store_dup_dataset_sync (shop->store, &error);
  g_assert_no_error (error);
  found = find (shop, dataset, "per", 7);
  wanted = rg_test_shop_read (
    shop, "SELECT group_concat ('who ' || name, ' / ') FROM (SELECT name FROM customer "
          "JOIN customer_fact ON customer_id = id WHERE name GLOB 'Per*' "
          "ORDER BY visits DESC, id LIMIT 7)");
  g_assert_cmpstr (found, ==, wanted);
}

static void
found_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) data = rg_store_find_finish (RG_STORE (store), result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();
  g_autoptr (GPtrArray) found = NULL;

  rg_test_shop_write (shop, "A shop", SHOP);
  rg_store_find_async (shop->store, "folk", 3, NULL, found_cb, &found);
  while (!found)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((RgFound *) found->pdata[0])->title, ==, "Kaffefolk");
}

/* --- the search of the list --- */

#define PEOPLE \
  "INSERT INTO customer (id, uuid, name) VALUES (1, randomblob (16), 'Åsa Lind'), " \
  "(2, randomblob (16), '김민수'), (3, randomblob (16), '王秀英'), (4, randomblob (16), '小王子'), " \
  "(5, randomblob (16), 'Asbjørn Ness'), (6, randomblob (16), 'Łukasz Wójcik'), " \
  "(7, randomblob (16), 'José Núñez'), (8, randomblob (16), 'Κώστας Παππάς'), " \
  "(9, randomblob (16), 'Ольга Сергеева');" \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key, city) VALUES " \
  "(randomblob (16), 1, 'address', 'Torggata 5', '', 'Bergen'), " \
  "(randomblob (16), 1, 'address', 'Storgata 8', '', 'Oslo'), " \
  "(randomblob (16), 5, 'phone', '912 34 567', '+4791234567', ''), " \
  "(randomblob (16), 6, 'email', 'Luk@Example.org', 'luk@example.org', '');"

typedef struct {
  RgDataset *dataset; /* or NULL: not read yet */
  const char *text;
  GString *ids;
} ListQuestion;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return (int) (*(const gint64 *) a - *(const gint64 *) b);
}

static gboolean
search_in_thread (RgDb *db, gpointer data, GError **error)
{
  ListQuestion *question = data;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rg_customers_source.read_matches (db, question->dataset, question->text, matches, error))
    return FALSE;
  g_array_sort (matches, compare_ids);
  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (question->ids, "%d ", (int) g_array_index (matches, gint64, i));
  return TRUE;
}

/* In any script, with or without marks, anywhere in a name, an e-mail, a telephone and the cities,
 * but not in a street; with the dataset and without. */
static void
test_scripts (void)
{
  static const struct { const char *text, *ids; } questions[] = {
    { "asa", "1 " },      { "ÅSA", "1 " },  { "lind asa", "1 " },   { "as", "1 5 6 " },
    { "김", "2 " },       { "민수", "2 " }, { "기", "2 " },         { "王", "3 4 " },
    { "英", "3 " },       { "lukasz", "6 " }, { "wojcik", "6 " },   { "nunez jose", "7 " },
    { "παππας", "8 " },   { "СЕРГЕЕВА", "9 " }, { "asb nes", "5 " }, { "李", "" },
    { "bergen", "1 " },   { "oslo", "1 " }, { "torggata", "" },     { "9123", "5 " },
    { "912 34", "5 " },   { "luk@ex", "6 " },
  };
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = NULL;

  rg_test_shop_write (shop, "People", PEOPLE);
  dataset = rg_store_dup_dataset_sync (shop->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      ListQuestion question = { i % 2 != 0 ? dataset : NULL, questions[i / 2].text, ids };

      g_test_message ("%s", question.text);
      rg_store_read_sync (shop->store, RG_READER_ROWS, search_in_thread, &question, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ids->str, ==, questions[i / 2].ids);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/everything", test_everything);
  g_test_add_func ("/find/tickets", test_tickets);
  g_test_add_func ("/find/without-dataset", test_without_dataset);
  g_test_add_func ("/find/best", test_best);
  g_test_add_func ("/find/async", test_async);
  g_test_add_func ("/find/scripts", test_scripts);
  g_test_add_func ("/find/counter", test_counter);
  return g_test_run ();
}
