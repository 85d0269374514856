/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sentences in a language that has more than one plural, and in one whose verb stands at the end.
 * RG_TEST_WORDS: the catalogue of the first; REGULARS_LOCALE_DIR: those of the program. */
#include "base/rg-money.h"
#include "rules/rg-segment.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

typedef struct {
  const char *text;
  const char *sentence;
} Sentence;

static const Sentence russian[] = {
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

static const Sentence german[] = {
  { "visits at least 1", "Kundinnen und Kunden, die mindestens 1\u00a0Mal gekommen sind" },
  { "visits between 2 and 5 in this month weekday saturday or sunday hour 9 to 12",
    "Kundinnen und Kunden, die an einem Samstag oder einem Sonntag von 9 bis 12 Uhr diesen Monat "
    "2 bis 5\u00a0Mal gekommen sind" },
  { "not since 1 days", "Kundinnen und Kunden, die seit 1 Tag nicht gekommen sind" },
  { "not since 60 days; city is \"Bonn\" or \"Ulm\"",
    "Kundinnen und Kunden, die seit 60 Tagen nicht gekommen sind und in Bonn oder Ulm wohnen" },
  { "bought product \"Tee\" at least 3 times in last 90 days location \"Bonn\"",
    "Kundinnen und Kunden, die in der Filiale Bonn in den letzten 90 Tagen mindestens 3\u00a0Mal "
    "Tee gekauft haben" },
  { "looked at product \"Tee\" at least 2 times in last 1 days",
    "Kundinnen und Kunden, die heute mindestens 2\u00a0Mal Tee angesehen haben" },
  { "birthday in last 1 days", "Kundinnen und Kunden, die heute Geburtstag haben" },
  { "birthday in last 7 days",
    "Kundinnen und Kunden, die in den letzten 7 Tagen Geburtstag hatten" },
  { "birthday in next 7 days",
    "Kundinnen und Kunden, die in den nächsten 7 Tagen Geburtstag haben" },
  { "birthday in next month",
    "Kundinnen und Kunden, die nächsten Monat Geburtstag haben" },
  { "birthday in this week", "Kundinnen und Kunden, die diese Woche Geburtstag haben" },
  { "birthday in last quarter", "Kundinnen und Kunden, die im letzten Quartal Geburtstag hatten" },
  { "joining anniversary in next week",
    "Kundinnen und Kunden, die nächste Woche ihren Jahrestag als Kundin oder Kunde haben" },
  { "first-visit anniversary in last month",
    "Kundinnen und Kunden, die letzten Monat den Jahrestag ihres ersten Besuchs hatten" },
  { "spend between 10 and 20 between 2026-01-31 and 2026-03-01",
    "Kundinnen und Kunden, die zwischen dem 31. Jan. 2026 und dem 1. März 2026 für 10,00\u00a0€ "
    "bis 20,00\u00a0€ eingekauft haben" },
  { "points balance at least 1", "Kundinnen und Kunden, die mindestens 1 Punkt haben" },
  { "points balance exactly 0", "Kundinnen und Kunden, die keine Punkte haben" },
  { "lapsing points at least 20 in next 30 days",
    "Kundinnen und Kunden, die in den nächsten 30 Tagen mindestens 20 Punkte durch Verfall "
    "verlieren" },
  { "lapsing points at least 20 in last month",
    "Kundinnen und Kunden, die letzten Monat mindestens 20 Punkte durch Verfall verloren haben" },
  { "last points spent before last 180 days",
    "Kundinnen und Kunden, die vor den letzten 180 Tagen zum letzten Mal Punkte eingelöst haben" },
  { "open tickets at least 1 before last 7 days",
    "Kundinnen und Kunden, die vor den letzten 7 Tagen mindestens 1 offenes Anliegen vorgebracht "
    "haben" },
  { "open enquiries at least 2", "Kundinnen und Kunden, die mindestens 2 offene Anfragen haben" },
  { "tickets exactly 0", "Kundinnen und Kunden, die nie ein Anliegen vorgebracht haben" },
  { "tags all A", "Kundinnen und Kunden, die das Schlagwort A haben" },
  { "tags all A or B", "Kundinnen und Kunden, die die Schlagwörter A und B haben" },
  { "none (tag A; any (tag B; stage is new))",
    "Kundinnen und Kunden, die nichts davon erfüllen: (das Schlagwort A haben oder (das Schlagwort "
    "B haben oder neu sind))" },
};

typedef struct {
  const char *language, *locale;
  const Sentence *sentences;
  guint n;
} Language;

static const Language languages[] = {
  { "ru", "ru_RU.UTF-8", russian, G_N_ELEMENTS (russian) },
  { "de", "de_DE.UTF-8", german, G_N_ELEMENTS (german) },
};

static char *russian_folder;

/* FALSE where this machine does not have the language. */
static gboolean
speak (const char *language, const char *locale, const char *folder)
{
  g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, locale) == NULL)
    {
      g_test_skip (locale);
      return FALSE;
    }
  rg_money_forget_locale ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  return TRUE;
}

static void
be_silent (void)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  rg_money_forget_locale ();
}

static char *
say (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);

  if (error != NULL)
    g_error ("%s in: %s", error->message, text);
  return rg_segment_sentence (root, "EUR");
}

static void
test_sentences (gconstpointer data)
{
  const Language *language = data;
  const char *folder = language->sentences == russian ? russian_folder
                                                      : g_getenv ("REGULARS_LOCALE_DIR");

  if (!speak (language->language, language->locale, folder))
    return;
  for (guint i = 0; i < language->n; i++)
    {
      g_autofree char *sentence = say (language->sentences[i].text);

      g_assert_cmpstr (sentence, ==, language->sentences[i].sentence);
    }
  be_silent ();
}

static void
assert_german (const char *sentence)
{
  static const char *const english[] = { " and ", " or ", " who ", " the ", " in last ", "at least",
                                         " have ", " are ", "%" };

  g_assert_true (g_str_has_prefix (sentence, "Kundinnen und Kunden, die "));
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    if (strstr (sentence, english[i]) != NULL)
      g_error ("“%s” is in: %s", english[i], sentence);
}

/* Each kind has a sentence of its own, and the text form stays what it is: a segment means the same
 * to whoever reads it. */
static void
test_kinds (void)
{
  if (!speak ("de", "de_DE.UTF-8", g_getenv ("REGULARS_LOCALE_DIR")))
    return;
  for (guint k = 0; k < rg_n_rule_kinds (); k++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (rg_rule_kind_at (k)->form, NULL, NULL);
      g_autofree char *printed = rg_segment_print_line (root);
      g_autoptr (RgNode) again = rg_segment_parse (printed, NULL, NULL);
      g_autofree char *once_more = rg_segment_print_line (again);
      g_autofree char *sentence = say (printed);

      g_assert_cmpstr (once_more, ==, printed);
      assert_german (sentence);
    }
  be_silent ();
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
  int result;

  g_test_init (&argc, &argv, NULL);
  russian_folder = make_words ();
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strconcat ("/segment-language/", languages[i].language, NULL);

      g_test_add_data_func (path, &languages[i], test_sentences);
    }
  g_test_add_func ("/segment-language/kinds", test_kinds);
  result = g_test_run ();
  remove_words (russian_folder);
  g_free (russian_folder);
  return result;
}
