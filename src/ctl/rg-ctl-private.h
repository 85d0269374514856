/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a call of regularsctl is made of; for rg-ctl*.c only. */
#pragma once

#include "ctl/rg-ctl.h"

G_BEGIN_DECLS

struct _RgCtl
{
  char *directory;
  GInputStream *input;
  char *store_path;
  gboolean json_wanted;
  gboolean help_wanted;

  RgStore *open_store; /* of the process around */
  RgStore *store;
  JsonBuilder *json;
  GError *failure; /* what went wrong while it was written */

  gboolean direct;
  GString *output;
  GString *messages;
};

/* Takes the options that every command has out of argv, wherever they stand before a "--". NULL
 * with an error where one lacks its value. */
GStrv rg_ctl_take_options (RgCtl *ctl, const char *const *argv, GError **error);
/* Says what went wrong (NULL: nothing), writes everything out, and returns the exit code. */
int rg_ctl_end (RgCtl *ctl, const GError *error);

/* RgImportRefusal: the first ones, of n in all. */
void rg_ctl_print_refusals (RgCtl *ctl, const GArray *refusals, guint64 n);

/* Help: each line of the text as a paragraph of lines that a terminal has room for, with so many
 * spaces before each. What stands between {{ and }} stays on one line. */
void rg_ctl_append_wrapped (GString *out, guint indent, const char *text);

G_END_DECLS
