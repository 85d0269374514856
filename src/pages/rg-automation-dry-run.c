/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an automation would have done. */
#include "pages/rg-automation-dry-run.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-automation-run.h"
#include "widgets/rg-speak.h"

struct _RgAutomationDryRun
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *run_row;
  GPtrArray *rows; /* GtkWidget, borrowed: what was found */

  RgStore *store;
  RgAutomation *automation;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RgAutomationDryRun, rg_automation_dry_run, ADW_TYPE_PREFERENCES_GROUP)

/* --- what was found --- */

static void
rg_automation_dry_run_clear (RgAutomationDryRun *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
rg_automation_dry_run_open_cb (GtkWidget *row)
{
  GVariant *query = g_object_get_data (G_OBJECT (row), "rg-people");

  gtk_widget_activate_action (row, "win.show-people", "@a{sv}", query);
}

/* Each person once, in the order in which it would have been for them. */
static GVariant *
rg_automation_dry_run_new_query (const char *title, RgFired *const *fired, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GVariantDict query;

  for (guint i = 0; i < n; i++)
    if (fired[i]->customer != 0 && g_hash_table_add (seen, &fired[i]->customer))
      g_array_append_val (ids, fired[i]->customer);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                          ids->len, sizeof (gint64)));
  return g_variant_ref_sink (g_variant_dict_end (&query));
}

static void
rg_automation_dry_run_add (RgAutomationDryRun *self, const char *title, RgFired *const *fired,
                           guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = rg_number_format (n);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (n > 0)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "rg-people",
                              rg_automation_dry_run_new_query (title, fired, n),
                              (GDestroyNotify) g_variant_unref);
      g_signal_connect (row, "activated", G_CALLBACK (rg_automation_dry_run_open_cb), NULL);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_automation_dry_run_add_weeks (RgAutomationDryRun *self, GPtrArray *fired, RgDay from, RgDay to)
{
  const int first_weekday = rg_store_get_shop (self->store)->first_weekday;
  guint at = 0;

  for (RgDay week = rg_day_week_start (from, first_weekday); week <= to; week += 7)
    {
      g_autofree char *day = rg_day_format (MAX (week, from));
      /* Translators: a week; %s is its first day. */
      g_autofree char *title = g_strdup_printf (_("From %s"), day);
      const guint first = at;

      while (at < fired->len && ((RgFired *) fired->pdata[at])->due_on < week + 7)
        at++;
      if (at > first)
        rg_automation_dry_run_add (self, title, (RgFired *const *) fired->pdata + first,
                                   at - first);
    }
}

static void
rg_automation_dry_run_show (RgAutomationDryRun *self, GPtrArray *fired, RgDay from, RgDay to)
{
  g_autofree char *number = rg_number_format (fired->len);
  g_autofree char *all = NULL;
  guint passed = 0;

  for (guint i = 0; i < fired->len; i++)
    passed += !((RgFired *) fired->pdata[i])->done;
  all = fired->len == 0 ? g_strdup (_("It would not have happened"))
                        : g_strdup_printf (P_("It would have happened %s time",
                                              "It would have happened %s times", fired->len),
                                           number);
  rg_automation_dry_run_add (self, all, (RgFired *const *) fired->pdata, fired->len);
  if (passed > 0)
    {
      g_autofree char *who = g_strdup_printf (
        P_("%u of them may not be contacted, and is left out",
           "%u of them may not be contacted, and are left out", passed), passed);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows->pdata[0]), who);
    }
  rg_automation_dry_run_add_weeks (self, fired, from, to);
  rg_speak (GTK_WIDGET (self), all);
}

/* --- asking --- */

static void
rg_automation_dry_run_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationDryRun) self = data;
  g_autoptr (GError) error = NULL;
  RgDay from, to;
  g_autoptr (GPtrArray) fired =
    rg_automation_dry_run_finish (RG_STORE (source), result, &from, &to, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  gtk_widget_set_sensitive (self->run_row, TRUE);
  rg_automation_dry_run_clear (self);
  if (fired != NULL)
    {
      rg_automation_dry_run_show (self, fired, from, to);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_automation_dry_run_cb (RgAutomationDryRun *self)
{
  const char *missing = self->automation != NULL ? rg_automation_missing_when (self->automation)
                                                 : NULL;

  if (self->automation == NULL)
    return;
  if (missing != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", missing);
      return;
    }
  gtk_widget_set_sensitive (self->run_row, FALSE);
  rg_automation_dry_run_async (self->store, self->automation, self->cancellable,
                               rg_automation_dry_run_done_cb, g_object_ref (self));
}

void
rg_automation_dry_run_set_store (RgAutomationDryRun *self, RgStore *store)
{
  g_set_object (&self->store, store);
}

void
rg_automation_dry_run_set_automation (RgAutomationDryRun *self, const RgAutomation *automation)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->automation, rg_automation_free);
  self->automation = rg_automation_copy (automation);
  rg_automation_dry_run_clear (self);
  gtk_widget_set_sensitive (self->run_row, TRUE);
}

/* --- GObject --- */

static void
rg_automation_dry_run_dispose (GObject *object)
{
  RgAutomationDryRun *self = RG_AUTOMATION_DRY_RUN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_automation_dry_run_parent_class)->dispose (object);
}

static void
rg_automation_dry_run_finalize (GObject *object)
{
  RgAutomationDryRun *self = RG_AUTOMATION_DRY_RUN (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->automation, rg_automation_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_automation_dry_run_parent_class)->finalize (object);
}

static void
rg_automation_dry_run_class_init (RgAutomationDryRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_automation_dry_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_automation_dry_run_finalize;
}

static void
rg_automation_dry_run_init (RgAutomationDryRun *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->run_row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->run_row), _("Look Back 90 Days"));
  g_signal_connect_object (self->run_row, "activated", G_CALLBACK (rg_automation_dry_run_cb),
                           self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->run_row);
}
