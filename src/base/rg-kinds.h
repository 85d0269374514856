/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Small closed sets that several layers share. The numbers are kept in memory only: files and
 * tables hold words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a receipt line is. Only sale and return count as net sales. */
typedef enum {
  RG_LINE_SALE,
  RG_LINE_RETURN,
  RG_LINE_FEE,
  RG_LINE_ADJUSTMENT,
  RG_LINE_GIFT_CARD,
} RgLineKind;
#define RG_LINE_KINDS 5

#define rg_line_kind_is_net_sale(kind) ((kind) == RG_LINE_SALE || (kind) == RG_LINE_RETURN)

/* A way to reach a person, each with its own permission. */
typedef enum {
  RG_CHANNEL_POST,
  RG_CHANNEL_EMAIL,
  RG_CHANNEL_PHONE,
  RG_CHANNEL_SMS,
} RgChannel;
#define RG_CHANNELS 4

/* What the ledger says now. Unknown: no entry on the channel. */
typedef enum {
  RG_PERMISSION_UNKNOWN,
  RG_PERMISSION_YES,
  RG_PERMISSION_NO,
} RgPermission;

G_END_DECLS
