/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads the images of an edit as people read them. */
#include "store/rg-timeline-words.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-own-kind.h"
#include "base/rg-person-words.h"
#include "rules/rg-permission.h"
#include "store/rg-store-private.h"

#define MOST_LINES 8
#define MOST_CHARACTERS 80 /* of a value */

enum { PART_WHERE, PART_WHAT, PART_KIND, PART_BEFORE, PART_AFTER };

/* What the part is called; NULL where the label of the action tells of it. */
static const char *
rg_timeline_find_words (RgStatement *part)
{
  const char *what = rg_statement_get_text (part, PART_WHAT);

  if (g_str_equal (rg_statement_get_text (part, PART_WHERE), "own"))
    return what;
  return rg_person_words (what);
}

/* In one line, and not all of a long one. */
static char *
rg_timeline_shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');

  if (g_utf8_strlen (line, -1) > MOST_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MOST_CHARACTERS);

      return g_strconcat (start, "…", NULL);
    }
  return g_steal_pointer (&line);
}

static char *
rg_timeline_dup_value (RgStatement *part, int column, const char *currency)
{
  RgOwnKind kind = RG_OWN_TEXT;

  if (rg_statement_is_null (part, column))
    return g_strdup ("");
  if (g_str_equal (rg_statement_get_text (part, PART_WHAT), "joined_on"))
    return rg_day_format ((RgDay) rg_statement_get_int (part, column));
  if (g_str_equal (rg_statement_get_text (part, PART_WHAT), "prefers"))
    return g_strdup (rg_channel_word (rg_statement_get_text (part, column)));
  if (rg_own_kind_from_id (rg_statement_get_text (part, PART_KIND), &kind) &&
      rg_own_kind_is_number (kind))
    return rg_own_number_format (kind, rg_statement_get_int (part, column), currency);
  return rg_timeline_shorten (rg_statement_get_text (part, column));
}

static void
rg_timeline_add_line (GString *lines, RgStatement *part, const char *currency)
{
  const char *words = rg_timeline_find_words (part);
  g_autofree char *before = rg_timeline_dup_value (part, PART_BEFORE, currency);
  g_autofree char *after = rg_timeline_dup_value (part, PART_AFTER, currency);

  if (words == NULL || g_str_equal (before, after))
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  if (*before == '\0')
    /* Translators: what was edited, such as "Occupation", and what it is now. */
    g_string_append_printf (lines, _("%s: %s"), words, after);
  else if (*after == '\0')
    /* Translators: what was edited, such as "Occupation", and what it was before. */
    g_string_append_printf (lines, _("%s: nothing, before: %s"), words, before);
  else
    /* Translators: what was edited, such as "Occupation", what it is now, and was before. */
    g_string_append_printf (lines, _("%s: %s, before: %s"), words, after, before);
}

char *
rg_timeline_dup_edit (RgDb *db, gint64 action, gint64 customer, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgStatement) parts = rg_db_statement (db, "timeline.edit-parts", error);
  g_autoptr (GString) lines = g_string_new (NULL);
  RgStep step = RG_STEP_ERROR;
  guint n = 0;

  if (shop == NULL || parts == NULL)
    return NULL;
  rg_statement_bind_int (parts, 1, action);
  rg_statement_bind_int (parts, 2, customer);
  while ((step = rg_statement_step (parts, error)) == RG_STEP_ROW)
    if (n++ < MOST_LINES)
      rg_timeline_add_line (lines, parts, shop->currency);
  return step == RG_STEP_DONE ? g_string_free_and_steal (g_steal_pointer (&lines)) : NULL;
}
