/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes segments of proposals, and opens them. */
#include "pages/rg-segment-maker.h"

#include "base/rg-error-text.h"
#include "store/rg-segment-make.h"

static void
rg_segment_maker_made_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  const gint64 id = rg_store_make_finish (result, &error);
  g_autofree char *text = NULL;

  if (gtk_widget_get_root (widget) == NULL)
    return;
  if (id != 0)
    {
      gtk_widget_activate_action (widget, "win.show-segment", "x", id);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

void
rg_segment_maker_make (GtkWidget *widget, RgStore *store, const char *name, const char *rules)
{
  rg_store_make_segment_async (store, name, rules, rg_segment_maker_made_cb,
                               g_object_ref (widget));
}

void
rg_segment_maker_choose (GtkWidget *widget, RgStore *store, const char *name, const char *reason,
                         GArray *ids)
{
  rg_store_make_list_async (store, name, reason, ids, rg_segment_maker_made_cb,
                            g_object_ref (widget));
}
