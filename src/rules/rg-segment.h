/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A segment: a tree of rules about customers.
 *
 * Groups (ALL, ANY, NONE of what is in them) hold rules and further groups. An empty group says
 * nothing: it is passed over by the group around it, and a segment of nothing is everybody. The
 * text form is how segments are stored, exchanged and typed; rg_segment_help() documents it. */
#pragma once

#include "analysis/rg-bitset.h"
#include "analysis/rg-dataset.h"
#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "base/rg-own-kind.h"

G_BEGIN_DECLS

/* A row of the table of kinds, below. */
typedef struct _RgRuleKind RgRuleKind;

typedef enum {
  RG_OP_IS,
  RG_OP_IS_NOT,
  RG_OP_AT_LEAST,
  RG_OP_AT_MOST,
  RG_OP_BETWEEN,
  /* what is not known is not so either */
  RG_OP_NOT_AT_LEAST,
  RG_OP_NOT_AT_MOST,
  RG_OP_NOT_BETWEEN,
  RG_OP_CONTAINS,
  RG_OP_CONTAINS_NOT,
  RG_OP_LAST, /* one of the last `low` days, today among them */
  RG_OP_NOT_LAST,
  RG_OP_NEXT, /* one of the next `low` days, today among them */
  RG_OP_NOT_NEXT,
  RG_OP_KNOWN,
  RG_OP_UNKNOWN,
  RG_OP_STARTS,
  RG_OP_STARTS_NOT,
  RG_OP_ENDS,
  RG_OP_ENDS_NOT,
  RG_OP_WHEN, /* of a field's day: in the window, which is one of RG_WINDOW_AGO or _CALENDAR */
  RG_OP_NOT_WHEN,
  RG_OP_YEARLY, /* its anniversary is in the window: RG_WINDOW_LAST, _NEXT or _CALENDAR */
  RG_OP_NOT_YEARLY,
} RgOp;
#define RG_OPS 24

/* What a rule about an own field compares with: the text form says it, so that it can be read
 * without the shop. A field of another kind never is so. */
typedef enum {
  RG_OPERAND_NAMES,  /* texts and choices: names */
  RG_OPERAND_NUMBER, /* numbers, money, steps: low and high in millionths */
  RG_OPERAND_DAY,    /* low and high are days */
  RG_OPERAND_YES_NO, /* low is 1 or 0 */
} RgOperand;

typedef enum {
  RG_WINDOW_EVER,
  RG_WINDOW_LAST,     /* the last `days` days, today among them */
  RG_WINDOW_BETWEEN,  /* from one day to another, both among them */
  RG_WINDOW_AGO,      /* before the last `days` days */
  RG_WINDOW_NEXT,     /* the next `days` days, today among them */
  RG_WINDOW_FROM,     /* that day or later */
  RG_WINDOW_UNTIL,    /* day `to` or earlier */
  RG_WINDOW_CALENDAR, /* this week, last month, … */
} RgWindowMode;
#define RG_WINDOWS 8

typedef enum {
  RG_UNIT_WEEK,
  RG_UNIT_MONTH,
  RG_UNIT_QUARTER,
  RG_UNIT_YEAR,
} RgCalendarUnit;
#define RG_UNITS 4

typedef struct {
  RgWindowMode mode;
  int days;
  RgDay from, to;
  RgCalendarUnit unit;
  int offset; /* of the unit: -1 the last, 0 this, 1 the next one */
} RgWindow;

/* How something is sold: a location is a web shop, or it is not. */
typedef enum {
  RG_SELLING_ANY,
  RG_SELLING_SHOP,
  RG_SELLING_WEB,
} RgSelling;
#define RG_SELLINGS 3

/* Which receipts count besides those of the window; all 0 and NULL: all of them. */
typedef struct {
  char **locations;
  RgSelling selling;
  guint weekdays;            /* 1 << weekday, 0 is Monday */
  int hour_from, hour_to;    /* from 9 to 12: 9:00:00 to 11:59:59; to < from: over midnight. Both 0:
                              * any hour. A receipt without a time has no hour. */
  int month_from, month_to;  /* 1 to 12, both among them; to < from: over the turn of the year */
} RgWhere;

/* What a rule has; each kind uses some of it (RgRuleKind.fields). */
typedef struct {
  const RgRuleKind *kind;
  RgOp op;
  char **names;    /* countries, cities, tags, products, categories; or one text */
  char **others;   /* the second list, where a kind has two */
  gint64 low;      /* years, days, month, times, or millionths of the currency's major unit */
  gint64 high;     /* RG_OP_BETWEEN has both, RG_OP_AT_MOST this alone, RG_OP_IS twice the same */
  int within;      /* days from one thing to another */
  guint has;       /* index into the words of a choice */
  RgChannel channel;
  RgPermission permission;
  RgWindow window;
  RgWhere where;
  char *field;     /* the name of an own field */
  RgOperand operand;
} RgRule;

typedef enum {
  RG_NODE_ALL,
  RG_NODE_ANY,
  RG_NODE_NONE,
  RG_NODE_RULE,
} RgNodeType;

typedef struct _RgNode RgNode;
struct _RgNode {
  RgNodeType type;
  gboolean off;        /* it is kept, and counts nothing */
  RgNode *parent;      /* NULL: the root */
  GPtrArray *children; /* RgNode, owned; groups only */
  RgRule rule;         /* rules only */
};

#define RG_SEGMENT_DEPTH 16
#define RG_SEGMENT_NODES 500
#define RG_SEGMENT_LENGTH 65536
#define RG_AGE_MAX 150
#define RG_DAYS_MAX 36500
#define RG_COUNT_MAX 1000000
#define RG_AMOUNT_MAX (G_GINT64_CONSTANT (1000000000000) * 1000000)

RgNode *rg_node_new_group (RgNodeType type);
/* A rule of the kind with usable values where it needs none from a list. */
RgNode *rg_node_new_rule (const RgRuleKind *kind);
/* The same with what the shop's data suggest. dataset may be NULL. */
RgNode *rg_node_new_rule_for (const RgRuleKind *kind, const RgDataset *dataset);
void rg_node_free (RgNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgNode, rg_node_free)

/* Takes `child`. index -1: at the end. */
void rg_node_insert (RgNode *group, int index, RgNode *child);
/* Out of its group, to the caller. */
RgNode *rg_node_take (RgNode *node);
/* A copy without a parent. */
RgNode *rg_node_copy (const RgNode *node);
guint rg_node_index (const RgNode *node);
/* How many nodes, itself among them. */
guint rg_node_size (const RgNode *node);
/* All nodes, the group before what is in it, the root first: the order of
 * RgSegmentResult.nodes. */
GPtrArray *rg_node_flatten (RgNode *root);
gboolean rg_node_is_empty (const RgNode *node);
/* Takes out the rules that lack something and the groups that say nothing: counts the same, and its
 * text can always be read. */
void rg_node_prune (RgNode *root);

void rg_rule_copy (const RgRule *from, RgRule *to);
void rg_rule_clear (RgRule *rule);
/* Takes the names. */
void rg_rule_set_names (RgRule *rule, char **names);
/* What is missing before the rule can be read ("Choose a category."), translated, or NULL. */
const char *rg_rule_missing (const RgRule *rule);

/* Whether the condition is that something is not so; *positive (may be NULL): what. */
gboolean rg_op_is_not (RgOp op, RgOp *positive);
/* Whether the condition is about a part of a text: the rule has one text instead of names. */
gboolean rg_op_is_part (RgOp op);
/* Another condition, with the numbers that there are. */
void rg_rule_set_op (RgRule *rule, RgOp op);

/* --- own fields --------------------------------------------------------------------------- */

/* The conditions that fit a field of the kind, each followed by what is not so; *n of them. */
const RgOp *rg_own_kind_ops (RgOwnKind kind, guint *n);
RgOperand rg_own_kind_operand (RgOwnKind kind);
/* Takes another field, or another condition, with values that can be counted. */
void rg_rule_set_own (RgRule *rule, const char *field, RgOwnKind kind, RgOp op);

/* What names are chosen from. */
typedef enum {
  RG_LIST_NONE,
  RG_LIST_COUNTRIES,
  RG_LIST_CITIES,
  RG_LIST_TAGS,
  RG_LIST_SEGMENTS,
  RG_LIST_PRODUCTS,
  RG_LIST_CATEGORIES,
  RG_LIST_BRANDS,
  RG_LIST_SUPPLIERS,
  RG_LIST_POSTCODES,
} RgRuleList;
#define RG_LISTS 10

/* --- text --------------------------------------------------------------------------------- */

#define RG_SEGMENT_ERROR (rg_segment_error_quark ())
GQuark rg_segment_error_quark (void);

typedef enum {
  RG_SEGMENT_ERROR_SYNTAX,
} RgSegmentError;

/* Where a text cannot be read: bytes from the beginning; line and column (in characters) from
 * 1. */
typedef struct {
  guint offset;
  guint line;
  guint column;
} RgSegmentPlace;

/* The root is always a group. place may be NULL. The message names line and column, what was
 * expected and what was found. */
RgNode *rg_segment_parse (const char *text, RgSegmentPlace *place, GError **error);
/* Parses back to the same tree. One rule a line; rg_segment_print_line() on one line. */
char *rg_segment_print (const RgNode *root);
char *rg_segment_print_line (const RgNode *root);
char *rg_rule_print (const RgRule *rule);
/* The text with the new name of one of a list, such as a tag, in all rules that name it; `to` NULL:
 * without. `keep`: with the old name as well, which another one has too. NULL where no rule names
 * it. */
char *rg_segment_rename (const char *text, RgRuleList list, const char *from, const char *to,
                         gboolean keep);
/* The text with the new name of an own field in all rules that name it, and of its choices: folded
 * old names (rg_fold()) to new ones. NULL where nothing is different. */
char *rg_segment_rename_own (const char *text, const char *from, const char *to,
                             GHashTable *choices);
/* The text form explained, for `regularsctl help segment`; translated. */
char *rg_segment_help (void);

/* --- words -------------------------------------------------------------------------------- */

/* "Customers who …", translated; amounts in `currency` (ISO 4217). */
char *rg_segment_sentence (const RgNode *root, const char *currency);
/* "Bought Coffee at least 3 times in the last 365 days". */
char *rg_rule_sentence (const RgRule *rule, const char *currency);

/* --- kinds -------------------------------------------------------------------------------- */

/* What of RgRule a kind uses, and so what its text says and which controls its form shows; in the
 * order of both. */
typedef enum {
  RG_FIELD_OWN = 1 << 0,     /* field, and what fits its kind */
  RG_FIELD_PERMISSION = 1 << 1, /* channel and permission */
  RG_FIELD_CHOICE = 1 << 2,  /* has, one of RgRuleKind.choices */
  RG_FIELD_NAMES = 1 << 3,   /* one or more of a list (RgRuleKind.list) */
  RG_FIELD_TEXT = 1 << 4,    /* names[0], free */
  RG_FIELD_OTHERS = 1 << 5,  /* one or more of the same list, after RgRuleKind.others */
  RG_FIELD_NUMBER = 1 << 6,  /* low and high by op */
  RG_FIELD_MONEY = 1 << 7,   /* the same in millionths of the currency */
  RG_FIELD_TIMES = 1 << 8,   /* the same, "at least 3 times"; may be left out for at least once */
  RG_FIELD_MONTH = 1 << 9,   /* low, 1 to 12 */
  RG_FIELD_DAYS = 1 << 10,   /* low */
  RG_FIELD_WITHIN = 1 << 11, /* within */
  RG_FIELD_WINDOW = 1 << 12,
  RG_FIELD_WHERE = 1 << 13,
  RG_FIELD_BARE = 1 << 14,   /* the choice or the names follow without "is" */
  RG_FIELD_MINUS = 1 << 15,  /* numbers may be less than nothing */
  RG_FIELD_YEARLY = 1 << 16, /* window, as what comes round each year may have it, behind the "in"
                              * of the keyword; `most` days */
} RgRuleField;

/* The chapters of the menu of kinds. */
typedef enum {
  RG_CHAPTER_PERSON,
  RG_CHAPTER_PURCHASES,
  RG_CHAPTER_PRODUCTS,
  RG_CHAPTER_RHYTHM,
  RG_CHAPTER_CARE,
  RG_CHAPTER_OWN,
  RG_CHAPTER_SEGMENTS,
} RgRuleChapter;

/* One of the words that a kind chooses from. */
typedef struct {
  const char *word;  /* of the text form */
  const char *title; /* in a form; marked, not translated */
  const char *yes;   /* of customers, for the sentence; marked, not translated */
  const char *no;    /* where that is not so */
} RgRuleChoice;

typedef struct _RgSegmentContext RgSegmentContext;

typedef struct _RgRuleNeed RgRuleNeed; /* rules/rg-rule-scan.h */
typedef struct _RgClaims RgClaims;     /* rules/rg-rule-claims.h */
typedef struct _RgTurn RgTurn;         /* rules/rg-rule-turn.h */

#define RG_TINY_UNKNOWN G_MININT8

/* above × RgMeasure.times / below; where below is 0 or less there is no number. */
typedef struct {
  gint64 above, below;
} RgFraction;

/* A number of each customer, by position. */
typedef struct {
  const gint64 *values;
  guint8 *known;  /* NULL: everybody has one */
  gboolean ratio; /* values are twice the number rounded down, and one more where there is a rest */
  gboolean milli; /* values are thousandths of the number */
  gint64 *owned;  /* values, or NULL where they are borrowed from the dataset */
  gint32 *small;  /* instead of values, in half the memory */
  gint8 *tiny;    /* instead of values and known, in less: RG_TINY_UNKNOWN where there is none */
  RgFraction *fractions; /* instead of values and known, of a ratio: compared without dividing */
  gint64 times;
} RgMeasure;

/* All that there is to a kind. Parsing, printing, the form and the help follow from `fields`. */
struct _RgRuleKind {
  const char *keyword; /* how the rule begins in the text form; where it begins another one, it
                        * stands before that, whose one more word tells them apart */
  const char *title;   /* what a menu calls it; not translated, marked */
  const char *form;    /* the text form, for the help */
  RgRuleChapter chapter;
  guint fields;        /* RgRuleField */
  guint ops;           /* 1 << RgOp; 0: no choice */
  RgRuleList list;
  gint64 most;         /* the greatest number allowed */
  gint64 least;        /* of whoever has a number, the smallest that there is */
  gint64 first;        /* the number or choice of a new rule; 0: the first one */
  RgOp first_op;       /* how a new rule compares; 0: "at least" or "contains" where it can */
  const RgRuleChoice *choices; /* ended by one without a word */
  const char *others;  /* the word before the second list */
  /* The living customers for whom it is so; the caller takes the rest for what is not so. */
  RgBitset *(*scan) (const RgRule *rule, const RgSegmentContext *context);
  /* What follows "customers who", translated. NULL: from the rest of the row. */
  char *(*phrase) (const RgRule *rule, const char *currency);
  /* Kinds that compare a number: what it is of everybody, instead of scan; "spent %s" with what is
   * compared; and a number in words, "3 times". */
  void (*measure) (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure);
  /* Of these, where "at least 1" can be told sooner than the number. */
  RgBitset *(*some) (const RgRule *rule, const RgSegmentContext *context);
  const char *about;   /* NULL: the number alone tells enough */
  const char *about_one; /* of one customer, where that is said in another way */
  char *(*unit) (gint64 number, const char *currency);
  /* Kinds that do not, or say more than a number: what is known of the one person in a dataset of
   * them alone, translated, or NULL. */
  char *(*fact) (const RgRule *rule, const RgSegmentContext *context);
  /* Kinds that name products without RG_FIELD_WHERE: the receipts of the one person that decide,
   * by their place in sales[0], those that count no more among them. */
  RgBitset *(*receipts) (const RgRule *rule, const RgSegmentContext *context);
  /* The same kinds: what would turn the rule about that person, a translated sentence, and as
   * values; NULL: nobody can say. turn->wanted is set. */
  char *(*turn) (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn);
  gboolean everybody;  /* everybody has a number, which is never less than nothing */
  gboolean future;     /* RG_FIELD_WINDOW: days to come make sense */
  int ahead;           /* of a period: a new rule looks so many days ahead; 0: it does not */
  gboolean beside_all; /* it says where somebody stands among all: nobody is judged alone */
  gboolean of_everybody; /* RG_FIELD_OWN: about what every shop may know, not its own fields */
  gboolean nested;     /* it stands for the rules of the saved segments that it names */
  const RgRuleNeed *need; /* what it cannot do without; NULL: what its fields need */
  /* What one rule of the kind cannot do without, translated; NULL: nothing, as a member too. */
  const char *(*lacks) (const RgRule *rule, const RgDataset *dataset);
  /* What follows of whoever fits the rule without its "not" (not: of whoever does not), in words
   * that other kinds use, too. NULL: what its row says. */
  void (*claims) (const RgRule *rule, gboolean not, RgClaims *claims);
  /* What of a new rule the shop's own data suggest. NULL: nothing. */
  void (*propose) (RgRule *rule, const RgDataset *dataset);
};

/* A row of the table of lists: all that there is to one. Texts are marked, not translated. */
typedef struct {
  const char *choose; /* what a rule without a name lacks: "Choose a country." */
  const char *add;    /* the title of the control that takes one more */
  gsize names;        /* where an RgDataset has its RgNames; 0: nowhere */
  gsize column;       /* and which of them each product has; 0: products have none of it */
  const char *none;   /* said where there are no names at all; NULL: that is an answer */
  gboolean single;    /* everybody has one at most */
  gboolean coded;     /* they are products, which are meant by their codes, too */
  gboolean open;      /* any other will do as well: it is typed, not chosen */
} RgRuleListRow;

const RgRuleListRow *rg_rule_list_row (RgRuleList list);

guint rg_n_rule_kinds (void);
const RgRuleKind *rg_rule_kind_at (guint k);
/* NULL where there is no such keyword. */
const RgRuleKind *rg_rule_kind_find (const char *keyword);
guint rg_rule_kind_n_choices (const RgRuleKind *kind);

const char *rg_permission_word (RgPermission permission); /* "unknown", "yes", "no" */
/* A number of the kind with its unit: "10 km", "3 times"; NULL where it has none. Owned by the
 * caller. */
char *rg_rule_kind_dup_number (const RgRuleKind *kind, gint64 number, const char *currency);
const char *rg_calendar_word (RgCalendarUnit unit); /* "week", … */
const char *rg_weekday_word (guint weekday); /* "monday", … */
const char *rg_selling_word (RgSelling selling); /* "shop", "web"; none for any */

G_END_DECLS
