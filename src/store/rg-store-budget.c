/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The contact budget, and the contacts that were made. */
#include "store/rg-store-budget.h"

#include "base/rg-i18n.h"

#define RG_DAY_MINUTES (24 * 60)
#define RG_BUDGET_MOST 99

static const struct {
  const char *word;
  gsize offset;
  int most;
} settings[] = {
  { "on", offsetof (RgContactBudget, on), 1 },
  { "month", offsetof (RgContactBudget, month), RG_BUDGET_MOST },
  { "week", offsetof (RgContactBudget, week), RG_BUDGET_MOST },
  { "gap", offsetof (RgContactBudget, gap), RG_BUDGET_MONTH },
  { "home-month", offsetof (RgContactBudget, home_month), RG_BUDGET_MOST },
  { "home-week", offsetof (RgContactBudget, home_week), RG_BUDGET_MOST },
  { "one-an-address", offsetof (RgContactBudget, one_an_address), 1 },
  { "quiet", offsetof (RgContactBudget, quiet), 1 },
  { "quiet-from", offsetof (RgContactBudget, quiet_from), RG_DAY_MINUTES - 1 },
  { "quiet-until", offsetof (RgContactBudget, quiet_until), RG_DAY_MINUTES - 1 },
  { "quiet-sundays", offsetof (RgContactBudget, quiet_sundays), 1 },
};

const char *
rg_contact_budget_word (guint n)
{
  return n < G_N_ELEMENTS (settings) ? settings[n].word : NULL;
}

int *
rg_contact_budget_at (RgContactBudget *budget, guint n)
{
  g_return_val_if_fail (n < G_N_ELEMENTS (settings), NULL);
  return G_STRUCT_MEMBER_P (budget, settings[n].offset);
}

gboolean
rg_contact_budget_read (RgDb *db, RgContactBudget *budget, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "budget.settings", error);
  RgStep step = RG_STEP_ERROR;

  rg_contact_budget_init (budget);
  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    for (guint n = 0; n < G_N_ELEMENTS (settings); n++)
      if (g_str_equal (rg_statement_get_text (row, 0), settings[n].word))
        *rg_contact_budget_at (budget, n) =
            (int) CLAMP (rg_statement_get_int (row, 1), 0, settings[n].most);
  return step == RG_STEP_DONE;
}

/* --- Contacts that were made ------------------------------------------------------------------ */

/* Whom the person became, and their home. */
static gboolean
rg_contact_find_living (RgDb *db, RgContactMade *one, GError **error)
{
  g_autoptr (RgStatement) living = rg_db_statement (db, "budget.living", error);
  RgStep step;

  if (living == NULL)
    return FALSE;
  rg_statement_bind_int (living, 1, one->customer);
  step = rg_statement_step (living, error);
  if (step == RG_STEP_ROW)
    {
      one->customer = rg_statement_get_int (living, 0);
      one->home = rg_statement_get_int (living, 1);
    }
  return step != RG_STEP_ERROR;
}

/* The three columns that `included` and `calls` begin with. */
static gboolean
rg_contact_add_row (RgDb *db, RgStatement *row, RgDay day, GArray *made, GError **error)
{
  RgContactMade one = { rg_statement_get_int (row, 0), rg_statement_get_int (row, 2), day };

  if (rg_statement_get_int (row, 1) != 0 && !rg_contact_find_living (db, &one, error))
    return FALSE;
  g_array_append_val (made, one);
  return TRUE;
}

static gboolean
rg_contact_add_included (RgDb *db, gint64 campaign, RgDay day, GArray *made, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "budget.included", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_contact_add_row (db, rows, day, made, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_contact_add_campaigns (RgDb *db, gint64 but_campaign, RgDay today, GArray *made, GError **error)
{
  g_autoptr (RgStatement) sent = rg_db_statement (db, "budget.sent", error);
  RgStep step = RG_STEP_ERROR;

  if (sent == NULL)
    return FALSE;
  rg_statement_bind_int (sent, 1, today - RG_BUDGET_MONTH + 1);
  rg_statement_bind_int (sent, 2, today);
  rg_statement_bind_int (sent, 3, but_campaign);
  while ((step = rg_statement_step (sent, error)) == RG_STEP_ROW)
    if (!rg_contact_add_included (db, rg_statement_get_int (sent, 0),
                                  (RgDay) rg_statement_get_int (sent, 1), made, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_contact_add_calls (RgDb *db, const RgShop *shop, RgDay today, GArray *made, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "budget.calls", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  /* A day more, for zones: the history leaves out what is too old. */
  rg_statement_bind_int (rows, 1, (gint64) (today - RG_BUDGET_MONTH - 1) * 86400);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_contact_add_row (db, rows, rg_instant_day (rg_statement_get_int (rows, 3), zone), made,
                             error))
      return FALSE;
  return step == RG_STEP_DONE;
}

GArray *
rg_contacts_plan (RgDb *db, const GArray *people, RgDay day, GError **error)
{
  g_autoptr (GArray) planned = g_array_new (FALSE, FALSE, sizeof (RgContactMade));

  for (guint i = 0; i < people->len; i++)
    {
      const RgContactMade one = { g_array_index (people, gint64, i), 0, day };

      g_array_append_val (planned, one);
      if (!rg_contact_find_living (db, &g_array_index (planned, RgContactMade, i), error))
        return NULL;
    }
  return g_steal_pointer (&planned);
}

RgContactHistory *
rg_contact_history_read (RgDb *db, const RgShop *shop, gint64 but_campaign, RgDay today,
                         const GArray *planned, GError **error)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (RgContactMade));

  if (!rg_contact_add_campaigns (db, but_campaign, today, made, error)
      || !rg_contact_add_calls (db, shop, today, made, error))
    return NULL;
  if (planned != NULL)
    g_array_append_vals (made, planned->data, planned->len);
  return rg_contact_history_new ((const RgContactMade *) (gpointer) made->data, made->len, today);
}

/* --- A fixed list ----------------------------------------------------------------------------- */

/* taken: of homes, by those who come before in the list. */
static RgLeftOut
rg_contact_budget_judge_one (const RgContactBudget *budget, const RgContactHistory *history,
                             const RgContactMade *who, GHashTable *claims, GHashTable *taken)
{
  const guint others = GPOINTER_TO_UINT (g_hash_table_lookup (claims, &who->customer));
  const RgLeftOut reason = rg_contact_budget_judge (budget, history, who->customer, who->home);
  RgLeftOut full;
  const guint room = rg_contact_budget_get_home_room (budget, history, who->home, &full);

  if (reason != RG_LEFT_OUT_NOT)
    return reason;
  if (!rg_contact_budget_has_room (budget, history, who->customer, others))
    return RG_LEFT_OUT_RIVAL;
  return rg_audience_take_home (taken, who->home, room) ? RG_LEFT_OUT_NOT : full;
}

static gboolean
rg_contact_budget_fill_spent (RgDb *db, const RgContactBudget *budget,
                              const RgContactHistory *history, gint64 campaign,
                              GHashTable *claims, GHashTable *spent, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "budget.included", error);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (RgContactMade));
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);
      RgLeftOut reason;

      g_array_set_size (one, 0);
      if (!rg_contact_add_row (db, rows, 0, one, error))
        return FALSE;
      reason = rg_contact_budget_judge_one (budget, history,
                                            &g_array_index (one, RgContactMade, 0), claims, taken);
      if (reason != RG_LEFT_OUT_NOT)
        g_hash_table_insert (spent, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (reason));
    }
  return step == RG_STEP_DONE;
}

GHashTable *
rg_contact_budget_find_spent (RgDb *db, const RgShop *shop, gint64 campaign, RgDay sent_on,
                              RgDay today, GHashTable *claims, GError **error)
{
  g_autoptr (GHashTable) spent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgContactHistory) history = NULL;
  RgContactBudget budget;

  if (!rg_contact_budget_read (db, &budget, error))
    return NULL;
  if (sent_on != RG_DAY_NONE || !budget.on)
    return g_steal_pointer (&spent);
  history = rg_contact_history_read (db, shop, campaign, today, NULL, error);
  if (history == NULL
      || !rg_contact_budget_fill_spent (db, &budget, history, campaign, claims, spent, error))
    return NULL;
  return g_steal_pointer (&spent);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static gboolean
rg_contact_budget_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgContactBudget *budget = data;
  g_autoptr (RgStatement) set = rg_db_statement (rg_write_get_db (write), "budget.set", error);

  for (guint n = 0; set != NULL && n < G_N_ELEMENTS (settings); n++)
    {
      const int value = *rg_contact_budget_at (budget, n);

      if (value < 0 || value > settings[n].most)
        {
          g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       /* Translators: a number, and the largest that is possible. */
                       _("%d is not possible here: at most %d."), value, settings[n].most);
          return FALSE;
        }
      rg_statement_bind_text (set, 1, settings[n].word);
      rg_statement_bind_int (set, 2, value);
      if (!rg_statement_run (set, error))
        return FALSE;
    }
  return set != NULL;
}

gboolean
rg_store_save_contact_budget_sync (RgStore *store, const RgContactBudget *budget,
                                   gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "shop.contacts", _("How Often People Are Contacted"),
                              rg_contact_budget_save_in_thread, (gpointer) budget, NULL, action_id,
                              error);
}

void
rg_store_save_contact_budget_async (RgStore *store, const RgContactBudget *budget,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "shop.contacts", _("How Often People Are Contacted"),
                        rg_contact_budget_save_in_thread, g_memdup2 (budget, sizeof *budget),
                        g_free, NULL, callback, user_data);
}
