/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A segment: a tree of rules about customers.
 *
 * Groups (ALL, ANY, NONE of what is in them) hold rules and further groups. An empty group says
 * nothing: it is passed over by the group around it, and a segment of nothing is everybody. The
 * text form is how segments are stored, exchanged and typed; rg_segment_help() documents it. */
#pragma once

#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "base/rg-own-kind.h"
#include "rules/rg-stage.h"

G_BEGIN_DECLS

typedef enum {
  RG_RULE_COUNTRY,
  RG_RULE_CITY,
  RG_RULE_AGE,
  RG_RULE_BIRTHDAY_MONTH,
  RG_RULE_BIRTHDAY_SOON,
  RG_RULE_NAME,
  RG_RULE_TEXT,
  RG_RULE_JOINED,
  RG_RULE_HAS,
  RG_RULE_TAG,
  RG_RULE_PERMISSION,
  RG_RULE_SPEND,
  RG_RULE_VISITS,
  RG_RULE_BASKET,
  RG_RULE_FIRST_VISIT,
  RG_RULE_ABSENT,
  RG_RULE_STAGE,
  RG_RULE_BOUGHT_PRODUCT,
  RG_RULE_BOUGHT_CATEGORY,
  RG_RULE_NEVER_PRODUCT,
  RG_RULE_NEVER_CATEGORY,
  RG_RULE_OWN,
} RgRuleKind;
#define RG_RULE_KINDS 22

typedef enum {
  RG_OP_IS,
  RG_OP_IS_NOT,
  RG_OP_AT_LEAST,
  RG_OP_AT_MOST,
  RG_OP_BETWEEN,
  /* of the shop's own fields only; what is not known is not so either */
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
} RgOp;
#define RG_OPS 16

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
  RG_WINDOW_LAST,    /* the last `days` days, today among them */
  RG_WINDOW_BETWEEN, /* from one day to another, both among them */
} RgWindowMode;

typedef struct {
  RgWindowMode mode;
  int days;
  RgDay from, to;
} RgWindow;

/* What a rule has; each kind uses some of it (RgRuleKindInfo.fields). */
typedef struct {
  RgRuleKind kind;
  RgOp op;
  char **names;    /* countries, cities, tags, products, categories; or one text */
  gint64 low;      /* years, days, month, times, or millionths of the currency's major unit */
  gint64 high;     /* with RG_OP_BETWEEN; RG_OP_AT_MOST alone */
  guint has;       /* index into the fields of "has" */
  RgChannel channel;
  RgPermission permission;
  RgStage stage;
  RgWindow window;
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
RgNode *rg_node_new_rule (RgRuleKind kind);
void rg_node_free (RgNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgNode, rg_node_free)

/* Takes `child`. index -1: at the end. */
void rg_node_insert (RgNode *group, int index, RgNode *child);
/* Out of its group, to the caller. */
RgNode *rg_node_take (RgNode *node);
/* A copy without a parent. */
RgNode *rg_node_copy (const RgNode *node);
guint rg_node_index (const RgNode *node);
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

/* --- own fields --------------------------------------------------------------------------- */

/* The conditions that fit a field of the kind, each followed by what is not so; *n of them. */
const RgOp *rg_own_kind_ops (RgOwnKind kind, guint *n);
RgOperand rg_own_kind_operand (RgOwnKind kind);
/* Whether the condition is that something is not so; *positive (may be NULL): what. */
gboolean rg_op_is_not (RgOp op, RgOp *positive);
/* Takes another field, or another condition, with values that can be counted. */
void rg_rule_set_own (RgRule *rule, const char *field, RgOwnKind kind, RgOp op);

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
/* The text with the new name of a tag in all rules that name it; `to` NULL: without. `keep`: with
 * the old name as well, which another tag has too. NULL where no rule names it. */
char *rg_segment_rename_tag (const char *text, const char *from, const char *to, gboolean keep);
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

/* What of RgRule a kind uses, and so which controls a form shows. */
typedef enum {
  RG_FIELD_NAMES = 1 << 0,  /* one or more of a list (RgRuleKindInfo.list) */
  RG_FIELD_TEXT = 1 << 1,   /* names[0], free */
  RG_FIELD_NUMBER = 1 << 2, /* low and high by op */
  RG_FIELD_MONEY = 1 << 3,  /* the same in millionths of the currency */
  RG_FIELD_DAYS = 1 << 4,   /* low */
  RG_FIELD_MONTH = 1 << 5,  /* low, 1 to 12 */
  RG_FIELD_TIMES = 1 << 6,  /* low, "at least … times" */
  RG_FIELD_WINDOW = 1 << 7,
  RG_FIELD_HAS = 1 << 8,
  RG_FIELD_PERMISSION = 1 << 9, /* channel and permission */
  RG_FIELD_STAGE = 1 << 10,
  RG_FIELD_OWN = 1 << 11,   /* field, and what fits its kind */
} RgRuleField;

typedef enum {
  RG_LIST_NONE,
  RG_LIST_COUNTRIES,
  RG_LIST_CITIES,
  RG_LIST_TAGS,
  RG_LIST_PRODUCTS,
  RG_LIST_CATEGORIES,
} RgRuleList;

typedef struct {
  RgRuleKind kind;
  const char *keyword; /* how the rule begins in the text form */
  const char *title;   /* what a menu calls it; not translated, marked */
  const char *form;    /* the text form, for the help */
  guint fields;        /* RgRuleField */
  guint ops;           /* 1 << RgOp; 0: no choice */
  RgRuleList list;
  gint64 most;         /* the greatest number allowed */
} RgRuleKindInfo;

const RgRuleKindInfo *rg_rule_kind_info (RgRuleKind kind);

/* "name", "email", "phone", "address" for the text form. */
#define RG_HAS_FIELDS 4
const char *rg_has_field_word (guint has);
const char *rg_permission_word (RgPermission permission); /* "unknown", "yes", "no" */

G_END_DECLS
