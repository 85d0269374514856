/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the parts of the plan reader share. */
#pragma once

#include "transfer/rg-import-plan.h"

G_BEGIN_DECLS

/* What the file says of a whole receipt, in minor units; RG_IMPORT_UNKNOWN for nothing. */
typedef struct {
  gint64 subtotal; /* goods, after discount */
  gint64 discount;
  gint64 tax;
  gint64 delivery;
  gint64 total;
  gint64 refund;
} RgPlanFigures;

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
  GArray *figures;            /* RgPlanFigures a receipt; NULL where the file has no such columns */
  gint64 net_sum, gross_sum;  /* of the lines so far; RG_IMPORT_UNKNOWN: beyond all counting */
  GHashTable *delivered;      /* receipts (and one) that have theirs; NULL: no such columns */
  guint64 n_emails;           /* cells of e-mails, and those of them that cannot be one */
  guint64 n_emails_without_at;

  char *carried[RG_N_ROLES];  /* cells of the receipt at hand, where they stand in its first row */
  char last_date[64];         /* the date read last: most rows repeat it */
  guint last_date_length;
  RgDay last_day;
  gint32 last_time;
} RgPlan;

/* The cell of a role without blanks around it; FALSE where it is empty or there is no column. */
gboolean rg_plan_cell (RgPlan *plan, RgRole role, const char **text, gsize *length);
/* The same by the column's place. */
gboolean rg_plan_cell_at (RgPlan *plan, guint column, const char **text, gsize *length);
/* The same for what the row cannot do without, a receipt's number for one: FALSE, with the row
 * refused, where it is missing or a payment card's. */
gboolean rg_plan_key (RgPlan *plan, RgRole role, const char **text, gsize *length);
/* The same for the product's code, or its name where it has none. */
gboolean rg_plan_product_key (RgPlan *plan, const char **text, gsize *length);
/* The same for what goes into the shop's file: a payment card number is dropped, and listed.
 * Never NULL; interned. */
const char *rg_plan_text (RgPlan *plan, RgRole role);
/* Whether a text is a payment card number, and none of the shop's own cards. */
gboolean rg_plan_is_card (const RgPlan *plan, const char *text);
/* Refuses the row at hand because of one column. */
void rg_plan_refuse_cell (RgPlan *plan, RgRole role, RgValueProblem problem);
void rg_plan_drop_cell (RgPlan *plan, RgRole role, const char *why);
void rg_plan_drop_cell_at (RgPlan *plan, guint column, const char *why);
/* The next of several words, up to the comma, semicolon, bar or line break that parts them; one in
 * quotes may hold such marks. Without blanks around it; may be "". */
char *rg_plan_take_word (const char **text);
/* The customer that the row names, made where new, its texts said at `stamp`; RG_IMPORT_NONE where
 * the row names nobody. */
guint32 rg_plan_customer (RgPlan *plan, gint64 stamp);

/* rg-plan-lines.c: reads the row at hand as a sale line, or refuses it. */
void rg_plan_read_line (RgPlan *plan);
/* Counts a line into its receipt. The sum of the lines' hashes does not know their order. */
void rg_plan_count_line (RgImportReceipt *receipt, const RgImportLine *line);
/* The product of a code, made where it is new; `priced` says that its name is a sold product's. */
guint32 rg_plan_find_product (RgPlan *plan, const char *code, gsize length, gint64 stamp,
                              gboolean priced);
/* The day and the time of the row at hand, or FALSE with the row refused. */
gboolean rg_plan_read_day (RgPlan *plan, RgDay *day, gint32 *seconds);
/* A product that stands for something which is none; `name` is in the user's language. */
guint32 rg_plan_own_product (RgPlan *plan, const char *code, const char *name);
/* An amount in the currency's minor unit. */
gint64 rg_plan_minor (gint64 micro, int digits);

/* rg-plan-figures.c: what stands on the first row of a receipt for all of it. */
void rg_plan_init_figures (RgPlan *plan);
void rg_plan_note_figures (RgPlan *plan, guint32 receipt);
/* Whether a line's own amounts agree, where its program writes all three. */
void rg_plan_settle_line (RgPlan *plan, gint64 gross, gint64 discount, gint64 net);
/* Counts a line's amounts for the file's own total. */
void rg_plan_sum_line (RgPlan *plan, gint64 gross, gint64 net);
/* Whether the row at hand is no line, but the total of those above, which is compared then. */
gboolean rg_plan_take_total (RgPlan *plan);
/* Delivery and money paid back become lines; before the batch is put in order. */
void rg_plan_add_figures (RgPlan *plan);
/* `order` is the old place of each receipt. */
void rg_plan_order_figures (RgPlan *plan, const guint32 *order);
/* Discounts on whole receipts go to their lines, and totals are compared; afterwards. */
void rg_plan_settle_figures (RgPlan *plan);

/* rg-plan-delivery.c: how the receipt of the row at hand was sent; after its figures. */
void rg_plan_init_delivery (RgPlan *plan);
void rg_plan_note_delivery (RgPlan *plan, guint32 receipt);
/* `place` is the new place of each receipt. */
void rg_plan_order_delivery (RgPlan *plan, const guint32 *place);

/* rg-plan-coupons.c: the coupon of the row at hand, and where its receipt stands afterwards. */
void rg_plan_note_coupon (RgPlan *plan, guint32 receipt);
void rg_plan_order_coupons (RgPlan *plan, const guint32 *place);

/* rg-plan-order.c: puts receipts in the order of time, and lines in the order of receipts. */
void rg_plan_order (RgPlan *plan);

/* rg-plan-notes.c: what cannot be known from the file, and which columns are left behind. */
void rg_plan_note_unknown (RgPlan *plan);

/* rg-plan-goods.c: reads the row at hand as a product, or as what somebody did. */
void rg_plan_read_product (RgPlan *plan);
void rg_plan_read_activity (RgPlan *plan);

/* rg-plan-customers.c: reads the row at hand as a customer, or refuses it. */
void rg_plan_read_customer (RgPlan *plan);

/* rg-plan-own.c: what the row at hand says in the shop's own fields. */
void rg_plan_read_own (RgPlan *plan, guint32 customer);
/* Puts them in order; of what rows say of the same customer, the last stays. */
void rg_plan_order_own (RgPlan *plan);

G_END_DECLS
