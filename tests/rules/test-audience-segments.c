/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Audiences of saved segments: what is written is read again, and other rules are none. */
#include "rules/rg-audience-segments.h"

#include "rules/rg-segment.h"

static void
add (GPtrArray *names, const char *list)
{
  g_auto (GStrv) all = g_strsplit (list, "|", -1);

  for (guint i = 0; *list != '\0' && all[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (all[i]));
}

static void
check_same (GPtrArray *one, GPtrArray *other)
{
  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    g_assert_cmpstr (one->pdata[i], ==, other->pdata[i]);
}

static void
check_round (const char *in, const char *out)
{
  g_autoptr (GPtrArray) ins = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) outs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) read_in = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) read_out = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (RgNode) root = NULL;

  add (ins, in);
  add (outs, out);
  text = rg_audience_segments_print (ins, outs);
  root = rg_segment_parse (text, NULL, NULL);
  g_assert_nonnull (root);
  g_assert_true (rg_audience_segments_read (text, read_in, read_out));
  check_same (ins, read_in);
  check_same (outs, read_out);
}

static void
test_round (void)
{
  check_round ("Regulars", "");
  check_round ("Regulars|Coffee People", "");
  check_round ("Regulars", "Asleep");
  check_round ("", "Asleep|Staff");
  check_round ("A \"quoted\" one|ends; here|and, comma|or", "王秀英|not in|\\");
}

static void
test_other (void)
{
  static const char *const other[] = {
    "", "visits at least 1", "segment is \"A\"; visits at least 1",
    "any of { segment is \"A\"; segment is \"B\" }", "segment is \"A\"; segment is \"B\"",
    "nonsense",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GPtrArray) in = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);

      g_assert_false (rg_audience_segments_read (other[i], in, out));
      g_assert_cmpuint (in->len + out->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audience-segments/round", test_round);
  g_test_add_func ("/audience-segments/other", test_other);
  return g_test_run ();
}
