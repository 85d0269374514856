/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Letters for a window envelope, one person each, laid out after DIN 5008 form B: address field
 * 45 mm from the top and 20 mm from the left, 85 x 45 mm, folded at 105 and 210 mm. */
#pragma once

#include <gio/gio.h>

#include "model/rg-letterhead.h"
#include "print/rg-paper.h"

G_BEGIN_DECLS

typedef struct {
  char *address; /* lines by "\n", six at most are printed, as the window shows no more */
  char *subject;
  char *body; /* merged text; paragraphs by a blank line, a single "\n" breaks the line */
  char *coupon; /* the code of a coupon, to be scanned, below the body; NULL or "" for none */
} RgLetter;

void rg_letter_clear (RgLetter *letter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLetter, rg_letter_clear)

/* Fills letter `index`; called again whenever the letter is laid out, so it must say the same each
 * time. The letter is zeroed before and cleared by the caller. */
typedef void (*RgLetterSource) (guint index, RgLetter *letter, gpointer data);

/* Many letters as pages. Only page numbers are kept, so a thousand letters cost a few kilobytes. */
typedef struct _RgLetters RgLetters;

/* The letterhead is copied; `free_data` may be NULL. */
RgLetters *rg_letters_new (const RgPaper *paper, const RgLetterhead *head, guint n_letters,
                           RgLetterSource source, gpointer data, GDestroyNotify free_data);
void rg_letters_free (RgLetters *letters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLetters, rg_letters_free)

/* Counts the pages of at most `most` further letters; TRUE once all are counted. For the paginate
 * signal of GtkPrintOperation. */
gboolean rg_letters_paginate (RgLetters *letters, guint most);
/* 0..1 */
double rg_letters_progress (const RgLetters *letters);
guint rg_letters_n_pages (const RgLetters *letters);
/* The page that letter `index` begins on, and the letter that a page belongs to. */
guint rg_letters_page_of (const RgLetters *letters, guint index);
guint rg_letters_letter_of (const RgLetters *letters, guint page);
/* Draws page `page` (from 0, below n_pages) at the origin of the context, in points. */
void rg_letters_draw_page (RgLetters *letters, cairo_t *cr, guint page);

/* Paginates what is left and writes all letters into one PDF; cancellable may be NULL. */
gboolean rg_letters_write_pdf (RgLetters *letters, const char *path, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
