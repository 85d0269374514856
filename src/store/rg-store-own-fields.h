/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The fields that a shop has defined for its customers: what they are called, of which kind they
 * are, in which order they stand. Values: store/rg-store-own-values.h. */
#pragma once

#include "base/rg-own-kind.h"
#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* 0: not in the file yet */
  char *name;
} RgOwnChoice;

typedef struct
{
  gint64 id; /* 0: not in the file yet */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  RgOwnKind kind;
  char *help; /* "" for none */
  gboolean required;
  int least; /* of a scale; the first one is less than the second */
  int most;
  GPtrArray *choices; /* RgOwnChoice, in their order; empty for other kinds */
  guint n_known;      /* customers of whom it holds something; only rg_store_read_own_fields_*() */
} RgOwnField;

RgOwnField *rg_own_field_new (RgOwnKind kind, const char *name);
RgOwnField *rg_own_field_copy (const RgOwnField *field);
void rg_own_field_free (RgOwnField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOwnField, rg_own_field_free)

void rg_own_field_add_choice (RgOwnField *field, gint64 id, const char *name);
/* The choice of that name, whatever its case and accents, or NULL. */
const RgOwnChoice *rg_own_field_find_choice (const RgOwnField *field, const char *name);

/* --- Reading: in a RgReadFunc, or inside a write --------------------------------------------- */

/* Their names alone, in their order. */
char **rg_own_fields_read_names (RgDb *db, GError **error);
/* RgOwnField, in their order. */
GPtrArray *rg_own_fields_read (RgDb *db, GError **error);
/* One of them by its id, UUID or name (case and accents do not matter), or NULL. */
RgOwnField *rg_own_fields_find (GPtrArray *fields, const char *text);
RgOwnField *rg_own_fields_find_id (GPtrArray *fields, gint64 id);

/* For pages. count: also how many customers each holds something of, which takes a while where
 * there are a million. */
void rg_store_read_own_fields_async (RgStore *store, gboolean count, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rg_store_read_own_fields_finish (RgStore *store, GAsyncResult *result, GError **error);

/* Whether such a field can be made beside those; errors as below. */
gboolean rg_own_field_check_new (GPtrArray *fields, const RgOwnField *field, GError **error);
/* Inside a write: makes it behind all others, with its UUID. */
gboolean rg_own_field_make (RgDb *db, const RgOwnField *field, GError **error);

/* --- Writing: each is one action ------------------------------------------------------------- */

/* Makes the field where its id is 0, behind all others; else changes it. Choices keep their values
 * by their ids; those that are not there any more go with what was chosen. Segments and
 * campaigns follow a name that changed. *id (may be NULL): the field. Nothing happens where nothing
 * is different.
 *
 * RG_STORE_ERROR_INVALID for no name, choices that lack, a scale without steps, the number of a
 * payment card; RG_STORE_ERROR_DUPLICATE where a field or a choice has that name;
 * RG_STORE_ERROR_CONFLICT for another kind while there are values. */
gboolean rg_store_save_own_field_sync (RgStore *store, const RgOwnField *field, gint64 *id,
                                       gint64 *action_id, GError **error);
void rg_store_save_own_field_async (RgStore *store, const RgOwnField *field,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* To the place `to` among all of them, from 0. */
gboolean rg_store_move_own_field_sync (RgStore *store, gint64 id, guint to, gint64 *action_id,
                                       GError **error);
void rg_store_move_own_field_async (RgStore *store, gint64 id, guint to,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* With all that is known in it; taking it back brings both. */
gboolean rg_store_delete_own_field_sync (RgStore *store, gint64 id, gint64 *action_id,
                                         GError **error);
void rg_store_delete_own_field_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
