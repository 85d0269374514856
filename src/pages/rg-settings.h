/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The settings of this computer (not of the shop: those live in its file). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new reference. Finds the compiled schema where it is installed, else beside the build. */
GSettings *rg_settings_new (void);

G_END_DECLS
