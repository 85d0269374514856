/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Made-up people, and spoilt copies of them. */
#include "rg-test-people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In thousandths, in the order of the enum below; `chosen` of all fields. */
enum { INSERTED, LEFT_OUT, REPLACED, EXCHANGED, OTHER_VALUE, WORDS_SWAPPED, BLANK_IN, BLANK_OUT,
       MISSING, NEW_VALUE, MISSPELT, N_CHANGES };

static const struct {
  int chosen;
  gboolean digits;
  int change[N_CHANGES];
} table[N_FIELDS] = {
  [FIELD_GIVEN] = { 100, FALSE, { 50, 150, 350, 50, 20, 20, 10, 10, 20, 20, 300 } },
  [FIELD_FAMILY] = { 150, FALSE, { 100, 100, 350, 40, 20, 20, 10, 20, 20, 20, 300 } },
  [FIELD_NUMBER] = { 100, TRUE, { 100, 150, 600, 50, 50, 10, 0, 0, 20, 20, 0 } },
  [FIELD_STREET] = { 100, FALSE, { 100, 150, 550, 50, 20, 30, 20, 30, 40, 10, 0 } },
  [FIELD_STREET2] = { 100, FALSE, { 40, 40, 100, 20, 30, 40, 20, 10, 600, 100, 0 } },
  [FIELD_CITY] = { 100, FALSE, { 100, 150, 220, 40, 10, 20, 20, 20, 10, 10, 400 } },
  [FIELD_POSTCODE] = { 50, TRUE, { 0, 0, 350, 600, 30, 0, 0, 0, 10, 10, 0 } },
  [FIELD_BIRTHDAY] = { 100, TRUE, { 0, 0, 500, 300, 50, 0, 0, 0, 100, 50, 0 } },
  [FIELD_PHONE] = { 50, TRUE, { 0, 0, 400, 300, 150, 0, 0, 0, 50, 100, 0 } },
};

static const char *const given_names[] = {
  "joshua", "emily", "jack", "isabella", "thomas", "sophie", "lachlan", "chloe", "james", "jessica",
  "william", "charlotte", "daniel", "georgia", "samuel", "emma", "benjamin", "hannah", "matthew",
  "olivia", "nicholas", "grace", "ryan", "sarah", "alexander", "ella", "luke", "mia", "jacob",
  "lucy", "liam", "amelia", "ethan", "zoe", "dylan", "caitlin", "jayden", "madison", "connor",
  "lauren", "oliver", "ruby", "harrison", "jasmine", "jordan", "alexandra", "cooper", "abbey",
  "riley", "holly", "noah", "kayla", "max", "stephanie", "tyler", "rebecca", "mitchell", "molly",
  "callum", "phoebe", "blake", "jade", "harry", "amy", "aidan", "laura", "cameron", "nicole",
  "angus", "rachel", "patrick", "natasha", "kyle", "bridget", "brandon", "danielle", "joel",
  "tahlia", "adam", "elizabeth", "christopher", "erin", "michael", "claire", "sebastian", "paige",
  "charlie", "bianca", "xavier", "katelyn", "hamish", "natalie", "tristan", "matilda", "toby",
  "eliza", "oscar", "imogen", "isaac", "annabelle", "henry", "brooke", "finn", "sienna",
};

/* --- values --- */

static char *
make_word (guint of, guint least)
{
  static const char *const begins[] = { "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k",
                                        "l", "m", "mc", "n", "p", "r", "s", "st", "t", "w", "z" };
  static const char *const vowels[] = { "a", "e", "i", "o", "u", "ea", "ou", "ai" };
  static const char *const ends[] = { "n", "r", "l", "s", "t", "nd", "ck", "m", "ll", "rt", "" };
  GString *word = g_string_new (NULL);
  guint32 seed = of * 2654435761u + 12345;
  guint n = least + seed % 2;

  for (guint i = 0; i < n; i++)
    {
      seed = seed * 1103515245u + 12345u;
      g_string_append (word, begins[(seed >> 8) % G_N_ELEMENTS (begins)]);
      g_string_append (word, vowels[(seed >> 14) % G_N_ELEMENTS (vowels)]);
      g_string_append (word, ends[(seed >> 20) % G_N_ELEMENTS (ends)]);
    }
  return g_string_free (word, FALSE);
}

/* The first ones are more common: the share of a value is one by its rank and twenty. */
static guint
pick (GRand *rand, guint n)
{
  return (guint) (20 * exp (g_rand_double (rand) * log (n / 20.0 + 1)) - 20) % n;
}

static char *
make_value (GRand *rand, Field field)
{
  static const char *const kinds[] = { "street", "place", "crescent", "avenue", "circuit", "road" };
  g_autofree char *word = NULL;
  guint n;

  switch (field)
    {
    case FIELD_GIVEN:
      n = pick (rand, G_N_ELEMENTS (given_names) * 4);
      return n < G_N_ELEMENTS (given_names) ? g_strdup (given_names[n]) : make_word (n, 1);
    case FIELD_FAMILY:
      return make_word (1000 + pick (rand, 4000), 2);
    case FIELD_NUMBER:
      return g_strdup_printf ("%u", 1 + pick (rand, 300));
    case FIELD_STREET:
      word = make_word (20000 + (guint) g_rand_int_range (rand, 0, 3000), 2);
      return g_strdup_printf ("%s %s", word, kinds[g_rand_int_range (rand, 0, 6)]);
    case FIELD_STREET2:
      if (g_rand_double (rand) < 0.6)
        return g_strdup ("");
      return make_word (40000 + pick (rand, 2000), 3);
    case FIELD_CITY:
      return make_word (60000 + pick (rand, 1500), 3);
    case FIELD_POSTCODE:
      return g_strdup_printf ("%04d", 2000 + g_rand_int_range (rand, 0, 2500));
    case FIELD_BIRTHDAY:
      return g_strdup_printf ("%04d%02d%02d", g_rand_int_range (rand, 1900, 2000),
                              g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
    default:
      return g_strdup_printf ("0%d%08d", g_rand_int_range (rand, 2, 9),
                              g_rand_int_range (rand, 10000000, 99999999));
    }
}

/* --- changes --- */

/* Rather in the middle and behind than at the beginning. */
static gsize
place_of (GRand *rand, gsize length)
{
  double around = (g_rand_double (rand) + g_rand_double (rand) + g_rand_double (rand) - 1.5) * 2;

  return (gsize) CLAMP (round (length / 2.0 + 1 + around), 0, length - 1.0);
}

static char
other_character (GRand *rand, gboolean digits)
{
  return (char) (digits ? g_rand_int_range (rand, '0', '9' + 1)
                        : g_rand_int_range (rand, 'a', 'z' + 1));
}

static char *
put (const char *text, gsize at, gsize drop, const char *middle)
{
  return g_strdup_printf ("%.*s%s%s", (int) at, text, middle, text + at + drop);
}

static char *
swap_words (const char *text)
{
  const char *blank = strchr (text, ' ');

  return blank != NULL ? g_strdup_printf ("%s %.*s", blank + 1, (int) (blank - text), text) : NULL;
}

/* As it sounds. */
static char *
misspell (GRand *rand, const char *text)
{
  static const char *const sounds[][2] = { { "ck", "k" }, { "ph", "f" }, { "ll", "l" },
                                           { "ea", "ee" }, { "ie", "y" }, { "c", "k" },
                                           { "s", "z" },  { "ai", "ay" }, { "y", "ie" },
                                           { "ou", "oo" }, { "l", "ll" }, { "i", "y" } };
  guint first = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (sounds));

  for (guint i = 0; i < G_N_ELEMENTS (sounds); i++)
    {
      const char *const *pair = sounds[(first + i) % G_N_ELEMENTS (sounds)];
      const char *at = *text != '\0' ? strstr (text + 1, pair[0]) : NULL;

      if (at != NULL)
        return put (text, (gsize) (at - text), strlen (pair[0]), pair[1]);
    }
  return NULL;
}

/* NULL where there is nothing for such a change. */
static char *
change (GRand *rand, const char *text, Field field, int kind)
{
  const gsize length = strlen (text);
  const char character[2] = { other_character (rand, table[field].digits), '\0' };
  char two[3] = "";
  const char *blank;
  gsize at;

  if (kind == NEW_VALUE)
    return *text == '\0' ? make_value (rand, field) : NULL;
  if (length < 2)
    return NULL;
  at = place_of (rand, length);
  switch (kind)
    {
    case INSERTED:
      return put (text, at, 0, character);
    case LEFT_OUT:
      return put (text, at, 1, "");
    case REPLACED:
      return put (text, at, 1, character);
    case EXCHANGED:
      at = MIN (at, length - 2);
      two[0] = text[at + 1];
      two[1] = text[at];
      return put (text, at, 2, two);
    case OTHER_VALUE:
      return make_value (rand, field);
    case WORDS_SWAPPED:
      return swap_words (text);
    case BLANK_IN:
      return put (text, at, 0, " ");
    case BLANK_OUT:
      blank = strchr (text, ' ');
      return blank != NULL ? put (text, (gsize) (blank - text), 1, "") : NULL;
    case MISSPELT:
      return misspell (rand, text);
    default:
      return g_strdup ("");
    }
}

static int
choose (GRand *rand, const int *shares, int n)
{
  int sum = 0, at;

  for (int i = 0; i < n; i++)
    sum += shares[i];
  at = g_rand_int_range (rand, 0, sum);
  for (int i = 0; i < n; i++)
    if ((at -= shares[i]) < 0)
      return i;
  return n - 1;
}

static void
swap_fields (TestPerson *person, Field a, Field b)
{
  char *kept = person->field[a];

  person->field[a] = person->field[b];
  person->field[b] = kept;
}

static void
spoil (GRand *rand, TestPerson *person, guint most_in_field, guint most_in_all)
{
  int chosen[N_FIELDS];
  guint in_field[N_FIELDS] = { 0 };
  guint n = (guint) g_rand_int_range (rand, 1, (int) most_in_all + 1);

  for (int i = 0; i < N_FIELDS; i++)
    chosen[i] = table[i].chosen;
  if (g_rand_double (rand) < 0.05)
    swap_fields (person, FIELD_GIVEN, FIELD_FAMILY);
  if (g_rand_double (rand) < 0.02)
    swap_fields (person, FIELD_STREET, FIELD_STREET2);
  if (g_rand_double (rand) < 0.01)
    swap_fields (person, FIELD_POSTCODE, FIELD_CITY);
  for (guint tries = 0; n > 0 && tries < 100; tries++)
    {
      Field field = (Field) choose (rand, chosen, N_FIELDS);
      char *changed;

      if (in_field[field] == most_in_field)
        continue;
      changed = change (rand, person->field[field], field,
                        choose (rand, table[field].change, N_CHANGES));
      if (changed == NULL)
        continue;
      g_free (person->field[field]);
      person->field[field] = changed;
      in_field[field]++;
      n--;
    }
}

/* --- people --- */

static void
test_person_free (gpointer data)
{
  TestPerson *person = data;

  for (guint i = 0; i < N_FIELDS; i++)
    g_free (person->field[i]);
  g_free (person);
}

static TestPerson *
test_person_copy (const TestPerson *person)
{
  TestPerson *copy = g_new0 (TestPerson, 1);

  copy->original = person->original;
  for (guint i = 0; i < N_FIELDS; i++)
    copy->field[i] = g_strdup (person->field[i]);
  return copy;
}

static guint
count_copies (GRand *rand, guint most, Copies copies)
{
  double sum = 0, at, share[16];

  for (guint i = 0; i < most; i++)
    {
      share[i] = copies == COPIES_UNIFORM ? 1 : copies == COPIES_ZIPF ? 1.0 / (i + 1)
                                              : pow (1, i) / tgamma (i + 2.0);
      sum += share[i];
    }
  at = g_rand_double (rand) * sum;
  for (guint i = 0; i < most; i++)
    if ((at -= share[i]) < 0)
      return i + 1;
  return most;
}

/* Some live with the one before: of the same family, at one address, with one phone. */
static TestPerson *
make_person (GRand *rand, guint original, const TestPerson *before, double at_home)
{
  TestPerson *person = g_new0 (TestPerson, 1);
  gboolean home = before != NULL && g_rand_double (rand) < at_home;

  person->original = original;
  for (guint f = 0; f < N_FIELDS; f++)
    person->field[f] = home && f != FIELD_GIVEN && f != FIELD_BIRTHDAY
                         ? g_strdup (before->field[f]) : make_value (rand, (Field) f);
  return person;
}

GPtrArray *
test_people_make (GRand *rand, guint n_people, double at_home, guint n_copies, guint most_copies,
                  guint most_in_field, guint most_in_all, Copies copies)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (test_person_free);

  for (guint i = 0; i < n_people; i++)
    g_ptr_array_add (people, make_person (rand, i, i > 0 ? people->pdata[i - 1] : NULL, at_home));
  for (guint i = 0, made = 0; i < n_people && made < n_copies; i++)
    for (guint n = count_copies (rand, most_copies, copies); n > 0 && made < n_copies; n--, made++)
      {
        TestPerson *copy = test_person_copy (g_ptr_array_index (people, i));

        spoil (rand, copy, most_in_field, most_in_all);
        g_ptr_array_add (people, copy);
      }
  for (guint i = people->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (int) i);
      gpointer kept = people->pdata[i - 1];

      people->pdata[i - 1] = people->pdata[other];
      people->pdata[other] = kept;
    }
  return people;
}

/* What cannot be read as a day is left out, as an import does. */
static void
set_birthday (RgPerson *person, const char *text)
{
  guint64 number;

  if (strlen (text) != 8 || !g_ascii_string_to_unsigned (text, 10, 1, 99999999, &number, NULL) ||
      !g_date_valid_dmy ((GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                         (GDateYear) (number / 10000)))
    return;
  person->birth_year = (int) (number / 10000);
  person->birth_month = (int) (number / 100 % 100);
  person->birth_day = (int) (number % 100);
}

void
test_people_add (const GPtrArray *people, guint without, RgDuplicates *duplicates)
{
  for (guint i = 0; i < people->len; i++)
    {
      const TestPerson *from = g_ptr_array_index (people, i);
      const char *field[N_FIELDS];
      g_autofree char *street = NULL;
      g_autofree char *name = NULL;
      RgPerson person = { 0 };

      for (guint f = 0; f < N_FIELDS; f++)
        field[f] = without & 1u << f ? "" : from->field[f];
      street = g_strdup_printf ("%s %s\n%s", field[FIELD_NUMBER], field[FIELD_STREET],
                                field[FIELD_STREET2]);
      name = g_strdup_printf ("%s %s", field[FIELD_GIVEN], field[FIELD_FAMILY]);
      person.name = name;
      person.given_name = field[FIELD_GIVEN];
      person.family_name = field[FIELD_FAMILY];
      set_birthday (&person, field[FIELD_BIRTHDAY]);
      person.phone[0] = field[FIELD_PHONE];
      person.address[0].street = street;
      person.address[0].postcode = field[FIELD_POSTCODE];
      person.address[0].city = field[FIELD_CITY];
      rg_duplicates_add (duplicates, &person);
    }
}

guint
test_people_count_pairs (const GPtrArray *people)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_pairs = 0;

  for (guint i = 0; i < people->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (((TestPerson *) g_ptr_array_index (people, i))->original);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));

      n_pairs += before;
      g_hash_table_insert (seen, key, GUINT_TO_POINTER (before + 1));
    }
  return n_pairs;
}
