/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The customers of a made-up shop. */
#include "rg-perf-shop-private.h"

#include <math.h>

static const char *const syllables[] = { "ber", "mann", "stein", "hof", "wal", "berg", "schmi",
                                         "kow", "ski", "nova", "son", "ander", "reau", "du",
                                         "gar", "lo", "pez", "ros", "chi", "jen", "niel", "van",
                                         "haus", "kra", "mer", "wei", "mac", "don", "maz" };

static const char *const occupations[] = { "", "", "", "Teacher", "Nurse", "Carpenter", "Cook",
                                           "Driver", "Farmer", "Painter" };

/* How somebody prefers to hear, by their number alone; half have not said. */
static const char *
get_prefers (guint id)
{
  static const char *const ways[] = { "", "email", "", "post", "", "email", "sms", "", "phone",
                                      "email", "", "", "email", "post", "", "" };

  return ways[id * 2654435761u >> 28];
}

/* The statements that write one customer. */
typedef struct {
  RgStatement *customer, *contact, *consent, *permission, *value;
} People;

static gboolean
write_tags (Making *making, RgDb *db, guint customer, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_prepare (
    db, "INSERT INTO customer_tag (customer_id, tag_id, import_id) VALUES (?1, ?2, 1)", error);

  for (guint t = 1; insert != NULL && t <= RG_PERF_TAGS; t++)
    {
      if (g_rand_double (making->random) > 0.15 / t + 0.002)
        continue;
      fprintf (making->tag_csv, "%u,%u\n", customer, t);
      rg_statement_bind_int (insert, 1, customer);
      rg_statement_bind_int (insert, 2, t);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static char *
make_name (GRand *random)
{
  return g_strdup_printf ("%s%s %s%s%s",
                          syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))],
                          syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))],
                          syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))],
                          syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))],
                          syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
}

static gboolean
write_contact (RgStatement *contact, guint id, guint kind, const char *name, const char *value,
               const char *city, GError **error)
{
  rg_perf_bind_uuid (contact, 1, kind, id);
  rg_statement_bind_int (contact, 2, id);
  rg_statement_bind_text (contact, 3, name);
  rg_statement_bind_text (contact, 4, value);
  rg_statement_bind_text (contact, 5, city);
  return rg_statement_run (contact, error);
}

/* The ledger's one entry about post, and what follows from it. */
static gboolean
write_permission (const People *people, guint id, gboolean granted, RgDay since, GError **error)
{
  rg_perf_bind_uuid (people->consent, 1, 5, id);
  rg_statement_bind_int (people->consent, 2, id);
  rg_statement_bind_int (people->consent, 3, granted);
  rg_statement_bind_int (people->consent, 4, since);
  rg_statement_bind_int (people->permission, 1, id);
  rg_statement_bind_int (people->permission, 2, granted);
  rg_statement_bind_int (people->permission, 3, since);
  return rg_statement_run (people->consent, error) && rg_statement_run (people->permission, error);
}

static gboolean
write_size (const People *people, guint id, int size, GError **error)
{
  rg_statement_bind_int (people->value, 1, id);
  rg_statement_bind_int (people->value, 2, size * 1000);
  return rg_statement_run (people->value, error);
}

static gboolean
write_customer (Making *making, const People *people, guint id, GError **error)
{
  GRand *random = making->random, *more = making->more;
  int year = g_rand_int_range (random, 1940, 2009), month = g_rand_int_range (random, 1, 13);
  int mday = g_rand_int_range (random, 1, 29);
  guint city = (guint) (RG_PERF_CITIES * pow (g_rand_double (random), 2));
  g_autofree char *name = make_name (random);
  g_autofree char *city_name = g_strdup_printf ("Town %u", city);
  g_autofree char *email = g_strdup_printf ("c%u@example.org", id);
  const char *occupation = occupations[g_rand_int_range (more, 0, G_N_ELEMENTS (occupations))];
  const RgDay joined = RG_PERF_TODAY - g_rand_int_range (more, 0, 1500);
  const guint home = id % 5 < 2 ? (id + 4) / 5 : 0;
  const int size = g_rand_boolean (more) ? g_rand_int_range (more, 34, 48) : 0;
  const gboolean has_email = g_rand_boolean (more);
  const int post = g_rand_int_range (more, -1, 2);

  fprintf (making->customer_csv, "%u,%s,%d,%s,%d,%u,%s,%d,%d,%d,%s\n", id, name,
           rg_day_from_ymd (year, month, mday), city_name, joined, home, occupation, size,
           has_email, post, get_prefers (id));
  rg_perf_bind_uuid (people->customer, 1, 1, id);
  rg_statement_bind_text (people->customer, 2, name);
  rg_statement_bind_int (people->customer, 3, year);
  rg_statement_bind_int (people->customer, 4, month);
  rg_statement_bind_int (people->customer, 5, mday);
  rg_statement_bind_int (people->customer, 6, joined);
  if (home > 0)
    rg_statement_bind_int (people->customer, 7, home);
  else
    rg_statement_bind_null (people->customer, 7);
  rg_statement_bind_text (people->customer, 8, occupation);
  rg_statement_bind_text (people->customer, 9, get_prefers (id));
  return rg_statement_run (people->customer, error) &&
         write_contact (people->contact, id, 2, "address", "Street 1", city_name, error) &&
         (!has_email || write_contact (people->contact, id, 4, "email", email, "", error)) &&
         (post < 0 || write_permission (people, id, post > 0, joined, error)) &&
         (size == 0 || write_size (people, id, size, error));
}

static gboolean
write_homes (Making *making, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_prepare (
    db, "INSERT INTO household (id, uuid, name, import_id) VALUES (?2, ?1, 'Home', 1)", error);

  for (guint i = 1; insert != NULL && i <= (making->customers + 4) / 5; i++)
    {
      rg_perf_bind_uuid (insert, 1, 6, i);
      rg_statement_bind_int (insert, 2, i);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return insert != NULL;
}

gboolean
rg_perf_write_customers (Making *making, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) customer = rg_db_prepare (
    db, "INSERT INTO customer (uuid, name, birth_year, birth_month, birth_day, joined_on, "
        "household_id, occupation, prefers, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "1)", error);
  g_autoptr (RgStatement) contact = rg_db_prepare (
    db, "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key, city, country, "
        "import_id) VALUES (?1, ?2, ?3, ?4, iif (?3 = 'email', ?4, ''), ?5, "
        "iif (?3 = 'email', '', 'Norway'), 1)", error);
  g_autoptr (RgStatement) consent = rg_db_prepare (
    db, "INSERT INTO consent (id, uuid, customer_id, channel, granted, effective_on, recorded_at, "
        "import_id) VALUES (?2, ?1, ?2, 'post', ?3, ?4, 0, 1)", error);
  g_autoptr (RgStatement) permission = rg_db_prepare (
    db, "INSERT INTO permission (customer_id, channel, granted, since_on, consent_id) "
        "VALUES (?1, 'post', ?2, ?3, ?1)", error);
  g_autoptr (RgStatement) value = rg_db_prepare (
    db, "INSERT INTO field_value (customer_id, field_id, part, number, import_id) "
        "VALUES (?1, 1, 0, ?2, 1)", error);
  const People people = { customer, contact, consent, permission, value };

  if (customer == NULL || contact == NULL || consent == NULL || permission == NULL ||
      value == NULL || !write_homes (making, db, error))
    return FALSE;
  for (guint i = 1; i <= making->customers; i++)
    if (!write_customer (making, &people, i, error) || !write_tags (making, db, i, error))
      return FALSE;
  return TRUE;
}
