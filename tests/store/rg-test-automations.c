/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rg-test-automations.h"

#include "store/rg-automation-run.h"

void
rg_test_set_clock (RgDay day, int hour)
{
  g_autofree char *iso = rg_day_format_iso (day);
  g_autofree char *now = g_strdup_printf ("%sT%02d:00:00Z", iso, hour);

  g_setenv ("REGULARS_NOW", now, TRUE);
}

gint64
rg_test_automation_add (RgTestShop *test, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  RgAutomation *automation = rg_automation_parse (text, &error);
  g_autoptr (RgSavedAutomation) saved = NULL;
  gint64 id = 0;

  g_assert_no_error (error);
  saved = rg_saved_automation_new (name, automation);
  rg_store_save_automation_sync (test->store, saved, &id, NULL, &error);
  g_assert_no_error (error);
  rg_store_switch_automation_sync (test->store, id, TRUE, NULL, &error);
  g_assert_no_error (error);
  return id;
}

guint
rg_test_automations_run (RgTestShop *test, gint64 *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) done = rg_automations_run_sync (test->store, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < done->len; i++)
    {
      const RgAutomationDone *one = done->pdata[i];

      g_assert_cmpstr (one->problem, ==, NULL);
      n += one->done + one->passed;
      if (last != NULL)
        *last = one->action;
    }
  return n;
}
