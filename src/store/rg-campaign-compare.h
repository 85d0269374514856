/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All campaigns that went out, side by side: what each cost, who answered and what it kept; who
 * answers to which channel; and the year's budget. The figures are those of each campaign's own
 * report (rg-campaign-report.h). */
#pragma once

#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  RgChannel channel;
  RgDay sent_on;
  RgVerdict verdict;
  gint64 written;      /* letters */
  gint64 spent_minor;  /* print and post, staff's time and coupons */
  gint64 budget_minor; /* -1: nobody said */
  gint64 people;       /* of those written to who are still there */
  gint64 came;
  RgInterval share;    /* of those who came: Wilson's, 95 % */
  gboolean has_groups; /* more than one stands beside another in its results */
  gboolean has_kept;   /* whether the next can be said */
  gint64 kept_minor;   /* extra profit of the whole */
  gint64 low_minor;
  gint64 high_minor;
} RgCampaignLine;

/* What became of all letters of one channel. */
typedef struct {
  guint campaigns;
  gint64 written; /* a person counts once for each campaign */
  gint64 came;
  gint64 held_out;
  gint64 held_out_came;
  RgInterval share;       /* of those who came: Wilson's, 95 % */
  GArray *compared;       /* RgShares: of each campaign that left somebody without */
  double apart;           /* what came more of those who were written to, over these campaigns: */
  RgInterval difference;  /* and its range, rg_stats_newcombe_over(), 95 % */
  GArray *people;         /* ids of those who came, each once */
  RgDay from;             /* the days in which they did */
  RgDay to;
} RgChannelAnswers;

typedef struct {
  GPtrArray *lines; /* RgCampaignLine, the newest first */
  RgChannelAnswers channels[RG_CHANNELS];
  RgShopCosts costs;       /* with the year's budget */
  RgCampaignProof *year;   /* all campaigns of it beside those who rest; NULL: nobody rests */
  gint64 year_spent_minor; /* by the campaigns that went out in that year */
} RgCampaignComparison;

/* One snapshot of everything: call it in a read. */
RgCampaignComparison *rg_campaign_comparison_new (RgDb *db, const RgDataset *dataset,
                                                  const RgShop *shop, RgDay today, GError **error);
void rg_campaign_comparison_free (RgCampaignComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignComparison, rg_campaign_comparison_free)

/* What stands beside each other, in order: letters, the cost of one, who came back, extra profit,
 * extra profit of one. */
#define RG_COMPARED 5
const char *rg_campaign_compared_word (guint measure);
/* The figure of its results that is behind it (rg-campaign-figures.h); NULL where nothing is. What
 * cannot be judged opens the groups that it would be judged by. */
const char *rg_campaign_line_get_figure (const RgCampaignLine *line, guint measure);
/* Owned by the caller. */
char *rg_campaign_line_dup_measure (const RgCampaignLine *line, guint measure,
                                    const char *currency);
/* All of it in one line. */
char *rg_campaign_line_dup_words (const RgCampaignLine *line, const char *currency);
char *rg_channel_answers_dup_words (const RgChannelAnswers *answers);

G_END_DECLS
