/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How long something lasts, as files write it: "24", "24 months", "2 years", "90 days". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_SPAN_MONTHS_MOST 1200
#define RG_SPAN_DAYS_MOST 36500

/* A number alone is months; days are taken where they are months of 30 or years of 365 days. 0: the
 * text says that there is none. FALSE: it cannot be read, or says more than the most. */
gboolean rg_span_read_months (const char *text, int *months);
/* A number alone is days; a year is 365 days and a month the twelfth part of it. */
gboolean rg_span_read_days (const char *text, int *days);

G_END_DECLS
