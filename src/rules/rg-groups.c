/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* From facts to points, to groups, to words and rules. */
#include "config.h"

#include "rules/rg-groups.h"

#include "analysis/rg-box.h"
#include "analysis/rg-mix.h"
#include "base/rg-i18n.h"
#include "rules/rg-rule-scan.h"

#include <math.h>
#include <string.h>

#define RG_GROUPS_STARTS 10
#define RG_GROUPS_FEW_STARTS 3
#define RG_GROUPS_SAMPLE 3000
#define RG_GROUPS_HALF 20000
#define RG_GROUPS_FARTHEST 3 /* spreads from the mean */
#define RG_GROUPS_CUTS 31
#define RG_GROUPS_WORDS 3
#define RG_GROUPS_APART 0.5  /* spreads that are worth a word */

G_DEFINE_QUARK (rg-groups-error-quark, rg_groups_error)

typedef struct {
  const RgSegmentContext *context;
  const char *currency;
  RgGoOnFunc go_on;
  gpointer data;
  double from, to;      /* of the whole, for what is going on */
  guint32 *positions;   /* of the people */
  double **values;      /* of each fact, of each of the people */
  double *points;       /* n_people times n_facts */
} RgGrouping;

/* --- facts -------------------------------------------------------------------------------- */

static gboolean
rg_groups_take_facts (RgGroups *groups, const RgDataset *dataset, const char *const *words,
                      GError **error)
{
  groups->facts = g_new0 (const RgGroupFact *, rg_n_group_facts () + 1);
  for (guint i = 0; words == NULL && i < rg_n_group_facts (); i++)
    if (rg_group_fact_at (i)->usual && rg_group_fact_has_data (rg_group_fact_at (i), dataset))
      groups->facts[groups->n_facts++] = rg_group_fact_at (i);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const RgGroupFact *fact = rg_group_fact_find (words[i]);
      gboolean twice = FALSE;

      if (fact == NULL || !rg_group_fact_has_data (fact, dataset))
        {
          g_set_error (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_FACTS,
                       fact == NULL ? _("“%s” is no fact to group by.")
                                    : _("Nothing is known of “%s”."),
                       fact == NULL ? words[i] : _(fact->title));
          return FALSE;
        }
      for (guint f = 0; f < groups->n_facts; f++)
        twice |= groups->facts[f] == fact;
      if (!twice)
        groups->facts[groups->n_facts++] = fact;
    }
  if (groups->n_facts > 0)
    return TRUE;
  g_set_error_literal (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_FACTS,
                       words == NULL ? _("There are no purchases to group customers by.")
                                     : _("Choose at least one fact."));
  return FALSE;
}

/* Everybody's facts, of those of whom all are known. */
static gboolean
rg_groups_measure (RgGroups *groups, RgGrouping *grouping, GError **error)
{
  const RgDataset *dataset = grouping->context->dataset;
  const RgFacts *facts = rg_dataset_facts (dataset);
  const guint n = dataset->n_customers;
  g_autofree guint8 *all = g_new0 (guint8, n + 1), *known = g_new0 (guint8, n + 1);
  guint came = 0;

  for (guint p = 0; p < n; p++)
    came += all[p] = rg_bitset_get (dataset->live, p) && facts->visits[p] > 0;
  for (guint f = 0; f < groups->n_facts; f++)
    {
      grouping->values[f] = rg_group_fact_measure (groups->facts[f], grouping->context, known);
      for (guint p = 0; p < n; p++)
        all[p] &= known[p];
    }
  for (guint p = 0; p < n; p++)
    if (all[p])
      {
        for (guint f = 0; f < groups->n_facts; f++)
          grouping->values[f][groups->n_people] = grouping->values[f][p];
        grouping->positions[groups->n_people++] = p;
        groups->spend += facts->spend[p];
      }
  groups->n_left_out = came - groups->n_people;
  if (groups->n_people >= RG_GROUPS_LEAST_PEOPLE)
    return TRUE;
  g_set_error (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_TOO_FEW,
               /* Translators: two numbers of people. */
               _("All of this is known of %u customers only; groups need at least %u."),
               groups->n_people, RG_GROUPS_LEAST_PEOPLE);
  return FALSE;
}

/* One column of points. They are rounded far below anything that matters, so that no mathematical
 * library makes a difference. */
static void
rg_groups_standardise (const RgGroups *groups, RgGrouping *grouping, guint f)
{
  const guint n = groups->n_people, d = groups->n_facts;
  double *points = grouping->points;
  double mean = 0, squares = 0, spread;

  for (guint i = 0; i < n; i++)
    {
      const double value = grouping->values[f][i];

      points[(gsize) i * d + f] = groups->facts[f]->skewed ? log1p (MAX (value, 0)) : value;
      mean += points[(gsize) i * d + f] / n;
    }
  for (guint i = 0; i < n; i++)
    squares += pow (points[(gsize) i * d + f] - mean, 2);
  spread = sqrt (squares / n);
  for (guint i = 0; i < n; i++)
    {
      double *point = &points[(gsize) i * d + f];
      const double away = spread > 1e-9 ? (*point - mean) / spread : 0;

      *point = rint (CLAMP (away, -RG_GROUPS_FARTHEST, RG_GROUPS_FARTHEST) * 0x1p20) / 0x1p20;
    }
}

/* --- how many, and how sure --------------------------------------------------------------- */

static gboolean
rg_grouping_go_on (double share, gpointer data)
{
  const RgGrouping *grouping = data;

  return grouping->go_on == NULL ||
         grouping->go_on (grouping->from + share * (grouping->to - grouping->from),
                          grouping->data);
}

/* The points of about `most` of those whose lowest bit is `half` (2: of all). */
static double *
rg_groups_sample (const RgGroups *groups, const RgGrouping *grouping, guint half, guint most,
                  guint *n)
{
  const guint d = groups->n_facts, people = groups->n_people / (half < 2 ? 2 : 1);
  const guint64 among = MAX (1, people / MAX (1, most));
  double *points = g_new (double, (gsize) groups->n_people * d + 1);

  *n = 0;
  for (guint i = 0; i < groups->n_people; i++)
    {
      const gint64 id = rg_dataset_customer_id (grouping->context->dataset,
                                                grouping->positions[i]);
      const guint64 mixed = rg_mix ((guint64) id);

      if ((half < 2 && (mixed & 1) != half) || (mixed >> 8) % among != 0)
        continue;
      memcpy (points + (gsize) *n * d, grouping->points + (gsize) i * d, d * sizeof *points);
      ++*n;
    }
  return points;
}

static gboolean
rg_groups_suggest (RgGroups *groups, RgGrouping *grouping)
{
  guint n;
  g_autofree double *points = rg_groups_sample (groups, grouping, 2, RG_GROUPS_SAMPLE, &n);
  double best = -1;

  for (guint k = 2; k <= RG_GROUPS_MOST; k++)
    {
      g_autoptr (RgKmeans) kmeans = rg_kmeans_new (points, n, groups->n_facts, k,
                                                   RG_GROUPS_FEW_STARTS, rg_grouping_go_on,
                                                   grouping);

      if (kmeans == NULL)
        return FALSE;
      groups->silhouette[k] = kmeans->k == k ? rg_kmeans_silhouette (kmeans, points) : 0;
      best = MAX (best, groups->silhouette[k]);
    }
  groups->suggested = 2;
  for (guint k = 2; k <= RG_GROUPS_MOST; k++)
    if (groups->silhouette[k] > 0 && groups->silhouette[k] >= 0.95 * best)
      groups->suggested = k;
  return TRUE;
}

static RgKmeans *
rg_groups_group_half (const RgGroups *groups, RgGrouping *grouping, guint half)
{
  guint n;
  g_autofree double *points = rg_groups_sample (groups, grouping, half, RG_GROUPS_HALF, &n);

  return rg_kmeans_new (points, n, groups->n_facts, groups->n_groups, RG_GROUPS_FEW_STARTS,
                        rg_grouping_go_on, grouping);
}

static gboolean
rg_groups_try_halves (RgGroups *groups, RgGrouping *grouping)
{
  g_autoptr (RgKmeans) even = rg_groups_group_half (groups, grouping, 0);
  g_autoptr (RgKmeans) odd = even != NULL ? rg_groups_group_half (groups, grouping, 1) : NULL;
  g_autofree guint *one = g_new (guint, groups->n_people + 1);
  g_autofree guint *other = g_new (guint, groups->n_people + 1);

  if (odd == NULL)
    return FALSE;
  for (guint i = 0; i < groups->n_people; i++)
    {
      one[i] = rg_kmeans_find (even, grouping->points + (gsize) i * groups->n_facts);
      other[i] = rg_kmeans_find (odd, grouping->points + (gsize) i * groups->n_facts);
    }
  groups->agreement = rg_groups_agreement (one, even->k, other, odd->k, groups->n_people);
  groups->trust = groups->agreement >= 0.8   ? RG_GROUPS_SURE
                  : groups->agreement >= 0.5 ? RG_GROUPS_BLURRED : RG_GROUPS_CHANCE;
  return TRUE;
}

/* --- rules -------------------------------------------------------------------------------- */

static void
rg_group_count_rules (RgGroup *group, const RgGrouping *grouping, const guint8 *member, guint n)
{
  g_autoptr (RgNode) root = rg_segment_parse (group->rules, NULL, NULL);
  g_autoptr (RgBitset) found = rg_segment_evaluate (root, grouping->context);

  group->found = rg_bitset_count (found);
  for (guint i = 0; i < n; i++)
    group->caught += member[i] && rg_bitset_get (found, grouping->positions[i]);
}

static void
rg_groups_find_rules (RgGroups *groups, const RgGrouping *grouping, const RgBoxFact *facts, guint j)
{
  g_autofree guint8 *member = g_new (guint8, groups->n_people + 1);
  g_autoptr (GString) rules = g_string_new (NULL);
  RgGroup *group = &groups->groups[j];
  RgBox box;

  for (guint i = 0; i < groups->n_people; i++)
    member[i] = groups->kmeans->group[i] == j;
  rg_box_fit (facts, groups->n_facts, member, groups->n_people, &box);
  for (guint s = 0; s < box.n_sides; s++)
    rg_group_fact_print (groups->facts[box.side[s].fact], box.side[s].low, box.side[s].high,
                         grouping->context->digits, rules);
  if (rules->len == 0)
    return;
  group->rules = g_string_free (g_steal_pointer (&rules), FALSE);
  rg_group_count_rules (group, grouping, member, groups->n_people);
}

static void
rg_groups_find_all_rules (RgGroups *groups, const RgGrouping *grouping)
{
  g_autofree RgBoxFact *facts = g_new0 (RgBoxFact, groups->n_facts);
  g_autoptr (GPtrArray) cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint f = 0; f < groups->n_facts; f++)
    {
      GArray *of_fact = rg_group_fact_cuts (groups->facts[f], grouping->values[f],
                                            groups->n_people, RG_GROUPS_CUTS,
                                            grouping->context->digits);

      g_ptr_array_add (cuts, of_fact);
      facts[f] = (RgBoxFact) { grouping->values[f], (const double *) (gpointer) of_fact->data,
                               of_fact->len };
    }
  for (guint j = 0; j < groups->n_groups; j++)
    rg_groups_find_rules (groups, grouping, facts, j);
}

/* --- words -------------------------------------------------------------------------------- */

/* Medians of each fact, of one group or (n_groups) of all. */
static double *
rg_groups_typical (const RgGroups *groups, const RgGrouping *grouping, guint j)
{
  double *typical = g_new0 (double, groups->n_facts + 1);
  g_autofree double *order = g_new (double, groups->n_people + 1);

  for (guint f = 0; f < groups->n_facts; f++)
    {
      guint n = 0;

      for (guint i = 0; i < groups->n_people; i++)
        if (j == groups->n_groups || groups->kmeans->group[i] == j)
          order[n++] = grouping->values[f][i];
      rg_group_numbers_sort (order, n);
      typical[f] = n > 0 ? order[(n - 1) / 2] : 0;
    }
  return typical;
}

/* The facts in which a group is farthest from all, at most RG_GROUPS_WORDS. */
static guint
rg_groups_find_traits (const RgGroups *groups, guint j, guint traits[RG_GROUPS_WORDS])
{
  const double *centre = groups->kmeans->centre + (gsize) j * groups->n_facts;
  guint n = 0;

  for (guint f = 0; f < groups->n_facts; f++)
    {
      guint place = n;

      if (fabs (centre[f]) < RG_GROUPS_APART)
        continue;
      while (place > 0 && fabs (centre[traits[place - 1]]) < fabs (centre[f]))
        place--;
      if (place == RG_GROUPS_WORDS)
        continue;
      n = MIN (n + 1, RG_GROUPS_WORDS);
      for (guint t = n - 1; t > place; t--)
        traits[t] = traits[t - 1];
      traits[place] = f;
    }
  return n;
}

/* Nothing is worth a word: the numbers of the first facts speak. */
static void
rg_groups_say_usual (const RgGroups *groups, const RgGrouping *grouping, guint j, GString *name,
                     GString *words)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint f = 0; f < MIN (groups->n_facts, RG_GROUPS_WORDS); f++)
    {
      g_autofree char *number =
        rg_group_fact_dup_number (groups->facts[f], groups->groups[j].typical[f],
                                  grouping->currency);

      g_string_append_printf (numbers, "%s%s", f > 0 ? ", " : "", number);
    }
  g_string_append (name, _("are like most customers"));
  /* Translators: what customers of a group do, and a number: "came often (12 times)". */
  g_string_append_printf (words, _("%s (%s)"), name->str, numbers->str);
}

static void
rg_groups_find_words (RgGroups *groups, const RgGrouping *grouping, guint j)
{
  RgGroup *group = &groups->groups[j];
  const double *centre = groups->kmeans->centre + (gsize) j * groups->n_facts;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  guint traits[RG_GROUPS_WORDS];
  const guint n = rg_groups_find_traits (groups, j, traits);

  for (guint t = 0; t < n; t++)
    {
      const RgGroupFact *fact = groups->facts[traits[t]];
      const char *trait = centre[traits[t]] > 0 ? _(fact->high) : _(fact->low);
      g_autofree char *number = rg_group_fact_dup_number (fact, group->typical[traits[t]],
                                                          grouping->currency);

      if (t < 2)
        g_string_append_printf (name, "%s%s", t > 0 ? ", " : "", trait);
      /* Translators: what customers of a group do, and a number: "came often (12 times)". */
      g_string_append (words, t > 0 ? ", " : "");
      g_string_append_printf (words, _("%s (%s)"), trait, number);
    }
  if (n == 0)
    rg_groups_say_usual (groups, grouping, j, name, words);
  group->name = rg_capitalised (name->str);
  group->words = rg_capitalised (words->str);
}

static void
rg_groups_describe (RgGroups *groups, const RgGrouping *grouping)
{
  const RgDataset *dataset = grouping->context->dataset;
  const RgFacts *facts = rg_dataset_facts (dataset);

  groups->groups = g_new0 (RgGroup, groups->n_groups + 1);
  groups->typical = rg_groups_typical (groups, grouping, groups->n_groups);
  for (guint j = 0; j < groups->n_groups; j++)
    {
      RgGroup *group = &groups->groups[j];

      group->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < groups->n_people; i++)
        if (groups->kmeans->group[i] == j)
          {
            const gint64 id = rg_dataset_customer_id (dataset, grouping->positions[i]);

            g_array_append_val (group->ids, id);
            group->spend += facts->spend[grouping->positions[i]];
          }
      group->typical = rg_groups_typical (groups, grouping, j);
      rg_groups_find_words (groups, grouping, j);
    }
  rg_groups_find_all_rules (groups, grouping);
}

/* --- all of it ---------------------------------------------------------------------------- */

static gboolean
rg_groups_make (RgGroups *groups, RgGrouping *grouping, guint k)
{
  grouping->points = g_new (double, (gsize) groups->n_people * groups->n_facts + 1);
  for (guint f = 0; f < groups->n_facts; f++)
    rg_groups_standardise (groups, grouping, f);
  grouping->to = 0.2;
  if (!rg_groups_suggest (groups, grouping))
    return FALSE;
  grouping->from = 0.2;
  grouping->to = 0.8;
  groups->kmeans = rg_kmeans_new (grouping->points, groups->n_people, groups->n_facts,
                                  k != 0 ? k : groups->suggested, RG_GROUPS_STARTS,
                                  rg_grouping_go_on, grouping);
  if (groups->kmeans == NULL)
    return FALSE;
  groups->n_groups = groups->kmeans->k;
  grouping->from = 0.8;
  grouping->to = 0.9;
  if (!rg_groups_try_halves (groups, grouping))
    return FALSE;
  rg_groups_describe (groups, grouping);
  return TRUE;
}

RgGroups *
rg_groups_new (const RgSegmentContext *context, const char *const *words, guint k,
               const char *currency, RgGoOnFunc go_on, gpointer data, GError **error)
{
  g_autoptr (RgGroups) groups = g_new0 (RgGroups, 1);
  RgGrouping grouping = { .context = context, .currency = currency, .go_on = go_on, .data = data };
  gboolean made = FALSE;

  grouping.positions = g_new (guint32, context->dataset->n_customers + 1);
  grouping.values = g_new0 (double *, rg_n_group_facts () + 1);
  if (rg_groups_take_facts (groups, context->dataset, words, error) &&
      rg_groups_measure (groups, &grouping, error))
    {
      made = rg_groups_make (groups, &grouping, k);
      if (!made)
        g_set_error_literal (error, RG_GROUPS_ERROR, RG_GROUPS_ERROR_STOPPED, _("Stopped."));
    }
  for (guint f = 0; f < groups->n_facts; f++)
    g_free (grouping.values[f]);
  g_free (grouping.values);
  g_free (grouping.positions);
  g_free (grouping.points);
  return made ? g_steal_pointer (&groups) : NULL;
}

void
rg_groups_free (RgGroups *groups)
{
  for (guint j = 0; groups->groups != NULL && j < groups->n_groups; j++)
    {
      g_array_unref (groups->groups[j].ids);
      g_free (groups->groups[j].typical);
      g_free (groups->groups[j].name);
      g_free (groups->groups[j].words);
      g_free (groups->groups[j].rules);
    }
  g_free (groups->groups);
  g_free (groups->facts);
  g_free (groups->typical);
  g_clear_pointer (&groups->kmeans, rg_kmeans_free);
  g_free (groups);
}

const char *
rg_groups_trust_words (RgGroupsTrust trust)
{
  switch (trust)
    {
    case RG_GROUPS_SURE:
      return _("Either half of the customers gives the same groups: they are really there.");
    case RG_GROUPS_BLURRED:
      return _("Either half of the customers gives much the same groups, but their borders move: "
               "do not count on every single person.");
    case RG_GROUPS_CHANCE:
    default:
      return _("The two halves of the customers give different groups: take these as one way to "
               "look at them, not as a fact.");
    }
}

char *
rg_group_dup_rules_words (const RgGroup *group)
{
  const guint caught = group->ids->len > 0 ? (guint) (100.0 * group->caught / group->ids->len + 0.5)
                                           : 0;
  const guint others =
    group->found > 0 ? (guint) (100.0 * (group->found - group->caught) / group->found + 0.5) : 0;

  if (group->rules == NULL)
    return g_strdup (_("No few rules tell them from the others."));
  /* Translators: rules for a group that was found: how many of a hundred. */
  return g_strdup_printf (_("As rules: they find %u of 100 of the group. Others among 100 whom "
                            "they find: %u."), caught, others);
}
