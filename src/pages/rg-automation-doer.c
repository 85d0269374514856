/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Does what automations say while the program runs. */
#include "pages/rg-automation-doer.h"

#include "base/rg-i18n.h"
#include "store/rg-automation-run.h"

/* The window is drawn and the sales are read before. */
#define RG_DOER_DELAY_SECONDS 2

struct _RgAutomationDoer
{
  GtkWindow *window; /* NULL once it is closed */
  RgStore *store;
  GCancellable *cancellable;
  guint source;
  RgDay day;        /* of the last run */
  gboolean running;
  gboolean again;   /* as soon as the run has ended */
};

static void rg_automation_doer_run (RgAutomationDoer *self);

/* One that did something is told of, and can be taken back; of several, History tells. */
static void
rg_automation_doer_tell (RgAutomationDoer *self, const GPtrArray *done)
{
  const RgAutomationDone *last = NULL;
  g_autofree char *text = NULL;
  guint n = 0, people = 0;

  for (guint i = 0; i < done->len; i++)
    {
      const RgAutomationDone *one = done->pdata[i];

      if (one->done == 0)
        continue;
      last = one;
      people += one->done;
      n++;
    }
  if (n == 0 || self->window == NULL)
    return;
  /* Translators: the name of an automation, or “Automations”, and how many people something was
   * done for. */
  text = g_strdup_printf (P_("%s: %u person", "%s: %u people", people),
                          n == 1 ? last->name : _("Automations"), people);
  if (n == 1)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast-undo", "(xs)", last->action,
                                text);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast", "s", text);
}

/* Whoever frees it waits for this. */
static void
rg_automation_doer_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgAutomationDoer *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) done = rg_automations_run_finish (RG_STORE (source), result, &error);

  self->running = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done != NULL)
    rg_automation_doer_tell (self, done);
  else
    g_message ("The automations could not be run: %s", error->message);
  if (self->again)
    rg_automation_doer_run (self);
}

static void
rg_automation_doer_run (RgAutomationDoer *self)
{
  self->again = self->running;
  if (self->running || self->source != 0)
    return;
  self->running = TRUE;
  self->day = rg_shop_get_day (rg_store_get_shop (self->store));
  rg_automations_run_async (self->store, self->cancellable, rg_automation_doer_done_cb, self);
}

static gboolean
rg_automation_doer_begin_cb (gpointer data)
{
  RgAutomationDoer *self = data;

  self->source = 0;
  rg_automation_doer_run (self);
  return G_SOURCE_REMOVE;
}

/* What it did itself makes nothing due. */
static void
rg_automation_doer_changed_cb (RgAutomationDoer *self, RgChanges *changes)
{
  if (!g_str_equal (rg_changes_get_kind (changes), "automation.run")
      && (rg_changes_touches (changes, "receipt") || rg_changes_touches (changes, "activity")
          || rg_changes_touches (changes, "ticket")
          || rg_changes_touches (changes, "automation")))
    rg_automation_doer_run (self);
}

static void
rg_automation_doer_active_cb (RgAutomationDoer *self)
{
  if (gtk_window_is_active (self->window)
      && rg_shop_get_day (rg_store_get_shop (self->store)) != self->day)
    rg_automation_doer_run (self);
}

RgAutomationDoer *
rg_automation_doer_new (GtkWindow *window, RgStore *store)
{
  RgAutomationDoer *self = g_new0 (RgAutomationDoer, 1);

  self->window = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &self->window);
  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  if (rg_store_is_read_only (store))
    return self;
  g_signal_connect_swapped (store, "changed", G_CALLBACK (rg_automation_doer_changed_cb), self);
  g_signal_connect_swapped (window, "notify::is-active",
                            G_CALLBACK (rg_automation_doer_active_cb), self);
  self->source = g_timeout_add_seconds (RG_DOER_DELAY_SECONDS, rg_automation_doer_begin_cb, self);
  return self;
}

void
rg_automation_doer_free (RgAutomationDoer *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
  g_cancellable_cancel (self->cancellable);
  while (self->running)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_free (self);
}
