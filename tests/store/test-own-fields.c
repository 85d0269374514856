/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields and what is known in them: each thing that can be done, and taken back. */
#include "store/rg-store-customers.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-person.h"
#include "store/rg-store-undo.h"

#include "rg-test-shop.h"

#include <string.h>

static gint64
add_customer (RgTestShop *test, const char *name)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  gint64 id = 0;

  g_set_str (&details->name, name);
  g_assert_true (rg_store_save_customer_sync (test->store, details, &id, NULL, NULL));
  return id;
}

typedef struct
{
  gint64 customer;
  GPtrArray *fields;
  char **texts;
} Read;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->fields = rg_own_fields_read (db, error);
  if (read->fields != NULL)
    read->texts = rg_own_values_read (db, read->fields, read->customer, "NOK", error);
  return read->texts != NULL;
}

static GPtrArray *
read_fields (RgTestShop *test)
{
  Read read = { 0 };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  g_strfreev (read.texts);
  return read.fields;
}

/* All values of a customer, "name=value" joined by semicolons; several choices by plus signs. */
static char *
values (RgTestShop *test, gint64 customer)
{
  Read read = { customer, NULL, NULL };
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < read.fields->len; i++)
    if (*read.texts[i] != '\0')
      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? ";" : "",
                              ((RgOwnField *) read.fields->pdata[i])->name,
                              g_strdelimit (read.texts[i], "\n", '+'));
  g_strfreev (read.texts);
  g_ptr_array_unref (read.fields);
  return g_string_free (out, FALSE);
}

static void
assert_values (RgTestShop *test, gint64 customer, const char *expected)
{
  g_autofree char *said = values (test, customer);

  g_assert_cmpstr (said, ==, expected);
}

static void
assert_read (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
set (RgTestShop *test, gint64 customer, gint64 field, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_set_own_value_sync (test->store, &customer, 1, field, text, &action, &error);
  g_assert_no_error (error);
  return action;
}

static void
refuse (RgTestShop *test, gint64 customer, gint64 field, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
    rg_store_set_own_value_sync (test->store, &customer, 1, field, text, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

/* Every kind keeps what it takes, in the form that it is kept in. */
static void
test_kinds (void)
{
  static const struct
  {
    RgOwnKind kind;
    const char *name;
    const char *choices;
    const char *good; /* the last of these stays */
    const char *kept;
    const char *bad;
  } cases[] = {
    { RG_OWN_TEXT, "Dog", "", "Rex|  Bella ", "Bella", "4111 1111 1111 1111" },
    { RG_OWN_NUMBER, "Shoe size", "", "38|42.50", "42.5", "large|1.0001" },
    { RG_OWN_MONEY, "Budget", "", "99.5", "99.50", "99.555|lots" },
    { RG_OWN_DATE, "Wedding", "", "2011-06-04", "2011-06-04", "June|2026-02-30" },
    { RG_OWN_YES_NO, "Parks here", "", "yes|no", "no", "1|maybe" },
    { RG_OWN_ONE, "Roast", "Light,Dark", "light|DARK", "Dark", "Green|Light\nDark" },
    { RG_OWN_SEVERAL, "Reads", "Crime,Poetry,Travel", "Crime|travel\ncrime", "Crime+Travel",
      "Crime\nCooking" },
    { RG_OWN_SCALE, "Likes us", "", "1|5", "5", "0|6|2.5" },
  };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 customer = add_customer (test, "Åse Dahl");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 field =
        rg_test_shop_add_field (test, cases[i].kind, cases[i].name, cases[i].choices);
      g_auto (GStrv) good = g_strsplit (cases[i].good, "|", -1);
      g_auto (GStrv) bad = g_strsplit (cases[i].bad, "|", -1);

      for (guint k = 0; good[k] != NULL; k++)
        g_assert_cmpint (set (test, customer, field, good[k]), !=, 0);
      g_assert_cmpint (set (test, customer, field, good[g_strv_length (good) - 1]), ==, 0);
      for (guint k = 0; bad[k] != NULL; k++)
        refuse (test, customer, field, bad[k]);
      g_string_append_printf (expected, "%s%s=%s", i > 0 ? ";" : "", cases[i].name,
                              cases[i].kept);
    }
  assert_values (test, customer, expected->str);
  rg_test_shop_check (test);
  rg_test_shop_reopen (test);
  assert_values (test, customer, expected->str);
  while (TRUE)
    {
      g_autofree char *last = rg_test_shop_read (
        test, "SELECT max(id) FROM action AS a WHERE undoes IS NULL AND kind LIKE 'field.%' AND "
              "NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id)");

      if (*last == '\0')
        break;
      rg_test_shop_take_back (test, g_ascii_strtoll (last, NULL, 10));
    }
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (after, ==, before);
}

/* A field that was deleted comes back with everything that was known, also days later and when
 * something else has happened since. */
static void
test_delete_and_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  const gint64 kim = add_customer (test, "Kim Min-su");
  const gint64 roast = rg_test_shop_add_field (test, RG_OWN_ONE, "Roast", "Light,Dark");
  const gint64 reads = rg_test_shop_add_field (test, RG_OWN_SEVERAL, "Reads", "Crime,Poetry");
  g_autofree char *full = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deleted = 0, later = 0, redone;

  set (test, ase, roast, "Dark");
  set (test, kim, roast, "Light");
  set (test, kim, reads, "Crime\nPoetry");
  full = rg_test_shop_dump (test, TRUE);
  g_assert_true (rg_store_delete_own_field_sync (test->store, roast, &deleted, NULL));
  assert_values (test, ase, "");
  assert_values (test, kim, "Reads=Crime+Poetry");
  assert_read (test, "SELECT count(*) FROM field_choice", "2");
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Field “Roast” Deleted");
  later = set (test, kim, reads, "Crime");
  rg_test_shop_reopen (test);
  redone = rg_test_shop_take_back (test, deleted);
  assert_values (test, ase, "Roast=Dark");
  assert_values (test, kim, "Roast=Light;Reads=Crime");
  rg_test_shop_take_back (test, later);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (again, ==, full);
  rg_test_shop_take_back (test, redone);
  assert_values (test, kim, "Reads=Crime+Poetry");

  /* Meanwhile another of that name: it stands in the way, and says so. */
  rg_test_shop_add_field (test, RG_OWN_TEXT, "Roast", "");
  g_assert_false (rg_store_take_back_sync (test->store, deleted, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  rg_test_shop_check (test);
}

static void
test_edit (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  const gint64 roast = rg_test_shop_add_field (test, RG_OWN_ONE, "Roast", "Light,Dark,Green");
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  RgOwnField *field;
  gint64 action = 0;

  rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  set (test, ase, roast, "Light");
  before = rg_test_shop_dump (test, TRUE);
  fields = read_fields (test);
  g_assert_cmpuint (fields->len, ==, 2);
  field = rg_own_fields_find (fields, "roast");
  g_assert_nonnull (field);
  g_assert_cmpuint (field->choices->len, ==, 3);

  /* A choice keeps its people through another name and place; one that goes takes them along. */
  g_set_str (&field->name, "Coffee roast");
  g_set_str (&((RgOwnChoice *) field->choices->pdata[0])->name, "Blonde");
  g_ptr_array_remove_index (field->choices, 1);
  rg_own_field_add_choice (field, 0, "Espresso");
  field->required = TRUE;
  g_set_str (&field->help, "As bought the last time");
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, &action, NULL));
  assert_values (test, ase, "Coffee roast=Blonde");
  assert_read (test, "SELECT group_concat(name ORDER BY place) FROM field_choice",
               "Blonde,Green,Espresso");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (after, ==, before);

  g_clear_pointer (&fields, g_ptr_array_unref);
  fields = read_fields (test);
  field = rg_own_fields_find (fields, "Roast");
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, &action, NULL));
  g_assert_cmpint (action, ==, 0);
  g_ptr_array_remove_index (field->choices, 0);
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, &action, NULL));
  assert_values (test, ase, "");
  rg_test_shop_take_back (test, action);
  assert_values (test, ase, "Roast=Light");
}

/* Segments that name a field, or what can be chosen in it, name it as it is called now. */
static void
test_segments_follow (void)
{
  static const char text[] = "SELECT text FROM segment";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) fields = NULL;
  RgOwnField *field;
  gint64 action = 0;

  rg_test_shop_add_field (test, RG_OWN_ONE, "Roast", "Light,Dark");
  rg_test_shop_write (test, "Segment",
                      "INSERT INTO segment (uuid, name, text) VALUES (randomblob (16), 'S', "
                      "'field \"roast\" is \"light\" or \"Dark\"; field \"Dog\" known')");
  fields = read_fields (test);
  field = rg_own_fields_find (fields, "Roast");
  g_set_str (&field->name, "Coffee");
  g_set_str (&((RgOwnChoice *) field->choices->pdata[0])->name, "Dark");
  g_set_str (&((RgOwnChoice *) field->choices->pdata[1])->name, "Black");
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, &action, NULL));
  assert_read (test, text,
               "all (\n  field \"Coffee\" is \"Dark\" or \"Black\"\n  field \"Dog\" known\n)");
  rg_test_shop_take_back (test, action);
  assert_read (test, text,
               "field \"roast\" is \"light\" or \"Dark\"; field \"Dog\" known");
}

/* Messages merge fields by name: a name that changes changes there as well. */
static void
test_messages_follow (void)
{
  static const char text[] =
    "SELECT replace(subject || '/' || message || '/' || closing || '/' || segment_text, '|', '!') "
    "FROM campaign";
  static const char before[] =
    "Your {{dog}}/Dear {{first name!friend}}, how is {{Dog!he}}? {{Dogs}}/{{City}}/"
    "field \"Dog\" known";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) fields = NULL;
  RgOwnField *field;
  gint64 action = 0;

  rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  rg_test_shop_add_field (test, RG_OWN_TEXT, "Dogs", "");
  rg_test_shop_write (
    test, "Campaign",
    "INSERT INTO campaign (uuid, name, segment_text, subject, message, closing, created_on) VALUES "
    "(randomblob (16), 'C', 'field \"Dog\" known', 'Your {{dog}}', "
    "'Dear {{first name|friend}}, how is {{Dog|he}}? {{Dogs}}', '{{City}}', 1)");
  assert_read (test, text, before);
  fields = read_fields (test);
  field = rg_own_fields_find (fields, "Dog");
  g_set_str (&field->name, "Pet");
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, &action, NULL));
  assert_read (test, text,
               "Your {{Pet}}/Dear {{first name!friend}}, how is {{Pet!he}}? {{Dogs}}/{{City}}/"
               "all (\n  field \"Pet\" known\n)");
  rg_test_shop_take_back (test, action);
  assert_read (test, text, before);
}

static void
test_order (void)
{
  static const char order[] = "SELECT group_concat(name ORDER BY place, id) FROM field";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 action = 0;
  gint64 third;

  rg_test_shop_add_field (test, RG_OWN_TEXT, "A", "");
  rg_test_shop_add_field (test, RG_OWN_TEXT, "B", "");
  third = rg_test_shop_add_field (test, RG_OWN_TEXT, "C", "");
  assert_read (test, order, "A,B,C");
  g_assert_true (rg_store_move_own_field_sync (test->store, third, 0, &action, NULL));
  assert_read (test, order, "C,A,B");
  g_assert_true (rg_store_move_own_field_sync (test->store, third, 99, NULL, NULL));
  assert_read (test, order, "A,B,C");
  g_assert_true (rg_store_move_own_field_sync (test->store, third, 2, &action, NULL));
  g_assert_cmpint (action, ==, 0);
}

static void
refuse_field (RgTestShop *test, const RgOwnField *field, RgStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_save_own_field_sync (test->store, field, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static gboolean
card_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write),
                     "UPDATE field_value SET text = '4111 1111 1111 1111'", "test", error);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  g_autoptr (RgOwnField) nameless = rg_own_field_new (RG_OWN_TEXT, "  ");
  g_autoptr (RgOwnField) known = rg_own_field_new (RG_OWN_TEXT, "dóg");
  g_autoptr (RgOwnField) card = rg_own_field_new (RG_OWN_TEXT, "4111111111111111");
  g_autoptr (RgOwnField) empty = rg_own_field_new (RG_OWN_ONE, "Roast");
  g_autoptr (RgOwnField) twice = rg_own_field_new (RG_OWN_ONE, "Roast");
  g_autoptr (RgOwnField) scale = rg_own_field_new (RG_OWN_SCALE, "Scale");
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GError) error = NULL;
  RgOwnField *field;

  refuse_field (test, nameless, RG_STORE_ERROR_INVALID);
  refuse_field (test, known, RG_STORE_ERROR_DUPLICATE);
  refuse_field (test, card, RG_STORE_ERROR_INVALID);
  refuse_field (test, empty, RG_STORE_ERROR_INVALID);
  rg_own_field_add_choice (twice, 0, "Dark");
  rg_own_field_add_choice (twice, 0, " dark");
  refuse_field (test, twice, RG_STORE_ERROR_DUPLICATE);
  scale->least = scale->most;
  refuse_field (test, scale, RG_STORE_ERROR_INVALID);

  /* Of another kind only while nothing is known in it. */
  fields = read_fields (test);
  field = rg_own_fields_find_id (fields, dog);
  field->kind = RG_OWN_NUMBER;
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, NULL, NULL));
  set (test, ase, dog, "3");
  field->kind = RG_OWN_DATE;
  refuse_field (test, field, RG_STORE_ERROR_CONFLICT);
  g_assert_false (rg_store_delete_own_field_sync (test->store, 4711, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);

  /* The second lock. */
  assert_read (test, "SELECT count(*) FROM field_value", "1");
  g_assert_false (
    rg_store_write_sync (test->store, "test", "Card", card_in_thread, NULL, NULL, NULL, NULL));
}

/* A person's values are saved with everything else about them, as one action. */
static void
test_with_the_person (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  const gint64 size = rg_test_shop_add_field (test, RG_OWN_NUMBER, "Shoe size", "");
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0, action = 0;
  RgOwnField *field;

  g_set_str (&details->name, "Kim Min-su");
  details->own = rg_own_texts_new ();
  rg_own_texts_put (details->own, dog, "Rex");
  rg_own_texts_put (details->own, size, "42");
  g_assert_true (rg_store_save_customer_sync (test->store, details, &id, &action, NULL));
  assert_values (test, id, "Dog=Rex;Shoe size=42");
  rg_test_shop_take_back (test, action);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (after, ==, before);

  /* What has to be there stands in the way of saving, and nothing of it is half done. */
  fields = read_fields (test);
  field = rg_own_fields_find_id (fields, dog);
  field->required = TRUE;
  g_assert_true (rg_store_save_own_field_sync (test->store, field, NULL, NULL, NULL));
  rg_own_texts_put (details->own, dog, " ");
  g_assert_false (rg_store_save_customer_sync (test->store, details, &id, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  assert_read (test, "SELECT count(*) FROM customer", "0");
}

/* Who was merged lends what the living one does not say; cleared is cleared. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  const gint64 aase = add_customer (test, "Aase Dahl");
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  const gint64 reads = rg_test_shop_add_field (test, RG_OWN_SEVERAL, "Reads", "Crime,Poetry");
  gint64 cleared;

  set (test, aase, dog, "Rex");
  set (test, ase, reads, "Poetry");
  set (test, aase, reads, "Crime");
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 1 WHERE id = 2");
  assert_values (test, ase, "Dog=Rex;Reads=Poetry");
  cleared = set (test, ase, dog, "");
  assert_values (test, ase, "Reads=Poetry");
  rg_test_shop_take_back (test, cleared);
  assert_values (test, ase, "Dog=Rex;Reads=Poetry");
}

typedef struct
{
  gint64 field;
  GString *said; /* ids in the order, then what a row says */
} Listed;

static gboolean
list_in_thread (RgDb *db, gpointer data, GError **error)
{
  Listed *listed = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgCustomerSummary) summary = NULL;

  if (!rg_customers_source.read_ids (db, rg_customers_by_own (listed->field), -1, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (listed->said, "%d ", (int) g_array_index (ids, gint64, i));
  summary = rg_customer_summary_read (db, 1, error);
  for (guint i = 0; summary != NULL && summary->own != NULL && i < summary->own->len; i++)
    {
      const RgCustomerOwn *own = g_ptr_array_index (summary->own, i);

      g_string_append_printf (listed->said, "|%s%d", own->text, (int) own->number);
    }
  return summary != NULL;
}

static void
assert_listed (RgTestShop *test, gint64 field, const char *expected)
{
  g_autoptr (GString) said = g_string_new (NULL);
  Listed listed = { field, said };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, list_in_thread, &listed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said->str, ==, expected);
}

/* Whoever has nothing comes first, by name; what came with a merge counts where there is nothing of
 * the person's own. */
static void
test_listed (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  const gint64 size = rg_test_shop_add_field (test, RG_OWN_NUMBER, "Size", "");
  const gint64 roast = rg_test_shop_add_field (test, RG_OWN_ONE, "Roast", "Green,Dark");
  const gint64 reads = rg_test_shop_add_field (test, RG_OWN_SEVERAL, "Reads", "Crime,Poetry");

  for (int i = 1; i <= 5; i++)
    add_customer (test, (const char *[]){ "D", "C", "B", "A", "Other D" }[i - 1]);
  assert_listed (test, dog, "4 3 2 1 5 ");
  set (test, 1, dog, "älva");
  set (test, 2, dog, "Zorro");
  set (test, 4, dog, "anka");
  assert_listed (test, dog, "3 5 1 4 2 |älva0");
  set (test, 1, size, "40");
  set (test, 3, size, "-2.5");
  set (test, 5, size, "99");
  set (test, 5, reads, "Poetry\nCrime");
  assert_listed (test, size, "4 2 3 1 5 |älva0|40000");
  set (test, 3, roast, "Dark");
  set (test, 4, roast, "Green");
  assert_listed (test, roast, "2 1 5 4 3 |älva0|40000");
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 1 WHERE id = 5;"
                                     "DELETE FROM customer_fact WHERE customer_id = 5");
  assert_listed (test, size, "4 2 3 1 |älva0|40000|Crime, Poetry0");
  rg_test_shop_write (test, "Clear", "DELETE FROM field_value WHERE customer_id = 1");
  assert_listed (test, size, "4 2 3 1 |99000|Crime, Poetry0");
  assert_listed (test, reads, "4 3 2 1 |99000|Crime, Poetry0");
}

static void
test_many (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 customers[300];
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  gint64 action = 0;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (customers); i++)
    customers[i] = add_customer (test, "Somebody");
  g_assert_true (rg_store_set_own_value_sync (test->store, customers, G_N_ELEMENTS (customers),
                                              dog, "Rex", &action, &error));
  assert_read (test, "SELECT count(*) FROM field_value WHERE text = 'Rex'", "300");
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "“Dog” of 300 Customers");
  rg_test_shop_take_back (test, action);
  assert_read (test, "SELECT count(*) FROM field_value", "0");
}

/* Nothing stays of an erased person, neither in the rows nor in the history. */
static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  const gint64 kim = add_customer (test, "Kim");
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_TEXT, "Dog", "");
  g_autoptr (GError) error = NULL;
  gint64 deleted = 0;

  set (test, ase, dog, "Rex");
  set (test, ase, dog, "Bella");
  set (test, kim, dog, "Fido");
  g_assert_true (rg_store_delete_own_field_sync (test->store, dog, &deleted, NULL));
  g_assert_true (rg_store_erase_customer_sync (test->store, ase, NULL, NULL));
  assert_read (test, "SELECT count(*) FROM change WHERE instr(before || coalesce(after, ''), 'Rex')"
                     " + instr(coalesce(before, '') || coalesce(after, ''), 'Bella')", "0");
  rg_test_shop_take_back (test, deleted);
  assert_values (test, kim, "Dog=Fido");
  assert_values (test, ase, "");
}

static gboolean
read_person_in_thread (RgDb *db, gpointer data, GError **error)
{
  *(RgPerson **) data = rg_person_read (db, 1, error);
  return *(RgPerson **) data != NULL;
}

static void
test_own_copy (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ase = add_customer (test, "Åse Dahl");
  g_autoptr (RgPerson) person = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  set (test, ase, rg_test_shop_add_field (test, RG_OWN_NUMBER, "Shoe size", ""), "42.5");
  set (test, ase, rg_test_shop_add_field (test, RG_OWN_MONEY, "Budget", ""), "12.50");
  set (test, ase, rg_test_shop_add_field (test, RG_OWN_DATE, "Wedding", ""), "1970-01-11");
  set (test, ase, rg_test_shop_add_field (test, RG_OWN_YES_NO, "Parks here", ""), "yes");
  set (test, ase, rg_test_shop_add_field (test, RG_OWN_SEVERAL, "Reads", "Crime,Poetry"),
       "Crime\nPoetry");
  set (test, ase, rg_test_shop_add_field (test, RG_OWN_SCALE, "Likes us", ""), "4");
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_person_in_thread, &person,
                                     NULL, NULL));
  for (guint i = 0; i < person->sections->len; i++)
    {
      const RgPersonSection *section = person->sections->pdata[i];

      for (guint k = 0; strcmp (section->name, "own_fields") == 0 && k < section->rows->len; k++)
        {
          g_autofree char *row = g_strjoinv ("|", section->rows->pdata[k]);

          g_string_append_printf (said, "%s\n", row);
        }
    }
  g_assert_cmpstr (said->str, ==,
                   "Shoe size|42.5||\nBudget|||1250\nWedding||10|\nParks here|yes||\n"
                   "Reads|Crime||\nReads|Poetry||\nLikes us|4 / 5||\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-fields/kinds", test_kinds);
  g_test_add_func ("/own-fields/delete-and-back", test_delete_and_back);
  g_test_add_func ("/own-fields/edit", test_edit);
  g_test_add_func ("/own-fields/segments-follow", test_segments_follow);
  g_test_add_func ("/own-fields/messages-follow", test_messages_follow);
  g_test_add_func ("/own-fields/order", test_order);
  g_test_add_func ("/own-fields/refused", test_refused);
  g_test_add_func ("/own-fields/with-the-person", test_with_the_person);
  g_test_add_func ("/own-fields/merged", test_merged);
  g_test_add_func ("/own-fields/listed", test_listed);
  g_test_add_func ("/own-fields/many", test_many);
  g_test_add_func ("/own-fields/erased", test_erased);
  g_test_add_func ("/own-fields/own-copy", test_own_copy);
  return g_test_run ();
}
