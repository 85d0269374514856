/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the duplicates share: people as numbers. */
#pragma once

#include "analysis/rg-duplicates.h"
#include "analysis/rg-name-words.h"

G_BEGIN_DECLS

#define RG_STREET_WORDS 8
#define RG_NOTHING_KNOWN G_MAXUINT32

/* An address; words are RG_NOTHING_KNOWN where there is none. */
typedef struct {
  guint32 whole;    /* the street written together */
  guint32 postcode;
  guint32 city;
  guint8 n_words, n_numbers;
  guint32 word[RG_STREET_WORDS];
  guint32 number[3];
} RgHome;

typedef struct {
  RgName name;
  gint16 year;
  guint8 month, day;
  guint8 n_emails, n_phones, n_homes;
  guint8 gender;     /* its first letter; 0: not known */
  guint32 email[RG_PERSON_CONTACTS];
  guint32 local[RG_PERSON_CONTACTS]; /* what stands before the @ */
  guint32 phone[RG_PERSON_CONTACTS]; /* the last eight digits */
  guint32 card;
  guint32 birthday;  /* the whole date, as text; RG_NOTHING_KNOWN without a year */
  RgHome home[RG_PERSON_ADDRESSES];
  gint64 household;
  guint n_visits;
  RgDay first_on, last_on;
  gint64 location;
} RgRecord;

/* Two words that were compared: names come again and again. */
typedef struct {
  guint32 a, b; /* both 0: nothing yet */
  RgWordsAlike alike;
} RgWordsSeen;

#define RG_WORDS_SEEN (1u << 16)

struct _RgDuplicates {
  GArray *records;        /* RgRecord */
  RgWordList *names, *emails, *locals, *phones, *cards, *birthdays;
  RgWordList *streets, *street_words, *postcodes, *cities;
  GHashTable *locations;  /* id -> people whose it is */
  RgWordsSeen *seen;      /* RG_WORDS_SEEN, each where the two words say */
  guint *group;           /* by word of a name: how many people there are in its group */
  gboolean has_groups;    /* since the last person came */
};

/* Pairs worth a comparison: (a << 32) | b with a < b, sorted, each once; NULL where stopped. */
GArray *rg_duplicates_block (RgDuplicates *duplicates, RgDuplicatesFunc keep_going, gpointer data);

void rg_duplicates_measure_groups (RgDuplicates *duplicates);

static inline const RgRecord *
rg_duplicates_record (const RgDuplicates *duplicates, guint i)
{
  return &g_array_index (duplicates->records, RgRecord, i);
}

G_END_DECLS
