/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a list of people becomes on paper: letters, labels, coupons to cut out, a list to call by, a
 * list of addresses. People are asked for page by page, so that ten thousand need no more memory
 * than ten. */
#pragma once

#include "model/rg-output-form.h"
#include "model/rg-recipient.h"
#include "print/rg-label-sheet.h"
#include "print/rg-letter.h"

G_BEGIN_DECLS

typedef struct {
  RgOutputForm form;
  const RgPaper *paper; /* of labels: their own */
  RgLabelSheet labels;
  guint start; /* the first label that is still on the sheet, from 1 */
  gboolean texts; /* of a list to call by: they get a text message instead */
} RgSheetsSetup;

/* Letters on the usual paper; the usual labels of the country from the first one on. */
void rg_sheets_setup_init (RgSheetsSetup *setup);
const RgPaper *rg_sheets_setup_get_paper (const RgSheetsSetup *setup);

typedef struct _RgSheets RgSheets;

/* The head is copied. title: above lists, and of a PDF. */
RgSheets *rg_sheets_new (const RgSheetsSetup *setup, const RgLetterhead *head, const char *title,
                         guint n, RgRecipientSource source, gpointer data,
                         GDestroyNotify free_data);
void rg_sheets_free (RgSheets *sheets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSheets, rg_sheets_free)

/* Counts the pages of at most `most` further people; TRUE once all are counted. */
gboolean rg_sheets_paginate (RgSheets *sheets, guint most);
guint rg_sheets_get_n_pages (RgSheets *sheets);
const RgPaper *rg_sheets_get_paper (RgSheets *sheets);
void rg_sheets_draw_page (RgSheets *sheets, cairo_t *cr, guint page);

/* Paginates what is left and writes all pages into one PDF; cancellable may be NULL. */
gboolean rg_sheets_write_pdf (RgSheets *sheets, const char *path, GCancellable *cancellable,
                              GError **error);
/* 0 to 1: how far counting and writing are. From any thread. */
double rg_sheets_get_progress (RgSheets *sheets);

G_END_DECLS
