/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign may do with a person: their ledger, whoever asked never to be contacted, and
 * whether the rules look at what they did in the web shop. */
#include "store/rg-audience-permission.h"

#include "rules/rg-segment-uses.h"
#include "store/rg-store-suppression.h"

/* Columns of `candidate`. */
enum {
  COLUMN_NAME = 2,
  COLUMN_GONE = 6,
  COLUMN_GRANTED = 7,
  COLUMN_VALUE = 9,
  COLUMN_POSTCODE = 10,
  COLUMN_AWAITS = 15,
  COLUMN_NEVER = 16,
  COLUMN_TAILORED = 17,
  COLUMN_KEY = 18,
};

struct _RgAudiencePermission
{
  RgKeyedHashes *never;
  RgChannel channel;
  gboolean tailored; /* the rules ask what people looked at */
};

void
rg_audience_permission_free (RgAudiencePermission *permission)
{
  g_clear_pointer (&permission->never, rg_keyed_hashes_free);
  g_free (permission);
}

/* The text of a saved segment; NULL without an error where there is none of that name. */
static gboolean
rg_audience_read_text (RgDb *db, const char *name, char **text, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "campaigns.segment-text", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, name);
  step = rg_statement_step (row, error);
  *text = step == RG_STEP_ROW ? g_strdup (rg_statement_get_text (row, 0)) : NULL;
  return step != RG_STEP_ERROR;
}

/* `names` grows while it is read: the segments of segments follow. */
gboolean
rg_audience_is_tailored (RgDb *db, const char *text, gboolean *tailored, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  *tailored = rg_segment_uses_activity (text, names);
  for (guint i = 0; !*tailored && i < names->len; i++)
    {
      g_autofree char *other = NULL;

      if (!g_hash_table_add (seen, names->pdata[i]))
        continue;
      if (!rg_audience_read_text (db, names->pdata[i], &other, error))
        return FALSE;
      *tailored = other != NULL && rg_segment_uses_activity (other, names);
    }
  return TRUE;
}

RgAudiencePermission *
rg_audience_permission_read (RgDb *db, const RgCampaign *campaign, GError **error)
{
  g_autoptr (RgAudiencePermission) permission = g_new0 (RgAudiencePermission, 1);

  permission->channel = campaign->channel;
  permission->never = rg_suppressed_read (db, error);
  if (permission->never == NULL
      || !rg_audience_is_tailored (db, campaign->segment_text, &permission->tailored, error))
    return NULL;
  return g_steal_pointer (&permission);
}

static gboolean
rg_audience_is_suppressed (const RgAudiencePermission *permission, RgStatement *row)
{
  g_autofree char *home = NULL;

  if (rg_keyed_hashes_is_empty (permission->never))
    return FALSE;
  if (permission->channel == RG_CHANNEL_EMAIL)
    return rg_keyed_hashes_have (permission->never, "email",
                                 rg_statement_get_text (row, COLUMN_KEY));
  if (permission->channel != RG_CHANNEL_POST)
    return rg_keyed_hashes_have (permission->never, "phone",
                                 rg_statement_get_text (row, COLUMN_KEY));
  home = rg_suppressed_dup_home (rg_statement_get_text (row, COLUMN_NAME),
                                 rg_statement_get_text (row, COLUMN_VALUE),
                                 rg_statement_get_text (row, COLUMN_POSTCODE));
  return rg_keyed_hashes_have (permission->never, "address", home);
}

void
rg_audience_permission_judge (const RgAudiencePermission *permission, RgStatement *row,
                              RgCandidate *candidate)
{
  candidate->permission = RG_PERMISSION_UNKNOWN;
  if (rg_statement_get_int (row, COLUMN_GONE) != 0)
    candidate->permission = RG_PERMISSION_NO;
  else if (!rg_statement_is_null (row, COLUMN_GRANTED))
    candidate->permission = rg_statement_get_int (row, COLUMN_GRANTED) != 0 ? RG_PERMISSION_YES
                                                                            : RG_PERMISSION_NO;
  candidate->awaits = rg_statement_get_int (row, COLUMN_AWAITS) != 0;
  candidate->never = rg_statement_get_int (row, COLUMN_NEVER) != 0
                     || rg_audience_is_suppressed (permission, row);
  candidate->not_tailored = permission->tailored
                            && rg_statement_get_int (row, COLUMN_TAILORED) == 0;
}
