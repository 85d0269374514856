/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers of many chunks: what was put is what is read, in each generation, whichever of them is
 * let go first. */
#include "analysis/rg-dataset.h"

#define PEOPLE (2 * RG_CHUNK_SIZE + 100)

typedef struct {
  char *name, *search, *city, *postcode;
  RgCustomerRow row;
} Person;

static void
person_clear (Person *person)
{
  g_free (person->name);
  g_free (person->search);
  g_free (person->city);
  g_free (person->postcode);
}

/* Now and then an id or a day that needs more room than others. */
static void
person_set (Person *person, gint64 id)
{
  person_clear (person);
  person->name = g_strdup_printf ("person %d", g_test_rand_int_range (0, 1000000));
  person->search = g_strdup_printf ("p%" G_GINT64_FORMAT "@example.org", id);
  person->city = g_strdup_printf ("Town %d", g_test_rand_int_range (0, 50));
  person->postcode = g_strdup_printf ("%04d", g_test_rand_int_range (0, 5000));
  person->row = (RgCustomerRow) {
    .id = id,
    .name = person->name,
    .search = person->search,
    .city = person->city,
    .postcode = person->postcode,
    .born = g_test_rand_int_range (0, 5000) == 0 ? -200000 : g_test_rand_int_range (0, 15000),
    .joined = g_test_rand_int_range (18000, 20000),
    .household = g_test_rand_bit () ? g_test_rand_int_range (1, 3000) : 0,
    .flags = RG_HAS_EMAIL,
  };
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      person->row.permission[c] = (RgPermission) g_test_rand_int_range (0, 3);
      person->row.permission_since[c] =
        person->row.permission[c] == RG_PERMISSION_UNKNOWN ? RG_DAY_NONE
                                                           : g_test_rand_int_range (18000, 20000);
    }
}

static void
assert_person (const RgDataset *dataset, const Person *person)
{
  const guint p = rg_dataset_find_customer (dataset, person->row.id);
  const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, p >> RG_CHUNK_BITS);
  const guint i = p & (RG_CHUNK_SIZE - 1);
  g_autofree char *name = g_strconcat (person->name, "\n", NULL);
  g_autofree char *other = g_strconcat (person->search, "\n", NULL);

  g_assert_cmpint (rg_dataset_customer_id (dataset, p), ==, person->row.id);
  g_assert_cmpint (rg_dataset_born (dataset, p), ==, person->row.born);
  g_assert_cmpint (rg_dataset_joined (dataset, p), ==, person->row.joined);
  g_assert_cmpint (rg_dataset_household (dataset, p), ==, person->row.household);
  g_assert_cmpstr (dataset->cities.name[chunk->city[i]], ==, person->city);
  g_assert_cmpstr (dataset->postcodes.name[chunk->postcode[i]], ==, person->postcode);
  g_assert_cmpuint (chunk->country[i], ==, RG_NOTHING);
  g_assert_cmpuint (chunk->flags[i], ==, RG_HAS_EMAIL | RG_HAS_NAME);
  g_assert_cmpmem (chunk->text + chunk->name_start[i],
                   chunk->name_start[i + 1] - chunk->name_start[i], name, strlen (name));
  g_assert_cmpmem (chunk->text + chunk->other_start[i],
                   chunk->other_start[i + 1] - chunk->other_start[i], other, strlen (other));
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      g_assert_cmpint (rg_dataset_permission (dataset, p, (RgChannel) c), ==,
                       person->row.permission[c]);
      g_assert_cmpint (rg_day_column_get (&chunk->permission_since[c], i), ==,
                       person->row.permission_since[c]);
    }
}

static void
assert_people (const RgDataset *dataset, const Person *people, guint n)
{
  g_assert_cmpuint (dataset->n_live, ==, n);
  for (guint i = 0; i < n; i++)
    assert_person (dataset, &people[i]);
}

static RgDataset *
build (const RgDataset *base, const Person *people, guint first, guint n)
{
  g_autoptr (RgDatasetBuilder) builder =
    rg_dataset_builder_new (base, base != NULL ? base->generation + 1 : 1);

  for (guint i = first; i < first + n; i++)
    rg_dataset_builder_put_customer (builder, &people[i].row);
  return rg_dataset_builder_finish (builder);
}

static void
test_many (void)
{
  g_autofree Person *people = g_new0 (Person, PEOPLE);
  Person before = { 0 };
  g_autoptr (RgDataset) first = NULL;
  g_autoptr (RgDataset) folded = NULL;
  RgDataset *next;

  for (guint i = 0; i < PEOPLE; i++)
    person_set (&people[i], i < PEOPLE - 3 ? 2 * i + 1 : G_MAXINT64 - PEOPLE + i);
  next = build (NULL, people, 0, PEOPLE - 1);
  assert_people (next, people, PEOPLE - 1);
  first = g_steal_pointer (&next);
  /* One of the middle chunk, and a new one. */
  before = people[RG_CHUNK_SIZE + 7];
  people[RG_CHUNK_SIZE + 7] = (Person) { 0 };
  person_set (&people[RG_CHUNK_SIZE + 7], before.row.id);
  next = build (first, people, RG_CHUNK_SIZE + 7, 1);
  assert_person (first, &before);
  assert_people (next, people, PEOPLE - 1);
  g_clear_pointer (&first, rg_dataset_unref);
  first = build (next, people, PEOPLE - 1, 1);
  rg_dataset_unref (next);
  folded = rg_dataset_fold (first);
  assert_people (first, people, PEOPLE);
  g_clear_pointer (&first, rg_dataset_unref);
  assert_people (folded, people, PEOPLE);
  for (guint i = 0; i < PEOPLE; i++)
    person_clear (&people[i]);
  person_clear (&before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chunk/many", test_many);
  return g_test_run ();
}
