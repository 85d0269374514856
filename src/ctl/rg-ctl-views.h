/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A saved view of the list of customers, for `customers --view`. */
#pragma once

#include "ctl/rg-ctl.h"
#include "model/rg-customer.h"
#include "store/rg-shop.h"
#include "store/rg-store-views.h"

G_BEGIN_DECLS

typedef struct
{
  RgCustomerView *view;
  char *rules;      /* of its segment; NULL for everybody */
  GPtrArray *fields; /* RgOwnField: all of the shop's */
} RgCtlView;

void rg_ctl_view_free (RgCtlView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCtlView, rg_ctl_view_free)

/* By name, number or UUID. */
RgCtlView *rg_ctl_view_find (RgCtl *ctl, const char *name, GError **error);
/* A row of the list, with what stands in the view's columns: a line, or an object that names the
 * customer by its UUID. */
void rg_ctl_view_tell_row (RgCtl *ctl, const RgCtlView *view, RgCustomer *customer,
                           const guint8 *uuid);

G_END_DECLS
