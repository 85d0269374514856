/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields, and what is known in them: `fields`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-segments.h"

#include <stdio.h>

/* What is read: all fields, and of a customer, if one is named, what is known. */
typedef struct
{
  const char *customer; /* or NULL */
  const char *currency;
  gint64 id;
  GPtrArray *fields;
  char **texts;
} RgCtlFields;

static void
rg_ctl_fields_clear (RgCtlFields *read)
{
  g_clear_pointer (&read->fields, g_ptr_array_unref);
  g_clear_pointer (&read->texts, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlFields, rg_ctl_fields_clear)

static gboolean
rg_ctl_fields_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlFields *read = data;

  read->fields = rg_own_fields_read (db, error);
  if (read->fields == NULL || read->customer == NULL)
    return read->fields != NULL;
  read->id = rg_segment_find_customer (db, read->customer, error);
  if (read->id != 0)
    read->texts = rg_own_values_read (db, read->fields, read->id, read->currency, error);
  return read->texts != NULL;
}

static gboolean
rg_ctl_fields_read (RgStore *store, const char *customer, RgCtlFields *read, GError **error)
{
  read->customer = customer;
  read->currency = rg_store_get_shop (store)->currency;
  return rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_fields_in_thread, read, NULL, error);
}

/* Choices, and what several of them are chosen as, stand between commas in a command. */
static char *
rg_ctl_fields_dup_line (const RgOwnField *field)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < field->choices->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? ", " : "",
                            ((RgOwnChoice *) field->choices->pdata[i])->name);
  if (field->kind == RG_OWN_SCALE)
    g_string_append_printf (line, "%d..%d", field->least, field->most);
  return g_string_free (line, FALSE);
}

static void
rg_ctl_tell_field (RgCtl *ctl, const RgOwnField *field, const char *text, const char *currency)
{
  g_autofree char *line = rg_ctl_fields_dup_line (field);
  g_autofree char *shown =
    text != NULL ? rg_own_text_format (field->kind, text, currency) : g_strdup (line);

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s · %s%s%s%s\n", field->id, field->name,
                rg_own_kind_get_label (field->kind), *shown != '\0' ? " · " : "", shown,
                text == NULL && field->required ? _(" · required") : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", field->id);
  rg_ctl_json_uuid (ctl, "uuid", field->uuid);
  rg_ctl_json_text (ctl, "name", field->name);
  rg_ctl_json_text (ctl, "kind", rg_own_kind_get_id (field->kind));
  rg_ctl_json_text (ctl, "help", field->help);
  rg_ctl_json_bool (ctl, "required", field->required);
  rg_ctl_json_text (ctl, "choices", line);
  if (text != NULL)
    rg_ctl_json_text (ctl, "value", text);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_fields_list (RgCtl *ctl, RgStore *store, const char *customer, GError **error)
{
  g_auto (RgCtlFields) read = { 0 };

  if (!rg_ctl_fields_read (store, customer, &read, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < read.fields->len; i++)
    rg_ctl_tell_field (ctl, read.fields->pdata[i], read.texts != NULL ? read.texts[i] : NULL,
                       read.currency);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (read.fields->len == 0)
    rg_ctl_say (ctl, "%s", _("The shop has no fields of its own."));
  return TRUE;
}

static gboolean
rg_ctl_fields_refuse (GError **error, int code, const char *sentence, const char *what)
{
  g_autoptr (GString) text = g_string_new (sentence);

  if (what != NULL)
    g_string_replace (text, "%s", what, 1);
  g_set_error_literal (error, RG_CTL_ERROR, code, text->str);
  return FALSE;
}

/* "Dark, Light" or "1..5". Choices that stay keep their values by their names. */
static gboolean
rg_ctl_fields_set_choices (RgOwnField *field, const char *line, GError **error)
{
  g_autoptr (RgOwnField) was = rg_own_field_copy (field);
  g_auto (GStrv) names = g_strsplit (line, ",", -1);

  if (field->kind == RG_OWN_SCALE)
    return sscanf (line, "%d..%d", &field->least, &field->most) == 2
           || rg_ctl_fields_refuse (error, RG_CTL_ERROR_USAGE,
                                    _("A scale is written like 1..5."), NULL);
  g_ptr_array_set_size (field->choices, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const RgOwnChoice *known = rg_own_field_find_choice (was, g_strstrip (names[i]));

      rg_own_field_add_choice (field, known != NULL ? known->id : 0, names[i]);
    }
  return TRUE;
}

static gboolean
rg_ctl_fields_add (RgStore *store, GStrv words, gint64 *action, GError **error)
{
  g_autoptr (RgOwnField) field = NULL;
  RgOwnKind kind;

  if (words[3] == NULL || !rg_own_kind_from_id (words[3], &kind))
    return rg_ctl_fields_refuse (error, RG_CTL_ERROR_USAGE,
                                 _("A field is a text, number, money, date, yes-no, one, several "
                                   "or scale."), NULL);
  field = rg_own_field_new (kind, words[2]);
  if (words[4] != NULL && !rg_ctl_fields_set_choices (field, words[4], error))
    return FALSE;
  return rg_store_save_own_field_sync (store, field, NULL, action, error);
}

static gboolean
rg_ctl_fields_edit (RgStore *store, RgOwnField *field, const char *verb, const char *value,
                    gint64 *action, GError **error)
{
  if (g_str_equal (verb, "rename"))
    g_set_str (&field->name, value);
  else if (g_str_equal (verb, "describe"))
    g_set_str (&field->help, value);
  else if (g_str_equal (verb, "require"))
    field->required = g_str_equal (value, "yes");
  else if (!rg_ctl_fields_set_choices (field, value, error))
    return FALSE;
  return rg_store_save_own_field_sync (store, field, NULL, action, error);
}

static gboolean
rg_ctl_fields_set (RgStore *store, const RgCtlFields *read, const RgOwnField *field,
                   const char *value, gint64 *action, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  g_autofree char *lines = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  lines = field->kind == RG_OWN_SEVERAL ? g_strjoinv ("\n", parts) : g_strdup (value);
  return rg_store_set_own_value_sync (store, &read->id, 1, field->id, lines, action, error);
}

static gboolean
rg_ctl_fields_change (RgStore *store, GStrv words, gint64 *action, GError **error)
{
  static const char *const edits[] = { "rename", "describe", "require", "choices", NULL };
  const gboolean set = g_str_equal (words[1], "set");
  const char *name = words[2] != NULL ? words[set ? 3 : 2] : NULL;
  const char *value = name != NULL ? words[set ? 4 : 3] : NULL;
  g_auto (RgCtlFields) read = { 0 };
  RgOwnField *field;
  gint64 place;

  if (g_str_equal (words[1], "add") && words[2] != NULL)
    return rg_ctl_fields_add (store, words, action, error);
  if (name == NULL || (value == NULL) != g_str_equal (words[1], "delete"))
    return rg_ctl_fields_refuse (error, RG_CTL_ERROR_USAGE,
                                 _("That cannot be done with fields. “regularsctl help fields” "
                                   "says what can."), NULL);
  if (!rg_ctl_fields_read (store, set ? words[2] : NULL, &read, error))
    return FALSE;
  field = rg_own_fields_find (read.fields, name);
  if (field == NULL)
    /* Translators: %s is what was typed as the name of a field. */
    return rg_ctl_fields_refuse (error, RG_CTL_ERROR_FAILED, _("There is no field “%s”."), name);
  if (set)
    return rg_ctl_fields_set (store, &read, field, value, action, error);
  if (g_str_equal (words[1], "delete"))
    return rg_store_delete_own_field_sync (store, field->id, action, error);
  if (g_strv_contains (edits, words[1]))
    return rg_ctl_fields_edit (store, field, words[1], value, action, error);
  if (g_str_equal (words[1], "move")
      && g_ascii_string_to_signed (value, 10, 1, 10000, &place, NULL))
    return rg_store_move_own_field_sync (store, field->id, (guint) place - 1, action, error);
  return rg_ctl_fields_refuse (error, RG_CTL_ERROR_USAGE,
                               _("That cannot be done with fields. “regularsctl help fields” says "
                                 "what can."), NULL);
}

static gboolean
rg_ctl_fields (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 4, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL || (g_str_equal (rest[1], "of") && rest[2] != NULL))
    return rg_ctl_fields_list (ctl, store, rest[1] != NULL ? rest[2] : NULL, error);
  if (!rg_ctl_fields_change (store, rest, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_fields_commands[] = {
  { "fields",
    "| add NAME KIND [CHOICES] | rename FIELD NAME | describe FIELD TEXT | require FIELD yes|no | "
    "choices FIELD CHOICES | move FIELD PLACE | delete FIELD | of CUSTOMER | "
    "set CUSTOMER FIELD VALUE",
    N_("List the shop's own fields, change them, or what is known in them"),
    N_("KIND is text, number, money, date, yes-no, one, several or scale. CHOICES are “Dark, "
       "Light”;\nof a scale “1..5”. VALUE is a text, 42.5, 12.50, 2026-11-21, yes or no, or "
       "choices as above;\n\"\" for nothing known. FIELD is meant by name, number or UUID, "
       "CUSTOMER by number or UUID. Each\nis one action, which “take-back” takes back."),
    rg_ctl_fields },
  { NULL },
};
