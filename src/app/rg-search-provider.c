/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The desktop's search: answers come from a reader thread. */
#include "app/rg-search-provider.h"

#include "app/rg-shop-keeper.h"
#include "app/rg-shops.h"
#include "app/rg-window.h"
#include "store/rg-store-find.h"
#include "store/rg-store-opening.h"

#define RG_SEARCH_EACH 5
/* Somebody who types asks several times; then the shop is closed again. */
#define RG_SEARCH_LINGER_MS 30000
/* More answers than anybody looks at. */
#define RG_SEARCH_KEPT 1000

struct _RgSearchProvider
{
  GtkApplication *application;
  GSettings *settings;
  GDBusConnection *connection;
  guint registration;

  /* Opened for questions, while there is no window. */
  RgStore *unseen;
  RgShopKeeper *keeper;

  GCancellable *asking;
  /* Identifier → RgFound, of the shop that was asked last. */
  GHashTable *found;
  char *found_in;
};

static const char interface_xml[] =
  "<node>"
  "  <interface name='org.gnome.Shell.SearchProvider2'>"
  "    <method name='GetInitialResultSet'>"
  "      <arg name='terms' type='as' direction='in'/>"
  "      <arg name='results' type='as' direction='out'/>"
  "    </method>"
  "    <method name='GetSubsearchResultSet'>"
  "      <arg name='previous_results' type='as' direction='in'/>"
  "      <arg name='terms' type='as' direction='in'/>"
  "      <arg name='results' type='as' direction='out'/>"
  "    </method>"
  "    <method name='GetResultMetas'>"
  "      <arg name='identifiers' type='as' direction='in'/>"
  "      <arg name='metas' type='aa{sv}' direction='out'/>"
  "    </method>"
  "    <method name='ActivateResult'>"
  "      <arg name='identifier' type='s' direction='in'/>"
  "      <arg name='terms' type='as' direction='in'/>"
  "      <arg name='timestamp' type='u' direction='in'/>"
  "    </method>"
  "    <method name='LaunchSearch'>"
  "      <arg name='terms' type='as' direction='in'/>"
  "      <arg name='timestamp' type='u' direction='in'/>"
  "    </method>"
  "  </interface>"
  "</node>";

/* Products have no page of their own. */
static const char *const page_actions[RG_N_FOUND_KINDS] = {
  [RG_FOUND_CUSTOMER] = "win.show-customer",
  [RG_FOUND_SEGMENT] = "win.show-segment",
  [RG_FOUND_CAMPAIGN] = "win.show-campaign",
};

/* --- the shop --- */

static void
rg_search_provider_open (RgSearchProvider *self)
{
  g_autofree char *path = rg_shops_dup_own_path (self->settings);
  g_autoptr (GError) error = NULL;

  /* What takes long waits for somebody who opens the window. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      || rg_store_foresee_opening (path) != RG_OPENING_AT_ONCE)
    return;
  self->unseen = rg_store_open (path, &error);
  if (!self->unseen)
    {
      g_message ("Nothing can be searched for: %s", error->message);
      return;
    }
  self->keeper = rg_shop_keeper_new (self->unseen, self->connection);
  g_application_set_inactivity_timeout (G_APPLICATION (self->application), RG_SEARCH_LINGER_MS);
}

/* Borrowed; NULL where there is none. */
static RgStore *
rg_search_provider_get_store (RgSearchProvider *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  if (window)
    return rg_window_get_store (RG_WINDOW (window));
  if (!self->unseen)
    rg_search_provider_open (self);
  return self->unseen;
}

RgStore *
rg_search_provider_take_store (RgSearchProvider *self, const char *path)
{
  g_autoptr (RgStore) store = g_steal_pointer (&self->unseen);

  g_clear_pointer (&self->keeper, rg_shop_keeper_free);
  g_application_set_inactivity_timeout (G_APPLICATION (self->application), 0);
  return store && g_str_equal (rg_store_get_path (store), path) ? g_steal_pointer (&store) : NULL;
}

/* --- questions --- */

typedef struct
{
  RgSearchProvider *provider;
  GDBusMethodInvocation *invocation;
} RgSearchCall;

static void
rg_search_provider_keep (RgSearchProvider *self, RgStore *store, GPtrArray *found,
                         GVariantBuilder *identifiers)
{
  const char *path = rg_store_get_path (store);
  gsize n_found;
  g_autofree gpointer *all = g_ptr_array_steal (found, &n_found);

  if (g_strcmp0 (self->found_in, path) != 0 || g_hash_table_size (self->found) > RG_SEARCH_KEPT)
    g_hash_table_remove_all (self->found);
  g_set_str (&self->found_in, path);
  for (gsize i = 0; i < n_found; i++)
    {
      RgFound *one = all[i];
      char *identifier = g_strdup_printf ("%d-%" G_GINT64_FORMAT, (int) one->kind, one->id);

      if (page_actions[one->kind])
        g_variant_builder_add (identifiers, "s", identifier);
      g_hash_table_replace (self->found, identifier, one);
    }
}

static void
rg_search_provider_found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree RgSearchCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rg_store_find_finish (RG_STORE (object), result, &error);
  GVariantBuilder identifiers;

  g_variant_builder_init (&identifiers, G_VARIANT_TYPE ("as"));
  if (found)
    rg_search_provider_keep (call->provider, RG_STORE (object), found, &identifiers);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Nothing could be searched for: %s", error->message);
  g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(as)", &identifiers));
  g_application_release (G_APPLICATION (call->provider->application));
}

/* A newer question ends the one before, which nobody waits for any more. */
static void
rg_search_provider_find (RgSearchProvider *self, const char *const *terms,
                         GDBusMethodInvocation *invocation)
{
  RgStore *store = rg_search_provider_get_store (self);
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);
  RgSearchCall *call = NULL;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (!store)
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
      return;
    }
  call = g_new0 (RgSearchCall, 1);
  call->provider = self;
  call->invocation = invocation;
  self->asking = g_cancellable_new ();
  g_application_hold (G_APPLICATION (self->application));
  rg_store_find_async (store, text, RG_SEARCH_EACH, self->asking, rg_search_provider_found_cb,
                       call);
}

static GVariant *
rg_search_provider_describe (RgSearchProvider *self, const char *const *identifiers)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; identifiers[i]; i++)
    {
      const RgFound *found = g_hash_table_lookup (self->found, identifiers[i]);

      if (!found)
        continue;
      g_variant_builder_open (&metas, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (identifiers[i]));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (found->title));
      if (*found->detail)
        g_variant_builder_add (&metas, "{sv}", "description",
                               g_variant_new_string (found->detail));
      g_variant_builder_close (&metas);
    }
  return g_variant_new ("(aa{sv})", &metas);
}

/* --- opening what was found --- */

/* A window with the shop; NULL where there is none. */
static GtkWidget *
rg_search_provider_show_window (RgSearchProvider *self)
{
  GtkWindow *window = NULL;

  g_application_activate (G_APPLICATION (self->application));
  window = gtk_application_get_active_window (self->application);
  return window && rg_window_get_store (RG_WINDOW (window)) ? GTK_WIDGET (window) : NULL;
}

static void
rg_search_provider_launch (RgSearchProvider *self, const char *const *terms)
{
  GtkWidget *window = rg_search_provider_show_window (self);
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);

  if (window)
    gtk_widget_activate_action (window, "win.search-for", "s", text);
}

/* What was found before the program was left is looked for again. */
static void
rg_search_provider_show (RgSearchProvider *self, const char *identifier,
                         const char *const *terms)
{
  const RgFound *found = g_hash_table_lookup (self->found, identifier);
  GtkWidget *window = NULL;

  if (!found || !page_actions[found->kind])
    {
      rg_search_provider_launch (self, terms);
      return;
    }
  window = rg_search_provider_show_window (self);
  if (window && g_str_equal (rg_store_get_path (rg_window_get_store (RG_WINDOW (window))),
                             self->found_in))
    gtk_widget_activate_action (window, page_actions[found->kind], "x", found->id);
}

/* --- the bus --- */

static void
rg_search_provider_answer (RgSearchProvider *self, const char *method, GVariant *parameters,
                           GDBusMethodInvocation *invocation)
{
  g_autofree const char **terms = NULL;
  const char *identifier;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      rg_search_provider_find (self, terms, invocation);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(@as^a&s)", NULL, &terms);
      rg_search_provider_find (self, terms, invocation);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      g_dbus_method_invocation_return_value (invocation,
                                             rg_search_provider_describe (self, terms));
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s^a&su)", &identifier, &terms, NULL);
      rg_search_provider_show (self, identifier, terms);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_variant_get (parameters, "(^a&su)", &terms, NULL);
      rg_search_provider_launch (self, terms);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

/* To whom nothing is to be said. */
static void
rg_search_provider_stay_silent (const char *method, GDBusMethodInvocation *invocation)
{
  GVariant *nothing = NULL;

  if (g_str_has_suffix (method, "ResultSet"))
    nothing = g_variant_new ("(as)", NULL);
  else if (g_str_equal (method, "GetResultMetas"))
    nothing = g_variant_new ("(aa{sv})", NULL);
  g_dbus_method_invocation_return_value (invocation, nothing);
}

static void
rg_search_provider_call_cb (GDBusConnection *connection, const char *sender, const char *path,
                            const char *interface, const char *method, GVariant *parameters,
                            GDBusMethodInvocation *invocation, gpointer data)
{
  RgSearchProvider *self = data;

  if (g_settings_get_boolean (self->settings, "search-customers"))
    rg_search_provider_answer (self, method, parameters, invocation);
  else
    rg_search_provider_stay_silent (method, invocation);
}

gboolean
rg_search_provider_export (RgSearchProvider *self, GDBusConnection *connection, const char *path,
                           GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = rg_search_provider_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);
  g_autofree char *below = g_strconcat (path, "/SearchProvider", NULL);

  if (!node)
    return FALSE;
  self->registration = g_dbus_connection_register_object (
      connection, below, node->interfaces[0], &table, self, NULL, error);
  g_set_object (&self->connection, connection);
  return self->registration != 0;
}

void
rg_search_provider_unexport (RgSearchProvider *self)
{
  if (self->registration)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}

static void
rg_search_provider_off_cb (RgSearchProvider *self)
{
  g_hash_table_remove_all (self->found);
}

RgSearchProvider *
rg_search_provider_new (GtkApplication *application, GSettings *settings)
{
  RgSearchProvider *self = g_new0 (RgSearchProvider, 1);

  self->application = application;
  self->settings = g_object_ref (settings);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) rg_found_free);
  g_signal_connect_swapped (settings, "changed::search-customers",
                            G_CALLBACK (rg_search_provider_off_cb), self);
  return self;
}

void
rg_search_provider_free (RgSearchProvider *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  rg_search_provider_unexport (self);
  g_clear_pointer (&self->keeper, rg_shop_keeper_free);
  g_clear_object (&self->unseen);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_hash_table_unref (self->found);
  g_free (self->found_in);
  g_free (self);
}
