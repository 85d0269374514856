/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands on a permission form on paper, and on a person's own copy of what they agreed to. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

typedef struct {
  char *label;  /* "Post", "E-mail" … */
  char *detail; /* on a copy: the day and how; else "" */
  gboolean ticked;
} RgPaperAnswer;

typedef struct {
  char *shop;
  char *address;  /* of the shop, in lines, or "" */
  char *version;
  char *text;     /* what people agree to */
  char *benefits; /* what they get for it, or "" */
  char *name;     /* of the person, or "" for a blank form */
  char *contacts; /* what is known to reach them, in lines, or "" */
  gboolean copy;  /* the person's own, to take home: nothing is to be filled in */
  RgDay day;
  GPtrArray *answers; /* RgPaperAnswer */
} RgPermissionPaper;

RgPermissionPaper *rg_permission_paper_new (void);
/* Strings are copied. */
void rg_permission_paper_add (RgPermissionPaper *paper, const char *label, const char *detail,
                              gboolean ticked);
void rg_permission_paper_free (RgPermissionPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPermissionPaper, rg_permission_paper_free)

G_END_DECLS
