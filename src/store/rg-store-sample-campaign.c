/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sample shop's letter: written five weeks before its last day, so that its results are in. */
#include "base/rg-i18n.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-sample-private.h"

#define RG_SAMPLE_LETTER_DAYS 35
#define RG_SAMPLE_LETTER_SEGMENT "visits at least 3\n"
#define RG_SAMPLE_LETTER_COST 1850
#define RG_SAMPLE_LETTER_HOLDOUT 200
/* What is off the shop's best-known coffee, in thousandths, and for how many days. */
#define RG_SAMPLE_LETTER_OFF 100
#define RG_SAMPLE_LETTER_LASTS 20

static gint64
rg_sample_insert_campaign (RgSampleWrite *self, RgDay day, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.campaign", error);

  if (row == NULL)
    return 0;
  rg_sample_bind_uuid (self, row, 1, "campaign", 0);
  rg_statement_bind_text (row, 2, _("Autumn Letter"));
  rg_statement_bind_text (row, 3, RG_SAMPLE_LETTER_SEGMENT);
  rg_statement_bind_text (row, 4, _("Something new for long evenings"));
  /* Translators: the letter of the sample shop. What stands between double braces stays as it is;
   * only "reader", after the bar, is translated. */
  rg_statement_bind_text (row, 5, _("Dear {{first name|reader}},\n\nthe evenings in {{city}} are "
                                    "getting long, and our shelves are full again.\n\nCome by "
                                    "until {{offer until}}: there is {{offer}}."));
  rg_statement_bind_text (row, 6, _("Kind regards"));
  rg_statement_bind_text (row, 7, self->data->name);
  rg_statement_bind_int (row, 8, RG_SAMPLE_LETTER_COST);
  rg_statement_bind_int (row, 9, RG_SAMPLE_LETTER_HOLDOUT);
  rg_statement_bind_int (row, 10, day - 2);
  rg_statement_bind_int (row, 11, RG_SAMPLE_LETTER_OFF);
  rg_statement_bind_int (row, 12, day + RG_SAMPLE_LETTER_LASTS);
  return rg_statement_run (row, error) ? rg_db_last_id (self->db) : 0;
}

static gboolean
rg_sample_offer_product (RgSampleWrite *self, gint64 id, RgDay day, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.campaign-product", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  rg_statement_bind_int (row, 2, day);
  return rg_statement_run (row, error);
}

static GArray *
rg_sample_find_people (RgSampleWrite *self, RgDay day, GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.campaign-people", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, day);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      gint64 customer = rg_statement_get_int (row, 0);

      g_array_append_val (people, customer);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

static gboolean
rg_sample_send_campaign (RgSampleWrite *self, gint64 id, RgDay day, GError **error)
{
  g_autoptr (RgStatement) sent = rg_db_statement (self->db, "sample-shop.campaign-sent", error);
  g_autoptr (RgStatement) output = NULL;
  gint64 at = rg_day_to_instant (day, RG_TIME_NONE, self->zone);

  if (sent == NULL)
    return FALSE;
  output = rg_db_statement (self->db, "sample-shop.campaign-output", error);
  if (output == NULL)
    return FALSE;
  rg_statement_bind_int (sent, 1, id);
  rg_statement_bind_int (sent, 2, at);
  rg_statement_bind_int (sent, 3, day);
  rg_statement_bind_int (output, 1, id);
  rg_statement_bind_int (output, 2, at);
  return rg_statement_run (sent, error) && rg_statement_run (output, error);
}

gboolean
rg_sample_write_campaign (RgSampleWrite *self, RgWrite *write, GError **error)
{
  RgDay day = self->data->last_day - RG_SAMPLE_LETTER_DAYS;
  g_autoptr (GArray) people = rg_sample_find_people (self, day, error);
  gint64 id;

  if (people == NULL)
    return FALSE;
  /* In a sample of a handful of people there may be nobody to write to. */
  if (people->len < 100)
    return TRUE;
  id = rg_sample_insert_campaign (self, day, error);
  return id != 0 && rg_sample_offer_product (self, id, day, error)
         && rg_campaign_fix (write, id, RG_SAMPLE_LETTER_SEGMENT, (const gint64 *) people->data,
                             people->len, NULL, NULL, error)
         && rg_sample_send_campaign (self, id, day, error);
}
