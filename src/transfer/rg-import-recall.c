/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks the shop what it knows about such a file, and what was answered before. */
#include "transfer/rg-import-recall.h"

#include "store/rg-store-staff.h"

#include <string.h>

typedef struct {
  const char *columns;
  RgImportOrigin *origin;
  GPtrArray *own_fields;
  GPtrArray *staff;
} Question;

static gboolean
ask_in_read (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->origin = rg_import_origin_read (db, question->columns, error);
  if (question->origin != NULL)
    question->own_fields = rg_own_fields_read (db, error);
  if (question->own_fields != NULL)
    question->staff = rg_staff_read_all (db, error);
  return question->staff != NULL;
}

/* Also of those who left: they may have looked after somebody. */
static GStrv
names_of (const GPtrArray *staff)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < staff->len; i++)
    g_strv_builder_add (names, ((const RgStaff *) g_ptr_array_index (staff, i))->name);
  return g_strv_builder_end (names);
}

/* The first line of what is remembered is the format's id. */
static gboolean
is_for (const char *corrections, const char *format)
{
  const gsize length = strcspn (corrections, "\n");

  return length == strlen (format) && strncmp (corrections, format, length) == 0;
}

gboolean
rg_import_recall (RgStore *store, RgMapping *mapping, const char *format,
                  GCancellable *cancellable, RgImportOrigin **origin, GError **error)
{
  g_autofree char *headers = rg_mapping_dup_columns (mapping);
  g_autoptr (RgImportOrigin) found = NULL;
  g_autoptr (GPtrArray) own_fields = NULL;
  g_autoptr (GPtrArray) staff = NULL;
  g_auto (GStrv) names = NULL;
  Question question = { .columns = headers };
  const gboolean answered =
    rg_store_read_sync (store, RG_READER_REPORT, ask_in_read, &question, cancellable, error);

  found = question.origin;
  own_fields = question.own_fields;
  staff = question.staff;
  if (!answered)
    return FALSE;
  names = names_of (staff);
  rg_mapping_set_shop (mapping, own_fields, (const char *const *) names);
  if (*found->corrections != '\0' && (format == NULL || is_for (found->corrections, format)))
    rg_mapping_recall (mapping, found->corrections);
  rg_mapping_set_till (mapping, found->till, found->own_numbers);
  if (origin != NULL)
    *origin = g_steal_pointer (&found);
  return TRUE;
}
