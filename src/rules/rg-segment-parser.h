/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The reading half of the text form, shared by the files that parse it. */
#pragma once

#include "rules/rg-segment.h"

G_BEGIN_DECLS

typedef enum {
  RG_TOKEN_END,
  RG_TOKEN_BREAK,  /* a new line or ";" */
  RG_TOKEN_OPEN,
  RG_TOKEN_CLOSE,
  RG_TOKEN_WORD,   /* anything bare */
  RG_TOKEN_STRING, /* in quotes */
  RG_TOKEN_BROKEN, /* quotes that do not end, bytes that are no UTF-8 */
} RgTokenType;

/* Names that would do where the text ends. */
typedef enum {
  RG_WANTS_NOTHING,
  RG_WANTS_NAMES, /* of the rule at hand */
  RG_WANTS_LOCATIONS,
  RG_WANTS_FIELDS,
} RgWants;

typedef struct {
  const char *text;
  const char *start;  /* of the token at hand */
  const char *next;   /* behind it */
  RgTokenType token;
  GString *value;     /* of a word or string */
  guint n_nodes;
  guint depth;
  GError *error;      /* the first one; nothing is read after it */
  const char *error_at;
  /* For who asks what may come next; else NULL. */
  GPtrArray *wanted;  /* char *, words that would do at the end, each once */
  RgRule *asked;      /* a copy of that whose names would do */
  const RgRule *rule; /* that at hand, or NULL */
  RgWants wants;
} RgParser;

/* Reads to the end for what would do there. */
void rg_parser_ask (RgParser *parser);
/* Notes a word that would do, where the token at hand is the end and somebody asks. */
void rg_parser_want (RgParser *parser, const char *word);
/* The same of names for the rule at hand. */
void rg_parser_want_names (RgParser *parser, RgWants wants);

void rg_parser_advance (RgParser *parser);
/* Whether the token at hand is this bare word; case does not matter. */
gboolean rg_parser_at (const RgParser *parser, const char *word);
/* The same, and steps over it. */
gboolean rg_parser_take (RgParser *parser, const char *word);
/* Steps over the word or fails with it as what was expected. */
gboolean rg_parser_need (RgParser *parser, const char *word);
/* Always FALSE. expected: translated, with its own quotation marks where it is literal. */
gboolean rg_parser_fail (RgParser *parser, const char *expected);

/* rg-rule-text.c: pieces of rules. Each fails with what was expected. */
gboolean rg_parser_number (RgParser *parser, gint64 least, gint64 most, gint64 *number);
gboolean rg_parser_amount (RgParser *parser, gint64 most, gint64 *amount);
gboolean rg_parser_day (RgParser *parser, RgDay *day);
gboolean rg_parser_days (RgParser *parser, int most, int *days);
/* One or, with `several`, more of them joined by "or". */
/* "contains", "starts with" or "ends with", those of `ops`; FALSE also where there is none. */
gboolean rg_parser_part (RgParser *parser, RgRule *rule, guint ops, gboolean not);
gboolean rg_parser_names (RgParser *parser, RgRule *rule, gboolean several);
/* " not starts with "Da"". */
void rg_print_part (GString *out, const RgRule *rule);
void rg_print_names (GString *out, char *const *names);
/* Millionths as " 12.5". */
void rg_print_amount (GString *out, gint64 amount);
/* The number between the two; without printf(), which takes longer than all else about a rule that
 * is printed to be looked up. */
void rg_print_number (GString *out, const char *before, gint64 number, const char *after);

/* The same list for whoever keeps it elsewhere; NULL on failure. */
char **rg_parser_list (RgParser *parser, gboolean several);

/* rg-rule-period.c: rule->window and rule->where. */
gboolean rg_rule_parse_window (RgParser *parser, RgRule *rule);
/* Behind the "in" of a keyword: what comes round each year. */
gboolean rg_rule_parse_yearly (RgParser *parser, RgRule *rule);
gboolean rg_rule_parse_where (RgParser *parser, RgRule *rule);
void rg_rule_print_window (GString *out, const RgRule *rule);
void rg_rule_print_yearly (GString *out, const RgRule *rule);
void rg_rule_print_where (GString *out, const RgRule *rule);

/* What comes after a kind's keyword. */
gboolean rg_rule_parse_rest (RgParser *parser, RgRule *rule);

G_END_DECLS
