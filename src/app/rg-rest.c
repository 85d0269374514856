/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rest is three equal looks in a row. */
#include "app/rg-rest.h"

#include "app/rg-window.h"

#include <adwaita.h>

#define RG_REST_LOOKS 3
/* Between two looks: a few frames. */
#define RG_REST_PAUSE_MS 40
#define RG_REST_PATIENCE_US (15 * G_USEC_PER_SEC)

typedef struct {
  GtkWindow *window;
  RgRestFunc func;
  gpointer data;
  gint64 until;
  guint seen; /* hash of the last look */
  int same;   /* looks in a row that saw it */
  int asked;  /* readers that have not answered yet */
} RgRest;

typedef struct {
  guint hash;
  gboolean waits;
} RgRestLook;

static void
rg_rest_add (RgRestLook *look, guint value)
{
  look->hash = look->hash * 31 + value;
}

static void
rg_rest_look (RgRestLook *look, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  rg_rest_add (look, gtk_widget_get_width (widget));
  rg_rest_add (look, gtk_widget_get_height (widget));
  if (ADW_IS_SPINNER (widget))
    look->waits = TRUE;
  if (GTK_IS_LABEL (widget))
    rg_rest_add (look, g_str_hash (gtk_label_get_text (GTK_LABEL (widget))));
  else if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)))
    rg_rest_add (look, g_str_hash (gtk_inscription_get_text (GTK_INSCRIPTION (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rg_rest_look (look, child);
}

static void rg_rest_ask (RgRest *self);

static void
rg_rest_end (RgRest *self, gboolean rested)
{
  self->func (rested, self->data);
  g_object_unref (self->window);
  g_free (self);
}

static void
rg_rest_look_cb (gpointer data)
{
  RgRest *self = data;
  RgRestLook look = { 0 };

  rg_rest_look (&look, GTK_WIDGET (self->window));
  self->same = look.hash == self->seen && !look.waits ? self->same + 1 : 1;
  self->seen = look.hash;
  if (self->same >= RG_REST_LOOKS)
    rg_rest_end (self, TRUE);
  else if (g_get_monotonic_time () > self->until)
    rg_rest_end (self, FALSE);
  else
    rg_rest_ask (self);
}

static void
rg_rest_answered_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  RgRest *self = data;

  if (--self->asked == 0)
    g_timeout_add_once (RG_REST_PAUSE_MS, rg_rest_look_cb, self);
}

static gboolean
rg_rest_read_nothing (RgDb *db, gpointer data, GError **error)
{
  return TRUE;
}

/* A reader answers in the order of the questions, so that its answer comes after all others. */
static void
rg_rest_ask (RgRest *self)
{
  static const RgReader readers[] = { RG_READER_ROWS, RG_READER_REPORT };
  RgStore *store = RG_IS_WINDOW (self->window) ? rg_window_get_store (RG_WINDOW (self->window))
                                               : NULL;

  if (!store)
    {
      g_timeout_add_once (RG_REST_PAUSE_MS, rg_rest_look_cb, self);
      return;
    }
  self->asked = G_N_ELEMENTS (readers);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    rg_store_read_async (store, readers[i], rg_rest_read_nothing, NULL, NULL, NULL,
                         rg_rest_answered_cb, self);
}

void
rg_rest_wait (GtkWindow *window, RgRestFunc func, gpointer data)
{
  RgRest *self = g_new0 (RgRest, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));

  self->window = g_object_ref (window);
  self->func = func;
  self->data = data;
  self->until = g_get_monotonic_time () + RG_REST_PATIENCE_US;
  rg_rest_ask (self);
}
