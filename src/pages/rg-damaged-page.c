/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rescues and exports on threads, with the window's bar for long work, and tells what became of
 * it. */
#include "pages/rg-damaged-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-job.h"
#include "store/rg-store-salvage.h"
#include "transfer/rg-readable-export.h"

struct _RgDamagedPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status;
  AdwPreferencesGroup *rescued_group;
  GtkWidget *use_button;
  GtkWidget *ways_group;
  GtkWidget *restore_button;
  GtkWidget *without_row;
  AdwActionRow *file_row;
  AdwActionRow *error_row;

  char *path;
  char *rescued;   /* path of what was rescued; else NULL */
  GPtrArray *rows; /* of the rescued group, borrowed */
  RgJob *job;      /* while something runs */
};

enum
{
  SIGNAL_OPEN_WITHOUT,
  SIGNAL_TRY_AGAIN,
  SIGNAL_USE_RESCUED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDamagedPage, rg_damaged_page, ADW_TYPE_NAVIGATION_PAGE)

/* What a manager knows a table as; the others are counted together. */
static const struct
{
  const char *table;
  const char *title;
} rg_damaged_titles[] = {
  { "customer", N_("Customers") },   { "contact_point", N_("E-mail, telephone, addresses") },
  { "consent", N_("Permissions") },  { "receipt", N_("Receipts") },
  { "receipt_line", N_("Products on receipts") }, { "product", N_("Products") },
  { "segment", N_("Segments") },     { "campaign", N_("Campaigns") },
  { "task", N_("Tasks") },           { "ticket", N_("Tickets") },
  { "points_entry", N_("Points") },  { "action", N_("History") },
};

/* --- long work --- */

static void
rg_damaged_page_begin (RgDamagedPage *self, const char *label)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  self->job = rg_job_new (label, cancellable);
  rg_job_set_fraction (self->job, -1);
  gtk_widget_set_sensitive (self->ways_group, FALSE);
  g_object_set (gtk_widget_get_root (GTK_WIDGET (self)), "job", self->job, NULL);
}

/* FALSE where the page has gone meanwhile. Says what went wrong. */
static gboolean
rg_damaged_page_end (RgDamagedPage *self, const char *heading, const GError *error)
{
  rg_job_end (self->job);
  g_clear_object (&self->job);
  if (!self->status)
    return FALSE;
  gtk_widget_set_sensitive (self->ways_group, TRUE);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = rg_error_text (error);
      AdwDialog *dialog = adw_alert_dialog_new (heading, text);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
  return error == NULL;
}

/* --- rescuing --- */

/* "120 saved, 2 could not be used". */
static char *
rg_damaged_page_count (const RgSalvagedTable *table)
{
  g_autofree char *saved = rg_number_format (table->saved);
  g_autofree char *refused = rg_number_format (table->refused);
  g_autofree char *stand_ins = rg_number_format (table->stand_ins);
  g_autofree char *pages = rg_number_format (table->lost_pages);
  GString *text = g_string_new (NULL);

  /* Translators: %s is a number of entries. */
  g_string_append_printf (text, PC_("entries", "%s saved", "%s saved", table->saved),
                          saved);
  if (table->refused > 0)
    /* Translators: goes on after "120 saved"; %s is a number of entries. */
    g_string_append_printf (text, P_(", %s could not be used", ", %s could not be used",
                                     table->refused), refused);
  if (table->stand_ins > 0)
    /* Translators: goes on after "120 saved"; %s is a number of entries. */
    g_string_append_printf (text, P_(", %s lost, of which only the number is known",
                                     ", %s lost, of which only the number is known",
                                     table->stand_ins), stand_ins);
  if (table->lost_pages > 0)
    /* Translators: goes on after "120 saved"; %s is a number of places in the file. */
    g_string_append_printf (text, P_(", lost what stood in %s damaged place",
                                     ", lost what stood in %s damaged places", table->lost_pages),
                            pages);
  return g_string_free_and_steal (text);
}

static void
rg_damaged_page_add_row (RgDamagedPage *self, const char *title, const RgSalvagedTable *table)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = rg_damaged_page_count (table);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->rescued_group, row);
  g_ptr_array_add (self->rows, row);
}

static const char *
rg_damaged_page_find_title (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_damaged_titles); i++)
    if (g_str_equal (rg_damaged_titles[i].table, table))
      return _(rg_damaged_titles[i].title);
  return NULL;
}

static void
rg_damaged_page_describe (RgDamagedPage *self, const RgSalvageReport *report)
{
  const gint64 good = report->n_pages - report->bad_pages;
  g_autofree char *saved = rg_number_format (rg_salvage_report_saved (report));
  g_autofree char *read = rg_number_format (good);
  g_autofree char *all = rg_number_format (report->n_pages);
  g_autofree char *name = g_path_get_basename (self->rescued);
  g_autofree char *parts
    = report->schema_lost
          ? g_strdup (_("The file’s own table of contents is lost, so nobody knows how much is "
                        "missing."))
          /* Translators: two numbers. */
          : g_strdup_printf (_("%1$s of %2$s parts of the file could be used."), read, all);
  /* Translators: a number, a sentence, a file's name. */
  g_autofree char *text = g_strdup_printf (
      _("%1$s entries are saved. %2$s They are in %3$s, beside the damaged file; that one is kept, "
        "whatever you do."),
      saved, parts, name);

  adw_preferences_group_set_description (self->rescued_group, text);
}

static void
rg_damaged_page_show_report (RgDamagedPage *self, const RgSalvageReport *report)
{
  RgSalvagedTable others = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->rescued_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  rg_damaged_page_describe (self, report);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvagedTable *table = g_ptr_array_index (report->tables, i);
      const char *title = rg_damaged_page_find_title (table->table);

      if (!title)
        {
          others.saved += table->saved;
          others.refused += table->refused;
          others.stand_ins += table->stand_ins;
          others.lost_pages += table->lost_pages;
        }
      else if (table->saved + table->refused + table->lost_pages > 0)
        rg_damaged_page_add_row (self, title, table);
    }
  rg_damaged_page_add_row (self, _("Everything else"), &others);
  gtk_widget_set_visible (GTK_WIDGET (self->rescued_group), TRUE);
  gtk_widget_grab_focus (self->use_button);
}

static void
rg_damaged_page_rescued_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgDamagedPage) self = RG_DAMAGED_PAGE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSalvageReport) report = rg_store_salvage_finish (result, &error);

  if (!report)
    g_clear_pointer (&self->rescued, g_free);
  if (rg_damaged_page_end (self, _("Nothing Was Rescued"), error))
    rg_damaged_page_show_report (self, report);
}

static void
rg_damaged_page_rescue_cb (RgDamagedPage *self)
{
  g_free (self->rescued);
  self->rescued = rg_store_dup_salvage_path (self->path);
  rg_damaged_page_begin (self, _("Rescuing what is readable"));
  rg_store_salvage_async (self->path, self->rescued, rg_job_get_cancellable (self->job),
                          rg_damaged_page_rescued_cb, g_object_ref (self));
}

static void
rg_damaged_page_use_cb (RgDamagedPage *self)
{
  if (self->rescued)
    g_signal_emit (self, signals[SIGNAL_USE_RESCUED], 0, self->rescued);
}

/* --- exporting --- */

static void
rg_damaged_page_exported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgDamagedPage) self = RG_DAMAGED_PAGE (data);
  g_autoptr (GError) error = NULL;
  const gint64 rows = rg_readable_export_finish (result, &error);
  g_autofree char *number = rg_number_format (rows);
  g_autofree char *text = NULL;

  if (!rg_damaged_page_end (self, _("Nothing Was Exported"), error))
    return;
  /* Translators: %s is a number. */
  text = g_strdup_printf (P_("%s entry exported", "%s entries exported", rows), number);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_damaged_page_folder_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgDamagedPage) self = RG_DAMAGED_PAGE (data);
  g_autoptr (GFile) folder
    = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;

  if (!path || !self->status || self->job)
    return;
  rg_damaged_page_begin (self, _("Exporting what is readable"));
  rg_readable_export_async (self->path, path, rg_job_get_cancellable (self->job),
                            rg_damaged_page_exported_cb, g_object_ref (self));
}

static void
rg_damaged_page_export_cb (RgDamagedPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Folder for the Tables"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (window), NULL, rg_damaged_page_folder_cb,
                                 g_object_ref (self));
}

/* --- the rest --- */

static void
rg_damaged_page_try_again_cb (RgDamagedPage *self)
{
  g_signal_emit (self, signals[SIGNAL_TRY_AGAIN], 0);
}

static void
rg_damaged_page_without_cb (RgDamagedPage *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_WITHOUT], 0);
}

static void
rg_damaged_page_show_folder_cb (RgDamagedPage *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

/* Else the keyboard would be on the scrolled window around the page. */
static void
rg_damaged_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rg_damaged_page_parent_class)->map (widget);
  gtk_widget_grab_focus (RG_DAMAGED_PAGE (widget)->restore_button);
}

static void
rg_damaged_page_dispose (GObject *object)
{
  RgDamagedPage *self = RG_DAMAGED_PAGE (object);

  if (self->job)
    g_cancellable_cancel (rg_job_get_cancellable (self->job));
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DAMAGED_PAGE);
  G_OBJECT_CLASS (rg_damaged_page_parent_class)->dispose (object);
}

static void
rg_damaged_page_finalize (GObject *object)
{
  RgDamagedPage *self = RG_DAMAGED_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_free (self->path);
  g_free (self->rescued);
  G_OBJECT_CLASS (rg_damaged_page_parent_class)->finalize (object);
}

static void
rg_damaged_page_class_init (RgDamagedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_damaged_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_damaged_page_finalize;
  widget_class->map = rg_damaged_page_map;

  signals[SIGNAL_OPEN_WITHOUT] = g_signal_new ("open-without", RG_TYPE_DAMAGED_PAGE,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               0);
  signals[SIGNAL_TRY_AGAIN] = g_signal_new ("try-again", RG_TYPE_DAMAGED_PAGE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_USE_RESCUED] = g_signal_new ("use-rescued", RG_TYPE_DAMAGED_PAGE,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                              1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-damaged-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, error_row);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, rescued_group);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, status);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, use_button);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, ways_group);
  gtk_widget_class_bind_template_child (widget_class, RgDamagedPage, without_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_rescue_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_show_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_use_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_damaged_page_without_cb);
}

static void
rg_damaged_page_init (RgDamagedPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Nothing is damaged: somebody copied a file, and left what belonged to the one before. */
static void
rg_damaged_page_tell_foreign (RgDamagedPage *self)
{
  adw_status_page_set_title (self->status, _("Changes of Another File Lie Beside the Shop"));
  adw_status_page_set_description (
      self->status, _("That happens when a shop’s file is copied over another one. The shop itself "
                      "is whole. Those changes were not taken in, and nothing was changed."));
  gtk_widget_remove_css_class (self->restore_button, "suggested-action");
  gtk_widget_set_visible (self->without_row, TRUE);
}

AdwNavigationPage *
rg_damaged_page_new (const char *path, const GError *error)
{
  RgDamagedPage *self = g_object_new (RG_TYPE_DAMAGED_PAGE, NULL);

  self->path = g_strdup (path);
  adw_action_row_set_subtitle (self->file_row, path);
  gtk_widget_set_visible (GTK_WIDGET (self->error_row), error != NULL);
  if (error)
    {
      g_autofree char *text = rg_error_text (error);

      adw_action_row_set_subtitle (self->error_row, text);
    }
  if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_FOREIGN_LOG))
    rg_damaged_page_tell_foreign (self);
  return ADW_NAVIGATION_PAGE (self);
}
