/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can go wrong with the shop's file, in one small error domain. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum {
  RG_DB_ERROR_FAILED,
  RG_DB_ERROR_BUSY,
  RG_DB_ERROR_CONSTRAINT,
  RG_DB_ERROR_CARD_NUMBER,
  RG_DB_ERROR_FULL,
  RG_DB_ERROR_DISK, /* cannot be read or written */
  RG_DB_ERROR_READ_ONLY,
  RG_DB_ERROR_CORRUPT,
  RG_DB_ERROR_CANNOT_OPEN,
  RG_DB_ERROR_NOT_A_SHOP,
  RG_DB_ERROR_TOO_NEW,
  RG_DB_ERROR_NO_ROOM,    /* it would not fit on the disk: nothing was begun */
  RG_DB_ERROR_PASSPHRASE, /* encrypted, and the passphrase does not fit or is missing */
} RgDbError;

#define RG_DB_ERROR (rg_db_error_quark ())
GQuark rg_db_error_quark (void);

/* Sets the error for what the connection reported last; `doing` names the statement or the step.
 * An interrupted statement becomes G_IO_ERROR_CANCELLED. Always returns FALSE. */
gboolean rg_db_set_error (GError **error, sqlite3 *handle, const char *doing);

G_END_DECLS
