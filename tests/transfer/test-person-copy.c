/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A person's own copy: complete, and harmless whatever stands in it. */
#include "rg-test-import.h"

#include "store/rg-store-access.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-staff.h"
#include "transfer/rg-person-copy.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PEOPLE                                                                                     \
  "Customer number,Name,E-mail,City,Tags,Post permission,Post permission on\n"                     \
  "17,<script>alert(1)</script> & Åse,ase@example.org,Oslo,vip,yes,2026-01-05\n"                   \
  "18,Kari Moe,kari@example.org,Voss,,,\n"
#define SALES                                                                                      \
  "Receipt number,Date,SKU,Product,Quantity,Price,Customer ID\n"                                   \
  "1,2026-01-05,A,Kettle,2,10.50,17\n2,2026-01-06,B,Mug,1,20,18\n"

static char *
copy (RgTestShop *test, const char *name)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  g_autofree char *id =
    rg_test_shop_read (test, "SELECT id FROM customer WHERE number = '17'");

  rg_person_copy_write_sync (test->store, g_ascii_strtoll (id, NULL, 10), file,
                             rg_person_copy_kind_of (name), &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  return text;
}

static RgTestShop *
make (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_import (test, "sales.csv", SALES, NULL);
  rg_test_import (test, "people.csv", PEOPLE, NULL);
  rg_test_shop_write (test, "Merge",
                      "INSERT INTO customer (uuid, name, merged_into) SELECT randomblob (16), "
                      "'Aase', id FROM customer WHERE number = '17';"
                      "INSERT INTO contact_point (uuid, customer_id, kind, value) "
                      "SELECT randomblob (16), max(id), 'phone', '+47 22 33' FROM customer;"
                      "UPDATE customer SET prefers = 'sms' WHERE number = '17'");
  rg_test_shop_write (test, "Task",
                      "INSERT INTO task (uuid, what, customer_id, created_on) SELECT "
                      "randomblob (16), 'Ring her', id, 20000 FROM customer WHERE number = '17'");
  rg_test_shop_write (test, "Ticket",
                      "INSERT INTO ticket (uuid, subject, text, channel, product_id, customer_id, "
                      "receipt_uuid, opened_on) SELECT randomblob (16), 'The lid is loose', "
                      "'Since Monday', 'phone', 1, c.id, r.uuid, 20000 FROM customer AS c JOIN "
                      "receipt AS r ON r.customer_id = c.id WHERE c.number = '17'");
  return test;
}

static void
test_page (void)
{
  g_autoptr (RgTestShop) test = make ();
  g_autofree char *page = copy (test, "copy.html");
  static const char *const expected[] = {
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Åse", "ase@example.org", "Oslo", "vip", "Kettle",
    "Aase", "+47 22 33", "Ring her", "The lid is loose", "Since Monday", "Fjordbok",
    /* Ways to hear from the shop by their words. */
    "<dt>Prefers to hear by</dt><dd>Text Message</dd>", "<td>Post</td>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (page, expected[i]));
  g_assert_null (strstr (page, ">sms<"));
  g_assert_null (strstr (page, ">post<"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "Kari"));
  g_assert_null (strstr (page, "Mug"));
}

static JsonArray *
section_of (JsonParser *parser, const char *name)
{
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), name);
}

static void
test_json (void)
{
  g_autoptr (RgTestShop) test = make ();
  g_autofree char *text = copy (test, "COPY.JSON");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *line;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (section_of (parser, "purchases")), ==, 1);
  line = json_array_get_object_element (section_of (parser, "purchases"), 0);
  g_assert_cmpstr (json_object_get_string_member (line, "sold_on"), ==, "2026-01-05");
  g_assert_cmpint (json_object_get_int_member (line, "amount_minor"), ==, 2100);
  g_assert_cmpfloat (json_object_get_double_member (line, "quantity"), ==, 2);
  g_assert_cmpuint (json_array_get_length (section_of (parser, "contact")), ==, 3);
  line = json_array_get_object_element (section_of (parser, "person"), 0);
  g_assert_cmpstr (json_object_get_string_member (line, "prefers"), ==, "sms");
  g_assert_cmpuint (json_array_get_length (section_of (parser, "looked_at")), ==, 1);
}

/* Who looked: once an hour for each, and not while the file can only be read. */
static void
test_looked_at (void)
{
  g_autoptr (RgTestShop) test = make ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    rg_store_note_access_sync (test->store, 1, RG_ACCESS_PROFILE, &error);
  rg_store_note_access_sync (test->store, 1, RG_ACCESS_COPY, &error);
  rg_store_set_staff (test->store, 0);
  rg_store_note_access_sync (test->store, 1, RG_ACCESS_PROFILE, &error);
  rg_store_note_access_sync (test->store, 99, RG_ACCESS_PROFILE, &error);
  g_assert_no_error (error);
  g_autofree char *rows = rg_test_shop_read (
    test, "SELECT group_concat(what || (staff_id IS NULL), ' ') FROM access");
  g_assert_cmpstr (rows, ==, "profile0 copy0 profile1");
  g_autofree char *actions = rg_test_shop_read (
    test, "SELECT count(*) FROM action WHERE kind = 'access'");
  g_assert_cmpstr (actions, ==, "0");
  rg_test_shop_check (test);
}

static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = make ();
  g_autoptr (GFile) file = g_file_new_build_filename (test->folder, "copy.html", NULL);
  g_autoptr (GError) error = NULL;

  rg_store_erase_customer_sync (test->store, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rg_person_copy_write_sync (test->store, 1, file, RG_PERSON_COPY_PAGE, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_query_exists (file, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-copy/page", test_page);
  g_test_add_func ("/person-copy/json", test_json);
  g_test_add_func ("/person-copy/looked-at", test_looked_at);
  g_test_add_func ("/person-copy/erased", test_erased);
  return g_test_run ();
}
