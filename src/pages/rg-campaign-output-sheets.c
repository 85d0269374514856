/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send: what is printed, how it looks, and what is kept of it for the next time. */
#include "pages/rg-campaign-output-page-private.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-sheets-dialog.h"

/* People who are looked at before the main loop runs again. */
#define RG_OUTPUT_AT_ONCE 8

/* --- the preview --- */

static void
rg_campaign_output_page_set_page (RgCampaignOutputPage *self, guint page)
{
  guint n_pages = rg_sheets_get_n_pages (self->sheets);
  g_autofree char *text = NULL;

  self->page = MIN (page, MAX (n_pages, 1) - 1);
  /* Translators: the number of a page, and how many there are. */
  text = g_strdup_printf (_("Page %u of %u"), self->page + 1, n_pages);
  gtk_label_set_text (self->page_label, text);
  rg_page_preview_set_page (self->preview, self->page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", self->page + 1 < n_pages);
}

static gboolean
rg_campaign_output_page_count_cb (gpointer data)
{
  RgCampaignOutputPage *self = data;
  gboolean all = rg_sheets_paginate (self->sheets, RG_OUTPUT_AT_ONCE);

  rg_campaign_output_page_set_page (self, self->page);
  if (!all)
    return G_SOURCE_CONTINUE;
  self->counter = 0;
  return G_SOURCE_REMOVE;
}

static void
rg_campaign_output_page_draw (cairo_t *cr, guint page, gpointer data)
{
  if (page < rg_sheets_get_n_pages (data))
    rg_sheets_draw_page (data, cr, page);
}

RgSheets *
rg_campaign_output_page_make_sheets (RgCampaignOutputPage *self, GArray *people,
                                     RgCampaignPieces **pieces)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  const RgCampaignSight *sight = rg_campaign_step_get_sight (step);
  RgCampaignPieces *own = rg_campaign_pieces_new (rg_campaign_step_get_store (step),
                                                  sight->campaign->id, people);
  g_auto (RgLetterhead) head = { NULL };
  RgSheetsSetup setup = self->setup;

  setup.texts = sight->campaign->channel == RG_CHANNEL_SMS;
  rg_campaign_init_letterhead (sight->campaign, sight->shop, sight->today, &head);
  if (pieces != NULL)
    *pieces = own;
  return rg_sheets_new (&setup, &head, sight->campaign->name, people->len,
                        rg_campaign_pieces_fill, own, (GDestroyNotify) rg_campaign_pieces_free);
}

/* Whoever got no coupon needs no place on the sheet. */
static GArray *
rg_campaign_output_page_get_people (RgCampaignOutputPage *self, const RgCampaignSight *sight)
{
  return self->setup.form == RG_OUTPUT_COUPONS ? sight->with_coupon : sight->included;
}

static void
rg_campaign_output_page_say_people (RgCampaignOutputPage *self, const RgCampaignSight *sight)
{
  const guint n = rg_campaign_output_page_get_people (self, sight)->len;
  g_autofree char *people = rg_number_format (n);
  g_autofree char *text = NULL;

  if (rg_campaign_output_page_is_mail (self))
    text = g_strdup_printf (P_ ("%s e-mail", "%s e-mails", n), people);
  else if (self->setup.form == RG_OUTPUT_LETTERS)
    text = g_strdup_printf (P_ ("%s letter", "%s letters", n), people);
  else
    text = g_strdup_printf (P_ ("%s person", "%s people", n), people);
  gtk_label_set_text (self->people_label, text);
}

/* An e-mail stands there as it will be read; nothing of it but its coupons is for paper. */
static void
rg_campaign_output_page_show_form (RgCampaignOutputPage *self, const RgCampaignSight *sight)
{
  const gboolean mail = rg_campaign_output_page_is_mail (self)
                        && self->setup.form != RG_OUTPUT_COUPONS;

  gtk_stack_set_visible_child_name (self->stack, mail ? "mail" : "letters");
  gtk_widget_set_visible (self->pager, !mail);
  if (!mail)
    return;
  rg_message_preview_set_people (self->mail_preview,
                                 rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), sight, 0);
  rg_message_preview_draw (self->mail_preview, sight->campaign);
}

static void
rg_campaign_output_page_preview (RgCampaignOutputPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));

  g_clear_handle_id (&self->counter, g_source_remove);
  rg_campaign_output_page_say_people (self, sight);
  rg_campaign_output_page_show_form (self, sight);
  self->sheets = rg_campaign_output_page_make_sheets (
    self, rg_campaign_output_page_get_people (self, sight), NULL);
  rg_page_preview_show (self->preview, rg_sheets_get_paper (self->sheets),
                        rg_campaign_output_page_draw, self->sheets,
                        (GDestroyNotify) rg_sheets_free, self->page);
  self->counter = g_idle_add (rg_campaign_output_page_count_cb, self);
}

static void
rg_campaign_output_page_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);

  if (self->sheets != NULL)
    rg_campaign_output_page_set_page (self, g_str_has_suffix (name, "next") ? self->page + 1
                                                                            : self->page - 1);
}

/* --- which form --- */

static gboolean
rg_campaign_output_page_offers (const RgCampaignSight *sight, RgOutputForm form)
{
  const RgCampaign *campaign = sight->campaign;

  if (form == RG_OUTPUT_COUPONS)
    return sight->with_coupon->len > 0;
  return rg_output_form_fits (form, campaign->channel)
         || form == rg_output_form_usual (campaign->channel);
}

/* Fills the choice; the form of the last time is chosen where there is one. */
static void
rg_campaign_output_page_fill_forms (RgCampaignOutputPage *self, const RgCampaignSight *sight)
{
  const RgCampaign *campaign = sight->campaign;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *last = g_settings_get_string (self->settings, "print-form");
  RgOutputForm wished = rg_output_form_usual (campaign->channel);
  guint chosen = 0;

  rg_output_form_from_id (last, &wished);
  g_array_set_size (self->forms, 0);
  for (guint i = 0; i < RG_N_OUTPUT_FORMS; i++)
    {
      const RgOutputForm form = (RgOutputForm) i;

      if (!rg_campaign_output_page_offers (sight, form))
        continue;
      if (form == wished)
        chosen = self->forms->len;
      g_array_append_val (self->forms, form);
      gtk_string_list_append (words, campaign->channel == RG_CHANNEL_EMAIL
                                         && form != RG_OUTPUT_COUPONS
                                       ? _("E-mails") : rg_output_form_get_label (form));
    }
  self->setup.form = g_array_index (self->forms, RgOutputForm, chosen);
  gtk_drop_down_set_model (self->form_choice, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->form_choice, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->form_choice), self->forms->len > 1);
}

static void
rg_campaign_output_page_chosen_cb (RgCampaignOutputPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->form_choice);

  if (self->sheets == NULL || chosen >= self->forms->len
      || g_array_index (self->forms, RgOutputForm, chosen) == self->setup.form)
    return;
  self->setup.form = g_array_index (self->forms, RgOutputForm, chosen);
  g_settings_set_string (self->settings, "print-form", rg_output_form_get_id (self->setup.form));
  self->page = 0;
  rg_campaign_output_page_preview (self);
  rg_campaign_output_page_update_actions (self);
}

/* --- the page setup --- */

static void
rg_campaign_output_page_read_setup (RgCampaignOutputPage *self)
{
  g_autofree char *paper = g_settings_get_string (self->settings, "print-paper");
  g_autofree char *labels = g_settings_get_string (self->settings, "label-sheet");
  const RgPaper *kept = rg_paper_from_name (paper);
  RgLabelSheet sheet;

  rg_sheets_setup_init (&self->setup);
  if (kept != NULL)
    self->setup.paper = kept;
  if (*labels != '\0' && rg_label_sheet_parse (labels, &sheet, NULL))
    self->setup.labels = sheet;
  self->setup.start = (guint) CLAMP (g_settings_get_int (self->settings, "label-start"), 1,
                                     (int) rg_label_sheet_get_n (&self->setup.labels));
}

static void
rg_campaign_output_page_keep_setup (RgCampaignOutputPage *self)
{
  g_autofree char *labels = rg_label_sheet_print (&self->setup.labels);

  g_settings_set_string (self->settings, "print-paper", self->setup.paper->name);
  g_settings_set_string (self->settings, "label-sheet", labels);
  g_settings_set_int (self->settings, "label-start", (int) self->setup.start);
}

void
rg_campaign_output_page_used_labels (RgCampaignOutputPage *self, guint n)
{
  self->setup.start = (self->setup.start - 1 + n) % rg_label_sheet_get_n (&self->setup.labels) + 1;
  rg_campaign_output_page_keep_setup (self);
}

static void
rg_campaign_output_page_set_up_cb (const RgSheetsSetup *setup, gpointer data)
{
  RgCampaignOutputPage *self = data;

  if (self->sheets == NULL)
    return;
  self->setup = *setup;
  rg_campaign_output_page_keep_setup (self);
  rg_campaign_output_page_preview (self);
}

static void
rg_campaign_output_page_set_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);

  adw_dialog_present (rg_sheets_dialog_new (&self->setup, rg_campaign_output_page_set_up_cb,
                                            G_OBJECT (self)),
                      widget);
}

/* --- the campaign --- */

void
rg_campaign_output_page_show_sheets (RgCampaignOutputPage *self, const RgCampaignSight *sight)
{
  if (sight->included == NULL || sight->included->len == 0)
    {
      g_clear_handle_id (&self->counter, g_source_remove);
      self->sheets = NULL;
      return;
    }
  if (self->sheets == NULL)
    {
      rg_campaign_output_page_read_setup (self);
      rg_campaign_output_page_fill_forms (self, sight);
    }
  rg_campaign_output_page_preview (self);
}

void
rg_campaign_output_page_install_sheets (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, rg_campaign_output_page_chosen_cb);
  gtk_widget_class_install_action (klass, "page.previous", NULL,
                                   rg_campaign_output_page_step_action);
  gtk_widget_class_install_action (klass, "page.next", NULL, rg_campaign_output_page_step_action);
  gtk_widget_class_install_action (klass, "page.set-up", NULL,
                                   rg_campaign_output_page_set_up_action);
}
