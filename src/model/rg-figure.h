/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind a figure: groups of people, and what of it is each person's. Whoever fills it
 * computes; pages and --json only show.
 *
 * Of one that adds up: minor = what counts of each side + what came beside the till + what rounding
 * left, to the last minor unit. The parts of a side add up to its sum in the same way. */
#pragma once

#include <glib-object.h>

#include "base/rg-date.h"

G_BEGIN_DECLS

/* One person of a side. */
typedef struct {
  gint64 customer;
  gint64 minor; /* what of the sum is theirs */
  guint count;  /* visits, or coupons: as the figure says */
  RgDay on;     /* the one day that it is of; RG_DAY_NONE: any of the side's */
} RgFigurePart;

/* One group of people. */
typedef struct {
  char *name;
  gint64 n;       /* people of the group, whether they have a part or not */
  double exact;   /* of everybody, before rounding */
  gint64 sum;     /* of the parts */
  gint64 count;   /* of the parts */
  gint64 came;    /* people with a count */
  gint64 as_many; /* the group is taken as if it were so many people; 0: as it is */
  gint64 counts;  /* what of the figure comes from it; of one that adds up */
  GArray *parts;  /* RgFigurePart, the largest first */
  RgDay from;     /* the days that count, both included; RG_DAY_NONE: each part has its own */
  RgDay to;
} RgFigureSide;

/* What was spent on all of them at once. */
typedef struct {
  char *label;
  gint64 minor;
} RgFigureLine;

typedef struct {
  char *title;
  char currency[4];
  gboolean adds_up;  /* else the sides stand beside each other, and `minor` is nothing */
  gboolean coupons;  /* counts are coupons */
  gboolean visits;   /* counts are visits */
  gint64 minor;
  gint64 pieces;     /* letters that it is shared by; 0: it is told as a whole only */
  gint64 rounding;
  GPtrArray *sides;  /* RgFigureSide */
  GArray *lines;     /* RgFigureLine */
} RgFigure;

RgFigure *rg_figure_new (const char *title, const char *currency);
void rg_figure_free (RgFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFigure, rg_figure_free)

/* Owned by the figure. */
RgFigureSide *rg_figure_add_side (RgFigure *figure, const char *name, gint64 n, RgDay from,
                                  RgDay to);
/* `minor` may be no whole number: what is rounded off one person comes to the next, so that the
 * sum is that of all of them, rounded once. Nobody is added for nothing, unless `always`. */
void rg_figure_side_add (RgFigureSide *side, gint64 customer, double minor, guint count,
                         gboolean always);
/* The same of what somebody did on one day. */
void rg_figure_side_add_on (RgFigureSide *side, gint64 customer, gint64 minor, RgDay on);
void rg_figure_add_line (RgFigure *figure, const char *label, gint64 minor);

/* What of an amount is one piece's; 0 where there is none. */
gint64 rg_figure_get_each (gint64 minor, gint64 pieces);

/* Sorts the parts. */
void rg_figure_end (RgFigure *figure);
/* The same of one that adds up to `minor`: of each side counts what it would be for `as_many`
 * people, where that is not 0; the second and later sides are taken off. */
void rg_figure_add_up (RgFigure *figure, gint64 minor);

G_END_DECLS
