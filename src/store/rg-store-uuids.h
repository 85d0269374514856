/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows by the name that they have outside of the file: their UUID. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_UUIDS_CUSTOMER, /* deleted ones, too */
  RG_UUIDS_RECEIPT,
  RG_UUIDS_SEGMENT,
  RG_UUIDS_CAMPAIGN,
  RG_UUIDS_TASK,
  RG_UUIDS_TAG,
  RG_UUIDS_VIEW,
  RG_UUIDS_TICKET,
  RG_UUIDS_PRODUCT,
  RG_N_UUIDS
} RgUuidsOf;

/* RG_UUID_SIZE bytes for each id, in their order; zeros where there is no such row. */
GByteArray *rg_uuids_read (RgDb *db, RgUuidsOf of, const gint64 *ids, guint n, GError **error);
/* 0 where nobody has it. */
gint64 rg_uuids_find_customer (RgDb *db, const guint8 uuid[RG_UUID_SIZE], GError **error);

G_END_DECLS
