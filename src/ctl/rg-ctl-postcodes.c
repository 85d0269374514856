/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where postcodes lie: `postcodes`. */
#include "config.h"

#include <string.h>

#include "base/rg-country.h"
#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-commands.h"
#include "transfer/rg-postcode-file.h"

/* --- list --------------------------------------------------------------------------------- */

static gboolean
rg_ctl_postcodes_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **sets = data;

  *sets = rg_postcode_sets_read (db, error);
  return *sets != NULL;
}

static void
rg_ctl_tell_postcodes (RgCtl *ctl, const RgPostcodeSet *set, const RgShop *shop)
{
  g_auto (GStrv) countries = g_strsplit (set->countries, " ", -1);
  const RgDay day = rg_instant_day (set->loaded_at, shop->zone);
  g_autofree char *shown = rg_day_format (day);

  rg_ctl_print (ctl, "%9u  %s%s%s · %s · %s\n", set->n_points, set->name,
                *set->maker != '\0' ? " · " : "", set->maker, set->countries, shown);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", set->uuid);
  rg_ctl_json_text (ctl, "name", set->name);
  rg_ctl_json_text (ctl, "maker", *set->maker != '\0' ? set->maker : NULL);
  json_builder_set_member_name (rg_ctl_get_json (ctl), "countries");
  json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; countries[i] != NULL; i++)
    json_builder_add_string_value (rg_ctl_get_json (ctl), countries[i]);
  json_builder_end_array (rg_ctl_get_json (ctl));
  rg_ctl_json_int (ctl, "postcodes", set->n_points);
  rg_ctl_json_day (ctl, "loaded", day);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_postcodes_list (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GPtrArray) sets = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_postcodes_in_thread, &sets, NULL, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < sets->len; i++)
    rg_ctl_tell_postcodes (ctl, sets->pdata[i], rg_store_get_shop (store));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (sets->len == 0)
    rg_ctl_say (ctl, "%s", _("No file of postcodes is loaded."));
  return TRUE;
}

/* --- load --------------------------------------------------------------------------------- */

static RgPostcodeFile *
rg_ctl_postcodes_read (RgCtl *ctl, const char *argument, const char *country, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (argument, "-"))
    return rg_postcode_file_read_stream (rg_ctl_get_input (ctl), _("standard input"), country,
                                         NULL, error);
  path = rg_ctl_dup_path (ctl, argument);
  file = g_file_new_for_path (path);
  return rg_postcode_file_read (file, country, NULL, error);
}

static void
rg_ctl_postcodes_say (RgCtl *ctl, const RgPostcodeFile *file)
{
  const guint n = file->points->len;
  g_autofree char *number = rg_number_format (n);
  g_autofree char *countries = rg_postcode_file_dup_countries (file);

  /* Translators: a number, and codes of countries: "NO SE". */
  rg_ctl_say (ctl, P_("%s postcode of %s.", "%s postcodes of %s.", n), number, countries);
  if (file->n_again > 0)
    rg_ctl_say (ctl, P_("%u row names a postcode again: it lies in the middle of what they say.",
                        "%u rows name a postcode again: it lies in the middle of what they say.",
                        file->n_again), file->n_again);
  if (file->n_without > 0)
    rg_ctl_say (ctl, P_("%u row without a place was passed over.",
                        "%u rows without a place were passed over.", file->n_without),
                file->n_without);
  if (*file->maker != '\0')
    /* Translators: %s is who made a file: “GeoNames”. */
    rg_ctl_say (ctl, _("The data is by %s, under CC BY 4.0."), file->maker);
}

static gboolean
rg_ctl_postcodes_load (RgCtl *ctl, RgStore *store, const char *argument, const char *said,
                       gint64 *action, GError **error)
{
  const char *country = said != NULL ? rg_country_find (said) : rg_store_get_shop (store)->country;
  g_autoptr (RgPostcodeFile) file = NULL;

  if (country == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is what somebody typed. */
                   _("“%s” is no country. Give its code, such as NO, or its name."), said);
      return FALSE;
    }
  file = rg_ctl_postcodes_read (ctl, argument, country, error);
  if (file == NULL || !rg_store_load_postcodes_sync (store, file, NULL, action, error))
    return FALSE;
  rg_ctl_postcodes_say (ctl, file);
  return TRUE;
}

/* --- remove ------------------------------------------------------------------------------- */

typedef struct
{
  const char *text;
  RgPostcodeSet *found;
} RgCtlPostcodes;

static gboolean
rg_ctl_postcodes_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlPostcodes *wanted = data;

  wanted->found = rg_postcode_set_find (db, wanted->text, error);
  return wanted->found != NULL;
}

static gboolean
rg_ctl_postcodes_remove (RgStore *store, const char *text, gint64 *action, GError **error)
{
  RgCtlPostcodes wanted = { .text = text };
  g_autoptr (RgPostcodeSet) set = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_postcodes_find_in_thread, &wanted, NULL,
                           error))
    return FALSE;
  set = wanted.found;
  return rg_store_remove_postcodes_sync (store, set->id, action, error);
}

/* --- the command -------------------------------------------------------------------------- */

static gboolean
rg_ctl_postcodes (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *country = NULL;
  const GOptionEntry entries[] = {
    { "country", 0, 0, G_OPTION_ARG_STRING, &country },
    { NULL },
  };
  RgStore *store;
  gint64 action = 0;
  gboolean loads;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL || (g_str_equal (rest[1], "list") && rest[2] == NULL))
    return rg_ctl_postcodes_list (ctl, store, error);
  loads = g_str_equal (rest[1], "load");
  if (rest[2] == NULL || (!loads && !g_str_equal (rest[1], "remove")))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That cannot be done with postcodes. “regularsctl help postcodes” says what "
                     "can."));
      return FALSE;
    }
  if (!(loads ? rg_ctl_postcodes_load (ctl, store, rest[2], country, &action, error)
              : rg_ctl_postcodes_remove (store, rest[2], &action, error)))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_postcodes_commands[] = {
  { "postcodes", "| load FILE [--country COUNTRY] | remove NAME",
    N_("List the files that say where postcodes lie, load one, or take one off the map"),
    N_("FILE is a country’s postcodes as GeoNames offers them (download.geonames.org/export/zip,\n"
       "under CC BY 4.0), packed or not, or a table whose first row names the columns postcode,\n"
       "latitude, longitude and perhaps country; “-” reads standard input. --country is that of\n"
       "rows that name none, else the shop’s own. A file takes the place of those of the same\n"
       "countries. With one, segments ask “kilometres from \"5003\" at most 10”. Loading and\n"
       "removing are one action each, which “take-back” takes back."),
    rg_ctl_postcodes },
  { NULL },
};
