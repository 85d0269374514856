/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The layouts of services that send, held against what their import pages ask for:
 *
 *   Brevo, “Create a file to import your contacts” (help.brevo.com, 208729849): one header row with
 *   the attributes EMAIL, SMS, FIRSTNAME, LASTNAME and own ones, at least one of the first two;
 *   comma, semicolon or tab; UTF-8; numbers with + and country code and nothing between digits.
 *   Mailchimp, “Format guidelines for your import file” (mailchimp.com/help): a column for the
 *   e-mail address, one address a contact without blanks around it, a text of at most 255 bytes;
 *   tags divided by commas, each of at most 100 characters.
 *   SMS services (Esendex, ClickSend, magnews: “import contacts”): a number of at most 15 digits
 *   with + and country code, without blanks; the text beside it. */
#include <string.h>

#include "transfer/rg-campaign-layout.h"
#include "transfer/rg-csv.h"

static const char *const names[] = {
  "Åse", "O'Neil, \"Pat\"", "山田", "=1+1", "two\nlines", "a;b\tc", "", "ليلى",
};

/* The cells of a row, as somebody else reads them; NULL-terminated. */
static GStrv
next_row (RgCsv *csv)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  RgCsvRow row;

  g_assert_true (rg_csv_next (csv, &row));
  for (guint i = 0; i < row.n_cells; i++)
    {
      g_autofree char *cell = g_strndup (row.cells[i].text, row.cells[i].length);

      g_assert_true (g_utf8_validate (cell, -1, NULL));
      g_strv_builder_add (cells, cell);
    }
  return g_strv_builder_end (cells);
}

static int
find (GStrv head, const char *name)
{
  for (int i = 0; head[i] != NULL; i++)
    if (g_str_equal (head[i], name))
      return i;
  return -1;
}

static void
add (GString *out, const RgLayoutContext *context, const char *name, const char *contact,
     const char *body)
{
  const RgCampaignPerson person = {
    .name = (char *) name, .given = (char *) name, .family = (char *) "Dahl",
    .contact = (char *) contact, .subject = (char *) "Hello", .body = (char *) body,
    .coupon = (char *) "K7QW3FHDXA9M",
  };
  g_autoptr (GError) error = NULL;
  gboolean skipped;

  rg_campaign_layout_write_row (out, context, &person, &skipped, &error);
  g_assert_no_error (error);
  g_assert_false (skipped);
}

/* Everybody stands in a row that has as many cells as the head. */
static GPtrArray *
write_all (const RgLayoutContext *context, const char *contact)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (RgCsv) csv = NULL;

  rg_campaign_layout_write_head (out, context);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add (out, context, names[i], contact, "Hi, \"you\"\nbeans; 10 %");
  csv = rg_csv_new (out->str, out->len, ',');
  for (gsize i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (rows, next_row (csv));
      g_assert_cmpuint (g_strv_length (rows->pdata[i]), ==, g_strv_length (rows->pdata[0]));
    }
  return rows;
}

static const char *
cell (GPtrArray *rows, guint row, const char *column)
{
  const int at = find (rows->pdata[0], column);

  g_assert_cmpint (at, >=, 0);
  return ((GStrv) rows->pdata[row])[at];
}

static void
check_number (const char *number)
{
  g_assert_true (g_regex_match_simple ("^\\+[1-9][0-9]{6,14}$", number, 0, 0));
}

static void
test_brevo (void)
{
  static const char *const known[] = { "EMAIL", "SMS", "FIRSTNAME", "LASTNAME", NULL };
  const RgChannel channels[] = { RG_CHANNEL_EMAIL, RG_CHANNEL_SMS };

  for (gsize c = 0; c < G_N_ELEMENTS (channels); c++)
    {
      const gboolean email = channels[c] == RG_CHANNEL_EMAIL;
      const RgLayoutContext context = { RG_LAYOUT_BREVO, channels[c], "Autumn", "NO" };
      g_autoptr (GPtrArray) rows = write_all (&context, email ? "ase@example.org" : "912 34 567");
      GStrv head = rows->pdata[0];

      g_assert_true (find (head, email ? "EMAIL" : "SMS") == 0);
      for (int i = 0; head[i] != NULL; i++)
        {
          g_assert_true (g_strv_contains (known, head[i])
                         || g_regex_match_simple ("^[A-Z][A-Z0-9_]*$", head[i], 0, 0));
          g_assert_cmpint (find (head, head[i]), ==, i);
        }
      g_assert_cmpstr (cell (rows, 1, "FIRSTNAME"), ==, "Åse");
      g_assert_cmpstr (cell (rows, 2, "FIRSTNAME"), ==, names[1]);
      g_assert_cmpstr (cell (rows, 1, "LASTNAME"), ==, "Dahl");
      if (email)
        g_assert_cmpstr (cell (rows, 1, "EMAIL"), ==, "ase@example.org");
      else
        check_number (cell (rows, 1, "SMS"));
    }
}

static void
test_mailchimp (void)
{
  g_autofree char *words = g_strnfill (300, 'x');
  g_autofree char *campaign = g_strconcat ("Høst, \"kaffe\"\nog te ", words, NULL);
  const RgLayoutContext context = { RG_LAYOUT_MAILCHIMP, RG_CHANNEL_EMAIL, campaign, "NO" };
  g_autoptr (GPtrArray) rows = write_all (&context, "ase@example.org");
  const char *tags = cell (rows, 1, "Tags");

  g_assert_cmpstr (((GStrv) rows->pdata[0])[0], ==, "Email Address");
  g_assert_cmpstr (cell (rows, 1, "Email Address"), ==, "ase@example.org");
  g_assert_cmpstr (cell (rows, 3, "First Name"), ==, "山田");
  g_assert_cmpstr (cell (rows, 1, "Last Name"), ==, "Dahl");
  g_assert_null (strpbrk (tags, ",\"\r\n"));
  g_assert_true (g_str_has_prefix (tags, "Høst"));
  g_assert_cmpint (g_utf8_strlen (tags, -1), ==, 100);
}

static void
test_sms (void)
{
  static const struct {
    const char *typed, *country, *dialled;
  } numbers[] = {
    { "912 34 567", "NO", "+4791234567" },
    { "+47 912-34-567", "SE", "+4791234567" },
    { "0047 91234567", "NO", "+4791234567" },
    { "0151 23456789", "DE", "+4915123456789" },
    { "07700 900123", "GB", "+447700900123" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const RgLayoutContext context = { RG_LAYOUT_SMS, RG_CHANNEL_SMS, "Autumn",
                                        numbers[i].country };
      g_autoptr (GPtrArray) rows = write_all (&context, numbers[i].typed);

      g_assert_cmpuint (g_strv_length (rows->pdata[0]), ==, 2);
      g_assert_cmpstr (cell (rows, 1, "phone"), ==, numbers[i].dialled);
      check_number (cell (rows, 1, "phone"));
      g_assert_cmpstr (cell (rows, 1, "text"), ==, "Hi, \"you\"\nbeans; 10 %");
    }
}

/* A number that nobody can dial from abroad is left out, and told. */
static void
test_skipped (void)
{
  const RgLayoutContext context = { RG_LAYOUT_SMS, RG_CHANNEL_SMS, "Autumn", "NO" };
  const RgCampaignPerson person = { .name = (char *) "Åse", .given = (char *) "",
                                    .family = (char *) "", .contact = (char *) "12",
                                    .subject = (char *) "", .body = (char *) "Hi" };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean skipped = FALSE;

  g_assert_true (rg_campaign_layout_write_row (out, &context, &person, &skipped, NULL));
  g_assert_true (skipped);
  g_assert_cmpuint (out->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-layout/brevo", test_brevo);
  g_test_add_func ("/campaign-layout/mailchimp", test_mailchimp);
  g_test_add_func ("/campaign-layout/sms", test_sms);
  g_test_add_func ("/campaign-layout/skipped", test_skipped);
  return g_test_run ();
}
