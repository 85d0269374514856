/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What cannot be known from a file: said before it is imported. */
#include "base/rg-i18n.h"
#include "transfer/rg-plan-private.h"

/* What a dialect knows of its program; the words stand in its file. */
static const struct {
  const char *word;
  const char *sentence;
} notes[] = {
  { "no-returns", N_ ("It does not show what was brought back.") },
  { "orders-only-online", N_ ("It has the orders of the web shop only, not those of a till.") },
  { "no-delivery", N_ ("It does not say where the orders were sent.") },
  { "refund-whole", N_ ("Money paid back stands at the order, not at a product: which product came "
                        "back cannot be told.") },
  { "permission-elsewhere", N_ ("Whether people may be written to stands in the program’s file of "
                                "customers, not in this one.") },
  { "totals-ignored", N_ ("What customers spent, and how often they came, is counted from "
                          "receipts; the file’s own figures are not taken over.") },
  { "points-lapse", N_ ("The points on the cards are taken over, but not when they lapse: that "
                        "follows from Preferences.") },
  { "consent-elsewhere", N_ ("The consent in this file is to keeping the data. It is no permission "
                             "to write, and none is recorded.") },
  { "first-page", N_ ("Some versions of the program export only the page of the list that is "
                      "shown. Compare the number of rows with the program.") },
};

static gboolean
has (const RgPlan *plan, RgRole role)
{
  return plan->column[role] >= 0;
}

static void
say (RgPlan *plan, const char *sentence)
{
  g_ptr_array_add (plan->batch->unknown, g_strdup (sentence));
}

static void
note_sales (RgPlan *plan)
{
  gboolean linked = has (plan, RG_ROLE_CUSTOMER_ID) || has (plan, RG_ROLE_CARD_NUMBER) ||
                    has (plan, RG_ROLE_EMAIL) || has (plan, RG_ROLE_PHONE) ||
                    has (plan, RG_ROLE_CONTACTS);

  if (!linked && has (plan, RG_ROLE_NAME))
    say (plan, _("It names customers, but has no number, e-mail or phone of theirs. Many people "
                 "share a name, so its receipts belong to nobody."));
  else if (!linked)
    say (plan, _("It does not say who bought: its receipts belong to nobody."));
  if (plan->mapping->dialect->whole_receipts)
    say (plan, _("It has amounts, but no products: what was bought cannot be told."));
  if (!has (plan, RG_ROLE_COST))
    say (plan, _("It does not say what the goods cost."));
}

static void
note_customers (RgPlan *plan)
{
  if (!has (plan, RG_ROLE_POST) && !has (plan, RG_ROLE_EMAIL_OK) && !has (plan, RG_ROLE_PHONE_OK) &&
      !has (plan, RG_ROLE_SMS))
    say (plan, _("It says nothing about permission: nobody may be written to because of it."));
  if (!has (plan, RG_ROLE_STREET))
    say (plan, _("It has no addresses, so no letters can be sent by it."));
  if (!has (plan, RG_ROLE_BIRTHDAY))
    say (plan, _("It has no birthdays."));
}

void
rg_plan_note_unknown (RgPlan *plan)
{
  const RgMapping *mapping = plan->mapping;

  if (mapping->kind == RG_IMPORT_SALES)
    note_sales (plan);
  else if (mapping->kind == RG_IMPORT_CUSTOMERS)
    note_customers (plan);
  for (guint i = 0; mapping->dialect->notes[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (notes); k++)
      if (g_str_equal (mapping->dialect->notes[i], notes[k].word))
        say (plan, _(notes[k].sentence));
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].dropped)
      g_ptr_array_add (plan->batch->card_columns, g_strdup (mapping->columns[i].header));
    else if (mapping->columns[i].role == RG_ROLE_NONE && *mapping->columns[i].header != '\0')
      g_ptr_array_add (plan->batch->left_behind, g_strdup (mapping->columns[i].header));
}
