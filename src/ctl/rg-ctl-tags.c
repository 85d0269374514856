/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tags, for everybody who has them: `tags`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-tags.h"

static gboolean
rg_ctl_tags_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **tags = data;

  *tags = rg_tags_read (db, error);
  return *tags != NULL;
}

static void
rg_ctl_tell_tag (RgCtl *ctl, const RgTag *tag)
{
  rg_ctl_print (ctl, "%7u  %s%s%s\n", tag->n_customers, tag->name,
                *tag->colour != '\0' ? " · " : "",
                *tag->colour != '\0' ? _(rg_tag_colour_name (tag->colour)) : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "id", tag->id);
  rg_ctl_json_uuid (ctl, "uuid", tag->uuid);
  rg_ctl_json_text (ctl, "name", tag->name);
  rg_ctl_json_text (ctl, "colour", tag->colour);
  rg_ctl_json_int (ctl, "customers", tag->n_customers);
  rg_ctl_json_int (ctl, "segments", tag->n_segments);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_tags_list (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GPtrArray) tags = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_tags_in_thread, &tags, NULL, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < tags->len; i++)
    rg_ctl_tell_tag (ctl, tags->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (tags->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no tags."));
  return TRUE;
}

/* The tag that is meant, and the other one where a merge names two. */
typedef struct
{
  const char *tag, *other;
  gint64 id, other_id;
  RgTag *found;
} RgCtlTag;

static gboolean
rg_ctl_tag_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTag *tag = data;
  g_autoptr (GPtrArray) tags = rg_tags_read (db, error);

  if (tags == NULL || (tag->id = rg_tag_look_up (db, tag->tag, error)) == 0 ||
      (tag->other != NULL && (tag->other_id = rg_tag_look_up (db, tag->other, error)) == 0))
    return FALSE;
  for (guint i = 0; i < tags->len && tag->found == NULL; i++)
    if (((RgTag *) tags->pdata[i])->id == tag->id)
      tag->found = g_ptr_array_steal_index (tags, i);
  return TRUE;
}

static gboolean
rg_ctl_tags_change (RgStore *store, GStrv words, gint64 *action, GError **error)
{
  const char *verb = words[1], *value = words[2] != NULL ? words[3] : NULL;
  gboolean merge = g_str_equal (verb, "merge");
  RgCtlTag tag = { .tag = words[2], .other = merge ? value : NULL };
  g_autoptr (RgTag) found = NULL;

  if (tag.tag == NULL || (value == NULL) != g_str_equal (verb, "delete") ||
      !g_strv_contains ((const char *const[]){ "rename", "colour", "merge", "delete", NULL }, verb))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That cannot be done with tags. “regularsctl help tags” says what can."));
      return FALSE;
    }
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_tag_in_thread, &tag, NULL, error))
    return FALSE;
  found = tag.found;
  if (merge)
    return rg_store_merge_tags_sync (store, tag.other_id, tag.id, action, error);
  if (g_str_equal (verb, "delete"))
    return rg_store_delete_tag_sync (store, tag.id, action, error);
  if (g_str_equal (verb, "rename"))
    return rg_store_save_tag_sync (store, tag.id, value, found->colour, action, error);
  return rg_store_save_tag_sync (store, tag.id, found->name,
                                 g_str_equal (value, "none") ? "" : value, action, error);
}

static gboolean
rg_ctl_tags (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 3, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL)
    return rg_ctl_tags_list (ctl, store, error);
  if (!rg_ctl_tags_change (store, rest, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_tags_commands[] = {
  { "tags", "| rename TAG NAME | colour TAG COLOUR | merge TAG INTO | delete TAG",
    N_("List the tags, or change one for everybody who has it"),
    N_("A tag is meant by name, number or UUID. Segments that name a tag follow. COLOUR is blue,\n"
       "green, yellow, orange, red, purple, brown, grey or none. Each is one action, which\n"
       "“take-back” takes back."),
    rg_ctl_tags },
  { NULL },
};
