/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The customers and the newest receipts of a backup, to be read and not changed. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

AdwNavigationPage *rg_copy_list_customers_new (RgStore *copy);
AdwNavigationPage *rg_copy_list_receipts_new (RgStore *copy);

G_END_DECLS
