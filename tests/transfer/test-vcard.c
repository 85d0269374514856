/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* vCards as phones and address books write them, and as we write them. */
#include "rg-test-import.h"

#include <string.h>

#include "transfer/rg-vcard-export.h"
#include "transfer/rg-vcard.h"

#define CARDS \
  "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Dahl\r\nN:Dahl;Åse;;;\r\n" \
  "EMAIL;TYPE=home:old@example.org\r\nEMAIL;TYPE=work,pref:ase@example.org\r\n" \
  "item1.TEL;TYPE=CELL:+47 555 12 345\r\nADR;TYPE=home:;H0201;Strandgata 5;Bergen;;5003;" \
  "Norway\r\nBDAY:1980-05-17\r\nNOTE:Likes coffee\\, dark\\nno su\r\n gar\r\n" \
  "CATEGORIES:regular,book club\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n" \
  "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:00000000-0000-0000-0000-000000000001\n" \
  "FN:김민수\nTEL;VALUE=uri;PREF=1:tel:+82-2-000-0000\nBDAY:--0229\nGENDER:M\nLANG:ko\n" \
  "END:VCARD\n" \
  "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\n" \
  "ller;Zo=C3=AB\nEND:VCARD\n"

static void
assert_value (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_read (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read ("cards.vcf", CARDS, -1, &error);
  RgImportSummary summary;

  g_assert_no_error (error);
  g_assert_cmpstr (batch->dialect, ==, "vcard");
  rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.customers_created, ==, 3);
  g_assert_cmpuint (summary.rows_refused + summary.cells_dropped, ==, 0);
  assert_value (test, "SELECT name || birth_year || '-' || birth_month || '-' || birth_day || note "
                      "FROM customer WHERE family_name = 'Dahl'",
                "Åse Dahl1980-5-17Likes coffee, dark\nno sugar");
  assert_value (test, "SELECT group_concat(value, '/') FROM (SELECT value FROM contact_point AS p "
                      "JOIN customer AS c ON c.id = p.customer_id WHERE c.family_name = 'Dahl' "
                      "ORDER BY p.kind)",
                "Strandgata 5\nH0201/ase@example.org/+47 555 12 345");
  assert_value (test, "SELECT group_concat(name) FROM (SELECT name FROM tag ORDER BY name)",
                "book club,regular");
  assert_value (test, "SELECT birth_month || '/' || birth_day || gender || language || "
                      "coalesce(birth_year, '-') FROM customer WHERE name = '김민수'", "2/29Mko-");
  assert_value (test, "SELECT given_name || family_name FROM customer WHERE given_name LIKE 'Zo%'",
                "ZoëMüller");
  /* What is left behind is said. */
  g_assert_true (g_ptr_array_find_with_equal_func (batch->left_behind, "EMAIL.2", g_str_equal,
                                                   NULL));
  g_assert_cmpint (rg_test_import (test, "cards.vcf", CARDS, NULL), ==, 0);
}

static void
assert_round (int version)
{
  static const char *const emails[] = { "ase@example.org", "old@example.org", NULL };
  static const char *const phones[] = { "+47 555 12 345", NULL };
  static const char *const tags[] = { "regular", "book, club", NULL };
  const RgVcardPerson person = {
    "urn:uuid:00000000-0000-0000-0000-000000000002", "Åse \"Ås\"; Dahl", "Åse", "Dahl", emails,
    phones, "Strandgata 5\nH0201", "Bergen", "Vestland", "5003", "Norway", 1980, 5, 17, "F", "nb",
    "Line one, with comma\nline two; with a very long text that has to be folded somewhere in its "
    "middle, ååååååååååååååååååååååååååååååååååååå", tags };
  g_autoptr (GString) card = g_string_new (NULL);
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_auto (GStrv) lines = NULL;

  rg_vcard_write (card, &person, version);
  lines = g_strsplit (card->str, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  rg_test_import (test, "one.vcf", card->str, NULL);
  assert_value (test, "SELECT name || '/' || given_name || '/' || family_name || '/' || birth_year "
                      "|| birth_month || birth_day FROM customer",
                "Åse \"Ås\"; Dahl/Åse/Dahl/1980517");
  assert_value (test, "SELECT note FROM customer", person.note);
  assert_value (test, "SELECT value || '/' || postcode || '/' || city || '/' || region || '/' || "
                      "country FROM contact_point WHERE kind = 'address'",
                "Strandgata 5\nH0201/5003/Bergen/Vestland/Norway");
  assert_value (test, "SELECT value FROM contact_point WHERE kind = 'email'", "ase@example.org");
  if (version == 4)
    assert_value (test, "SELECT gender || language FROM customer", "Fnb");
}

static void
test_round (void)
{
  assert_round (3);
  assert_round (4);
}

typedef struct {
  int version;
  char *text;
} Cards;

static gboolean
export_in_read (RgDb *db, gpointer data, GError **error)
{
  Cards *cards = data;

  cards->text = rg_vcard_export (db, 0, cards->version, error);
  return cards->text != NULL;
}

/* What we write comes back as the same people, and changes nothing. */
static void
test_own (void)
{
  for (int version = 3; version <= 4; version++)
    {
      g_autoptr (RgTestShop) test = rg_test_shop_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL, *text = NULL;
      Cards cards = { version, NULL };
      RgImportSummary summary;

      rg_test_import (test, "cards.vcf", CARDS, NULL);
      before = rg_test_shop_read (test, "SELECT group_concat(x, char(10)) FROM (SELECT name || "
                                        "given_name || family_name || note || gender || language "
                                        "AS x FROM customer ORDER BY id)");
      rg_store_read_sync (test->store, RG_READER_ROWS, export_in_read, &cards, NULL, &error);
      g_assert_no_error (error);
      text = cards.text;
      rg_test_import (test, "own.vcf", text, &summary);
      g_assert_cmpuint (summary.customers_created, ==, 0);
      g_assert_cmpuint (summary.customers_updated, ==, 0);
      after = rg_test_shop_read (test, "SELECT group_concat(x, char(10)) FROM (SELECT name || "
                                       "given_name || family_name || note || gender || language "
                                       "AS x FROM customer ORDER BY id)");
      g_assert_cmpstr (before, ==, after);
      assert_value (test, "SELECT count(*) FROM contact_point", "4");
    }
}

static void
test_broken (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) cut = rg_test_read ("x.vcf", "BEGIN:VCARD\nFN:Åse Dahl", -1, &error);
  g_autoptr (RgImportBatch) empty =
    rg_test_read ("x.vcf", "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Kim\nEND:VCARD", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cut->customers->len, ==, 1);
  g_assert_cmpuint (empty->n_rows_refused, ==, 1);
  g_assert_cmpuint (empty->customers->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard/read", test_read);
  g_test_add_func ("/vcard/round", test_round);
  g_test_add_func ("/vcard/own", test_own);
  g_test_add_func ("/vcard/broken", test_broken);
  return g_test_run ();
}
