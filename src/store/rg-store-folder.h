/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's tables as anybody can read them: days and moments as ISO 8601, amounts with a point,
 * and whatever refers to something else by its uuid. Ids never leave the file. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;       /* as the file has it: "spend", "customer" */
  const char *kind; /* "plain", "decimal", "day", "instant", "uuid", "name", "bytes" */
  char *refers_to;  /* the table whose uuid it is, or "" */
  char *meaning;    /* in English, "" where the name says it */
} RgOpenColumn;

typedef struct
{
  char *name;
  GPtrArray *columns; /* RgOpenColumn */
  char *sql;          /* gives them in that order */
} RgOpenTable;

/* RgOpenTable, by name. In a RgReadFunc. digits: of the shop's currency. */
GPtrArray *rg_open_tables_read (RgDb *db, int digits, GError **error);

G_END_DECLS
