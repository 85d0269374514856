/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the rows of Today say: who has stopped coming, and whose birthday it is. Without widgets. */
#pragma once

#include "pages/rg-today-figures.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Good customers who have stopped coming. */
guint rg_today_count_lapsed (const RgDataset *dataset, const RgShop *shop);

/* What Today shows of the sales. */
typedef struct {
  RgDay last_day; /* RG_DAY_NONE: there are no receipts, and nothing below is filled */
  RgReportFigure sales;
  RgReportFigure loyalty;
  RgChart *sales_chart;
  RgChart *loyalty_chart;
  GPtrArray *facts; /* RgReportFact */
  guint n_lapsed;
  GArray *gaps;     /* RgGap, or NULL */
  guint n_behind;   /* days whose sales are not known yet */
  RgDataset *dataset; /* what it was counted on */
} RgTodayMade;

void rg_today_made_free (RgTodayMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTodayMade, rg_today_made_free)

/* Counts in a thread of its own. There must be a dataset. */
void rg_today_make_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data);
RgTodayMade *rg_today_make_finish (GAsyncResult *result);

/* Somebody with a birthday in the next days. */
typedef struct {
  gint64 customer;
  char *name; /* as shown */
  RgDay on;
} RgTodayBirthday;

void rg_today_birthday_free (RgTodayBirthday *birthday);

/* All of them, and those with whom a list begins. */
typedef struct {
  GArray *customers; /* gint64, the soonest first */
  GPtrArray *first;  /* RgTodayBirthday: of the first customers, in their order */
} RgTodayBirthdays;

void rg_today_birthdays_free (RgTodayBirthdays *birthdays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTodayBirthdays, rg_today_birthdays_free)

/* Ids of customers with a birthday on `today` or the six days after it, the soonest first; 29
 * February counts on 28 February in common years. */
GArray *rg_today_find_birthdays (const RgDataset *dataset, RgDay today);

void rg_today_read_birthdays_async (RgStore *store, const RgDataset *dataset, RgDay today,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
RgTodayBirthdays *rg_today_read_birthdays_finish (RgStore *store, GAsyncResult *result,
                                                  GError **error);

/* The last import in words. */
typedef struct {
  gint64 action_id;
  char *file_name;
  char *words; /* "84 receipts · 18 new customers · Thursday" */
} RgTodayImport;

void rg_today_import_free (RgTodayImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTodayImport, rg_today_import_free)

void rg_today_read_import_async (RgStore *store, GAsyncReadyCallback callback, gpointer user_data);
/* NULL, without an error too, where nothing was imported. */
RgTodayImport *rg_today_read_import_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
