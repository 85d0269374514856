/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A child that does something with a shop until its power is cut, and what it said meanwhile. */
#pragma once

#include <glib.h>

/* What the child told its user; outlives it. */
typedef struct {
  int said;         /* counts up with each thing that is said to be done */
  guint operations; /* where it came to the end */
  char error[200];
} FaultSaid;

typedef gboolean (*FaultChildFunc) (gpointer data, guint32 seed, FaultSaid *said, GError **error);

/* Runs func in a child, and cuts its power at the cut-th operation, at the latest when it returns.
 * Borrowed until the next call. The test fails where the child ends in another way. Needs
 * power_vfs_install(), and no thread of ours at work. */
const FaultSaid *fault_cut (guint cut, guint32 seed, FaultChildFunc func, gpointer data);
/* Removes the file and whatever a child left beside it. */
void fault_cut_forget (const char *path);
/* Whether REGULARS_FAULT_CUTS asks for more than every run does. */
gboolean fault_cut_is_long (void);
/* How many cuts a test makes: REGULARS_FAULT_CUTS, or that many. */
guint fault_cut_get_n (guint otherwise);
