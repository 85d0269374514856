/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits a customer. */
#include "pages/rg-customer-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-own-fields-group.h"
#include "pages/rg-similar-hint.h"
#include "store/rg-store-staff.h"
#include "widgets/rg-field.h"
#include "widgets/rg-speak.h"

struct _RgCustomerDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  RgSimilarHint *hint;
  AdwEntryRow *name_row;
  AdwEntryRow *given_name_row;
  AdwEntryRow *family_name_row;
  AdwComboRow *month_row;
  AdwSpinRow *day_row;
  AdwEntryRow *year_row;
  AdwEntryRow *email_row;
  AdwEntryRow *phone_row;
  AdwEntryRow *street_row;
  AdwEntryRow *postcode_row;
  AdwEntryRow *city_row;
  AdwEntryRow *country_row;
  AdwExpanderRow *more_row;
  AdwEntryRow *card_number_row;
  AdwEntryRow *gender_row;
  AdwEntryRow *language_row;
  AdwEntryRow *occupation_row;
  AdwEntryRow *income_band_row;
  AdwComboRow *prefers_row;
  AdwEntryRow *interests_row;
  AdwEntryRow *children_row;
  AdwEntryRow *household_size_row;
  AdwEntryRow *joined_on_row;
  AdwEntryRow *joined_how_row;
  AdwEntryRow *joined_where_row;
  AdwEntryRow *note_row;
  AdwComboRow *owner_row;
  RgOwnFieldsGroup *own_group;

  GArray *staff; /* gint64: of the rows of owner_row */
  RgStore *store;
  RgCustomerDetails *details;
  gboolean filling;
  gboolean refused; /* something is said about what was typed */
};

G_DEFINE_FINAL_TYPE (RgCustomerDialog, rg_customer_dialog, ADW_TYPE_DIALOG)

/* --- fields --- */

typedef struct
{
  RgCustomerField field;
  gsize row;  /* in RgCustomerDialog */
  gsize text; /* in RgCustomerDetails */
} RgFieldRow;

#define ROW(name) G_STRUCT_OFFSET (RgCustomerDialog, name)
#define TEXT(name) G_STRUCT_OFFSET (RgCustomerDetails, name)

static const RgFieldRow field_rows[] = {
  { RG_CUSTOMER_FIELD_NAME, ROW (name_row), TEXT (name) },
  { RG_CUSTOMER_FIELD_GIVEN_NAME, ROW (given_name_row), TEXT (given_name) },
  { RG_CUSTOMER_FIELD_FAMILY_NAME, ROW (family_name_row), TEXT (family_name) },
  { RG_CUSTOMER_FIELD_EMAIL, ROW (email_row), TEXT (email) },
  { RG_CUSTOMER_FIELD_PHONE, ROW (phone_row), TEXT (phone) },
  { RG_CUSTOMER_FIELD_STREET, ROW (street_row), TEXT (street) },
  { RG_CUSTOMER_FIELD_POSTCODE, ROW (postcode_row), TEXT (postcode) },
  { RG_CUSTOMER_FIELD_CITY, ROW (city_row), TEXT (city) },
  { RG_CUSTOMER_FIELD_COUNTRY, ROW (country_row), TEXT (country) },
  { RG_CUSTOMER_FIELD_CARD_NUMBER, ROW (card_number_row), TEXT (card_number) },
  { RG_CUSTOMER_FIELD_GENDER, ROW (gender_row), TEXT (gender) },
  { RG_CUSTOMER_FIELD_LANGUAGE, ROW (language_row), TEXT (language) },
  { RG_CUSTOMER_FIELD_OCCUPATION, ROW (occupation_row), TEXT (occupation) },
  { RG_CUSTOMER_FIELD_INCOME_BAND, ROW (income_band_row), TEXT (income_band) },
  { RG_CUSTOMER_FIELD_INTERESTS, ROW (interests_row), TEXT (interests) },
  { RG_CUSTOMER_FIELD_JOINED_HOW, ROW (joined_how_row), TEXT (joined_how) },
  { RG_CUSTOMER_FIELD_JOINED_WHERE, ROW (joined_where_row), TEXT (joined_where) },
  { RG_CUSTOMER_FIELD_NOTE, ROW (note_row), TEXT (note) },
};

static GtkWidget *
rg_customer_dialog_get_row (RgCustomerDialog *self, const RgFieldRow *row)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, row->row);
}

static GtkWidget *
rg_customer_dialog_find_row (RgCustomerDialog *self, RgCustomerField field)
{
  if (field == RG_CUSTOMER_FIELD_BIRTHDAY)
    return GTK_WIDGET (self->year_row);
  if (field == RG_CUSTOMER_FIELD_CHILDREN)
    return GTK_WIDGET (self->children_row);
  if (field == RG_CUSTOMER_FIELD_HOUSEHOLD_SIZE)
    return GTK_WIDGET (self->household_size_row);
  if (field == RG_CUSTOMER_FIELD_JOINED_ON)
    return GTK_WIDGET (self->joined_on_row);
  for (gsize i = 0; i < G_N_ELEMENTS (field_rows); i++)
    if (field_rows[i].field == field)
      return rg_customer_dialog_get_row (self, &field_rows[i]);
  return NULL;
}

static void
rg_customer_dialog_show_error (RgCustomerDialog *self, RgCustomerField field, const char *text)
{
  GtkWidget *row = rg_customer_dialog_find_row (self, field);
  GtkWidget *group = row ? gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP) : NULL;

  self->refused = TRUE;
  if (!group)
    {
      rg_speak_banner (self->banner, text);
      return;
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
  gtk_widget_add_css_class (group, "rg-refused");
  rg_field_refuse (row, text);
  if (gtk_widget_is_ancestor (row, GTK_WIDGET (self->more_row)))
    adw_expander_row_set_expanded (self->more_row, TRUE);
  gtk_widget_grab_focus (row);
}

static void
rg_customer_dialog_accept (GtkWidget *row)
{
  GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), NULL);
  gtk_widget_remove_css_class (group, "rg-refused");
  rg_field_accept (row);
}

static void
rg_customer_dialog_clear_errors (RgCustomerDialog *self)
{
  if (!self->refused)
    return;
  self->refused = FALSE;
  adw_banner_set_revealed (self->banner, FALSE);
  rg_customer_dialog_accept (GTK_WIDGET (self->year_row));
  rg_customer_dialog_accept (GTK_WIDGET (self->children_row));
  rg_customer_dialog_accept (GTK_WIDGET (self->household_size_row));
  rg_customer_dialog_accept (GTK_WIDGET (self->joined_on_row));
  for (gsize i = 0; i < G_N_ELEMENTS (field_rows); i++)
    rg_customer_dialog_accept (rg_customer_dialog_get_row (self, &field_rows[i]));
}

/* Without a month there is no day. */
static void
rg_customer_dialog_birthday_cb (RgCustomerDialog *self)
{
  rg_customer_dialog_clear_errors (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_row),
                            adw_combo_row_get_selected (self->month_row) > 0);
}

static void
rg_customer_dialog_fill_months (RgCustomerDialog *self)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);

  gtk_string_list_append (months, _("Not known"));
  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_utc (2000, month, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%OB");

      gtk_string_list_append (months, name);
    }
  adw_combo_row_set_model (self->month_row, G_LIST_MODEL (months));
}

/* The first is that they did not say; the others in the order of the channels. */
static void
rg_customer_dialog_fill_prefers (RgCustomerDialog *self)
{
  g_autoptr (GtkStringList) ways = gtk_string_list_new (NULL);
  RgChannel channel;

  gtk_string_list_append (ways, _("Did not say"));
  for (channel = 0; channel < RG_CHANNELS; channel++)
    gtk_string_list_append (ways, rg_channel_get_label (channel));
  adw_combo_row_set_model (self->prefers_row, G_LIST_MODEL (ways));
  adw_combo_row_set_selected (self->prefers_row,
                              rg_channel_from_id (self->details->prefers, &channel)
                                ? (guint) channel + 1 : 0);
}

static void
rg_customer_dialog_read_prefers (RgCustomerDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->prefers_row);

  g_set_str (&self->details->prefers,
             selected > 0 ? rg_channel_get_id ((RgChannel) (selected - 1)) : "");
}

/* Nothing is known where nothing is written. */
static void
rg_customer_dialog_set_number (AdwEntryRow *row, int number)
{
  g_autofree char *text = number >= 0 ? g_strdup_printf ("%d", number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* What is no number is one that the check refuses. */
static int
rg_customer_dialog_get_number (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  gint64 number;

  if (!*text)
    return -1;
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL) ? (int) number : G_MININT;
}

/* What is no day is one that the check refuses. */
static RgDay
rg_customer_dialog_get_joined (RgCustomerDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->joined_on_row));
  g_autofree char *day = rg_own_text_from_typed (RG_OWN_DATE, typed, "", NULL);

  if (!day)
    return G_MAXINT32;
  return *day ? rg_day_parse_iso (day) : RG_DAY_NONE;
}

static void
rg_customer_dialog_fill (RgCustomerDialog *self)
{
  g_autofree char *joined = self->details->joined_on == RG_DAY_NONE
                                ? g_strdup ("") : rg_day_format_iso (self->details->joined_on);

  for (gsize i = 0; i < G_N_ELEMENTS (field_rows); i++)
    gtk_editable_set_text (
        GTK_EDITABLE (rg_customer_dialog_get_row (self, &field_rows[i])),
        G_STRUCT_MEMBER (char *, self->details, field_rows[i].text));
  adw_combo_row_set_selected (self->month_row, (guint) self->details->birth_month);
  adw_spin_row_set_value (self->day_row, MAX (1, self->details->birth_day));
  if (self->details->birth_year)
    {
      g_autofree char *year = g_strdup_printf ("%d", self->details->birth_year);

      gtk_editable_set_text (GTK_EDITABLE (self->year_row), year);
    }
  rg_customer_dialog_fill_prefers (self);
  rg_customer_dialog_set_number (self->children_row, self->details->children);
  rg_customer_dialog_set_number (self->household_size_row, self->details->household_size);
  gtk_editable_set_text (GTK_EDITABLE (self->joined_on_row), joined);
  rg_customer_dialog_birthday_cb (self);
}

/* A year that is no number is one that does not exist. */
static int
rg_customer_dialog_read_year (RgCustomerDialog *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->year_row))));
  gint64 year = 0;

  if (!*text)
    return 0;
  return g_ascii_string_to_signed (text, 10, 0, 9999, &year, NULL) ? (int) year : -1;
}

static void
rg_customer_dialog_read (RgCustomerDialog *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (field_rows); i++)
    {
      GtkWidget *row = rg_customer_dialog_get_row (self, &field_rows[i]);
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

      g_set_str (&G_STRUCT_MEMBER (char *, self->details, field_rows[i].text), text);
    }
  self->details->birth_month = (int) adw_combo_row_get_selected (self->month_row);
  self->details->birth_day =
      self->details->birth_month ? (int) adw_spin_row_get_value (self->day_row) : 0;
  self->details->birth_year = rg_customer_dialog_read_year (self);
  rg_customer_dialog_read_prefers (self);
  self->details->children = rg_customer_dialog_get_number (self->children_row);
  self->details->household_size = rg_customer_dialog_get_number (self->household_size_row);
  self->details->joined_on = rg_customer_dialog_get_joined (self);
  if (self->staff->len > 0)
    self->details->owner = g_array_index (self->staff, gint64,
                                          adw_combo_row_get_selected (self->owner_row));
}

/* --- who looks after them --- */

static gboolean
rg_customer_dialog_read_staff_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **staff = data;

  *staff = rg_staff_read_all (db, error);
  return *staff != NULL;
}

static void
rg_customer_dialog_staff_free (gpointer data)
{
  GPtrArray **staff = data;

  g_clear_pointer (staff, g_ptr_array_unref);
  g_free (staff);
}

/* Those who work here, and whoever looks after the person already. */
static void
rg_customer_dialog_fill_staff (RgCustomerDialog *self, const GPtrArray *staff)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 nobody = 0;
  guint selected = 0;

  gtk_string_list_append (names, _("Nobody in particular"));
  g_array_append_val (self->staff, nobody);
  for (guint i = 0; i < staff->len; i++)
    {
      const RgStaff *one = staff->pdata[i];

      if (!one->active && one->id != self->details->owner)
        continue;
      if (one->id == self->details->owner)
        selected = self->staff->len;
      gtk_string_list_append (names, one->name);
      g_array_append_val (self->staff, one->id);
    }
  adw_combo_row_set_model (self->owner_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->owner_row, selected);
}

static void
rg_customer_dialog_staff_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCustomerDialog) self = RG_CUSTOMER_DIALOG (data);
  GPtrArray **staff = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store)
    rg_customer_dialog_fill_staff (self, *staff);
}

/* Whoever is here already is told of while somebody types. */
static void
rg_customer_dialog_changed_cb (RgCustomerDialog *self)
{
  rg_customer_dialog_clear_errors (self);
  if (self->filling)
    return;
  rg_customer_dialog_read (self);
  rg_similar_hint_look (self->hint, self->store, self->details);
}

/* --- saving --- */

static void
rg_customer_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCustomerDialog) self = RG_CUSTOMER_DIALOG (data);
  const gboolean is_new = self->details->id == 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  gint64 id;
  gint64 action_id;

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (!rg_store_edit_customer_finish (RG_STORE (object), result, &id, &action_id, &error))
    {
      text = rg_error_text (error);
      rg_customer_dialog_show_error (self, RG_CUSTOMER_FIELD_NONE, text);
      return;
    }
  name = rg_customer_dup_shown_name (self->details->name, self->details->number);
  /* Translators: %s is a customer. */
  text = g_strdup_printf (is_new ? _("%s added") : _("%s saved"), name);
  if (action_id)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action_id, text);
  if (is_new)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_customer_dialog_cancel_cb (RgCustomerDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_customer_dialog_save_cb (RgCustomerDialog *self)
{
  RgCustomerField field;
  g_autoptr (GError) error = NULL;

  rg_customer_dialog_clear_errors (self);
  rg_customer_dialog_read (self);
  if (!rg_customer_details_check (self->details, &field, &error))
    {
      rg_customer_dialog_show_error (self, field, error->message);
      return;
    }
  if (!rg_own_fields_group_apply (self->own_group, self->details))
    return;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_save_customer_async (self->store, self->details, rg_customer_dialog_saved_cb,
                                g_object_ref (self));
}

/* --- GObject --- */

static void
rg_customer_dialog_dispose (GObject *object)
{
  RgCustomerDialog *self = RG_CUSTOMER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CUSTOMER_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_customer_dialog_parent_class)->dispose (object);
}

static void
rg_customer_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RG_CUSTOMER_DIALOG (object)->details, rg_customer_details_free);
  g_array_unref (RG_CUSTOMER_DIALOG (object)->staff);
  G_OBJECT_CLASS (rg_customer_dialog_parent_class)->finalize (object);
}

static void
rg_customer_dialog_class_init (RgCustomerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_customer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_customer_dialog_finalize;

  g_type_ensure (RG_TYPE_OWN_FIELDS_GROUP);
  g_type_ensure (RG_TYPE_SIMILAR_HINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-customer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, city_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, country_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, family_name_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, given_name_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, month_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, postcode_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, street_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, year_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, card_number_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, children_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, gender_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, household_size_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, income_band_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, prefers_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, interests_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, joined_how_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, joined_on_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, joined_where_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, more_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, occupation_row);
  gtk_widget_class_bind_template_child (widget_class, RgCustomerDialog, owner_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_dialog_birthday_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_customer_dialog_save_cb);
}

static void
rg_customer_dialog_init (RgCustomerDialog *self)
{
  self->staff = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_customer_dialog_fill_months (self);
}

AdwDialog *
rg_customer_dialog_new (RgStore *store, const RgCustomerDetails *details)
{
  RgCustomerDialog *self = g_object_new (RG_TYPE_CUSTOMER_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->details = details ? rg_customer_details_copy (details) : rg_customer_details_new ();
  adw_dialog_set_title (ADW_DIALOG (self), details ? _("Edit Customer") : _("New Customer"));
  self->filling = TRUE;
  rg_customer_dialog_fill (self);
  self->filling = FALSE;
  rg_store_read_async (store, RG_READER_ROWS, rg_customer_dialog_read_staff_in_thread,
                       g_new0 (GPtrArray *, 1), rg_customer_dialog_staff_free, NULL,
                       rg_customer_dialog_staff_cb, g_object_ref (self));
  rg_own_fields_group_load (self->own_group, store, self->details->id);
  return ADW_DIALOG (self);
}
