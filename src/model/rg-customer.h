/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A customer as lists show one. Properties are for bindings; used on the main thread only.
 *
 * properties
 *   "id" (int64, construct only)
 *   "loaded" (gboolean): FALSE until the row has been read; then all texts are empty
 *   "name" (string): "Customer 13085" where the till knows only a number
 *   "place" (string): the city, or ""; "has-place" (gboolean): there is one
 *   "stage" (string): rules/rg-stage.h, or ""; "has-stage" (gboolean): there is one
 *   "last-visit", "first-visit", "joined", "visits", "spend" (string): in the user's locale;
 *     last-visit is relative
 *   "number", "email", "phone" (string)
 *   "spoken" (string): the row in one sentence
 *   "own" (GHashTable, or NULL): ids of the shop's own fields (gint64 *) and what they hold, as
 *     people read it */
#pragma once

#include "base/rg-date.h"
#include "base/rg-own-kind.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What one of the shop's own fields holds. */
typedef struct
{
  gint64 field;
  RgOwnKind kind;
  gint64 number; /* of kinds that are numbers (base/rg-own-kind.h) */
  char *text;    /* of the others; several choices with commas between them */
} RgCustomerOwn;

void rg_customer_own_free (gpointer own);

/* The row as it was read, money in minor units of the shop's currency. */
typedef struct
{
  gint64 id;
  char *name;    /* "" where nobody knows it */
  char *number;  /* the till's; "" where there is none */
  char *city;    /* "" where nobody knows it */
  guint visits;
  RgDay last_on; /* RG_DAY_NONE: never */
  gint64 spend_minor; /* net sales */
  GArray *visit_days; /* RgDay, ascending, each once */
  RgDay last_sale_on; /* the shop's, to anybody; RG_DAY_NONE: never */
  RgDay first_on;  /* as last_on */
  RgDay joined_on; /* RG_DAY_NONE: nobody knows */
  char *email;     /* the person's own preferred one, or "" */
  char *phone;
  GPtrArray *own;  /* RgCustomerOwn; NULL where nothing is known in the shop's own fields */
} RgCustomerSummary;

void rg_customer_summary_free (RgCustomerSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCustomerSummary, rg_customer_summary_free)

/* The name that is shown: "Customer 13085" for one without, "Customer" for one without either. */
char *rg_customer_dup_shown_name (const char *name, const char *number);

#define RG_TYPE_CUSTOMER (rg_customer_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomer, rg_customer, RG, CUSTOMER, GObject)

gint64 rg_customer_get_id (RgCustomer *self);
const char *rg_customer_get_name (RgCustomer *self);
/* summary NULL: the customer has gone. A row of a list may become that of somebody else.
 * counting_day: analysis/rg-today.h. */
void rg_customer_fill (RgCustomer *self, const RgCustomerSummary *summary, const char *currency,
                       RgDay today, RgDay counting_day);

G_END_DECLS
