/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What finding, reading and mending of salvaged rows share. */
#pragma once

#include "db/rg-fresh.h"
#include "db/rg-pages.h"
#include "db/rg-salvage.h"

G_BEGIN_DECLS

/* A table as the schema says it is. */
typedef struct
{
  char *name;
  gboolean without_rowid;
  guint n_columns;
  int rowid_column;     /* the column that is the row's number, or -1 */
  guint *places;        /* the column of each value of a record */
  RgFieldType *types;   /* by column; INT, TEXT or BLOB */
  gboolean *not_null;   /* by column */
  guint root;           /* page; 0 where that is lost */
  GArray *pages;        /* guint: the pages with its rows, in the order of the keys */
  RgSalvagedTable *report; /* borrowed */
} RgShape;

typedef struct
{
  RgPages *pages;
  RgFresh *fresh;
  GPtrArray *shapes;    /* RgShape of the enduring tables */
  GArray *index_shapes; /* gint64: values a row of each index */
  guint8 *taken;        /* by page: belongs to something that is known */
  GHashTable *roots;    /* name of a table or an index to its root page */
  GHashTable *sequences; /* table to gint64: the id that was given last */
  RgSalvageReport *report;
} RgSalvage;

/* rg-salvage-find.c: the shapes of the schema's tables, and the pages that belong to each. */
gboolean rg_salvage_read_shapes (RgSalvage *salvage, GError **error);
void rg_salvage_find_pages (RgSalvage *salvage);
gboolean rg_shape_fits (const RgShape *shape, const RgRecord *record);

/* rg-salvage-mend.c: stand-ins for what others refer to, in a file of the newest schema. */
gboolean rg_salvage_mend (RgDb *db, RgSalvageReport *report, const char *name,
                          const char *currency, GError **error);
RgSalvagedTable *rg_salvage_report_find (RgSalvageReport *report, const char *table);

G_END_DECLS
