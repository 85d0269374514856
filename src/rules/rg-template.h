/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages with merge fields: "Dear {{first name|friend}},". There is no logic in them and no
 * markup: what a field holds is copied as plain text and never read again.
 *
 * A field is written with its stable name ("first name") or its name in the user's language; what
 * is stored has the stable names, so a message can be opened in any language. The shop's own fields
 * are written with the names that the shop gave them.
 *
 * The fields of products hold several: "{{products due}}" in a line of words is "Filter, Kettle and
 * Mug", three of them or as many as stand behind the name ("{{products due 5}}"). Alone on its line
 * it is a list, one a line.
 *
 * What stands between "{{only for city is "Oslo"}}" and "{{end}}" is for those alone for whom the
 * rules hold, which are written as those of a segment (rules/rg-segment.h). There is nothing of it
 * in the message of anybody else, no empty line either. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_FIELD_FIRST_NAME,
  RG_FIELD_LAST_NAME,
  RG_FIELD_NAME,
  RG_FIELD_CITY,
  RG_FIELD_SHOP_NAME,
  RG_FIELD_TODAY,
  RG_FIELD_COUPON, /* the code of a coupon of one's own, with bars on paper */
  RG_FIELD_OFFER, /* what the campaign offers */
  RG_FIELD_OFFER_UNTIL, /* its last day */
  RG_FIELD_POINTS, /* how many loyalty points the person can spend */
  RG_FIELD_POINTS_UNTIL, /* the last day of those that lapse next */
  /* What this person did: in the order of RgProductsKind (rules/rg-person-products.h). */
  RG_FIELD_PRODUCTS_LEFT, /* in the basket, and did not buy since */
  RG_FIELD_PRODUCTS_LOOKED, /* at, and did not buy since */
  RG_FIELD_PRODUCTS_DUE, /* to be bought again */
  RG_FIELD_SHOPS_OWN, /* any of the shop's own fields */
  RG_N_FIELDS
} RgField;

#define RG_TEMPLATE_N_PRODUCTS 3
#define RG_TEMPLATE_PRODUCTS_MOST 10
#define RG_TEMPLATE_PRODUCTS_USUAL 3

/* Stands before each item of a list, where a message keeps its lines (rules/rg-mail-blocks.h): no
 * field can hold it. */
#define RG_TEMPLATE_ITEM "\u2028"

/* Something in the text that cannot be merged. */
typedef struct {
  gsize offset; /* bytes from the start of the text; always at a character */
  gsize length; /* bytes */
  char *sentence; /* what is wrong and what to write instead, translated */
} RgTemplateProblem;

typedef struct _RgTemplate RgTemplate;

/* Reads any text; what is wrong in it stands in the problems. The text must be valid UTF-8. */
RgTemplate *rg_template_new (const char *text);
/* The same, with the names of the shop's own fields; own may be NULL. */
RgTemplate *rg_template_new_for (const char *text, char *const *own);
void rg_template_free (RgTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTemplate, rg_template_free)

/* In the order of the text. */
guint rg_template_n_problems (const RgTemplate *self);
const RgTemplateProblem *rg_template_get_problem (const RgTemplate *self, guint index);

gboolean rg_template_uses (const RgTemplate *self, RgField field);

/* Conditions, in the order of the text: rules on one line, which can be read. */
guint rg_template_n_conditions (const RgTemplate *self);
const char *rg_template_get_condition (const RgTemplate *self, guint index);
/* A line of a message without the marks of conditions. Owned by the caller. */
char *rg_template_dup_line (const char *line);
/* The stored message with other rules: func gives those that take the place of `rules`, or NULL
 * where they stay. NULL where nothing is different. Owned by the caller. */
typedef char *(*RgTemplateRulesFunc) (const char *rules, gpointer data);
char *rg_template_dup_followed (const RgTemplate *self, RgTemplateRulesFunc func, gpointer data);

/* What one person has. */
typedef struct {
  const char *const *fields; /* RG_N_FIELDS; of each NULL or "": none */
  char *const *own;          /* the shop's own fields, in the order of their names; NULL: none */
  /* Of RG_FIELD_PRODUCTS_LEFT and so on: their names, and for a list what is said of each. */
  char *const *products[RG_TEMPLATE_N_PRODUCTS];
  char *const *product_lines[RG_TEMPLATE_N_PRODUCTS];
  const guint8 *holds; /* of each condition; NULL: none holds */
} RgTemplateValues;

/* Fields as 1 << field. */
typedef struct {
  guint missing; /* nobody knows them, and nothing stands there */
  guint fallen;  /* the fallback stands there */
  guint filled;
} RgTemplateGaps;

typedef enum {
  RG_TEMPLATE_LINE,  /* such as a subject: there are no lists in it */
  RG_TEMPLATE_TEXT,  /* items of a list stand on lines of their own, behind "- " */
  RG_TEMPLATE_LINES, /* it has the lines of the message: items of a list stand on one, each behind
                      * RG_TEMPLATE_ITEM, and what is for others leaves empty ones */
} RgTemplateForm;

/* The message for one person. Where nothing is known, the fallback stands there, or nothing where
 * the field has none. Control characters of a value become spaces. Fields with problems are copied
 * as written. gaps may be NULL. Owned by the caller. */
char *rg_template_render_for (const RgTemplate *self, const RgTemplateValues *values,
                              RgTemplateForm form, RgTemplateGaps *gaps);
/* What was merged as RG_TEMPLATE_LINES, as it is read. Owned by the caller. */
char *rg_template_dup_text (const char *lines);
/* The same of plain fields alone. missing may be NULL. */
char *rg_template_render (const RgTemplate *self, const char *const values[RG_N_FIELDS],
                          guint *missing);

/* The same message with the stable names (for the file) or with the names of the user's language
 * (for the screen). Owned by the caller. */
char *rg_template_dup_stored (const RgTemplate *self);
char *rg_template_dup_shown (const RgTemplate *self);

/* The stored message after one of the shop's own fields has another name; NULL where the message
 * does not name it. Owned by the caller. */
char *rg_template_dup_renamed (const RgTemplate *self, const char *was, const char *name);

gboolean rg_field_is_products (int field);
/* "first name": never translated. */
const char *rg_field_get_id (RgField field);
/* The name in the user's language. */
const char *rg_field_get_label (RgField field);

G_END_DECLS
