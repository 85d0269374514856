/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind a figure: building and freeing. */
#include "model/rg-figure.h"

#include <math.h>

static void
rg_figure_side_free (gpointer data)
{
  RgFigureSide *side = data;

  g_free (side->name);
  g_array_unref (side->parts);
  g_free (side);
}

static void
rg_figure_line_clear (gpointer data)
{
  g_clear_pointer (&((RgFigureLine *) data)->label, g_free);
}

RgFigure *
rg_figure_new (const char *title, const char *currency)
{
  RgFigure *figure = g_new0 (RgFigure, 1);

  figure->title = g_strdup (title);
  g_strlcpy (figure->currency, currency, sizeof figure->currency);
  figure->sides = g_ptr_array_new_with_free_func (rg_figure_side_free);
  figure->lines = g_array_new (FALSE, FALSE, sizeof (RgFigureLine));
  g_array_set_clear_func (figure->lines, rg_figure_line_clear);
  return figure;
}

void
rg_figure_free (RgFigure *figure)
{
  if (figure == NULL)
    return;
  g_ptr_array_unref (figure->sides);
  g_array_unref (figure->lines);
  g_free (figure->title);
  g_free (figure);
}

RgFigureSide *
rg_figure_add_side (RgFigure *figure, const char *name, gint64 n, RgDay from, RgDay to)
{
  RgFigureSide *side = g_new0 (RgFigureSide, 1);

  side->name = g_strdup (name);
  side->n = n;
  side->from = from;
  side->to = to;
  side->parts = g_array_new (FALSE, FALSE, sizeof (RgFigurePart));
  g_ptr_array_add (figure->sides, side);
  return side;
}

void
rg_figure_side_add (RgFigureSide *side, gint64 customer, double minor, guint count,
                    gboolean always)
{
  const gint64 sum = llround (side->exact + minor);
  const RgFigurePart part = { customer, sum - side->sum, count, RG_DAY_NONE };

  side->exact += minor;
  side->sum = sum;
  side->count += count;
  side->came += count > 0;
  if (always || part.minor != 0 || count != 0)
    g_array_append_val (side->parts, part);
}

void
rg_figure_side_add_on (RgFigureSide *side, gint64 customer, gint64 minor, RgDay on)
{
  rg_figure_side_add (side, customer, (double) minor, 1, TRUE);
  g_array_index (side->parts, RgFigurePart, side->parts->len - 1).on = on;
}

void
rg_figure_add_line (RgFigure *figure, const char *label, gint64 minor)
{
  RgFigureLine line = { g_strdup (label), minor };

  g_array_append_val (figure->lines, line);
}

gint64
rg_figure_get_each (gint64 minor, gint64 pieces)
{
  return pieces > 0 ? llround ((double) minor / (double) pieces) : 0;
}

/* The largest first; who has the same stays in the order of the customers' numbers. */
static int
rg_figure_compare_parts (gconstpointer a, gconstpointer b)
{
  const RgFigurePart *one = a, *other = b;
  const gint64 most = ABS (one->minor), least = ABS (other->minor);

  if (most != least)
    return most > least ? -1 : 1;
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return (one->customer > other->customer) - (one->customer < other->customer);
}

void
rg_figure_end (RgFigure *figure)
{
  for (guint i = 0; i < figure->sides->len; i++)
    g_array_sort (((RgFigureSide *) figure->sides->pdata[i])->parts, rg_figure_compare_parts);
}

void
rg_figure_add_up (RgFigure *figure, gint64 minor)
{
  figure->adds_up = TRUE;
  figure->minor = minor;
  figure->rounding = minor;
  for (guint i = 0; i < figure->sides->len; i++)
    {
      RgFigureSide *side = figure->sides->pdata[i];
      const double times =
        side->as_many > 0 && side->n > 0 ? (double) side->as_many / (double) side->n : 1;

      side->counts = llround (side->exact * times) * (i == 0 ? 1 : -1);
      figure->rounding -= side->counts;
    }
  for (guint i = 0; i < figure->lines->len; i++)
    figure->rounding -= g_array_index (figure->lines, RgFigureLine, i).minor;
  rg_figure_end (figure);
}
