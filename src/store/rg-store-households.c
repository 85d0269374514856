/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who lives together. */
#include "store/rg-store-households.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "store/rg-store-customers.h"

/* What an edit is about; for the writer thread, and for the answer. */
typedef struct
{
  GArray *customers; /* gint64 */
  gint64 household;
  char *name;
} RgHouseholdEdit;

static void
rg_household_edit_free (gpointer data)
{
  RgHouseholdEdit *edit = data;

  g_array_unref (edit->customers);
  g_free (edit->name);
  g_free (edit);
}

static RgHouseholdEdit *
rg_household_edit_new (const gint64 *customers, guint n_customers)
{
  RgHouseholdEdit *edit = g_new0 (RgHouseholdEdit, 1);

  edit->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n_customers > 0)
    g_array_append_vals (edit->customers, customers, n_customers);
  return edit;
}

static gint64
rg_household_edit_get (const RgHouseholdEdit *edit, guint i)
{
  return g_array_index (edit->customers, gint64, i);
}

/* A statement with one or two ids; 0 for no second one. */
static gboolean
rg_household_run (RgDb *db, const char *name, gint64 first, gint64 second, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, first);
  if (second != 0)
    rg_statement_bind_int (statement, 2, second);
  return rg_statement_run (statement, error);
}

/* *household is 0 for nowhere; *family (free it) may be "". */
static gboolean
rg_household_of (RgDb *db, gint64 customer, gint64 *household, char **family, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "households.of-customer", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, customer);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  *household = rg_statement_get_int (row, 0);
  if (family != NULL)
    *family = g_strdup (rg_statement_get_text (row, 1));
  return TRUE;
}

/* --- sharing a home --- */

/* The ids become those of the living, each once; what they are called, parted by commas. */
static char *
rg_household_resolve (RgDb *db, RgHouseholdEdit *edit, GError **error)
{
  g_autoptr (GArray) living = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < edit->customers->len; i++)
    {
      gint64 *id = &g_array_index (edit->customers, gint64, i);
      g_autofree char *name = NULL;

      if (!rg_customer_read_living (db, id, &name, error))
        return NULL;
      if (name == NULL)
        {
          g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                               _("One of these customers is not there any more."));
          return NULL;
        }
      if (!g_hash_table_add (seen, id))
        continue;
      g_array_append_val (living, *id);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  g_hash_table_remove_all (seen);
  g_array_set_size (edit->customers, 0);
  g_array_append_vals (edit->customers, living->data, living->len);
  return g_string_free_and_steal (g_steal_pointer (&names));
}

/* Named after the first family name, or else after its people. */
static gboolean
rg_household_make (RgDb *db, RgHouseholdEdit *edit, const char *names, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (db, "households.insert", error);
  g_autofree char *family = NULL;
  guint8 uuid[RG_UUID_SIZE];

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; (family == NULL || *family == '\0') && i < edit->customers->len; i++)
    {
      gint64 household;

      g_clear_pointer (&family, g_free);
      if (!rg_household_of (db, rg_household_edit_get (edit, i), &household, &family, error))
        return FALSE;
    }
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (insert, 1, uuid, sizeof uuid);
  rg_statement_bind_text (insert, 2, *family != '\0' ? family : names);
  if (!rg_statement_run (insert, error))
    return FALSE;
  edit->household = rg_db_last_id (db);
  return TRUE;
}

static gboolean
rg_household_find (RgDb *db, RgHouseholdEdit *edit, GError **error)
{
  for (guint i = 0; edit->household == 0 && i < edit->customers->len; i++)
    if (!rg_household_of (db, rg_household_edit_get (edit, i), &edit->household, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
rg_household_move (RgDb *db, gint64 customer, gint64 to, GError **error)
{
  gint64 from;

  if (!rg_household_of (db, customer, &from, NULL, error))
    return FALSE;
  if (from == 0 || from == to)
    return rg_household_run (db, "households.move-in", customer, to, error);
  return rg_household_run (db, "households.move-everybody", from, to, error) &&
         rg_household_run (db, "households.move-contact-points", from, to, error) &&
         rg_household_run (db, "households.delete", from, 0, error);
}

static gboolean
rg_household_share_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgHouseholdEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *names = rg_household_resolve (db, edit, error);
  g_autofree char *label = NULL;

  if (names == NULL)
    return FALSE;
  if (edit->customers->len < 2)
    return TRUE;
  /* Translators: %s is a list of customers; this is a line of History. */
  label = g_strdup_printf (_("Same Household: %s"), names);
  rg_write_set_label (write, label);
  if (!rg_household_find (db, edit, error) ||
      (edit->household == 0 && !rg_household_make (db, edit, names, error)))
    return FALSE;
  for (guint i = 0; i < edit->customers->len; i++)
    if (!rg_household_move (db, rg_household_edit_get (edit, i), edit->household, error))
      return FALSE;
  return TRUE;
}

gboolean
rg_store_share_household_sync (RgStore *store, const gint64 *customers, guint n_customers,
                               gint64 *household, gint64 *action_id, GError **error)
{
  RgHouseholdEdit *edit = rg_household_edit_new (customers, n_customers);
  const gboolean done =
      rg_store_write_sync (store, "household.share", _("Same Household"),
                           rg_household_share_in_thread, edit, NULL, action_id, error);

  if (done && household != NULL)
    *household = edit->household;
  rg_household_edit_free (edit);
  return done;
}

void
rg_store_share_household_async (RgStore *store, const gint64 *customers, guint n_customers,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "household.share", _("Same Household"),
                        rg_household_share_in_thread,
                        rg_household_edit_new (customers, n_customers), rg_household_edit_free,
                        NULL, callback, user_data);
}

/* --- leaving it --- */

/* The last one has left the home. */
static gboolean
rg_household_close (RgDb *db, gint64 household, gint64 last, GError **error)
{
  return rg_household_run (db, "households.give-contact-points", household, last, error) &&
         rg_household_run (db, "households.move-all-out", household, 0, error) &&
         rg_household_run (db, "households.delete", household, 0, error);
}

static gboolean
rg_household_has_members (RgDb *db, gint64 household, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "households.has-members", error);

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, household);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  *has = rg_statement_get_int (row, 0) != 0;
  return TRUE;
}

static gboolean
rg_household_leave_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgHouseholdEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *names = rg_household_resolve (db, edit, error);
  g_autofree char *label = NULL;
  const gint64 customer = names != NULL ? rg_household_edit_get (edit, 0) : 0;
  gboolean has_members = TRUE;
  gint64 household;

  if (names == NULL || !rg_household_of (db, customer, &household, NULL, error))
    return FALSE;
  if (household == 0)
    return TRUE;
  /* Translators: %s is a customer; this is a line of History. */
  label = g_strdup_printf (_("%s Has Left the Household"), names);
  rg_write_set_label (write, label);
  return rg_household_run (db, "households.move-out", customer, 0, error) &&
         rg_household_has_members (db, household, &has_members, error) &&
         (has_members || rg_household_close (db, household, customer, error));
}

gboolean
rg_store_leave_household_sync (RgStore *store, gint64 customer, gint64 *action_id, GError **error)
{
  RgHouseholdEdit *edit = rg_household_edit_new (&customer, 1);
  const gboolean done =
      rg_store_write_sync (store, "household.leave", _("Household"), rg_household_leave_in_thread,
                           edit, NULL, action_id, error);

  rg_household_edit_free (edit);
  return done;
}

void
rg_store_leave_household_async (RgStore *store, gint64 customer, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  rg_store_write_async (store, "household.leave", _("Household"), rg_household_leave_in_thread,
                        rg_household_edit_new (&customer, 1), rg_household_edit_free, NULL,
                        callback, user_data);
}

/* --- its name --- */

static gboolean
rg_household_rename_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgHouseholdEdit *edit = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) rename = NULL;

  if (*edit->name == '\0' || rg_card_in_text (edit->name))
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           *edit->name ? _("This looks like the number of a payment card. "
                                           "Regulars never stores those.")
                                       : _("A household needs a name."));
      return FALSE;
    }
  rename = rg_db_statement (db, "households.rename", error);
  if (rename == NULL)
    return FALSE;
  rg_statement_bind_int (rename, 1, edit->household);
  rg_statement_bind_text (rename, 2, edit->name);
  return rg_statement_run (rename, error);
}

static RgHouseholdEdit *
rg_household_edit_new_name (gint64 household, const char *name)
{
  RgHouseholdEdit *edit = rg_household_edit_new (NULL, 0);

  edit->household = household;
  edit->name = g_strstrip (g_strdup (name));
  return edit;
}

static char *
rg_household_dup_rename_label (const RgHouseholdEdit *edit)
{
  /* Translators: %s is the name of a household; this is a line of History. */
  return g_strdup_printf (_("Household Named “%s”"), edit->name);
}

gboolean
rg_store_rename_household_sync (RgStore *store, gint64 household, const char *name,
                                gint64 *action_id, GError **error)
{
  RgHouseholdEdit *edit = rg_household_edit_new_name (household, name);
  g_autofree char *label = rg_household_dup_rename_label (edit);
  const gboolean done =
      rg_store_write_sync (store, "household.rename", label, rg_household_rename_in_thread, edit,
                           NULL, action_id, error);

  rg_household_edit_free (edit);
  return done;
}

void
rg_store_rename_household_async (RgStore *store, gint64 household, const char *name,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  RgHouseholdEdit *edit = rg_household_edit_new_name (household, name);
  g_autofree char *label = rg_household_dup_rename_label (edit);

  rg_store_write_async (store, "household.rename", label, rg_household_rename_in_thread, edit,
                        rg_household_edit_free, NULL, callback, user_data);
}
