/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How likely two customers are one person: each fact's share, and the sum.
 *
 * How often the facts of one person agree (the m-probabilities) are round numbers of the size that
 * the record linkage of censuses and registers has found (Winkler 1990; Christen 2012, chapter 6).
 * They are not learned from anybody's data. */
#include "analysis/rg-duplicates-private.h"

#include <math.h>
#include <string.h>

/* Before anything is compared: every twentieth person is there twice, three of ten share their home
 * with another customer. In pairs among n people that is so many to n strangers. */
#define RG_PRIOR_SAME 0.1
#define RG_PRIOR_HOME 0.3
#define RG_PRIOR_LEAST_PEOPLE 50

/* A small shop knows little about how common a value is: it counts as if so many more people had
 * been seen, of whom the share said at each fact has any one value. */
#define RG_UNSEEN_PEOPLE 200

/* How likely such an agreement is in each kind of pair. */
typedef struct {
  double same, home, strangers;
} RgLikelihood;

typedef struct {
  RgLikelihood sum; /* in bits */
  RgFactScore *facts;
  RgLikelihood by_fact[RG_N_FACTS]; /* in bits */
  RgAgreement agreement[RG_N_FACTS];
  gboolean rare_name;
} RgScore;

static void
rg_score_add (RgScore *score, RgFact fact, RgAgreement agreement, RgLikelihood likelihood)
{
  RgLikelihood *bits = &score->by_fact[fact];

  *bits = (RgLikelihood) { log2 (likelihood.same), log2 (likelihood.home),
                           log2 (likelihood.strangers) };
  score->sum.same += bits->same;
  score->sum.home += bits->home;
  score->sum.strangers += bits->strangers;
  score->agreement[fact] = agreement;
}

/* Among `n` people, how common what `people` have is to one who meets one of them. */
static double
rg_share (guint people, guint n, double usual)
{
  return (MAX (people, 1) - 1 + RG_UNSEEN_PEOPLE * usual) / (n + (double) RG_UNSEEN_PEOPLE);
}

/* --- names -------------------------------------------------------------------------------- */

/* Two words of two names that belong together. */
typedef struct {
  guint8 a, b;
  RgWordsAlike alike;
  RgLikelihood likelihood;
  double gain;
} RgWordPair;

#define RG_USUAL_NAME 0.002

static RgLikelihood
rg_words_likelihood (const RgDuplicates *duplicates, const RgWord *a, const RgWord *b,
                     RgWordsAlike alike)
{
  /* What is written wrong is rare: of two names that differ, the rarer one tells. */
  double share = rg_share (MIN (a->n_people, b->n_people), duplicates->records->len,
                           RG_USUAL_NAME);
  /* by RgWordsAlike: how often in one person; how often among strangers, as a multiple of the share
   * and on top of it */
  static const struct {
    double same, times, more;
  } table[] = {
    [RG_WORDS_SAME] = { 0.83, 1, 0 },
    [RG_WORDS_SPELLED] = { 0.83, 1, 0.0005 },
    [RG_WORDS_NICKNAME] = { 0.05, 2, 0.001 },
    [RG_WORDS_TYPO] = { 0.08, 1, 0.0008 },
    [RG_WORDS_BEGINNING] = { 0.03, 2, 0.001 },
    [RG_WORDS_ALIKE] = { 0.02, 1, 0.002 },
    [RG_WORDS_FAINT] = { 0.015, 0, 0.03 },
    [RG_WORDS_INITIAL] = { 0.95, 0, 0.07 },
    [RG_WORDS_OTHER_INITIAL] = { 0.05, 0, 0.93 },
    [RG_WORDS_DIFFERENT] = { 0.015, 0, 0.95 },
  };
  double strangers = MIN (table[alike].times * share + table[alike].more, 0.95);

  return (RgLikelihood) { table[alike].same, strangers, strangers };
}

static RgWordsAlike
rg_names_compare (const RgDuplicates *duplicates, guint32 a, guint32 b)
{
  RgWordsSeen *seen =
    &duplicates->seen[(a * 2654435761u ^ b * 40503u * 65537u) % RG_WORDS_SEEN];

  if (seen->a != a || seen->b != b || (a == 0 && b == 0))
    *seen = (RgWordsSeen) { a, b,
                            rg_words_compare (rg_word_list_get (duplicates->names, a),
                                              rg_word_list_get (duplicates->names, b)) };
  return seen->alike;
}

/* The best pair of words that are not taken yet; FALSE where none is alike. */
static gboolean
rg_names_best_pair (const RgDuplicates *duplicates, const RgName *a, const RgName *b,
                    guint8 taken[2], RgWordPair *best)
{
  best->gain = -2;
  for (guint8 i = 0; i < a->n; i++)
    for (guint8 j = 0; j < b->n; j++)
      {
        const RgWord *x = rg_word_list_get (duplicates->names, a->word[i]);
        const RgWord *y = rg_word_list_get (duplicates->names, b->word[j]);
        RgWordPair pair = { i, j, .alike = RG_WORDS_DIFFERENT };

        if ((taken[0] & 1u << i) || (taken[1] & 1u << j) ||
            (pair.alike = rg_names_compare (duplicates, a->word[i], b->word[j])) >=
              RG_WORDS_OTHER_INITIAL)
          continue;
        pair.likelihood = rg_words_likelihood (duplicates, x, y, pair.alike);
        pair.gain = log2 (pair.likelihood.same / pair.likelihood.strangers);
        if (pair.gain > best->gain)
          *best = pair;
      }
  if (best->gain == -2)
    return FALSE;
  taken[0] |= 1u << best->a;
  taken[1] |= 1u << best->b;
  return TRUE;
}

/* Two words of one that are one word of the other: "Anne Marie" and "Annemarie". */
static gboolean
rg_names_join (const RgDuplicates *duplicates, const RgName *two, const RgName *one,
               guint8 *taken_two, guint8 *taken_one)
{
  for (guint i = 0; i < two->n; i++)
    for (guint j = 0; j < two->n; j++)
      for (guint k = 0; k < one->n; k++)
        if (i != j && !(*taken_two & (1u << i | 1u << j)) && !(*taken_one & 1u << k) &&
            rg_words_join (rg_word_list_get (duplicates->names, two->word[i]),
                           rg_word_list_get (duplicates->names, two->word[j]),
                           rg_word_list_get (duplicates->names, one->word[k])))
          {
            *taken_two |= (guint8) (1u << i | 1u << j);
            *taken_one |= (guint8) (1u << k);
            return TRUE;
          }
  return FALSE;
}

static gboolean
rg_names_find_join (const RgDuplicates *duplicates, const RgName *a, const RgName *b,
                    guint8 taken[2], RgWordPair *pair)
{
  if (!rg_names_join (duplicates, a, b, &taken[0], &taken[1]) &&
      !rg_names_join (duplicates, b, a, &taken[1], &taken[0]))
    return FALSE;
  *pair = (RgWordPair) { .alike = RG_WORDS_TYPO, .likelihood = { 0.05, 0.001, 0.001 } };
  pair->gain = log2 (pair->likelihood.same / pair->likelihood.strangers);
  return TRUE;
}

static guint
rg_count_bits (guint8 bits)
{
  return (guint) __builtin_popcount (bits);
}

/* A name in the wrong field is no first name. */
static gboolean
rg_pair_is_given (const RgName *a, const RgName *b, const RgWordPair *pair)
{
  return MAX (a->role[pair->a], b->role[pair->b]) == RG_WORD_GIVEN;
}

/* In a home the family name is as sure to agree as in one person, and the first name hardly ever,
 * be it common or rare: it is a parent's. Which word is which nobody may have said: all that agree
 * are of the family, but for the first name, which is told by its role, by being different, or by
 * costing least. */
static void
rg_names_explain_by_home (const RgName *a, const RgName *b, RgWordPair *pairs, guint n,
                          gboolean one_differs)
{
  gint given = -1;

  if (!one_differs && (MIN (a->n, b->n) >= 2 || a->n == b->n))
    for (guint i = 0; i < n; i++)
      if (given < 0 ||
          (rg_pair_is_given (a, b, &pairs[i]) && !rg_pair_is_given (a, b, &pairs[given])) ||
          (rg_pair_is_given (a, b, &pairs[i]) == rg_pair_is_given (a, b, &pairs[given]) &&
           pairs[i].gain < pairs[given].gain))
        given = (gint) i;
  for (guint i = 0; i < n; i++)
    if ((gint) i == given)
      pairs[i].likelihood.home = pairs[i].alike <= RG_WORDS_SPELLED ? 0.01
                                 : pairs[i].alike < RG_WORDS_FAINT
                                   ? 0.003 : pairs[i].likelihood.strangers;
    else if (!rg_pair_is_given (a, b, &pairs[i]) || !one_differs)
      pairs[i].likelihood.home = MAX (pairs[i].likelihood.same * 0.9, pairs[i].likelihood.home);
}

/* Who has one word of a name in common belongs to the group of people who have such names: how
 * common a further word is there is what counts. As many are added whom nobody has seen. */
static void
rg_names_weigh_in_group (const RgDuplicates *duplicates, const RgName *a, const RgName *b,
                         RgWordPair *pairs, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      const guint32 x = a->word[pairs[i].a], y = b->word[pairs[i].b];
      const double people = MIN (duplicates->group[x], duplicates->group[y]);
      const guint rarer = MIN (rg_word_list_get (duplicates->names, x)->n_people,
                               rg_word_list_get (duplicates->names, y)->n_people);
      const double share = (rarer - 1 + RG_UNSEEN_PEOPLE * RG_USUAL_NAME) / (2 * people);

      if (people < duplicates->records->len && pairs[i].alike < RG_WORDS_FAINT)
        pairs[i].likelihood.strangers = MIN (MAX (pairs[i].likelihood.strangers, share), 0.95);
    }
}

static RgAgreement
rg_names_agreement (const RgWordPair *pairs, guint n, guint n_different)
{
  static const RgAgreement of_words[] = {
    RG_AGREE_SAME,   RG_AGREE_SPELLED, RG_AGREE_NICKNAME, RG_AGREE_ALMOST,    RG_AGREE_ALMOST,
    RG_AGREE_ALMOST, RG_AGREE_PARTLY, RG_AGREE_INITIAL, RG_AGREE_DIFFERENT, RG_AGREE_DIFFERENT,
  };
  RgAgreement agreement = RG_AGREE_SAME;

  if (n_different > 0)
    return n > 0 ? RG_AGREE_PARTLY : RG_AGREE_DIFFERENT;
  for (guint i = 0; i < n; i++)
    agreement = MAX (agreement, of_words[pairs[i].alike]);
  return agreement;
}

/* A name that nobody else here has in it. */
static gboolean
rg_words_are_rare (const RgDuplicates *duplicates, const RgName *a, const RgName *b,
                   const RgWordPair *pair)
{
  const RgWord *x = rg_word_list_get (duplicates->names, a->word[pair->a]);
  const RgWord *y = rg_word_list_get (duplicates->names, b->word[pair->b]);

  return pair->alike <= RG_WORDS_SPELLED && MAX (x->n_people, y->n_people) <= 2;
}

static void
rg_score_names (const RgDuplicates *duplicates, const RgName *a, const RgName *b, RgScore *score)
{
  RgWordPair pairs[RG_NAME_WORDS * 2];
  guint8 taken[2] = { 0, 0 };
  RgLikelihood all = { 1, 1, 1 };
  guint n = 0, n_different;

  if (a->n == 0 || b->n == 0)
    return;
  while (rg_names_best_pair (duplicates, a, b, taken, &pairs[n]) ||
         rg_names_find_join (duplicates, a, b, taken, &pairs[n]))
    n++;
  n_different = MIN (a->n - rg_count_bits (taken[0]), b->n - rg_count_bits (taken[1]));
  rg_names_explain_by_home (a, b, pairs, n, n_different > 0);
  rg_names_weigh_in_group (duplicates, a, b, pairs, n);
  for (guint i = 0; i < n; i++)
    {
      all.same *= pairs[i].likelihood.same;
      all.home *= pairs[i].likelihood.home;
      all.strangers *= pairs[i].likelihood.strangers;
      score->rare_name |= rg_words_are_rare (duplicates, a, b, &pairs[i]);
    }
  /* Who has one name wrong may have another wrong too: those after the first say less. */
  for (guint i = 0; i < n_different; i++)
    {
      all.same *= i == 0 ? 0.015 : 0.2;
      all.home *= 0.95;
      all.strangers *= 0.95;
    }
  rg_score_add (score, RG_FACT_NAME, rg_names_agreement (pairs, n, n_different), all);
}

/* --- the birthday ------------------------------------------------------------------------- */

#define RG_USUAL_BIRTHDAY 0.00005

static void
rg_score_birthdays (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                    RgScore *score)
{
  const RgWord *x, *y;
  guint n_same = (a->month == b->month) + (a->day == b->day), edits;
  double share;

  if (a->month == 0 || b->month == 0)
    return;
  if (a->birthday == RG_NOTHING_KNOWN || b->birthday == RG_NOTHING_KNOWN)
    {
      if (n_same == 2)
        rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_SAME,
                      (RgLikelihood) { 0.92, 0.005, 1 / 365.25 });
      else
        rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_DIFFERENT,
                      (RgLikelihood) { 0.08, 0.99, 0.99 });
      return;
    }
  x = rg_word_list_get (duplicates->birthdays, a->birthday);
  y = rg_word_list_get (duplicates->birthdays, b->birthday);
  share = rg_share (x->n_people, duplicates->records->len, RG_USUAL_BIRTHDAY);
  edits = x == y ? 0 : rg_edits (x->text, x->n_text, y->text, y->n_text, 2);
  if (x == y)
    rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_SAME,
                  (RgLikelihood) { 0.88, share + 0.005, share });
  else if ((a->year == b->year && a->month == b->day && a->day == b->month) ||
           edits == 1)
    rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_ALMOST,
                  (RgLikelihood) { 0.07, 0.001, 0.001 });
  else if (n_same + (a->year == b->year) == 2 || edits == 2)
    rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_PARTLY,
                  (RgLikelihood) { 0.03, 0.012, 0.012 });
  else
    rg_score_add (score, RG_FACT_BIRTHDAY, RG_AGREE_DIFFERENT,
                  (RgLikelihood) { 0.02, 0.987, 0.987 });
}

/* --- e-mail, phone, card ------------------------------------------------------------------ */

/* The agreement of the best of all pairs of two lists of words; the share of what agrees. */
static RgAgreement
rg_lists_agreement (const RgDuplicates *duplicates, const RgWordList *list, const guint32 *a,
                    guint n_a, const guint32 *b, guint n_b, guint least_length, double *share)
{
  RgAgreement agreement = RG_AGREE_DIFFERENT;

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      {
        const RgWord *x = rg_word_list_get (list, a[i]);
        const RgWord *y = rg_word_list_get (list, b[j]);

        if (x == y)
          {
            *share = rg_share (x->n_people, duplicates->records->len, 0.00001);
            return RG_AGREE_SAME;
          }
        if (MIN (x->n_text, y->n_text) >= least_length &&
            rg_edits (x->text, x->n_text, y->text, y->n_text, 1) == 1)
          agreement = RG_AGREE_ALMOST;
      }
  return agreement;
}

/* E-mails are made of names: those of two namesakes are often alike. */
#define RG_NAMESAKES_BITS 4
#define RG_NAMESAKES_ALIKE 0.03

static void
rg_score_emails (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                 RgScore *score)
{
  const RgLikelihood *names = &score->by_fact[RG_FACT_NAME];
  const double alike = names->same - names->strangers >= RG_NAMESAKES_BITS ? RG_NAMESAKES_ALIKE : 0;
  double share = 0, local_share = 0;
  RgAgreement agreement, local;

  if (a->n_emails == 0 || b->n_emails == 0)
    return;
  agreement = rg_lists_agreement (duplicates, duplicates->emails, a->email, a->n_emails, b->email,
                                  b->n_emails, 10, &share);
  local = rg_lists_agreement (duplicates, duplicates->locals, a->local, a->n_emails, b->local,
                              b->n_emails, G_MAXUINT, &local_share);
  if (agreement == RG_AGREE_SAME)
    rg_score_add (score, RG_FACT_EMAIL, agreement, (RgLikelihood) { 0.6, 0.25 + share, share });
  else if (agreement == RG_AGREE_ALMOST)
    rg_score_add (score, RG_FACT_EMAIL, agreement,
                  (RgLikelihood) { 0.06, 0.005 + alike, 0.0001 + alike });
  else if (local == RG_AGREE_SAME)
    rg_score_add (score, RG_FACT_EMAIL, RG_AGREE_PARTLY,
                  (RgLikelihood) { 0.06, 0.005 + alike, local_share + 0.0005 + alike });
  else
    rg_score_add (score, RG_FACT_EMAIL, agreement, (RgLikelihood) { 0.28, 0.74, 0.999 });
}

static void
rg_score_phones (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                 RgScore *score)
{
  double share = 0;
  RgAgreement agreement;

  if (a->n_phones == 0 || b->n_phones == 0)
    return;
  agreement = rg_lists_agreement (duplicates, duplicates->phones, a->phone, a->n_phones, b->phone,
                                  b->n_phones, 7, &share);
  if (agreement == RG_AGREE_SAME)
    rg_score_add (score, RG_FACT_PHONE, agreement, (RgLikelihood) { 0.6, 0.7, share });
  else if (agreement == RG_AGREE_ALMOST)
    rg_score_add (score, RG_FACT_PHONE, agreement, (RgLikelihood) { 0.1, 0.01, 0.0001 });
  else
    rg_score_add (score, RG_FACT_PHONE, agreement, (RgLikelihood) { 0.3, 0.29, 0.999 });
}

static void
rg_score_cards (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                RgScore *score)
{
  double share;

  if (a->card == RG_NOTHING_KNOWN || b->card == RG_NOTHING_KNOWN)
    return;
  share = rg_share (rg_word_list_get (duplicates->cards, a->card)->n_people,
                    duplicates->records->len, 0.00001);
  if (a->card == b->card)
    rg_score_add (score, RG_FACT_CARD, RG_AGREE_SAME, (RgLikelihood) { 0.5, 0.1, share });
  else
    rg_score_add (score, RG_FACT_CARD, RG_AGREE_DIFFERENT, (RgLikelihood) { 0.5, 0.9, 0.999 });
}

/* --- the address -------------------------------------------------------------------------- */

static gboolean
rg_words_are_near (const RgWordList *list, guint32 a, guint32 b, guint most)
{
  const RgWord *x = rg_word_list_get (list, a), *y = rg_word_list_get (list, b);

  return rg_edits (x->text, x->n_text, y->text, y->n_text, most) <= most;
}

/* Whether a number of one is a number of the other, also with one digit wrong; TRUE where one has
 * none. */
static gboolean
rg_numbers_agree (const RgDuplicates *duplicates, const RgHome *a, const RgHome *b)
{
  for (guint i = 0; i < a->n_numbers; i++)
    for (guint j = 0; j < b->n_numbers; j++)
      if (a->number[i] == b->number[j])
        return TRUE;
  return a->n_numbers == 0 || b->n_numbers == 0;
}

/* How much of the rarer words of the shorter street the other has too, 0 to 1. */
static double
rg_streets_overlap (const RgDuplicates *duplicates, const RgHome *a, const RgHome *b)
{
  const RgHome *shorter = a->n_words <= b->n_words ? a : b, *longer = shorter == a ? b : a;
  double all = 0, common = 0;

  for (guint i = 0; i < shorter->n_words; i++)
    {
      const RgWord *x = rg_word_list_get (duplicates->street_words, shorter->word[i]);
      double bits = -log2 (rg_share (x->n_people, duplicates->records->len, 0.002));

      all += bits;
      for (guint j = 0; j < longer->n_words; j++)
        if (rg_words_compare (x, rg_word_list_get (duplicates->street_words, longer->word[j])) <=
            RG_WORDS_BEGINNING)
          {
            common += bits;
            break;
          }
    }
  return all > 0 ? common / all : 0;
}

static RgAgreement
rg_streets_agreement (const RgDuplicates *duplicates, const RgHome *a, const RgHome *b)
{
  const guint length = MIN (rg_word_list_get (duplicates->streets, a->whole)->n_text,
                            rg_word_list_get (duplicates->streets, b->whole)->n_text);
  gboolean numbers;

  if (a->whole == b->whole)
    return RG_AGREE_SAME;
  numbers = rg_numbers_agree (duplicates, a, b);
  if (rg_streets_overlap (duplicates, a, b) >= 0.6)
    return numbers ? RG_AGREE_ALMOST : RG_AGREE_PARTLY;
  if (length >= 8 && rg_words_are_near (duplicates->streets, a->whole, b->whole,
                                        length >= 12 ? 3 : 2))
    return numbers ? RG_AGREE_ALMOST : RG_AGREE_PARTLY;
  return RG_AGREE_DIFFERENT;
}

static RgLikelihood
rg_streets_likelihood (const RgDuplicates *duplicates, const RgHome *a, RgAgreement agreement)
{
  double share = rg_share (rg_word_list_get (duplicates->streets, a->whole)->n_people,
                           duplicates->records->len, 0.0001);

  switch (agreement)
    {
    case RG_AGREE_SAME:
      return (RgLikelihood) { 0.6, 0.85, share };
    case RG_AGREE_ALMOST:
      return (RgLikelihood) { 0.22, 0.08, 0.001 };
    case RG_AGREE_PARTLY:
      return (RgLikelihood) { 0.05, 0.02, 0.004 };
    default:
      return (RgLikelihood) { 0.13, 0.05, 0.99 };
    }
}

static RgAgreement
rg_places_agreement (const RgDuplicates *duplicates, const RgHome *a, const RgHome *b,
                     RgLikelihood *likelihood)
{
  gboolean city = a->city != RG_NOTHING_KNOWN && b->city != RG_NOTHING_KNOWN;
  gboolean same_city = city && a->city == b->city;
  guint n = duplicates->records->len;

  if (a->postcode != RG_NOTHING_KNOWN && b->postcode != RG_NOTHING_KNOWN)
    {
      const RgWord *x = rg_word_list_get (duplicates->postcodes, a->postcode);

      if (a->postcode == b->postcode)
        {
          double share = rg_share (x->n_people, n, 0.005);

          *likelihood = (RgLikelihood) { 0.8, 0.95, share };
          return RG_AGREE_SAME;
        }
      if (rg_words_are_near (duplicates->postcodes, a->postcode, b->postcode, 1))
        {
          *likelihood = (RgLikelihood) { 0.08, 0.01, 0.01 };
          return RG_AGREE_ALMOST;
        }
    }
  else if (!city)
    return RG_AGREE_UNKNOWN;
  if (same_city)
    {
      double share = rg_share (rg_word_list_get (duplicates->cities, a->city)->n_people, n, 0.01);

      *likelihood = a->postcode == RG_NOTHING_KNOWN || b->postcode == RG_NOTHING_KNOWN
                      ? (RgLikelihood) { 0.85, 0.97, share }
                      : (RgLikelihood) { 0.06, 0.02, share };
      return RG_AGREE_PARTLY;
    }
  if (city && rg_words_are_near (duplicates->cities, a->city, b->city, 2))
    {
      *likelihood = (RgLikelihood) { 0.05, 0.01, 0.01 };
      return RG_AGREE_ALMOST;
    }
  *likelihood = (RgLikelihood) { 0.1, 0.02, 0.9 };
  return RG_AGREE_DIFFERENT;
}

/* Strangers of one part of the town who live in the same street: it has few. */
#define RG_NEIGHBOURS 0.08

/* The best of each, of all their addresses. */
static void
rg_score_homes (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                RgScore *score)
{
  RgAgreement street = RG_AGREE_UNKNOWN, place = RG_AGREE_UNKNOWN;
  RgLikelihood of_street = { 1, 1, 1 }, of_place = { 1, 1, 1 };

  for (guint i = 0; i < a->n_homes; i++)
    for (guint j = 0; j < b->n_homes; j++)
      {
        const RgHome *x = &a->home[i], *y = &b->home[j];
        RgLikelihood likelihood = { 1, 1, 1 };
        RgAgreement agreement;

        if (x->whole != RG_NOTHING_KNOWN && y->whole != RG_NOTHING_KNOWN)
          {
            agreement = rg_streets_agreement (duplicates, x, y);
            if (street == RG_AGREE_UNKNOWN || agreement < street)
              {
                street = agreement;
                of_street = rg_streets_likelihood (duplicates, x, agreement);
              }
          }
        agreement = rg_places_agreement (duplicates, x, y, &likelihood);
        if (agreement != RG_AGREE_UNKNOWN && (place == RG_AGREE_UNKNOWN || agreement < place))
          {
            place = agreement;
            of_place = likelihood;
          }
      }
  if (street == RG_AGREE_PARTLY && place != RG_AGREE_UNKNOWN && place != RG_AGREE_DIFFERENT)
    of_street.strangers = RG_NEIGHBOURS;
  if (street != RG_AGREE_UNKNOWN)
    rg_score_add (score, RG_FACT_STREET, street, of_street);
  if (place != RG_AGREE_UNKNOWN)
    rg_score_add (score, RG_FACT_PLACE, place, of_place);
}

/* --- the rest ----------------------------------------------------------------------------- */

/* What others write in that field is free: another letter need not be another gender. */
static void
rg_score_genders (const RgRecord *a, const RgRecord *b, RgScore *score)
{
  if (a->gender == 0 || b->gender == 0)
    return;
  if (a->gender == b->gender)
    rg_score_add (score, RG_FACT_GENDER, RG_AGREE_SAME, (RgLikelihood) { 0.9, 0.4, 0.5 });
  else
    rg_score_add (score, RG_FACT_GENDER, RG_AGREE_DIFFERENT, (RgLikelihood) { 0.1, 0.6, 0.5 });
}

/* Somebody put them into one household, or into two: people of one are not one person. */
static void
rg_score_households (const RgRecord *a, const RgRecord *b, RgScore *score)
{
  if (a->household == 0 || b->household == 0)
    return;
  if (a->household == b->household)
    rg_score_add (score, RG_FACT_HOME, RG_AGREE_SAME, (RgLikelihood) { 0.01, 0.95, 0.001 });
  else
    rg_score_add (score, RG_FACT_HOME, RG_AGREE_DIFFERENT, (RgLikelihood) { 0.5, 0.05, 0.999 });
}

#define RG_VISITS_LEAST 3

/* One card ends where the other begins; and they buy at the same place. */
static void
rg_score_purchases (const RgDuplicates *duplicates, const RgRecord *a, const RgRecord *b,
                    RgScore *score)
{
  RgLikelihood likelihood = { 1, 1, 1 };
  gboolean follows, place;

  if (a->n_visits < RG_VISITS_LEAST || b->n_visits < RG_VISITS_LEAST)
    return;
  follows = a->last_on < b->first_on || b->last_on < a->first_on;
  place = a->location != 0 && a->location == b->location;
  likelihood = follows ? (RgLikelihood) { 0.5, 0.2, 0.2 } : (RgLikelihood) { 0.5, 0.8, 0.8 };
  if (a->location != 0 && b->location != 0)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (duplicates->locations,
                                                       (gpointer) (gintptr) a->location));
      double share = CLAMP ((double) n / duplicates->records->len, 0.02, 0.95);

      likelihood.same *= place ? 0.85 : 0.15;
      likelihood.home *= place ? 0.85 : 0.15;
      likelihood.strangers *= place ? share : 1 - share;
    }
  rg_score_add (score, RG_FACT_PURCHASES,
                follows ? RG_AGREE_SAME : place ? RG_AGREE_PARTLY : RG_AGREE_DIFFERENT, likelihood);
}

/* --- the sum ------------------------------------------------------------------------------ */

/* What a home has in common is weighed against strangers: that it may be a home is told by the
 * rest, which is weighed against whichever other kind the pair is likelier to be. */
static void
rg_score_weigh (RgScore *score, gboolean home)
{
  for (guint i = 0; i < RG_N_FACTS; i++)
    {
      const RgLikelihood *bits = &score->by_fact[i];
      gboolean shared = i == RG_FACT_PHONE || i == RG_FACT_STREET || i == RG_FACT_PLACE;

      score->facts[i].agreement = score->agreement[i];
      score->facts[i].weight = bits->same - (home && !shared ? bits->home : bits->strangers);
    }
}

/* First and last names go together more often than chance has it: by family, language, fashion. So
 * a name alone is no more than a question, unless nobody else here has one of its words. "Alone":
 * the other facts together say less than what one of sixteen strangers has in common. */
#define RG_NAMESAKES_MOST 0.45
#define RG_BESIDES_BITS 4

static gboolean
rg_score_is_name_alone (const RgScore *score)
{
  double bits = 0;

  for (guint i = 0; i < RG_N_FACTS; i++)
    if (i != RG_FACT_NAME)
      bits += MAX (score->by_fact[i].same - score->by_fact[i].strangers, 0);
  return bits < RG_BESIDES_BITS && !score->rare_name;
}

RgPair
rg_duplicates_compare (RgDuplicates *duplicates, guint a, guint b, RgFactScore facts[RG_N_FACTS])
{
  const RgRecord *x = rg_duplicates_record (duplicates, a);
  const RgRecord *y = rg_duplicates_record (duplicates, b);
  double people = MAX (duplicates->records->len, RG_PRIOR_LEAST_PEOPLE);
  RgScore score = { .facts = facts };
  RgPair pair = { MIN (a, b), MAX (a, b), 0, 0 };
  double home, strangers;

  if (!duplicates->has_groups)
    rg_duplicates_measure_groups (duplicates);
  if (facts != NULL)
    memset (facts, 0, RG_N_FACTS * sizeof *facts);
  rg_score_names (duplicates, &x->name, &y->name, &score);
  rg_score_birthdays (duplicates, x, y, &score);
  rg_score_emails (duplicates, x, y, &score);
  rg_score_phones (duplicates, x, y, &score);
  rg_score_homes (duplicates, x, y, &score);
  rg_score_cards (duplicates, x, y, &score);
  rg_score_genders (x, y, &score);
  rg_score_households (x, y, &score);
  rg_score_purchases (duplicates, x, y, &score);
  home = score.sum.home - score.sum.same + log2 (RG_PRIOR_HOME / RG_PRIOR_SAME);
  strangers = score.sum.strangers - score.sum.same + log2 (people / RG_PRIOR_SAME);
  pair.same = (float) (1 / (1 + exp2 (home) + exp2 (strangers)));
  pair.home = (float) (1 / (1 + exp2 (-home) + exp2 (strangers - home)));
  if (rg_score_is_name_alone (&score) || score.agreement[RG_FACT_HOME] == RG_AGREE_SAME)
    pair.same = MIN (pair.same, (float) RG_NAMESAKES_MOST);
  if (facts != NULL)
    rg_score_weigh (&score, home > strangers);
  return pair;
}
