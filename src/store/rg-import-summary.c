/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The counts of an import as JSON: what --json prints and the table "import" keeps. */
#include <json-glib/json-glib.h>

#include "store/rg-store-import.h"

static void
add_count (JsonBuilder *json, const char *name, gint64 count)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, count);
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
  add_count (json, "products_created", (gint64) summary->products_created);
  add_count (json, "permissions", (gint64) summary->permissions);
  add_count (json, "permissions_recorded", (gint64) summary->permissions_recorded);
  add_reasons (json, "cells_dropped", batch->dropped);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}
