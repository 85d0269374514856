/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What somebody else wrote, to stand within a text of the shop's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends UTF-8 as part of one line: line breaks and other control characters become spaces, and
 * what would turn the direction of the text around it is left out. */
void rg_plain_text_append (GString *out, const char *text);
/* The same, without spaces at the ends. Owned by the caller. */
char *rg_plain_text_dup (const char *text);

G_END_DECLS
