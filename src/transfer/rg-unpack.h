/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is packed into one file, kept within bounds: data comes in small pieces, so that what is
 * made to burst is noticed before it fills the memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RG_UNPACK_MAX ((gsize) 512 * 1024 * 1024)

/* How much there may be, and what is said otherwise: translated sentences. */
typedef struct {
  guint entries;     /* at most */
  gsize unpacked;    /* bytes of all that is unpacked together, at most */
  const char *large; /* more than that, or far more than something like it packs to */
  const char *many;  /* more entries */
  const char *damaged;
  const char *locked;
} RgUnpackBounds;

typedef struct {
  /* Whether an entry is wanted. name: its path, or NULL. */
  gboolean (*wants) (const char *name, gboolean is_file, gpointer data);
  /* What was in it; the bytes are the callee's. */
  void (*take) (const char *name, GBytes *bytes, gpointer data);
} RgUnpackTaker;

/* Whether the bytes begin as a ZIP does. */
gboolean rg_unpack_is_zip (GBytes *bytes);
/* G_IO_ERROR_INVALID_DATA with one of the sentences. */
gboolean rg_unpack_zip (GBytes *bytes, const RgUnpackBounds *bounds, const RgUnpackTaker *taker,
                        gpointer data, GError **error);

G_END_DECLS
