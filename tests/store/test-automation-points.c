/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points that are about to lapse, day by day: what is too near to the last time does not keep the
 * next one from its day, and a dry run says the same days. */
#include "rg-test-automations.h"

#include "store/rg-automation-run.h"
#include "store/rg-points-change.h"
#include "store/rg-store-automations.h"

#define FIRST_DAY 20600

/* As many points as are asked about, whose last day is so many days after the first. */
static void
give_points (RgTestShop *test, int lapse)
{
  const RgPointsChange change = { .customer = 1, .kind = RG_LOT_GIVEN, .points = 20,
                                  .day = RG_DAY_NONE, .says_lapse = TRUE,
                                  .lapses_on = FIRST_DAY + lapse };
  g_autoptr (GError) error = NULL;

  rg_store_change_points_sync (test->store, &change, NULL, &error);
  g_assert_no_error (error);
}

static char *
describe_dry (RgTestShop *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgAutomation) automation = rg_automation_parse (text, &error);
  g_autoptr (GPtrArray) all =
    rg_automation_find_due (test->store, automation, FIRST_DAY, FIRST_DAY + RG_AUTOMATION_REST,
                            FALSE, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (out, "%d ", ((const RgDue *) all->pdata[i])->due_on);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_near (void)
{
  static const char text[] = "when points-lapse at-least 20 before 2 days then task \"a\"";
  g_autoptr (RgTestShop) test = NULL;
  g_autofree char *really = NULL, *dry = NULL, *expected = NULL;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  rg_test_shop_write (test, "Added", "INSERT INTO customer (uuid, name) VALUES (randomblob (16), "
                                     "'Åse Dahl')");
  rg_test_automation_add (test, "a", text);
  give_points (test, 2);
  for (int day = 0; day <= RG_AUTOMATION_REST; day++)
    {
      rg_test_set_clock (FIRST_DAY + day, 9);
      /* One that is too near, and one that is just far enough. */
      if (day == 20 || day == 21)
        give_points (test, RG_AUTOMATION_REST + day - 19);
      g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, day % RG_AUTOMATION_REST == 0);
    }
  really = rg_test_shop_read (test, "SELECT group_concat(due_on || ' ', '') FROM (SELECT due_on "
                                    "FROM firing ORDER BY due_on)");
  dry = describe_dry (test, text);
  expected = g_strdup_printf ("%d %d ", FIRST_DAY, FIRST_DAY + RG_AUTOMATION_REST);
  g_assert_cmpstr (really, ==, expected);
  g_assert_cmpstr (dry, ==, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation-points/near", test_near);
  return g_test_run ();
}
