/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Commands over D-Bus: the running program's side. */
#include "config.h"

#include "ctl/rg-ctl-service-private.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>

struct _RgCtlService
{
  GObject parent_instance;

  GDBusConnection *connection;
  RgStore *store;
  guint registration;
};

G_DEFINE_FINAL_TYPE (RgCtlService, rg_ctl_service, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node>"
  "  <interface name='" RG_CTL_INTERFACE "'>"
  "    <method name='Run'>"
  "      <arg name='arguments' type='aay' direction='in'/>"
  "      <arg name='directory' type='ay' direction='in'/>"
  "      <arg name='input' type='h' direction='in'/>"
  "      <arg name='code' type='i' direction='out'/>"
  "      <arg name='output' type='ay' direction='out'/>"
  "      <arg name='messages' type='ay' direction='out'/>"
  "    </method>"
  "  </interface>"
  "</node>";

/* One call, on its way through a thread. */
typedef struct
{
  RgStore *store;
  GStrv argv;
  char *directory;
  GInputStream *input;
  GDBusMethodInvocation *invocation;
} RgCtlCall;

static void
rg_ctl_call_free (gpointer data)
{
  RgCtlCall *call = data;

  g_clear_object (&call->store);
  g_clear_object (&call->input);
  g_strfreev (call->argv);
  g_free (call->directory);
  g_free (call);
}

static GVariant *
rg_ctl_bytes (const GString *text)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text->str, text->len, 1);
}

static void
rg_ctl_call_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgCtlCall *call = data;
  g_autoptr (RgCtl) ctl = rg_ctl_new (call->directory, call->input);

  rg_ctl_set_open_store (ctl, call->store);
  int code = rg_ctl_run (ctl, (const char *const *) call->argv);
  g_dbus_method_invocation_return_value (
    call->invocation, g_variant_new ("(i@ay@ay)", code, rg_ctl_bytes (rg_ctl_get_output (ctl)),
                                     rg_ctl_bytes (rg_ctl_get_messages (ctl))));
  g_task_return_boolean (task, TRUE);
}

static GInputStream *
rg_ctl_take_input (GDBusMethodInvocation *invocation, int handle)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  GUnixFDList *list = g_dbus_message_get_unix_fd_list (message);
  int fd = list != NULL ? g_unix_fd_list_get (list, handle, NULL) : -1;

  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : g_memory_input_stream_new ();
}

static void
rg_ctl_service_call_cb (GDBusConnection *connection, const char *sender, const char *path,
                        const char *interface, const char *method, GVariant *parameters,
                        GDBusMethodInvocation *invocation, gpointer data)
{
  RgCtlService *self = RG_CTL_SERVICE (data);
  g_autoptr (GVariant) arguments = NULL;
  g_autoptr (GTask) task = NULL;
  const char *directory;
  RgCtlCall *call = g_new0 (RgCtlCall, 1);
  int handle = 0;

  g_variant_get (parameters, "(@aay^&ayh)", &arguments, &directory, &handle);
  call->store = g_object_ref (self->store);
  call->argv = g_variant_dup_bytestring_array (arguments, NULL);
  call->directory = g_strdup (directory);
  call->input = rg_ctl_take_input (invocation, handle);
  call->invocation = invocation;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, call, rg_ctl_call_free);
  g_task_run_in_thread (task, rg_ctl_call_in_thread);
}

static void
rg_ctl_service_finalize (GObject *object)
{
  RgCtlService *self = RG_CTL_SERVICE (object);

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  if (self->store != NULL)
    rg_store_set_bus_name (self->store, "");
  g_clear_object (&self->store);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (rg_ctl_service_parent_class)->finalize (object);
}

static void
rg_ctl_service_class_init (RgCtlServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_ctl_service_finalize;
}

static void
rg_ctl_service_init (RgCtlService *self)
{
}

RgCtlService *
rg_ctl_service_new (GDBusConnection *connection, RgStore *store, GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = rg_ctl_service_call_cb };
  g_autoptr (RgCtlService) self = g_object_new (RG_TYPE_CTL_SERVICE, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);

  if (node == NULL)
    return NULL;
  self->connection = g_object_ref (connection);
  self->registration = g_dbus_connection_register_object (connection, RG_CTL_OBJECT,
                                                          node->interfaces[0], &table, self, NULL,
                                                          error);
  if (self->registration == 0)
    return NULL;
  self->store = g_object_ref (store);
  rg_store_set_bus_name (store, g_dbus_connection_get_unique_name (connection));
  return g_steal_pointer (&self);
}
