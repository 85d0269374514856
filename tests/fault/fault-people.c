/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions around what a shop knows of its people: contacts, homes, notes, own fields, what is
 * done to many of them, and forgetting one. */
#include "fault-actions-private.h"

#include "store/rg-store-bulk.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-households.h"
#include "store/rg-store-notes.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-tags.h"

/* Of everybody in the shop. */
GArray *
fault_everybody (void)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id < 100; id++)
    g_array_append_val (ids, id);
  return ids;
}

/* --- Contacts and homes ----------------------------------------------------------------------- */

static gboolean
save_contact (RgTestShop *shop, gint64 id, const char *value, GError **error)
{
  g_autoptr (RgContact) contact = rg_contact_new ("email");

  contact->id = id;
  contact->customer = fault_find_customer (shop, "Åse Dahl");
  contact->preferred = TRUE;
  g_set_str (&contact->value, value);
  return rg_store_save_contact_sync (shop->store, contact, NULL, error);
}

static gint64
find_email (RgTestShop *shop)
{
  return fault_find (shop, "SELECT min(id) FROM contact_point WHERE kind = 'email'");
}

gboolean
fault_contact_new (RgTestShop *shop, GError **error)
{
  return save_contact (shop, 0, "second@example.org", error);
}

gboolean
fault_contact_edit (RgTestShop *shop, GError **error)
{
  return save_contact (shop, find_email (shop), "other@example.org", error);
}

gboolean
fault_contact_delete (RgTestShop *shop, GError **error)
{
  return save_contact (shop, find_email (shop), "", error);
}

gboolean
fault_home_shared (RgTestShop *shop, GError **error)
{
  const gint64 people[] = { fault_find_customer (shop, "Åse Dahl"),
                            fault_find_customer (shop, "Bo Ek") };

  return rg_store_share_household_sync (shop->store, people, G_N_ELEMENTS (people), NULL, NULL,
                                        error);
}

gboolean
fault_home_left (RgTestShop *shop, GError **error)
{
  return rg_store_leave_household_sync (shop->store, fault_find_customer (shop, "Bo Ek"), NULL,
                                        error);
}

/* --- Notes ------------------------------------------------------------------------------------ */

static gint64
find_note (RgTestShop *shop)
{
  return fault_find (shop, "SELECT max(id) FROM note");
}

gboolean
fault_note_new (RgTestShop *shop, GError **error)
{
  return rg_store_add_note_sync (shop->store, fault_find_customer (shop, "Bo Ek"), RG_NOTE,
                                 "Asks for poetry", NULL, NULL, error);
}

gboolean
fault_note_edit (RgTestShop *shop, GError **error)
{
  return rg_store_edit_note_sync (shop->store, find_note (shop), "Asks for crime", NULL, error);
}

gboolean
fault_note_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_note_sync (shop->store, find_note (shop), NULL, error);
}

/* --- Own fields ------------------------------------------------------------------------------- */

static gboolean
save_field (RgTestShop *shop, gint64 id, const char *name, const char *more, GError **error)
{
  g_autoptr (RgOwnField) field = rg_own_field_new (RG_OWN_SEVERAL, name);

  field->id = id;
  rg_own_field_add_choice (field, id != 0 ? 1 : 0, "Crime");
  rg_own_field_add_choice (field, id != 0 ? 2 : 0, "Poetry");
  if (more != NULL)
    rg_own_field_add_choice (field, 0, more);
  return rg_store_save_own_field_sync (shop->store, field, NULL, NULL, error);
}

gboolean
fault_field_first (RgTestShop *shop, GError **error)
{
  return save_field (shop, 0, "Reads", NULL, error);
}

gboolean
fault_field_new (RgTestShop *shop, GError **error)
{
  return save_field (shop, 0, "Gives away", NULL, error);
}

gboolean
fault_field_edit (RgTestShop *shop, GError **error)
{
  return save_field (shop, 1, "Likes to read", "Travel", error);
}

gboolean
fault_field_value (RgTestShop *shop, GError **error)
{
  const gint64 people[] = { fault_find_customer (shop, "Åse Dahl"),
                            fault_find_customer (shop, "Bo Ek") };

  return rg_store_set_own_value_sync (shop->store, people, G_N_ELEMENTS (people), 1,
                                      "Crime\nPoetry", NULL, error);
}

gboolean
fault_field_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_own_field_sync (shop->store, 1, NULL, error);
}

/* --- Many people, and one who goes ------------------------------------------------------------ */

gboolean
fault_bulk_own (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_own (ids, 1, "Poetry");

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

gboolean
fault_bulk_campaign (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_campaign (
    ids, fault_find (shop, "SELECT max(id) FROM campaign WHERE fixed_at IS NULL"));

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

gboolean
fault_bulk_segment (RgTestShop *shop, GError **error)
{
  g_autoptr (GArray) ids = fault_everybody ();
  g_autoptr (RgBulk) bulk = rg_bulk_new_segment (ids, "Summer party", RG_HAND_CHOSEN, "");

  return rg_store_bulk_sync (shop->store, bulk, NULL, NULL, error);
}

gboolean
fault_tag_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_tag_sync (shop->store, fault_find (shop, "SELECT min(id) FROM tag"), NULL,
                                   error);
}

/* Once; somebody who was erased already stays so. */
gboolean
fault_erase (RgTestShop *shop, GError **error)
{
  const gint64 id = fault_find (shop, "SELECT coalesce (min(id), 0) FROM customer WHERE name = "
                                      "'Min-su Kim'");

  return id == 0 || rg_store_erase_customer_sync (shop->store, id, NULL, error);
}
