/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a backup says about itself, as text in the form of a key file. */
#include "db/rg-backup-info.h"

#include <stdlib.h>
#include <string.h>

#define GROUP "backup"
#define TABLES "tables"

RgBackupInfo *
rg_backup_info_new (void)
{
  RgBackupInfo *info = g_new0 (RgBackupInfo, 1);

  info->shop_name = g_strdup ("");
  info->program = g_strdup ("");
  info->schema = -1;
  info->n_customers = -1;
  info->n_receipts = -1;
  info->last_sold_on = RG_DAY_NONE;
  info->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_table_sum_free);
  return info;
}

RgBackupInfo *
rg_backup_info_copy (const RgBackupInfo *info)
{
  RgBackupInfo *copy = g_memdup2 (info, sizeof *info);

  copy->path = g_strdup (info->path);
  copy->shop_name = g_strdup (info->shop_name);
  copy->program = g_strdup (info->program);
  copy->tables = rg_table_sums_copy (info->tables);
  return copy;
}

void
rg_backup_info_free (RgBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->path);
  g_free (info->shop_name);
  g_free (info->program);
  g_ptr_array_unref (info->tables);
  g_free (info);
}

/* --- Text ------------------------------------------------------------------------------------- */

static char *
rg_table_sum_to_text (const RgTableSum *sum)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT " ", sum->rows);
  for (guint i = 0; i < RG_SUM_SIZE; i++)
    g_string_append_printf (text, "%02x", sum->hash[i]);
  return g_string_free (text, FALSE);
}

char *
rg_backup_info_to_text (const RgBackupInfo *info)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *uuid = rg_uuid_to_string (info->shop_uuid);
  g_autofree char *last = rg_day_format_iso (info->last_sold_on);

  g_key_file_set_int64 (file, GROUP, "made-at", info->at);
  g_key_file_set_string (file, GROUP, "program", info->program);
  g_key_file_set_integer (file, GROUP, "schema", info->schema);
  g_key_file_set_string (file, GROUP, "shop", uuid);
  g_key_file_set_string (file, GROUP, "name", info->shop_name);
  g_key_file_set_int64 (file, GROUP, "customers", info->n_customers);
  g_key_file_set_int64 (file, GROUP, "receipts", info->n_receipts);
  g_key_file_set_string (file, GROUP, "last-sale", last);
  for (guint i = 0; i < info->tables->len; i++)
    {
      const RgTableSum *sum = g_ptr_array_index (info->tables, i);
      g_autofree char *text = rg_table_sum_to_text (sum);
      g_key_file_set_string (file, TABLES, sum->table, text);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static RgTableSum *
rg_table_sum_parse (const char *table, const char *text)
{
  char *hex = NULL;
  RgTableSum *sum = g_new0 (RgTableSum, 1);

  sum->table = g_strdup (table);
  sum->rows = g_ascii_strtoll (text, &hex, 10);
  if (*hex == ' ' && strlen (hex + 1) == 2 * RG_SUM_SIZE)
    for (guint i = 0; i < RG_SUM_SIZE; i++)
      sum->hash[i] = (guint8) (g_ascii_xdigit_value (hex[1 + 2 * i]) << 4
                               | g_ascii_xdigit_value (hex[2 + 2 * i]));
  return sum;
}

static void
rg_backup_info_parse_tables (RgBackupInfo *info, GKeyFile *file)
{
  g_auto (GStrv) tables = g_key_file_get_keys (file, TABLES, NULL, NULL);

  g_ptr_array_set_size (info->tables, 0);
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, TABLES, tables[i], NULL);
      if (text != NULL)
        g_ptr_array_add (info->tables, rg_table_sum_parse (tables[i], text));
    }
}

gboolean
rg_backup_info_parse (RgBackupInfo *info, const char *text, gsize length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *uuid = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;
  g_autofree char *program = NULL;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return FALSE;
  uuid = g_key_file_get_string (file, GROUP, "shop", NULL);
  last = g_key_file_get_string (file, GROUP, "last-sale", NULL);
  name = g_key_file_get_string (file, GROUP, "name", NULL);
  program = g_key_file_get_string (file, GROUP, "program", NULL);
  if (uuid == NULL || !rg_uuid_from_string (uuid, info->shop_uuid) || name == NULL
      || program == NULL)
    return FALSE;
  g_set_str (&info->shop_name, name);
  g_set_str (&info->program, program);
  info->at = g_key_file_get_int64 (file, GROUP, "made-at", NULL);
  info->schema = g_key_file_get_integer (file, GROUP, "schema", NULL);
  info->n_customers = g_key_file_get_int64 (file, GROUP, "customers", NULL);
  info->n_receipts = g_key_file_get_int64 (file, GROUP, "receipts", NULL);
  info->last_sold_on = last != NULL ? rg_day_parse_iso (last) : RG_DAY_NONE;
  rg_backup_info_parse_tables (info, file);
  return TRUE;
}
