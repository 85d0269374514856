/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads and writes phone numbers by the table of numbering plans. */
#include "base/rg-phone.h"

#include "base/rg-phone-plans.h"

#include <string.h>

/* ITU-T E.164: fifteen digits with the country's code; some national plans have more. */
#define RG_PHONE_MOST_DIGITS 20

typedef struct
{
  const RgPhonePlan *plan;
  char national[RG_PHONE_MOST_DIGITS + 1]; /* without the country's code and the trunk prefix */
} RgPhone;

/* The digits of any script up to an extension. FALSE where there are more than a number has. *plus:
 * whether the number says its country; *more: whether something follows that is no digit. */
static gboolean
rg_phone_read_digits (const char *text, char digits[RG_PHONE_MOST_DIGITS + 1], gboolean *plus,
                      gboolean *more)
{
  gsize n = 0;

  *plus = FALSE;
  *more = FALSE;
  for (; *text != '\0' && !*more; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);
      const int digit = g_unichar_digit_value (c);

      if (digit >= 0 && n == RG_PHONE_MOST_DIGITS)
        return FALSE;
      if (digit >= 0)
        digits[n++] = (char) ('0' + digit);
      else if (n == 0 && (c == '+' || c == 0xff0b))
        *plus = TRUE;
      else if (n > 0)
        *more = g_unichar_isalpha (c) || c == '#' || c == ';' || c == ',' || c == '*';
    }
  digits[n] = '\0';
  return n > 0;
}

static gboolean
rg_phone_fits (const RgPhonePlan *plan, const char *national)
{
  const gsize length = strlen (national);

  return length < 32 && (plan->lengths & 1u << length) != 0;
}

/* The words of a list parted by blanks that the digits begin with; 0 for none. */
static gsize
rg_phone_begins_with (const char *digits, const char *list)
{
  gsize longest = 0;

  while (*list != '\0')
    {
      const gsize length = strcspn (list, " ");

      if (strncmp (digits, list, length) == 0)
        longest = MAX (longest, length);
      list += length;
      list += strspn (list, " ");
    }
  return longest;
}

/* In Argentina 15 stands after the area's two to four digits of a mobile phone, where E.164 has a 9
 * in front of them. */
static void
rg_phone_move_mobile (const RgPhonePlan *plan, char *national)
{
  const gsize length = strlen (national);

  if (strcmp (plan->code, "54") != 0 || length != 12)
    return;
  for (gsize area = g_str_has_prefix (national, "11") ? 2 : 3; area <= 4; area++)
    if (strncmp (national + area, "15", 2) == 0)
      {
        memmove (national + area, national + area + 2, length - area - 1);
        memmove (national + 1, national, length - 1);
        *national = '9';
        return;
      }
}

/* Whether it is a number of the plan, with its trunk prefix or without. */
static gboolean
rg_phone_take_national (RgPhone *phone, const RgPhonePlan *plan, const char *digits)
{
  gsize trunk;
  gboolean strip;

  g_strlcpy (phone->national, digits, sizeof phone->national);
  digits = phone->national;
  trunk = rg_phone_begins_with (digits, plan->trunk);
  rg_phone_move_mobile (plan, phone->national + trunk);
  /* A zero in front is never part of a number where zero is the trunk prefix; another digit is,
   * unless there is one too many. */
  strip = trunk > 0 && rg_phone_fits (plan, digits + trunk) &&
          (*digits == '0' || !rg_phone_fits (plan, digits));
  if (strip)
    memmove (phone->national, phone->national + trunk, strlen (phone->national) - trunk + 1);
  phone->plan = plan;
  return rg_phone_fits (plan, phone->national);
}

/* Digits that begin with a country's code. */
static gboolean
rg_phone_take_international (RgPhone *phone, const RgPhonePlan *home, const char *digits)
{
  const RgPhonePlan *plan = rg_phone_plan_of_code (digits);

  if (plan == NULL)
    return FALSE;
  if (home != NULL && strcmp (home->code, plan->code) == 0)
    plan = home;
  return rg_phone_take_national (phone, plan, digits + strlen (plan->code));
}

static gboolean
rg_phone_read (const char *text, const char *country, RgPhone *phone, gboolean *more)
{
  const RgPhonePlan *home = rg_phone_plan_of_country (country);
  char digits[RG_PHONE_MOST_DIGITS + 1];
  gboolean plus;
  gsize abroad;

  if (!rg_phone_read_digits (text, digits, &plus, more))
    return FALSE;
  if (plus)
    return rg_phone_take_international (phone, home, digits);
  abroad = rg_phone_begins_with (digits, home != NULL ? home->abroad : "00");
  if (abroad > 0 && rg_phone_take_international (phone, home, digits + abroad))
    return TRUE;
  if (home == NULL)
    return FALSE;
  if (rg_phone_take_national (phone, home, digits))
    return TRUE;
  /* With the country's code, but without the plus. */
  return g_str_has_prefix (digits, home->code) &&
         rg_phone_take_national (phone, home, digits + strlen (home->code));
}

char *
rg_phone_to_e164 (const char *text, const char *country)
{
  RgPhone phone;
  gboolean more;

  if (!rg_phone_read (text, country, &phone, &more))
    return NULL;
  return g_strdup_printf ("+%s%s", phone.plan->code, phone.national);
}

char *
rg_phone_key (const char *text, const char *country)
{
  char *key = rg_phone_to_e164 (text, country);
  GString *digits;

  if (key != NULL)
    return key;
  digits = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (g_utf8_get_char (text))));
  return g_string_free_and_steal (digits);
}

/* --- writing --- */

/* Whether the digits begin with one of the leads, parted by commas. */
static gboolean
rg_phone_has_lead (const char *digits, const char *leads, gsize length)
{
  const char *end = leads + length;

  while (leads < end)
    {
      const gsize one = MIN (strcspn (leads, ","), (gsize) (end - leads));

      if (strncmp (digits, leads, one) == 0)
        return TRUE;
      leads += one + 1;
    }
  return length == 0;
}

static gboolean
rg_phone_form_fits (const char *form, gsize length, const char *digits)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      n += form[i] == 'N';
      if (form[i] == '*')
        return strlen (digits) > n;
    }
  return strlen (digits) == n;
}

/* Abroad there is neither the trunk prefix nor brackets. */
static char *
rg_phone_fill_form (const char *form, gsize length, const char *digits, gboolean at_home)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (form[i] == 'N')
        g_string_append_c (out, *digits++);
      else if (form[i] == '*')
        g_string_append (out, digits);
      else if (at_home || (out->len > 0 && form[i] != ')'))
        g_string_append_c (out, form[i]);
    }
  return g_string_free_and_steal (out);
}

/* The digits as they are where no form of the plan fits. */
static char *
rg_phone_group (const RgPhone *phone, gboolean at_home)
{
  const char *form = phone->plan->forms;

  while (*form != '\0')
    {
      const gsize length = strcspn (form, "|");
      const char *equals = memchr (form, '=', length);
      const gsize leads = equals != NULL ? (gsize) (equals - form) : 0;
      const gsize skip = equals != NULL ? leads + 1 : 0;

      if (rg_phone_has_lead (phone->national, form, leads) &&
          rg_phone_form_fits (form + skip, length - skip, phone->national))
        return rg_phone_fill_form (form + skip, length - skip, phone->national, at_home);
      form += length + (form[length] == '|');
    }
  return g_strconcat (at_home && *phone->plan->trunk == '0' ? "0" : "", phone->national, NULL);
}

/* Whether who reads it at home finds the same number again. */
static gboolean
rg_phone_means (const char *text, const char *home, const RgPhone *phone)
{
  RgPhone again;
  gboolean more;

  return rg_phone_read (text, home, &again, &more) && again.plan == phone->plan &&
         strcmp (again.national, phone->national) == 0;
}

char *
rg_phone_format (const char *text, const char *home)
{
  g_autofree char *at_home = NULL;
  g_autofree char *abroad = NULL;
  RgPhone phone;
  gboolean more;

  if (!rg_phone_read (text, home, &phone, &more) || more)
    return g_strdup (text);
  at_home = rg_phone_group (&phone, TRUE);
  if (strcmp (phone.plan->country, home) == 0 && rg_phone_means (at_home, home, &phone))
    return g_steal_pointer (&at_home);
  abroad = rg_phone_group (&phone, FALSE);
  return g_strdup_printf ("+%s %s", phone.plan->code, abroad);
}
