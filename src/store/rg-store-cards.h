/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The numbers that the shop's own loyalty cards may have.
 *
 * A shop that has said so keeps to it: what is typed has to lie in one of its ranges, and where the
 * range has a check digit, it has to be right. A shop that has not may type what it likes, but no
 * number that a payment card could have. Files are read as they are, with the same exception. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *first; /* digits, as many as in `last` */
  char *last;
  gboolean check_digit; /* the last digit is that of Luhn (ISO/IEC 7812-1) */
} RgCardRange;

void rg_card_range_free (RgCardRange *range);

/* RgCardRange, in order. */
GPtrArray *rg_card_ranges_read (RgDb *db, GError **error);
/* Pure. FALSE with RG_STORE_ERROR_INVALID for a number that no card of the shop has. Blanks and
 * dashes do not count; "" is no number, and right. */
gboolean rg_cards_check (const GPtrArray *ranges, const char *number, GError **error);
/* Inside a write: the same of a number that the customer (0: a new one) does not have yet. */
gboolean rg_cards_check_of (RgDb *db, gint64 customer, const char *number, GError **error);

/* Pure. FALSE with RG_STORE_ERROR_INVALID for a text that holds a payment card number. */
gboolean rg_cards_check_text (const char *text, GError **error);

/* Each is one action; finish with rg_store_write_finish(). RG_STORE_ERROR_INVALID where the two are
 * no range. */
gboolean rg_store_add_card_range_sync (RgStore *store, const char *first, const char *last,
                                       gboolean check_digit, gint64 *action_id, GError **error);
void rg_store_add_card_range_async (RgStore *store, const char *first, const char *last,
                                    gboolean check_digit, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean rg_store_remove_card_range_sync (RgStore *store, gint64 id, gint64 *action_id,
                                          GError **error);
void rg_store_remove_card_range_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                       gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCardRange, rg_card_range_free)

G_END_DECLS
