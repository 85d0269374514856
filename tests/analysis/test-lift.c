/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did, counted on small shops whose answer is known by hand. */
#include "analysis/rg-lift.h"

#include <math.h>

#define LETTER 20000

static void
put_customer (RgDatasetBuilder *builder, gint64 id, gint64 merged_into)
{
  rg_dataset_builder_put_customer (builder, &(RgCustomerRow) { .id = id,
                                                               .merged_into = merged_into,
                                                               .born = RG_DAY_NONE,
                                                               .joined = RG_DAY_NONE });
}

static void
put_receipt (RgDatasetBuilder *builder, gint64 id, gint64 customer, RgDay day, gint64 net,
             RgLineKind kind)
{
  rg_dataset_builder_put_receipt (builder, &(RgReceiptRow) { id, customer, day, RG_TIME_NONE, 0 });
  rg_dataset_builder_put_line (builder, &(RgLineRow) { 0, 1000, net, kind });
}

/* Four are written to (one of them now part of another), two are held out. */
static RgDataset *
make_shop (void)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);

  for (gint64 id = 1; id <= 7; id++)
    put_customer (builder, id, id == 4 ? 1 : 0);
  put_receipt (builder, 1, 1, LETTER - 1, 700, RG_LINE_SALE);
  put_receipt (builder, 2, 1, LETTER - 56, 100, RG_LINE_SALE);
  put_receipt (builder, 3, 1, LETTER - 57, 9900, RG_LINE_SALE);
  put_receipt (builder, 4, 1, LETTER, 1000, RG_LINE_SALE);
  put_receipt (builder, 5, 4, LETTER + 6, 500, RG_LINE_SALE);
  put_receipt (builder, 6, 2, LETTER + 7, 600, RG_LINE_SALE);
  put_receipt (builder, 7, 3, LETTER + 8, -200, RG_LINE_RETURN);
  put_receipt (builder, 8, 5, LETTER + 13, 400, RG_LINE_SALE);
  put_receipt (builder, 9, 7, LETTER + 13, 8800, RG_LINE_SALE);
  put_receipt (builder, 10, 2, LETTER + 21, 7700, RG_LINE_SALE);
  return rg_dataset_builder_finish (builder);
}

static void
test_measure (void)
{
  const gint64 written[] = { 1, 2, 3, 4, 99 }, held_out[] = { 5, 6, 1 };
  g_autoptr (RgDataset) dataset = make_shop ();
  RgLift lift;

  rg_lift_measure (dataset, written, 5, held_out, 3, LETTER, LETTER + 20, &lift);
  g_assert_cmpint (lift.written.n, ==, 3);
  g_assert_cmpint (lift.held_out.n, ==, 2);
  g_assert_cmpint (lift.written.came, ==, 2);
  g_assert_cmpint (lift.written.visits, ==, 3);
  g_assert_cmpint (lift.written.net_minor, ==, 1900);
  g_assert_cmpint (lift.held_out.came, ==, 1);
  g_assert_cmpint (lift.held_out.net_minor, ==, 400);
  g_assert_cmpuint (lift.weeks_after, ==, 3);
  g_assert_cmpfloat_with_epsilon (lift.written.weeks[RG_LIFT_WEEKS_BEFORE - 1], 700 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lift.written.weeks[0], 100 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lift.written.weeks[RG_LIFT_WEEKS_BEFORE], 500, 1e-9);
  g_assert_cmpfloat_with_epsilon (lift.written.weeks[RG_LIFT_WEEKS_BEFORE + 1], 400 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lift.held_out.weeks[RG_LIFT_WEEKS_BEFORE + 1], 200, 1e-9);
  g_assert_true (isnan (lift.written.weeks[RG_LIFT_WEEKS_BEFORE + 3]));
  g_assert_cmpfloat_with_epsilon (lift.difference, 2 / 3.0 - 0.5, 1e-12);
  g_assert_cmpfloat (lift.difference_range.low, <, 0);
  g_assert_true (lift.has_spend);
  g_assert_cmpfloat_with_epsilon (lift.spend.difference, 1900 / 3.0 - 200, 1e-9);
}

/* Sales that are not known yet are not counted as none. */
static void
test_too_early (void)
{
  const gint64 written[] = { 1, 2 };
  g_autoptr (RgDataset) dataset = make_shop ();
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  g_autoptr (RgDataset) empty = rg_dataset_builder_finish (builder);
  RgLift lift;

  rg_lift_measure (dataset, written, 2, NULL, 0, LETTER + 18, LETTER + 38, &lift);
  g_assert_cmpint (lift.to, ==, LETTER + 21);
  g_assert_cmpuint (lift.weeks_after, ==, 0);
  g_assert_cmpfloat_with_epsilon (lift.difference, 0, 1e-15);
  g_assert_true (isnan (lift.smallest));
  g_assert_false (lift.has_spend);
  rg_lift_measure (dataset, written, 2, NULL, 0, LETTER + 90, LETTER + 110, &lift);
  g_assert_cmpint (lift.to, ==, LETTER + 89);
  rg_lift_measure (empty, written, 2, NULL, 0, LETTER, LETTER + 20, &lift);
  g_assert_cmpint (lift.written.n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lift/measure", test_measure);
  g_test_add_func ("/lift/too-early", test_too_early);
  return g_test_run ();
}
