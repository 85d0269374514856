/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the pages of one campaign have in common. */
#include "pages/rg-campaign-step.h"

#include "base/rg-error-text.h"

typedef struct
{
  RgStore *store;
  gint64 id;
  RgCampaignSight *sight;
  GCancellable *cancellable;
  gboolean loading;
  gboolean stale; /* something changed while it was being read */
} RgCampaignStepPrivate;

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgCampaignStep, rg_campaign_step, ADW_TYPE_NAVIGATION_PAGE)

static void rg_campaign_step_load (RgCampaignStep *self);

static void
rg_campaign_step_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignStep) self = data;
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  RgCampaignSight *sight = rg_campaign_sight_load_finish (RG_STORE (source), result, &error);

  private->loading = FALSE;
  if (g_cancellable_is_cancelled (private->cancellable))
    {
      g_clear_pointer (&sight, rg_campaign_sight_free);
      return;
    }
  if (sight != NULL)
    {
      g_clear_pointer (&private->sight, rg_campaign_sight_free);
      private->sight = sight;
      RG_CAMPAIGN_STEP_GET_CLASS (self)->show (self, sight);
    }
  else if (RG_CAMPAIGN_STEP_GET_CLASS (self)->failed != NULL)
    RG_CAMPAIGN_STEP_GET_CLASS (self)->failed (self, error);
  if (private->stale)
    rg_campaign_step_load (self);
}

static void
rg_campaign_step_load (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  private->stale = private->loading;
  if (private->loading)
    return;
  private->loading = TRUE;
  rg_campaign_sight_load_async (private->store, private->id, private->cancellable,
                                rg_campaign_step_loaded_cb, g_object_ref (self));
}

static void
rg_campaign_step_changed_cb (RgCampaignStep *self, RgChanges *changes)
{
  if (rg_campaign_sight_is_touched (changes))
    rg_campaign_step_load (self);
}

RgStore *
rg_campaign_step_get_store (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  return private->store;
}

gint64
rg_campaign_step_get_id (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  return private->id;
}

const RgCampaignSight *
rg_campaign_step_get_sight (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  return private->sight;
}

void
rg_campaign_step_run_async (RgCampaignStep *self, RgCampaignRequest *request,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  rg_campaign_request_run_async (request, private->store, callback, user_data);
}

static void
rg_campaign_step_ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignStep) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_campaign_request_finish (RG_STORE (source), result, &error) != NULL)
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
rg_campaign_step_run (RgCampaignStep *self, RgCampaignRequest *request)
{
  rg_campaign_step_run_async (self, request, rg_campaign_step_ran_cb, g_object_ref (self));
}

gboolean
rg_campaign_step_is_gone (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  return private->store == NULL;
}

/* --- the class --- */

static void
rg_campaign_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgCampaignStepPrivate *private =
    rg_campaign_step_get_instance_private (RG_CAMPAIGN_STEP (object));

  switch (id)
    {
    case PROP_STORE:
      private->store = g_value_dup_object (value);
      break;
    case PROP_ID:
      private->id = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_campaign_step_constructed (GObject *object)
{
  RgCampaignStep *self = RG_CAMPAIGN_STEP (object);
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  G_OBJECT_CLASS (rg_campaign_step_parent_class)->constructed (object);
  g_signal_connect_object (private->store, "changed", G_CALLBACK (rg_campaign_step_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (private->store, "dataset-changed", G_CALLBACK (rg_campaign_step_load),
                           self, G_CONNECT_SWAPPED);
  rg_campaign_step_load (self);
}

static void
rg_campaign_step_dispose (GObject *object)
{
  RgCampaignStepPrivate *private =
    rg_campaign_step_get_instance_private (RG_CAMPAIGN_STEP (object));

  g_cancellable_cancel (private->cancellable);
  g_clear_pointer (&private->sight, rg_campaign_sight_free);
  g_clear_object (&private->store);
  G_OBJECT_CLASS (rg_campaign_step_parent_class)->dispose (object);
}

static void
rg_campaign_step_finalize (GObject *object)
{
  RgCampaignStepPrivate *private =
    rg_campaign_step_get_instance_private (RG_CAMPAIGN_STEP (object));

  g_clear_object (&private->cancellable);
  G_OBJECT_CLASS (rg_campaign_step_parent_class)->finalize (object);
}

static void
rg_campaign_step_class_init (RgCampaignStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = rg_campaign_step_constructed;
  object_class->set_property = rg_campaign_step_set_property;
  object_class->dispose = rg_campaign_step_dispose;
  object_class->finalize = rg_campaign_step_finalize;
  props[PROP_STORE] = g_param_spec_object (
      "store", NULL, NULL, RG_TYPE_STORE,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ID] = g_param_spec_int64 (
      "id", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_campaign_step_init (RgCampaignStep *self)
{
  RgCampaignStepPrivate *private = rg_campaign_step_get_instance_private (self);

  private->cancellable = g_cancellable_new ();
}
