/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The codes of coupons. */
#include "base/rg-coupon-code.h"

#include <string.h>

#include "base/rg-uuid.h"

#define BASE 31

static const char symbols[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

G_STATIC_ASSERT (sizeof symbols - 1 == BASE);

/* The value that makes the weighted sum of all symbols divisible. */
static guint
rg_coupon_code_check (const guint *values)
{
  guint sum = 0;

  for (guint i = 0; i < RG_COUPON_CODE_LENGTH - 1; i++)
    sum += values[i] * (i + 1);
  /* The check itself weighs 12: its inverse modulo 31 is 13, as 12 * 13 = 5 * 31 + 1. */
  return (BASE - sum % BASE) * 13 % BASE;
}

char *
rg_coupon_code_from_bits (const guint8 bits[16])
{
  guint values[RG_COUPON_CODE_LENGTH];
  guint8 left[16];
  char *code = g_malloc0 (RG_COUPON_CODE_LENGTH + 1);

  memcpy (left, bits, sizeof left);
  /* The whole number is divided again and again: what each symbol favours is below 2^-70. */
  for (guint i = 0; i < RG_COUPON_CODE_LENGTH - 1; i++)
    {
      guint rest = 0;

      for (guint b = 0; b < sizeof left; b++)
        {
          rest = rest << 8 | left[b];
          left[b] = (guint8) (rest / BASE);
          rest %= BASE;
        }
      values[i] = rest;
    }
  values[RG_COUPON_CODE_LENGTH - 1] = rg_coupon_code_check (values);
  for (guint i = 0; i < RG_COUPON_CODE_LENGTH; i++)
    code[i] = symbols[values[i]];
  return code;
}

char *
rg_coupon_code_draw (void)
{
  guint8 bits[16];

  rg_uuid_random (bits, sizeof bits);
  return rg_coupon_code_from_bits (bits);
}

char *
rg_coupon_code_read (const char *text)
{
  guint values[RG_COUPON_CODE_LENGTH], n = 0;
  char code[RG_COUPON_CODE_LENGTH + 1] = "";

  for (const char *at = text; *at != '\0'; at++)
    {
      const char upper = g_ascii_toupper (*at);
      const char *found = strchr (symbols, upper);

      if (upper == '-' || g_ascii_isspace (upper))
        continue;
      if (found == NULL || n == RG_COUPON_CODE_LENGTH)
        return NULL;
      values[n] = (guint) (found - symbols);
      code[n++] = upper;
    }
  if (n < RG_COUPON_CODE_LENGTH || rg_coupon_code_check (values) != values[n - 1])
    return NULL;
  return g_strdup (code);
}

char *
rg_coupon_code_format (const char *code)
{
  g_return_val_if_fail (strlen (code) == RG_COUPON_CODE_LENGTH, NULL);
  return g_strdup_printf ("%.4s-%.4s-%.4s", code, code + 4, code + 8);
}
