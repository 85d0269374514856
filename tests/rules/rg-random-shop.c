/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Random shops, in rows and as a dataset. */
#include "rg-random-shop.h"

#include "rg-random-segment.h"

#include "analysis/rg-activity.h"
#include "analysis/rg-entries.h"
#include "analysis/rg-spots.h"
#include "base/rg-ticket-words.h"
#include "rules/rg-permission.h"

#include <string.h>

#define LINES 3
#define PRODUCTS 8

/* --- a shop in rows ----------------------------------------------------------------------- */

const char *const rg_random_words[RG_RANDOM_WORDS] = {
  "Oslo", "bergen", "red", "Blue", "Tea", "coffee", "ann", "kim", "p3", "unknown",
};
static const char *const people_names[] = { "Ann Red", "Kim", "Åse Oslo", "", "Blue Ann" };
static const char *const cities[] = { "Oslo", "BERGEN", "Voss", NULL };
static const char *const countries[] = { "Red", "Blue", NULL, "Norway", "Sweden", "NO" };
static const char *const tags[] = { "red", "blue" };
static const char *const categories[] = { "Tea", "Coffee" };
static const char *const locations[] = { "Oslo", "Blue" }; /* the second is a web shop */

/* homes: how many there are; so far apart are their ids. strange: with days that are hardly
 * anybody's. */
static void
random_person (Plain *plain, gint64 id, gint homes, gint64 apart, gboolean strange)
{
  PlainPerson *person = plain_add_person (plain, id);

  if (id > 10 && g_test_rand_int_range (0, 6) == 0)
    person->merged_into = g_test_rand_int_range (1, (gint32) id);
  person->name = g_strdup (people_names[g_test_rand_int_range (0, 5)]);
  person->search = g_strdup_printf ("p%d", (int) id);
  person->city = g_strdup (cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))]);
  person->country = g_strdup (countries[g_test_rand_int_range (0, G_N_ELEMENTS (countries))]);
  person->postcode = g_strdup (cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))]);
  if (g_test_rand_bit ())
    person->born = g_test_rand_int_range (-20000, RG_RANDOM_TODAY);
  else if (g_test_rand_bit ())
    {
      person->month = g_test_rand_int_range (1, 13);
      person->mday = g_test_rand_int_range (1, 30);
    }
  if (g_test_rand_bit ())
    person->joined = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY);
  /* In another century. */
  else if (strange && g_test_rand_int_range (0, 4) == 0)
    person->joined = g_test_rand_bit () ? -40000 : 60000;
  person->flags = (guint) g_test_rand_int_range (0, 8) << 1 | (*person->name != '\0');
  for (guint t = 0; t < 2; t++)
    if (g_test_rand_bit ())
      g_ptr_array_add (person->tags, g_strdup (tags[t]));
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      person->permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
      person->since[c] = strange && g_test_rand_int_range (0, 9) == 0
                           ? -40000 : g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY);
    }
  person->household = g_test_rand_int_range (0, homes + 1) * apart;
  if (g_test_rand_bit ())
    person->prefers = g_strdup (rg_channel_get_id ((RgChannel) g_test_rand_int_range (
      0, RG_CHANNELS)));
}

/* Some are so long that a product is far down, or stands there twice. */
static gint
random_lines (void)
{
  return g_test_rand_int_range (0, g_test_rand_int_range (0, 10) > 0 ? LINES + 1 : 6 * LINES);
}

/* More than a byte of pieces, and more than 32 bits. */
static gint64
random_many (void)
{
  return g_test_rand_bit () ? 200 : 5000000;
}

/* Some come often, and some days are of the last weeks. Of so many lines one is of many pieces. */
static void
random_receipt (Plain *plain, gint64 id, gint many_in)
{
  PlainReceipt *receipt = plain_add_receipt (plain, id);

  receipt->customer = g_test_rand_bit () ? g_test_rand_int_range (0, RG_RANDOM_PEOPLE + 1)
                                         : g_test_rand_int_range (1, 12);
  receipt->day = g_test_rand_bit () ? g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY + 2)
                                    : g_test_rand_int_range (RG_RANDOM_TODAY - 60,
                                                             RG_RANDOM_TODAY + 2);
  receipt->second = g_test_rand_int_range (-20000, 86400);
  receipt->second = MAX (receipt->second, RG_TIME_NONE);
  receipt->online = g_test_rand_bit ();
  receipt->location = g_strdup (locations[receipt->online]);
  for (gint n = random_lines (); n > 0; n--)
    {
      const gint64 many = g_test_rand_int_range (0, many_in) > 0 ? 1 : random_many ();
      const PlainLine line = {
        .product = g_test_rand_int_range (0, PRODUCTS + 1),
        .quantity_milli = many * g_test_rand_int_range (-1, 6) * 500,
        .net_minor = many * g_test_rand_int_range (-2000, 20000),
        .kind = (RgLineKind) (g_test_rand_bit () ? RG_LINE_SALE
                                                 : g_test_rand_int_range (0, RG_LINE_KINDS)),
        .has_cost = g_test_rand_bit (),
        .cost_minor = g_test_rand_int_range (0, 9000),
      };

      g_array_append_val (receipt->lines, line);
    }
}

/* Each may ask for the others and itself, over rules about anything. */
static void
random_saved (Plain *plain)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (RgNode) root = rg_random_segment (rg_random_words, RG_RANDOM_WORDS,
                                                   RG_RANDOM_FIRST, RG_RANDOM_TODAY, 1);
      g_autofree char *text = NULL;
      PlainSegment *segment;

      if (g_test_rand_bit ())
        {
          RgNode *asks = rg_node_new_rule (rg_rule_kind_find ("segment"));
          const char *names[] = { rg_random_words[g_test_rand_int_range (0, 5)], NULL };

          rg_rule_set_names (&asks->rule, g_strdupv ((char **) names));
          rg_node_insert (root, -1, asks);
        }
      text = rg_segment_print (root);
      segment = plain_add_segment (plain, rg_random_words[i], text);
      for (guint k = 0; i > 0 && k < 15; k++)
        plain_choose (segment, g_test_rand_int_range (1, RG_RANDOM_PEOPLE + 1), g_test_rand_bit ());
    }
}

/* Of the first so many customers. */
static void
random_act (Plain *plain, gint actors)
{
  const PlainAct act = {
    .customer = g_test_rand_int_range (1, actors + 1),
    .product = g_test_rand_int_range (1, PRODUCTS + 1),
    .day = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY + 2),
    .left = g_test_rand_bit (),
  };

  g_array_append_val (plain->acts, act);
}

/* Of the same customer, or none. */
static const PlainPoints *
random_points_of (const Plain *plain, gint64 customer)
{
  for (guint i = plain->points->len; i > 0; i--)
    {
      const PlainPoints *row = &g_array_index (plain->points, PlainPoints, i - 1);

      if (row->customer == customer && g_test_rand_bit ())
        return row;
    }
  return NULL;
}

/* Comes, goes, or takes back what is there; few have some, and often. */
static void
random_points (Plain *plain)
{
  PlainPoints row = {
    .id = plain->points->len + 1, .customer = g_test_rand_int_range (1, RG_RANDOM_PEOPLE / 2),
    .points = g_test_rand_int_range (1, 60), .lapses = RG_DAY_NONE,
    .on = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY + 1),
    .kind = (RgLotKind) g_test_rand_int_range (0, RG_LOT_REVERSAL),
  };
  const PlainPoints *other = random_points_of (plain, row.customer);

  if (other != NULL && g_test_rand_int_range (0, 5) == 0)
    {
      row.kind = RG_LOT_REVERSAL;
      row.reverses = other->id;
      row.points = -other->points;
    }
  else if (row.kind >= RG_LOT_SPENT && !(row.kind == RG_LOT_CORRECTED && g_test_rand_bit ()))
    {
      row.points = -row.points;
      row.lot = other != NULL && other->points > 0 && g_test_rand_bit () ? other->id : 0;
    }
  else if (g_test_rand_bit ())
    row.lapses = row.on + g_test_rand_int_range (0, RG_RANDOM_TODAY - RG_RANDOM_FIRST);
  g_array_append_val (plain->points, row);
}

static void
random_ticket (Plain *plain)
{
  PlainTicket ticket = {
    .customer = g_test_rand_int_range (1, RG_RANDOM_PEOPLE / 2), .enquiry = g_test_rand_bit (),
    .opened = g_test_rand_int_range (RG_RANDOM_FIRST, RG_RANDOM_TODAY + 1), .closed = RG_DAY_NONE,
  };

  if (g_test_rand_bit ())
    ticket.closed = g_test_rand_int_range (ticket.opened, RG_RANDOM_TODAY + 1);
  g_array_append_val (plain->tickets, ticket);
}

static const RgEntries *
new_points_entries (const Plain *plain)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgEntry));

  for (guint i = 0; i < plain->points->len; i++)
    {
      const PlainPoints *row = &g_array_index (plain->points, PlainPoints, i);
      const RgEntry entry = {
        .customer = row->customer, .id = row->id, .day = row->on, .until = row->lapses,
        .other = row->reverses != 0 ? row->reverses : row->lot, .number = (gint32) row->points,
        .kind = (gint32) row->kind,
      };

      g_array_append_val (entries, entry);
    }
  return rg_entries_next (NULL, NULL, entries);
}

static const RgEntries *
new_tickets (const Plain *plain)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RgEntry));

  for (guint i = 0; i < plain->tickets->len; i++)
    {
      const PlainTicket *ticket = &g_array_index (plain->tickets, PlainTicket, i);
      const RgEntry entry = {
        .customer = ticket->customer, .id = i + 1, .day = ticket->opened, .until = ticket->closed,
        .kind = ticket->enquiry ? RG_TICKET_ENQUIRY : RG_TICKET_SERVICE,
      };

      g_array_append_val (entries, entry);
    }
  return rg_entries_next (NULL, NULL, entries);
}

static const RgOwnColumn *
new_acts (const Plain *plain)
{
  g_autoptr (RgOwnColumnBuilder) builder = rg_own_column_builder_new (NULL, 1, RG_OWN_NUMBER, "");

  for (guint i = 0; i < plain->acts->len; i++)
    {
      const PlainAct *act = &g_array_index (plain->acts, PlainAct, i);

      rg_own_column_builder_put (builder, act->customer,
                                 rg_activity_pack (act->product, act->day, act->left));
    }
  return rg_own_column_builder_finish (builder);
}

Plain *
rg_random_shop (void)
{
  Plain *plain = plain_new ();
  /* So rarely that quantities are kept in 16 bits, or not. */
  const gint many_in = g_test_rand_bit () ? 10 : 200;
  /* Hash or table; a byte each, or more than that. */
  const gint homes = g_test_rand_int_range (0, 4) > 0 ? 11 : 1;
  const gint64 apart = g_test_rand_bit () ? 1 : G_GINT64_CONSTANT (1) << 40;
  const gboolean strange = g_test_rand_bit ();
  const gint actors = g_test_rand_int_range (0, 4) > 0 ? RG_RANDOM_PEOPLE : 1;

  plain->today = RG_RANDOM_TODAY;
  plain->first_weekday = g_test_rand_int_range (0, 7);
  for (int p = 1; p <= PRODUCTS; p++)
    {
      g_autofree char *code = g_strdup_printf ("P%d", p);
      g_autofree char *name = g_strdup_printf ("Thing %d", p);
      PlainProduct *product = plain_add_product (plain, p, code, p == 1 ? "TEA" : name,
                                                 p <= 4 ? categories[p % 2] : NULL);

      product->brand = p > 2 ? g_strdup (rg_random_words[p % 4]) : NULL;
      product->warranty = p % 3;
      product->lifetime = p % 4 * 20;
      product->supplier = p < 6 ? g_strdup (rg_random_words[p % 3 + 2]) : NULL;
    }
  for (gint64 i = 1; i <= RG_RANDOM_PEOPLE; i++)
    random_person (plain, i, homes, apart, strange);
  for (gint64 i = 1; i <= RG_RANDOM_RECEIPTS; i++)
    random_receipt (plain, i, many_in);
  for (guint i = 0; i < RG_RANDOM_RECEIPTS; i++)
    random_act (plain, actors);
  for (guint i = 0; i < RG_RANDOM_PEOPLE * 2; i++)
    {
      random_points (plain);
      random_ticket (plain);
    }
  plain_settle (plain);
  random_saved (plain);
  return plain;
}

/* --- the dataset, in one piece or with a later part --------------------------------------- */

void
rg_random_shop_put_person (RgDatasetBuilder *builder, const PlainPerson *person)
{
  RgCustomerRow row = {
    .id = person->id, .merged_into = person->merged_into, .name = person->name,
    .search = person->search, .country = person->country, .city = person->city,
    .postcode = person->postcode, .born = person->born, .birth_month = person->month,
    .birth_mday = person->mday,
    .joined = person->joined, .flags = person->flags,
  };

  row.household = person->household;
  memcpy (row.permission, person->permission, sizeof row.permission);
  memcpy (row.permission_since, person->since, sizeof row.permission_since);
  rg_dataset_builder_put_customer (builder, &row);
  for (guint t = 0; t < person->tags->len; t++)
    rg_dataset_builder_set_tag (builder, g_str_equal (person->tags->pdata[t], tags[0]) ? 1 : 2,
                                person->id, TRUE);
}

void
rg_random_shop_put_receipts (RgDatasetBuilder *builder, const Plain *plain, guint from, guint to)
{
  for (guint r = from; r < to; r++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[r];
      RgReceiptRow row = { receipt->id, receipt->customer, receipt->day, receipt->second,
                           g_str_equal (receipt->location, locations[0]) ? 1 : 2 };

      rg_dataset_builder_put_receipt (builder, &row);
      for (guint i = 0; i < receipt->lines->len; i++)
        {
          const PlainLine *line = &g_array_index (receipt->lines, PlainLine, i);
          RgLineRow plain_line = { .product = line->product, .kind = line->kind,
                                   .quantity_milli = line->quantity_milli,
                                   .net_minor = line->net_minor,
                                   .has_cost = line->has_cost,
                                   .cost_minor = line->cost_minor };

          rg_dataset_builder_put_line (builder, &plain_line);
        }
    }
}

void
rg_random_shop_put_names (RgDatasetBuilder *builder)
{
  for (guint i = 0; i < 2; i++)
    {
      rg_dataset_builder_put_tag (builder, i + 1, tags[i]);
      rg_dataset_builder_put_category (builder, i + 1, categories[i]);
      rg_dataset_builder_put_location (builder, i + 1, locations[i]);
      if (i == 1)
        rg_dataset_builder_set_location_online (builder, i + 1);
    }
  for (int p = 1; p <= PRODUCTS; p++)
    {
      g_autofree char *code = g_strdup_printf ("P%d", p);
      g_autofree char *name = g_strdup_printf ("Thing %d", p);

      rg_dataset_builder_put_product (builder, p, code, p == 1 ? "TEA" : name,
                                      p <= 4 ? p % 2 + 1 : 0);
      rg_dataset_builder_set_origin (builder, p, p > 2 ? rg_random_words[p % 4] : "",
                                     p < 6 ? rg_random_words[p % 3 + 2] : NULL);
      rg_dataset_builder_set_lasting (builder, p, p % 3, p % 4 * 20);
    }
}

static GPtrArray *
new_hands (const Plain *plain)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);

  for (guint i = 0; i < plain->segments->len; i++)
    {
      const PlainSegment *segment = plain->segments->pdata[i];
      g_autoptr (RgOwnColumnBuilder) builder =
        rg_own_column_builder_new (NULL, i + 1, RG_OWN_TEXT, "");
      GHashTableIter iter;
      gpointer customer, hand;

      g_hash_table_iter_init (&iter, segment->hands);
      while (g_hash_table_iter_next (&iter, &customer, &hand))
        rg_own_column_builder_put_text (builder, (gint64) (gintptr) customer,
                                        GPOINTER_TO_INT (hand) == 1 ? "1" : "0for a reason");
      g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (builder));
    }
  return columns;
}

/* What every shop may know: how they prefer to hear. */
static GPtrArray *
new_known (const Plain *plain)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  g_autoptr (RgOwnColumnBuilder) builder =
    rg_own_column_builder_new (NULL, 1, RG_OWN_TEXT, "preferred channel");

  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *person = plain->people->pdata[i];

      if (person->prefers != NULL)
        rg_own_column_builder_put_text (builder, person->id, person->prefers);
    }
  g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (builder));
  return columns;
}

static RgPoints *
new_points (void)
{
  RgPoints *points = rg_points_new ();

  for (const PlainPoint *at = plain_points; at->country != NULL; at++)
    rg_points_add (points, at->country, at->postcode, (RgPoint) { at->latitude, at->longitude });
  rg_points_seal (points, "NO", "");
  return points;
}

RgDataset *
rg_random_shop_build (const Plain *plain)
{
  const guint first = (guint) g_test_rand_int_range (20, RG_RANDOM_RECEIPTS + 1);
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDatasetBuilder) later = NULL;
  g_autoptr (RgDataset) base = NULL;
  g_autoptr (Plain) other = plain_new ();
  RgDataset *dataset;

  rg_random_shop_put_names (builder);
  for (guint i = 0; i < plain->segments->len; i++)
    {
      const PlainSegment *segment = plain->segments->pdata[i];

      rg_dataset_builder_put_segment (builder, i + 1, segment->name, segment->text);
    }
  for (guint i = 0; i < RG_RANDOM_PEOPLE; i++)
    rg_random_shop_put_person (builder, plain->people->pdata[i]);
  rg_random_shop_put_receipts (builder, plain, 0, first);
  for (guint i = first - 20; i < first; i++) /* some that will be changed later */
    random_receipt (other, i + 1, 10);
  rg_random_shop_put_receipts (builder, other, 0, 20);
  base = rg_dataset_builder_finish (builder);
  rg_dataset_set_points (base, new_points ());
  later = rg_dataset_builder_new (base, 2);
  rg_random_shop_put_receipts (later, plain, first - 20, RG_RANDOM_RECEIPTS);
  dataset = rg_dataset_builder_finish (later);
  rg_dataset_set_hands (dataset, new_hands (plain));
  rg_dataset_set_known (dataset, new_known (plain));
  rg_dataset_set_activity (dataset, new_acts (plain));
  rg_dataset_set_entries (dataset, RG_ENTRIES_POINTS, new_points_entries (plain));
  rg_dataset_set_entries (dataset, RG_ENTRIES_TICKETS, new_tickets (plain));
  return dataset;
}
