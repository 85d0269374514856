/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The pages of the help, as they stand in data/help.
 *
 * A page is a text file that anybody can edit. Its first line is its title. Lines are joined to
 * paragraphs; an empty line ends one.
 *
 *   # Title                     the first line
 *   ## Heading {#place}         a heading, which links can point to
 *   - an item                   of a list
 *   1. a step                   of an instruction
 *       four spaces             text as it is, such as a segment's
 *   ![What it shows](name.png)  a picture, on a line of its own
 *
 * In a line: **a name on the screen**, `something to type`, [text](page) and [text](page#place);
 * such links stand as buttons below their paragraph, where every screen reader finds them.
 * tests/check-help.py holds every name against the program's words. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RG_HELP_CONTENTS "contents" /* the page that leads to all others */

typedef enum {
  RG_HELP_HEADING,
  RG_HELP_PARAGRAPH,
  RG_HELP_ITEM,
  RG_HELP_STEP,
  RG_HELP_CODE,
  RG_HELP_PICTURE,
} RgHelpKind;

typedef struct {
  RgHelpKind kind;
  char *text;   /* as plain words: for search, and what is read out for a picture */
  char *markup; /* Pango's; a picture's resource path */
  char *anchor; /* of a heading; or NULL */
  GStrv links;  /* the targets that the text speaks of; or NULL */
  guint number; /* of a step */
} RgHelpBlock;

typedef struct {
  char *id;          /* "numbers" */
  char *title;
  GPtrArray *blocks; /* RgHelpBlock */
} RgHelpText;

/* In the person's language where there is a translation, else in English; NULL where there is no
 * such page. */
RgHelpText *rg_help_text_load (const char *id);
/* Reads a page from its text; for tests and rg_help_text_load(). */
RgHelpText *rg_help_text_parse (const char *id, const char *text);
void rg_help_text_free (RgHelpText *self);
/* The title of a page or of a place on it; NULL where there is none. */
char *rg_help_text_dup_title (const char *target);
/* The ids of all pages, in order. */
GStrv rg_help_text_list (void);

/* One place that speaks of what was searched for. */
typedef struct {
  char *target;  /* "numbers#net-sales" */
  char *title;   /* the heading */
  char *page;    /* the title of its page; "" where the heading is that */
} RgHelpFound;

void rg_help_found_free (RgHelpFound *found);
/* RgHelpFound: headings whose section has every word of the query, those first that have them in
 * the heading itself. */
GPtrArray *rg_help_text_search (const char *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHelpText, rg_help_text_free)

G_END_DECLS
