/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for the shop's address, which is the sender on letters. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_SENDER_DIALOG (rg_sender_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgSenderDialog, rg_sender_dialog, RG, SENDER_DIALOG, AdwDialog)

AdwDialog *rg_sender_dialog_new (RgStore *store);

/* A row that says who the sender is, or that nobody knows. */
void rg_sender_show (AdwActionRow *row, GtkButton *button, const RgShop *shop);

G_END_DECLS
