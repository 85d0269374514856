/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Doing what automations say: whom it is due for, and one action for each of them that has
 * something to do.
 *
 * An occasion (rules/rg-occasions.h) is noted in the same transaction as what is done for it, and
 * stays noted when that is taken back: nobody gets it twice. What fell due more than
 * RG_AUTOMATION_LATE days ago is let go, and so is whatever was due before the automation was
 * switched on. "If" is asked as of the day on which it fell due. Blocks: not on the main thread of
 * a window. */
#pragma once

#include "store/rg-store-automations.h"

G_BEGIN_DECLS

#define RG_AUTOMATION_LATE 62
/* How far back a dry run looks. */
#define RG_AUTOMATION_DRY_DAYS 90
/* Whoever comes into a segment again, or leaves it, within so many days has not really. */
#define RG_AUTOMATION_REST 30

/* Somebody whom it is due for. */
typedef struct {
  gint64 customer;
  char *occasion;      /* its name, without what else tells it apart: rg-automation-run.c */
  gboolean by_row;     /* named by a receipt or a ticket: once, whosoever it is */
  const char *near;    /* occasions that begin so count for RG_AUTOMATION_REST days; or NULL */
  RgDay due_on;
  char *product;       /* whose life or warranty ends; or NULL */
} RgDue;

void rg_due_free (RgDue *due);

/* RgDue in the order of their days: what falls due in these days. now: what is over by today is
 * left out; else whatever was so on its day. */
GPtrArray *rg_automation_find_due (RgStore *store, const RgAutomation *automation, RgDay from,
                                   RgDay to, gboolean now, GError **error);

/* The same of the last RG_AUTOMATION_DRY_DAYS, as RgFired with names; nothing is written. `done`
 * says whether they may be contacted now, where that is asked. *from and *to: the days. */
GPtrArray *rg_automation_dry_run (RgStore *store, const RgAutomation *automation, RgDay *from,
                                  RgDay *to, GError **error);

/* What became of one automation in a run. */
typedef struct {
  gint64 id;
  char *name;
  guint done;    /* people for whom something was done */
  guint passed;  /* who may not be contacted */
  char *problem; /* why nothing could be done, or NULL */
  gint64 action; /* 0: nothing was to be done */
} RgAutomationDone;

void rg_automation_done_free (RgAutomationDone *done);

/* Everything that is due in all that are on: RgAutomationDone, without those that had nothing to
 * do. What one cannot do does not keep the others from it. */
GPtrArray *rg_automations_run_sync (RgStore *store, GCancellable *cancellable, GError **error);
/* The same on a thread of its own. */
void rg_automations_run_async (RgStore *store, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rg_automations_run_finish (RgStore *store, GAsyncResult *result, GError **error);
/* rg_automation_dry_run() on a thread of its own. */
void rg_automation_dry_run_async (RgStore *store, const RgAutomation *automation,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *rg_automation_dry_run_finish (RgStore *store, GAsyncResult *result, RgDay *from,
                                         RgDay *to, GError **error);

/* In a RgReadFunc or a write: the ways in which anybody may get in touch with them, a bit
 * (1 << RgChannel) each. */
gboolean rg_automation_may_contact (RgDb *db, const RgShop *shop, gint64 customer, guint *ways,
                                    GError **error);

G_END_DECLS
