/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows that show and ask the basis of permission. */
#include "pages/rg-basis-group.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"

struct _RgBasisGroup
{
  AdwPreferencesGroup parent_instance;

  GtkCheckButton *only_yes;
  GtkCheckButton *not_no;
  AdwSwitchRow *post_row;
  AdwSwitchRow *email_row;
  AdwSwitchRow *sms_row;
  AdwSwitchRow *phone_row;
  AdwEntryRow *ground_row;
  AdwActionRow *decided_row;

  gboolean filling;
};

enum { SIGNAL_EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgBasisGroup, rg_basis_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_basis_group_edited_cb (RgBasisGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static AdwSwitchRow *
rg_basis_group_get_row (RgBasisGroup *self, RgChannel channel)
{
  AdwSwitchRow *rows[RG_CHANNELS] = {
    [RG_CHANNEL_POST] = self->post_row,
    [RG_CHANNEL_EMAIL] = self->email_row,
    [RG_CHANNEL_SMS] = self->sms_row,
    [RG_CHANNEL_PHONE] = self->phone_row,
  };

  return rows[channel];
}

/* --- what the shop has decided --- */

typedef struct
{
  RgBases *bases;
} RgBasisReading;

static void
rg_basis_reading_free (gpointer data)
{
  RgBasisReading *reading = data;

  g_clear_pointer (&reading->bases, rg_bases_free);
  g_free (reading);
}

static gboolean
rg_basis_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgBasisReading *reading = data;

  reading->bases = rg_bases_read (db, error);
  return reading->bases != NULL;
}

/* "22 November 2026, K. Moe": of the newest decision. */
static void
rg_basis_group_show_decided (RgBasisGroup *self, const RgChannelBasis *newest)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->decided_row), newest->decided_at != 0);
  if (newest->decided_at == 0)
    return;
  day = rg_day_format_long (rg_instant_day (newest->decided_at, zone));
  /* Translators: a day, then who decided on it. */
  text = *newest->staff ? g_strdup_printf (_("%1$s, %2$s"), day, newest->staff) : g_strdup (day);
  adw_action_row_set_subtitle (self->decided_row, text);
}

static void
rg_basis_group_fill (RgBasisGroup *self, const RgBases *bases)
{
  const RgChannelBasis *newest = &bases->channels[0];
  const char *ground = "";

  for (int i = 0; i < RG_CHANNELS; i++)
    {
      const RgChannelBasis *decided = &bases->channels[i];

      if (decided->decided_at > newest->decided_at)
        newest = decided;
      if (decided->basis == RG_BASIS_NOT_NO)
        ground = decided->ground;
    }
  self->filling = TRUE;
  if (*ground)
    {
      gtk_check_button_set_active (self->not_no, TRUE);
      gtk_editable_set_text (GTK_EDITABLE (self->ground_row), ground);
      for (int i = 0; i < RG_CHANNELS; i++)
        adw_switch_row_set_active (rg_basis_group_get_row (self, (RgChannel) i),
                                   bases->channels[i].basis == RG_BASIS_NOT_NO);
    }
  rg_basis_group_show_decided (self, newest);
  self->filling = FALSE;
}

static void
rg_basis_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgBasisGroup) self = RG_BASIS_GROUP (data);
  const RgBasisReading *reading = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->ground_row)
    rg_basis_group_fill (self, reading->bases);
}

void
rg_basis_group_read (RgBasisGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_BASIS_GROUP (self));

  rg_store_read_async (store, RG_READER_ROWS, rg_basis_group_read_in_thread,
                       g_new0 (RgBasisReading, 1), rg_basis_reading_free, NULL,
                       rg_basis_group_read_cb, g_object_ref (self));
}

void
rg_basis_group_save_async (RgBasisGroup *self, RgStore *store, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  RgBasis basis[RG_CHANNELS];
  gboolean open;

  g_return_if_fail (RG_IS_BASIS_GROUP (self));

  open = gtk_check_button_get_active (self->not_no);
  for (int i = 0; i < RG_CHANNELS; i++)
    basis[i] = open && adw_switch_row_get_active (rg_basis_group_get_row (self, (RgChannel) i))
                   ? RG_BASIS_NOT_NO
                   : RG_BASIS_ONLY_YES;
  rg_store_decide_basis_async (store, basis,
                               gtk_editable_get_text (GTK_EDITABLE (self->ground_row)), callback,
                               user_data);
}

/* --- GObject --- */

static void
rg_basis_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_BASIS_GROUP);
  G_OBJECT_CLASS (rg_basis_group_parent_class)->dispose (object);
}

static void
rg_basis_group_class_init (RgBasisGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_basis_group_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", RG_TYPE_BASIS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-basis-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, decided_row);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, email_row);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, ground_row);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, not_no);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, only_yes);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, phone_row);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, post_row);
  gtk_widget_class_bind_template_child (widget_class, RgBasisGroup, sms_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_basis_group_edited_cb);
}

static void
rg_basis_group_init (RgBasisGroup *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A reason that most shops can stand by, to be put into their own words. */
  gtk_editable_set_text (GTK_EDITABLE (self->ground_row),
                         _("They bought from us and can say no at any time"));
  self->filling = FALSE;
}
