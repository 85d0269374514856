/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who may be contacted: what a person's permission is on each channel, replayed from the ledger. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-kinds.h"

G_BEGIN_DECLS

/* Where an entry comes from. */
typedef enum {
  RG_CONSENT_HAND,        /* entered by a member of staff */
  RG_CONSENT_IMPORT,      /* stated by a file */
  RG_CONSENT_SUPPRESSION, /* the person asked never to be contacted, or was erased */
} RgConsentOrigin;

typedef struct {
  gint64 id;           /* unique; later entries have larger ones */
  RgChannel channel;
  RgConsentOrigin origin;
  gboolean granted;
  RgDay effective_on;  /* when the person said it */
  gint64 recorded_at;  /* when it was written down, Unix seconds */
  gint64 reverses;     /* id of the entry that this one takes back, or 0; then it grants nothing */
} RgConsentEntry;

/* What the shop has decided about people who have said neither. */
typedef enum {
  RG_BASIS_ONLY_YES, /* contact only those who said yes */
  RG_BASIS_NOT_NO,   /* contact also those who have not said no */
} RgBasis;

typedef struct {
  RgPermission state;
  gint64 entry; /* the id of the entry that decides, or 0 */
} RgChannelPermission;

/* Replays the ledger of one person (all entries of all customers that were merged into one), in
 * whatever order it comes: it is read by effective day, then recorded time, then id.
 *
 * An entry that is taken back does not count, unless what takes it back is itself taken back. The
 * last entry by hand (or suppression) decides. What files state counts only for a channel without
 * such an entry, and there a withdrawal in any file beats every permission of a file. */
void rg_permission_replay (const RgConsentEntry *entries, gsize n_entries,
                           RgChannelPermission permissions[RG_CHANNELS]);

gboolean rg_permission_allows (RgPermission permission, RgBasis basis);

/* Whether an import may write down what a file states about a channel: only where there is no entry
 * on it that counts. `entries` as above. */
gboolean rg_permission_import_may_record (const RgConsentEntry *entries, gsize n_entries,
                                          RgChannel channel);

/* "post", "email", "sms", "phone": for files, --json and rules; never translated. */
const char *rg_channel_get_id (RgChannel channel);
gboolean rg_channel_from_id (const char *id, RgChannel *channel);
/* "Post", "E-Mail", "Text Message", "Phone", in the user's language. */
const char *rg_channel_get_label (RgChannel channel);
/* "yes", "no", "not asked", in the user's language. */
const char *rg_permission_get_label (RgPermission permission);

G_END_DECLS
