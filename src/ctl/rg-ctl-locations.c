/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the shop's locations are, and which of them are web shops: `locations`. */
#include "config.h"

#include "analysis/rg-points.h"
#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-locations.h"
#include "store/rg-store-postcodes.h"

/* --- list --------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *locations;
  RgPoints *points; /* NULL: no postcodes are on the map */
} RgCtlLocations;

static void
rg_ctl_locations_clear (RgCtlLocations *all)
{
  g_clear_pointer (&all->locations, g_ptr_array_unref);
  g_clear_pointer (&all->points, rg_points_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlLocations, rg_ctl_locations_clear)

static gboolean
rg_ctl_locations_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlLocations *all = data;

  all->locations = rg_locations_read (db, error);
  return all->locations != NULL && rg_postcode_points_read (db, &all->points, error);
}

static void
rg_ctl_tell_location (RgCtl *ctl, const RgLocation *location, const RgPoints *points)
{
  g_auto (GStrv) lines = g_strsplit (location->address, "\n", -1);
  g_autofree char *address = g_strjoinv (", ", lines);
  g_autofree char *postcode = NULL;
  RgPoint point;

  if (points != NULL)
    postcode = rg_points_find_in_address (points, location->address, &point);
  rg_ctl_print (ctl, "%s%s%s%s%s%s%s\n", location->name, location->online ? " · " : "",
                location->online ? _("web shop") : "", *address != '\0' ? " · " : "", address,
                postcode != NULL ? " · " : "", postcode != NULL ? postcode : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", location->uuid);
  rg_ctl_json_text (ctl, "code", location->code);
  rg_ctl_json_text (ctl, "name", location->name);
  rg_ctl_json_text (ctl, "address", *location->address != '\0' ? location->address : NULL);
  rg_ctl_json_text (ctl, "postcode", postcode);
  rg_ctl_json_bool (ctl, "online", location->online);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_locations_list (RgCtl *ctl, RgStore *store, GError **error)
{
  g_auto (RgCtlLocations) all = { NULL, NULL };

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_locations_in_thread, &all, NULL, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < all.locations->len; i++)
    rg_ctl_tell_location (ctl, all.locations->pdata[i], all.points);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (all.locations->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no locations yet. They come with the first sales."));
  return TRUE;
}

/* --- edits -------------------------------------------------------------------------------- */

typedef struct {
  const char *text;
  RgLocation *found;
} RgCtlLocation;

static gboolean
rg_ctl_location_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlLocation *wanted = data;

  wanted->found = rg_location_find (db, wanted->text, error);
  return wanted->found != NULL;
}

/* address, online: NULL where that stays as it is. */
static gboolean
rg_ctl_location_edit (RgStore *store, const char *name, const char *address,
                      const gboolean *online, gint64 *action, GError **error)
{
  RgCtlLocation wanted = { .text = name };
  g_autoptr (RgLocation) location = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_location_find_in_thread, &wanted, NULL,
                           error))
    return FALSE;
  location = wanted.found;
  return rg_store_edit_location_sync (store, location->id, address, online, action, error);
}

/* --- the command -------------------------------------------------------------------------- */

static gboolean
rg_ctl_locations (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gboolean address, yes;
  gint64 action = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 3, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL || (g_str_equal (rest[1], "list") && rest[2] == NULL))
    return rg_ctl_locations_list (ctl, store, error);
  address = g_str_equal (rest[1], "address");
  yes = rest[2] != NULL && g_strcmp0 (rest[3], "yes") == 0;
  if (rest[2] == NULL || rest[3] == NULL ||
      !(address || (g_str_equal (rest[1], "online") && (yes || g_str_equal (rest[3], "no")))))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("That cannot be done with locations. “regularsctl help locations” says what "
                     "can."));
      return FALSE;
    }
  if (!rg_ctl_location_edit (store, rest[2], address ? rest[3] : NULL, address ? NULL : &yes,
                             &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_locations_commands[] = {
  { "locations", "| address NAME ADDRESS | online NAME yes|no",
    N_("List the shop’s locations; say where one of them is, or that it is a web shop"),
    N_("NAME is a location’s name, the till’s code of it, or its UUID. ADDRESS is text in one or\n"
       "more lines with a postcode, such as “Torget 2, 5014 Bergen”; its last line may name a\n"
       "country, and an empty one takes it away. “report make-up --of distance --across location”\n"
       "counts from there, and from the shop’s address where a location has none. The list shows\n"
       "the postcode last where a file of “postcodes” says where that lies. Rules ask with\n"
       "“channel web” and “channel shop” for what was bought in a web shop, and elsewhere."),
    rg_ctl_locations },
  { NULL },
};
