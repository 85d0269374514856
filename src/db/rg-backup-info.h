/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a backup says about itself: whose it is, from when, and what each table held. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-uuid.h"
#include "db/rg-table-sums.h"

G_BEGIN_DECLS

typedef enum {
  RG_BACKUP_WHOLE,   /* its frame is right; reading all of it proves the rest */
  RG_BACKUP_LOCKED,  /* encrypted, and not opened: only what stands outside is known */
  RG_BACKUP_DAMAGED, /* cut short or changed: it is refused */
  RG_BACKUP_TOO_NEW, /* of a newer version of Regulars */
} RgBackupState;

typedef struct
{
  char *path;
  gint64 size; /* bytes */
  RgBackupState state;
  gboolean encrypted;
  gint64 at;                      /* when it was made; 0 where that cannot be read */
  guint8 shop_uuid[RG_UUID_SIZE]; /* zeros where that cannot be read */

  /* Known where the state is RG_BACKUP_WHOLE; else "" and -1. */
  char *shop_name;
  char *program; /* the version of Regulars that made it */
  int schema;
  gint64 n_customers;
  gint64 n_receipts;
  RgDay last_sold_on; /* RG_DAY_NONE where there are no sales */
  GPtrArray *tables;  /* RgTableSum of every table */
} RgBackupInfo;

RgBackupInfo *rg_backup_info_new (void);
RgBackupInfo *rg_backup_info_copy (const RgBackupInfo *info);
void rg_backup_info_free (RgBackupInfo *info);

/* The text that goes into the file, and back; FALSE where it is no such text. */
char *rg_backup_info_to_text (const RgBackupInfo *info);
gboolean rg_backup_info_parse (RgBackupInfo *info, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupInfo, rg_backup_info_free)

G_END_DECLS
