/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions, and the shop that they are done to. */
#include "fault-actions.h"

#include "fault-actions-private.h"
#include "fault-file.h"
#include "rg-test-import.h"
#include "store/rg-points-change.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-bulk.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-duplicates.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-private.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-views.h"
#include "store/rg-store-shop.h"
#include "store/rg-store-mail.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-tags.h"
#include "store/rg-store-undo.h"

#define SALES_HEADER \
  "Receipt number,Date,Time,Product code,Product,Category,Quantity,Unit price,Customer ID\n"
#define PEOPLE_HEADER \
  "Customer number,First name,Last name,E-mail,Phone,Street,Postcode,City,Birthday,Tags," \
  "Post permission,Post permission on\n"

/* --- Customers -------------------------------------------------------------------------------- */

static gboolean
customer_new (RgTestShop *shop, GError **error)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();

  g_set_str (&details->name, "Ingrid Ny");
  g_set_str (&details->email, "ingrid@example.org");
  g_set_str (&details->street, "Storgata 12");
  g_set_str (&details->city, "Oslo");
  return rg_store_save_customer_sync (shop->store, details, NULL, NULL, error);
}

typedef struct {
  gint64 id;
  RgCustomerDetails *details;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->details = rg_customer_details_read (db, reading->id, error);
  return reading->details != NULL;
}

static gboolean
customer_edit (RgTestShop *shop, GError **error)
{
  Reading reading = { fault_find_customer (shop, "Åse Dahl"), NULL };
  g_autoptr (RgCustomerDetails) details = NULL;

  if (!rg_store_read_sync (shop->store, RG_READER_ROWS, read_in_thread, &reading, NULL, error))
    return FALSE;
  details = reading.details;
  g_set_str (&details->name, "Åse Dahl Berg");
  g_set_str (&details->email, "berg@example.org");
  g_set_str (&details->phone, "");
  g_set_str (&details->street, "Torggata 9");
  g_set_str (&details->note, "Moved in November");
  return rg_store_save_customer_sync (shop->store, details, NULL, NULL, error);
}

static gboolean
customer_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_customer_sync (shop->store, fault_find_customer (shop, "Ingrid Ny"), NULL,
                                        error);
}

static gboolean
customer_merge (RgTestShop *shop, GError **error)
{
  return rg_store_merge_sync (shop->store, fault_find (shop, "SELECT min(id) FROM customer"),
                              fault_find (shop, "SELECT max(id) FROM customer"), NULL, NULL,
                              NULL, error);
}

static gboolean
customers_apart (RgTestShop *shop, GError **error)
{
  return rg_store_tell_apart_sync (shop->store, fault_find (shop, "SELECT min(id) FROM customer"),
                                   fault_find (shop, "SELECT max(id) FROM customer"), NULL, error);
}

static gboolean
tag_on (RgTestShop *shop, GError **error)
{
  return rg_store_tag_customer_sync (shop->store, fault_find_customer (shop, "Bo Ek"), "poetry",
                                     TRUE, NULL, error);
}

static gboolean
tag_off (RgTestShop *shop, GError **error)
{
  return rg_store_tag_customer_sync (shop->store, fault_find_customer (shop, "Åse Dahl"), "vip",
                                     FALSE, NULL, error);
}

static gboolean
tag_renamed (RgTestShop *shop, GError **error)
{
  return rg_store_save_tag_sync (shop->store, fault_find (shop, "SELECT min(id) FROM tag"),
                                 "renamed", "blue", NULL, error);
}

static gboolean
tags_merged (RgTestShop *shop, GError **error)
{
  return rg_store_merge_tags_sync (shop->store, fault_find (shop, "SELECT min(id) FROM tag"),
                                   fault_find (shop, "SELECT max(id) FROM tag"), NULL, error);
}

static gboolean
bulk_tag (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_tag (ids, "poetry", TRUE);

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

static gboolean
bulk_fact (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_fact (ids, RG_BULK_LANGUAGE, "sv");

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

static gboolean
bulk_delete (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_delete (ids);

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

static gboolean
set_permission (RgTestShop *shop, const char *name, RgChannel channel, gboolean granted,
                GError **error)
{
  const RgConsentNew entry = { .customer = fault_find_customer (shop, name), .channel = channel,
                               .granted = granted, .effective_on = 20700 };

  return rg_store_set_permission_sync (shop->store, &entry, NULL, error);
}

static gboolean
points_given (RgTestShop *shop, GError **error)
{
  const RgPointsChange change = { .customer = fault_find_customer (shop, "Bo Ek"),
                                  .kind = RG_LOT_GIVEN, .points = 50, .day = RG_DAY_NONE };

  return rg_store_change_points_sync (shop->store, &change, NULL, error);
}

static gboolean
permission_given (RgTestShop *shop, GError **error)
{
  return set_permission (shop, "Bo Ek", RG_CHANNEL_POST, TRUE, error);
}

static gboolean
permission_withdrawn (RgTestShop *shop, GError **error)
{
  return set_permission (shop, "Åse Dahl", RG_CHANNEL_POST, FALSE, error);
}

/* --- Imports ---------------------------------------------------------------------------------- */

static gboolean
import (RgTestShop *shop, const char *name, const char *text, GError **error)
{
  g_autoptr (RgImportBatch) batch = rg_test_read (name, text, -1, error);
  RgImportSummary summary = { 0 };

  return batch != NULL &&
         rg_store_import_sync (shop->store, batch, NULL, NULL, NULL, &summary, error);
}

static gboolean
import_first_sales (RgTestShop *shop, GError **error)
{
  g_autoptr (GString) text = g_string_new (SALES_HEADER);

  for (int i = 0; i < 24; i++)
    g_string_append_printf (text,
                            "%d,2026-10-%02d,10:%02d,A,Coffee,Drinks,%d,49.90,c%d\n"
                            "%d,2026-10-%02d,10:%02d,P%d,Cup %d,Things,1,99,c%d\n",
                            i, i + 1, i, i % 3 + 1, i % 4, i, i + 1, i, i, i, i % 4);
  return import (shop, "october.csv", text->str, error);
}

/* New receipts, the same again, and one that comes with other lines than before. */
static gboolean
import_sales (RgTestShop *shop, GError **error)
{
  g_autoptr (GString) text = g_string_new (SALES_HEADER);

  g_string_append (text, "3,2026-10-04,10:03,A,Coffee,Drinks,7,49.90,c3\n");
  for (int i = 20; i < 60; i++)
    g_string_append_printf (text,
                            "%d,2026-11-%02d,11:%02d,N%d,New book %d,Books,2,199,n%d\n"
                            "%d,2026-11-%02d,11:%02d,A,Coffee,Drinks,-1,49.90,n%d\n",
                            i + 100, i / 3 + 1, i, i % 7, i % 7, i % 5, i + 100, i / 3 + 1, i,
                            i % 5);
  return import (shop, "november.csv", text->str, error);
}

/* The same receipts, in several transactions. */
static gboolean
import_in_chunks (RgTestShop *shop, GError **error)
{
  gboolean done;

  rg_store_set_import_chunk (shop->store, 10);
  done = import_sales (shop, error);
  rg_store_set_import_chunk (shop->store, RG_STORE_IMPORT_CHUNK);
  return done;
}

static gboolean
import_first_people (RgTestShop *shop, GError **error)
{
  return import (shop, "people.csv",
                 PEOPLE_HEADER
                 "c0,Åse,Dahl,ase@example.org,+47 900 00 001,Storgata 3,0155,Oslo,1980-05-17,vip,"
                 "yes,2024-03-01\n"
                 "c1,Min-su,Kim,kim@example.org,,Torggata 1,0181,Oslo,,,yes,2024-03-01\n"
                 "c2,Bo,Ek,bo@example.org,,Torggata 2,0181,Oslo,,vip,,\n"
                 "c3,Ida,Li,,,,,Bergen,,,no,2024-03-01\n",
                 error);
}

static gboolean
import_people (RgTestShop *shop, GError **error)
{
  g_autoptr (GString) text = g_string_new (PEOPLE_HEADER);

  g_string_append (text, "c2,Bo,Ek,new@example.org,+47 900 00 002,Torggata 4,0181,Oslo,1990-01-02,"
                         "new,yes,2026-03-01\n");
  for (int i = 0; i < 30; i++)
    g_string_append_printf (text, "d%d,Name %d,Family,p%d@example.org,,Gate %d,0155,Oslo,,tag %d,"
                                  "yes,2026-01-01\n", i, i, i, i, i % 3);
  return import (shop, "more people.csv", text->str, error);
}

/* --- Segments --------------------------------------------------------------------------------- */

static gboolean
save_segment (RgTestShop *shop, gint64 id, const char *name, const char *text, GError **error)
{
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new (name, text);

  segment->id = id;
  return rg_store_save_segment_sync (shop->store, segment, NULL, NULL, error);
}

static gint64
find_segment (RgTestShop *shop)
{
  return fault_find (shop, "SELECT id FROM segment WHERE name = 'Regulars'");
}

static gboolean
segment_new (RgTestShop *shop, GError **error)
{
  return save_segment (shop, 0, "New ones", "visits at most 1", error);
}

static gboolean
segment_edit (RgTestShop *shop, GError **error)
{
  return save_segment (shop, find_segment (shop), "Regulars", "visits at least 5", error);
}

static gboolean
segment_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_segment_sync (shop->store, find_segment (shop), NULL, error);
}

/* 0 for none. */
static gint64
find_view (RgTestShop *shop)
{
  return fault_find (shop, "SELECT coalesce (max (id), 0) FROM customer_view");
}

static gboolean
view_save (RgTestShop *shop, GError **error)
{
  g_autoptr (RgCustomerView) view = rg_customer_view_new ("Lately");

  view->id = find_view (shop);
  view->segment = find_segment (shop);
  g_set_str (&view->sort, view->id != 0 ? "visits" : "last-visit");
  return rg_store_save_view_sync (shop->store, view, NULL, NULL, error);
}

static gboolean
view_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_view_sync (shop->store, find_view (shop), NULL, error);
}

/* --- The shop --------------------------------------------------------------------------------- */

static gboolean
shop_settings (RgTestShop *shop, GError **error)
{
  g_autoptr (RgShop) changed = rg_shop_copy (rg_store_get_shop (shop->store));

  g_set_str (&changed->name, "Fjordbok and Daughters");
  g_set_str (&changed->address, "Storgata 1\n0155 Oslo");
  return rg_store_save_shop_sync (shop->store, changed, NULL, error);
}

/* Eight bytes of a signature, and a head that says 16 by 16: nothing here unpacks it. */
static gboolean
mail_picture (RgTestShop *shop, GError **error)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H',
                                'D', 'R', 0, 0, 0, 16, 0, 0, 0, 16 };
  g_autoptr (GBytes) picture = g_bytes_new_static (png, sizeof png);

  return rg_store_set_mail_picture_sync (shop->store, picture, "Logo", NULL, error);
}

static gint64
find_staff (RgTestShop *shop)
{
  return fault_find (shop, "SELECT id FROM staff WHERE name = 'Amina'");
}

static gboolean
staff_add (RgTestShop *shop, GError **error)
{
  return rg_store_add_staff_sync (shop->store, "Jonas Bakke", NULL, NULL, error);
}

static gboolean
staff_rename (RgTestShop *shop, GError **error)
{
  return rg_store_rename_staff_sync (shop->store, find_staff (shop), "Amina Yusuf", NULL, error);
}

static gboolean
staff_leave (RgTestShop *shop, GError **error)
{
  return rg_store_set_staff_active_sync (shop->store, find_staff (shop), FALSE, NULL, error);
}

static gboolean
staff_switch (RgTestShop *shop, GError **error)
{
  return rg_store_switch_staff_sync (shop->store, find_staff (shop), error);
}

static gboolean
backup (RgTestShop *shop, GError **error)
{
  g_autofree char *path = g_strconcat (shop->path, ".backup", NULL);

  return rg_store_backup_sync (shop->store, path, NULL, NULL, error);
}

const FaultAction fault_actions[] = {
  { "customer-new", NULL, customer_new, TRUE },
  { "customer-edit", NULL, customer_edit, TRUE },
  { "customer-delete", customer_new, customer_delete, TRUE },
  { "customers-merged", NULL, customer_merge, TRUE },
  { "customers-apart", NULL, customers_apart, TRUE },
  { "customer-erased", NULL, fault_erase, FALSE },
  { "contact-new", NULL, fault_contact_new, TRUE },
  { "contact-edit", NULL, fault_contact_edit, TRUE },
  { "contact-delete", NULL, fault_contact_delete, TRUE },
  { "home-shared", NULL, fault_home_shared, TRUE },
  { "home-left", fault_home_shared, fault_home_left, TRUE },
  { "note-new", NULL, fault_note_new, TRUE },
  { "note-edit", fault_note_new, fault_note_edit, TRUE },
  { "note-delete", fault_note_new, fault_note_delete, TRUE },
  { "tag-on", NULL, tag_on, TRUE },
  { "tag-off", NULL, tag_off, TRUE },
  { "tag-renamed", NULL, tag_renamed, TRUE },
  { "tags-merged", tag_on, tags_merged, TRUE },
  { "tag-delete", NULL, fault_tag_delete, TRUE },
  { "bulk-tag", NULL, bulk_tag, TRUE },
  { "bulk-fact", NULL, bulk_fact, TRUE },
  { "bulk-delete", customer_new, bulk_delete, TRUE },
  { "bulk-own", fault_field_value, fault_bulk_own, TRUE },
  { "bulk-campaign", NULL, fault_bulk_campaign, TRUE },
  { "bulk-segment", NULL, fault_bulk_segment, TRUE },
  { "points-given", NULL, points_given, TRUE },
  { "permission-given", NULL, permission_given, TRUE },
  { "permission-withdrawn", NULL, permission_withdrawn, TRUE },
  { "field-new", NULL, fault_field_new, TRUE },
  { "field-edit", fault_field_value, fault_field_edit, TRUE },
  { "field-value", NULL, fault_field_value, TRUE },
  { "field-delete", fault_field_value, fault_field_delete, TRUE },
  { "import-sales", NULL, import_sales, TRUE },
  { "import-in-chunks", NULL, import_in_chunks, TRUE },
  { "import-customers", NULL, import_people, TRUE },
  { "segment-new", NULL, segment_new, TRUE },
  { "segment-edit", NULL, segment_edit, TRUE },
  { "segment-delete", NULL, segment_delete, TRUE },
  { "segment-delete-viewed", view_save, segment_delete, TRUE },
  { "view-new", NULL, view_save, TRUE },
  { "view-edit", view_save, view_save, TRUE },
  { "view-delete", view_save, view_delete, TRUE },
  { "campaign-new", NULL, fault_campaign_new, TRUE },
  { "campaign-edit", NULL, fault_campaign_edit, TRUE },
  { "template-keep", NULL, fault_template_keep, TRUE },
  { "template-delete", fault_template_keep, fault_template_delete, TRUE },
  { "campaign-exclude", NULL, fault_campaign_exclude, TRUE },
  { "campaign-fix", NULL, fault_campaign_fix, TRUE },
  { "campaign-seed", NULL, fault_campaign_seed, TRUE },
  { "campaign-drop", permission_withdrawn, fault_campaign_drop, TRUE },
  { "campaign-output", NULL, fault_campaign_output, TRUE },
  { "campaign-export", NULL, fault_campaign_export, TRUE },
  { "mail-read", fault_mail_sent, fault_mail_read, TRUE, 6 },
  { "response-bring", fault_mail_sent, fault_response_bring, TRUE, 6 },
  { "mail-picture", NULL, mail_picture, TRUE },
  { "coupon-use", NULL, fault_coupon_use, TRUE },
  { "discount-give", NULL, fault_discount_give, TRUE },
  { "rest-group", NULL, fault_rest_group, TRUE },
  { "campaign-delete", NULL, fault_campaign_delete, TRUE },
  { "shop-settings", NULL, shop_settings, TRUE },
  { "staff-add", NULL, staff_add, TRUE },
  { "staff-rename", NULL, staff_rename, TRUE },
  { "staff-leave", NULL, staff_leave, TRUE },
  { "staff-switch", NULL, staff_switch, FALSE },
  { "automation-on", NULL, fault_automation_on, TRUE },
  { "automation-run", fault_automation_on, fault_automation_run, TRUE },
  { "automation-asked", fault_automation_asked, fault_automation_run, TRUE },
  { "task-new", NULL, fault_task_new, TRUE },
  { "task-done", fault_task_new, fault_task_done, TRUE },
  { "task-delete", fault_task_new, fault_task_delete, TRUE },
  { "ticket-new", NULL, fault_ticket_new, TRUE },
  { "ticket-close", fault_ticket_new, fault_ticket_close, TRUE },
  { "ticket-delete", fault_ticket_new, fault_ticket_delete, TRUE },
  { "target", NULL, fault_target, TRUE },
  { "closed-days", NULL, fault_closed, TRUE },
  { "location-address", NULL, fault_location, TRUE },
  { "postcodes-loaded", NULL, fault_postcodes, TRUE },
  { "postcodes-removed", fault_postcodes, fault_postcodes_removed, TRUE },
  { "backup", NULL, backup, FALSE },
};
const guint fault_n_actions = G_N_ELEMENTS (fault_actions);

/* --- Ways ------------------------------------------------------------------------------------- */

gboolean
fault_has_way (const FaultAction *action, FaultWay way)
{
  return way == FAULT_DO || action->leaves_action;
}

char *
fault_dup_name (const FaultAction *action, FaultWay way)
{
  static const char *const words[] = { "", ", taken back", ", done again" };

  return g_strconcat (action->name, words[way], NULL);
}

static gboolean
take_back_newest (RgTestShop *shop, GError **error)
{
  gint64 newest = fault_find (shop, "SELECT max(id) FROM action");

  return rg_store_take_back_sync (shop->store, newest, NULL, error);
}

gboolean
fault_prepare (RgTestShop *shop, const FaultAction *action, FaultWay way, GError **error)
{
  return (action->prepare == NULL || action->prepare (shop, error)) &&
         (way == FAULT_DO || action->run (shop, error)) &&
         (way != FAULT_DO_AGAIN || take_back_newest (shop, error));
}

gboolean
fault_run (RgTestShop *shop, const FaultAction *action, FaultWay way, GError **error)
{
  return way == FAULT_DO ? action->run (shop, error) : take_back_newest (shop, error);
}

gboolean
fault_run_next (RgTestShop *shop, GError **error)
{
  return rg_store_tag_customer_sync (shop->store, fault_find_customer (shop, "Ida Li"),
                                     "afterwards", TRUE, NULL, error);
}

/* --- The shop --------------------------------------------------------------------------------- */

static void
fill_shop (RgTestShop *shop)
{
  g_autoptr (GError) error = NULL;
  gboolean done = import_first_people (shop, &error) && import_first_sales (shop, &error) &&
                  save_segment (shop, 0, "Regulars", "visits at least 2", &error) &&
                  rg_store_add_staff_sync (shop->store, "Amina", NULL, NULL, &error) &&
                  fault_field_first (shop, &error) &&
                  fault_campaign_new (shop, &error) && fault_campaign_fix (shop, &error) &&
                  fault_campaign_new (shop, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

RgTestShop *
fault_shop_new (void)
{
  RgTestShop *shop;

  g_setenv ("REGULARS_NOW", FAULT_NOW, TRUE);
  shop = rg_test_shop_new ();
  fill_shop (shop);
  fault_shop_close (shop);
  return shop;
}

void
fault_shop_free (RgTestShop *shop)
{
  fault_folder_remove (shop->folder);
  g_free (shop->path);
  g_free (shop);
}

static void
settle_in_thread (RgDb *db, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_store_sweep_remains (data, db, &error);
  g_assert_no_error (error);
}

void
fault_shop_settle (RgTestShop *shop)
{
  rg_worker_run (shop->store->writer, settle_in_thread, shop->store);
}

gboolean
fault_shop_open (RgTestShop *shop, GError **error)
{
  shop->store = rg_store_open (shop->path, error);
  if (shop->store != NULL)
    fault_shop_settle (shop);
  return shop->store != NULL;
}

void
fault_shop_close (RgTestShop *shop)
{
  rg_store_close (shop->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&shop->store);
}
