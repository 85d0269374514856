/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks what is to be said of many customers: a tag, or what is known of them. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_BULK_DIALOG_TAG,
  RG_BULK_DIALOG_UNTAG,
  RG_BULK_DIALOG_FACT,
  RG_BULK_DIALOG_CAMPAIGN,
  RG_BULK_DIALOG_PUT_IN,    /* a segment, by hand */
  RG_BULK_DIALOG_LEAVE_OUT,
  RG_BULK_DIALOG_BY_RULES,
} RgBulkDialogKind;

#define RG_TYPE_BULK_DIALOG (rg_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgBulkDialog, rg_bulk_dialog, RG, BULK_DIALOG, AdwAlertDialog)

/* Asks above the widget once it has read what there is to choose from, and does it. ids: GArray of
 * gint64, which nobody may change any more. */
void rg_bulk_dialog_ask (GtkWidget *widget, RgStore *store, RgBulkDialogKind kind, GArray *ids);

G_END_DECLS
