/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Showing dialogs. */
#include "widgets/rg-present.h"

typedef struct
{
  AdwDialog *dialog;
  GtkWidget *parent;
} RgPresent;

static void
rg_present_free (gpointer data)
{
  RgPresent *present = data;

  g_object_unref (present->dialog);
  g_object_unref (present->parent);
  g_free (present);
}

static gboolean
rg_present_cb (gpointer data)
{
  const RgPresent *present = data;

  if (gtk_widget_get_root (present->parent) != NULL)
    adw_dialog_present (present->dialog, present->parent);
  return G_SOURCE_REMOVE;
}

void
rg_present_in_turn (AdwDialog *dialog, GtkWidget *parent)
{
  RgPresent *present = g_new0 (RgPresent, 1);

  present->dialog = g_object_ref_sink (dialog);
  present->parent = g_object_ref (parent);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_present_cb, present, rg_present_free);
}
