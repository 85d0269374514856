/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes down what one person said about being contacted. */
#include "pages/rg-permission-dialog.h"

#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"
#include "pages/rg-toast.h"
#include "store/rg-store-wordings.h"

/* The rows of an answer. */
enum { ANSWER_NONE, ANSWER_YES, ANSWER_NO };

static const struct
{
  const char *how;
  const char *label;
} hows[] = {
  { RG_CONSENT_HOW_COUNTER, N_("In the shop") },
  { RG_CONSENT_HOW_PAPER, N_("On paper") },
  { RG_CONSENT_HOW_WEB, N_("In the web shop") },
  { RG_CONSENT_HOW_PHONE, N_("By phone") },
};

struct _RgPermissionDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  AdwPreferencesGroup *answers_group;
  AdwPreferencesGroup *offers_group;
  AdwComboRow *answers[RG_N_ASKED];
  AdwComboRow *how_row;
  GtkWidget *paper_row;
  AdwComboRow *wording_row;
  AdwComboRow *opt_in_row;
  AdwExpanderRow *day_row;
  GtkCalendar *calendar;

  RgStore *store;
  gint64 customer;
  GPtrArray *wordings; /* RgWording, as in wording_row after its first; or NULL */
};

G_DEFINE_FINAL_TYPE (RgPermissionDialog, rg_permission_dialog, ADW_TYPE_DIALOG)

static RgDay
rg_permission_dialog_get_day (RgPermissionDialog *self)
{
  return rg_day_from_ymd (gtk_calendar_get_year (self->calendar),
                          gtk_calendar_get_month (self->calendar) + 1,
                          gtk_calendar_get_day (self->calendar));
}

static void
rg_permission_dialog_day_cb (RgPermissionDialog *self)
{
  g_autofree char *day = rg_day_format_long (rg_permission_dialog_get_day (self));

  adw_expander_row_set_subtitle (self->day_row, day);
}

static gboolean
rg_permission_dialog_is (RgPermissionDialog *self, RgChannel asked, guint answer)
{
  return adw_combo_row_get_selected (self->answers[asked]) == answer;
}

/* Only a yes has words that it answers, only one for e-mail is confirmed, and only paper lies
 * somewhere. */
static void
rg_permission_dialog_changed_cb (RgPermissionDialog *self)
{
  gboolean any = FALSE, yes = FALSE;

  for (int i = 0; i < RG_N_ASKED; i++)
    {
      if (self->answers[i] == NULL)
        return;
      any |= !rg_permission_dialog_is (self, (RgChannel) i, ANSWER_NONE);
      yes |= rg_permission_dialog_is (self, (RgChannel) i, ANSWER_YES);
    }
  gtk_widget_set_sensitive (self->save_button, any);
  gtk_widget_set_visible (GTK_WIDGET (self->wording_row),
                          yes && self->wordings != NULL && self->wordings->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->opt_in_row),
                          rg_permission_dialog_is (self, RG_CHANNEL_EMAIL, ANSWER_YES));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->paper_row),
                                 adw_combo_row_get_selected (self->how_row) == 1
                                   ? _("Where the paper is") : _("Anything that shows it"));
}

/* --- saving ----------------------------------------------------------------------------------- */

static void
rg_permission_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPermissionDialog) self = RG_PERMISSION_DIALOG (data);

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                               _("Permission written down")))
    gtk_widget_set_sensitive (self->save_button, TRUE);
}

static gint64
rg_permission_dialog_get_wording (RgPermissionDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->wording_row);

  return self->wordings == NULL || selected == 0 || selected > self->wordings->len
           ? 0 : ((RgWording *) self->wordings->pdata[selected - 1])->id;
}

static void
rg_permission_dialog_save_cb (RgPermissionDialog *self)
{
  g_autofree char *paper = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->paper_row))));
  RgConsentNew entries[RG_N_ASKED];
  gsize n = 0;

  for (int i = 0; i < RG_N_ASKED; i++)
    {
      const gboolean granted = rg_permission_dialog_is (self, (RgChannel) i, ANSWER_YES);

      if (rg_permission_dialog_is (self, (RgChannel) i, ANSWER_NONE))
        continue;
      entries[n++] = (RgConsentNew) {
        .customer = self->customer,
        .channel = (RgChannel) i,
        .granted = granted,
        .effective_on = rg_permission_dialog_get_day (self),
        .how = hows[adw_combo_row_get_selected (self->how_row)].how,
        .evidence = paper,
        .wording = granted ? rg_permission_dialog_get_wording (self) : 0,
        .opt_in = granted && i == RG_CHANNEL_EMAIL
                    ? (RgOptIn) adw_combo_row_get_selected (self->opt_in_row) : RG_OPT_IN_ONCE,
      };
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_set_permissions_async (self->store, entries, n, rg_permission_dialog_saved_cb,
                                  g_object_ref (self));
}

static void
rg_permission_dialog_cancel_cb (RgPermissionDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the words on the form -------------------------------------------------------------------- */

static gboolean
rg_permission_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **wordings = data;

  *wordings = rg_wordings_read (db, error);
  return *wordings != NULL;
}

static void
rg_permission_dialog_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_permission_dialog_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPermissionDialog) self = RG_PERMISSION_DIALOG (data);
  GPtrArray **wordings = rg_store_read_get_data (result);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint current = 0;

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) || !self->wording_row)
    return;
  self->wordings = g_steal_pointer (wordings);
  gtk_string_list_append (names, _("None of ours"));
  for (guint i = 0; i < self->wordings->len; i++)
    {
      const RgWording *wording = self->wordings->pdata[i];
      g_autofree char *name = g_strdup_printf (_("Version %s"), wording->version);

      gtk_string_list_append (names, name);
      if (wording->current)
        current = i + 1;
    }
  adw_combo_row_set_model (self->wording_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->wording_row, current);
  rg_permission_dialog_changed_cb (self);
}

/* --- filling ---------------------------------------------------------------------------------- */

static void
rg_permission_dialog_fill_list (AdwComboRow *row, const char *const *labels, gsize n_labels)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < n_labels; i++)
    gtk_string_list_append (list, _(labels[i]));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
rg_permission_dialog_add_answers (RgPermissionDialog *self, const RgProfile *profile)
{
  static const char *const labels[] = { N_("No answer"), N_("Yes"), N_("No") };
  AdwComboRow *rows[RG_N_ASKED];

  for (int i = 0; i < RG_N_ASKED; i++)
    {
      rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows[i]),
                                     rg_asked_get_label ((RgChannel) i));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (rows[i]),
                                   rg_channel_permission_get_label (&profile->permissions[i]));
      rg_permission_dialog_fill_list (rows[i], labels, G_N_ELEMENTS (labels));
      adw_preferences_group_add (i == RG_ASKED_TAILORED ? self->offers_group : self->answers_group,
                                 GTK_WIDGET (rows[i]));
      g_signal_connect_object (rows[i], "notify::selected",
                               G_CALLBACK (rg_permission_dialog_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  memcpy (self->answers, rows, sizeof rows);
}

static void
rg_permission_dialog_fill (RgPermissionDialog *self, const RgProfile *profile)
{
  static const char *const opt_ins[] = { N_("Not asked for"),
                                         N_("Awaited: until then it allows nothing"),
                                         N_("Given") };
  const char *labels[G_N_ELEMENTS (hows)];
  g_autofree char *title = rg_customer_dup_shown_name (profile->details->name,
                                                       profile->details->number);

  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
    labels[i] = hows[i].label;
  rg_permission_dialog_fill_list (self->how_row, labels, G_N_ELEMENTS (labels));
  rg_permission_dialog_fill_list (self->opt_in_row, opt_ins, G_N_ELEMENTS (opt_ins));
  rg_permission_dialog_add_answers (self, profile);
  adw_preferences_group_set_description (self->answers_group, title);
  rg_permission_dialog_day_cb (self);
}

/* --- GObject --- */

static void
rg_permission_dialog_dispose (GObject *object)
{
  RgPermissionDialog *self = RG_PERMISSION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PERMISSION_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_permission_dialog_parent_class)->dispose (object);
}

static void
rg_permission_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RG_PERMISSION_DIALOG (object)->wordings, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_permission_dialog_parent_class)->finalize (object);
}

static void
rg_permission_dialog_class_init (RgPermissionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_permission_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_permission_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-permission-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, answers_group);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, offers_group);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, how_row);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, opt_in_row);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionDialog, wording_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_dialog_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_dialog_save_cb);
}

static void
rg_permission_dialog_init (RgPermissionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
rg_permission_dialog_set_today (RgPermissionDialog *self)
{
  int year, month, mday;
  g_autoptr (GDateTime) today = NULL;

  rg_day_to_ymd (rg_shop_get_day (rg_store_get_shop (self->store)), &year, &month, &mday);
  today = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  gtk_calendar_select_day (self->calendar, today);
}

AdwDialog *
rg_permission_dialog_new (RgStore *store, const RgProfile *profile, RgChannel asked,
                          gboolean granted)
{
  RgPermissionDialog *self = g_object_new (RG_TYPE_PERMISSION_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->customer = profile->details->id;
  rg_permission_dialog_set_today (self);
  rg_permission_dialog_fill (self, profile);
  if (asked < RG_N_ASKED)
    adw_combo_row_set_selected (self->answers[asked], granted ? ANSWER_YES : ANSWER_NO);
  rg_permission_dialog_changed_cb (self);
  rg_store_read_async (store, RG_READER_ROWS, rg_permission_dialog_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_permission_dialog_read_free, NULL,
                       rg_permission_dialog_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
