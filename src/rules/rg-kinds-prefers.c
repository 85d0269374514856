/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The kind of rule about how somebody wants to hear from the shop. Whether they may is another
 * matter: "permission". */
#include "config.h"

#include "rules/rg-own-scan.h"
#include "rules/rg-permission.h"
#include "rules/rg-rule-claims.h"
#include "rules/rg-rule-turn.h"

/* What every shop may know of a person, store/rg-dataset-own.c. */
#define RG_PREFERS_COLUMN "preferred channel"
#define RG_PREFERS_NOTHING RG_CHANNELS

static const RgRuleChoice rg_prefers_choices[] = {
  [RG_CHANNEL_POST] = { "post", N_("Post"), N_("prefer to hear by post"),
                        N_("do not prefer to hear by post") },
  [RG_CHANNEL_EMAIL] = { "email", N_("E-mail"), N_("prefer to hear by e-mail"),
                         N_("do not prefer to hear by e-mail") },
  [RG_CHANNEL_PHONE] = { "phone", N_("Phone"), N_("prefer to hear by phone"),
                         N_("do not prefer to hear by phone") },
  [RG_CHANNEL_SMS] = { "sms", N_("Text Message"), N_("prefer to hear by text message"),
                       N_("do not prefer to hear by text message") },
  [RG_PREFERS_NOTHING] = { "nothing", N_("None Said"), N_("have not said how they prefer to hear"),
                           N_("have said how they prefer to hear") },
  { NULL },
};

static RgBitset *
rg_scan_prefers (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const RgOwnColumn *column = rg_dataset_find_known (dataset, RG_PREFERS_COLUMN);
  const gboolean nothing = rule->has == RG_PREFERS_NOTHING;
  g_autofree guint8 *match = NULL;
  RgBitset *some, *others;

  if (column == NULL)
    return nothing ? rg_bitset_copy (dataset->live) : rg_bitset_new (dataset->n_customers);
  match = g_new0 (guint8, column->names.n + 1);
  for (guint i = 0; i < column->names.n; i++)
    match[i] = nothing || g_str_equal (column->names.name[i], rg_prefers_choices[rule->has].word);
  some = rg_own_column_scan (column, g_steal_pointer (&match), dataset);
  if (!nothing)
    return some;
  others = rg_bitset_copy (dataset->live);
  rg_bitset_and_not (others, some);
  rg_bitset_unref (some);
  return others;
}

static char *
rg_prefers_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgOwnColumn *column = rg_dataset_find_known (context->dataset, RG_PREFERS_COLUMN);
  RgChannel channel;

  if (column == NULL || column->n == 0
      || !rg_channel_from_id (column->names.name[column->value[rg_own_column_speaker (
                                column, context->dataset)]], &channel))
    return g_strdup (_("did not say"));
  /* Translators: of one customer; %s is a way to reach them: “E-mail”. */
  return g_strdup_printf (_("said: %s"), _(rg_prefers_choices[channel].title));
}

static char *
rg_prefers_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  const char *const names[] = { rg_prefers_choices[rule->has].word, NULL };

  rg_turn_take_names (turn, (char *const *) names, 1);
  if (rule->has == RG_PREFERS_NOTHING)
    return g_strdup (turn->wanted ? _("It would be otherwise if they had not said it.")
                                  : _("Ask how they prefer to hear from you."));
  if (!turn->wanted)
    return g_strdup (_("It would be otherwise if they preferred another way."));
  /* Translators: %s is a way to reach people: “E-mail”. */
  return g_strdup_printf (_("Ask how they prefer to hear from you: it would have to be “%s”."),
                          _(rg_prefers_choices[rule->has].title));
}

static void
rg_prefers_claims (const RgRule *rule, gboolean not, RgClaims *claims)
{
  rg_claims_has (claims, "prefers", rg_prefers_choices[rule->has].word, !not);
}

static gboolean
rg_data_has_prefers (const RgDataset *dataset)
{
  const RgOwnColumn *column = rg_dataset_find_known (dataset, RG_PREFERS_COLUMN);

  return column != NULL && column->n > 0;
}

static const RgRuleNeed rg_need_prefers = {
  .has = rg_data_has_prefers,
  .none = N_("No data: nobody has said how they prefer to hear."),
};

const RgRuleKind rg_prefers_kinds[] = {
  { "prefers", N_("Prefers to Hear By"), "prefers email", RG_CHAPTER_PERSON,
    RG_FIELD_CHOICE | RG_FIELD_BARE, RG_OPS_IS, .first = RG_CHANNEL_EMAIL,
    .choices = rg_prefers_choices, .scan = rg_scan_prefers, .fact = rg_prefers_fact,
    .turn = rg_prefers_turn, .claims = rg_prefers_claims,
    .need = &rg_need_prefers },
  { NULL },
};
