/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Loyalty points that a file says somebody has: a correction up to that, with file and row. What a
 * file said once it does not say again: points that came or went here since stay as they are. */
#include "store/rg-import-private.h"

#include "base/rg-i18n.h"
#include "store/rg-points-settings.h"
#include "store/rg-store-loyalty.h"

typedef struct {
  RgImportResolution *resolution;
  RgWrite *write; /* NULL: only counted */
  gint64 import_id;
  RgDay today;
  RgPointsSettings settings;
} Job;

/* Whether the same bytes have been read, and still hold. */
static gboolean
was_read (const RgImportResolution *resolution, gboolean *read, GError **error)
{
  const RgImportBatch *batch = resolution->batch;
  g_autoptr (RgStatement) row = rg_db_statement (resolution->db, "loyalty.file-was-read", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_blob (row, 1, batch->file_hash, sizeof batch->file_hash);
  step = rg_statement_step (row, error);
  *read = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
find_missing (const Job *job, gint64 customer, gint64 balance, gint64 *missing, GError **error)
{
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GArray) lots = NULL;

  *missing = balance;
  if (customer == 0)
    return TRUE;
  entries = rg_loyalty_read_entries (job->resolution->db, customer, TRUE, error);
  if (entries == NULL)
    return FALSE;
  lots = rg_lots_replay ((const RgLotEntry *) (gpointer) entries->data, entries->len, job->today);
  *missing = balance - rg_lots_get_balance (lots, job->today);
  return TRUE;
}

static gboolean
record (const Job *job, const RgImportPoints *points, gint64 customer, gint64 missing,
        GError **error)
{
  /* Translators: a file's name, and a row's number. */
  g_autofree char *note = g_strdup_printf (_("%s, row %u"), job->resolution->batch->file_name,
                                           points->row);
  const RgPointsNew entry = {
    .customer = customer,
    .points = missing,
    .kind = RG_LOT_CORRECTED,
    .effective_on = job->today,
    .lapses_on = rg_lots_get_last_day (job->today, job->settings.months),
    .import = job->import_id,
    .note = note,
  };

  return rg_loyalty_append (job->write, &entry, error);
}

static gboolean
apply_all (Job *job, GError **error)
{
  RgImportResolution *resolution = job->resolution;
  const GArray *all = resolution->batch->points;
  g_autofree gboolean *said = g_new0 (gboolean, resolution->batch->customers->len + 1);

  /* Of two rows about one person the last one holds. */
  for (guint i = all->len; i > 0; i--)
    {
      const RgImportPoints *points = &g_array_index (all, RgImportPoints, i - 1);
      const gint64 customer = resolution->customer[points->customer];
      gint64 missing;

      if (said[points->customer]
          || resolution->customer_state[points->customer] == RG_CUSTOMER_LEFT_OUT)
        continue;
      said[points->customer] = TRUE;
      if (!find_missing (job, customer, points->balance, &missing, error))
        return FALSE;
      if (missing == 0)
        continue;
      resolution->summary.points_corrected++;
      if (job->write != NULL && !record (job, points, customer, missing, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_import_points_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                        GError **error)
{
  Job job = { resolution, write, import_id };
  gboolean read = FALSE;

  resolution->summary.points = resolution->batch->points->len;
  if (resolution->batch->points->len == 0)
    return TRUE;
  job.today = rg_instant_day (write != NULL ? rg_write_get_now (write) : rg_instant_now (),
                              resolution->shop_zone);
  return was_read (resolution, &read, error)
         && (read || (rg_points_settings_read (resolution->db, &job.settings, error)
                      && apply_all (&job, error)));
}
