/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file that was read, as plain arrays: what the parsers in transfer/ hand to the store.
 *
 * Texts are interned: two equal texts are one pointer, so they compare by address. Nothing in here
 * has seen the shop yet. */
#pragma once

#include <gio/gio.h>

#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "store/rg-import-refusal.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-text-set.h"

G_BEGIN_DECLS

#define RG_IMPORT_NONE G_MAXUINT32       /* no such product, customer, … */
#define RG_IMPORT_WEB_SHOP "web"         /* the location of a web shop that names none */
#define RG_IMPORT_UNKNOWN G_MININT64     /* an amount that the till does not say */
#define RG_PRODUCT_WHOLE "~receipt"      /* the code of what stands for all products of a receipt */
/* The largest amount of one line, in minor units: the sums of nine million such lines fit in 64
 * bits, and a till that writes more is broken. */
#define RG_IMPORT_LARGEST G_GINT64_CONSTANT (1000000000000)

typedef enum {
  RG_IMPORT_SALES,
  RG_IMPORT_CUSTOMERS,
  RG_IMPORT_PRODUCTS,
  RG_IMPORT_ACTIVITY,
} RgImportKind;

typedef struct {
  guint64 hash;      /* of what makes two lines equal */
  gint64 quantity_milli;
  gint64 price_micro;
  gint64 net_minor;  /* after discount */
  gint64 discount_minor;
  gint64 tax_minor;  /* or RG_IMPORT_UNKNOWN */
  gint64 cost_minor; /* or RG_IMPORT_UNKNOWN */
  guint32 receipt;
  guint32 product;
  guint32 row;
  guint8 kind;       /* RgLineKind */
} RgImportLine;

typedef struct {
  const char *number;
  const char *location; /* as the till writes it; "" where it says nothing */
  const char *till;
  const char *period;   /* "" unless numbers start again */
  const char *staff;
  RgDay day;            /* of its first line in time */
  gint32 time;          /* or RG_TIME_NONE */
  guint32 customer;     /* or RG_IMPORT_NONE */
  guint32 first_line;
  guint32 n_lines;
  guint32 row;          /* the first in the file */
  guint32 sale_lines;
  gint64 lines_hash;    /* of the multiset of its lines */
  gint64 net_minor;
  gint64 net_sales_minor;
} RgImportReceipt;

typedef struct {
  const char *code;
  const char *name;     /* "" where no line says it */
  gint64 name_stamp;    /* when it was said; the first sale's stays, however rows are ordered */
  const char *category;
  const char *brand;
  const char *supplier;
  gint64 cost_micro;    /* of one, or RG_IMPORT_UNKNOWN */
  int warranty_months;  /* 0 where no row says it, like the next */
  int lifetime_days;
} RgImportProduct;

/* How many of a product there are. */
typedef struct {
  guint32 product;
  const char *location; /* "" where the file does not name a branch */
  gint64 quantity_milli;
  guint32 row;
} RgImportStock;

typedef enum {
  RG_ACTIVITY_VIEWED,
  RG_ACTIVITY_LEFT,     /* in the basket */
} RgActivityKind;

/* What somebody did in the web shop without buying. */
typedef struct {
  guint32 customer;
  guint32 product;
  RgDay day;
  gint32 time;          /* or RG_TIME_NONE */
  gint64 quantity_milli;
  guint32 row;
  guint8 kind;          /* RgActivityKind */
} RgImportActivity;

/* A coupon that the till has on a receipt. */
typedef struct {
  guint32 receipt;
  const char *code; /* base/rg-coupon-code.h */
} RgImportCoupon;

/* Where and how the goods of a receipt were sent. Texts are "" where the file does not say. */
typedef struct {
  guint32 receipt;
  guint32 row;
  RgDay sent_on;        /* or RG_DAY_NONE */
  gint64 cost_minor;    /* or RG_IMPORT_UNKNOWN */
  const char *method;
  const char *placed;
  const char *name;
  const char *street;
  const char *postcode;
  const char *city;
  const char *region;
  const char *country;
} RgImportDelivery;

typedef enum {
  RG_FIELD_NAME,        /* in full */
  RG_FIELD_GIVEN_NAME,
  RG_FIELD_FAMILY_NAME,
  RG_FIELD_CARD_NUMBER,
  RG_FIELD_GENDER,
  RG_FIELD_LANGUAGE,
  RG_FIELD_NOTE,
  RG_FIELD_OCCUPATION,
  RG_FIELD_INCOME,
  RG_FIELD_INTERESTS,
  RG_FIELD_CHILDREN,    /* in figures */
  RG_FIELD_HOUSEHOLD_SIZE,
  RG_FIELD_OWNER,       /* the name of somebody of the staff */
  RG_FIELD_JOINED_HOW,
  RG_FIELD_JOINED_WHERE,
  RG_FIELD_PREFERS,     /* the id of a channel */
  RG_FIELD_EMAIL,
  RG_FIELD_PHONE,
  RG_FIELD_STREET,
  RG_FIELD_POSTCODE,
  RG_FIELD_CITY,
  RG_FIELD_REGION,
  RG_FIELD_COUNTRY,
  RG_N_FIELDS,
} RgImportField;

typedef struct {
  const char *external_id;        /* the till's id, or a key made from what is known */
  gboolean made_up;               /* whether it is such a key */
  const char *field[RG_N_FIELDS]; /* never NULL */
  gint16 birth_year;              /* 0: unknown */
  gint8 birth_month;
  gint8 birth_day;
  RgDay joined_on;                /* or RG_DAY_NONE */
  const char *tags;               /* separated by line breaks */
  gint64 stamp;                   /* when the texts above were said; the newest stay */
  guint32 row;
} RgImportCustomer;

/* What a file says of somebody in one of the shop's own fields. */
typedef struct {
  guint32 customer;
  guint32 field;                  /* of own_fields */
  guint32 row;
  const char *text;               /* in its plain form, as rg_own_field_check() gives it */
} RgImportOwn;

typedef struct {
  guint32 customer;
  guint32 row;
  RgDay day;                      /* RG_DAY_NONE: the file does not say */
  guint8 channel;                 /* RgChannel */
  gboolean granted;
} RgImportPermission;

/* How many loyalty points somebody has, as the till says. */
typedef struct {
  guint32 customer;
  guint32 row;
  gint64 balance;
} RgImportPoints;

typedef struct {
  RgImportKind kind;
  char *source;                   /* whose numbers these are */
  char *dialect;
  char *till;                     /* that somebody named for the file; "" for the only one */
  char *columns;                  /* tells files with the same columns: rg_mapping_dup_columns() */
  char *corrections;              /* what somebody corrected: rg_mapping_dup_corrections() */
  char *file_name;                /* without folders */
  guint8 file_hash[32];           /* SHA-256 of the bytes that were read */

  guint64 n_rows;                 /* below the header */
  guint64 n_rows_refused;
  guint64 n_rows_left_out;        /* of receipts that were cancelled at the till */
  guint64 n_cells_dropped;        /* payment card numbers, birthdays that do not exist */
  guint64 lines_of_kind[RG_LINE_KINDS];

  GArray *receipts;               /* RgImportReceipt, by day, time and number */
  GArray *lines;                  /* RgImportLine, by receipt, then as in the file */
  GArray *products;               /* RgImportProduct */
  GArray *stocks;                 /* RgImportStock */
  GArray *activities;             /* RgImportActivity */
  GArray *deliveries;             /* RgImportDelivery, at most one a receipt */
  GArray *coupons;                /* RgImportCoupon */
  GArray *customers;              /* RgImportCustomer */
  GArray *permissions;            /* RgImportPermission */
  GArray *points;                 /* RgImportPoints */
  GPtrArray *own_fields;          /* RgOwnField: those that the file was read for; those that
                                   * it brings have 0 for an id */
  GArray *own;                    /* RgImportOwn, by customer and field; one for both */
  GArray *refusals;               /* RgImportRefusal, the first RG_IMPORT_LISTED */
  GArray *dropped;                /* RgImportRefusal: cells left out of rows that are imported */

  gboolean whole_receipts;        /* one line a receipt, which stands for all of its products */
  guint64 n_totals;               /* receipts, and lines, for which the file says its own total */
  guint64 n_totals_differ;        /* of these, where its parts do not add up to it */
  GArray *totals;                 /* RgImportRefusal: the first of those */
  GPtrArray *unknown;             /* sentences: what cannot be known from the file */
  GPtrArray *left_behind;         /* headers of columns that are not imported */
  GPtrArray *card_columns;        /* headers of columns about payment cards, never looked at */

  RgTextSet *texts;               /* the interned texts */
} RgImportBatch;

RgImportBatch *rg_import_batch_new (RgImportKind kind);
void rg_import_batch_free (RgImportBatch *batch);

/* All take the reason over. */
void rg_import_batch_refuse (RgImportBatch *batch, guint64 row, char *reason);
void rg_import_batch_drop (RgImportBatch *batch, guint64 row, char *reason);
/* The file's own total differs from what its parts add up to; the row is imported all the same. */
void rg_import_batch_differ (RgImportBatch *batch, guint64 row, char *reason);

/* Of all that a till says about a line; `code` is its product's. The sum over the lines of a
 * receipt is the receipt's lines_hash, which does not know their order. */
guint64 rg_import_line_hash (const RgImportLine *line, const char *code);

/* "sales", "customers". */
const char *rg_import_kind_word (RgImportKind kind);
/* The stable word of a line kind: "gift-card". */
const char *rg_line_kind_word (RgLineKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportBatch, rg_import_batch_free)

G_END_DECLS
