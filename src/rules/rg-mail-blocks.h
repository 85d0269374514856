/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* An e-mail as a few blocks, made from the lines of its message:
 *
 *   # Words                a heading
 *   [Words](https://…)     a button, on a line of its own; also mailto: and tel:
 *   {{coupon}}             the coupon, on a line of its own
 *   - Words                an item of a list
 *   {{products due}}       a list of products, on a line of its own
 *
 * and text, whose paragraphs are parted by empty lines. What a line is stands in the message as the
 * shop wrote it; what it says, in the message as it was merged. Nothing that a field holds can make
 * a heading or a link, since it is never read for what a line is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_BLOCK_TEXT,    /* one paragraph; its lines are parted by "\n" */
  RG_BLOCK_HEADING,
  RG_BLOCK_BUTTON,
  RG_BLOCK_COUPON,
  RG_BLOCK_LIST,    /* one item a line */
} RgMailBlockKind;

typedef struct {
  RgMailBlockKind kind;
  char *text; /* plain, without its mark; never empty */
  char *link; /* of a button: an address that begins with http:, https:, mailto: or tel: */
} RgMailBlock;

/* RgMailBlock. message: with fields; body: the same merged for one person, line by line (fields
 * hold no line breaks). Where the two have different lines, all of it is text. coupon: its code as
 * it is printed, for links with {{coupon}} in them, or NULL. */
GPtrArray *rg_mail_blocks_new (const char *message, const char *body, const char *coupon);

/* What stands at the end of each e-mail, and on top. */
typedef struct {
  const char *sender;      /* who writes, in lines */
  const char *farewell;    /* how to get no more, or NULL */
  const char *unsubscribe; /* the address that takes "no more", or NULL */
  const char *subject;     /* that such a message has; NULL: "unsubscribe" */
  const char *picture;     /* on top: where it lies, such as "cid:…", "data:…"; NULL for none */
  const char *picture_words; /* what it says, for those who do not see it */
  guint picture_width, picture_height; /* dots */
} RgMailFoot;

/* The same words twice, in UTF-8 with "\n" at the end of lines. Everything is escaped in the HTML,
 * which needs nothing from any server. foot may be NULL. Owned by the caller. */
char *rg_mail_blocks_print_text (GPtrArray *blocks, const RgMailFoot *foot);
char *rg_mail_blocks_print_html (GPtrArray *blocks, const char *subject, const RgMailFoot *foot);

G_END_DECLS
