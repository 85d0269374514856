/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can be done with the segment of a page. */
#include "pages/rg-segment-page-private.h"

#include "base/rg-i18n.h"
#include "pages/rg-segment-use.h"
#include "store/rg-segment-freeze.h"

static const char *const rg_segment_uses[] = { "page.export-list", "page.export-cards",
                                               "page.print", "page.freeze", "page.thaw" };

/* A list that is fixed says since when. */
static void
rg_segment_page_show_frozen (RgSegmentPage *self, gboolean frozen)
{
  const RgDay day = frozen && self->dataset != NULL
                      ? rg_segment_frozen_day (self->dataset, self->id, self->root) : RG_DAY_NONE;
  g_autofree char *words = day != RG_DAY_NONE ? rg_day_format (day) : NULL;
  /* Translators: %s is a day. */
  g_autofree char *title = words != NULL ? g_strdup_printf (_("A fixed list since %s"), words)
                                         : g_strdup (_("A fixed list"));

  adw_banner_set_title (self->frozen_banner, title);
  adw_banner_set_revealed (self->frozen_banner, frozen);
}

static void
rg_segment_page_update_use (RgSegmentPage *self, gboolean can_write)
{
  const gboolean saved = self->id != 0 && !rg_segment_page_is_changed (self);
  const gboolean frozen =
    saved && self->root != NULL && rg_segment_is_frozen (self->root, self->saved_name);

  for (guint i = 0; i < 3; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rg_segment_uses[i], saved);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.freeze", can_write && saved && !frozen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.thaw", can_write && frozen);
  rg_segment_page_show_frozen (self, frozen);
}

void
rg_segment_page_update_actions (RgSegmentPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *title = *name != '\0' ? name : _("New Segment");
  const gboolean can_write = self->store != NULL && !rg_store_is_read_only (self->store);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save",
                                 can_write && rg_segment_page_can_save (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.undo", self->undo->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.delete", can_write && self->id != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.find-alike",
                                 self->id != 0 && !rg_segment_page_is_changed (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.start-campaign",
                                 can_write && self->id != 0 && !rg_segment_page_is_changed (self));
  rg_segment_page_update_use (self, can_write);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

/* --- doing it ----------------------------------------------------------------------------- */

static void
rg_segment_page_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_segment_page_save (RG_SEGMENT_PAGE (widget));
}

static void
rg_segment_page_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_segment_page_delete (RG_SEGMENT_PAGE (widget));
}

static void
rg_segment_page_campaign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.new-campaign", "x", RG_SEGMENT_PAGE (widget)->id);
}

static void
rg_segment_page_alike_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-alike", "x", RG_SEGMENT_PAGE (widget)->id);
}

static void
rg_segment_page_use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (widget);

  if (g_str_equal (name, "page.print"))
    rg_segment_use_print (widget, self->store, self->saved_name, self->saved_text);
  else if (g_str_equal (name, "page.freeze"))
    rg_segment_use_freeze (widget, self->store, self->id, self->saved_text);
  else if (g_str_equal (name, "page.thaw"))
    rg_segment_use_freeze (widget, self->store, self->id, NULL);
  else
    rg_segment_use_export (widget, self->store, self->saved_text,
                           g_str_equal (name, "page.export-cards") ? RG_LIST_VCARD
                                                                   : RG_LIST_SPREADSHEET);
}

void
rg_segment_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.save", NULL, rg_segment_page_save_action);
  gtk_widget_class_install_action (klass, "page.delete", NULL, rg_segment_page_delete_action);
  gtk_widget_class_install_action (klass, "page.find-alike", NULL, rg_segment_page_alike_action);
  gtk_widget_class_install_action (klass, "page.start-campaign", NULL,
                                   rg_segment_page_campaign_action);
  for (guint i = 0; i < G_N_ELEMENTS (rg_segment_uses); i++)
    gtk_widget_class_install_action (klass, rg_segment_uses[i], NULL, rg_segment_page_use_action);
}
