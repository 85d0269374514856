/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The table of places and of what actions open. Titles are marked for translation here. */
#include "app/rg-places.h"

#include "base/rg-i18n.h"
#include "pages/rg-alike-page.h"
#include "pages/rg-automation-page.h"
#include "pages/rg-campaign-check-page.h"
#include "pages/rg-campaign-compare-page.h"
#include "pages/rg-campaign-message-page.h"
#include "pages/rg-campaign-offer-page.h"
#include "pages/rg-campaign-output-page.h"
#include "pages/rg-campaign-page.h"
#include "pages/rg-campaign-people-page.h"
#include "pages/rg-campaigns-page.h"
#include "pages/rg-coupon-dialog.h"
#include "pages/rg-customer-page.h"
#include "pages/rg-customers-page.h"
#include "pages/rg-duplicates-page.h"
#include "pages/rg-figure-page.h"
#include "pages/rg-groups-page.h"
#include "pages/rg-history-page.h"
#include "pages/rg-import-dialog.h"
#include "pages/rg-insights-page.h"
#include "pages/rg-merge-dialog.h"
#include "pages/rg-new-campaign-dialog.h"
#include "pages/rg-overlap-page.h"
#include "pages/rg-people-page.h"
#include "pages/rg-points-page.h"
#include "pages/rg-receipts-page.h"
#include "pages/rg-report-page.h"
#include "pages/rg-rfm-page.h"
#include "pages/rg-segment-page.h"
#include "pages/rg-segments-page.h"
#include "pages/rg-tags-page.h"
#include "pages/rg-task-dialog.h"
#include "pages/rg-tasks-page.h"
#include "pages/rg-ticket-dialog.h"
#include "pages/rg-timeline-page.h"
#include "pages/rg-today-page.h"

/* In the order of the sidebar: Today, Customers, Segments, Campaigns, Insights, History. */
static const RgPlace places[] = {
  { "today", N_("Today"), "go-home-symbolic", rg_today_page_get_type },
  { "customers", N_("Customers"), "system-users-symbolic", rg_customers_page_get_type },
  { "segments", N_("Segments"), "rg-segments-symbolic", rg_segments_page_get_type },
  { "campaigns", N_("Campaigns"), "mail-unread-symbolic", rg_campaigns_page_get_type },
  { "insights", N_("Insights"), "rg-insights-symbolic", rg_insights_page_get_type },
  { "history", N_("History"), "document-open-recent-symbolic", rg_history_page_get_type },
  { NULL },
};

static const RgDetail details[] = {
  { "edit-task", "a{sv}", rg_task_dialog_get_type },
  { "edit-ticket", "a{sv}", rg_ticket_dialog_get_type },
  { "use-coupon", "a{sv}", rg_coupon_dialog_get_type },
  { "import", "a{sv}", rg_import_dialog_get_type },
  { "merge-customers", "a{sv}", rg_merge_dialog_get_type },
  { "new-campaign", "x", rg_new_campaign_dialog_get_type },
  { "show-alike", "x", rg_alike_page_get_type, "segments" },
  { "show-automation", "a{sv}", rg_automation_page_get_type, "campaigns" },
  { "show-campaign", "x", rg_campaign_page_get_type, "campaigns" },
  { "show-campaign-check", "x", rg_campaign_check_page_get_type, "campaigns" },
  { "show-campaign-comparison", "a{sv}", rg_campaign_compare_page_get_type, "campaigns" },
  { "show-campaign-message", "x", rg_campaign_message_page_get_type, "campaigns" },
  { "show-campaign-offer", "x", rg_campaign_offer_page_get_type, "campaigns" },
  { "show-campaign-output", "x", rg_campaign_output_page_get_type, "campaigns" },
  { "show-campaign-people", "x", rg_campaign_people_page_get_type, "campaigns" },
  { "show-customer", "x", rg_customer_page_get_type, "customers" },
  { "show-duplicates", "a{sv}", rg_duplicates_page_get_type, "customers" },
  { "show-figure", "a{sv}", rg_figure_page_get_type, "campaigns" },
  { "show-groups", "a{sv}", rg_groups_page_get_type, "segments" },
  { "show-overlap", "a{sv}", rg_overlap_page_get_type, "segments" },
  { "show-people", "a{sv}", rg_people_page_get_type },
  { "show-points", "x", rg_points_page_get_type, "customers" },
  { "show-receipts", "a{sv}", rg_receipts_page_get_type },
  { "show-report", "a{sv}", rg_report_page_get_type, "insights" },
  { "show-rfm", "a{sv}", rg_rfm_page_get_type, "segments" },
  { "show-segment", "x", rg_segment_page_get_type, "segments" },
  { "show-segment-view", "a{sv}", rg_segment_page_get_type, "segments" },
  { "show-tags", "a{sv}", rg_tags_page_get_type, "customers" },
  { "show-tasks", "a{sv}", rg_tasks_page_get_type, "today" },
  { "show-timeline", "x", rg_timeline_page_get_type, "customers" },
  { NULL },
};

const RgPlace *
rg_places_get (gsize *n_places)
{
  *n_places = G_N_ELEMENTS (places) - 1;
  return places;
}

const RgPlace *
rg_places_find (const char *id)
{
  for (const RgPlace *place = places; place->id; place++)
    if (g_str_equal (place->id, id))
      return place;
  return NULL;
}

const RgDetail *
rg_details_get (gsize *n_details)
{
  *n_details = G_N_ELEMENTS (details) - 1;
  return details;
}
