/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The real regularsctl, on a shop's file in a temporary folder. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path; /* shop.regulars in it; not made yet */
} RgTestCtl;

typedef struct
{
  char *output;
  char *messages;
  int code; /* -1 where it did not exit by itself */
} RgTestCall;

void rg_test_ctl_set_up (RgTestCtl *test, gconstpointer data);
/* Removes the folder and all in it. */
void rg_test_ctl_tear_down (RgTestCtl *test, gconstpointer data);

/* Runs with --store, the user's folders in the temporary one. The line is split as a shell does. */
RgTestCall rg_test_ctl_run (RgTestCtl *test, const char *line);
/* Without --store; test may be NULL. */
RgTestCall rg_test_ctl_run_plain (RgTestCtl *test, const char *line);
/* Runs it and expects success. */
JsonNode *rg_test_ctl_json (RgTestCtl *test, const char *line);
JsonNode *rg_test_ctl_parse (const char *text);
void rg_test_call_clear (RgTestCall *call);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgTestCall, rg_test_call_clear)

G_END_DECLS
