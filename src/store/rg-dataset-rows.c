/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of the file as rows of the dataset. A customer's row is put together from five tables:
 * over everybody by walking ordered statements side by side, for one person by asking each. */
#include "store/rg-dataset-rows.h"

#include "base/rg-kinds.h"
#include "rules/rg-permission.h"
#include "store/rg-store-facts.h"

#include <string.h>

/* A statement whose rows belong to the id in their first column. */
typedef struct {
  RgStatement *statement;
  RgStep step;
} RgWalk;

struct _RgDatasetRows {
  RgDb *db;
  RgDatasetBuilder *builder;
  gboolean all;
  RgWalk contacts, permissions, tagged, lines;
  RgStatement *customers, *receipts, *household, *parts;
  GHashTable *joined; /* ids that others were merged into; NULL: anybody may be one */
};

/* What contact points say about one customer. */
typedef struct {
  guint flags;
  char *city;
  char *country;
  char *postcode;
  GString *search;
} RgContacts;

enum { CONTACT_OWNER, CONTACT_KIND, CONTACT_VALUE, CONTACT_KEY, CONTACT_CITY, CONTACT_COUNTRY,
       CONTACT_POSTCODE };
enum {
  CUSTOMER_ID, CUSTOMER_MERGED, CUSTOMER_NAME, CUSTOMER_GIVEN, CUSTOMER_FAMILY, CUSTOMER_NUMBER,
  CUSTOMER_CARD, CUSTOMER_YEAR, CUSTOMER_MONTH, CUSTOMER_DAY, CUSTOMER_JOINED, CUSTOMER_HOUSEHOLD,
};

static gboolean
rg_walk_open (RgWalk *walk, RgDatasetRows *rows, const char *all, const char *one, GError **error)
{
  walk->statement = rg_db_statement (rows->db, rows->all ? all : one, error);
  walk->step = RG_STEP_DONE;
  if (walk->statement == NULL)
    return FALSE;
  if (rows->all)
    walk->step = rg_statement_step (walk->statement, error);
  return walk->step != RG_STEP_ERROR;
}

/* Makes the first row of `id` the one at hand, if there is any. */
static gboolean
rg_walk_begin (RgWalk *walk, const RgDatasetRows *rows, gint64 id, GError **error)
{
  if (!rows->all)
    {
      rg_statement_reset (walk->statement);
      rg_statement_bind_int (walk->statement, 1, id);
      walk->step = rg_statement_step (walk->statement, error);
      return walk->step != RG_STEP_ERROR;
    }
  while (walk->step == RG_STEP_ROW && rg_statement_get_int (walk->statement, 0) < id)
    walk->step = rg_statement_step (walk->statement, error);
  return walk->step != RG_STEP_ERROR;
}

static gboolean
rg_walk_at (const RgWalk *walk, gint64 id)
{
  return walk->step == RG_STEP_ROW && rg_statement_get_int (walk->statement, 0) == id;
}

static gboolean
rg_walk_next (RgWalk *walk, GError **error)
{
  walk->step = rg_statement_step (walk->statement, error);
  return walk->step != RG_STEP_ERROR;
}

static gboolean
rg_dataset_rows_read_joined (RgDatasetRows *rows, GError **error)
{
  g_autoptr (RgStatement) list = rg_db_statement (rows->db, "dataset.joined", error);
  RgStep step = RG_STEP_ERROR;

  rows->joined = g_hash_table_new (NULL, NULL);
  while (list != NULL && (step = rg_statement_step (list, error)) == RG_STEP_ROW)
    g_hash_table_add (rows->joined, (gpointer) (gintptr) rg_statement_get_int (list, 0));
  return step == RG_STEP_DONE;
}

static gboolean
rg_dataset_rows_open_receipts (RgDatasetRows *rows, GError **error)
{
  rows->receipts =
    rg_db_statement (rows->db, rows->all ? "dataset.all-receipts" : "dataset.receipt", error);
  return rows->receipts != NULL &&
         rg_walk_open (&rows->lines, rows, "dataset.all-lines", "dataset.lines", error);
}

static RgDatasetRows *
rg_dataset_rows_new_with (RgDb *db, RgDatasetBuilder *builder, gboolean all, const char *parts,
                          GError **error)
{
  g_autoptr (RgDatasetRows) rows = g_new0 (RgDatasetRows, 1);

  rows->db = db;
  rows->builder = builder;
  rows->all = all;
  rows->customers = rg_db_statement (db, all ? "dataset.all-customers" : "dataset.customer", error);
  if (rows->customers == NULL)
    return NULL;
  rows->household = rg_db_statement (db, "dataset.household-contacts", error);
  rows->parts = rg_db_statement (db, parts, error);
  if (rows->household == NULL || rows->parts == NULL ||
      !rg_dataset_rows_open_receipts (rows, error) ||
      (all && !rg_dataset_rows_read_joined (rows, error)) ||
      !rg_walk_open (&rows->contacts, rows, "dataset.all-contacts", "dataset.contacts", error) ||
      !rg_walk_open (&rows->permissions, rows, "dataset.all-permissions", "dataset.permissions",
                     error) ||
      !rg_walk_open (&rows->tagged, rows, "dataset.all-tagged", "dataset.tagged", error))
    return NULL;
  return g_steal_pointer (&rows);
}

RgDatasetRows *
rg_dataset_rows_new (RgDb *db, RgDatasetBuilder *builder, gboolean all, GError **error)
{
  return rg_dataset_rows_new_with (db, builder, all, "dataset.parts", error);
}

RgDatasetRows *
rg_dataset_rows_new_receipts (RgDb *db, RgDatasetBuilder *builder, GError **error)
{
  g_autoptr (RgDatasetRows) rows = g_new0 (RgDatasetRows, 1);

  rows->db = db;
  rows->builder = builder;
  rows->all = TRUE;
  return rg_dataset_rows_open_receipts (rows, error) ? g_steal_pointer (&rows) : NULL;
}

RgDatasetRows *
rg_dataset_rows_new_past (RgDb *db, RgDatasetBuilder *builder, GError **error)
{
  return rg_dataset_rows_new_with (db, builder, FALSE, "past.parts", error);
}

void
rg_dataset_rows_free (RgDatasetRows *rows)
{
  RgStatement *statements[] = { rows->customers, rows->receipts, rows->household, rows->parts,
                                rows->contacts.statement, rows->permissions.statement,
                                rows->tagged.statement, rows->lines.statement };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    g_clear_pointer (&statements[i], rg_statement_release);
  g_clear_pointer (&rows->joined, g_hash_table_unref);
  g_free (rows);
}

/* --- names -------------------------------------------------------------------------------- */

typedef void (*RgPutNameFunc) (RgDatasetBuilder *builder, gint64 id, const char *name);

/* Puts all, and renames to nothing what only `known` has: an index once given stays. known NULL:
 * nothing. */
static gboolean
rg_dataset_rows_put_list (RgDatasetRows *rows, const char *statement, RgPutNameFunc put,
                          RgPutNameFunc drop, const RgNames *known, GError **error)
{
  g_autoptr (RgStatement) list = rg_db_statement (rows->db, statement, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  RgStep step = RG_STEP_ERROR;

  while (list != NULL && (step = rg_statement_step (list, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (list, 0);

      put (rows->builder, id, rg_statement_get_text (list, 1));
      g_hash_table_add (seen, (gpointer) (gintptr) id);
    }
  for (guint i = 0; step == RG_STEP_DONE && known != NULL && i < known->n; i++)
    if (!g_hash_table_contains (seen, (gpointer) (gintptr) known->id[i]))
      drop (rows->builder, known->id[i], "");
  return step == RG_STEP_DONE;
}

static void
rg_drop_tag_name (RgDatasetBuilder *builder, gint64 id, const char *name)
{
  rg_dataset_builder_drop_tag (builder, id);
}

static void
rg_put_online (RgDatasetBuilder *builder, gint64 id, const char *name)
{
  rg_dataset_builder_set_location_online (builder, id);
}

static gboolean
rg_dataset_rows_put_products (RgDatasetRows *rows, const RgDataset *base, GError **error)
{
  g_autoptr (RgStatement) list = rg_db_statement (rows->db, "dataset.products", error);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  RgStep step = RG_STEP_ERROR;

  while (list != NULL && (step = rg_statement_step (list, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (list, 0);

      rg_dataset_builder_put_product (rows->builder, id, rg_statement_get_text (list, 1),
                                      rg_statement_get_text (list, 2),
                                      rg_statement_get_int (list, 3));
      rg_dataset_builder_set_origin (rows->builder, id, rg_statement_get_text (list, 4),
                                     rg_statement_get_text (list, 5));
      rg_dataset_builder_set_lasting (rows->builder, id, (int) rg_statement_get_int (list, 6),
                                      (int) rg_statement_get_int (list, 7));
      g_hash_table_add (seen, (gpointer) (gintptr) id);
    }
  for (guint i = 0; step == RG_STEP_DONE && base != NULL && i < base->products.names.n; i++)
    if (!g_hash_table_contains (seen, (gpointer) (gintptr) base->products.names.id[i]))
      {
        rg_dataset_builder_put_product (rows->builder, base->products.names.id[i], "", "", 0);
        rg_dataset_builder_set_origin (rows->builder, base->products.names.id[i], "", "");
        rg_dataset_builder_set_lasting (rows->builder, base->products.names.id[i], 0, 0);
      }
  return step == RG_STEP_DONE;
}

gboolean
rg_dataset_rows_put_names (RgDatasetRows *rows, const RgDataset *base, GError **error)
{
  return rg_dataset_rows_put_list (rows, "dataset.categories", rg_dataset_builder_put_category,
                                   rg_dataset_builder_put_category,
                                   base != NULL ? &base->categories : NULL, error) &&
         rg_dataset_rows_put_list (rows, "dataset.locations", rg_dataset_builder_put_location,
                                   rg_dataset_builder_put_location,
                                   base != NULL ? &base->locations : NULL, error) &&
         rg_dataset_rows_put_list (rows, "dataset.location-addresses",
                                   rg_dataset_builder_set_location_address, NULL, NULL, error) &&
         rg_dataset_rows_put_list (rows, "dataset.web-shops", rg_put_online, NULL, NULL, error) &&
         rg_dataset_rows_put_list (rows, "dataset.tags", rg_dataset_builder_put_tag,
                                   rg_drop_tag_name, base != NULL ? &base->tags : NULL, error) &&
         rg_dataset_rows_put_products (rows, base, error);
}

gboolean
rg_dataset_rows_put_segments (RgDatasetRows *rows, GError **error)
{
  g_autoptr (RgStatement) list = rg_db_statement (rows->db, "dataset.segments", error);
  RgStep step = RG_STEP_ERROR;

  rg_dataset_builder_clear_segments (rows->builder);
  while (list != NULL && (step = rg_statement_step (list, error)) == RG_STEP_ROW)
    rg_dataset_builder_put_segment (rows->builder, rg_statement_get_int (list, 0),
                                    rg_statement_get_text (list, 1),
                                    rg_statement_get_text (list, 2));
  return step == RG_STEP_DONE;
}

/* --- customers ---------------------------------------------------------------------------- */

/* The first city and country of an address count; the preferred one comes first. */
static void
rg_contacts_add (RgContacts *contacts, RgStatement *row)
{
  const char *kind = rg_statement_get_text (row, CONTACT_KIND);
  const char *value = rg_statement_get_text (row, CONTACT_VALUE);
  const char *city = rg_statement_get_text (row, CONTACT_CITY);
  const char *country = rg_statement_get_text (row, CONTACT_COUNTRY);
  const char *postcode = rg_statement_get_text (row, CONTACT_POSTCODE);

  if (g_str_equal (kind, "address"))
    {
      if (*value != '\0' || *city != '\0')
        contacts->flags |= RG_HAS_ADDRESS;
      if (contacts->city == NULL && *city != '\0')
        contacts->city = g_strdup (city);
      else if (*city != '\0' && !g_str_equal (contacts->city, city))
        rg_facts_append_contact (contacts->search, row, CONTACT_KIND);
      if (contacts->country == NULL && *country != '\0')
        contacts->country = g_strdup (country);
      if (contacts->postcode == NULL && *postcode != '\0')
        contacts->postcode = g_strdup (postcode);
      return;
    }
  if (*value == '\0')
    return;
  contacts->flags |= g_str_equal (kind, "email") ? RG_HAS_EMAIL : RG_HAS_PHONE;
  rg_facts_append_contact (contacts->search, row, CONTACT_KIND);
}

/* What belongs to those who were merged into the customer belongs to them. */
static gboolean
rg_dataset_rows_read_parts (RgDatasetRows *rows, gint64 id, RgContacts *contacts, GError **error)
{
  RgStep step;

  if (rows->joined != NULL &&
      !g_hash_table_contains (rows->joined, (gpointer) (gintptr) id))
    return TRUE;
  rg_statement_reset (rows->parts);
  rg_statement_bind_int (rows->parts, 1, id);
  while ((step = rg_statement_step (rows->parts, error)) == RG_STEP_ROW)
    if (g_str_equal (rg_statement_get_text (rows->parts, CONTACT_KIND), "name"))
      g_string_append_printf (contacts->search, " %s",
                              rg_statement_get_text (rows->parts, CONTACT_VALUE));
    else
      rg_contacts_add (contacts, rows->parts);
  return step == RG_STEP_DONE;
}

static gboolean
rg_dataset_rows_read_contacts (RgDatasetRows *rows, gint64 id, gint64 household,
                               RgContacts *contacts, GError **error)
{
  RgWalk *walk = &rows->contacts;
  RgStep step;

  if (!rg_walk_begin (walk, rows, id, error))
    return FALSE;
  while (rg_walk_at (walk, id))
    {
      rg_contacts_add (contacts, walk->statement);
      if (!rg_walk_next (walk, error))
        return FALSE;
    }
  if (!rg_dataset_rows_read_parts (rows, id, contacts, error))
    return FALSE;
  if (household == 0)
    return TRUE;
  rg_statement_reset (rows->household);
  rg_statement_bind_int (rows->household, 1, household);
  while ((step = rg_statement_step (rows->household, error)) == RG_STEP_ROW)
    rg_contacts_add (contacts, rows->household);
  return step == RG_STEP_DONE;
}

static gboolean
rg_dataset_rows_read_permissions (RgDatasetRows *rows, RgCustomerRow *customer, GError **error)
{
  RgWalk *walk = &rows->permissions;

  if (!rg_walk_begin (walk, rows, customer->id, error))
    return FALSE;
  while (rg_walk_at (walk, customer->id))
    {
      RgChannel channel;

      if (rg_channel_from_id (rg_statement_get_text (walk->statement, 1), &channel))
        {
          customer->permission[channel] = rg_statement_get_int (walk->statement, 2) != 0
                                            ? RG_PERMISSION_YES : RG_PERMISSION_NO;
          customer->permission_since[channel] = (RgDay) rg_statement_get_int (walk->statement, 3);
        }
      if (!rg_walk_next (walk, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_dataset_rows_put_tags (RgDatasetRows *rows, gint64 id, GError **error)
{
  RgWalk *walk = &rows->tagged;

  if (!rg_walk_begin (walk, rows, id, error))
    return FALSE;
  while (rg_walk_at (walk, id))
    {
      rg_dataset_builder_set_tag (rows->builder, rg_statement_get_int (walk->statement, 1), id,
                                  TRUE);
      if (!rg_walk_next (walk, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_dataset_rows_put_tags_of (RgDatasetRows *rows, gint64 id, GError **error)
{
  rg_dataset_builder_forget_tags (rows->builder, id);
  return rg_dataset_rows_put_tags (rows, id, error);
}

/* "Customer 13085" is found by its number, a person also by parts of the name that the name itself
 * does not have. Nothing twice: the search reads every byte. */
static void
rg_dataset_rows_begin_search (GString *search, RgStatement *row)
{
  static const int parts[] = { CUSTOMER_GIVEN, CUSTOMER_FAMILY };
  const char *name = rg_statement_get_text (row, CUSTOMER_NAME);

  g_string_append_printf (search, "%s %s", rg_statement_get_text (row, CUSTOMER_NUMBER),
                          rg_statement_get_text (row, CUSTOMER_CARD));
  for (guint i = 0; *name != '\0' && i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = rg_statement_get_text (row, parts[i]);

      if (strstr (name, part) == NULL)
        g_string_append_printf (search, " %s", part);
    }
}

static void
rg_dataset_rows_read_birth (RgCustomerRow *customer, RgStatement *row)
{
  int year = (int) rg_statement_get_int (row, CUSTOMER_YEAR);

  customer->birth_month = (int) rg_statement_get_int (row, CUSTOMER_MONTH);
  customer->birth_mday = (int) rg_statement_get_int (row, CUSTOMER_DAY);
  customer->born = RG_DAY_NONE;
  if (year != 0 && customer->birth_month != 0)
    customer->born = rg_day_from_ymd (year, customer->birth_month, customer->birth_mday);
}

/* Of the customer at hand in `customers`. */
static gboolean
rg_dataset_rows_put_this (RgDatasetRows *rows, GError **error)
{
  RgStatement *row = rows->customers;
  g_autoptr (GString) search = g_string_new (NULL);
  g_autofree char *name = g_strdup (rg_statement_get_text (row, CUSTOMER_NAME));
  RgContacts contacts = { .search = search };
  RgCustomerRow customer = {
    .id = rg_statement_get_int (row, CUSTOMER_ID),
    .merged_into = rg_statement_get_int (row, CUSTOMER_MERGED),
    .household = rg_statement_get_int (row, CUSTOMER_HOUSEHOLD),
    .joined = rg_statement_get_day (row, CUSTOMER_JOINED),
  };
  gboolean ok;

  rg_dataset_rows_begin_search (search, row);
  rg_dataset_rows_read_birth (&customer, row);
  ok = rg_dataset_rows_read_contacts (rows, customer.id,
                                      rg_statement_get_int (row, CUSTOMER_HOUSEHOLD), &contacts,
                                      error) &&
       rg_dataset_rows_read_permissions (rows, &customer, error);
  if (ok)
    {
      if (*name == '\0')
        name = (g_free (name), g_strstrip (g_strdup_printf ("%s %s",
                 rg_statement_get_text (row, CUSTOMER_GIVEN),
                 rg_statement_get_text (row, CUSTOMER_FAMILY))));
      customer.name = name;
      customer.search = search->str;
      customer.city = contacts.city;
      customer.country = contacts.country;
      customer.postcode = contacts.postcode;
      customer.flags = contacts.flags;
      rg_dataset_builder_put_customer (rows->builder, &customer);
      ok = rg_dataset_rows_put_tags (rows, customer.id, error);
    }
  g_free (contacts.city);
  g_free (contacts.country);
  g_free (contacts.postcode);
  return ok;
}

gboolean
rg_dataset_rows_put_all_customers (RgDatasetRows *rows, GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows->customers, error)) == RG_STEP_ROW)
    if (!rg_dataset_rows_put_this (rows, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

gboolean
rg_dataset_rows_put_customer (RgDatasetRows *rows, gint64 id, GError **error)
{
  RgStep step;

  rg_statement_reset (rows->customers);
  rg_statement_bind_int (rows->customers, 1, id);
  step = rg_statement_step (rows->customers, error);
  if (step == RG_STEP_DONE)
    rg_dataset_builder_drop_customer (rows->builder, id);
  return step == RG_STEP_DONE ||
         (step == RG_STEP_ROW && rg_dataset_rows_put_this (rows, error));
}

/* --- receipts ----------------------------------------------------------------------------- */

static gboolean
rg_dataset_rows_put_lines (RgDatasetRows *rows, gint64 receipt, GError **error)
{
  RgWalk *walk = &rows->lines;

  if (!rg_walk_begin (walk, rows, receipt, error))
    return FALSE;
  while (rg_walk_at (walk, receipt))
    {
      RgLineRow line = {
        .product = rg_statement_get_int (walk->statement, 1),
        .kind = (RgLineKind) rg_statement_get_int (walk->statement, 2),
        .quantity_milli = rg_statement_get_int (walk->statement, 3),
        .net_minor = rg_statement_get_int (walk->statement, 4),
        .has_cost = !rg_statement_is_null (walk->statement, 5),
        .cost_minor = rg_statement_get_int (walk->statement, 5),
      };

      rg_dataset_builder_put_line (rows->builder, &line);
      if (!rg_walk_next (walk, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_dataset_rows_put_this_receipt (RgDatasetRows *rows, GError **error)
{
  RgReceiptRow receipt = {
    .id = rg_statement_get_int (rows->receipts, 0),
    .customer = rg_statement_get_int (rows->receipts, 1),
    .day = (RgDay) rg_statement_get_int (rows->receipts, 2),
    .second = (gint32) rg_statement_get_int (rows->receipts, 3),
    .location = rg_statement_get_int (rows->receipts, 4),
  };

  rg_dataset_builder_put_receipt (rows->builder, &receipt);
  return rg_dataset_rows_put_lines (rows, receipt.id, error);
}

gboolean
rg_dataset_rows_put_all_receipts (RgDatasetRows *rows, GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows->receipts, error)) == RG_STEP_ROW)
    if (!rg_dataset_rows_put_this_receipt (rows, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

gboolean
rg_dataset_rows_put_receipt (RgDatasetRows *rows, gint64 id, GError **error)
{
  RgStep step;

  rg_statement_reset (rows->receipts);
  rg_statement_bind_int (rows->receipts, 1, id);
  step = rg_statement_step (rows->receipts, error);
  if (step == RG_STEP_DONE)
    rg_dataset_builder_drop_receipt (rows->builder, id);
  return step == RG_STEP_DONE ||
         (step == RG_STEP_ROW && rg_dataset_rows_put_this_receipt (rows, error));
}
