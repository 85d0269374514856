/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The import dialog. Files are read and checked on threads of their own; the mapping belongs to the
 * main thread, and each thread gets a copy. */
#include "pages/rg-import-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-import-check.h"
#include "pages/rg-import-file-group.h"
#include "pages/rg-import-matches-page.h"
#include "pages/rg-import-new-field.h"
#include "pages/rg-import-preview.h"
#include "pages/rg-import-run.h"
#include "pages/rg-origin-group.h"
#include "store/rg-import-matches.h"
#include "transfer/rg-import-file.h"
#include "transfer/rg-import-recall.h"
#include "widgets/rg-speak.h"

#include <string.h>

#define SAMPLE_ROWS 6
#define COLUMNS_PREVIEWED 20
#define COLUMNS_SHOWN 120 /* of a file with hundreds, which is hardly a till's */

/* What a column may mean. */
typedef struct {
  RgRole role;
  const RgOwnField *own; /* of RG_ROLE_OWN; the mapping's. NULL: a new one */
} ColumnChoice;

struct _RgImportDialog {
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  AdwNavigationPage *file_page;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwBanner *missing;
  GtkWidget *check_button;
  RgImportFileGroup *file_group;
  RgOriginGroup *origin_group;
  AdwPreferencesGroup *columns_group;
  GtkGrid *preview;
  AdwNavigationPage *result_page;
  GtkStack *result_stack;
  AdwStatusPage *result_failure;
  GtkWidget *import_button;

  RgStore *store;
  GVariant *query;
  GCancellable *cancellable;
  guint turn;              /* of the reading that counts: the last one */
  RgImportFile *file;
  RgMapping *mapping;
  RgImportOrigin *origin;  /* which till such a file was from */
  GPtrArray *samples;      /* GStrv: the first rows */
  GtkStringList *choices;  /* what a column may mean */
  guint fill_source;
  GPtrArray *column_rows;  /* AdwComboRow, one a column; owned by their group */
  GArray *roles;           /* ColumnChoice of each choice in them */
  gboolean filling;        /* the rows are being set, not chosen in */
  RgImportBatch *batch;    /* what was checked */
  RgImportSummary summary;
  GStrv matches;           /* who the people of the file are, in words */
  GtkWidget *result_rows;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgImportDialog, rg_import_dialog, ADW_TYPE_DIALOG)

/* --- The file --------------------------------------------------------------------------------- */

static guint
rg_import_dialog_n_shown (RgImportDialog *self)
{
  return MIN (self->mapping->n_columns, COLUMNS_SHOWN);
}

static void
rg_import_dialog_update_missing (RgImportDialog *self)
{
  g_autofree char *missing = rg_mapping_get_missing (self->mapping);

  adw_banner_set_title (self->missing, missing != NULL ? missing : "");
  adw_banner_set_revealed (self->missing, missing != NULL);
  gtk_widget_set_sensitive (self->check_button, missing == NULL);
}

static guint
rg_import_dialog_find_choice (RgImportDialog *self, const RgMappingColumn *column)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const ColumnChoice *choice = &g_array_index (self->roles, ColumnChoice, i);

      if (choice->role == column->role && choice->own == column->own)
        return i;
    }
  return 0;
}

/* Shows the roles as the mapping has them: choosing one may take it from another column. */
static void
rg_import_dialog_update_roles (RgImportDialog *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_combo_row_set_selected (
      g_ptr_array_index (self->column_rows, i),
      rg_import_dialog_find_choice (self, &self->mapping->columns[i]));
  self->filling = FALSE;
  rg_import_dialog_update_missing (self);
}

static GtkStringList *rg_import_dialog_list_roles (RgImportDialog *self);

/* The column has the field at once; that it is there is for the import to say. */
static void
rg_import_dialog_field_made (GObject *object, guint column, const RgOwnField *field)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);
  g_autoptr (GtkStringList) labels = NULL;
  const RgOwnField *added;
  guint at;

  if (self->mapping == NULL || column >= self->mapping->n_columns)
    return;
  added = rg_mapping_add_own (self->mapping, field);
  rg_mapping_set_own (self->mapping, column, added);
  labels = rg_import_dialog_list_roles (self);
  self->filling = TRUE;
  at = rg_import_dialog_find_choice (self, &self->mapping->columns[column]);
  gtk_string_list_splice (self->choices, at, 0, (const char *const[]){ added->name, NULL });
  rg_import_dialog_update_roles (self);
}

static void
rg_import_dialog_role_cb (AdwComboRow *row, GParamSpec *pspec, RgImportDialog *self)
{
  guint column, selected = adw_combo_row_get_selected (row);
  ColumnChoice choice;

  g_assert (RG_IS_IMPORT_DIALOG (self));

  if (self->filling || selected >= self->roles->len ||
      !g_ptr_array_find (self->column_rows, row, &column))
    return;
  choice = g_array_index (self->roles, ColumnChoice, selected);
  if (choice.role == RG_ROLE_OWN && choice.own == NULL)
    rg_import_new_field_ask (GTK_WIDGET (self), self->mapping, column,
                             rg_store_get_shop (self->store)->currency,
                             rg_import_dialog_field_made);
  else if (choice.own != NULL)
    rg_mapping_set_own (self->mapping, column, choice.own);
  else
    rg_mapping_set_role (self->mapping, column, choice.role);
  rg_import_dialog_update_roles (self);
  rg_origin_group_show (self->origin_group, self->mapping, self->origin);
}

/* The choices of each column: what files of this kind hold, the shop's own fields first. */
static GtkStringList *
rg_import_dialog_list_roles (RgImportDialog *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  const GPtrArray *own = self->mapping->own_fields;
  const ColumnChoice none = { RG_ROLE_NONE, NULL }, other = { RG_ROLE_OWN, NULL };

  g_array_set_size (self->roles, 0);
  g_array_append_val (self->roles, none);
  gtk_string_list_append (labels, rg_role_get_label (RG_ROLE_NONE));
  if (rg_role_fits (RG_ROLE_OWN, self->mapping->kind) && !rg_store_is_read_only (self->store))
    {
      g_array_append_val (self->roles, other);
      gtk_string_list_append (labels, _("New Field…"));
    }
  for (guint i = 0; rg_role_fits (RG_ROLE_OWN, self->mapping->kind) && i < own->len; i++)
    {
      const ColumnChoice choice = { RG_ROLE_OWN, g_ptr_array_index (own, i) };

      gtk_string_list_append (labels, choice.own->name);
      g_array_append_val (self->roles, choice);
    }
  for (RgRole role = RG_ROLE_NONE + 1; role < RG_N_ROLES; role++)
    if (role != RG_ROLE_OWN && rg_role_fits (role, self->mapping->kind))
      {
        const ColumnChoice choice = { role, NULL };

        gtk_string_list_append (labels, rg_role_get_label (role));
        g_array_append_val (self->roles, choice);
      }
  return labels;
}

/* A date that could be read both ways says how it is read. */
static void
rg_import_dialog_show_examples (RgImportDialog *self, AdwActionRow *row, GPtrArray *rows,
                                guint column)
{
  const RgMappingColumn *is = &self->mapping->columns[column];
  g_autofree char *examples = rg_import_preview_dup_examples (rows, column);
  g_autofree char *text = NULL;

  if (!rg_mapping_column_is_date (is) || !is->order_open)
    text = g_steal_pointer (&examples);
  else if (is->order == RG_DATE_ORDER_MDY)
    /* Translators: %s are dates such as "3/4/2026". */
    text = g_strdup_printf (_("%s, month first"), examples);
  else
    /* Translators: %s are dates such as "3/4/2026". */
    text = g_strdup_printf (_("%s, day first"), examples);
  adw_action_row_set_subtitle (row, text);
}

static void
rg_import_dialog_describe_columns (RgImportDialog *self)
{
  guint n_hidden = self->mapping->n_columns - rg_import_dialog_n_shown (self);
  g_autofree char *text = NULL;

  if (self->mapping->recalled)
    text = g_strdup (_("What each column of the file means, as you chose it the last time."));
  else if (n_hidden == 0)
    text = g_strdup (_("What each column of the file means. Correct what was not recognised."));
  else
    text = g_strdup_printf (P_ ("The file has %u more column, which is not shown.",
                                "The file has %u more columns, which are not shown.", n_hidden),
                            n_hidden);
  adw_preferences_group_set_description (self->columns_group, text);
}

static void
rg_import_dialog_add_column (RgImportDialog *self, guint column)
{
  GtkWidget *row = adw_combo_row_new ();
  const char *header = self->mapping->columns[column].header;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *header != '\0' ? header : _("Column without a name"));
  rg_import_dialog_show_examples (self, ADW_ACTION_ROW (row), self->samples, column);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->choices));
  adw_combo_row_set_selected (
    ADW_COMBO_ROW (row),
    rg_import_dialog_find_choice (self, &self->mapping->columns[column]));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (rg_import_dialog_role_cb), self,
                           0);
  adw_preferences_group_add (self->columns_group, row);
  g_ptr_array_add (self->column_rows, row);
}

/* Combo rows are heavy: one at a time, so that a file with many columns holds nothing up. */
static gboolean
rg_import_dialog_add_one_cb (gpointer data)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (data);
  guint n = rg_import_dialog_n_shown (self);

  if (self->column_rows->len < n)
    rg_import_dialog_add_column (self, self->column_rows->len);
  if (self->column_rows->len < n)
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

static void
rg_import_dialog_fill_columns (RgImportDialog *self)
{
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns_group, g_ptr_array_index (self->column_rows, i));
  g_ptr_array_set_size (self->column_rows, 0);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  self->samples = rg_mapping_preview (self->mapping, SAMPLE_ROWS);
  g_clear_object (&self->choices);
  self->choices = rg_import_dialog_list_roles (self);
  self->fill_source = g_idle_add (rg_import_dialog_add_one_cb, self);
  rg_import_dialog_describe_columns (self);
  rg_import_preview_fill (self->preview, self->mapping, self->samples,
                          MIN (rg_import_dialog_n_shown (self), COLUMNS_PREVIEWED));
  rg_import_dialog_update_missing (self);
}

static void
rg_import_dialog_update_title (RgImportDialog *self)
{
  static const char *const titles[] = { N_ ("Import Sales"), N_ ("Import Customers"),
                                        N_ ("Import Products"), N_ ("Import Web Activity") };

  adw_navigation_page_set_title (self->file_page, _(titles[self->mapping->kind]));
}

static void
rg_import_dialog_dialect_cb (RgImportDialog *self, guint selected)
{
  if (self->mapping == NULL || selected >= self->mapping->dialects->len)
    return;
  rg_mapping_set_dialect (self->mapping, g_ptr_array_index (self->mapping->dialects, selected));
  rg_import_dialog_update_title (self);
  rg_import_dialog_fill_columns (self);
  rg_origin_group_show (self->origin_group, self->mapping, self->origin);
}

typedef struct {
  RgStore *store;
  GFile *file;
  int kind; /* -1: either */
  guint turn;
  char *charset;   /* that somebody chose, with the separator; NULL where nobody has */
  char separator;
  char *sheet;     /* the same of a spreadsheet */
  RgImportFile *read;
  RgMapping *mapping;
  RgImportOrigin *origin;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_object_unref (reading->file);
  g_free (reading->charset);
  g_free (reading->sheet);
  g_clear_pointer (&reading->read, rg_import_file_free);
  g_clear_pointer (&reading->mapping, rg_mapping_free);
  g_clear_pointer (&reading->origin, rg_import_origin_free);
  g_free (reading);
}

static void
rg_import_dialog_read_in_thread (GTask *task, gpointer source, gpointer data,
                                 GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  /* What was read once is only understood in another way. */
  if (reading->read == NULL)
    reading->read = rg_import_file_read (reading->file, cancellable, &error);
  if (reading->read != NULL &&
      (reading->charset == NULL ||
       rg_import_file_set_charset (reading->read, reading->charset, &error)) &&
      (reading->sheet == NULL ||
       rg_import_file_set_sheet (reading->read, reading->sheet, &error)))
    reading->mapping = rg_mapping_new_separated (reading->read->text, reading->separator, NULL,
                                                 reading->kind, &error);
  if (reading->mapping != NULL &&
      rg_import_recall (reading->store, reading->mapping, NULL, cancellable, &reading->origin,
                        &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void rg_import_dialog_check_clicked_cb (RgImportDialog *self);

/* Whoever was told what the file is wants to see what it would bring. */
static void
rg_import_dialog_check_at_once (RgImportDialog *self)
{
  gboolean check = FALSE;

  if (g_variant_lookup (self->query, "check", "b", &check) && check
      && gtk_widget_get_sensitive (self->check_button))
    rg_import_dialog_check_clicked_cb (self);
}

/* A file that cannot be read as somebody chose stays as it was read before. */
static void
rg_import_dialog_say_failure (RgImportDialog *self, const char *text)
{
  if (self->mapping == NULL)
    {
      adw_status_page_set_description (self->failure, text);
      gtk_stack_set_visible_child_name (self->stack, "failure");
      rg_speak (GTK_WIDGET (self), text);
      return;
    }
  rg_import_file_group_show (self->file_group, self->file, self->mapping);
  rg_speak_banner (self->missing, text);
}

static void
rg_import_dialog_forget_file (RgImportDialog *self)
{
  g_clear_pointer (&self->file, rg_import_file_free);
  g_clear_pointer (&self->mapping, rg_mapping_free);
  g_clear_pointer (&self->origin, rg_import_origin_free);
}

static void
rg_import_dialog_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *text = rg_error_text (error);

      /* Where no file was named, nothing was begun. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          (reading == NULL || reading->turn == self->turn))
        rg_import_dialog_say_failure (self, text);
      return;
    }
  if (reading->turn != self->turn)
    return;
  rg_import_dialog_forget_file (self);
  self->file = g_steal_pointer (&reading->read);
  self->mapping = g_steal_pointer (&reading->mapping);
  self->origin = g_steal_pointer (&reading->origin);
  rg_import_dialog_update_title (self);
  rg_import_file_group_show (self->file_group, self->file, self->mapping);
  rg_import_dialog_fill_columns (self);
  rg_origin_group_show (self->origin_group, self->mapping, self->origin);
  gtk_widget_set_visible (self->check_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "columns");
  if (reading->charset == NULL && reading->sheet == NULL)
    rg_import_dialog_check_at_once (self);
}

static void
rg_import_dialog_read (RgImportDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, rg_import_dialog_read_cb, NULL);
  Reading *reading = NULL;
  const char *uri = "", *kind = "";

  g_variant_lookup (self->query, "uri", "&s", &uri);
  g_variant_lookup (self->query, "kind", "&s", &kind);
  if (*uri == '\0')
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no file was named");
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->store = g_object_ref (self->store);
  reading->file = g_file_new_for_uri (uri);
  reading->kind = g_str_equal (kind, "sales")       ? RG_IMPORT_SALES
                  : g_str_equal (kind, "customers") ? RG_IMPORT_CUSTOMERS
                                                    : -1;
  if (self->file != NULL)
    {
      reading->read = rg_import_file_copy (self->file);
      reading->separator = rg_import_file_group_get_separator (self->file_group);
      if (rg_import_file_has_charset (self->file))
        reading->charset = g_strdup (rg_import_file_group_get_charset (self->file_group));
      else
        reading->sheet = rg_import_file_group_dup_sheet (self->file_group);
    }
  reading->turn = ++self->turn;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, rg_import_dialog_read_in_thread);
}

static void
rg_import_dialog_reading_cb (RgImportDialog *self)
{
  if (self->file != NULL)
    rg_import_dialog_read (self);
}

/* --- Check File ------------------------------------------------------------------------------- */

typedef struct {
  RgStore *store;
  RgMapping *mapping;
  char *name;
  guint8 hash[32];
  RgImportBatch *batch;
  RgImportSummary summary;
  GStrv matches;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  g_object_unref (checking->store);
  rg_mapping_free (checking->mapping);
  g_clear_pointer (&checking->batch, rg_import_batch_free);
  g_strfreev (checking->matches);
  g_free (checking->name);
  g_free (checking);
}

static gboolean
rg_import_dialog_rules_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgImportRules **rules = data;

  *rules = rg_import_rules_read (db, error);
  return *rules != NULL;
}

static gboolean
rg_import_dialog_check_file (Checking *checking, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgImportRules) rules = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  RgPlanContext context;

  if (!rg_store_read_sync (checking->store, RG_READER_REPORT, rg_import_dialog_rules_in_thread,
                           &rules, cancellable, error))
    return FALSE;
  context = (RgPlanContext) { rules->currency, rules->digits,
                              (const char *const *) rules->card_ranges };
  checking->batch =
    rg_import_plan_read (checking->mapping, &context, cancellable, NULL, NULL, error);
  if (checking->batch == NULL)
    return FALSE;
  g_set_str (&checking->batch->file_name, checking->name);
  memcpy (checking->batch->file_hash, checking->hash, sizeof checking->hash);
  if (!rg_store_check_import_matches_sync (checking->store, checking->batch, &checking->summary,
                                           &matches, cancellable, error))
    return FALSE;
  checking->matches = g_new0 (char *, matches->len + 1);
  for (guint i = 0; i < matches->len; i++)
    checking->matches[i] = rg_import_match_dup_text (g_ptr_array_index (matches, i));
  return TRUE;
}

static void
rg_import_dialog_check_in_thread (GTask *task, gpointer source, gpointer data,
                                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (rg_import_dialog_check_file (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rg_import_dialog_show_result (RgImportDialog *self)
{
  GtkWidget *rows = adw_preferences_page_new ();
  g_autofree char *counts = rg_import_summary_dup_counts (&self->summary);
  /* Translators: spoken when a file has been checked. %s is what is in it: "84 receipts". */
  g_autofree char *text = g_strdup_printf (_("Checked: %s"), counts);

  if (self->result_rows != NULL)
    gtk_stack_remove (self->result_stack, self->result_rows);
  self->result_rows = rows;
  gtk_stack_add_named (self->result_stack, rows, "rows");
  rg_import_check_fill (ADW_PREFERENCES_PAGE (rows), &self->summary, self->batch,
                        rg_store_get_shop (self->store)->currency);
  gtk_stack_set_visible_child_name (self->result_stack, "rows");
  rg_speak (GTK_WIDGET (self), text);
  gtk_widget_set_sensitive (self->import_button, TRUE);
}

static void
rg_import_dialog_check_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);
  Checking *checking = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *text = rg_error_text (error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->result_failure, text);
      gtk_stack_set_visible_child_name (self->result_stack, "failure");
      rg_speak (GTK_WIDGET (self), text);
      return;
    }
  g_clear_pointer (&self->batch, rg_import_batch_free);
  self->batch = g_steal_pointer (&checking->batch);
  self->summary = checking->summary;
  g_strfreev (self->matches);
  self->matches = g_steal_pointer (&checking->matches);
  rg_import_dialog_show_result (self);
}

static void
rg_import_dialog_check_clicked_cb (RgImportDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, rg_import_dialog_check_cb, NULL);
  Checking *checking = g_new0 (Checking, 1);

  checking->store = g_object_ref (self->store);
  checking->mapping = rg_mapping_copy (self->mapping);
  checking->name = g_strdup (self->file->name);
  memcpy (checking->hash, self->file->hash, sizeof checking->hash);
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_stack_set_visible_child_name (self->result_stack, "checking");
  adw_navigation_view_push (self->navigation, self->result_page);
  g_task_set_task_data (task, checking, checking_free);
  g_task_run_in_thread (task, rg_import_dialog_check_in_thread);
}

static void
rg_import_dialog_show_matches (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (widget);

  if (self->matches != NULL)
    adw_navigation_view_push (
      self->navigation,
      rg_import_matches_page_new ((const char *const *) self->matches));
}

/* To take all of them down at once holds the window up, like building them. */
static gboolean
rg_import_dialog_remove_one_cb (gpointer data)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (data);

  if (self->column_rows->len == 0)
    return G_SOURCE_REMOVE;
  adw_preferences_group_remove (self->columns_group,
                                g_ptr_array_steal_index (self->column_rows,
                                                         self->column_rows->len - 1));
  return G_SOURCE_CONTINUE;
}

/* The rows lie below the page that is seen. */
static gboolean
rg_import_dialog_close_cb (gpointer data)
{
  if (rg_import_dialog_remove_one_cb (data) == G_SOURCE_CONTINUE)
    return G_SOURCE_CONTINUE;
  adw_dialog_close (ADW_DIALOG (data));
  return G_SOURCE_REMOVE;
}

static void
rg_import_dialog_take_down (RgImportDialog *self, GSourceFunc func)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, func, g_object_ref (self), g_object_unref);
}

static void
rg_import_dialog_import_clicked_cb (RgImportDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->batch == NULL)
    return;
  rg_import_run (self->store, g_steal_pointer (&self->batch), window);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), FALSE);
  rg_import_dialog_take_down (self, rg_import_dialog_close_cb);
}

/* --- GObject ---------------------------------------------------------------------------------- */

static void
rg_import_dialog_closed (AdwDialog *dialog)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  rg_import_dialog_take_down (self, rg_import_dialog_remove_one_cb);
}

static void
rg_import_dialog_constructed (GObject *object)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);

  G_OBJECT_CLASS (rg_import_dialog_parent_class)->constructed (object);
  if (rg_store_get_shop (self->store)->is_sample)
    gtk_stack_set_visible_child_name (self->stack, "sample");
  else
    rg_import_dialog_read (self);
}

static void
rg_import_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      self->query = g_value_dup_variant (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_import_dialog_dispose (GObject *object)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->choices);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_import_dialog_parent_class)->dispose (object);
}

static void
rg_import_dialog_finalize (GObject *object)
{
  RgImportDialog *self = RG_IMPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, g_variant_unref);
  rg_import_dialog_forget_file (self);
  g_clear_pointer (&self->batch, rg_import_batch_free);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_strfreev (self->matches);
  g_ptr_array_unref (self->column_rows);
  g_array_unref (self->roles);

  G_OBJECT_CLASS (rg_import_dialog_parent_class)->finalize (object);
}

static void
rg_import_dialog_class_init (RgImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_import_dialog_constructed;
  object_class->set_property = rg_import_dialog_set_property;
  object_class->dispose = rg_import_dialog_dispose;
  object_class->finalize = rg_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = rg_import_dialog_closed;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "dialog.show-matches", NULL,
                                   rg_import_dialog_show_matches);
  g_type_ensure (RG_TYPE_IMPORT_FILE_GROUP);
  g_type_ensure (RG_TYPE_ORIGIN_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, check_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, file_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, file_page);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, result_failure);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, result_page);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, result_stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportDialog, origin_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_dialog_check_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_dialog_dialect_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_dialog_import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_dialog_reading_cb);
}

static void
rg_import_dialog_init (RgImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->column_rows = g_ptr_array_new ();
  self->roles = g_array_new (FALSE, FALSE, sizeof (ColumnChoice));
  gtk_widget_init_template (GTK_WIDGET (self));
}
