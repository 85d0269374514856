/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All campaigns, the newest first, and beside them what is done by itself. */
#include "pages/rg-campaigns-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-automation-list.h"
#include "pages/rg-campaign-sight.h"

struct _RgCampaignsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *views;
  RgAutomationList *automations;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failed_page;

  RgStore *store;
  GCancellable *cancellable;
};

enum { PROP_0, PROP_STORE, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCampaignsPage, rg_campaigns_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
rg_campaigns_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **campaigns = data;

  *campaigns = rg_campaigns_read (db, error);
  return *campaigns != NULL;
}

static void
rg_campaigns_page_free_read (gpointer data)
{
  GPtrArray **campaigns = data;

  g_clear_pointer (campaigns, g_ptr_array_unref);
  g_free (campaigns);
}

static void
rg_campaigns_page_open_cb (RgCampaignsPage *self, GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-campaign");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-campaign", "x", *id);
}

static void
rg_campaigns_page_add (RgCampaignsPage *self, const RgCampaign *campaign, RgDay today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *state = rg_campaign_dup_state (campaign, today);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), campaign->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "rg-campaign",
                          g_memdup2 (&campaign->id, sizeof campaign->id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
rg_campaigns_page_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignsPage) self = data;
  g_autoptr (GError) error = NULL;
  const RgShop *shop = rg_store_get_shop (RG_STORE (source));
  GPtrArray **campaigns;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    {
      g_autofree char *text = rg_error_text (error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->failed_page, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  campaigns = rg_store_read_get_data (result);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < (*campaigns)->len; i++)
    rg_campaigns_page_add (self, g_ptr_array_index (*campaigns, i), rg_shop_get_day (shop));
  gtk_stack_set_visible_child_name (self->stack, (*campaigns)->len > 0 ? "list" : "empty");
}

static void
rg_campaigns_page_load (RgCampaignsPage *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_campaigns_page_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_campaigns_page_free_read, self->cancellable,
                       rg_campaigns_page_loaded_cb, g_object_ref (self));
}

static void
rg_campaigns_page_changed_cb (RgCampaignsPage *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "campaign") || rg_changes_touches (changes, "campaign_member")
      || rg_changes_touches (changes, "campaign_output"))
    rg_campaigns_page_load (self);
}

static void
rg_campaigns_page_new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignsPage *self = RG_CAMPAIGNS_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "automations") == 0)
    gtk_widget_activate_action (widget, "win.show-automation", "a{sv}", NULL);
  else
    gtk_widget_activate_action (widget, "win.new-campaign", "x", (gint64) 0);
}

/* A menu in a file can give an action nothing but text. */
static void
rg_campaigns_page_compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-campaign-comparison", "a{sv}", NULL);
}

static void
rg_campaigns_page_use_coupon_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.use-coupon", "a{sv}", NULL);
}

/* What "page.new" makes. */
static char *
rg_campaigns_page_dup_new_label (RgCampaignsPage *self, const char *view)
{
  return g_strdup (g_strcmp0 (view, "automations") == 0 ? _("New Automation")
                                                        : _("New Campaign"));
}

static void
rg_campaigns_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_CAMPAIGNS_PAGE (object)->store = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_campaigns_page_constructed (GObject *object)
{
  RgCampaignsPage *self = RG_CAMPAIGNS_PAGE (object);

  G_OBJECT_CLASS (rg_campaigns_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_campaigns_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_automation_list_set_store (self->automations, self->store);
  rg_campaigns_page_load (self);
}

static void
rg_campaigns_page_dispose (GObject *object)
{
  RgCampaignsPage *self = RG_CAMPAIGNS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGNS_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_campaigns_page_parent_class)->dispose (object);
}

static void
rg_campaigns_page_finalize (GObject *object)
{
  g_clear_object (&RG_CAMPAIGNS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (rg_campaigns_page_parent_class)->finalize (object);
}

static void
rg_campaigns_page_class_init (RgCampaignsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_campaigns_page_constructed;
  object_class->set_property = rg_campaigns_page_set_property;
  object_class->dispose = rg_campaigns_page_dispose;
  object_class->finalize = rg_campaigns_page_finalize;
  props[PROP_STORE] = g_param_spec_object (
      "store", NULL, NULL, RG_TYPE_STORE,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_AUTOMATION_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaigns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignsPage, automations);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignsPage, views);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaigns_page_dup_new_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignsPage, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaigns_page_open_cb);
  gtk_widget_class_install_action (widget_class, "page.new", NULL,
                                   rg_campaigns_page_new_action);
  gtk_widget_class_install_action (widget_class, "page.compare", NULL,
                                   rg_campaigns_page_compare_action);
  gtk_widget_class_install_action (widget_class, "page.use-coupon", NULL,
                                   rg_campaigns_page_use_coupon_action);
}

static void
rg_campaigns_page_init (RgCampaignsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
