/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The timeline of one customer. */
#include "store/rg-store-timeline.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-lots.h"
#include "store/rg-store-private.h"
#include "store/rg-timeline-words.h"

#include <stdlib.h>
#include <string.h>

/* Gives the words of an entry out of its row; owned by the caller. */
typedef char *(*RgTimelineTitle) (RgStatement *row);

static char *
rg_timeline_title_plain (RgStatement *row)
{
  return g_strdup (rg_statement_get_text (row, 0));
}

static char *
rg_timeline_title_receipt (RgStatement *row)
{
  const char *place = rg_statement_get_text (row, 0);
  const guint items = (guint) rg_statement_get_int (row, 3);
  g_autofree char *what = items == 0
                              ? g_strdup (_("Return"))
                              : g_strdup_printf (P_ ("%u item", "%u items", items), items);

  const char *method = rg_statement_get_text (row, 5);
  GString *title = g_string_new (what);

  if (*place != '\0')
    g_string_append_printf (title, " · %s", place);
  /* Translators: of an order, where nothing else tells how it was sent. */
  if (rg_statement_get_int (row, 4) != 0)
    g_string_append_printf (title, " · %s", *method != '\0' ? method : _("sent home"));
  return g_string_free (title, FALSE);
}

static char *
rg_timeline_title_call (RgStatement *row)
{
  const char *text = rg_statement_get_text (row, 0);

  /* Translators: %s is what was said in a call. */
  return *text ? g_strdup_printf (_("Call: %s"), text) : g_strdup (_("Call"));
}

static char *
rg_timeline_title_web (RgStatement *row)
{
  const char *product = rg_statement_get_text (row, 0);

  if (rg_statement_get_int (row, 2) == 0)
    /* Translators: %s is a product, in the web shop. */
    return g_strdup_printf (_("Looked at %s"), product);
  /* Translators: %s is a product, in the web shop. */
  return g_strdup_printf (_("Left %s in the basket"), product);
}

static char *
rg_timeline_title_campaign (RgStatement *row)
{
  const char *name = rg_statement_get_text (row, 0);

  switch (rg_statement_get_int (row, 2))
    {
    case 0:
      return g_strdup (name);
    case 1:
      /* Translators: %s is a campaign. */
      return g_strdup_printf (_("%s: on the list"), name);
    default:
      /* Translators: %s is a campaign. */
      return g_strdup_printf (_("%s: not written to, for comparison"), name);
    }
}

static char *
rg_timeline_title_task (RgStatement *row)
{
  const char *what = rg_statement_get_text (row, 0);

  /* Translators: %s is a task, such as "Call about the shoes". */
  return g_strdup_printf (rg_statement_get_int (row, 2) ? _("Done: %s") : _("To do: %s"), what);
}

/* Of the beginning or the end of a ticket or an enquiry. */
static char *
rg_timeline_title_ticket (RgStatement *row)
{
  const char *subject = rg_statement_get_text (row, 0);
  const char *solution = rg_statement_get_text (row, 4);
  const gboolean won = g_str_equal (rg_statement_get_text (row, 5), "won");
  g_autofree char *end = NULL;

  switch (rg_statement_get_int (row, 2))
    {
    case 0:
      /* Translators: here and below, %s is what a ticket is about: “The handle is loose”. */
      return g_strdup_printf (_("Ticket: %s"), subject);
    case 1:
      /* Translators: %s is what somebody asks about before they buy it: “A red coat”. */
      return g_strdup_printf (_("Enquiry: %s"), subject);
    case 2:
      end = g_strdup_printf (_("Ticket closed: %s"), subject);
      break;
    default:
      end = g_strdup_printf (won ? _("Enquiry ended, bought: %s")
                                 : _("Enquiry ended, not bought: %s"), subject);
      break;
    }
  return *solution != '\0' ? g_strdup_printf ("%s · %s", end, solution) : g_steal_pointer (&end);
}

static char *
rg_timeline_title_import (RgStatement *row)
{
  const char *file = rg_statement_get_text (row, 0);

  /* Translators: %s is the name of a file. */
  return *file ? g_strdup_printf (_("Read from “%s”"), file) : g_strdup (_("Read from a file"));
}

static char *
rg_timeline_title_permission (RgStatement *row)
{
  const gboolean granted = rg_statement_get_int (row, 2) != 0;
  RgChannel channel;

  if (!rg_channel_from_id (rg_statement_get_text (row, 0), &channel))
    return g_strdup ("");
  if (rg_statement_get_int (row, 3) != 0)
    /* Translators: %s is a way to be contacted, such as "Post". */
    return g_strdup_printf (_("%s: taken back"), rg_channel_get_label (channel));
  /* Translators: %s is a way to be contacted, such as "Post". */
  return g_strdup_printf (granted ? _("%s: allowed") : _("%s: not allowed"),
                          rg_channel_get_label (channel));
}

/* A share stands in the words, money beside them. */
static char *
rg_timeline_title_discount (RgStatement *row)
{
  const char *reason = rg_statement_get_text (row, 0);
  const gint64 milli = rg_statement_get_int (row, 4);
  g_autofree char *share = rg_percent_format ((double) milli / 100000, milli % 1000 != 0 ? 1 : 0);
  g_autofree char *what = NULL;

  if (milli == 0)
    what = g_strdup (_("Discount"));
  else
    /* Translators: %s is a share in per cent. */
    what = g_strdup_printf (_("Discount of %s"), share);
  /* Translators: a discount, then why it was given. */
  return *reason != '\0' ? g_strdup_printf (_("%s: %s"), what, reason) : g_steal_pointer (&what);
}

static char *
rg_timeline_title_points (RgStatement *row)
{
  const gint64 n = rg_statement_get_int (row, 2);
  const char *note = rg_statement_get_text (row, 4);
  g_autofree char *points = rg_lots_dup_points (n < 0 ? -n : n);
  RgLotKind kind;

  if (!rg_lot_kind_from_id (rg_statement_get_text (row, 0), &kind))
    return g_strdup ("");
  return g_strdup_printf ("%s: %s%s%s", rg_lot_kind_get_label (kind), points,
                          *note != '\0' ? " · " : "", note);
}

static const struct
{
  const char *ids; /* the statement of those of a customer */
  const char *row; /* the statement of one */
  RgTimelineTitle title;
} timeline[RG_N_EVENTS] = {
  [RG_EVENT_PURCHASE] = { "timeline.purchases", "timeline.receipt", rg_timeline_title_receipt },
  [RG_EVENT_RETURN] = { "timeline.returns", "timeline.receipt", rg_timeline_title_receipt },
  [RG_EVENT_NOTE] = { "timeline.notes", "timeline.note", rg_timeline_title_plain },
  [RG_EVENT_CALL] = { "timeline.calls", "timeline.note", rg_timeline_title_call },
  [RG_EVENT_WEB] = { "timeline.activities", "timeline.activity", rg_timeline_title_web },
  [RG_EVENT_CAMPAIGN] = { "timeline.campaigns", "timeline.campaign", rg_timeline_title_campaign },
  [RG_EVENT_TASK] = { "timeline.tasks", "timeline.task", rg_timeline_title_task },
  [RG_EVENT_TICKET] = { "timeline.tickets", "timeline.ticket", rg_timeline_title_ticket },
  [RG_EVENT_DISCOUNT] = { "timeline.discounts", "timeline.discount", rg_timeline_title_discount },
  [RG_EVENT_POINTS] = { "timeline.points", "timeline.points-entry", rg_timeline_title_points },
  [RG_EVENT_PERMISSION] = { "timeline.permissions", "timeline.permission",
                            rg_timeline_title_permission },
  [RG_EVENT_IMPORT] = { "timeline.imports", "timeline.import", rg_timeline_title_import },
  [RG_EVENT_EDIT] = { "timeline.edits", "timeline.edit", rg_timeline_title_plain },
};

/* --- which there are --- */

/* Minutes since midnight. */
static int
rg_timeline_minute (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
}

static gint64
rg_timeline_make_id (RgStatement *row, RgEventKind kind, GTimeZone *zone)
{
  const gint64 id = rg_statement_get_int (row, 0);
  const gint64 when = rg_statement_get_int (row, 2);

  if (rg_statement_is_null (row, 1))
    return rg_event_id_make (rg_instant_day (when, zone), rg_timeline_minute (when, zone), kind,
                             id);
  return rg_event_id_make ((RgDay) rg_statement_get_int (row, 1),
                           rg_statement_is_null (row, 2) ? -1 : (int) when / 60, kind, id);
}

static gboolean
rg_timeline_read_kind (RgDb *db, gint64 customer, RgEventKind kind, GTimeZone *zone, GArray *ids,
                       GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, timeline[kind].ids, error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_timeline_make_id (rows, kind, zone);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE;
}

static int
rg_timeline_compare (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

gboolean
rg_timeline_read_ids (RgDb *db, gint64 customer, RgEventKind kind, GArray *ids, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (GTimeZone) zone = shop != NULL ? rg_shop_dup_zone (shop) : NULL;

  if (shop == NULL)
    return FALSE;
  for (int one = 0; one < RG_N_EVENTS; one++)
    if ((kind == RG_N_EVENTS || kind == (RgEventKind) one) &&
        !rg_timeline_read_kind (db, customer, (RgEventKind) one, zone, ids, error))
      return FALSE;
  g_array_sort (ids, rg_timeline_compare);
  return TRUE;
}

/* --- one of them --- */

RgEventRow *
rg_timeline_read_row (RgDb *db, gint64 id, GError **error)
{
  const RgEventKind kind = rg_event_id_get_kind (id);
  g_autoptr (RgStatement) row = rg_db_statement (db, timeline[kind].row, error);
  RgEventRow *event;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, rg_event_id_get_row (id));
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return NULL;
  event = g_new0 (RgEventRow, 1);
  event->id = id;
  event->title = timeline[kind].title (row);
  if (kind == RG_EVENT_NOTE || kind == RG_EVENT_CALL)
    event->words = g_strdup (rg_statement_get_text (row, 0));
  event->by = g_strdup (rg_statement_get_text (row, 1));
  event->net_minor = rg_statement_get_int (row, 2);
  event->subject = rg_statement_get_int (row, 3);
  if (kind == RG_EVENT_EDIT)
    {
      event->more = rg_timeline_dup_edit (db, event->subject, rg_statement_get_int (row, 4), error);
      if (event->more == NULL)
        g_clear_pointer (&event, rg_event_row_free);
    }
  return event;
}

/* --- as a list --- */

char *
rg_timeline_dup_query (gint64 customer, RgEventKind kind)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %d", customer, (int) kind);
}

static gboolean
rg_timeline_read_answer (RgDb *db, RgDataset *dataset, const char *search, GArray *ids,
                         GError **error)
{
  char *kind;
  const gint64 customer = g_ascii_strtoll (search, &kind, 10);

  return rg_timeline_read_ids (db, customer, *kind ? (RgEventKind) atoi (kind) : RG_N_EVENTS, ids,
                               error);
}

static gpointer
rg_timeline_read_row_of_list (RgDb *db, gint64 id, GError **error)
{
  return rg_timeline_read_row (db, id, error);
}

static void
rg_timeline_fill (GObject *item, gconstpointer row, RgStore *store)
{
  rg_event_fill (RG_EVENT (item), row, rg_store_get_shop (store)->currency);
}

static void
rg_timeline_row_free (gpointer row)
{
  rg_event_row_free (row);
}

const RgRowSource rg_timeline_source = {
  .item_type = rg_event_get_type,
  .read_matches = rg_timeline_read_answer,
  .read_row = rg_timeline_read_row_of_list,
  .fill = rg_timeline_fill,
  .row_free = rg_timeline_row_free,
};
