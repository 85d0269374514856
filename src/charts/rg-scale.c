/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ticks of value axes and their words. */
#include "charts/rg-scale.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* Beyond this, doubles no longer hold every whole minor unit. */
#define RG_SCALE_LIMIT 9.0e15

static double
rg_scale_finite (double value)
{
  if (!isfinite (value))
    return 0;
  return CLAMP (value, -RG_SCALE_LIMIT, RG_SCALE_LIMIT);
}

static double
rg_scale_power (const RgUnit *unit)
{
  if (unit->kind != RG_UNIT_MONEY)
    return 1;
  return pow (10, MAX (rg_currency_digits (unit->currency), 0));
}

char *
rg_unit_format (const RgUnit *unit, double value)
{
  if (!isfinite (value))
    return g_strdup ("–");
  value = rg_scale_finite (value);
  switch (unit->kind)
    {
    case RG_UNIT_MONEY:
      return rg_money_format_whole (llround (value), unit->currency);
    case RG_UNIT_SHARE:
      return rg_percent_format (value, 0);
    case RG_UNIT_COUNT:
    default:
      return rg_number_format (llround (value));
    }
}

/* Decimals that a step needs: 0.25 needs two. */
static int
rg_scale_decimals (double step)
{
  for (int decimals = 0; decimals < 3; decimals++)
    {
      double shifted = step * pow (10, decimals);

      if (fabs (shifted - round (shifted)) < 1e-6)
        return decimals;
    }
  return 3;
}

/* All ticks of an axis have the currency's decimals, or none of them has any. */
static char *
rg_money_format_tick (const RgUnit *unit, double value, double step, gboolean named)
{
  const double power = rg_scale_power (unit);
  const gboolean whole = rg_scale_decimals (step / power) == 0;

  if (named)
    return whole ? rg_money_format_whole (llround (value), unit->currency)
                 : rg_money_format (llround (value), unit->currency);
  return rg_number_format_decimal (value / power,
                                   whole ? 0 : MAX (rg_currency_digits (unit->currency), 0));
}

char *
rg_unit_format_tick (const RgUnit *unit, double value, double step, gboolean named)
{
  value = rg_scale_finite (value);
  switch (unit->kind)
    {
    case RG_UNIT_MONEY:
      return rg_money_format_tick (unit, value, step, named);
    case RG_UNIT_SHARE:
      return rg_percent_format (value, rg_scale_decimals (step * 100));
    case RG_UNIT_COUNT:
    default:
      return rg_number_format (llround (value));
    }
}

/* The next nice number at or above `raw`: 1, 2, 2.5, 5 times a power of ten. */
static double
rg_scale_nice (double raw, gboolean whole)
{
  static const double nice[] = { 1, 2, 2.5, 5, 10 };
  double power;

  if (whole && raw <= 1)
    return 1;
  power = pow (10, floor (log10 (raw)));
  for (gsize i = 0; i < G_N_ELEMENTS (nice); i++)
    {
      double step = nice[i] * power;

      if (step < raw * (1 - 1e-9))
        continue;
      if (!whole || fabs (step - round (step)) < 1e-9)
        return step;
    }
  return 10 * power;
}

static guint
rg_scale_count (double low, double high, double step)
{
  return (guint) (ceil (high / step - 1e-9) - floor (low / step + 1e-9)) + 1;
}

RgScale
rg_scale_new (const RgUnit *unit, double low, double high, guint most)
{
  gboolean whole = unit->kind != RG_UNIT_SHARE;
  RgScale scale;

  low = rg_scale_finite (low);
  high = MAX (rg_scale_finite (high), 0);
  if (low > high)
    high = low;
  low = MIN (low, 0);
  if (high - low < (unit->kind == RG_UNIT_SHARE ? 1e-6 : 1))
    high = unit->kind == RG_UNIT_MONEY ? rg_scale_power (unit) : 1;
  /* An axis over zero needs a tick on either side of it and zero itself. */
  most = MAX (most, low < 0 && high > 0 ? 3 : 2);

  scale.step = rg_scale_nice (MAX ((high - low) / (most - 1), 1e-9), whole);
  while (rg_scale_count (low, high, scale.step) > most)
    scale.step = rg_scale_nice (scale.step * 1.01, whole);
  scale.low = floor (low / scale.step + 1e-9) * scale.step;
  scale.n_ticks = rg_scale_count (low, high, scale.step);
  scale.high = scale.low + (scale.n_ticks - 1) * scale.step;
  return scale;
}

double
rg_scale_tick (const RgScale *scale, guint index)
{
  double tick = scale->low + index * scale->step;

  /* 0.1 + 0.2 must not become a negative zero or 5e-17. */
  return fabs (tick) < scale->step * 1e-6 ? 0 : tick;
}

double
rg_scale_place (const RgScale *scale, double value)
{
  return (rg_scale_finite (value) - scale->low) / (scale->high - scale->low);
}
