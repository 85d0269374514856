/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names of any script in plain Latin letters, so that two spellings of one name can be compared. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RgRomanizer RgRomanizer;

/* For one thread. ICU's tables for other scripts are read at the first word that needs them. */
RgRomanizer *rg_romanizer_new (void);
void rg_romanizer_free (RgRomanizer *romanizer);

/* The text by ICU's "Any-Latin; Latin-ASCII; Lower", without blanks between syllables: "小明" is
 * "xiaoming". What cannot be written so stays as it is. */
char *rg_romanize (RgRomanizer *romanizer, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRomanizer, rg_romanizer_free)

G_END_DECLS
