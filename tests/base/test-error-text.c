/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Errors in words. */
#include "base/rg-error-text.h"

#include <gio/gio.h>

static void
test_words (void)
{
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "ENOSPC");
  g_autoptr (GError) same = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "ENOSPC");
  g_autofree char *text = rg_error_text (full);
  g_autofree char *same_text = rg_error_text (same);
  g_assert_nonnull (strstr (text, "disk is full"));
  g_assert_nonnull (strstr (text, "Nothing was changed"));
  g_assert_cmpstr (text, ==, same_text);
}

static void
test_own_sentence (void)
{
  GQuark domain = g_quark_from_static_string ("rg-some-error-quark");
  g_autoptr (GError) own = g_error_new_literal (domain, G_IO_ERROR_NO_SPACE, "Our own sentence.");
  g_autofree char *text = rg_error_text (own);
  g_autofree char *none = rg_error_text (NULL);
  g_assert_cmpstr (text, ==, "Our own sentence.");
  g_assert_cmpint (strlen (none), >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error-text/words", test_words);
  g_test_add_func ("/error-text/own-sentence", test_own_sentence);
  return g_test_run ();
}
