/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Making a shop's file: it is there whole, or it is not there. */
#include "config.h"

#include "store/rg-store-private.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-io.h"
#include "store/rg-store-cards.h"

#include <glib/gstdio.h>

static gboolean
rg_shop_is_valid (const RgShop *shop, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (shop->time_zone);

  if (*shop->name == '\0')
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("A shop needs a name."));
  else if (shop->digits < 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                 _("“%s” is no currency. Give its three letters, such as EUR."), shop->currency);
  else if (zone == NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                 _("“%s” is no time zone. Give one such as Europe/Oslo."), shop->time_zone);
  else
    return rg_cards_check_text (shop->name, error) && rg_cards_check_text (shop->address, error);
  return FALSE;
}

/* What an earlier attempt left, or this one. */
static void
rg_create_remove (const char *path)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_remove (name);
    }
}

/* Closing takes the log into the file. Where it could not, the file is not all there is. */
static gboolean
rg_create_close (RgStore *store, GError **error)
{
  g_autofree char *log = g_strconcat (rg_store_get_path (store), "-wal", NULL);

  rg_store_close (store);
  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_FAILED,
               /* Translators: %s is the path of a file. */
               _("%s could not be written to the end. Nothing was kept of it; check whether there "
                 "is room on the disk."),
               rg_store_get_path (store));
  return FALSE;
}

static gboolean
rg_create_fill (const char *path, const RgShop *shop, RgStoreFillFunc fill, gpointer data,
                GError **error)
{
  g_autoptr (RgStore) store = rg_store_open_mode (path, RG_DB_CREATE, shop, NULL, NULL, error);

  return store != NULL && (fill == NULL || fill (store, data, error)) &&
         rg_create_close (store, error);
}

static gboolean
rg_create_is_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("%s is already there."), path);
  return FALSE;
}

RgStore *
rg_store_create_filled (const char *path, const RgShop *shop, RgStoreFillFunc fill, gpointer data,
                        GError **error)
{
  g_autoptr (RgLock) lock = NULL;
  g_autofree char *part = g_strconcat (path, ".new", NULL);

  /* Asked again under the lock: somebody may have made it in between. */
  if (!rg_shop_is_valid (shop, error) || !rg_create_is_free (path, error) ||
      !rg_store_lock_path (path, &lock, error) || !rg_create_is_free (path, error))
    return NULL;
  rg_create_remove (part);
  if (rg_create_fill (part, shop, fill, data, error) && rg_io_rename (part, path, error))
    return rg_store_open_mode (path, RG_DB_WRITE, NULL, g_steal_pointer (&lock), NULL, error);
  rg_create_remove (part);
  return NULL;
}

RgStore *
rg_store_create (const char *path, const RgShop *shop, GError **error)
{
  return rg_store_create_filled (path, shop, NULL, NULL, error);
}
