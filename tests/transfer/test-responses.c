/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reports of other senders: how they are read, whom they are about, and that bringing them in goes
 * and comes back. */
#include "rg-test-campaign.h"

#include <string.h>

#include "store/rg-campaign-request.h"
#include "store/rg-store-responses.h"
#include "transfer/rg-response-file.h"

#define PEOPLE 40

/* --- reading ------------------------------------------------------------------------------ */

static RgResponseFile *
parse_as (const char *text, RgResponse as, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return rg_response_file_read_stream (stream, "report.csv", as, NULL, error);
}

static RgResponseFile *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  RgResponseFile *file = parse_as (text, RG_N_RESPONSES, &error);

  g_assert_no_error (error);
  return file;
}

static void
append_said (GString *out, const RgResponseRow *row, RgResponse kind)
{
  const RgResponseSaid *said = &row->said[kind];
  g_autofree char *day = said->on != RG_DAY_NONE ? rg_day_format_iso (said->on) : NULL;

  if (!said->is || kind == RG_RESPONSE_SENT)
    return;
  g_string_append_printf (out, " %s%s%s", rg_response_get_id (kind), day != NULL ? " " : "",
                          day != NULL ? day : "");
  if (said->time != RG_TIME_NONE)
    g_string_append_printf (out, "T%d", said->time);
}

/* "a@x opened 2026-11-02T3600 clicked; …", and what was refused. */
static char *
say (const RgResponseFile *file)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < file->rows->len; i++)
    {
      const RgResponseRow *row = &g_array_index (file->rows, RgResponseRow, i);

      g_string_append_printf (out, "%s%s%s", out->len > 0 ? "; " : "", row->email, row->number);
      for (guint k = 0; k < RG_N_RESPONSES; k++)
        append_said (out, row, k);
      g_string_append (out, row->hard ? " hard" : "");
    }
  for (guint i = 0; i < file->refusals->len; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (file->refusals, RgImportRefusal, i);

      g_string_append_printf (out, "; row %d: %s", (int) refusal->row, refusal->reason);
    }
  return g_string_free_and_steal (out);
}

static void
assert_read (const char *text, const char *expected)
{
  g_autoptr (RgResponseFile) file = parse (text);
  g_autofree char *said = say (file);

  g_assert_cmpstr (said, ==, expected);
}

/* A row for each person, as these programs export it. */
static void
test_people (void)
{
  /* Mailchimp */
  assert_read ("Email Address,First Name,Last Name,Opens,Clicks,MEMBER_RATING\n"
               "a@x.no,A,B,3,1,4\nb@x.no,C,D,1,0,2\nc@x.no,E,F,0,0,2\n",
               "a@x.no opened clicked; b@x.no opened; c@x.no");
  /* Klaviyo; who clicked has opened */
  assert_read ("Email,First Name,Opened,Clicked,Bounced,Unsubscribed\n"
               "a@x.no,A,False,True,False,False\nb@x.no,B,True,False,False,True\n"
               "c@x.no,B,False,False,True,False\n",
               "a@x.no opened clicked; b@x.no opened unsubscribed; c@x.no bounced");
  /* Mautic, in a spreadsheet's separators */
  assert_read ("E-mail address;Date sent;Is read;Date read\n"
               "a@x.no;2026-11-01 08:00:00;1;2026-11-02 10:00:00\n"
               "b@x.no;2026-11-01 08:00:00;0;0000-00-00 00:00:00\n",
               "a@x.no opened 2026-11-02T36000; b@x.no");
  /* Brevo's recipients: days, with the day first where one of them shows it */
  assert_read ("Email_ID,Open_Date,Click_Date,Hard_Bounce,Soft_Bounce\n"
               "a@x.no,03-11-2026 10:15:00,-,,\nb@x.no,25-11-2026,26-11-2026,,\n"
               "c@x.no,,,Yes,\nd@x.no,,,,Yes\n",
               "a@x.no opened 2026-11-03T36900; b@x.no opened 2026-11-25 clicked 2026-11-26; "
               "c@x.no bounced hard; d@x.no bounced");
  /* of one's own */
  assert_read ("Kundennummer\tGeöffnet\tGeklickt am\nK1\tja\t2.11.2026\nK2\tnein\t\n",
               "K1 opened clicked 2026-11-02; K2");
  assert_read ("email,opened,unsubscribed\na@x.no,2.0,unsubscribed\nb@x.no,,optout\n",
               "a@x.no opened unsubscribed; b@x.no unsubscribed");
}

/* A row for each thing that happened. */
static void
test_events (void)
{
  /* Brevo's log; what a program opened is no opening */
  assert_read ("st_text,ts,sub,frm,email,tag,mid,link\n"
               "Delivered,02-11-2026 08:00:00,S,shop@x.no,a@x.no,,1,\n"
               "First opening,02-11-2026 09:00:00,S,shop@x.no,a@x.no,,1,\n"
               "Clicked,02-11-2026 09:01:00,S,shop@x.no,a@x.no,,1,https://x\n"
               "Loaded by proxy,02-11-2026 08:00:10,S,shop@x.no,b@x.no,,1,\n"
               "Hard bounce,25-11-2026 08:00:10,S,shop@x.no,c@x.no,,1,\n",
               "a@x.no; a@x.no opened 2026-11-02T32400; a@x.no opened 2026-11-02T32460 clicked "
               "2026-11-02T32460; b@x.no; c@x.no bounced 2026-11-25T28810 hard");
  /* listmonk's bounces; MailUp */
  assert_read ("email,campaign,type,source,created_at\na@x.no,C,hard,api,2026-11-02T10:00:00Z\n"
               "b@x.no,C,complaint,api,2026-11-02T10:00:00Z\n",
               "a@x.no bounced 2026-11-02T36000 hard; b@x.no unsubscribed 2026-11-02T36000");
  assert_read ("e-mail,statusType,statusChange\na@x.no,OPN,20261102\nb@x.no,XYZ,20261102\n"
               "c@x.no,CLK,soon\n",
               "a@x.no opened 2026-11-02; row 3: “XYZ” is nothing that happens to a message: "
               "opened, clicked, bounced and unsubscribed are.; row 4: “soon” is no day.");
}

static void
assert_refused (const char *text, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgResponseFile) file = parse_as (text, RG_N_RESPONSES, &error);

  g_assert_null (file);
  g_assert_nonnull (error);
  if (strstr (error->message, sentence) == NULL)
    g_test_fail_printf ("“%s” does not say “%s”", error->message, sentence);
}

#define NEITHER " says neither how often, nor yes or no, nor when."

static void
test_wrong (void)
{
  g_autoptr (RgResponseFile) cards = parse ("email,opened\na@x.no,4111 1111 1111 1111\n");
  g_autofree char *said = say (cards);

  assert_refused ("", "empty");
  assert_refused ("name,opened\nA,1\n", "who it is about");
  assert_refused ("email,name\na@x.no,A\n", "who opened or clicked");
  assert_refused ("\x89PNG\r\n\x1a\n", "");
  assert_refused ("email\"x,opened\n\"a\n", "");
  assert_read ("email,opened\na@x.no,-3\nb@x.no,\"=1+1\"\nc@x.no,often\nd@x.no,1\ne@x.no\n",
               "d@x.no opened; e@x.no; row 2: “-3” in “opened”" NEITHER "; row 3: “=1+1” in "
               "“opened”" NEITHER "; row 4: “often” in “opened”" NEITHER);
  assert_read ("email,opened\n\"a@x.no,1\nb@x.no,31.2.2026\n",
               "; row 2: A quotation mark is opened and never closed.; row 3: “31.2.2026” in "
               "“opened”" NEITHER);
  g_assert_null (strstr (said, "4111 1111"));
}

/* What neither says is said, and windows-1252 and UTF-16 are read as well. */
static void
test_bare (void)
{
  g_autoptr (RgResponseFile) open = parse ("email,opened\na@x.no,3/4/2026\n");
  g_autoptr (RgResponseFile) shut = parse ("email,opened\na@x.no,13/4/2026\n");
  g_autoptr (RgResponseFile) bare = parse_as ("email,date\na@x.no,2026-11-02\n",
                                              RG_RESPONSE_CLICKED, NULL);
  g_autofree char *said = say (bare);

  g_assert_cmpstr (open->open_dates, ==, "opened");
  g_assert_null (shut->open_dates);
  g_assert_cmpstr (said, ==, "a@x.no clicked 2026-11-02");
  g_assert_true (bare->clicks);
  g_assert_false (bare->opens);
  assert_read ("E-Mail;Ge\xf6" "ffnet\nj\xf6rg@x.de;Ja\n", "jörg@x.de opened");
}

/* --- whom ------------------------------------------------------------------------------- */

static gint64
make_campaign (RgTestShop *test, guint holdout)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 ids[PEOPLE], id;

  for (int i = 0; i < PEOPLE; i++)
    ids[i] = i + 1;
  g_set_str (&campaign->name, "News");
  g_set_str (&campaign->subject, "News");
  g_set_str (&campaign->message, "Come by.");
  campaign->channel = RG_CHANNEL_EMAIL;
  campaign->holdout = holdout;
  id = rg_test_shop_run (test, rg_campaign_request_save (campaign));
  rg_test_shop_run (test, rg_campaign_request_fix (id, "", ids, PEOPLE));
  return id;
}

/* Numbers 7 and 8 share an address. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  g_setenv ("REGULARS_NOW", "2026-11-01T12:00:00Z", TRUE);
  rg_test_shop_write (
    test, "People",
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 41) "
    "INSERT INTO customer (uuid, name, number) SELECT randomblob (16), 'P ' || i, 'K' || i FROM n; "
    "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) SELECT randomblob (16), "
    "id, 'email', a, lower (a) FROM (SELECT id, iif (id IN (7, 8), 'home@x.no', 'P' || id || "
    "'@x.no') AS a FROM customer); INSERT INTO consent (uuid, customer_id, channel, granted, "
    "effective_on, recorded_at, how) SELECT randomblob (16), id, 'email', 1, 20000, 0, 'paper' "
    "FROM customer");
  return test;
}

static gint64
make_sent (RgTestShop *test, guint holdout)
{
  const gint64 id = make_campaign (test, holdout);

  rg_test_shop_run (test, rg_campaign_request_note_export (id, PEOPLE));
  g_setenv ("REGULARS_NOW", "2026-11-20T12:00:00Z", TRUE);
  return id;
}

static void
check_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

static char *
say_refusals (const RgResponseSummary *summary)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < summary->refusals->len; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (summary->refusals, RgImportRefusal, i);

      g_string_append_printf (out, "%s%d %s", i > 0 ? "\n" : "", (int) refusal->row,
                              refusal->reason);
    }
  return g_string_free_and_steal (out);
}

/* Asserts that the check says what bringing it in does. Returns the action. */
static gint64
bring (RgTestShop *test, gint64 campaign, const char *text, const char *refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgResponseFile) file = parse (text);
  g_auto (RgResponseSummary) check = { 0 }, done = { 0 };
  g_autofree char *said = NULL, *would = NULL;
  gint64 action = 0;

  g_assert_true (rg_store_check_responses_sync (test->store, campaign, file, &check, NULL, &error));
  g_assert_true (rg_store_bring_responses_sync (test->store, campaign, file, &done, NULL, &action,
                                                &error));
  g_assert_no_error (error);
  would = say_refusals (&check);
  said = say_refusals (&done);
  g_assert_cmpstr (would, ==, said);
  if (refused != NULL)
    g_assert_cmpstr (said, ==, refused);
  g_assert_cmpint (action != 0, ==, check.news);
  for (guint k = 0; k < RG_N_RESPONSES; k++)
    g_assert_cmpuint (check.fresh[k], ==, done.fresh[k]);
  return action;
}

#define KINDS "SELECT group_concat (w, ' ') FROM (SELECT customer_id || substr (kind, 1, 1) AS w " \
              "FROM response WHERE kind <> 'sent' ORDER BY customer_id, kind)"

static void
test_whom (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_sent (test, 0);
  gint64 action;

  rg_test_shop_write (test, "Both", "UPDATE campaign_member SET state = 'included', contact = "
                                    "'home@x.no' WHERE customer_id IN (7, 8)");
  action = bring (test, id,
                  "email,customer number,opened,clicked\n"
                  "P1@X.NO,,1,0\n"      /* case does not matter */
                  "home@x.no,,1,0\n"    /* shared */
                  "home@x.no,k8,1,1\n"  /* the number says who */
                  "p41@x.no,,1,0\n"     /* a customer, and not on the list */
                  "p2@x.no,K3,1,0\n"    /* two people */
                  ",,1,0\n"
                  "p4@x.no,,2025-01-01,0\n"
                  "p5@x.no,,2026-12-24,0\n"
                  "p6@x.no,,2026-10-31,0\n",
                  "3 Two people on this list share this address: nobody can say which of them it "
                  "was.\n"
                  "5 Nobody on this list has this address.\n"
                  "6 The row names two people of this list at once: nothing of it is taken over.\n"
                  "7 The row names nobody.\n"
                  "8 On 1 Jan 2025 the list was not fixed yet: this was another message.\n"
                  "9 24 Dec 2026 is still to come.");
  g_assert_cmpint (action, !=, 0);
  check_text (test, KINDS, "1o 6o 8c 8o");
  check_text (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
              "Answers to “News” Brought In: 3 opened · 1 clicked");
  check_text (test, "SELECT name || opens || clicks FROM response_file", "report.csv11");
  check_text (test, "SELECT effective_on || ' ' || file_row FROM response WHERE customer_id = 6 "
                    "AND kind = 'opened'", "20757 10");
  /* The same once more, and a later open of somebody who is known. */
  g_assert_cmpint (bring (test, id, "email,opened,clicked\nP1@X.NO,1,0\n", ""), ==, 0);
  g_assert_cmpint (bring (test, id, "email,opened\nP1@X.NO,7\n", ""), ==, 0);
  g_assert_cmpint (bring (test, id, "email,opened\nnobody@x.no,7\n", NULL), ==, 0);
  rg_test_shop_check (test);
}

/* Who was left without it cannot have opened it; whoever shares the address with them can. */
static void
test_held_out (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_sent (test, 500);
  g_autofree char *out = rg_test_shop_read (test, "SELECT customer_id FROM campaign_member WHERE "
                                                  "state = 'held-out'");
  g_autofree char *text = g_strdup_printf ("kundennr,opened\nk%s,1\n", out);

  bring (test, id, text, "2 This person was not written to, for comparison.");
  rg_test_shop_write (test, "Deal", "UPDATE campaign_member SET state = iif (customer_id = 8, "
                                    "'held-out', 'included'), contact = 'home@x.no' WHERE "
                                    "customer_id IN (7, 8)");
  bring (test, id, "email,opened\nhome@x.no,1\n", "");
  check_text (test, KINDS, "7o");
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_campaign (test, 0);
  g_autoptr (RgResponseFile) file = parse ("email,opened\np1@x.no,1\n");
  g_autoptr (GError) early = NULL, post = NULL, gone = NULL;
  g_auto (RgResponseSummary) one = { 0 }, two = { 0 }, three = { 0 };

  g_assert_false (rg_store_bring_responses_sync (test->store, id, file, &one, NULL, NULL, &early));
  g_assert_nonnull (strstr (early->message, "Nothing went out yet"));
  rg_test_shop_write (test, "Post", "UPDATE campaign SET channel = 'post', sent_on = 20757");
  g_assert_false (rg_store_check_responses_sync (test->store, id, file, &two, NULL, &post));
  g_assert_nonnull (strstr (post->message, "by e-mail or SMS"));
  g_assert_false (rg_store_check_responses_sync (test->store, 99, file, &three, NULL, &gone));
  g_assert_error (gone, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* Who wants no more, and what did not arrive, go where the mailbox's answers go. */
static void
test_passed_on (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_sent (test, 0);
  gint64 action;

  action = bring (test, id, "email,hard bounce,soft bounce,unsubscribed\np1@x.no,1,0,0\n"
                            "p2@x.no,0,1,0\np3@x.no,0,0,2026-11-03\n", "");
  check_text (test, "SELECT group_concat (w) FROM (SELECT customer_id || ' ' || bounced_key || "
                    "bounces AS w FROM contact_point WHERE bounces + (bounced_key <> '') > 0 "
                    "ORDER BY customer_id)", "1 p1@x.no0,2 1");
  check_text (test, "SELECT effective_on || how || evidence FROM consent WHERE NOT granted",
              "20760import“report.csv”, row 4: wants no more after “News”");
  check_text (test, "SELECT group_concat (customer_id) FROM permission WHERE channel = 'email' AND "
                    "NOT granted", "3");
  rg_test_shop_take_back (test, action);
  check_text (test, "SELECT count (*) FROM permission WHERE channel = 'email' AND NOT granted",
              "0");
  check_text (test, "SELECT count (*) FROM contact_point WHERE bounces + (bounced_key <> '') > 0",
              "0");
  check_text (test, "SELECT (SELECT count (*) FROM response) + (SELECT count (*) FROM "
                    "response_file)", "0");
}

/* --- back and forth --------------------------------------------------------------------- */

static char *
make_up_file (void)
{
  static const char *const values[] = { "0", "1", "yes", "", "2026-11-05", "2026-11-06 10:00",
                                        "junk", "2020-01-01" };
  GString *text = g_string_new ("email,opened,clicked,bounced,unsubscribed\n");

  for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
    {
      g_string_append_printf (text, "p%d@x.no", g_test_rand_int_range (1, PEOPLE + 5));
      for (int c = 0; c < 4; c++)
        g_string_append_printf (
          text, ",%s", values[g_test_rand_int_range (0, c < 2 ? G_N_ELEMENTS (values) : 4)]);
      g_string_append_c (text, '\n');
    }
  return g_string_free_and_steal (text);
}

/* Whatever a file says: taken back nothing of it is left, done again all of it is there, and the
 * same file once more changes nothing. */
static void
test_random (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_sent (test, 100);

  for (int round = 0; round < 12; round++)
    {
      g_autofree char *text = make_up_file ();
      g_autofree char *before = rg_test_shop_dump (test, FALSE), *done = NULL, *back = NULL;
      g_autofree char *again = NULL;
      const gint64 action = bring (test, id, text, NULL);
      gint64 undone;

      if (action == 0)
        continue;
      done = rg_test_shop_dump (test, FALSE);
      g_assert_cmpint (bring (test, id, text, NULL), ==, 0);
      undone = rg_test_shop_take_back (test, action);
      back = rg_test_shop_dump (test, FALSE);
      g_assert_cmpstr (before, ==, back);
      rg_test_shop_take_back (test, undone);
      again = rg_test_shop_dump (test, FALSE);
      g_assert_cmpstr (done, ==, again);
    }
  check_text (test, "SELECT count (*) > 10 FROM response WHERE kind = 'opened'", "1");
  rg_test_shop_check (test);
}

/* With the campaign all of it goes, and comes back. */
static void
test_campaign_goes (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const gint64 id = make_sent (test, 0);
  g_autofree char *before = NULL, *after = NULL, *action = NULL;

  bring (test, id, "email,opened\np1@x.no,1\n", "");
  before = rg_test_shop_dump (test, TRUE);
  rg_test_shop_run (test, rg_campaign_request_delete (id));
  check_text (test, "SELECT count (*) FROM response", "0");
  action = rg_test_shop_read (test, "SELECT max (id) FROM action");
  rg_test_shop_take_back (test, g_ascii_strtoll (action, NULL, 10));
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/responses/people", test_people);
  g_test_add_func ("/responses/events", test_events);
  g_test_add_func ("/responses/wrong", test_wrong);
  g_test_add_func ("/responses/bare", test_bare);
  g_test_add_func ("/responses/whom", test_whom);
  g_test_add_func ("/responses/held-out", test_held_out);
  g_test_add_func ("/responses/refused", test_refused);
  g_test_add_func ("/responses/passed-on", test_passed_on);
  g_test_add_func ("/responses/random", test_random);
  g_test_add_func ("/responses/campaign-goes", test_campaign_goes);
  return g_test_run ();
}
