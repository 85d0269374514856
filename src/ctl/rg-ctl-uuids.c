/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What documents name customers, receipts and the rest by. */
#include "config.h"

#include "ctl/rg-ctl-private.h"

#include "base/rg-i18n.h"

typedef struct {
  RgUuidsOf of;
  const GArray *ids;
  GByteArray *uuids;
} RgCtlUuids;

static gboolean
rg_ctl_uuids_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlUuids *wanted = data;

  wanted->uuids = rg_uuids_read (db, wanted->of, (const gint64 *) (gpointer) wanted->ids->data,
                                 wanted->ids->len, error);
  return wanted->uuids != NULL;
}

GByteArray *
rg_ctl_read_uuids (RgCtl *ctl, RgUuidsOf of, const GArray *ids)
{
  RgCtlUuids wanted = { of, ids, NULL };
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_ctl_get_store (ctl, &error);

  if (store != NULL && rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_uuids_in_thread,
                                           &wanted, NULL, &error))
    return wanted.uuids;
  if (ctl->failure == NULL)
    ctl->failure = g_steal_pointer (&error);
  wanted.uuids = g_byte_array_new ();
  g_byte_array_set_size (wanted.uuids, ids->len * RG_UUID_SIZE);
  return wanted.uuids;
}

void
rg_ctl_json_uuids (RgCtl *ctl, const char *name, RgUuidsOf of, const GArray *ids)
{
  g_autoptr (GByteArray) uuids = rg_ctl_read_uuids (ctl, of, ids);
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *text = rg_uuid_to_string (uuids->data + i * RG_UUID_SIZE);

      json_builder_add_string_value (json, text);
    }
  json_builder_end_array (json);
}

void
rg_ctl_json_uuid_of (RgCtl *ctl, const char *name, RgUuidsOf of, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) uuids = NULL;

  if (id == 0)
    {
      rg_ctl_json_text (ctl, name, NULL);
      return;
    }
  g_array_append_val (ids, id);
  uuids = rg_ctl_read_uuids (ctl, of, ids);
  rg_ctl_json_uuid (ctl, name, uuids->data);
}

typedef struct {
  guint8 uuid[RG_UUID_SIZE];
  gint64 id;
} RgCtlOne;

static gboolean
rg_ctl_one_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlOne *one = data;
  g_autoptr (GError) wrong = NULL;

  one->id = rg_uuids_find_customer (db, one->uuid, &wrong);
  if (wrong == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

gboolean
rg_ctl_parse_customer (RgCtl *ctl, const char *text, gint64 *id, GError **error)
{
  RgCtlOne one = { 0 };
  RgStore *store;

  if (!rg_uuid_from_string (text, one.uuid))
    return rg_ctl_parse_id (text, id, error);
  if ((store = rg_ctl_get_store (ctl, error)) == NULL ||
      !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_one_in_thread, &one, NULL, error))
    return FALSE;
  *id = one.id;
  if (one.id == 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no customer “%s”."), text);
  return one.id != 0;
}
