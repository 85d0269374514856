/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What search sees, and the order of names. */
#include "base/rg-fold.h"

#include <locale.h>
#include <string.h>

static const struct
{
  const char *text;
  const char *folded;
} folds[] = {
  { "", "" },
  { "  Anna \t  Lind\n", "anna lind" },
  { "\u00a0Anna\u3000\u2009Lind\u202f", "anna lind" },
  { "Straße", "strasse" },
  { "STRASSE", "strasse" },
  { "Groẞ", "gross" },
  { "Søren Ærø", "soren aero" },
  { "Åse Dahl", "ase dahl" },
  { "A\u030Ase", "ase" },
  { "Łódź", "lodz" },
  { "Đorđe", "dorde" },
  { "Þór Guðmundsson", "thor gudmundsson" },
  { "İstanbul", "istanbul" },
  { "ışık", "isik" },
  { "Œuvre", "oeuvre" },
  { "Núñez", "nunez" },
  { "Nguyễn", "nguyen" },
  { "Žižka", "zizka" },
  { "ﬁnal", "final" },
  { "Ｆｕｌｌ", "full" },
  { "O’Brien", "o'brien" },
  { "Anne‑Marie", "anne-marie" },
  { "Ann\u00ade", "anne" },
  { "\u200fdir\u200e", "dir" },
  { "Σίσυφος", "σισυφοσ" },
  { "ΣΊΣΥΦΟΣ", "σισυφοσ" },
  { "Алёна", "алена" },
  { "مُحَمَّد", "محمد" },
  { "أحمد", "احمد" },
  { "علی", "علي" },
  { "שָׁלוֹם", "שלום" },
  { "王小明", "王小明" },
  { "김", "\u1100\u1175\u11b7" },
  { "ｶﾞ", "カ\u3099" },
  { "किशोर", "किशोर" },
  { "ณัฐวุฒิ", "ณัฐวุฒิ" },
};

static void
test_fold (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = rg_fold (folds[i].text);
      if (g_strcmp0 (folded, folds[i].folded) != 0)
        g_error ("“%s” becomes “%s”, not “%s”", folds[i].text, folded, folds[i].folded);
    }
}

/* Folding what is folded changes nothing, so that keys can be made from either. */
static void
test_idempotent (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[16] = "x";
      if (!g_unichar_validate (c))
        continue;
      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      g_autofree char *once = rg_fold (text);
      g_assert_nonnull (once);
      g_autofree char *twice = rg_fold (once);
      if (!g_str_equal (once, twice))
        g_error ("U+%04X: “%s”, then “%s”", c, once, twice);
    }
}

static void
test_half_syllable (void)
{
  g_autofree char *whole = rg_fold ("김민수");
  g_autofree char *half = rg_fold ("기");
  g_assert_true (g_str_has_prefix (whole, half));
}

static void
test_hostile (void)
{
  g_assert_null (rg_fold ("\xff\xfe"));
  g_assert_null (rg_fold ("a\xc3"));

  /* One letter that becomes eighteen, a hundred thousand times. */
  GString *text = g_string_new (NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append (text, "ﷺ");
  g_autofree char *folded = rg_fold (text->str);
  g_assert_nonnull (folded);
  g_assert_cmpuint (g_utf8_strlen (folded, -1), >=, 1500000);
  g_string_free (text, TRUE);
}

static int
compare (const char *a, const char *b)
{
  g_autoptr (GBytes) key_a = rg_sort_key (a);
  g_autoptr (GBytes) key_b = rg_sort_key (b);
  return g_bytes_compare (key_a, key_b);
}

static void
test_order (void)
{
  g_assert_cmpint (compare ("Anna", "Bertil"), <, 0);
  g_assert_cmpint (compare ("anna", "Bertil"), <, 0);
  g_assert_cmpint (compare ("Åke", "Bo"), <, 0);
  g_assert_cmpint (compare ("same", "same"), ==, 0);
  g_assert_cmpint (compare ("", "a"), <, 0);
  g_assert_cmpstr (rg_sort_locale (), ==, "en_001");

  if (setlocale (LC_ALL, "sv_SE.UTF-8") != NULL)
    {
      g_assert_cmpstr (rg_sort_locale (), ==, "sv_SE");
      g_assert_cmpint (compare ("Åke", "Zara"), >, 0);
      g_assert_cmpint (compare ("Åke", "Örjan"), <, 0);
      g_assert_cmpint (compare ("Ärla", "Örjan"), <, 0);
      g_assert_cmpint (compare ("Åke", "Ärla"), <, 0);
    }
  if (setlocale (LC_ALL, "de_DE.UTF-8") != NULL)
    g_assert_cmpint (compare ("Ärla", "Zara"), <, 0);
  if (setlocale (LC_ALL, "sr_RS.UTF-8@latin") != NULL)
    g_assert_cmpstr (rg_sort_locale (), ==, "sr_Latn_RS");
  setlocale (LC_ALL, "C.UTF-8");
}

/* Two names and the languages in which the first comes first, as CLDR has it; in the others it
 * comes last. */
static void
test_languages (void)
{
  static const char *const locales[] = { "sv_SE", "de_DE", "es_ES", "ja_JP", "zh_CN" };
  static const struct
  {
    const char *first, *second;
    const char *in;
  } pairs[] = {
    /* The last letters of the Swedish alphabet are letters of their own. */
    { "Åsa", "Zara", "de_DE es_ES ja_JP zh_CN" },
    { "Åsa", "Ärla", "sv_SE" },
    { "Ärla", "Örjan", "sv_SE de_DE es_ES ja_JP zh_CN" },
    { "Öberg", "Zimmer", "de_DE es_ES ja_JP zh_CN" },
    /* ñ comes after all that begins with n. */
    { "Nuz", "Ñandu", "es_ES" },
    { "Muñoz", "Munzo", "sv_SE de_DE ja_JP zh_CN" },
    /* By the Japanese reading, and by the Chinese one: Ō and Ri, Li and Wáng. */
    { "王", "李", "ja_JP" },
    { "李秀英", "王秀英", "zh_CN sv_SE de_DE es_ES" },
    { "さとう", "すずき", "sv_SE de_DE es_ES ja_JP zh_CN" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint l = 0; l < G_N_ELEMENTS (locales); l++)
      {
        g_autoptr (GBytes) first = rg_sort_key_in (locales[l], pairs[i].first);
        g_autoptr (GBytes) second = rg_sort_key_in (locales[l], pairs[i].second);

        g_test_message ("%s before %s in %s", pairs[i].first, pairs[i].second, locales[l]);
        g_assert_cmpint (g_bytes_compare (first, second) < 0, ==,
                         strstr (pairs[i].in, locales[l]) != NULL);
      }
}

/* The key of a long text is as good as that of a short one. */
static void
test_long_key (void)
{
  g_autofree char *a = g_strnfill (5000, 'a');
  g_autofree char *b = g_strdup (a);
  b[4999] = 'b';
  g_assert_cmpint (compare (a, b), <, 0);
}

static gpointer
sort_in_thread (gpointer data)
{
  for (int i = 0; i < 2000; i++)
    g_assert_cmpint (compare ("Åke Öberg", "Zara Berg"), <, 0);
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sort", sort_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/words", test_fold);
  g_test_add_func ("/fold/idempotent", test_idempotent);
  g_test_add_func ("/fold/half-syllable", test_half_syllable);
  g_test_add_func ("/fold/hostile", test_hostile);
  g_test_add_func ("/sort/order", test_order);
  g_test_add_func ("/sort/languages", test_languages);
  g_test_add_func ("/sort/long-key", test_long_key);
  g_test_add_func ("/sort/threads", test_threads);
  return g_test_run ();
}
