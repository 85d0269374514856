/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Values of own fields as texts and as numbers. */
#include "base/rg-own-kind.h"

#include <locale.h>

static void
test_ids (void)
{
  for (guint i = 0; i < RG_OWN_KINDS; i++)
    {
      RgOwnKind kind = RG_OWN_KINDS;

      g_assert_true (rg_own_kind_from_id (rg_own_kind_get_id ((RgOwnKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpstr (rg_own_kind_get_label (kind), !=, "");
    }
  g_assert_false (rg_own_kind_from_id ("colour", &(RgOwnKind) { 0 }));
}

static void
test_plain (void)
{
  static const struct
  {
    RgOwnKind kind;
    const char *text;
    int digits;
    gint64 number;
    const char *printed; /* NULL: the text is refused */
  } cases[] = {
    { RG_OWN_NUMBER, "42.5", 2, 42500, "42.5" },
    { RG_OWN_NUMBER, "-0.001", 2, -1, "-0.001" },
    { RG_OWN_NUMBER, "7.000", 2, 7000, "7" },
    { RG_OWN_NUMBER, "100", 2, 100000, "100" },
    { RG_OWN_NUMBER, "0", 2, 0, "0" },
    { RG_OWN_NUMBER, "1.0005", 2, 0, NULL },
    { RG_OWN_NUMBER, "1.0000", 2, 1000, "1" },
    { RG_OWN_NUMBER, "1.", 2, 0, NULL },
    { RG_OWN_NUMBER, ".5", 2, 0, NULL },
    { RG_OWN_NUMBER, "1e3", 2, 0, NULL },
    { RG_OWN_NUMBER, "--1", 2, 0, NULL },
    { RG_OWN_NUMBER, "", 2, 0, NULL },
    { RG_OWN_NUMBER, "99999999999999999999", 2, 0, NULL },
    { RG_OWN_MONEY, "12.5", 2, 1250, "12.50" },
    { RG_OWN_MONEY, "12.505", 2, 0, NULL },
    { RG_OWN_MONEY, "1234", 0, 1234, "1234" },
    { RG_OWN_MONEY, "1234.5", 0, 0, NULL },
    { RG_OWN_MONEY, "0.125", 3, 125, "0.125" },
    { RG_OWN_DATE, "2026-02-28", 2, 20512, "2026-02-28" },
    { RG_OWN_DATE, "2026-02-30", 2, 0, NULL },
    { RG_OWN_YES_NO, "yes", 2, 1, "yes" },
    { RG_OWN_YES_NO, "no", 2, 0, "no" },
    { RG_OWN_YES_NO, "perhaps", 2, 0, NULL },
    { RG_OWN_SCALE, "-3", 2, -3, "-3" },
    { RG_OWN_SCALE, "2.5", 2, 0, NULL },
    { RG_OWN_TEXT, "7", 2, 0, NULL },
    { RG_OWN_ONE, "7", 2, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 number = 0;
      const gboolean ok =
        rg_own_number_parse (cases[i].kind, cases[i].text, cases[i].digits, &number);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (ok, ==, cases[i].printed != NULL);
      if (ok)
        {
          g_autofree char *printed =
            rg_own_number_print (cases[i].kind, number, cases[i].digits);

          g_assert_cmpint (number, ==, cases[i].number);
          g_assert_cmpstr (printed, ==, cases[i].printed);
        }
    }
}

/* Whatever number there is comes back from its text, as files and as people have it. */
static void
test_there_and_back (void)
{
  static const RgOwnKind numbers[] = { RG_OWN_NUMBER, RG_OWN_MONEY, RG_OWN_SCALE, RG_OWN_DATE };

  for (int i = 0; i < 20000; i++)
    {
      const RgOwnKind kind = numbers[i % 4];
      const gint64 number = kind == RG_OWN_DATE ? g_test_rand_int_range (-300000, 300000)
                            : (gint64) g_test_rand_int () * g_test_rand_int_range (0, 100000) /
                                g_test_rand_int_range (1, 100000);
      g_autofree char *plain = rg_own_number_print (kind, number, 2);
      g_autofree char *typed = rg_own_text_to_typed (kind, plain, "NOK");
      g_autofree char *read = rg_own_text_from_typed (kind, typed, "NOK", NULL);
      gint64 again = 0;

      g_assert_true (rg_own_number_parse (kind, plain, 2, &again));
      g_assert_cmpint (again, ==, number);
      g_assert_cmpstr (read, ==, plain);
    }
}

static void
test_typed (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = rg_own_text_from_typed (RG_OWN_NUMBER, " 1 234.5 ", "EUR", NULL);
  g_autofree char *money = rg_own_text_from_typed (RG_OWN_MONEY, "12.5 €", "EUR", NULL);
  g_autofree char *day = rg_own_text_from_typed (RG_OWN_DATE, "2026-01-31", "EUR", NULL);
  g_autofree char *text = rg_own_text_from_typed (RG_OWN_TEXT, "  size 42 ", "EUR", NULL);
  g_autofree char *empty = rg_own_text_from_typed (RG_OWN_NUMBER, "  ", "EUR", NULL);
  g_autofree char *shown = rg_own_text_format (RG_OWN_SEVERAL, "Tea\nCoffee", "EUR");

  g_assert_cmpstr (number, ==, "1234.5");
  g_assert_cmpstr (money, ==, "12.50");
  g_assert_cmpstr (day, ==, "2026-01-31");
  g_assert_cmpstr (text, ==, "size 42");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (shown, ==, "Tea, Coffee");
  g_assert_null (rg_own_text_from_typed (RG_OWN_DATE, "soon", "EUR", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_null (rg_own_text_from_typed (RG_OWN_NUMBER, "many", "EUR", NULL));
  g_assert_null (rg_own_text_from_typed (RG_OWN_SCALE, "1.5", "EUR", NULL));
  g_assert_null (rg_own_text_from_typed (RG_OWN_MONEY, "1.555", "EUR", NULL));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-kind/ids", test_ids);
  g_test_add_func ("/own-kind/plain", test_plain);
  g_test_add_func ("/own-kind/there-and-back", test_there_and_back);
  g_test_add_func ("/own-kind/typed", test_typed);
  return g_test_run ();
}
