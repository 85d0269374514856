/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tickets as rows: made anew at each reading, the keyboard staying where it was. */
#include "pages/rg-ticket-group.h"

#include "pages/rg-ticket-row.h"
#include "widgets/rg-row-parts.h"

/* Closed ones of a customer: the timeline has all of them. */
#define RG_TICKETS_CLOSED 3

struct _RgTicketGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  RgTicketFilter filter;
  GPtrArray *rows; /* borrowed from the list */
  GCancellable *reading;
};

enum { PROP_0, PROP_N_TICKETS, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTicketGroup, rg_ticket_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_ticket_group_fill (RgTicketGroup *self, const GPtrArray *tickets)
{
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));
  const int focus = rg_rows_find_focus (self->rows);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < tickets->len; i++)
    {
      GtkWidget *row = rg_ticket_row_new (self->store, tickets->pdata[i], today,
                                          self->filter.customer == 0);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  rg_rows_grab_focus (self->rows, focus);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TICKETS]);
}

/* --- reading --- */

typedef struct {
  RgTicketFilter filter;
  GPtrArray *tickets; /* RgTicket */
} RgTicketsRead;

static void
rg_tickets_read_free (gpointer data)
{
  RgTicketsRead *read = data;

  g_clear_pointer (&read->tickets, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_ticket_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTicketsRead *read = data;
  RgTicketFilter ended = read->filter;
  g_autoptr (GPtrArray) closed = NULL;

  read->tickets = rg_tickets_read (db, &read->filter, error);
  if (read->tickets == NULL || read->filter.customer == 0)
    return read->tickets != NULL;
  ended.closed = TRUE;
  ended.limit = RG_TICKETS_CLOSED;
  closed = rg_tickets_read (db, &ended, error);
  if (closed == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (read->tickets, g_steal_pointer (&closed));
  return TRUE;
}

static void
rg_ticket_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTicketGroup) self = data;
  const RgTicketsRead *read = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, NULL) && self->store != NULL)
    rg_ticket_group_fill (self, read->tickets);
}

static void
rg_ticket_group_read (RgTicketGroup *self)
{
  RgTicketsRead *read = g_new0 (RgTicketsRead, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  read->filter = self->filter;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_ticket_group_read_in_thread, read,
                       rg_tickets_read_free, self->reading, rg_ticket_group_read_cb,
                       g_object_ref (self));
}

static void
rg_ticket_group_changed_cb (RgTicketGroup *self, RgChanges *changes)
{
  static const char *const tables[] = { "ticket", "customer", "staff", "product", "receipt" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      {
        rg_ticket_group_read (self);
        return;
      }
}

void
rg_ticket_group_show (RgTicketGroup *self, RgStore *store, const RgTicketFilter *filter)
{
  g_return_if_fail (RG_IS_TICKET_GROUP (self));

  self->filter = *filter;
  if (self->store == NULL)
    {
      self->store = g_object_ref (store);
      g_signal_connect_object (store, "changed", G_CALLBACK (rg_ticket_group_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  rg_ticket_group_read (self);
}

guint
rg_ticket_group_get_n_tickets (RgTicketGroup *self)
{
  g_return_val_if_fail (RG_IS_TICKET_GROUP (self), 0);
  return self->rows->len;
}

/* --- GObject --- */

static void
rg_ticket_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_TICKETS)
    g_value_set_uint (value, RG_TICKET_GROUP (object)->rows->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_ticket_group_dispose (GObject *object)
{
  RgTicketGroup *self = RG_TICKET_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_ticket_group_parent_class)->dispose (object);
}

static void
rg_ticket_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_TICKET_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_ticket_group_parent_class)->finalize (object);
}

static void
rg_ticket_group_class_init (RgTicketGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_ticket_group_get_property;
  object_class->dispose = rg_ticket_group_dispose;
  object_class->finalize = rg_ticket_group_finalize;
  props[PROP_N_TICKETS] = g_param_spec_uint ("n-tickets", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_ticket_group_init (RgTicketGroup *self)
{
  self->rows = g_ptr_array_new ();
}
