/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of other files than fault-actions.c, and how all of them find what they work on. */
#pragma once

#include "rg-test-shop.h"

/* The number that a query gives; the test fails without one. */
gint64 fault_find (RgTestShop *shop, const char *sql);
gint64 fault_find_customer (RgTestShop *shop, const char *name);

/* All but the first two work on the newest campaign whose list is not fixed, or on the one whose
 * list is. */
gboolean fault_campaign_new (RgTestShop *shop, GError **error);
gboolean fault_campaign_fix (RgTestShop *shop, GError **error);
gboolean fault_campaign_edit (RgTestShop *shop, GError **error);
gboolean fault_template_keep (RgTestShop *shop, GError **error);
gboolean fault_template_delete (RgTestShop *shop, GError **error);
gboolean fault_campaign_exclude (RgTestShop *shop, GError **error);
gboolean fault_campaign_delete (RgTestShop *shop, GError **error);
gboolean fault_campaign_seed (RgTestShop *shop, GError **error);
gboolean fault_campaign_drop (RgTestShop *shop, GError **error);
gboolean fault_campaign_output (RgTestShop *shop, GError **error);
gboolean fault_campaign_export (RgTestShop *shop, GError **error);
/* The second one reads what came back to what the first one sent. */
gboolean fault_mail_sent (RgTestShop *shop, GError **error);
gboolean fault_mail_read (RgTestShop *shop, GError **error);
gboolean fault_response_bring (RgTestShop *shop, GError **error);
gboolean fault_coupon_use (RgTestShop *shop, GError **error);
gboolean fault_discount_give (RgTestShop *shop, GError **error);
gboolean fault_rest_group (RgTestShop *shop, GError **error);

/* Ids of everybody, and of some who are not there. */
GArray *fault_everybody (void);
gboolean fault_contact_new (RgTestShop *shop, GError **error);
/* Both work on Åse's. */
gboolean fault_contact_edit (RgTestShop *shop, GError **error);
gboolean fault_contact_delete (RgTestShop *shop, GError **error);
gboolean fault_home_shared (RgTestShop *shop, GError **error);
gboolean fault_home_left (RgTestShop *shop, GError **error);
gboolean fault_note_new (RgTestShop *shop, GError **error);
/* Both work on the newest. */
gboolean fault_note_edit (RgTestShop *shop, GError **error);
gboolean fault_note_delete (RgTestShop *shop, GError **error);
/* The field that the others work on. */
gboolean fault_field_first (RgTestShop *shop, GError **error);
gboolean fault_field_new (RgTestShop *shop, GError **error);
gboolean fault_field_edit (RgTestShop *shop, GError **error);
gboolean fault_field_value (RgTestShop *shop, GError **error);
gboolean fault_field_delete (RgTestShop *shop, GError **error);
gboolean fault_bulk_own (RgTestShop *shop, GError **error);
gboolean fault_bulk_campaign (RgTestShop *shop, GError **error);
gboolean fault_bulk_segment (RgTestShop *shop, GError **error);
gboolean fault_tag_delete (RgTestShop *shop, GError **error);
gboolean fault_erase (RgTestShop *shop, GError **error);

/* The second one works on the first. */
gboolean fault_automation_on (RgTestShop *shop, GError **error);
gboolean fault_automation_run (RgTestShop *shop, GError **error);
/* The same for who asks about something, with an enquiry. */
gboolean fault_automation_asked (RgTestShop *shop, GError **error);

gboolean fault_ticket_new (RgTestShop *shop, GError **error);
/* Both work on the newest. */
gboolean fault_ticket_close (RgTestShop *shop, GError **error);
gboolean fault_ticket_delete (RgTestShop *shop, GError **error);

gboolean fault_task_new (RgTestShop *shop, GError **error);
/* Both work on the newest. */
gboolean fault_task_done (RgTestShop *shop, GError **error);
gboolean fault_task_delete (RgTestShop *shop, GError **error);
gboolean fault_target (RgTestShop *shop, GError **error);
gboolean fault_closed (RgTestShop *shop, GError **error);
gboolean fault_location (RgTestShop *shop, GError **error);
gboolean fault_postcodes (RgTestShop *shop, GError **error);
gboolean fault_postcodes_removed (RgTestShop *shop, GError **error);
