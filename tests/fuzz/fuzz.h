/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the fuzz tests share: bytes that are cut, doubled and sprinkled with what breaks parsers, by
 * dice that fall the same way each time. */
#pragma once

#include <glib.h>

/* Free it. */
GString *fuzz_mutate (GRand *random, const char *seed, gsize seed_length, const char *const *spices,
                      int n_spices);

/* Short by itself; so many rounds, or so many seconds, where somebody asks for them:
 * REGULARS_FUZZ_ROUNDS, REGULARS_FUZZ_SECONDS. since: monotonic. */
gboolean fuzz_goes_on (guint round, guint most, gint64 since);
