/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a dataset says, as text. */
#include "rg-test-dump.h"

#include "analysis/rg-activity.h"
#include "analysis/rg-entries.h"

#include <stdlib.h>
#include <string.h>

static void
dump_customer (GString *out, const RgDataset *dataset, guint at)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  guint target = rg_dataset_resolve (dataset, at);
  guint city = RG_CUSTOMER_COLUMN (dataset, at, city);
  guint country = RG_CUSTOMER_COLUMN (dataset, at, country);
  guint postcode = RG_CUSTOMER_COLUMN (dataset, at, postcode);
  const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, at >> RG_CHUNK_BITS);
  guint row = at & (RG_CHUNK_SIZE - 1);

  g_string_append_printf (
    out,
    "c%" G_GINT64_FORMAT " in %" G_GINT64_FORMAT " born %d/%d joined %d flags %d %s/%s/%s %.*s; "
    "%.*s",
    rg_dataset_customer_id (dataset, at),
    target != RG_NOBODY ? rg_dataset_customer_id (dataset, target) : 0,
    rg_dataset_born (dataset, at), RG_CUSTOMER_COLUMN (dataset, at, birthday),
    rg_dataset_joined (dataset, at), RG_CUSTOMER_COLUMN (dataset, at, flags),
    city != RG_NOTHING ? dataset->cities.folded[city] : "",
    country != RG_NOTHING ? dataset->countries.folded[country] : "",
    postcode != RG_NOTHING ? dataset->postcodes.folded[postcode] : "",
    (int) (chunk->name_start[row + 1] - chunk->name_start[row] - 1),
    chunk->text + chunk->name_start[row],
    (int) (chunk->other_start[row + 1] - chunk->other_start[row] - 1),
    chunk->text + chunk->other_start[row]);
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      const RgPermission permission = rg_dataset_permission (dataset, at, (RgChannel) c);

      g_string_append_printf (out, " %d", permission);
      if (permission != RG_PERMISSION_UNKNOWN)
        g_string_append_printf (out, "@%d", rg_day_column_get (&chunk->permission_since[c], row));
    }
  g_string_append_printf (out, " h%" G_GINT64_FORMAT, rg_id_column_get (&chunk->household, row));
  for (guint t = 0; t < dataset->tags.n; t++)
    if (rg_bitset_get (dataset->tag_members[t], at))
      g_string_append_printf (out, " #%s", dataset->tags.name[t]);
  g_string_append_printf (out, " v%u s%" G_GINT64_FORMAT " %d-%d\n", facts->visits[at],
                          facts->spend[at], facts->first_day[at], facts->last_day[at]);
}

static void
dump_receipt (GString *out, const RgDataset *dataset, const RgSales *sales, guint i)
{
  guint who = rg_dataset_receipt_customer (dataset, sales, i);

  g_string_append_printf (out, "r%" G_GINT64_FORMAT " d%d t%d of %" G_GINT64_FORMAT " at %s%s:",
                          rg_sales_id (sales, i), sales->day[i], sales->second[i],
                          who != RG_NOBODY ? rg_dataset_customer_id (dataset, who) : 0,
                          sales->location[i] != RG_NO_LOCATION
                            ? dataset->locations.name[sales->location[i]] : "?",
                          sales->location[i] != RG_NO_LOCATION &&
                              dataset->location_online[sales->location[i]] ? " online" : "");
  for (guint l = sales->first_line[i]; l < sales->first_line[i + 1]; l++)
    {
      guint product = rg_sales_product (sales, l);
      guint category = product != RG_NOTHING ? dataset->products.category[product] : RG_NOTHING;
      guint brand = product != RG_NOTHING ? dataset->products.brand[product] : RG_NOTHING;

      if (product != RG_NOTHING)
        g_string_append_printf (out, " %um%ud", dataset->products.warranty[product],
                                dataset->products.lifetime[product]);
      g_string_append_printf (out, " %s(%s %s)%" G_GINT64_FORMAT "=%" G_GINT64_FORMAT,
                              product != RG_NOTHING ? dataset->products.names.name[product] : "?",
                              category != RG_NOTHING ? dataset->categories.name[category] : "",
                              brand != RG_NOTHING ? dataset->brands.name[brand] : "",
                              rg_sales_quantity (sales, l), rg_sales_line_net (sales, l));
    }
  g_string_append_printf (out, " margin %" G_GINT64_FORMAT "\n", rg_sales_margin (sales, i));
}

static void
dump_own (GString *out, const RgDataset *dataset, const RgOwnColumn *column)
{
  for (guint i = 0; i < column->n; i++)
    {
      const gint64 value = column->value[i];

      g_assert_true (i == 0 || column->customer[i] >= column->customer[i - 1]);
      if (column == dataset->activity && rg_activity_day (value) > dataset->activity_until)
        continue;
      g_string_append_printf (out, "own %" G_GINT64_FORMAT " %s %s of %" G_GINT64_FORMAT " = ",
                              column->id, rg_own_kind_get_id (column->kind), column->name,
                              column->customer[i]);
      if (rg_own_kind_is_number (column->kind))
        g_string_append_printf (out, "%" G_GINT64_FORMAT "\n", value);
      else
        g_string_append_printf (out, "%s\n", column->names.name[value]);
    }
}

static void
dump_entries (GString *out, const RgDataset *dataset, RgEntrySort sort)
{
  const RgEntries *entries = dataset->entries[sort];

  for (guint i = 0; i < entries->n; i++)
    {
      const RgEntry *entry = &entries->entry[i];

      g_assert_true (i == 0 || entry->customer >= entry[-1].customer);
      if (entry->day <= dataset->activity_until)
        g_string_append_printf (out, "entry %d %d of %d: %d of %d on %d until %d for %d\n", sort,
                                (int) entry->id, (int) entry->customer, entry->number, entry->kind,
                                entry->day, entry->until, (int) entry->other);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
rg_test_dump (const RgDataset *dataset, gboolean whole)
{
  g_autoptr (GString) out = g_string_new (NULL);
  RgReceiptIter iter;
  char **lines;
  char *sorted;

  g_string_append_printf (out, "live %u net %" G_GINT64_FORMAT " visits %u\n", dataset->n_live,
                          rg_dataset_facts (dataset)->all_net_sales,
                          rg_dataset_facts (dataset)->n_visits);
  for (guint i = 0; i < dataset->n_customers; i++)
    if (rg_dataset_customer_exists (dataset, i))
      dump_customer (out, dataset, i);
  for (guint i = 0; whole && i < dataset->segments.n; i++)
    g_string_append_printf (out, "segment %" G_GINT64_FORMAT " %s %s\n", dataset->segments.id[i],
                            dataset->segments.name[i], dataset->segment_text[i]);
  for (guint i = 0; i < dataset->n_hands; i++)
    dump_own (out, dataset, dataset->hands[i]);
  if (dataset->activity != NULL)
    dump_own (out, dataset, dataset->activity);
  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    if (dataset->entries[i] != NULL)
      dump_entries (out, dataset, (RgEntrySort) i);
  for (guint i = 0; i < dataset->n_known; i++)
    dump_own (out, dataset, dataset->known[i]);
  for (guint i = 0; i < dataset->n_own; i++)
    dump_own (out, dataset, dataset->own[i]);
  rg_receipt_iter_init (&iter, dataset, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    dump_receipt (out, dataset, iter.sales, iter.receipt);
  lines = g_strsplit (out->str, "\n", -1);
  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);
  sorted = g_strjoinv ("\n", lines);
  g_strfreev (lines);
  return sorted;
}
