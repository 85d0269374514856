/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who may be contacted: what a person's permission is on each channel, replayed from the ledger. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-kinds.h"

G_BEGIN_DECLS

/* What else a permission form asks: whether offers may be made from what the person looks at in
 * the web shop, or buys elsewhere. It stands in the ledger like a channel and is none: nobody is
 * reached by it, and rg_channel_from_id() does not know it. */
#define RG_ASKED_TAILORED ((RgChannel) RG_CHANNELS)
#define RG_N_ASKED (RG_CHANNELS + 1)

/* Where an entry comes from. */
typedef enum {
  RG_CONSENT_HAND,        /* entered by a member of staff */
  RG_CONSENT_IMPORT,      /* stated by a file */
  RG_CONSENT_SUPPRESSION, /* the person asked never to be contacted, or was erased */
} RgConsentOrigin;

typedef struct {
  gint64 id;           /* unique; later entries have larger ones */
  RgChannel channel;   /* or RG_ASKED_TAILORED */
  RgConsentOrigin origin;
  gboolean granted;
  RgDay effective_on;  /* when the person said it */
  gint64 recorded_at;  /* when it was written down, Unix seconds */
  gint64 reverses;     /* id of the entry that this one takes back, or 0; then it grants nothing */
  gboolean awaits;     /* a yes that the person has still to confirm: it allows nothing */
} RgConsentEntry;

/* What the shop has decided about people who have said neither. */
typedef enum {
  RG_BASIS_ONLY_YES, /* contact only those who said yes */
  RG_BASIS_NOT_NO,   /* contact also those who have not said no */
} RgBasis;

typedef struct {
  RgPermission state;
  gint64 entry;    /* the id of the entry that decides, or 0 */
  gboolean awaits; /* RG_PERMISSION_NO only since a yes has still to be confirmed */
  gboolean never;  /* RG_PERMISSION_NO since the person asked never to be contacted again */
} RgChannelPermission;

/* Replays the ledger of one person (all entries of all customers that were merged into one), in
 * whatever order it comes: it is read by effective day, then recorded time, then id.
 *
 * An entry that is taken back does not count, unless what takes it back is itself taken back. A
 * suppression decides, whatever is said after it, until it is taken back; else the last entry by
 * hand does, and one that awaits its confirmation allows nothing. What files state counts only for
 * a channel without such an entry, and there a withdrawal in any file beats every permission of a
 * file. */
void rg_permission_replay (const RgConsentEntry *entries, gsize n_entries,
                           RgChannelPermission permissions[RG_N_ASKED]);

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
/* The label for an id of it, or of RG_ASKED_TAILORED; any other text, "" too, as it is. */
const char *rg_channel_word (const char *id);
/* "845 letters", "1 e-mail" … Owned by the caller. */
char *rg_channel_dup_pieces (RgChannel channel, gint64 n);
/* The same for whatever a form asks, RG_ASKED_TAILORED among it: "tailored", "Personal
 * Offers". */
const char *rg_asked_get_id (RgChannel asked);
gboolean rg_asked_from_id (const char *id, RgChannel *asked);
const char *rg_asked_get_label (RgChannel asked);
/* "yes", "no", "not asked", in the user's language. */
const char *rg_permission_get_label (RgPermission permission);
/* The same, and "awaits confirmation", "never again". */
const char *rg_channel_permission_get_label (const RgChannelPermission *permission);

G_END_DECLS
