/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who the people of a file are here, and why: what Check File shows for each of them. */
#pragma once

#include "store/rg-store-import.h"

G_BEGIN_DECLS

#define RG_IMPORT_MATCHES_MAX 50000 /* people that are listed */

typedef enum {
  RG_WHY_NUMBER,   /* known by the till's number, or by what stands in for it */
  RG_WHY_CARD,
  RG_WHY_EMAIL,
  RG_WHY_PHONE,
  RG_WHY_NOBODY,   /* new: nobody here has the card, e-mail or phone */
  RG_WHY_NOT_SURE, /* new: somebody has, but others share it or the name is another */
  RG_WHY_LEFT_OUT, /* deleted or erased here */
} RgImportWhy;

typedef struct {
  guint32 row;     /* the first that names the person, as a spreadsheet counts */
  gint64 customer; /* 0: to be made, or left out */
  RgImportWhy why;
  char *name;      /* as the file says, or the till's number; "" for neither */
  char *known_as;  /* as the shop says; "" for nobody */
} RgImportMatch;

void rg_import_match_free (RgImportMatch *match);
/* "number", "email", …: stable words for --json. */
const char *rg_import_why_word (RgImportWhy why);
/* "Row 17: Åse Dahl, known by the e-mail as Åse Dahl" */
char *rg_import_match_dup_text (const RgImportMatch *match);

/* Check File with the people one by one: RgImportMatch in the order of the file, the first
 * RG_IMPORT_MATCHES_MAX. */
gboolean rg_store_check_import_matches_sync (RgStore *store, const RgImportBatch *batch,
                                             RgImportSummary *summary, GPtrArray **matches,
                                             GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportMatch, rg_import_match_free)

G_END_DECLS
