/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Doing what automations say: what is done for somebody, and the note that it was, are one
 * transaction. */
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-automation-private.h"
#include "store/rg-segment-hand.h"
#include "store/rg-segment-names.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-coupons-given.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-private.h"
#include "store/rg-store-tasks.h"

void
rg_automation_done_free (RgAutomationDone *done)
{
  g_free (done->name);
  g_free (done->problem);
  g_free (done);
}

/* Somebody for whom something is done: one for each occasion. */
typedef struct {
  gint64 id;
  guint ways;          /* in which they may be contacted: 1 << RgChannel each */
  const char *prefers; /* the one of these in which they prefer to be, as words; or NULL */
  const char *product; /* what it is about; or NULL */
  char *coupons;       /* what they were given, in words for whoever hands it over; or NULL */
} RgFirePerson;

static void
rg_fire_person_clear (gpointer data)
{
  g_free (((RgFirePerson *) data)->coupons);
}

/* One automation in a run. */
typedef struct {
  RgSavedAutomation *saved;
  GPtrArray *due;        /* RgDue */
  RgAutomationDone *done;
  RgDay today;
  GArray *people;        /* RgFirePerson */
} RgFire;

/* --- each step ---------------------------------------------------------------------------- */

/* Into the table that statements for many read. */
static gboolean
rg_fire_select (RgDb *db, const GArray *people, GError **error)
{
  g_autoptr (RgStatement) select = NULL;

  if (!rg_db_run (db, "bulk.selected", error) || !rg_db_run (db, "bulk.clear", error))
    return FALSE;
  select = rg_db_statement (db, "bulk.select", error);
  for (guint i = 0; select != NULL && i < people->len; i++)
    {
      rg_statement_bind_int (select, 1, g_array_index (people, RgFirePerson, i).id);
      if (!rg_statement_run (select, error))
        return FALSE;
    }
  return select != NULL;
}

static gboolean
rg_fire_for_all (RgDb *db, const char *name, gint64 target, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, target);
  return rg_statement_run (statement, error);
}

/* *id stays 0 where nothing has the name. */
static gboolean
rg_fire_find (RgDb *db, const char *statement, const char *name, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, statement, error);
  RgStep step;

  *id = 0;
  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, name);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *id = rg_statement_get_int (row, 0);
  return step != RG_STEP_ERROR;
}

/* What is to do, and what whoever does it has to know: which product it is about, the coupon that
 * is to be handed over, and how they prefer to be reached. */
static char *
rg_fire_dup_what (const RgThen *then, const RgFirePerson *person)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  g_strv_builder_add (parts, then->text);
  if (person->product != NULL)
    g_strv_builder_add (parts, person->product);
  if (person->coupons != NULL)
    g_strv_builder_add (parts, person->coupons);
  if (then->allowed && person->prefers != NULL)
    /* Translators: of a person: how they want to be contacted, such as “Phone”. */
    g_strv_builder_take (parts, g_strdup_printf (_("prefers: %s"), person->prefers));
  words = g_strv_builder_end (parts);
  return g_strjoinv (" · ", words);
}

static RgTask *
rg_fire_make_task (const RgFire *fire, const RgThen *then, const RgFirePerson *person)
{
  g_autofree char *what = rg_fire_dup_what (then, person);
  RgTask *task = rg_task_new (what);

  task->customer = person->id;
  task->due_on = fire->today + then->days;
  return task;
}

static gboolean
rg_fire_tasks (RgWrite *write, const RgFire *fire, const RgThen *then, GError **error)
{
  gint64 owner;

  if (!rg_fire_find (rg_write_get_db (write), "automations.staff", then->owner, &owner, error))
    return FALSE;
  for (guint i = 0; i < fire->people->len; i++)
    {
      const RgFirePerson *person = &g_array_index (fire->people, RgFirePerson, i);
      g_autoptr (RgTask) task = rg_fire_make_task (fire, then, person);

      task->staff = owner;
      if ((person->ways != 0 || !then->allowed) && !rg_task_write (write, task, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rg_fire_coupon (RgDb *db, const RgFire *fire, const RgThen *then, RgFirePerson *person,
                GError **error)
{
  const RgDay until = then->days > 0 ? fire->today + then->days : RG_DAY_NONE;
  const RgCouponGift gift = { person->id, then->text, fire->today, until, fire->saved->uuid };
  g_autofree char *code = rg_coupon_give (db, &gift, error);
  g_autofree char *before = person->coupons;
  g_autofree char *words = NULL;

  if (code == NULL)
    {
      person->coupons = NULL;
      return FALSE;
    }
  words = rg_coupon_gift_dup_words (code, then->text, until);
  person->coupons = before != NULL ? g_strdup_printf ("%s · %s", before, words)
                                   : g_steal_pointer (&words);
  return TRUE;
}

/* Before all else, so that tasks can say which coupon is to be handed over. */
static gboolean
rg_fire_coupons (RgDb *db, const RgFire *fire, GError **error)
{
  const GPtrArray *steps = fire->saved->automation->then;

  for (guint s = 0; s < steps->len; s++)
    for (guint i = 0; ((RgThen *) steps->pdata[s])->id == RG_THEN_COUPON && i < fire->people->len;
         i++)
      if (!rg_fire_coupon (db, fire, steps->pdata[s],
                           &g_array_index (fire->people, RgFirePerson, i), error))
        return FALSE;
  return TRUE;
}

static gboolean
rg_fire_choose (RgWrite *write, const char *segment, gint64 *id, GError **error)
{
  g_autoptr (RgSavedSegment) chosen =
    rg_segment_hand_open (write, segment, RG_HAND_CHOSEN, error);
  g_autoptr (RgStatement) choose =
    rg_db_statement (rg_write_get_db (write), "bulk.choose", error);

  if (chosen == NULL || choose == NULL)
    return FALSE;
  *id = chosen->id;
  rg_statement_bind_int (choose, 1, chosen->id);
  rg_statement_bind_int (choose, 2, 1);
  rg_statement_bind_text (choose, 3, "");
  return rg_statement_run (choose, error);
}

/* A campaign of those alone who are put into it: of a segment that they are chosen for. */
static gboolean
rg_fire_make_draft (RgWrite *write, const RgThen *then, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autofree char *name = rg_segment_names_dup_free (db, then->name, error);
  g_autoptr (RgSavedSegment) segment = NULL;

  if (name == NULL || !rg_fire_choose (write, name, &campaign->segment, error))
    return FALSE;
  segment = rg_segment_read (db, campaign->segment, error);
  if (segment == NULL)
    return FALSE;
  g_set_str (&campaign->segment_text, segment->text);
  g_set_str (&campaign->name, then->name);
  return rg_campaign_save (write, campaign, error);
}

static gboolean
rg_fire_campaign (RgWrite *write, const RgThen *then, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gint64 id;

  if (!rg_fire_find (db, "automations.open-campaign", then->name, &id, error))
    return FALSE;
  if (id != 0)
    return rg_fire_for_all (db, "bulk.add-to-campaign", id, error);
  return rg_fire_make_draft (write, then, error);
}

static gboolean
rg_fire_fill (RgWrite *write, const RgThen *then, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const char *currency = rg_write_get_shop (write)->currency;
  g_autoptr (GPtrArray) fields = rg_own_fields_read (db, error);
  const RgOwnField *field = fields != NULL ? rg_own_fields_find (fields, then->name) : NULL;
  g_autofree char *value = field != NULL ? rg_own_field_check (field, then->text, currency, error)
                                         : NULL;

  return value != NULL && rg_own_value_write (db, field, 0, value, currency, 0, error);
}

static gboolean
rg_fire_step (RgWrite *write, const RgFire *fire, const RgThen *then, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  gint64 tag;

  switch (then->id)
    {
    case RG_THEN_TASK:
      return rg_fire_tasks (write, fire, then, error);
    case RG_THEN_TAG:
      return rg_tag_find (db, then->name, TRUE, &tag, error)
             && rg_fire_for_all (db, "bulk.tag", tag, error);
    case RG_THEN_DRAFT:
    case RG_THEN_ADD:
      return rg_fire_campaign (write, then, error);
    case RG_THEN_FILL:
      return rg_fire_fill (write, then, error);
    case RG_THEN_COUPON: /* rg_fire_coupons() */
    case RG_N_THENS:
    default:
      return TRUE;
    }
}

/* --- once --------------------------------------------------------------------------------- */

static gboolean
rg_fire_finds (RgStatement *row, gboolean *found, GError **error)
{
  const RgStep step = rg_statement_step (row, error);

  *found |= step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* Whether it was done before, for them or for whoever became them. */
static gboolean
rg_fire_was_done (RgDb *db, const RgFire *fire, const RgDue *due, gint64 customer, gboolean *was,
                  GError **error)
{
  const int rest = rg_due_get_rest (due);
  g_autoptr (RgStatement) row = NULL;
  g_autoptr (RgStatement) near = NULL;

  *was = FALSE;
  row = rg_db_statement (db, due->by_row ? "automations.fired-row"
                                             : "automations.fired-person", error);
  if (row == NULL)
    return FALSE;
  rg_statement_bind_blob (row, 1, fire->saved->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (row, 2, due->occasion);
  if (!due->by_row)
    rg_statement_bind_int (row, 3, customer);
  if (!rg_fire_finds (row, was, error))
    return FALSE;
  if (*was || rest == 0)
    return TRUE;
  near = rg_db_statement (db, "automations.fired-near", error);
  if (near == NULL)
    return FALSE;
  rg_statement_bind_blob (near, 1, fire->saved->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (near, 2, due->near);
  rg_statement_bind_int (near, 3, customer);
  rg_statement_bind_int (near, 4, due->due_on);
  rg_statement_bind_int (near, 5, rest);
  return rg_fire_finds (near, was, error);
}

static gboolean
rg_fire_note (RgWrite *write, const RgFire *fire, const RgDue *due, const guint8 *customer,
              gboolean done, GError **error)
{
  g_autoptr (RgStatement) note = rg_db_statement (rg_write_get_db (write), "automations.fire",
                                                  error);

  if (note == NULL)
    return FALSE;
  rg_statement_bind_blob (note, 1, fire->saved->uuid, RG_UUID_SIZE);
  rg_statement_bind_text (note, 2, due->occasion);
  rg_statement_bind_blob (note, 3, customer, RG_UUID_SIZE);
  rg_statement_bind_int (note, 4, due->due_on);
  rg_statement_bind_int (note, 5, rg_write_get_now (write));
  rg_statement_bind_int (note, 6, done);
  return rg_statement_run (note, error);
}

/* Who was deleted, merged or erased since they were found: nothing, or as whom they became. */
static gboolean
rg_fire_one (RgWrite *write, RgFire *fire, const RgDue *due, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) row = rg_db_statement (db, "automations.living", error);
  gboolean was = FALSE, done;
  guint8 uuid[RG_UUID_SIZE];
  RgChannel prefers;
  gboolean does_prefer;
  guint ways = 0;
  gint64 customer;
  gsize length;
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, due->customer);
  step = rg_statement_step (row, error);
  if (step != RG_STEP_ROW)
    return step == RG_STEP_DONE;
  customer = rg_statement_get_int (row, 0);
  memcpy (uuid, rg_statement_get_blob (row, 1, &length), RG_UUID_SIZE);
  does_prefer = rg_channel_from_id (rg_statement_get_text (row, 2), &prefers);
  if (!rg_fire_was_done (db, fire, due, customer, &was, error))
    return FALSE;
  if (was)
    return TRUE;
  if (!rg_automation_may_contact (db, rg_write_get_shop (write), customer, &ways, error))
    return FALSE;
  done = ways != 0 || !rg_automation_asks_permission (fire->saved->automation);
  if (!rg_fire_note (write, fire, due, uuid, done, error))
    return FALSE;
  fire->done->done += done;
  fire->done->passed += !done;
  if (done)
    {
      const gboolean as_preferred = does_prefer && (ways & 1u << prefers) != 0;
      const RgFirePerson person = { customer, ways,
                                    as_preferred ? rg_channel_get_label (prefers) : NULL,
                                    due->product, NULL };

      g_array_append_val (fire->people, person);
    }
  return TRUE;
}

static void
rg_fire_set_label (RgWrite *write, const RgFire *fire)
{
  const guint n = fire->done->done > 0 ? fire->done->done : fire->done->passed;
  g_autofree char *number = rg_number_format (n);
  g_autofree char *label = NULL;

  if (fire->done->done > 0)
    /* Translators: lines of History: the name of an automation, and how many people. */
    label = g_strdup_printf (P_("Automation “%s”: %s Person", "Automation “%s”: %s People", n),
                             fire->saved->name, number);
  else
    label = g_strdup_printf (P_("Automation “%s”: %s Person May Not Be Contacted",
                                "Automation “%s”: %s People May Not Be Contacted", n),
                             fire->saved->name, number);
  rg_write_set_label (write, label);
}

/* Whether it is still the one that was asked. */
static gboolean
rg_fire_still_stands (RgDb *db, const RgFire *fire, gboolean *stands, GError **error)
{
  g_autoptr (RgSavedAutomation) now = rg_saved_automation_read (db, fire->saved->id, error);
  g_autofree char *text = now != NULL ? rg_automation_print (now->automation) : NULL;
  g_autofree char *asked = rg_automation_print (fire->saved->automation);

  *stands = now != NULL && now->since_on == fire->saved->since_on && g_str_equal (text, asked);
  return now != NULL;
}

static gboolean
rg_fire_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgFire *fire = data;
  RgDb *db = rg_write_get_db (write);
  gboolean stands = FALSE;

  if (!rg_fire_still_stands (db, fire, &stands, error))
    return FALSE;
  if (!stands)
    return TRUE;
  if (!rg_automation_check (db, rg_write_get_shop (write), fire->saved->automation, error))
    return FALSE;
  for (guint i = 0; i < fire->due->len; i++)
    if (!rg_fire_one (write, fire, fire->due->pdata[i], error))
      return FALSE;
  if (fire->done->done + fire->done->passed == 0)
    return TRUE;
  rg_write_note_table (write, "firing");
  rg_fire_set_label (write, fire);
  if (fire->people->len == 0)
    return TRUE;
  if (!rg_fire_select (db, fire->people, error) || !rg_fire_coupons (db, fire, error))
    return FALSE;
  for (guint i = 0; i < fire->saved->automation->then->len; i++)
    if (!rg_fire_step (write, fire, fire->saved->automation->then->pdata[i], error))
      return FALSE;
  return rg_db_run (db, "bulk.clear", error);
}

/* --- all of them -------------------------------------------------------------------------- */

static gboolean
rg_automations_list_in_thread (RgDb *db, gpointer data, GError **error)
{
  *(GPtrArray **) data = rg_automations_read (db, error);
  return *(GPtrArray **) data != NULL;
}

static gboolean
rg_automation_fire (const RgAutomationFinder *finder, RgFire *fire, GCancellable *cancellable,
                    GError **error)
{
  const RgDay from = MAX (fire->saved->since_on, finder->calendar - RG_AUTOMATION_LATE + 1);
  g_autoptr (GPtrArray) due = rg_automation_finder_find (finder, fire->saved->automation, from,
                                                         finder->calendar, TRUE, error);

  fire->due = due;
  fire->today = finder->calendar;
  return due != NULL
         && (due->len == 0
             || rg_store_write_sync (finder->store, "automation.run", _("Automation"),
                                     rg_fire_in_thread, fire, cancellable, &fire->done->action,
                                     error));
}

static RgAutomationDone *
rg_automation_run_one (const RgAutomationFinder *finder, RgSavedAutomation *saved,
                       GCancellable *cancellable, GError **error)
{
  RgAutomationDone *done = g_new0 (RgAutomationDone, 1);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (RgFirePerson));
  g_autoptr (GError) failed = NULL;
  RgFire fire = { saved, NULL, done, RG_DAY_NONE, people };

  g_array_set_clear_func (people, rg_fire_person_clear);
  done->id = saved->id;
  done->name = g_strdup (saved->name);
  if (rg_automation_fire (finder, &fire, cancellable, &failed))
    return done;
  done->done = done->passed = 0;
  done->problem = g_strdup (failed->message);
  /* A shop that cannot be written to, or somebody who stops it, ends the run. */
  if (failed->domain == RG_DB_ERROR || failed->domain == G_IO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      g_clear_pointer (&done, rg_automation_done_free);
    }
  return done;
}

static GPtrArray *
rg_automations_run (RgStore *store, const RgShop *shop, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) done =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_automation_done_free);
  g_autoptr (GPtrArray) all = NULL;
  g_auto (RgAutomationFinder) finder = { NULL };

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_automations_list_in_thread, &all, NULL,
                           error))
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      RgSavedAutomation *saved = all->pdata[i];
      RgAutomationDone *one;

      if (saved->since_on == RG_DAY_NONE)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      /* The dataset is read again: what one has done may be what another asks. */
      rg_automation_finder_clear (&finder);
      if (!rg_automation_finder_init (&finder, store, shop, error)
          || (one = rg_automation_run_one (&finder, saved, cancellable, error)) == NULL)
        return NULL;
      if (one->action != 0 || one->problem != NULL)
        g_ptr_array_add (done, one);
      else
        rg_automation_done_free (one);
    }
  return g_steal_pointer (&done);
}

GPtrArray *
rg_automations_run_sync (RgStore *store, GCancellable *cancellable, GError **error)
{
  return rg_automations_run (store, rg_store_get_shop (store), cancellable, error);
}

/* --- on a thread -------------------------------------------------------------------------- */

typedef struct {
  RgShop *shop;
  RgAutomation *automation; /* NULL: all of them, for good */
  RgDay from, to;
} RgAutomationJob;

static void
rg_automation_job_free (gpointer data)
{
  RgAutomationJob *job = data;

  rg_shop_free (job->shop);
  g_clear_pointer (&job->automation, rg_automation_free);
  g_free (job);
}

static void
rg_automation_job_in_thread (GTask *task, gpointer source, gpointer data,
                             GCancellable *cancellable)
{
  RgAutomationJob *job = data;
  g_auto (RgAutomationFinder) finder = { NULL };
  GError *error = NULL;
  GPtrArray *answer = NULL;

  if (job->automation == NULL)
    answer = rg_automations_run (source, job->shop, cancellable, &error);
  else if (rg_automation_finder_init (&finder, source, job->shop, &error))
    answer = rg_automation_finder_dry_run (&finder, job->automation, &job->from, &job->to, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
rg_automation_job_start (RgStore *store, const RgAutomation *automation, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgAutomationJob *job = g_new0 (RgAutomationJob, 1);

  job->shop = rg_shop_copy (rg_store_get_shop (store));
  job->automation = automation != NULL ? rg_automation_copy (automation) : NULL;
  g_task_set_task_data (task, job, rg_automation_job_free);
  g_task_run_in_thread (task, rg_automation_job_in_thread);
}

void
rg_automations_run_async (RgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rg_automation_job_start (store, NULL, cancellable, callback, user_data);
}

GPtrArray *
rg_automations_run_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rg_automation_dry_run_async (RgStore *store, const RgAutomation *automation,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  rg_automation_job_start (store, automation, cancellable, callback, user_data);
}

GPtrArray *
rg_automation_dry_run_finish (RgStore *store, GAsyncResult *result, RgDay *from, RgDay *to,
                              GError **error)
{
  const RgAutomationJob *job;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  job = g_task_get_task_data (G_TASK (result));
  *from = job->from;
  *to = job->to;
  return g_task_propagate_pointer (G_TASK (result), error);
}
