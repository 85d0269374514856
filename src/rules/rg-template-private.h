/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What reading and merging a message share. */
#pragma once

#include "rules/rg-segment.h"
#include "rules/rg-template.h"

G_BEGIN_DECLS

/* Beside fields: the marks of a condition. */
#define RG_PART_PLAIN -1
#define RG_PART_ONLY RG_N_FIELDS
#define RG_PART_END (RG_N_FIELDS + 1)

/* A stretch of the text: plain, or one field or mark with its braces. */
typedef struct {
  gsize offset;
  gsize length;
  int field;
  guint own;      /* of RG_FIELD_SHOPS_OWN: which of them */
  guint most;     /* of products: how many; 0: nobody said */
  gboolean alone; /* nothing else stands on its line */
  char *fallback; /* NULL: none */
  char *rules;    /* of RG_PART_ONLY */
} RgTemplatePart;

struct _RgTemplate {
  char *text;
  char **own;       /* names of the shop's own fields */
  GArray *parts;    /* RgTemplatePart */
  GArray *problems; /* RgTemplateProblem */
};

/* What stands before the rules, or between the braces alone: "only for", "end"; translated. */
const char *rg_template_get_only (void);
const char *rg_template_get_end (void);
/* As they stand in a message: one rule by itself. Owned by the caller. */
char *rg_template_dup_rules (const RgNode *root);
gboolean rg_template_part_is_field (const RgTemplatePart *part);

G_END_DECLS
