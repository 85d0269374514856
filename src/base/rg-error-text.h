/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The one place where an error becomes words for people. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened, whether anything was lost, and what to do: one or two sentences, translated. */
char *rg_error_text (const GError *error);

G_END_DECLS
