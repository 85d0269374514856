/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a message in the shop's mailbox says about one that the shop has sent: that it did not
 * arrive (RFC 3464, or in qmail's form), or that whoever got it wants no more. Pure; any bytes.
 *
 * Such a message names the one that was sent by the token in its Message-ID, which nobody knows but
 * who got it. Whatever else it says of an address is not believed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_ANSWER_NONE,        /* something else */
  RG_ANSWER_UNSUBSCRIBE,
  RG_ANSWER_HARD,        /* the address does not exist, or takes no mail */
  RG_ANSWER_SOFT,        /* not for now, or no fault of the address: full, late, unwanted */
} RgMailAnswerKind;

#define RG_ANSWER_TOKEN 36 /* characters: a UUID */

typedef struct {
  RgMailAnswerKind kind;
  char token[RG_ANSWER_TOKEN + 1]; /* of the message that was sent; "" where it names none */
  char *said;                      /* by the server that refused it, one line, or NULL */
} RgMailAnswer;

void rg_mail_answer_clear (RgMailAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgMailAnswer, rg_mail_answer_clear)

/* answer is filled whatever the bytes are. */
void rg_mail_answer_parse (const char *text, gsize length, RgMailAnswer *answer);

/* The subject that an unsubscription has: "unsubscribe TOKEN", from the Message-ID of what was
 * sent; "unsubscribe" where it has no token. Owned by the caller. */
char *rg_mail_answer_dup_subject (const char *message_id);

G_END_DECLS
