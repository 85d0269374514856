/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits of customers by hand: each is one action. */
#include "store/rg-store-customers.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-own-values.h"

/* What an edit is about; for the writer thread, and for the answer. */
typedef struct
{
  RgCustomerDetails *details;
  gint64 id;
  char *tag;
  gboolean add;
} RgCustomerEdit;

static void
rg_customer_edit_free (gpointer data)
{
  RgCustomerEdit *edit = data;

  g_clear_pointer (&edit->details, rg_customer_details_free);
  g_free (edit->tag);
  g_free (edit);
}

static RgCustomerEdit *
rg_customer_edit_new (gint64 id)
{
  RgCustomerEdit *edit = g_new0 (RgCustomerEdit, 1);

  edit->id = id;
  return edit;
}

/* --- saving --- */

/* One contact point: made, changed, or deleted where it is empty now. */
typedef struct
{
  gint64 id;
  const char *kind;
  const char *value;
  const char *postcode;
  const char *city;
  const char *region;
  const char *country;
  const char *shop_country;
} RgContactEdit;

static void
rg_customer_bind_contact (RgStatement *statement, int first, const RgContactEdit *contact)
{
  g_autofree char *key = rg_contact_dup_key (contact->kind, contact->value, contact->shop_country);

  rg_statement_bind_text (statement, first, contact->value);
  rg_statement_bind_text (statement, first + 1, key);
  rg_statement_bind_text (statement, first + 2, contact->postcode);
  rg_statement_bind_text (statement, first + 3, contact->city);
  rg_statement_bind_text (statement, first + 4, contact->region);
  rg_statement_bind_text (statement, first + 5, contact->country);
}

static gboolean
rg_customer_insert_contact (RgDb *db, gint64 customer, const RgContactEdit *contact,
                            GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.insert-contact-point", error);
  guint8 uuid[RG_UUID_SIZE];

  if (!statement)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_int (statement, 2, customer);
  rg_statement_bind_text (statement, 3, contact->kind);
  rg_customer_bind_contact (statement, 4, contact);
  return rg_statement_run (statement, error);
}

static gboolean
rg_customer_save_contact (RgDb *db, gint64 customer, const RgContactEdit *contact, GError **error)
{
  const gboolean empty = !*contact->value && !*contact->postcode && !*contact->city &&
                         !*contact->region && !*contact->country;
  g_autoptr (RgStatement) statement = NULL;

  if (!contact->id)
    return empty || rg_customer_insert_contact (db, customer, contact, error);
  statement = rg_db_statement (
      db, empty ? "customers.delete-contact-point" : "customers.update-contact-point", error);
  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, contact->id);
  if (!empty)
    rg_customer_bind_contact (statement, 2, contact);
  return rg_statement_run (statement, error);
}

static gboolean
rg_customer_save_contacts (RgWrite *write, gint64 id, const RgCustomerDetails *details,
                           GError **error)
{
  const char *shop = rg_write_get_shop (write)->country;
  RgDb *db = rg_write_get_db (write);
  const RgContactEdit contacts[] = {
    { details->email_id, "email", details->email, "", "", "", "", shop },
    { details->phone_id, "phone", details->phone, "", "", "", "", shop },
    { details->address_id, "address", details->street, details->postcode, details->city,
      details->region, details->country, shop },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contacts); i++)
    if (!rg_customer_save_contact (db, id, &contacts[i], error))
      return FALSE;
  return TRUE;
}

static void
rg_customer_bind_facts (RgStatement *statement, const RgCustomerDetails *details)
{
  rg_statement_bind_text (statement, 2, details->name);
  rg_statement_bind_text (statement, 3, details->given_name);
  rg_statement_bind_text (statement, 4, details->family_name);
  rg_statement_bind_int (statement, 5, details->birth_year);
  rg_statement_bind_int (statement, 6, details->birth_month);
  rg_statement_bind_int (statement, 7, details->birth_day);
  rg_statement_bind_text (statement, 8, details->note);
  rg_statement_bind_text (statement, 9, details->gender);
  rg_statement_bind_text (statement, 10, details->language);
  rg_statement_bind_text (statement, 11, details->occupation);
  rg_statement_bind_text (statement, 12, details->income_band);
  rg_statement_bind_text (statement, 13, details->interests);
  rg_statement_bind_text (statement, 14, details->card_number);
  rg_statement_bind_text (statement, 15, details->joined_how);
  rg_statement_bind_text (statement, 16, details->joined_where);
  rg_statement_bind_int (statement, 17, details->children);
  rg_statement_bind_int (statement, 18, details->household_size);
  rg_statement_bind_int (statement, 19, details->owner);
  rg_statement_bind_text (statement, 21, details->prefers);
  if (details->joined_on != RG_DAY_NONE)
    rg_statement_bind_int (statement, 20, details->joined_on);
}

static gboolean
rg_customer_insert (RgWrite *write, RgCustomerEdit *edit, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.insert", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  guint8 uuid[RG_UUID_SIZE];

  if (!statement)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  if (edit->details->joined_on == RG_DAY_NONE)
    edit->details->joined_on = rg_instant_day (rg_write_get_now (write), zone);
  rg_customer_bind_facts (statement, edit->details);
  if (!rg_statement_run (statement, error))
    return FALSE;
  edit->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_customer_update (RgDb *db, RgCustomerEdit *edit, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.update", error);

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_customer_bind_facts (statement, edit->details);
  return rg_statement_run (statement, error);
}

static gboolean
rg_customer_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgCustomerEdit *edit = data;
  RgDb *db = rg_write_get_db (write);

  if (!rg_customer_details_check (edit->details, NULL, error) ||
      !rg_cards_check_of (db, edit->details->id, edit->details->card_number, error))
    return FALSE;
  if (edit->details->id ? !rg_customer_update (db, edit, error)
                        : !rg_customer_insert (write, edit, error))
    return FALSE;
  return rg_customer_save_contacts (write, edit->id, edit->details, error) &&
         rg_own_values_save (write, edit->id, edit->details->own, error);
}

static char *
rg_customer_dup_save_label (const RgCustomerDetails *details)
{
  g_autofree char *name = rg_customer_dup_shown_name (details->name, details->number);

  if (details->id)
    /* Translators: %s is a customer; this is a line of History. */
    return g_strdup_printf (_("Edit of %s"), name);
  /* Translators: %s is a customer; this is a line of History. */
  return g_strdup_printf (_("New Customer %s"), name);
}

static RgCustomerEdit *
rg_customer_edit_new_save (const RgCustomerDetails *details)
{
  RgCustomerEdit *edit = rg_customer_edit_new (details->id);

  edit->details = rg_customer_details_copy (details);
  rg_customer_details_strip (edit->details);
  return edit;
}

gboolean
rg_store_save_customer_sync (RgStore *store, const RgCustomerDetails *details, gint64 *id,
                             gint64 *action_id, GError **error)
{
  RgCustomerEdit *edit = rg_customer_edit_new_save (details);
  g_autofree char *label = rg_customer_dup_save_label (edit->details);
  const gboolean saved =
      rg_store_write_sync (store, details->id ? "customer.edit" : "customer.new", label,
                           rg_customer_save_in_thread, edit, NULL, action_id, error);

  if (saved && id)
    *id = edit->id;
  rg_customer_edit_free (edit);
  return saved;
}

/* --- tags --- */

static gint64
rg_customer_find_tag (RgDb *db, const char *name, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.find-tag", error);

  if (!statement)
    return -1;
  rg_statement_bind_text (statement, 1, name);
  switch (rg_statement_step (statement, error))
    {
    case RG_STEP_ROW:
      return rg_statement_get_int (statement, 0);
    case RG_STEP_DONE:
      return 0;
    case RG_STEP_ERROR:
    default:
      return -1;
    }
}

static gint64
rg_customer_ensure_tag (RgDb *db, const char *name, GError **error)
{
  const gint64 known = rg_customer_find_tag (db, name, error);
  g_autoptr (RgStatement) statement = NULL;
  guint8 uuid[RG_UUID_SIZE];

  if (known != 0)
    return known;
  statement = rg_db_statement (db, "customers.insert-tag", error);
  if (!statement)
    return -1;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_text (statement, 2, name);
  return rg_statement_run (statement, error) ? rg_db_last_id (db) : -1;
}

gboolean
rg_tag_find (RgDb *db, const char *name, gboolean make, gint64 *tag, GError **error)
{
  if (!*name || rg_card_in_text (name))
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           *name ? _("This looks like the number of a payment card. "
                                     "Regulars never stores those.")
                                 : _("A tag needs a name."));
      return FALSE;
    }
  *tag = make ? rg_customer_ensure_tag (db, name, error) : rg_customer_find_tag (db, name, error);
  return *tag >= 0;
}

static gboolean
rg_customer_tag_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgCustomerEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;
  gint64 tag;

  if (!rg_tag_find (db, edit->tag, edit->add, &tag, error))
    return FALSE;
  if (tag == 0)
    return TRUE;
  statement = rg_db_statement (db, edit->add ? "customers.tag" : "customers.untag", error);
  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_int (statement, 2, tag);
  return rg_statement_run (statement, error);
}

static RgCustomerEdit *
rg_customer_edit_new_tag (gint64 id, const char *tag, gboolean add)
{
  RgCustomerEdit *edit = rg_customer_edit_new (id);

  edit->tag = g_strstrip (g_strdup (tag));
  edit->add = add;
  return edit;
}

/* Translators: %s is the name of a tag; these are lines of History. */
static char *
rg_customer_dup_tag_label (const RgCustomerEdit *edit)
{
  return g_strdup_printf (edit->add ? _("Tag “%s” Added") : _("Tag “%s” Removed"), edit->tag);
}

gboolean
rg_store_tag_customer_sync (RgStore *store, gint64 id, const char *tag, gboolean add,
                            gint64 *action_id, GError **error)
{
  RgCustomerEdit *edit = rg_customer_edit_new_tag (id, tag, add);
  g_autofree char *label = rg_customer_dup_tag_label (edit);
  const gboolean done = rg_store_write_sync (store, "customer.tag", label,
                                             rg_customer_tag_in_thread, edit, NULL, action_id,
                                             error);

  rg_customer_edit_free (edit);
  return done;
}

/* --- deleting --- */

static gboolean
rg_customer_is_in_use (RgDb *db, gint64 id, gboolean *in_use, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "customers.in-use", error);

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *in_use = rg_statement_get_int (statement, 0) != 0;
  return TRUE;
}

static gboolean
rg_customer_hide (RgWrite *write, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement =
    rg_db_statement (rg_write_get_db (write), "customers.delete", error);

  if (!statement)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  rg_statement_bind_int (statement, 2, rg_write_get_now (write));
  return rg_statement_run (statement, error);
}

static gboolean
rg_customer_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgCustomerEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCustomerDetails) details = rg_customer_details_read (db, edit->id, error);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gboolean in_use = FALSE;

  if (!details && !*error)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("This customer is not there any more."));
  if (!details || !rg_customer_is_in_use (db, edit->id, &in_use, error))
    return FALSE;
  if (in_use)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT,
                           _("This customer has purchases, permissions or letters, which belong "
                             "to the books of the shop. Nothing was deleted."));
      return FALSE;
    }
  name = rg_customer_dup_shown_name (details->name, details->number);
  /* Translators: %s is a customer; this is a line of History. */
  label = g_strdup_printf (_("%s Deleted"), name);
  rg_write_set_label (write, label);
  return rg_customer_hide (write, edit->id, error);
}

gboolean
rg_store_delete_customer_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error)
{
  RgCustomerEdit *edit = rg_customer_edit_new (id);
  const gboolean done =
      rg_store_write_sync (store, "customer.delete", _("Customer Deleted"),
                           rg_customer_delete_in_thread, edit, NULL, action_id, error);

  rg_customer_edit_free (edit);
  return done;
}

/* --- without waiting --- */

static void
rg_customer_edit_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = G_TASK (data);
  g_autoptr (GError) error = NULL;
  gint64 *action_id = g_new0 (gint64, 1);

  if (rg_store_write_finish (RG_STORE (object), result, action_id, &error))
    {
      g_task_return_pointer (task, action_id, g_free);
      return;
    }
  g_free (action_id);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes the edit over. */
static void
rg_customer_edit_start (RgStore *store, const char *kind, const char *label, RgWriteFunc func,
                        RgCustomerEdit *edit, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, rg_customer_edit_start);
  g_task_set_task_data (task, edit, rg_customer_edit_free);
  rg_store_write_async (store, kind, label, func, edit, NULL, NULL, rg_customer_edit_cb, task);
}

gboolean
rg_store_edit_customer_finish (RgStore *store, GAsyncResult *result, gint64 *id, gint64 *action_id,
                               GError **error)
{
  g_autofree gint64 *action = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  action = g_task_propagate_pointer (G_TASK (result), error);
  if (!action)
    return FALSE;
  if (action_id)
    *action_id = *action;
  if (id)
    *id = ((RgCustomerEdit *) g_task_get_task_data (G_TASK (result)))->id;
  return TRUE;
}

void
rg_store_save_customer_async (RgStore *store, const RgCustomerDetails *details,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  RgCustomerEdit *edit = rg_customer_edit_new_save (details);
  g_autofree char *label = rg_customer_dup_save_label (edit->details);

  rg_customer_edit_start (store, details->id ? "customer.edit" : "customer.new", label,
                          rg_customer_save_in_thread, edit, callback, user_data);
}

void
rg_store_tag_customer_async (RgStore *store, gint64 id, const char *tag, gboolean add,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  RgCustomerEdit *edit = rg_customer_edit_new_tag (id, tag, add);
  g_autofree char *label = rg_customer_dup_tag_label (edit);

  rg_customer_edit_start (store, "customer.tag", label, rg_customer_tag_in_thread, edit, callback,
                          user_data);
}

void
rg_store_delete_customer_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  rg_customer_edit_start (store, "customer.delete", _("Customer Deleted"),
                          rg_customer_delete_in_thread, rg_customer_edit_new (id), callback,
                          user_data);
}
