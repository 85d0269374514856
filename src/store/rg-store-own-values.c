/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Values of the shop's own fields, as texts on one side and as rows on the other. */
#include "store/rg-store-own-values.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-customers.h"

#include <string.h>

static int
rg_own_digits (const char *currency)
{
  return MAX (rg_currency_digits (currency), 0);
}

/* format: with the names that follow. */
static char *G_GNUC_PRINTF (2, 3)
rg_own_value_refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list names;

  va_start (names, format);
  sentence = g_strdup_vprintf (format, names);
  va_end (names);
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return NULL;
}

/* --- checking --- */

static char *
rg_own_check_number (const RgOwnField *field, const char *text, const char *currency,
                     GError **error)
{
  const int digits = rg_own_digits (currency);
  gint64 number;

  if (!rg_own_number_parse (field->kind, text, digits, &number))
    /* Translators: what was given, the name of a field, and its kind, such as “Date”. */
    return rg_own_value_refuse (error, _("“%s” cannot stand in the field “%s”: it holds “%s”."),
                                text, field->name, rg_own_kind_get_label (field->kind));
  if (field->kind == RG_OWN_SCALE && (number < field->least || number > field->most))
    /* Translators: what was given, the name of a field, and the first and last step of its
     * scale. */
    return rg_own_value_refuse (error, _("“%s” is no step of “%s”, which goes from %d to %d."),
                                text, field->name, field->least, field->most);
  return rg_own_number_print (field->kind, number, digits);
}

/* The names as they are written, in the order of the choices, one a line. */
static char *
rg_own_check_choices (const RgOwnField *field, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const RgOwnChoice *choice = rg_own_field_find_choice (field, names[i]);

      if (choice == NULL)
        /* Translators: what was given, and the name of a field. */
        return rg_own_value_refuse (error, _("“%s” is none of the choices of “%s”."), names[i],
                                    field->name);
      g_hash_table_add (chosen, (gpointer) choice);
    }
  for (guint i = 0; i < field->choices->len; i++)
    if (g_hash_table_contains (chosen, g_ptr_array_index (field->choices, i)))
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "",
                              ((RgOwnChoice *) g_ptr_array_index (field->choices, i))->name);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
rg_own_field_check (const RgOwnField *field, const char *text, const char *currency,
                    GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    return g_steal_pointer (&stripped);
  if (rg_own_kind_is_number (field->kind))
    return rg_own_check_number (field, stripped, currency, error);
  if (field->kind == RG_OWN_SEVERAL)
    return rg_own_check_choices (field, stripped, error);
  if (field->kind == RG_OWN_ONE)
    {
      const RgOwnChoice *choice = rg_own_field_find_choice (field, stripped);

      return choice != NULL
               ? g_strdup (choice->name)
               : rg_own_value_refuse (error, _("“%s” is none of the choices of “%s”."), stripped,
                                      field->name);
    }
  if (rg_card_in_text (stripped))
    return rg_own_value_refuse (error, _("This looks like the number of a payment card. Regulars "
                                         "never stores those."));
  return g_steal_pointer (&stripped);
}

/* --- reading --- */

enum { VALUE_FIELD, VALUE_CUSTOMER, VALUE_TEXT, VALUE_NUMBER, VALUE_CHOICE };

/* What a row says, behind what the rows before it said of the same field. */
static void
rg_own_value_take (const RgOwnField *field, RgStatement *row, const char *currency, char **text)
{
  char *said;

  if (rg_own_kind_is_number (field->kind))
    said = rg_own_number_print (field->kind, rg_statement_get_int (row, VALUE_NUMBER),
                                rg_own_digits (currency));
  else
    said = g_strdup (rg_statement_get_text (row, field->kind == RG_OWN_TEXT ? VALUE_TEXT
                                                                            : VALUE_CHOICE));
  if (**text != '\0')
    {
      char *both = g_strconcat (*text, "\n", said, NULL);

      g_free (said);
      said = both;
    }
  g_free (*text);
  *text = said;
}

static int
rg_own_values_find (GPtrArray *fields, gint64 id)
{
  for (guint i = 0; i < fields->len; i++)
    if (((RgOwnField *) g_ptr_array_index (fields, i))->id == id)
      return (int) i;
  return -1;
}

char **
rg_own_values_read (RgDb *db, GPtrArray *fields, gint64 customer, const char *currency,
                    GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "own-fields.values", error);
  g_autofree gint64 *owner = g_new0 (gint64, fields->len + 1);
  g_auto (GStrv) texts = g_new0 (char *, fields->len + 1);
  RgStep step;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < fields->len; i++)
    texts[i] = g_strdup ("");
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const int i = rg_own_values_find (fields, rg_statement_get_int (rows, VALUE_FIELD));
      const gint64 whose = rg_statement_get_int (rows, VALUE_CUSTOMER);

      if (i < 0 || (owner[i] != 0 && owner[i] != whose))
        continue;
      owner[i] = whose;
      rg_own_value_take (g_ptr_array_index (fields, (guint) i), rows, currency, &texts[i]);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&texts) : NULL;
}

/* --- writing --- */

static gboolean
rg_own_value_clear (RgDb *db, const RgOwnField *field, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) clear = rg_db_statement (
    db, customer != 0 ? "own-fields.value-clear" : "own-fields.clear-selected", error);

  if (clear == NULL)
    return FALSE;
  rg_statement_bind_int (clear, 1, customer);
  rg_statement_bind_int (clear, 2, field->id);
  return rg_statement_run (clear, error);
}

/* One row. customer: 0 for whoever is selected. choice: 0 for none. */
static gboolean
rg_own_value_put (RgDb *db, const RgOwnField *field, gint64 customer, const char *text,
                  const gint64 *number, gint64 choice, gint64 import_id, GError **error)
{
  g_autoptr (RgStatement) put = rg_db_statement (
    db, customer != 0 ? "own-fields.value-put" : "own-fields.put-selected", error);

  if (put == NULL)
    return FALSE;
  rg_statement_bind_int (put, 1, customer);
  rg_statement_bind_int (put, 2, field->id);
  rg_statement_bind_int (put, 3, field->kind == RG_OWN_SEVERAL ? choice : 0);
  rg_statement_bind_text (put, 4, text);
  if (number != NULL)
    rg_statement_bind_int (put, 5, *number);
  else
    rg_statement_bind_null (put, 5);
  if (choice != 0)
    rg_statement_bind_int (put, 6, choice);
  else
    rg_statement_bind_null (put, 6);
  if (import_id != 0)
    rg_statement_bind_int (put, 7, import_id);
  else
    rg_statement_bind_null (put, 7);
  return rg_statement_run (put, error);
}

/* Takes out what is chosen no more. wanted: ids. */
static gboolean
rg_own_value_drop_parts (RgDb *db, const RgOwnField *field, gint64 customer, GHashTable *wanted,
                         GError **error)
{
  g_autoptr (RgStatement) parts = rg_db_statement (db, "own-fields.parts", error);
  g_autoptr (RgStatement) drop = rg_db_statement (db, "own-fields.part-delete", error);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (parts == NULL || drop == NULL)
    return FALSE;
  rg_statement_bind_int (parts, 1, customer);
  rg_statement_bind_int (parts, 2, field->id);
  while ((step = rg_statement_step (parts, error)) == RG_STEP_ROW)
    {
      const gint64 part = rg_statement_get_int (parts, 0);

      if (!g_hash_table_contains (wanted, (gpointer) (gintptr) part))
        g_array_append_val (gone, part);
    }
  rg_statement_bind_int (drop, 1, customer);
  rg_statement_bind_int (drop, 2, field->id);
  for (guint i = 0; step == RG_STEP_DONE && i < gone->len; i++)
    {
      rg_statement_bind_int (drop, 3, g_array_index (gone, gint64, i));
      if (!rg_statement_run (drop, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_own_value_drop_selected (RgDb *db, const RgOwnField *field, GHashTable *wanted, GError **error)
{
  g_autoptr (RgStatement) drop = rg_db_statement (db, "own-fields.drop-selected", error);
  g_autoptr (GString) json = g_string_new ("[");
  GHashTableIter iter;
  gpointer id;

  if (drop == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "",
                            (gint64) (gintptr) id);
  g_string_append_c (json, ']');
  rg_statement_bind_int (drop, 1, field->id);
  rg_statement_bind_text (drop, 2, json->str);
  return rg_statement_run (drop, error);
}

static gboolean
rg_own_value_write_several (RgDb *db, const RgOwnField *field, gint64 customer, const char *text,
                            gint64 import_id, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const RgOwnChoice *choice = rg_own_field_find_choice (field, names[i]);

      if (choice == NULL)
        continue;
      g_hash_table_add (wanted, (gpointer) (gintptr) choice->id);
      if (!rg_own_value_put (db, field, customer, "", NULL, choice->id, import_id, error))
        return FALSE;
    }
  return customer != 0 ? rg_own_value_drop_parts (db, field, customer, wanted, error)
                       : rg_own_value_drop_selected (db, field, wanted, error);
}

gboolean
rg_own_value_write (RgDb *db, const RgOwnField *field, gint64 customer, const char *text,
                    const char *currency, gint64 import_id, GError **error)
{
  const RgOwnChoice *choice;
  gint64 number = 0;

  if (*text == '\0')
    return rg_own_value_clear (db, field, customer, error);
  switch (field->kind)
    {
    case RG_OWN_TEXT:
      return rg_own_value_put (db, field, customer, text, NULL, 0, import_id, error);
    case RG_OWN_ONE:
      choice = rg_own_field_find_choice (field, text);
      return choice == NULL ||
             rg_own_value_put (db, field, customer, "", NULL, choice->id, import_id, error);
    case RG_OWN_SEVERAL:
      return rg_own_value_write_several (db, field, customer, text, import_id, error);
    case RG_OWN_NUMBER:
    case RG_OWN_MONEY:
    case RG_OWN_DATE:
    case RG_OWN_YES_NO:
    case RG_OWN_SCALE:
    default:
      return !rg_own_number_parse (field->kind, text, rg_own_digits (currency), &number) ||
             rg_own_value_put (db, field, customer, "", &number, 0, import_id, error);
    }
}

/* --- a person's values together --- */

GHashTable *
rg_own_texts_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

void
rg_own_texts_put (GHashTable *texts, gint64 field, const char *text)
{
  g_hash_table_replace (texts, g_memdup2 (&field, sizeof field), g_strdup (text));
}

static gboolean
rg_own_save_one (RgWrite *write, const RgOwnField *field, gint64 customer, const char *text,
                 const char *was, GError **error)
{
  const char *currency = rg_write_get_shop (write)->currency;
  g_autofree char *checked = rg_own_field_check (field, text, currency, error);

  if (checked == NULL)
    return FALSE;
  if (*checked == '\0' && field->required)
    {
      /* Translators: %s is the name of a field. */
      rg_own_value_refuse (error, _("“%s” has to be filled in."), field->name);
      return FALSE;
    }
  return g_str_equal (checked, was) ||
         rg_own_value_write (rg_write_get_db (write), field, customer, checked, currency, 0, error);
}

gboolean
rg_own_values_save (RgWrite *write, gint64 customer, GHashTable *texts, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) fields = NULL;
  g_auto (GStrv) now = NULL;

  if (texts == NULL)
    return TRUE;
  fields = rg_own_fields_read (db, error);
  now = fields != NULL ? rg_own_values_read (db, fields, customer,
                                             rg_write_get_shop (write)->currency, error)
                       : NULL;
  for (guint i = 0; now != NULL && i < fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (fields, i);
      const char *text = g_hash_table_lookup (texts, &field->id);

      if (text != NULL && !rg_own_save_one (write, field, customer, text, now[i], error))
        return FALSE;
    }
  return now != NULL;
}

/* --- one value for many --- */

typedef struct
{
  GArray *customers; /* gint64 */
  gint64 field;
  char *text;
} RgOwnSetting;

static void
rg_own_setting_free (gpointer data)
{
  RgOwnSetting *setting = data;

  g_array_unref (setting->customers);
  g_free (setting->text);
  g_free (setting);
}

static RgOwnSetting *
rg_own_setting_new (const gint64 *customers, gsize n_customers, gint64 field, const char *text)
{
  RgOwnSetting *setting = g_new0 (RgOwnSetting, 1);

  setting->customers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_customers);
  if (n_customers > 0)
    g_array_append_vals (setting->customers, customers, (guint) n_customers);
  setting->field = field;
  setting->text = g_strdup (text);
  return setting;
}

/* History names one customer; of several, how many they were. */
static gboolean
rg_own_set_label (RgWrite *write, const RgOwnSetting *setting, const RgOwnField *field,
                  GError **error)
{
  const guint n = setting->customers->len;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gint64 id;

  if (n == 1)
    {
      id = g_array_index (setting->customers, gint64, 0);
      if (!rg_customer_read_living (rg_write_get_db (write), &id, &name, error))
        return FALSE;
      if (name == NULL)
        g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                             _("This customer is not there any more."));
      if (name == NULL)
        return FALSE;
      /* Translators: a field and a customer; a line of History. */
      label = g_strdup_printf (_("“%s” of %s"), field->name, name);
    }
  else
    {
      g_autofree char *number = rg_number_format (n);

      /* Translators: a field, and how many customers it was written for; a line of History. */
      label = g_strdup_printf (P_("“%s” of %s Customer", "“%s” of %s Customers", n), field->name,
                               number);
    }
  rg_write_set_label (write, label);
  return TRUE;
}

static gboolean
rg_own_set_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgOwnSetting *setting = data;
  const char *currency = rg_write_get_shop (write)->currency;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  const RgOwnField *field = fields != NULL ? rg_own_fields_find_id (fields, setting->field) : NULL;
  g_autofree char *text = NULL;

  if (fields != NULL && field == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("This field is not there any more."));
  if (field == NULL || !rg_own_set_label (write, setting, field, error))
    return FALSE;
  text = rg_own_field_check (field, setting->text, currency, error);
  for (guint i = 0; text != NULL && i < setting->customers->len; i++)
    if (!rg_own_value_write (db, field, g_array_index (setting->customers, gint64, i), text,
                             currency, 0, error))
      return FALSE;
  return text != NULL;
}

gboolean
rg_store_set_own_value_sync (RgStore *store, const gint64 *customers, gsize n_customers,
                             gint64 field, const char *text, gint64 *action_id, GError **error)
{
  RgOwnSetting *setting = rg_own_setting_new (customers, n_customers, field, text);
  const gboolean done = rg_store_write_sync (store, "field.set", _("Field"), rg_own_set_in_thread,
                                             setting, NULL, action_id, error);

  rg_own_setting_free (setting);
  return done;
}

void
rg_store_set_own_value_async (RgStore *store, const gint64 *customers, gsize n_customers,
                              gint64 field, const char *text, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  rg_store_write_async (store, "field.set", _("Field"), rg_own_set_in_thread,
                        rg_own_setting_new (customers, n_customers, field, text),
                        rg_own_setting_free, NULL, callback, user_data);
}
