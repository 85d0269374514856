/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which customers are one person twice: the measures against published values, pairs that anybody
 * could tell, and how many of made-up copies are found. */
#include "analysis/rg-distance.h"
#include "rg-test-people.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- words --- */

static guint
letters (gunichar *to, const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    to[n++] = g_utf8_get_char (text);
  return n;
}

/* Winkler 1990, and the table of his later report (US Bureau of the Census RR 1994/05). */
static void
test_jaro_winkler (void)
{
  static const struct {
    const char *a, *b;
    double alike;
  } rows[] = {
    { "martha", "marhta", 0.961 },   { "dwayne", "duane", 0.840 },
    { "dixon", "dicksonx", 0.813 },  { "shackleford", "shackelford", 0.982 },
    { "nichleson", "nichulson", 0.956 },  { "massey", "massie", 0.933 },
    { "abroms", "abrams", 0.922 },   { "hardin", "martinez", 0.722 },
    { "jeraldine", "geraldine", 0.926 },  { "michelle", "michael", 0.921 },
    { "julies", "julius", 0.933 },   { "tanya", "tonya", 0.880 },
    { "sean", "susan", 0.805 },      { "jon", "john", 0.933 },
    { "same", "same", 1 },           { "abc", "xyz", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gunichar a[RG_LONGEST_WORD], b[RG_LONGEST_WORD];
      guint n_a = letters (a, rows[i].a), n_b = letters (b, rows[i].b);

      g_assert_cmpfloat_with_epsilon (rg_jaro_winkler (a, n_a, b, n_b), rows[i].alike, 0.00051);
      g_assert_cmpfloat_with_epsilon (rg_jaro_winkler (b, n_b, a, n_a), rows[i].alike, 0.00051);
    }
}

static void
test_edits (void)
{
  static const struct {
    const char *a, *b;
    guint edits;
  } rows[] = {
    { "dahl", "dahl", 0 },  { "dahl", "dhal", 1 },  { "dahl", "dal", 1 },  { "dahl", "dahle", 1 },
    { "dahl", "dehl", 1 },  { "", "abc", 3 },       { "ca", "abc", 3 },
    { "kitten", "sitting", 3 },
    { "smith", "jones", 4 }, { "王小明", "王晓明", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gunichar a[RG_LONGEST_WORD], b[RG_LONGEST_WORD];
      guint n_a = letters (a, rows[i].a), n_b = letters (b, rows[i].b);

      g_assert_cmpuint (rg_edits (a, n_a, b, n_b, 3), ==, rows[i].edits);
      g_assert_cmpuint (rg_edits (b, n_b, a, n_a, 3), ==, rows[i].edits);
    }
}

/* --- pairs that anybody could tell --- */

/* Enough others, so that common names are common and rare ones rare. */
static RgDuplicates *
new_shop (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) others = test_people_make (rand, 3000, 0, 0, 1, 1, 1, COPIES_UNIFORM);
  RgDuplicates *shop = rg_duplicates_new ();

  test_people_add (others, 0, shop);
  return shop;
}

#define AT(street_, postcode_, city_) .address = { { street_, postcode_, city_ } }
#define BORN(y, m, d) .birth_year = y, .birth_month = m, .birth_day = d

static const struct {
  const char *what;
  RgPerson a, b;
  char is; /* s: the same, h: one home, n: neither, u: unsure or less */
  RgFact fact;
  RgAgreement agreement;
} couples[] = {
  { "typing error, same phone",
    { .name = "Åse Dahlberg", .phone = { "4722334455" } },
    { .name = "Aase Dahlbrg", .phone = { "22334455" }, AT ("Storgata 7", "0155", "Oslo") },
    's', RG_FACT_PHONE, RG_AGREE_SAME },
  { "other order, same birthday",
    { .name = "Dahlberg, Åse", BORN (1971, 3, 14), AT ("", "0155", "Oslo") },
    { .given_name = "Åse", .family_name = "Dahlberg", BORN (1971, 3, 14),
      AT ("", "0155", "Oslo") },
    's', RG_FACT_NAME, RG_AGREE_SAME },
  { "nickname, same address",
    { .name = "Bill Hawthorne", AT ("12 Mill Lane", "SW1A 1AA", "London"), BORN (1960, 1, 2) },
    { .name = "William Hawthorne", AT ("12 Mill Lane", "SW1A1AA", "London"), BORN (1960, 1, 2) },
    's', RG_FACT_NAME, RG_AGREE_NICKNAME },
  { "another script",
    { .name = "Иван Петренко", .phone = { "380441234567" } },
    { .name = "Ivan Petrenko", .phone = { "380441234567" } },
    's', RG_FACT_NAME, RG_AGREE_SPELLED },
  { "Chinese and Latin",
    { .name = "王小明", .email = { "xm@example.org" } },
    { .name = "Xiaoming Wang", .email = { "xm@example.org" } },
    's', RG_FACT_NAME, RG_AGREE_SPELLED },
  { "Korean, one syllable wrong",
    { .name = "김민수", .phone = { "01012345678" }, BORN (1990, 5, 6) },
    { .name = "김민주", .phone = { "01012345678" }, BORN (1962, 9, 9) },
    'h', RG_FACT_PHONE, RG_AGREE_SAME },
  { "Arabic and Latin",
    { .name = "محمد حداد", .phone = { "96170123456" }, BORN (1980, 8, 8) },
    { .name = "Mohamed Haddad", .phone = { "96170123456" }, BORN (1980, 8, 8) },
    's', RG_FACT_BIRTHDAY, RG_AGREE_SAME },
  { "Greek, day and month changed",
    { .name = "Γιώργος Παπαδόπουλος", BORN (1975, 4, 11), .email = { "gp@example.gr" } },
    { .name = "Γιωργος Παπαδοπουλος", BORN (1975, 11, 4), .email = { "gp@example.gr" } },
    's', RG_FACT_BIRTHDAY, RG_AGREE_ALMOST },
  { "a couple: one home, one phone",
    { .name = "Ola Nordmo", .phone = { "22334456" }, AT ("Storgata 9", "0155", "Oslo") },
    { .name = "Kari Nordmo", .phone = { "22334456" }, AT ("Storgata 9", "0155", "Oslo") },
    'h', RG_FACT_NAME, RG_AGREE_PARTLY },
  { "a couple with one e-mail too",
    { .given_name = "Ola", .family_name = "Nordmo", .phone = { "22334456" },
      .email = { "nordmo@example.no" }, AT ("Storgata 9", "0155", "Oslo"), BORN (1970, 1, 5) },
    { .given_name = "Kari", .family_name = "Nordmo", .phone = { "22334456" },
      .email = { "nordmo@example.no" }, AT ("Storgata 9", "0155", "Oslo"), BORN (1971, 7, 9) },
    'h', RG_FACT_NAME, RG_AGREE_PARTLY },
  { "twins",
    { .name = "Ida Nordmo", BORN (2001, 2, 3), AT ("Storgata 9", "0155", "Oslo"),
      .phone = { "22334456" } },
    { .name = "Jonas Nordmo", BORN (2001, 2, 3), AT ("Storgata 9", "0155", "Oslo"),
      .phone = { "22334456" } },
    'h', RG_FACT_BIRTHDAY, RG_AGREE_SAME },
  { "mother and daughter of one name",
    { .name = "Anna Nordmo", BORN (1950, 2, 3), AT ("Storgata 9", "0155", "Oslo") },
    { .name = "Anna Nordmo", BORN (1978, 11, 30), AT ("Storgata 9", "0155", "Oslo") },
    'u', RG_FACT_BIRTHDAY, RG_AGREE_DIFFERENT },
  { "namesakes",
    { .name = "Thomas Smith", BORN (1950, 2, 3) },
    { .name = "Thomas Smith", BORN (1981, 12, 9) },
    'n', RG_FACT_BIRTHDAY, RG_AGREE_DIFFERENT },
  { "namesakes with e-mails of their own",
    { .name = "Emily Jack", .email = { "emily.jack@example.org" },
      AT ("Storgata 9", "0155", "Oslo") },
    { .name = "Emily Jack", .email = { "emily.jack2@example.org" },
      AT ("Havnegata 3", "7010", "Trondheim") },
    'n', RG_FACT_EMAIL, RG_AGREE_ALMOST },
  { "only a name in common",
    { .name = "Emily Jack" },
    { .name = "Emily Jack" },
    'u', RG_FACT_BIRTHDAY, RG_AGREE_UNKNOWN },
  { "only a rare name in common",
    { .name = "Gunhild Skarpnes", .email = { "g.s@example.no" } },
    { .name = "Gunhild Skarpnes", .phone = { "99887766" } },
    's', RG_FACT_EMAIL, RG_AGREE_UNKNOWN },
  { "what is missing does not disagree",
    { .name = "Gunhild Skarpnes", BORN (1966, 6, 6), .phone = { "99887766" } },
    { .name = "Gunhild Skarpnes", BORN (1966, 6, 6), .email = { "g.s@example.no" },
      AT ("Havnegata 3", "7010", "Trondheim"), .card = "1234" },
    's', RG_FACT_PHONE, RG_AGREE_UNKNOWN },
  { "told apart already",
    { .name = "Jan Nordmo", AT ("Storgata 9", "0155", "Oslo"), .household = 4 },
    { .name = "J. Nordmo", AT ("Storgata 9", "0155", "Oslo"), .household = 4 },
    'h', RG_FACT_HOME, RG_AGREE_SAME },
  { "an initial",
    { .name = "G. Skarpnes", .email = { "gs@example.no" }, .phone = { "99887766" } },
    { .name = "Gunhild Skarpnes", .email = { "gs@example.no" }, .phone = { "99887766" } },
    's', RG_FACT_NAME, RG_AGREE_INITIAL },
  { "married, same birthday and e-mail",
    { .given_name = "Gunhild", .family_name = "Skarpnes", BORN (1966, 6, 6),
      .email = { "gunhild@example.no" } },
    { .given_name = "Gunhild", .family_name = "Nordmo", BORN (1966, 6, 6),
      .email = { "gunhild@example.no" } },
    's', RG_FACT_NAME, RG_AGREE_PARTLY },
  { "a restaurant of two lists",
    { .name = "Art's Delicatessen", .phone = { "8187621221" },
      AT ("12224 Ventura Blvd.", "", "Studio City") },
    { .name = "Art's Deli", .phone = { "8187621221" },
      AT ("12224 Ventura Blvd.", "", "Studio City") },
    's', RG_FACT_NAME, RG_AGREE_ALMOST },
};

static void
test_couples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (couples); i++)
    {
      g_autoptr (RgDuplicates) shop = new_shop ();
      guint a = rg_duplicates_add (shop, &couples[i].a);
      guint b = rg_duplicates_add (shop, &couples[i].b);
      RgFactScore facts[RG_N_FACTS];
      RgPair pair = rg_duplicates_compare (shop, a, b, facts);
      RgPair back = rg_duplicates_compare (shop, b, a, NULL);

      g_test_message ("%s: same %.4f, home %.4f", couples[i].what, pair.same, pair.home);
      for (guint f = 0; f < RG_N_FACTS; f++)
        if (facts[f].agreement != RG_AGREE_UNKNOWN)
          g_test_message ("  fact %u: %u, %+.1f bits", f, facts[f].agreement, facts[f].weight);
      g_assert_cmpfloat (pair.same, ==, back.same);
      g_assert_true (couples[i].is != 's' || pair.same >= RG_SAME_LIKELY);
      g_assert_true (couples[i].is != 'h' || (pair.same < RG_SAME_LIKELY && pair.home >= 0.5));
      g_assert_true (couples[i].is != 'n' || (pair.same < RG_SAME_PERHAPS && pair.home < 0.5));
      g_assert_true (couples[i].is != 'u' || pair.same < RG_SAME_LIKELY);
      g_assert_cmpuint (facts[couples[i].fact].agreement, ==, couples[i].agreement);
    }
}

/* --- how many are found --- */

typedef struct {
  const char *what;
  guint n_people;
  double at_home;
  guint n_copies, most_copies, in_field, in_all;
  Copies copies;
  guint without;
} Setting;

static const Setting settings[] = {
  /* what Febrl's data sets 2, 4 and 3 were made with */
  { "default: 2 changes", 4000, 0, 1000, 5, 2, 2, COPIES_POISSON, 0 },
  { "default: 4 changes", 2500, 0, 2500, 1, 2, 4, COPIES_UNIFORM, 0 },
  { "harsher: 6 changes, 5 copies", 2000, 0, 3000, 5, 4, 6, COPIES_ZIPF, 0 },
  { "with families", 4000, 0.4, 3000, 2, 2, 4, COPIES_UNIFORM, 0 },
  { "without phones", 4000, 0, 3000, 5, 2, 4, COPIES_ZIPF, 1 << FIELD_PHONE },
};

static void
test_found (gconstpointer data)
{
  const Setting *setting = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20051107);
  g_autoptr (GPtrArray) people =
    test_people_make (rand, setting->n_people, setting->at_home, setting->n_copies,
                      setting->most_copies, setting->in_field, setting->in_all, setting->copies);
  g_autoptr (RgDuplicates) duplicates = rg_duplicates_new ();
  g_autoptr (GArray) pairs = NULL;
  const guint n_true = test_people_count_pairs (people);
  const double steps[] = { 0.999, 0.99, 0.95, RG_SAME_SURELY, 0.8, RG_SAME_LIKELY,
                           RG_SAME_PERHAPS, 0.05 };
  guint at = 0, n_right = 0, n_all = 0;

  test_people_add (people, setting->without, duplicates);
  pairs = rg_duplicates_find (duplicates, 0.01, NULL, NULL);
  g_test_message ("%s: %u people, %u pairs", setting->what, people->len, n_true);
  for (guint i = 0; i <= pairs->len && at < G_N_ELEMENTS (steps); i++)
    {
      const RgPair *pair = &g_array_index (pairs, RgPair, i);
      const TestPerson *a, *b;

      while (at < G_N_ELEMENTS (steps) && (i == pairs->len || pair->same < steps[at]))
        {
          double precision = n_all > 0 ? (double) n_right / n_all : 1;
          double recall = (double) n_right / n_true;

          g_test_message ("threshold %.3f: precision %.4f, recall %.4f", steps[at], precision,
                          recall);
          if (steps[at] == RG_SAME_LIKELY)
            {
              g_assert_cmpfloat (precision, >=, 0.98);
              g_assert_cmpfloat (recall, >=, 0.95);
            }
          at++;
        }
      if (i == pairs->len)
        break;
      a = g_ptr_array_index (people, pair->a);
      b = g_ptr_array_index (people, pair->b);
      n_all++;
      n_right += a->original == b->original;
    }
}

/* People who only have a name in common, as a shop's list of names and numbers has them. */
static void
test_namesakes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20051107);
  g_autoptr (GPtrArray) people = test_people_make (rand, 6000, 0, 0, 1, 1, 1, COPIES_UNIFORM);
  const guint but_names_and_phones =
    ((1u << N_FIELDS) - 1) ^ (1u << FIELD_GIVEN | 1u << FIELD_FAMILY | 1u << FIELD_PHONE);
  g_autoptr (RgDuplicates) shop = rg_duplicates_new ();
  g_autoptr (GArray) pairs = NULL;
  guint n_likely = 0;

  test_people_add (people, but_names_and_phones, shop);
  pairs = rg_duplicates_find (shop, RG_SAME_PERHAPS, NULL, NULL);
  for (guint i = 0; i < pairs->len; i++)
    {
      const RgPair *pair = &g_array_index (pairs, RgPair, i);
      RgFactScore facts[RG_N_FACTS];

      rg_duplicates_compare (shop, pair->a, pair->b, facts);
      n_likely += pair->same >= RG_SAME_LIKELY;
      if (facts[RG_FACT_NAME].agreement == RG_AGREE_SAME && pair->same >= RG_SAME_LIKELY)
        g_test_message ("%s", ((TestPerson *) people->pdata[pair->a])->field[FIELD_FAMILY]);
    }
  g_test_message ("%u pairs, %u likely", pairs->len, n_likely);
  g_assert_cmpuint (pairs->len, >, 20);
  g_assert_cmpuint (n_likely, <=, 3);
}

/* A shop in which each of a few names belongs to one language, and each language to one part of the
 * town: the namesakes of one street are strangers, whatever they have in common besides. */
static void
add_neighbour (RgDuplicates *shop, GRand *rand, guint i, gboolean again)
{
  static const char *const given[] = { "Ana",  "Luis", "Marta", "Jorge", "Olga", "Ivan",
                                       "Vera", "Oleg", "Eleni", "Nikos", "Maria", "Petros" };
  static const char *const family[] = { "Garcia",  "Lopez", "Perez",  "Ruiz",
                                        "Petrova", "Orlov", "Volkova", "Sokol",
                                        "Pappas",  "Nikas", "Samaras", "Vlahos" };
  static const char *const streets[] = { "Calle Mayor", "Lesnaya", "Odos Ermou" };
  const guint people = i % 3;
  const guint name = g_rand_int_range (rand, 0, 16);
  g_autofree char *street = g_strdup_printf ("%s %u", streets[people], i + 1);
  g_autofree char *phone = g_strdup_printf ("%08d", g_rand_int_range (rand, 10000000, 99999999));
  g_autofree char *email = g_strdup_printf ("%s.%s%u@example.org", given[people * 4 + name % 4],
                                            family[people * 4 + name / 4], i);
  g_autofree char *postcode = g_strdup_printf ("10%u0", people);
  RgPerson person = { .given_name = given[people * 4 + name % 4],
                      .family_name = family[people * 4 + name / 4],
                      .address = { { street, postcode, "Town" } }, .n_visits = 4, .first_on = 1,
                      .last_on = 900, .location = people + 1 };

  if (i % 2 == 0)
    person.phone[0] = phone;
  if (i % 3 != 1)
    person.email[0] = email;
  if (i % 4 < 2)
    {
      person.birth_year = g_rand_int_range (rand, 1940, 2005);
      person.birth_month = g_rand_int_range (rand, 1, 13);
      person.birth_day = g_rand_int_range (rand, 1, 29);
    }
  rg_duplicates_add (shop, &person);
  person.n_visits = 0;
  if (again)
    rg_duplicates_add (shop, &person);
}

static void
test_neighbours (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20051107);
  g_autoptr (RgDuplicates) shop = rg_duplicates_new ();
  g_autoptr (GArray) pairs = NULL;
  guint n_twice = 0, n_likely = 0;

  for (guint i = 0; i < 400; i++)
    add_neighbour (shop, rand, i, i >= 320);
  pairs = rg_duplicates_find (shop, RG_SAME_LIKELY, NULL, NULL);
  for (guint i = 0; i < pairs->len; i++)
    {
      const RgPair *pair = &g_array_index (pairs, RgPair, i);

      n_likely += pair->same >= RG_SAME_LIKELY;
      if (pair->same >= RG_SAME_LIKELY && pair->a >= 320 && pair->b == pair->a + 1 &&
          pair->a % 2 == 0)
        n_twice++;
    }
  g_test_message ("%u likely, of whom %u are there twice", n_likely, n_twice);
  g_assert_cmpuint (n_twice, >=, 78);
  g_assert_cmpuint (n_likely - n_twice, <=, 3);
}

static gboolean
stop_half_way (double share, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (share, >=, *last);
  *last = share;
  return share < 0.6;
}

static void
test_stopped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) people = test_people_make (rand, 3000, 0, 3000, 1, 1, 1, COPIES_UNIFORM);
  g_autoptr (RgDuplicates) duplicates = rg_duplicates_new ();
  double last = 0;

  test_people_add (people, 0, duplicates);
  g_assert_null (rg_duplicates_find (duplicates, 0.5, stop_half_way, &last));
  g_assert_cmpfloat (last, >=, 0.6);
}

/* A phone that everybody gave pairs nobody, and says nothing. */
static void
test_everybodys_phone (void)
{
  g_autoptr (RgDuplicates) duplicates = rg_duplicates_new ();
  g_autoptr (GArray) pairs = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person%c%c%c Number%u", 'a' + i % 26,
                                               'a' + i / 26 % 26, 'a' + i / 676, i);
      RgPerson person = { .name = name, .phone = { "00000000" } };

      rg_duplicates_add (duplicates, &person);
    }
  pairs = rg_duplicates_find (duplicates, RG_SAME_PERHAPS, NULL, NULL);
  g_assert_cmpuint (pairs->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/jaro-winkler", test_jaro_winkler);
  g_test_add_func ("/duplicates/edits", test_edits);
  g_test_add_func ("/duplicates/couples", test_couples);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/duplicates/found/%zu", i);

      g_test_add_data_func (path, &settings[i], test_found);
    }
  g_test_add_func ("/duplicates/namesakes", test_namesakes);
  g_test_add_func ("/duplicates/neighbours", test_neighbours);
  g_test_add_func ("/duplicates/stopped", test_stopped);
  g_test_add_func ("/duplicates/everybodys-phone", test_everybodys_phone);
  return g_test_run ();
}
