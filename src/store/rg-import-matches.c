/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The people of a file beside those of the shop. */
#include "store/rg-import-matches.h"

#include "base/rg-i18n.h"
#include "store/rg-import-private.h"

void
rg_import_match_free (RgImportMatch *match)
{
  g_free (match->name);
  g_free (match->known_as);
  g_free (match);
}

const char *
rg_import_why_word (RgImportWhy why)
{
  static const char *const words[] = { "number", "card", "email", "phone", "new", "not-sure",
                                       "left-out" };

  g_return_val_if_fail (why < G_N_ELEMENTS (words), "");
  return words[why];
}

/* Translators: the end of "Row 17: Åse Dahl, known by the e-mail as %s". */
static char *
known_as (const RgImportMatch *match)
{
  switch (match->why)
    {
    case RG_WHY_NUMBER:
      return g_strdup_printf (_("known by the number as %s"), match->known_as);
    case RG_WHY_CARD:
      return g_strdup_printf (_("known by the card as %s"), match->known_as);
    case RG_WHY_EMAIL:
      return g_strdup_printf (_("known by the e-mail as %s"), match->known_as);
    case RG_WHY_PHONE:
      return g_strdup_printf (_("known by the phone as %s"), match->known_as);
    case RG_WHY_NOT_SURE:
      return g_strdup (_("new: somebody here has this e-mail or phone, but not alone or under "
                         "another name"));
    case RG_WHY_LEFT_OUT:
      return g_strdup (_("left out: deleted or erased here"));
    case RG_WHY_NOBODY:
    default:
      return g_strdup (_("new"));
    }
}

char *
rg_import_match_dup_text (const RgImportMatch *match)
{
  g_autofree char *end = known_as (match);

  if (*match->name == '\0')
    /* Translators: a row's number, and who the person in it is: "known by the e-mail as Åse". */
    return g_strdup_printf (_("Row %u: %s"), match->row, end);
  /* Translators: a row's number, a person's name, and who that is: "known by the card as Åse". */
  return g_strdup_printf (_("Row %u: %s, %s"), match->row, match->name, end);
}

static char *
name_in_file (const RgImportCustomer *customer)
{
  g_autofree char *joined = NULL;

  if (*customer->field[RG_FIELD_NAME] != '\0')
    return g_strdup (customer->field[RG_FIELD_NAME]);
  joined = g_strdup_printf ("%s %s", customer->field[RG_FIELD_GIVEN_NAME],
                            customer->field[RG_FIELD_FAMILY_NAME]);
  g_strstrip (joined);
  if (*joined != '\0')
    return g_steal_pointer (&joined);
  return g_strdup (customer->made_up ? customer->field[RG_FIELD_EMAIL] : customer->external_id);
}

/* The name of whoever the person is now, after merges. */
static gboolean
read_name (RgStatement *row, gint64 id, char **name, GError **error)
{
  RgStep step;

  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  *name = g_strdup (step == RG_STEP_ROW ? rg_statement_get_text (row, 0) : "");
  rg_statement_reset (row);
  return step != RG_STEP_ERROR;
}

GPtrArray *
rg_import_resolution_matches (RgImportResolution *resolution, GError **error)
{
  const RgImportBatch *batch = resolution->batch;
  g_autoptr (GPtrArray) matches =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_match_free);
  g_autoptr (RgStatement) row = rg_db_statement (resolution->db, "import.living-name", error);

  if (row == NULL)
    return NULL;
  for (guint i = 0; i < MIN (batch->customers->len, RG_IMPORT_MATCHES_MAX); i++)
    {
      const RgImportCustomer *customer = &g_array_index (batch->customers, RgImportCustomer, i);
      RgImportMatch *match = g_new0 (RgImportMatch, 1);

      g_ptr_array_add (matches, match);
      match->row = customer->row;
      match->customer = resolution->customer[i];
      match->why = resolution->customer_why[i];
      match->name = name_in_file (customer);
      if (!read_name (row, match->customer, &match->known_as, error))
        return NULL;
    }
  return g_steal_pointer (&matches);
}
