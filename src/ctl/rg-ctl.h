/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One call of regularsctl: its options, where its output goes, and the shop it works on.
 *
 * A command is a row in a table of its family's file (rg-ctl-commands.h lists the tables). It
 * prints text with rg_ctl_print(), or with --json builds one document; it refuses with a GError
 * whose message is a sentence that says what to do. The same call runs in the terminal's process
 * or, while the window is open, in a thread of the running program. */
#pragma once

#include "store/rg-store-uuids.h"
#include "store/rg-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _RgCtl RgCtl;

typedef enum {
  RG_CTL_ERROR_USAGE,  /* exit code 2 */
  RG_CTL_ERROR_FAILED, /* exit code 1, as every other domain's error */
} RgCtlError;

#define RG_CTL_ERROR (rg_ctl_error_quark ())
GQuark rg_ctl_error_quark (void);

/* Exit codes. */
#define RG_CTL_DONE 0
#define RG_CTL_FAILED 1
#define RG_CTL_USAGE 2

/* args[0] is the command's name; the global options have been taken out. */
typedef gboolean (*RgCtlFunc) (RgCtl *ctl, GStrv args, GError **error);

typedef struct
{
  const char *name;    /* "segment", or the name of a help topic */
  const char *usage;   /* "count TEXT | list TEXT | why TEXT CUSTOMER"; NULL for none */
  const char *summary; /* untranslated, one line */
  const char *details; /* untranslated: what `help NAME` adds; NULL for nothing */
  RgCtlFunc run;       /* NULL: only a topic of help */
  char *(*dup_details) (void); /* instead of `details`: translated, made when asked for */
} RgCtlCommand;

/* --- For commands ----------------------------------------------------------------------------- */

/* Reads the command's own options and leaves args[0] and what is no option. G_OPTION_ARG_FILENAME
 * gives the text as it was typed: use rg_ctl_dup_path(). At most `max` arguments may be left, at
 * least `min`. */
gboolean rg_ctl_parse (RgCtl *ctl, GStrv *args, const GOptionEntry *entries, guint min, guint max,
                       GError **error);
/* A whole number above 0 ("an id"), or a refusal that names it. */
gboolean rg_ctl_parse_id (const char *text, gint64 *id, GError **error);
/* An amount, or a number with so many decimals, as scripts write it in every locale: "-1234.50",
 * with no more decimals than it may have. Else as somebody types it in their own. */
gboolean rg_ctl_parse_money (const char *text, const char *currency, gint64 *minor,
                             GError **error);
gboolean rg_ctl_parse_decimal (const char *text, int digits, gint64 *number);
/* A whole number above 0, or the UUID of a customer that there is; whether a number is one, the
 * command says. */
gboolean rg_ctl_parse_customer (RgCtl *ctl, const char *text, gint64 *id, GError **error);
/* A --limit: 1 … 1,000,000. */
gboolean rg_ctl_check_limit (int limit, GError **error);
/* A path as the caller means it. */
char *rg_ctl_dup_path (RgCtl *ctl, const char *path);
/* The caller's standard input; borrowed. */
GInputStream *rg_ctl_get_input (RgCtl *ctl);
/* The file that --store names, or the default. Need not exist. */
const char *rg_ctl_get_store_path (RgCtl *ctl);
/* The same, where the default is the sample shop. */
const char *rg_ctl_get_sample_path (RgCtl *ctl);
/* Opens the shop at the first call; borrowed. */
RgStore *rg_ctl_get_store (RgCtl *ctl, GError **error);
/* Waits until the store has read everything that is in the file; a new reference. */
RgDataset *rg_ctl_dup_dataset (RgCtl *ctl, GError **error);
/* After a command made the file itself: takes the reference over. */
void rg_ctl_take_store (RgCtl *ctl, RgStore *store);

/* After an import: one more verified backup, unless the program around makes it. Where that fails a
 * message says so: what was done stays done. */
void rg_ctl_keep_backup (RgCtl *ctl, RgStore *store);

gboolean rg_ctl_wants_json (RgCtl *ctl);
/* The one document: build a value into it, an object as a rule; borrowed. Only with --json. */
JsonBuilder *rg_ctl_get_json (RgCtl *ctl);
/* Writes to standard output; nothing with --json. */
void rg_ctl_print (RgCtl *ctl, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A message, to standard error. */
void rg_ctl_say (RgCtl *ctl, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Names and values in the JSON object at hand, in one call. NULL text becomes null. */
void rg_ctl_json_text (RgCtl *ctl, const char *name, const char *value);
void rg_ctl_json_int (RgCtl *ctl, const char *name, gint64 value);
/* null for 0. */
void rg_ctl_json_id (RgCtl *ctl, const char *name, gint64 id);
void rg_ctl_json_bool (RgCtl *ctl, const char *name, gboolean value);
/* "Done"; as JSON, an object with what was done, null for 0. */
void rg_ctl_say_done (RgCtl *ctl, gint64 action);
/* "2026-11-21", or null for RG_DAY_NONE. */
void rg_ctl_json_day (RgCtl *ctl, const char *name, RgDay day);
/* null for NULL. */
void rg_ctl_json_uuid (RgCtl *ctl, const char *name, const void *uuid);
/* Customers, receipts and the rest leave the file by their UUIDs alone. Where these cannot be read
 * the call fails at its end. An array: */
void rg_ctl_json_uuids (RgCtl *ctl, const char *name, RgUuidsOf of, const GArray *ids);
/* One; null for 0. A read for each: for what is told once. */
void rg_ctl_json_uuid_of (RgCtl *ctl, const char *name, RgUuidsOf of, gint64 id);
/* RG_UUID_SIZE bytes for each of many (gint64), for documents that say more of each. */
GByteArray *rg_ctl_read_uuids (RgCtl *ctl, RgUuidsOf of, const GArray *ids);

/* --- For whoever runs it ---------------------------------------------------------------------- */

/* Collects its output; `directory` is where relative paths begin, NULL for the process's own. */
RgCtl *rg_ctl_new (const char *directory, GInputStream *input);
void rg_ctl_free (RgCtl *ctl);
/* Writes output as it comes to the process's own streams. */
void rg_ctl_set_direct (RgCtl *ctl, gboolean direct);
/* The shop that is open in this process: used where --store means its file. */
void rg_ctl_set_open_store (RgCtl *ctl, RgStore *store);
/* argv without the program's name. Returns the exit code. */
int rg_ctl_run (RgCtl *ctl, const char *const *argv);
/* What was collected; borrowed. */
const GString *rg_ctl_get_output (RgCtl *ctl);
const GString *rg_ctl_get_messages (RgCtl *ctl);

/* …/regulars/shop.regulars in the user's data folder. */
char *rg_ctl_dup_default_store (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCtl, rg_ctl_free)

G_END_DECLS
