/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Compares pictures and text with what is kept in tests/golden/. With REGULARS_GOLDEN=write (see
 * regenerate.sh) the kept files are written anew instead; look at them before committing. */
#pragma once

#include <cairo.h>
#include <glib.h>

/* `name` is "chart-light.png". Pictures may differ by a little in few pixels, since other versions
 * of Cairo and FreeType round otherwise: more than 24 of 255 in over 0.2 % of the pixels fails. */
void golden_check_picture (cairo_surface_t *surface, const char *name);
/* `name` is "letter.txt"; compared byte by byte. */
void golden_check_text (const char *text, const char *name);
