/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks about missing days. */
#include "pages/rg-gaps-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
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

  rg_toast_finish_write (GTK_WIDGET (self), RG_STORE (source), result, _("Written down as closed"));
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

static GtkWidget *
rg_gaps_group_add_button (GtkWidget *buttons, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_box_append (GTK_BOX (buttons), button);
  return button;
}

static GtkWidget *
rg_gaps_group_create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Words to the left and buttons to the right, or below them where there is little room. */
static GtkWidget *
rg_gaps_group_add_row (RgGapsGroup *self, const char *title, const char *subtitle,
                       GtkWidget *buttons)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *wrap = adw_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (words), rg_gaps_group_create_label (title, NULL));
  if (subtitle != NULL)
    gtk_box_append (GTK_BOX (words), rg_gaps_group_create_label (subtitle, "subtitle"));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (wrap), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (wrap), 6);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (wrap), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (wrap), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), words);
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), buttons);
  gtk_widget_add_css_class (wrap, "rg-question");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), wrap);
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
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *closed = rg_gaps_group_add_button (buttons, _("_Closed"));
  GtkWidget *find = rg_gaps_group_add_button (buttons, _("_Find the File…"));
  GtkWidget *row = rg_gaps_group_add_row (self, title, *gap->name != '\0' ? gap->name : NULL,
                                          buttons);
  RgGap *kept = g_memdup2 (gap, sizeof *gap);

  kept->name = NULL;
  rg_writes_guard (closed, self->store);
  g_object_set_data_full (G_OBJECT (row), "rg-gap", kept, g_free);
  g_signal_connect_object (closed, "clicked", G_CALLBACK (rg_gaps_group_close_cb), row,
                           G_CONNECT_SWAPPED);
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
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *find = rg_gaps_group_add_button (buttons, _("_Import Sales…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (find), "win.import-sales");
  rg_gaps_group_add_row (self, title, subtitle, buttons);
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
