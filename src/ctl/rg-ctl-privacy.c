/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a person may ask for: `own-copy`, `erase-customer`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-mentions.h"
#include "transfer/rg-person-copy.h"

static gboolean
rg_ctl_own_copy (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  gint64 id;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 2, 2, error)
      || !rg_ctl_parse_customer (ctl, rest[1], &id, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[2]);
  file = g_file_new_for_path (path);
  if (!rg_person_copy_write_sync (store, id, file, rg_person_copy_kind_of (path), error))
    return FALSE;
  rg_ctl_print (ctl, _("Written to %s\n"), path);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "file", path);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

/* What the row is that a mention opens. */
static RgUuidsOf
rg_ctl_mention_of (RgMentionKind kind)
{
  static const RgUuidsOf of[RG_N_MENTIONS] = {
    [RG_MENTION_NOTE] = RG_UUIDS_CUSTOMER,  [RG_MENTION_CUSTOMER] = RG_UUIDS_CUSTOMER,
    [RG_MENTION_FIELD] = RG_UUIDS_CUSTOMER, [RG_MENTION_TASK] = RG_UUIDS_TASK,
    [RG_MENTION_TAG] = RG_UUIDS_TAG,        [RG_MENTION_CAMPAIGN] = RG_UUIDS_CAMPAIGN,
    [RG_MENTION_SEGMENT] = RG_UUIDS_SEGMENT, [RG_MENTION_VIEW] = RG_UUIDS_VIEW,
  };

  return of[kind];
}

/* Where the name stands elsewhere: as lines, and as "mentions" of the object at hand. */
static void
rg_ctl_print_mentions (RgCtl *ctl, GPtrArray *mentions)
{
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  if (mentions->len > 0)
    rg_ctl_print (ctl, "%s\n", _("The name is also written here, and stays until somebody changes "
                                 "the text:"));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (json, "mentions");
      json_builder_begin_array (json);
    }
  for (guint i = 0; i < mentions->len; i++)
    {
      const RgMention *mention = g_ptr_array_index (mentions, i);

      rg_ctl_print (ctl, "  %s %" G_GINT64_FORMAT ": %s\n", rg_mention_kind_title (mention->kind),
                    mention->id, mention->text);
      if (!rg_ctl_wants_json (ctl))
        continue;
      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "kind", rg_mention_kind_word (mention->kind));
      rg_ctl_json_uuid_of (ctl, "uuid", rg_ctl_mention_of (mention->kind), mention->id);
      rg_ctl_json_text (ctl, "text", mention->text);
      json_builder_end_object (json);
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (json);
}

static gboolean
rg_ctl_erase_customer (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gboolean sure = FALSE, dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &sure },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run },
    { NULL },
  };
  g_autoptr (GPtrArray) mentions = NULL;
  gint64 id;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || !rg_ctl_parse_customer (ctl, rest[1], &id, error))
    return FALSE;
  if (!sure && !dry_run)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("Erasing cannot be taken back. Say --yes where it is meant."));
      return FALSE;
    }
  /* Afterwards nobody knows the name. */
  if ((store = rg_ctl_get_store (ctl, error)) == NULL
      || (mentions = rg_store_mentions_sync (store, id, error)) == NULL
      || (!dry_run && !rg_store_erase_customer_sync (store, id, NULL, error)))
    return FALSE;
  if (!dry_run)
    rg_ctl_print (ctl, "%s\n", _("The customer was erased. The receipts stay, without a name."));
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_uuid_of (ctl, dry_run ? "customer" : "erased", RG_UUIDS_CUSTOMER, id);
    }
  rg_ctl_print_mentions (ctl, mentions);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

const RgCtlCommand rg_ctl_privacy_commands[] = {
  { "own-copy", "ID FILE", N_("Write down everything that is known about one customer"),
    N_("A file that ends with .json is for another program, any other name makes a page (HTML)\n"
       "for the person. Who made the copy is noted, and stands in the next one."),
    rg_ctl_own_copy },
  { "erase-customer", "ID --yes|--dry-run", N_("Erase one customer for good"),
    N_("Name, contact, notes, letters and every trace of them in the history go; the receipts\n"
       "stay without a name. Later imports and restored backups do not bring the person back.\n"
       "This is the one thing that cannot be taken back. Where somebody wrote the name elsewhere,\n"
       "in a note about another customer or in a letter, is told and left as it is; --dry-run\n"
       "tells it without erasing."),
    rg_ctl_erase_customer },
  { NULL },
};
