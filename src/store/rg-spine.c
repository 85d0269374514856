/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* From one spine of ids to another: see the header. */
#include "store/rg-spine.h"

#include <string.h>

#define RG_ID(ids, i) g_array_index (ids, gint64, i)
#define RG_POSITION(positions, i) g_array_index (positions, guint, i)

typedef enum {
  RG_SPINE_DROP,     /* what nobody holds, from the end */
  RG_SPINE_EXCHANGE, /* a slice of what is left for one of what comes */
  RG_SPINE_RESIZE,   /* drops or adds what one of both has more */
  RG_SPINE_REMOVE,   /* moves: each from its old place */
  RG_SPINE_INSERT,   /* moves: each at its new place */
  RG_SPINE_DONE,
} RgSpinePhase;

struct _RgSpineChange
{
  RgSpinePhase phase;
  GArray *now;
  gboolean shared; /* now is somebody else's */
  GArray *to;
  GArray *from_positions; /* those that are held, or that move */
  GArray *to_positions;
  guint end;  /* RG_SPINE_DROP: whatever lies from here on is held, or gone */
  guint next; /* RG_SPINE_EXCHANGE, RG_SPINE_INSERT: what comes next */
};

static RgSpineChange *
rg_spine_change_alloc (GArray *from, GArray *to)
{
  RgSpineChange *change = g_new0 (RgSpineChange, 1);

  change->now = g_array_ref (from);
  change->shared = TRUE;
  change->to = g_array_ref (to);
  change->end = from->len;
  return change;
}

RgSpineChange *
rg_spine_change_new (GArray *from, GArray *to, const guint *held, guint n_held)
{
  RgSpineChange *change = rg_spine_change_alloc (from, to);
  const gboolean grows = from->len <= RG_SPINE_VIEW && from->len <= to->len
                         && (from->len == 0
                             || memcmp (from->data, to->data, from->len * sizeof (gint64)) == 0);

  change->phase = grows ? RG_SPINE_RESIZE : RG_SPINE_DROP;
  change->from_positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), MAX (n_held, 1));
  g_array_append_vals (change->from_positions, held, n_held);
  return change;
}

RgSpineChange *
rg_spine_change_new_moves (GArray *from, GArray *to, GArray *from_positions, GArray *to_positions)
{
  RgSpineChange *change = rg_spine_change_alloc (from, to);

  change->phase = RG_SPINE_REMOVE;
  change->from_positions = from_positions;
  change->to_positions = to_positions;
  return change;
}

void
rg_spine_change_free (RgSpineChange *change)
{
  g_array_unref (change->now);
  g_array_unref (change->to);
  g_array_unref (change->from_positions);
  g_clear_pointer (&change->to_positions, g_array_unref);
  g_free (change);
}

GArray *
rg_spine_change_get_ids (RgSpineChange *change)
{
  return change->now;
}

/* Before the first change of an array that others read: a copy of its first rows. */
static void
rg_spine_change_own (RgSpineChange *change, guint n)
{
  GArray *copy;

  if (!change->shared)
    return;
  copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n + RG_SPINE_VIEW);
  g_array_append_vals (copy, change->now->data, n);
  g_array_unref (change->now);
  change->now = copy;
  change->shared = FALSE;
}

static gboolean
rg_spine_change_finish (RgSpineChange *change)
{
  g_array_unref (change->now);
  change->now = g_array_ref (change->to);
  change->shared = TRUE;
  change->phase = RG_SPINE_DONE;
  return FALSE;
}

static void
rg_spine_change_remove (RgSpineChange *change, guint position, guint n, RgSpineStep *step)
{
  *step = (RgSpineStep) { position, n, 0 };
  if (n == 0)
    return;
  /* Where the end goes, there is no need to copy it. */
  if (position + n == change->now->len)
    {
      rg_spine_change_own (change, position);
      g_array_set_size (change->now, position);
      return;
    }
  rg_spine_change_own (change, change->now->len);
  g_array_remove_range (change->now, position, n);
}

/* The rows that lie between two that are held, or outside of all. */
static gboolean
rg_spine_change_drop (RgSpineChange *change, RgSpineStep *step)
{
  GArray *held = change->from_positions;

  while (change->end > 0)
    {
      const guint end = change->end;
      const guint begin = held->len > 0 ? RG_POSITION (held, held->len - 1) + 1 : 0;

      if (begin < end)
        {
          change->end = begin;
          rg_spine_change_remove (change, begin, end - begin, step);
          return TRUE;
        }
      g_array_set_size (held, held->len - 1);
      change->end--;
    }
  change->phase = RG_SPINE_EXCHANGE;
  return FALSE;
}

/* As many of n rows as can go in one step: a view takes it ill if one of them is there twice. */
static guint
rg_spine_change_count_different (RgSpineChange *change, guint position, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (RG_ID (change->now, position + i) == RG_ID (change->now, position + j))
        return i;
  return n;
}

static gboolean
rg_spine_change_exchange (RgSpineChange *change, RgSpineStep *step)
{
  const guint n_both = MIN (change->now->len, change->to->len);

  while (change->next < n_both)
    {
      const guint position = change->next;
      const guint n = rg_spine_change_count_different (
          change, position, MIN (RG_SPINE_SLICE, n_both - position));

      change->next += n;
      if (memcmp (&RG_ID (change->now, position), &RG_ID (change->to, position),
                  n * sizeof (gint64)) == 0)
        continue;
      rg_spine_change_own (change, change->now->len);
      memcpy (&RG_ID (change->now, position), &RG_ID (change->to, position), n * sizeof (gint64));
      *step = (RgSpineStep) { position, n, n };
      return TRUE;
    }
  change->phase = RG_SPINE_RESIZE;
  return FALSE;
}

/* What is in both is the same by now. */
static gboolean
rg_spine_change_resize (RgSpineChange *change, RgSpineStep *step)
{
  const guint n_now = change->now->len;
  const guint n_to = change->to->len;
  guint n;

  if (n_now > n_to)
    {
      n = MIN (RG_SPINE_SLICE, n_now - n_to);
      while (rg_spine_change_count_different (change, n_now - n, n) < n)
        n--;
      rg_spine_change_remove (change, n_now - n, n, step);
      return TRUE;
    }
  if (n_now == n_to)
    return rg_spine_change_finish (change);
  if (n_now >= RG_SPINE_VIEW)
    {
      *step = (RgSpineStep) { n_now, 0, n_to - n_now };
      rg_spine_change_finish (change);
      return TRUE;
    }
  n = MIN (RG_SPINE_SLICE, n_to - n_now);
  rg_spine_change_own (change, n_now);
  g_array_append_vals (change->now, &RG_ID (change->to, n_now), n);
  *step = (RgSpineStep) { n_now, 0, n };
  return TRUE;
}

static gboolean
rg_spine_change_remove_moved (RgSpineChange *change, RgSpineStep *step)
{
  GArray *positions = change->from_positions;

  if (positions->len == 0)
    {
      change->phase = RG_SPINE_INSERT;
      return FALSE;
    }
  rg_spine_change_remove (change, RG_POSITION (positions, positions->len - 1), 1, step);
  g_array_set_size (positions, positions->len - 1);
  return TRUE;
}

static gboolean
rg_spine_change_insert_moved (RgSpineChange *change, RgSpineStep *step)
{
  guint position;

  if (change->next == change->to_positions->len)
    return rg_spine_change_finish (change);
  position = RG_POSITION (change->to_positions, change->next++);
  rg_spine_change_own (change, change->now->len);
  g_array_insert_val (change->now, position, RG_ID (change->to, position));
  *step = (RgSpineStep) { position, 0, 1 };
  return TRUE;
}

gboolean
rg_spine_change_step (RgSpineChange *change, RgSpineStep *step)
{
  gboolean stepped = FALSE;

  while (!stepped && change->phase != RG_SPINE_DONE)
    switch (change->phase)
      {
      case RG_SPINE_DROP:
        stepped = rg_spine_change_drop (change, step);
        break;
      case RG_SPINE_EXCHANGE:
        stepped = rg_spine_change_exchange (change, step);
        break;
      case RG_SPINE_RESIZE:
        stepped = rg_spine_change_resize (change, step);
        break;
      case RG_SPINE_REMOVE:
        stepped = rg_spine_change_remove_moved (change, step);
        break;
      case RG_SPINE_INSERT:
        stepped = rg_spine_change_insert_moved (change, step);
        break;
      case RG_SPINE_DONE:
      default:
        break;
      }
  return stepped;
}

GArray *
rg_spine_find (GArray *ids, GHashTable *wanted)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (wanted, &RG_ID (ids, i)))
      g_array_append_val (positions, i);
  return positions;
}

gboolean
rg_spine_same_without (GArray *a, GArray *b, GHashTable *left_out)
{
  guint i = 0, j = 0;

  for (;;)
    {
      while (i < a->len && g_hash_table_contains (left_out, &RG_ID (a, i)))
        i++;
      while (j < b->len && g_hash_table_contains (left_out, &RG_ID (b, j)))
        j++;
      if (i >= a->len || j >= b->len)
        return i >= a->len && j >= b->len;
      if (RG_ID (a, i) != RG_ID (b, j))
        return FALSE;
      i++;
      j++;
    }
}

/* One bit an id, as far as the largest one. Ids are positive: without a sign there is less to do
 * for each of a million. */
static guint64 *
rg_spine_mark (GArray *matches, guint64 *largest)
{
  const guint64 *ids = (const guint64 *) (gpointer) matches->data;
  guint64 *marks;

  *largest = 0;
  for (guint i = 0; i < matches->len; i++)
    *largest = MAX (*largest, ids[i]);
  marks = g_new0 (guint64, *largest / 64 + 1);
  for (guint i = 0; i < matches->len; i++)
    marks[ids[i] / 64] |= G_GUINT64_CONSTANT (1) << (ids[i] % 64);
  return marks;
}

/* Each match is in `all` at most once. */
void
rg_spine_filter (GArray *all, GArray *matches)
{
  guint64 largest;
  g_autofree guint64 *marks = rg_spine_mark (matches, &largest);
  const guint64 *ids = (const guint64 *) (gpointer) all->data;
  guint64 *place;
  guint n_shown = 0;

  /* Written without a question whether it counts, and kept only where it does: a guess about each
   * of a million rows would be wrong too often. */
  g_array_set_size (matches, matches->len + 1);
  place = (guint64 *) (gpointer) matches->data;
  for (guint i = 0; i < all->len; i++)
    {
      const guint64 id = ids[i] <= largest ? ids[i] : 0;

      place[n_shown] = id;
      n_shown += marks[id / 64] >> (id % 64) & 1;
    }
  g_array_set_size (matches, n_shown);
}

GArray *
rg_spine_reverse (GArray *ids)
{
  GArray *reversed = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX (ids->len, 1));

  g_array_set_size (reversed, ids->len);
  for (guint i = 0; i < ids->len; i++)
    RG_ID (reversed, ids->len - 1 - i) = RG_ID (ids, i);
  return reversed;
}
