/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looks into the folder. */
#include "transfer/rg-watch.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "transfer/rg-import-file.h"
#include "transfer/rg-import-recall.h"

/* Who writes a file has written something within this time. */
#define RG_WATCH_SETTLE_SECONDS 3
/* So many columns with a meaning make it a file that was meant for us. */
#define RG_WATCH_COLUMNS 3
#define RG_WATCH_ATTRIBUTES \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
  G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," \
  G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

/* What a file was when it was looked at. */
typedef struct {
  goffset size;
  gint64 modified; /* microseconds */
  gint64 stamp;    /* of the imports that it was checked against */
  gboolean hashed;
  gboolean known;  /* imported or ignored: not looked at any further */
  guint8 hash[RG_FILE_HASH_SIZE];
  RgFoundFile *found; /* NULL: nothing to say about it */
} RgSeenFile;

struct _RgWatch
{
  GHashTable *seen; /* URI to RgSeenFile */
};

void
rg_found_file_free (RgFoundFile *file)
{
  g_free (file->uri);
  g_free (file->name);
  g_free (file->problem);
  g_free (file);
}

static RgFoundFile *
rg_found_file_copy (const RgFoundFile *file)
{
  RgFoundFile *copy = g_memdup2 (file, sizeof *file);

  copy->uri = g_strdup (file->uri);
  copy->name = g_strdup (file->name);
  copy->problem = g_strdup (file->problem);
  return copy;
}

static void
rg_seen_file_free (gpointer data)
{
  RgSeenFile *seen = data;

  g_clear_pointer (&seen->found, rg_found_file_free);
  g_free (seen);
}

RgWatch *
rg_watch_new (void)
{
  RgWatch *watch = g_new0 (RgWatch, 1);

  watch->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rg_seen_file_free);
  return watch;
}

void
rg_watch_free (RgWatch *watch)
{
  g_hash_table_unref (watch->seen);
  g_free (watch);
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_found_file_dup_days (const RgFoundFile *file)
{
  g_autofree char *first = rg_day_format (file->first_day);
  g_autofree char *last = rg_day_format (file->last_day);

  if (file->first_day == file->last_day)
    return g_steal_pointer (&last);
  /* Translators: both are days. */
  return g_strdup_printf (_("%s to %s"), first, last);
}

char *
rg_found_file_dup_words (const RgFoundFile *file)
{
  g_autofree char *days = NULL;

  if (file->problem != NULL)
    return g_strdup (file->name);
  if (file->kind == RG_IMPORT_CUSTOMERS)
    return g_strdup_printf (P_("New customer file: %lu customer",
                               "New customer file: %lu customers", file->n_customers),
                            (gulong) file->n_customers);
  days = rg_found_file_dup_days (file);
  /* Translators: a day, or from one to another; number of receipts. */
  return g_strdup_printf (P_("New sales file, %s: %lu receipt", "New sales file, %s: %lu receipts",
                             file->n_receipts), days, (gulong) file->n_receipts);
}

/* --- one file ----------------------------------------------------------------------------- */

static gboolean
rg_watch_is_table (const char *name)
{
  static const char *const endings[] = { ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz",
                                         ".xlsx", ".ods", ".vcf" };
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* Anything at all may be in a text file. */
static gboolean
rg_watch_may_be_notes (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  return g_str_has_suffix (lower, ".txt");
}

typedef struct {
  guint8 hash[RG_FILE_HASH_SIZE];
  gboolean known;
  RgImportRules *rules;
} RgWatchQuestion;

static gboolean
rg_watch_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgWatchQuestion *question = data;

  if (!rg_file_is_known (db, question->hash, &question->known, error))
    return FALSE;
  question->rules = rg_import_rules_read (db, error);
  return question->rules != NULL;
}

static gboolean
rg_watch_is_meant_for_us (const RgMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->n_columns; i++)
    n += mapping->columns[i].role != RG_ROLE_NONE ? 1 : 0;
  return n >= RG_WATCH_COLUMNS;
}

static RgImportBatch *
rg_watch_plan (const RgMapping *mapping, const RgImportRules *rules, const RgImportFile *file,
               GCancellable *cancellable, GError **error)
{
  const RgPlanContext context = { rules->currency, rules->digits,
                                  (const char *const *) rules->card_ranges };
  RgImportBatch *batch
    = rg_import_plan_read (mapping, &context, cancellable, NULL, NULL, error);

  if (batch != NULL)
    rg_import_file_sign (file, batch);
  return batch;
}

static void
rg_found_file_fill (RgFoundFile *found, const RgImportBatch *batch, const RgImportSummary *summary)
{
  found->kind = batch->kind;
  found->n_receipts = summary->receipts_new + summary->receipts_changed;
  found->n_customers = summary->customers_created + summary->customers_updated;
  found->n_refused = summary->rows_refused;
  found->first_day = found->last_day = RG_DAY_NONE;
  if (batch->receipts->len == 0)
    return;
  found->first_day = g_array_index (batch->receipts, RgImportReceipt, 0).day;
  found->last_day
    = g_array_index (batch->receipts, RgImportReceipt, batch->receipts->len - 1).day;
}

static gboolean
rg_watch_has_news (const RgImportBatch *batch, const RgImportSummary *summary)
{
  return summary->receipts_new + summary->receipts_changed + summary->customers_created
           + summary->customers_updated + summary->permissions_recorded
           + summary->points_corrected > 0
         || (summary->rows > 0 && summary->rows_refused == summary->rows);
}

/* What the recognised file would bring; FALSE with an error says why it cannot be imported, *news
 * FALSE that there is nothing to say. */
static gboolean
rg_watch_check (RgStore *store, const RgImportFile *file, const RgImportRules *rules,
                RgFoundFile *found, gboolean *news, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgMapping) mapping = rg_mapping_new (file->text, NULL, -1, error);
  g_autoptr (RgImportBatch) batch = NULL;
  RgImportSummary summary = { 0 };

  *news = mapping != NULL || !rg_watch_may_be_notes (found->name);
  if (mapping == NULL || !rg_import_recall (store, mapping, NULL, cancellable, NULL, error))
    return FALSE;
  if (!rg_watch_is_meant_for_us (mapping))
    {
      *news = FALSE;
      return TRUE;
    }
  batch = rg_watch_plan (mapping, rules, file, cancellable, error);
  if (batch == NULL || !rg_store_check_import_sync (store, batch, &summary, cancellable, error))
    return FALSE;
  rg_found_file_fill (found, batch, &summary);
  *news = rg_watch_has_news (batch, &summary);
  if (summary.rows == 0 || summary.rows_refused < summary.rows)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("None of its rows can be read."));
  return FALSE;
}

static RgImportFile *
rg_watch_read_file (const char *uri, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  return rg_import_file_read (file, cancellable, error);
}

/* Fills `seen`; FALSE with an error only where it was cancelled. */
static gboolean
rg_watch_read (RgStore *store, const char *uri, const char *name, RgSeenFile *seen,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (RgImportFile) file = rg_watch_read_file (uri, cancellable, &wrong);
  g_autoptr (RgFoundFile) found = g_new0 (RgFoundFile, 1);
  g_autoptr (RgImportRules) rules = NULL;
  RgWatchQuestion question = { .known = FALSE };
  gboolean news = TRUE;

  found->uri = g_strdup (uri);
  found->name = g_strdup (name);
  if (file != NULL)
    {
      memcpy (question.hash, file->hash, sizeof question.hash);
      memcpy (found->hash, file->hash, sizeof found->hash);
      memcpy (seen->hash, file->hash, sizeof seen->hash);
      seen->hashed = TRUE;
      if (!rg_store_read_sync (store, RG_READER_REPORT, rg_watch_ask_in_thread, &question,
                               cancellable, error))
        return FALSE;
      rules = question.rules;
      seen->known = question.known;
      if (!question.known)
        rg_watch_check (store, file, rules, found, &news, cancellable, &wrong);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (wrong != NULL)
    found->problem = g_strdup (wrong->message);
  if (!question.known && news)
    seen->found = g_steal_pointer (&found);
  return TRUE;
}

/* --- the folder --------------------------------------------------------------------------- */

typedef struct {
  RgWatch *watch;
  RgStore *store;
  GHashTable *now; /* URI to RgSeenFile: what there is at this look */
  gint64 time;
  gint64 stamp;
  gboolean wait;
} RgLook;

static gint64
rg_watch_modified (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
           * G_USEC_PER_SEC
         + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

static gboolean
rg_watch_is_settled (const RgSeenFile *seen, gint64 now)
{
  gint64 age = now - seen->modified / G_USEC_PER_SEC;

  return age < 0 || age >= RG_WATCH_SETTLE_SECONDS;
}

/* Whether the file is still as it was before it was read. */
static gboolean
rg_watch_is_same (const char *uri, const RgSeenFile *seen)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, RG_WATCH_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_get_size (info) == seen->size
         && rg_watch_modified (info) == seen->modified;
}

static gboolean
rg_watch_known_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgWatchQuestion *question = data;

  return rg_file_is_known (db, question->hash, &question->known, error);
}

/* What was found out at an earlier look, where it still holds. */
static gboolean
rg_look_remember (RgLook *look, const char *uri, RgSeenFile *seen, GError **error)
{
  const RgSeenFile *before = g_hash_table_lookup (look->watch->seen, uri);
  RgWatchQuestion question = { .known = FALSE };

  if (before == NULL || before->size != seen->size || before->modified != seen->modified
      || !before->hashed)
    return FALSE;
  memcpy (question.hash, before->hash, sizeof question.hash);
  if (!rg_store_read_sync (look->store, RG_READER_REPORT, rg_watch_known_in_thread, &question,
                           NULL, error))
    return FALSE;
  if (!question.known && (before->known || before->stamp != look->stamp))
    return FALSE;
  seen->hashed = TRUE;
  seen->known = question.known;
  memcpy (seen->hash, before->hash, sizeof seen->hash);
  if (!question.known && before->found != NULL)
    seen->found = rg_found_file_copy (before->found);
  return TRUE;
}

static gboolean
rg_look_at_file (RgLook *look, GFile *folder, GFileInfo *info, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, g_file_info_get_name (info));
  g_autofree char *uri = g_file_get_uri (file);
  const char *name = g_file_info_get_display_name (info);
  RgSeenFile *seen;
  g_autoptr (GError) wrong = NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_is_hidden (info)
      || g_file_info_get_size (info) == 0 || !rg_watch_is_table (name))
    return TRUE;
  seen = g_new0 (RgSeenFile, 1);
  seen->size = g_file_info_get_size (info);
  seen->modified = rg_watch_modified (info);
  seen->stamp = look->stamp;
  if (!rg_watch_is_settled (seen, look->time))
    {
      look->wait = TRUE;
      rg_seen_file_free (seen);
      return TRUE;
    }
  g_hash_table_replace (look->now, g_strdup (uri), seen);
  if (rg_look_remember (look, uri, seen, &wrong))
    return TRUE;
  if (!rg_watch_read (look->store, uri, name, seen, cancellable, error))
    return FALSE;
  if (rg_watch_is_same (uri, seen))
    return TRUE;
  look->wait = TRUE;
  g_hash_table_remove (look->now, uri);
  return TRUE;
}

static int
rg_found_file_order (gconstpointer a, gconstpointer b)
{
  const RgFoundFile *first = *(RgFoundFile *const *) a, *second = *(RgFoundFile *const *) b;
  gboolean first_bad = first->problem != NULL, second_bad = second->problem != NULL;

  if (first_bad != second_bad)
    return first_bad - second_bad;
  if (!first_bad && first->last_day != second->last_day)
    return first->last_day < second->last_day ? -1 : 1;
  return g_utf8_collate (first->name, second->name);
}

/* The same bytes under two names are one file. */
static GPtrArray *
rg_look_list (RgLook *look)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_found_file_free);
  g_autoptr (GHashTable) hashes
    = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, look->now);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const RgSeenFile *seen = value;

      if (seen->found == NULL
          || (seen->hashed
              && !g_hash_table_add (hashes, g_bytes_new (seen->hash, sizeof seen->hash))))
        continue;
      g_ptr_array_add (list, rg_found_file_copy (seen->found));
    }
  g_ptr_array_sort (list, rg_found_file_order);
  return list;
}

static gboolean
rg_watch_stamp_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_imports_read_stamp (db, data, error);
}

GPtrArray *
rg_watch_look (RgWatch *watch, RgStore *store, GFile *folder, gint64 now, gboolean *wait,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) files
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rg_seen_file_free);
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (
    folder, RG_WATCH_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  RgLook look = { watch, store, files, now, 0, FALSE };
  GFileInfo *info;

  if (enumerator == NULL
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_watch_stamp_in_thread, &look.stamp,
                              cancellable, error))
    return NULL;
  do
    {
      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error)
          || (info != NULL && !rg_look_at_file (&look, folder, info, cancellable, error)))
        return NULL;
    }
  while (info != NULL);
  g_hash_table_unref (watch->seen);
  watch->seen = g_hash_table_ref (files);
  if (wait != NULL)
    *wait = look.wait;
  return rg_look_list (&look);
}

/* --- importing ---------------------------------------------------------------------------- */

gboolean
rg_watch_import (RgStore *store, const RgFoundFile *file, RgImportSummary *summary,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (RgImportFile) read = rg_watch_read_file (file->uri, cancellable, error);
  g_autoptr (RgMapping) mapping = NULL;
  g_autoptr (RgImportBatch) batch = NULL;
  g_autoptr (RgImportRules) rules = NULL;
  RgWatchQuestion question = { .known = FALSE };

  if (read == NULL
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_watch_ask_in_thread, &question,
                              cancellable, error))
    return FALSE;
  rules = question.rules;
  mapping = rg_mapping_new (read->text, NULL, -1, error);
  if (mapping == NULL || !rg_import_recall (store, mapping, NULL, cancellable, NULL, error))
    return FALSE;
  batch = rg_watch_plan (mapping, rules, read, cancellable, error);
  return batch != NULL
         && rg_store_import_sync (store, batch, NULL, NULL, cancellable, summary, error);
}
