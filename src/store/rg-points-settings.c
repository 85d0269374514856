/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-points-settings.h"

#include "base/rg-i18n.h"
#include "store/rg-setting.h"

#define RG_WORTH_SETTING "points-hundred-worth"
#define RG_MONTHS_SETTING "points-months"

/* A point that is worth ten thousand is a mistake, and sums stay far from where they overflow. */
#define RG_WORTH_MOST 100000000

static gboolean
rg_points_settings_read_number (RgDb *db, const char *name, gint64 most, gint64 unset,
                                gint64 *number, GError **error)
{
  g_autofree char *text = NULL;

  *number = unset;
  if (!rg_setting_read (db, name, &text, error))
    return FALSE;
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, most, number, NULL))
    *number = unset;
  return TRUE;
}

gboolean
rg_points_settings_read (RgDb *db, RgPointsSettings *settings, GError **error)
{
  gint64 months;

  if (!rg_points_settings_read_number (db, RG_WORTH_SETTING, RG_WORTH_MOST, RG_POINTS_NO_WORTH,
                                       &settings->hundred_minor, error)
      || !rg_points_settings_read_number (db, RG_MONTHS_SETTING, RG_POINTS_MOST_MONTHS, 0, &months,
                                          error))
    return FALSE;
  settings->months = (int) months;
  return TRUE;
}

gint64
rg_points_settings_get_worth (const RgPointsSettings *settings, gint64 points)
{
  const gint64 hundredths = settings->hundred_minor > 0 ? settings->hundred_minor * points : 0;

  return (hundredths + (hundredths < 0 ? -50 : 50)) / 100;
}

/* --- saving --- */

static gboolean
rg_points_settings_are_valid (const RgPointsSettings *settings, GError **error)
{
  if (settings->hundred_minor >= RG_POINTS_NO_WORTH && settings->hundred_minor <= RG_WORTH_MOST
      && settings->months >= 0 && settings->months <= RG_POINTS_MOST_MONTHS)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: %d is a number of months. */
               _("Points are worth nothing or more, and lapse after %d months at most."),
               RG_POINTS_MOST_MONTHS);
  return FALSE;
}

static gboolean
rg_points_settings_write_number (RgDb *db, const char *name, gint64 number, gint64 unset,
                                 GError **error)
{
  g_autofree char *text = number != unset ? g_strdup_printf ("%" G_GINT64_FORMAT, number)
                                          : g_strdup ("");

  return rg_setting_write (db, name, text, error);
}

gboolean
rg_points_settings_write (RgDb *db, const RgPointsSettings *settings, GError **error)
{
  return rg_points_settings_are_valid (settings, error)
         && rg_points_settings_write_number (db, RG_WORTH_SETTING, settings->hundred_minor,
                                             RG_POINTS_NO_WORTH, error)
         && rg_points_settings_write_number (db, RG_MONTHS_SETTING, settings->months, 0, error);
}

static gboolean
rg_points_settings_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_points_settings_write (rg_write_get_db (write), data, error);
}

gboolean
rg_store_save_points_settings_sync (RgStore *store, const RgPointsSettings *settings,
                                    gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "shop.points", _("Points of the Shop"),
                              rg_points_settings_save_in_thread, (gpointer) settings, NULL,
                              action_id, error);
}

void
rg_store_save_points_settings_async (RgStore *store, const RgPointsSettings *settings,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, "shop.points", _("Points of the Shop"),
                        rg_points_settings_save_in_thread,
                        g_memdup2 (settings, sizeof *settings), g_free, NULL, callback, user_data);
}
