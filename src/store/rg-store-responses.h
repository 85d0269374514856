/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What another program that sent a campaign's fixed list says of it: who opened the message, who
 * followed a link, whom it did not reach, and who wants no more. Regulars itself watches nobody.
 *
 * A file is matched with the people of that one list and with nobody else. Of each person the first
 * time of each kind is written down; who wants no more, and which addresses take no mail, goes the
 * way of what is found in the mailbox (store/rg-store-mail-reading.h). Check File and bringing it
 * in go through the same resolution. */
#pragma once

#include "base/rg-date.h"
#include "store/rg-import-refusal.h"
#include "store/rg-store.h"
#include "store/rg-text-set.h"

G_BEGIN_DECLS

typedef enum {
  RG_RESPONSE_SENT, /* the file names the person */
  RG_RESPONSE_OPENED,
  RG_RESPONSE_CLICKED,
  RG_RESPONSE_BOUNCED,
  RG_RESPONSE_UNSUBSCRIBED,
  RG_N_RESPONSES
} RgResponse;

/* "sent", "opened", …: for files and --json; never translated. */
const char *rg_response_get_id (RgResponse kind);
gboolean rg_response_from_id (const char *id, RgResponse *kind);

typedef struct {
  gboolean is;
  RgDay on;    /* RG_DAY_NONE: the file does not say */
  gint32 time; /* RG_TIME_NONE: the same */
} RgResponseSaid;

/* What a row of a file says; texts are "" where it says nothing. */
typedef struct {
  guint64 row; /* as a spreadsheet counts */
  const char *number; /* of the customer; interned, as the others */
  const char *coupon;
  const char *email;
  const char *phone;
  gboolean hard; /* the address takes no mail */
  RgResponseSaid said[RG_N_RESPONSES];
} RgResponseRow;

/* A file that was read, transfer/rg-response-file.h. */
typedef struct {
  char *name;       /* without folders */
  gboolean opens;   /* it says who opened, if only that nobody did */
  gboolean clicks;
  char *open_dates; /* the header of dates that can be read both ways, and are read with the day
                     * first; NULL: none */
  GArray *rows;     /* RgResponseRow */
  guint64 n_rows;   /* below the header */
  guint64 n_refused;
  GArray *refusals; /* RgImportRefusal, the first RG_IMPORT_LISTED */
  RgTextSet *texts;
} RgResponseFile;

RgResponseFile *rg_response_file_new (const char *name);
void rg_response_file_free (RgResponseFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgResponseFile, rg_response_file_free)
/* Takes the reason over. */
void rg_response_file_refuse (RgResponseFile *file, guint64 row, char *reason);

/* What bringing a file in does, or would do. */
typedef struct {
  guint64 n_rows;
  guint64 n_refused;             /* with those that nobody of the list answers to */
  GArray *refusals;              /* RgImportRefusal by row, the first RG_IMPORT_LISTED */
  guint64 n_people;              /* of the list, whom the file names */
  guint64 n_list;                /* who got the message, as far as the list knows */
  guint64 said[RG_N_RESPONSES];  /* people, in the file */
  guint64 fresh[RG_N_RESPONSES]; /* of them, not known before */
  gboolean news;                 /* there is something to bring in */
} RgResponseSummary;

void rg_response_summary_clear (RgResponseSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgResponseSummary, rg_response_summary_clear)
/* "106 opened · 31 clicked · 2 want no more", of what is new; "Nothing that was not known". Owned
 * by the caller. */
char *rg_response_summary_dup_words (const RgResponseSummary *summary);

/* Check File: what bringing it in would do now. RG_STORE_ERROR_INVALID with a sentence where the
 * campaign is none that went out by e-mail or SMS. */
gboolean rg_store_check_responses_sync (RgStore *store, gint64 campaign,
                                        const RgResponseFile *file, RgResponseSummary *summary,
                                        GCancellable *cancellable, GError **error);
/* As one action, which can be taken back. *action: 0 where nothing was new. */
gboolean rg_store_bring_responses_sync (RgStore *store, gint64 campaign,
                                        const RgResponseFile *file, RgResponseSummary *summary,
                                        GCancellable *cancellable, gint64 *action, GError **error);
/* Takes the file. Ends with rg_store_write_finish(). */
void rg_store_bring_responses_async (RgStore *store, gint64 campaign, RgResponseFile *file,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);

G_END_DECLS
