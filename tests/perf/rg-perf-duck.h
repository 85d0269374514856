/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* DuckDB through its C library, where there is one: loaded at run time, never linked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgDuck RgDuck;

/* NULL where the library cannot be loaded; says why on standard error. */
RgDuck *rg_duck_new (const char *library);
void rg_duck_free (RgDuck *duck);
/* Ends the program with DuckDB's words where it fails. */
void rg_duck_run (RgDuck *duck, const char *sql);
gint64 rg_duck_get_int (RgDuck *duck, const char *sql);
/* The first column of all rows; free with g_free(). */
gint64 *rg_duck_get_ints (RgDuck *duck, const char *sql, guint *n);

G_END_DECLS
