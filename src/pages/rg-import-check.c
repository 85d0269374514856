/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows for the counts of a checked file. */
#include "pages/rg-import-check.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define REASONS_SHOWN 100

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

/* A row with its figure at the end. */
static void
add_text (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
add_count (AdwPreferencesGroup *group, const char *title, guint64 count)
{
  g_autofree char *text = rg_number_format ((gint64) count);

  add_text (group, title, text);
}

static void
add_count_if_any (AdwPreferencesGroup *group, const char *title, guint64 count)
{
  if (count > 0)
    add_count (group, title, count);
}

/* Rows and reasons behind a row that opens. */
static void
add_reasons (AdwPreferencesGroup *group, const char *title, const GArray *reasons, guint64 count)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *text = rg_number_format ((gint64) count);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (expander), label);
  for (guint i = 0; i < MIN (reasons->len, REASONS_SHOWN); i++)
    {
      const RgImportRefusal *refusal = &g_array_index (reasons, RgImportRefusal, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *number = rg_number_format ((gint64) refusal->row);
      /* Translators: %s is a row's number in a file. */
      g_autofree char *where = g_strdup_printf (_("Row %s"), number);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), where);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refusal->reason);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  adw_preferences_group_add (group, expander);
}

static void
fill_receipts (AdwPreferencesPage *page, const RgImportSummary *summary, const char *currency)
{
  static const char *const kinds[] = { N_ ("Sales"), N_ ("Returns"), N_ ("Fees"),
                                       N_ ("Adjustments"), N_ ("Gift cards") };
  AdwPreferencesGroup *group = add_group (page, _("Receipts"));
  g_autofree char *net = rg_money_format (summary->net_sales_minor, currency);

  add_count (group, _("New"), summary->receipts_new);
  add_count_if_any (group, _("Known already"), summary->receipts_known);
  add_count_if_any (group, _("Changed since, to be replaced"), summary->receipts_changed);
  add_count_if_any (group, _("Edited by hand here, left as they are"), summary->receipts_kept);
  group = add_group (page, _("Lines"));
  for (RgLineKind kind = 0; kind < RG_LINE_KINDS; kind++)
    add_count_if_any (group, _(kinds[kind]), summary->lines_of_kind[kind]);
  add_text (group, _("Net sales"), net);
  if (summary->coupons > 0)
    add_count (add_group (page, _("Coupons")), _("Used"), summary->coupons);
  if (summary->deliveries > 0)
    add_count (add_group (page, _("Deliveries")), _("New or different"), summary->deliveries);
}

/* A row that leads further. */
static void
add_way (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Show"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

static void
fill_customers (AdwPreferencesPage *page, const RgImportSummary *summary)
{
  AdwPreferencesGroup *group = add_group (page, _("Customers"));

  add_count (group, _("New"), summary->customers_created);
  add_count_if_any (group, _("Updated"), summary->customers_updated);
  add_count_if_any (group, _("Deleted or erased here, left out"), summary->customers_left_out);
  if (summary->customers > 0)
    add_way (group, _("Who Is Who"), _("Each customer of the file, and why it is that one"),
             "dialog.show-matches");
  if (summary->own_values + summary->own_values_kept > 0)
    {
      group = add_group (page, _("Own Fields"));
      add_count_if_any (group, _("New fields"), summary->own_fields);
      add_count (group, _("Filled in"), summary->own_values);
      add_count_if_any (group, _("Written by hand here, left as they are"),
                        summary->own_values_kept);
    }
  if (summary->points > 0)
    {
      group = add_group (page, _("Points"));
      add_count (group, _("In the file"), summary->points);
      add_count (group, _("Customers who have another number here"), summary->points_corrected);
    }
  if (summary->permissions == 0)
    return;
  group = add_group (page, _("Permission"));
  add_count (group, _("In the file"), summary->permissions);
  add_count (group, _("Recorded, where the person had said nothing yet"),
             summary->permissions_recorded);
  add_count_if_any (group, _("Without a date in the file, counted from the day of the import"),
                    summary->permissions_undated);
}

/* Column names, one under the other, behind a row that opens. */
static void
add_columns (AdwPreferencesGroup *group, const char *title, const GPtrArray *headers)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *names = adw_action_row_new ();
  g_autofree char *count = rg_number_format ((gint64) headers->len);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *label = gtk_label_new (count);

  for (guint i = 0; i < headers->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (headers, i));
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (names), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (names), text->str);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), names);
  adw_preferences_group_add (group, row);
}

/* Whether the parts add up to what the file says itself. */
static void
fill_totals (AdwPreferencesPage *page, const RgImportBatch *batch)
{
  AdwPreferencesGroup *group;

  if (batch->n_totals == 0)
    return;
  group = add_group (page, _("The File’s Own Totals"));
  add_count (group, _("Compared"), batch->n_totals);
  if (batch->n_totals_differ > 0)
    add_reasons (group, _("Different, imported as their parts say"), batch->totals,
                 batch->n_totals_differ);
}

static void
fill_unknown (AdwPreferencesPage *page, const RgImportBatch *batch)
{
  AdwPreferencesGroup *group;

  if (batch->unknown->len + batch->left_behind->len + batch->card_columns->len == 0)
    return;
  group = add_group (page, _("What This File Cannot Tell"));
  for (guint i = 0; i < batch->unknown->len; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     g_ptr_array_index (batch->unknown, i));
      adw_preferences_group_add (group, row);
    }
  if (batch->card_columns->len > 0)
    add_columns (group, _("Columns about payments, never looked at"), batch->card_columns);
  if (batch->left_behind->len > 0)
    add_columns (group, _("Columns that are not imported"), batch->left_behind);
}

static void
fill_goods (AdwPreferencesPage *page, const RgImportSummary *summary, const RgImportBatch *batch)
{
  AdwPreferencesGroup *group = add_group (page, _("Products"));

  add_count (group, _("New"), summary->products_created);
  if (batch->kind == RG_IMPORT_PRODUCTS)
    {
      add_count (group, _("Updated"), summary->products_updated);
      add_count (group, _("Stock counts, new or different"), summary->stock_counts);
      return;
    }
  group = add_group (page, _("Web Activity"));
  add_count (group, _("New"), summary->activities);
  add_count_if_any (group, _("Known already"), batch->activities->len - summary->activities);
}

void
rg_import_check_fill (AdwPreferencesPage *page, const RgImportSummary *summary,
                      const RgImportBatch *batch, const char *currency)
{
  AdwPreferencesGroup *group = add_group (page, _("File"));

  add_count (group, _("Rows"), summary->rows);
  if (summary->rows_refused > 0)
    add_reasons (group, _("Rows that cannot be read"), batch->refusals, summary->rows_refused);
  add_count_if_any (group, _("Rows of cancelled receipts"), summary->rows_left_out);
  if (summary->cells_dropped > 0)
    add_reasons (group, _("Cells left out"), batch->dropped, summary->cells_dropped);
  if (batch->kind == RG_IMPORT_SALES)
    fill_receipts (page, summary, currency);
  fill_totals (page, batch);
  if (batch->kind == RG_IMPORT_PRODUCTS || batch->kind == RG_IMPORT_ACTIVITY)
    fill_goods (page, summary, batch);
  if (batch->kind != RG_IMPORT_PRODUCTS)
    fill_customers (page, summary);
  fill_unknown (page, batch);
}
