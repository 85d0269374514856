/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Begins a campaign. */
#include "pages/rg-new-campaign-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "rules/rg-lapsed.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-speak.h"

struct _RgNewCampaignDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwEntryRow *name_row;
  AdwComboRow *segment_row;
  GtkWidget *create_button;

  RgStore *store;
  gint64 segment;
  GPtrArray *segments; /* RgCampaignSegment */
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgNewCampaignDialog, rg_new_campaign_dialog, ADW_TYPE_DIALOG)

/* What stands in the combo before the saved segments. */
static const char *const ready_segments[] = {
  N_("All customers"),
  N_("Good customers who have stopped coming"),
};

static const char *
rg_new_campaign_dialog_get_ready_text (guint index)
{
  return index == 0 ? "" : rg_lapsed_text ();
}

static gboolean
rg_new_campaign_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **segments = data;

  *segments = rg_campaign_read_segments (db, error);
  return *segments != NULL;
}

static void
rg_new_campaign_dialog_select (RgNewCampaignDialog *self)
{
  for (guint i = 0; i < self->segments->len; i++)
    if (((RgCampaignSegment *) g_ptr_array_index (self->segments, i))->id == self->segment)
      adw_combo_row_set_selected (self->segment_row, i + G_N_ELEMENTS (ready_segments));
}

static void
rg_new_campaign_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgNewCampaignDialog) self = data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray **segments;

  if (!rg_store_read_finish (RG_STORE (source), result, NULL))
    return;
  segments = rg_store_read_get_data (result);
  self->segments = g_ptr_array_ref (*segments);
  for (gsize i = 0; i < G_N_ELEMENTS (ready_segments); i++)
    gtk_string_list_append (names, _(ready_segments[i]));
  for (guint i = 0; i < self->segments->len; i++)
    gtk_string_list_append (names,
                            ((RgCampaignSegment *) g_ptr_array_index (self->segments, i))->name);
  adw_combo_row_set_model (self->segment_row, G_LIST_MODEL (names));
  rg_new_campaign_dialog_select (self);
}

static void
rg_new_campaign_dialog_free_read (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_new_campaign_dialog_changed_cb (RgNewCampaignDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  gtk_widget_set_sensitive (self->create_button, *name != '\0');
}

static void
rg_new_campaign_dialog_created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgNewCampaignDialog) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  GtkWidget *parent;

  if (request == NULL)
    {
      g_autofree char *text = rg_error_text (error);

      rg_speak_banner (self->banner, text);
      gtk_widget_set_sensitive (self->create_button, TRUE);
      return;
    }
  parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  adw_dialog_close (ADW_DIALOG (self));
  if (parent != NULL)
    gtk_widget_activate_action (parent, "win.show-campaign", "x",
                                rg_campaign_request_get_id (request));
}

static RgCampaign *
rg_new_campaign_dialog_build (RgNewCampaignDialog *self)
{
  RgCampaign *campaign = rg_campaign_new ();
  guint chosen = adw_combo_row_get_selected (self->segment_row);

  g_set_str (&campaign->name, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  g_set_str (&campaign->closing, _("Kind regards"));
  if (chosen < G_N_ELEMENTS (ready_segments))
    g_set_str (&campaign->segment_text, rg_new_campaign_dialog_get_ready_text (chosen));
  else if (self->segments != NULL && chosen - G_N_ELEMENTS (ready_segments) < self->segments->len)
    {
      const RgCampaignSegment *segment = g_ptr_array_index (
          self->segments, chosen - G_N_ELEMENTS (ready_segments));

      campaign->segment = segment->id;
      g_set_str (&campaign->segment_text, segment->text);
    }
  return campaign;
}

static void
rg_new_campaign_dialog_create_cb (RgNewCampaignDialog *self)
{
  g_autoptr (RgCampaign) campaign = NULL;

  if (!gtk_widget_get_sensitive (self->create_button))
    return;
  campaign = rg_new_campaign_dialog_build (self);
  gtk_widget_set_sensitive (self->create_button, FALSE);
  rg_campaign_request_run_async (rg_campaign_request_save (campaign), self->store,
                                 rg_new_campaign_dialog_created_cb, g_object_ref (self));
}

static void
rg_new_campaign_dialog_cancel_cb (RgNewCampaignDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_new_campaign_dialog_set_property (GObject *object, guint id, const GValue *value,
                                     GParamSpec *pspec)
{
  RgNewCampaignDialog *self = RG_NEW_CAMPAIGN_DIALOG (object);

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_ID:
      self->segment = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_new_campaign_dialog_constructed (GObject *object)
{
  RgNewCampaignDialog *self = RG_NEW_CAMPAIGN_DIALOG (object);

  G_OBJECT_CLASS (rg_new_campaign_dialog_parent_class)->constructed (object);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_new_campaign_dialog_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_new_campaign_dialog_free_read, NULL,
                       rg_new_campaign_dialog_read_cb, g_object_ref (self));
}

static void
rg_new_campaign_dialog_dispose (GObject *object)
{
  RgNewCampaignDialog *self = RG_NEW_CAMPAIGN_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_NEW_CAMPAIGN_DIALOG);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_new_campaign_dialog_parent_class)->dispose (object);
}

static void
rg_new_campaign_dialog_class_init (RgNewCampaignDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_new_campaign_dialog_constructed;
  object_class->set_property = rg_new_campaign_dialog_set_property;
  object_class->dispose = rg_new_campaign_dialog_dispose;
  props[PROP_STORE] = g_param_spec_object (
      "store", NULL, NULL, RG_TYPE_STORE,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ID] = g_param_spec_int64 (
      "id", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-new-campaign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgNewCampaignDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgNewCampaignDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgNewCampaignDialog, segment_row);
  gtk_widget_class_bind_template_child (widget_class, RgNewCampaignDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_new_campaign_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_new_campaign_dialog_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_new_campaign_dialog_cancel_cb);
}

static void
rg_new_campaign_dialog_init (RgNewCampaignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
