/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Settings that travel with the shop's file, by name. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* *value: NULL where there is none; owned by the caller. */
gboolean rg_setting_read (RgDb *db, const char *name, char **value, GError **error);

/* Inside a write. value "": there is no such setting any more. */
gboolean rg_setting_write (RgDb *db, const char *name, const char *value, GError **error);

G_END_DECLS
