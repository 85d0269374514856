/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The name under which a customer is shown. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The full name; else given and family name; else "Customer 13085" with the till's number; else
 * "Customer without a Name". */
char *rg_shown_name (const char *name, const char *given_name, const char *family_name,
                     const char *number);

G_END_DECLS
