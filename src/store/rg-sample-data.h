/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A made-up shop as plain arrays: what the generator in transfer/ hands to the store. Rows point at
 * one another by their places in the arrays. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "base/rg-own-kind.h"

G_BEGIN_DECLS

#define RG_SAMPLE_NONE (-1)

typedef struct
{
  const char *code;
  const char *name;
  const char *address; /* in lines, or "" */
} RgSampleLocation;

/* Where a postcode lies, in hundred thousandths of a degree. */
typedef struct
{
  const char *postcode;
  int latitude;
  int longitude;
} RgSamplePoint;

typedef struct
{
  const char *code;
  const char *name;
  const char *brand;
  const char *supplier;
  int category;          /* or RG_SAMPLE_NONE */
  RgLineKind kind;       /* of the lines that sell it */
  gint64 price_micro;    /* with tax */
  gint64 cost_micro;
  int tax_permille;
  int warranty_months;   /* 0 where nobody knows, like the next */
  int lifetime_days;
} RgSampleProduct;

/* What a home or a person can be reached by; NULL where nobody knows. */
typedef struct
{
  const char *street;
  const char *postcode;
  const char *city;
  const char *country;
  const char *phone;
  const char *email;
} RgSampleReach;

typedef struct
{
  const char *name;
  RgSampleReach reach;
} RgSampleHousehold;

typedef struct
{
  const char *number;
  const char *name;
  const char *given_name;
  const char *family_name;
  const char *language;
  const char *note;
  const char *card_number;
  const char *prefers;   /* the id of a channel, or "" */
  int birth_year;        /* 0 for unknown, as the next two */
  int birth_month;
  int birth_day;
  RgDay joined_on;
  int household;         /* or RG_SAMPLE_NONE */
  guint tags;            /* bit n: the tag at n */
  RgSampleReach reach;
} RgSampleCustomer;

typedef struct
{
  const char *name;
  RgOwnKind kind;
  const char *help;
  const char *const *choices; /* or NULL */
  int least;                  /* the ends of a scale */
  int most;
} RgSampleField;

typedef struct
{
  int customer;
  int field;
  const char *text;           /* in its plain form (store/rg-store-own-values.h) */
} RgSampleOwn;

typedef struct
{
  int customer;
  RgChannel channel;
  gboolean granted;
  RgDay effective_on;
  int staff;
  const char *how;
} RgSampleConsent;

typedef struct
{
  int location;
  const char *till;
  const char *number;
  RgDay day;
  int time;
  int customer;          /* or RG_SAMPLE_NONE */
  int staff;
  guint first_line;
  guint n_lines;
} RgSampleReceipt;

typedef struct
{
  int product;
  RgLineKind kind;
  gint64 quantity_milli;
  gint64 price_micro;
  gint64 net_minor;
  gint64 discount_minor;
  gint64 tax_minor;
  gint64 cost_minor;
  int returns_receipt;   /* the sold line that this one takes back, or RG_SAMPLE_NONE */
  int returns_line;      /* 1, 2, … within that receipt */
} RgSampleLine;

typedef struct
{
  int customer;
  int product;
  gboolean left;         /* in the basket, else looked at */
  RgDay day;
  int time;
} RgSampleActivity;

typedef struct
{
  guint64 seed;
  RgDay first_day;
  RgDay last_day;
  const char *name;      /* of the shop; then its currency, zone, country and sender's address */
  const char *currency;
  const char *time_zone;
  const char *country;
  const char *address;
  GPtrArray *staff;      /* const char * */
  GPtrArray *categories; /* const char * */
  GPtrArray *tags;       /* const char * */
  GArray *locations;     /* RgSampleLocation */
  GArray *points;        /* RgSamplePoint, of the shop's country, by postcode */
  GArray *products;      /* RgSampleProduct */
  GArray *households;    /* RgSampleHousehold */
  GArray *customers;     /* RgSampleCustomer */
  GArray *fields;        /* RgSampleField: the shop's own */
  GArray *own;           /* RgSampleOwn, by customer */
  GArray *consents;      /* RgSampleConsent, by customer */
  GArray *receipts;      /* RgSampleReceipt, by day and time */
  GArray *lines;         /* RgSampleLine, by receipt */
  GArray *activities;    /* RgSampleActivity, by day */
  GStringChunk *texts;   /* owns what is not static */
} RgSampleData;

void rg_sample_data_free (RgSampleData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSampleData, rg_sample_data_free)

G_END_DECLS
