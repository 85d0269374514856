/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How long a text message is, as networks count and charge it (3GPP TS 23.038 and 23.040): in the
 * GSM alphabet of 7 bits, where ^ { } \ [ ~ ] | and the euro sign count twice, or, with a single
 * character that is not in it, in UCS-2, where what lies beyond 16 bits counts twice. A longer text
 * goes out in parts, which carry a header each and cut no such pair in two. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gboolean wide;  /* UCS-2 */
  guint units;    /* as they count */
  guint parts;    /* 0 for an empty text */
  guint room;     /* units that these parts hold */
  gunichar first; /* the first character for which it is wide; 0 for none */
} RgSmsLength;

#define RG_SMS_ONE 160
#define RG_SMS_PART 153
#define RG_SMS_WIDE_ONE 70
#define RG_SMS_WIDE_PART 67

void rg_sms_measure (const char *text, RgSmsLength *length);

G_END_DECLS
