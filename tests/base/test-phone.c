/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Phone numbers. test-phone-oracle.py compares many more with another library. */
#include "base/rg-phone.h"

#include "base/rg-phone-plans.h"

#include <string.h>

static void
test_e164 (void)
{
  const struct
  {
    const char *country, *text, *expected; /* NULL: none */
  } cases[] = {
    { "NO", "912 34 567", "+4791234567" },
    { "NO", "+47 912 34 567", "+4791234567" },
    { "NO", "0047 912 34 567", "+4791234567" },
    { "NO", "4791234567", "+4791234567" },
    { "NO", "(+47) 91.23-45 67", "+4791234567" },
    { "NO", "+46 (0)8 123 456 78", "+46812345678" },
    { "SE", "08-123 456 78", "+46812345678" },
    { "GB", "020 7946 0958", "+442079460958" },
    { "GB", "+44 (0) 20 7946 0958", "+442079460958" },
    { "US", "(212) 555-0123", "+12125550123" },
    { "US", "1-212-555-0123", "+12125550123" },
    { "US", "011 47 912 34 567", "+4791234567" },
    { "US", "212-555-0123 ext. 12", "+12125550123" },
    { "IT", "06 1234 5678", "+390612345678" },
    { "RU", "8 912 345-67-89", "+79123456789" },
    { "HU", "06 20 123 4567", "+36201234567" },
    { "AR", "011 15-2345-6789", "+5491123456789" },
    { "JP", "０３－１２３４－５６７８", "+81312345678" },
    { "EG", "٠١٢ ٣٤٥ ٦٧٨٩٠", "+201234567890" },
    { "", "+47 912 34 567", "+4791234567" },
    { "", "0047 912 34 567", "+4791234567" },
    { "", "912 34 567", NULL },
    { "NO", "", NULL },
    { "NO", "none", NULL },
    { "NO", "+", NULL },
    { "NO", "12", NULL },
    { "NO", "912 34 567 912 34 567 912 34 567", NULL },
    { "NO", "+999 1234 5678", NULL },
    { "XX", "912 34 567", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = rg_phone_to_e164 (cases[i].text, cases[i].country);

      g_assert_cmpstr (number, ==, cases[i].expected);
    }
}

/* The same phone has the same key however it is written; what is no number has its digits. */
static void
test_key (void)
{
  const char *const same[] = { "912 34 567", "+4791234567", "00 47 91 23 45 67", "91234567" };
  g_autofree char *extension = rg_phone_key ("internal 17", "NO");
  g_autofree char *nothing = rg_phone_key ("ask her", "NO");

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *key = rg_phone_key (same[i], "NO");

      g_assert_cmpstr (key, ==, "+4791234567");
    }
  g_assert_cmpstr (extension, ==, "17");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_format (void)
{
  const struct
  {
    const char *home, *text, *expected;
  } cases[] = {
    { "NO", "+4791234567", "912 34 567" },
    { "NO", "22123456", "22 12 34 56" },
    { "SE", "+4791234567", "+47 912 34 567" },
    { "NO", "0046812345678", "+46 8-123 456 78" },
    { "GB", "+442079460958", "020 7946 0958" },
    { "US", "2125550123", "(212) 555-0123" },
    { "NO", "+12125550123", "+1 212 555-0123" },
    { "FR", "0123456789", "01 23 45 67 89" },
    { "RU", "+79123456789", "8 (912) 345-67-89" },
    { "NO", "+79123456789", "+7 912 345-67-89" },
    { "HU", "+3612345678", "(06 1) 234 5678" },
    { "NO", "912 34 567 ext. 3", "912 34 567 ext. 3" },
    { "NO", "ask her", "ask her" },
    { "", "91234567", "91234567" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = rg_phone_format (cases[i].text, cases[i].home);

      g_assert_cmpstr (shown, ==, cases[i].expected);
    }
}

/* What is shown is still the same number, in every plan and of every length, at home and abroad. */
static void
test_round (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const char *const homes[] = { "NO", "US", "DE", "IT", "RU", "HU", "AR", "LT", "KR", "BY" };

  for (int i = 0; i < 20000; i++)
    {
      const char *home = homes[i % (int) G_N_ELEMENTS (homes)];
      const RgPhonePlan *plan = rg_phone_plan_of_country (homes[g_rand_int_range (random, 0, 10)]);
      g_autoptr (GString) text = g_string_new ("+");
      const int length = g_rand_int_range (random, 4, 14);
      g_autofree char *number = NULL, *shown = NULL, *again = NULL;

      g_string_append (text, plan->code);
      for (int n = 0; n < length; n++)
        g_string_append_c (text, (char) g_rand_int_range (random, n == 0 ? '1' : '0', '9' + 1));
      number = rg_phone_to_e164 (text->str, home);
      shown = rg_phone_format (text->str, home);
      again = rg_phone_to_e164 (shown, home);
      g_assert_cmpstr (again, ==, number);
    }
}

/* Whatever is typed: no number out of nothing, and nothing that is read beyond its end. */
static void
test_hostile (void)
{
  static const char pieces[] = "+0123456789 ()-./#;xé";
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *number = NULL, *key = NULL, *shown = NULL;

      for (int n = g_rand_int_range (random, 0, 30); n > 0; n--)
        g_string_append_c (text, pieces[g_rand_int_range (random, 0, 19)]);
      number = rg_phone_to_e164 (text->str, i % 2 ? "AR" : "GB");
      key = rg_phone_key (text->str, i % 2 ? "AR" : "GB");
      shown = rg_phone_format (text->str, i % 2 ? "AR" : "GB");
      g_assert_true (number == NULL || (*number == '+' && strlen (number) > 4));
      g_assert_true (number == NULL || strcmp (number, key) == 0);
      g_assert_nonnull (shown);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/e164", test_e164);
  g_test_add_func ("/phone/key", test_key);
  g_test_add_func ("/phone/format", test_format);
  g_test_add_func ("/phone/round", test_round);
  g_test_add_func ("/phone/hostile", test_hostile);
  return g_test_run ();
}
