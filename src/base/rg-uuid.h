/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* UUIDs by RFC 9562: version 7 for what people make, version 5 for what any PC must name alike. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_UUID_SIZE 16

/* From the system: nobody can guess them. */
void rg_uuid_random (void *bytes, gsize length);

/* Time ordered; two of one process are in the order of the calls. Uses rg_instant_now(). */
void rg_uuid_v7 (guint8 uuid[RG_UUID_SIZE]);
/* SHA-1 of name space and name (RFC 9562, 5.5). */
void rg_uuid_v5 (const guint8 space[RG_UUID_SIZE], const void *name, gsize length,
                 guint8 uuid[RG_UUID_SIZE]);
/* "0192f0c1-…", 36 characters. */
char *rg_uuid_to_string (const guint8 uuid[RG_UUID_SIZE]);
gboolean rg_uuid_from_string (const char *text, guint8 uuid[RG_UUID_SIZE]);

G_END_DECLS
