/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the words in another sender's report mean. */
#pragma once

#include "store/rg-store-responses.h"

G_BEGIN_DECLS

typedef enum {
  RG_COLUMN_NUMBER, /* of the customer */
  RG_COLUMN_COUPON,
  RG_COLUMN_EMAIL,
  RG_COLUMN_PHONE,
  RG_COLUMN_OPENED,
  RG_COLUMN_CLICKED,
  RG_COLUMN_BOUNCED,
  RG_COLUMN_HARD,   /* bounced for good */
  RG_COLUMN_UNSUBSCRIBED,
  RG_COLUMN_EVENT,  /* what happened */
  RG_COLUMN_WHEN,   /* when that happened */
  RG_N_COLUMN_ROLES
} RgColumnRole;

/* RG_N_COLUMN_ROLES for a header that means nothing here. */
RgColumnRole rg_response_header_read (const char *header);

typedef struct {
  gboolean known;
  RgResponse kind; /* RG_RESPONSE_SENT where it says only that it went out */
  gboolean hard;
} RgResponseEvent;

/* "Hard bounce", "first_opening", "click". */
RgResponseEvent rg_response_event_read (const char *text);
/* Whether a cell stands for nothing: "", "-", "never", "0000-00-00 00:00:00". */
gboolean rg_response_is_nothing (const char *text);

G_END_DECLS
