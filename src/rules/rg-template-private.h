/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What reading and merging a message share. */
#pragma once

#include "rules/rg-template.h"

G_BEGIN_DECLS

/* A stretch of the text: plain (field -1) or one field with its braces. */
typedef struct {
  gsize offset;
  gsize length;
  int field;
  guint own;      /* of RG_FIELD_SHOPS_OWN: which of them */
  guint most;     /* of products: how many; 0: nobody said */
  gboolean alone; /* nothing else stands on its line */
  char *fallback; /* NULL: none */
} RgTemplatePart;

struct _RgTemplate {
  char *text;
  char **own;       /* names of the shop's own fields */
  GArray *parts;    /* RgTemplatePart */
  GArray *problems; /* RgTemplateProblem */
};

G_END_DECLS
