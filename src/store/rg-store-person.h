/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that the shop knows about one person, as tables: what the person may ask for. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_PERSON_TEXT,
  RG_PERSON_DAY,     /* days since 1970 */
  RG_PERSON_INSTANT, /* seconds since 1970 */
  RG_PERSON_MONEY,   /* minor units */
  RG_PERSON_NUMBER,
} RgPersonKind;

typedef struct
{
  char *name; /* a stable word: "sold_on" */
  RgPersonKind kind;
} RgPersonColumn;

typedef struct
{
  char *name;      /* a stable word: "purchases" */
  GArray *columns; /* RgPersonColumn */
  GPtrArray *rows; /* GStrv, a text a column as the file has it; "" where nothing is known */
} RgPersonSection;

typedef struct
{
  char *shown_name;
  GPtrArray *sections; /* RgPersonSection; those without a row are there too */
} RgPerson;

/* A merged customer reads as the one it became part of. NULL with RG_STORE_ERROR_NOT_FOUND where
 * there is no such person, or not any more. */
RgPerson *rg_person_read (RgDb *db, gint64 id, GError **error);
void rg_person_free (RgPerson *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPerson, rg_person_free)

G_END_DECLS
