/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is to stand on a permission form, read from the shop. */
#pragma once

#include "model/rg-permission-paper.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* The current version: blank where customer is 0, else with what is known of them. With `copy`, the
 * person's own copy: the words that they agreed to last, and what they allow now. *wording (may be
 * NULL) is the id of the version. RG_STORE_ERROR_NOT_FOUND where no form has been written, or
 * nobody is there; RG_STORE_ERROR_INVALID for a copy of what nobody agreed to. */
RgPermissionPaper *rg_permission_paper_read (RgDb *db, const RgShop *shop, gint64 customer,
                                             gboolean copy, RgDay today, gint64 *wording,
                                             GError **error);

G_END_DECLS
