/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points and tickets, asked about one customer. */
#include "rg-plain-private.h"

#include <string.h>

/* --- points ------------------------------------------------------------------------------- */

typedef struct {
  const PlainPoints *row;
  gint64 left;
} Lot;

typedef struct {
  GArray *lots; /* Lot */
  gint64 owed;
  RgDay got, spent;
} Purse;

/* What takes it back may be taken back itself. */
static gboolean
still_counts (const Plain *plain, const PlainPoints *row)
{
  for (guint i = 0; i < plain->points->len; i++)
    {
      const PlainPoints *other = &g_array_index (plain->points, PlainPoints, i);

      if (other->reverses == row->id && still_counts (plain, other))
        return FALSE;
    }
  return TRUE;
}

/* Whether the row comes before the other: by day; what is given before what is taken. */
static gboolean
comes_before (const PlainPoints *row, const PlainPoints *other)
{
  if (row->on != other->on)
    return row->on < other->on;
  if ((row->points > 0) != (other->points > 0))
    return row->points > 0;
  if (row->points < 0 && (row->lot != 0) != (other->lot != 0))
    return row->lot != 0;
  if (row->points < 0 && row->kind != other->kind)
    return row->kind < other->kind;
  return row->id < other->id;
}

static const PlainPoints *
next_of (const Plain *plain, gint64 id, const PlainPoints *behind)
{
  const PlainPoints *next = NULL;

  for (guint i = 0; i < plain->points->len; i++)
    {
      const PlainPoints *row = &g_array_index (plain->points, PlainPoints, i);

      if (plain_resolve (plain, row->customer) == id && row->reverses == 0 &&
          still_counts (plain, row) && (behind == NULL || comes_before (behind, row)) &&
          (next == NULL || comes_before (row, next)))
        next = row;
    }
  return next;
}

static RgDay
end_of (const PlainPoints *row)
{
  return row->lapses != RG_DAY_NONE ? row->lapses : G_MAXINT32;
}

/* The one from which is taken next, or NULL. */
static Lot *
lot_for (Purse *purse, const PlainPoints *row)
{
  Lot *best = NULL;

  for (guint i = 0; i < purse->lots->len; i++)
    {
      Lot *lot = &g_array_index (purse->lots, Lot, i);

      if (lot->left == 0)
        continue;
      if (lot->row->id == row->lot)
        return lot;
      if (row->kind != RG_LOT_LAPSED && end_of (lot->row) < row->on)
        continue;
      if (best == NULL || end_of (lot->row) < end_of (best->row) ||
          (end_of (lot->row) == end_of (best->row) &&
           (lot->row->on < best->row->on ||
            (lot->row->on == best->row->on && lot->row->id < best->row->id))))
        best = lot;
    }
  return best;
}

static void
take (Purse *purse, const PlainPoints *row)
{
  for (gint64 wanted = -row->points; wanted > 0; wanted--)
    {
      Lot *lot = lot_for (purse, row);

      if (lot != NULL)
        lot->left--;
      else if (row->kind != RG_LOT_LAPSED)
        purse->owed++;
    }
}

static Purse
purse_of (const Plain *plain, gint64 id)
{
  Purse purse = { g_array_new (FALSE, FALSE, sizeof (Lot)), 0, RG_DAY_NONE, RG_DAY_NONE };

  for (const PlainPoints *row = next_of (plain, id, NULL); row != NULL;
       row = next_of (plain, id, row))
    {
      const Lot lot = { row, row->points - MIN (row->points, purse.owed) };

      if (row->points > 0)
        {
          purse.owed -= MIN (row->points, purse.owed);
          g_array_append_val (purse.lots, lot);
          purse.got = row->on;
        }
      else
        take (&purse, row);
      if (row->kind == RG_LOT_SPENT)
        purse.spent = row->on;
    }
  return purse;
}

gboolean
plain_points_hold (const Plain *plain, const RgRule *rule, gint64 id)
{
  const Purse purse = purse_of (plain, id);
  gint64 sum = plain_is (rule, "points balance") ? -purse.owed : 0;

  for (guint i = 0; i < purse.lots->len; i++)
    {
      const Lot *lot = &g_array_index (purse.lots, Lot, i);

      if (plain_is (rule, "points balance") ? end_of (lot->row) >= plain->today
                                            : lot->row->lapses != RG_DAY_NONE &&
                                                plain_in_window (plain, &rule->window,
                                                                 lot->row->lapses))
        sum += lot->left;
    }
  g_array_unref (purse.lots);
  if (plain_is (rule, "last points got"))
    return purse.got != RG_DAY_NONE && plain_in_window (plain, &rule->window, purse.got);
  if (plain_is (rule, "last points spent"))
    return purse.spent != RG_DAY_NONE && plain_in_window (plain, &rule->window, purse.spent);
  return plain_compares (rule, sum);
}

/* --- tickets ------------------------------------------------------------------------------ */

gboolean
plain_tickets_hold (const Plain *plain, const RgRule *rule, gint64 id)
{
  const char *keyword = rule->kind->keyword;
  int n = 0;

  for (guint i = 0; i < plain->tickets->len; i++)
    {
      const PlainTicket *ticket = &g_array_index (plain->tickets, PlainTicket, i);
      const RgDay day = plain_begins (rule, "closed ") ? ticket->closed : ticket->opened;

      n += plain_resolve (plain, ticket->customer) == id && day != RG_DAY_NONE &&
           ticket->enquiry == (strstr (keyword, "enquiries") != NULL) &&
           !(plain_begins (rule, "open ") && ticket->closed != RG_DAY_NONE) &&
           plain_in_window (plain, &rule->window, day);
    }
  return plain_compares (rule, n);
}
