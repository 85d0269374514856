/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Words about backups. */
#include "pages/rg-backup-words.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

#include <gio/gio.h>

#define DAY_SECONDS (24 * 60 * 60)

/* How many days ago, and the time of that day. */
static RgDay
rg_backup_dup_time (RgStore *store, gint64 at, char **time)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (store));
  const RgDay day = rg_instant_day (at, zone);

  *time = rg_time_format ((int) (at - rg_day_to_instant (day, 0, zone)));
  return rg_day_today (zone) - day;
}

char *
rg_backup_dup_moment (RgStore *store, gint64 at)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (store));
  g_autofree char *time = NULL;
  const RgDay today = rg_day_today (zone);
  const RgDay day = today - rg_backup_dup_time (store, at, &time);
  g_autofree char *day_text = rg_day_format_relative (day, today);

  /* Translators: a day ("Thursday") and a time of the day. */
  return g_strdup_printf (_("%1$s, %2$s"), day_text, time);
}

/* Where sticks and disks are mounted, "/run/media/kari/USB/…" and "/media/USB/…", their name comes
 * after these; after the first one with the user's name before it. */
static char *
rg_backup_dup_stick (const char *folder)
{
  static const struct
  {
    const char *prefix;
    guint name;
  } roots[] = { { "/run/media/", 4 }, { "/media/", 3 }, { "/media/", 2 } };
  g_auto (GStrv) parts = g_strsplit (folder, "/", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    if (g_str_has_prefix (folder, roots[i].prefix) && g_strv_length (parts) > roots[i].name)
      return g_strdup (parts[roots[i].name]);
  return NULL;
}

char *
rg_backup_dup_place (RgStore *store, const char *path)
{
  g_autofree char *own = rg_backups_dup_folder (store);
  g_autofree char *folder = g_path_get_dirname (path);
  char *stick = rg_backup_dup_stick (folder);

  if (g_str_equal (folder, own))
    return g_strdup (_("this computer"));
  return stick ? stick : g_filename_display_basename (folder);
}

char *
rg_backup_dup_words (RgStore *store)
{
  g_autoptr (RgBackupResult) last = rg_store_dup_last_backup (store);
  g_autofree char *moment = NULL;
  g_autofree char *place = NULL;
  g_autofree char *time = NULL;

  if (rg_store_get_shop (store)->is_sample || !last || !last->path)
    return NULL;
  moment = rg_backup_dup_moment (store, last->at);
  place = rg_backup_dup_place (store, last->path);
  if (rg_backup_dup_time (store, last->at, &time) == 0)
    /* Translators: the first is a time of the day, the second a place ("USB", "this computer"). */
    return g_strdup_printf (_("Backed up today, %1$s to %2$s"), time, place);
  /* Translators: the first is a moment ("Thursday, 18:04"), the second a place ("USB", "this
   * computer"). */
  return g_strdup_printf (_("Backed up %1$s to %2$s"), moment, place);
}

char *
rg_backup_dup_problem (RgStore *store)
{
  g_autoptr (RgBackupResult) last = rg_store_dup_last_backup (store);

  return last && last->why && *last->why ? g_steal_pointer (&last->why) : NULL;
}

char *
rg_backup_dup_warning (RgStore *store, gint64 now)
{
  const RgShop *shop = rg_store_get_shop (store);
  g_autoptr (RgBackupResult) last = rg_store_dup_last_backup (store);
  const gboolean known = last && last->path;
  const gint64 since = known ? last->at : shop->created_at;
  const gint64 days = (now - since) / DAY_SECONDS;
  g_autofree char *number = rg_number_format (days);

  if (shop->is_sample || rg_store_is_read_only (store) || days < RG_BACKUP_OLD_DAYS)
    return NULL;
  if (!known)
    return g_strdup (_("There is no backup of this shop yet"));
  /* Translators: %s is a number of days. */
  return g_strdup_printf (P_("No backup for %s day", "No backup for %s days", days), number);
}
