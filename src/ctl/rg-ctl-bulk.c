/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `bulk`: one thing done to many customers; `export`: many of them as a file. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-segment.h"
#include "store/rg-store-bulk.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-customers.h"
#include "transfer/rg-folder-export.h"
#include "transfer/rg-list-export.h"

/* Whom it is done to: one of the three. */
typedef struct
{
  char *search;
  char *segment;
  gboolean everybody;
  GArray *ids;
} RgCtlWhom;

static void
rg_ctl_whom_clear (RgCtlWhom *whom)
{
  g_free (whom->search);
  g_free (whom->segment);
  g_clear_pointer (&whom->ids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlWhom, rg_ctl_whom_clear)

static gboolean
rg_ctl_whom_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlWhom *whom = data;

  whom->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (whom->search != NULL)
    return rg_customers_source.read_matches (db, NULL, whom->search, whom->ids, error);
  return rg_customers_source.read_ids (db, RG_CUSTOMERS_BY_NAME, -1, whom->ids, error);
}

static gboolean
rg_ctl_whom_read (RgCtl *ctl, RgStore *store, RgCtlWhom *whom, GError **error)
{
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgNode) root = NULL;
  g_autofree char *text = NULL;

  if (whom->segment == NULL)
    return rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_whom_in_thread, whom, NULL, error);
  root = rg_ctl_segment_parse (store, whom->segment, NULL, error);
  if (root == NULL || (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  text = rg_segment_print (root);
  whom->ids = rg_campaign_find_people (dataset, rg_store_get_shop (store), text, error);
  return whom->ids != NULL;
}

static gboolean
rg_ctl_whom_check (const RgCtlWhom *whom, GError **error)
{
  if ((whom->search != NULL) + (whom->segment != NULL) + whom->everybody == 1)
    return TRUE;
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                       _("Say whom it is for, in one way: --search TEXT, --segment TEXT or "
                         "--everybody."));
  return FALSE;
}

static RgBulk *
rg_ctl_bulk_new_fact (const RgCtlWhom *whom, const char *id, const char *value, GError **error)
{
  const RgBulkFact fact = rg_bulk_fact_from_id (id);
  g_autoptr (GString) known = g_string_new (NULL);

  if (fact < RG_N_BULK_FACTS)
    return rg_bulk_new_fact (whom->ids, fact, value);
  for (RgBulkFact i = 0; i < RG_N_BULK_FACTS; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", rg_bulk_fact_get_id (i));
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: a word that somebody typed, and a list of words. */
               _("“%s” cannot be set for many. These can: %s."), id, known->str);
  return NULL;
}

typedef struct
{
  const char *name;
  gint64 id;
} RgCtlFound;

static gboolean
rg_ctl_find_campaign_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlFound *found = data;

  found->id = rg_campaign_find (db, found->name, error);
  return found->id != 0;
}

static RgBulk *
rg_ctl_bulk_new_campaign (RgStore *store, const RgCtlWhom *whom, const char *name, GError **error)
{
  RgCtlFound found = { name, 0 };

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_find_campaign_in_thread, &found, NULL,
                           error))
    return NULL;
  return rg_bulk_new_campaign (whom->ids, found.id);
}

/* args: what to do, then what it needs. */
static RgBulk *
rg_ctl_bulk_new (RgStore *store, const RgCtlWhom *whom, const char *const *args, GError **error)
{
  const guint n = g_strv_length ((GStrv) args);

  if (g_str_equal (args[0], "tag") && n == 2)
    return rg_bulk_new_tag (whom->ids, args[1], TRUE);
  if (g_str_equal (args[0], "untag") && n == 2)
    return rg_bulk_new_tag (whom->ids, args[1], FALSE);
  if (g_str_equal (args[0], "set") && n == 3)
    return rg_ctl_bulk_new_fact (whom, args[1], args[2], error);
  if (g_str_equal (args[0], "add-to-campaign") && n == 2)
    return rg_ctl_bulk_new_campaign (store, whom, args[1], error);
  if (g_str_equal (args[0], "put-in") && n == 2)
    return rg_bulk_new_segment (whom->ids, args[1], RG_HAND_CHOSEN, "");
  if (g_str_equal (args[0], "leave-out") && (n == 2 || n == 3))
    return rg_bulk_new_segment (whom->ids, args[1], RG_HAND_LEFT_OUT, n == 3 ? args[2] : "");
  if (g_str_equal (args[0], "by-rules") && n == 2)
    return rg_bulk_new_segment (whom->ids, args[1], RG_HAND_RULES, "");
  if (g_str_equal (args[0], "delete") && n == 1)
    return rg_bulk_new_delete (whom->ids);
  g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                       _("“regularsctl help bulk” says what can be done to many customers."));
  return NULL;
}

void
rg_ctl_tell_bulk (RgCtl *ctl, RgBulk *bulk, gint64 action)
{
  const guint n = rg_bulk_get_n_changed (bulk);
  const guint n_kept = rg_bulk_get_n_kept (bulk);

  rg_ctl_print (ctl, P_ ("%u customer changed\n", "%u customers changed\n", n), n);
  if (n_kept > 0)
    rg_ctl_print (ctl,
                  P_ ("%u customer stays: purchases, permissions or letters belong to the books\n",
                      "%u customers stay: purchases, permissions or letters belong to the books\n",
                      n_kept),
                  n_kept);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "changed", n);
  rg_ctl_json_int (ctl, "kept", n_kept);
  rg_ctl_json_id (ctl, "action", action);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_bulk (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlWhom) whom = { 0 };
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &whom.search },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &whom.segment },
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &whom.everybody },
    { NULL },
  };
  g_autoptr (RgBulk) bulk = NULL;
  gint64 action = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 3, error) || !rg_ctl_whom_check (&whom, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      !rg_ctl_whom_read (ctl, store, &whom, error))
    return FALSE;
  bulk = rg_ctl_bulk_new (store, &whom, (const char *const *) rest + 1, error);
  if (bulk == NULL || !rg_store_bulk_sync (store, bulk, NULL, &action, error))
    return FALSE;
  rg_ctl_tell_bulk (ctl, bulk, action);
  return TRUE;
}

/* --- export --------------------------------------------------------------------------------- */

static gboolean
rg_ctl_export (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlWhom) whom = { 0 };
  gboolean untouched = FALSE;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &whom.search },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &whom.segment },
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &whom.everybody },
    { "untouched", 0, 0, G_OPTION_ARG_NONE, &untouched },
    { NULL },
  };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  guint n = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error) || !rg_ctl_whom_check (&whom, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL ||
      !rg_ctl_whom_read (ctl, store, &whom, error))
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[1]);
  file = g_file_new_for_path (path);
  if (!rg_list_save_sync (store, whom.ids, rg_list_format_for (path, untouched), file, &n, NULL,
                          error))
    return FALSE;
  rg_ctl_print (ctl, P_ ("%u customer written\n", "%u customers written\n", n), n);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "customers", n);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

static gboolean
rg_ctl_export_all (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *path = NULL;
  g_autoptr (GFile) folder = NULL;
  gint64 n_rows = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error) ||
      (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  path = rg_ctl_dup_path (ctl, rest[1]);
  folder = g_file_new_for_path (path);
  if (!rg_folder_export_sync (store, folder, &n_rows, NULL, NULL, NULL, error))
    return FALSE;
  /* Translators: the number of rows of all tables together. */
  rg_ctl_print (ctl, P_ ("%ld row written\n", "%ld rows written\n", n_rows), (long) n_rows);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "rows", n_rows);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

const RgCtlCommand rg_ctl_bulk_commands[] = {
  { "bulk", "tag NAME | untag NAME | set FACT VALUE | add-to-campaign NAME | put-in SEGMENT | "
            "leave-out SEGMENT [REASON] | by-rules SEGMENT | delete  "
            "(--search TEXT | --segment TEXT | --everybody)",
    N_("Do one thing to many customers"),
    N_("--search finds as “customers” does, --segment takes a text as “segment count” does.\n"
       "FACT is owner, language, gender, occupation, prefers (post, email, sms or phone),\n"
       "income-band, interests, joined-how or joined-where; an empty VALUE takes it away.\n"
       "Customers with purchases, permissions or letters are never deleted. It is one line of\n"
       "History, and “take-back” undoes it as one."),
    rg_ctl_bulk },
  { "export", "FILE (--search TEXT | --segment TEXT | --everybody) [--untouched]",
    N_("Write customers into a file"),
    N_("A file that ends with .vcf is for address books, any other is CSV. A text that a\n"
       "spreadsheet would take for a formula gets an apostrophe in front; with --untouched each\n"
       "stays as it is, for programs. Imported here again, nobody is new and nothing is lost."),
    rg_ctl_export },
  { "export-all", "FOLDER", N_("Write everything into a folder of open files"),
    N_("Each table as CSV and as JSON, with a description of the columns. The folder is made, or\n"
       "has to be empty."),
    rg_ctl_export_all },
  { NULL },
};
