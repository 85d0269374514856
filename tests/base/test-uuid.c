/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* UUIDs against the vectors of RFC 9562. */
#include "base/rg-uuid.h"

#include "base/rg-date.h"

#include <string.h>

#define NAMES_DNS "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

static void
test_version_5 (void)
{
  /* RFC 9562, A.4; the second is the example of Python's uuid module. */
  static const char *const vectors[][2] = {
    { "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2" },
    { "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d" },
  };
  guint8 space[RG_UUID_SIZE], uuid[RG_UUID_SIZE];

  g_assert_true (rg_uuid_from_string (NAMES_DNS, space));
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      rg_uuid_v5 (space, vectors[i][0], strlen (vectors[i][0]), uuid);
      g_autofree char *text = rg_uuid_to_string (uuid);
      g_assert_cmpstr (text, ==, vectors[i][1]);
    }
}

static void
test_version_7 (void)
{
  guint8 last[RG_UUID_SIZE] = { 0 };

  for (int i = 0; i < 100000; i++)
    {
      guint8 uuid[RG_UUID_SIZE];
      rg_uuid_v7 (uuid);
      g_assert_cmpint (uuid[6] >> 4, ==, 7);
      g_assert_cmpint (uuid[8] >> 6, ==, 2);
      if (memcmp (last, uuid, RG_UUID_SIZE) >= 0)
        g_error ("call %d is not after the one before", i);
      memcpy (last, uuid, RG_UUID_SIZE);
    }
}

static void
test_version_7_time (void)
{
  guint8 uuid[RG_UUID_SIZE];
  gint64 ms = 0;

  /* The time of the RFC's example (A.6), and later than what was made above. */
  g_setenv ("REGULARS_NOW", "2222-02-22T19:22:22Z", TRUE);
  rg_uuid_v7 (uuid);
  for (int i = 0; i < 6; i++)
    ms = ms << 8 | uuid[i];
  g_assert_cmpint (ms, ==, rg_instant_now_ms ());
  g_unsetenv ("REGULARS_NOW");
}

static void
test_text (void)
{
  static const char *const bad[] = {
    "", "017f22e2", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    "017f22e2+79b0-7cc3-98c4-dc0c0c07398f", "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  };
  guint8 uuid[RG_UUID_SIZE];

  g_assert_true (rg_uuid_from_string ("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", uuid));
  g_autofree char *text = rg_uuid_to_string (uuid);
  g_assert_cmpstr (text, ==, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (rg_uuid_from_string (bad[i], uuid));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/version-5", test_version_5);
  g_test_add_func ("/uuid/version-7", test_version_7);
  g_test_add_func ("/uuid/version-7-time", test_version_7_time);
  g_test_add_func ("/uuid/text", test_text);
  return g_test_run ();
}
