/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send: the page. */
#include "pages/rg-campaign-output-page-private.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-settings.h"

G_DEFINE_FINAL_TYPE (RgCampaignOutputPage, rg_campaign_output_page, RG_TYPE_CAMPAIGN_STEP)

void
rg_campaign_output_page_say (RgCampaignOutputPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
rg_campaign_output_page_say_error (RgCampaignOutputPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_campaign_output_page_say (self, text);
}

void
rg_campaign_output_page_update_actions (RgCampaignOutputPage *self)
{
  static const char *const paper[] = { "page.print", "page.save-pdf" };
  RgStore *store = rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self));
  /* What leaves is noted in the shop. */
  gboolean ready = self->sheets != NULL && !rg_store_is_read_only (store)
                   && !gtk_widget_get_visible (GTK_WIDGET (self->progress));

  /* Who allowed e-mail gets no paper but coupons. */
  for (guint i = 0; i < G_N_ELEMENTS (paper); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), paper[i],
                                   ready && (!rg_campaign_output_page_is_mail (self)
                                             || self->setup.form == RG_OUTPUT_COUPONS));
  rg_campaign_output_page_update_layouts (self, ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.set-up", ready);
  rg_campaign_output_page_update_mail (self, ready);
  gtk_widget_set_visible (self->bottom, self->sheets != NULL);
}

void
rg_campaign_output_page_set_busy (RgCampaignOutputPage *self, gboolean busy)
{
  if (busy)
    self->print_had_keyboard = gtk_widget_is_focus (self->print_button);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  rg_campaign_output_page_update_actions (self);
  /* It could not be used meanwhile, and the keyboard went elsewhere. */
  if (!busy && self->print_had_keyboard)
    gtk_widget_grab_focus (self->print_button);
}

static void
rg_campaign_output_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (step);

  rg_campaign_output_page_show_sheets (self, sight);
  if (self->sheets != NULL)
    rg_campaign_output_page_count_mails (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "not-fixed");
  rg_campaign_output_page_update_actions (self);
}

static void
rg_campaign_output_page_check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-campaign-check", "x",
                              rg_campaign_step_get_id (RG_CAMPAIGN_STEP (widget)));
}

static void
rg_campaign_output_page_dispose (GObject *object)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (object);

  g_clear_handle_id (&self->counter, g_source_remove);
  g_clear_handle_id (&self->looker, g_source_remove);
  self->sheets = NULL;
  if (self->mail_preview != NULL)
    rg_message_preview_forget (self->mail_preview);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_OUTPUT_PAGE);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->forms, g_array_unref);
  G_OBJECT_CLASS (rg_campaign_output_page_parent_class)->dispose (object);
}

static void
rg_campaign_output_page_class_init (RgCampaignOutputPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_output_page_dispose;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_output_page_show;
  g_type_ensure (RG_TYPE_PAGE_PREVIEW);
  g_type_ensure (RG_TYPE_MESSAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-output-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, mail_preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, pager);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, page_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, people_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, form_choice);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, mail_label);

  gtk_widget_class_install_action (widget_class, "page.check", NULL,
                                   rg_campaign_output_page_check_action);
  rg_campaign_output_page_install_sheets (widget_class);
  rg_campaign_output_page_install_write (widget_class);
  rg_campaign_output_page_install_mail (widget_class);
}

static void
rg_campaign_output_page_init (RgCampaignOutputPage *self)
{
  self->settings = rg_settings_new ();
  self->forms = g_array_new (FALSE, FALSE, sizeof (RgOutputForm));
  gtk_widget_init_template (GTK_WIDGET (self));
}
