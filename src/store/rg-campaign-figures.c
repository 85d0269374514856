/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind each figure of a campaign's results. */
#include "store/rg-campaign-figures.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-year-figure.h"

gboolean
rg_campaign_proof_may_compare (const RgCampaignProof *proof)
{
  return proof->proof.verdict == RG_PROOF_WINNER || proof->proof.verdict == RG_PROOF_CANNOT_SAY;
}

/* The number at the end of "group-2", from 0; `none` where the name is another, or too high. */
static guint
rg_figure_number (const char *id, const char *prefix, guint n)
{
  guint64 number;

  if (!g_str_has_prefix (id, prefix)
      || !g_ascii_string_to_unsigned (id + strlen (prefix), 10, 1, n, &number, NULL))
    return G_MAXUINT;
  return (guint) number - 1;
}

/* --- groups --- */

/* Everybody of a group, with what they bought and how often they came. */
static void
rg_figure_add_outcome (RgFigure *figure, const char *name, const RgOutcome *outcome, RgDay from,
                       RgDay to)
{
  RgFigureSide *side = rg_figure_add_side (figure, name, outcome->n, from, to);

  figure->visits = TRUE;
  for (guint i = 0; i < outcome->n; i++)
    rg_figure_side_add (side, outcome->people[i], (double) outcome->net[i], outcome->visited[i],
                        FALSE);
}

static void
rg_figure_add_group (RgFigure *figure, const RgCampaignProof *proof, guint group)
{
  rg_figure_add_outcome (figure, proof->names[group], &proof->outcomes[group], proof->from,
                         proof->to);
}

static RgFigure *
rg_proof_figure_new_group (const RgCampaignProof *proof, const char *currency, guint group)
{
  RgFigure *figure = rg_figure_new (proof->names[group], currency);

  rg_figure_add_group (figure, proof, group);
  rg_figure_add_up (figure, proof->outcomes[group].net_minor);
  return figure;
}

static RgFigure *
rg_proof_figure_new_pair (const RgCampaignProof *proof, const char *currency, guint pair)
{
  const RgProofPair *of = &proof->proof.pairs[pair];
  /* Translators: two groups of people who are compared. */
  g_autofree char *title = g_strdup_printf (_("“%s” beside “%s”"), proof->names[of->first],
                                            proof->names[of->second]);
  RgFigure *figure = rg_figure_new (title, currency);

  rg_figure_add_group (figure, proof, of->first);
  rg_figure_add_group (figure, proof, of->second);
  rg_figure_end (figure);
  return figure;
}

RgFigure *
rg_proof_figure_new (const RgCampaignProof *proof, const char *currency, const char *id)
{
  const guint group = rg_figure_number (id, "group-", proof->n_groups);
  const guint pair = rg_figure_number (id, "pair-", proof->proof.n_pairs);
  RgFigure *figure;

  if (group != G_MAXUINT)
    return rg_proof_figure_new_group (proof, currency, group);
  if (pair != G_MAXUINT && rg_campaign_proof_may_compare (proof))
    return rg_proof_figure_new_pair (proof, currency, pair);
  if (!g_str_equal (id, "groups") || proof->n_groups < 2)
    return NULL;
  figure = rg_figure_new (_("What It Shows"), currency);
  for (guint i = 0; i < proof->n_groups; i++)
    rg_figure_add_group (figure, proof, i);
  rg_figure_end (figure);
  return figure;
}

/* --- money --- */

static gboolean
rg_figure_is_judged (const RgCampaignReport *report)
{
  return report->summary->verdict == RG_VERDICT_GAIN
         || report->summary->verdict == RG_VERDICT_LOSS;
}

/* What of a step is one person's, as it comes to the profit. */
static double
rg_figure_of_person (const RgCampaignReport *report, const char *step, const RgTillPerson *person)
{
  if (g_str_equal (step, "sales"))
    return (double) person->full;
  if (g_str_equal (step, "goods"))
    return -rg_till_person_get_goods (person, report->margin, report->money->by_lines);
  if (g_str_equal (step, "returns"))
    return (double) person->returned;
  if (g_str_equal (step, "coupons"))
    return (double) -person->coupon;
  if (g_str_equal (step, "gifts"))
    return (double) -person->gift;
  if (g_str_equal (step, "points"))
    return (double) -person->points;
  if (g_str_equal (step, "discounts"))
    return (double) -person->discount;
  if (g_str_equal (step, "offer"))
    return (double) person->given;
  if (g_str_equal (step, "print"))
    return (double) -report->campaign->piece_cost_minor;
  if (g_str_equal (step, "spent"))
    return (double) -(person->coupon + person->gift + person->points
                      + report->campaign->piece_cost_minor);
  return rg_till_person_get_kept (person, report->margin, report->money->by_lines);
}

/* Some groups as one side. */
static RgFigureSide *
rg_figure_add_people (RgFigure *figure, const RgCampaignReport *report, const char *name,
                      guint first, guint end, const char *step, int sign)
{
  const RgCampaignProof *proof = report->proof;
  const gboolean is_offer = g_str_equal (step, "offer"), is_print = g_str_equal (step, "print");
  /* A letter costs the same whatever is bought after it. */
  RgFigureSide *side = rg_figure_add_side (figure, name, 0, is_print ? RG_DAY_NONE : proof->from,
                                           is_print ? RG_DAY_NONE : proof->to);

  for (guint g = first; g < end; g++)
    {
      const RgOutcome *outcome = &proof->outcomes[g];

      side->n += outcome->n;
      for (guint i = 0; i < outcome->n; i++)
        {
          const RgTillPerson *person = &g_array_index (report->money->people[g], RgTillPerson, i);

          rg_figure_side_add (side, outcome->people[i],
                              sign * rg_figure_of_person (report, step, person), 0,
                              is_offer && person->took);
        }
    }
  return side;
}

/* Those who were written to, and beside them, where that is known, as many of the others. */
static void
rg_figure_add_sides (RgFigure *figure, const RgCampaignReport *report, const char *step,
                     gboolean compared, int sign)
{
  const guint n_written = rg_campaign_report_n_written (report);
  RgFigureSide *side = rg_figure_add_people (figure, report, _("With the letter"), 0, n_written,
                                             step, sign);

  if (!compared)
    return;
  side->as_many = report->lift.written.n;
  side = rg_figure_add_people (figure, report, _("Not written to"), n_written,
                               report->proof->n_groups, step, sign);
  side->as_many = report->lift.written.n;
}

/* What is no single person's: the fixed part, and the letters of those who are gone since. */
static void
rg_figure_add_print (RgFigure *figure, const RgCampaignReport *report, int sign)
{
  const RgCampaign *campaign = report->campaign;
  const RgFigureSide *side = figure->sides->pdata[0];
  const gint64 gone = (campaign->n_included - side->n) * campaign->piece_cost_minor;

  if (campaign->cost_minor != 0)
    rg_figure_add_line (figure, _("Fixed Costs"), -sign * campaign->cost_minor);
  if (gone != 0)
    rg_figure_add_line (figure, _("Letters to People Who Are Gone Since"), -sign * gone);
}

static RgFigure *
rg_figure_new_step (const RgCampaignReport *report, const char *step, const char *title,
                    gint64 minor)
{
  const gboolean judged = rg_figure_is_judged (report);
  const int sign = judged ? 1 : -1;
  RgFigure *figure = rg_figure_new (title, report->summary->currency);
  const gboolean is_print = g_str_equal (step, "print");

  rg_figure_add_sides (figure, report, step, judged && !is_print, sign);
  if (is_print)
    rg_figure_add_print (figure, report, sign);
  rg_figure_add_up (figure, sign * minor);
  return figure;
}

static RgFigure *
rg_figure_new_kept (const RgCampaignReport *report)
{
  RgFigure *figure = rg_figure_new (_("Left as Extra Profit"), report->summary->currency);

  rg_figure_add_sides (figure, report, "kept", TRUE, 1);
  rg_figure_add_line (figure, _("Print, Post and Sending"), -report->print_minor);
  if (report->staff_minor != 0)
    rg_figure_add_line (figure, _("Staff Time"), -report->staff_minor);
  rg_figure_add_up (figure, report->summary->kept_minor);
  figure->pieces = report->summary->written;
  return figure;
}

static RgFigure *
rg_figure_new_spent (const RgCampaignReport *report)
{
  RgFigure *figure = rg_figure_new (_("Altogether"), report->summary->currency);

  rg_figure_add_sides (figure, report, "spent", FALSE, -1);
  rg_figure_add_print (figure, report, -1);
  if (report->staff_minor != 0)
    rg_figure_add_line (figure, _("Staff Time"), report->staff_minor);
  rg_figure_add_up (figure, rg_campaign_report_get_spent (report));
  figure->pieces = report->summary->written;
  return figure;
}

/* All versions as one: everybody who is still there, or who of them came. */
static RgFigure *
rg_figure_new_written (const RgCampaignReport *report, gboolean came)
{
  const RgCampaignProof *proof = report->proof;
  const guint n_written = rg_campaign_report_n_written (report);
  RgFigure *figure = rg_figure_new (came ? _("Came Back") : _("People Written To"),
                                    report->summary->currency);
  RgFigureSide *side = rg_figure_add_side (figure, _("With the letter"), 0, proof->from,
                                           proof->to);

  figure->visits = TRUE;
  for (guint g = 0; g < n_written; g++)
    {
      const RgOutcome *outcome = &proof->outcomes[g];

      side->n += outcome->n;
      for (guint i = 0; i < outcome->n; i++)
        if (!came || outcome->visited[i] > 0)
          rg_figure_side_add (side, outcome->people[i], (double) outcome->net[i],
                              outcome->visited[i], TRUE);
    }
  rg_figure_end (figure);
  return figure;
}

static RgFigure *
rg_figure_new_offer (const RgCampaignReport *report)
{
  RgFigure *figure = rg_figure_new (report->summary->offer, report->summary->currency);

  rg_figure_add_sides (figure, report, "offer", FALSE, 1);
  rg_figure_add_up (figure, report->given.given);
  return figure;
}

/* One letter of a version, beside one person who was not written to. */
static RgFigure *
rg_figure_new_letter (const RgCampaignReport *report, guint version)
{
  const RgSummaryVersion *of = &g_array_index (report->summary->versions, RgSummaryVersion,
                                               version);
  /* Translators: %s is the name of a version of a letter. */
  g_autofree char *title = g_strdup_printf (_("Extra Profit of a Letter: %s"), of->name);
  RgFigure *figure = rg_figure_new (title, report->summary->currency);
  const guint last = report->proof->n_groups - 1;

  rg_figure_add_people (figure, report, of->name, version, version + 1, "kept", 1)->as_many = 1;
  rg_figure_add_people (figure, report, report->proof->names[last], last, last + 1, "kept",
                        1)->as_many = 1;
  if (report->campaign->piece_cost_minor != 0)
    rg_figure_add_line (figure, _("The Letter Itself"), -report->campaign->piece_cost_minor);
  rg_figure_add_up (figure, of->kept_minor);
  return figure;
}

static gboolean
rg_figure_has_letter (const RgCampaignReport *report, guint version)
{
  return version < report->summary->versions->len
         && g_array_index (report->summary->versions, RgSummaryVersion, version).has_kept;
}

/* --- coupons, and people alike --- */

/* Each of them is a part of its own, of the day that it was used. */
static RgFigure *
rg_figure_new_used (const RgCampaignReport *report)
{
  RgFigure *figure = rg_figure_new (_("Coupons Used"), report->summary->currency);
  RgFigureSide *side = rg_figure_add_side (figure, _("Who Used Them"), report->coupons->len,
                                           RG_DAY_NONE, RG_DAY_NONE);

  figure->coupons = TRUE;
  for (guint i = 0; i < report->coupons->len; i++)
    {
      const RgCoupon *coupon = report->coupons->pdata[i];

      rg_figure_side_add_on (side, coupon->customer, MAX (coupon->discount_minor, 0),
                             coupon->used_on);
    }
  rg_figure_add_up (figure, side->sum);
  return figure;
}

static RgFigure *
rg_figure_new_alike (const RgCampaignReport *report, guint which)
{
  const RgCampaignOthers *others = report->others;
  const RgDay days = others->to - others->from + 1;
  RgFigure *figure = rg_figure_new (which == 0 ? _("With the Letter")
                                               : _("Like Them, without a Letter"),
                                    report->summary->currency);

  rg_figure_add_outcome (figure, _("After the Letter"), &others->after[which], others->from,
                         others->to);
  rg_figure_add_outcome (figure, _("As Many Days Before"), &others->before[which],
                         others->from - days, others->from - 1);
  rg_figure_end (figure);
  return figure;
}

static gboolean
rg_figure_has_alike (const RgCampaignReport *report)
{
  return report->others != NULL && report->others->match.n > 0;
}

/* --- who opened and clicked --- */

/* Who of a group did so, or who did not. */
static void
rg_figure_add_responses (RgFigure *figure, const RgCampaignReport *report, RgResponse kind,
                         guint group, gboolean did, const char *name)
{
  const RgOutcome *outcome = &report->proof->outcomes[group];
  RgFigureSide *side = rg_figure_add_side (figure, name, 0, report->proof->from,
                                           report->proof->to);

  for (guint i = 0; i < outcome->n; i++)
    if (rg_campaign_responses_has (report->responses, outcome->people[i], kind) == did)
      {
        side->n++;
        rg_figure_side_add (side, outcome->people[i], (double) outcome->net[i],
                            outcome->visited[i], TRUE);
      }
}

/* group G_MAXUINT: all of them. */
static RgFigure *
rg_figure_new_responses (const RgCampaignReport *report, RgResponse kind, guint group)
{
  const gboolean opened = kind == RG_RESPONSE_OPENED;
  g_autofree char *title = group == G_MAXUINT
                             ? g_strdup (opened ? _("Opened It") : _("Clicked a Link"))
                             : rg_campaign_responses_dup_title (report->responses, kind, group);
  RgFigure *figure = rg_figure_new (title, report->summary->currency);

  figure->visits = TRUE;
  for (guint g = 0; group == G_MAXUINT && g < report->responses->n_groups; g++)
    rg_figure_add_responses (figure, report, kind, g, TRUE, report->proof->names[g]);
  if (group != G_MAXUINT)
    {
      rg_figure_add_responses (figure, report, kind, group, TRUE, title);
      rg_figure_add_responses (figure, report, kind, group, FALSE,
                               opened ? _("Did Not Open It") : _("Did Not Click"));
    }
  rg_figure_end (figure);
  return figure;
}

/* NULL for another name, and for what nobody knows. */
static RgFigure *
rg_figure_find_responses (const RgCampaignReport *report, const char *id)
{
  const RgResponse kind = g_str_has_prefix (id, "opened") ? RG_RESPONSE_OPENED
                                                          : RG_RESPONSE_CLICKED;
  guint group;

  if (report->responses == NULL || !report->responses->known[kind])
    return NULL;
  if (report->responses->n_groups > 1 && g_str_equal (id, rg_response_get_id (kind)))
    return rg_figure_new_responses (report, kind, G_MAXUINT);
  group = rg_figure_number (id, kind == RG_RESPONSE_OPENED ? "opened-" : "clicked-",
                            report->responses->n_groups);
  return group != G_MAXUINT ? rg_figure_new_responses (report, kind, group) : NULL;
}

/* --- by name --- */

/* Time has no people behind it, nor have goods whose cost nobody knows. */
static gboolean
rg_figure_has_people (const RgCampaignReport *report, const RgSummaryMoney *step)
{
  return !g_str_equal (step->id, "staff")
         && !(g_str_equal (step->id, "goods") && report->margin_source == RG_MARGIN_UNKNOWN);
}

/* One of the steps that the results show. */
static RgFigure *
rg_figure_find_step (const RgCampaignReport *report, const char *id)
{
  const RgSummary *summary = report->summary;

  for (guint i = 0; i < summary->money->len; i++)
    {
      const RgSummaryMoney *step = &g_array_index (summary->money, RgSummaryMoney, i);

      if (g_str_equal (step->id, id) && rg_figure_has_people (report, step))
        return rg_figure_new_step (report, step->id, step->label, step->minor);
    }
  return NULL;
}

RgFigure *
rg_campaign_figure_new (const RgCampaignReport *report, const char *id)
{
  const guint letter = rg_figure_number (id, "letter-", report->proof->n_groups);
  const guint alike = rg_figure_number (id, "alike-", 2);
  RgFigure *figure = rg_proof_figure_new (report->proof, report->summary->currency, id);

  if (figure == NULL)
    figure = rg_figure_find_step (report, id);
  if (figure == NULL)
    figure = rg_figure_find_responses (report, id);
  if (figure != NULL)
    return figure;
  if (letter != G_MAXUINT && rg_figure_has_letter (report, letter))
    return rg_figure_new_letter (report, letter);
  if (alike != G_MAXUINT && rg_figure_has_alike (report))
    return rg_figure_new_alike (report, alike);
  if (g_str_equal (id, "offer") && report->summary->taken != NULL)
    return rg_figure_new_offer (report);
  if (g_str_equal (id, "used") && report->coupons->len > 0)
    return rg_figure_new_used (report);
  if (g_str_equal (id, "kept") && rg_figure_is_judged (report))
    return rg_figure_new_kept (report);
  if (g_str_equal (id, "spent"))
    return rg_figure_new_spent (report);
  if (g_str_equal (id, "written") || g_str_equal (id, "came"))
    return rg_figure_new_written (report, g_str_equal (id, "came"));
  return NULL;
}

static void
rg_figures_list_numbered (GStrvBuilder *ids, const char *prefix, guint n)
{
  for (guint i = 1; i <= n; i++)
    g_strv_builder_take (ids, g_strdup_printf ("%s%u", prefix, i));
}

static void
rg_figures_list_responses (GStrvBuilder *ids, const RgCampaignResponses *responses)
{
  static const RgResponse kinds[] = { RG_RESPONSE_OPENED, RG_RESPONSE_CLICKED };

  for (guint k = 0; responses != NULL && k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s-", rg_response_get_id (kinds[k]));

      if (!responses->known[kinds[k]])
        continue;
      if (responses->n_groups > 1)
        g_strv_builder_add (ids, rg_response_get_id (kinds[k]));
      rg_figures_list_numbered (ids, prefix, responses->n_groups);
    }
}

GStrv
rg_campaign_figures_list (const RgCampaignReport *report)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const RgCampaignProof *proof = report->proof;
  const RgSummary *summary = report->summary;

  if (summary->taken != NULL)
    g_strv_builder_add (ids, "offer");
  for (guint i = 0; i < summary->money->len; i++)
    {
      const RgSummaryMoney *step = &g_array_index (summary->money, RgSummaryMoney, i);

      if (rg_figure_has_people (report, step))
        g_strv_builder_add (ids, step->id);
    }
  if (rg_figure_is_judged (report))
    g_strv_builder_add (ids, "kept");
  g_strv_builder_add_many (ids, "spent", "written", "came", NULL);
  rg_figures_list_numbered (ids, "group-", proof->n_groups);
  for (guint i = 0; i < summary->versions->len; i++)
    if (rg_figure_has_letter (report, i))
      g_strv_builder_take (ids, g_strdup_printf ("letter-%u", i + 1));
  if (proof->n_groups > 1)
    g_strv_builder_add (ids, "groups");
  if (rg_campaign_proof_may_compare (proof))
    rg_figures_list_numbered (ids, "pair-", proof->proof.n_pairs);
  if (rg_figure_has_alike (report))
    rg_figures_list_numbered (ids, "alike-", 2);
  if (report->coupons->len > 0)
    g_strv_builder_add (ids, "used");
  rg_figures_list_responses (ids, report->responses);
  return g_strv_builder_end (ids);
}

RgFigure *
rg_campaign_figure_read (RgDb *db, const RgDataset *dataset, const RgShop *shop, gint64 campaign,
                         const char *id, RgDay today, GError **error)
{
  g_autoptr (RgCampaignReport) report = NULL;
  g_autoptr (RgCampaignProof) year = NULL;
  g_autoptr (GError) failed = NULL;
  RgFigure *figure = NULL;

  if (campaign == 0 && g_str_equal (id, "spent"))
    return rg_year_figure_new (db, dataset, shop, today, error);
  if (campaign != 0)
    report = rg_campaign_report_new (db, dataset, shop, campaign, today, &failed);
  else
    year = rg_rest_group_proof_new (db, dataset, shop, today, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  if (report != NULL)
    figure = rg_campaign_figure_new (report, id);
  else if (year != NULL)
    figure = rg_proof_figure_new (year, shop->currency, id);
  if (figure == NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a word that names a figure, such as "sales". */
                 _("There is no figure “%s” in these results."), id);
  return figure;
}
