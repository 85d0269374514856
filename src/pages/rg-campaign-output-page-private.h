/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of Print and Send share. */
#pragma once

#include "pages/rg-campaign-output-page.h"
#include "pages/rg-campaign-step.h"
#include "pages/rg-mail-sending.h"
#include "pages/rg-message-preview.h"
#include "pages/rg-page-preview.h"
#include "print/rg-sheets.h"
#include "store/rg-campaign-pieces.h"
#include "transfer/rg-campaign-layout.h"

G_BEGIN_DECLS

struct _RgCampaignOutputPage
{
  RgCampaignStep parent_instance;

  GtkStack *stack;
  GtkWidget *bottom;
  RgPagePreview *preview;
  RgMessagePreview *mail_preview;
  GtkWidget *pager;
  GtkLabel *page_label;
  GtkLabel *people_label;
  GtkProgressBar *progress;
  GtkWidget *print_button;
  GtkDropDown *form_choice;
  GtkLabel *mail_label; /* what became of the e-mails */

  GSettings *settings;
  RgSheetsSetup setup;
  RgCampaignLayout layout; /* of the file that is being chosen */
  GArray *forms;          /* RgOutputForm: what can be chosen, in its order */
  RgMailSending *sending; /* while mail goes out */
  guint looker;           /* source that looks how far it is */
  gint64 mails[RG_N_MAIL_STATES];
  gboolean has_mailbox;
  gint64 mailbox_read_at;
  RgSheets *sheets; /* owned by the preview */
  guint page;
  guint counter;      /* source that counts the pages */
  gboolean print_had_keyboard; /* before the pages were printed */
};

/* rg-campaign-output-page.c */
void rg_campaign_output_page_say (RgCampaignOutputPage *self, const char *text);
void rg_campaign_output_page_say_error (RgCampaignOutputPage *self, const GError *error);
/* There is a way out once the list is fixed, and one at a time. */
void rg_campaign_output_page_update_actions (RgCampaignOutputPage *self);
void rg_campaign_output_page_set_busy (RgCampaignOutputPage *self, gboolean busy);

/* rg-campaign-output-sheets.c: what is printed, and how. */
void rg_campaign_output_page_install_sheets (GtkWidgetClass *klass);
/* Which forms there are, and the preview of the chosen one; again after each change. */
void rg_campaign_output_page_show_sheets (RgCampaignOutputPage *self, const RgCampaignSight *sight);
/* The sheets of people (gint64 ids); pieces are theirs. */
RgSheets *rg_campaign_output_page_make_sheets (RgCampaignOutputPage *self, GArray *people,
                                               RgCampaignPieces **pieces);
/* Once labels were printed: the next ones begin where these end. */
void rg_campaign_output_page_used_labels (RgCampaignOutputPage *self, guint n);

/* rg-campaign-output-write.c: paper and files. */
void rg_campaign_output_page_install_write (GtkWidgetClass *klass);
/* Which files there are: what the channel is for. */
void rg_campaign_output_page_update_layouts (RgCampaignOutputPage *self, gboolean ready);

/* rg-campaign-output-mail.c: e-mail. */
void rg_campaign_output_page_install_mail (GtkWidgetClass *klass);
gboolean rg_campaign_output_page_is_mail (RgCampaignOutputPage *self);
void rg_campaign_output_page_update_mail (RgCampaignOutputPage *self, gboolean ready);
void rg_campaign_output_page_count_mails (RgCampaignOutputPage *self);

G_END_DECLS
