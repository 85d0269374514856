/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The rows of a shop's file for rg-plain.h: all that stands in tables by itself. Cities, countries
 * and other contact details are put together from several rows, and are left out. */
#pragma once

#include "rg-plain.h"
#include "rg-test-shop.h"

G_BEGIN_DECLS

Plain *plain_load (RgTestShop *test);

G_END_DECLS
