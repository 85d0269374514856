/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Words, tags and birthdays of people, one after the other. */
#include "rg-plain-private.h"

#include "base/rg-fold.h"
#include "rules/rg-permission.h"

#include <math.h>
#include <string.h>

/* --- words -------------------------------------------------------------------------------- */

static gboolean
has_text (const char *text, const char *part)
{
  g_autofree char *x = rg_fold (text != NULL ? text : "");
  g_autofree char *y = rg_fold (part);

  return strstr (x, y) != NULL;
}

/* Every word of it somewhere. */
gboolean
plain_has_words (const PlainPerson *person, const char *words)
{
  g_autofree char *folded = rg_fold (words);
  g_auto (GStrv) list = g_strsplit_set (folded, " \t\n", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0' && !has_text (person->name, list[i]) &&
        !has_text (person->city, list[i]) && !has_text (person->search, list[i]))
      return FALSE;
  return TRUE;
}

gboolean
plain_has_part (const RgRule *rule, const char *text)
{
  g_autofree char *x = rg_fold (text != NULL ? text : "");
  g_autofree char *y = rg_fold (rule->names[0]);
  RgOp op;

  rg_op_is_not (rule->op, &op);
  return op == RG_OP_STARTS ? g_str_has_prefix (x, y)
         : op == RG_OP_ENDS ? g_str_has_suffix (x, y) : strstr (x, y) != NULL;
}

/* Some word begins or ends so, or several do together. */
gboolean
plain_has_edge (const PlainPerson *person, const RgRule *rule)
{
  const char *const texts[] = { person->name, person->city, person->search };
  g_autofree char *part = rg_fold (rule->names[0]);
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_CONTAINS)
    return plain_has_words (person, rule->names[0]);
  for (guint i = 0; *part != '\0' && i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = rg_fold (texts[i] != NULL ? texts[i] : "");
      g_autofree char *padded = g_strdup_printf (" %s ", folded);
      g_autofree char *word = g_strdup_printf (op == RG_OP_STARTS ? " %s" : "%s ", part);

      if (strstr (padded, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* --- tags and birthdays ------------------------------------------------------------------- */

/* A tag of one that was merged is a tag of who it became. */
gboolean
plain_has_tag (const Plain *plain, char *const *names, gint64 id)
{
  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *person = plain->people->pdata[i];

      for (guint t = 0; t < person->tags->len; t++)
        if (plain_resolve (plain, person->id) == id &&
            plain_named (names, person->tags->pdata[t]))
          return TRUE;
    }
  return FALSE;
}

/* Any, all or none. */
gboolean
plain_has_tags (const Plain *plain, const RgRule *rule, gint64 id)
{
  gboolean any = FALSE, all = TRUE;

  for (guint i = 0; rule->names[i] != NULL; i++)
    {
      char *const one[] = { rule->names[i], NULL };
      const gboolean has = plain_has_tag (plain, one, id);

      any |= has;
      all &= has;
    }
  return rule->has == 0 ? any : rule->has == 1 ? all : !any;
}

gboolean
plain_birthday_holds (const Plain *plain, const RgRule *rule, const PlainPerson *person)
{
  int month = person->month, mday = person->mday, year;

  if (person->born != RG_DAY_NONE)
    rg_day_to_ymd (person->born, &year, &month, &mday);
  if (plain_is (rule, "birthday in month"))
    return month == rule->low;
  return month != 0 && plain_comes_round (plain, &rule->window, month, mday) != RG_DAY_NONE;
}

/* --- how they prefer to hear -------------------------------------------------------------- */

/* Their own word, else that of the first of those who became part of them. */
static const char *
prefers_of (const Plain *plain, const PlainPerson *person)
{
  const PlainPerson *speaker = person;

  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *other = plain->people->pdata[i];
      const gboolean silent = speaker->prefers == NULL || *speaker->prefers == '\0';

      if (other->prefers != NULL && *other->prefers != '\0'
          && plain_resolve (plain, other->id) == person->id
          && (silent || (speaker != person && other->id < speaker->id)))
        speaker = other;
    }
  return speaker->prefers != NULL ? speaker->prefers : "";
}

gboolean
plain_prefers_holds (const Plain *plain, const RgRule *rule, const PlainPerson *person)
{
  const char *said = prefers_of (plain, person);

  return rule->has == RG_CHANNELS
           ? *said == '\0' : g_str_equal (said, rg_channel_get_id ((RgChannel) rule->has));
}

/* --- distance ----------------------------------------------------------------------------- */

/* Within a hundred kilometres or so; the last one is far away. */
const PlainPoint plain_points[] = {
  { "NO", "ANN", 30000, 0 },       { "NO", "BERGEN", 30000, 20000 }, { "NO", "BLUE", -5000, 40000 },
  { "NO", "COFFEE", 0, -25000 },   { "NO", "KIM", 2000, 3000 },      { "NO", "OSLO", 0, 0 },
  { "NO", "P3", 60000, -50000 },   { "NO", "RED", 10000, 1000 },     { "NO", "TEA", -9000000, 0 },
  { "SE", "BERGEN", 700, 123 },    { "SE", "VOSS", 44000, 33000 },   { NULL },
};

/* Folded, which is enough for words. */
static const PlainPoint *
point_of (const char *country, const char *postcode)
{
  g_autofree char *wanted = rg_fold (postcode);

  for (const PlainPoint *at = plain_points; at->country != NULL; at++)
    {
      g_autofree char *has = rg_fold (at->postcode);

      if (g_str_equal (at->country, country) && g_str_equal (has, wanted))
        return at;
    }
  return NULL;
}

/* By the spherical law of cosines, which is exact enough from a few metres on. */
static long double
metres_between (const PlainPoint *a, const PlainPoint *b)
{
  const long double unit = acosl (-1) / 18000000;
  const long double x = a->latitude * unit, y = b->latitude * unit;
  const long double c = sinl (x) * sinl (y) +
                        cosl (x) * cosl (y) * cosl ((a->longitude - b->longitude) * unit);

  return a == b ? 0 : 6371008.8L * acosl (MIN (c, 1));
}

gboolean
plain_distance_holds (const RgRule *rule, const PlainPerson *person)
{
  const char *country = person->country == NULL || g_str_equal (person->country, "Norway") ||
                        g_str_equal (person->country, "NO")     ? "NO"
                        : g_str_equal (person->country, "Sweden") ? "SE" : "";
  const PlainPoint *home = person->postcode != NULL ? point_of (country, person->postcode) : NULL;
  long double least = INFINITY;

  for (guint i = 0; rule->names[i] != NULL; i++)
    {
      const PlainPoint *from = point_of ("NO", rule->names[i]);

      if (from == NULL || home == NULL)
        return FALSE;
      least = MIN (least, metres_between (home, from));
    }
  return plain_compares (rule, roundl (least) / 1000);
}
