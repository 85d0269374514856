/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "base/rg-person-words.h"

#include "base/rg-i18n.h"

static const struct
{
  const char *column;
  const char *words;
} rg_person_columns[] = {
  { "name", N_("Name") },
  { "given_name", N_("First name") },
  { "family_name", N_("Last name") },
  { "birth_year", N_("Year of birth") },
  { "birth_month", N_("Month of birth") },
  { "birth_day", N_("Day of birth") },
  { "gender", N_("Gender") },
  { "language", N_("Language") },
  { "prefers", N_("Prefers to hear by") },
  { "preferred_channel", N_("Prefers to hear by") }, /* of rules */
  { "occupation", N_("Occupation") },
  { "income_band", N_("Income") },
  { "interests", N_("Interests") },
  { "children", N_("Number of children") },
  { "household_size", N_("People at home") },
  { "card_number", N_("Loyalty card") },
  { "joined_on", N_("Customer since") },
  { "joined_how", N_("How they joined") },
  { "joined_where", N_("Where they joined") },
  { "owner_id", N_("Looked after by") },
  { "note", N_("Remark") },
  { "email", N_("E-mail") },
  { "phone", N_("Phone") },
  { "address", N_("Address") },
};

const char *
rg_person_words (const char *column)
{
  g_return_val_if_fail (column != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rg_person_columns); i++)
    if (g_str_equal (rg_person_columns[i].column, column))
      return _(rg_person_columns[i].words);
  return NULL;
}
