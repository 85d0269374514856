/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Keeps what the pages of one campaign show up to date. */
#include "pages/rg-campaign-watch.h"

struct _RgCampaignWatch
{
  GObject parent_instance;

  RgStore *store;
  gint64 id;
  RgCampaignSight *sight;
  GCancellable *cancellable;
  gboolean loading;
  gboolean stale; /* something changed while it was being read */
};

enum { SIGHT_CHANGED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgCampaignWatch, rg_campaign_watch, G_TYPE_OBJECT)

static void rg_campaign_watch_load (RgCampaignWatch *self);

static void
rg_campaign_watch_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignWatch) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignSight *sight = rg_campaign_sight_load_finish (RG_STORE (source), result, &error);

  self->loading = FALSE;
  if (sight != NULL)
    {
      g_clear_pointer (&self->sight, rg_campaign_sight_free);
      self->sight = sight;
      g_signal_emit (self, signals[SIGHT_CHANGED], 0);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  if (self->stale && !g_cancellable_is_cancelled (self->cancellable))
    rg_campaign_watch_load (self);
}

static void
rg_campaign_watch_load (RgCampaignWatch *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  rg_campaign_sight_load_async (self->store, self->id, self->cancellable,
                                rg_campaign_watch_loaded_cb, g_object_ref (self));
}

static void
rg_campaign_watch_changed_cb (RgCampaignWatch *self, RgChanges *changes)
{
  if (rg_campaign_sight_is_touched (changes))
    rg_campaign_watch_load (self);
}

static void
rg_campaign_watch_dispose (GObject *object)
{
  RgCampaignWatch *self = RG_CAMPAIGN_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->sight, rg_campaign_sight_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_campaign_watch_parent_class)->dispose (object);
}

static void
rg_campaign_watch_finalize (GObject *object)
{
  g_clear_object (&RG_CAMPAIGN_WATCH (object)->cancellable);
  G_OBJECT_CLASS (rg_campaign_watch_parent_class)->finalize (object);
}

static void
rg_campaign_watch_class_init (RgCampaignWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_campaign_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_campaign_watch_finalize;
  signals[SIGHT_CHANGED] = g_signal_new ("sight-changed", RG_TYPE_CAMPAIGN_WATCH,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", RG_TYPE_CAMPAIGN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rg_campaign_watch_init (RgCampaignWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

RgCampaignWatch *
rg_campaign_watch_new (RgStore *store, gint64 id)
{
  RgCampaignWatch *self = g_object_new (RG_TYPE_CAMPAIGN_WATCH, NULL);

  self->store = g_object_ref (store);
  self->id = id;
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_campaign_watch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "dataset-changed", G_CALLBACK (rg_campaign_watch_load), self,
                           G_CONNECT_SWAPPED);
  rg_campaign_watch_load (self);
  return self;
}

RgStore *
rg_campaign_watch_get_store (RgCampaignWatch *self)
{
  return self->store;
}

const RgCampaignSight *
rg_campaign_watch_get_sight (RgCampaignWatch *self)
{
  return self->sight;
}
