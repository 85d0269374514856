/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks about missing days. */
#include "pages/rg-gaps-group.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-closed-days.h"

/* More questions than this are no morning's work. */
#define RG_GAPS_SHOWN 4

struct _RgGapsGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RgGapsGroup, rg_gaps_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_gaps_group_closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgGapsGroup) self = data;
  g_autoptr (GError) error = NULL;
  gint64 action;

  if (!rg_store_write_finish (RG_STORE (source), result, &action, &error))
    {
      g_autofree char *text = rg_error_text (error);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
  else if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action,
                                _("Written down as closed"));
}

static void
rg_gaps_group_close_cb (GtkWidget *row)
{
  RgGapsGroup *self = RG_GAPS_GROUP (gtk_widget_get_ancestor (row, RG_TYPE_GAPS_GROUP));
  const RgGap *gap = g_object_get_data (G_OBJECT (row), "rg-gap");
  RgClosedDay days[RG_GAP_DAYS];

  for (guint i = 0; i < gap->n_days; i++)
    days[i] = (RgClosedDay){ gap->location, gap->days[i] };
  rg_store_set_closed_async (self->store, days, gap->n_days, TRUE, rg_gaps_group_closed_cb,
                             g_object_ref (self));
}

static void
rg_gaps_group_add_button (GtkWidget *row, const char *label, GtkWidget **made)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  *made = button;
}

static GtkWidget *
rg_gaps_group_add_row (RgGapsGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static char *
rg_gaps_group_dup_title (const RgGap *gap)
{
  g_autofree char *first = rg_day_format_long (gap->days[0]);
  g_autofree char *last = rg_day_format_long (gap->days[gap->n_days - 1]);

  if (gap->n_days == 1)
    /* Translators: %s is a full date. */
    return g_strdup_printf (_("No sales for %s. Closed?"), first);
  /* Translators: both are full dates. */
  return g_strdup_printf (_("No sales from %s to %s. Closed?"), first, last);
}

static void
rg_gaps_group_add_gap (RgGapsGroup *self, const RgGap *gap)
{
  g_autofree char *title = rg_gaps_group_dup_title (gap);
  GtkWidget *row
    = rg_gaps_group_add_row (self, title, *gap->name != '\0' ? gap->name : NULL);
  RgGap *kept = g_memdup2 (gap, sizeof *gap);
  GtkWidget *closed, *find;

  kept->name = NULL;
  g_object_set_data_full (G_OBJECT (row), "rg-gap", kept, g_free);
  rg_gaps_group_add_button (row, _("_Closed"), &closed);
  g_signal_connect_object (closed, "clicked", G_CALLBACK (rg_gaps_group_close_cb), row,
                           G_CONNECT_SWAPPED);
  rg_gaps_group_add_button (row, _("_Find the File…"), &find);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (find), "win.import-sales");
}

static void
rg_gaps_group_add_behind (RgGapsGroup *self, guint n_behind, RgDay last_day)
{
  g_autofree char *day = rg_day_format_long (last_day);
  /* Translators: %s is a full date. */
  g_autofree char *title = g_strdup_printf (_("Sales are known up to %s"), day);
  g_autofree char *subtitle
    = g_strdup_printf (P_("%u day on which you normally sell has gone by since",
                          "%u days on which you normally sell have gone by since", n_behind),
                       n_behind);
  GtkWidget *row = rg_gaps_group_add_row (self, title, subtitle);
  GtkWidget *find;

  rg_gaps_group_add_button (row, _("_Import Sales…"), &find);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (find), "win.import-sales");
}

void
rg_gaps_group_show (RgGapsGroup *self, RgStore *store, const GArray *gaps, guint n_behind,
                    RgDay last_day)
{
  g_return_if_fail (RG_IS_GAPS_GROUP (self));

  g_set_object (&self->store, store);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  /* Where the last import is simply old, one row says so; older holes can wait. */
  if (n_behind > 0)
    rg_gaps_group_add_behind (self, n_behind, last_day);
  for (guint i = 0; n_behind == 0 && i < MIN (gaps->len, RG_GAPS_SHOWN); i++)
    rg_gaps_group_add_gap (self, &g_array_index (gaps, RgGap, i));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
rg_gaps_group_dispose (GObject *object)
{
  g_clear_object (&RG_GAPS_GROUP (object)->store);
  G_OBJECT_CLASS (rg_gaps_group_parent_class)->dispose (object);
}

static void
rg_gaps_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_GAPS_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_gaps_group_parent_class)->finalize (object);
}

static void
rg_gaps_group_class_init (RgGapsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_gaps_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_gaps_group_finalize;
}

static void
rg_gaps_group_init (RgGapsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
