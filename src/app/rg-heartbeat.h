/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Feels whether the window still answers: a timer of high priority on the main loop that notes how
 * late it comes. Used by tests only. */
#pragma once

#include <glib.h>

typedef struct _RgHeartbeat RgHeartbeat;

/* Starts the beat on the default main context. The caller owns it. */
RgHeartbeat *rg_heartbeat_new (void);
void rg_heartbeat_free (RgHeartbeat *self);

/* What was felt since the start or the last report, as JSON: `beats`; `longest_ms`, the longest
 * time in which the main loop did not answer; `p999_ms`, which one beat in a thousand exceeds. Then
 * it starts anew. The caller owns the text. */
char *rg_heartbeat_report (RgHeartbeat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHeartbeat, rg_heartbeat_free)
