/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-campaign-responses.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-proof.h"
#include "store/rg-campaign-figures.h"
#include "store/rg-store-consent.h"

static const RgResponse told[] = { RG_RESPONSE_OPENED, RG_RESPONSE_CLICKED };

void
rg_campaign_responses_free (RgCampaignResponses *responses)
{
  g_hash_table_unref (responses->people);
  g_free (responses);
}

static guint
rg_responses_of (const RgCampaignResponses *responses, gint64 customer)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (responses->people, &customer));
}

gboolean
rg_campaign_responses_has (const RgCampaignResponses *responses, gint64 customer, RgResponse kind)
{
  return (rg_responses_of (responses, customer) & (1u << kind)) != 0;
}

/* --- reading ------------------------------------------------------------------------------ */

static gboolean
rg_responses_read_cover (RgDb *db, gint64 campaign, RgCampaignResponses *responses,
                         GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "responses.covered", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  responses->known[RG_RESPONSE_OPENED] = rg_statement_get_int (row, 0) != 0;
  responses->known[RG_RESPONSE_CLICKED] = rg_statement_get_int (row, 1) != 0;
  return TRUE;
}

static gboolean
rg_responses_read_people (RgDb *db, gint64 campaign, RgCampaignResponses *responses,
                          GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "responses.done", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (row, 0);
      RgResponse kind;

      if (rg_statement_get_int (row, 2) != 0 &&
          !rg_consent_resolve (db, customer, &customer, error))
        return FALSE;
      if (!rg_response_from_id (rg_statement_get_text (row, 1), &kind))
        continue;
      g_hash_table_insert (responses->people, g_memdup2 (&customer, sizeof customer),
                           GUINT_TO_POINTER (rg_responses_of (responses, customer)
                                             | 1u << kind));
    }
  return step == RG_STEP_DONE;
}

/* --- counting ----------------------------------------------------------------------------- */

#define DID(mask, kind) (((mask) & (1u << RG_RESPONSE_##kind)) != 0)

/* Whether the files name people who did nothing: then whoever they do not name got nothing. */
static gboolean
rg_responses_name_all (const RgCampaignResponses *responses)
{
  GHashTableIter iter;
  gpointer mask;

  g_hash_table_iter_init (&iter, responses->people);
  while (g_hash_table_iter_next (&iter, NULL, &mask))
    if (GPOINTER_TO_UINT (mask) == 1u << RG_RESPONSE_SENT)
      return TRUE;
  return FALSE;
}

/* What came back at first and was opened then did arrive. Returns how many the files name. */
static guint
rg_responses_count_group (RgCampaignResponses *responses, guint group, gboolean all_named)
{
  const RgOutcome *outcome = &responses->proof->outcomes[group];
  guint named = 0;

  for (guint i = 0; i < outcome->n; i++)
    {
      const guint mask = rg_responses_of (responses, outcome->people[i]);
      const gboolean seen = DID (mask, OPENED) || DID (mask, CLICKED);

      named += mask != 0;
      responses->reached[group] += seen || ((mask != 0 || !all_named) && !DID (mask, BOUNCED));
      for (guint k = 0; k < RG_N_RESPONSES; k++)
        responses->did[k][group] += (mask & (1u << k)) != 0;
    }
  return named;
}

/* --- comparing ---------------------------------------------------------------------------- */

static void
rg_responses_compare (RgCampaignResponses *responses, RgResponse kind, guint first, guint second)
{
  RgResponsePair *pair = &responses->pairs[responses->n_pairs++];
  const gint64 hits1 = responses->did[kind][first], n1 = responses->reached[first];
  const gint64 hits2 = responses->did[kind][second], n2 = responses->reached[second];

  *pair = (RgResponsePair) {
    .kind = kind,
    .first = first,
    .second = second,
    .difference = (double) hits1 / (double) n1 - (double) hits2 / (double) n2,
    .range = rg_stats_newcombe (hits1, n1, hits2, n2, RG_PROOF_LEVEL),
    .exact = rg_stats_is_exact (hits1, n1, hits2, n2),
    .p = rg_stats_compare_shares (hits1, n1, hits2, n2),
  };
}

static void
rg_responses_compare_all (RgCampaignResponses *responses, const guint *named)
{
  double p[2 * RG_PROOF_PAIRS_MOST], adjusted[2 * RG_PROOF_PAIRS_MOST];

  for (guint t = 0; t < G_N_ELEMENTS (told); t++)
    for (guint a = 0; responses->known[told[t]] && a < responses->n_groups; a++)
      for (guint b = a + 1; b < responses->n_groups; b++)
        if (named[a] > 0 && named[b] > 0 && responses->reached[a] > 0
            && responses->reached[b] > 0)
          rg_responses_compare (responses, told[t], a, b);
  for (guint i = 0; i < responses->n_pairs; i++)
    p[i] = responses->pairs[i].p;
  rg_stats_holm (p, responses->n_pairs, adjusted);
  for (guint i = 0; i < responses->n_pairs; i++)
    responses->pairs[i].adjusted = adjusted[i];
}

gboolean
rg_campaign_responses_read (RgDb *db, gint64 campaign, const RgCampaignProof *proof,
                            RgCampaignResponses **responses, GError **error)
{
  g_autoptr (RgCampaignResponses) read = g_new0 (RgCampaignResponses, 1);
  guint named[RG_PROOF_GROUPS_MOST];
  gboolean all_named;

  *responses = NULL;
  read->proof = proof;
  read->n_groups = proof->n_groups - (proof->compared ? 1 : 0);
  read->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!rg_responses_read_cover (db, campaign, read, error))
    return FALSE;
  if (!read->known[RG_RESPONSE_OPENED] && !read->known[RG_RESPONSE_CLICKED])
    return TRUE;
  if (!rg_responses_read_people (db, campaign, read, error))
    return FALSE;
  all_named = rg_responses_name_all (read);
  for (guint g = 0; g < read->n_groups; g++)
    named[g] = rg_responses_count_group (read, g, all_named);
  if (rg_campaign_proof_may_compare (proof))
    rg_responses_compare_all (read, named);
  *responses = g_steal_pointer (&read);
  return TRUE;
}

/* --- in words ----------------------------------------------------------------------------- */

char *
rg_campaign_responses_dup_group (const RgCampaignResponses *responses, RgResponse kind,
                                 guint group)
{
  const gint64 n = responses->did[kind][group], of = responses->reached[group];
  g_autofree char *did = rg_number_format (n), *reached = rg_number_format (of);
  g_autofree char *share = rg_percent_format (of > 0 ? (double) n / (double) of : 0, 1);

  return g_strdup_printf (kind == RG_RESPONSE_OPENED
                            /* Translators: how many of how many people, and their share. */
                            ? _("%s of %s opened it (%s)")
                            /* Translators: how many of how many people, and their share. */
                            : _("%s of %s clicked a link (%s)"), did, reached, share);
}

static char *
rg_responses_dup_hundred (const RgCampaignResponses *responses, RgResponse kind, guint group)
{
  return rg_number_format_decimal (100.0 * (double) responses->did[kind][group]
                                     / (double) responses->reached[group], 1);
}

char *
rg_campaign_responses_dup_pair (const RgCampaignResponses *responses, guint pair)
{
  const RgResponsePair *of = &responses->pairs[pair];
  g_autofree char *one = rg_responses_dup_hundred (responses, of->kind, of->first);
  g_autofree char *other = rg_responses_dup_hundred (responses, of->kind, of->second);
  g_autofree char *low = rg_number_format_decimal (of->range.low * 100, 1);
  g_autofree char *high = rg_number_format_decimal (of->range.high * 100, 1);
  g_autofree char *chance = rg_number_format_decimal (of->adjusted * 100,
                                                      of->adjusted < 0.1 ? 1 : 0);
  g_autofree char *did = g_strdup_printf (
    of->kind == RG_RESPONSE_OPENED
      /* Translators: how many of 100 people opened an e-mail, in two groups; the range that the
       * difference likely lies in, in percentage points. */
      ? _("%s against %s in 100 opened it, a difference of likely %s to %s points")
      /* Translators: the same of people who clicked a link in it. */
      : _("%s against %s in 100 clicked a link, a difference of likely %s to %s points"),
    one, other, low, high);
  /* Translators: how often, in 100, chance alone makes a difference as large as this one. */
  g_autofree char *by_chance = g_strdup_printf (_("chance alone does that %s times in 100"),
                                                chance);

  return g_strdup_printf ("%s · %s", did, by_chance);
}

char *
rg_campaign_responses_dup_title (const RgCampaignResponses *responses, RgResponse kind,
                                 guint group)
{
  const gboolean opened = kind == RG_RESPONSE_OPENED;

  if (responses->n_groups < 2)
    return g_strdup (opened ? _("Opened It") : _("Clicked a Link"));
  /* Translators: %s is the name of a version of a message. */
  return g_strdup_printf (opened ? _("Opened It: %s") : _("Clicked a Link: %s"),
                          responses->proof->names[group]);
}

char *
rg_campaign_responses_dup_words (const RgCampaignResponses *responses)
{
  GString *words = g_string_new (NULL);

  for (guint g = 0; g < responses->n_groups; g++)
    {
      g_autoptr (GString) group = g_string_new (NULL);

      for (guint t = 0; t < G_N_ELEMENTS (told); t++)
        {
          g_autofree char *did = rg_campaign_responses_dup_group (responses, told[t], g);

          if (responses->known[told[t]])
            g_string_append_printf (group, group->len > 0 ? ", %s" : "%s", did);
        }
      g_string_append (words, g > 0 ? " " : "");
      if (responses->n_groups < 2)
        g_string_append_printf (words, "%s.", group->str);
      else
        g_string_append_printf (words, "%s: %s.", responses->proof->names[g], group->str);
    }
  g_string_append_printf (words, " %s", rg_campaign_responses_get_caution ());
  return g_string_free_and_steal (words);
}

const char *
rg_campaign_responses_get_caution (void)
{
  return _("Programs open e-mails too, to protect their readers: what people did at the till "
           "decides.");
}
