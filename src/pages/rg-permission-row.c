/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer said about one channel. */
#include "pages/rg-permission-row.h"

#include "base/rg-i18n.h"
#include "store/rg-store-consent.h"

struct _RgPermissionRow
{
  AdwActionRow parent_instance;

  GtkLabel *answer;
  GtkMenuButton *ledger_button;
  GtkListBox *entries;
  GtkWidget *no_entries;

  RgChannel channel;
};

enum { SIGNAL_RECORD, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgPermissionRow, rg_permission_row, ADW_TYPE_ACTION_ROW)

static void
rg_permission_row_record (RgPermissionRow *self, gboolean granted)
{
  gtk_menu_button_popdown (self->ledger_button);
  g_signal_emit (self, signals[SIGNAL_RECORD], 0, granted);
}

static void
rg_permission_row_yes_cb (RgPermissionRow *self)
{
  rg_permission_row_record (self, TRUE);
}

static void
rg_permission_row_no_cb (RgPermissionRow *self)
{
  rg_permission_row_record (self, FALSE);
}

/* How an answer came, in words; what a form is called stands as it is. */
static const char *
rg_permission_row_how (const char *how)
{
  if (g_str_equal (how, RG_CONSENT_HOW_COUNTER))
    return _("said so in the shop");
  if (g_str_equal (how, RG_CONSENT_HOW_PAPER))
    return _("on paper");
  if (g_str_equal (how, RG_CONSENT_HOW_WEB))
    return _("in the web shop");
  if (g_str_equal (how, RG_CONSENT_HOW_MAIL))
    return _("By e-mail");
  if (g_str_equal (how, RG_CONSENT_HOW_PHONE))
    return _("by phone");
  if (g_str_equal (how, RG_CONSENT_HOW_IMPORT))
    return _("from a file");
  if (g_str_equal (how, RG_CONSENT_HOW_SUPPRESSION))
    return _("asked never to be contacted");
  if (g_str_equal (how, "reversal"))
    return _("taken back");
  return how;
}

/* "Version 2", the words that a yes answers; then what became of asking for it once more. */
static void
rg_permission_row_append_form (GString *text, const RgConsentRow *entry)
{
  if (entry->wording_id != 0)
    {
      g_string_append (text, " · ");
      /* Translators: the words that somebody agreed to; %s is a version of the shop's form. */
      g_string_append_printf (text, _("form, version %s"), entry->wording);
    }
  if (entry->opt_in == RG_OPT_IN_ASKED)
    g_string_append_printf (text, " · %s", _("awaits confirmation"));
  else if (entry->opt_in == RG_OPT_IN_CONFIRMED)
    g_string_append_printf (text, " · %s", _("confirmed"));
}

static char *
rg_permission_row_dup_source (const RgConsentRow *entry)
{
  GString *text = g_string_new (rg_permission_row_how (entry->how));
  const char *more[] = { entry->staff, entry->evidence, entry->file_name };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    if (*more[i])
      g_string_append_printf (text, " · %s", more[i]);
  rg_permission_row_append_form (text, entry);
  if (!entry->counts)
    /* Translators: an answer that was taken back. */
    g_string_append_printf (text, " · %s", _("does not count"));
  return g_string_free_and_steal (text);
}

static GtkWidget *
rg_permission_row_create_entry (const RgConsentRow *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = rg_day_format (entry->effective_on);
  /* Translators: an answer, "yes" or "no", and the day on which it was given. */
  g_autofree char *title = g_strdup_printf (
      _("%s, %s"),
      rg_permission_get_label (entry->granted ? RG_PERMISSION_YES : RG_PERMISSION_NO), day);
  g_autofree char *source = rg_permission_row_dup_source (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), source);
  return row;
}

static void
rg_permission_row_class_init (RgPermissionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_RECORD] = g_signal_new ("record", RG_TYPE_PERMISSION_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-permission-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPermissionRow, answer);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionRow, entries);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionRow, ledger_button);
  gtk_widget_class_bind_template_child (widget_class, RgPermissionRow, no_entries);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_row_no_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_permission_row_yes_cb);
}

static void
rg_permission_row_init (RgPermissionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RgPermissionRow *
rg_permission_row_new (RgChannel channel)
{
  RgPermissionRow *self = g_object_new (RG_TYPE_PERMISSION_ROW, NULL);
  const char *label = rg_asked_get_label (channel);
  /* Translators: %s is a channel: Post, E-mail, Text Message, Phone. */
  g_autofree char *tooltip = g_strdup_printf (_("Permission: %s"), label);

  self->channel = channel;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ledger_button), tooltip);
  return self;
}

RgChannel
rg_permission_row_get_channel (RgPermissionRow *self)
{
  g_return_val_if_fail (RG_IS_PERMISSION_ROW (self), RG_CHANNEL_POST);
  return self->channel;
}

void
rg_permission_row_show (RgPermissionRow *self, const RgChannelPermission *now, GPtrArray *ledger)
{
  guint n_entries = 0;

  g_return_if_fail (RG_IS_PERMISSION_ROW (self));

  gtk_label_set_text (self->answer, rg_channel_permission_get_label (now));
  gtk_list_box_remove_all (self->entries);
  for (guint i = 0; i < ledger->len; i++)
    {
      const RgConsentRow *entry = ledger->pdata[i];

      if (entry->channel != self->channel)
        continue;
      gtk_list_box_append (self->entries, rg_permission_row_create_entry (entry));
      n_entries++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->entries), n_entries > 0);
  gtk_widget_set_visible (self->no_entries, n_entries == 0);
}
