/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is in a shop after a fault: is it whole, does all of it agree, and which shop is it. */
#pragma once

#include "store/rg-store.h"

/* Every row of every table as text, the history too. Equal texts are equal shops: identities that
 * are made up by chance are left out. NULL with an error. */
char *fault_state_read (RgStore *store, GError **error);
/* The same of a file that nobody has open; fails the test unless it is whole. */
char *fault_state_read_file (const char *path);
/* SQLite's own checks, and FALSE where it finds something. */
gboolean fault_state_is_whole (RgStore *store, GError **error);
/* What the tables say about each other: sums, the history, derived rows, the dataset. */
gboolean fault_state_agrees (RgStore *store, GError **error);
