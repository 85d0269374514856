/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names as words. */
#include "analysis/rg-name-words.h"

#include <string.h>

#include "analysis/rg-nicknames.h"
#include "base/rg-fold.h"
#include "base/rg-romanize.h"

G_STATIC_ASSERT (RG_WORD_GROUPS == RG_NICKNAME_GROUPS);

struct _RgWordList {
  GArray *words;       /* RgWord */
  GHashTable *numbers; /* folded -> number + 1 */
  RgRomanizer *romanizer;
};

RgWordList *
rg_word_list_new (void)
{
  RgWordList *list = g_new0 (RgWordList, 1);

  list->words = g_array_new (FALSE, TRUE, sizeof (RgWord));
  list->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list->romanizer = rg_romanizer_new ();
  return list;
}

void
rg_word_list_free (RgWordList *list)
{
  g_array_unref (list->words);
  g_hash_table_unref (list->numbers);
  rg_romanizer_free (list->romanizer);
  g_free (list);
}

guint
rg_word_list_get_n (const RgWordList *list)
{
  return list->words->len;
}

const RgWord *
rg_word_list_get (const RgWordList *list, guint32 word)
{
  return &g_array_index (list->words, RgWord, word);
}

/* --- one word ----------------------------------------------------------------------------- */

static guint8
rg_word_set (gunichar *to, const char *text)
{
  guint8 n = 0;

  for (; *text != '\0' && n < RG_LONGEST_WORD; text = g_utf8_next_char (text))
    to[n++] = g_utf8_get_char (text);
  return n;
}

static char
rg_soundex_digit (gunichar c)
{
  static const char digits[] = "01230120022455012623010202"; /* a to z; h and w are told apart */

  return c >= 'a' && c <= 'z' ? digits[c - 'a'] : '0';
}

static guint32
rg_word_sound (const gunichar *latin, guint n)
{
  guint32 sound;
  guint have = 1;
  char last;

  if (n == 0)
    return 0;
  if (latin[0] > 0x7f)
    return latin[0] << 8;
  sound = latin[0] << 24;
  last = rg_soundex_digit (latin[0]);
  for (guint i = 1; i < n && have < 4; i++)
    {
      char digit = rg_soundex_digit (latin[i]);

      if (latin[i] == 'h' || latin[i] == 'w')
        continue;
      if (digit != '0' && digit != last)
        sound |= (guint32) digit << (24 - 8 * have++);
      last = digit;
    }
  return sound;
}

/* 0 where there are fewer than three. */
static guint32
rg_word_consonants (const gunichar *latin, guint n)
{
  guint32 hash = 2166136261u;
  gunichar last = 0;
  guint have = 0;

  for (guint i = 0; i < n; i++)
    {
      if (latin[i] > 0x7f || strchr ("aeiouyw'", (int) latin[i]) != NULL || latin[i] == last)
        continue;
      hash = (hash ^ latin[i]) * 16777619u;
      last = latin[i];
      have++;
    }
  return have >= 3 ? hash : 0;
}

static void
rg_word_fill (RgWordList *list, RgWord *word, const char *folded)
{
  g_autofree char *latin = rg_romanize (list->romanizer, folded);
  /* Syllables of Hangul, which folding takes apart. */
  g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);

  word->n_text = rg_word_set (word->text, composed);
  word->n_latin = rg_word_set (word->latin, latin);
  word->script = word->n_text > 0 ? (guint8) g_unichar_get_script (word->text[0]) : 0;
  word->sound = rg_word_sound (word->latin, word->n_latin);
  word->consonants = rg_word_consonants (word->latin, word->n_latin);
  rg_nicknames_find (latin, word->groups);
}

guint32
rg_word_list_add (RgWordList *list, const char *folded)
{
  gpointer number = g_hash_table_lookup (list->numbers, folded);
  RgWord word = { .n_people = 1 };

  if (number != NULL)
    {
      g_array_index (list->words, RgWord, GPOINTER_TO_UINT (number) - 1).n_people++;
      return GPOINTER_TO_UINT (number) - 1;
    }
  rg_word_fill (list, &word, folded);
  g_array_append_val (list->words, word);
  g_hash_table_insert (list->numbers, g_strdup (folded), GUINT_TO_POINTER (list->words->len));
  return list->words->len - 1;
}

/* --- names -------------------------------------------------------------------------------- */

static gboolean
rg_word_is_title (const char *word)
{
  static const char *const titles[] = {
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "fru", "hr", "m", "mme",
    "mlle", "sr", "sra", "srta", "jr", "sig", "dhr", "mevr", "pan", "pani", "dipl", "ing", NULL,
  };

  return g_strv_contains (titles, word);
}

static void
rg_name_add (RgWordList *list, RgName *name, const char *folded, RgWordRole role)
{
  guint32 word;

  if (name->n == RG_NAME_WORDS || *folded == '\0')
    return;
  word = rg_word_list_add (list, folded);
  name->role[name->n] = role;
  name->word[name->n++] = word;
}

/* Letters and digits make words; an apostrophe stands inside of one. */
static gboolean
rg_is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
rg_name_add_words (RgWordList *list, RgName *name, const char *text, RgWordRole role)
{
  g_autofree char *folded = rg_fold (text);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = folded != NULL ? folded : "";; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (rg_is_of_word (c))
        g_string_append_unichar (word, c);
      else if (c != '\'' && word->len > 0)
        {
          if (!rg_word_is_title (word->str))
            rg_name_add (list, name, word->str, role);
          g_string_truncate (word, 0);
        }
      if (c == 0)
        return;
    }
}

/* Characters of the family name that such a name begins with, or 0 where it is no such name. */
static guint
rg_name_count_family (const char *text)
{
  static const char *const two[] = { "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官",
                                     "夏侯", "남궁", "황보", "제갈", "사공", "선우", "독고", NULL };
  glong n = g_utf8_strlen (text, -1);

  if (n < 2 || n > 4)
    return 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (script != G_UNICODE_SCRIPT_HAN && script != G_UNICODE_SCRIPT_HANGUL)
        return 0;
    }
  for (guint i = 0; n > 2 && two[i] != NULL; i++)
    if (g_str_has_prefix (text, two[i]))
      return 2;
  return 1;
}

static gboolean
rg_name_split_characters (RgWordList *list, RgName *name, const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  guint n_family = composed != NULL ? rg_name_count_family (g_strstrip (composed)) : 0;
  g_autofree char *family = NULL;

  if (n_family == 0)
    return FALSE;
  family = g_utf8_substring (composed, 0, n_family);
  rg_name_add_words (list, name, family, RG_WORD_FAMILY);
  rg_name_add_words (list, name, g_utf8_offset_to_pointer (composed, n_family), RG_WORD_GIVEN);
  return TRUE;
}

RgName
rg_word_list_add_name (RgWordList *list, const char *name, const char *given, const char *family)
{
  RgName words = { 0 };

  if (given != NULL && family != NULL && *given != '\0' && *family != '\0')
    {
      rg_name_add_words (list, &words, given, RG_WORD_GIVEN);
      rg_name_add_words (list, &words, family, RG_WORD_FAMILY);
    }
  else if (name != NULL && *name != '\0')
    {
      if (!rg_name_split_characters (list, &words, name))
        rg_name_add_words (list, &words, name, RG_WORD_ANY);
    }
  else
    {
      rg_name_add_words (list, &words, given != NULL ? given : "", RG_WORD_GIVEN);
      rg_name_add_words (list, &words, family != NULL ? family : "", RG_WORD_FAMILY);
    }
  return words;
}

guint
rg_word_list_add_text (RgWordList *list, const char *text, guint32 *words, guint n_words)
{
  g_autofree char *folded = rg_fold (text);
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean digits = FALSE;
  guint n = 0;

  for (const char *at = folded != NULL ? folded : "";; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean ends = !rg_is_of_word (c) || (word->len > 0 && digits != g_unichar_isdigit (c));

      if (ends && word->len > 0 && c != '\'')
        {
          if (n < n_words)
            words[n++] = rg_word_list_add (list, word->str);
          g_string_truncate (word, 0);
        }
      if (c == 0)
        return n;
      digits = g_unichar_isdigit (c);
      if (rg_is_of_word (c))
        g_string_append_unichar (word, c);
    }
}

/* --- comparing ---------------------------------------------------------------------------- */

static gboolean
rg_words_share_group (const RgWord *a, const RgWord *b)
{
  for (guint i = 0; i < RG_WORD_GROUPS && a->groups[i] != 0; i++)
    for (guint j = 0; j < RG_WORD_GROUPS && b->groups[j] != 0; j++)
      if (a->groups[i] == b->groups[j])
        return TRUE;
  return FALSE;
}

static RgWordsAlike
rg_letters_compare (const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
  guint shorter = MIN (n_a, n_b), longer = MAX (n_a, n_b);
  guint edits;
  double alike;

  if (shorter == 1 && longer > 1)
    return a[0] == b[0] ? RG_WORDS_INITIAL : RG_WORDS_OTHER_INITIAL;
  if (shorter < 2)
    return RG_WORDS_DIFFERENT;
  edits = rg_edits (a, n_a, b, n_b, 3);
  if (edits == 0)
    return RG_WORDS_SAME;
  if ((edits == 1 && longer >= 3) || (edits == 2 && longer >= 6))
    return RG_WORDS_TYPO;
  if (shorter >= 3 && memcmp (a, b, shorter * sizeof *a) == 0)
    return RG_WORDS_BEGINNING;
  alike = longer >= 4 ? rg_jaro_winkler (a, n_a, b, n_b) : 0;
  if ((edits == 3 && longer >= 8) || (longer >= 5 && alike >= 0.9))
    return RG_WORDS_ALIKE;
  return alike >= 0.75 ? RG_WORDS_FAINT : RG_WORDS_DIFFERENT;
}

RgWordsAlike
rg_words_compare (const RgWord *a, const RgWord *b)
{
  RgWordsAlike alike;

  if (a == b)
    return RG_WORDS_SAME;
  if (a->script == b->script && rg_words_share_group (a, b))
    return RG_WORDS_NICKNAME;
  if (a->script == b->script)
    return rg_letters_compare (a->text, a->n_text, b->text, b->n_text);
  alike = rg_letters_compare (a->latin, a->n_latin, b->latin, b->n_latin);
  if (alike == RG_WORDS_SAME)
    return RG_WORDS_SPELLED;
  if (rg_words_share_group (a, b))
    return RG_WORDS_NICKNAME;
  if (alike > RG_WORDS_TYPO && a->consonants != 0 && a->consonants == b->consonants)
    return RG_WORDS_TYPO;
  return alike;
}

gboolean
rg_words_join (const RgWord *a, const RgWord *b, const RgWord *whole)
{
  return a->n_text + b->n_text == whole->n_text && a->n_text > 0 && b->n_text > 0 &&
         memcmp (whole->text, a->text, a->n_text * sizeof *a->text) == 0 &&
         memcmp (whole->text + a->n_text, b->text, b->n_text * sizeof *b->text) == 0;
}
