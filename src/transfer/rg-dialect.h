/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Dialects: what the files of one till program look like, as data.
 *
 * A dialect is a JSON file in src/transfer/dialects: the header names of each role, in whatever
 * languages the program writes them; the rules that tell what kind a line is; and named quirks.
 * README.md in that folder describes the format. Columns are known by their names, never by where
 * they stand. */
#pragma once

#include <glib.h>

#include "base/rg-kinds.h"
#include "store/rg-import-batch.h"
#include "transfer/rg-role.h"
#include "transfer/rg-values.h"

G_BEGIN_DECLS

/* One rule for the kind of a line: it holds where all that it asks holds. What is NULL or FALSE is
 * not asked. */
typedef struct {
  RgLineKind kind;
  GHashTable *codes;          /* product codes, exactly as written */
  GStrv code_prefixes;
  GStrv number_prefixes;      /* of the receipt's number */
  GStrv types;                /* words in the column "type", folded */
  gboolean quantity_negative;
  gboolean amount_negative;
  gboolean price_zero;
  gboolean customer_none;
} RgLineRule;

typedef struct {
  char *id;                   /* "uci-online-retail" */
  char *name;                 /* "UCI Online Retail" */
  char *source;               /* whose numbers its files hold; "till" where nothing else is said */
  RgImportKind kind;
  gboolean generic;           /* for files of unknown programs */
  GPtrArray *signatures;      /* GStrv of normalised headers: all of one must be there; or empty */
  GStrv names[RG_N_ROLES];    /* normalised headers of each role, the surest first; may be NULL */
  GPtrArray *rules;           /* RgLineRule; the first that holds decides; else a sale */
  GStrv left_out;             /* folded words in "status" whose receipts never happened */
  gboolean carry_down;        /* cells of the receipt stand in its first row only */
  gboolean whole_receipts;    /* a row is a receipt, without its products */
  gboolean online;            /* of a web shop: what names no location was ordered there */
  gboolean returns_apart;     /* what comes back later has the number of the sale */
  gboolean email_trap;        /* some versions wrote names into the column of e-mails */
  GStrv dropped;              /* normalised headers whose cells are never looked at */
  GStrv notes;                /* words of rg-import-notes.c: what the files cannot say */
  RgDateOrder date_order;     /* where the dates of a file leave it open */
} RgDialect;

/* All dialects, the generic ones last. */
GPtrArray *rg_dialects_load (GError **error);
/* NULL where there is none. */
RgDialect *rg_dialects_find (GPtrArray *dialects, const char *id);
/* Reads one dialect; for tests, and for dialects of one's own. */
RgDialect *rg_dialect_parse (const char *json, gssize length, GError **error);
void rg_dialect_free (RgDialect *dialect);

/* What people read: "Sales of any till", "UCI Online Retail". */
const char *rg_dialect_get_label (const RgDialect *dialect);

/* Whether a header, normalised, is one of a dialect's names: the same, or for a name that begins
 * with "*" its end. */
gboolean rg_dialect_name_fits (const char *name, const char *header);

/* The form in which headers are compared: folded, letters and digits only. */
char *rg_dialect_normalise (const char *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDialect, rg_dialect_free)

G_END_DECLS
