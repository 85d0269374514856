/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Weighs dialects by the headers that they know. */
#include "transfer/rg-recognise.h"

#include <string.h>

#include "base/rg-i18n.h"

#define SIGNATURE_SCORE 1000

static gboolean
take_name (const char *name, RgRole role, GStrv headers, guint n, RgRole *roles)
{
  for (guint i = 0; i < n; i++)
    if (roles[i] == RG_ROLE_NONE && rg_dialect_name_fits (name, headers[i]))
      {
        roles[i] = role;
        return TRUE;
      }
  return FALSE;
}

guint
rg_recognise_columns (const RgDialect *dialect, GStrv headers, guint n, RgRole *roles)
{
  guint matched = 0;

  for (guint i = 0; i < n; i++)
    roles[i] = RG_ROLE_NONE;
  for (RgRole role = RG_ROLE_NONE + 1; role < RG_N_ROLES; role++)
    {
      gboolean found = FALSE;

      for (guint k = 0; !found && dialect->names[role] && dialect->names[role][k]; k++)
        found = take_name (dialect->names[role][k], role, headers, n, roles);
      matched += found;
    }
  return matched;
}

static gboolean
has_role (const RgRole *roles, guint n, RgRole role)
{
  for (guint i = 0; i < n; i++)
    if (roles[i] == role)
      return TRUE;
  return FALSE;
}

static gboolean
has_amount (const RgRole *roles, guint n)
{
  return has_role (roles, n, RG_ROLE_UNIT_PRICE) || has_role (roles, n, RG_ROLE_NET) ||
         has_role (roles, n, RG_ROLE_GROSS);
}

static gboolean
has_product (const RgDialect *dialect, const RgRole *roles, guint n)
{
  return dialect->whole_receipts || has_role (roles, n, RG_ROLE_CODE) ||
         has_role (roles, n, RG_ROLE_PRODUCT);
}

static gboolean
has_person (const RgRole *roles, guint n)
{
  static const RgRole any[] = { RG_ROLE_CUSTOMER_ID, RG_ROLE_CARD_NUMBER, RG_ROLE_NAME,
                                RG_ROLE_FAMILY_NAME, RG_ROLE_EMAIL, RG_ROLE_PHONE,
                                RG_ROLE_CONTACTS };

  for (guint i = 0; i < G_N_ELEMENTS (any); i++)
    if (has_role (roles, n, any[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_enough (const RgDialect *dialect, const RgRole *roles, guint n)
{
  switch (dialect->kind)
    {
    case RG_IMPORT_CUSTOMERS:
      return has_person (roles, n);
    case RG_IMPORT_PRODUCTS:
      return has_product (dialect, roles, n) &&
             (has_role (roles, n, RG_ROLE_UNIT_COST) || has_role (roles, n, RG_ROLE_STOCK) ||
              has_role (roles, n, RG_ROLE_SUPPLIER) || has_role (roles, n, RG_ROLE_WARRANTY) ||
              has_role (roles, n, RG_ROLE_LIFETIME));
    case RG_IMPORT_ACTIVITY:
      return has_product (dialect, roles, n) && has_person (roles, n) &&
             has_role (roles, n, RG_ROLE_DATE) &&
             (!dialect->generic || has_role (roles, n, RG_ROLE_ACTIVITY));
    case RG_IMPORT_SALES:
    default:
      break;
    }
  return has_role (roles, n, RG_ROLE_NUMBER) && has_role (roles, n, RG_ROLE_DATE) &&
         has_product (dialect, roles, n) && has_amount (roles, n);
}

static gboolean
has_all (GStrv signature, GStrv headers)
{
  for (guint i = 0; signature[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) headers, signature[i]))
      return FALSE;
  return TRUE;
}

/* How many headers of the longest signature that the file has; 0 for none. */
static guint
signed_by (const RgDialect *dialect, GStrv headers)
{
  guint longest = 0;

  for (guint i = 0; i < dialect->signatures->len; i++)
    {
      GStrv signature = g_ptr_array_index (dialect->signatures, i);

      if (has_all (signature, headers))
        longest = MAX (longest, g_strv_length (signature));
    }
  return longest;
}

/* What has receipts is a file of sales, though each of its rows may describe a customer too. */
static guint
score_dialect (const RgDialect *dialect, GStrv headers, guint n, RgRole *roles)
{
  guint matched = rg_recognise_columns (dialect, headers, n, roles);
  guint signature = signed_by (dialect, headers);

  if (!dialect->generic && signature == 0)
    return 0;
  return matched + (signature > 0 ? SIGNATURE_SCORE : 0) +
         (is_enough (dialect, roles, n) ? SIGNATURE_SCORE / 2 : 0) +
         (dialect->kind != RG_IMPORT_CUSTOMERS && is_enough (dialect, roles, n) ? 100 : 0);
}

RgDialect *
rg_recognise (GPtrArray *dialects, GStrv headers, guint n, int kind)
{
  g_autofree RgRole *roles = g_new (RgRole, n);
  RgDialect *best = NULL;
  guint best_score = 0;

  for (guint i = 0; i < dialects->len; i++)
    {
      RgDialect *dialect = g_ptr_array_index (dialects, i);
      guint score;

      if (kind >= 0 && dialect->kind != (RgImportKind) kind)
        continue;
      score = score_dialect (dialect, headers, n, roles);
      /* Where nothing is known, the file is no known program's. */
      if (best == NULL || score > best_score ||
          (score == best_score && dialect->generic && !best->generic))
        {
          best = dialect;
          best_score = score;
        }
    }
  return best;
}

char *
rg_recognise_missing (const RgDialect *dialect, const RgRole *roles, guint n)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  if (is_enough (dialect, roles, n))
    return NULL;
  if (dialect->kind == RG_IMPORT_CUSTOMERS)
    return g_strdup (_("No column says who the customers are: a number, a name, an e-mail or a "
                       "phone is needed."));
  if (dialect->kind == RG_IMPORT_PRODUCTS)
    return g_strdup (_("A file of products needs a column with the product, and one with its cost, "
                       "its supplier, its warranty, how long it lasts or how many there are."));
  if (dialect->kind == RG_IMPORT_ACTIVITY)
    return g_strdup (_("A file of web activity needs columns with the customer, the product, the "
                       "date, and what was done."));
  if (!has_role (roles, n, RG_ROLE_NUMBER))
    g_string_append (missing, _("the receipt number"));
  if (!has_role (roles, n, RG_ROLE_DATE))
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", _("the date"));
  if (!has_product (dialect, roles, n))
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", _("the product"));
  if (!has_amount (roles, n))
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                            _("the price or amount"));
  /* Translators: %s is a list such as "the receipt number, the date". */
  return g_strdup_printf (_("No column is known to hold %s."), missing->str);
}
