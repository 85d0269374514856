/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The portal's interface is org.freedesktop.portal.Email, version 3 or later (`addresses`). */
#include "pages/rg-compose-mail.h"

#include "base/rg-i18n.h"

#define RG_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define RG_PORTAL_PATH "/org/freedesktop/portal/desktop"
#define RG_PORTAL_EMAIL "org.freedesktop.portal.Email"

typedef struct {
  GtkWidget *widget; /* owned */
  char *address;
} RgComposing;

static RgComposing *
rg_composing_new (GtkWidget *widget, const char *address)
{
  RgComposing *composing = g_new0 (RgComposing, 1);

  composing->widget = g_object_ref (widget);
  composing->address = g_strdup (address);
  return composing;
}

static void
rg_composing_free (RgComposing *composing)
{
  g_object_unref (composing->widget);
  g_free (composing->address);
  g_free (composing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgComposing, rg_composing_free)

static void
rg_compose_mail_launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgComposing) composing = data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  gtk_widget_activate_action (composing->widget, "win.toast", "s",
                              _("There is no mail program that could be opened. The address can be "
                                "copied from the profile."));
}

/* Takes composing. */
static void
rg_compose_mail_launch (RgComposing *composing)
{
  g_autofree char *escaped = g_uri_escape_string (composing->address, "@", FALSE);
  g_autofree char *uri = g_strconcat ("mailto:", escaped, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (composing->widget);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           rg_compose_mail_launched_cb, composing);
}

static void
rg_compose_mail_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgComposing) composing = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                               NULL);

  /* No portal, or none for mail. */
  if (answer == NULL)
    rg_compose_mail_launch (g_steal_pointer (&composing));
}

static void
rg_compose_mail_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgComposing) composing = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  const char *const addresses[] = { composing->address, NULL };
  GVariantBuilder options;

  if (bus == NULL)
    {
      rg_compose_mail_launch (g_steal_pointer (&composing));
      return;
    }
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "addresses", g_variant_new_strv (addresses, -1));
  g_dbus_connection_call (bus, RG_PORTAL_NAME, RG_PORTAL_PATH, RG_PORTAL_EMAIL, "ComposeEmail",
                          g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, rg_compose_mail_called_cb,
                          g_steal_pointer (&composing));
}

/* Takes composing. */
static void
rg_compose_mail_begin (RgComposing *composing)
{
  g_bus_get (G_BUS_TYPE_SESSION, NULL, rg_compose_mail_bus_cb, composing);
}

static void
rg_compose_mail_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgComposing) composing = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "write"))
    rg_compose_mail_begin (g_steal_pointer (&composing));
}

/* Why they are asked about first. */
static char *
rg_compose_mail_dup_warning (const char *name, const RgChannelPermission *permission)
{
  if (permission->never)
    /* Translators: %s is a customer. */
    return g_strdup_printf (_("%s asked never to be contacted again. Write only about something "
                              "they asked for, such as an order."), name);
  if (permission->state == RG_PERMISSION_NO && !permission->awaits)
    /* Translators: %s is a customer. */
    return g_strdup_printf (_("%s said no to e-mail. Write only about something they asked for, "
                              "such as an order."), name);
  /* Translators: %s is a customer. */
  return g_strdup_printf (_("%s has not said yes to e-mail. Write only about something they asked "
                            "for, such as an order."), name);
}

void
rg_compose_mail (GtkWidget *widget, const char *name, const char *address,
                 const RgChannelPermission *permission, gboolean allowed)
{
  RgComposing *composing = rg_composing_new (widget, address);
  g_autofree char *body = rg_compose_mail_dup_warning (name, permission);
  AdwDialog *dialog;

  if (allowed)
    {
      rg_compose_mail_begin (composing);
      return;
    }
  dialog = adw_alert_dialog_new (_("Write an E-Mail?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "write",
                                  _("_Write"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, rg_compose_mail_answered_cb,
                           composing);
}
