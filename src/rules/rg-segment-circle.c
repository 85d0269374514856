/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A walk over the segments that rules name, each looked at once. */
#include "config.h"

#include "rules/rg-segment-circle.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"

#include <string.h>

enum { UNSEEN, ON_THE_WAY, SEEN };

typedef struct {
  const RgSegmentBook *book;
  guint8 *state;  /* of each */
  guint *height;  /* of those that were seen: how many stand in each other, itself among them */
  guint way[RG_SEGMENT_CHAIN + 1];
  guint n_way;
  char *found;
} RgWalk;

RgSegmentBook
rg_segment_book (const RgDataset *dataset)
{
  return (RgSegmentBook) { dataset->segments.n, dataset->segments.name, dataset->segments.folded,
                           dataset->segment_text };
}

guint
rg_segment_book_find (const RgDataset *dataset, gint64 id)
{
  return rg_names_find_id (&dataset->segments, id);
}

/* "A → B → A", from the place on the way where `at` came first; all of the way, "A → B → …", for
 * RG_NOTHING. */
static char *
rg_walk_dup_way (const RgWalk *walk, guint at)
{
  g_autoptr (GString) way = g_string_new (NULL);
  guint first = 0;

  while (at != RG_NOTHING && first + 1 < walk->n_way && walk->way[first] != at)
    first++;
  for (guint i = first; i < walk->n_way; i++)
    g_string_append_printf (way, "%s → ", walk->book->name[walk->way[i]]);
  g_string_append (way, at != RG_NOTHING ? walk->book->name[at] : "…");
  return g_string_free (g_steal_pointer (&way), FALSE);
}

static void
rg_walk_tell (RgWalk *walk, guint at, gboolean circle)
{
  g_autofree char *way = rg_walk_dup_way (walk, circle ? at : RG_NOTHING);

  if (circle)
    /* Translators: the name of a segment, and the way from one segment to the next: "Coffee →
     * Regulars → Coffee". */
    walk->found = g_strdup_printf (_("“%s” would ask for itself: %s."), walk->book->name[at], way);
  else
    /* Translators: a number, and the way from one segment to the next: "Coffee → Regulars → …". */
    walk->found = g_strdup_printf (_("More than %d segments would stand in each other: %s."),
                                   RG_SEGMENT_CHAIN, way);
}

static guint rg_walk_rules (RgWalk *walk, const RgNode *root);

/* How many stand in each other from here on. */
static guint
rg_walk_enter (RgWalk *walk, guint at)
{
  g_autoptr (RgNode) root = NULL;

  if (walk->state[at] == ON_THE_WAY ||
      walk->n_way + (walk->state[at] == SEEN ? walk->height[at] : 1) > RG_SEGMENT_CHAIN)
    {
      rg_walk_tell (walk, at, walk->state[at] == ON_THE_WAY);
      return 0;
    }
  if (walk->state[at] == SEEN)
    return walk->height[at];
  walk->state[at] = ON_THE_WAY;
  walk->way[walk->n_way++] = at;
  root = rg_segment_parse (walk->book->text[at], NULL, NULL);
  walk->height[at] = 1 + (root != NULL ? rg_walk_rules (walk, root) : 0);
  walk->n_way--;
  walk->state[at] = SEEN;
  return walk->height[at];
}

static guint
rg_walk_rule (RgWalk *walk, const RgRule *rule)
{
  guint most = 0;

  if (!rule->kind->nested)
    return 0;
  for (guint k = 0; rule->names != NULL && rule->names[k] != NULL; k++)
    {
      g_autofree char *folded = rg_fold (rule->names[k]);

      for (guint i = 0; walk->found == NULL && i < walk->book->n; i++)
        if (strcmp (walk->book->folded[i], folded) == 0)
          {
            const guint height = rg_walk_enter (walk, i);

            most = MAX (most, height);
          }
    }
  return most;
}

static guint
rg_walk_rules (RgWalk *walk, const RgNode *root)
{
  guint most = 0;

  if (root->off)
    return 0;
  if (root->type == RG_NODE_RULE)
    return rg_walk_rule (walk, &root->rule);
  for (guint i = 0; walk->found == NULL && i < root->children->len; i++)
    {
      const guint height = rg_walk_rules (walk, root->children->pdata[i]);

      most = MAX (most, height);
    }
  return most;
}

/* The rules, or the rule, or what the book says of `self`. */
static char *
rg_walk_from (const RgSegmentBook *book, const RgNode *root, const RgRule *rule, guint self)
{
  g_autofree guint8 *state = g_new0 (guint8, book->n + 1);
  g_autofree guint *height = g_new0 (guint, book->n + 1);
  RgWalk walk = { .book = book, .state = state, .height = height };

  if (root == NULL && rule == NULL)
    rg_walk_enter (&walk, self);
  else
    {
      if (self != RG_NOTHING)
        {
          state[self] = ON_THE_WAY;
          walk.way[walk.n_way++] = self;
        }
      if (root != NULL)
        rg_walk_rules (&walk, root);
      else
        rg_walk_rule (&walk, rule);
    }
  return walk.found;
}

char *
rg_segment_dup_circle (const RgSegmentBook *book, const RgNode *root, guint self)
{
  return rg_walk_from (book, root, NULL, self);
}

char *
rg_rule_dup_circle (const RgSegmentBook *book, const RgRule *rule, guint self)
{
  return rg_walk_from (book, NULL, rule, self);
}

char *
rg_segment_book_dup_circle (const RgSegmentBook *book, guint self)
{
  return rg_walk_from (book, NULL, NULL, self);
}
