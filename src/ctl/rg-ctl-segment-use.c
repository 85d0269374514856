/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment freeze`, `thaw` and `print`: what is done with a segment. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-segment.h"
#include "print/rg-people-list.h"
#include "store/rg-people-rows.h"
#include "store/rg-segment-freeze.h"

static gboolean
rg_ctl_use_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSavedSegment **segment = data;
  g_autoptr (RgSavedSegment) wanted = g_steal_pointer (segment);

  *segment = rg_segment_find (db, wanted->name, error);
  return *segment != NULL;
}

/* The saved segment that is meant, and who is in it now. */
static RgSavedSegment *
rg_ctl_use_find (RgCtl *ctl, const char *name, RgDataset **dataset, GArray **members,
                 GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new (name, "");
  g_autoptr (RgBitset) people = NULL;

  if (store == NULL ||
      !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_use_find_in_thread, &segment, NULL,
                           error) ||
      (*dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return NULL;
  people = rg_segment_evaluate_text (*dataset, rg_store_get_shop (store), segment->text);
  *members = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = rg_bitset_next (people, 0); i < people->n_bits; i = rg_bitset_next (people, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (*dataset, i);

      g_array_append_val (*members, id);
    }
  return g_steal_pointer (&segment);
}

static gboolean
rg_ctl_use_set_frozen (RgCtl *ctl, GStrv args, gboolean frozen, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgSavedSegment) segment = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GArray) members = NULL;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error) ||
      (segment = rg_ctl_use_find (ctl, rest[2], &dataset, &members, error)) == NULL)
    return FALSE;
  if (frozen ? !rg_store_freeze_segment_sync (rg_ctl_get_store (ctl, NULL), segment->id, members,
                                              &action, error)
             : !rg_store_thaw_segment_sync (rg_ctl_get_store (ctl, NULL), segment->id, &action,
                                            error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

gboolean
rg_ctl_segment_freeze (RgCtl *ctl, GStrv args, GError **error)
{
  return rg_ctl_use_set_frozen (ctl, args, TRUE, error);
}

gboolean
rg_ctl_segment_thaw (RgCtl *ctl, GStrv args, GError **error)
{
  return rg_ctl_use_set_frozen (ctl, args, FALSE, error);
}

/* --- on paper --------------------------------------------------------------------------------- */

typedef struct {
  GArray *ids;
  GPtrArray *people;
} RgCtlPeople;

static gboolean
rg_ctl_use_people_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlPeople *people = data;

  people->people = rg_people_rows_read (db, people->ids, NULL, NULL, error);
  return people->people != NULL;
}

gboolean
rg_ctl_segment_print_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgSavedSegment) segment = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (GArray) members = NULL;
  g_autoptr (RgNode) root = NULL;
  g_autoptr (RgPeopleList) list = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sentence = NULL;
  RgCtlPeople people = { NULL, NULL };
  const RgShop *shop;

  if (!rg_ctl_parse (ctl, &rest, NULL, 3, 3, error) ||
      (segment = rg_ctl_use_find (ctl, rest[2], &dataset, &members, error)) == NULL ||
      (root = rg_segment_parse (segment->text, NULL, error)) == NULL)
    return FALSE;
  people.ids = members;
  if (!rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_REPORT,
                           rg_ctl_use_people_in_thread, &people, NULL, error))
    return FALSE;
  shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  sentence = rg_segment_sentence (root, shop->currency);
  list = rg_people_list_new (shop->name, segment->name, sentence,
                             rg_shop_get_counting_day (shop, dataset));
  rg_people_list_add (list, people.people);
  g_ptr_array_unref (people.people);
  path = rg_ctl_dup_path (ctl, rest[3]);
  if (!rg_people_list_write_pdf (list, path, error))
    return FALSE;
  rg_ctl_print (ctl, P_("%u customer\n", "%u customers\n", list->rows->len), list->rows->len);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "customers", list->rows->len);
  rg_ctl_json_text (ctl, "file", path);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}
