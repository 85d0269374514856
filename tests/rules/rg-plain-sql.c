/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Plain rows of a shop's file, read by SQL that nothing else uses. */
#include "rg-plain-sql.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define PEOPLE \
  "SELECT json_group_array(json_array(id, coalesce(merged_into, 0), CASE WHEN name <> '' " \
  "THEN name ELSE trim(given_name || ' ' || family_name) END, coalesce(birth_year, 0), " \
  "coalesce(birth_month, 0), coalesce(birth_day, 0), coalesce(joined_on, -999999), " \
  "coalesce(household_id, 0), prefers)) FROM customer WHERE erased_at IS NULL AND deleted_at IS " \
  "NULL"
#define TAGS \
  "SELECT json_group_array(json_array(customer_id, name)) FROM customer_tag " \
  "JOIN tag ON id = tag_id WHERE customer_id NOT IN " \
  "(SELECT id FROM customer WHERE deleted_at IS NOT NULL)"
#define PERMISSIONS \
  "SELECT json_group_array(json_array(customer_id, channel, granted, since_on)) FROM permission"
#define PRODUCTS \
  "SELECT json_group_array(json_array(p.id, p.code, p.name, coalesce(c.name, ''), p.brand, " \
  "p.supplier, coalesce(warranty_months, 0), coalesce(lifetime_days, 0))) " \
  "FROM product AS p LEFT JOIN category AS c ON c.id = p.category_id"
#define RECEIPTS \
  "SELECT json_group_array(json_array(r.id, coalesce(customer_id, 0), sold_on, " \
  "coalesce(sold_time, -1), iif(name <> '', name, code), online)) FROM receipt AS r " \
  "JOIN location AS l ON l.id = location_id"
#define SEGMENTS "SELECT json_group_array(json_array(name, text)) FROM segment"
#define HANDS \
  "SELECT json_group_array(json_array(name, customer_id, chosen)) FROM segment_person " \
  "JOIN segment ON segment.id = segment_id"
#define LINES \
  "SELECT json_group_array(json_array(receipt_id, product_id, kind, quantity_milli, net_minor, " \
  "cost_minor IS NOT NULL, coalesce(cost_minor, 0))) FROM receipt_line"

#define ACTS \
  "SELECT json_group_array(json_array(customer_id, product_id, day_on, kind = 'left')) " \
  "FROM activity"

#define POINTS \
  "SELECT json_group_array(json_array(id, customer_id, points, kind, effective_on, " \
  "coalesce(lapses_on, -999999), coalesce(lot_id, 0), coalesce(reverses, 0))) FROM points_entry"
#define TICKETS \
  "SELECT json_group_array(json_array(customer_id, kind = 'enquiry', opened_on, " \
  "coalesce(closed_on, -999999))) FROM ticket WHERE customer_id IS NOT NULL"

typedef void (*RowFunc) (Plain *plain, JsonArray *row);

static void
each_row (RgTestShop *test, const char *sql, Plain *plain, RowFunc func)
{
  g_autofree char *text = rg_test_shop_read (test, sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonArray *rows;

  g_assert_no_error (error);
  rows = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    func (plain, json_array_get_array_element (rows, i));
}

static gint64
number (JsonArray *row, guint i)
{
  return json_array_get_int_element (row, i);
}

static char *
word (JsonArray *row, guint i)
{
  const char *text = json_array_get_string_element (row, i);

  return *text != '\0' ? g_strdup (text) : NULL;
}

static PlainPerson *
person_of (Plain *plain, gint64 id)
{
  return g_hash_table_lookup (plain->by_id, (gpointer) (gintptr) id);
}

static void
add_person (Plain *plain, JsonArray *row)
{
  PlainPerson *person = plain_add_person (plain, number (row, 0));

  person->merged_into = number (row, 1);
  person->name = g_strdup (json_array_get_string_element (row, 2));
  person->month = (int) number (row, 4);
  person->mday = (int) number (row, 5);
  if (number (row, 3) != 0 && person->month != 0)
    person->born = rg_day_from_ymd ((int) number (row, 3), person->month, person->mday);
  if (number (row, 6) != -999999)
    person->joined = (RgDay) number (row, 6);
  person->household = number (row, 7);
  person->prefers = word (row, 8);
}

static void
add_tag (Plain *plain, JsonArray *row)
{
  PlainPerson *person = person_of (plain, number (row, 0));

  if (person != NULL)
    g_ptr_array_add (person->tags, word (row, 1));
}

static void
add_permission (Plain *plain, JsonArray *row)
{
  static const char *const channels[RG_CHANNELS] = { "post", "email", "phone", "sms" };
  PlainPerson *person = person_of (plain, number (row, 0));

  for (guint c = 0; person != NULL && c < RG_CHANNELS; c++)
    if (g_str_equal (json_array_get_string_element (row, 1), channels[c]))
      {
        person->permission[c] = number (row, 2) ? RG_PERMISSION_YES : RG_PERMISSION_NO;
        person->since[c] = (RgDay) number (row, 3);
      }
}

static void
add_product (Plain *plain, JsonArray *row)
{
  g_autofree char *category = word (row, 3);
  PlainProduct *product =
    plain_add_product (plain, number (row, 0), json_array_get_string_element (row, 1),
                       json_array_get_string_element (row, 2), category);

  product->brand = word (row, 4);
  product->supplier = word (row, 5);
  product->warranty = (int) number (row, 6);
  product->lifetime = (int) number (row, 7);
}

static void
add_receipt (Plain *plain, JsonArray *row)
{
  PlainReceipt *receipt = plain_add_receipt (plain, number (row, 0));

  receipt->customer = number (row, 1);
  receipt->day = (RgDay) number (row, 2);
  receipt->second = (gint32) number (row, 3);
  receipt->location = g_strdup (json_array_get_string_element (row, 4));
  receipt->online = number (row, 5) != 0;
}

static void
add_line (Plain *plain, JsonArray *row)
{
  const PlainLine line = {
    .product = number (row, 1), .kind = (RgLineKind) number (row, 2),
    .quantity_milli = number (row, 3), .net_minor = number (row, 4),
    .has_cost = number (row, 5) != 0, .cost_minor = number (row, 6),
  };

  for (guint i = 0; i < plain->receipts->len; i++)
    {
      PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->id == number (row, 0))
        g_array_append_val (receipt->lines, line);
    }
}

static void
add_segment (Plain *plain, JsonArray *row)
{
  plain_add_segment (plain, json_array_get_string_element (row, 0),
                     json_array_get_string_element (row, 1));
}

static void
add_hand (Plain *plain, JsonArray *row)
{
  for (guint i = 0; i < plain->segments->len; i++)
    {
      PlainSegment *segment = plain->segments->pdata[i];

      if (g_str_equal (segment->name, json_array_get_string_element (row, 0)))
        plain_choose (segment, number (row, 1), number (row, 2) != 0);
    }
}

static void
add_act (Plain *plain, JsonArray *row)
{
  const PlainAct act = { number (row, 0), number (row, 1), (RgDay) number (row, 2),
                         number (row, 3) != 0 };

  g_array_append_val (plain->acts, act);
}

static RgDay
day_or_none (JsonArray *row, guint i)
{
  return number (row, i) != -999999 ? (RgDay) number (row, i) : RG_DAY_NONE;
}

static void
add_points (Plain *plain, JsonArray *row)
{
  PlainPoints points = {
    .id = number (row, 0), .customer = number (row, 1), .points = number (row, 2),
    .on = (RgDay) number (row, 4), .lapses = day_or_none (row, 5), .lot = number (row, 6),
    .reverses = number (row, 7),
  };

  g_assert_true (rg_lot_kind_from_id (json_array_get_string_element (row, 3), &points.kind));
  g_array_append_val (plain->points, points);
}

static void
add_ticket (Plain *plain, JsonArray *row)
{
  const PlainTicket ticket = { number (row, 0), number (row, 1) != 0, (RgDay) number (row, 2),
                               day_or_none (row, 3) };

  g_array_append_val (plain->tickets, ticket);
}

Plain *
plain_load (RgTestShop *test)
{
  Plain *plain = plain_new ();

  each_row (test, PEOPLE, plain, add_person);
  each_row (test, TAGS, plain, add_tag);
  each_row (test, PERMISSIONS, plain, add_permission);
  each_row (test, PRODUCTS, plain, add_product);
  each_row (test, RECEIPTS, plain, add_receipt);
  each_row (test, LINES, plain, add_line);
  each_row (test, SEGMENTS, plain, add_segment);
  each_row (test, HANDS, plain, add_hand);
  each_row (test, ACTS, plain, add_act);
  each_row (test, POINTS, plain, add_points);
  each_row (test, TICKETS, plain, add_ticket);
  plain_settle (plain);
  return plain;
}
