/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The campaign summary as plain facts. Whoever fills it computes; the page only lays out, so each
 * number stands here once and the same number is printed everywhere. */
#pragma once

#include <glib-object.h>

#include "base/rg-date.h"

G_BEGIN_DECLS

typedef enum {
  RG_VERDICT_GAIN,          /* the whole range of the difference lies above zero */
  RG_VERDICT_LOSS,          /* … below zero */
  RG_VERDICT_UNCLEAR,       /* the range holds zero: chance alone explains the difference */
  RG_VERDICT_NO_COMPARISON, /* nobody was left out for comparison */
  RG_VERDICT_TOO_EARLY,     /* the time in which people could come back is not over */
} RgVerdict;

/* One step of "Where the money went": extra sales +, goods -, coupons -, print and post -. */
typedef struct {
  const char *id; /* static: "sales", "goods", "returns", "coupons", "gifts", "points",
                   * "discounts", "print" or "staff" */
  char *label;
  gint64 minor;
} RgSummaryMoney;

/* People who were not written to, by reason. */
typedef struct {
  char *reason;
  gint64 people;
} RgSummaryLeftOut;

/* One week of the chart: net sales a person, in minor units; NAN where unknown. */
typedef struct {
  int week; /* -8 … -1 before the letter, 1 … after; there is no week 0 */
  double written_minor;
  double held_out_minor;
} RgSummaryWeek;

/* One version of the message, and what its letters kept. */
typedef struct {
  char *name;
  char *message; /* as `message` below */
  gint64 people;
  gint64 came;
  gint64 coupons;   /* used */
  gboolean has_kept; /* whether the next can be said: of one letter, less its own cost */
  gint64 kept_minor;
  gint64 low_minor;
  gint64 high_minor;
} RgSummaryVersion;

typedef struct {
  /* Head */
  char *shop;
  char *title;
  char *by;           /* who made it; NULL: left out */
  char currency[4];   /* ISO 4217 */
  RgDay sales_up_to;  /* the data cut-off: the date in the corner and the PDF's creation date, so
                       * that the same data make the same page on any day */
  RgDay from_on;      /* the time in which coming back counts, both days included */
  RgDay to_on;
  gint64 written;     /* people who got the letter */
  gint64 held_out;    /* people left without, for comparison */

  /* The answer. Differences are shares (0.081 is 8.1 points); every range is of one method. */
  RgVerdict verdict;
  gint64 kept_minor; /* money left after all costs; these three only with gain or loss */
  gint64 kept_low_minor;
  gint64 kept_high_minor;
  gint64 written_came;
  gint64 held_out_came;
  double difference;
  double difference_low;
  double difference_high;
  char *method;       /* how the ranges were computed, for overleaf; NULL: left out */
  char *goods;        /* how the cost of goods is known; NULL: left out */
  char *others;       /* what people who are alike did, where nobody was left without; or NULL */
  char *not_counted;  /* what is in no figure, since nobody knows it; NULL or "": nothing */
  double smallest_difference; /* what these numbers of people could show; NAN: unknown */
  double confidence;          /* of the ranges: 0.95 */

  GArray *money;    /* RgSummaryMoney; with a verdict of gain or loss it adds up to kept_minor,
                       with any other it holds only what was spent (negative) */
  GArray *left_out; /* RgSummaryLeftOut */
  GArray *weeks;    /* RgSummaryWeek, ascending */

  GArray *versions;       /* RgSummaryVersion; empty where there is one message */
  char *versions_verdict; /* whether one is better, in a sentence; NULL where there is one */

  char *who;     /* the segment's sentence */
  char *offer;   /* NULL: none */
  char *taken;   /* who took it, and what it gave them; NULL: nothing is said */
  char *responses; /* who opened and clicked; NULL where nobody knows */
  char *message; /* the letter as written, with its merge fields; paragraphs by blank lines */
} RgSummary;

RgSummary *rg_summary_new (void);
void rg_summary_free (RgSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSummary, rg_summary_free)

/* Texts are copied, but for the id. */
void rg_summary_add_money (RgSummary *summary, const char *id, const char *label, gint64 minor);
void rg_summary_add_left_out (RgSummary *summary, const char *reason, gint64 people);
void rg_summary_add_week (RgSummary *summary, int week, double written_minor,
                          double held_out_minor);
/* Texts are copied. */
void rg_summary_add_version (RgSummary *summary, const RgSummaryVersion *version);

/* All of it. */
RgSummary *rg_summary_copy (const RgSummary *from);

G_END_DECLS
