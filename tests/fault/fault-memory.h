/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* SQLite's own memory where writes fail again and again: with the address sanitizer, two thirds of
 * the time of these tests went into watching what SQLite, which is not built with it, allocates to
 * read a schema. */
#pragma once

#include <glib.h>

/* With the address sanitizer, SQLite takes its memory from the C library, unwatched; what it gives
 * back is filled, so that a text that is read too late is no text any more. Nothing otherwise. To
 * be called before SQLite is used. */
void fault_memory_install (void);
/* That SQLite holds no memory now, once all connections are closed. */
void fault_memory_assert_free (void);
