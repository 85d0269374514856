/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Feels whether the window still answers. A timer of high priority on the main loop notes how late
 * it comes, which depends on whatever else the machine does; a second source, the first to be asked
 * on each turn of the loop, notes the processor time that the turn took, which is the program's own
 * doing on any machine. Used by tests only. */
#pragma once

#include <gdk/gdk.h>

typedef struct _RgHeartbeat RgHeartbeat;

/* Starts the beat on the default main context. The caller owns it. */
RgHeartbeat *rg_heartbeat_new (void);
void rg_heartbeat_free (RgHeartbeat *self);

/* From now on the frames of this clock are counted by themselves: layout and drawing are the
 * toolkit's. The clock is referred to while the heart beats. */
void rg_heartbeat_watch_frames (RgHeartbeat *self, GdkFrameClock *clock);

/* What was felt since the start or the last report, as JSON: `beats`; `longest_ms`, the longest
 * time in which the main loop did not answer; `p999_ms`, which one beat in a thousand exceeds;
 * `callback_ms`, the most processor time that the callbacks of one turn took together, frames left
 * out; `frame_ms`, the most that one frame took. Then it starts anew. The caller owns the text. */
char *rg_heartbeat_report (RgHeartbeat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHeartbeat, rg_heartbeat_free)
