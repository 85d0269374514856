/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rules/rg-sms-length.h"

/* 3GPP TS 23.038, 6.2.1 and 6.2.1.1: without the escape itself, and with line feed and carriage
 * return. */
static const char alphabet[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extension[] = "\f^{}\\[~]|€";

/* How many units the character takes; 0 where it is not in the alphabet. */
static guint
rg_sms_weigh (gunichar c)
{
  if (g_utf8_strchr (alphabet, -1, c) != NULL)
    return 1;
  return g_utf8_strchr (extension, -1, c) != NULL ? 2 : 0;
}

static guint
rg_sms_weigh_as (gunichar c, gboolean wide)
{
  return wide ? (c > 0xffff ? 2 : 1) : rg_sms_weigh (c);
}

/* Fills part after part; what counts twice is never cut. */
static guint
rg_sms_count_parts (const char *text, gboolean wide)
{
  const guint most = wide ? RG_SMS_WIDE_PART : RG_SMS_PART;
  guint parts = 1, used = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const guint units = rg_sms_weigh_as (g_utf8_get_char (at), wide);

      if (used + units > most)
        {
          parts++;
          used = 0;
        }
      used += units;
    }
  return parts;
}

void
rg_sms_measure (const char *text, RgSmsLength *length)
{
  *length = (RgSmsLength) { 0 };
  for (const char *at = text; *at != '\0' && !length->wide; at = g_utf8_next_char (at))
    if (rg_sms_weigh (g_utf8_get_char (at)) == 0)
      {
        length->wide = TRUE;
        length->first = g_utf8_get_char (at);
      }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    length->units += rg_sms_weigh_as (g_utf8_get_char (at), length->wide);
  length->room = length->wide ? RG_SMS_WIDE_ONE : RG_SMS_ONE;
  if (length->units <= length->room)
    {
      length->parts = length->units > 0;
      return;
    }
  length->parts = rg_sms_count_parts (text, length->wide);
  length->room = length->parts * (length->wide ? RG_SMS_WIDE_PART : RG_SMS_PART);
}
