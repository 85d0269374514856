/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission form on one page: to be ticked and signed, or a person's own copy. */
#pragma once

#include "model/rg-permission-paper.h"
#include "print/rg-paper.h"

G_BEGIN_DECLS

void rg_permission_form_draw (const RgPermissionPaper *form, const RgPaper *paper, cairo_t *cr);
/* The bytes hang on the form and the paper alone. */
gboolean rg_permission_form_write_pdf (const RgPermissionPaper *form, const char *path,
                                       GError **error);

G_END_DECLS
