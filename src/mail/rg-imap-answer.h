/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a mailbox answers (IMAP, RFC 9051): lines, in which pieces of counted bytes may stand. It is
 * believed in nothing: lines, pieces and answers have a most. Pure, but for where bytes come
 * from. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of each message: the rest is left where it is. */
#define RG_IMAP_MOST 65536

/* Appends at least a byte to the buffer; FALSE with an error where there are no more. */
typedef gboolean (*RgImapMore) (GByteArray *buffer, gpointer data, GError **error);

typedef struct {
  RgImapMore more;
  gpointer data;
  GByteArray *buffer; /* read and not used yet, after `used` bytes */
  gsize used;
} RgImapInput;

void rg_imap_input_init (RgImapInput *input, RgImapMore more, gpointer data);
void rg_imap_input_clear (RgImapInput *input);

/* What a command was answered. */
typedef struct {
  GArray *numbers;  /* guint32: of a search */
  GBytes *piece;    /* the last one; NULL where there was none */
  guint32 validity; /* 0 where nothing was said of it */
  char *junk;       /* of a list: the folder of unwanted mail (RFC 6154), as it is written there;
                     * NULL where there was none */
} RgImapAnswer;

void rg_imap_answer_clear (RgImapAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgImapAnswer, rg_imap_answer_clear)

/* All until the line that begins with the tag, a space among it; FALSE with a sentence where that
 * is no OK, or something else is wrong. answer is set in any case. */
gboolean rg_imap_answer_read (RgImapInput *input, const char *tag, RgImapAnswer *answer,
                              GError **error);

G_END_DECLS
