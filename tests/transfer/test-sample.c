/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sample shop: the same each time, and a shop that one could believe in. */
#include "transfer/rg-sample.h"

#include "base/rg-card.h"

#include <string.h>

static RgSampleData *
make (guint n_customers, guint64 seed)
{
  RgSampleOptions options = {
    .n_customers = n_customers,
    .seed = seed,
    .last_day = rg_day_from_ymd (2026, 11, 21),
    .last_time = 86399,
  };
  return rg_sample_make (&options);
}

static void
add (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"), -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
}

static void
add_number (GChecksum *sum, gint64 number)
{
  char text[32];
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  add (sum, text);
}

static char *
fingerprint (const RgSampleData *data)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < data->customers->len; i++)
    {
      const RgSampleCustomer *customer = &g_array_index (data->customers, RgSampleCustomer, i);
      add (sum, customer->name);
      add (sum, customer->note);
      add (sum, customer->reach.street);
      add (sum, customer->reach.phone);
      add (sum, customer->reach.email);
      add_number (sum, customer->joined_on);
      add_number (sum, customer->birth_day + 100 * customer->birth_month);
      add_number (sum, customer->tags);
    }
  for (guint i = 0; i < data->consents->len; i++)
    {
      const RgSampleConsent *consent = &g_array_index (data->consents, RgSampleConsent, i);
      add_number (sum, consent->customer);
      add_number (sum, consent->effective_on);
      add_number (sum, (gint64) consent->channel * 2 + consent->granted);
    }
  for (guint i = 0; i < data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      add (sum, receipt->number);
      add_number (sum, receipt->day);
      add_number (sum, receipt->time);
      add_number (sum, receipt->customer);
    }
  for (guint i = 0; i < data->lines->len; i++)
    {
      const RgSampleLine *line = &g_array_index (data->lines, RgSampleLine, i);
      add_number (sum, line->product);
      add_number (sum, line->net_minor);
      add_number (sum, line->tax_minor);
      add_number (sum, line->returns_receipt);
    }
  for (guint i = 0; i < data->activities->len; i++)
    {
      const RgSampleActivity *activity = &g_array_index (data->activities, RgSampleActivity, i);
      add_number (sum, activity->customer);
      add_number (sum, activity->product * 2 + activity->left);
      add_number (sum, activity->day);
      add_number (sum, activity->time);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* The fixed text holds the generator to its word on other computers, compilers and days. */
static void
test_same_each_time (void)
{
  g_autoptr (RgSampleData) one = make (300, 7);
  g_autoptr (RgSampleData) two = make (300, 7);
  g_autoptr (RgSampleData) other = make (300, 8);
  g_autofree char *first = fingerprint (one);
  g_autofree char *second = fingerprint (two);
  g_autofree char *third = fingerprint (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
  g_assert_cmpstr (first, ==, "1fc6be6661101f59d7f772bd26ed079592fef50f4fbbfd603125ea6d312bdb80");
}

static void
test_order_and_days (void)
{
  g_autoptr (RgSampleData) data = make (400, 1);
  guint next_line = 0;

  g_assert_cmpint (data->first_day, ==, rg_day_from_ymd (2023, 11, 22));
  for (guint i = 0; i < data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      g_assert_cmpint (receipt->day, >=, data->first_day);
      g_assert_cmpint (receipt->day, <=, data->last_day);
      g_assert_cmpint (receipt->time, >=, 9 * 3600);
      g_assert_cmpint (receipt->time, <, 18 * 3600 + 1800);
      g_assert_true (rg_day_weekday (receipt->day) != 6 || receipt->location == 0);
      g_assert_cmpuint (receipt->first_line, ==, next_line);
      g_assert_cmpuint (receipt->n_lines, >, 0);
      next_line += receipt->n_lines;
      if (i > 0)
        g_assert_true (receipt->day > receipt[-1].day
                       || (receipt->day == receipt[-1].day && receipt->time >= receipt[-1].time));
    }
  g_assert_cmpuint (next_line, ==, data->lines->len);
}

/* Of people who were customers by then, and of what is sold. */
static void
test_web (void)
{
  g_autoptr (RgSampleData) data = make (400, 1);
  guint n_left = 0;

  for (guint i = 0; i < data->activities->len; i++)
    {
      const RgSampleActivity *activity = &g_array_index (data->activities, RgSampleActivity, i);
      const RgSampleCustomer *customer = &g_array_index (data->customers, RgSampleCustomer,
                                                         activity->customer);
      const RgSampleProduct *product = &g_array_index (data->products, RgSampleProduct,
                                                       activity->product);

      g_assert_cmpint (activity->day, >=, customer->joined_on);
      g_assert_cmpint (activity->day, <=, data->last_day);
      g_assert_cmpint (product->kind, ==, RG_LINE_SALE);
      g_assert_true (i == 0 || activity->day >= activity[-1].day);
      n_left += activity->left;
    }
  g_assert_cmpuint (n_left, >, 200);
  g_assert_cmpuint (data->activities->len, >, 3 * n_left);
}

static void
test_returns (void)
{
  g_autoptr (RgSampleData) data = make (1000, 1);
  guint n = 0;

  for (guint i = 0; i < data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      for (guint l = 0; l < receipt->n_lines; l++)
        {
          const RgSampleLine *line = &g_array_index (data->lines, RgSampleLine,
                                                     receipt->first_line + l);
          if (line->kind != RG_LINE_RETURN)
            {
              g_assert_cmpint (line->returns_receipt, ==, RG_SAMPLE_NONE);
              g_assert_cmpint (line->quantity_milli, >, 0);
              continue;
            }
          g_assert_cmpint (line->returns_receipt, <, (int) i);
          const RgSampleReceipt *sold_on = &g_array_index (data->receipts, RgSampleReceipt,
                                                           line->returns_receipt);
          const RgSampleLine *sold = &g_array_index (data->lines, RgSampleLine,
                                                     sold_on->first_line
                                                       + (guint) line->returns_line - 1);
          g_assert_cmpint (sold->kind, ==, RG_LINE_SALE);
          g_assert_cmpint (sold->product, ==, line->product);
          g_assert_cmpint (sold->net_minor, ==, -line->net_minor);
          g_assert_cmpint (sold_on->customer, ==, receipt->customer);
          g_assert_cmpint (sold_on->day, <, receipt->day);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 100);
}

typedef struct
{
  guint named;
  guint months[13];
  guint weekdays[7];
  guint last_month;
  guint stopped; /* often there, and then not for ten weeks */
  guint named_lately; /* in the last four weeks */
  guint first_lately; /* for the first time */
} Shape;

static Shape
measure (const RgSampleData *data)
{
  Shape shape = { 0 };
  g_autofree guint *visits = g_new0 (guint, data->customers->len);
  g_autofree RgDay *last = g_new0 (RgDay, data->customers->len);

  for (guint i = 0; i < data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      int month = 0;
      rg_day_to_ymd (receipt->day, NULL, &month, NULL);
      shape.months[month]++;
      shape.weekdays[rg_day_weekday (receipt->day)]++;
      shape.last_month += receipt->day > data->last_day - 30 ? 1 : 0;
      if (receipt->customer == RG_SAMPLE_NONE)
        continue;
      shape.named++;
      shape.named_lately += receipt->day > data->last_day - 28 ? 1 : 0;
      shape.first_lately += receipt->day > data->last_day - 28 && visits[receipt->customer] == 0;
      visits[receipt->customer]++;
      last[receipt->customer] = receipt->day;
    }
  for (guint i = 0; i < data->customers->len; i++)
    shape.stopped += visits[i] >= 15 && data->last_day - last[i] > 70 ? 1 : 0;
  return shape;
}

static void
test_believable (void)
{
  g_autoptr (RgSampleData) data = make (RG_SAMPLE_CUSTOMERS, RG_SAMPLE_SEED);
  Shape shape = measure (data);
  guint n = data->receipts->len;

  g_test_message ("%u receipts, %u lines, %u named, %u stopped, %u of %u new lately, "
                  "%u households, %u permissions",
                  n, data->lines->len, shape.named, shape.stopped, shape.first_lately,
                  shape.named_lately, data->households->len, data->consents->len);
  g_assert_cmpuint (data->customers->len, ==, 2000);
  g_assert_cmpuint (n, >, 25000);
  g_assert_cmpuint (n, <, 70000);
  g_assert_cmpuint (shape.named, >, n / 3);
  g_assert_cmpuint (shape.named, <, n * 3 / 4);
  g_assert_cmpuint (shape.months[12], >, shape.months[7] * 3 / 2);
  g_assert_cmpuint (shape.weekdays[5], >, shape.weekdays[0] * 3 / 2);
  g_assert_cmpuint (shape.stopped, >, 40);
  g_assert_cmpuint (shape.stopped, <, 300);
  g_assert_cmpuint (shape.last_month, >, n / 60);
  /* Somebody new each week, between many who are known. */
  g_assert_cmpuint (shape.first_lately, >, shape.named_lately / 25);
  g_assert_cmpuint (shape.first_lately, <, shape.named_lately / 6);
  g_assert_cmpuint (data->households->len, >, 100);
  g_assert_cmpuint (data->consents->len, >, 2000);
}

/* Each of ten scripts is there, so that search, order, print and fonts meet them. */
static void
test_scripts (void)
{
  static const GUnicodeScript wanted[] = {
    G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_CYRILLIC, G_UNICODE_SCRIPT_GREEK,
    G_UNICODE_SCRIPT_ARABIC, G_UNICODE_SCRIPT_HEBREW, G_UNICODE_SCRIPT_HAN,
    G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_HANGUL, G_UNICODE_SCRIPT_DEVANAGARI,
    G_UNICODE_SCRIPT_THAI,
  };
  g_autoptr (RgSampleData) data = make (RG_SAMPLE_CUSTOMERS, RG_SAMPLE_SEED);
  guint counts[G_N_ELEMENTS (wanted)] = { 0 };

  for (guint i = 0; i < data->customers->len; i++)
    {
      const RgSampleCustomer *customer = &g_array_index (data->customers, RgSampleCustomer, i);
      g_assert_true (g_utf8_validate (customer->name, -1, NULL));
      g_assert_null (strchr (customer->name, '|'));
      g_assert_false (rg_card_in_text (customer->card_number));
      g_assert_true (customer->reach.email == NULL || g_str_is_ascii (customer->reach.email));
      g_assert_true (customer->reach.phone == NULL || !rg_card_in_text (customer->reach.phone));
      for (gsize s = 0; s < G_N_ELEMENTS (wanted); s++)
        {
          gboolean found = FALSE;
          for (const char *p = customer->name; *p != '\0' && !found; p = g_utf8_next_char (p))
            found = g_unichar_get_script (g_utf8_get_char (p)) == wanted[s];
          counts[s] += found ? 1 : 0;
        }
    }
  for (gsize s = 0; s < G_N_ELEMENTS (wanted); s++)
    g_assert_cmpuint (counts[s], >=, 5);
}

/* On the last day the shop is open only until now. */
static void
test_until_now (void)
{
  RgSampleOptions options = {
    .n_customers = 1000,
    .seed = 1,
    .last_day = rg_day_from_ymd (2026, 11, 20),
    .last_time = 12 * 3600,
  };
  g_autoptr (RgSampleData) data = rg_sample_make (&options);
  guint today = 0;

  for (guint i = 0; i < data->receipts->len; i++)
    {
      const RgSampleReceipt *receipt = &g_array_index (data->receipts, RgSampleReceipt, i);
      if (receipt->day != options.last_day)
        continue;
      g_assert_cmpint (receipt->time, <=, 12 * 3600);
      today++;
    }
  g_assert_cmpuint (today, >, 0);
  for (guint i = 0; i < data->activities->len; i++)
    {
      const RgSampleActivity *activity = &g_array_index (data->activities, RgSampleActivity, i);

      if (activity->day == options.last_day)
        g_assert_cmpint (activity->time, <=, 12 * 3600);
    }
}

static void
test_few (void)
{
  for (guint n = 0; n < 6; n++)
    {
      g_autoptr (RgSampleData) data = make (n, n);
      g_assert_cmpuint (data->customers->len, ==, n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/same-each-time", test_same_each_time);
  g_test_add_func ("/sample/order-and-days", test_order_and_days);
  g_test_add_func ("/sample/web", test_web);
  g_test_add_func ("/sample/returns", test_returns);
  g_test_add_func ("/sample/believable", test_believable);
  g_test_add_func ("/sample/scripts", test_scripts);
  g_test_add_func ("/sample/until-now", test_until_now);
  g_test_add_func ("/sample/few", test_few);
  return g_test_run ();
}
