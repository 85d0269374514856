/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for what a new shop needs. */
#include "pages/rg-start-dialog.h"

#include <locale.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store.h"

struct _RgStartDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwEntryRow *name_row;
  AdwEntryRow *currency_row;
  AdwEntryRow *zone_row;
  char *path;
};

enum { SIGNAL_STARTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStartDialog, rg_start_dialog, ADW_TYPE_DIALOG)

static void
rg_start_dialog_changed_cb (RgStartDialog *self)
{
  AdwEntryRow *rows[] = { self->name_row, self->currency_row, self->zone_row };

  adw_banner_set_revealed (self->banner, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
}

static void
rg_start_dialog_refuse (RgStartDialog *self, AdwEntryRow *row, const char *reason)
{
  adw_banner_set_title (self->banner, reason);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), reason,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (row)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static char *
rg_start_dialog_dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* NULL where something is missing or wrong; then the reason is shown. */
static RgShop *
rg_start_dialog_read (RgStartDialog *self)
{
  g_autofree char *name = rg_start_dialog_dup_text (self->name_row);
  g_autofree char *typed = rg_start_dialog_dup_text (self->currency_row);
  g_autofree char *currency = g_ascii_strup (typed, -1);
  g_autofree char *zone_name = rg_start_dialog_dup_text (self->zone_row);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);

  if (!*name)
    rg_start_dialog_refuse (self, self->name_row, _("The shop needs a name."));
  else if (strlen (currency) != 3 || rg_currency_digits (currency) < 0)
    rg_start_dialog_refuse (self, self->currency_row,
                            _("A currency is three letters, such as EUR, SEK or USD."));
  else if (!zone)
    rg_start_dialog_refuse (self, self->zone_row,
                            _("There is no such time zone. One is Europe/Oslo."));
  else
    return rg_shop_new (name, currency, zone_name);
  return NULL;
}

static void
rg_start_dialog_start_cb (RgStartDialog *self)
{
  g_autoptr (RgShop) shop = rg_start_dialog_read (self);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!shop)
    return;
  store = rg_store_create (self->path, shop, &error);
  if (!store)
    {
      text = rg_error_text (error);
      rg_start_dialog_refuse (self, NULL, text);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_STARTED], 0, store);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_start_dialog_cancel_cb (RgStartDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* What the locale and the computer's clock suggest. */
static void
rg_start_dialog_suggest (RgStartDialog *self)
{
  const struct lconv *conventions = localeconv ();
  g_autofree char *currency = g_strndup (conventions->int_curr_symbol, 3);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *identifier = g_time_zone_get_identifier (zone);

  if (rg_currency_digits (currency) >= 0)
    gtk_editable_set_text (GTK_EDITABLE (self->currency_row), currency);
  if (strchr (identifier, '/') || g_str_equal (identifier, "UTC"))
    gtk_editable_set_text (GTK_EDITABLE (self->zone_row), identifier);
}

static void
rg_start_dialog_finalize (GObject *object)
{
  g_free (RG_START_DIALOG (object)->path);
  G_OBJECT_CLASS (rg_start_dialog_parent_class)->finalize (object);
}

static void
rg_start_dialog_class_init (RgStartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_start_dialog_finalize;

  signals[SIGNAL_STARTED] = g_signal_new ("started", RG_TYPE_START_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, RG_TYPE_STORE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-start-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgStartDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgStartDialog, currency_row);
  gtk_widget_class_bind_template_child (widget_class, RgStartDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgStartDialog, zone_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_start_dialog_start_cb);
}

static void
rg_start_dialog_init (RgStartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_start_dialog_suggest (self);
}

AdwDialog *
rg_start_dialog_new (const char *path)
{
  RgStartDialog *self = g_object_new (RG_TYPE_START_DIALOG, NULL);

  self->path = g_strdup (path);
  return ADW_DIALOG (self);
}
