/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads dialects out of their JSON files. */
#include "transfer/rg-dialect.h"

#include <json-glib/json-glib.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "transfer/rg-dialect-resources.h"

#define DIALECTS "/io/github/regulars/dialects/"

static void
line_rule_free (gpointer data)
{
  RgLineRule *rule = data;

  g_clear_pointer (&rule->codes, g_hash_table_unref);
  g_strfreev (rule->code_prefixes);
  g_strfreev (rule->number_prefixes);
  g_strfreev (rule->types);
  g_free (rule);
}

void
rg_dialect_free (RgDialect *dialect)
{
  g_free (dialect->id);
  g_free (dialect->name);
  g_free (dialect->source);
  g_clear_pointer (&dialect->signatures, g_ptr_array_unref);
  g_strfreev (dialect->dropped);
  g_strfreev (dialect->notes);
  for (guint i = 0; i < RG_N_ROLES; i++)
    g_strfreev (dialect->names[i]);
  g_clear_pointer (&dialect->rules, g_ptr_array_unref);
  g_strfreev (dialect->left_out);
  g_free (dialect);
}

char *
rg_dialect_normalise (const char *header)
{
  g_autofree char *folded = rg_fold (header);
  GString *name = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (name, g_utf8_get_char (p));
  return g_string_free (name, FALSE);
}

gboolean
rg_dialect_name_fits (const char *name, const char *header)
{
  return *name == '*' ? g_str_has_suffix (header, name + 1) : g_str_equal (name, header);
}

const char *
rg_dialect_get_label (const RgDialect *dialect)
{
  if (!dialect->generic)
    return dialect->name;
  switch (dialect->kind)
    {
    case RG_IMPORT_CUSTOMERS:
      return _("Customers of any till");
    case RG_IMPORT_PRODUCTS:
      return _("Products of any till");
    case RG_IMPORT_ACTIVITY:
      return _("Activity of any web shop");
    case RG_IMPORT_SALES:
    default:
      return _("Sales of any till");
    }
}

static char *
copy_text (const char *text)
{
  return g_strdup (text);
}

/* The texts of a member that is a list, each through `change`; empty where there is none. */
static GStrv
read_texts (JsonObject *object, const char *member, char *(*change) (const char *))
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array;

  if (json_object_has_member (object, member))
    {
      array = json_object_get_array_member (object, member);
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        g_strv_builder_take (texts, change (json_array_get_string_element (array, i)));
    }
  return g_strv_builder_end (texts);
}

static gboolean
read_kind (const char *word, RgLineKind *kind)
{
  for (RgLineKind k = 0; k < RG_LINE_KINDS; k++)
    if (g_strcmp0 (rg_line_kind_word (k), word) == 0)
      {
        *kind = k;
        return TRUE;
      }
  return FALSE;
}

static gboolean
says_yes (JsonObject *object, const char *member)
{
  return json_object_get_boolean_member_with_default (object, member, FALSE);
}

static gboolean
asks (JsonObject *object, const char *member, const char *word)
{
  return g_strcmp0 (json_object_get_string_member_with_default (object, member, ""), word) == 0;
}

static RgLineRule *
read_rule (JsonObject *object)
{
  RgLineRule *rule = g_new0 (RgLineRule, 1);
  g_auto (GStrv) codes = read_texts (object, "codes", copy_text);

  if (!read_kind (json_object_get_string_member_with_default (object, "kind", ""), &rule->kind))
    {
      g_free (rule);
      return NULL;
    }
  if (codes[0] != NULL)
    rule->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; codes[i] != NULL; i++)
    g_hash_table_add (rule->codes, g_strdup (codes[i]));
  rule->code_prefixes = read_texts (object, "code-prefixes", copy_text);
  rule->number_prefixes = read_texts (object, "number-prefixes", copy_text);
  rule->types = read_texts (object, "types", rg_fold);
  rule->quantity_negative = asks (object, "quantity", "negative");
  rule->amount_negative = asks (object, "amount", "negative");
  rule->price_zero = asks (object, "price", "zero");
  rule->customer_none = asks (object, "customer", "none");
  return rule;
}

static gboolean
set_bad (GError **error, const char *id, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "dialect %s: %s", id, what);
  return FALSE;
}

/* A header's name; "*" in front stands for whatever a program writes before it. */
static char *
read_name (const char *text)
{
  g_autofree char *normalised = rg_dialect_normalise (text);

  return *text == '*' ? g_strconcat ("*", normalised, NULL) : g_steal_pointer (&normalised);
}

/* One set of headers, or several: any of them tells the program. */
static void
read_signatures (RgDialect *dialect, JsonObject *object)
{
  JsonArray *sets;

  dialect->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (!json_object_has_member (object, "signatures"))
    return;
  sets = json_object_get_array_member (object, "signatures");
  for (guint i = 0; i < json_array_get_length (sets); i++)
    {
      JsonArray *set = json_array_get_array_element (sets, i);
      g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

      for (guint k = 0; k < json_array_get_length (set); k++)
        g_strv_builder_take (names, rg_dialect_normalise (json_array_get_string_element (set, k)));
      g_ptr_array_add (dialect->signatures, g_strv_builder_end (names));
    }
}

static gboolean
read_columns (RgDialect *dialect, JsonObject *columns, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (columns);

  for (GList *m = members; m != NULL; m = m->next)
    {
      RgRole role = rg_role_from_id (m->data);

      if (role == RG_ROLE_NONE)
        return set_bad (error, dialect->id, m->data);
      dialect->names[role] = read_texts (columns, m->data, read_name);
    }
  return TRUE;
}

static gboolean
read_rules (RgDialect *dialect, JsonObject *object, GError **error)
{
  JsonArray *lines;

  dialect->rules = g_ptr_array_new_with_free_func (line_rule_free);
  if (!json_object_has_member (object, "lines"))
    return TRUE;
  lines = json_object_get_array_member (object, "lines");
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      RgLineRule *rule = read_rule (json_array_get_object_element (lines, i));

      if (rule == NULL)
        return set_bad (error, dialect->id, "a line rule has no known kind");
      g_ptr_array_add (dialect->rules, rule);
    }
  return dialect->rules->len <= 32 || set_bad (error, dialect->id, "more than 32 line rules");
}

static RgDateOrder
read_order (const char *word)
{
  return g_strcmp0 (word, "month-first") == 0 ? RG_DATE_ORDER_MDY
         : g_strcmp0 (word, "day-first") == 0 ? RG_DATE_ORDER_DMY
                                              : RG_DATE_ORDER_UNKNOWN;
}

static RgImportKind
read_import_kind (JsonObject *object)
{
  for (RgImportKind kind = RG_IMPORT_SALES; kind <= RG_IMPORT_ACTIVITY; kind++)
    if (asks (object, "kind", rg_import_kind_word (kind)))
      return kind;
  return RG_IMPORT_SALES;
}

RgDialect *
rg_dialect_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (RgDialect) dialect = g_new0 (RgDialect, 1);
  JsonNode *root;
  JsonObject *object;

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      set_bad (error, "?", "no object");
      return NULL;
    }
  object = json_node_get_object (root);
  dialect->id = g_strdup (json_object_get_string_member_with_default (object, "id", ""));
  dialect->name = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  dialect->source =
    g_strdup (json_object_get_string_member_with_default (object, "source", "till"));
  dialect->kind = read_import_kind (object);
  read_signatures (dialect, object);
  dialect->generic = dialect->signatures->len == 0;
  dialect->dropped = read_texts (object, "dropped", rg_dialect_normalise);
  dialect->notes = read_texts (object, "notes", copy_text);
  dialect->whole_receipts = says_yes (object, "whole-receipts");
  dialect->returns_apart = says_yes (object, "returns-apart");
  dialect->email_trap = says_yes (object, "email-trap");
  dialect->online = says_yes (object, "online");
  dialect->left_out = read_texts (object, "left-out", rg_fold);
  dialect->carry_down = says_yes (object, "carry-down");
  dialect->date_order =
    read_order (json_object_get_string_member_with_default (object, "date-order", ""));
  if (!json_object_has_member (object, "columns") ||
      !read_columns (dialect, json_object_get_object_member (object, "columns"), error) ||
      !read_rules (dialect, object, error))
    {
      if (error != NULL && *error == NULL)
        set_bad (error, dialect->id, "no columns");
      return NULL;
    }
  return g_steal_pointer (&dialect);
}

static int
generic_last (gconstpointer a, gconstpointer b)
{
  const RgDialect *x = *(RgDialect *const *) a, *y = *(RgDialect *const *) b;

  if (x->generic != y->generic)
    return x->generic - y->generic;
  return x->kind != y->kind ? (int) x->kind - (int) y->kind : g_strcmp0 (x->id, y->id);
}

GPtrArray *
rg_dialects_load (GError **error)
{
  g_autoptr (GPtrArray) dialects =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_dialect_free);
  GResource *resource = rg_dialects_get_resource ();
  g_auto (GStrv) files = g_resource_enumerate_children (resource, DIALECTS, 0, error);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (DIALECTS, files[i], NULL);
      g_autoptr (GBytes) json = g_resource_lookup_data (resource, path, 0, error);
      RgDialect *dialect;

      if (json == NULL)
        return NULL;
      dialect = rg_dialect_parse (g_bytes_get_data (json, NULL),
                                  (gssize) g_bytes_get_size (json), error);
      if (dialect == NULL)
        return NULL;
      g_ptr_array_add (dialects, dialect);
    }
  if (files == NULL)
    return NULL;
  g_ptr_array_sort (dialects, generic_last);
  return g_steal_pointer (&dialects);
}

RgDialect *
rg_dialects_find (GPtrArray *dialects, const char *id)
{
  for (guint i = 0; i < dialects->len; i++)
    {
      RgDialect *dialect = g_ptr_array_index (dialects, i);

      if (g_strcmp0 (dialect->id, id) == 0)
        return dialect;
    }
  return NULL;
}
