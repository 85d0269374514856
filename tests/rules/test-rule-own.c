/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules about own fields: each condition against plain rows, and in words. */
#include "analysis/rg-own-column.h"
#include "base/rg-fold.h"
#include "rg-random-segment.h"
#include "rules/rg-segment-count.h"

#include <locale.h>
#include <string.h>

#define PEOPLE 60
/* Ids have holes between them, where people were deleted. */
#define ROW_ID(id) ((id) + 3 * ((id) / 11) + 40)
#define TODAY 20000

static const char *const words[] = { "Dark", "light", "DARK ", "Café", "cafe au lait", "Green" };

/* Values of one person in a field: what a row each has; words are indices. */
typedef struct {
  guint n;
  gint64 value[3];
} Known;

typedef struct {
  gint64 merged_into[PEOPLE + 1];
  Known known[RG_OWN_KINDS][PEOPLE + 1];
} Shop;

static void
shop_random (Shop *shop)
{
  memset (shop, 0, sizeof *shop);
  for (gint64 id = 1; id <= PEOPLE; id++)
    {
      if (id > 5 && g_test_rand_int_range (0, 4) == 0)
        shop->merged_into[id] = g_test_rand_int_range (1, (gint32) id);
      for (guint kind = 0; kind < RG_OWN_KINDS; kind++)
        {
          Known *known = &shop->known[kind][id];

          known->n = (guint) g_test_rand_int_range (0, kind == RG_OWN_SEVERAL ? 4 : 2);
          for (guint i = 0; i < known->n; i++)
            known->value[i] = kind == RG_OWN_DATE
                                ? TODAY + g_test_rand_int_range (-40, 40) -
                                    g_test_rand_int_range (0, 6) * 365
                              : kind == RG_OWN_YES_NO ? g_test_rand_bit ()
                              : kind == RG_OWN_NUMBER || kind == RG_OWN_MONEY
                                ? g_test_rand_int_range (-5000, 15000)
                              : kind == RG_OWN_SCALE ? g_test_rand_int_range (-3, 9)
                              : kind == RG_OWN_SEVERAL ? (gint64) i * 2
                                                       : g_test_rand_int_range (0, 6);
        }
    }
}

static RgDataset *
shop_dataset (const Shop *shop)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  RgDataset *dataset;

  for (gint64 id = 1; id <= PEOPLE; id++)
    {
      const gint64 into = shop->merged_into[id];
      RgCustomerRow row = { .id = ROW_ID (id), .merged_into = into != 0 ? ROW_ID (into) : 0,
                            .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

      rg_dataset_builder_put_customer (builder, &row);
    }
  for (guint kind = 0; kind < RG_OWN_KINDS; kind++)
    {
      const char *name = rg_own_kind_get_id ((RgOwnKind) kind);
      g_autoptr (RgOwnColumnBuilder) column =
        rg_own_column_builder_new (NULL, kind + 1, (RgOwnKind) kind, name);

      for (guint i = 0; rg_own_kind_has_choices ((RgOwnKind) kind) && i < 6; i++)
        rg_own_column_builder_add_choice (column, i + 10, words[i]);
      for (gint64 id = PEOPLE; id >= 1; id--)
        for (guint i = 0; i < shop->known[kind][id].n; i++)
          {
            const gint64 value = shop->known[kind][id].value[i];

            if (kind == RG_OWN_TEXT)
              rg_own_column_builder_put_text (column, ROW_ID (id), words[value]);
            else if (rg_own_kind_has_choices ((RgOwnKind) kind))
              rg_own_column_builder_put_choice (column, ROW_ID (id), value + 10);
            else
              rg_own_column_builder_put (column, ROW_ID (id), value);
          }
      g_ptr_array_add (columns, (gpointer) rg_own_column_builder_finish (column));
    }
  dataset = rg_dataset_builder_finish (builder);
  rg_dataset_set_known (dataset, g_ptr_array_ref (columns));
  rg_dataset_set_own (dataset, columns);
  return dataset;
}

static gint64
resolve (const Shop *shop, gint64 id)
{
  while (shop->merged_into[id] != 0)
    id = shop->merged_into[id];
  return id;
}

/* What a living person has: their own, or else that of the lowest id that became them. */
static const Known *
known_of (const Shop *shop, guint kind, gint64 person)
{
  if (shop->known[kind][person].n > 0)
    return &shop->known[kind][person];
  for (gint64 id = 1; id <= PEOPLE; id++)
    if (resolve (shop, id) == person && shop->known[kind][id].n > 0)
      return &shop->known[kind][id];
  return &shop->known[kind][person];
}

static gboolean
folds_to (const char *a, const char *b)
{
  g_autofree char *x = rg_fold (a);
  g_autofree char *y = rg_fold (b);

  return strcmp (x, y) == 0;
}

static gboolean
has_part (const char *text, const char *part, RgOp op)
{
  g_autofree char *x = rg_fold (text);
  g_autofree char *y = rg_fold (part);

  return op == RG_OP_STARTS ? g_str_has_prefix (x, y)
         : op == RG_OP_ENDS ? g_str_has_suffix (x, y) : strstr (x, y) != NULL;
}

/* In millionths, as rules have it. */
static gint64
scaled (guint kind, gint64 value)
{
  return kind == RG_OWN_NUMBER  ? value * 1000
         : kind == RG_OWN_MONEY ? value * 10000
         : kind == RG_OWN_SCALE ? value * 1000000
                                : value;
}

/* Months, quarters and years since some day, and weeks that begin on a Monday. */
static int
unit_of (RgCalendarUnit unit, RgDay day)
{
  int year, month, mday;

  rg_day_to_ymd (day, &year, &month, &mday);
  return unit == RG_UNIT_WEEK      ? (day + 3) / 7
         : unit == RG_UNIT_MONTH   ? year * 12 + month
         : unit == RG_UNIT_QUARTER ? year * 4 + (month - 1) / 3 : year;
}

static gboolean
in_window (const RgWindow *window, RgDay day)
{
  switch (window->mode)
    {
    case RG_WINDOW_AGO:
      return day <= TODAY - window->days;
    case RG_WINDOW_LAST:
      return day <= TODAY && day > TODAY - window->days;
    case RG_WINDOW_NEXT:
      return day >= TODAY && day < TODAY + window->days;
    default:
      return unit_of (window->unit, day) == unit_of (window->unit, TODAY) + window->offset;
    }
}

/* Whether a day is one of those and the same day of a later year. */
static gboolean
has_anniversary (const RgWindow *window, RgDay value)
{
  int year, month, mday, y, m, d;
  RgDay first = TODAY - 800;

  while (!in_window (window, first))
    first++;
  rg_day_to_ymd (value, &year, &month, &mday);
  for (RgDay day = first; day < first + 366 && value < first; day++)
    {
      rg_day_to_ymd (day, &y, &m, &d);
      if (in_window (window, day) &&
          ((m == month && d == mday) ||
           (month == 2 && mday == 29 && m == 3 && d == 1 &&
            rg_day_from_ymd (y, 2, 29) == RG_DAY_NONE)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
value_is_so (const RgRule *rule, RgOp op, guint kind, gint64 value)
{
  const gint64 number = scaled (kind, value);

  switch (op)
    {
    case RG_OP_KNOWN:
      return TRUE;
    case RG_OP_IS:
      if (rule->operand != RG_OPERAND_NAMES)
        return number == rule->low;
      for (guint i = 0; rule->names[i] != NULL; i++)
        if (folds_to (words[value], rule->names[i]))
          return TRUE;
      return FALSE;
    case RG_OP_CONTAINS:
    case RG_OP_STARTS:
    case RG_OP_ENDS:
      return has_part (words[value], rule->names[0], op);
    case RG_OP_AT_LEAST:
      return number >= rule->low;
    case RG_OP_AT_MOST:
      return number <= rule->low;
    case RG_OP_BETWEEN:
      return number >= rule->low && number <= rule->high;
    case RG_OP_LAST:
      return value <= TODAY && value > TODAY - rule->low;
    case RG_OP_NEXT:
      return value >= TODAY && value < TODAY + rule->low;
    case RG_OP_WHEN:
      return in_window (&rule->window, (RgDay) value);
    case RG_OP_YEARLY:
      return has_anniversary (&rule->window, (RgDay) value);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
person_is_so (const Shop *shop, const RgRule *rule, guint kind, gint64 person)
{
  const Known *known = known_of (shop, kind, person);
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);
  gboolean so = FALSE;

  for (guint i = 0; i < known->n; i++)
    so |= value_is_so (rule, op, kind, known->value[i]);
  return so != not;
}

static void
rule_random (RgRule *rule, guint kind, RgOp op)
{
  const char *two[] = { words[g_test_rand_int_range (0, 6)], words[g_test_rand_int_range (0, 6)],
                        NULL };
  RgOp positive;
  gint64 a, b;

  rg_op_is_not (op, &positive);
  rule->kind = rg_rule_kind_find (g_test_rand_bit () ? "field" : "fact");
  rg_rule_set_own (rule, rg_own_kind_get_id ((RgOwnKind) kind), (RgOwnKind) kind, op);
  if (rg_op_is_part (op))
    two[0] = (const char *[]) { "a", "ca", "f", "LIGHT", "é", "x" }[g_test_rand_int_range (0, 6)];
  if (rg_op_is_part (op))
    two[1] = NULL;
  rg_rule_set_names (rule, g_strdupv ((char **) two));
  if (rule->operand == RG_OPERAND_NAMES)
    return;
  if (positive == RG_OP_WHEN || positive == RG_OP_YEARLY)
    {
      rg_random_own_window (&rule->window, positive);
      return;
    }
  if (positive == RG_OP_LAST || positive == RG_OP_NEXT)
    {
      rule->low = rule->high = g_test_rand_int_range (1, 50);
      return;
    }
  a = rule->operand == RG_OPERAND_DAY      ? g_test_rand_int_range (TODAY - 40, TODAY + 40)
      : rule->operand == RG_OPERAND_YES_NO ? g_test_rand_bit ()
                                           : g_test_rand_int_range (-60, 160) * (gint64) 100000;
  b = rule->operand == RG_OPERAND_DAY ? g_test_rand_int_range (0, 20)
                                      : g_test_rand_int_range (0, 90) * (gint64) 100000;
  rule->low = a;
  rule->high = positive == RG_OP_BETWEEN ? a + b : a;
}

/* Every condition of every kind; and what is not so is everybody else. */
static void
test_against_rows (void)
{
  for (int round = 0; round < 8; round++)
    {
      Shop shop;
      g_autoptr (RgDataset) dataset = NULL;

      shop_random (&shop);
      dataset = shop_dataset (&shop);
      for (guint kind = 0; kind < RG_OWN_KINDS; kind++)
        {
          const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
          guint n;
          const RgOp *ops = rg_own_kind_ops ((RgOwnKind) kind, &n);

          for (guint i = 0; i < n * 4; i++)
            {
              RgRule rule = { 0 };
              g_autoptr (RgBitset) set = NULL;

              rule_random (&rule, kind, ops[i % n]);
              set = rg_rule_evaluate (&rule, &context);
              for (gint64 id = 1; id <= PEOPLE; id++)
                {
                  const guint position = rg_dataset_find_customer (dataset, ROW_ID (id));

                  g_assert_cmpint (rg_bitset_get (set, position), ==,
                                   shop.merged_into[id] == 0 &&
                                     person_is_so (&shop, &rule, kind, id));
                }
              rg_rule_clear (&rule);
            }
        }
    }
}

/* A field that there is not, or that is of another kind: nobody is so, and everybody is not. */
static void
test_unknown (void)
{
  static const struct {
    const char *text;
    gboolean all;
    const char *unknown;
  } cases[] = {
    { "field \"nothing\" known", FALSE, "nothing" },
    { "field \"nothing\" unknown", TRUE, "nothing" },
    { "field \"text\" at least 3", FALSE, NULL },
    { "field \"text\" not at least 3", TRUE, NULL },
    { "field \"date\" is \"Dark\"", FALSE, NULL },
    { "field \"one\" is \"Purple\"", FALSE, "Purple" },
  };
  Shop shop;
  g_autoptr (RgDataset) dataset = NULL;

  shop_random (&shop);
  dataset = shop_dataset (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
      g_autoptr (RgNode) root = rg_segment_parse (cases[i].text, NULL, NULL);
      const RgRule *rule = &((RgNode *) root->children->pdata[0])->rule;
      g_autoptr (RgBitset) set = rg_segment_evaluate (root, &context);

      g_assert_cmpuint (rg_bitset_count (set), ==, cases[i].all ? dataset->n_live : 0);
      g_assert_cmpstr (rg_rule_unknown_name (rule, dataset), ==, cases[i].unknown);
    }
}

/* Of 29 February: 1 March in common years, and never that day itself. */
static void
test_leap (void)
{
  static const struct {
    const char *today;
    gboolean so;
  } cases[] = {
    { "2024-02-29", FALSE }, { "2025-02-28", FALSE }, { "2025-03-01", TRUE },
    { "2028-02-28", FALSE }, { "2028-02-29", TRUE }, { "2028-03-01", FALSE },
  };
  static Shop shop;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgNode) root =
    rg_segment_parse ("field \"date\" anniversary in next 1 days", NULL, NULL);

  shop.known[RG_OWN_DATE][3] = (Known) { .n = 1, .value = { rg_day_parse_iso ("2024-02-29") } };
  dataset = shop_dataset (&shop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RgSegmentContext context = { .dataset = dataset,
                                         .today = rg_day_parse_iso (cases[i].today) };
      g_autoptr (RgBitset) set = rg_segment_evaluate (root, &context);

      g_assert_cmpuint (rg_bitset_count (set), ==, cases[i].so);
    }
}

static void
test_sentences (void)
{
  static const char *const cases[][2] = {
    { "field \"Roast\" is \"Dark\" or \"Light\"", "Have Dark or Light as “Roast”" },
    { "field \"Roast\" is not \"Dark\"", "Do not have Dark as “Roast”" },
    { "field \"Dog\" contains \"re\"", "Have the text “re” in “Dog”" },
    { "field \"Dog\" unknown", "Have nothing in “Dog”" },
    { "field \"Dog\" known", "Have something in “Dog”" },
    { "field \"Parks\" is not yes", "Do not have Yes as “Parks”" },
    { "field \"Size\" at least 42.5", "Have at least 42.5 as “Size”" },
    { "field \"Size\" not between 1 and 2", "Do not have 1 to 2 as “Size”" },
    { "field \"Day\" in last 30 days", "Have one of the last 30 days as “Day”" },
    { "field \"Day\" not in next 1 day", "Do not have today as “Day”" },
    { "field \"Day\" before last 30 days", "Have a day before the last 30 days as “Day”" },
    { "field \"Day\" not in last month", "Do not have a day last month as “Day”" },
    { "field \"Day\" anniversary in next 14 days",
      "Have an anniversary of “Day” in the next 14 days" },
    { "field \"Day\" not anniversary in this week",
      "Do not have an anniversary of “Day” this week" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgNode) root = rg_segment_parse (cases[i][0], NULL, NULL);
      g_autofree char *sentence =
        rg_rule_sentence (&((RgNode *) root->children->pdata[0])->rule, "NOK");

      g_assert_cmpstr (sentence, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-own/against-rows", test_against_rows);
  g_test_add_func ("/rule-own/unknown", test_unknown);
  g_test_add_func ("/rule-own/leap", test_leap);
  g_test_add_func ("/rule-own/sentences", test_sentences);
  return g_test_run ();
}
