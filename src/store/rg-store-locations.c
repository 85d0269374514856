/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the shop's locations are, and which of them are web shops. */
#include "store/rg-store-locations.h"

#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-row.h"

/* Longer than any address; what somebody pasted by mistake may be longer still. */
#define RG_ADDRESS_LONGEST 1000

/* --- reading ------------------------------------------------------------------------------ */

void
rg_location_free (RgLocation *location)
{
  g_free (location->code);
  g_free (location->name);
  g_free (location->address);
  g_free (location);
}

static RgLocation *
rg_location_from_row (RgStatement *row)
{
  RgLocation *location = g_new0 (RgLocation, 1);
  gsize length;
  const void *uuid = rg_statement_get_blob (row, 1, &length);

  memcpy (location->uuid, uuid, MIN (length, sizeof location->uuid));
  location->id = rg_statement_get_int (row, 0);
  location->code = g_strdup (rg_statement_get_text (row, 2));
  location->name = g_strdup (rg_statement_get_text (row, 3));
  location->address = g_strdup (rg_statement_get_text (row, 4));
  location->online = rg_statement_get_int (row, 5) != 0;
  return location;
}

GPtrArray *
rg_locations_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_location_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "locations.all", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (all, rg_location_from_row (rows));
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
rg_location_is_meant (const RgLocation *location, const char *text)
{
  g_autofree char *uuid = rg_uuid_to_string (location->uuid);
  g_autofree char *name = rg_fold (location->name);
  g_autofree char *wanted = rg_fold (text);

  return g_str_equal (uuid, text) || g_str_equal (location->code, text) ||
         g_str_equal (name, wanted);
}

RgLocation *
rg_location_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) all = rg_locations_read (db, error);
  guint found = 0, n = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (rg_location_is_meant (all->pdata[i], text))
      {
        found = i;
        n++;
      }
  if (n == 1)
    return g_ptr_array_steal_index (all, found);
  if (all != NULL && n == 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is what somebody typed. */
                 _("The shop has no location called “%s”."), text);
  else if (all != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                 /* Translators: %s is what somebody typed. */
                 _("The shop has several locations called “%s”. Name the one by its UUID."), text);
  return NULL;
}

/* --- writing ------------------------------------------------------------------------------ */

typedef struct {
  gint64 id;
  char *address; /* NULL: it stays */
  gboolean says_online, online;
} RgLocationEdit;

static void
rg_location_edit_free (gpointer data)
{
  RgLocationEdit *edit = data;

  g_free (edit->address);
  g_free (edit);
}

/* Lines without blanks around them, and none that is empty at the beginning or the end. */
static char *
rg_address_dup_tidy (const char *address)
{
  g_auto (GStrv) lines = g_strsplit (address, "\n", -1);
  g_autofree char *text = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  text = g_strjoinv ("\n", lines);
  return g_strdup (g_strstrip (text));
}

static RgLocationEdit *
rg_location_edit_new (gint64 id, const char *address, const gboolean *online)
{
  RgLocationEdit *edit = g_new0 (RgLocationEdit, 1);

  edit->id = id;
  edit->address = address != NULL ? rg_address_dup_tidy (address) : NULL;
  edit->says_online = online != NULL;
  edit->online = online != NULL && *online;
  return edit;
}

static gboolean
rg_location_check_address (const char *address, GError **error)
{
  if (g_utf8_strlen (address, -1) <= RG_ADDRESS_LONGEST)
    return rg_cards_check_text (address, error);
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("That is too long for an address."));
  return FALSE;
}

/* What History shows. */
static gboolean
rg_location_set_label (RgWrite *write, const RgLocationEdit *edit, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (rg_write_get_db (write), "locations.name", edit->id,
                  _("The location is not there any more."), error);
  g_autofree char *label = NULL;

  if (row == NULL)
    return FALSE;
  /* Translators: a line of History; %s is the name of a location: “Main Street”. */
  label = g_strdup_printf (edit->says_online ? _("Location %s") : _("Address of %s"),
                           rg_statement_get_text (row, 0));
  rg_write_set_label (write, label);
  return TRUE;
}

static gboolean
rg_location_write_address (RgDb *db, const RgLocationEdit *edit, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "locations.set-address", error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, edit->id);
  rg_statement_bind_text (update, 2, edit->address);
  return rg_statement_run (update, error);
}

static gboolean
rg_location_write_online (RgDb *db, const RgLocationEdit *edit, GError **error)
{
  g_autoptr (RgStatement) update = rg_db_statement (db, "locations.set-online", error);

  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, edit->id);
  rg_statement_bind_int (update, 2, edit->online);
  return rg_statement_run (update, error);
}

static gboolean
rg_location_edit_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgLocationEdit *edit = data;
  RgDb *db = rg_write_get_db (write);

  return (edit->address == NULL || rg_location_check_address (edit->address, error)) &&
         rg_location_set_label (write, edit, error) &&
         (edit->address == NULL || rg_location_write_address (db, edit, error)) &&
         (!edit->says_online || rg_location_write_online (db, edit, error));
}

gboolean
rg_store_edit_location_sync (RgStore *store, gint64 id, const char *address,
                             const gboolean *online, gint64 *action, GError **error)
{
  RgLocationEdit *edit = rg_location_edit_new (id, address, online);
  const gboolean ok = rg_store_write_sync (store, "location.edit", _("Location"),
                                           rg_location_edit_in_thread, edit, NULL, action, error);

  rg_location_edit_free (edit);
  return ok;
}

void
rg_store_edit_location_async (RgStore *store, gint64 id, const char *address,
                              const gboolean *online, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  rg_store_write_async (store, "location.edit", _("Location"), rg_location_edit_in_thread,
                        rg_location_edit_new (id, address, online), rg_location_edit_free, NULL,
                        callback, user_data);
}
