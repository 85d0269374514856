/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A second opinion on who is in a segment: every rule by asking each customer in turn over plain
 * rows. It is slow, shares no code with the counting, and is written to be read. */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-lots.h"
#include "rules/rg-segment.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id, merged_into;
  char *name, *search, *city, *country, *postcode; /* search: what else "text contains" finds */
  RgDay born, joined;
  int month, mday; /* of the birthday, 0: not known */
  guint flags;     /* RG_HAS_… */
  GPtrArray *tags; /* char * */
  RgPermission permission[RG_CHANNELS];
  RgDay since[RG_CHANNELS]; /* where that is not unknown */
  gint64 household;         /* 0: none */
  char *prefers;            /* the id of a channel; NULL or "": not said */
} PlainPerson;

typedef struct {
  gint64 customer, product; /* ids, as they came */
  RgDay day;
  gboolean left; /* in the basket, else looked at */
} PlainAct;

/* A row of the ledger of points. */
typedef struct {
  gint64 id, customer; /* as it came */
  gint64 points;
  RgLotKind kind;
  RgDay on, lapses;     /* RG_DAY_NONE: never */
  gint64 lot, reverses; /* ids, or 0 */
} PlainPoints;

typedef struct {
  gint64 customer; /* id, as it came */
  gboolean enquiry;
  RgDay opened, closed; /* RG_DAY_NONE: it is open */
} PlainTicket;

/* Where a postcode lies, in hundred thousandths of a degree. */
typedef struct {
  const char *country, *postcode;
  int latitude, longitude;
} PlainPoint;

/* Of all shops, whose own country is Norway; ended by one without a country. */
extern const PlainPoint plain_points[];

typedef struct {
  gint64 product; /* id */
  RgLineKind kind;
  gint64 quantity_milli, net_minor;
  gboolean has_cost;
  gint64 cost_minor;
} PlainLine;

typedef struct {
  gint64 id, customer; /* as it came, or 0 */
  RgDay day;
  gint32 second;
  char *location;
  gboolean online; /* that is a web shop */
  GArray *lines; /* PlainLine */
  gint64 whose;  /* the living customer; set by plain_settle() */
} PlainReceipt;

typedef struct {
  gint64 id;
  char *code, *name;
  char *category, *brand, *supplier; /* NULL: none */
  int warranty, lifetime; /* months and days; 0: not known */
} PlainProduct;

typedef struct {
  char *name, *text;
  GHashTable *hands; /* customer -> 1 chosen, 2 left out */
} PlainSegment;

typedef struct {
  GPtrArray *people;   /* PlainPerson */
  GPtrArray *receipts; /* PlainReceipt */
  GPtrArray *products; /* PlainProduct */
  GHashTable *by_id;   /* id -> PlainPerson */
  GPtrArray *segments; /* PlainSegment */
  GArray *acts;        /* PlainAct */
  GArray *points;      /* PlainPoints */
  GArray *tickets;     /* PlainTicket */
  RgDay today;
  int digits;
  int first_weekday;
} Plain;

Plain *plain_new (void);
void plain_free (Plain *plain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plain, plain_free)

PlainPerson *plain_add_person (Plain *plain, gint64 id);
PlainReceipt *plain_add_receipt (Plain *plain, gint64 id);
PlainProduct *plain_add_product (Plain *plain, gint64 id, const char *code, const char *name,
                                 const char *category);
PlainSegment *plain_add_segment (Plain *plain, const char *name, const char *text);
void plain_choose (PlainSegment *segment, gint64 customer, gboolean chosen);
/* When all rows are there: who owns what. */
void plain_settle (Plain *plain);
/* The living customer that an id is part of, or 0. */
gint64 plain_resolve (const Plain *plain, gint64 id);

/* For whom a rule holds: a byte for each of `people`, 0 for those who are part of another. */
guint8 *plain_rule (const Plain *plain, const RgRule *rule);
/* The same of a tree; but: a node that is looked at as if it were not there, or NULL. */
guint8 *plain_segment (const Plain *plain, const RgNode *root, const RgNode *but);
/* Whom somebody chose by hand for one of the segments that a rule names, or left out of it: who has
 * no word of their own has that of the first of those who became part of them. */
guint8 *plain_by_hand (const Plain *plain, const RgRule *rule, gboolean chosen);
/* Who is in one of the saved segments that a rule names: nobody in one that goes round. */
guint8 *plain_saved (const Plain *plain, const RgRule *rule);
gboolean plain_is_empty (const RgNode *node, const RgNode *but);

G_END_DECLS
