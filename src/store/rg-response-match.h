/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who of a fixed list a row of another sender's report is about. */
#pragma once

#include "rules/rg-permission.h"
#include "store/rg-store-responses.h"

G_BEGIN_DECLS

/* Somebody of the list, and what the file says of them. */
typedef struct {
  gint64 customer;
  char *contact;
  guint8 rank; /* 0: on the list, 1: dropped from it, 2: left without it, for comparison */
  gboolean known[RG_N_RESPONSES]; /* written down before */
  gboolean hard;
  guint64 row[RG_N_RESPONSES];    /* that says it, where said[] does */
  RgResponseSaid said[RG_N_RESPONSES];
} RgResponder;

typedef struct _RgResponseList RgResponseList;

/* In a read. country: the shop's. */
RgResponseList *rg_response_list_read (RgDb *db, gint64 campaign, RgChannel channel,
                                       const char *country, GError **error);
void rg_response_list_free (RgResponseList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgResponseList, rg_response_list_free)

guint rg_response_list_get_n (const RgResponseList *list);
RgResponder *rg_response_list_get (RgResponseList *list, guint index);
/* NULL with *reason, a sentence owned by the caller, where it is nobody, or could be several. */
RgResponder *rg_response_list_find (RgResponseList *list, const RgResponseRow *row, char **reason);

G_END_DECLS
