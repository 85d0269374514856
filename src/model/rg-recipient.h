/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Somebody whom a piece of paper is for: what stands on it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Borrowed, never NULL but for the coupon. */
typedef struct {
  const char *name;
  const char *contact; /* address in lines, e-mail or phone */
  const char *subject;
  const char *body;
  const char *coupon;  /* its code, or NULL */
} RgRecipient;

/* Recipient `index`, borrowed until the next call; the same each time. FALSE where it cannot be
 * read: what is drawn then stays empty, and the source knows why. */
typedef gboolean (*RgRecipientSource) (guint index, RgRecipient *recipient, gpointer data);

G_END_DECLS
