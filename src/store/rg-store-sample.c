/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes the made-up shop: what it is made of here, its sales in rg-store-sample-sales.c. */
#include "store/rg-store-sample-private.h"

#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "rules/rg-permission.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-private.h"

#include <string.h>

/* The name space of sample shops: a version 4 UUID made once for this line. */
static const guint8 sample_space[RG_UUID_SIZE] = {
  0x5b, 0x0e, 0x7a, 0x61, 0x2c, 0x94, 0x4d, 0x0f, 0x9a, 0x3b, 0x61, 0xd7, 0x08, 0x5e, 0xc2, 0x14,
};

void
rg_sample_bind_uuid (RgSampleWrite *self, RgStatement *statement, int parameter, const char *kind,
                     guint index)
{
  char name[64];
  guint8 uuid[RG_UUID_SIZE];

  g_snprintf (name, sizeof name, "%s:%u", kind, index);
  rg_uuid_v5 (self->shop_uuid, name, strlen (name), uuid);
  rg_statement_bind_blob (statement, parameter, uuid, sizeof uuid);
}

void
rg_sample_bind_id (RgStatement *statement, int parameter, int index)
{
  if (index == RG_SAMPLE_NONE)
    rg_statement_bind_null (statement, parameter);
  else
    rg_statement_bind_int (statement, parameter, (gint64) index + 1);
}

static void
rg_sample_bind_positive (RgStatement *statement, int parameter, int value)
{
  if (value > 0)
    rg_statement_bind_int (statement, parameter, value);
  else
    rg_statement_bind_null (statement, parameter);
}

/* --- What the shop is made of ----------------------------------------------------------------- */

static gboolean
rg_sample_write_import (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.import", error);
  guint8 none[32] = { 0 };
  g_autofree char *summary = g_strdup_printf ("{\"seed\":%" G_GUINT64_FORMAT ",\"receipts\":%u}",
                                              self->data->seed, self->data->receipts->len);

  if (row == NULL || !rg_db_run (self->db, "sample-shop.source", error))
    return FALSE;
  rg_sample_bind_uuid (self, row, 1, "import", 0);
  rg_statement_bind_int (row, 2, self->action);
  rg_statement_bind_blob (row, 3, none, sizeof none);
  rg_statement_bind_int (row, 4, self->now);
  rg_statement_bind_text (row, 5, summary);
  return rg_statement_run (row, error);
}

/* Rows of id, uuid and name. */
static gboolean
rg_sample_write_names (RgSampleWrite *self, const char *statement, GPtrArray *names,
                       GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, statement, error);

  for (guint i = 0; row != NULL && i < names->len; i++)
    {
      rg_sample_bind_id (row, 1, (int) i);
      rg_sample_bind_uuid (self, row, 2, statement, i);
      rg_statement_bind_text (row, 3, g_ptr_array_index (names, i));
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

static gboolean
rg_sample_write_locations (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.location", error);

  for (guint i = 0; row != NULL && i < self->data->locations->len; i++)
    {
      const RgSampleLocation *location = &g_array_index (self->data->locations,
                                                         RgSampleLocation, i);
      rg_sample_bind_id (row, 1, (int) i);
      rg_sample_bind_uuid (self, row, 2, "location", i);
      rg_statement_bind_text (row, 3, location->code);
      rg_statement_bind_text (row, 4, location->name);
      rg_statement_bind_text (row, 5, location->address);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

/* As if a file had been loaded. */
static gboolean
rg_sample_write_points (RgSampleWrite *self, GError **error)
{
  const GArray *points = self->data->points;
  g_autoptr (RgStatement) set = rg_db_statement (self->db, "sample-shop.postcode-set", error);
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "postcodes.insert-point", error);

  if (set == NULL || row == NULL)
    return FALSE;
  rg_sample_bind_uuid (self, set, 1, "postcode-set", 0);
  rg_statement_bind_text (set, 2, "bergen.csv");
  rg_statement_bind_text (set, 3, self->data->country);
  rg_statement_bind_int (set, 4, points->len);
  rg_statement_bind_int (set, 5, self->now);
  if (!rg_statement_run (set, error))
    return FALSE;
  rg_statement_bind_int (row, 1, 1);
  rg_statement_bind_text (row, 2, self->data->country);
  for (guint i = 0; i < points->len; i++)
    {
      const RgSamplePoint *point = &g_array_index (points, RgSamplePoint, i);

      rg_statement_bind_text (row, 3, point->postcode);
      rg_statement_bind_int (row, 4, point->latitude);
      rg_statement_bind_int (row, 5, point->longitude);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_sample_write_products (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.product", error);

  for (guint i = 0; row != NULL && i < self->data->products->len; i++)
    {
      const RgSampleProduct *product = &g_array_index (self->data->products, RgSampleProduct, i);
      rg_sample_bind_id (row, 1, (int) i);
      rg_sample_bind_uuid (self, row, 2, "product", i);
      rg_statement_bind_text (row, 3, product->code);
      rg_statement_bind_text (row, 4, product->name);
      rg_sample_bind_id (row, 5, product->category);
      rg_statement_bind_text (row, 6, product->brand);
      rg_statement_bind_text (row, 7, product->supplier);
      rg_statement_bind_int (row, 8, product->cost_micro);
      rg_statement_bind_int (row, 9, product->warranty_months);
      rg_statement_bind_int (row, 10, product->lifetime_days);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

/* --- People ----------------------------------------------------------------------------------- */

/* One contact point; `key` is what look-ups compare. */
static gboolean
rg_sample_write_contact (RgSampleWrite *self, int customer, int household, const char *kind,
                         const char *value, const char *key, const RgSampleReach *place,
                         GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.contact", error);
  g_autofree char *name = g_strdup_printf ("%s:%d", kind, household);

  if (row == NULL)
    return FALSE;
  rg_sample_bind_uuid (self, row, 1, name, (guint) customer);
  rg_sample_bind_id (row, 2, customer);
  rg_sample_bind_id (row, 3, household);
  rg_statement_bind_text (row, 4, kind);
  rg_statement_bind_text (row, 5, value);
  rg_statement_bind_text (row, 6, key);
  rg_statement_bind_text (row, 7, place != NULL ? place->postcode : "");
  rg_statement_bind_text (row, 8, place != NULL ? place->city : "");
  rg_statement_bind_text (row, 9, place != NULL ? place->country : "");
  return rg_statement_run (row, error);
}

static gboolean
rg_sample_write_reach (RgSampleWrite *self, int customer, int household,
                       const RgSampleReach *reach, GError **error)
{
  g_autofree char *email =
      reach->email != NULL ? rg_contact_dup_key (RG_CONTACT_EMAIL, reach->email, "") : NULL;
  g_autofree char *phone =
      reach->phone != NULL
          ? rg_contact_dup_key (RG_CONTACT_PHONE, reach->phone, self->data->country) : NULL;

  return (reach->street == NULL
          || rg_sample_write_contact (self, customer, household, "address", reach->street, "",
                                      reach, error))
         && (phone == NULL
             || rg_sample_write_contact (self, customer, household, "phone", reach->phone, phone,
                                         NULL, error))
         && (email == NULL
             || rg_sample_write_contact (self, customer, household, "email", reach->email, email,
                                         NULL, error));
}

static gboolean
rg_sample_write_households (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.household", error);

  for (guint i = 0; row != NULL && i < self->data->households->len; i++)
    {
      const RgSampleHousehold *home = &g_array_index (self->data->households,
                                                      RgSampleHousehold, i);
      rg_sample_bind_id (row, 1, (int) i);
      rg_sample_bind_uuid (self, row, 2, "household", i);
      rg_statement_bind_text (row, 3, home->name);
      if (!rg_statement_run (row, error)
          || !rg_sample_write_reach (self, RG_SAMPLE_NONE, (int) i, &home->reach, error))
        return FALSE;
    }
  return row != NULL;
}

static gboolean
rg_sample_write_person (RgSampleWrite *self, RgStatement *row, guint i, GError **error)
{
  const RgSampleCustomer *customer = &g_array_index (self->data->customers, RgSampleCustomer, i);

  rg_sample_bind_id (row, 1, (int) i);
  rg_sample_bind_uuid (self, row, 2, "customer", i);
  rg_statement_bind_text (row, 3, customer->number);
  rg_statement_bind_text (row, 4, customer->name);
  rg_statement_bind_text (row, 5, customer->given_name);
  rg_statement_bind_text (row, 6, customer->family_name);
  rg_sample_bind_positive (row, 7, customer->birth_year);
  rg_sample_bind_positive (row, 8, customer->birth_month);
  rg_sample_bind_positive (row, 9, customer->birth_day);
  rg_statement_bind_text (row, 10, customer->language);
  rg_statement_bind_text (row, 11, customer->note);
  rg_statement_bind_text (row, 12, customer->card_number);
  rg_statement_bind_int (row, 13, customer->joined_on);
  rg_sample_bind_id (row, 14, customer->household);
  rg_statement_bind_text (row, 15, customer->prefers);
  return rg_statement_run (row, error)
         && rg_sample_write_reach (self, (int) i, RG_SAMPLE_NONE, &customer->reach, error);
}

static gboolean
rg_sample_write_identity (RgSampleWrite *self, guint i, GError **error)
{
  const RgSampleCustomer *customer = &g_array_index (self->data->customers, RgSampleCustomer, i);
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.identity", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, customer->number);
  rg_sample_bind_id (row, 2, (int) i);
  return rg_statement_run (row, error);
}

static gboolean
rg_sample_write_tags_of (RgSampleWrite *self, guint i, GError **error)
{
  const RgSampleCustomer *customer = &g_array_index (self->data->customers, RgSampleCustomer, i);
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.customer-tag", error);

  for (guint tag = 0; row != NULL && tag < self->data->tags->len; tag++)
    {
      if ((customer->tags & 1u << tag) == 0)
        continue;
      rg_sample_bind_id (row, 1, (int) i);
      rg_sample_bind_id (row, 2, (int) tag);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

static gboolean
rg_sample_write_customers (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.customer", error);

  for (guint i = 0; row != NULL && i < self->data->customers->len; i++)
    {
      if (!rg_sample_write_person (self, row, i, error)
          || !rg_sample_write_identity (self, i, error)
          || !rg_sample_write_tags_of (self, i, error))
        return FALSE;
    }
  return row != NULL;
}

static gboolean
rg_sample_write_consents (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.consent", error);

  for (guint i = 0; row != NULL && i < self->data->consents->len; i++)
    {
      const RgSampleConsent *consent = &g_array_index (self->data->consents, RgSampleConsent, i);
      rg_sample_bind_uuid (self, row, 1, "consent", i);
      rg_sample_bind_id (row, 2, consent->customer);
      rg_statement_bind_text (row, 3, rg_channel_get_id (consent->channel));
      rg_statement_bind_int (row, 4, consent->granted);
      rg_statement_bind_int (row, 5, consent->effective_on);
      rg_statement_bind_int (row, 6,
                             rg_day_to_instant (consent->effective_on, RG_TIME_NONE, self->zone));
      rg_statement_bind_text (row, 7, consent->how);
      rg_sample_bind_id (row, 8, consent->staff);
      if (!rg_statement_run (row, error))
        return FALSE;
    }
  return row != NULL;
}

/* --- All of it -------------------------------------------------------------------------------- */

static gboolean
rg_sample_write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  RgSampleWrite self = {
    .data = data,
    .shop_uuid = rg_write_get_shop (write)->uuid,
    .db = rg_write_get_db (write),
    .zone = zone,
    .action = rg_write_get_action (write),
    .now = rg_write_get_now (write),
  };

  rg_write_note_table (write, "receipt");
  rg_write_note_table (write, "customer");
  return rg_write_set_bulk (write, TRUE, error)
         && rg_sample_write_import (&self, error)
         && rg_sample_write_names (&self, "sample-shop.staff", self.data->staff, error)
         && rg_sample_write_names (&self, "sample-shop.category", self.data->categories, error)
         && rg_sample_write_names (&self, "sample-shop.tag", self.data->tags, error)
         && rg_sample_write_locations (&self, error)
         && rg_sample_write_points (&self, error)
         && rg_sample_write_products (&self, error)
         && rg_sample_write_households (&self, error)
         && rg_sample_write_customers (&self, error)
         && rg_sample_write_own (&self, error)
         && rg_sample_write_consents (&self, error)
         && rg_sample_write_receipts (&self, error)
         && rg_sample_write_web (&self, error)
         && rg_facts_refresh_all (self.db, error)
         && rg_consent_refresh_all (self.db, error)
         && rg_sample_write_loyalty (&self, error)
         && rg_sample_write_campaign (&self, write, error)
         && rg_sample_write_tasks (&self, error) && rg_sample_write_tickets (&self, error);
}

static RgShop *
rg_sample_make_shop (const RgSampleData *data)
{
  RgShop *shop = rg_shop_new (data->name, data->currency, data->time_zone);
  g_autofree char *name = g_strdup_printf ("sample:%" G_GUINT64_FORMAT, data->seed);

  rg_uuid_v5 (sample_space, name, strlen (name), shop->uuid);
  g_set_str (&shop->country, data->country);
  g_set_str (&shop->address, data->address);
  shop->is_sample = TRUE;
  return shop;
}

static gboolean
rg_sample_fill (RgStore *store, gpointer data, GError **error)
{
  return rg_store_write_sync (store, "sample", _("Sample Shop"), rg_sample_write_in_thread, data,
                              NULL, NULL, error);
}

RgStore *
rg_store_create_sample (const char *path, const RgSampleData *data, GError **error)
{
  g_autoptr (RgShop) shop = rg_sample_make_shop (data);

  return rg_store_create_filled (path, shop, rg_sample_fill, (gpointer) data, error);
}
