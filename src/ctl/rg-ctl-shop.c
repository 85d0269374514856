/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Making a shop: `init`, and `sample` for one to look around in. */
#include "config.h"

#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-sample.h"
#include "store/rg-store-staff.h"
#include "transfer/rg-sample.h"

#include <errno.h>
#include <glib/gstdio.h>

#define LAST_SECOND 86399

static gboolean
rg_ctl_make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static gboolean
rg_ctl_is_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               /* Translators: %s is the path of a file. */
               _("%s is already there, and was left as it is. Name another file with --store."),
               path);
  return FALSE;
}

static void
rg_ctl_tell_shop (RgCtl *ctl, RgStore *store)
{
  const RgShop *shop = rg_store_get_shop (store);

  /* Translators: the name of a shop, then the path of its file. */
  rg_ctl_print (ctl, _("%s is ready in %s\n"), shop->name, rg_store_get_path (store));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", shop->uuid);
  rg_ctl_json_text (ctl, "name", shop->name);
  rg_ctl_json_text (ctl, "country", shop->country);
  rg_ctl_json_text (ctl, "currency", shop->currency);
  rg_ctl_json_text (ctl, "time_zone", shop->time_zone);
  rg_ctl_json_bool (ctl, "is_sample", shop->is_sample);
  rg_ctl_json_text (ctl, "file", rg_store_get_path (store));
  json_builder_end_object (rg_ctl_get_json (ctl));
}

/* --- init ------------------------------------------------------------------------------------- */

static gboolean
rg_ctl_set_country (RgShop *shop, const char *country, GError **error)
{
  const char *code = rg_country_find (country);

  if (code == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("“%s” is no country. Give its name or its two letters, such as NO."),
                   country);
      return FALSE;
    }
  g_set_str (&shop->country, code);
  shop->first_weekday = rg_country_first_weekday (code);
  return TRUE;
}

static gboolean
rg_ctl_init (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *name = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *staff = NULL;
  g_autofree char *country = NULL;
  const GOptionEntry entries[] = {
    { "country", 0, 0, G_OPTION_ARG_STRING, &country },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &zone },
    { "staff", 0, 0, G_OPTION_ARG_STRING, &staff },
    { NULL },
  };
  const char *path = rg_ctl_get_store_path (ctl);

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 0, error))
    return FALSE;
  if (name == NULL || currency == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("A shop needs --name and --currency, such as --name Fjordbok --currency "
                     "NOK."));
      return FALSE;
    }
  if (zone == NULL)
    {
      g_autoptr (GTimeZone) local = g_time_zone_new_local ();
      zone = g_strdup (g_time_zone_get_identifier (local));
    }
  g_autoptr (RgShop) shop = rg_shop_new (name, currency, zone);
  if (country != NULL && !rg_ctl_set_country (shop, country, error))
    return FALSE;
  if (!rg_ctl_is_free (path, error) || !rg_ctl_make_folder (path, error))
    return FALSE;
  RgStore *store = rg_store_create (path, shop, error);
  if (store == NULL)
    return FALSE;
  rg_ctl_take_store (ctl, store);
  if (staff != NULL
      && !rg_store_rename_staff_sync (store, rg_store_get_staff (store), staff, NULL, error))
    return FALSE;
  rg_ctl_tell_shop (ctl, store);
  return TRUE;
}

/* --- sample ----------------------------------------------------------------------------------- */

static gboolean
rg_ctl_parse_until (const char *until, RgSampleOptions *options, GError **error)
{
  if (until == NULL)
    {
      rg_sample_until_now (options);
      return TRUE;
    }
  options->last_day = rg_day_parse_iso (until);
  options->last_time = LAST_SECOND;
  if (options->last_day != RG_DAY_NONE)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” is no day. Write it like 2026-11-21."), until);
  return FALSE;
}

static gboolean
rg_ctl_sample (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *until = NULL;
  int n_customers = RG_SAMPLE_CUSTOMERS;
  gint64 seed = RG_SAMPLE_SEED;
  const GOptionEntry entries[] = {
    { "customers", 0, 0, G_OPTION_ARG_INT, &n_customers },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until },
    { NULL },
  };
  RgSampleOptions options;
  const char *path = rg_ctl_get_sample_path (ctl);

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 0, error)
      || !rg_ctl_parse_until (until, &options, error))
    return FALSE;
  if (n_customers < 1 || n_customers > RG_SAMPLE_MOST_CUSTOMERS)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("--customers must be between 1 and %d."), RG_SAMPLE_MOST_CUSTOMERS);
      return FALSE;
    }
  options.n_customers = (guint) n_customers;
  options.seed = (guint64) seed;
  if (!rg_ctl_is_free (path, error) || !rg_ctl_make_folder (path, error))
    return FALSE;
  g_autoptr (RgSampleData) data = rg_sample_make (&options);
  RgStore *store = rg_store_create_sample (path, data, error);
  if (store == NULL)
    return FALSE;
  rg_ctl_take_store (ctl, store);
  rg_ctl_tell_shop (ctl, store);
  return TRUE;
}

const RgCtlCommand rg_ctl_shop_commands[] = {
  { "init",
    "--name NAME --currency EUR [--country NO] [--time-zone ZONE] [--staff NAME]",
    N_("Make a new shop"),
    N_("The currency is its three letters by ISO 4217 and stays for good once there are sales.\n"
       "With the country, letters within it leave it out of the address. The time zone is a name\n"
       "such as Europe/Oslo; without it, this computer’s. The first member of staff is --staff,\n"
       "or has the name of the computer’s user."),
    rg_ctl_init },
  { "sample", "[--customers N] [--seed S] [--until DAY]",
    N_("Make a sample shop to look around in"),
    N_("Without --store it becomes sample.regulars beside the user’s own shop. The same seed,\n"
       "number and day give the same shop. Sales run up to this moment, or to the end of --until."),
    rg_ctl_sample },
  { NULL },
};
