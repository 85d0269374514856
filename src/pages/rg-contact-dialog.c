/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of one contact point. */
#include "pages/rg-contact-dialog.h"

#include "base/rg-address.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "widgets/rg-field.h"
#include "widgets/rg-speak.h"

#define RG_QUIET_STEP 30 /* minutes between two times that can be chosen */
#define RG_QUIET_FROM (21 * 60)
#define RG_QUIET_UNTIL (8 * 60)

struct _RgContactDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  AdwPreferencesGroup *value_group;
  AdwEntryRow *value_row;
  GtkWidget *place_group;
  AdwEntryRow *postcode_row;
  AdwEntryRow *city_row;
  AdwEntryRow *region_row;
  AdwEntryRow *country_row;
  AdwSwitchRow *preferred_row;
  AdwSwitchRow *home_row;
  AdwSwitchRow *quiet_row;
  AdwComboRow *from_row;
  AdwComboRow *until_row;
  GtkWidget *remove_group;

  RgStore *store;
  RgContact *contact;
};

G_DEFINE_FINAL_TYPE (RgContactDialog, rg_contact_dialog, ADW_TYPE_DIALOG)

static gboolean
rg_contact_dialog_is (RgContactDialog *self, const char *kind)
{
  return g_str_equal (self->contact->kind, kind);
}

/* --- filling --- */

static void
rg_contact_dialog_fill_times (AdwComboRow *row, int minute, int otherwise)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (int at = 0; at < 24 * 60; at += RG_QUIET_STEP)
    {
      g_autofree char *text = rg_time_format (at * 60);

      gtk_string_list_append (times, text);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (times));
  adw_combo_row_set_selected (row, (guint) ((minute >= 0 ? minute : otherwise) / RG_QUIET_STEP));
}

static void
rg_contact_dialog_name (RgContactDialog *self)
{
  const gboolean is_new = self->contact->id == 0;

  if (rg_contact_dialog_is (self, RG_CONTACT_EMAIL))
    {
      adw_dialog_set_title (ADW_DIALOG (self), is_new ? _("New E-Mail") : _("E-Mail"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row), _("E-mail"));
      adw_entry_row_set_input_purpose (self->value_row, GTK_INPUT_PURPOSE_EMAIL);
    }
  else if (rg_contact_dialog_is (self, RG_CONTACT_PHONE))
    {
      adw_dialog_set_title (ADW_DIALOG (self), is_new ? _("New Phone") : _("Phone"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row), _("Phone"));
      adw_entry_row_set_input_purpose (self->value_row, GTK_INPUT_PURPOSE_PHONE);
    }
  else
    {
      adw_dialog_set_title (ADW_DIALOG (self), is_new ? _("New Address") : _("Address"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row),
                                     _("Street and number"));
    }
}

/* In the order in which the country writes them. */
static void
rg_contact_dialog_order_place (RgContactDialog *self)
{
  const char *home = rg_store_get_shop (self->store)->country;
  GtkWidget *rows[] = { [RG_ADDRESS_POSTCODE] = GTK_WIDGET (self->postcode_row),
                        [RG_ADDRESS_CITY] = GTK_WIDGET (self->city_row),
                        [RG_ADDRESS_REGION] = GTK_WIDGET (self->region_row) };
  const RgAddressPart *order = rg_address_order (self->contact->country, home);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->place_group);

  for (gsize i = 0; i < RG_ADDRESS_PARTS; i++)
    {
      g_object_ref (rows[order[i]]);
      adw_preferences_group_remove (group, rows[order[i]]);
      adw_preferences_group_add (group, rows[order[i]]);
      g_object_unref (rows[order[i]]);
    }
  g_object_ref (self->country_row);
  adw_preferences_group_remove (group, GTK_WIDGET (self->country_row));
  adw_preferences_group_add (group, GTK_WIDGET (self->country_row));
  g_object_unref (self->country_row);
}

static void
rg_contact_dialog_fill (RgContactDialog *self, gboolean has_home)
{
  const gboolean is_address = rg_contact_dialog_is (self, RG_CONTACT_ADDRESS);

  rg_contact_dialog_name (self);
  gtk_editable_set_text (GTK_EDITABLE (self->value_row), self->contact->value);
  gtk_editable_set_text (GTK_EDITABLE (self->postcode_row), self->contact->postcode);
  gtk_editable_set_text (GTK_EDITABLE (self->city_row), self->contact->city);
  gtk_editable_set_text (GTK_EDITABLE (self->region_row), self->contact->region);
  gtk_editable_set_text (GTK_EDITABLE (self->country_row), self->contact->country);
  rg_contact_dialog_order_place (self);
  gtk_widget_set_visible (self->place_group, is_address);
  adw_switch_row_set_active (self->preferred_row, self->contact->preferred);
  adw_switch_row_set_active (self->home_row, self->contact->of_home);
  gtk_widget_set_visible (GTK_WIDGET (self->home_row), has_home);
  gtk_widget_set_visible (GTK_WIDGET (self->quiet_row), !is_address);
  adw_switch_row_set_active (self->quiet_row, self->contact->quiet_from >= 0);
  rg_contact_dialog_fill_times (self->from_row, self->contact->quiet_from, RG_QUIET_FROM);
  rg_contact_dialog_fill_times (self->until_row, self->contact->quiet_until, RG_QUIET_UNTIL);
  gtk_widget_set_visible (self->remove_group, self->contact->id != 0);
}

/* --- saving --- */

static void
rg_contact_dialog_say (RgContactDialog *self, const char *text)
{
  adw_preferences_group_set_description (self->value_group, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->value_group), "rg-refused");
  rg_field_refuse (GTK_WIDGET (self->value_row), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->value_row));
}

static void
rg_contact_dialog_changed_cb (RgContactDialog *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
  adw_preferences_group_set_description (self->value_group, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->value_group), "rg-refused");
  rg_field_accept (GTK_WIDGET (self->value_row));
}

static void
rg_contact_dialog_read_text (AdwEntryRow *row, char **text)
{
  g_autofree char *written =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  g_set_str (text, written);
}

static void
rg_contact_dialog_read (RgContactDialog *self)
{
  RgContact *contact = self->contact;

  rg_contact_dialog_read_text (self->value_row, &contact->value);
  rg_contact_dialog_read_text (self->postcode_row, &contact->postcode);
  rg_contact_dialog_read_text (self->city_row, &contact->city);
  rg_contact_dialog_read_text (self->region_row, &contact->region);
  rg_contact_dialog_read_text (self->country_row, &contact->country);
  contact->preferred = adw_switch_row_get_active (self->preferred_row);
  contact->of_home = adw_switch_row_get_active (self->home_row);
  contact->quiet_from = -1;
  contact->quiet_until = -1;
  if (!adw_switch_row_get_active (self->quiet_row))
    return;
  contact->quiet_from = (int) adw_combo_row_get_selected (self->from_row) * RG_QUIET_STEP;
  contact->quiet_until = (int) adw_combo_row_get_selected (self->until_row) * RG_QUIET_STEP;
}

static void
rg_contact_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgContactDialog) self = RG_CONTACT_DIALOG (data);
  g_autoptr (GError) error = NULL;
  gint64 action;

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (!rg_store_write_finish (RG_STORE (object), result, &action, &error))
    {
      g_autofree char *text = rg_error_text (error);

      rg_speak_banner (self->banner, text);
      return;
    }
  if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action,
                                rg_contact_is_empty (self->contact) ? _("Removed") : _("Saved"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_contact_dialog_save (RgContactDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_save_contact_async (self->store, self->contact, rg_contact_dialog_saved_cb,
                               g_object_ref (self));
}

static void
rg_contact_dialog_save_cb (RgContactDialog *self)
{
  g_autoptr (GError) error = NULL;

  rg_contact_dialog_read (self);
  if (rg_contact_check (self->contact, &error))
    rg_contact_dialog_save (self);
  else
    rg_contact_dialog_say (self, error->message);
}

/* A contact point in which nothing is left goes. */
static void
rg_contact_dialog_remove_cb (RgContactDialog *self)
{
  char **texts[] = { &self->contact->value, &self->contact->postcode, &self->contact->city,
                     &self->contact->region, &self->contact->country };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_set_str (texts[i], "");
  rg_contact_dialog_save (self);
}

static void
rg_contact_dialog_cancel_cb (RgContactDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_contact_dialog_dispose (GObject *object)
{
  RgContactDialog *self = RG_CONTACT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CONTACT_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_contact_dialog_parent_class)->dispose (object);
}

static void
rg_contact_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RG_CONTACT_DIALOG (object)->contact, rg_contact_free);
  G_OBJECT_CLASS (rg_contact_dialog_parent_class)->finalize (object);
}

static void
rg_contact_dialog_class_init (RgContactDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_contact_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_contact_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-contact-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, city_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, country_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, home_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, place_group);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, postcode_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, preferred_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, quiet_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, region_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, value_group);
  gtk_widget_class_bind_template_child (widget_class, RgContactDialog, value_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_contact_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_contact_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_contact_dialog_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_contact_dialog_save_cb);
}

static void
rg_contact_dialog_init (RgContactDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_contact_dialog_new (RgStore *store, const RgContact *contact, gboolean has_home)
{
  RgContactDialog *self = g_object_new (RG_TYPE_CONTACT_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->contact = rg_contact_copy (contact);
  rg_contact_dialog_fill (self, has_home);
  return ADW_DIALOG (self);
}
