/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules about points and tickets: on past days, and what is told of one person. */
#include "analysis/rg-dataset-past.h"
#include "analysis/rg-entries.h"
#include "base/rg-ticket-words.h"
#include "rules/rg-lots.h"
#include "rules/rg-segment-count.h"
#include "rules/rg-why.h"

#include <locale.h>

#define TODAY 20000

/* One customer, to whom another is merged; their entries stand under both. */
static const RgEntry points[] = {
  { 1, 1, 0, TODAY - 100, TODAY + 10, 50, RG_LOT_EARNED },
  { 2, 2, 0, TODAY - 50, RG_DAY_NONE, 30, RG_LOT_GIVEN },
  { 1, 3, 0, TODAY - 20, RG_DAY_NONE, -25, RG_LOT_SPENT },
  /* Taken back ten days later. */
  { 1, 4, 3, TODAY - 10, RG_DAY_NONE, 25, RG_LOT_REVERSAL },
  { 2, 5, 0, TODAY - 90, TODAY - 30, 7, RG_LOT_EARNED },
};

static const RgEntry tickets[] = {
  { 1, 1, 0, TODAY - 9, RG_DAY_NONE, 0, RG_TICKET_SERVICE },
  { 2, 2, 0, TODAY - 40, TODAY - 8, 0, RG_TICKET_SERVICE },
  { 1, 3, 0, TODAY - 3, RG_DAY_NONE, 0, RG_TICKET_ENQUIRY },
};

static const RgEntries *
entries_of (const RgEntry *entries, guint n)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (RgEntry));

  g_array_append_vals (array, entries, n);
  return rg_entries_next (NULL, NULL, array);
}

static RgDataset *
new_dataset (gboolean with_entries)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  RgDataset *dataset;

  for (gint64 id = 1; id <= 3; id++)
    {
      const RgCustomerRow row = { .id = id, .merged_into = id == 2 ? 1 : 0, .name = "Kim",
                                  .born = RG_DAY_NONE, .joined = TODAY - 400 };

      rg_dataset_builder_put_customer (builder, &row);
    }
  dataset = rg_dataset_builder_finish (builder);
  if (with_entries)
    {
      rg_dataset_set_entries (dataset, RG_ENTRIES_POINTS,
                              entries_of (points, G_N_ELEMENTS (points)));
      rg_dataset_set_entries (dataset, RG_ENTRIES_TICKETS,
                              entries_of (tickets, G_N_ELEMENTS (tickets)));
    }
  return dataset;
}

static gboolean
holds (const RgDataset *dataset, RgDay today, const char *text)
{
  const RgSegmentContext context = { .dataset = dataset, .today = today, .digits = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);
  g_autoptr (RgBitset) members = NULL;

  g_assert_no_error (error);
  members = rg_segment_evaluate (root, &context);
  return rg_bitset_get (members, 0);
}

/* Each rule is so on that day, as the entries of the day tell. */
static void
test_past (void)
{
  static const struct {
    RgDay day;
    const char *rule;
  } said[] = {
    { TODAY, "points balance exactly 80" },
    { TODAY - 10, "points balance exactly 80" },
    { TODAY - 11, "points balance exactly 55" },
    { TODAY - 11, "last points spent in last 10 days" },
    { TODAY - 10, "none (last points spent)" },
    { TODAY - 21, "points balance exactly 80" },
    { TODAY - 29, "points balance exactly 80" },
    { TODAY - 29, "lapsing points exactly 7 in last 2 days" },
    { TODAY - 30, "points balance exactly 87" },
    { TODAY - 51, "last points got in last 40 days; points balance exactly 57" },
    { TODAY - 101, "points balance exactly 0; none (last points got)" },
    { TODAY, "lapsing points exactly 50 in next 11 days" },
    { TODAY, "lapsing points exactly 0 in next 10 days" },
    { TODAY, "open tickets exactly 1 before last 9 days; closed tickets exactly 1 in last 9 days" },
    { TODAY - 9, "open tickets exactly 2; closed tickets exactly 0" },
    { TODAY - 8, "open tickets exactly 1; closed tickets exactly 1; tickets exactly 2" },
    { TODAY - 4, "enquiries exactly 0; open enquiries not at least 1" },
    { TODAY - 3, "open enquiries at least 1; closed enquiries exactly 0" },
  };
  g_autoptr (RgDataset) now = new_dataset (TRUE);
  RgBitset *unsaid[RG_CHANNELS];
  const RgDay known[] = { TODAY - 400, TODAY - 400, TODAY - 400 };

  for (guint c = 0; c < RG_CHANNELS; c++)
    unsaid[c] = rg_bitset_new (now->n_customers);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (RgDataset) then = rg_dataset_as_of (now, said[i].day, known, unsaid);

      if (!holds (then, said[i].day, said[i].rule))
        g_error ("%d days ago it was not so: %s", TODAY - said[i].day, said[i].rule);
    }
  for (guint c = 0; c < RG_CHANNELS; c++)
    rg_bitset_unref (unsaid[c]);
}

static void
test_why (void)
{
  static const struct {
    const char *rule, *fact, *change;
  } told[] = {
    { "points balance at least 100", "Has 80 points", "It would take 20 points more." },
    { "points balance at most 79", "Has 80 points", "It would take 1 point less." },
    { "lapsing points at least 60 in next 30 days",
      "50 points lapsing, the first on 14 Oct 2024", "It would take 10 points more." },
    { "lapsing points exactly 0 in last 40 days", "7 points lapsed, the first on 4 Sept 2024",
      "It would take 7 points less." },
    { "last points got in last 30 days", "Got points for the last time on 15 Aug 2024",
      "It would be otherwise if that had been between 5 Sept 2024 and 4 Oct 2024." },
    { "last points spent in last 30 days", "Never spent points",
      "It would be otherwise if they spent points for the last time in the last 30 days." },
    { "last points got", "Got points for the last time on 15 Aug 2024",
      "It would be otherwise if they had never got points." },
    { "open tickets at least 2", "1 open ticket, waiting since 25 Sept 2024",
      "It would take 1 open ticket more." },
    { "closed tickets at most 0 in last 30 days", "1 closed ticket, the last one on 26 Sept 2024",
      "It would take 1 closed ticket less." },
    { "enquiries exactly 0 in last 2 days", "0 enquiries in the last 2 days",
      "It would take 1 enquiry more." },
  };
  g_autoptr (RgDataset) dataset = new_dataset (TRUE);
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (told[i].rule, NULL, NULL);
      g_autoptr (RgWhy) why = rg_segment_explain (root, &context, 0, "EUR");

      g_assert_cmpstr (why->nodes[1].fact, ==, told[i].fact);
      g_assert_cmpstr (why->nodes[1].change, ==, told[i].change);
    }
}

/* More points than 32 bits hold. */
static void
test_many (void)
{
  static const RgEntry many[] = {
    { 1, 1, 0, TODAY - 3, TODAY + 5, 1000000000, RG_LOT_GIVEN },
    { 1, 2, 0, TODAY - 2, TODAY + 5, 1000000000, RG_LOT_GIVEN },
    { 1, 3, 0, TODAY - 1, TODAY + 5, 1000000000, RG_LOT_GIVEN },
  };
  g_autoptr (RgDataset) dataset = new_dataset (FALSE);

  rg_dataset_set_entries (dataset, RG_ENTRIES_POINTS, entries_of (many, G_N_ELEMENTS (many)));
  g_assert_true (holds (dataset, TODAY, "points balance at least 1000000000"));
  g_assert_true (holds (dataset, TODAY, "lapsing points at least 1000000000 in next 30 days"));
}

/* A shop without points and tickets says so, and has none of them in memory. */
static void
test_nothing (void)
{
  g_autoptr (RgDataset) dataset = new_dataset (FALSE);
  g_autoptr (RgDataset) with = new_dataset (TRUE);
  static const char *const rules[] = { "points balance at least 1", "open enquiries at least 1" };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (rules[i], NULL, NULL);

      g_assert_nonnull (rg_segment_no_data (root, dataset));
      g_assert_null (rg_segment_no_data (root, with));
      g_assert_false (holds (dataset, TODAY, rules[i]));
    }
  g_assert_true (holds (dataset, TODAY, "tickets exactly 0; points balance exactly 0"));
  g_assert_cmpuint (rg_dataset_memory (with), ==,
                    rg_dataset_memory (dataset) + 8 * sizeof (RgEntry));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care/past", test_past);
  g_test_add_func ("/care/why", test_why);
  g_test_add_func ("/care/many", test_many);
  g_test_add_func ("/care/nothing", test_nothing);
  return g_test_run ();
}
