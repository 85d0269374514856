/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sentences in a language that has more than one plural. RG_TEST_WORDS: its catalogue. */
#include "rules/rg-segment.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

static const struct {
  const char *text;
  const char *sentence;
} sentences[] = {
  { "visits at least 1", "Покупатели, которые приходили не меньше чем 1 раз" },
  { "visits at least 2", "Покупатели, которые приходили не меньше чем 2 раза" },
  { "visits at least 5", "Покупатели, которые приходили не меньше чем 5 раз" },
  { "visits at least 11", "Покупатели, которые приходили не меньше чем 11 раз" },
  { "visits at least 22 in last 21 days",
    "Покупатели, которые приходили не меньше чем 22 раза за последний 21 день" },
  { "visits at least 3 in last 12 days",
    "Покупатели, которые приходили не меньше чем 3 раза за последние 12 дней" },
  { "not since 1 days", "Покупатели, которые не приходили 1 день" },
  { "not since 64 days", "Покупатели, которые не приходили 64 дня" },
  { "not since 60 days", "Покупатели, которые не приходили 60 дней" },
  { "tags all A", "Покупатели, которые с меткой A" },
  { "tags all A or B", "Покупатели, которые с метками A и B" },
};

static void
test_plurals (void)
{
  if (g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    {
      g_test_skip ("there is no Russian locale");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (sentences[i].text, NULL, NULL);
      g_autofree char *sentence = rg_segment_sentence (root, "EUR");

      g_assert_cmpstr (sentence, ==, sentences[i].sentence);
    }
}

/* The catalogue stands where gettext looks for it. */
static char *
make_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("regulars-words-XXXXXX", &error);
  g_autofree char *messages = g_build_filename (folder, "ru", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  g_autofree char *words = NULL;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (g_getenv ("RG_TEST_WORDS"), &words, &length, &error));
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, words, (gssize) length, &error));
  return g_steal_pointer (&folder);
}

static void
remove_words (const char *folder)
{
  static const char *const parts[] = { "ru/LC_MESSAGES/" GETTEXT_PACKAGE ".mo",
                                       "ru/LC_MESSAGES", "ru", "" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      g_remove (path);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int result;

  g_setenv ("LANGUAGE", "ru", TRUE);
  setlocale (LC_ALL, "ru_RU.UTF-8");
  g_test_init (&argc, &argv, NULL);
  folder = make_words ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_add_func ("/segment-language/plurals", test_plurals);
  result = g_test_run ();
  remove_words (folder);
  return result;
}
