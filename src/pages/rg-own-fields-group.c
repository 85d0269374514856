/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A customer's values in the shop's own fields, to be edited or to be looked at. */
#include "pages/rg-own-fields-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-own-value-row.h"

struct _RgOwnFieldsGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RgOwnFieldsGroup, rg_own_fields_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- reading --- */

typedef struct
{
  gint64 customer;
  char *currency;
  GPtrArray *fields; /* RgOwnField */
  char **texts;
} RgOwnReading;

static void
rg_own_reading_free (gpointer data)
{
  RgOwnReading *reading = data;

  g_clear_pointer (&reading->fields, g_ptr_array_unref);
  g_strfreev (reading->texts);
  g_free (reading->currency);
  g_free (reading);
}

static gboolean
rg_own_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgOwnReading *reading = data;

  reading->fields = rg_own_fields_read (db, error);
  if (reading->fields != NULL)
    reading->texts = rg_own_values_read (db, reading->fields, reading->customer,
                                         reading->currency, error);
  return reading->texts != NULL;
}

static void
rg_own_read_async (RgStore *store, gint64 customer, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer data)
{
  RgOwnReading *reading = g_new0 (RgOwnReading, 1);

  reading->customer = customer;
  reading->currency = g_strdup (rg_store_get_shop (store)->currency);
  rg_store_read_async (store, RG_READER_ROWS, rg_own_read_in_thread, reading, rg_own_reading_free,
                       cancellable, callback, data);
}

/* --- in a form --- */

static void
rg_own_fields_group_say (RgOwnFieldsGroup *self, const char *text)
{
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rg-refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rg-refused");
}

static void
rg_own_fields_group_changed_cb (RgOwnFieldsGroup *self)
{
  rg_own_fields_group_say (self, NULL);
}

static void
rg_own_fields_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgOwnFieldsGroup) self = RG_OWN_FIELDS_GROUP (data);
  const RgOwnReading *reading = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL))
    return;
  for (guint i = 0; i < reading->fields->len; i++)
    {
      GtkWidget *row = rg_own_value_row_new (reading->fields->pdata[i], reading->texts[i],
                                             reading->currency);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, ADW_IS_ENTRY_ROW (row)      ? "changed"
                                    : ADW_IS_EXPANDER_ROW (row) ? "notify::subtitle"
                                                                : "notify::selected",
                               G_CALLBACK (rg_own_fields_group_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

void
rg_own_fields_group_load (RgOwnFieldsGroup *self, RgStore *store, gint64 customer)
{
  g_return_if_fail (RG_IS_OWN_FIELDS_GROUP (self));

  rg_own_read_async (store, customer, NULL, rg_own_fields_group_read_cb, g_object_ref (self));
}

gboolean
rg_own_fields_group_apply (RgOwnFieldsGroup *self, RgCustomerDetails *details)
{
  g_autoptr (GHashTable) own = rg_own_texts_new ();

  g_return_val_if_fail (RG_IS_OWN_FIELDS_GROUP (self), FALSE);

  rg_own_fields_group_say (self, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autofree char *text = rg_own_value_row_dup_text (row, &error);

      if (text == NULL)
        {
          rg_own_fields_group_say (self, error->message);
          gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message,
                                   GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
          gtk_widget_grab_focus (row);
          return FALSE;
        }
      rg_own_texts_put (own, rg_own_value_row_get_field (row)->id, text);
    }
  g_clear_pointer (&details->own, g_hash_table_unref);
  details->own = g_steal_pointer (&own);
  return TRUE;
}

/* --- on the profile --- */

static void
rg_own_fields_shown_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFactsGroup) group = RG_FACTS_GROUP (data);
  const RgOwnReading *reading = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL))
    return;
  rg_facts_group_clear (group);
  for (guint i = 0; i < reading->fields->len; i++)
    {
      const RgOwnField *field = reading->fields->pdata[i];
      g_autofree char *shown =
        rg_own_text_format (field->kind, reading->texts[i], reading->currency);
      AdwActionRow *row = rg_facts_group_add_fact (group, field->name, shown);

      if (row != NULL && *field->help != '\0')
        gtk_widget_set_tooltip_text (GTK_WIDGET (row), field->help);
    }
}

void
rg_own_fields_show (RgFactsGroup *group, RgStore *store, gint64 customer)
{
  GCancellable *before = g_object_get_data (G_OBJECT (group), "rg-own-fields");
  GCancellable *cancellable = g_cancellable_new ();

  if (before != NULL)
    g_cancellable_cancel (before);
  g_object_set_data_full (G_OBJECT (group), "rg-own-fields", cancellable, g_object_unref);
  rg_own_read_async (store, customer, cancellable, rg_own_fields_shown_cb, g_object_ref (group));
}

/* --- GObject --- */

static void
rg_own_fields_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_OWN_FIELDS_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_own_fields_group_parent_class)->finalize (object);
}

static void
rg_own_fields_group_class_init (RgOwnFieldsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_own_fields_group_finalize;
}

static void
rg_own_fields_group_init (RgOwnFieldsGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Own Fields"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
