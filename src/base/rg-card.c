/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Finds payment card numbers in text, and leaves bar codes and phone numbers alone. */
#include "config.h"

#include "base/rg-card.h"

#define MIN_LENGTH 13
#define MAX_LENGTH 19
#define MAX_GROUPS 5
#define LONGEST_PHONE 15 /* ITU-T E.164 */

/* Bit n: a number of n digits exists. */
#define LENGTH(n) (1u << (n))
#define LENGTHS(from, to) ((1u << ((to) + 1)) - (1u << (from)))

/* Issuer ranges as the networks publish them (ISO/IEC 7812). A range is compared on as many leading
 * digits as `from` has. */
static const struct
{
  guint from;
  guint to;
  guint lengths;
} issuers[] = {
  { 4, 4, LENGTH (13) | LENGTH (16) | LENGTH (19) },   /* Visa */
  { 51, 55, LENGTH (16) },                             /* Mastercard */
  { 2221, 2720, LENGTH (16) },
  { 34, 34, LENGTH (15) },                             /* American Express */
  { 37, 37, LENGTH (15) },
  { 300, 305, LENGTH (14) | LENGTHS (16, 19) },        /* Diners Club */
  { 309, 309, LENGTH (14) | LENGTHS (16, 19) },
  { 36, 36, LENGTHS (14, 19) },
  { 38, 39, LENGTH (14) | LENGTHS (16, 19) },
  { 3528, 3589, LENGTHS (16, 19) },                    /* JCB */
  { 6011, 6011, LENGTHS (16, 19) },                    /* Discover */
  { 644, 659, LENGTHS (16, 19) },
  { 62, 62, LENGTHS (16, 19) },                        /* UnionPay */
  { 81, 82, LENGTHS (16, 19) },                        /* UnionPay, RuPay */
  { 60, 60, LENGTH (16) },                             /* RuPay */
  { 508, 508, LENGTH (16) },
  { 2200, 2204, LENGTHS (16, 19) },                    /* Mir */
  { 9792, 9792, LENGTH (16) },                         /* Troy */
  { 5019, 5019, LENGTH (16) },                         /* Dankort */
  { 506, 506, LENGTHS (16, 19) },                      /* Elo, Verve */
  { 509, 509, LENGTH (16) },
  { 636, 636, LENGTHS (16, 19) },
  { 5018, 5018, LENGTHS (13, 19) },                    /* Maestro */
  { 5020, 5020, LENGTHS (13, 19) },
  { 5038, 5038, LENGTHS (13, 19) },
  { 5893, 5893, LENGTHS (13, 19) },
  { 6304, 6304, LENGTHS (13, 19) },
  { 6759, 6759, LENGTHS (13, 19) },
  { 6761, 6763, LENGTHS (13, 19) },
};

/* Groups of digits with one separator between them. */
typedef struct
{
  GString *digits;
  GArray *starts;    /* guint: of each group, then the end */
  gunichar before;   /* the character before the first digit */
} RgCardRun;

gboolean
rg_luhn_holds (const char *digits, gsize length)
{
  guint sum = 0;
  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) (digits[length - 1 - i] - '0');
      if (digit > 9)
        return FALSE;
      if (i % 2 == 1)
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return length > 0 && sum % 10 == 0;
}

static gboolean
rg_card_has_issuer (const char *digits, guint length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    {
      guint prefix = 0;
      guint n = 0;
      for (guint bound = issuers[i].from; bound > 0; bound /= 10)
        prefix = prefix * 10 + (guint) (digits[n++] - '0');
      if (prefix >= issuers[i].from && prefix <= issuers[i].to
          && (issuers[i].lengths & LENGTH (length)) != 0)
        return TRUE;
    }
  return FALSE;
}

/* GS1 General Specifications 7.9: weights 1 and 3. German bar codes begin with Visa's 4, and every
 * tenth of them would pass the Luhn check. */
static gboolean
rg_card_is_ean13 (const char *digits, guint length)
{
  guint sum = 0;
  for (guint i = 0; i < length; i++)
    sum += (guint) (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return length == 13 && sum % 10 == 0;
}

static gboolean
rg_card_is_number (const char *digits, guint length)
{
  return length >= MIN_LENGTH && length <= MAX_LENGTH
         && rg_card_has_issuer (digits, length)
         && !rg_card_is_ean13 (digits, length)
         && rg_luhn_holds (digits, length);
}

/* Fours with a shorter last group, or American Express's and Diners Club's 4-6-5 and 4-6-4. */
static gboolean
rg_card_is_shaped (const guint *starts, guint n_groups)
{
  guint last = starts[n_groups] - starts[n_groups - 1];
  if (n_groups == 1)
    return TRUE;
  if (n_groups == 3 && starts[1] - starts[0] == 4 && starts[2] - starts[1] == 6)
    return last == 5 || last == 4;
  for (guint i = 0; i + 1 < n_groups; i++)
    {
      if (starts[i + 1] - starts[i] != 4)
        return FALSE;
    }
  return last <= 4;
}

static gboolean
rg_card_in_window (const RgCardRun *run, guint first, guint n_groups)
{
  const guint *starts = &g_array_index (run->starts, guint, first);
  return rg_card_is_shaped (starts, n_groups)
         && rg_card_is_number (run->digits->str + starts[0], starts[n_groups] - starts[0]);
}

/* The whole run, however it is grouped, or some of its groups that look like a card number: a house
 * number before the card must not hide it. Groups behind a letter ("DE89 3704 …") are one thing. */
static gboolean
rg_card_in_run (const RgCardRun *run)
{
  guint n_groups = run->starts->len - 1;
  guint n_digits = (guint) run->digits->len;

  if (run->before == '+' && n_digits <= LONGEST_PHONE)
    return FALSE;
  if (rg_card_is_number (run->digits->str, n_digits))
    return TRUE;
  if (g_unichar_isalpha (run->before))
    return FALSE;
  for (guint first = 0; first < n_groups; first++)
    {
      for (guint n = 1; n <= MAX_GROUPS && first + n <= n_groups; n++)
        {
          if (rg_card_in_window (run, first, n))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
rg_card_is_separator (gunichar c)
{
  return c == ' ' || c == '-' || c == 0xA0 || c == 0x202F || (c >= 0x2010 && c <= 0x2013);
}

static gboolean
rg_card_has_digits (const char *text)
{
  guint n = 0;
  for (const char *p = text; *p != '\0' && n < MIN_LENGTH; p = g_utf8_next_char (p))
    n += g_unichar_isdigit (g_utf8_get_char (p)) ? 1 : 0;
  return n >= MIN_LENGTH;
}

/* Reads the run that begins at `text`, a digit; returns where it ends. */
static const char *
rg_card_read_run (const char *text, RgCardRun *run)
{
  gboolean in_group = FALSE;

  g_string_truncate (run->digits, 0);
  g_array_set_size (run->starts, 0);
  for (;; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      guint at = (guint) run->digits->len;
      if (g_unichar_isdigit (c))
        {
          if (!in_group)
            g_array_append_val (run->starts, at);
          g_string_append_c (run->digits, (char) ('0' + g_unichar_digit_value (c)));
          in_group = TRUE;
        }
      else if (in_group && rg_card_is_separator (c))
        {
          in_group = FALSE;
        }
      else
        {
          g_array_append_val (run->starts, at);
          return text;
        }
    }
}

gboolean
rg_card_in_text (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (!rg_card_has_digits (text))
    return FALSE;

  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  RgCardRun run = { digits, starts, 0 };
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);
      if (g_unichar_isdigit (c))
        {
          text = rg_card_read_run (text, &run);
          if (rg_card_in_run (&run))
            return TRUE;
          run.before = 0;
        }
      else
        {
          run.before = c;
          text = g_utf8_next_char (text);
        }
    }
  return FALSE;
}

char *
rg_card_dup_masked (const char *text)
{
  GString *masked;

  if (!rg_card_in_text (text))
    return g_strdup (text);
  masked = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      g_string_append (masked, "•");
    else
      g_string_append_unichar (masked, g_utf8_get_char (text));
  return g_string_free_and_steal (masked);
}
