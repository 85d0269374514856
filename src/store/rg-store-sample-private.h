/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files that write the sample shop share. */
#pragma once

#include "store/rg-store-sample.h"

G_BEGIN_DECLS

/* A row's id is its place in the data plus one. */
typedef struct
{
  const RgSampleData *data;
  const guint8 *shop_uuid;
  RgDb *db;
  GTimeZone *zone;
  gint64 action;
  gint64 now;
} RgSampleWrite;

/* Version 5 of the shop, the kind and the place: the same each time. */
void rg_sample_bind_uuid (RgSampleWrite *self, RgStatement *statement, int parameter,
                          const char *kind, guint index);
/* The id of a row, or NULL for RG_SAMPLE_NONE. */
void rg_sample_bind_id (RgStatement *statement, int parameter, int index);

gboolean rg_sample_write_receipts (RgSampleWrite *self, GError **error);
/* After the customers: the shop's own fields, and what they hold. */
gboolean rg_sample_write_own (RgSampleWrite *self, GError **error);
/* After permissions are known: a letter whose results are in. */
gboolean rg_sample_write_campaign (RgSampleWrite *self, RgWrite *write, GError **error);
/* After the goods and the people: the web shop, and a segment of who left something there. */
gboolean rg_sample_write_web (RgSampleWrite *self, GError **error);
/* After the receipts: what the book club has in points, and what they are worth. */
gboolean rg_sample_write_loyalty (RgSampleWrite *self, GError **error);
/* What is to do, and targets. */
gboolean rg_sample_write_tasks (RgSampleWrite *self, GError **error);
gboolean rg_sample_write_tickets (RgSampleWrite *self, GError **error);

G_END_DECLS
