/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a shop knows of a person beside their name, the numbers of its cards, notes and calls. */
#include "store/rg-store-campaigns.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-notes.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-watch.h"

#include "rg-test-shop.h"

typedef struct
{
  gint64 id, other;
  RgCustomerDetails *details;
  RgMergePreview *preview;
} Read;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->details = rg_customer_details_read (db, read->id, error);
  return read->details != NULL;
}

static RgCustomerDetails *
read_details (RgTestShop *test, gint64 id)
{
  Read read = { .id = id };

  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL,
                                     NULL));
  return read.details;
}

static gint64
add (RgTestShop *test, const char *name)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  gint64 id = 0;

  g_set_str (&details->name, name);
  g_assert_true (rg_store_save_customer_sync (test->store, details, &id, NULL, NULL));
  return id;
}

static void
assert_read (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* Everything comes back as it was written, and nothing known is nothing known. */
static void
test_traits (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Åse Dahl");
  g_autoptr (RgCustomerDetails) details = read_details (test, id);
  g_autoptr (RgCustomerDetails) again = NULL;
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *taken = NULL;
  gint64 staff = 0;
  gint64 action = 0;

  g_assert_cmpint (details->children, ==, -1);
  g_assert_cmpint (details->household_size, ==, -1);
  g_assert_cmpint (details->owner, ==, 0);
  g_assert_cmpint (details->joined_on, !=, RG_DAY_NONE);
  rg_store_save_customer_sync (test->store, details, NULL, &action, NULL);
  g_assert_cmpint (action, ==, 0);

  g_assert_true (rg_store_add_staff_sync (test->store, "Amina", &staff, NULL, NULL));
  g_clear_pointer (&before, g_free);
  before = rg_test_shop_dump (test, TRUE);
  g_set_str (&details->gender, "woman");
  g_set_str (&details->language, "Norwegian");
  g_set_str (&details->occupation, " teacher ");
  g_set_str (&details->prefers, "sms");
  g_set_str (&details->income_band, "middle");
  g_set_str (&details->interests, "gardening, chess");
  g_set_str (&details->joined_how, "form at the counter");
  g_set_str (&details->joined_where, "Torggata");
  details->children = 0;
  details->household_size = 3;
  details->owner = staff;
  details->joined_on = 20000;
  g_assert_true (rg_store_save_customer_sync (test->store, details, NULL, &action, NULL));
  again = read_details (test, id);
  g_assert_cmpstr (again->occupation, ==, "teacher");
  g_assert_cmpstr (again->interests, ==, "gardening, chess");
  g_assert_cmpstr (again->prefers, ==, "sms");
  g_assert_cmpstr (again->joined_where, ==, "Torggata");
  g_assert_cmpint (again->children, ==, 0);
  g_assert_cmpint (again->household_size, ==, 3);
  g_assert_cmpint (again->owner, ==, staff);
  g_assert_cmpint (again->joined_on, ==, 20000);
  rg_test_shop_take_back (test, action);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

static guint
count_segment (RgTestShop *test, const char *text)
{
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, NULL);
  g_autoptr (RgBitset) members =
    rg_segment_evaluate_text (dataset, rg_store_get_shop (test->store), text);

  return rg_bitset_count (members);
}

static void
prefer (RgTestShop *test, gint64 id, const char *channel)
{
  g_autoptr (RgCustomerDetails) details = read_details (test, id);

  g_set_str (&details->prefers, channel);
  g_assert_true (rg_store_save_customer_sync (test->store, details, NULL, NULL, NULL));
}

static gboolean
preview_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->preview = rg_merge_preview_read (db, read->id, read->other, "", error);
  return read->preview != NULL;
}

/* Both, by the words on the screen. */
static void
assert_merge_words (RgTestShop *test, gint64 stays, gint64 goes, const char *first,
                    const char *second)
{
  Read read = { .id = stays, .other = goes };
  g_autoptr (RgMergePreview) preview = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, preview_in_thread, &read, NULL, NULL);
  preview = read.preview;
  g_assert_cmpstr (preview->side[0].field[RG_MERGE_PREFERS], ==, first);
  g_assert_cmpstr (preview->side[1].field[RG_MERGE_PREFERS], ==, second);
}

/* How somebody prefers to hear is asked for, comes along when two are one, and nothing else than a
 * channel is written. */
static void
test_prefers (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 ann = add (test, "Ann"), kim = add (test, "Kim"), eva = add (test, "Eva");
  g_autoptr (RgCustomerDetails) details = read_details (test, ann);
  g_autoptr (RgCustomerDetails) merged = NULL;
  gint64 action = 0;

  prefer (test, ann, "email");
  prefer (test, kim, "post");
  g_assert_cmpuint (count_segment (test, "prefers email"), ==, 1);
  g_assert_cmpuint (count_segment (test, "prefers post"), ==, 1);
  g_assert_cmpuint (count_segment (test, "prefers phone"), ==, 0);
  g_assert_cmpuint (count_segment (test, "prefers nothing"), ==, 1);
  g_assert_cmpuint (count_segment (test, "prefers no email"), ==, 2);
  g_assert_cmpuint (count_segment (test, "prefers no nothing"), ==, 2);
  g_assert_cmpuint (count_segment (test, "fact \"preferred channel\" is \"post\""), ==, 1);

  assert_merge_words (test, ann, kim, "E-mail", "Post");
  assert_merge_words (test, eva, ann, "", "E-mail");
  /* Who said nothing takes what the other said; of two words the first one's stays. */
  g_assert_true (rg_store_merge_sync (test->store, eva, ann, NULL, NULL, &action, NULL));
  merged = read_details (test, eva);
  g_assert_cmpstr (merged->prefers, ==, "email");
  g_assert_cmpuint (count_segment (test, "prefers email"), ==, 1);
  rg_test_shop_take_back (test, action);
  g_assert_cmpuint (count_segment (test, "prefers nothing"), ==, 1);
  g_assert_true (rg_store_merge_sync (test->store, kim, ann, NULL, NULL, &action, NULL));
  g_assert_cmpuint (count_segment (test, "prefers post"), ==, 1);
  g_assert_cmpuint (count_segment (test, "prefers email"), ==, 0);

  g_set_str (&details->prefers, "pigeon");
  g_assert_false (rg_store_save_customer_sync (test->store, details, NULL, NULL, NULL));
  rg_test_shop_check (test);
}

/* No payment card number gets into any of the texts, neither by hand nor past the program. */
static void
test_no_cards (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Kim");
  const gsize texts[] = {
    G_STRUCT_OFFSET (RgCustomerDetails, gender), G_STRUCT_OFFSET (RgCustomerDetails, language),
    G_STRUCT_OFFSET (RgCustomerDetails, occupation),
    G_STRUCT_OFFSET (RgCustomerDetails, income_band),
    G_STRUCT_OFFSET (RgCustomerDetails, interests),
    G_STRUCT_OFFSET (RgCustomerDetails, joined_how),
    G_STRUCT_OFFSET (RgCustomerDetails, joined_where),
    G_STRUCT_OFFSET (RgCustomerDetails, card_number),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RgCustomerDetails) details = read_details (test, id);
      g_autoptr (GError) error = NULL;

      g_set_str (&G_STRUCT_MEMBER (char *, details, texts[i]), "4111 1111 1111 1111");
      g_assert_false (rg_store_save_customer_sync (test->store, details, NULL, NULL, &error));
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
    }
}

static gboolean
save_campaign_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_campaign_save (write, data, error);
}

static void
test_no_cards_in_letters (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gsize texts[] = {
    G_STRUCT_OFFSET (RgCampaign, name),    G_STRUCT_OFFSET (RgCampaign, segment_text),
    G_STRUCT_OFFSET (RgCampaign, subject), G_STRUCT_OFFSET (RgCampaign, message),
    G_STRUCT_OFFSET (RgCampaign, closing), G_STRUCT_OFFSET (RgCampaign, signature),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RgCampaign) campaign = rg_campaign_new ();
      g_autoptr (GError) error = NULL;

      g_set_str (&campaign->name, "Autumn");
      g_set_str (&campaign->segment_text, "tag is vip");
      g_set_str (&G_STRUCT_MEMBER (char *, campaign, texts[i]), "tag is \"4111 1111 1111 1111\"");
      g_assert_false (rg_store_write_sync (test->store, "test", "", save_campaign_in_thread,
                                           campaign, NULL, NULL, &error));
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
    }
}

/* Nor into what is no customer's. */
static void
test_no_cards_elsewhere (void)
{
  static const char card[] = "Kim 4111 1111 1111 1111";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_new (card, "EUR", "UTC");
  g_autofree char *path = g_build_filename (test->folder, "other.regulars", NULL);
  const RgWatchSettings watch = { (char *) card, FALSE };
  const struct
  {
    const char *name;
    const char *text;
  } segments[] = { { card, "tag is vip" }, { "Vip", "tag is \"5500005555555559\"" } };
  g_autoptr (GError) staff = NULL, renamed = NULL, folder = NULL, made = NULL;

  g_assert_false (rg_store_add_staff_sync (test->store, card, NULL, NULL, &staff));
  g_assert_error (staff, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_rename_staff_sync (test->store, 1, card, NULL, &renamed));
  g_assert_error (renamed, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_set_watch_sync (test->store, &watch, NULL, &folder));
  g_assert_error (folder, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_null (rg_store_create (path, shop, &made));
  g_assert_error (made, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autoptr (RgSavedSegment) segment =
          rg_saved_segment_new (segments[i].name, segments[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_false (rg_store_save_segment_sync (test->store, segment, NULL, NULL, &error));
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
    }
}

/* "first/last/check digit" of a shop's cards, a number, and whether it may be one of them. */
static void
test_ranges (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Kim");
  g_autoptr (GError) error = NULL;
  const struct
  {
    const char *number;
    gboolean free; /* where the shop has said nothing */
    gboolean bound;
  } cases[] = {
    { "", TRUE, TRUE },
    { "1007", TRUE, TRUE },
    { "10 07", TRUE, TRUE },
    { "2001", TRUE, FALSE },
    { "10070", TRUE, FALSE },
    { "A-17", TRUE, FALSE },
    { "4111 1111 1111 1111", FALSE, FALSE },
    /* A range with a check digit, and one that payment cards could have as well. */
    { "4222222222222", FALSE, TRUE },
    { "4222222222223", TRUE, FALSE },
  };
  gint64 action = 0;

  for (int round = 0; round < 2; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autoptr (RgCustomerDetails) details = read_details (test, id);
          g_autoptr (GError) refused = NULL;

          g_set_str (&details->card_number, cases[i].number);
          g_assert_cmpint (rg_store_save_customer_sync (test->store, details, NULL, NULL, &refused),
                           ==, round == 0 ? cases[i].free : cases[i].bound);
        }
      if (round > 0)
        break;
      g_assert_true (rg_store_add_card_range_sync (test->store, "1000", "19 99", FALSE, &action,
                                                   &error));
      g_assert_true (rg_store_add_card_range_sync (test->store, "4222222222000", "4222222222999",
                                                   TRUE, NULL, &error));
    }
  g_assert_false (rg_store_add_card_range_sync (test->store, "1", "9", FALSE, NULL, NULL));
  g_assert_false (rg_store_add_card_range_sync (test->store, "1000", "999", FALSE, NULL, NULL));
  g_assert_false (rg_store_add_card_range_sync (test->store, "2000", "1000", FALSE, NULL, NULL));
  rg_test_shop_take_back (test, action);
  assert_read (test, "SELECT count(*) FROM card_range", "1");
}

/* A number that the person has already does not stand in the way of an edit. */
static void
test_old_number (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Kim");
  g_autoptr (RgCustomerDetails) details = NULL;
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "Card", "UPDATE customer SET card_number = 'A-17'");
  g_assert_true (rg_store_add_card_range_sync (test->store, "1000", "1999", FALSE, NULL, &error));
  details = read_details (test, id);
  g_set_str (&details->occupation, "baker");
  g_assert_true (rg_store_save_customer_sync (test->store, details, NULL, NULL, &error));
}

static void
test_notes (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Åse Dahl");
  g_autofree char *before = NULL, *taken = NULL;
  g_autoptr (GError) error = NULL;
  gint64 note = 0, call = 0, added = 0, called = 0, edited = 0, deleted = 0;

  g_assert_true (rg_store_use_staff_sync (test->store, "Amina", &error));
  before = rg_test_shop_dump (test, TRUE);
  g_assert_true (rg_store_add_note_sync (test->store, id, RG_NOTE, " Likes poetry. ", &note,
                                         &added, &error));
  g_assert_true (rg_store_add_note_sync (test->store, id, RG_NOTE_CALL, "", &call, &called,
                                         &error));
  assert_read (test, "SELECT group_concat(kind || ':' || text || ':' || staff.name, ' ' "
                     "ORDER BY note.id) FROM note JOIN staff ON staff.id = staff_id",
               "note:Likes poetry.:Amina call::Amina");
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1", "Call with Åse Dahl");
  g_assert_true (rg_store_edit_note_sync (test->store, call, "Will come on Friday", &edited,
                                          &error));
  g_assert_true (rg_store_edit_note_sync (test->store, call, "Will come on Friday", NULL, &error));
  g_assert_true (rg_store_delete_note_sync (test->store, note, &deleted, &error));
  assert_read (test, "SELECT group_concat(text) FROM note", "Will come on Friday");
  rg_test_shop_take_back (test, deleted);
  rg_test_shop_take_back (test, edited);
  rg_test_shop_take_back (test, called);
  rg_test_shop_take_back (test, added);
  taken = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (taken, ==, before);
}

static void
test_notes_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 id = add (test, "Åse Dahl");
  g_autoptr (GError) empty = NULL, card = NULL, nobody = NULL, gone = NULL;

  g_assert_false (rg_store_add_note_sync (test->store, id, RG_NOTE, "  ", NULL, NULL, &empty));
  g_assert_error (empty, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_add_note_sync (test->store, id, RG_NOTE_CALL,
                                          "pays with 4111111111111111", NULL, NULL, &card));
  g_assert_error (card, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_add_note_sync (test->store, 4711, RG_NOTE, "x", NULL, NULL, &nobody));
  g_assert_error (nobody, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_assert_false (rg_store_delete_note_sync (test->store, 4711, NULL, &gone));
  g_assert_error (gone, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  assert_read (test, "SELECT count(*) FROM note", "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/traits/all", test_traits);
  g_test_add_func ("/traits/prefers", test_prefers);
  g_test_add_func ("/traits/no-cards", test_no_cards);
  g_test_add_func ("/traits/no-cards-in-letters", test_no_cards_in_letters);
  g_test_add_func ("/traits/no-cards-elsewhere", test_no_cards_elsewhere);
  g_test_add_func ("/traits/ranges", test_ranges);
  g_test_add_func ("/traits/old-number", test_old_number);
  g_test_add_func ("/traits/notes", test_notes);
  g_test_add_func ("/traits/notes-refused", test_notes_refused);
  return g_test_run ();
}
