/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The counts of an import: as JSON, which --json prints and the table "import" keeps, and in words
 * for History and for whoever has just imported. */
#include <json-glib/json-glib.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-import.h"

static void
add_count (JsonBuilder *json, const char *name, gint64 count)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, count);
}

/* What the next import of such a file is told; "" where nothing was said. */
static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text != NULL ? text : "");
}

static void
add_reasons (JsonBuilder *json, const char *name, const GArray *reasons)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < reasons->len; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (reasons, RgImportRefusal, i);

      json_builder_begin_object (json);
      add_count (json, "row", (gint64) refusal->row);
      json_builder_set_member_name (json, "reason");
      json_builder_add_string_value (json, refusal->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_list (JsonBuilder *json, const char *name, const GPtrArray *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (texts, i));
  json_builder_end_array (json);
}

/* What the file says of itself, and what it does not say. */
static void
add_file (JsonBuilder *json, const RgImportBatch *batch)
{
  add_text (json, "dialect", batch->dialect);
  add_count (json, "totals", (gint64) batch->n_totals);
  add_count (json, "totals_differ", (gint64) batch->n_totals_differ);
  add_reasons (json, "differences", batch->totals);
  add_list (json, "unknown", batch->unknown);
  add_list (json, "left_behind", batch->left_behind);
  add_list (json, "card_columns", batch->card_columns);
}

static void
add_kinds (JsonBuilder *json, const RgImportSummary *summary)
{
  json_builder_set_member_name (json, "lines_of_kind");
  json_builder_begin_object (json);
  for (RgLineKind kind = 0; kind < RG_LINE_KINDS; kind++)
    add_count (json, rg_line_kind_word (kind), (gint64) summary->lines_of_kind[kind]);
  json_builder_end_object (json);
}

char *
rg_import_summary_to_json (const RgImportSummary *summary, const RgImportBatch *batch)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  add_count (json, "rows", (gint64) summary->rows);
  add_count (json, "receipts", (gint64) summary->receipts);
  add_count (json, "lines", (gint64) summary->lines);
  add_count (json, "returns", (gint64) summary->lines_of_kind[RG_LINE_RETURN]);
  add_count (json, "customers_created", (gint64) summary->customers_created);
  add_count (json, "customers_updated", (gint64) summary->customers_updated);
  add_count (json, "receipts_changed", (gint64) summary->receipts_changed);
  add_count (json, "rows_refused", (gint64) summary->rows_refused);
  add_reasons (json, "refusals", batch->refusals);
  add_count (json, "net_minor", summary->net_minor);
  add_count (json, "net_sales_minor", summary->net_sales_minor);
  add_count (json, "import_id", summary->import_id);
  add_count (json, "receipts_new", (gint64) summary->receipts_new);
  add_count (json, "receipts_kept", (gint64) summary->receipts_kept);
  add_kinds (json, summary);
  add_count (json, "rows_left_out", (gint64) summary->rows_left_out);
  add_count (json, "customers", (gint64) summary->customers);
  add_count (json, "customers_left_out", (gint64) summary->customers_left_out);
  add_count (json, "own_fields", (gint64) summary->own_fields);
  add_count (json, "own_values", (gint64) summary->own_values);
  add_count (json, "own_values_kept", (gint64) summary->own_values_kept);
  add_count (json, "products_created", (gint64) summary->products_created);
  add_count (json, "products_updated", (gint64) summary->products_updated);
  add_count (json, "stock_counts", (gint64) summary->stock_counts);
  add_count (json, "activities", (gint64) summary->activities);
  add_count (json, "deliveries", (gint64) summary->deliveries);
  add_count (json, "coupons", (gint64) summary->coupons);
  add_count (json, "permissions", (gint64) summary->permissions);
  add_count (json, "permissions_recorded", (gint64) summary->permissions_recorded);
  add_count (json, "permissions_undated", (gint64) summary->permissions_undated);
  add_count (json, "points", (gint64) summary->points);
  add_count (json, "points_corrected", (gint64) summary->points_corrected);
  add_reasons (json, "cells_dropped", batch->dropped);
  add_file (json, batch);
  add_text (json, "till", batch->till);
  add_text (json, "columns", batch->columns);
  add_text (json, "corrections", batch->corrections);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* Takes the text over; a count of none is left out. */
static void
add_words (GString *words, guint64 count, char *text)
{
  g_autofree char *taken = text;

  if (count > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", taken);
}

static void
add_receipts (GString *words, const RgImportSummary *summary)
{
  g_autofree char *made = rg_number_format ((gint64) summary->receipts_new);
  g_autofree char *changed = rg_number_format ((gint64) summary->receipts_changed);

  add_words (words, summary->receipts_new,
             /* Translators: %s is a number; another count may follow, such as ", 3 changed". */
             g_strdup_printf (P_ ("%s new receipt", "%s new receipts", summary->receipts_new),
                              made));
  add_words (words, summary->receipts_changed,
             /* Translators: %s receipts came with other lines than before. */
             g_strdup_printf (P_ ("%s changed", "%s changed", summary->receipts_changed),
                              changed));
}

static void
add_customers (GString *words, const RgImportSummary *summary)
{
  g_autofree char *made = rg_number_format ((gint64) summary->customers_created);
  g_autofree char *updated = rg_number_format ((gint64) summary->customers_updated);
  g_autofree char *said = rg_number_format ((gint64) summary->permissions_recorded);
  g_autofree char *points = rg_number_format ((gint64) summary->points_corrected);

  add_words (words, summary->customers_created,
             /* Translators: %s is a number; another count may follow, such as ", 17 updated". */
             g_strdup_printf (P_ ("%s new customer", "%s new customers",
                                  summary->customers_created), made));
  add_words (words, summary->customers_updated,
             /* Translators: %s customers whom the shop knew already. */
             g_strdup_printf (P_ ("%s updated", "%s updated", summary->customers_updated),
                              updated));
  add_words (words, summary->points_corrected,
             /* Translators: %s customers who have another number of loyalty points now. */
             g_strdup_printf (P_ ("points of %s customer", "points of %s customers",
                                  summary->points_corrected), points));
  add_words (words, summary->permissions_recorded,
             /* Translators: %s permissions to write or to call. */
             g_strdup_printf (P_ ("%s permission", "%s permissions",
                                  summary->permissions_recorded), said));
}

static void
add_goods (GString *words, const RgImportSummary *summary)
{
  g_autofree char *updated = rg_number_format ((gint64) summary->products_updated);
  g_autofree char *counts = rg_number_format ((gint64) summary->stock_counts);
  g_autofree char *activities = rg_number_format ((gint64) summary->activities);

  add_words (words, summary->products_updated,
             /* Translators: %s products whose cost, supplier or name is another now. */
             g_strdup_printf (P_ ("%s product updated", "%s products updated",
                                  summary->products_updated), updated));
  add_words (words, summary->stock_counts,
             g_strdup_printf (P_ ("%s stock count", "%s stock counts", summary->stock_counts),
                              counts));
  add_words (words, summary->activities,
             /* Translators: how often somebody looked at something or left it in the basket. */
             g_strdup_printf (P_ ("%s activity in the web shop", "%s activities in the web shop",
                                  summary->activities), activities));
}

char *
rg_import_summary_dup_counts (const RgImportSummary *summary)
{
  g_autoptr (GString) words = g_string_new (NULL);

  add_receipts (words, summary);
  add_customers (words, summary);
  add_goods (words, summary);
  if (words->len == 0)
    /* Translators: how many receipts or customers an import brought. */
    g_string_append (words, _("nothing new"));
  return g_string_free_and_steal (g_steal_pointer (&words));
}
