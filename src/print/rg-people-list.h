/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list of people on paper: names, cities and last visits, with what they have in common on
 * top. */
#pragma once

#include "model/rg-customer.h"
#include "print/rg-paper.h"

G_BEGIN_DECLS

typedef struct {
  char *name;
  char *city;     /* or "" */
  RgDay last_day; /* RG_DAY_NONE: never came */
} RgPeopleListRow;

typedef struct {
  char *shop;
  char *title;
  char *sentence; /* who they are */
  RgDay day;      /* of which they are; also the PDF's creation date */
  GArray *rows;   /* RgPeopleListRow */
} RgPeopleList;

/* Texts are copied. */
RgPeopleList *rg_people_list_new (const char *shop, const char *title, const char *sentence,
                                  RgDay day);
/* RgCustomerSummary, in their order. */
void rg_people_list_add (RgPeopleList *list, const GPtrArray *people);
void rg_people_list_free (RgPeopleList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPeopleList, rg_people_list_free)

guint rg_people_list_n_pages (const RgPeopleList *list, const RgPaper *paper);
void rg_people_list_draw_page (const RgPeopleList *list, const RgPaper *paper, cairo_t *cr,
                               guint page);
gboolean rg_people_list_write_pdf (const RgPeopleList *list, const char *path, GError **error);

G_END_DECLS
