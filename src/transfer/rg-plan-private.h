/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the parts of the plan reader share. */
#pragma once

#include "transfer/rg-import-plan.h"

G_BEGIN_DECLS

typedef struct {
  const RgMapping *mapping;
  const RgPlanContext *context;
  RgImportBatch *batch;
  int column[RG_N_ROLES];     /* -1: the file has none */
  const char *till;           /* named for the file, interned; NULL where a column says it */
  const RgCsvRow *row;

  RgTextSet *receipt_keys;    /* numbered as batch->receipts */
  RgTextSet *product_keys;
  RgTextSet *customer_keys;
  GArray *product_rules;      /* guint32 a product: bit i is set where rule i names its code */
  GString *scratch;

  char *carried[RG_N_ROLES];  /* cells of the receipt at hand, where they stand in its first row */
  char last_date[64];         /* the date read last: most rows repeat it */
  guint last_date_length;
  RgDay last_day;
  gint32 last_time;
} RgPlan;

/* The cell of a role without blanks around it; FALSE where it is empty or there is no column. */
gboolean rg_plan_cell (RgPlan *plan, RgRole role, const char **text, gsize *length);
/* The same for what goes into the shop's file: a payment card number is dropped, and listed.
 * Never NULL; interned. */
const char *rg_plan_text (RgPlan *plan, RgRole role);
/* Whether a text is a payment card number, and none of the shop's own cards. */
gboolean rg_plan_is_card (const RgPlan *plan, const char *text);
/* Refuses the row at hand because of one column. */
void rg_plan_refuse_cell (RgPlan *plan, RgRole role, RgValueProblem problem);
void rg_plan_drop_cell (RgPlan *plan, RgRole role, const char *why);
/* The customer that the row names, made where new, its texts said at `stamp`; RG_IMPORT_NONE where
 * the row names nobody. */
guint32 rg_plan_customer (RgPlan *plan, gint64 stamp);

/* rg-plan-lines.c: reads the row at hand as a sale line, or refuses it. */
void rg_plan_read_line (RgPlan *plan);
/* Puts receipts in the order of time, and lines in the order of receipts. */
void rg_plan_order (RgPlan *plan);

/* rg-plan-customers.c: reads the row at hand as a customer, or refuses it. */
void rg_plan_read_customer (RgPlan *plan);

G_END_DECLS
