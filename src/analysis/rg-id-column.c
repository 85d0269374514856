/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "analysis/rg-id-column.h"

void
rg_id_column_clear (RgIdColumn *column)
{
  g_clear_pointer (&column->far, g_free);
}

void
rg_id_column_own (RgIdColumn *column)
{
  if (column->far != NULL)
    column->far = g_memdup2 (column->far, RG_ID_COLUMN_SIZE * sizeof *column->far);
}

void
rg_id_column_set (RgIdColumn *column, guint i, gint64 id)
{
  if (column->far == NULL && (id < 0 || id > G_MAXUINT32))
    {
      column->far = g_new (gint64, RG_ID_COLUMN_SIZE);
      for (guint k = 0; k < RG_ID_COLUMN_SIZE; k++)
        column->far[k] = column->near[k];
    }
  if (column->far != NULL)
    column->far[i] = id;
  else
    column->near[i] = (guint32) id;
}

void
rg_id_column_read (const RgIdColumn *column, guint n, gint64 *ids)
{
  for (guint i = 0; i < n; i++)
    ids[i] = rg_id_column_get (column, i);
}
