/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Payment card numbers are found; bar codes, phone numbers and accounts are left alone. */
#include "base/rg-card.h"

#include <string.h>

/* Test numbers that the networks and payment processors publish. */
static const char *const cards[] = {
  "4111111111111111", "4012888888881881", "4222222222222", "4000056655665556",
  "5555555555554444", "5105105105105100", "2223003122003222", "2223000048400011",
  "378282246310005", "371449635398431", "378734493671000",
  "6011111111111117", "6011000990139424", "6500000000000002",
  "30569309025904", "38520000023237", "36227206271667", "3056930009020004",
  "3530111333300000", "3566002020360505",
  "6200000000000005", "6205500000000000004", "6759649826438453",
  "2200000000000004", "9792030394440796",
  "4111 1111 1111 1111", "4111-1111-1111-1111", "3782 822463 10005", "3056 930902 5904",
  "4111\u00a01111\u00a01111\u00a01111", "4111\u20111111\u20111111\u20111111",
  "card: 4111 1111 1111 1111.", "x4111111111111111x", "12 4111 1111 1111 1111",
  "4111 1111 1111 1111 12/27 123", "+4111111111111111", "٤١١١١١١١١١١١١١١١",
  "4111 1111 1111 1111 5555 5555 5555 4444", "1234567890123456, 4111111111111111",
};

static const char *const others[] = {
  "", "hello", "4111111111111112", "411111111111111", "41111111111111111", "0000000000000000",
  "4111  1111  1111  1111", "94111111111111111119", "41111111111111111111",
  "+4915123456789", "+46 70 123 45 67", "0171 2345678", "+1 (555) 010-9999",
  "DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19", "SE45 5000 0000 0583 9825 7466",
  "2026-11-21 18:04:33", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  "1234567890123", "89148000000745809013",
};

static void
test_found (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      if (!rg_card_in_text (cards[i]))
        g_error ("“%s” was not found", cards[i]);
    }
}

static void
test_left_alone (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (rg_card_in_text (others[i]))
        g_error ("“%s” was taken for a card number", others[i]);
    }
}

static void
append_check_digit (char *code)
{
  guint sum = 0;
  for (int i = 0; i < 12; i++)
    sum += (guint) (code[i] - '0') * (i % 2 == 0 ? 1 : 3);
  code[12] = (char) ('0' + (10 - sum % 10) % 10);
  code[13] = '\0';
}

/* No bar code at all, though every tenth of those with a 4 passes the Luhn check as well. */
static void
test_bar_codes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint would = 0;

  for (int i = 0; i < 20000; i++)
    {
      char code[16];
      for (int j = 0; j < 12; j++)
        code[j] = (char) ('0' + g_rand_int_range (rand, 0, 10));
      if (i % 2 == 0)
        code[0] = '4';
      append_check_digit (code);
      would += code[0] == '4' && rg_luhn_holds (code, 13) ? 1 : 0;
      if (rg_card_in_text (code))
        g_error ("bar code %s was taken for a card number", code);
    }
  g_assert_cmpuint (would, >, 500);
}

static void
test_luhn (void)
{
  /* ISO/IEC 7812-1, annex B. */
  g_assert_true (rg_luhn_holds ("79927398713", 11));
  for (char last = '0'; last <= '9'; last++)
    {
      char text[] = "7992739871x";
      text[10] = last;
      g_assert_true (rg_luhn_holds (text, 11) == (last == '3'));
    }
  g_assert_false (rg_luhn_holds ("", 0));
  g_assert_false (rg_luhn_holds ("7992739871a", 11));
}

/* A cell of a megabyte of digit groups is judged in a moment. */
static void
test_long_text (void)
{
  GString *text = g_string_new (NULL);
  for (int i = 0; i < 200000; i++)
    g_string_append (text, "1234 ");
  g_assert_false (rg_card_in_text (text->str));
  g_string_append (text, "4111 1111 1111 1111");
  g_assert_true (rg_card_in_text (text->str));
  g_string_free (text, TRUE);
}

static void
test_masked (void)
{
  g_autofree char *card = rg_card_dup_masked ("Åse 4111-1111-1111-1111.csv");
  g_autofree char *plain = rg_card_dup_masked ("sales 2026-11-22.csv");

  g_assert_cmpstr (card, ==, "Åse ••••-••••-••••-••••.csv");
  g_assert_cmpstr (plain, ==, "sales 2026-11-22.csv");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/found", test_found);
  g_test_add_func ("/card/left-alone", test_left_alone);
  g_test_add_func ("/card/bar-codes", test_bar_codes);
  g_test_add_func ("/card/luhn", test_luhn);
  g_test_add_func ("/card/long-text", test_long_text);
  g_test_add_func ("/card/masked", test_masked);
  return g_test_run ();
}
