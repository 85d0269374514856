/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The picture on top of the shop's e-mails, drawn anew: small enough for a mail, on white, and with
 * nothing in it but its dots. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A PNG file that has no problem (base/rg-picture.h). G_IO_ERROR_INVALID_DATA, with a sentence.
 * Owned by the caller. */
cairo_surface_t *rg_mail_picture_load_png (GBytes *file, GError **error);
/* Upright, as PNG of at most `most` bytes and RG_MAIL_PICTURE_WIDTH × RG_MAIL_PICTURE_HEIGHT: made
 * smaller until it is. orientation: rg_picture_get_orientation(). */
GBytes *rg_mail_picture_pack (cairo_surface_t *surface, guint orientation, gsize most,
                              GError **error);

G_END_DECLS
