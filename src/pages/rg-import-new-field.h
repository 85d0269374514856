/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A column of a file becomes one of the shop's own fields: asked for while the file is looked at,
 * made by the import. */
#pragma once

#include "transfer/rg-mapping.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* field: as the person wants it; without an id. */
typedef void (*RgImportNewFieldFunc) (GObject *asker, guint column, const RgOwnField *field);

/* Guesses the field from the column on a thread, and lets the person correct it in a dialog above
 * the asker; func is called where they add it. */
void rg_import_new_field_ask (GtkWidget *asker, const RgMapping *mapping, guint column,
                              const char *currency, RgImportNewFieldFunc func);

G_END_DECLS
