/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A person's own copy: all that the shop knows about them, as JSON for another program and as a
 * page for the person. */
#pragma once

#include "store/rg-store-person.h"

G_BEGIN_DECLS

typedef enum {
  RG_PERSON_COPY_PAGE, /* HTML that stands alone and runs nothing */
  RG_PERSON_COPY_JSON, /* days and instants in ISO 8601, money in minor units */
} RgPersonCopyKind;

/* JSON for a file whose name ends with .json, else the page. */
RgPersonCopyKind rg_person_copy_kind_of (const char *file_name);
/* Pure. now: seconds since 1970, for the page's head. */
char *rg_person_copy_format (const RgPerson *person, const RgShop *shop, gint64 now,
                             RgPersonCopyKind kind);

/* Reads the person, writes the file whole or not at all, and notes who did it. */
gboolean rg_person_copy_write_sync (RgStore *store, gint64 customer, GFile *file,
                                    RgPersonCopyKind kind, GError **error);
void rg_person_copy_write_async (RgStore *store, gint64 customer, GFile *file,
                                 RgPersonCopyKind kind, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rg_person_copy_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
