/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `segment alike`: everybody else, by how alike they are to the members of a segment. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-segment.h"
#include "rules/rg-alike.h"
#include "store/rg-store-segments.h"

typedef struct {
  const char *text; /* of the call */
  char *rules;
  GArray *ids;      /* whose names are wanted */
  GPtrArray *people; /* RgSegmentMember */
} RgCtlAlike;

static void
rg_ctl_alike_clear (RgCtlAlike *wanted)
{
  g_free (wanted->rules);
  g_clear_pointer (&wanted->ids, g_array_unref);
  g_clear_pointer (&wanted->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlAlike, rg_ctl_alike_clear)

/* A saved one by its id or name, else what the text itself says. */
static gboolean
rg_ctl_alike_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlAlike *wanted = data;
  g_autoptr (RgSavedSegment) segment = rg_segment_find (db, wanted->text, NULL);
  g_autoptr (RgNode) root = NULL;

  wanted->rules = g_strdup (segment != NULL ? segment->text : wanted->text);
  root = rg_segment_parse (wanted->rules, NULL, error);
  return root != NULL;
}

static gboolean
rg_ctl_alike_names_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlAlike *wanted = data;

  wanted->people = rg_segment_read_members (db, (const gint64 *) (gpointer) wanted->ids->data,
                                            wanted->ids->len, error);
  return wanted->people != NULL;
}

static void
rg_ctl_alike_trial_json (RgCtl *ctl, const RgAlike *alike)
{
  const RgAlikeTrial *trial = &alike->trial;
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "trial");
  json_builder_begin_object (json);
  rg_ctl_json_int (ctl, "hidden", trial->hidden);
  rg_ctl_json_int (ctl, "hidden_members", trial->hidden_members);
  rg_ctl_json_int (ctl, "looked_at", trial->looked_at);
  rg_ctl_json_int (ctl, "found", trial->found);
  json_builder_set_member_name (json, "area_under_curve");
  json_builder_begin_array (json);
  json_builder_add_double_value (json, trial->area_range.low);
  json_builder_add_double_value (json, trial->area);
  json_builder_add_double_value (json, trial->area_range.high);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
rg_ctl_alike_begin_json (RgCtl *ctl, const RgAlike *alike, const char *common)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "members", alike->n_members);
  rg_ctl_json_int (ctl, "others", alike->n_others);
  rg_ctl_json_text (ctl, "most_alike_in", common);
  rg_ctl_alike_trial_json (ctl, alike);
  json_builder_set_member_name (rg_ctl_get_json (ctl), "people");
  json_builder_begin_array (rg_ctl_get_json (ctl));
}

static void
rg_ctl_alike_tell_person (RgCtl *ctl, const RgAlike *alike, const RgAlikePerson *person,
                          const RgSegmentMember *member)
{
  g_autofree char *why = rg_alike_dup_words (alike, person->reasons, person->n_reasons);

  rg_ctl_print (ctl, "%8" G_GINT64_FORMAT "  %s\n          %s\n", member->id, member->name, why);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", member->uuid);
  rg_ctl_json_text (ctl, "name", member->name);
  rg_ctl_json_text (ctl, "why", why);
  json_builder_set_member_name (rg_ctl_get_json (ctl), "score");
  json_builder_add_double_value (rg_ctl_get_json (ctl), person->score);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_alike_tell (RgCtl *ctl, RgStore *store, const RgAlike *alike, int limit,
                   RgCtlAlike *wanted, GError **error)
{
  g_autofree char *trial = rg_alike_dup_trial (alike);
  g_autofree char *common = rg_alike_dup_words (alike, alike->common, alike->n_common);

  wanted->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < MIN (alike->people->len, (guint) limit); i++)
    g_array_append_val (wanted->ids, g_array_index (alike->people, RgAlikePerson, i).id);
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_alike_names_in_thread, wanted, NULL,
                           error))
    return FALSE;
  rg_ctl_print (ctl, "%s\n", trial);
  /* Translators: what makes the members of a segment alike: traits. */
  rg_ctl_print (ctl, _("The members are most alike in: %s\n"), common);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_alike_begin_json (ctl, alike, common);
  for (guint i = 0, at = 0; i < wanted->people->len; i++, at++)
    {
      const RgSegmentMember *member = wanted->people->pdata[i];

      /* Who was deleted meanwhile is passed over. */
      while (g_array_index (alike->people, RgAlikePerson, at).id != member->id)
        at++;
      rg_ctl_alike_tell_person (ctl, alike, &g_array_index (alike->people, RgAlikePerson, at),
                                member);
    }
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_end_array (rg_ctl_get_json (ctl));
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

gboolean
rg_ctl_segment_alike (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  int limit = 20;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit },
    { NULL },
  };
  g_auto (RgCtlAlike) wanted = { 0 };
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgBitset) members = NULL;
  g_autoptr (RgAlike) alike = NULL;
  RgSegmentContext context = { 0 };
  RgMakeUpBasis basis;
  const RgShop *shop;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error) || !rg_ctl_check_limit (limit, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  wanted.text = rest[2];
  if (!rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_alike_find_in_thread, &wanted, NULL,
                           error) ||
      (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  shop = rg_store_get_shop (store);
  context = (RgSegmentContext) { dataset, rg_shop_get_counting_day (shop, dataset), shop->digits,
                                 shop->first_weekday };
  basis = (RgMakeUpBasis) { context.today, shop->country, shop->address };
  members = rg_segment_evaluate_text (dataset, shop, wanted.rules);
  alike = rg_alike_new (&context, &basis, shop->currency, members, NULL, NULL, error);
  return alike != NULL && rg_ctl_alike_tell (ctl, store, alike, limit, &wanted, error);
}
