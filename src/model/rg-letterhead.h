/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is the same on every letter of a job. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

/* Lines are parted by "\n"; NULL or "" leaves a part out. */
typedef struct {
  char *shop;        /* in large type at the top */
  char *contact;     /* lines under it: street, phone, web */
  char *sender_line; /* one line above the address: "Fjordbok, Storgata 3, 0155 Oslo" */
  RgDay date;        /* also the PDF's creation date */
  char *offer;       /* on each coupon: "10 % off coffee, until 30 Nov 2026"; else its subject is */
  char *closing;     /* "Kind regards" */
  char *signature;   /* name under the space for signing */
} RgLetterhead;

void rg_letterhead_clear (RgLetterhead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLetterhead, rg_letterhead_clear)

G_END_DECLS
