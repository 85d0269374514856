/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission ledger: what people said about being contacted, when, how and to whom.
 *
 * Entries are only ever appended. `permission` is the state now: the store replays it by the rules
 * of rules/rg-permission.h at the end of each write, for everyone whom it touched; people who were
 * merged share one. Only an import, whose rows are not logged, calls rg_consent_refresh_all(). */
#pragma once

#include "rules/rg-permission.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Stable words for how a permission was given, beside whatever a form is called. */
#define RG_CONSENT_HOW_COUNTER "counter"
#define RG_CONSENT_HOW_PAPER "paper"
#define RG_CONSENT_HOW_WEB "web"
#define RG_CONSENT_HOW_PHONE "phone"
#define RG_CONSENT_HOW_MAIL "mail" /* an e-mail that the program has read */
#define RG_CONSENT_HOW_IMPORT "import"
#define RG_CONSENT_HOW_SUPPRESSION "suppression" /* never to be contacted again */

/* Whether a yes is asked for once more, by e-mail as a rule. */
typedef enum {
  RG_OPT_IN_ONCE,      /* one yes is enough */
  RG_OPT_IN_ASKED,     /* the yes awaits its confirmation, and allows nothing */
  RG_OPT_IN_CONFIRMED, /* the person has confirmed it */
} RgOptIn;

/* An entry to append. Texts may be NULL. */
typedef struct {
  gint64 customer;
  RgChannel channel;    /* or RG_ASKED_TAILORED */
  gboolean granted;
  RgDay effective_on;   /* the day on which the person said so */
  const char *how;      /* NULL: RG_CONSENT_HOW_COUNTER */
  const char *evidence; /* file and row; where the paper is */
  gint64 wording;       /* id, or 0 */
  gint64 import;        /* id, or 0 for an entry by hand */
  RgOptIn opt_in;       /* of a yes */
} RgConsentNew;

/* An entry as it stands in the ledger, for people. */
typedef struct {
  gint64 id;
  RgChannel channel;
  gboolean granted;
  RgDay effective_on;
  gint64 recorded_at;
  char *how;
  char *evidence;
  char *wording;    /* its version, or "" */
  gint64 wording_id; /* 0: none is named */
  RgOptIn opt_in;
  char *staff;      /* name, or "" */
  char *file_name;  /* of the import, or "" */
  gboolean counts;  /* neither taken back nor only taking something back */
} RgConsentRow;

void rg_consent_row_free (RgConsentRow *row);

/* --- Inside a write ------------------------------------------------------------------------- */

gboolean rg_consent_append (RgWrite *write, const RgConsentNew *entry, GError **error);
/* Whether the rules let a file record a permission on the channel. Reads only. */
gboolean rg_consent_import_may_record (RgDb *db, gint64 customer, RgChannel channel,
                                       gboolean *may, GError **error);
/* For imports: appends only where the rules let a file record a permission; *recorded says whether
 * it did. Call rg_consent_refresh_all() once at the end. */
gboolean rg_consent_append_import (RgWrite *write, const RgConsentNew *entry, gboolean *recorded,
                                   GError **error);
/* Takes one entry back by appending its reversal; where the entry is itself a reversal, what it
 * reversed counts again. Nothing happens where the entry is reversed already. */
gboolean rg_consent_reverse (RgWrite *write, gint64 entry, GError **error);
/* Takes back what an import recorded: entries of people who stand in a campaign's fixed list are
 * reversed, those that nobody has used go. */
gboolean rg_consent_take_back_import (RgWrite *write, gint64 import, GError **error);

/* Whom the customer became part of, itself where nobody; 0 for one that is not there. */
gboolean rg_consent_resolve (RgDb *db, gint64 customer, gint64 *resolved, GError **error);

/* Replays the permissions of these people (merged ones: of who they became). */
gboolean rg_consent_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error);
/* Everyone's. */
gboolean rg_consent_refresh_all (RgDb *db, GError **error);

/* --- Reading -------------------------------------------------------------------------------- */

/* The state now of one person of whatever a form asks; entry is the id of the one that decides. */
gboolean rg_consent_read_now (RgDb *db, gint64 customer,
                              RgChannelPermission permissions[RG_N_ASKED], GError **error);
/* Appends the RgConsentEntry of one customer, without those who were merged into them. */
gboolean rg_consent_read_own (RgDb *db, gint64 customer, GArray *entries, GError **error);
/* RgConsentRow of one person and whoever was merged into them, the newest first. */
GPtrArray *rg_consent_read_ledger (RgDb *db, gint64 customer, GError **error);

/* --- From pages ----------------------------------------------------------------------------- */

/* Entries by hand, all that one form says, as one action. Strings are copied. The callback gets the
 * result for rg_store_write_finish(). RG_STORE_ERROR_INVALID where `evidence` holds a payment card
 * number, or for a day that is still to come. */
void rg_store_set_permissions_async (RgStore *store, const RgConsentNew *entries,
                                     gsize n_entries, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean rg_store_set_permissions_sync (RgStore *store, const RgConsentNew *entries,
                                        gsize n_entries, gint64 *action_id, GError **error);
gboolean rg_store_set_permission_sync (RgStore *store, const RgConsentNew *entry,
                                       gint64 *action_id, GError **error);

/* "", "asked", "confirmed": for the file and --json. */
const char *rg_opt_in_get_id (RgOptIn opt_in);
RgOptIn rg_opt_in_from_id (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgConsentRow, rg_consent_row_free)

G_END_DECLS
