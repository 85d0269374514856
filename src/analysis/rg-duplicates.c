/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Takes people in as numbers, and finds the pairs. */
#include "analysis/rg-duplicates-private.h"

#include <string.h>

#include "base/rg-fold.h"

/* So many comparisons between two questions whether to go on. */
#define RG_PAIRS_A_TURN 4096

RgDuplicates *
rg_duplicates_new (void)
{
  RgDuplicates *duplicates = g_new0 (RgDuplicates, 1);

  duplicates->records = g_array_new (FALSE, TRUE, sizeof (RgRecord));
  duplicates->names = rg_word_list_new ();
  duplicates->emails = rg_word_list_new ();
  duplicates->locals = rg_word_list_new ();
  duplicates->phones = rg_word_list_new ();
  duplicates->cards = rg_word_list_new ();
  duplicates->birthdays = rg_word_list_new ();
  duplicates->streets = rg_word_list_new ();
  duplicates->street_words = rg_word_list_new ();
  duplicates->postcodes = rg_word_list_new ();
  duplicates->cities = rg_word_list_new ();
  duplicates->locations = g_hash_table_new (NULL, NULL);
  duplicates->seen = g_new0 (RgWordsSeen, RG_WORDS_SEEN);
  return duplicates;
}

void
rg_duplicates_free (RgDuplicates *duplicates)
{
  RgWordList *lists[] = { duplicates->names,   duplicates->emails,       duplicates->locals,
                          duplicates->phones,  duplicates->cards,        duplicates->birthdays,
                          duplicates->streets, duplicates->street_words, duplicates->postcodes,
                          duplicates->cities };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    rg_word_list_free (lists[i]);
  g_hash_table_unref (duplicates->locations);
  g_array_unref (duplicates->records);
  g_free (duplicates->seen);
  g_free (duplicates->group);
  g_free (duplicates);
}

/* --- taking in ---------------------------------------------------------------------------- */

static gboolean
rg_is_known (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Without blanks and signs: "SW1A 1AA" is "sw1a1aa". */
static guint32
rg_duplicates_add_plain (RgWordList *list, const char *text)
{
  g_autofree char *folded = rg_is_known (text) ? rg_fold (text) : NULL;
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = folded != NULL ? folded : ""; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));
  return plain->len > 0 ? rg_word_list_add (list, plain->str) : RG_NOTHING_KNOWN;
}

static void
rg_duplicates_take_contacts (RgDuplicates *duplicates, const RgPerson *person, RgRecord *record)
{
  for (guint i = 0; i < RG_PERSON_CONTACTS && rg_is_known (person->email[i]); i++)
    {
      const char *at = strchr (person->email[i], '@');
      g_autofree char *local = at != NULL ? g_strndup (person->email[i], at - person->email[i])
                                          : g_strdup (person->email[i]);

      record->local[i] = rg_word_list_add (duplicates->locals, local);
      record->email[record->n_emails++] = rg_word_list_add (duplicates->emails, person->email[i]);
    }
  for (guint i = 0; i < RG_PERSON_CONTACTS && rg_is_known (person->phone[i]); i++)
    {
      gsize length = strlen (person->phone[i]);

      /* With the code of the country or without. */
      if (length >= 5)
        record->phone[record->n_phones++] =
          rg_word_list_add (duplicates->phones, person->phone[i] + (length > 8 ? length - 8 : 0));
    }
}

static void
rg_duplicates_take_street (RgDuplicates *duplicates, const char *street, RgHome *home)
{
  guint32 words[RG_STREET_WORDS + G_N_ELEMENTS (home->number)];
  guint n = rg_word_list_add_text (duplicates->street_words, street, words, G_N_ELEMENTS (words));

  for (guint i = 0; i < n; i++)
    {
      const RgWord *word = rg_word_list_get (duplicates->street_words, words[i]);

      if (!g_unichar_isdigit (word->text[0]))
        {
          if (home->n_words < RG_STREET_WORDS)
            home->word[home->n_words++] = words[i];
        }
      else if (home->n_numbers < G_N_ELEMENTS (home->number))
        home->number[home->n_numbers++] = words[i];
    }
}

static void
rg_duplicates_take_homes (RgDuplicates *duplicates, const RgPerson *person, RgRecord *record)
{
  for (guint i = 0; i < RG_PERSON_ADDRESSES; i++)
    {
      RgHome *home = &record->home[record->n_homes];

      home->whole = rg_duplicates_add_plain (duplicates->streets, person->address[i].street);
      home->postcode = rg_duplicates_add_plain (duplicates->postcodes, person->address[i].postcode);
      home->city = rg_duplicates_add_plain (duplicates->cities, person->address[i].city);
      if (home->whole != RG_NOTHING_KNOWN)
        rg_duplicates_take_street (duplicates, person->address[i].street, home);
      record->n_homes += home->whole != RG_NOTHING_KNOWN || home->postcode != RG_NOTHING_KNOWN ||
                         home->city != RG_NOTHING_KNOWN;
    }
}

static void
rg_duplicates_take_birthday (RgDuplicates *duplicates, const RgPerson *person, RgRecord *record)
{
  g_autofree char *text = g_strdup_printf ("%04d%02d%02d", person->birth_year, person->birth_month,
                                           person->birth_day);

  record->year = (gint16) person->birth_year;
  record->month = (guint8) person->birth_month;
  record->day = (guint8) person->birth_day;
  record->birthday = person->birth_year != 0 && person->birth_month != 0
                       ? rg_word_list_add (duplicates->birthdays, text) : RG_NOTHING_KNOWN;
}

guint
rg_duplicates_add (RgDuplicates *duplicates, const RgPerson *person)
{
  RgRecord record = { .household = person->household, .n_visits = person->n_visits,
                      .first_on = person->first_on, .last_on = person->last_on,
                      .location = person->location };

  record.name = rg_word_list_add_name (duplicates->names, person->name, person->given_name,
                                       person->family_name);
  record.card = rg_duplicates_add_plain (duplicates->cards, person->card);
  if (rg_is_known (person->gender))
    record.gender = (guint8) g_ascii_tolower (*person->gender);
  rg_duplicates_take_birthday (duplicates, person, &record);
  rg_duplicates_take_contacts (duplicates, person, &record);
  rg_duplicates_take_homes (duplicates, person, &record);
  if (person->location != 0)
    {
      gpointer key = (gpointer) (gintptr) person->location;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (duplicates->locations, key));

      g_hash_table_insert (duplicates->locations, key, GUINT_TO_POINTER (n + 1));
    }
  g_array_append_val (duplicates->records, record);
  duplicates->has_groups = FALSE;
  return duplicates->records->len - 1;
}

/* --- finding ------------------------------------------------------------------------------ */

static int
rg_pair_compare (gconstpointer a, gconstpointer b)
{
  const RgPair *x = a, *y = b;

  if (x->same != y->same)
    return x->same > y->same ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

/* The pairs so far by their two people, and everybody's sure partners. */
typedef struct {
  RgDuplicates *duplicates;
  GArray *pairs;
  GHashTable *places;   /* (a << 32) | b -> place in pairs + 1 */
  GHashTable *partners; /* number + 1 -> GArray of RgPartner */
} RgTriangles;

typedef struct {
  guint32 other;
  float same;
} RgPartner;

static guint64 *
rg_triangles_dup_key (guint32 a, guint32 b)
{
  guint64 key = (guint64) MIN (a, b) << 32 | MAX (a, b);

  return g_memdup2 (&key, sizeof key);
}

static void
rg_triangles_add_partner (RgTriangles *triangles, guint32 who, guint32 other, float same)
{
  GArray *partners = g_hash_table_lookup (triangles->partners, GUINT_TO_POINTER (who + 1));
  RgPartner partner = { other, same };

  if (partners == NULL)
    {
      partners = g_array_new (FALSE, FALSE, sizeof (RgPartner));
      g_hash_table_insert (triangles->partners, GUINT_TO_POINTER (who + 1), partners);
    }
  g_array_append_val (partners, partner);
}

/* Two who are both the same as a third are the same: at least so likely as both together. */
static void
rg_triangles_close (RgTriangles *triangles, const RgPartner *x, const RgPartner *y)
{
  const RgRecord *a = rg_duplicates_record (triangles->duplicates, x->other);
  const RgRecord *b = rg_duplicates_record (triangles->duplicates, y->other);
  g_autofree guint64 *key = rg_triangles_dup_key (x->other, y->other);
  gpointer place = g_hash_table_lookup (triangles->places, key);
  RgPair pair = { MIN (x->other, y->other), MAX (x->other, y->other), x->same + y->same - 1, 0 };

  if (a->household != 0 && a->household == b->household)
    return;
  if (place != NULL)
    {
      RgPair *known = &g_array_index (triangles->pairs, RgPair, GPOINTER_TO_UINT (place) - 1);

      known->same = MAX (known->same, pair.same);
      known->home = MIN (known->home, 1 - known->same);
      return;
    }
  g_array_append_val (triangles->pairs, pair);
  g_hash_table_insert (triangles->places, g_steal_pointer (&key),
                       GUINT_TO_POINTER (triangles->pairs->len));
}

static void
rg_pairs_close_triangles (RgDuplicates *duplicates, GArray *pairs)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) partners =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  RgTriangles triangles = { duplicates, pairs, places, partners };
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < pairs->len; i++)
    {
      const RgPair *pair = &g_array_index (pairs, RgPair, i);

      g_hash_table_insert (places, rg_triangles_dup_key (pair->a, pair->b),
                           GUINT_TO_POINTER (i + 1));
      if (pair->same < RG_SAME_SURELY)
        continue;
      rg_triangles_add_partner (&triangles, pair->a, pair->b, pair->same);
      rg_triangles_add_partner (&triangles, pair->b, pair->a, pair->same);
    }
  g_hash_table_iter_init (&iter, partners);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GArray *all = value;

      for (guint i = 0; i < MIN (all->len, RG_BLOCK_MOST); i++)
        for (guint j = i + 1; j < MIN (all->len, RG_BLOCK_MOST); j++)
          rg_triangles_close (&triangles, &g_array_index (all, RgPartner, i),
                              &g_array_index (all, RgPartner, j));
    }
}

GArray *
rg_duplicates_find (RgDuplicates *duplicates, double least, RgDuplicatesFunc keep_going,
                    gpointer data)
{
  g_autoptr (GArray) candidates = rg_duplicates_block (duplicates, keep_going, data);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (RgPair));

  if (candidates == NULL)
    return NULL;
  for (guint i = 0; i < candidates->len; i++)
    {
      guint64 both = g_array_index (candidates, guint64, i);
      RgPair pair = rg_duplicates_compare (duplicates, (guint) (both >> 32), (guint32) both, NULL);

      if (pair.same >= least || pair.home >= 0.5f)
        g_array_append_val (pairs, pair);
      if (i % RG_PAIRS_A_TURN == 0 && keep_going != NULL &&
          !keep_going (0.5 + 0.5 * i / candidates->len, data))
        return NULL;
    }
  rg_pairs_close_triangles (duplicates, pairs);
  g_array_sort (pairs, rg_pair_compare);
  return g_steal_pointer (&pairs);
}
