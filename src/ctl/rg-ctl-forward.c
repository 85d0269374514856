/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Commands over D-Bus: regularsctl's side. */
#include "config.h"

#include "ctl/rg-ctl-private.h"
#include "base/rg-i18n.h"
#include "ctl/rg-ctl-service-private.h"

#include <gio/gunixfdlist.h>
#include <stdio.h>
#include <unistd.h>

/* The store's path goes along in full: the other process has other folders around it. */
static GVariant *
rg_ctl_forward_arguments (const char *const *argv, const char *store_path, int handle)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *directory = g_get_current_dir ();

  g_ptr_array_add (all, (gpointer) "--store");
  g_ptr_array_add (all, (gpointer) store_path);
  for (gsize i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) argv[i]);
  g_ptr_array_add (all, NULL);
  return g_variant_new ("(^aay^ayh)", all->pdata, directory, handle);
}

static GVariant *
rg_ctl_forward_call (GDBusConnection *bus, const char *name, const char *const *argv,
                     const char *store_path, GError **error)
{
  g_autoptr (GUnixFDList) handles = g_unix_fd_list_new ();
  int handle = g_unix_fd_list_append (handles, STDIN_FILENO, NULL);

  /* Without standard input there is still something to hand over. */
  if (handle < 0)
    handle = 0;
  return g_dbus_connection_call_with_unix_fd_list_sync (
    bus, name, RG_CTL_OBJECT, RG_CTL_INTERFACE, "Run",
    rg_ctl_forward_arguments (argv, store_path, handle), G_VARIANT_TYPE ("(iayay)"),
    G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, handles, NULL, NULL, error);
}

static void
rg_ctl_forward_write (GVariant *answer, gsize child, FILE *stream)
{
  g_autoptr (GVariant) bytes = g_variant_get_child_value (answer, child);
  gsize length = 0;
  const char *text = g_variant_get_fixed_array (bytes, &length, 1);

  /* An empty answer has no bytes to point at. */
  if (length > 0)
    fwrite (text, 1, length, stream);
  fflush (stream);
}

/* The program went away with the command in its hands. Doing it here as well might do it twice. */
static gboolean
rg_ctl_forward_is_lost (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static int
rg_ctl_forward_fail (RgCtl *ctl)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                       _("Regulars ended while it was asked to do this, so it may be done or not. "
                         "“regularsctl history” says which; if it is not there, try again."));
  return rg_ctl_end (ctl, error);
}

static gboolean
rg_ctl_forward_to (RgCtl *ctl, const char *bus_name, const char *const *argv, int *code)
{
  const char *store_path = rg_ctl_get_store_path (ctl);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;

  if (bus != NULL)
    answer = rg_ctl_forward_call (bus, bus_name, argv, store_path, &error);
  if (rg_ctl_forward_is_lost (error))
    {
      *code = rg_ctl_forward_fail (ctl);
      return TRUE;
    }
  if (answer == NULL)
    return FALSE;
  g_variant_get_child (answer, 0, "i", code);
  rg_ctl_forward_write (answer, 1, stdout);
  rg_ctl_forward_write (answer, 2, stderr);
  return TRUE;
}

gboolean
rg_ctl_forward (const char *const *argv, int *code)
{
  g_autoptr (RgCtl) ctl = rg_ctl_new (NULL, NULL);
  g_auto (GStrv) rest = rg_ctl_take_options (ctl, argv, NULL);

  /* A wrong call is told so here. */
  if (rest == NULL || rest[0] == NULL)
    return FALSE;
  g_autofree char *bus_name = rg_store_find_bus_name (rg_ctl_get_store_path (ctl));
  if (bus_name == NULL || *bus_name == '\0')
    return FALSE;
  rg_ctl_set_direct (ctl, TRUE);
  return rg_ctl_forward_to (ctl, bus_name, argv, code);
}
