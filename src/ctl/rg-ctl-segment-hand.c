/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment put-in`, `leave-out`, `by-rules`: customers chosen for a segment by hand. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-segment.h"

/* What the words of a command name. */
typedef struct {
  char **customers;
  GArray *ids;
} RgCtlNamed;

static gboolean
rg_ctl_segment_hand_read (RgDb *db, gpointer data, GError **error)
{
  const RgCtlNamed *named = data;

  for (guint i = 0; named->customers[i] != NULL; i++)
    {
      const gint64 id = rg_segment_find_customer (db, named->customers[i], error);

      if (id == 0)
        return FALSE;
      g_array_append_val (named->ids, id);
    }
  return TRUE;
}

gboolean
rg_ctl_segment_hand (RgCtl *ctl, GStrv args, RgHand hand, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason },
    { NULL },
  };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgBulk) bulk = NULL;
  RgCtlNamed named = { NULL, ids };
  gint64 action = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 3, 1000, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  named.customers = rest + 3;
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_segment_hand_read, &named, NULL, error))
    return FALSE;
  bulk = rg_bulk_new_segment (ids, rest[2], hand, reason != NULL ? reason : "");
  if (!rg_store_bulk_sync (store, bulk, NULL, &action, error))
    return FALSE;
  rg_ctl_tell_bulk (ctl, bulk, action);
  return TRUE;
}
