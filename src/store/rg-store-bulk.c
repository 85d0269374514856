/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing done to many customers, some thousand of them a statement. */
#include "store/rg-store-bulk.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "db/rg-log.h"
#include "rules/rg-permission.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"

/* Between so many, whoever waits hears how far it is. */
#define RG_BULK_SLICE 10000

typedef gboolean (*RgBulkFunc) (RgWrite *write, RgBulk *bulk, GError **error);

struct _RgBulk
{
  const char *kind;
  GArray *ids;
  char *text; /* the tag, or the value */
  char *reason;
  RgBulkFact fact;
  RgHand hand;
  gboolean add;

  /* While it runs. */
  gint64 target; /* the tag, the owner, the shop's own field, the campaign, or the segment */
  RgOwnField *field;
  guint n_changed;
  guint n_kept;
  char *label; /* what History says */
  gint permille; /* atomic */
};

static const struct
{
  const char *id;
  const char *label;
  const char *column;
  const char *statement;
} rg_bulk_facts[RG_N_BULK_FACTS] = {
  [RG_BULK_OWNER] = { "owner", N_ ("Looked After By"), "owner_id", "bulk.set-owner" },
  [RG_BULK_LANGUAGE] = { "language", N_ ("Language"), "language", "bulk.set-language" },
  [RG_BULK_GENDER] = { "gender", N_ ("Gender"), "gender", "bulk.set-gender" },
  [RG_BULK_OCCUPATION] = { "occupation", N_ ("Occupation"), "occupation", "bulk.set-occupation" },
  [RG_BULK_PREFERS] = { "prefers", N_ ("Prefers to Hear By"), "prefers", "bulk.set-prefers" },
  [RG_BULK_INCOME_BAND] = { "income-band", N_ ("Income"), "income_band", "bulk.set-income-band" },
  [RG_BULK_INTERESTS] = { "interests", N_ ("Interests"), "interests", "bulk.set-interests" },
  [RG_BULK_JOINED_HOW] = { "joined-how", N_ ("How They Joined"), "joined_how",
                           "bulk.set-joined-how" },
  [RG_BULK_JOINED_WHERE] = { "joined-where", N_ ("Where They Joined"), "joined_where",
                             "bulk.set-joined-where" },
};

const char *
rg_bulk_fact_get_id (RgBulkFact fact)
{
  return rg_bulk_facts[fact].id;
}

const char *
rg_bulk_fact_get_label (RgBulkFact fact)
{
  return _(rg_bulk_facts[fact].label);
}

RgBulkFact
rg_bulk_fact_from_id (const char *id)
{
  RgBulkFact fact = 0;

  while (fact < RG_N_BULK_FACTS && !g_str_equal (rg_bulk_facts[fact].id, id))
    fact++;
  return fact;
}

static RgBulk *
rg_bulk_new (const char *kind, GArray *ids, const char *text)
{
  RgBulk *bulk = g_new0 (RgBulk, 1);

  bulk->kind = kind;
  bulk->ids = g_array_ref (ids);
  bulk->text = g_strstrip (g_strdup (text));
  return bulk;
}

RgBulk *
rg_bulk_new_tag (GArray *ids, const char *tag, gboolean add)
{
  RgBulk *bulk = rg_bulk_new ("many.tag", ids, tag);

  bulk->add = add;
  return bulk;
}

RgBulk *
rg_bulk_new_fact (GArray *ids, RgBulkFact fact, const char *value)
{
  RgBulk *bulk = rg_bulk_new ("many.fact", ids, value);

  bulk->fact = fact;
  return bulk;
}

RgBulk *
rg_bulk_new_own (GArray *ids, gint64 field, const char *value)
{
  RgBulk *bulk = rg_bulk_new ("many.own-field", ids, value);

  bulk->target = field;
  return bulk;
}

RgBulk *
rg_bulk_new_campaign (GArray *ids, gint64 campaign)
{
  RgBulk *bulk = rg_bulk_new ("many.campaign", ids, "");

  bulk->target = campaign;
  return bulk;
}

RgBulk *
rg_bulk_new_segment (GArray *ids, const char *segment, RgHand hand, const char *reason)
{
  RgBulk *bulk = rg_bulk_new ("many.segment", ids, segment);

  bulk->hand = hand;
  bulk->reason = g_strstrip (g_strdup (reason));
  return bulk;
}

RgBulk *
rg_bulk_new_delete (GArray *ids)
{
  return rg_bulk_new ("many.delete", ids, "");
}

void
rg_bulk_free (RgBulk *bulk)
{
  g_array_unref (bulk->ids);
  g_clear_pointer (&bulk->field, rg_own_field_free);
  g_free (bulk->text);
  g_free (bulk->reason);
  g_free (bulk->label);
  g_free (bulk);
}

double
rg_bulk_get_share (RgBulk *bulk)
{
  return g_atomic_int_get (&bulk->permille) / 1000.0;
}

guint
rg_bulk_get_n_changed (RgBulk *bulk)
{
  return bulk->n_changed;
}

char *
rg_bulk_dup_label (RgBulk *bulk)
{
  return g_strdup (bulk->label ? bulk->label : "");
}

guint
rg_bulk_get_n_kept (RgBulk *bulk)
{
  return bulk->n_kept;
}

/* --- a slice of them --- */

/* Runs a statement, whose only value is given, on the slice at hand. */
static gboolean
rg_bulk_run_with (RgWrite *write, RgBulk *bulk, const char *name, gint64 value, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, value);
  if (!rg_statement_run (statement, error))
    return FALSE;
  bulk->n_changed += (guint) rg_db_n_changed (db);
  return TRUE;
}

static gboolean
rg_bulk_tag_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  return rg_bulk_run_with (write, bulk, bulk->add ? "bulk.tag" : "bulk.untag", bulk->target,
                           error);
}

static gboolean
rg_bulk_campaign_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  return rg_bulk_run_with (write, bulk, "bulk.add-to-campaign", bulk->target, error);
}

static gboolean
rg_bulk_segment_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;

  if (bulk->hand == RG_HAND_RULES)
    return rg_bulk_run_with (write, bulk, "bulk.leave-to-rules", bulk->target, error);
  statement = rg_db_statement (db, "bulk.choose", error);
  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, bulk->target);
  rg_statement_bind_int (statement, 2, bulk->hand == RG_HAND_CHOSEN);
  rg_statement_bind_text (statement, 3, bulk->reason);
  if (!rg_statement_run (statement, error))
    return FALSE;
  bulk->n_changed += (guint) rg_db_n_changed (db);
  return TRUE;
}

static gboolean
rg_bulk_fact_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement =
      rg_db_statement (db, rg_bulk_facts[bulk->fact].statement, error);

  if (!statement)
    return FALSE;
  if (bulk->fact == RG_BULK_OWNER)
    rg_statement_bind_int (statement, 1, bulk->target);
  else
    rg_statement_bind_text (statement, 1, bulk->text);
  if (!rg_statement_run (statement, error))
    return FALSE;
  bulk->n_changed += (guint) rg_db_n_changed (db);
  return TRUE;
}

static gboolean
rg_bulk_own_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  return rg_own_value_write (rg_write_get_db (write), bulk->field, 0, bulk->text,
                             rg_write_get_shop (write)->currency, 0, error);
}

static gboolean
rg_bulk_delete_slice (RgWrite *write, RgBulk *bulk, GError **error)
{
  RgDb *db = rg_write_get_db (write);

  if (!rg_db_run (db, "bulk.keep-used", error))
    return FALSE;
  bulk->n_kept += (guint) rg_db_n_changed (db);
  return rg_bulk_run_with (write, bulk, "bulk.delete", rg_write_get_now (write), error);
}

/* --- all of them --- */

static int
rg_bulk_compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* In the order of the keys, each page of the file is visited once. */
static GArray *
rg_bulk_dup_sorted (const RgBulk *bulk)
{
  GArray *ids = g_array_copy (bulk->ids);

  g_array_sort (ids, rg_bulk_compare_ids);
  return ids;
}

static gboolean
rg_bulk_select (RgDb *db, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "bulk.select", error);

  if (!statement || !rg_db_run (db, "bulk.clear", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      rg_statement_bind_int (statement, 1, ids[i]);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_bulk_do_slices (RgWrite *write, RgBulk *bulk, RgBulkFunc func, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GArray) ids = rg_bulk_dup_sorted (bulk);

  bulk->n_changed = bulk->n_kept = 0;
  if (!rg_db_run (db, "bulk.selected", error))
    return FALSE;
  for (guint i = 0; i < ids->len; i += RG_BULK_SLICE)
    {
      const guint n = MIN (RG_BULK_SLICE, ids->len - i);

      if (!rg_bulk_select (db, &g_array_index (ids, gint64, i), n, error) ||
          !func (write, bulk, error))
        return FALSE;
      g_atomic_int_set (&bulk->permille, (gint) ((guint64) (i + n) * 1000 / ids->len));
    }
  return rg_db_run (db, "bulk.clear", error);
}

/* --- each kind, in a write --- */

static gboolean
rg_bulk_check_text (const RgBulk *bulk, GError **error)
{
  if (!rg_card_in_text (bulk->text) && !(bulk->reason && rg_card_in_text (bulk->reason)))
    return TRUE;
  g_set_error_literal (
      error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
      _("This looks like the number of a payment card. Regulars never stores those."));
  return FALSE;
}

static gboolean
rg_bulk_tag_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  g_autofree char *number = NULL;

  if (!rg_tag_find (rg_write_get_db (write), bulk->text, bulk->add, &bulk->target, error))
    return FALSE;
  if (bulk->target == 0)
    return TRUE;
  if (!rg_bulk_do_slices (write, bulk, rg_bulk_tag_slice, error))
    return FALSE;
  g_clear_pointer (&bulk->label, g_free);
  number = rg_number_format (bulk->n_changed);
  bulk->label =
      bulk->add ? /* Translators: a tag and a number of customers; these are lines of History. */
          g_strdup_printf (P_ ("Tag “%s” Added to %s Customer", "Tag “%s” Added to %s Customers",
                               bulk->n_changed),
                           bulk->text, number)
                : g_strdup_printf (P_ ("Tag “%s” Removed from %s Customer",
                                       "Tag “%s” Removed from %s Customers", bulk->n_changed),
                                   bulk->text, number);
  rg_write_set_label (write, bulk->label);
  return TRUE;
}

static gboolean
rg_bulk_find_owner (RgDb *db, RgBulk *bulk, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "bulk.staff", error);
  RgStep step;

  bulk->target = 0;
  if (*bulk->text == '\0')
    return TRUE;
  if (!row)
    return FALSE;
  rg_statement_bind_text (row, 1, bulk->text);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    bulk->target = rg_statement_get_int (row, 0);
  if (step == RG_STEP_DONE)
    /* Translators: %s is a name. */
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("Nobody called “%s” works here."), bulk->text);
  return step == RG_STEP_ROW;
}

static gboolean
rg_bulk_check_channel (const RgBulk *bulk, GError **error)
{
  RgChannel channel;

  if (*bulk->text == '\0' || rg_channel_from_id (bulk->text, &channel))
    return TRUE;
  /* Translators: %s is what somebody typed; the four words are not translated. */
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               _("“%s” is no way of hearing from the shop. These are: post, email, sms, phone."),
               bulk->text);
  return FALSE;
}

static void
rg_bulk_label_fact (RgWrite *write, RgBulk *bulk, const char *name)
{
  g_autofree char *number = rg_number_format (bulk->n_changed);

  g_free (bulk->label);
  /* Translators: a line of History: what changed (“Language”), and for how many customers. */
  bulk->label = g_strdup_printf (P_ ("%s: Changed for %s Customer", "%s: Changed for %s Customers",
                                     bulk->n_changed),
                                 name, number);
  rg_write_set_label (write, bulk->label);
}

static gboolean
rg_bulk_fact_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  RgDb *db = rg_write_get_db (write);

  if (!rg_bulk_check_text (bulk, error) ||
      (bulk->fact == RG_BULK_OWNER && !rg_bulk_find_owner (db, bulk, error)) ||
      (bulk->fact == RG_BULK_PREFERS && !rg_bulk_check_channel (bulk, error)) ||
      !rg_log_narrow (db, "customer", rg_bulk_facts[bulk->fact].column, error) ||
      !rg_bulk_do_slices (write, bulk, rg_bulk_fact_slice, error) ||
      !rg_log_widen (db, "customer", error))
    return FALSE;
  rg_bulk_label_fact (write, bulk, rg_bulk_fact_get_label (bulk->fact));
  return TRUE;
}

/* A person's field may be several rows. */
static gboolean
rg_bulk_count_people (RgWrite *write, RgBulk *bulk, GError **error)
{
  g_autoptr (RgStatement) row =
      rg_db_statement (rg_write_get_db (write), "bulk.people", error);

  if (!row)
    return FALSE;
  rg_statement_bind_int (row, 1, rg_write_get_action (write));
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  bulk->n_changed = (guint) rg_statement_get_int (row, 0);
  return TRUE;
}

static gboolean
rg_bulk_own_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  g_autoptr (GPtrArray) fields = rg_own_fields_read (rg_write_get_db (write), error);
  const RgOwnField *field = fields ? rg_own_fields_find_id (fields, bulk->target) : NULL;
  char *checked;

  if (!field)
    {
      if (fields)
        g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                             _("The field has been deleted."));
      return FALSE;
    }
  checked = rg_own_field_check (field, bulk->text, rg_write_get_shop (write)->currency, error);
  if (!checked)
    return FALSE;
  g_free (bulk->text);
  bulk->text = checked;
  bulk->field = rg_own_field_copy (field);
  if (!rg_bulk_do_slices (write, bulk, rg_bulk_own_slice, error) ||
      !rg_bulk_count_people (write, bulk, error))
    return FALSE;
  rg_bulk_label_fact (write, bulk, field->name);
  return TRUE;
}

static gboolean
rg_bulk_campaign_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  g_autoptr (RgCampaign) campaign =
      rg_campaign_read (rg_write_get_db (write), bulk->target, error);
  g_autofree char *number = NULL;

  if (!campaign)
    return FALSE;
  if (campaign->fixed_at != 0)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("The list is fixed: nobody can be taken out or let in any more."));
      return FALSE;
    }
  if (!rg_bulk_do_slices (write, bulk, rg_bulk_campaign_slice, error))
    return FALSE;
  number = rg_number_format (bulk->n_changed);
  g_free (bulk->label);
  /* Translators: a line of History: a number, and the name of a campaign. */
  bulk->label = g_strdup_printf (P_ ("%s Customer Added to “%s”", "%s Customers Added to “%s”",
                                     bulk->n_changed),
                                 number, campaign->name);
  rg_write_set_label (write, bulk->label);
  return TRUE;
}

static char *
rg_bulk_dup_segment_label (const RgBulk *bulk, const char *name)
{
  g_autofree char *number = rg_number_format (bulk->n_changed);

  if (bulk->hand == RG_HAND_CHOSEN)
    /* Translators: lines of History: a number, and the name of a segment. */
    return g_strdup_printf (P_ ("%s Customer Chosen for “%s”", "%s Customers Chosen for “%s”",
                                bulk->n_changed),
                            number, name);
  if (bulk->hand == RG_HAND_LEFT_OUT)
    return g_strdup_printf (P_ ("%s Customer Left Out of “%s”", "%s Customers Left Out of “%s”",
                                bulk->n_changed),
                            number, name);
  return g_strdup_printf (P_ ("%s Customer by the Rules of “%s” Again",
                              "%s Customers by the Rules of “%s” Again", bulk->n_changed),
                          number, name);
}

static gboolean
rg_bulk_segment_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  g_autoptr (RgSavedSegment) segment = NULL;

  if (!rg_bulk_check_text (bulk, error))
    return FALSE;
  segment = rg_segment_hand_open (write, bulk->text, bulk->hand, error);
  if (!segment)
    return FALSE;
  bulk->target = segment->id;
  if (!rg_bulk_do_slices (write, bulk, rg_bulk_segment_slice, error))
    return FALSE;
  g_free (bulk->label);
  bulk->label = rg_bulk_dup_segment_label (bulk, segment->name);
  rg_write_set_label (write, bulk->label);
  return TRUE;
}

static gboolean
rg_bulk_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgBulk *bulk = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *number = NULL;

  if (!rg_log_narrow (db, "customer", "deleted_at", error) ||
      !rg_bulk_do_slices (write, bulk, rg_bulk_delete_slice, error) ||
      !rg_log_widen (db, "customer", error))
    return FALSE;
  g_clear_pointer (&bulk->label, g_free);
  number = rg_number_format (bulk->n_changed);
  /* Translators: a line of History. */
  bulk->label = g_strdup_printf (P_ ("%s Customer Deleted", "%s Customers Deleted",
                                     bulk->n_changed),
                                 number);
  rg_write_set_label (write, bulk->label);
  return TRUE;
}

char **
rg_bulk_read_tags (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "bulk.tags", error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  RgStep step;

  if (!rows)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_add (names, rg_statement_get_text (rows, 0));
  return step == RG_STEP_DONE ? g_strv_builder_end (names) : NULL;
}

/* --- the action --- */

static RgWriteFunc
rg_bulk_get_func (const RgBulk *bulk)
{
  if (g_str_equal (bulk->kind, "many.tag"))
    return rg_bulk_tag_in_thread;
  if (g_str_equal (bulk->kind, "many.fact"))
    return rg_bulk_fact_in_thread;
  if (g_str_equal (bulk->kind, "many.campaign"))
    return rg_bulk_campaign_in_thread;
  if (g_str_equal (bulk->kind, "many.segment"))
    return rg_bulk_segment_in_thread;
  if (g_str_equal (bulk->kind, "many.own-field"))
    return rg_bulk_own_in_thread;
  return rg_bulk_delete_in_thread;
}

gboolean
rg_store_bulk_sync (RgStore *store, RgBulk *bulk, GCancellable *cancellable, gint64 *action_id,
                    GError **error)
{
  return rg_store_write_sync (store, bulk->kind, "", rg_bulk_get_func (bulk), bulk, cancellable,
                              action_id, error);
}

void
rg_store_bulk_async (RgStore *store, RgBulk *bulk, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, bulk->kind, "", rg_bulk_get_func (bulk), bulk, NULL, cancellable,
                        callback, user_data);
}
