/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The places of the sidebar, and the pages and dialogs that an action opens.
 *
 * A page is an AdwNavigationPage subclass with a construct property "store" (an RgStore) whose
 * child holds an AdwToolbarView with a header bar. A place stands in the table once its page
 * works. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;        /* the target of win.show-place */
  const char *title;     /* untranslated */
  const char *icon_name; /* symbolic */
  GType (*get_type) (void);
} RgPlace;

/* What a window action opens: an AdwNavigationPage subclass is pushed, an AdwDialog subclass is
 * shown over the window. The action's parameter goes into the construct property "id" (int64) or
 * "query" (GVariant, a{sv}). */
typedef struct
{
  const char *action;         /* "show-customer" */
  const char *parameter_type; /* "x" or "a{sv}" */
  GType (*get_type) (void);
  const char *place; /* the id of the place that its page belongs to; NULL: none of its own */
} RgDetail;

/* In the order of the sidebar; borrowed. */
const RgPlace *rg_places_get (gsize *n_places);
/* NULL where there is no such place. */
const RgPlace *rg_places_find (const char *id);

const RgDetail *rg_details_get (gsize *n_details);

G_END_DECLS
