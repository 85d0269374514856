/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Targets: the net sales that a month should bring, for the whole shop or one location. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

typedef struct {
  gint64 location; /* 0: the whole shop */
  RgDay month;     /* its first day; 0: every month that has no target of its own */
  gint64 net_minor;
} RgTarget;

/* `targets` hold RgTarget. What that very target is, every month's not looked at; 0 where there is
 * none. */
gint64 rg_targets_get (const GArray *targets, gint64 location, RgDay month);
/* What counts for the month of `day`: its own target, else every month's; where the whole shop has
 * neither but each of the locations has one, their sum. 0 where there is none. `locations` are
 * rows' ids. */
gint64 rg_targets_find (const GArray *targets, gint64 location, RgDay day,
                        const gint64 *locations, guint n_locations);

G_END_DECLS
