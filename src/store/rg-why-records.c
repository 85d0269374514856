/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the file has written down about the facts that decide. */
#include "store/rg-why-records.h"

#include "base/rg-i18n.h"
#include "store/rg-store-consent.h"

/* Behind the fact; takes words, which may be NULL. */
static void
rg_why_append (RgRuleWhy *why, char *words)
{
  g_autofree char *more = words;
  g_autofree char *fact = g_steal_pointer (&why->fact);

  if (more == NULL)
    why->fact = g_steal_pointer (&fact);
  else
    why->fact = fact != NULL ? g_strdup_printf ("%s (%s)", fact, more) : g_steal_pointer (&more);
}

static char *
rg_why_dup_by (const char *what, RgDay day, const char *who)
{
  g_autofree char *on = rg_day_format (day);

  if (*who == '\0')
    /* Translators: what was done or how somebody said so, and on which day: "tag, 3 May". */
    return g_strdup_printf (_("%s, %s"), what, on);
  /* Translators: what was done, on which day, by whom: "tag, 3 May, K. Moe". */
  return g_strdup_printf (_("%s, %s, %s"), what, on, who);
}

/* "counter, 3 May, K. Moe", of the newest entry that counts. */
static gboolean
rg_why_add_permission (RgDb *db, const RgShop *shop, const RgRule *rule, RgRuleWhy *why,
                       gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) ledger = NULL;
  RgChannelPermission now[RG_N_ASKED];

  if (!rg_consent_read_now (db, customer, now, error) ||
      (ledger = rg_consent_read_ledger (db, customer, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < ledger->len; i++)
    {
      const RgConsentRow *row = ledger->pdata[i];

      if (row->id != now[rule->channel].entry)
        continue;
      rg_why_append (why, rg_why_dup_by (*row->file_name != '\0' ? row->file_name : row->how,
                                         rg_instant_day (row->recorded_at, shop->zone),
                                         row->staff));
    }
  return TRUE;
}

/* The last change of a row of this customer, in a table. */
static gboolean
rg_why_add_edit (RgDb *db, const RgShop *shop, const char *statement, gint64 customer,
                 const char *name, RgRuleWhy *why, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, statement, error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_text (row, 2, name);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    rg_why_append (why, rg_why_dup_by (rg_statement_get_text (row, 0),
                                       rg_instant_day (rg_statement_get_int (row, 1), shop->zone),
                                       rg_statement_get_text (row, 2)));
  return step != RG_STEP_ERROR;
}

static gboolean
rg_why_add_record (RgDb *db, const RgShop *shop, const RgRule *rule, RgRuleWhy *why,
                   gint64 customer, GError **error)
{
  if (rule->kind->fields & RG_FIELD_PERMISSION)
    return rg_why_add_permission (db, shop, rule, why, customer, error);
  if (rule->kind->fields & RG_FIELD_OWN && !rule->kind->of_everybody && rule->field != NULL)
    return rg_why_add_edit (db, shop, "why.field", customer, rule->field, why, error);
  for (guint i = 0; rule->kind->list == RG_LIST_TAGS && rule->names != NULL &&
                    rule->names[i] != NULL; i++)
    if (!rg_why_add_edit (db, shop, "why.tag", customer, rule->names[i], why, error))
      return FALSE;
  return TRUE;
}

gboolean
rg_why_add_records (RgDb *db, const RgShop *shop, RgNode *root, RgWhy *why, gint64 customer,
                    GError **error)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);

  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && !why->nodes[i].passed_over &&
          !rg_why_add_record (db, shop, &node->rule, &why->nodes[i], customer, error))
        return FALSE;
    }
  return TRUE;
}
