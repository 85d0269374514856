/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What campaigns say at the counter, when somebody of their list is looked up. */
#pragma once

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  gint64 campaign;
  char *name;
  char *text;
  RgDay ends_on;
} RgCounterMessage;

void rg_counter_message_free (RgCounterMessage *message);
/* RgCounterMessage of the campaigns that run on a day and have the person on their list; the most
 * important first. What may not be sent to somebody any more is not said either: to who withdrew,
 * or asked never to be contacted again. */
GPtrArray *rg_counter_messages_read (RgDb *db, gint64 customer, RgDay today, GError **error);

G_END_DECLS
