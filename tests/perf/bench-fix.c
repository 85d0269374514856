/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of a campaign with 10,000 people fixed, with a coupon each and a comparison group, in a
 * shop of any size; and that taken back. What the store takes for it, without reading the sales:
 * the clock, and the processor time of the whole program. At most a second.
 * usage: bench-fix SHOP [PEOPLE]; the file is written to. */
#include "store/rg-campaign-request.h"
#include "store/rg-store-undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TIMES 3

static double
seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* From all over the file, as a segment gives them. */
static gboolean
read_ids_in_thread (RgDb *db, gpointer data, GError **error)
{
  GArray *ids = data;
  const guint most = ids->len;
  g_autoptr (RgStatement) rows = rg_db_prepare (
    db, "SELECT id FROM customer WHERE deleted_at IS NULL AND merged_into IS NULL AND id % 97 = 0",
    error);

  g_array_set_size (ids, 0);
  while (rows != NULL && ids->len < most && rg_statement_step (rows, error) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return rows != NULL;
}

/* An address for everybody in the list, and nobody who has to be asked. */
static gboolean
prepare_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (
    rg_write_get_db (write),
    "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city) SELECT "
    "randomblob (16), id, 'address', 'Street ' || id, '0155', 'Oslo' FROM customer WHERE "
    "id % 97 = 0 AND NOT EXISTS (SELECT 1 FROM contact_point WHERE customer_id = customer.id AND "
    "kind = 'address' AND city = 'Oslo');"
    "INSERT INTO permission_basis (channel, basis, decided_at) VALUES ('post', 'not-no', 0) "
    "ON CONFLICT DO NOTHING", "prepare", error);
}

static gint64
run (RgStore *store, RgCampaignRequest *request, gint64 *action)
{
  g_autoptr (RgCampaignRequest) owned = request;
  g_autoptr (GError) error = NULL;

  if (!rg_campaign_request_run (owned, store, &error))
    g_error ("%s", error->message);
  if (action != NULL)
    *action = rg_campaign_request_get_action (owned);
  return rg_campaign_request_get_id (owned);
}

static gint64
make_campaign (RgStore *store)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();

  g_set_str (&campaign->name, "Bench");
  g_set_str (&campaign->segment_text, "visits at least 1");
  g_set_str (&campaign->subject, "Hello {{first name|you}}");
  g_set_str (&campaign->message, "Dear {{first name|you}},\n\nit has been a while since you were "
                                 "in {{city|town}}. Bring {{coupon}} along.");
  campaign->holdout = 100;
  campaign->piece_cost_minor = 1850;
  return run (store, rg_campaign_request_save (campaign), NULL);
}

static void
measure (RgStore *store, const GArray *ids, double *least)
{
  const gint64 id = make_campaign (store);
  const double clock = seconds (CLOCK_MONOTONIC), work = seconds (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (GError) error = NULL;
  gint64 action;
  double took;

  run (store, rg_campaign_request_fix (id, "visits at least 1",
                                       (const gint64 *) (gpointer) ids->data, ids->len), &action);
  took = seconds (CLOCK_MONOTONIC) - clock;
  *least = MIN (*least, took);
  printf ("fix %u people: %.2f s, %.2f s of processor\n", ids->len, took,
          seconds (CLOCK_PROCESS_CPUTIME_ID) - work);
  if (!rg_store_take_back_sync (store, action, NULL, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = argc > 1 ? rg_store_open (argv[1], &error) : NULL;
  double least = G_MAXDOUBLE;

  if (store == NULL)
    g_error ("%s", error != NULL ? error->message : "usage: bench-fix SHOP [PEOPLE]");
  g_array_set_size (ids, argc > 2 ? (guint) atoi (argv[2]) : 10000);
  if (!rg_store_write_sync (store, "bench", "Bench", prepare_in_thread, NULL, NULL, NULL, &error)
      || !rg_store_read_sync (store, RG_READER_ROWS, read_ids_in_thread, ids, NULL, &error))
    g_error ("%s", error->message);
  for (int i = 0; i < TIMES; i++)
    measure (store, ids, &least);
  printf ("the least: %.2f s, at most 1.00\n", least);
  return 0;
}
