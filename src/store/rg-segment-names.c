/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names of segments in rules. Campaigns whose list is not fixed have rules, too. */
#include "store/rg-segment-names.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "rules/rg-segment-circle.h"
#include "store/rg-message-conditions.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-private.h"

/* Where rules are kept. */
typedef struct {
  const char *rows;   /* statement: id, name, text */
  const char *update; /* statement: id, text */
} RgRulesPlace;

static const RgRulesPlace rg_rules_places[] = {
  { "segments.texts", "segments.set-text" },
  { "segments.campaign-texts", "segments.set-campaign-text" },
};

static gboolean
rg_segment_names_same (const char *a, const char *b)
{
  g_autofree char *x = rg_fold (a);
  g_autofree char *y = rg_fold (b);

  return g_str_equal (x, y);
}

gboolean
rg_segment_names_are_free (RgDb *db, const RgSavedSegment *segment, GError **error)
{
  g_autoptr (GPtrArray) all = rg_segments_read (db, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RgSavedSegment *other = all->pdata[i];

      if (other->id == segment->id || !rg_segment_names_same (other->name, segment->name))
        continue;
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                   _("There is a segment “%s” already. Choose another name."), other->name);
      return FALSE;
    }
  return all != NULL;
}

static gboolean
rg_segment_names_has (const GPtrArray *all, const char *name)
{
  for (guint i = 0; i < all->len; i++)
    if (rg_segment_names_same (((const RgSavedSegment *) all->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

char *
rg_segment_names_dup_free (RgDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = rg_segments_read (db, error);
  g_autofree char *other = g_strdup (name);

  if (all == NULL)
    return NULL;
  for (guint n = 2; rg_segment_names_has (all, other); n++)
    {
      g_free (other);
      /* Translators: the name of a segment, and a number, where there is one of that name. */
      other = g_strdup_printf (_("%s (%u)"), name, n);
    }
  return g_steal_pointer (&other);
}

/* --- following ---------------------------------------------------------------------------- */

static gboolean
rg_segment_names_set (RgDb *db, const RgRulesPlace *place, gint64 id, const char *text,
                      GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, place->update, error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, id);
  rg_statement_bind_text (update, 2, text);
  return rg_statement_run (update, error);
}

static gboolean
rg_segment_names_follow_in (RgDb *db, const RgRulesPlace *place, const char *from, const char *to,
                            GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, place->rows, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *text = rg_segment_rename (rg_statement_get_text (rows, 2), RG_LIST_SEGMENTS,
                                                 from, to, FALSE);

      if (text != NULL &&
          !rg_segment_names_set (db, place, rg_statement_get_int (rows, 0), text, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* data: the old name and the new one. */
static char *
rg_segment_names_follow_rules (const char *rules, gpointer data)
{
  const char *const *names = data;

  return rg_segment_rename (rules, RG_LIST_SEGMENTS, names[0], names[1], FALSE);
}

gboolean
rg_segment_names_follow (RgDb *db, const char *from, const char *to, GError **error)
{
  const char *names[] = { from, to };

  for (guint i = 0; i < G_N_ELEMENTS (rg_rules_places); i++)
    if (!rg_segment_names_follow_in (db, &rg_rules_places[i], from, to, error))
      return FALSE;
  return rg_messages_follow (db, rg_segment_names_follow_rules, names, error)
         && rg_automations_follow (db, RG_NAMED_SEGMENT, from, to, error);
}

/* --- in the way --------------------------------------------------------------------------- */

gboolean
rg_segment_names_end (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) all = rg_segments_read (db, error);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *circle = NULL;
  RgSegmentBook book;
  guint self = 0;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const RgSavedSegment *segment = all->pdata[i];

      if (segment->id == id)
        self = i;
      g_ptr_array_add (names, segment->name);
      g_ptr_array_add (folded, rg_fold (segment->name));
      g_ptr_array_add (texts, segment->text);
    }
  book = (RgSegmentBook) { all->len, (const char *const *) names->pdata,
                           (const char *const *) folded->pdata,
                           (const char *const *) texts->pdata };
  circle = rg_segment_book_dup_circle (&book, self);
  if (circle != NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, circle);
  return circle == NULL;
}

/* The names of what asks for it, itself left aside. */
static gboolean
rg_segment_names_add_users (RgDb *db, const RgRulesPlace *place, const RgSavedSegment *segment,
                            GString *users, GError **error)
{
  const gboolean segments = place == &rg_rules_places[0];
  g_autoptr (RgStatement) rows = rg_db_statement (db, place->rows, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *without =
        rg_segment_rename (rg_statement_get_text (rows, 2), RG_LIST_SEGMENTS, segment->name, NULL,
                           TRUE);

      if (without == NULL || (segments && rg_statement_get_int (rows, 0) == segment->id))
        continue;
      g_string_append (users, users->len > 0 ? _(", ") : "");
      /* Translators: the name of a segment, or of a campaign. */
      g_string_append_printf (users, segments ? _("“%s”") : _("the campaign “%s”"),
                              rg_statement_get_text (rows, 1));
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_segment_names_unused (RgDb *db, const RgSavedSegment *segment, GError **error)
{
  g_autoptr (GString) users = g_string_new (NULL);
  g_autofree char *automations = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rg_rules_places); i++)
    if (!rg_segment_names_add_users (db, &rg_rules_places[i], segment, users, error))
      return FALSE;
  automations = rg_automations_dup_users (db, segment->name, error);
  if (automations == NULL)
    return FALSE;
  if (*automations != '\0')
    g_string_append_printf (users, "%s%s", users->len > 0 ? _(", ") : "", automations);
  if (users->len == 0)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: the name of a segment, then those of others. */
               _("“%s” cannot be deleted: it is asked for by %s. Take the rule out there first."),
               segment->name, users->str);
  return FALSE;
}
