/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved automations. rules/rg-automation.h says what they are, store/rg-automation-run.h does what
 * they say. */
#pragma once

#include "base/rg-uuid.h"
#include "rules/rg-automation.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id; /* 0 for one that is not saved yet */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  RgAutomation *automation;
  RgDay since_on; /* what falls due from this day on counts; RG_DAY_NONE: it is off */

  /* Read only. */
  gint64 n_fired;  /* times that it did something */
  gint64 fired_at; /* the last time; 0: never */
  char *problem;   /* rg_automations_read_checked(): why it stands still, or NULL */
  int problem_part; /* RG_PART_WHEN, RG_PART_IF, or the index of a step */
} RgSavedAutomation;

#define RG_PART_WHEN -2
#define RG_PART_IF -1

/* Takes the automation. */
RgSavedAutomation *rg_saved_automation_new (const char *name, RgAutomation *automation);
RgSavedAutomation *rg_saved_automation_copy (const RgSavedAutomation *saved);
void rg_saved_automation_free (RgSavedAutomation *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSavedAutomation, rg_saved_automation_free)

/* --- Reading: in a RgReadFunc --------------------------------------------------------------- */

/* RgSavedAutomation, by name. */
GPtrArray *rg_automations_read (RgDb *db, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgSavedAutomation *rg_saved_automation_read (RgDb *db, gint64 id, GError **error);
/* The same as the first, with what keeps those from it that are on. */
GPtrArray *rg_automations_read_checked (RgDb *db, const RgShop *shop, GError **error);
RgSavedAutomation *rg_saved_automation_read_checked (RgDb *db, const RgShop *shop, gint64 id,
                                                     GError **error);
/* Whether something else may be said of them now. */
gboolean rg_automations_are_touched (RgChanges *changes);
/* By id, UUID or name (case and accents do not matter). */
RgSavedAutomation *rg_saved_automation_find (RgDb *db, const char *text, GError **error);
/* Whether it can do what it says in this shop as it is now: all that it names is there. */
gboolean rg_automation_check (RgDb *db, const RgShop *shop, const RgAutomation *automation,
                              GError **error);
/* *part: of the automation, where it fails. */
gboolean rg_automation_check_part (RgDb *db, const RgShop *shop, const RgAutomation *automation,
                                   int *part, GError **error);

/* Something that it did, or would have done. */
typedef struct {
  gint64 customer;
  char *customer_name; /* as shown */
  RgDay due_on;
  gint64 fired_at;     /* 0 in a dry run */
  gboolean done;       /* else: they may not be contacted */
} RgFired;

void rg_fired_free (RgFired *fired);
/* RgFired, the newest first, at most `limit`. */
GPtrArray *rg_automation_read_fired (RgDb *db, const guint8 uuid[RG_UUID_SIZE], guint limit,
                                     GError **error);

/* --- Writing: each is one action; finish the async ones with rg_store_write_finish() ---------- */

/* Makes a new one (id 0) or changes the one with the id; since_on says only whether it is on.
 * RG_STORE_ERROR_INVALID for no name, one that another has, and a payment card number. It may lack
 * something while it is off. One that is on counts from today where it was off, or "when" or "if"
 * was different, so that nothing falls due for the past.
 * *id and *action may be NULL. */
gboolean rg_store_save_automation_sync (RgStore *store, const RgSavedAutomation *saved, gint64 *id,
                                        gint64 *action, GError **error);
void rg_store_save_automation_async (RgStore *store, const RgSavedAutomation *saved,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* On from today, or off. RG_STORE_ERROR_INVALID with what is missing. */
gboolean rg_store_switch_automation_sync (RgStore *store, gint64 id, gboolean on, gint64 *action,
                                          GError **error);
void rg_store_switch_automation_async (RgStore *store, gint64 id, gboolean on,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_delete_automation_sync (RgStore *store, gint64 id, gint64 *action,
                                          GError **error);
void rg_store_delete_automation_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Inside a write: automations that name something follow its new name. */
gboolean rg_automations_follow (RgDb *db, RgNamed named, const char *from, const char *to,
                                GError **error);
/* The same before it is written, where the name means that very row: the statement finds it. */
gboolean rg_automations_follow_found (RgDb *db, const char *statement, gint64 id, RgNamed named,
                                      const char *from, const char *to, GError **error);
/* choices: folded names of choices of the field to their new ones. */
gboolean rg_automations_follow_field (RgDb *db, const char *from, const char *to,
                                      GHashTable *choices, GError **error);
/* The names of those that ask for a segment, in a sentence; "" for none. */
char *rg_automations_dup_users (RgDb *db, const char *segment, GError **error);

G_END_DECLS
