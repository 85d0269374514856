/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* An automation: when something happens to somebody, and if they are in a segment, then some
 * things are done.
 *
 * The text form is what stands in the file and what regularsctl takes:
 *
 *   when bought category "Coffee" first after 3 days
 *   if "Regulars"
 *   then task "Call and ask" for "Kim" in 2 days if allowed
 *   then tag "thanked"
 *
 * `rg_automation_help()` documents it. Names are those of the shop; whether there are such things
 * is for the store to say. */
#pragma once

#include "rules/rg-segment.h"

G_BEGIN_DECLS

#define RG_AUTOMATION_STEPS 10
#define RG_AUTOMATION_DAYS_MOST 3650
#define RG_AUTOMATION_POINTS_MOST 1000000
#define RG_AUTOMATION_COUPON_DAYS 30 /* of a new one */

/* What of RgWhen a kind uses; in the order of the text form. */
typedef enum {
  RG_WHEN_OF = 1 << 0,      /* products, a category, a brand, or anything */
  RG_WHEN_FIRST = 1 << 1,   /* may be the first time only */
  RG_WHEN_SEGMENT = 1 << 2,
  RG_WHEN_AGE = 1 << 3,     /* may be one birthday only */
  RG_WHEN_AFTER = 1 << 4,   /* so many days later */
  RG_WHEN_BEFORE = 1 << 5,  /* so many days before */
  RG_WHEN_HOURS = 1 << 6,   /* or hours later */
  RG_WHEN_AT_LEAST = 1 << 7, /* of so many points at least */
} RgWhenField;

typedef enum {
  RG_WHEN_BOUGHT,
  RG_WHEN_NEW,
  RG_WHEN_AWAY,
  RG_WHEN_OVERDUE,
  RG_WHEN_BASKET,
  RG_WHEN_BIRTHDAY,
  RG_WHEN_LIFE,
  RG_WHEN_WARRANTY,
  RG_WHEN_POINTS,
  RG_WHEN_JOINED,
  RG_WHEN_LEFT,
  RG_WHEN_TICKET_CLOSED,
  RG_WHEN_ENQUIRY,
  RG_WHEN_LEAD,
  RG_N_WHENS,
} RgWhenId;

typedef enum { RG_WHEN_NO_ROW, RG_WHEN_RECEIPT, RG_WHEN_TICKET } RgWhenRow;

typedef struct _RgWhen RgWhen;
typedef struct _RgOccasionContext RgOccasionContext; /* rules/rg-occasions.h */

/* All that there is to a kind of "when": a row of the table in rules/rg-whens.c. */
typedef struct {
  RgWhenId id;
  const char *keyword; /* of the text form */
  const char *title;   /* in a menu; marked, not translated */
  const char *form;    /* the text form, for the help */
  guint fields;        /* RgWhenField */
  int number;          /* of a new one */
  RgWhenRow row;       /* an occasion is such a row, whosoever it is */
  /* "somebody buys Coffee", "3 days after …": how the sentence begins, translated. */
  char *(*phrase) (const RgWhen *when);
  /* The occasions in the context's days; NULL: of a segment's past, of points or of tickets, which
   * the store knows. */
  void (*find) (const RgWhen *when, RgOccasionContext *context);
} RgWhenKind;

struct _RgWhen {
  const RgWhenKind *kind;
  RgRuleList of;  /* RG_LIST_PRODUCTS, _CATEGORIES, _BRANDS; RG_LIST_NONE: anything */
  char *name;     /* of what; "" for anything */
  gboolean first;
  char *segment;  /* "" before one is chosen */
  int age;        /* 0: every birthday */
  int points;     /* so many at least; 0: any */
  int number;     /* days, or hours */
  gboolean hours;
};

typedef enum {
  RG_THEN_TASK,  /* text, owner, days, allowed */
  RG_THEN_TAG,   /* name */
  RG_THEN_DRAFT, /* name: of a campaign that is made, or added to while its list is not fixed */
  RG_THEN_ADD,   /* name: of a campaign that there is */
  RG_THEN_FILL,  /* name: of one of the shop's own fields; text: the value */
  RG_THEN_COUPON, /* text: what it gives; days: for how long, 0 for ever */
  RG_N_THENS,
} RgThenId;

typedef struct {
  RgThenId id;
  char *text;
  char *name;
  char *owner;      /* "" for nobody */
  int days;         /* until a task is due, or a coupon lapses */
  gboolean allowed; /* a task to get in touch: only for who allows some way of it */
} RgThen;

typedef struct {
  RgWhen when;
  char *segment;   /* "" for everybody */
  GPtrArray *then; /* RgThen */
} RgAutomation;

guint rg_n_when_kinds (void);
const RgWhenKind *rg_when_kind_at (guint i);
const RgWhenKind *rg_when_kind_find (const char *keyword);
/* Takes another kind, with what fits of what there was. */
void rg_when_set_kind (RgWhen *when, const RgWhenKind *kind);

RgThen *rg_then_new (RgThenId id);
RgThen *rg_then_copy (const RgThen *then);
void rg_then_free (RgThen *then);
/* In a menu, translated: "Write a task". */
const char *rg_then_get_title (RgThenId id);

/* After a purchase of anything a task, which has no words yet. */
RgAutomation *rg_automation_new (void);
RgAutomation *rg_automation_copy (const RgAutomation *automation);
void rg_automation_free (RgAutomation *automation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAutomation, rg_automation_free)

/* What is missing before it can be switched on ("Say what is to do."), translated, or NULL. */
const char *rg_automation_missing (const RgAutomation *automation);
/* The same of "when" alone, which is all that a dry run needs. */
const char *rg_automation_missing_when (const RgAutomation *automation);

/* RG_SEGMENT_ERROR_SYNTAX with the line and what was expected there. */
RgAutomation *rg_automation_parse (const char *text, GError **error);
/* Parses back to the same. */
char *rg_automation_print (const RgAutomation *automation);
/* The text form explained; translated. */
char *rg_automation_help (void);

/* "3 days after somebody buys Coffee for the first time, if they are in “Regulars”, write a task
 * for Kim: call and ask." */
char *rg_automation_sentence (const RgAutomation *automation);
/* The three parts of it, as rows of a form begin. */
char *rg_automation_when_sentence (const RgWhen *when);
char *rg_then_sentence (const RgThen *then);
/* What an automation names. */
typedef enum {
  RG_NAMED_SEGMENT,
  RG_NAMED_TAG,
  RG_NAMED_STAFF,
  RG_NAMED_FIELD,
  RG_NAMED_CAMPAIGN,
} RgNamed;

/* Follows a new name of something. Whether anything was different. */
gboolean rg_automation_rename (RgAutomation *automation, RgNamed named, const char *from,
                               const char *to);

G_END_DECLS
