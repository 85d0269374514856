/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The versions of a campaign's message, and the rest group of the year. */
#include "store/rg-store-versions.h"

#include "base/rg-i18n.h"
#include "rules/rg-stage.h"
#include "store/rg-store-cards.h"

static const struct {
  const char *read, *delete_beyond, *save;
} version_statements[] = {
  [RG_MESSAGE_OF_CAMPAIGN] = { "versions.read", "versions.delete-beyond", "versions.save" },
  [RG_MESSAGE_OF_TEMPLATE] = { "message-templates.versions",
                               "message-templates.delete-versions-beyond",
                               "message-templates.save-version" },
};

RgCampaignVersion *
rg_campaign_version_new (const char *name, guint weight, const char *subject, const char *message)
{
  RgCampaignVersion *version = g_new0 (RgCampaignVersion, 1);

  version->name = g_strdup (name);
  version->weight = weight;
  version->subject = g_strdup (subject);
  version->message = g_strdup (message);
  return version;
}

void
rg_campaign_version_free (RgCampaignVersion *version)
{
  g_free (version->name);
  g_free (version->subject);
  g_free (version->message);
  g_free (version);
}

static GPtrArray *
rg_campaign_versions_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_campaign_version_free);
}

GPtrArray *
rg_campaign_versions_copy (GPtrArray *versions)
{
  GPtrArray *copy = rg_campaign_versions_new ();

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (versions, i);

      g_ptr_array_add (copy, rg_campaign_version_new (version->name, version->weight,
                                                      version->subject, version->message));
    }
  return copy;
}

GPtrArray *
rg_campaign_versions_read (RgDb *db, RgMessageOwner owner, gint64 id, const char *subject,
                           const char *message, GError **error)
{
  g_autoptr (GPtrArray) versions = rg_campaign_versions_new ();
  g_autoptr (RgStatement) row = rg_db_statement (db, version_statements[owner].read, error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gboolean first = rg_statement_get_int (row, 0) == 1;

      g_ptr_array_add (versions,
                       rg_campaign_version_new (rg_statement_get_text (row, 1),
                                                (guint) rg_statement_get_int (row, 2),
                                                first ? subject : rg_statement_get_text (row, 3),
                                                first ? message : rg_statement_get_text (row, 4)));
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&versions) : NULL;
}

static gboolean
rg_campaign_versions_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_campaign_versions_are_valid (GPtrArray *versions, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (versions->len == 1)
    return rg_campaign_versions_refuse (error, _("Versions need a second one to be compared "
                                                 "with."));
  if (versions->len > RG_VERSIONS_MOST)
    return rg_campaign_versions_refuse (error, _("A message can have four versions at most."));
  for (guint i = 0; i < versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (versions, i);

      if (*version->name == '\0')
        return rg_campaign_versions_refuse (error, _("Give each version a name."));
      if (version->weight < 1 || version->weight > 99)
        return rg_campaign_versions_refuse (error, _("The part of a version is from 1 to 99."));
      if (!g_hash_table_add (names, version->name))
        return rg_campaign_versions_refuse (error, _("Two versions have the same name."));
      if (!rg_cards_check_text (version->name, error)
          || !rg_cards_check_text (version->subject, error)
          || !rg_cards_check_text (version->message, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_campaign_versions_save_one (RgDb *db, RgMessageOwner owner, gint64 id, guint number,
                               const RgCampaignVersion *version, GError **error)
{
  g_autoptr (RgStatement) save = rg_db_statement (db, version_statements[owner].save, error);

  if (save == NULL)
    return FALSE;
  rg_statement_bind_int (save, 1, id);
  rg_statement_bind_int (save, 2, number);
  rg_statement_bind_text (save, 3, version->name);
  rg_statement_bind_int (save, 4, version->weight);
  rg_statement_bind_text (save, 5, number == 1 ? "" : version->subject);
  rg_statement_bind_text (save, 6, number == 1 ? "" : version->message);
  return rg_statement_run (save, error);
}

gboolean
rg_campaign_versions_save (RgDb *db, RgMessageOwner owner, gint64 id, GPtrArray *versions,
                           GError **error)
{
  g_autoptr (RgStatement) beyond = rg_db_statement (db, version_statements[owner].delete_beyond,
                                                    error);
  const guint n = versions != NULL ? versions->len : 0;

  if (beyond == NULL || (n > 0 && !rg_campaign_versions_are_valid (versions, error)))
    return FALSE;
  rg_statement_bind_int (beyond, 1, id);
  rg_statement_bind_int (beyond, 2, n);
  if (!rg_statement_run (beyond, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!rg_campaign_versions_save_one (db, owner, id, i + 1, g_ptr_array_index (versions, i),
                                        error))
      return FALSE;
  return TRUE;
}

gboolean
rg_campaign_count_versions (RgDb *db, gint64 campaign, gint64 counts[RG_VERSIONS_MOST],
                            GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "versions.count", error);
  RgStep step;

  for (int i = 0; i < RG_VERSIONS_MOST; i++)
    counts[i] = 0;
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gint64 version = rg_statement_get_int (row, 0);

      if (version <= RG_VERSIONS_MOST)
        counts[version - 1] = rg_statement_get_int (row, 1);
    }
  return step == RG_STEP_DONE;
}

GArray *
rg_campaign_read_version_members (RgDb *db, gint64 campaign, guint version, GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) row = rg_db_statement (db, "versions.members", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign);
  rg_statement_bind_int (row, 2, version);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gint64 customer = rg_statement_get_int (row, 0);

      g_array_append_val (members, customer);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&members) : NULL;
}

/* --- strata --- */

static gboolean
rg_campaign_read_stage (RgDb *db, gint64 customer, RgDay today, gint64 *standing, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgDay));
  g_autoptr (RgStatement) row = rg_db_statement (db, "versions.visit-days", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_int (row, 2, today);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const RgDay day = (RgDay) rg_statement_get_int (row, 0);

      g_array_append_val (days, day);
    }
  *standing = rg_stage_of_days ((const RgDay *) (gpointer) days->data, days->len, today).stage;
  return step == RG_STEP_DONE;
}

gboolean
rg_campaign_read_standing (RgDb *db, gint64 customer, RgStratum stratum, RgDay today,
                           gint64 *standing, GError **error)
{
  g_autoptr (RgStatement) row = NULL;
  RgStep step;

  *standing = 0;
  if (stratum == RG_STRATUM_NONE)
    return TRUE;
  if (stratum == RG_STRATUM_STAGE)
    return rg_campaign_read_stage (db, customer, today, standing, error);
  row = rg_db_statement (db, "versions.spend", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *standing = rg_statement_get_int (row, 0);
  return step != RG_STEP_ERROR;
}

/* --- the rest group of the year --- */

gboolean
rg_rest_group_read (RgDb *db, guint *permille, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "versions.rest-group", error);
  RgStep step;

  *permille = 0;
  if (row == NULL)
    return FALSE;
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *permille = (guint) CLAMP (rg_statement_get_int (row, 0), 0, RG_REST_MOST);
  return step != RG_STEP_ERROR;
}

static gboolean
rg_rest_group_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const guint permille = GPOINTER_TO_UINT (data);
  g_autoptr (RgStatement) save =
    rg_db_statement (rg_write_get_db (write), "versions.save-rest-group", error);

  if (save == NULL)
    return FALSE;
  if (permille > RG_REST_MOST)
    return rg_campaign_versions_refuse (error, _("At most a fifth of the customers can rest from "
                                                 "all campaigns."));
  rg_statement_bind_int (save, 1, permille);
  return rg_statement_run (save, error);
}

static const char *
rg_rest_group_label (guint permille)
{
  return permille > 0 ? _("Rest Group for the Year") : _("Rest Group Ended");
}

gboolean
rg_rest_group_save_sync (RgStore *store, guint permille, gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "campaign.rest-group", rg_rest_group_label (permille),
                              rg_rest_group_save_in_thread, GUINT_TO_POINTER (permille), NULL,
                              action_id, error);
}

void
rg_rest_group_save_async (RgStore *store, guint permille, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rg_store_write_async (store, "campaign.rest-group", rg_rest_group_label (permille),
                        rg_rest_group_save_in_thread, GUINT_TO_POINTER (permille), NULL, NULL,
                        callback, user_data);
}
