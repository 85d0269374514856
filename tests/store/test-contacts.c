/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Contact points one by one: several of a kind, the preferred one, quiet hours, those of a home,
 * and the keys that phones are known by. */
#include "store/rg-store-contacts.h"

#include "store/rg-store-customers.h"
#include "store/rg-store-households.h"
#include "store/rg-store-shop.h"

#include "rg-test-shop.h"

typedef struct
{
  gint64 customer;
  GPtrArray *contacts;
} Read;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->contacts = rg_contacts_read (db, read->customer, error);
  return read->contacts != NULL;
}

/* "email a@b.c* / phone 12 home": an asterisk for the preferred one. */
static void
assert_contacts (RgTestShop *test, gint64 customer, const char *expected)
{
  Read read = { customer, NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  for (guint i = 0; i < read.contacts->len; i++)
    {
      const RgContact *contact = read.contacts->pdata[i];

      g_string_append_printf (text, "%s%s %s%s%s%s", i > 0 ? " / " : "", contact->kind,
                              contact->value, contact->city, contact->preferred ? "*" : "",
                              contact->of_home ? " home" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_ptr_array_unref (read.contacts);
}

static RgContact *
get_contact (RgTestShop *test, gint64 customer, guint i)
{
  Read read = { customer, NULL };
  RgContact *contact;

  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  contact = rg_contact_copy (read.contacts->pdata[i]);
  g_ptr_array_unref (read.contacts);
  return contact;
}

static gint64
save (RgTestShop *test, const RgContact *contact)
{
  g_autoptr (GError) error = NULL;
  gint64 action = -1;

  rg_store_save_contact_sync (test->store, contact, &action, &error);
  g_assert_no_error (error);
  return action;
}

static gint64
add (RgTestShop *test, gint64 customer, const char *kind, const char *value, gboolean preferred,
     gboolean of_home)
{
  g_autoptr (RgContact) contact = rg_contact_new (kind);

  contact->customer = customer;
  contact->preferred = preferred;
  contact->of_home = of_home;
  g_set_str (&contact->value, value);
  return save (test, contact);
}

static RgTestShop *
make_people (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (test->store));

  g_set_str (&shop->country, "NO");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, NULL, NULL));
  rg_test_shop_write (test, "People", "INSERT INTO customer (id, uuid, name) VALUES "
                                      "(1, randomblob(16), 'Åse'), (2, randomblob(16), 'Kim')");
  return test;
}

/* Several of a kind; one of them is the first. */
static void
test_preferred (void)
{
  g_autoptr (RgTestShop) test = make_people ();
  g_autofree char *before = NULL, *taken = NULL;
  g_autoptr (RgContact) second = NULL, gone = NULL;
  gint64 action, removed;

  add (test, 1, RG_CONTACT_EMAIL, " a@example.com ", TRUE, FALSE);
  add (test, 1, RG_CONTACT_EMAIL, "b@example.com", FALSE, FALSE);
  add (test, 1, RG_CONTACT_PHONE, "900 00 001", FALSE, FALSE);
  add (test, 2, RG_CONTACT_EMAIL, "kim@example.com", TRUE, FALSE);
  assert_contacts (test, 1, "email a@example.com* / email b@example.com / phone 900 00 001");
  before = rg_test_shop_dump (test, TRUE);
  second = get_contact (test, 1, 1);
  g_assert_cmpint (save (test, second), ==, 0);
  second->preferred = TRUE;
  action = save (test, second);
  assert_contacts (test, 1, "email b@example.com* / email a@example.com / phone 900 00 001");
  assert_contacts (test, 2, "email kim@example.com*");
  gone = get_contact (test, 1, 1);
  g_set_str (&gone->value, "");
  removed = save (test, gone);
  assert_contacts (test, 1, "email b@example.com* / phone 900 00 001");
  rg_test_shop_take_back (test, removed);
  rg_test_shop_take_back (test, action);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

/* One of a home is of everybody in it; it can become a person's own again. */
static void
test_home (void)
{
  g_autoptr (RgTestShop) test = make_people ();
  const gint64 both[] = { 1, 2 };
  g_autoptr (RgContact) phone = NULL;

  /* Nobody has a home yet: it stays the person's. */
  add (test, 1, RG_CONTACT_PHONE, "900 00 001", TRUE, TRUE);
  assert_contacts (test, 1, "phone 900 00 001*");
  g_assert_true (rg_store_share_household_sync (test->store, both, 2, NULL, NULL, NULL));
  phone = get_contact (test, 1, 0);
  phone->of_home = TRUE;
  save (test, phone);
  assert_contacts (test, 1, "phone 900 00 001* home");
  assert_contacts (test, 2, "phone 900 00 001* home");
  /* A person's own comes first, and both may be preferred. */
  add (test, 2, RG_CONTACT_PHONE, "900 00 002", TRUE, FALSE);
  assert_contacts (test, 2, "phone 900 00 002* / phone 900 00 001* home");
  phone->of_home = FALSE;
  save (test, phone);
  assert_contacts (test, 2, "phone 900 00 002*");
}

static void
test_quiet (void)
{
  g_autoptr (RgTestShop) test = make_people ();
  g_autoptr (RgContact) phone = rg_contact_new (RG_CONTACT_PHONE);
  g_autoptr (RgContact) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *none = rg_contact_dup_quiet (phone);

  g_assert_null (none);
  g_assert_false (rg_contact_is_quiet (phone, 0));
  phone->customer = 1;
  g_set_str (&phone->value, "900 00 001");
  phone->quiet_from = 21 * 60;
  phone->quiet_until = 8 * 60 + 30;
  save (test, phone);
  again = get_contact (test, 1, 0);
  words = rg_contact_dup_quiet (again);
  g_assert_cmpstr (words, ==, "Not between 21:00 and 08:30");
  /* Over midnight, and within a day: each minute is one or the other. */
  for (int minute = 0; minute < 24 * 60; minute++)
    {
      g_assert_cmpint (rg_contact_is_quiet (again, minute), ==,
                       minute >= 21 * 60 || minute < 8 * 60 + 30);
      g_assert_cmpint (rg_contact_is_quiet (&(RgContact){ .quiet_from = 60, .quiet_until = 120 },
                                            minute), ==, minute >= 60 && minute < 120);
    }
  again->quiet_until = again->quiet_from;
  g_assert_false (rg_store_save_contact_sync (test->store, again, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = make_people ();
  const struct
  {
    const char *kind, *value;
    gint64 customer;
  } cases[] = {
    { RG_CONTACT_EMAIL, "kim.example.com", 1 },
    { RG_CONTACT_PHONE, "none", 1 },
    { RG_CONTACT_PHONE, "4111 1111 1111 1111", 1 },
    { RG_CONTACT_ADDRESS, "pays with 4111111111111111", 1 },
    { RG_CONTACT_EMAIL, "kim@example.com", 4711 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgContact) contact = rg_contact_new (cases[i].kind);
      g_autoptr (GError) error = NULL;

      contact->customer = cases[i].customer;
      g_set_str (&contact->value, cases[i].value);
      g_assert_false (rg_store_save_contact_sync (test->store, contact, NULL, &error));
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
    }
  assert_contacts (test, 1, "");
}

static char *
read_keys (RgTestShop *test)
{
  return rg_test_shop_read (test, "SELECT group_concat(value_key, ' ' ORDER BY id) "
                                  "FROM contact_point");
}

/* However it is written, a phone is known by its number of E.164; after the shop says that it is
 * somewhere else, the numbers are those of that country, and what was done can be taken back. */
static void
test_keys (void)
{
  g_autoptr (RgTestShop) test = make_people ();
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (RgShop) shop = NULL;
  g_autofree char *at_home = NULL, *elsewhere = NULL, *left = NULL;
  gint64 action;

  add (test, 1, RG_CONTACT_PHONE, "900 00 001", FALSE, FALSE);
  add (test, 1, RG_CONTACT_PHONE, "+46 8 123 456 78", FALSE, FALSE);
  action = add (test, 1, RG_CONTACT_PHONE, "0047 90000001", FALSE, FALSE);
  g_set_str (&details->name, "Bo");
  g_set_str (&details->phone, "90 00 00 01");
  g_assert_true (rg_store_save_customer_sync (test->store, details, NULL, NULL, NULL));
  at_home = read_keys (test);
  g_assert_cmpstr (at_home, ==, "+4790000001 +46812345678 +4790000001 +4790000001");

  shop = rg_shop_copy (rg_store_get_shop (test->store));
  g_set_str (&shop->country, "DK");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, NULL, NULL));
  rg_test_shop_reopen (test);
  elsewhere = read_keys (test);
  g_assert_cmpstr (elsewhere, ==, "+4590000001 +46812345678 +4790000001 +4590000001");
  rg_test_shop_take_back (test, action);
  left = read_keys (test);
  g_assert_cmpstr (left, ==, "+4590000001 +46812345678 +4590000001");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contacts/preferred", test_preferred);
  g_test_add_func ("/contacts/home", test_home);
  g_test_add_func ("/contacts/quiet", test_quiet);
  g_test_add_func ("/contacts/refused", test_refused);
  g_test_add_func ("/contacts/keys", test_keys);
  return g_test_run ();
}
