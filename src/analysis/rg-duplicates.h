/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which customers may be one person twice.
 *
 * The model is that of I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, Journal of the
 * American Statistical Association 64, 1969, with three kinds of pairs instead of two: the same
 * person, two people of one home, two strangers. Each fact that both have says how likely it is to
 * agree so well under each kind; a fact that one of them lacks says nothing. How likely strangers
 * agree on a value is how common the value is here (W. E. Winkler, Frequency-Based Matching in the
 * Fellegi-Sunter Model of Record Linkage, US Bureau of the Census RR/2000/06): "Smith" says less
 * than "Åsgård", and a phone that a hundred people gave says nothing. A home explains the family
 * name, the address, the phone and perhaps the e-mail, but not the first name and the birthday, so
 * that a family is not taken for one person. Two who are surely the same as a third are the same.
 * A name alone makes nobody likely, but one that nobody else has. First and last names are not by
 * chance together where they are of one language: of a further word of a name it counts how common
 * it is among those whose names mix with it.
 *
 * Only pairs that share one of some twenty keys are compared (blocking; P. Christen, Data Matching,
 * Springer 2012, chapter 4). A key that more than RG_BLOCK_MOST people share pairs nobody. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

#define RG_PERSON_CONTACTS 4
#define RG_PERSON_ADDRESSES 2

/* From LIKELY on a pair is taken for one person: it is rather than not. */
#define RG_SAME_SURELY 0.9
#define RG_SAME_LIKELY 0.5
#define RG_SAME_PERHAPS 0.2

#define RG_BLOCK_MOST 60

/* What is known of somebody. Texts may be NULL or "" where nothing is; they are copied. */
typedef struct {
  const char *name; /* in full; not looked at where both parts are known */
  const char *given_name;
  const char *family_name;
  int birth_year; /* 0: not known, also with month and day known */
  int birth_month;
  int birth_day;
  const char *gender;
  const char *card;
  const char *email[RG_PERSON_CONTACTS]; /* folded */
  const char *phone[RG_PERSON_CONTACTS]; /* digits */
  struct {
    const char *street, *postcode, *city;
  } address[RG_PERSON_ADDRESSES];
  gint64 household; /* 0: none; two people in one were told apart by somebody */
  guint n_visits;
  RgDay first_on, last_on; /* of the visits */
  gint64 location;  /* where most of them were; 0: not known */
} RgPerson;

typedef enum {
  RG_FACT_NAME,
  RG_FACT_BIRTHDAY,
  RG_FACT_EMAIL,
  RG_FACT_PHONE,
  RG_FACT_STREET,
  RG_FACT_PLACE, /* postcode and town */
  RG_FACT_CARD,
  RG_FACT_GENDER,
  RG_FACT_HOME,
  RG_FACT_PURCHASES,
  RG_N_FACTS
} RgFact;

typedef enum {
  RG_AGREE_UNKNOWN,   /* one of them lacks it */
  RG_AGREE_SAME,
  RG_AGREE_SPELLED,   /* the same name in another script */
  RG_AGREE_NICKNAME,
  RG_AGREE_ALMOST,    /* as a slip of the pen makes it */
  RG_AGREE_INITIAL,
  RG_AGREE_PARTLY,    /* one of two names, the street without the number, two of day, month, year */
  RG_AGREE_DIFFERENT,
} RgAgreement;

typedef struct {
  RgAgreement agreement;
  double weight; /* bits for (above 0) or against one person; see rg_duplicates_compare() */
} RgFactScore;

typedef struct {
  guint32 a, b; /* numbers of the people, a < b */
  float same;   /* probability of one person twice */
  float home;   /* probability of two people of one home */
} RgPair;

typedef struct _RgDuplicates RgDuplicates;

RgDuplicates *rg_duplicates_new (void);
void rg_duplicates_free (RgDuplicates *duplicates);
/* Numbers begin with 0. */
guint rg_duplicates_add (RgDuplicates *duplicates, const RgPerson *person);

/* FALSE: stop. `share` is how much is done, 0 to 1. */
typedef gboolean (*RgDuplicatesFunc) (double share, gpointer data);

/* RgPair, those with same >= `least` or home >= 0.5, the surest first. NULL where `keep_going` (may
 * be NULL) said stop. */
GArray *rg_duplicates_find (RgDuplicates *duplicates, double least, RgDuplicatesFunc keep_going,
                            gpointer data);
/* Any two. `facts` may be NULL; weights are against what the pair is likeliest to be else, but
 * those of phone and address against strangers. */
RgPair rg_duplicates_compare (RgDuplicates *duplicates, guint a, guint b,
                              RgFactScore facts[RG_N_FACTS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDuplicates, rg_duplicates_free)

G_END_DECLS
