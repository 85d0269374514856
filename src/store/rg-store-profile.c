/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One customer in full. */
#include "store/rg-store-profile.h"

#include "base/rg-address.h"

static void
rg_profile_contact_free (gpointer data)
{
  RgProfileContact *contact = data;

  g_free (contact->kind);
  g_free (contact->text);
  g_free (contact);
}

static void
rg_profile_member_free (gpointer data)
{
  g_free (((RgProfileMember *) data)->name);
  g_free (data);
}

static void
rg_profile_purchase_free (gpointer data)
{
  g_free (((RgProfilePurchase *) data)->location);
  g_free (data);
}

void
rg_profile_free (RgProfile *profile)
{
  g_clear_pointer (&profile->details, rg_customer_details_free);
  g_clear_pointer (&profile->contacts, g_ptr_array_unref);
  g_clear_pointer (&profile->tags, g_ptr_array_unref);
  g_clear_pointer (&profile->household, g_ptr_array_unref);
  g_clear_pointer (&profile->purchases, g_ptr_array_unref);
  g_clear_pointer (&profile->ledger, g_ptr_array_unref);
  g_free (profile);
}

/* --- reading --- */

typedef gpointer (*RgProfileRowFunc) (RgStatement *row, const char *home);

/* The rows of a statement about one customer. */
static GPtrArray *
rg_profile_read_rows (RgDb *db, const char *name, gint64 id, const char *home,
                      RgProfileRowFunc func, GDestroyNotify row_free, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  RgStep step;

  if (!statement)
    return NULL;
  rg_statement_bind_int (statement, 1, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (rows, func (statement, home));
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gpointer
rg_profile_take_contact (RgStatement *row, const char *home)
{
  RgProfileContact *contact = g_new0 (RgProfileContact, 1);

  contact->kind = g_strdup (rg_statement_get_text (row, 0));
  contact->of_home = rg_statement_get_int (row, 6) != 0;
  if (g_str_equal (contact->kind, "address"))
    contact->text = rg_address_format (
        rg_statement_get_text (row, 1), rg_statement_get_text (row, 2),
        rg_statement_get_text (row, 3), rg_statement_get_text (row, 4),
        rg_statement_get_text (row, 5), home);
  else
    contact->text = g_strdup (rg_statement_get_text (row, 1));
  return contact;
}

static gpointer
rg_profile_take_tag (RgStatement *row, const char *home)
{
  return g_strdup (rg_statement_get_text (row, 0));
}

static gpointer
rg_profile_take_member (RgStatement *row, const char *home)
{
  RgProfileMember *member = g_new0 (RgProfileMember, 1);

  member->id = rg_statement_get_int (row, 0);
  member->name =
      rg_customer_dup_shown_name (rg_statement_get_text (row, 1), rg_statement_get_text (row, 2));
  return member;
}

static gpointer
rg_profile_take_purchase (RgStatement *row, const char *home)
{
  RgProfilePurchase *purchase = g_new0 (RgProfilePurchase, 1);

  purchase->id = rg_statement_get_int (row, 0);
  purchase->day = (RgDay) rg_statement_get_int (row, 1);
  purchase->location = g_strdup (rg_statement_get_text (row, 2));
  purchase->items = (guint) rg_statement_get_int (row, 3);
  purchase->net_minor = rg_statement_get_int (row, 4);
  return purchase;
}

static gboolean
rg_profile_resolve (RgDb *db, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "profile.resolve", error);

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, *id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *id = rg_statement_get_int (statement, 0);
  return TRUE;
}

RgProfile *
rg_profile_read (RgDb *db, gint64 id, const char *home, GError **error)
{
  g_autoptr (RgProfile) profile = g_new0 (RgProfile, 1);

  if (!rg_profile_resolve (db, &id, error))
    return NULL;
  profile->details = rg_customer_details_read (db, id, error);
  if (!profile->details)
    return NULL;
  profile->contacts =
      rg_profile_read_rows (db, "profile.contact-points", id, home, rg_profile_take_contact,
                            rg_profile_contact_free, error);
  if (!profile->contacts)
    return NULL;
  profile->tags = rg_profile_read_rows (db, "profile.tags", id, home, rg_profile_take_tag, g_free,
                                        error);
  if (!profile->tags)
    return NULL;
  profile->household = rg_profile_read_rows (db, "profile.household", id, home,
                                             rg_profile_take_member, rg_profile_member_free, error);
  if (!profile->household)
    return NULL;
  profile->purchases =
      rg_profile_read_rows (db, "profile.receipts", id, home, rg_profile_take_purchase,
                            rg_profile_purchase_free, error);
  if (!profile->purchases || !rg_consent_read_now (db, id, profile->permissions, error))
    return NULL;
  profile->ledger = rg_consent_read_ledger (db, id, error);
  return profile->ledger ? g_steal_pointer (&profile) : NULL;
}

/* --- sums --- */

GArray *
rg_profile_dup_visit_days (const RgProfile *profile)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RgDay));

  for (guint i = profile->purchases->len; i > 0; i--)
    {
      const RgProfilePurchase *purchase = profile->purchases->pdata[i - 1];

      if (purchase->items > 0)
        g_array_append_val (days, purchase->day);
    }
  return days;
}

gint64
rg_profile_get_total (const RgProfile *profile)
{
  gint64 total = 0;

  for (guint i = 0; i < profile->purchases->len; i++)
    total += ((const RgProfilePurchase *) profile->purchases->pdata[i])->net_minor;
  return total;
}

void
rg_profile_sum_months (const RgProfile *profile, RgDay today, guint n_months, RgDay *days,
                       double *sums)
{
  const RgDay this_month = rg_day_month_start (today);

  for (guint i = 0; i < n_months; i++)
    {
      days[i] = rg_day_add_months (this_month, (int) i + 1 - (int) n_months);
      sums[i] = 0;
    }
  for (guint i = 0; i < profile->purchases->len; i++)
    {
      const RgProfilePurchase *purchase = profile->purchases->pdata[i];
      const RgDay month = rg_day_month_start (purchase->day);

      for (guint j = 0; j < n_months; j++)
        if (days[j] == month)
          sums[j] += (double) purchase->net_minor;
    }
}
