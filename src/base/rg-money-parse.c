/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads an amount that a person typed. Strict: what could be meant in two ways is refused. */
#include "config.h"

#include "base/rg-money.h"

#include "base/rg-i18n.h"
#include "base/rg-number-formats.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_GROUPS 16

/* The text without signs and spaces around it, cut into what stands before and behind the decimal
 * sign. */
typedef struct
{
  GString *whole;              /* ASCII digits */
  GString *fraction;
  guint groups[MAX_GROUPS];    /* digits in each group of the whole part */
  guint n_groups;
  gboolean in_fraction;
  gboolean negative;
  gunichar grouping;           /* the one sign between groups */
} RgMoneyText;

static gboolean
rg_money_is_sign (gunichar c, const char *sign)
{
  return sign != NULL && *sign != '\0' && g_utf8_get_char (sign) == c;
}

static gboolean
rg_money_is_decimal (gunichar c, const RgNumberSigns *signs)
{
  if (rg_money_is_sign (c, signs->decimal) || rg_money_is_sign (c, signs->money_decimal))
    return TRUE;
  /* The other sign of the two is understood where the locale does not group with it. */
  return (c == '.' || c == ',') && !rg_money_is_sign (c, signs->grouping)
         && !rg_money_is_sign (c, signs->money_grouping);
}

static gboolean
rg_money_is_grouping (gunichar c, const RgNumberSigns *signs)
{
  return g_unichar_isspace (c) || c == '\'' || c == 0x2019 || rg_money_is_sign (c, signs->grouping)
         || rg_money_is_sign (c, signs->money_grouping);
}

/* Spaces of every kind count as one: a person types what the keyboard has. */
static gboolean
rg_money_take_grouping (RgMoneyText *text, gunichar c)
{
  gunichar kind = g_unichar_isspace (c) ? ' ' : c == 0x2019 ? '\'' : c;
  if (text->in_fraction || text->whole->len == 0 || text->n_groups == MAX_GROUPS
      || text->groups[text->n_groups - 1] == 0 || (text->grouping != 0 && text->grouping != kind))
    return FALSE;
  text->grouping = kind;
  text->groups[text->n_groups++] = 0;
  return TRUE;
}

static gboolean
rg_money_take (RgMoneyText *text, gunichar c, const RgNumberSigns *signs)
{
  int digit = g_unichar_digit_value (c);
  if (digit >= 0)
    {
      g_string_append_c (text->in_fraction ? text->fraction : text->whole, (char) ('0' + digit));
      if (!text->in_fraction)
        text->groups[text->n_groups - 1]++;
      return TRUE;
    }
  if (rg_money_is_decimal (c, signs))
    {
      gboolean first = !text->in_fraction;
      text->in_fraction = TRUE;
      return first;
    }
  return rg_money_is_grouping (c, signs) && rg_money_take_grouping (text, c);
}

static gboolean
rg_money_groups_hold (const RgMoneyText *text, const RgNumberSigns *signs)
{
  if (text->n_groups == 1)
    return TRUE;
  if (text->groups[text->n_groups - 1] != 3 || text->groups[0] > 3)
    return FALSE;
  guint first = text->groups[1];
  for (guint i = 1; i + 1 < text->n_groups; i++)
    {
      if (text->groups[i] != first || (first != 3 && !(first == 2 && signs->small_groups)))
        return FALSE;
    }
  return TRUE;
}

static char *
rg_money_dup_visible (const char *text)
{
  GString *visible = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT)
        g_string_append_unichar (visible, g_utf8_get_char (p));
    }
  return g_string_free_and_steal (visible);
}

static void
rg_money_trim (GString *text)
{
  gsize start = 0;
  while (start < text->len && g_unichar_isspace (g_utf8_get_char (text->str + start)))
    start = (gsize) (g_utf8_next_char (text->str + start) - text->str);
  g_string_erase (text, 0, (gssize) start);
  while (text->len > 0)
    {
      const char *last = g_utf8_prev_char (text->str + text->len);
      if (!g_unichar_isspace (g_utf8_get_char (last)))
        return;
      g_string_truncate (text, (gsize) (last - text->str));
    }
}

/* Takes `mark` from one end, and the spaces that were beside it. */
static gboolean
rg_money_take_mark (GString *text, const char *mark)
{
  gsize n = strlen (mark);
  if (n == 0)
    return FALSE;
  if (g_str_has_prefix (text->str, mark))
    g_string_erase (text, 0, (gssize) n);
  else if (g_str_has_suffix (text->str, mark))
    g_string_truncate (text, text->len - n);
  else
    return FALSE;
  rg_money_trim (text);
  return TRUE;
}

/* What is left without spaces, one sign and one name of the currency (NULL: none), in any order
 * that a locale has them. */
static char *
rg_money_strip (const char *typed, const char *currency, gboolean *negative)
{
  g_autofree char *symbol = currency != NULL ? rg_number_formats_dup_symbol (currency) : NULL;
  g_autofree char *visible_symbol = currency != NULL ? rg_money_dup_visible (symbol) : NULL;
  g_autofree char *visible = rg_money_dup_visible (typed);
  g_autoptr (GString) text = g_string_new (visible);
  gboolean named = currency == NULL;

  *negative = FALSE;
  rg_money_trim (text);
  for (;;)
    {
      if (!named && (rg_money_take_mark (text, currency)
                     || rg_money_take_mark (text, visible_symbol)))
        named = TRUE;
      else if (!*negative && (rg_money_take_mark (text, "-")
                              || rg_money_take_mark (text, "\u2212")))
        *negative = TRUE;
      else
        return g_string_free_and_steal (g_steal_pointer (&text));
    }
}

static gboolean
rg_money_to_minor (const RgMoneyText *text, int digits, gint64 *minor)
{
  g_autofree char *all = g_strconcat (text->whole->str, text->fraction->str, NULL);
  gint64 value = 0;

  for (const char *p = all; *p != '\0'; p++)
    {
      if (__builtin_mul_overflow (value, (gint64) 10, &value)
          || __builtin_add_overflow (value, (gint64) (*p - '0'), &value))
        return FALSE;
    }
  for (gsize i = text->fraction->len; i < (gsize) digits; i++)
    {
      if (__builtin_mul_overflow (value, (gint64) 10, &value))
        return FALSE;
    }
  *minor = text->negative ? -value : value;
  return TRUE;
}

static gboolean
rg_money_refuse (const char *currency, GError **error)
{
  g_autofree char *example = rg_money_format (rg_currency_digits (currency) == 0 ? 1234 : 123450,
                                              currency);
  /* Translators: %s is an amount in the form that is understood, such as 1 234,50 kr. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("This is not an amount. Write it like %s."), example);
  return FALSE;
}

static gboolean
rg_money_read (const char *text, const char *currency, int digits, gint64 *number)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  const RgNumberSigns *signs = rg_number_formats_get_signs ();
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) fraction = g_string_new (NULL);
  RgMoneyText parts = { .whole = whole, .fraction = fraction, .n_groups = 1 };
  g_autofree char *stripped = rg_money_strip (text, currency, &parts.negative);
  for (const char *p = stripped; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!rg_money_take (&parts, g_utf8_get_char (p), signs))
        return FALSE;
    }
  return whole->len + fraction->len > 0 && !(parts.in_fraction && fraction->len == 0)
         && fraction->len <= (gsize) digits && rg_money_groups_hold (&parts, signs)
         && rg_money_to_minor (&parts, digits, number);
}

gboolean
rg_money_parse (const char *text, const char *currency, gint64 *minor, GError **error)
{
  g_return_val_if_fail (text != NULL && minor != NULL, FALSE);

  int digits = rg_currency_digits (currency);
  g_return_val_if_fail (digits >= 0, FALSE);
  return rg_money_read (text, currency, digits, minor) || rg_money_refuse (currency, error);
}

gboolean
rg_decimal_parse (const char *text, int digits, gint64 *number)
{
  g_return_val_if_fail (text != NULL && number != NULL && digits >= 0, FALSE);
  return rg_money_read (text, NULL, digits, number);
}
