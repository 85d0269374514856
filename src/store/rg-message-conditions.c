/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For whom the parts of a message are that only some people see. */
#include "store/rg-message-conditions.h"

#include "rules/rg-segment-count.h"
#include "store/rg-audience-permission.h"
#include "store/rg-store-own-values.h"

typedef struct {
  RgBitset *members;
  gboolean tailored; /* asks what people looked at */
} RgMessageCondition;

struct _RgMessageConditions {
  guint n;
  RgMessageCondition *all;
  guint8 *holds;
};

void
rg_message_conditions_free (RgMessageConditions *self)
{
  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->all[i].members, rg_bitset_unref);
  g_free (self->all);
  g_free (self->holds);
  g_free (self);
}

RgMessageConditions *
rg_message_conditions_new (RgDb *db, const RgShop *shop, const RgDataset *dataset,
                           const RgTemplate *template, GError **error)
{
  g_autoptr (RgMessageConditions) self = g_new0 (RgMessageConditions, 1);
  g_autoptr (RgRuleCache) cache = rg_rule_cache_new ();
  RgSegmentContext context = { .dataset = dataset, .digits = shop->digits,
                               .first_weekday = shop->first_weekday, .cache = cache };

  self->n = rg_template_n_conditions (template);
  self->all = g_new0 (RgMessageCondition, self->n + 1);
  self->holds = g_new0 (guint8, self->n + 1);
  if (dataset != NULL)
    context.today = rg_shop_get_counting_day (shop, dataset);
  for (guint i = 0; dataset != NULL && i < self->n; i++)
    {
      const char *rules = rg_template_get_condition (template, i);
      g_autoptr (RgNode) root = rg_segment_parse (rules, NULL, error);

      if (root == NULL
          || !rg_audience_is_tailored (db, rules, &self->all[i].tailored, error))
        return NULL;
      self->all[i].members = rg_segment_evaluate (root, &context);
    }
  return g_steal_pointer (&self);
}

const guint8 *
rg_message_conditions_ask (RgMessageConditions *self, guint position, gboolean allowed,
                           gboolean *tailored)
{
  for (guint i = 0; i < self->n; i++)
    {
      const RgMessageCondition *one = &self->all[i];

      self->holds[i] = one->members != NULL && position != RG_NOBODY
                       && rg_bitset_get (one->members, position) && (allowed || !one->tailored);
      *tailored |= self->holds[i] && one->tailored;
    }
  return self->holds;
}

/* --- all of a campaign -------------------------------------------------------------------- */

void
rg_message_part_free (RgMessagePart *part)
{
  g_free (part->rules);
  g_free (part->sentence);
  g_free (part->unknown);
  g_free (part);
}

static char *
rg_message_part_dup_unknown (RgNode *root, const RgDataset *dataset)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  for (guint i = 0; dataset != NULL && i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];
      const char *unknown = node->type == RG_NODE_RULE
                              ? rg_rule_unknown_name (&node->rule, dataset) : NULL;

      if (unknown != NULL)
        return g_strdup (unknown);
    }
  return NULL;
}

/* bit: of RgCampaignPerson.sees. */
static gint64
rg_message_part_count (GPtrArray *people, guint version, guint bit)
{
  gint64 n = 0;

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const RgCampaignPerson *person = people->pdata[i];

      n += person->seat.place == RG_PLACE_INCLUDED && !person->seed
           && (version == 0 || person->version == version) && (person->sees & 1u << bit) != 0;
    }
  return n;
}

static void
rg_message_parts_add (GPtrArray *parts, const RgCampaign *campaign, const RgShop *shop,
                      GPtrArray *people, guint version, const char *text, guint *bit)
{
  g_autoptr (RgTemplate) template = rg_template_new_for (text, shop->own_fields);

  for (guint i = 0; i < rg_template_n_conditions (template); i++, (*bit)++)
    {
      RgMessagePart *part = g_new0 (RgMessagePart, 1);
      g_autoptr (RgNode) root = NULL;

      part->version = version;
      part->rules = g_strdup (rg_template_get_condition (template, i));
      root = rg_segment_parse (part->rules, NULL, NULL);
      part->sentence = rg_segment_sentence (root, shop->currency);
      part->unknown = rg_message_part_dup_unknown (root, campaign->dataset);
      part->n_people = *bit < RG_PARTS_MOST ? rg_message_part_count (people, version, *bit) : 0;
      g_ptr_array_add (parts, part);
    }
}

GPtrArray *
rg_campaign_find_parts (const RgCampaign *campaign, const RgShop *shop, GPtrArray *people)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_message_part_free);
  const guint n = MAX (campaign->versions->len, 1);

  for (guint i = 0; i < n; i++)
    {
      const RgCampaignVersion *version = i > 0 ? campaign->versions->pdata[i] : NULL;
      const guint number = n > 1 ? i + 1 : 0;
      guint bit = 0;

      rg_message_parts_add (parts, campaign, shop, people, number,
                            version != NULL ? version->subject : campaign->subject, &bit);
      rg_message_parts_add (parts, campaign, shop, people, number,
                            version != NULL ? version->message : campaign->message, &bit);
    }
  return parts;
}

/* --- following ---------------------------------------------------------------------------- */

/* Rows of `rows` with texts from `first` to before `end`; before them what names the row. */
static gboolean
rg_messages_follow_in (RgDb *db, const char *rows_name, const char *update_name, int first,
                       int end, char *const *own, RgTemplateRulesFunc func, gpointer data,
                       GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, rows_name, error);
  g_autoptr (RgStatement) update = rg_db_statement (db, update_name, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && update != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      for (int i = 0; i < first; i++)
        rg_statement_bind_int (update, i + 1, rg_statement_get_int (rows, i));
      for (int i = first; i < end; i++)
        {
          const char *text = rg_statement_get_text (rows, i);
          g_autoptr (RgTemplate) template = rg_template_new_for (text, own);
          g_autofree char *followed = rg_template_dup_followed (template, func, data);

          rg_statement_bind_text (update, i + 1, followed != NULL ? followed : text);
        }
      if (!rg_statement_run (update, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_messages_follow (RgDb *db, RgTemplateRulesFunc func, gpointer data, GError **error)
{
  g_auto (GStrv) own = rg_own_fields_read_names (db, error);

  return own != NULL
         && rg_messages_follow_in (db, "campaigns.messages", "campaigns.set-messages", 1, 3, own,
                                   func, data, error)
         && rg_messages_follow_in (db, "own-fields.version-messages", "own-fields.version-texts",
                                   2, 4, own, func, data, error)
         && rg_messages_follow_in (db, "message-templates.messages",
                                   "message-templates.set-messages", 1, 3, own, func, data, error)
         && rg_messages_follow_in (db, "message-templates.version-messages",
                                   "message-templates.set-version-messages", 2, 4, own, func, data,
                                   error);
}
