/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is to do in the sample shop, by hand and by itself, and what its months should bring. */
#include "base/rg-i18n.h"
#include "rules/rg-automation.h"
#include "store/rg-store-sample-private.h"

/* Months should bring a little more than they did: so many hundredths of the year's average. */
#define RG_SAMPLE_TARGET_PERCENT 105
#define RG_SAMPLE_DECEMBER_PERCENT 150

/* In days from the last one; a done one lies behind it. */
static const struct
{
  const char *what;
  int customer; /* in the data, or RG_SAMPLE_NONE */
  int staff;    /* in the data, or RG_SAMPLE_NONE */
  int due;
  gboolean done;
} sample_tasks[] = {
  { N_("Call: the order has come in"), 3, 0, 0, FALSE },
  { N_("Ask how the present was received"), 11, RG_SAMPLE_NONE, 3, FALSE },
  { N_("Order paper for the winter letters"), RG_SAMPLE_NONE, 1, 9, FALSE },
  { N_("Put the new season in the window"), RG_SAMPLE_NONE, 0, -9, TRUE },
};

/* All are off: whoever looks around switches one on. */
static const struct
{
  const char *name;
  const char *text; /* rules/rg-automation.h */
  const char *task; /* what is to do, in the text's first step */
  const char *offer; /* what the coupon of the second one gives, or NULL */
} sample_automations[] = {
  { N_("After the first purchase"),
    "when bought anything first after 3 days then task \"\" if allowed",
    N_("Ask whether everything is right") },
  { N_("Birthday"),
    "when birthday before 7 days then task \"\" in 5 days if allowed then coupon \"\" for 30 days",
    N_("Write a birthday card"), N_("A small present") },
  { N_("Later than usual"), "when overdue then task \"\" in 2 days if allowed",
    N_("Say that we miss them") },
};

static gboolean
rg_sample_write_automations (RgSampleWrite *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sample_automations); i++)
    {
      g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.automation", error);
      g_autoptr (RgAutomation) automation =
        rg_automation_parse (sample_automations[i].text, error);
      g_autofree char *text = NULL;

      if (row == NULL || automation == NULL)
        return FALSE;
      g_set_str (&((RgThen *) automation->then->pdata[0])->text, _(sample_automations[i].task));
      if (sample_automations[i].offer != NULL)
        g_set_str (&((RgThen *) automation->then->pdata[1])->text,
                   _(sample_automations[i].offer));
      text = rg_automation_print (automation);
      rg_sample_bind_uuid (self, row, 1, "automation", i);
      rg_statement_bind_text (row, 2, _(sample_automations[i].name));
      rg_statement_bind_text (row, 3, text);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}

static int
rg_sample_find (int index, guint n)
{
  return index == RG_SAMPLE_NONE || (guint) index >= n ? RG_SAMPLE_NONE : index;
}

static gboolean
rg_sample_write_task (RgSampleWrite *self, RgStatement *row, guint i, GError **error)
{
  RgDay today = self->data->last_day;

  rg_sample_bind_uuid (self, row, 1, "task", i);
  rg_statement_bind_text (row, 2, _(sample_tasks[i].what));
  rg_sample_bind_id (row, 3,
                     rg_sample_find (sample_tasks[i].customer, self->data->customers->len));
  rg_sample_bind_id (row, 4, rg_sample_find (sample_tasks[i].staff, self->data->staff->len));
  rg_statement_bind_int (row, 5, today + sample_tasks[i].due);
  rg_statement_bind_int (row, 6, today - 14);
  if (sample_tasks[i].done)
    rg_statement_bind_int (row, 7, today + sample_tasks[i].due);
  else
    rg_statement_bind_null (row, 7);
  return rg_statement_run (row, error);
}

/* Two digits that count, as people set targets. */
static gint64
rg_sample_round (gint64 minor)
{
  gint64 step = 1;

  while (minor / step >= 100)
    step *= 10;
  return minor / step * step;
}

static gboolean
rg_sample_write_target (RgSampleWrite *self, RgDay month, gint64 minor, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "targets.set", error);

  if (row == NULL || minor <= 0)
    return row != NULL;
  rg_statement_bind_int (row, 1, 0);
  rg_statement_bind_int (row, 2, month);
  rg_statement_bind_int (row, 3, rg_sample_round (minor));
  return rg_statement_run (row, error);
}

static gboolean
rg_sample_write_targets (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.year-sales", error);
  int year, month, day;
  gint64 average;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, self->data->last_day - 365);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  average = rg_statement_get_int (row, 0) / 12;
  rg_day_to_ymd (self->data->last_day, &year, &month, &day);
  return rg_sample_write_target (self, 0, average * RG_SAMPLE_TARGET_PERCENT / 100, error)
         && rg_sample_write_target (self, rg_day_from_ymd (year, 12, 1),
                                    average * RG_SAMPLE_DECEMBER_PERCENT / 100, error);
}

gboolean
rg_sample_write_tasks (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.task", error);

  for (guint i = 0; row != NULL && i < G_N_ELEMENTS (sample_tasks); i++)
    if (!rg_sample_write_task (self, row, i, error))
      return FALSE;
  return row != NULL && rg_sample_write_automations (self, error)
         && rg_sample_write_targets (self, error);
}
