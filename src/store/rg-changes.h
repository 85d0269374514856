/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What one committed action changed: made from its own rows in `change`. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RG_TYPE_CHANGES (rg_changes_get_type ())

typedef struct _RgChanges RgChanges;

GType rg_changes_get_type (void);
RgChanges *rg_changes_new (gint64 action_id, const char *kind, gint64 generation);
RgChanges *rg_changes_ref (RgChanges *changes);
void rg_changes_unref (RgChanges *changes);

/* For the store, before it is announced. `key` is the first column of the primary key. */
void rg_changes_add (RgChanges *changes, const char *table, gint64 key);
void rg_changes_add_all (RgChanges *changes, const char *table);

gint64 rg_changes_get_action (RgChanges *changes);
const char *rg_changes_get_kind (RgChanges *changes);
/* The generation number that the file has since this change. */
gint64 rg_changes_get_generation (RgChanges *changes);
/* Whether any row of the table changed. */
gboolean rg_changes_touches (RgChanges *changes, const char *table);
/* The keys (customer_tag: the customer; campaign_member: the campaign), each once, in order of
 * first change; *all where the table changed as a whole or in more than 1,000 rows (then NULL).
 * The table "customer" also holds the customers whose tags, contact points or permissions did. */
const gint64 *rg_changes_get_keys (RgChanges *changes, const char *table, gsize *n_keys,
                                   gboolean *all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgChanges, rg_changes_unref)

G_END_DECLS
