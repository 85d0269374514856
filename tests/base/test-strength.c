/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One word beside a passphrase. */
#include "base/rg-strength.h"

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    RgStrength strength;
  } cases[] = {
    { "", RG_STRENGTH_TOO_SHORT },         { "kaffe12", RG_STRENGTH_TOO_SHORT },
    { "aaaaaaaaaaaaaaaa", RG_STRENGTH_WEAK }, { "12345678", RG_STRENGTH_WEAK },
    { "password", RG_STRENGTH_WEAK },      { "kopp kopp kopp", RG_STRENGTH_WEAK },
    { "blå kopp på disk", RG_STRENGTH_FAIR }, { "tY7#pLw9", RG_STRENGTH_WEAK },
    { "correct horse", RG_STRENGTH_FAIR }, { "correct horse battery staple", RG_STRENGTH_GOOD },
    { "咖啡 杯子 星期六 早上 新鲜", RG_STRENGTH_GOOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (rg_strength_of (cases[i].text) != cases[i].strength)
        g_error ("\"%s\" is %d (%.1f bits)", cases[i].text, rg_strength_of (cases[i].text),
                 rg_strength_bits (cases[i].text));
    }
}

/* Whatever is added makes it no easier. */
static void
test_grows (void)
{
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      double before = 0;

      for (int i = 0; i < 30; i++)
        {
          double now;

          g_string_append_unichar (text, (gunichar) g_test_rand_int_range ('!', 0x180));
          now = rg_strength_bits (text->str);
          g_assert_cmpfloat (now, >, before);
          before = now;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strength/words", test_words);
  g_test_add_func ("/strength/grows", test_grows);
  return g_test_run ();
}
