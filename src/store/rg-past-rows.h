/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of people as they were, on a connection of its own (rg-store-past.sql says how). */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* Puts views of the tables' own names in their place; nothing is different yet. */
gboolean rg_past_rows_begin (RgDb *db, GError **error);

/* What going back changed. Customers are ids, as pointers. */
typedef struct {
  GHashTable *customers; /* who is to be read anew */
  GHashTable *tagged;    /* whose tags alone changed */
  GHashTable *owners;    /* whose own fields or tickets alone changed */
  GHashTable *homes;     /* households whose contact points changed */
  GPtrArray *tags;       /* RgPastTag that there are no more */
  gboolean hands;
} RgPastTouched;

typedef struct {
  gint64 id;
  char *name;
} RgPastTag;

RgPastTouched *rg_past_touched_new (void);
void rg_past_touched_free (RgPastTouched *touched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPastTouched, rg_past_touched_free)
gboolean rg_past_touched_is_empty (const RgPastTouched *touched);

/* Takes back what was changed after one instant, until another; what was changed later has been
 * taken back before. */
gboolean rg_past_rows_go_back (RgDb *db, gint64 after, gint64 until, RgPastTouched *touched,
                               GError **error);
/* What an import brought, of the customers for whom `was_there`, is not there any more. */
gboolean rg_past_rows_leave_import (RgDb *db, gint64 import,
                                    gboolean (*was_there) (gint64 customer, gpointer data),
                                    gpointer data, RgPastTouched *touched, GError **error);

G_END_DECLS
