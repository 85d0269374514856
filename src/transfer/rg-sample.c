/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sample shop as a whole. */
#include "config.h"

#include "transfer/rg-sample-private.h"

#define MONTHS 36
#define TIME_ZONE "Europe/Oslo"

static const char *const staff[] = {
  "Ingrid Solberg", "Jonas Bakke", "Amina Yusuf", "Marek Nowak",
};

static const RgSampleLocation locations[] = {
  { "1", "Fjordbok Torget", "" }, /* the shop's own */
  { "2", "Fjordbok Bryggen", "Bryggen 12\n5003 Bergen" },
};

static RgSampleData *
rg_sample_data_new (void)
{
  RgSampleData *data = g_new0 (RgSampleData, 1);
  data->staff = g_ptr_array_new ();
  data->categories = g_ptr_array_new ();
  data->tags = g_ptr_array_new ();
  data->locations = g_array_new (FALSE, FALSE, sizeof (RgSampleLocation));
  data->points = g_array_new (FALSE, FALSE, sizeof (RgSamplePoint));
  data->products = g_array_new (FALSE, FALSE, sizeof (RgSampleProduct));
  data->households = g_array_new (FALSE, FALSE, sizeof (RgSampleHousehold));
  data->customers = g_array_new (FALSE, FALSE, sizeof (RgSampleCustomer));
  data->fields = g_array_new (FALSE, FALSE, sizeof (RgSampleField));
  data->own = g_array_new (FALSE, FALSE, sizeof (RgSampleOwn));
  data->consents = g_array_new (FALSE, FALSE, sizeof (RgSampleConsent));
  data->receipts = g_array_new (FALSE, FALSE, sizeof (RgSampleReceipt));
  data->lines = g_array_new (FALSE, FALSE, sizeof (RgSampleLine));
  data->activities = g_array_new (FALSE, FALSE, sizeof (RgSampleActivity));
  data->texts = g_string_chunk_new (65536);
  return data;
}

void
rg_sample_until_now (RgSampleOptions *options)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (TIME_ZONE);
  gint64 now = rg_instant_now ();

  options->last_day = rg_instant_day (now, zone);
  options->last_time = (int) (now - rg_day_to_instant (options->last_day, 0, zone));
}

RgSampleData *
rg_sample_make (const RgSampleOptions *options)
{
  g_return_val_if_fail (options->n_customers <= RG_SAMPLE_MOST_CUSTOMERS, NULL);
  g_return_val_if_fail (options->last_day != RG_DAY_NONE, NULL);

  RgSampleData *data = rg_sample_data_new ();
  RgSampleShelf shelf;

  data->seed = options->seed;
  data->last_day = options->last_day;
  data->first_day = rg_day_add_months (options->last_day, -MONTHS) + 1;
  data->name = "Fjordbok";
  data->currency = "NOK";
  data->time_zone = TIME_ZONE;
  data->country = "NO";
  data->address = "Fjordbok\nTorget 4\n5014 Bergen\nNorway";
  for (gsize i = 0; i < G_N_ELEMENTS (staff); i++)
    g_ptr_array_add (data->staff, (gpointer) staff[i]);
  g_array_append_vals (data->locations, locations, G_N_ELEMENTS (locations));
  rg_sample_add_points (data);
  rg_sample_make_goods (data, &shelf);
  rg_sample_make_people (data, options->n_customers);
  rg_sample_make_own (data);
  rg_sample_make_sales (data, &shelf, options->last_time);
  rg_sample_make_web (data, &shelf, options->last_time);
  return data;
}
