/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One rule for what a customer is called everywhere. */
#include "model/rg-shown-name.h"

#include "base/rg-i18n.h"

static gboolean
rg_has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
rg_shown_name (const char *name, const char *given_name, const char *family_name,
               const char *number)
{
  if (rg_has_text (name))
    return g_strdup (name);
  if (rg_has_text (given_name) && rg_has_text (family_name))
    /* Translators: a person's given name and family name, in the order of the language. */
    return g_strdup_printf (_("%1$s %2$s"), given_name, family_name);
  if (rg_has_text (given_name) || rg_has_text (family_name))
    return g_strdup (rg_has_text (given_name) ? given_name : family_name);
  if (rg_has_text (number))
    /* Translators: a customer whose name nobody knows; %s is the number in the till. */
    return g_strdup_printf (_("Customer %s"), number);
  return g_strdup (_("Customer without a Name"));
}
