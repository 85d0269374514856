/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Nobody who did not allow it is in any output: letters, labels, coupons, lists to call or to walk
 * by, tables for other programs, e-mails one after the other, and what is said at the counter. In
 * each of many random shops (rg-random-ledger.h) a list is fixed, all kinds of things happen before
 * and after, and whatever then leaves the shop is read: the names in it, where it goes, and whether
 * it says what somebody left in the basket. A second opinion reads the ledger's rows by themselves.
 *
 * REGULARS_PERMISSION_SHOPS=3000 does so in more of them. */
#include "rg-random-ledger.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/rg-sheets.h"
#include "store/rg-campaign-counter.h"
#include "store/rg-campaign-pieces.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-outbox.h"
#include "store/rg-store-suppression.h"
#include "transfer/rg-campaign-export.h"

#define STEPS 14
#define SHOPS_A_FILE 40
#define COUNTER "Say hello"

/* How many people were found in each kind of output: of each there have to be some. */
typedef enum { SHEETS, COUPONS, TABLES, MAILS, COUNTERS, BASKETS, MATES, N_KINDS } Kind;

static guint found[N_KINDS];

typedef struct {
  RgLedgerWorld world;
  gint64 campaign;
  RgChannel channel;
  gboolean tailored; /* its rules ask what people looked at */
  GString *out;      /* what left the shop */
  GPtrArray *places; /* where it went */
} Shop;

/* --- reading what left the shop --- */

typedef struct {
  Shop *shop;
  Kind kind;
} Looking;

/* Nobody twice, but as the second name on a letter for a home. */
static void
look_at_names (RgDb *db, const Looking *looking, GHashTable *seen)
{
  g_autoptr (GRegex) regex = g_regex_new ("Person[ ,;\"]+([0-9]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, looking->shop->out->str, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      const gint64 id = g_ascii_strtoll (number, NULL, 10);
      RgLedgerOpinion opinion;

      rg_ledger_ask (db, id, looking->shop->channel, &opinion);
      g_assert_cmpint (opinion.living, !=, 0);
      g_assert_true (opinion.may);
      g_assert_true (opinion.tailored || !looking->shop->tailored);
      found[looking->kind] += g_hash_table_add (seen, g_memdup2 (&id, sizeof id));
    }
}

/* Each message by itself: to whom what they left is named. */
static void
look_at_baskets (RgDb *db, const Looking *looking)
{
  g_autoptr (GRegex) regex = g_regex_new ("Dear Person ([0-9]+)[^.\n]*Kettle", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, looking->shop->out->str, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      RgLedgerOpinion opinion;

      rg_ledger_ask (db, g_ascii_strtoll (number, NULL, 10), looking->shop->channel, &opinion);
      g_assert_true (opinion.tailored);
      found[BASKETS]++;
    }
}

/* Nothing goes to a mailbox, a telephone or a door of somebody who asked never to be contacted. */
static gboolean
look_in_thread (RgDb *db, gpointer data, GError **error)
{
  const Looking *looking = data;
  const Shop *shop = looking->shop;
  g_autoptr (RgKeyedHashes) never = rg_suppressed_read (db, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const char *kind = shop->channel == RG_CHANNEL_EMAIL ? "email" : "phone";

  look_at_names (db, looking, seen);
  look_at_baskets (db, looking);
  for (guint i = 0; i < shop->places->len; i++)
    {
      const char *place = shop->places->pdata[i];
      g_autofree char *key = shop->channel == RG_CHANNEL_POST
                               ? g_strdup (place) : rg_contact_dup_key (kind, place, "NO");

      g_assert_false (rg_keyed_hashes_have (
        never, shop->channel == RG_CHANNEL_POST ? "address" : kind, key));
    }
  return TRUE;
}

static void
look (Shop *shop, Kind kind)
{
  Looking looking = { shop, kind };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (shop->world.test->store, RG_READER_ROWS, look_in_thread, &looking, NULL,
                      &error);
  g_assert_no_error (error);
  g_string_truncate (shop->out, 0);
  g_ptr_array_set_size (shop->places, 0);
}

static void
add_place (Shop *shop, const char *name, const char *contact)
{
  if (shop->channel == RG_CHANNEL_POST)
    {
      g_auto (GStrv) lines = g_strsplit (contact, "\n", 2);

      g_ptr_array_add (shop->places, rg_suppressed_dup_home (name, lines[0], "0155"));
    }
  else
    g_ptr_array_add (shop->places, g_strdup (contact));
}

/* --- what leaves the shop --- */

static gboolean
run (Shop *shop, RgCampaignRequest *request)
{
  return rg_campaign_request_run (request, shop->world.test->store, NULL);
}

typedef struct {
  Shop *shop;
  RgCampaignPieces *pieces;
} Printing;

/* What stands on the paper, as it is drawn. */
static gboolean
fill (guint index, RgRecipient *recipient, gpointer data)
{
  Printing *printing = data;

  g_assert_true (rg_campaign_pieces_fill (index, recipient, printing->pieces));
  g_string_append_printf (printing->shop->out, "%s\n%s\n%s.\n", recipient->name,
                          recipient->contact, recipient->body);
  found[MATES] += strstr (recipient->name, " and ") != NULL;
  add_place (printing->shop, recipient->name, recipient->contact);
  return TRUE;
}

static void
print (Shop *shop, const char *path)
{
  g_autoptr (RgCampaignRequest) begin = NULL, note = NULL;
  g_autoptr (RgCampaignPieces) pieces = NULL;
  g_autoptr (RgSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;
  RgSheetsSetup setup;
  const RgLetterhead head = { .shop = (char *) "Fjordbok", .date = 20000 };
  Printing printing = { shop, NULL };
  GArray *people;

  rg_sheets_setup_init (&setup);
  do
    setup.form = (RgOutputForm) g_test_rand_int_range (0, RG_N_OUTPUT_FORMS);
  while (!rg_output_form_fits (setup.form, shop->channel));
  begin = rg_campaign_request_begin_sheets (shop->campaign, setup.form);
  /* Refused where nobody has a coupon. */
  if (!run (shop, begin))
    return;
  people = rg_campaign_request_get_people (begin);
  printing.pieces = pieces = rg_campaign_pieces_new (shop->world.test->store, shop->campaign,
                                                     people);
  sheets = rg_sheets_new (&setup, &head, "Title", people->len, fill, &printing, NULL);
  g_assert_true (rg_sheets_write_pdf (sheets, path, NULL, &error));
  g_assert_true (people->len == 0 || shop->out->len > 0);
  look (shop, setup.form == RG_OUTPUT_COUPONS ? COUPONS : SHEETS);
  note = rg_campaign_request_note_sheets (shop->campaign, setup.form, TRUE, people->len);
  g_assert_true (run (shop, note));
}

static void
export (Shop *shop, const char *path)
{
  g_autoptr (GRegex) regex = g_regex_new ("[ph][0-9]+@x|\\+4740[0-9]{6}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RgExportResult result;
  RgCampaignLayout layout;

  do
    layout = (RgCampaignLayout) g_test_rand_int_range (0, RG_N_LAYOUTS);
  while (!rg_campaign_layout_fits (layout, shop->channel));
  rg_campaign_export (shop->world.test->store, shop->campaign, layout, path, &result, NULL,
                      &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_string_append (shop->out, text);
  g_regex_match (regex, text, 0, &match);
  for (; shop->channel != RG_CHANNEL_POST && g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_ptr_array_add (shop->places, g_match_info_fetch (match, 0));
  look (shop, TABLES);
}

/* A few at a time, while things go on happening. */
static void
send (Shop *shop)
{
  g_auto (RgMailBatch) batch = { .most = (guint) g_test_rand_int_range (1, RG_OUTBOX_MOST + 1) };
  RgStore *store = shop->world.test->store;
  g_autoptr (GError) error = NULL;

  rg_outbox_begin (store, shop->campaign, "shop.example", FALSE, &error);
  g_assert_no_error (error);
  while (rg_outbox_next (store, shop->campaign, &batch, &error) && batch.n > 0)
    {
      for (guint i = 0; i < batch.n; i++)
        {
          g_string_append_printf (shop->out, "%s.\n", batch.mail[i].body);
          add_place (shop, batch.mail[i].name, batch.mail[i].address);
          batch.mail[i].state = RG_MAIL_SENT;
        }
      look (shop, MAILS);
      rg_ledger_world_happen (&shop->world, 2);
    }
  g_assert_no_error (error);
}

typedef struct {
  gint64 customer;
  RgDay today;
  GPtrArray *messages;
} Counter;

/* As they are found: whoever became somebody else is opened as them. */
static gboolean
read_counter_in_thread (RgDb *db, gpointer data, GError **error)
{
  Counter *counter = data;
  gint64 living;

  if (!rg_consent_resolve (db, counter->customer, &living, error))
    return FALSE;
  counter->customer = living;
  counter->messages = rg_counter_messages_read (db, counter->customer, counter->today, error);
  return counter->messages != NULL;
}

static void
look_up (Shop *shop)
{
  RgStore *store = shop->world.test->store;

  for (int i = 0; i < RG_LEDGER_PEOPLE; i++)
    {
      Counter counter = { shop->world.first + i, rg_shop_get_day (rg_store_get_shop (store)),
                          NULL };
      g_autoptr (GPtrArray) messages = NULL;

      g_assert_true (rg_store_read_sync (store, RG_READER_ROWS, read_counter_in_thread, &counter,
                                         NULL, NULL));
      messages = counter.messages;
      if (messages->len > 0)
        g_string_append_printf (shop->out, "Person %d\n", (int) counter.customer);
    }
  look (shop, COUNTERS);
}

static void
put_out (Shop *shop)
{
  g_autofree char *path = g_build_filename (shop->world.test->folder, "out", NULL);

  if (shop->channel == RG_CHANNEL_EMAIL && g_test_rand_bit ())
    send (shop);
  else if (g_test_rand_bit ())
    print (shop, path);
  else
    export (shop, path);
  g_remove (path);
  look_up (shop);
  rg_ledger_world_happen (&shop->world, 4);
  look_up (shop);
}

/* --- a shop --- */

static RgCampaign *
make_campaign (Shop *shop)
{
  static const char *const messages[] = {
    "Dear {{name}}", "Dear {{name}}, {{products left|}}", "Dear {{name}}, take {{coupon}}",
    "Dear {{name}}, {{only for left anything in basket in last 30 days}}your Kettle{{end}}",
  };
  RgCampaign *campaign = rg_campaign_new ();

  campaign->channel = shop->channel;
  g_set_str (&campaign->name, "Campaign");
  g_set_str (&campaign->counter, COUNTER);
  g_set_str (&campaign->message,
             messages[g_test_rand_int_range (0, G_N_ELEMENTS (messages))]);
  g_set_str (&campaign->segment_text, shop->tailored ? "looked at anything in last 30 days" : "");
  return campaign;
}

/* Some were put into it by hand, and some are the shop's own people. Refused where nobody would get
 * it. */
static gboolean
fix (Shop *shop)
{
  g_autoptr (RgCampaign) campaign = make_campaign (shop);
  g_autoptr (RgCampaignRequest) save = NULL, request = NULL, seed = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (shop->world.test->store, NULL);
  g_autofree char *by_hand = NULL;
  gint64 people[RG_LEDGER_PEOPLE - 1];

  for (int i = 0; i < RG_LEDGER_PEOPLE - 1; i++)
    people[i] = shop->world.first + i;
  save = rg_campaign_request_save (campaign);
  g_assert_true (run (shop, save));
  shop->campaign = rg_campaign_request_get_id (save);
  by_hand = g_strdup_printf ("INSERT INTO campaign_member (campaign_id, customer_id, state, "
                             "reason) VALUES (%d, %d, 'included', 'by-hand')",
                             (int) shop->campaign,
                             (int) shop->world.first + RG_LEDGER_PEOPLE - 1);
  rg_test_shop_write (shop->world.test, "By hand", by_hand);
  seed = rg_campaign_request_seed (people[0], g_test_rand_int_range (0, 3) == 0);
  g_assert_true (run (shop, seed));
  request = rg_campaign_request_fix (shop->campaign, campaign->segment_text, people,
                                     G_N_ELEMENTS (people));
  rg_campaign_request_set_dataset (request, dataset);
  return run (shop, request);
}

static void
live (RgTestShop *test)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  Shop shop = { .channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS),
                .tailored = g_test_rand_int_range (0, 4) == 0, .out = out, .places = places };

  rg_ledger_world_init (&shop.world, test);
  rg_ledger_world_happen (&shop.world, STEPS);
  if (fix (&shop))
    {
      put_out (&shop);
      rg_ledger_world_happen (&shop.world, STEPS);
      put_out (&shop);
    }
  rg_ledger_world_clear (&shop.world);
}

static void
test_outputs (void)
{
  const char *wanted = g_getenv ("REGULARS_PERMISSION_SHOPS");
  const guint n_shops = wanted != NULL ? (guint) atoi (wanted) : 60;
  g_autoptr (RgTestShop) test = NULL;

  for (guint i = 0; i < n_shops; i++)
    {
      if (i % SHOPS_A_FILE == 0)
        {
          g_clear_pointer (&test, rg_test_shop_free);
          test = rg_test_shop_new ();
          rg_ledger_shop_init (test);
        }
      live (test);
    }
  g_test_message ("%u shops; people in letters, labels and lists %u, coupons %u, tables %u, "
                  "e-mails %u, at the counter %u; baskets %u, two on a letter %u", n_shops,
                  found[SHEETS], found[COUPONS], found[TABLES], found[MAILS], found[COUNTERS],
                  found[BASKETS], found[MATES]);
  /* It would find nobody where nobody gets anything. */
  g_assert_cmpuint (found[SHEETS] + found[TABLES] + found[MAILS], >, n_shops);
  for (int kind = 0; kind < N_KINDS && n_shops >= 1000; kind++)
    g_assert_cmpuint (found[kind], >, 0);
}

int
main (int argc, char *argv[])
{
  /* What is tried here is not the disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nobody-asked/outputs", test_outputs);
  return g_test_run ();
}
