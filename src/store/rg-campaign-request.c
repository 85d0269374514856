/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people do with campaigns, each as one labelled action. */
#include "store/rg-campaign-request.h"

#include "base/rg-i18n.h"
#include "store/rg-store-coupons.h"

#define RG_FORM_NONE -1 /* a file, not paper */

struct _RgCampaignRequest {
  const char *kind;
  char *label;
  RgWriteFunc func;

  RgCampaign *campaign;
  gint64 id;
  gint64 customer;
  gboolean exclude;
  char *text;
  GArray *customers;
  int form; /* RgOutputForm, or RG_FORM_NONE */
  GArray *wanted;
  RgDataset *dataset;
  char *output;
  gint64 pieces;

  gint64 action;
  gint64 n_dropped;
  GArray *people;
};

static gboolean
rg_campaign_request_write_save (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;

  if (!rg_campaign_save (write, request->campaign, error))
    return FALSE;
  request->id = request->campaign->id;
  return TRUE;
}

static gboolean
rg_campaign_request_write_delete (RgWrite *write, gpointer data, GError **error)
{
  return rg_campaign_delete (write, ((RgCampaignRequest *) data)->id, error);
}

static gboolean
rg_campaign_request_write_exclude (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;

  return rg_campaign_exclude (write, request->id, request->customer, request->exclude, error);
}

static gboolean
rg_campaign_request_write_fix (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;

  return rg_campaign_fix (write, request->id, request->text,
                          (const gint64 *) request->customers->data, request->customers->len,
                          request->wanted, request->dataset, error);
}

static gboolean
rg_campaign_request_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

/* Whoever allowed one way of being reached is not reached another way. */
static gboolean
rg_campaign_request_check_form (RgDb *db, const RgCampaignRequest *request, GError **error)
{
  g_autoptr (RgCampaign) campaign = NULL;

  if (request->form == RG_FORM_NONE)
    return TRUE;
  campaign = rg_campaign_read (db, request->id, error);
  if (campaign == NULL)
    return FALSE;
  return rg_output_form_fits ((RgOutputForm) request->form, campaign->channel)
         || rg_campaign_request_refuse (
             error, request->form == RG_OUTPUT_CALL_LIST
                      ? _("A phone list is for a campaign by phone or SMS: these people allowed "
                          "something else.")
                      : _("Letters, labels and address lists are for a campaign by post: these "
                          "people allowed something else."));
}

/* Whoever got no coupon needs no place on the sheet. */
static gboolean
rg_campaign_request_keep_coupons (RgDb *db, RgCampaignRequest *request, GError **error)
{
  if (!rg_coupons_keep_people (db, request->id, request->people, error))
    return FALSE;
  return request->people->len > 0
         || rg_campaign_request_refuse (error, _("Nobody on this list has a coupon: the message "
                                                 "had no field “coupon” when it was fixed."));
}

static gboolean
rg_campaign_request_write_begin (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;
  RgDb *db = rg_write_get_db (write);

  if (!rg_campaign_request_check_form (db, request, error)
      || !rg_campaign_drop_withdrawn (write, request->id, &request->n_dropped, error))
    return FALSE;
  request->people = rg_campaign_read_members (db, request->id, "included", RG_LEFT_OUT_NOT,
                                              error);
  return request->people != NULL
         && (request->form != RG_OUTPUT_COUPONS
             || rg_campaign_request_keep_coupons (db, request, error));
}

static gboolean
rg_campaign_request_write_note (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;

  return rg_campaign_note_output (write, request->id, request->output, request->pieces, error);
}

/* Takes the label. */
static RgCampaignRequest *
rg_campaign_request_new (const char *kind, char *label, RgWriteFunc func, gint64 id)
{
  RgCampaignRequest *request = g_new0 (RgCampaignRequest, 1);

  request->kind = kind;
  request->label = label;
  request->func = func;
  request->id = id;
  request->form = RG_FORM_NONE;
  return request;
}

RgCampaignRequest *
rg_campaign_request_save (const RgCampaign *campaign)
{
  gboolean fresh = campaign->id == 0;
  /* Translators: in the list of what was done; %s is the name of a campaign. */
  char *label = g_strdup_printf (fresh ? _("New Campaign “%s”") : _("Edit of Campaign “%s”"),
                                 campaign->name);
  RgCampaignRequest *request = rg_campaign_request_new (fresh ? "campaign.new" : "campaign.edit",
                                                        label, rg_campaign_request_write_save,
                                                        campaign->id);

  request->campaign = rg_campaign_copy (campaign);
  return request;
}

RgCampaignRequest *
rg_campaign_request_begin_with (const RgCampaign *campaign, const char *name)
{
  g_autoptr (RgCampaign) fresh = rg_campaign_copy (campaign);

  fresh->id = 0;
  fresh->fixed_at = 0;
  fresh->planned_on = fresh->sent_on = fresh->ends_on = RG_DAY_NONE;
  if (fresh->offer.days > 0)
    fresh->offer.until = RG_DAY_NONE;
  g_set_str (&fresh->name, name);
  return rg_campaign_request_save (fresh);
}

RgCampaignRequest *
rg_campaign_request_delete (gint64 id)
{
  return rg_campaign_request_new ("campaign.delete", g_strdup (_("Campaign Deleted")),
                                  rg_campaign_request_write_delete, id);
}

RgCampaignRequest *
rg_campaign_request_exclude (gint64 id, gint64 customer, gboolean exclude)
{
  RgCampaignRequest *request = rg_campaign_request_new (
      "campaign.exclude",
      g_strdup (exclude ? _("Left Out of a Campaign") : _("Let into a Campaign Again")),
      rg_campaign_request_write_exclude, id);

  request->customer = customer;
  request->exclude = exclude;
  return request;
}

RgCampaignRequest *
rg_campaign_request_fix (gint64 id, const char *text, const gint64 *customers, gsize n_customers)
{
  RgCampaignRequest *request = rg_campaign_request_new (
      "campaign.fix", g_strdup (_("List of a Campaign Fixed")), rg_campaign_request_write_fix, id);

  request->text = g_strdup (text);
  request->customers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_customers);
  g_array_append_vals (request->customers, customers, (guint) n_customers);
  return request;
}

void
rg_campaign_request_set_wanted (RgCampaignRequest *request, GArray *wanted)
{
  g_clear_pointer (&request->wanted, g_array_unref);
  request->wanted = wanted != NULL ? g_array_ref (wanted) : NULL;
}

void
rg_campaign_request_set_dataset (RgCampaignRequest *request, const RgDataset *dataset)
{
  g_clear_pointer (&request->dataset, rg_dataset_unref);
  request->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
}

static gboolean
rg_campaign_request_write_seed (RgWrite *write, gpointer data, GError **error)
{
  RgCampaignRequest *request = data;
  g_autoptr (RgStatement) statement = rg_db_statement (
      rg_write_get_db (write),
      request->exclude ? "campaigns.remove-seed" : "campaigns.add-seed", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, request->customer);
  return rg_statement_run (statement, error);
}

RgCampaignRequest *
rg_campaign_request_seed (gint64 customer, gboolean seed)
{
  RgCampaignRequest *request = rg_campaign_request_new (
      "campaign.seed",
      g_strdup (seed ? _("Gets Every Campaign Too") : _("Gets Campaigns Like Everybody Else")),
      rg_campaign_request_write_seed, 0);

  request->customer = customer;
  request->exclude = !seed;
  return request;
}

RgCampaignRequest *
rg_campaign_request_begin_output (gint64 id)
{
  return rg_campaign_request_new ("campaign.drop", g_strdup (_("People Dropped from a List")),
                                  rg_campaign_request_write_begin, id);
}

RgCampaignRequest *
rg_campaign_request_begin_sheets (gint64 id, RgOutputForm form)
{
  RgCampaignRequest *request = rg_campaign_request_begin_output (id);

  request->form = (int) form;
  return request;
}

static RgCampaignRequest *
rg_campaign_request_note (gint64 id, const char *kind, gint64 pieces, char *label)
{
  RgCampaignRequest *request = rg_campaign_request_new ("campaign.output", label,
                                                        rg_campaign_request_write_note, id);

  request->output = g_strdup (kind);
  request->pieces = pieces;
  return request;
}

RgCampaignRequest *
rg_campaign_request_note_export (gint64 id, gint64 pieces)
{
  return rg_campaign_request_note (
      id, "export", pieces,
      g_strdup_printf (P_ ("List of %ld Person Exported", "List of %ld People Exported", pieces),
                       (long) pieces));
}

RgCampaignRequest *
rg_campaign_request_note_sheets (gint64 id, RgOutputForm form, gboolean printed, gint64 pieces)
{
  return rg_campaign_request_note (id, printed ? "print" : "pdf", pieces,
                                   rg_output_form_dup_done (form, printed, pieces));
}

void
rg_campaign_request_free (RgCampaignRequest *request)
{
  g_clear_pointer (&request->people, g_array_unref);
  g_clear_pointer (&request->customers, g_array_unref);
  g_clear_pointer (&request->wanted, g_array_unref);
  g_clear_pointer (&request->dataset, rg_dataset_unref);
  g_clear_pointer (&request->campaign, rg_campaign_free);
  g_free (request->output);
  g_free (request->text);
  g_free (request->label);
  g_free (request);
}

gboolean
rg_campaign_request_run (RgCampaignRequest *request, RgStore *store, GError **error)
{
  return rg_store_write_sync (store, request->kind, request->label, request->func, request, NULL,
                              &request->action, error);
}

static void
rg_campaign_request_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RgCampaignRequest *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, &request->action, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rg_campaign_request_run_async (RgCampaignRequest *request, RgStore *store,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);

  g_task_set_task_data (task, request, (GDestroyNotify) rg_campaign_request_free);
  rg_store_write_async (store, request->kind, request->label, request->func, request, NULL, NULL,
                        rg_campaign_request_written_cb, task);
}

RgCampaignRequest *
rg_campaign_request_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_task_get_task_data (G_TASK (result));
}

gint64
rg_campaign_request_get_id (RgCampaignRequest *request)
{
  return request->id;
}

gint64
rg_campaign_request_get_action (RgCampaignRequest *request)
{
  return request->action;
}

const char *
rg_campaign_request_get_label (RgCampaignRequest *request)
{
  return request->label;
}

gint64
rg_campaign_request_get_n_dropped (RgCampaignRequest *request)
{
  return request->n_dropped;
}

GArray *
rg_campaign_request_get_people (RgCampaignRequest *request)
{
  return request->people;
}
