/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Closed days. */
#include "store/rg-store-closed-days.h"

#include "base/rg-i18n.h"

GArray *
rg_closed_days_read (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "closed-days.all", error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RgClosedDay));
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const RgClosedDay day = { rg_statement_get_int (rows, 0),
                                (RgDay) rg_statement_get_int (rows, 1) };

      g_array_append_val (days, day);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

typedef struct {
  GArray *days;
  gboolean closed;
} RgClosing;

static void
rg_closing_free (gpointer data)
{
  RgClosing *closing = data;

  g_array_unref (closing->days);
  g_free (closing);
}

static RgClosing *
rg_closing_new (const RgClosedDay *days, gsize n_days, gboolean closed)
{
  RgClosing *closing = g_new0 (RgClosing, 1);

  closing->days = g_array_new (FALSE, FALSE, sizeof (RgClosedDay));
  if (n_days > 0)
    g_array_append_vals (closing->days, days, (guint) n_days);
  closing->closed = closed;
  return closing;
}

static gboolean
rg_closing_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgClosing *closing = data;
  g_autoptr (RgStatement) statement = NULL;

  if (closing->closed)
    statement = rg_db_statement (rg_write_get_db (write), "closed-days.insert", error);
  else
    statement = rg_db_statement (rg_write_get_db (write), "closed-days.delete", error);
  for (guint i = 0; statement != NULL && i < closing->days->len; i++)
    {
      const RgClosedDay *day = &g_array_index (closing->days, RgClosedDay, i);

      rg_statement_bind_int (statement, 1, day->location);
      rg_statement_bind_int (statement, 2, day->day);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

/* "Closed on 16 Nov 2026", "Closed from 16 Nov 2026 to 18 Nov 2026" */
static char *
rg_closing_label (const RgClosing *closing)
{
  g_autofree char *first = NULL, *last = NULL;
  RgDay from, to;

  if (closing->days->len == 0)
    return g_strdup ("");
  from = g_array_index (closing->days, RgClosedDay, 0).day;
  to = g_array_index (closing->days, RgClosedDay, closing->days->len - 1).day;
  first = rg_day_format (from);
  last = rg_day_format (to);
  if (from == to)
    /* Translators: what History shows; %s is a day. */
    return g_strdup_printf (closing->closed ? _("Closed on %s") : _("Not Closed on %s"), first);
  /* Translators: what History shows; both are days. */
  return g_strdup_printf (closing->closed ? _("Closed from %s to %s")
                                          : _("Not Closed from %s to %s"), first, last);
}

gboolean
rg_store_set_closed_sync (RgStore *store, const RgClosedDay *days, gsize n_days, gboolean closed,
                          gint64 *action, GError **error)
{
  RgClosing *closing = rg_closing_new (days, n_days, closed);
  g_autofree char *label = rg_closing_label (closing);
  gboolean ok = rg_store_write_sync (store, "closed-day", label, rg_closing_in_thread, closing,
                                     NULL, action, error);

  rg_closing_free (closing);
  return ok;
}

void
rg_store_set_closed_async (RgStore *store, const RgClosedDay *days, gsize n_days, gboolean closed,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  RgClosing *closing = rg_closing_new (days, n_days, closed);
  g_autofree char *label = rg_closing_label (closing);

  rg_store_write_async (store, "closed-day", label, rg_closing_in_thread, closing,
                        rg_closing_free, NULL, callback, user_data);
}
