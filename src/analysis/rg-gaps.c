/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looks for missing days. */
#include "analysis/rg-gaps.h"

#define RG_GAP_WEEKS 8
#define RG_GAP_LEAST 4
/* Days that are looked at: those that may be missing, and the weeks before the first of them. */
#define RG_GAP_WINDOW (RG_GAP_DAYS + RG_GAP_WEEKS * 7)
/* Sales that end longer ago are those of an old file. */
#define RG_GAP_BEHIND_MOST 31

/* On which days there were visits: one row for the whole shop, then one a location. */
typedef struct {
  const RgDataset *dataset;
  const RgClosedDay *closed;
  guint n_closed;
  RgDay from; /* the first day of the window */
  guint n_rows;
  guint8 *sold; /* n_rows * RG_GAP_WINDOW */
} RgGapWindow;

gboolean
rg_closed_days_have (const RgClosedDay *closed, guint n_closed, gint64 location, RgDay day)
{
  for (guint i = 0; i < n_closed; i++)
    if (closed[i].day == day && (closed[i].location == 0 || closed[i].location == location))
      return TRUE;
  return FALSE;
}

static void
rg_gap_window_init (RgGapWindow *window, const RgDataset *dataset, const RgClosedDay *closed,
                    guint n_closed)
{
  RgReceiptIter iter;

  *window = (RgGapWindow){ dataset, closed, n_closed, dataset->last_day - RG_GAP_WINDOW + 1,
                           dataset->locations.n + 1, NULL };
  window->sold = g_new0 (guint8, (gsize) window->n_rows * RG_GAP_WINDOW);
  rg_receipt_iter_init (&iter, dataset, window->from, dataset->last_day);
  while (rg_receipt_iter_next (&iter))
    {
      guint location = iter.sales->location[iter.receipt];
      guint day = (guint) (iter.sales->day[iter.receipt] - window->from);

      if (!rg_bitset_get (iter.sales->visit, iter.receipt))
        continue;
      window->sold[day] = TRUE;
      if (location != RG_NO_LOCATION)
        window->sold[(gsize) (location + 1) * RG_GAP_WINDOW + day] = TRUE;
    }
}

static gint64
rg_gap_window_location (const RgGapWindow *window, guint row)
{
  return row == 0 ? 0 : window->dataset->locations.id[row - 1];
}

static gboolean
rg_gap_window_sold (const RgGapWindow *window, guint row, RgDay day)
{
  int place = day - window->from;

  return place >= 0 && place < RG_GAP_WINDOW
         && window->sold[(gsize) row * RG_GAP_WINDOW + (gsize) place];
}

static gboolean
rg_gap_window_closed (const RgGapWindow *window, guint row, RgDay day)
{
  return rg_closed_days_have (window->closed, window->n_closed,
                              rg_gap_window_location (window, row), day);
}

/* A location that opened later has no weekdays before its first day. */
static RgDay
rg_gap_window_first (const RgGapWindow *window, guint row)
{
  for (RgDay day = window->from; day <= window->dataset->last_day; day++)
    if (rg_gap_window_sold (window, row, day))
      return day;
  return G_MAXINT32;
}

static gboolean
rg_gap_window_is_normal (const RgGapWindow *window, guint row, RgDay first, RgDay day)
{
  guint known = 0, sold = 0;

  for (int week = 1; week <= RG_GAP_WEEKS; week++)
    {
      RgDay before = day - 7 * week;

      if (before < first || before > window->dataset->last_day
          || rg_gap_window_closed (window, row, before))
        continue;
      known++;
      sold += rg_gap_window_sold (window, row, before) ? 1 : 0;
    }
  return known >= RG_GAP_LEAST && sold * 4 >= known * 3;
}

static gboolean
rg_gap_window_is_missing (const RgGapWindow *window, guint row, RgDay first, RgDay day)
{
  return !rg_gap_window_sold (window, row, day) && !rg_gap_window_closed (window, row, day)
         && rg_gap_window_is_normal (window, row, first, day);
}

static void
rg_gaps_add_row (GArray *gaps, const RgGapWindow *window, guint row, RgDay last)
{
  RgDay first = rg_gap_window_first (window, row);
  RgDay first_whole = row == 0 ? 0 : rg_gap_window_first (window, 0);
  RgGap *gap = NULL;

  for (RgDay day = window->dataset->last_day - RG_GAP_DAYS + 1; day <= last; day++)
    {
      if (rg_gap_window_sold (window, row, day))
        gap = NULL;
      if (!rg_gap_window_is_missing (window, row, first, day)
          || (row != 0 && rg_gap_window_is_missing (window, 0, first_whole, day)))
        continue;
      if (gap == NULL)
        {
          g_array_set_size (gaps, gaps->len + 1);
          gap = &g_array_index (gaps, RgGap, gaps->len - 1);
          gap->location = rg_gap_window_location (window, row);
          gap->name = row == 0 ? "" : window->dataset->locations.name[row - 1];
        }
      gap->days[gap->n_days++] = day;
    }
}

GArray *
rg_gaps_find (const RgDataset *dataset, RgDay today, const RgClosedDay *closed, guint n_closed)
{
  GArray *gaps = g_array_new (FALSE, TRUE, sizeof (RgGap));
  RgGapWindow window;

  if (dataset->last_day == RG_DAY_NONE)
    return gaps;
  rg_gap_window_init (&window, dataset, closed, n_closed);
  rg_gaps_add_row (gaps, &window, 0, MIN (dataset->last_day, today - 1));
  /* With one location alone, its days are the shop's. */
  for (guint row = 1; dataset->locations.n > 1 && row < window.n_rows; row++)
    rg_gaps_add_row (gaps, &window, row, MIN (dataset->last_day, today - 1));
  g_free (window.sold);
  return gaps;
}

guint
rg_gaps_count_behind (const RgDataset *dataset, RgDay today, const RgClosedDay *closed,
                      guint n_closed)
{
  RgGapWindow window;
  RgDay first;
  guint n = 0;

  if (dataset->last_day == RG_DAY_NONE || today - dataset->last_day > RG_GAP_BEHIND_MOST)
    return 0;
  rg_gap_window_init (&window, dataset, closed, n_closed);
  first = rg_gap_window_first (&window, 0);
  for (RgDay day = dataset->last_day + 1; day < today; day++)
    n += rg_gap_window_is_missing (&window, 0, first, day) ? 1 : 0;
  g_free (window.sold);
  return n;
}
