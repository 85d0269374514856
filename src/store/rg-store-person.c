/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads what the person's own copy says. A new kind of row about people is a statement and a line
 * of the table below. */
#include "store/rg-store-person.h"

#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"

/* In the order of the page. */
static const struct
{
  const char *name;
  const char *statement;
} rg_person_sections[] = {
  { "person", "person.facts" },          { "known_as", "person.known-as" },
  { "contact", "person.contacts" },      { "tags", "person.tags" },
  { "segments", "person.segments" },
  { "own_fields", "person.own-fields" }, { "notes", "person.notes" },
  { "permission", "person.permissions" }, { "purchases", "person.purchases" },
  { "deliveries", "person.deliveries" },
  { "activity", "person.activity" },     { "campaigns", "person.letters" },
  { "points", "person.points" },
  { "discounts", "person.discounts" },   { "coupons", "person.coupons" },
  { "tickets", "person.tickets" },
  { "tasks", "person.tasks" },           { "automations", "person.automations" },
  { "history", "person.edits" },
  { "looked_at", "person.looked-at" },
};

static void
rg_person_column_clear (gpointer data)
{
  g_free (((RgPersonColumn *) data)->name);
}

static void
rg_person_section_free (gpointer data)
{
  RgPersonSection *section = data;

  g_free (section->name);
  g_array_unref (section->columns);
  g_ptr_array_unref (section->rows);
  g_free (section);
}

void
rg_person_free (RgPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->shown_name);
  g_ptr_array_unref (person->sections);
  g_free (person);
}

static RgPersonKind
rg_person_kind_of (const char *column)
{
  if (g_str_has_suffix (column, "_on"))
    return RG_PERSON_DAY;
  if (g_str_has_suffix (column, "_at"))
    return RG_PERSON_INSTANT;
  if (g_str_has_suffix (column, "_minor"))
    return RG_PERSON_MONEY;
  return g_str_equal (column, "quantity") || g_str_has_prefix (column, "birth_")
             || g_str_has_prefix (column, "points")
           ? RG_PERSON_NUMBER : RG_PERSON_TEXT;
}

static void
rg_person_add_columns (RgPersonSection *section, RgStatement *rows)
{
  for (int i = 0; i < rg_statement_n_columns (rows); i++)
    {
      const char *name = rg_statement_get_name (rows, i);
      RgPersonColumn column = { g_strdup (name), rg_person_kind_of (name) };

      g_array_append_val (section->columns, column);
    }
}

static GStrv
rg_person_dup_row (RgStatement *row)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (int i = 0; i < rg_statement_n_columns (row); i++)
    g_strv_builder_add (texts, rg_statement_get_text (row, i));
  return g_strv_builder_end (texts);
}

static gboolean
rg_person_read_section (RgDb *db, gint64 id, gsize n, RgPerson *person, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, rg_person_sections[n].statement, error);
  RgPersonSection *section = g_new0 (RgPersonSection, 1);
  RgStep step;

  section->name = g_strdup (rg_person_sections[n].name);
  section->columns = g_array_new (FALSE, FALSE, sizeof (RgPersonColumn));
  g_array_set_clear_func (section->columns, rg_person_column_clear);
  section->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (person->sections, section);
  if (rows == NULL)
    return FALSE;
  rg_person_add_columns (section, rows);
  rg_statement_bind_int (rows, 1, id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (section->rows, rg_person_dup_row (rows));
  return step == RG_STEP_DONE;
}

RgPerson *
rg_person_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgPerson) person = g_new0 (RgPerson, 1);
  g_autoptr (RgCustomerSummary) summary = NULL;
  g_autoptr (GError) wrong = NULL;

  person->sections = g_ptr_array_new_with_free_func (rg_person_section_free);
  if (!rg_customer_read_living (db, &id, &person->shown_name, error))
    return NULL;
  summary = rg_customer_summary_read (db, id, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  if (summary == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                           _("This customer is not there any more."));
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rg_person_sections); i++)
    if (!rg_person_read_section (db, id, i, person, error))
      return NULL;
  return g_steal_pointer (&person);
}
