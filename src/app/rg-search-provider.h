/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers, segments and campaigns in the desktop's search (org.gnome.Shell.SearchProvider2).
 *
 * Says nothing until the person at the keyboard has asked for it in Preferences: names leave the
 * window. The desktop may start the program for a question; then the shop is opened without a
 * window, and let go when nothing was asked for a while. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct _RgSearchProvider RgSearchProvider;

/* Borrows the application, which lives longer. */
RgSearchProvider *rg_search_provider_new (GtkApplication *application, GSettings *settings);
void rg_search_provider_free (RgSearchProvider *provider);

/* path: of the application; the provider is an object below it. */
gboolean rg_search_provider_export (RgSearchProvider *provider, GDBusConnection *connection,
                                    const char *path, GError **error);
void rg_search_provider_unexport (RgSearchProvider *provider);

/* Before a window opens a shop: the one that was opened for questions if it is this file, else
 * NULL. Afterwards the provider has none of its own. */
RgStore *rg_search_provider_take_store (RgSearchProvider *provider, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchProvider, rg_search_provider_free)

G_END_DECLS
