/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names as words: in any script and order, each word kept once, with how many people have it.
 *
 * Words are as rg_fold() leaves them, without titles. A name in Chinese characters or Hangul
 * without a blank is its family name and its given name. `sound` is the Soundex of the word in
 * Latin letters (R. C. Russell, US patent 1,261,167, 1918). */
#pragma once

#include "analysis/rg-distance.h"

G_BEGIN_DECLS

#define RG_NAME_WORDS 6 /* of one name; more are left out */
#define RG_WORD_GROUPS 3

typedef enum {
  RG_WORD_ANY,    /* nobody said which it is */
  RG_WORD_GIVEN,
  RG_WORD_FAMILY,
} RgWordRole;

typedef struct {
  gunichar text[RG_LONGEST_WORD];
  gunichar latin[RG_LONGEST_WORD];
  guint8 n_text;
  guint8 n_latin;
  guint8 script;      /* GUnicodeScript of its first character */
  guint16 groups[RG_WORD_GROUPS]; /* rg_nicknames_find() */
  guint32 sound;
  guint32 consonants; /* hash of the Latin consonants: Arabic and Hebrew write no others */
  guint32 n_people;
} RgWord;

typedef struct {
  guint n;
  guint32 word[RG_NAME_WORDS];
  guint8 role[RG_NAME_WORDS]; /* RgWordRole */
} RgName;

/* How two words are alike, the best that holds. */
typedef enum {
  RG_WORDS_SAME,
  RG_WORDS_SPELLED,  /* the same word in another script */
  RG_WORDS_NICKNAME,
  RG_WORDS_TYPO,     /* one edit, or two in a long word */
  RG_WORDS_BEGINNING, /* one begins the other */
  RG_WORDS_ALIKE,    /* more edits, still alike by Jaro and Winkler */
  RG_WORDS_FAINT,    /* hardly, yet more than chance */
  RG_WORDS_INITIAL,  /* one is the first letter of the other */
  RG_WORDS_OTHER_INITIAL, /* one is a letter, and not that one */
  RG_WORDS_DIFFERENT,
} RgWordsAlike;

typedef struct _RgWordList RgWordList;

RgWordList *rg_word_list_new (void);
void rg_word_list_free (RgWordList *list);
guint rg_word_list_get_n (const RgWordList *list);
const RgWord *rg_word_list_get (const RgWordList *list, guint32 word);
/* A folded word; whose owner is counted. */
guint32 rg_word_list_add (RgWordList *list, const char *folded);

/* A name in full, and its parts where they are known ("" or NULL where not). */
RgName rg_word_list_add_name (RgWordList *list, const char *name, const char *given,
                              const char *family);
/* Words of any text, such as a street: letters apart from digits. At most n_words. */
guint rg_word_list_add_text (RgWordList *list, const char *text, guint32 *words, guint n_words);

RgWordsAlike rg_words_compare (const RgWord *a, const RgWord *b);
/* Whether `whole` is a and b written together. */
gboolean rg_words_join (const RgWord *a, const RgWord *b, const RgWord *whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgWordList, rg_word_list_free)

G_END_DECLS
