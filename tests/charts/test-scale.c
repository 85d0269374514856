/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Value axes hold their properties for any range, and time ticks stand at round places. */
#include <math.h>

#include "charts/rg-scale.h"

static const RgUnit money = { RG_UNIT_MONEY, "SEK" };
static const RgUnit count = { RG_UNIT_COUNT };
static const RgUnit share = { RG_UNIT_SHARE };

static void
test_known (void)
{
  RgScale scale = rg_scale_new (&money, 120000, 4821000, 6);

  g_assert_cmpfloat (scale.low, ==, 0);
  g_assert_cmpfloat (scale.high, ==, 5000000);
  g_assert_cmpfloat (scale.step, ==, 1000000);
  g_assert_cmpuint (scale.n_ticks, ==, 6);

  scale = rg_scale_new (&share, 0.31, 0.64, 5);
  g_assert_cmpfloat_with_epsilon (scale.step, 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (scale.high, 0.8, 1e-12);

  scale = rg_scale_new (&count, 0, 3, 8);
  g_assert_cmpfloat (scale.step, ==, 1);
  g_assert_cmpfloat (scale.high, ==, 3);

  scale = rg_scale_new (&money, -250, 900, 5);
  g_assert_cmpfloat (scale.low, ==, -500);
  g_assert_cmpfloat (scale.high, ==, 1000);
}

/* Whatever the range: it lies inside, zero and both ends are ticks, and there are not too many. */
static void
test_property (void)
{
  const RgUnit *units[] = { &money, &count, &share };

  for (int i = 0; i < 20000; i++)
    {
      const RgUnit *unit = units[i % 3];
      double size = pow (10, g_test_rand_double_range (-1, 14));
      double a = g_test_rand_double_range (-size, size);
      double b = i % 2 ? fabs (a) * g_test_rand_double () : g_test_rand_double_range (-size, size);
      guint most = (guint) g_test_rand_int_range (2, 12);
      RgScale scale = rg_scale_new (unit, MIN (a, b), MAX (a, b), most);
      gboolean has_zero = FALSE;

      g_assert_cmpfloat (scale.low, <=, MIN (MIN (a, b), 0) + scale.step * 1e-6);
      g_assert_cmpfloat (scale.high, >=, MAX (MAX (a, b), 0) - scale.step * 1e-6);
      g_assert_cmpuint (scale.n_ticks, <=, MAX (most, 3));
      g_assert_cmpuint (scale.n_ticks, >=, 2);
      for (guint t = 0; t < scale.n_ticks; t++)
        has_zero = has_zero || rg_scale_tick (&scale, t) == 0;
      g_assert_true (has_zero);
      if (unit->kind != RG_UNIT_SHARE)
        g_assert_cmpfloat (scale.step, ==, round (scale.step));
    }
}

static void
test_hostile (void)
{
  const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300, 0, DBL_MIN };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bad); j++)
      {
        RgScale scale = rg_scale_new (&money, bad[i], bad[j], 5);
        g_autofree char *text = rg_unit_format (&money, bad[i]);

        g_assert_true (isfinite (scale.high) && scale.high > scale.low);
        g_assert_true (isfinite (rg_scale_place (&scale, bad[i])));
        g_assert_cmpstr (text, !=, "");
      }
}

/* One number of decimals an axis. */
static void
test_money_ticks (void)
{
  static const struct {
    double value, step;
    gboolean named;
    const char *text;
  } cases[] = {
    { 100, 20, TRUE, "NOK 1.00" },   { 80, 20, FALSE, "0.80" },    { 0, 20, FALSE, "0.00" },
    { 1000, 250, TRUE, "NOK 10.00" }, { 750, 250, FALSE, "7.50" },
    { 500, 100, TRUE, "NOK 5" },     { 400, 100, FALSE, "4" },
    { 500000, 50000, FALSE, "5,000" },
  };
  const RgUnit kroner = { RG_UNIT_MONEY, "NOK" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rg_unit_format_tick (&kroner, cases[i].value, cases[i].step,
                                                   cases[i].named);
      g_auto (GStrv) parts = g_strsplit (text, "\u00a0", 2);
      g_autofree char *plain = g_strjoinv (" ", parts);

      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

static char *
ticks_as_text (RgPeriod period, const char *from, guint n, guint most)
{
  g_autofree RgDay *days = g_new (RgDay, n + 1);
  g_autoptr (GArray) ticks = NULL;
  GString *text = g_string_new (NULL);

  days[0] = rg_day_parse_iso (from);
  for (guint i = 1; i < n; i++)
    days[i] = rg_period_add (period, days[0], (int) i);
  ticks = rg_time_ticks (period, days, n, most);
  g_assert_cmpuint (ticks->len, <=, most);
  for (guint i = 0; i < ticks->len; i++)
    {
      RgTimeTick *tick = &g_array_index (ticks, RgTimeTick, i);

      g_string_append_printf (text, "%s%u %s", i > 0 ? ", " : "", tick->index, tick->label);
    }
  return g_string_free (text, FALSE);
}

static void
test_time_ticks (void)
{
  g_autofree char *months = ticks_as_text (RG_PERIOD_MONTH, "2025-11-01", 13, 5);
  g_autofree char *days = ticks_as_text (RG_PERIOD_DAY, "2026-11-01", 28, 5);
  g_autofree char *weeks = ticks_as_text (RG_PERIOD_WEEK, "2025-12-01", 26, 8);
  g_autofree char *years = ticks_as_text (RG_PERIOD_MONTH, "2017-01-01", 120, 6);
  g_autofree char *one = ticks_as_text (RG_PERIOD_DAY, "2026-11-19", 1, 5);
  g_autofree char *none = ticks_as_text (RG_PERIOD_WEEK, "2026-01-05", 3, 1);

  g_assert_cmpstr (months, ==, "2 Jan 2026, 5 Apr, 8 Jul, 11 Oct");
  g_assert_cmpstr (days, ==, "1 2 Nov 2026, 8 9 Nov, 15 16 Nov, 22 23 Nov");
  g_assert_cmpstr (weeks, ==,
                   "0 Dec 2025, 5 Jan 2026, 9 Feb, 13 Mar, 18 Apr, 22 May");
  g_assert_cmpstr (years, ==, "12 2018, 36 2020, 60 2022, 84 2024, 108 2026");
  g_assert_cmpstr (one, ==, "0 19 Nov 2026");
  g_assert_cmpstr (none, ==, "0 Week of 5 Jan 2026");
}

static void
test_periods (void)
{
  RgDay thursday = rg_day_parse_iso ("2026-11-19");

  g_assert_cmpint (rg_period_start (RG_PERIOD_WEEK, thursday, 0), ==, thursday - 3);
  g_assert_cmpint (rg_period_start (RG_PERIOD_WEEK, thursday, 6), ==, thursday - 4);
  g_assert_cmpint (rg_period_start (RG_PERIOD_MONTH, thursday, 0), ==, thursday - 18);
  g_assert_cmpint (rg_period_add (RG_PERIOD_MONTH, thursday - 18, -12), ==,
                   rg_day_parse_iso ("2025-11-01"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/money-ticks", test_money_ticks);
  g_test_add_func ("/scale/known", test_known);
  g_test_add_func ("/scale/property", test_property);
  g_test_add_func ("/scale/hostile", test_hostile);
  g_test_add_func ("/scale/time-ticks", test_time_ticks);
  g_test_add_func ("/scale/periods", test_periods);
  return g_test_run ();
}
