/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The heartbeat: see the header. */
#include "app/rg-heartbeat.h"

#include <time.h>

#define RG_HEARTBEAT_MS 2
#define RG_HEARTBEAT_BINS 4096
#define RG_HEARTBEAT_FRAME_MS 16

/* Asked before each wait of the main loop and after it; never ready itself. */
typedef struct {
  GSource source;
  RgHeartbeat *heart;
} RgTurns;

struct _RgHeartbeat {
  guint timer;
  GSource *turns;
  GPtrArray *clocks;

  gint64 last; /* monotonic microseconds */
  gint64 longest;
  guint64 beats;
  guint late[RG_HEARTBEAT_BINS]; /* beats by how many milliseconds late */

  /* Microseconds of processor time of the main thread. */
  gint64 turn_began;
  gint64 frame_began;
  gint64 framed; /* by the frames of this turn */
  gint64 longest_callback;
  gint64 longest_frame;
};

static gint64
rg_heartbeat_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
rg_heartbeat_cb (gpointer data)
{
  RgHeartbeat *self = data;
  const gint64 now = g_get_monotonic_time ();
  const gint64 late = MAX (now - self->last - RG_HEARTBEAT_MS * 1000, 0);

  self->last = now;
  self->beats++;
  self->longest = MAX (self->longest, late);
  self->late[MIN (late / 1000, RG_HEARTBEAT_BINS - 1)]++;
  return G_SOURCE_CONTINUE;
}

static gboolean
rg_turns_prepare (GSource *source, int *timeout)
{
  RgHeartbeat *self = ((RgTurns *) source)->heart;
  const gint64 used = rg_heartbeat_processor_time () - self->turn_began - self->framed;

  self->longest_callback = MAX (self->longest_callback, used);
  *timeout = -1;
  return FALSE;
}

static gboolean
rg_turns_check (GSource *source)
{
  RgHeartbeat *self = ((RgTurns *) source)->heart;

  self->turn_began = rg_heartbeat_processor_time ();
  self->framed = 0;
  return FALSE;
}

static gboolean
rg_turns_dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs rg_turns_funcs = { .prepare = rg_turns_prepare,
                                       .check = rg_turns_check,
                                       .dispatch = rg_turns_dispatch };

RgHeartbeat *
rg_heartbeat_new (void)
{
  RgHeartbeat *self = g_new0 (RgHeartbeat, 1);

  self->clocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->last = g_get_monotonic_time ();
  self->turn_began = rg_heartbeat_processor_time ();
  self->timer = g_timeout_add_full (G_PRIORITY_HIGH, RG_HEARTBEAT_MS, rg_heartbeat_cb, self, NULL);
  self->turns = g_source_new (&rg_turns_funcs, sizeof (RgTurns));
  ((RgTurns *) self->turns)->heart = self;
  g_source_set_priority (self->turns, G_MININT);
  g_source_attach (self->turns, NULL);
  return self;
}

void
rg_heartbeat_free (RgHeartbeat *self)
{
  for (guint i = 0; i < self->clocks->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->clocks, i), self);
  g_ptr_array_unref (self->clocks);
  g_source_destroy (self->turns);
  g_source_unref (self->turns);
  g_source_remove (self->timer);
  g_free (self);
}

static void
rg_heartbeat_before_paint_cb (RgHeartbeat *self)
{
  self->frame_began = rg_heartbeat_processor_time ();
}

static void
rg_heartbeat_after_paint_cb (RgHeartbeat *self)
{
  const gint64 used = rg_heartbeat_processor_time () - self->frame_began;

  self->framed += used;
  self->longest_frame = MAX (self->longest_frame, used);
}

void
rg_heartbeat_watch_frames (RgHeartbeat *self, GdkFrameClock *clock)
{
  g_ptr_array_add (self->clocks, g_object_ref (clock));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (rg_heartbeat_before_paint_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (rg_heartbeat_after_paint_cb), self);
}

char *
rg_heartbeat_report (RgHeartbeat *self)
{
  const guint64 rest = self->beats / 1000;
  guint64 above = 0, late = 0;
  int bin = RG_HEARTBEAT_BINS - 1;
  char *report;

  while (bin > 0 && above + self->late[bin] <= rest)
    above += self->late[bin--];
  for (int i = RG_HEARTBEAT_FRAME_MS; i < RG_HEARTBEAT_BINS; i++)
    late += self->late[i];
  report = g_strdup_printf ("{\"beats\": %" G_GUINT64_FORMAT ", "
                            "\"late\": %" G_GUINT64_FORMAT ", \"longest_ms\": %.1f, "
                            "\"p999_ms\": %d, \"callback_ms\": %.1f, \"frame_ms\": %.1f}\n",
                            self->beats, late, self->longest / 1000.0, bin,
                            self->longest_callback / 1000.0, self->longest_frame / 1000.0);
  self->beats = 0;
  self->longest = 0;
  self->longest_callback = 0;
  self->longest_frame = 0;
  self->last = g_get_monotonic_time ();
  memset (self->late, 0, sizeof self->late);
  return report;
}
