/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers who are there twice: `duplicates`, `merge`, `not-same`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "rules/rg-duplicate-words.h"
#include "store/rg-store-duplicates.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-segments.h"

static void
rg_ctl_tell_facts (RgCtl *ctl, const RgDuplicatePair *pair)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "facts");
  json_builder_begin_array (json);
  for (guint f = 0; f < RG_N_FACTS; f++)
    if (pair->facts[f].agreement != RG_AGREE_UNKNOWN)
      {
        json_builder_begin_object (json);
        rg_ctl_json_text (ctl, "fact", rg_fact_id (f));
        rg_ctl_json_text (ctl, "agreement", rg_agreement_id (pair->facts[f].agreement));
        json_builder_set_member_name (json, "bits");
        json_builder_add_double_value (json, pair->facts[f].weight);
        rg_ctl_json_text (ctl, "words", rg_duplicate_reason (f, &pair->facts[f]));
        json_builder_end_object (json);
      }
  json_builder_end_array (json);
}

static void
rg_ctl_tell_pair (RgCtl *ctl, const RgDuplicatePair *pair, gboolean homes)
{
  JsonBuilder *json;
  g_autofree char *reasons = rg_duplicate_dup_reasons (pair->facts);

  rg_ctl_print (ctl, "%3.0f %%  %s (%" G_GINT64_FORMAT ") · %s (%" G_GINT64_FORMAT ")\n       %s\n",
                (homes ? pair->home : pair->same) * 100, pair->name[0], pair->id[0], pair->name[1],
                pair->id[1], reasons);
  if (!rg_ctl_wants_json (ctl))
    return;
  json = rg_ctl_get_json (ctl);
  json_builder_begin_object (json);
  rg_ctl_json_uuid_of (ctl, "customer", RG_UUIDS_CUSTOMER, pair->id[0]);
  rg_ctl_json_text (ctl, "name", pair->name[0]);
  rg_ctl_json_uuid_of (ctl, "other_customer", RG_UUIDS_CUSTOMER, pair->id[1]);
  rg_ctl_json_text (ctl, "other_name", pair->name[1]);
  json_builder_set_member_name (json, "same");
  json_builder_add_double_value (json, pair->same);
  json_builder_set_member_name (json, "one_home");
  json_builder_add_double_value (json, pair->home);
  rg_ctl_tell_facts (ctl, pair);
  json_builder_end_object (json);
}

static gboolean
rg_ctl_duplicates (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  double least = RG_SAME_LIKELY;
  int limit = 100;
  gboolean homes = FALSE;
  const GOptionEntry entries[] = {
    { "least", 0, 0, G_OPTION_ARG_DOUBLE, &least, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "homes", 0, 0, G_OPTION_ARG_NONE, &homes, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) pairs = NULL;
  RgStore *store;
  int n = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 0, error) || !rg_ctl_check_limit (limit, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || (pairs = rg_store_find_duplicates_sync (store, least, NULL, error)) == NULL)
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < pairs->len && n < limit; i++)
    {
      const RgDuplicatePair *pair = g_ptr_array_index (pairs, i);

      if (homes ? pair->home < 0.5 : pair->same < least)
        continue;
      rg_ctl_tell_pair (ctl, pair, homes);
      n++;
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  else if (n == 0)
    rg_ctl_print (ctl, "%s\n", _("Nobody seems to be there twice."));
  return TRUE;
}

typedef struct
{
  GStrv words; /* the command, and two customers */
  gint64 ids[2];
} RgCtlTwo;

static gboolean
rg_ctl_two_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTwo *two = data;

  for (guint i = 0; i < 2; i++)
    if ((two->ids[i] = rg_segment_find_customer (db, two->words[i + 1], error)) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
rg_ctl_two (RgCtl *ctl, GStrv args, gint64 ids[2], RgStore **store, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgCtlTwo two = { 0 };

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || (*store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  two.words = rest;
  if (!rg_store_read_sync (*store, RG_READER_ROWS, rg_ctl_two_in_thread, &two, NULL, error))
    return FALSE;
  ids[0] = two.ids[0];
  ids[1] = two.ids[1];
  return TRUE;
}

static gboolean
rg_ctl_merge (RgCtl *ctl, GStrv args, GError **error)
{
  gint64 ids[2], action;
  RgStore *store;

  if (!rg_ctl_two (ctl, args, ids, &store, error)
      || !rg_store_merge_sync (store, ids[0], ids[1], NULL, NULL, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

static gboolean
rg_ctl_not_same (RgCtl *ctl, GStrv args, GError **error)
{
  gint64 ids[2], action;
  RgStore *store;

  if (!rg_ctl_two (ctl, args, ids, &store, error)
      || !rg_store_tell_apart_sync (store, ids[0], ids[1], &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_duplicates_commands[] = {
  { "duplicates", "[--least PROBABILITY] [--limit N] [--homes]",
    N_("List customers who may be one person twice"),
    N_("Each pair with why: name, birthday, e-mail, phone, address, purchases. --least is 0.5 "
       "unless told, and 0.2 lists doubtful pairs too; --homes lists people who seem to share a "
       "home instead."),
    rg_ctl_duplicates },
  { "merge", "A B", N_("Make customer B part of customer A"),
    N_("What A has stays; what only B has comes along. “take-back” parts them again, with what is "
       "theirs, also much later."),
    rg_ctl_merge },
  { "not-same", "A B", N_("Say that two customers are two people"),
    N_("They are not offered as duplicates any more."), rg_ctl_not_same },
  { NULL },
};
