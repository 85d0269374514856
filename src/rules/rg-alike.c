/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Traits as sets of customers, learned from twice: without the hidden, and from all. */
#include "config.h"

#include "rules/rg-alike.h"

#include "analysis/rg-mix.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-difference.h"
#include "rules/rg-group-facts.h"

#include <math.h>
#include <string.h>

#define RG_ALIKE_BANDS 4     /* bounds between bands of a fact */
#define RG_ALIKE_TRAITS 60   /* the surest ones */
#define RG_ALIKE_FOLDS 5     /* one of so many is hidden */
#define RG_ALIKE_LOOK 5      /* so many times the hidden members are looked at */

G_DEFINE_QUARK (rg-alike-error-quark, rg_alike_error)

/* One trait as it is learned. */
typedef struct {
  RgBitset *members; /* everybody who has it */
  char *words;
  gboolean absence;  /* who has it not is told from who is not known */
  RgEvidence evidence;
  double weight;     /* how much it tells of the members of the set: for the words */
} RgFeature;

typedef struct {
  const RgSegmentContext *context;
  RgTraits *traits;
  GArray *bands;      /* RgFeature: of facts, the same for both lessons */
  GArray *features;   /* RgFeature: of the lesson */
  RgGoOnFunc go_on;
  gpointer data;
} RgLesson;

static void
rg_feature_clear (gpointer data)
{
  RgFeature *feature = data;

  g_clear_pointer (&feature->members, rg_bitset_unref);
  g_free (feature->words);
}

static GArray *
rg_features_new (void)
{
  GArray *features = g_array_new (FALSE, FALSE, sizeof (RgFeature));

  g_array_set_clear_func (features, rg_feature_clear);
  return features;
}

static gboolean
rg_lesson_go_on (const RgLesson *lesson, double share)
{
  return lesson->go_on == NULL || lesson->go_on (share, lesson->data);
}

/* --- facts in bands ----------------------------------------------------------------------- */

/* Of whole numbers, both included. */
static char *
rg_band_dup_whole_words (const RgGroupFact *fact, double least, double most, const char *currency)
{
  g_autofree char *from = rg_number_format ((gint64) least);
  g_autofree char *to = rg_group_fact_dup_number (fact, most, currency);

  if (least >= most)
    /* Translators: a fact, "Visits", and a number, "5 times". */
    return g_strdup_printf (_("%s: %s"), _(fact->title), to);
  /* Translators: a fact, "Visits", and two numbers, "5" and "9 times". */
  return g_strdup_printf (_("%s: %s to %s"), _(fact->title), from, to);
}

/* Above `low`, up to `high`; either may be NULL for no end. */
static char *
rg_band_dup_words (const RgGroupFact *fact, const double *low, const double *high,
                   const char *currency)
{
  g_autofree char *from = low != NULL ? rg_group_fact_dup_number (fact, *low, currency) : NULL;
  g_autofree char *to = high != NULL ? rg_group_fact_dup_number (fact, *high, currency) : NULL;

  if (from == NULL)
    /* Translators: a fact, "Visits", and a number, "5 times". */
    return g_strdup_printf (_("%s: up to %s"), _(fact->title), to);
  if (to == NULL)
    /* Translators: a fact, "Visits", and a number, "5 times". */
    return g_strdup_printf (_("%s: more than %s"), _(fact->title), from);
  if (rg_group_fact_is_whole (fact))
    return rg_band_dup_whole_words (fact, *low + 1, *high, currency);
  /* Translators: a fact, "Spend", and two amounts. */
  return g_strdup_printf (_("%s: more than %s, up to %s"), _(fact->title), from, to);
}

static void
rg_lesson_add_bands (RgLesson *lesson, const RgGroupFact *fact, const char *currency)
{
  const RgDataset *dataset = lesson->context->dataset;
  const guint n = dataset->n_customers;
  g_autofree guint8 *known = g_new0 (guint8, n + 1);
  g_autofree double *values = rg_group_fact_measure (fact, lesson->context, known);
  g_autofree double *those = g_new (double, n + 1);
  g_autoptr (GArray) cuts = NULL;
  const double *cut;
  guint n_known = 0;

  for (guint p = 0; p < n; p++)
    if (known[p])
      those[n_known++] = values[p];
  cuts = rg_group_fact_cuts (fact, those, n_known, RG_ALIKE_BANDS, lesson->context->digits);
  cut = (const double *) (gpointer) cuts->data;
  for (guint band = 0; band <= cuts->len && n_known > 0 && cuts->len > 0; band++)
    {
      const double *low = band > 0 ? &cut[band - 1] : NULL;
      const double *high = band < cuts->len ? &cut[band] : NULL;
      RgFeature feature = { .members = rg_bitset_new (n),
                            .words = rg_band_dup_words (fact, low, high, currency) };

      for (guint p = 0; p < n; p++)
        if (known[p] && (low == NULL || values[p] > *low) && (high == NULL || values[p] <= *high))
          rg_bitset_add (feature.members, p);
      g_array_append_val (lesson->bands, feature);
    }
}

/* --- learning ----------------------------------------------------------------------------- */

/* What somebody bought, or is tagged with, is known to be so or not. */
static gboolean
rg_trait_has_absence (const RgTrait *trait)
{
  return trait->sort == RG_TRAIT_TAG || trait->sort == RG_TRAIT_CATEGORY ||
         trait->sort == RG_TRAIT_BRAND || trait->sort == RG_TRAIT_PRODUCT;
}

static void
rg_feature_learn (RgFeature *feature, guint hits_members, guint n_members, guint hits_others,
                  guint n_others)
{
  const double share = (hits_members + 1.0) / (n_members + 2.0);

  /* All others have it, or none: it cannot tell them apart, and would only flatter the trial, since
   * it may be what the segment asks for. */
  if (hits_others == 0 || hits_others == n_others)
    return;
  feature->evidence = rg_evidence (hits_members, n_members, hits_others, n_others);
  feature->weight = feature->evidence.has * share;
}

static void
rg_lesson_learn_bands (RgLesson *lesson, const RgBitset *members, const RgBitset *others)
{
  for (guint i = 0; i < lesson->bands->len; i++)
    {
      const RgFeature *band = &g_array_index (lesson->bands, RgFeature, i);
      RgFeature feature = { .members = rg_bitset_ref (band->members),
                            .words = g_strdup (band->words) };

      rg_feature_learn (&feature, rg_bitset_count_and (members, band->members),
                        rg_bitset_count (members), rg_bitset_count_and (others, band->members),
                        rg_bitset_count (others));
      g_array_append_val (lesson->features, feature);
    }
}

static void
rg_lesson_learn_traits (RgLesson *lesson, const RgBitset *members, const RgBitset *others)
{
  g_autoptr (GArray) differences = rg_differences_new (lesson->traits, members, others, NULL);

  for (guint i = 0; i < MIN (differences->len, RG_ALIKE_TRAITS); i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);
      const RgTrait *trait = rg_traits_get (lesson->traits, difference->trait);
      RgFeature feature = { .absence = rg_trait_has_absence (trait) };

      if (!difference->told)
        break;
      feature.members = rg_traits_members (lesson->traits, difference->trait);
      /* Translators: a trait: "City" and "Oslo", "Category" and "Filters". */
      feature.words = g_strdup_printf (_("%s: %s"), trait->about, trait->name);
      rg_feature_learn (&feature, difference->count.hits[0], difference->count.n[0],
                        difference->count.hits[1], difference->count.n[1]);
      g_array_append_val (lesson->features, feature);
    }
}

static void
rg_lesson_learn (RgLesson *lesson, const RgBitset *members, const RgBitset *others)
{
  g_clear_pointer (&lesson->features, g_array_unref);
  lesson->features = rg_features_new ();
  rg_lesson_learn_bands (lesson, members, others);
  rg_lesson_learn_traits (lesson, members, others);
}

/* Of each position; free with g_free(). */
static double *
rg_lesson_score (const RgLesson *lesson)
{
  const guint n = lesson->context->dataset->n_customers;
  double *scores = g_new0 (double, n + 1);

  for (guint i = 0; i < lesson->features->len; i++)
    {
      const RgFeature *feature = &g_array_index (lesson->features, RgFeature, i);
      const double has_not = feature->absence ? feature->evidence.has_not : 0;

      for (guint p = 0; p < n; p++)
        scores[p] += rg_bitset_get (feature->members, p) ? feature->evidence.has : has_not;
    }
  return scores;
}

/* --- the order ---------------------------------------------------------------------------- */

static int
rg_compare_people (gconstpointer a, gconstpointer b)
{
  const RgAlikePerson *one = a, *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* Of a set, the most alike first. */
static GArray *
rg_lesson_rank (const RgLesson *lesson, const RgBitset *set)
{
  const RgDataset *dataset = lesson->context->dataset;
  g_autofree double *scores = rg_lesson_score (lesson);
  GArray *people = g_array_new (FALSE, FALSE, sizeof (RgAlikePerson));

  for (guint p = rg_bitset_next (set, 0); p < set->n_bits; p = rg_bitset_next (set, p + 1))
    {
      const RgAlikePerson person = { .id = rg_dataset_customer_id (dataset, p),
                                     .score = scores[p] };

      g_array_append_val (people, person);
    }
  g_array_sort (people, rg_compare_people);
  return people;
}

/* --- the trial ---------------------------------------------------------------------------- */

static RgBitset *
rg_hidden_set (const RgDataset *dataset)
{
  RgBitset *hidden = rg_bitset_new (dataset->n_customers);

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_bitset_get (dataset->live, p) &&
        rg_mix ((guint64) rg_dataset_customer_id (dataset, p)) % RG_ALIKE_FOLDS == 0)
      rg_bitset_add (hidden, p);
  return hidden;
}

static RgBitset *
rg_set_without (const RgBitset *set, const RgBitset *without)
{
  RgBitset *rest = rg_bitset_copy (set);

  rg_bitset_and_not (rest, without);
  return rest;
}

static void
rg_trial_take (RgAlikeTrial *trial, const RgDataset *dataset, const GArray *ranked,
               const RgBitset *members)
{
  g_autofree double *of_members = g_new (double, ranked->len + 1);
  g_autofree double *of_others = g_new (double, ranked->len + 1);
  guint others = 0;

  trial->hidden = ranked->len;
  for (guint i = 0; i < ranked->len; i++)
    {
      const RgAlikePerson *person = &g_array_index (ranked, RgAlikePerson, i);

      if (rg_bitset_get (members, rg_dataset_find_customer (dataset, person->id)))
        of_members[trial->hidden_members++] = person->score;
      else
        of_others[others++] = person->score;
    }
  trial->looked_at = MIN (trial->hidden_members * RG_ALIKE_LOOK,
                          MAX (trial->hidden_members, trial->hidden / RG_ALIKE_LOOK));
  for (guint i = 0; i < trial->looked_at; i++)
    {
      const gint64 id = g_array_index (ranked, RgAlikePerson, i).id;

      trial->found += rg_bitset_get (members, rg_dataset_find_customer (dataset, id));
    }
  trial->by_chance = (double) trial->looked_at * trial->hidden_members / MAX (1, trial->hidden);
  trial->area = rg_area_under_curve (of_members, trial->hidden_members, of_others, others,
                                     &trial->area_range);
}

/* Learned from those who are not hidden, tried on those who are. */
static void
rg_alike_try (RgAlike *alike, RgLesson *lesson, const RgBitset *members, const RgBitset *others)
{
  const RgDataset *dataset = lesson->context->dataset;
  g_autoptr (RgBitset) hidden = rg_hidden_set (dataset);
  g_autoptr (RgBitset) known_members = rg_set_without (members, hidden);
  g_autoptr (RgBitset) known_others = rg_set_without (others, hidden);
  g_autoptr (GArray) ranked = NULL;

  rg_lesson_learn (lesson, known_members, known_others);
  ranked = rg_lesson_rank (lesson, hidden);
  rg_trial_take (&alike->trial, dataset, ranked, members);
}

/* --- reasons ------------------------------------------------------------------------------ */

/* Puts a trait among the heaviest so far. */
static void
rg_reasons_add (guint *reasons, double *weights, guint *n, guint trait, double weight)
{
  guint place = *n;

  while (place > 0 && weights[place - 1] < weight)
    place--;
  if (place == RG_ALIKE_REASONS)
    return;
  *n = MIN (*n + 1, RG_ALIKE_REASONS);
  for (guint i = *n - 1; i > place; i--)
    {
      reasons[i] = reasons[i - 1];
      weights[i] = weights[i - 1];
    }
  reasons[place] = trait;
  weights[place] = weight;
}

static void
rg_alike_find_reasons (RgAlike *alike, const RgLesson *lesson)
{
  const RgDataset *dataset = lesson->context->dataset;
  double weights[RG_ALIKE_REASONS];

  alike->words = g_ptr_array_new_with_free_func (g_free);
  for (guint t = 0; t < lesson->features->len; t++)
    {
      const RgFeature *feature = &g_array_index (lesson->features, RgFeature, t);

      g_ptr_array_add (alike->words, g_strdup (feature->words));
      if (feature->weight > 0)
        rg_reasons_add (alike->common, weights, &alike->n_common, t, feature->weight);
    }
  for (guint i = 0; i < alike->people->len; i++)
    {
      RgAlikePerson *person = &g_array_index (alike->people, RgAlikePerson, i);
      const guint p = rg_dataset_find_customer (dataset, person->id);

      for (guint t = 0; t < lesson->features->len; t++)
        {
          const RgFeature *feature = &g_array_index (lesson->features, RgFeature, t);

          if (feature->evidence.has > 0 && rg_bitset_get (feature->members, p))
            rg_reasons_add (person->reasons, weights, &person->n_reasons, t,
                            feature->evidence.has);
        }
    }
}

/* --- all of it ---------------------------------------------------------------------------- */

static gboolean
rg_alike_check_enough (const RgAlike *alike, GError **error)
{
  if (alike->n_members < RG_ALIKE_LEAST_MEMBERS)
    g_set_error (error, RG_ALIKE_ERROR, RG_ALIKE_ERROR_TOO_FEW,
                 /* Translators: two numbers of people. */
                 _("The segment has %u members; to find people like them it needs at least %u."),
                 alike->n_members, RG_ALIKE_LEAST_MEMBERS);
  else if (alike->n_others == 0)
    g_set_error_literal (error, RG_ALIKE_ERROR, RG_ALIKE_ERROR_NOBODY,
                         _("Everybody is a member: there is nobody else to look at."));
  return alike->n_members >= RG_ALIKE_LEAST_MEMBERS && alike->n_others > 0;
}

/* Better than chance, beyond what chance explains. */
static gboolean
rg_alike_check_trial (const RgAlike *alike, GError **error)
{
  g_autofree char *words = NULL;

  if (alike->trial.hidden_members > 0 && alike->trial.area_range.low > 0.5)
    return TRUE;
  words = rg_alike_dup_trial (alike);
  g_set_error (error, RG_ALIKE_ERROR, RG_ALIKE_ERROR_CHANCE,
               /* Translators: a sentence follows: what came of a trial. */
               _("Nothing that is known tells the members from others better than chance. %s"),
               words);
  return FALSE;
}

static gboolean
rg_alike_make (RgAlike *alike, RgLesson *lesson, const RgBitset *members, const RgBitset *others,
               const char *currency, GError **error)
{
  gboolean goes_on = rg_lesson_go_on (lesson, 0.1);

  for (guint i = 0; goes_on && i < rg_n_group_facts (); i++)
    {
      if (rg_group_fact_has_data (rg_group_fact_at (i), lesson->context->dataset))
        rg_lesson_add_bands (lesson, rg_group_fact_at (i), currency);
      goes_on = rg_lesson_go_on (lesson, 0.1 + 0.03 * i);
    }
  if (goes_on)
    rg_alike_try (alike, lesson, members, others);
  if (!goes_on || !rg_lesson_go_on (lesson, 0.7))
    {
      g_set_error_literal (error, RG_ALIKE_ERROR, RG_ALIKE_ERROR_STOPPED, _("Stopped."));
      return FALSE;
    }
  if (!rg_alike_check_trial (alike, error))
    return FALSE;
  rg_lesson_learn (lesson, members, others);
  alike->people = rg_lesson_rank (lesson, others);
  rg_alike_find_reasons (alike, lesson);
  return TRUE;
}

RgAlike *
rg_alike_new (const RgSegmentContext *context, const RgMakeUpBasis *basis, const char *currency,
              const RgBitset *members, RgGoOnFunc go_on, gpointer data, GError **error)
{
  g_autoptr (RgAlike) alike = g_new0 (RgAlike, 1);
  g_autoptr (RgBitset) others = rg_set_without (context->dataset->live, members);
  RgLesson lesson = { .context = context, .go_on = go_on, .data = data };
  gboolean made;

  alike->n_members = rg_bitset_count (members);
  alike->n_others = rg_bitset_count (others);
  if (!rg_alike_check_enough (alike, error))
    return NULL;
  lesson.bands = rg_features_new ();
  lesson.traits = rg_traits_new (context, basis, currency);
  made = rg_alike_make (alike, &lesson, members, others, currency, error);
  rg_traits_free (lesson.traits);
  g_array_unref (lesson.bands);
  g_clear_pointer (&lesson.features, g_array_unref);
  return made ? g_steal_pointer (&alike) : NULL;
}

void
rg_alike_free (RgAlike *alike)
{
  g_clear_pointer (&alike->words, g_ptr_array_unref);
  g_clear_pointer (&alike->people, g_array_unref);
  g_free (alike);
}

/* --- words -------------------------------------------------------------------------------- */

char *
rg_alike_dup_trial (const RgAlike *alike)
{
  const RgAlikeTrial *trial = &alike->trial;

  /* Translators: a trial: members that were hidden, of those found, among how many people who are
   * most alike, of how many hidden people; and how many chance would find. */
  return g_strdup_printf (_("A fifth of all customers was hidden to try it: of %u hidden members, "
                            "%u are among the %u most alike of %u; by chance it would be %u."),
                          trial->hidden_members, trial->found, trial->looked_at, trial->hidden,
                          (guint) rint (trial->by_chance));
}

char *
rg_alike_dup_words (const RgAlike *alike, const guint *words, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "",
                            (const char *) alike->words->pdata[words[i]]);
  return g_string_free (text, FALSE);
}
