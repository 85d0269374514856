/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Stands in for the window: opens the shop's file that its first argument names and holds it until
 * its standard input ends; with a second argument it takes commands over the bus, and with "die" it
 * is killed by the first one. */
#include "ctl/rg-ctl-service.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
end_cb (int fd, GIOCondition condition, gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static GDBusMessage *
die_cb (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer data)
{
  if (incoming && g_strcmp0 (g_dbus_message_get_member (message), "Run") == 0)
    kill (getpid (), SIGKILL);
  return message;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (argv[1], &error);
  g_autoptr (RgCtlService) service = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (store == NULL)
    {
      puts ("refused");
      return 1;
    }
  if (argc > 2)
    {
      bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
      g_assert_no_error (error);
      if (g_str_equal (argv[2], "die"))
        g_dbus_connection_add_filter (bus, die_cb, NULL, NULL);
      service = rg_ctl_service_new (bus, store, &error);
      g_assert_no_error (error);
    }
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, end_cb, loop);
  puts ("ready");
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
