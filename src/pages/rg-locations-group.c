/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of locations, each with its address. */
#include "pages/rg-locations-group.h"

#include "analysis/rg-points.h"
#include "base/rg-i18n.h"
#include "pages/rg-location-dialog.h"
#include "store/rg-store-dataset.h"

struct _RgLocationsGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  GPtrArray *rows;      /* borrowed */
  GPtrArray *locations; /* RgLocation; what the rows show */
};

G_DEFINE_FINAL_TYPE (RgLocationsGroup, rg_locations_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_locations_group_open_cb (RgLocationsGroup *self, GtkWidget *row)
{
  guint i;

  if (g_ptr_array_find (self->rows, row, &i))
    adw_dialog_present (rg_location_dialog_new (self->store, self->locations->pdata[i]),
                        GTK_WIDGET (self));
}

/* --- the list --- */

/* Where postcodes are on the map, and none of them is in the address. */
static gboolean
rg_locations_group_lacks_place (RgLocationsGroup *self, const char *address)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  g_autofree char *postcode = NULL;
  RgPoint point;

  if (!dataset || !dataset->points)
    return FALSE;
  postcode = rg_points_find_in_address (dataset->points, address, &point);
  return postcode == NULL;
}

/* "Torget 2, 5014 Bergen" */
static char *
rg_locations_group_dup_address (RgLocationsGroup *self, const RgLocation *location)
{
  g_auto (GStrv) lines = g_strsplit (location->address, "\n", -1);
  g_autofree char *text = g_strjoinv (", ", lines);

  if (*text == '\0')
    return g_strdup (_("No address: the shop’s counts"));
  if (!rg_locations_group_lacks_place (self, location->address))
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s · %s", text, _("it is not known where that postcode lies"));
}

/* Of a web shop nobody asks where it stands. */
static char *
rg_locations_group_dup_subtitle (RgLocationsGroup *self, const RgLocation *location)
{
  g_autofree char *address = NULL;

  if (location->online && *location->address == '\0')
    return g_strdup (_("Web shop"));
  address = rg_locations_group_dup_address (self, location);
  return location->online ? g_strdup_printf ("%s · %s", _("Web shop"), address)
                          : g_steal_pointer (&address);
}

static GtkWidget *
rg_locations_group_create_row (RgLocationsGroup *self, const RgLocation *location)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *subtitle = rg_locations_group_dup_subtitle (self, location);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), location->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_locations_group_open_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* The row of the keyboard, or -1. */
static int
rg_locations_group_find_focus (RgLocationsGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_has_focus (self->rows->pdata[i]))
      return (int) i;
  return -1;
}

static void
rg_locations_group_show (RgLocationsGroup *self)
{
  const int focus = rg_locations_group_find_focus (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->locations->len; i++)
    {
      GtkWidget *row = rg_locations_group_create_row (self, self->locations->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->locations->len > 1);
  if (focus >= 0 && (guint) focus < self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[focus]);
}

/* --- reading --- */

static gboolean
rg_locations_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **locations = data;

  *locations = rg_locations_read (db, error);
  return *locations != NULL;
}

static void
rg_locations_group_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_locations_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgLocationsGroup) self = RG_LOCATIONS_GROUP (data);
  GPtrArray **locations = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) || !self->store)
    return;
  g_ptr_array_unref (self->locations);
  self->locations = g_ptr_array_ref (*locations);
  rg_locations_group_show (self);
}

static void
rg_locations_group_read (RgLocationsGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_locations_group_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_locations_group_read_free, NULL,
                       rg_locations_group_read_cb, g_object_ref (self));
}

static void
rg_locations_group_changed_cb (RgLocationsGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "location"))
    rg_locations_group_read (self);
}

void
rg_locations_group_set_store (RgLocationsGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_LOCATIONS_GROUP (self));

  if (!store)
    return;
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_locations_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* Where postcodes lie is known with it. */
  g_signal_connect_object (store, "dataset-changed", G_CALLBACK (rg_locations_group_show), self,
                           G_CONNECT_SWAPPED);
  rg_locations_group_read (self);
}

/* --- GObject --- */

static void
rg_locations_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_LOCATIONS_GROUP);
  g_clear_object (&RG_LOCATIONS_GROUP (object)->store);
  G_OBJECT_CLASS (rg_locations_group_parent_class)->dispose (object);
}

static void
rg_locations_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_LOCATIONS_GROUP (object)->rows);
  g_ptr_array_unref (RG_LOCATIONS_GROUP (object)->locations);
  G_OBJECT_CLASS (rg_locations_group_parent_class)->finalize (object);
}

static void
rg_locations_group_class_init (RgLocationsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_locations_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_locations_group_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-locations-group.ui");
}

static void
rg_locations_group_init (RgLocationsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->locations = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
