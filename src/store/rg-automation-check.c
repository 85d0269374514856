/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether automations can do what they say, and how they follow the things that they name. */
#include "store/rg-store-automations.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-segments.h"

/* --- whether it can be done --------------------------------------------------------------- */

static gboolean
rg_automation_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_automation_check_segment (RgDb *db, const char *name, GError **error)
{
  g_autoptr (RgSavedSegment) segment =
    *name != '\0' ? rg_segment_find (db, name, error) : NULL;

  return *name == '\0' || segment != NULL;
}

/* A statement that finds something by a name. */
static gboolean
rg_automation_check_name (RgDb *db, const char *statement, const char *name, const char *none,
                          GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, statement, error);
  g_autoptr (GString) sentence = NULL;
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, name);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_DONE)
    return step == RG_STEP_ROW;
  sentence = g_string_new (none);
  g_string_replace (sentence, "%s", name, 1);
  return rg_automation_refuse (error, sentence->str);
}

static gboolean
rg_automation_check_fill (RgDb *db, const RgShop *shop, const RgThen *then, GError **error)
{
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  const RgOwnField *field = fields != NULL ? rg_own_fields_find (fields, then->name) : NULL;
  g_autofree char *value = NULL;

  if (fields != NULL && field == NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                 _("The shop has no field “%s”. Make it in Preferences first."), then->name);
  value = field != NULL ? rg_own_field_check (field, then->text, shop->currency, error) : NULL;
  return value != NULL;
}

static gboolean
rg_automation_check_then (RgDb *db, const RgShop *shop, const RgThen *then, GError **error)
{
  switch (then->id)
    {
    case RG_THEN_TASK:
      return *then->owner == '\0'
             || rg_automation_check_name (db, "automations.staff", then->owner,
                                          /* Translators: %s is a name. */
                                          _("Nobody called “%s” works here."), error);
    case RG_THEN_ADD:
      return rg_automation_check_name (db, "automations.open-campaign", then->name,
                                       /* Translators: %s is the name of a campaign. */
                                       _("There is no campaign “%s” whose list is still open."),
                                       error);
    case RG_THEN_FILL:
      return rg_automation_check_fill (db, shop, then, error);
    case RG_THEN_TAG:
    case RG_THEN_DRAFT:
    case RG_N_THENS:
    default:
      return TRUE;
    }
}

gboolean
rg_automation_check_part (RgDb *db, const RgShop *shop, const RgAutomation *automation, int *part,
                          GError **error)
{
  const char *missing = rg_automation_missing (automation);

  *part = RG_PART_WHEN;
  if (missing != NULL)
    return rg_automation_refuse (error, missing);
  if (!rg_automation_check_segment (db, automation->when.segment, error))
    return FALSE;
  *part = RG_PART_IF;
  if (!rg_automation_check_segment (db, automation->segment, error))
    return FALSE;
  for (*part = 0; (guint) *part < automation->then->len; ++*part)
    if (!rg_automation_check_then (db, shop, automation->then->pdata[*part], error))
      return FALSE;
  return TRUE;
}

gboolean
rg_automation_check (RgDb *db, const RgShop *shop, const RgAutomation *automation, GError **error)
{
  int part;

  return rg_automation_check_part (db, shop, automation, &part, error);
}

/* What stands in the way is no failure of reading. */
static gboolean
rg_saved_automation_note_problem (RgDb *db, const RgShop *shop, RgSavedAutomation *saved,
                                  GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (saved->since_on == RG_DAY_NONE
      || rg_automation_check_part (db, shop, saved->automation, &saved->problem_part, &problem))
    return TRUE;
  if (problem->domain == RG_DB_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  saved->problem = g_strdup (problem->message);
  return TRUE;
}

GPtrArray *
rg_automations_read_checked (RgDb *db, const RgShop *shop, GError **error)
{
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!rg_saved_automation_note_problem (db, shop, all->pdata[i], error))
      return NULL;
  return g_steal_pointer (&all);
}

RgSavedAutomation *
rg_saved_automation_read_checked (RgDb *db, const RgShop *shop, gint64 id, GError **error)
{
  g_autoptr (RgSavedAutomation) saved = rg_saved_automation_read (db, id, error);

  return saved != NULL && rg_saved_automation_note_problem (db, shop, saved, error)
           ? g_steal_pointer (&saved) : NULL;
}

gboolean
rg_automations_are_touched (RgChanges *changes)
{
  static const char *const tables[] = { "automation", "firing",       "staff",   "segment",
                                        "campaign",   "field_choice", "field" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      return TRUE;
  return FALSE;
}

/* --- names -------------------------------------------------------------------------------- */

static gboolean
rg_automation_set_text (RgDb *db, gint64 id, const RgAutomation *automation, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "automations.set-text", error);
  g_autofree char *text = rg_automation_print (automation);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, id);
  rg_statement_bind_text (update, 2, text);
  return rg_statement_run (update, error);
}

gboolean
rg_automations_follow (RgDb *db, RgNamed named, const char *from, const char *to, GError **error)
{
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      RgSavedAutomation *saved = all->pdata[i];

      if (rg_automation_rename (saved->automation, named, from, to)
          && !rg_automation_set_text (db, saved->id, saved->automation, error))
        return FALSE;
    }
  return all != NULL;
}

char *
rg_automations_dup_users (RgDb *db, const char *segment, GError **error)
{
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);
  g_autoptr (GString) users = g_string_new (NULL);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RgSavedAutomation *saved = all->pdata[i];

      /* A name that nothing has: whether the rules are different then. */
      if (!rg_automation_rename (saved->automation, RG_NAMED_SEGMENT, segment, "\n"))
        continue;
      g_string_append (users, users->len > 0 ? _(", ") : "");
      g_string_append_printf (users, _("the automation “%s”"), saved->name);
    }
  return all != NULL ? g_string_free (g_steal_pointer (&users), FALSE) : NULL;
}

gboolean
rg_automations_follow_found (RgDb *db, const char *statement, gint64 id, RgNamed named,
                             const char *from, const char *to, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  if (g_str_equal (from, to))
    return TRUE;
  row = rg_db_statement (db, statement, error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, from);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW || rg_statement_get_int (row, 0) != id)
    return step != RG_STEP_ERROR;
  return rg_automations_follow (db, named, from, to, error);
}

/* What an automation fills in follows a choice of the field by its new name. */
static gboolean
rg_automation_follow_choices (RgAutomation *automation, const char *field, GHashTable *choices)
{
  g_autofree char *folded = rg_fold (field);
  gboolean followed = FALSE;

  for (guint i = 0; i < automation->then->len; i++)
    {
      RgThen *then = automation->then->pdata[i];
      g_autofree char *name = rg_fold (then->name);
      g_autofree char *value = rg_fold (then->text);
      const char *to = g_hash_table_lookup (choices, value);

      if (then->id != RG_THEN_FILL || to == NULL || !g_str_equal (name, folded))
        continue;
      g_set_str (&then->text, to);
      followed = TRUE;
    }
  return followed;
}

gboolean
rg_automations_follow_field (RgDb *db, const char *from, const char *to, GHashTable *choices,
                             GError **error)
{
  g_autoptr (GPtrArray) all = rg_automations_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      RgSavedAutomation *saved = all->pdata[i];

      if (rg_automation_follow_choices (saved->automation, from, choices)
          && !rg_automation_set_text (db, saved->id, saved->automation, error))
        return FALSE;
    }
  return all != NULL && rg_automations_follow (db, RG_NAMED_FIELD, from, to, error);
}
