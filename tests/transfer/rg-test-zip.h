/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Spreadsheets for tests, made of the files that are inside. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;
  const char *text;
  gsize length;     /* of one repeat; 0: the text's own */
  guint repeats;    /* 0 is once */
} RgTestEntry;

/* A packed folder of these entries, which end with a name of NULL. */
GBytes *rg_test_zip (const RgTestEntry *entries, gboolean compress);
/* A workbook with one sheet of these rows, and the shared texts and styles that a till's file has:
 * style 1 is a date, style 2 a date with its time. */
GBytes *rg_test_xlsx (const char *rows, const char *shared);
GBytes *rg_test_ods (const char *rows);

G_END_DECLS
