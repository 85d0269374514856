/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The people behind a number. Construct properties "store" and "query" (a{sv}): "title" (s) and
 * "customers" (ax), their ids. */
#pragma once

#include <adwaita.h>

#include "analysis/rg-dataset.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_PEOPLE_PAGE (rg_people_page_get_type ())
G_DECLARE_FINAL_TYPE (RgPeoplePage, rg_people_page, RG, PEOPLE_PAGE, AdwNavigationPage)

/* Opens the page of these people, by their ids (GArray of gint64). */
void rg_people_page_open_ids (GtkWidget *widget, const char *title, const GArray *ids);
/* The same of people of the dataset. */
void rg_people_page_open (GtkWidget *widget, const char *title, const RgDataset *dataset,
                          const RgBitset *people);

G_END_DECLS
