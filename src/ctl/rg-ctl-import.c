/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* regularsctl import, imports and undo-import. */
#include "config.h"

#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-private.h"

#include "base/rg-card.h"
#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-import-matches.h"
#include "store/rg-store-undo.h"
#include "transfer/rg-guess-field.h"
#include "transfer/rg-import-file.h"
#include "transfer/rg-import-recall.h"

#include <string.h>

#define REASONS_SHOWN 20

static gboolean
read_rules (RgDb *db, gpointer data, GError **error)
{
  RgImportRules **rules = data;

  *rules = rg_import_rules_read (db, error);
  return *rules != NULL;
}

static RgImportFile *
open_file (RgCtl *ctl, const char *argument, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (argument, "-"))
    /* Translators: the name of what comes through a pipe instead of from a file. */
    return rg_import_file_read_stream (rg_ctl_get_input (ctl), _("standard input"), NULL, error);
  path = rg_ctl_dup_path (ctl, argument);
  file = g_file_new_for_path (path);
  return rg_import_file_read (file, NULL, error);
}

static void
say_sheets (RgCtl *ctl, const RgImportFile *file)
{
  g_autofree char *names = g_strjoinv (", ", file->sheets);

  /* Translators: the name of a sheet, and a list of names. */
  rg_ctl_say (ctl, _("The sheet “%s” is read. There are: %s; --sheet says another one."),
              file->sheet, names);
}

/* Dates that could be read both ways are read one way, and it is said which. */
static void
say_open_dates (RgCtl *ctl, const RgMapping *mapping)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const RgMappingColumn *column = &mapping->columns[i];

      if (!rg_mapping_column_is_date (column) || !column->order_open)
        continue;
      if (column->order == RG_DATE_ORDER_MDY)
        /* Translators: %s is a column's name. */
        rg_ctl_say (ctl, _("The dates in “%s” are read with the month first."),
                    column->header);
      else
        /* Translators: %s is a column's name. */
        rg_ctl_say (ctl, _("The dates in “%s” are read with the day first."), column->header);
    }
}

/* What the options of import say. */
typedef struct {
  gboolean dry_run;
  gboolean matches;
  char *dialect;        /* or NULL */
  char *till;           /* or NULL: as the last time */
  char *charset;        /* or NULL: found out */
  char *sheet;          /* of a spreadsheet; NULL: the first that holds something */
  char *separator;      /* one character, or "tab"; NULL: found out */
  gboolean own_numbers;
  char **columns;       /* "Header=meaning", or NULL */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->dialect);
  g_free (options->till);
  g_free (options->charset);
  g_free (options->separator);
  g_free (options->sheet);
  g_strfreev (options->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The till that is named stands before the one of the last file with the same columns. */
static gboolean
set_till (RgMapping *mapping, const Options *options, GError **error)
{
  if (options->till == NULL)
    return TRUE;
  if (rg_card_in_text (options->till))
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           _("A till cannot have a payment card number as its name."));
      return FALSE;
    }
  rg_mapping_set_till (mapping, options->till, options->own_numbers);
  return TRUE;
}

static int
find_header (const RgMapping *mapping, const char *header)
{
  g_autofree char *wanted = rg_dialect_normalise (header);

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *has = rg_dialect_normalise (mapping->columns[i].header);

      if (g_str_equal (wanted, has))
        return (int) i;
    }
  return -1;
}

/* "new", or "new:" and a kind: a field that the import makes. NULL for anything else. */
static const RgOwnField *
add_field (RgMapping *mapping, int column, const char *meaning, const char *currency)
{
  g_autoptr (RgOwnField) guess = NULL;
  RgOwnKind kind;
  int named = -1;

  if (column < 0 || mapping->kind != RG_IMPORT_CUSTOMERS || !g_str_has_prefix (meaning, "new"))
    return NULL;
  meaning += strlen ("new");
  if (*meaning == ':' && rg_own_kind_from_id (meaning + 1, &kind))
    named = (int) kind;
  else if (*meaning != '\0')
    return NULL;
  guess = rg_guess_field (mapping, (guint) column, currency, named);
  return rg_mapping_add_own (mapping, guess);
}

/* "Header=meaning": a word of rg-role.c, the name of one of the shop's own fields, or a new one. */
static gboolean
set_column (RgMapping *mapping, const char *said, const char *currency, GError **error)
{
  const char *parts = strrchr (said, '=');
  g_autofree char *header =
    g_strndup (said, parts != NULL ? (gsize) (parts - said) : strlen (said));
  g_autofree char *shown = rg_card_dup_masked (header);
  const char *meaning = parts != NULL ? parts + 1 : "";
  const int column = find_header (mapping, header);
  const RgOwnField *field = mapping->kind == RG_IMPORT_CUSTOMERS
                              ? rg_own_fields_find (mapping->own_fields, meaning) : NULL;
  const RgRole role = rg_role_from_id (meaning);

  if (field == NULL)
    field = add_field (mapping, column, meaning, currency);
  const gboolean known = role != RG_ROLE_OWN && rg_role_fits (role, mapping->kind) &&
                         g_str_equal (rg_role_get_id (role), meaning);

  if (column < 0)
    /* Translators: %s is what should have been a column's name. */
    g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED, _("The file has no column “%s”."),
                 shown);
  else if (field != NULL)
    rg_mapping_set_own (mapping, (guint) column, field);
  else if (known)
    rg_mapping_set_role (mapping, (guint) column, role);
  else
    g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                 /* Translators: %s is what somebody typed as the meaning of a column. */
                 _("A column cannot mean “%s”. Name one of the shop’s own fields, or a word that "
                   "“regularsctl help import” tells."), meaning);
  return column >= 0 && (field != NULL || known);
}

static gboolean
set_columns (RgMapping *mapping, const Options *options, const char *currency, GError **error)
{
  for (guint i = 0; options->columns != NULL && options->columns[i] != NULL; i++)
    if (!set_column (mapping, options->columns[i], currency, error))
      return FALSE;
  return TRUE;
}

static char
read_separator (const char *text)
{
  if (text == NULL)
    return '\0';
  return g_str_equal (text, "tab") || g_str_equal (text, "\\t") ? '\t' : *text;
}

static RgImportBatch *
read_batch (RgCtl *ctl, RgStore *store, const char *argument, const Options *options,
            GError **error)
{
  g_autoptr (RgImportFile) file = open_file (ctl, argument, error);
  g_autoptr (RgImportRules) rules = NULL;
  g_autoptr (RgMapping) mapping = NULL;
  RgImportBatch *batch;
  RgPlanContext context;

  if (file == NULL ||
      (options->charset != NULL && rg_import_file_has_charset (file) &&
       !rg_import_file_set_charset (file, options->charset, error)) ||
      (options->sheet != NULL && !rg_import_file_set_sheet (file, options->sheet, error)) ||
      !rg_store_read_sync (store, RG_READER_ROWS, read_rules, &rules, NULL, error))
    return NULL;
  mapping = rg_mapping_new_separated (file->text, read_separator (options->separator),
                                      options->dialect, -1, error);
  if (mapping == NULL ||
      !rg_import_recall (store, mapping, options->dialect, NULL, NULL, error) ||
      !set_till (mapping, options, error) ||
      !set_columns (mapping, options, rules->currency, error))
    return NULL;
  if (options->sheet == NULL && file->sheets != NULL && g_strv_length (file->sheets) > 1)
    say_sheets (ctl, file);
  if (mapping->recalled)
    rg_ctl_say (ctl, _("The columns mean what was chosen for such a file the last time."));
  say_open_dates (ctl, mapping);
  context = (RgPlanContext) { rules->currency, rules->digits,
                              (const char *const *) rules->card_ranges };
  batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, error);
  if (batch != NULL)
    rg_import_file_sign (file, batch);
  return batch;
}

void
rg_ctl_print_refusals (RgCtl *ctl, const GArray *reasons, guint64 n)
{
  for (guint i = 0; i < MIN (reasons->len, REASONS_SHOWN); i++)
    {
      const RgImportRefusal *refusal = &g_array_index (reasons, RgImportRefusal, i);

      /* Translators: a row's number in a file, and what is wrong with it. */
      rg_ctl_print (ctl, _("  row %lu: %s\n"), (gulong) refusal->row, refusal->reason);
    }
  if (n > REASONS_SHOWN)
    rg_ctl_print (ctl, _("  and %lu more\n"), (gulong) (n - REASONS_SHOWN));
}

static void
print_sales (RgCtl *ctl, const RgImportSummary *summary, const char *currency)
{
  g_autofree char *net = rg_money_format (summary->net_sales_minor, currency);
  const guint64 *kinds = summary->lines_of_kind;

  rg_ctl_print (ctl, _("Receipts: %lu (%lu new, %lu changed, %lu known)\n"),
                (gulong) summary->receipts, (gulong) summary->receipts_new,
                (gulong) summary->receipts_changed, (gulong) summary->receipts_known);
  if (summary->receipts_kept > 0)
    rg_ctl_print (ctl,
                  _("Receipts left as they were edited by hand: %lu\n"),
                  (gulong) summary->receipts_kept);
  rg_ctl_print (ctl, _("New lines: %lu\n"), (gulong) summary->lines);
  rg_ctl_print (ctl,
                _("In the file: %lu sales, %lu returns, %lu fees, %lu gift cards, "
                  "%lu adjustments\n"),
                (gulong) kinds[RG_LINE_SALE], (gulong) kinds[RG_LINE_RETURN],
                (gulong) kinds[RG_LINE_FEE], (gulong) kinds[RG_LINE_GIFT_CARD],
                (gulong) kinds[RG_LINE_ADJUSTMENT]);
  /* Translators: %s is an amount of money. */
  rg_ctl_print (ctl, _("Net sales: %s\n"), net);
  if (summary->coupons > 0)
    rg_ctl_print (ctl, _("Coupons used: %lu\n"), (gulong) summary->coupons);
  if (summary->deliveries > 0)
    rg_ctl_print (ctl, _("Deliveries, new or different: %lu\n"), (gulong) summary->deliveries);
}

static char *
join_texts (const GPtrArray *texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (texts, i));
  return g_string_free_and_steal (g_steal_pointer (&joined));
}

/* What the file says of itself, and what it does not say. */
static void
print_file (RgCtl *ctl, const RgImportBatch *batch)
{
  g_autofree char *left = join_texts (batch->left_behind);
  g_autofree char *cards = join_texts (batch->card_columns);

  if (batch->n_totals > 0)
    rg_ctl_print (ctl, _("The file’s own totals: %lu compared, %lu differ\n"),
                  (gulong) batch->n_totals, (gulong) batch->n_totals_differ);
  rg_ctl_print_refusals (ctl, batch->totals, batch->n_totals_differ);
  for (guint i = 0; i < batch->unknown->len; i++)
    rg_ctl_print (ctl, "%s\n", (const char *) g_ptr_array_index (batch->unknown, i));
  if (*cards != '\0')
    /* Translators: %s is a list of column names. */
    rg_ctl_print (ctl, _("Columns about payments, never looked at: %s\n"), cards);
  if (*left != '\0')
    /* Translators: %s is a list of column names. */
    rg_ctl_print (ctl, _("Columns that are not imported: %s\n"), left);
}

static void
print_summary (RgCtl *ctl, const RgImportSummary *summary, const RgImportBatch *batch,
               const char *currency, gboolean dry_run)
{
  rg_ctl_print (ctl, "%s\n", batch->file_name);
  rg_ctl_print (ctl, _("Rows: %lu\n"), (gulong) summary->rows);
  if (batch->kind == RG_IMPORT_SALES)
    print_sales (ctl, summary, currency);
  if (batch->kind == RG_IMPORT_PRODUCTS)
    rg_ctl_print (ctl, _("Products: %lu new, %lu updated; stock counts: %lu\n"),
                  (gulong) summary->products_created, (gulong) summary->products_updated,
                  (gulong) summary->stock_counts);
  if (batch->kind == RG_IMPORT_ACTIVITY)
    rg_ctl_print (ctl, _("Web activity: %u in the file, %lu new\n"), batch->activities->len,
                  (gulong) summary->activities);
  rg_ctl_print (ctl,
                _("Customers: %lu new, %lu updated\n"),
                (gulong) summary->customers_created, (gulong) summary->customers_updated);
  if (summary->own_fields > 0)
    rg_ctl_print (ctl, _("New own fields: %lu\n"), (gulong) summary->own_fields);
  if (summary->own_values + summary->own_values_kept > 0)
    rg_ctl_print (ctl, _("Own fields: %lu filled in, %lu left as they were written by hand\n"),
                  (gulong) summary->own_values, (gulong) summary->own_values_kept);
  if (summary->points > 0)
    rg_ctl_print (ctl, _("Points: %lu read, %lu corrected\n"), (gulong) summary->points,
                  (gulong) summary->points_corrected);
  if (summary->permissions > 0)
    rg_ctl_print (ctl,
                  _("Permissions: %lu read, %lu recorded\n"),
                  (gulong) summary->permissions, (gulong) summary->permissions_recorded);
  if (summary->permissions_undated > 0)
    rg_ctl_print (ctl,
                  _("Permissions without a date, counted from the day of the import: %lu\n"),
                  (gulong) summary->permissions_undated);
  if (summary->rows_left_out > 0)
    rg_ctl_print (ctl, _("Rows of cancelled receipts: %lu\n"),
                  (gulong) summary->rows_left_out);
  rg_ctl_print (ctl, _("Rows refused: %lu\n"), (gulong) summary->rows_refused);
  rg_ctl_print_refusals (ctl, batch->refusals, summary->rows_refused);
  if (summary->cells_dropped > 0)
    {
      rg_ctl_print (ctl, _("Cells left out: %lu\n"), (gulong) summary->cells_dropped);
      rg_ctl_print_refusals (ctl, batch->dropped, summary->cells_dropped);
    }
  print_file (ctl, batch);
  if (dry_run)
    rg_ctl_print (ctl, _("Nothing was written.\n"));
  else if (summary->import_id == 0)
    rg_ctl_print (ctl, _("Everything was known already. Nothing was changed.\n"));
  else
    rg_ctl_print (ctl, _("Import %ld is done.\n"), (glong) summary->import_id);
}

/* Each person of the file, and why it is that customer. */
static void
print_matches (RgCtl *ctl, const GPtrArray *matches)
{
  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      g_autofree char *text = rg_import_match_dup_text (g_ptr_array_index (matches, i));

      rg_ctl_print (ctl, "  %s\n", text);
    }
}

static GByteArray *
read_uuids (RgCtl *ctl, const GPtrArray *matches)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < matches->len; i++)
    g_array_append_val (ids, ((const RgImportMatch *) matches->pdata[i])->customer);
  return rg_ctl_read_uuids (ctl, RG_UUIDS_CUSTOMER, ids);
}

static void
json_matches (RgCtl *ctl, const GPtrArray *matches)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  g_autoptr (GByteArray) uuids = read_uuids (ctl, matches);

  json_builder_set_member_name (json, "matches");
  json_builder_begin_array (json);
  for (guint i = 0; i < matches->len; i++)
    {
      const RgImportMatch *match = g_ptr_array_index (matches, i);

      json_builder_begin_object (json);
      rg_ctl_json_int (ctl, "row", match->row);
      rg_ctl_json_uuid (ctl, "customer",
                        match->customer != 0 ? uuids->data + i * RG_UUID_SIZE : NULL);
      rg_ctl_json_text (ctl, "why", rg_import_why_word (match->why));
      rg_ctl_json_text (ctl, "name", match->name);
      rg_ctl_json_text (ctl, "known_as", match->known_as);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* The names that scripts may rely on; the import keeps the rest beside them (see `imports`). */
static void
print_json (RgCtl *ctl, const RgImportSummary *summary, const RgImportBatch *batch,
            const GPtrArray *matches)
{
  static const char *const names[] = {
    "rows",
    "receipts",
    "lines",
    "returns",
    "customers_created",
    "customers_updated",
    "receipts_changed",
    "rows_refused",
    "refusals",
    "net_minor",
    "net_sales_minor",
    "import_id",
    "dialect",
    "totals",
    "totals_differ",
    "differences",
    "unknown",
    "left_behind",
    "card_columns",
    "products_created",
    "products_updated",
    "stock_counts",
    "activities",
    "deliveries",
    "coupons",
    "own_fields",
    "own_values",
    "own_values_kept",
  };
  g_autofree char *text = rg_import_summary_to_json (summary, batch);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (json, names[i]);
      json_builder_add_value (json,
                              json_object_dup_member (json_node_get_object (node), names[i]));
    }
  if (matches != NULL)
    json_matches (ctl, matches);
  json_builder_end_object (json);
}

static gboolean
import_one (RgCtl *ctl, const char *argument, const Options *options, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  g_autoptr (RgImportBatch) batch = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  RgImportSummary summary = { 0 };

  if (store == NULL)
    return FALSE;
  if (!options->dry_run && rg_store_get_shop (store)->is_sample)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           _("This is the sample shop, and nothing is imported into it. Make a "
                             "shop of your own with “regularsctl init”."));
      return FALSE;
    }
  batch = read_batch (ctl, store, argument, options, error);
  if (batch == NULL)
    {
      g_prefix_error (error, "%s: ", argument);
      return FALSE;
    }
  if ((options->dry_run || options->matches) &&
      !rg_store_check_import_matches_sync (store, batch, &summary,
                                           options->matches ? &matches : NULL, NULL, error))
    return FALSE;
  if (!options->dry_run &&
      !rg_store_import_sync (store, batch, NULL, NULL, NULL, &summary, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    print_json (ctl, &summary, batch, matches);
  else
    {
      print_matches (ctl, matches);
      print_summary (ctl, &summary, batch, rg_store_get_shop (store)->currency,
                     options->dry_run);
    }
  return TRUE;
}

static gboolean
run_import (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (Options) options = { FALSE };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "matches", 0, 0, G_OPTION_ARG_NONE, &options.matches, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.dialect, NULL, NULL },
    { "till", 0, 0, G_OPTION_ARG_STRING, &options.till, NULL, NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options.charset, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, NULL, NULL },
    { "separator", 0, 0, G_OPTION_ARG_STRING, &options.separator, NULL, NULL },
    { "own-numbers", 0, 0, G_OPTION_ARG_NONE, &options.own_numbers, NULL, NULL },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.columns, NULL, NULL },
    { NULL },
  };
  gboolean many;

  if (!rg_ctl_parse (ctl, &args, entries, 1, G_MAXUINT, error))
    return FALSE;
  many = args[2] != NULL && rg_ctl_wants_json (ctl);
  if (many)
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 1; args[i] != NULL; i++)
    if (!import_one (ctl, args[i], &options, error))
      return FALSE;
  if (!options.dry_run)
    rg_ctl_keep_backup (ctl, rg_ctl_get_store (ctl, NULL));
  if (many)
    json_builder_end_array (rg_ctl_get_json (ctl));
  return TRUE;
}

static gboolean
read_imports (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **imports = data;

  *imports = rg_imports_read (db, error);
  return *imports != NULL;
}

static void
json_import (RgCtl *ctl, const RgImportRow *row)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  g_autoptr (JsonNode) summary = json_from_string (row->summary, NULL);

  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "import_id", row->id);
  rg_ctl_json_text (ctl, "uuid", row->uuid);
  rg_ctl_json_text (ctl, "kind", row->kind);
  rg_ctl_json_text (ctl, "dialect", row->dialect);
  rg_ctl_json_text (ctl, "file_name", row->file_name);
  rg_ctl_json_text (ctl, "state", row->state);
  rg_ctl_json_int (ctl, "at", row->at);
  json_builder_set_member_name (json, "summary");
  if (summary != NULL)
    json_builder_add_value (json, g_steal_pointer (&summary));
  else
    json_builder_add_null_value (json);
  json_builder_end_object (json);
}

static void
print_import (RgCtl *ctl, const RgImportRow *row)
{
  g_autofree char *day = rg_day_format_iso (rg_instant_day (row->at, NULL));

  rg_ctl_print (ctl, "%ld  %s  %s  %s%s\n", (glong) row->id, day, row->kind,
                row->file_name,
                g_str_equal (row->state, "taken-back") ? _("  (taken back)") : "");
}

static gboolean
run_imports (RgCtl *ctl, GStrv args, GError **error)
{
  RgStore *store;
  g_autoptr (GPtrArray) imports = NULL;

  if (!rg_ctl_parse (ctl, &args, NULL, 0, 0, error))
    return FALSE;
  store = rg_ctl_get_store (ctl, error);
  if (store == NULL ||
      !rg_store_read_sync (store, RG_READER_ROWS, read_imports, &imports, NULL, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < imports->len; i++)
    if (rg_ctl_wants_json (ctl))
      json_import (ctl, g_ptr_array_index (imports, i));
    else
      print_import (ctl, g_ptr_array_index (imports, i));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  else if (imports->len == 0)
    rg_ctl_print (ctl, _("Nothing has been imported yet.\n"));
  return TRUE;
}

typedef struct {
  gint64 id;
  RgImportRow *row;
} OneImport;

static gboolean
read_import (RgDb *db, gpointer data, GError **error)
{
  OneImport *one = data;

  one->row = rg_import_read (db, one->id, error);
  return one->row != NULL;
}

static gboolean
run_undo_import (RgCtl *ctl, GStrv args, GError **error)
{
  OneImport one = { 0, NULL };
  g_autoptr (RgImportRow) row = NULL;
  RgStore *store;
  gint64 undo_id = 0;

  if (!rg_ctl_parse (ctl, &args, NULL, 1, 1, error) ||
      !rg_ctl_parse_id (args[1], &one.id, error))
    return FALSE;
  store = rg_ctl_get_store (ctl, error);
  if (store == NULL ||
      !rg_store_read_sync (store, RG_READER_ROWS, read_import, &one, NULL, error))
    return FALSE;
  row = one.row;
  if (g_str_equal (row->state, "taken-back"))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                   _("Import %ld has been taken back already."), (glong) row->id);
      return FALSE;
    }
  if (!rg_store_take_back_sync (store, row->action_id, &undo_id, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "import_id", row->id);
      rg_ctl_json_int (ctl, "action_id", undo_id);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  else
    /* Translators: %s is a file's name. */
    rg_ctl_print (ctl, _("The import of %s was taken back.\n"), row->file_name);
  return TRUE;
}

const RgCtlCommand rg_ctl_import_commands[] = {
  { "import",
    "[--dry-run] [--matches] [--as FORMAT] [--encoding NAME] [--separator CHARACTER] "
    "[--sheet NAME] [--till NAME [--own-numbers]] [--column HEADER=MEANING]… FILE…",
    N_ ("Read in files of sales or customers"),
    N_ ("Columns are recognised by their names; --as sales, --as customers or the id of a till’s "
        "format decides where that fails. “-” reads standard input. Spreadsheets (XLSX, ODS) and "
        "vCards are read as well; of several sheets the first that holds something, or the one "
        "that --sheet names. The encoding and the separator are found out; --encoding and "
        "--separator (a character, or “tab”) say them. With --dry-run nothing is "
        "written: it says what the import would do, exactly. --matches adds each customer of "
        "the file, and why it is that one.\n\n"
        "Two tills may give the same receipt numbers. Where their files have no column for the "
        "branch or the till, --till says which one a file is from; it is remembered for files "
        "with the same columns. With --own-numbers the till also has customer numbers of its "
        "own; give both options with its customers, too.\n\n"
        "Columns with the name of one of the shop’s own fields fill it. --column says what another "
        "one means: the name of such a field, or a word such as “email”, “birthday”, “tags”, "
        "“owner” or “none”; it is remembered for files with the same columns. “new” makes a field "
        "of the column, of the kind that its cells look like, and “new:” with text, number, money, "
        "date, yes-no, one or several of that kind; it goes when the import is taken back."),
    run_import },
  { "imports", NULL, N_ ("List what was imported"), NULL, run_imports },
  { "undo-import", "ID", N_ ("Take an import back"),
    N_ ("What the import made goes, what it changed is as before. What others need by now stays."),
    run_undo_import },
  { NULL },
};
