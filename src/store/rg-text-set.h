/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Interned texts: each text is kept once and numbered in the order in which it came.
 *
 * For millions of cells with few distinct values: looking a text up allocates nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgTextSet RgTextSet;

RgTextSet *rg_text_set_new (void);
void rg_text_set_free (RgTextSet *self);

/* The number of the text, 0 for the first; adds it where it is new. length in bytes; the text needs
 * no NUL and must hold none. */
guint32 rg_text_set_add (RgTextSet *self, const char *text, gsize length);
/* The kept copy, valid as long as the set; equal texts have one address. */
const char *rg_text_set_get (RgTextSet *self, guint32 number);
/* The kept copy of a text in one step. */
const char *rg_text_set_intern (RgTextSet *self, const char *text, gsize length);
guint32 rg_text_set_get_size (RgTextSet *self);

/* A 64-bit hash that is the same on every computer (FNV-1a with a finishing step). */
guint64 rg_text_hash (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTextSet, rg_text_set_free)

G_END_DECLS
