/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What finding and running automations share. */
#pragma once

#include "store/rg-automation-run.h"

G_BEGIN_DECLS

/* What is asked of one generation of the dataset, at one moment. */
typedef struct {
  RgStore *store;
  const RgShop *shop;
  RgDataset *dataset;
  RgDay today;    /* the day that rules count back from */
  RgDay calendar; /* the shop's calendar day */
  gint32 second;  /* of that day */
} RgAutomationFinder;

gboolean rg_automation_finder_init (RgAutomationFinder *finder, RgStore *store, const RgShop *shop,
                                    GError **error);
void rg_automation_finder_clear (RgAutomationFinder *finder);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgAutomationFinder, rg_automation_finder_clear)

GPtrArray *rg_automation_finder_find (const RgAutomationFinder *finder,
                                      const RgAutomation *automation, RgDay from, RgDay to,
                                      gboolean now, GError **error);
GPtrArray *rg_automation_finder_dry_run (const RgAutomationFinder *finder,
                                         const RgAutomation *automation, RgDay *from, RgDay *to,
                                         GError **error);
/* RgOccasion of points that are about to lapse. */
GArray *rg_automation_find_points (const RgAutomationFinder *finder, const RgWhen *when,
                                   RgDay from, RgDay to, GError **error);
gint32 rg_automation_second_of_day (gint64 at, GTimeZone *zone);
/* Whether nothing is done for somebody who may not be contacted. */
gboolean rg_automation_asks_permission (const RgAutomation *automation);
/* Within so many days of it an occasion of the same beginning is the same; 0: it stands alone. */
int rg_due_get_rest (const RgDue *due);

G_END_DECLS
