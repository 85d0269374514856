/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The banner of the window. */
#include "app/rg-banner.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "pages/rg-backup-words.h"

void
rg_banner_show (RgWindow *window)
{
  RgStore *store = rg_window_get_store (window);
  g_autofree char *old = store ? rg_backup_dup_warning (store, rg_instant_now ()) : NULL;

  if (!store)
    rg_window_set_banner (window, NULL, NULL, NULL);
  else if (rg_store_get_shop (store)->is_sample)
    rg_window_set_banner (window, _("This is a sample shop, to look around in"),
                          _("Start My Shop"), "app.start-shop");
  else if (rg_store_is_read_only (store))
    rg_window_set_banner (window, _("This shop can only be read here: nothing can be changed"),
                          _("What to Do"), "app.help('backup#read-only')");
  else if (rg_store_is_full (store))
    rg_window_set_banner (window, _("The disk is full: make room before you go on"),
                          _("What to Do"), "app.help('backup#full')");
  else
    rg_window_set_banner (window, old, old ? _("Back Up Now") : NULL, old ? "app.back-up" : NULL);
}
