/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-ages.h"

#include "rules/rg-rule-scan.h"

/* The latest day of birth of one who is `years` old today. */
static RgDay
rg_latest_birth (RgDay today, gint64 years)
{
  RgDay day = rg_day_add_months (today, (int) (-12 * years)) + 2;

  while (rg_day_years_between (day, today) < years)
    day--;
  return day;
}

/* The age of whoever was born on day *first or later, up to today, a byte a day. */
static guint8 *
rg_ages_by_birth (RgDay today, RgDay *first)
{
  guint8 *ages;
  RgDay day = *first = rg_latest_birth (today, RG_AGE_MAX + 1) + 1;

  ages = g_malloc ((gsize) (today - day) + 1);
  for (int years = RG_AGE_MAX; years >= 0; years--)
    for (const RgDay last = rg_latest_birth (today, years); day <= last; day++)
      ages[day - *first] = (guint8) years;
  return ages;
}

void
rg_measure_age (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgDataset *dataset = context->dataset;
  const RgDay today = context->today;
  gint64 *years = rg_measure_alloc (measure, dataset);
  RgDay first;
  g_autofree guint8 *ages = rg_ages_by_birth (today, &first);

  measure->known = g_new0 (guint8, dataset->n_customers + 1);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const RgDay born = rg_dataset_born (dataset, p);

      measure->known[p] = born != RG_DAY_NONE && born <= today;
      if (measure->known[p])
        years[p] = born >= first ? ages[born - first] : rg_day_years_between (born, today);
    }
}

RgBitset *
rg_scan_age (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  RgBitset *set = rg_bitset_new (dataset->n_customers);
  RgDay from = RG_DAY_NONE + 1, to = context->today;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op != RG_OP_AT_MOST)
    to = rg_latest_birth (context->today, rule->low);
  if (op != RG_OP_AT_LEAST)
    from = rg_latest_birth (context->today, rule->high + 1) + 1;
  for (guint c = 0; c < rg_dataset_n_chunks (dataset); c++)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, c);
      guint8 flags[RG_CHUNK_SIZE];

      rg_day_column_flag (&chunk->born, from, to, flags);
      rg_bitset_put_flags (set, c * RG_CHUNK_SIZE, flags, chunk->n);
    }
  rg_bitset_and (set, dataset->live);
  return set;
}
