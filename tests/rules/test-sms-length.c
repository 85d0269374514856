/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How text messages are counted, against the table of 3GPP TS 23.038 and the lengths that networks
 * publish: 160 and 153 in the GSM alphabet, 70 and 67 in UCS-2. */
#include "rules/rg-sms-length.h"

/* TS 23.038, table 6.2.1, by code from 0x00 to 0x7f; 0x1b is the escape. */
static const gunichar table[] = {
  0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5,
  0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, 0, 0xc6, 0xe6, 0xdf,
  0xc9, 0x20, 0x21, 0x22, 0x23, 0xa4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e,
  0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e,
  0x3f, 0xa1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e,
  0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xc4, 0xd6, 0xd1, 0xdc,
  0xa7, 0xbf, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
  0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xe4, 0xf6, 0xf1, 0xfc,
  0xe0,
};
/* Table 6.2.1.1. */
static const gunichar extension[] = { 0x0c, 0x5e, 0x7b, 0x7d, 0x5c,
                                      0x5b, 0x7e, 0x5d, 0x7c, 0x20ac };

static guint
units_of (gunichar c, gboolean *wide)
{
  char text[8] = "";
  RgSmsLength length;

  g_unichar_to_utf8 (c, text);
  rg_sms_measure (text, &length);
  *wide = length.wide;
  return length.units;
}

static gboolean
contains (const gunichar *all, gsize n, gunichar c)
{
  for (gsize i = 0; i < n; i++)
    if (all[i] == c)
      return TRUE;
  return FALSE;
}

static void
test_table (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, 128);
  for (gunichar c = 1; c < 0x3000; c++)
    {
      gboolean wide;
      guint units = units_of (c, &wide);

      if (contains (table, G_N_ELEMENTS (table), c))
        g_assert_true (!wide && units == 1);
      else if (contains (extension, G_N_ELEMENTS (extension), c))
        g_assert_true (!wide && units == 2);
      else
        g_assert_true (wide && units == 1);
    }
}

/* n times what, then the tail. */
static void
check (const char *what, guint n, const char *tail, gboolean wide, guint units, guint parts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RgSmsLength length;

  for (guint i = 0; i < n; i++)
    g_string_append (text, what);
  g_string_append (text, tail);
  rg_sms_measure (text->str, &length);
  g_assert_cmpint (length.wide, ==, wide);
  g_assert_cmpuint (length.units, ==, units);
  g_assert_cmpuint (length.parts, ==, parts);
  g_assert_cmpuint (length.units, <=, length.room);
}

static void
test_parts (void)
{
  check ("", 0, "", FALSE, 0, 0);
  check ("a", 160, "", FALSE, 160, 1);
  check ("a", 161, "", FALSE, 161, 2);
  check ("a", 306, "", FALSE, 306, 2);
  check ("a", 307, "", FALSE, 307, 3);
  check ("a", 459, "", FALSE, 459, 3);
  check ("a", 460, "", FALSE, 460, 4);
  check ("€", 80, "", FALSE, 160, 1);
  check ("€", 80, "a", FALSE, 161, 2);
  /* 153 is odd: no part ends with half of a pair, so each holds 76 of them. */
  check ("€", 152, "", FALSE, 304, 2);
  check ("€", 153, "", FALSE, 306, 3);
  check ("ł", 70, "", TRUE, 70, 1);
  check ("ł", 71, "", TRUE, 71, 2);
  check ("ł", 134, "", TRUE, 134, 2);
  check ("ł", 135, "", TRUE, 135, 3);
  /* One character makes all of it wide, and then the euro sign counts once. */
  check ("€", 69, "ł", TRUE, 70, 1);
  check ("😀", 35, "", TRUE, 70, 1);
  check ("😀", 36, "", TRUE, 72, 2);
  check ("😀", 66, "", TRUE, 132, 2);
  check ("😀", 67, "", TRUE, 134, 3);
}

static void
test_first (void)
{
  RgSmsLength length;

  rg_sms_measure ("Zażółć gęślą jaźń", &length);
  g_assert_true (length.wide);
  g_assert_cmpuint (length.first, ==, 0x17c);
  rg_sms_measure ("Grüße, æøå £5", &length);
  g_assert_false (length.wide);
  g_assert_cmpuint (length.first, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sms-length/table", test_table);
  g_test_add_func ("/sms-length/parts", test_parts);
  g_test_add_func ("/sms-length/first", test_first);
  return g_test_run ();
}
