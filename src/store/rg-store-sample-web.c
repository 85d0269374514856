/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did in the sample shop's web shop, and the segment that asks for it. */
#include "base/rg-i18n.h"
#include "store/rg-store-sample-private.h"

#define RG_SAMPLE_SEGMENT "left anything in basket in last 30 days\n"

static gboolean
rg_sample_write_activities (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.activity", error);

  for (guint i = 0; row != NULL && i < self->data->activities->len; i++)
    {
      const RgSampleActivity *activity = &g_array_index (self->data->activities,
                                                         RgSampleActivity, i);

      rg_sample_bind_uuid (self, row, 1, "activity", i);
      rg_sample_bind_id (row, 2, activity->customer);
      rg_sample_bind_id (row, 3, activity->product);
      rg_statement_bind_text (row, 4, activity->left ? "left" : "viewed");
      rg_statement_bind_int (row, 5, activity->day);
      rg_statement_bind_int (row, 6, activity->time);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

static gboolean
rg_sample_write_segment (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.segment", error);

  if (row == NULL)
    return FALSE;
  rg_sample_bind_uuid (self, row, 1, "segment", 0);
  /* Translators: a segment of the sample shop: who left goods in the basket of the web shop. */
  rg_statement_bind_text (row, 2, _("Left Something in the Basket"));
  rg_statement_bind_text (row, 3, RG_SAMPLE_SEGMENT);
  return rg_statement_run (row, error);
}

gboolean
rg_sample_write_web (RgSampleWrite *self, GError **error)
{
  return rg_sample_write_activities (self, error) && rg_sample_write_segment (self, error);
}
