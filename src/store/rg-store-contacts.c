/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Contact points one by one. */
#include "store/rg-store-contacts.h"

#include "base/rg-card.h"
#include "base/rg-date.h"
#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "base/rg-phone.h"
#include "base/rg-uuid.h"
#include "store/rg-store-customers.h"

#include <string.h>

/* Goes up when base/rg-phone.h makes other numbers of the same texts. */
#define RG_CONTACT_RULES 1

static const gsize contact_texts[] = {
  G_STRUCT_OFFSET (RgContact, kind),    G_STRUCT_OFFSET (RgContact, value),
  G_STRUCT_OFFSET (RgContact, postcode), G_STRUCT_OFFSET (RgContact, city),
  G_STRUCT_OFFSET (RgContact, region),  G_STRUCT_OFFSET (RgContact, country),
};

static char **
rg_contact_text (RgContact *contact, gsize i)
{
  return &G_STRUCT_MEMBER (char *, contact, contact_texts[i]);
}

RgContact *
rg_contact_new (const char *kind)
{
  RgContact *contact = g_new0 (RgContact, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (contact_texts); i++)
    *rg_contact_text (contact, i) = g_strdup (i == 0 ? kind : "");
  contact->quiet_from = -1;
  contact->bounced_on = RG_DAY_NONE;
  contact->quiet_until = -1;
  return contact;
}

RgContact *
rg_contact_copy (const RgContact *contact)
{
  RgContact *copy = g_memdup2 (contact, sizeof *contact);

  for (gsize i = 0; i < G_N_ELEMENTS (contact_texts); i++)
    *rg_contact_text (copy, i) = g_strdup (*rg_contact_text (copy, i));
  return copy;
}

void
rg_contact_free (RgContact *contact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contact_texts); i++)
    g_free (*rg_contact_text (contact, i));
  g_free (contact);
}

gboolean
rg_contact_is_empty (const RgContact *contact)
{
  return !*contact->value && !*contact->postcode && !*contact->city && !*contact->region &&
         !*contact->country;
}

char *
rg_contact_dup_key (const char *kind, const char *value, const char *country)
{
  if (g_str_equal (kind, RG_CONTACT_EMAIL))
    return rg_fold (value);
  return g_str_equal (kind, RG_CONTACT_PHONE) ? rg_phone_key (value, country) : g_strdup ("");
}

/* --- quiet hours --- */

gboolean
rg_contact_is_quiet (const RgContact *contact, int minute)
{
  if (contact->quiet_from < 0)
    return FALSE;
  if (contact->quiet_from < contact->quiet_until)
    return minute >= contact->quiet_from && minute < contact->quiet_until;
  return minute >= contact->quiet_from || minute < contact->quiet_until;
}

char *
rg_contact_dup_quiet (const RgContact *contact)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (contact->quiet_from < 0)
    return NULL;
  from = g_strdup_printf ("%02d:%02d", contact->quiet_from / 60, contact->quiet_from % 60);
  until = g_strdup_printf ("%02d:%02d", contact->quiet_until / 60, contact->quiet_until % 60);
  /* Translators: the hours in which somebody does not want to be called: %s are times of the day,
   * such as 21:00 and 08:00. */
  return g_strdup_printf (_("Not between %s and %s"), from, until);
}

/* --- what may be saved --- */

static gboolean
rg_contact_refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, reason);
  return FALSE;
}

static gboolean
rg_contact_is_email (const char *email)
{
  const char *at = strchr (email, '@');

  return at && at != email && at[1] && !strchr (at + 1, '@') && strchr (at + 1, '.') &&
         !strpbrk (email, " \t\r\n,;<>\"");
}

static guint
rg_contact_count_digits (const char *text)
{
  guint n = 0;

  for (; *text; text = g_utf8_next_char (text))
    n += g_unichar_isdigit (g_utf8_get_char (text));
  return n;
}

gboolean
rg_contact_check_text (const char *kind, const char *text, GError **error)
{
  if (*text && g_str_equal (kind, RG_CONTACT_EMAIL) && !rg_contact_is_email (text))
    return rg_contact_refuse (error, _("This is no e-mail address, such as kim@example.com."));
  if (*text && g_str_equal (kind, RG_CONTACT_PHONE) && rg_contact_count_digits (text) < 3)
    return rg_contact_refuse (error, _("A phone number has at least three digits."));
  return TRUE;
}

gboolean
rg_contact_check (const RgContact *contact, GError **error)
{
  for (gsize i = 1; i < G_N_ELEMENTS (contact_texts); i++)
    if (rg_card_in_text (*rg_contact_text ((RgContact *) contact, i)))
      return rg_contact_refuse (error, _("This looks like the number of a payment card. Regulars "
                                         "never stores those."));
  if (contact->quiet_from >= 0 && contact->quiet_from == contact->quiet_until)
    return rg_contact_refuse (error, _("The quiet hours have to end at another time than they "
                                       "begin."));
  return rg_contact_check_text (contact->kind, contact->value, error);
}

/* --- reading --- */

static RgContact *
rg_contact_from_row (RgStatement *row, gint64 customer)
{
  RgContact *contact = g_new0 (RgContact, 1);

  contact->id = rg_statement_get_int (row, 0);
  contact->customer = customer;
  contact->of_home = rg_statement_get_int (row, 1) != 0;
  for (gsize i = 0; i < G_N_ELEMENTS (contact_texts); i++)
    *rg_contact_text (contact, i) = g_strdup (rg_statement_get_text (row, (int) i + 2));
  contact->preferred = rg_statement_get_int (row, 8) != 0;
  contact->quiet_from = (int) rg_statement_get_int (row, 9);
  contact->bounced_on = rg_statement_get_day (row, 11);
  contact->quiet_until = (int) rg_statement_get_int (row, 10);
  return contact;
}

GPtrArray *
rg_contacts_read (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "contacts.of-customer", error);
  g_autoptr (GPtrArray) contacts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_contact_free);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (contacts, rg_contact_from_row (rows, customer));
  return step == RG_STEP_DONE ? g_steal_pointer (&contacts) : NULL;
}

/* --- writing --- */

/* Parameters 2 and 3: whose it is; 4: the kind. */
static void
rg_contact_bind_owner (RgStatement *statement, const RgContact *contact, gint64 home)
{
  if (contact->of_home && home != 0)
    rg_statement_bind_int (statement, 3, home);
  else
    rg_statement_bind_int (statement, 2, contact->customer);
  rg_statement_bind_text (statement, 4, contact->kind);
}

static gboolean
rg_contact_put (RgWrite *write, RgContact *contact, gint64 home, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement =
      rg_db_statement (db, contact->id == 0 ? "contacts.insert" : "contacts.update", error);
  g_autofree char *key = rg_contact_dup_key (contact->kind, contact->value,
                                             rg_write_get_shop (write)->country);
  guint8 uuid[RG_UUID_SIZE];

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  if (contact->id == 0)
    rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  else
    rg_statement_bind_int (statement, 1, contact->id);
  rg_contact_bind_owner (statement, contact, home);
  rg_statement_bind_text (statement, 5, contact->value);
  rg_statement_bind_text (statement, 6, key);
  rg_statement_bind_text (statement, 7, contact->postcode);
  rg_statement_bind_text (statement, 8, contact->city);
  rg_statement_bind_text (statement, 9, contact->region);
  rg_statement_bind_text (statement, 10, contact->country);
  rg_statement_bind_int (statement, 11, contact->preferred);
  if (contact->quiet_from >= 0)
    {
      rg_statement_bind_int (statement, 12, contact->quiet_from);
      rg_statement_bind_int (statement, 13, contact->quiet_until);
    }
  if (!rg_statement_run (statement, error))
    return FALSE;
  if (contact->id == 0)
    contact->id = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_contact_prefer (RgDb *db, const RgContact *contact, gint64 home, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "contacts.prefer", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, contact->id);
  rg_contact_bind_owner (statement, contact, home);
  return rg_statement_run (statement, error);
}

static gboolean
rg_contact_delete (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "contacts.delete", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  return rg_statement_run (statement, error);
}

static gboolean
rg_contact_read_home (RgDb *db, gint64 customer, gint64 *home, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "contacts.home", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  *home = rg_statement_get_int (row, 0);
  return TRUE;
}

/* "Phone of Åse Dahl"; the file knows the name. */
static char *
rg_contact_dup_label (const RgContact *contact, const char *name)
{
  if (g_str_equal (contact->kind, RG_CONTACT_EMAIL))
    /* Translators: %s is a customer; this is a line of History. */
    return g_strdup_printf (_("E-Mail of %s"), name);
  if (g_str_equal (contact->kind, RG_CONTACT_PHONE))
    /* Translators: %s is a customer; this is a line of History. */
    return g_strdup_printf (_("Phone of %s"), name);
  /* Translators: %s is a customer; this is a line of History. */
  return g_strdup_printf (_("Address of %s"), name);
}

static gboolean
rg_contact_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgContact *contact = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gint64 home;

  if (!rg_contact_check (contact, error) ||
      !rg_customer_read_living (db, &contact->customer, &name, error))
    return FALSE;
  if (name == NULL)
    return rg_contact_refuse (error, _("This customer is not there any more."));
  label = rg_contact_dup_label (contact, name);
  rg_write_set_label (write, label);
  if (rg_contact_is_empty (contact))
    return contact->id == 0 || rg_contact_delete (db, contact->id, error);
  return rg_contact_read_home (db, contact->customer, &home, error) &&
         rg_contact_put (write, contact, home, error) &&
         (!contact->preferred || rg_contact_prefer (db, contact, home, error));
}

static RgContact *
rg_contact_copy_stripped (const RgContact *contact)
{
  RgContact *copy = rg_contact_copy (contact);

  for (gsize i = 0; i < G_N_ELEMENTS (contact_texts); i++)
    g_strstrip (*rg_contact_text (copy, i));
  return copy;
}

gboolean
rg_store_save_contact_sync (RgStore *store, const RgContact *contact, gint64 *action_id,
                            GError **error)
{
  g_autoptr (RgContact) copy = rg_contact_copy_stripped (contact);

  return rg_store_write_sync (store, "customer.contact", "", rg_contact_save_in_thread, copy, NULL,
                              action_id, error);
}

void
rg_store_save_contact_async (RgStore *store, const RgContact *contact,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "customer.contact", "", rg_contact_save_in_thread,
                        rg_contact_copy_stripped (contact), (GDestroyNotify) rg_contact_free, NULL,
                        callback, user_data);
}

/* --- keys of another country --- */

static gboolean
rg_contacts_key_rows (RgDb *db, const char *country, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "contacts.all-phones", error);
  g_autoptr (RgStatement) set = rg_db_statement (db, "contacts.set-key", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && set != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *key = rg_phone_key (rg_statement_get_text (rows, 1), country);

      if (g_str_equal (key, rg_statement_get_text (rows, 2)))
        continue;
      rg_statement_bind_int (set, 1, rg_statement_get_int (rows, 0));
      rg_statement_bind_text (set, 2, key);
      if (!rg_statement_run (set, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* What was done before can still be taken back. */
static gboolean
rg_contacts_key_images (RgDb *db, const char *country, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "contacts.images", error);
  g_autoptr (RgStatement) set = rg_db_statement (db, "contacts.set-image-keys", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && set != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autofree char *before = rg_phone_key (rg_statement_get_text (rows, 1), country);
      g_autofree char *after = rg_phone_key (rg_statement_get_text (rows, 2), country);

      rg_statement_bind_int (set, 1, rg_statement_get_int (rows, 0));
      rg_statement_bind_text (set, 2, before);
      rg_statement_bind_text (set, 3, after);
      if (!rg_statement_run (set, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_contacts_are_for (RgDb *db, const char *rules, gboolean *same, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "contacts.keys-for", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  step = rg_statement_step (row, error);
  *same = step == RG_STEP_ROW && g_str_equal (rg_statement_get_text (row, 0), rules);
  return step != RG_STEP_ERROR;
}

static gboolean
rg_contacts_set_rules (RgDb *db, const char *rules, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "contacts.set-keys-for", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, rules);
  return rg_statement_run (statement, error);
}

gboolean
rg_contacts_follow_country (RgDb *db, const char *country, GError **error)
{
  g_autofree char *rules = g_strdup_printf ("%d %s", RG_CONTACT_RULES, country);
  gboolean same = FALSE;

  if (!rg_contacts_are_for (db, rules, &same, error))
    return FALSE;
  if (same)
    return TRUE;
  if (!rg_db_run (db, "store.begin-write", error))
    return FALSE;
  if (rg_contacts_key_rows (db, country, error) && rg_contacts_key_images (db, country, error) &&
      rg_contacts_set_rules (db, rules, error) && rg_db_exec (db, "COMMIT", "save", error))
    return TRUE;
  rg_db_exec (db, "ROLLBACK", "undo what was not saved", NULL);
  return FALSE;
}
