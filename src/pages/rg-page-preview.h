/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A printed page on the screen: the same drawing that goes to paper, as wide as there is room. */
#pragma once

#include <gtk/gtk.h>

#include "print/rg-paper.h"

G_BEGIN_DECLS

#define RG_TYPE_PAGE_PREVIEW (rg_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (RgPagePreview, rg_page_preview, RG, PAGE_PREVIEW, GtkWidget)

/* draw NULL: an empty sheet. `data` is freed when something else is shown. */
void rg_page_preview_show (RgPagePreview *self, const RgPaper *paper, RgPageDraw draw,
                           gpointer data, GDestroyNotify free_data, guint page);
/* Another page of the same. */
void rg_page_preview_set_page (RgPagePreview *self, guint page);

G_END_DECLS
