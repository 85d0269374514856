/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of people whose names never mix: those of one language or family. Words of names that
 * somebody has together belong to one group, and so do all that hang together by such people. */
#include "analysis/rg-duplicates-private.h"

/* A group of fewer people or words tells nothing: it is one person and the copies. */
#define RG_GROUP_PEOPLE 20
#define RG_GROUP_WORDS 8

static guint32
rg_group_find (guint32 *parent, guint32 word)
{
  while (parent[word] != word)
    word = parent[word] = parent[parent[word]];
  return word;
}

static void
rg_groups_join (const RgDuplicates *duplicates, guint32 *parent)
{
  for (guint i = 0; i < duplicates->records->len; i++)
    {
      const RgName *name = &rg_duplicates_record (duplicates, i)->name;

      for (guint k = 1; k < name->n; k++)
        parent[rg_group_find (parent, name->word[k])] = rg_group_find (parent, name->word[0]);
    }
}

void
rg_duplicates_measure_groups (RgDuplicates *duplicates)
{
  const guint n = rg_word_list_get_n (duplicates->names);
  g_autofree guint32 *parent = g_new (guint32, MAX (n, 1));
  g_autofree guint *n_people = g_new0 (guint, MAX (n, 1));
  g_autofree guint *n_words = g_new0 (guint, MAX (n, 1));

  for (guint32 word = 0; word < n; word++)
    parent[word] = word;
  rg_groups_join (duplicates, parent);
  for (guint i = 0; i < duplicates->records->len; i++)
    {
      const RgName *name = &rg_duplicates_record (duplicates, i)->name;

      if (name->n > 0)
        n_people[rg_group_find (parent, name->word[0])]++;
    }
  for (guint32 word = 0; word < n; word++)
    n_words[rg_group_find (parent, word)]++;
  duplicates->group = g_renew (guint, duplicates->group, MAX (n, 1));
  for (guint32 word = 0; word < n; word++)
    {
      const guint32 root = rg_group_find (parent, word);
      const gboolean tells = n_people[root] >= RG_GROUP_PEOPLE && n_words[root] >= RG_GROUP_WORDS;

      duplicates->group[word] = tells ? n_people[root] : duplicates->records->len;
    }
  duplicates->has_groups = TRUE;
}
