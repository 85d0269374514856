/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The heartbeat: see the header. */
#include "app/rg-heartbeat.h"

#define RG_HEARTBEAT_MS 2
#define RG_HEARTBEAT_BINS 4096

struct _RgHeartbeat {
  guint source;
  gint64 last; /* monotonic microseconds */
  gint64 longest;
  guint64 beats;
  guint late[RG_HEARTBEAT_BINS]; /* beats by how many milliseconds late */
};

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

RgHeartbeat *
rg_heartbeat_new (void)
{
  RgHeartbeat *self = g_new0 (RgHeartbeat, 1);

  self->last = g_get_monotonic_time ();
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, RG_HEARTBEAT_MS, rg_heartbeat_cb, self, NULL);
  return self;
}

void
rg_heartbeat_free (RgHeartbeat *self)
{
  g_source_remove (self->source);
  g_free (self);
}

char *
rg_heartbeat_report (RgHeartbeat *self)
{
  const guint64 rest = self->beats / 1000;
  guint64 above = 0;
  int bin = RG_HEARTBEAT_BINS - 1;
  char *report;

  while (bin > 0 && above + self->late[bin] <= rest)
    above += self->late[bin--];
  report = g_strdup_printf ("{\"beats\": %" G_GUINT64_FORMAT ", \"longest_ms\": %.1f, "
                            "\"p999_ms\": %d}\n",
                            self->beats, self->longest / 1000.0, bin);
  self->beats = 0;
  self->longest = 0;
  self->last = g_get_monotonic_time ();
  memset (self->late, 0, sizeof self->late);
  return report;
}
