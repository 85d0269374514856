/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keyed hashes of what would tell a person again, where the words themselves may not stay: without
 * the shop's file nobody can try out whom they mean. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

#define RG_HASH_SIZE 32

/* A set of them, for looking up many people. */
typedef struct _RgKeyedHashes RgKeyedHashes;

/* statement: has the hash as its only column. */
RgKeyedHashes *rg_keyed_hashes_read (RgDb *db, const char *statement, GError **error);
void rg_keyed_hashes_free (RgKeyedHashes *hashes);
gboolean rg_keyed_hashes_is_empty (const RgKeyedHashes *hashes);
/* FALSE for "". */
gboolean rg_keyed_hashes_have (const RgKeyedHashes *hashes, const char *kind, const char *text);

/* HMAC-SHA256 of "kind\ntext". */
gboolean rg_keyed_hash_read_secret (RgDb *db, guint8 secret[RG_HASH_SIZE], GError **error);
void rg_keyed_hash (const guint8 secret[RG_HASH_SIZE], const char *kind, const char *text,
                    guint8 hash[RG_HASH_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgKeyedHashes, rg_keyed_hashes_free)

G_END_DECLS
