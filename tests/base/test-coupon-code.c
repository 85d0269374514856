/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The codes of coupons: every wrong symbol and every two that changed places are found. */
#include "base/rg-coupon-code.h"

#include <string.h>

static const char symbols[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static void
check (const char *text, const char *expected)
{
  g_autofree char *got = rg_coupon_code_read (text);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_read (void)
{
  g_autofree char *code = rg_coupon_code_draw (), *printed = rg_coupon_code_format (code);
  g_autofree char *lower = g_ascii_strdown (printed, -1);
  g_autofree char *spaced = g_strdup_printf (" %.6s  %s\n", code, code + 6);
  g_autofree char *longer = g_strconcat (code, "A", NULL);

  check (code, code);
  check (printed, code);
  check (lower, code);
  check (spaced, code);
  check (longer, NULL);
  check ("", NULL);
  check ("ÅÅÅÅÅÅ", NULL);
  check (RG_COUPON_CODE_SAMPLE, NULL);
  g_assert_cmpuint (strlen (printed), ==, 14);
}

static void
test_errors (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autofree char *code = rg_coupon_code_draw ();
      g_autofree char *wrong = g_strdup (code);

      for (guint i = 0; i < RG_COUPON_CODE_LENGTH; i++)
        {
          for (const char *other = symbols; *other != '\0'; other++)
            if (*other != code[i])
              {
                wrong[i] = *other;
                check (wrong, NULL);
              }
          wrong[i] = code[i];
          for (guint k = i + 1; k < RG_COUPON_CODE_LENGTH; k++)
            if (code[i] != code[k])
              {
                wrong[i] = code[k];
                wrong[k] = code[i];
                check (wrong, NULL);
                wrong[i] = code[i];
                wrong[k] = code[k];
              }
        }
    }
}

/* No two alike, and every symbol is as likely anywhere. */
static void
test_draw (void)
{
  enum { DRAWS = 31000 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[RG_COUPON_CODE_LENGTH][128] = { 0 };

  for (int i = 0; i < DRAWS; i++)
    {
      char *code = rg_coupon_code_draw ();

      for (guint k = 0; k < RG_COUPON_CODE_LENGTH; k++)
        counts[k][(guchar) code[k]]++;
      g_assert_true (g_hash_table_add (seen, code));
    }
  for (guint k = 0; k < RG_COUPON_CODE_LENGTH; k++)
    for (const char *symbol = symbols; *symbol != '\0'; symbol++)
      {
        g_assert_cmpuint (counts[k][(guchar) *symbol], >, 800);
        g_assert_cmpuint (counts[k][(guchar) *symbol], <, 1200);
      }
}

/* 128 bits and their code, by hand: nothing of one is nothing, and the number 31 is "1" and "0". */
static void
test_bits (void)
{
  guint8 bits[16] = { 0 };
  g_autofree char *zero = rg_coupon_code_from_bits (bits), *one = NULL;

  g_assert_true (g_str_has_prefix (zero, "22222222222"));
  check (zero, zero);
  bits[15] = 31;
  one = rg_coupon_code_from_bits (bits);
  g_assert_true (g_str_has_prefix (one, "23222222222"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coupon-code/read", test_read);
  g_test_add_func ("/coupon-code/errors", test_errors);
  g_test_add_func ("/coupon-code/draw", test_draw);
  g_test_add_func ("/coupon-code/bits", test_bits);
  return g_test_run ();
}
