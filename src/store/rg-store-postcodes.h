/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where postcodes lie: files that were loaded, each a set that is in use or not. Nothing of it says
 * anything about a person. */
#pragma once

#include "analysis/rg-points.h"
#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  char country[3];                       /* ISO 3166 */
  char postcode[RG_POSTCODE_LENGTH + 1]; /* normalised */
  RgPoint point;
} RgPostcodePoint;

/* What a file says, transfer/rg-postcode-file.h. */
typedef struct {
  char *name;        /* of the file, without folders */
  const char *maker; /* "GeoNames", or ""; static */
  GArray *points;    /* RgPostcodePoint, by country and postcode, each once */
  guint n_rows;
  guint n_again;     /* rows whose postcode stood there before */
  guint n_without;   /* rows that name no place */
} RgPostcodeFile;

void rg_postcode_file_free (RgPostcodeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPostcodeFile, rg_postcode_file_free)
/* "GB NO": the countries of the points. */
char *rg_postcode_file_dup_countries (const RgPostcodeFile *file);

typedef struct {
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  char *maker;     /* "" where the file does not show it */
  char *countries; /* ISO 3166, with blanks between them */
  guint n_points;
  gint64 loaded_at;
} RgPostcodeSet;

void rg_postcode_set_free (RgPostcodeSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPostcodeSet, rg_postcode_set_free)

/* RgPostcodeSet: those in use, the newest first. */
GPtrArray *rg_postcode_sets_read (RgDb *db, GError **error);
/* By uuid, number or name; NULL with an error where there is none in use. */
RgPostcodeSet *rg_postcode_set_find (RgDb *db, const char *text, GError **error);
/* All points in use; of a postcode in several sets that of the newest. NULL where there are none;
 * FALSE: it failed. */
gboolean rg_postcode_points_read (RgDb *db, RgPoints **points, GError **error);

/* One action: the file's points, in the place of those sets whose countries it has as well.
 * cancelled: nothing is done. */
gboolean rg_store_load_postcodes_sync (RgStore *store, const RgPostcodeFile *file,
                                       GCancellable *cancellable, gint64 *action, GError **error);
/* Takes the file. Ends with rg_store_write_finish(). */
void rg_store_load_postcodes_async (RgStore *store, RgPostcodeFile *file,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* The set counts no more. */
gboolean rg_store_remove_postcodes_sync (RgStore *store, gint64 id, gint64 *action,
                                         GError **error);
void rg_store_remove_postcodes_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
