/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of a segment's page share. */
#pragma once

#include "pages/rg-segment-builder.h"
#include "pages/rg-segment-compare.h"
#include "pages/rg-segment-counter.h"
#include "pages/rg-segment-members.h"
#include "pages/rg-segment-now.h"
#include "pages/rg-segment-page.h"
#include "pages/rg-segment-text.h"
#include "pages/rg-segment-time.h"

G_BEGIN_DECLS

struct _RgSegmentPage
{
  AdwNavigationPage parent_instance;

  AdwBottomSheet *bottom;
  AdwBanner *frozen_banner;
  AdwEntryRow *name_row;
  AdwBreakpoint *few;
  GtkWidget *switcher;
  AdwViewSwitcherBar *switcher_bar;
  AdwViewStack *views;
  GtkLabel *now_line;
  RgSegmentBuilder *builder;
  RgSegmentCompare *compare;
  RgSegmentMembers *members;
  RgSegmentNow *now;
  RgSegmentNow *now_sheet;
  RgSegmentText *text;
  RgSegmentTime *time;

  RgStore *store;
  gint64 id;
  GVariant *query;      /* or NULL */
  guint64 salt;         /* who is drawn on this page */
  RgNode *root;
  char *saved_name;
  char *saved_text;
  RgRuleCache *cache;
  RgDataset *dataset;   /* that the last count was of */
  gboolean counting;
  gboolean count_again;
  GPtrArray *undo;      /* RgNode, the newest last */
  RgNode *last;         /* the state after the last edit */
  gint64 last_edit;     /* monotonic */
  gboolean deleted;
};

/* rg-segment-page.c. Takes the tree over. */
void rg_segment_page_set_root (RgSegmentPage *self, RgNode *root);
/* Gives the part that is seen what it shows. */
void rg_segment_page_show_view (RgSegmentPage *self);
const char *rg_segment_page_get_currency (RgSegmentPage *self);

/* rg-segment-page-actions.c: what can be done with it, and which of that now. */
void rg_segment_page_install_actions (GtkWidgetClass *klass);
void rg_segment_page_update_actions (RgSegmentPage *self);

/* rg-segment-page-count.c: counts what the rules say now, or once what runs has ended. */
void rg_segment_page_count (RgSegmentPage *self);

/* rg-segment-page-keep.c: the page and the segment as it is saved. */
gboolean rg_segment_page_is_changed (RgSegmentPage *self);
gboolean rg_segment_page_can_save (RgSegmentPage *self);
void rg_segment_page_save (RgSegmentPage *self);
void rg_segment_page_delete (RgSegmentPage *self);
void rg_segment_page_read (RgSegmentPage *self);
/* Whose rules they are, and among which others. */
void rg_segment_page_tell_segment (RgSegmentPage *self);

G_END_DECLS
