/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One customer in full. */
#include "store/rg-store-profile.h"

#include "base/rg-address.h"
#include "base/rg-phone.h"

static void
rg_profile_contact_free (gpointer data)
{
  RgProfileContact *contact = data;

  g_clear_pointer (&contact->point, rg_contact_free);
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
rg_profile_tag_free (gpointer data)
{
  RgProfileTag *tag = data;

  g_free (tag->name);
  g_free (tag->colour);
  g_free (tag);
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
  g_clear_pointer (&profile->also, g_ptr_array_unref);
  g_clear_pointer (&profile->home.members, g_ptr_array_unref);
  g_free (profile->home.name);
  g_free (profile->owner);
  g_clear_pointer (&profile->purchases, g_ptr_array_unref);
  g_clear_pointer (&profile->ledger, g_ptr_array_unref);
  g_clear_pointer (&profile->lots, g_array_unref);
  g_free (profile);
}

/* --- reading --- */

typedef gpointer (*RgProfileRowFunc) (RgStatement *row);

/* The rows of a statement about one customer. */
static GPtrArray *
rg_profile_read_rows (RgDb *db, const char *name, gint64 id, RgProfileRowFunc func,
                      GDestroyNotify row_free, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  RgStep step;

  if (!statement)
    return NULL;
  rg_statement_bind_int (statement, 1, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (rows, func (statement));
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gpointer
rg_profile_take_tag (RgStatement *row)
{
  RgProfileTag *tag = g_new0 (RgProfileTag, 1);

  tag->name = g_strdup (rg_statement_get_text (row, 0));
  tag->colour = g_strdup (rg_statement_get_text (row, 1));
  return tag;
}

static gpointer
rg_profile_take_member (RgStatement *row)
{
  RgProfileMember *member = g_new0 (RgProfileMember, 1);

  member->id = rg_statement_get_int (row, 0);
  member->name =
      rg_customer_dup_shown_name (rg_statement_get_text (row, 1), rg_statement_get_text (row, 2));
  return member;
}

static gpointer
rg_profile_take_purchase (RgStatement *row)
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

/* As it is shown. Takes the point over. */
static RgProfileContact *
rg_profile_contact_new (RgContact *point, const char *country)
{
  RgProfileContact *contact = g_new0 (RgProfileContact, 1);

  contact->point = point;
  if (g_str_equal (point->kind, RG_CONTACT_ADDRESS))
    contact->text = rg_address_format (point->value, point->postcode, point->city, point->region,
                                       point->country, country);
  else if (g_str_equal (point->kind, RG_CONTACT_PHONE))
    contact->text = rg_phone_format (point->value, country);
  else
    contact->text = g_strdup (point->value);
  return contact;
}

static gboolean
rg_profile_read_contacts (RgDb *db, RgProfile *profile, const char *country, GError **error)
{
  g_autoptr (GPtrArray) points = rg_contacts_read (db, profile->details->id, error);

  if (points == NULL)
    return FALSE;
  profile->contacts = g_ptr_array_new_with_free_func (rg_profile_contact_free);
  g_ptr_array_set_free_func (points, NULL);
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (profile->contacts, rg_profile_contact_new (points->pdata[i], country));
  return TRUE;
}

static gboolean
rg_profile_read_home (RgDb *db, RgProfile *profile, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "profile.home", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, profile->details->id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    {
      profile->home.id = rg_statement_get_int (row, 0);
      profile->home.name = g_strdup (rg_statement_get_text (row, 1));
      profile->home.spend_minor = rg_statement_get_int (row, 2);
      profile->owner = g_strdup (rg_statement_get_text (row, 3));
    }
  profile->home.members =
      rg_profile_read_rows (db, "profile.household", profile->details->id, rg_profile_take_member,
                            rg_profile_member_free, error);
  return step == RG_STEP_ROW && profile->home.members != NULL;
}

static gboolean
rg_profile_read_points (RgDb *db, RgProfile *profile, GError **error)
{
  gint64 any;

  if (!rg_db_get_int (db, "loyalty.any", &any, error))
    return FALSE;
  profile->shop_has_points = any != 0;
  profile->lots = rg_loyalty_read_lots (db, profile->details->id, error);
  return profile->lots != NULL;
}

RgProfile *
rg_profile_read (RgDb *db, gint64 id, const char *country, GError **error)
{
  g_autoptr (RgProfile) profile = g_new0 (RgProfile, 1);

  if (!rg_profile_resolve (db, &id, error))
    return NULL;
  profile->details = rg_customer_details_read (db, id, error);
  if (!profile->details || !rg_profile_read_contacts (db, profile, country, error) ||
      !rg_profile_read_home (db, profile, error))
    return NULL;
  profile->tags = rg_profile_read_rows (db, "profile.tags", id, rg_profile_take_tag,
                                        rg_profile_tag_free, error);
  if (!profile->tags)
    return NULL;
  profile->also = rg_profile_read_rows (db, "profile.also", id, rg_profile_take_member,
                                        rg_profile_member_free, error);
  if (!profile->also)
    return NULL;
  profile->purchases = rg_profile_read_rows (db, "profile.receipts", id, rg_profile_take_purchase,
                                             rg_profile_purchase_free, error);
  if (!profile->purchases || !rg_consent_read_now (db, id, profile->permissions, error))
    return NULL;
  profile->ledger = rg_consent_read_ledger (db, id, error);
  return profile->ledger && rg_profile_read_points (db, profile, error)
           ? g_steal_pointer (&profile) : NULL;
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

char *
rg_profile_dup_also (const RgProfile *profile)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < profile->also->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const RgProfileMember *) profile->also->pdata[i])->name);
  return g_string_free_and_steal (names);
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
