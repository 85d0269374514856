/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Above the list of customers: whom it shows. Everybody, those of a segment, or a saved view. */
#pragma once

#include "store/rg-store-views.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_VIEW_BUTTON (rg_view_button_get_type ())
G_DECLARE_FINAL_TYPE (RgViewButton, rg_view_button, RG, VIEW_BUTTON, AdwBin)

/* Its menu uses actions of the page: "page.view" with a key, "page.save-view", "page.update-view",
 * "page.rename-view", "page.delete-view".
 * signal chosen (): another key is chosen, or what the chosen one stands for has changed. */
void rg_view_button_set_up (RgViewButton *self, RgStore *store);

/* "all", "segment-" or "view-" and an id. One that is not there any more is "all". */
void rg_view_button_choose (RgViewButton *self, const char *key);
const char *rg_view_button_get_key (RgViewButton *self);
/* As soon as a view of that name has been read, it is chosen. */
void rg_view_button_expect (RgViewButton *self, const char *name);

/* The chosen view as it is saved, or NULL; valid until the next signal. */
const RgCustomerView *rg_view_button_get_view (RgViewButton *self);
/* Of the segment that the list shows; 0 and NULL for everybody. */
gint64 rg_view_button_get_segment (RgViewButton *self);
const char *rg_view_button_get_rules (RgViewButton *self);
/* RgCustomerView: all that are saved. */
GPtrArray *rg_view_button_get_views (RgViewButton *self);

G_END_DECLS
