/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The one place that turns SQLite's codes into errors. */
#include "db/rg-db-error.h"

#include "base/rg-i18n.h"

#include <gio/gio.h>
#include <string.h>

G_DEFINE_QUARK (rg-db-error-quark, rg_db_error)

static RgDbError
rg_db_error_from_code (int code, const char *message)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RG_DB_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return strstr (message, "payment card number") != NULL ? RG_DB_ERROR_CARD_NUMBER
                                                             : RG_DB_ERROR_CONSTRAINT;
    case SQLITE_FULL:
      return RG_DB_ERROR_FULL;
    case SQLITE_IOERR:
      return RG_DB_ERROR_DISK;
    case SQLITE_READONLY:
      return RG_DB_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return RG_DB_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return RG_DB_ERROR_NOT_A_SHOP;
    case SQLITE_CANTOPEN:
      return RG_DB_ERROR_CANNOT_OPEN;
    default:
      return RG_DB_ERROR_FAILED;
    }
}

/* What it means for whoever sees it; NULL where only the details say it. */
static const char *
rg_db_error_sentence (RgDbError code)
{
  switch (code)
    {
    case RG_DB_ERROR_BUSY:
      return _("The shop’s file is in use. Nothing was changed; try again in a moment.");
    case RG_DB_ERROR_FULL:
      return _("The disk is full. Nothing was changed; make some room and try again.");
    case RG_DB_ERROR_DISK:
      return _("The disk could not be read or written. Nothing was changed; try again, and if it "
               "happens again, make a backup on another disk.");
    case RG_DB_ERROR_READ_ONLY:
      return _("The shop’s file can only be read. Nothing was changed; check whose file it is.");
    case RG_DB_ERROR_CORRUPT:
      return _("The shop’s file is damaged. Change nothing in it; restore a backup.");
    case RG_DB_ERROR_CANNOT_OPEN:
      return _("The file cannot be opened. Check that it is there and that you may read it.");
    case RG_DB_ERROR_NOT_A_SHOP:
      return _("The file was not made by Regulars, and was left as it is.");
    default:
      return NULL;
    }
}

gboolean
rg_db_set_error (GError **error, sqlite3 *handle, const char *doing)
{
  int code = sqlite3_extended_errcode (handle);
  const char *message = sqlite3_errmsg (handle);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The work was stopped.");
  else
    {
      RgDbError kind = rg_db_error_from_code (code, message);
      const char *sentence = rg_db_error_sentence (kind);
      if (sentence != NULL)
        g_set_error (error, RG_DB_ERROR, kind, "%s (%s: %s)", sentence, doing, message);
      else
        g_set_error (error, RG_DB_ERROR, kind, "%s: %s", doing, message);
    }
  return FALSE;
}
