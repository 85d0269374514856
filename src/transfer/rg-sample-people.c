/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sample shop's customers: their homes, how to reach them, what they allowed. */
#include "config.h"

#include "transfer/rg-sample-private.h"

#include "rules/rg-permission.h"

#include <string.h>

#define STREAM_PEOPLE 1
#define HOUSEHOLD_PERCENT 12 /* of the times that somebody new comes: two to four of one home */
#define LONGEST_MEMBERSHIP 2500

enum { TAG_BOOK_CLUB, TAG_NEIGHBOUR, TAG_OFFICE, TAG_CHILDREN };

static const char *const tags[] = { "Book Club", "Neighbour", "Office", "Young Family" };

static const char *const streets[] = {
  "Strandgaten", "Nedre Korskirkeallmenningen", "Øvregaten", "Skuteviksveien", "Kong Oscars gate",
  "Sandviksveien", "Fjellveien", "Nygårdsgaten", "Vestre Torggate", "Klosteret", "Haugeveien",
  "Absalon Beyers gate", "Damsgårdsveien", "Løvstakkveien", "Ulriksdal", "Blekebakken",
};

static const struct
{
  const char *postcode;
  const char *city;
} cities[] = {
  { "5003", "Bergen" }, { "5005", "Bergen" }, { "5011", "Bergen" }, { "5015", "Bergen" },
  { "5033", "Bergen" }, { "5053", "Bergen" }, { "5101", "Eidsvågneset" }, { "5160", "Laksevåg" },
  { "5221", "Nesttun" }, { "5302", "Strusshamn" }, { "5600", "Norheimsund" }, { "5700", "Voss" },
};

/* About where they lie; 5014 is the shop's own. */
static const RgSamplePoint points[] = {
  { "5003", 6039500, 532200 }, { "5005", 6039300, 533200 }, { "5011", 6039600, 531000 },
  { "5014", 6039500, 532600 }, { "5015", 6039000, 532000 }, { "5033", 6041100, 532300 },
  { "5053", 6037700, 533700 }, { "5101", 6044200, 533300 }, { "5160", 6037900, 528500 },
  { "5221", 6032000, 535300 }, { "5302", 6040500, 518800 }, { "5600", 6037100, 614500 },
  { "5700", 6062800, 641400 },
};

void
rg_sample_add_points (RgSampleData *data)
{
  g_array_append_vals (data->points, points, G_N_ELEMENTS (points));
}

static const char *const notes[] = {
  "Reads crime in one evening; ask how it was.",
  "Oat milk. Always.",
  "Orders for the reading circle in Sandviken.",
  "Comes with the dog; water bowl by the door.",
  "Prefers a call when a book has arrived.",
};

static const char *
rg_sample_keep (RgSampleData *data, const char *text)
{
  return g_string_chunk_insert_const (data->texts, text);
}

/* The two halves of "native|latin". */
static const char *
rg_sample_native (RgSampleData *data, const char *pair)
{
  const char *bar = strchr (pair, '|');
  if (bar == NULL)
    return pair;
  g_autofree char *native = g_strndup (pair, (gsize) (bar - pair));
  return rg_sample_keep (data, native);
}

static char *
rg_sample_latin (const char *pair)
{
  const char *bar = strchr (pair, '|');
  return g_ascii_strdown (bar != NULL ? bar + 1 : pair, -1);
}

static const char *
rg_sample_pick_name (RgRandom *random, const char *const *names)
{
  return names[rg_random_below (random, (int) g_strv_length ((GStrv) names))];
}

static const RgSampleNames *
rg_sample_pick_language (RgRandom *random)
{
  int weights[64];
  g_assert (rg_sample_n_names <= (int) G_N_ELEMENTS (weights));
  for (int i = 0; i < rg_sample_n_names; i++)
    weights[i] = rg_sample_names[i].weight;
  return &rg_sample_names[rg_random_pick (random, weights, rg_sample_n_names)];
}

static void
rg_sample_fill_address (RgSampleData *data, RgRandom *random, RgSampleReach *reach)
{
  int city = rg_random_below (random, G_N_ELEMENTS (cities));
  const char *street = streets[rg_random_below (random, G_N_ELEMENTS (streets))];
  int number = rg_random_between (random, 1, 98);
  g_autofree char *line = g_strdup_printf ("%s %d%s", street, number,
                                           rg_random_chance (random, 15) ? "B" : "");
  reach->street = rg_sample_keep (data, line);
  reach->postcode = cities[city].postcode;
  reach->city = cities[city].city;
  reach->country = "Norway";
}

static const char *
rg_sample_make_phone (RgSampleData *data, RgRandom *random)
{
  int first = rg_random_chance (random, 60) ? 9 : 4;
  int digits = rg_random_below (random, 10000000);
  g_autofree char *phone = g_strdup_printf ("+47 %d%02d %02d %03d", first, digits / 100000,
                                            digits / 1000 % 100, digits % 1000);
  return rg_sample_keep (data, phone);
}

static const char *
rg_sample_make_email (RgSampleData *data, const char *given, const char *family, guint index)
{
  g_autofree char *first = rg_sample_latin (given);
  g_autofree char *last = rg_sample_latin (family);
  g_autofree char *email = g_strdup_printf ("%s.%s%u@example.%s", first, last, index % 97,
                                            index % 3 == 0 ? "com" : "org");
  return rg_sample_keep (data, g_strdelimit (email, " ", '.'));
}

/* Most with the whole date, some without the year, some not at all; the 29 February among them. */
static void
rg_sample_fill_birthday (RgRandom *random, RgSampleCustomer *customer, int this_year,
                         gboolean child)
{
  if (!rg_random_chance (random, 78))
    return;
  customer->birth_month = rg_random_between (random, 1, 12);
  customer->birth_day = rg_random_between (random, 1, 28);
  if (rg_random_chance (random, 86))
    customer->birth_year = this_year - (child ? rg_random_between (random, 15, 24)
                                              : rg_random_between (random, 19, 84));
}

static RgDay
rg_sample_join_day (const RgSampleData *data, RgRandom *random)
{
  int span = data->last_day - data->first_day;
  if (rg_random_chance (random, 18))
    return data->first_day - rg_random_between (random, 1, LONGEST_MEMBERSHIP);
  return data->first_day + rg_random_below (random, MAX (span - 3, 1));
}

static guint
rg_sample_pick_tags (RgRandom *random, gboolean family)
{
  guint bits = 0;
  if (rg_random_chance (random, 7))
    bits |= 1u << TAG_BOOK_CLUB;
  if (rg_random_chance (random, 9))
    bits |= 1u << TAG_NEIGHBOUR;
  if (rg_random_chance (random, 4))
    bits |= 1u << TAG_OFFICE;
  if (family && rg_random_chance (random, 45))
    bits |= 1u << TAG_CHILDREN;
  return bits;
}

static const char *
rg_sample_join_names (RgSampleData *data, const RgSampleNames *names, const char *given,
                      const char *family)
{
  g_autofree char *whole = names->family_first ? g_strconcat (family, names->between, given, NULL)
                                               : g_strconcat (given, names->between, family, NULL);
  return rg_sample_keep (data, whole);
}

/* One permission of one channel, and sometimes its withdrawal later. */
static void
rg_sample_add_consents (RgSampleData *data, RgRandom *random, int customer, RgDay joined)
{
  static const struct { RgChannel channel; int yes; int no; } channels[] = {
    { RG_CHANNEL_POST, 62, 8 },
    { RG_CHANNEL_EMAIL, 48, 14 },
    { RG_CHANNEL_SMS, 26, 12 },
    { RG_CHANNEL_PHONE, 9, 10 },
  };
  static const char *const how[] = { "counter", "paper", "web" };

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      int dice = rg_random_below (random, 100);
      RgDay said_on = joined + rg_random_below (random, 5);
      RgSampleConsent consent = {
        .customer = customer,
        .channel = channels[i].channel,
        .granted = dice < channels[i].yes,
        .effective_on = MIN (said_on, data->last_day),
      };
      consent.staff = rg_random_below (random, (int) data->staff->len);
      consent.how = how[rg_random_below (random, G_N_ELEMENTS (how))];
      if (dice >= channels[i].yes + channels[i].no)
        continue;
      g_array_append_val (data->consents, consent);
      int left = data->last_day - consent.effective_on;
      if (consent.granted && left > 30 && rg_random_chance (random, 8))
        {
          consent.granted = FALSE;
          consent.effective_on += rg_random_between (random, 20, left);
          consent.how = "counter";
          g_array_append_val (data->consents, consent);
        }
    }
}

/* Four in ten have said how they prefer to hear; by their number, so that the dice fall as they did
 * before. */
static const char *
rg_sample_choose_channel (guint index)
{
  const guint dice = (index * 2654435761u >> 16) % 100;

  return dice < 20   ? rg_channel_get_id (RG_CHANNEL_EMAIL)
         : dice < 30 ? rg_channel_get_id (RG_CHANNEL_POST)
         : dice < 37 ? rg_channel_get_id (RG_CHANNEL_SMS)
         : dice < 40 ? rg_channel_get_id (RG_CHANNEL_PHONE) : "";
}

static void
rg_sample_add_customer (RgSampleData *data, RgRandom *random, const RgSampleNames *names,
                        const char *family, int household, int place)
{
  guint index = data->customers->len;
  int year = 0;
  const char *given = rg_sample_pick_name (random, names->given);
  g_autofree char *number = g_strdup_printf ("%u", 10001 + index);
  g_autofree char *card = g_strdup_printf ("FB-%06u", 204000 + index * 7);

  rg_day_to_ymd (data->last_day, &year, NULL, NULL);
  RgSampleCustomer customer = {
    .number = rg_sample_keep (data, number),
    .given_name = rg_sample_native (data, given),
    .family_name = rg_sample_native (data, family),
    .language = names->language,
    .note = "",
    .card_number = "",
    .prefers = rg_sample_choose_channel (index),
    .household = household,
  };
  /* Not in the braces: their order of evaluation is nobody's. */
  if (rg_random_chance (random, 4))
    customer.note = notes[rg_random_below (random, G_N_ELEMENTS (notes))];
  if (rg_random_chance (random, 70))
    customer.card_number = rg_sample_keep (data, card);
  customer.joined_on = rg_sample_join_day (data, random);
  customer.tags = rg_sample_pick_tags (random, household != RG_SAMPLE_NONE);
  customer.name = rg_sample_join_names (data, names, customer.given_name, customer.family_name);
  rg_sample_fill_birthday (random, &customer, year, place >= 2);
  if (household == RG_SAMPLE_NONE && rg_random_chance (random, 86))
    rg_sample_fill_address (data, random, &customer.reach);
  if (rg_random_chance (random, household == RG_SAMPLE_NONE ? 78 : 45))
    customer.reach.phone = rg_sample_make_phone (data, random);
  if (rg_random_chance (random, 68))
    customer.reach.email = rg_sample_make_email (data, given, family, index);
  g_array_append_val (data->customers, customer);
  rg_sample_add_consents (data, random, (int) index, customer.joined_on);
}

static int
rg_sample_add_household (RgSampleData *data, RgRandom *random, const char *family)
{
  RgSampleHousehold household = { .name = rg_sample_native (data, family) };
  rg_sample_fill_address (data, random, &household.reach);
  household.reach.phone = rg_sample_make_phone (data, random);
  g_array_append_val (data->households, household);
  return (int) data->households->len - 1;
}

void
rg_sample_make_people (RgSampleData *data, guint n_customers)
{
  RgRandom random;

  rg_random_init (&random, data->seed, STREAM_PEOPLE);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    g_ptr_array_add (data->tags, (gpointer) tags[i]);
  while (data->customers->len < n_customers)
    {
      const RgSampleNames *names = rg_sample_pick_language (&random);
      const char *family = rg_sample_pick_name (&random, names->family);
      guint left = n_customers - data->customers->len;
      int members = 1;
      int household = RG_SAMPLE_NONE;
      if (left >= 2 && rg_random_chance (&random, HOUSEHOLD_PERCENT))
        {
          members = MIN (rg_random_between (&random, 2, 4), (int) left);
          household = rg_sample_add_household (data, &random, family);
        }
      for (int i = 0; i < members; i++)
        rg_sample_add_customer (data, &random, names, family, household, i);
    }
}
